//! Bytes to text: byte order marks, UTF-8, UTF-16, and the code page that makes the best Swedish of the rest.

use crate::text::{Place, Problem, ProblemCode};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text that has been decoded.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Bytes in the input before the text (a byte order mark), if the input is UTF-8 and offsets in the text are offsets in the input
    /// plus this; `None` for other encodings.
    pub offset: Option<usize>,
    /// What had to be guessed or replaced.
    pub problem: Option<Problem>,
}

/// Upper half of code page 850 (old DOS and Windows consoles in Sweden), which `encoding_rs` leaves out.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

/// Decodes a text file. Never fails: what cannot be decoded stands as U+FFFD and is told of.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        // Replaced bytes move what comes after them, so offsets hold only in faultless UTF-8.
        let offset = (encoding == encoding_rs::UTF_8 && !broken).then_some(mark);
        return Decoded { text: text.into_owned(), offset, problem: broken.then(|| bad_characters(encoding.name())) };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        let problem = if broken { bad_characters(encoding.name()) } else { guessed(encoding.name()) };
        return Decoded { text: text.into_owned(), offset: None, problem: Some(problem) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), offset: Some(0), problem: None };
    }
    let lossy = String::from_utf8_lossy(bytes);
    let replaced = lossy.matches('\u{FFFD}').count();
    let foreign = lossy.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
    if foreign > 4 * replaced {
        return Decoded { text: lossy.into_owned(), offset: None, problem: Some(bad_characters("UTF-8")) };
    }
    // The one with most Swedish letters between lower-case letters; Windows-1252 wins a draw.
    let candidates = [
        ("windows-1252", WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()),
        ("cp850", cp850(bytes)),
        ("macintosh", MACINTOSH.decode_without_bom_handling(bytes).0.into_owned()),
    ];
    let mut best = (0, "", String::new());
    for (name, text) in candidates {
        let score = swedish_letters(&text);
        if best.1.is_empty() || score > best.0 {
            best = (score, name, text);
        }
    }
    Decoded { text: best.2, offset: None, problem: Some(guessed(best.1)) }
}

/// Text as UTF-16 without a mark: every other byte of Latin text is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    match (zeros(0), zeros(1)) {
        _ if half < 2 => None,
        (0, odd) if odd * 10 > half * 7 => Some(UTF_16LE),
        (even, 0) if even * 10 > half * 7 => Some(UTF_16BE),
        _ => None,
    }
}

/// Decodes code page 850, whose Swedish letters stand where those of code page 437 stand.
pub(super) fn cp850(bytes: &[u8]) -> String {
    let upper: Vec<char> = CP850.chars().collect();
    bytes.iter().map(|b| if b.is_ascii() { *b as char } else { upper.get(*b as usize - 128).copied().unwrap_or('\u{FFFD}') }).collect()
}

/// Swedish letters that have a lower-case Latin letter beside them, as in running text.
fn swedish_letters(text: &str) -> usize {
    let mut count = 0;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let neighbours = (before.is_ascii_lowercase() || before.is_whitespace()) && next.is_ascii_lowercase()
            || before.is_ascii_lowercase() && !next.is_alphanumeric();
        count += usize::from(matches!(c, 'å' | 'ä' | 'ö' | 'é') && neighbours || matches!(c, 'Å' | 'Ä' | 'Ö') && next.is_ascii_lowercase());
        before = c;
    }
    count
}

fn guessed(encoding: &str) -> Problem {
    Problem::note(ProblemCode::GuessedEncoding, Place::Document, encoding)
}

fn bad_characters(encoding: &str) -> Problem {
    Problem::warning(ProblemCode::BadCharacters, Place::Document, encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Åtgärder för jämställdhet och lika rättigheter på skolor – även små.";

    #[test]
    fn every_encoding_gives_the_same_text() {
        let without_dash = TEXT.replace('–', "-");
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        let in_850: Vec<u8> = without_dash
            .chars()
            .map(|c| if c.is_ascii() { c as u8 } else { 128 + CP850.chars().position(|u| u == c).unwrap() as u8 })
            .collect();
        for (bytes, expected, offset) in [
            (TEXT.as_bytes().to_vec(), TEXT, Some(0)),
            (with(b"\xEF\xBB\xBF", TEXT.as_bytes()), TEXT, Some(3)),
            (with(b"\xFF\xFE", &utf16), TEXT, None),
            (with(b"\xFE\xFF", &utf16_be), TEXT, None),
            (WINDOWS_1252.encode(TEXT).0.into_owned(), TEXT, None),
            (MACINTOSH.encode(&without_dash).0.into_owned(), &without_dash, None),
            (in_850, &without_dash, None),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.offset), (expected, offset), "{bytes:?}");
        }
        assert_eq!(CP850.chars().count(), 128);
    }

    #[test]
    fn utf16_without_a_mark_is_recognised() {
        let bytes: Vec<u8> = "Nämnden ska verka för barnets rättigheter.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes).text, "Nämnden ska verka för barnets rättigheter.");
    }

    #[test]
    fn broken_utf8_stays_utf8_and_is_told_of() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend(b" \xC3( slut");
        let decoded = decode(&bytes);
        assert!(decoded.text.starts_with(TEXT) && decoded.text.ends_with("slut"));
        assert_eq!(decoded.problem.unwrap().code, ProblemCode::BadCharacters);
    }
}
