//! What embedded font programs say of their codes, for fonts that the file itself does not explain.

use lopdf::{Dictionary, Object};

use super::objects::Objects;

/// The encoding inside a Type 1 font program, as (code, glyph name). It stands in the readable head of the program.
pub(super) fn built_in<'a>(objects: &Objects<'a>, descriptor: Option<&'a Dictionary>) -> Vec<(u8, String)> {
    let Some(Object::Stream(stream)) = descriptor.map(|d| objects.get(d, b"FontFile")) else { return Vec::new() };
    let data = objects.data(stream);
    let head_end = find(&data, b"eexec").unwrap_or(data.len());
    let head = String::from_utf8_lossy(&data[..head_end.min(1 << 18)]);
    let Some(from) = head.find("/Encoding") else { return Vec::new() };
    let mut out = Vec::new();
    let mut words = head[from..].split_ascii_whitespace();
    while let Some(word) = words.next() {
        match word {
            "dup" => {
                let code = words.next().and_then(|w| w.parse::<u8>().ok());
                let name = words.next().and_then(|w| w.strip_prefix('/'));
                if let (Some(code), Some(name)) = (code, name) {
                    out.push((code, name.to_owned()));
                }
            }
            "readonly" | "def" if !out.is_empty() => break,
            _ => {}
        }
    }
    out
}

fn find(data: &[u8], what: &[u8]) -> Option<usize> {
    data.windows(what.len()).position(|window| window == what)
}

/// The letter of each glyph of a TrueType program, from its character map turned round.
pub(super) fn letters_by_glyph<'a>(objects: &Objects<'a>, descriptor: Option<&'a Dictionary>) -> Vec<Option<char>> {
    let Some(descriptor) = descriptor else { return Vec::new() };
    let stream = [&b"FontFile2"[..], b"FontFile3"].iter().find_map(|key| objects.get(descriptor, key).as_stream().ok());
    let Some(stream) = stream else { return Vec::new() };
    true_type_letters(&objects.data(stream)).unwrap_or_default()
}

fn u16_at(data: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?])))
}

fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    Some(u16_at(data, at)? << 16 | u16_at(data, at + 2)?)
}

fn true_type_letters(data: &[u8]) -> Option<Vec<Option<char>>> {
    let tables = u16_at(data, 4)?.min(64);
    let entry = (0..tables).map(|index| 12 + index * 16).find(|at| data.get(*at..*at + 4) == Some(b"cmap"))?;
    let cmap = data.get(u32_at(data, entry + 8)?..)?;
    let mut letters = Vec::new();
    for index in 0..u16_at(cmap, 2)?.min(16) {
        let record = 4 + index * 8;
        let (platform, encoding) = (u16_at(cmap, record)?, u16_at(cmap, record + 2)?);
        if !matches!((platform, encoding), (0, _) | (3, 1) | (3, 10)) {
            continue;
        }
        let Some(table) = u32_at(cmap, record + 4).and_then(|at| cmap.get(at..)) else { continue };
        match u16_at(table, 0) {
            Some(4) => segments(table, &mut letters),
            Some(12) => groups(table, &mut letters),
            _ => None,
        };
    }
    Some(letters)
}

/// Format 4: segments of 16-bit characters.
fn segments(table: &[u8], letters: &mut Vec<Option<char>>) -> Option<()> {
    let count = u16_at(table, 6)? / 2;
    for segment in 0..count {
        let last = u16_at(table, 14 + segment * 2)?;
        let first = u16_at(table, 16 + (count + segment) * 2)?;
        let delta = u16_at(table, 16 + (2 * count + segment) * 2)?;
        let offset_at = 16 + (3 * count + segment) * 2;
        let offset = u16_at(table, offset_at)?;
        for code in first..=last.min(0xFFFE) {
            let glyph = if offset == 0 {
                (code + delta) & 0xFFFF
            } else {
                match u16_at(table, offset_at + offset + (code - first) * 2) {
                    Some(0) | None => continue,
                    Some(glyph) => (glyph + delta) & 0xFFFF,
                }
            };
            note(letters, glyph, code as u32);
        }
    }
    Some(())
}

/// Format 12: groups of 32-bit characters.
fn groups(table: &[u8], letters: &mut Vec<Option<char>>) -> Option<()> {
    for group in 0..u32_at(table, 12)?.min(10_000) {
        let at = 16 + group * 12;
        let (first, last, glyph) = (u32_at(table, at)?, u32_at(table, at + 4)?, u32_at(table, at + 8)?);
        for code in first..=last.min(first.saturating_add(0xFFFF)) {
            note(letters, glyph.saturating_add(code - first), code as u32);
        }
    }
    Some(())
}

/// The first letter that leads to a glyph stays: the plain ones come before their compatibility twins.
fn note(letters: &mut Vec<Option<char>>, glyph: usize, code: u32) {
    let Some(letter) = char::from_u32(code).filter(|c| !c.is_control()) else { return };
    if glyph == 0 || glyph > 0xFFFF {
        return;
    }
    if letters.len() <= glyph {
        letters.resize(glyph + 1, None);
    }
    letters[glyph].get_or_insert(letter);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font program with nothing but a character map of one segment: `a`–`c` are glyphs 5–7.
    fn program() -> Vec<u8> {
        let mut out = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        out.extend(b"cmap\0\0\0\0\0\0\0\x1C\0\0\0\x40");
        out.extend([0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12]);
        let (first, last, delta) = (0x61u16, 0x63u16, 5u16.wrapping_sub(0x61));
        let words = [4, 32, 0, 4, 0, 0, 0, last, 0xFFFF, 0, first, 0xFFFF, delta, 1, 0, 0];
        out.extend(words.iter().flat_map(|w: &u16| w.to_be_bytes()));
        out
    }

    #[test]
    fn character_map_turned_round() {
        let letters = true_type_letters(&program()).unwrap();
        assert_eq!(letters[5..8], [Some('a'), Some('b'), Some('c')]);
        for end in 0..program().len() {
            let _ = true_type_letters(&program()[..end]);
        }
    }
}
