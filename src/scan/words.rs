//! Where the words of a text begin and end, found byte by byte.
//!
//! A document is mostly ASCII letters with å, ä, ö and é in between, so each byte's kind is looked up in a table; everything else takes the
//! slow path through characters. Both give the same.

/// What a byte can be in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter or digit, or part of one.
    Word,
    /// Never in a word.
    Other,
    /// Never in a word, but a sign that addresses hold: `@` and `/`.
    Sign,
    Hyphen,
    /// `%`: a word by itself.
    Percent,
    /// First byte of a character that must be looked at.
    Wide,
}

type Kinds = [Kind; 256];

/// What bytes are. `latin` says that every U+00C0–U+00FF is a letter: that neither × nor ÷ occurs.
const fn kinds(latin: bool) -> Kinds {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Kind::Word,
            b'-' => Kind::Hyphen,
            b'%' => Kind::Percent,
            b'@' | b'/' => Kind::Sign,
            // The first byte of å, ä, ö; the others only follow a first one.
            0xC3 | 0x80..=0xBF if latin => Kind::Word,
            0x80.. => Kind::Wide,
            _ => Kind::Other,
        };
        byte += 1;
    }
    kinds
}

/// Finds the words of a text.
#[derive(Clone, Copy)]
pub(super) struct Cutter(&'static Kinds);

impl Cutter {
    pub fn new(text: &str) -> Self {
        static LATIN: Kinds = kinds(true);
        static ANY: Kinds = kinds(false);
        // No early end: bytes are compared many at a time.
        let pairs = text.as_bytes().iter().zip(text.as_bytes().iter().skip(1));
        let signs = pairs.fold(false, |any, (one, two)| any | ((*one == 0xC3) & matches!(*two, 0x97 | 0xB7)));
        Cutter(if signs { &ANY } else { &LATIN })
    }

    /// The first word at or after byte `from`, which must be a character border: where it begins and where it ends. `sign` is told of every
    /// `@` and `/` before it. `text` must be one without × and ÷ if the cutter's was.
    #[inline]
    pub fn cut(self, text: &str, from: usize, mut sign: impl FnMut(usize)) -> Option<(usize, usize)> {
        let bytes = text.as_bytes();
        let mut start = from;
        loop {
            match self.0[usize::from(*bytes.get(start)?)] {
                Kind::Word => break,
                Kind::Other | Kind::Hyphen => start += 1,
                Kind::Sign => {
                    sign(start);
                    start += 1;
                }
                Kind::Percent => return Some((start, start + 1)),
                Kind::Wide => match text[start..].chars().next()? {
                    '§' => return Some((start, start + '§'.len_utf8())),
                    c if c.is_alphanumeric() => break,
                    c => start += c.len_utf8(),
                },
            }
        }
        let mut at = start;
        loop {
            // Most words are one such run.
            at += bytes[at..].iter().take_while(|byte| self.0[usize::from(**byte)] == Kind::Word).count();
            match bytes.get(at).map(|byte| self.0[usize::from(*byte)]) {
                Some(Kind::Hyphen) if text[at + 1..].starts_with(char::is_alphanumeric) => at += 1,
                Some(Kind::Wide) => match text[at..].chars().next() {
                    Some(c) if c.is_alphanumeric() => at += c.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
        Some((start, at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, as it is defined: character by character.
    fn by_characters(text: &str, from: usize) -> Option<(usize, usize)> {
        let start = from + text[from..].find(|c: char| c.is_alphanumeric() || c == '§' || c == '%')?;
        let first = text[start..].chars().next()?;
        if !first.is_alphanumeric() {
            return Some((start, start + first.len_utf8()));
        }
        let mut end = start;
        while let Some(c) = text[end..].chars().next() {
            if !(c.is_alphanumeric() || c == '-' && text[end + 1..].starts_with(char::is_alphanumeric)) {
                break;
            }
            end += c.len_utf8();
        }
        Some((start, end))
    }

    proptest! {
        #[test]
        fn bytes_and_characters_agree(text in "[a-cA-CåÄÖéß×÷Þ0-9§% .:'/@İŁ€\u{ad}-]{0,24}|\\PC{0,12}") {
            let (mut at, mut signs) = (0, Vec::new());
            loop {
                let found = Cutter::new(&text).cut(&text, at, |sign| signs.push(sign));
                prop_assert_eq!(found, by_characters(&text, at));
                let Some((_, end)) = found else { break };
                at = end;
            }
            prop_assert_eq!(signs, text.match_indices(['@', '/']).map(|(at, _)| at).collect::<Vec<_>>());
        }
    }

    #[test]
    fn swedish_words() {
        let text = "– ÅTGÄRDER enligt";
        assert_eq!(Cutter::new(text).cut(text, 0, |_| {}).map(|(start, end)| &text[start..end]), Some("ÅTGÄRDER"));
    }
}
