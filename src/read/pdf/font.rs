//! A font as the interpreter needs it: for each code its text and its width, looked up once per font.

use lopdf::{Dictionary, Object};

use super::cmap::{CMap, big_endian, says_nothing};
use super::encoding::Base;
use super::fontfile::Program;
use super::objects::{Objects, as_dictionary, as_number};
use super::symbols::Symbols;
use super::{glyph_names, guess, metrics};

/// What a code draws.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Code {
    /// Stretch of the font's text buffer.
    start: u32,
    len: u16,
    /// Whether the font says what the code stands for.
    pub(super) known: bool,
    /// Advance in text space (1 = the font size).
    pub(super) width: f32,
}

/// One font of the file.
#[derive(Debug)]
pub(super) struct Font {
    codes: Vec<Code>,
    text: String,
    default_width: f32,
    /// Whether codes are of several bytes, and the map that says of how many.
    wide: bool,
    spaces: Option<CMap>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// The font's own name, for problems.
    pub(super) name: String,
}

impl Font {
    pub(super) fn load<'a>(objects: &Objects<'a>, font: &'a Dictionary) -> Font {
        let wide = objects.name(font, b"Subtype") == b"Type0" || !objects.array(font, b"DescendantFonts").is_empty();
        let descendant = objects.array(font, b"DescendantFonts").first().and_then(|o| as_dictionary(objects.resolve(o)));
        let inner = descendant.filter(|_| wide).unwrap_or(font);
        let descriptor = objects.dictionary(inner, b"FontDescriptor");
        let full_name = String::from_utf8_lossy(objects.name(font, b"BaseFont")).into_owned();
        let name = full_name.split_once('+').map_or(full_name.as_str(), |(_, rest)| rest).to_owned();
        let unicode = match objects.get(font, b"ToUnicode") {
            Object::Stream(stream) => Some(CMap::parse(&objects.data(stream))).filter(CMap::has_text),
            _ => None,
        };
        let lower = name.to_lowercase();
        let number = |key: &[u8]| descriptor.and_then(|d| objects.number(d, key));
        let flags = number(b"Flags").unwrap_or(0.0) as i64;
        let mut out = Font {
            codes: Vec::new(),
            text: String::new(),
            default_width: 0.0,
            wide,
            spaces: None,
            bold: ["bold", "black", "heavy", "semibold", "demi", "cmbx"].iter().any(|part| lower.contains(part))
                || number(b"FontWeight").unwrap_or(0.0) >= 600.0
                || name.contains("Fet")
                || flags & (1 << 18) != 0,
            italic: lower.contains("italic") || name.contains("Kursiv") || lower.contains("oblique") || flags & (1 << 6) != 0,
            name,
        };
        if wide {
            out.load_wide(objects, font, inner, descriptor, unicode.as_ref());
        } else {
            out.load_simple(objects, font, descriptor, unicode.as_ref());
        }
        out
    }

    /// How many codes it holds.
    pub(super) fn codes(&self) -> usize {
        self.codes.len()
    }

    /// The text of a code.
    pub(super) fn text(&self, code: &Code) -> &str {
        self.text.get(code.start as usize..code.start as usize + usize::from(code.len)).unwrap_or("")
    }

    /// Calls `each` with every code in the string; the flag tells a single-byte space (word spacing applies to it alone).
    pub(super) fn decode(&self, bytes: &[u8], mut each: impl FnMut(&Code, bool)) {
        if !self.wide {
            for &byte in bytes {
                if let Some(code) = self.codes.get(usize::from(byte)) {
                    each(code, byte == b' ');
                }
            }
            return;
        }
        let unknown = Code { width: self.default_width, ..Code::default() };
        let mut at = 0;
        while at < bytes.len() {
            let len = self.spaces.as_ref().map_or(2, |map| map.code_len(&bytes[at..])).min(bytes.len() - at);
            let code = big_endian(&bytes[at..at + len]);
            each(self.codes.get(code as usize).unwrap_or(&unknown), len == 1 && code == 32);
            at += len;
        }
    }

    fn load_simple<'a>(&mut self, objects: &Objects<'a>, font: &'a Dictionary, descriptor: Option<&'a Dictionary>, unicode: Option<&CMap>) {
        let subtype = objects.name(font, b"Subtype");
        let symbols = Symbols::named(&self.name);
        let names = Names::read(objects, objects.get(font, b"Encoding"));
        let mapped = |code: u8| unicode.and_then(|map| map.text(u32::from(code)));
        let fallback = match names.base {
            Some(named) => named,
            _ if subtype == b"TrueType" => Base::WinAnsi,
            _ => Base::Standard,
        };
        let scale = match objects.numbers::<6>(font, b"FontMatrix") {
            Some(matrix) if subtype == b"Type3" => matrix[0].abs(),
            _ => 0.001,
        };
        let widths = objects.array(font, b"Widths");
        let first = objects.number(font, b"FirstChar").unwrap_or(0.0).max(0.0) as usize;
        let missing = descriptor.and_then(|d| objects.number(d, b"MissingWidth")).unwrap_or(0.0);
        // The program's own encoding counts where the file names none; its glyphs also where a name is nothing but a glyph number.
        let unexplained = |code: u8| {
            let named = names.differences[usize::from(code)];
            !mapped(code).is_some_and(is_readable) && named.map_or(names.base.is_none(), |name| names.number(name).is_some())
        };
        let last = if widths.is_empty() { 255 } else { (first + widths.len() - 1).min(255) };
        let program = if (first.min(255)..=last).any(|code| unexplained(code as u8)) {
            Program::read(objects, descriptor)
        } else {
            Program::default()
        };
        let width = |code: u8| usize::from(code).checked_sub(first).and_then(|index| as_number(objects.resolve(widths.get(index)?)));
        let said = |code: u8| names.differences[usize::from(code)].map_or_else(|| fallback.char(code), glyph_names::letter);
        let unmapped = unicode.is_none() && symbols.is_none() && first <= 3;
        let by_order =
            unmapped && guess::is_glyph_order(&self.name, (0..=255u8).filter_map(|code| Some((u32::from(code), width(code)?, said(code)))));
        for code in 0..=255u8 {
            let start = self.text.len();
            let mapped = mapped(code);
            let known = (by_order && self.push_char(guess::letter(u32::from(code))))
                || mapped.is_some_and(|text| is_readable(text) && self.push_mapped(text, symbols))
                || match names.differences[usize::from(code)] {
                    Some(name) => self.push_named(name, &names, &program, symbols),
                    None => {
                        let own = program.code(code).filter(|_| names.base.is_none());
                        own.is_some_and(|text| self.push_mapped(text, symbols))
                            || match symbols {
                                Some(symbols) => self.push_char(Some(symbols.char(code))),
                                // An encoding that the file does not name knows no better than a map that says little.
                                None => (names.base.is_some() || mapped.is_none()) && self.push_char(fallback.char(code)),
                            }
                    }
                }
                || mapped.is_some_and(|text| self.push_mapped(text, symbols));
            if !known && is_blank_code(u32::from(code)) {
                self.text.push(' ');
            }
            let width = match width(code) {
                Some(width) => width,
                None if widths.is_empty() => match symbols {
                    Some(symbols) => symbols.width(code),
                    None => metrics::width(&self.name, self.text[start..].chars().next().unwrap_or('n')),
                },
                None => missing,
            };
            self.codes.push(Code { start: start as u32, len: (self.text.len() - start) as u16, known, width: width * scale });
        }
    }

    fn load_wide<'a>(
        &mut self,
        objects: &Objects<'a>,
        font: &'a Dictionary,
        descendant: &'a Dictionary,
        descriptor: Option<&'a Dictionary>,
        unicode: Option<&CMap>,
    ) {
        let mut unicode_codes = false;
        match objects.get(font, b"Encoding") {
            Object::Stream(stream) => self.spaces = Some(CMap::parse(&objects.data(stream))),
            Object::Name(name) => {
                let name = String::from_utf8_lossy(name);
                unicode_codes = name.contains("UCS2") || name.contains("UTF16");
            }
            _ => {}
        }
        self.default_width = objects.number(descendant, b"DW").unwrap_or(1000.0) * 0.001;
        let widths = glyph_widths(objects, descendant);
        let glyphs = match objects.get(descendant, b"CIDToGIDMap") {
            Object::Stream(stream) => objects.data(stream),
            _ => std::borrow::Cow::Borrowed(&[][..]),
        };
        let symbols = Symbols::named(&self.name);
        let last = widths.iter().map(|w| w.0).max().unwrap_or(0).max(unicode.map_or(0, CMap::max_code));
        let explained = unicode.is_some_and(CMap::is_readable) || unicode_codes;
        let program = if explained { Program::default() } else { Program::read(objects, descriptor) };
        let last = last.max(program.by_glyph.len() as u32).max(glyphs.len() as u32 / 2);
        let last = if unicode_codes || self.spaces.is_some() { 0xFFFF } else { last };
        let count = widths.iter().map(|w| w.0).max().map_or(0, |most| most as usize + 1);
        let unmapped = unicode.is_none() && !unicode_codes && symbols.is_none() && glyphs.is_empty();
        let by_order = unmapped
            && program.by_glyph.is_empty()
            && guess::is_glyph_order(&self.name, widths.iter().map(|(glyph, width)| (*glyph, *width, None)));
        let mut by_glyph = vec![self.default_width; count];
        for (glyph, width) in widths {
            if let Some(slot) = by_glyph.get_mut(glyph as usize) {
                *slot = width * 0.001;
            }
        }
        for code in 0..=last.min(0xFFFF) {
            let number = self.spaces.as_ref().map_or(code, |map| map.glyph(code));
            let glyph = match glyphs.get(number as usize * 2..number as usize * 2 + 2) {
                Some(pair) => big_endian(pair),
                None => number,
            };
            let start = self.text.len();
            let mapped = unicode.and_then(|map| map.text(code));
            let known = mapped.is_some_and(|text| is_readable(text) && self.push_mapped(text, symbols))
                || (unicode_codes && self.push_char(char::from_u32(code)))
                || program.glyph(glyph).is_some_and(|text| self.push_mapped(text, symbols))
                || (by_order && self.push_char(guess::letter(glyph)))
                || mapped.is_some_and(|text| self.push_mapped(text, symbols));
            if !known && is_blank_code(code) {
                self.text.push(' ');
            }
            let width = by_glyph.get(number as usize).copied().unwrap_or(self.default_width);
            self.codes.push(Code { start: start as u32, len: (self.text.len() - start) as u16, known, width });
        }
    }

    fn push_char(&mut self, c: Option<char>) -> bool {
        self.text.extend(c);
        c.is_some()
    }

    /// Adds what `/ToUnicode` says. Private characters are what symbol fonts use for their codes (0xF000 + code); others stay as they
    /// are, for [`unread`](super::unread) to judge by what stands around them.
    fn push_mapped(&mut self, mapped: &str, symbols: Option<Symbols>) -> bool {
        let start = self.text.len();
        for c in mapped.chars() {
            match c {
                '\u{F020}'..='\u{F0FF}' => {
                    let code = (c as u32 & 0xFF) as u8;
                    self.text.extend(symbols.map_or_else(|| Base::WinAnsi.char(code).map(bullet_like), |symbols| Some(symbols.char(code))));
                }
                // Adobe's places for old-style figures and small capitals.
                '\u{F730}'..='\u{F739}' | '\u{F761}'..='\u{F77A}' | '\u{F7E0}'..='\u{F7FE}' => {
                    self.text.extend(char::from_u32(c as u32 & 0xFF).into_iter().flat_map(char::to_uppercase));
                }
                '\u{FFFD}' | '\u{FFFF}' => {}
                '\t' | '\n' | '\r' | '\u{A0}' => self.text.push(' '),
                c if c.is_control() => {}
                c => self.text.push(c),
            }
        }
        self.text.len() > start
    }

    /// Adds what a glyph name of `/Differences` stands for.
    fn push_named(&mut self, name: &[u8], names: &Names, program: &Program, symbols: Option<Symbols>) -> bool {
        if let Some(mark) = symbols.and_then(|symbols| symbols.named_char(name)) {
            return self.push_char(Some(mark));
        }
        if glyph_names::push_glyph_text(&mut self.text, name) {
            return true;
        }
        let Some(number) = names.number(name) else { return false };
        // Glyphs named by their number: of the program where it knows its glyphs, else taken as that code of the Windows encoding.
        if let Some(text) = program.glyph(number) {
            self.text.push_str(text);
            return true;
        }
        self.push_char(u8::try_from(number).ok().filter(|code| *code >= 32).and_then(|code| Base::WinAnsi.char(code)))
    }
}

