//! Byte encodings of simple fonts: what letter a code stands for when the font has no `/ToUnicode`.

use std::borrow::Cow;

/// The encodings that PDF names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    WinAnsi,
    MacRoman,
}

/// The upper half of Adobe's standard encoding, from 0xA0; `\0` = nothing.
const STANDARD_UPPER: &str = "\0¡¢£⁄¥ƒ§¤'“«‹›\u{FB01}\u{FB02}\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß\0\0\0\0";

impl Base {
    /// The base encoding for a name in `/Encoding` or `/BaseEncoding`.
    pub(super) fn named(name: &[u8]) -> Option<Base> {
        match name {
            b"StandardEncoding" => Some(Base::Standard),
            b"WinAnsiEncoding" => Some(Base::WinAnsi),
            b"MacRomanEncoding" => Some(Base::MacRoman),
            _ => None,
        }
    }

    /// The character for `code`.
    pub(super) fn char(self, code: u8) -> Option<char> {
        let found = match self {
            // A code for the soft hyphen draws a hyphen in PDF.
            Base::WinAnsi if code == 0xAD => '-',
            Base::WinAnsi => single(encoding_rs::WINDOWS_1252.decode_without_bom_handling_and_without_replacement(&[code]))?,
            Base::MacRoman if code == 0xCA => ' ',
            Base::MacRoman => single(encoding_rs::MACINTOSH.decode_without_bom_handling_and_without_replacement(&[code]))?,
            Base::Standard => match code {
                b'\'' => '’',
                b'`' => '‘',
                0x20..=0x7E => code as char,
                0xA0.. => STANDARD_UPPER.chars().nth(usize::from(code) - 0xA0)?,
                _ => return None,
            },
        };
        (!found.is_control()).then_some(found)
    }
}

fn single(decoded: Option<Cow<str>>) -> Option<char> {
    decoded?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_in_each_encoding() {
        assert_eq!([0xE5, 0xE4, 0xF6].map(|c| Base::WinAnsi.char(c)), [Some('å'), Some('ä'), Some('ö')]);
        assert_eq!([0x8C, 0x8A, 0x9A, 0x81].map(|c| Base::MacRoman.char(c)), [Some('å'), Some('ä'), Some('ö'), Some('Å')]);
        assert_eq!([0xC8, 0xCA, 0xF9, 0x27, 0xD0].map(|c| Base::Standard.char(c)), [Some('¨'), Some('˚'), Some('ø'), Some('’'), Some('—')]);
        assert_eq!(Base::Standard.char(0xFB), Some('ß'));
        assert_eq!(STANDARD_UPPER.chars().count(), 96);
    }
}
