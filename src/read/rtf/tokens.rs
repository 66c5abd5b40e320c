//! RTF as a stream of tokens. Bytes only: what they mean in which code page is for the caller to know.

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word with its number: `\fs24`.
    Word(&'a str, Option<i32>),
    /// A control sign: `\~`, `\*`, `\{`.
    Sign(u8),
    /// `\'e5`
    Hex(u8),
    /// Bytes of text, without line breaks.
    Text(&'a [u8]),
}

/// Longest control word that is believed.
const MAX_WORD: usize = 40;

/// Splits the bytes of a file into tokens; never fails, since every byte is some token.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Tokens { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The bytes from here on for which `wanted` holds, at most `most`.
    fn take(&mut self, most: usize, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().take(most).take_while(|b| wanted(**b)).count();
        self.at += len;
        &rest[..len]
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => Token::Hex(self.hex()),
                // A line break after a backslash ends the paragraph.
                b'\r' | b'\n' => Token::Word("par", None),
                other => Token::Sign(other),
            });
        }
        let word = self.take(MAX_WORD, |b| b.is_ascii_alphabetic());
        let minus = self.peek() == Some(b'-') && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
        self.at += usize::from(minus);
        let digits = self.take(20, |b| b.is_ascii_digit());
        let number = (!digits.is_empty()).then(|| {
            let size = digits.iter().fold(0i32, |sum, digit| sum.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
            if minus { -size } else { size }
        });
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        // Letters are ASCII, so this never comes out empty.
        let word = std::str::from_utf8(word).unwrap_or_default();
        if word == "bin" {
            let len = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(len).min(self.bytes.len());
        }
        Some(Token::Word(word, number))
    }

    fn hex(&mut self) -> u8 {
        let digits = self.take(2, |b| b.is_ascii_hexdigit());
        let text = std::str::from_utf8(digits).unwrap_or_default();
        u8::from_str_radix(text, 16).unwrap_or(b'?')
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                b'\r' | b'\n' | 0 => continue,
                _ => {
                    self.at -= 1;
                    Token::Text(self.take(usize::MAX, |b| !matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)))
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_signs_and_bytes() {
        let tokens: Vec<Token> = Tokens::new(b"{\\b0 a\\u-229?\\'e5\\~\r\n\\bin3 {{{x\\\n\\s99999999999}\\").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Text(b"a"),
                Token::Word("u", Some(-229)),
                Token::Text(b"?"),
                Token::Hex(0xE5),
                Token::Sign(b'~'),
                Token::Word("bin", Some(3)),
                Token::Text(b"x"),
                Token::Word("par", None),
                Token::Word("s", Some(i32::MAX)),
                Token::Close,
            ]
        );
    }

    #[test]
    fn lengths_are_only_claims() {
        assert_eq!(Tokens::new(b"\\bin2000000000 abc").last(), Some(Token::Word("bin", Some(2_000_000_000))));
        assert_eq!(Tokens::new(b"\\bin-5 abc").last(), Some(Token::Text(b"abc")));
    }
}
