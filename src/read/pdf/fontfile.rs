//! What embedded font programs say of their codes and glyphs, for fonts that the file itself does not explain.
//!
//! The kind of program is told from its first bytes, not from the key it hangs on: files confuse the keys. Subsets lack tables at will,
//! so every table is asked by itself and none is needed.

use lopdf::{Dictionary, Object};
use ttf_parser::{GlyphId, PlatformId, RawFace, Tag, cff, cmap, post};

use super::glyph_names;
use super::objects::Objects;

/// The text of codes or glyphs, by number; empty text where the program says nothing.
pub(super) type Letters = Vec<String>;

/// An embedded font program.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// What each of the 256 codes of a simple font stands for.
    pub(super) by_code: Letters,
    /// What each glyph stands for.
    pub(super) by_glyph: Letters,
}

/// Characters that are looked for in a character map: the scripts and marks that European documents use. Asking for each is bounded;
/// listing what a map holds is not, because a broken map can hold four thousand million.
const CHARACTERS: [std::ops::RangeInclusive<u32>; 4] = [0x20..=0x7E, 0xA1..=0x5FF, 0x1E00..=0x2BFF, 0xFB00..=0xFB06];

impl Program {
    /// Reads the program that a font descriptor holds; an empty one when there is none or it is broken.
    pub(super) fn read<'a>(objects: &Objects<'a>, descriptor: Option<&'a Dictionary>) -> Program {
        let Some(descriptor) = descriptor else { return Program::default() };
        let stream = [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().find_map(|key| match objects.get(descriptor, key) {
            Object::Stream(stream) => Some(stream),
            _ => None,
        });
        stream.map(|stream| Program::parse(&objects.data(stream))).unwrap_or_default()
    }

    fn parse(data: &[u8]) -> Program {
        match data {
            [b'%', b'!', ..] | [0x80, 1, ..] => type1(data),
            [0, 1, 0, 0, ..] | [b't', b'r', b'u', b'e', ..] | [b'O', b'T', b'T', b'O', ..] | [b't', b't', b'c', b'f', ..] => {
                RawFace::parse(data, 0).map(|face| sfnt(&face)).unwrap_or_default()
            }
            [1, _, 4..=16, 1..=4, ..] => cff::Table::parse(data).map(|table| compact(&table)).unwrap_or_default(),
            _ => Program::default(),
        }
    }