/// A private-use code in a text font that falls on a mark seldom used in text is a bullet from a substituted symbol font.
fn bullet_like(c: char) -> char {
    if matches!(c, '·' | '§' | '¨' | 'ü' | 'Ø' | '¡' | '¢' | '¤' | '¥' | '\u{A0}') { '•' } else { c }
}

/// Codes that the fonts which say nothing of them use for the space: that of ASCII, and where subsets have the empty glyphs.
fn is_blank_code(code: u32) -> bool {
    matches!(code, 0..=3 | 32 | 160)
}

/// Whether a map's text says something: neither nothing, nor characters that stand for no letter.
fn is_readable(text: &str) -> bool {
    !text.is_empty() && !text.contains(says_nothing)
}

/// What `/Encoding` of a simple font says.
struct Names<'a> {
    base: Option<Base>,
    differences: Vec<Option<&'a [u8]>>,
    /// Whether names made of a letter and a number count in sixteens (`G41`).
    hexadecimal: bool,
}

impl<'a> Names<'a> {
    fn read(objects: &Objects<'a>, encoding: &'a Object) -> Names<'a> {
        let mut out = Names { base: encoding.as_name().ok().and_then(Base::named), differences: vec![None; 256], hexadecimal: false };
        let Some(dictionary) = as_dictionary(encoding) else { return out };
        out.base = Base::named(objects.name(dictionary, b"BaseEncoding"));
        let mut code = 0usize;
        for item in objects.array(dictionary, b"Differences") {
            match objects.resolve(item) {
                Object::Name(name) => {
                    if let Some(slot) = out.differences.get_mut(code) {
                        *slot = Some(name);
                    }
                    code += 1;
                }
                other => code = as_number(other).map_or(code, |n| n.max(0.0) as usize),
            }
        }
        let numbered = || out.differences.iter().flatten().filter_map(|name| numbered(name)).filter(|digits| !digits.is_empty());
        out.hexadecimal = numbered().all(|digits| digits.len() == 2 && digits.iter().all(u8::is_ascii_hexdigit))
            && numbered().any(|digits| digits.iter().any(u8::is_ascii_alphabetic));
        out
    }

    /// The number in a name that is nothing but a number: `g23`, `glyph23`, `cid23`, `a97`, `G4A`.
    fn number(&self, name: &[u8]) -> Option<u32> {
        let digits = std::str::from_utf8(numbered(name)?).ok()?;
        u32::from_str_radix(digits, if self.hexadecimal { 16 } else { 10 }).ok()
    }
}

