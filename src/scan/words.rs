//! Finds the next word of a text and folds it to lower case, byte by byte where it is plain Swedish.
//!
//! A document is mostly ASCII letters with å, ä, ö and é in between, so each byte's kind is looked up in a table; everything else takes the
//! slow path through characters. Both give the same.

/// A word found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    /// Bytes that it covers in the text.
    pub len: usize,
    /// Digits (and hyphens) only.
    pub numeric: bool,
    /// Begins with a capital.
    pub capital: bool,
}

/// What a byte can be in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Never in a word.
    Other,
    Lower,
    Upper,
    Digit,
    Hyphen,
    /// `%`: a word by itself.
    Percent,
    /// First byte of U+00C0–U+00FF: letters but for × and ÷.
    Latin,
    /// Any other first byte.
    Wide,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => Kind::Lower,
            b'A'..=b'Z' => Kind::Upper,
            b'0'..=b'9' => Kind::Digit,
            b'-' => Kind::Hyphen,
            b'%' => Kind::Percent,
            0xC3 => Kind::Latin,
            0x80.. => Kind::Wide,
            _ => Kind::Other,
        };
        byte += 1;
    }
    kinds
};

/// The first word at or after byte `from`, which must be a character border: where it begins and what it is. `lower` gets its letters.
pub(super) fn fold(text: &str, from: usize, lower: &mut String) -> Option<(usize, Folded)> {
    let bytes = text.as_bytes();
    let mut start = from;
    let capital = loop {
        match KINDS[usize::from(*bytes.get(start)?)] {
            Kind::Other | Kind::Hyphen => start += 1,
            Kind::Lower | Kind::Digit => break false,
            Kind::Upper => break true,
            Kind::Percent => return Some((start, sign("%", lower))),
            Kind::Latin | Kind::Wide => match text[start..].chars().next()? {
                '§' => return Some((start, sign("§", lower))),
                c if c.is_alphanumeric() => break c.is_uppercase(),
                c => start += c.len_utf8(),
            },
        }
    };
    lower.clear();
    let mut at = start;
    let mut numeric = true;
    while let Some(byte) = bytes.get(at) {
        match KINDS[usize::from(*byte)] {
            Kind::Lower | Kind::Upper => {
                // A run at a time: pushing single bytes to a string costs more than finding them.
                let run = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
                let place = lower.len();
                lower.push_str(&text[at..at + run]);
                lower[place..].make_ascii_lowercase();
                numeric = false;
                at += run;
            }
            Kind::Digit => {
                lower.push(char::from(*byte));
                at += 1;
            }
            Kind::Hyphen if text[at + 1..].starts_with(char::is_alphanumeric) => {
                lower.push('-');
                at += 1;
            }
            Kind::Other | Kind::Hyphen | Kind::Percent => break,
            Kind::Latin if !matches!(bytes.get(at + 1), None | Some(0x97 | 0xB7)) => {
                let second = bytes[at + 1];
                // À–Þ are 80–9E, their lower case A0–BE; ß and the rest are lower already.
                let folded = if second <= 0x9E { second + 0x20 } else { second };
                lower.push(char::from(folded + 0x40));
                numeric = false;
                at += 2;
            }
            Kind::Latin | Kind::Wide => match text[at..].chars().next() {
                Some(c) if c.is_alphanumeric() => {
                    lower.extend(c.to_lowercase());
                    numeric = false;
                    at += c.len_utf8();
                }
                _ => break,
            },
        }
    }
    Some((start, Folded { len: at - start, numeric, capital }))
}

fn sign(sign: &str, lower: &mut String) -> Folded {
    lower.clear();
    lower.push_str(sign);
    Folded { len: sign.len(), numeric: false, capital: false }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, as it is defined: character by character.
    fn by_characters(text: &str, from: usize) -> Option<(usize, Folded, String)> {
        let start = from + text[from..].find(|c: char| c.is_alphanumeric() || c == '§' || c == '%')?;
        let first = text[start..].chars().next()?;
        if !first.is_alphanumeric() {
            return Some((start, Folded { len: first.len_utf8(), numeric: false, capital: false }, first.to_string()));
        }
        let mut end = start;
        while let Some(c) = text[end..].chars().next() {
            if !(c.is_alphanumeric() || c == '-' && text[end + 1..].starts_with(char::is_alphanumeric)) {
                break;
            }
            end += c.len_utf8();
        }
        let word = &text[start..end];
        let numeric = word.chars().all(|c| c.is_ascii_digit() || c == '-');
        let lower = word.chars().flat_map(char::to_lowercase).collect();
        Some((start, Folded { len: word.len(), numeric, capital: first.is_uppercase() }, lower))
    }

    proptest! {
        #[test]
        fn bytes_and_characters_agree(text in "[a-cA-CåÄÖéß×÷Þ0-9§% .:'İŁ€\u{ad}-]{0,24}|\\PC{0,12}") {
            let (mut at, mut lower) = (0, String::new());
            loop {
                let expected = by_characters(&text, at);
                let found = fold(&text, at, &mut lower).map(|(start, folded)| (start, folded, lower.clone()));
                prop_assert_eq!(&found, &expected);
                let Some((start, folded, _)) = found else { break };
                at = start + folded.len;
            }
        }
    }

    #[test]
    fn swedish_words() {
        let mut lower = String::new();
        let (start, folded) = fold("– ÅTGÄRDER enligt", 0, &mut lower).unwrap();
        assert_eq!((start, folded, lower.as_str()), (4, Folded { len: 10, numeric: false, capital: true }, "åtgärder"));
    }
}
