//! Character maps: `/ToUnicode` (codes to text) and embedded `/Encoding` maps (codes to glyph numbers).

use super::content::{Operand, Tokens};

/// Codes above this are not kept; fonts in use stay within two bytes.
const MAX_CODE: u32 = 0xFFFF;
/// More entries than this in one map are dropped.
const MAX_ENTRIES: usize = 200_000;
/// Longest text of one code that is believed, in bytes of UTF-16 (the format's own limit), and of all texts together.
const MAX_TARGET: usize = 512;
const MAX_TEXT: usize = 4 << 20;

/// What one character map says.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Code spaces: length in bytes, first code, last code.
    spaces: Vec<(u8, u32, u32)>,
    /// Code → stretch of `text`, sorted by code once parsed.
    entries: Vec<(u16, u32, u16)>,
    text: String,
    /// First code, last code, glyph number of the first; sorted by first code once parsed.
    glyphs: Vec<(u32, u32, u32)>,
}

impl CMap {
    pub(super) fn parse(data: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut tokens = Tokens::new(data);
        while let Some(operator) = tokens.next_operator() {
            match operator {
                b"endcodespacerange" => map.add_spaces(&tokens),
                b"endbfchar" => map.add_chars(&tokens),
                b"endbfrange" => map.add_ranges(&tokens),
                b"endcidchar" => map.add_glyphs(&tokens, 2),
                b"endcidrange" => map.add_glyphs(&tokens, 3),
                _ => {}
            }
        }
        // The last definition of a code counts; the sort is stable.
        map.entries.sort_by_key(|entry| entry.0);
        map.glyphs.sort_by_key(|range| range.0);
        map
    }