/// The digits of a name that is a short prefix and a number.
fn numbered(name: &[u8]) -> Option<&[u8]> {
    let prefixes = [&b"glyph"[..], b"index", b"cid", b"gid", b"a", b"c", b"C", b"g", b"G"];
    let digits = prefixes.iter().find_map(|prefix| name.strip_prefix(*prefix))?;
    let digits = digits.strip_prefix(b"_").unwrap_or(digits);
    ((1..=5).contains(&digits.len()) && digits.iter().all(u8::is_ascii_hexdigit)).then_some(digits)
}

/// `/W` of a descendant font as (glyph, width in thousandths).
fn glyph_widths<'a>(objects: &Objects<'a>, descendant: &'a Dictionary) -> Vec<(u32, f32)> {
    let array = objects.array(descendant, b"W");
    let mut out = Vec::new();
    let mut at = 0;
    while let (Some(first), Some(second)) = (array.get(at), array.get(at + 1)) {
        let first = as_number(objects.resolve(first)).unwrap_or(0.0).clamp(0.0, 65_535.0) as u32;
        match objects.resolve(second) {
            Object::Array(list) => {
                out.extend((first..=0xFFFF).zip(list).map(|(glyph, width)| (glyph, as_number(objects.resolve(width)).unwrap_or(0.0))));
                at += 2;
            }
            last => {
                let last = as_number(last).unwrap_or(0.0).clamp(0.0, 65_535.0) as u32;
                let width = array.get(at + 2).and_then(|w| as_number(objects.resolve(w))).unwrap_or(1000.0);
                out.extend((first..=last).map(|glyph| (glyph, width)));
                at += 3;
            }
        }
        if out.len() > 1 << 20 {
            break;
        }
    }
    out
}