    /// The text of a code, if the program says.
    pub(super) fn code(&self, code: u8) -> Option<&str> {
        self.by_code.get(usize::from(code)).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The text of a glyph, if the program says.
    pub(super) fn glyph(&self, glyph: u32) -> Option<&str> {
        self.by_glyph.get(glyph as usize).map(String::as_str).filter(|text| !text.is_empty())
    }
}

fn named(name: &str) -> String {
    let mut out = String::new();
    glyph_names::push_glyph_text(&mut out, name.as_bytes());
    out
}

/// A Type 1 program: the encoding stands in its readable head (`dup 65 /A put`).
fn type1(data: &[u8]) -> Program {
    let head_end = data.windows(5).position(|window| window == b"eexec").unwrap_or(data.len());
    let head = String::from_utf8_lossy(&data[..head_end.min(1 << 18)]);
    let Some(from) = head.find("/Encoding") else { return Program::default() };
    let mut out = Program { by_code: vec![String::new(); 256], by_glyph: Vec::new() };
    let mut found = false;
    // Names need no space before them: `dup 65/A put`.
    let spaced = head[from..].replace('/', " /");
    let mut words = spaced.split_ascii_whitespace();
    while let Some(word) = words.next() {
        match word {
            "dup" => {
                let code = words.next().and_then(code_number);
                let name = words.next().and_then(|w| w.strip_prefix('/'));
                if let (Some(code), Some(name)) = (code, name)
                    && let Some(slot) = out.by_code.get_mut(code)
                {
                    *slot = named(name);
                    found = true;
                }
            }
            "readonly" | "def" if found => break,
            // `StandardEncoding def`: what the caller falls back on anyway.
            "StandardEncoding" => break,
            _ => {}
        }
    }
    out
}

/// A PostScript number: `65` or `8#101`.
fn code_number(word: &str) -> Option<usize> {
    match word.split_once('#') {
        Some((base, digits)) => usize::from_str_radix(digits, base.parse().ok().filter(|base| (2..=36).contains(base))?).ok(),
        None => word.parse().ok(),
    }
}

/// A compact font program (CFF): its own encoding and the names of its glyphs. Programs made by glyph number have no names.
fn compact(table: &cff::Table) -> Program {
    let name = |glyph| table.glyph_name(glyph).map(named).unwrap_or_default();
    Program {
        by_code: (0..=255).map(|code| table.glyph_index(code).map(name).unwrap_or_default()).collect(),
        by_glyph: (0..table.number_of_glyphs()).map(|glyph| name(GlyphId(glyph))).collect(),
    }
}

/// A TrueType or OpenType program: the Unicode maps turned round, then the names of its glyphs; codes by its symbol or Macintosh map.
fn sfnt(face: &RawFace) -> Program {
    let compact = face.table(Tag::from_bytes(b"CFF ")).and_then(cff::Table::parse).map(|table| compact(&table));
    let post = face.table(Tag::from_bytes(b"post")).and_then(post::Table::parse);
    let maps = face.table(Tag::from_bytes(b"cmap")).and_then(cmap::Table::parse);
    let maps: Vec<cmap::Subtable> = maps.map(|maps| maps.subtables.into_iter().take(16).collect()).unwrap_or_default();
    let mut out = Program::default();
    for map in maps.iter().filter(|map| map.is_unicode()) {
        for character in CHARACTERS.into_iter().flatten() {
            if let (Some(glyph), Some(letter)) = (map.glyph_index(character), char::from_u32(character)) {
                // The first letter that leads to a glyph stays: the plain ones come before their compatibility twins.
                note(&mut out.by_glyph, glyph, || letter.to_string());
            }
        }
    }
    if let Some(compact) = &compact {
        for (glyph, text) in (0..).zip(&compact.by_glyph) {
            note(&mut out.by_glyph, GlyphId(glyph), || text.clone());
        }
    }
    if let Some(post) = &post {
        for (glyph, name) in (0..u16::MAX).zip(post.names()) {
            note(&mut out.by_glyph, GlyphId(glyph), || named(name));
        }
    }
    let symbol = maps.iter().find(|map| map.platform_id == PlatformId::Windows && map.encoding_id == 0);
    let macintosh = maps.iter().find(|map| map.platform_id == PlatformId::Macintosh && map.encoding_id == 0);
    let places: [(Option<&cmap::Subtable>, u32); 4] = [(symbol, 0xF000), (symbol, 0), (symbol, 0xF100), (macintosh, 0)];
    let glyph = |code: u32| places.iter().find_map(|(map, base)| map.as_ref()?.glyph_index(base + code).filter(|glyph| glyph.0 != 0));
    let text = |glyph: GlyphId| out.by_glyph.get(usize::from(glyph.0)).cloned().unwrap_or_default();
    out.by_code = (0..256).map(|code| glyph(code).map(text).unwrap_or_default()).collect();
    out
}

/// Gives a glyph its text unless it has one.
fn note(letters: &mut Letters, glyph: GlyphId, text: impl FnOnce() -> String) {
    let index = usize::from(glyph.0);
    if index == 0 {
        return;
    }
    if letters.len() <= index {
        letters.resize(index + 1, String::new());
    }
    if letters[index].is_empty() {
        letters[index] = text();
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    /// A TrueType program of these tables and no others, as subsets are.
    fn program(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        let mut out = vec![0, 1, 0, 0];
        out.extend(words(&[tables.len() as u16, 0, 0, 0]));
        let mut at = 12 + 16 * tables.len();
        for (tag, table) in tables {
            out.extend(*tag);
            out.extend([0; 4]);
            out.extend((at as u32).to_be_bytes());
            out.extend((table.len() as u32).to_be_bytes());
            at += table.len();
        }
        tables.iter().for_each(|(_, table)| out.extend(table));
        out
    }

    /// A character map of one segment (format 4): codes `first` to `last` are the glyphs from `glyph` on.
    fn map(platform: u16, encoding: u16, first: u16, last: u16, glyph: u16) -> Vec<u8> {
        words(&[0, 1, platform, encoding, 0, 12, 4, 32, 0, 4, 0, 0, 0, last, 0xFFFF, 0, first, 0xFFFF, glyph.wrapping_sub(first), 1, 0, 0])
    }

    /// Names of the glyphs, all of them of the font's own (format 2).
    fn names(names: &[&str]) -> Vec<u8> {
        let mut out = words(&[2, 0]);
        out.extend([0; 28]);
        out.extend(words(&[names.len() as u16]));
        out.extend((0..names.len() as u16).flat_map(|index| (258 + index).to_be_bytes()));
        for name in names {
            out.push(name.len() as u8);
            out.extend(name.bytes());
        }
        out
    }

    /// A symbol font: codes from 0x41 on are the glyphs from 1 on, which only their names explain.
    pub(in crate::read::pdf) fn symbol_program() -> Vec<u8> {
        program(&[(b"cmap", map(3, 0, 0xF041, 0xF043, 1)), (b"post", names(&[".notdef", "aring", "adieresis", "odieresis"]))])
    }

    #[test]
    fn character_map_turned_round() {
        let whole = program(&[(b"cmap", map(3, 1, 0xE4, 0xE6, 5))]);
        let read = Program::parse(&whole);
        assert_eq!([4, 5, 6, 7, 8].map(|g| read.glyph(g)), [None, Some("ä"), Some("å"), Some("æ"), None]);
        for end in 0..whole.len() {
            let _ = Program::parse(&whole[..end]);
        }
    }

    #[test]
    fn symbol_maps_and_glyph_names() {
        let read = Program::parse(&symbol_program());
        assert_eq!([b'A', b'B', b'C', b'D'].map(|code| read.code(code)), [Some("å"), Some("ä"), Some("ö"), None]);
    }

    #[test]
    fn encoding_in_the_head_of_a_type_1_program() {
        let read = Program::parse(
            b"%!PS-AdobeFont-1.0: Prov\n/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\n\
              dup 65 /aring put dup 8#102/odieresis put\nreadonly def dup 67 /x put currentfile eexec",
        );
        assert_eq!([b'A', b'B', b'C'].map(|code| read.code(code)), [Some("å"), Some("ö"), None]);
    }
}