    /// Whether any code has a text.
    pub(super) fn has_text(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Whether every code that it lists has a text that says something.
    pub(super) fn is_readable(&self) -> bool {
        !self.text.contains(says_nothing)
    }

    /// The highest code that has a text.
    pub(super) fn max_code(&self) -> u32 {
        self.entries.last().map_or(0, |entry| u32::from(entry.0))
    }

    /// The text for `code`.
    pub(super) fn text(&self, code: u32) -> Option<&str> {
        let code = u16::try_from(code).ok()?;
        let after = self.entries.partition_point(|entry| entry.0 <= code);
        let (found, start, len) = *self.entries.get(after.checked_sub(1)?)?;
        (found == code).then(|| self.text.get(start as usize..start as usize + usize::from(len)))?
    }

    /// The glyph number for `code`: the code itself when the map says nothing.
    pub(super) fn glyph(&self, code: u32) -> u32 {
        let after = self.glyphs.partition_point(|(first, _, _)| *first <= code);
        match after.checked_sub(1).and_then(|index| self.glyphs.get(index)) {
            Some((first, last, glyph)) if code <= *last => glyph.saturating_add(code - first),
            _ => code,
        }
    }

    /// How many bytes the next code takes.
    pub(super) fn code_len(&self, bytes: &[u8]) -> usize {
        let fits = |(len, first, last): &&(u8, u32, u32)| {
            bytes.get(..usize::from(*len)).is_some_and(|head| (*first..=*last).contains(&big_endian(head)))
        };
        self.spaces.iter().find(fits).map_or(2, |space| usize::from(space.0.max(1)))
    }

    fn add_spaces(&mut self, tokens: &Tokens) {
        for pair in tokens.operands.chunks_exact(2) {
            if let [Operand::Text(a, n), Operand::Text(b, m)] = *pair
                && (1..=4).contains(&n)
                && self.spaces.len() < 256
            {
                self.spaces.push((n as u8, big_endian(tokens.string(a, n)), big_endian(tokens.string(b, m))));
            }
        }
    }

    fn add_chars(&mut self, tokens: &Tokens) {
        for pair in tokens.operands.chunks_exact(2) {
            if let [Operand::Text(a, n), Operand::Text(b, m)] = *pair {
                self.add(big_endian(tokens.string(a, n)), tokens.string(b, m), 0);
            }
        }
    }

    fn add_ranges(&mut self, tokens: &Tokens) {
        let mut at = 0;
        while let (Some(&Operand::Text(a, n)), Some(&Operand::Text(b, m))) = (tokens.operands.get(at), tokens.operands.get(at + 1)) {
            let first = big_endian(tokens.string(a, n));
            let last = big_endian(tokens.string(b, m)).min(MAX_CODE);
            at += 2;
            match tokens.operands.get(at) {
                Some(&Operand::Text(c, k)) => {
                    at += 1;
                    for code in first..=last {
                        self.add(code, tokens.string(c, k), code - first);
                    }
                }
                Some(Operand::Open) => {
                    at += 1;
                    let mut code = first;
                    while let Some(&Operand::Text(c, k)) = tokens.operands.get(at) {
                        self.add(code, tokens.string(c, k), 0);
                        code = code.saturating_add(1);
                        at += 1;
                    }
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    fn add_glyphs(&mut self, tokens: &Tokens, step: usize) {
        for entry in tokens.operands.chunks_exact(step) {
            let codes = match *entry {
                [Operand::Text(a, n), Operand::Number(glyph)] => Some((a, n, a, n, glyph)),
                [Operand::Text(a, n), Operand::Text(b, m), Operand::Number(glyph)] => Some((a, n, b, m, glyph)),
                _ => None,
            };
            if let Some((a, n, b, m, glyph)) = codes
                && self.glyphs.len() < 1 << 14
            {
                self.glyphs.push((big_endian(tokens.string(a, n)), big_endian(tokens.string(b, m)), glyph.max(0.0) as u32));
            }
        }
    }

    /// Adds `code` → the UTF-16 text in `target`, its last unit raised by `step`.
    fn add(&mut self, code: u32, target: &[u8], step: u32) {
        if code > MAX_CODE || self.entries.len() >= MAX_ENTRIES || !(1..=MAX_TARGET).contains(&target.len()) || self.text.len() > MAX_TEXT {
            return;
        }
        let start = self.text.len();
        if let [byte] = target {
            self.text.extend(char::from_u32(u32::from(*byte) + step));
        } else {
            let count = target.len() / 2;
            let units = target.chunks_exact(2).enumerate().map(|(index, pair)| {
                let unit = u16::from_be_bytes([pair[0], pair[1]]);
                if index + 1 == count { unit.wrapping_add(step as u16) } else { unit }
            });
            self.text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        }
        let len = u16::try_from(self.text.len() - start).unwrap_or(0);
        self.entries.push((code as u16, start as u32, len));
    }
}

/// Whether a character of a map stands for no letter: controls, and private places other than those of symbol fonts (0xF000 + code) and
/// of Adobe's small capitals and old-style figures.
pub(super) fn says_nothing(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{E000}'..='\u{F01F}' | '\u{F100}'..='\u{F72F}' | '\u{F7FF}'..='\u{F8FF}' | '\u{FFFD}' | '\u{FFFF}')
}

/// The number that at most four bytes spell.
pub(super) fn big_endian(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_arrays() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange\n\
              2 beginbfchar <01> <00E5> <02> <00660069> endbfchar\n\
              2 beginbfrange <10> <12> <0061> <20> <21> [<00F6> <D83DDE00>] endbfrange\n\
              1 begincidrange <8000> <8010> 5 endcidrange 1 begincidchar <9000> 99 endcidchar",
        );
        assert_eq!(
            [1, 2, 0x10, 0x12, 0x20, 0x21, 0x22].map(|c| map.text(c)),
            [Some("å"), Some("fi"), Some("a"), Some("c"), Some("ö"), Some("😀"), None]
        );
        assert_eq!([map.glyph(0x8002), map.glyph(0x9000), map.glyph(3)], [7, 99, 3]);
        assert_eq!([map.code_len(b"A"), map.code_len(b"\x80\x00"), map.code_len(b"\x7F")], [1, 2, 1]);
    }

    #[test]
    fn broken_maps_give_what_they_can() {
        for data in [
            &b"beginbfrange <00> <FFFFFFFF> <0041> endbfrange"[..],
            b"<01> endbfchar",
            b"<> <> endcodespacerange",
            b"<02> <01> [ endbfrange",
        ] {
            let map = CMap::parse(data);
            assert!(map.entries.len() <= MAX_ENTRIES);
            map.text(0);
            map.code_len(b"");
        }
    }
}
