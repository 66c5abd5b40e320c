//! Tokenizer for content streams: operands and operators straight from the bytes, no tree in between.
//!
//! Operands are kept flat (an array is its brackets and what is between them), names borrow from the stream and strings share one
//! buffer, so that a page costs no allocation per operation. Anything malformed is skipped: a broken operator loses itself, not the page.

/// One operand of an operator, in the order written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Operand<'a> {
    /// A number.
    Number(f32),
    /// A name without its slash, escapes still in it (see [`unescape_name`]).
    Name(&'a [u8]),
    /// A string: offset and length in [`Tokens::string`]'s buffer.
    Text(usize, usize),
    /// `[` and `]`.
    Open,
    /// The end of an array.
    Close,
    /// `<<`.
    DictOpen,
    /// `>>`.
    DictClose,
    /// `true`, `false` and `null`.
    Other,
}

/// More operands than this before an operator are dropped; real arrays of glyphs stay far below.
const MAX_OPERANDS: usize = 1 << 17;

/// Digits are gathered below this: one more still fits a float of 64 bits exactly.
const MAX_EXACT: u64 = 100_000_000_000_000;
/// What digits after the point are divided by, as many as are gathered.
const POWERS: [f64; 17] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16];

/// Reads a content stream operator by operator.
pub(super) struct Tokens<'a> {
    data: &'a [u8],
    at: usize,
    /// Operands of the operator given last.
    pub(super) operands: Vec<Operand<'a>>,
    strings: Vec<u8>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Tokens { data, at: 0, operands: Vec::with_capacity(64), strings: Vec::with_capacity(256) }
    }

    /// The bytes of a string operand.
    pub(super) fn string(&self, offset: usize, len: usize) -> &[u8] {
        self.strings.get(offset..offset + len).unwrap_or(&[])
    }

    /// Operand `index` as a number, 0 when it is missing or something else.
    pub(super) fn number(&self, index: usize) -> f32 {
        match self.operands.get(index) {
            Some(Operand::Number(n)) => *n,
            _ => 0.0,
        }
    }

    /// Operand `index` as a name.
    pub(super) fn name(&self, index: usize) -> Option<&'a [u8]> {
        match self.operands.get(index) {
            Some(Operand::Name(n)) => Some(n),
            _ => None,
        }
    }

    /// The next operator, with its operands in `self.operands`; `None` at the end of the stream.
    /// An inline image is skipped and given as the operator `EI`.
    pub(super) fn next_operator(&mut self) -> Option<&'a [u8]> {
        self.operands.clear();
        self.strings.clear();
        while let Some(&byte) = self.data.get(self.at) {
            match byte {
                b'0'..=b'9' | b'+' | b'-' | b'.' => {
                    let number = self.read_number();
                    self.push(Operand::Number(number));
                }
                0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ' => self.at += 1,
                b'(' => self.literal_string(),
                b'/' => {
                    let start = self.at + 1;
                    self.at = start;
                    self.skip_regular();
                    self.push(Operand::Name(&self.data[start..self.at]));
                }
                b'[' => {
                    self.at += 1;
                    self.push(Operand::Open);
                }
                b']' => {
                    self.at += 1;
                    self.push(Operand::Close);
                }
                b'<' if self.data.get(self.at + 1) == Some(&b'<') => {
                    self.at += 2;
                    self.push(Operand::DictOpen);
                }
                b'<' => self.hex_string(),
                b'>' => {
                    let double = self.data.get(self.at + 1) == Some(&b'>');
                    self.at += if double { 2 } else { 1 };
                    if double {
                        self.push(Operand::DictClose);
                    }
                }
                b'%' => {
                    while !matches!(self.data.get(self.at), None | Some(b'\n' | b'\r')) {
                        self.at += 1;
                    }
                }
                b'{' | b'}' | b')' => self.at += 1,
                _ => {
                    let start = self.at;
                    self.skip_regular();
                    match &self.data[start..self.at] {
                        b"true" | b"false" | b"null" => self.push(Operand::Other),
                        b"ID" => {
                            self.skip_inline_image();
                            return Some(b"EI");
                        }
                        b"BI" => self.operands.clear(),
                        operator => return Some(operator),
                    }
                }
            }
        }
        None
    }

    fn push(&mut self, operand: Operand<'a>) {
        if self.operands.len() < MAX_OPERANDS {
            self.operands.push(operand);
        }
    }

    /// Moves past regular characters: neither white space nor a delimiter.
    fn skip_regular(&mut self) {
        while let Some(&byte) = self.data.get(self.at) {
            if matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
            {
                break;
            }
            self.at += 1;
        }
    }

    /// A number, read leniently: `--5` and `5-3` occur in the wild, and are read as -5 and 5.
    fn read_number(&mut self) -> f32 {
        // Digits are gathered as a whole number, as many as it can hold without loss; the rest only count.
        let (mut value, mut decimals, mut surplus) = (0u64, 0usize, 0i32);
        let (mut fraction, mut negative, mut digits) = (false, false, false);
        let start = self.at;
        while let Some(&byte) = self.data.get(self.at) {
            match byte {
                b'0'..=b'9' => {
                    digits = true;
                    if value < MAX_EXACT {
                        value = value * 10 + u64::from(byte - b'0');
                        decimals += usize::from(fraction);
                    } else if !fraction {
                        surplus += 1;
                    }
                }
                b'.' if !fraction => fraction = true,
                b'-' if !digits && !fraction => negative = true,
                b'+' if self.at == start => {}
                b'-' | b'.' => {}
                _ => break,
            }
            self.at += 1;
        }
        let mut number = value as f64;
        if decimals > 0 {
            // With more decimals than the table has, all but zeros stand so far behind the point that it is nothing.
            number /= POWERS.get(decimals).copied().unwrap_or(f64::INFINITY);
        }
        if surplus > 0 {
            number *= 10f64.powi(surplus.min(30));
        }
        let number = number.min(1e12) as f32;
        if negative { -number } else { number }
    }

    fn literal_string(&mut self) {
        let start = self.strings.len();
        self.at += 1;
        let mut depth = 1usize;
        loop {
            // Plain bytes go over together.
            let rest = self.data.get(self.at..).unwrap_or(&[]);
            let plain = rest.iter().position(|byte| matches!(byte, b'(' | b')' | b'\\')).unwrap_or(rest.len());
            self.strings.extend_from_slice(&rest[..plain]);
            self.at += plain;
            let Some(&byte) = rest.get(plain) else { break };
            self.at += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    self.strings.push(byte);
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                    self.strings.push(byte);
                }
                _ => self.escape(),
            }
        }
        let len = self.strings.len() - start;
        self.push(Operand::Text(start, len));
    }

    fn escape(&mut self) {
        let Some(&byte) = self.data.get(self.at) else { return };
        self.at += 1;
        let plain = match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                if self.data.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                }
                return;
            }
            b'\n' => return,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.data.get(self.at) {
                        Some(digit @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                (value & 0xFF) as u8
            }
            other => other,
        };
        self.strings.push(plain);
    }

    fn hex_string(&mut self) {
        let start = self.strings.len();
        self.at += 1;
        let mut high = None;
        while let Some(&byte) = self.data.get(self.at) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'f' => byte - b'a' + 10,
                b'A'..=b'F' => byte - b'A' + 10,
                _ => continue,
            };
            match high.take() {
                None => high = Some(digit << 4),
                Some(first) => self.strings.push(first | digit),
            }
        }
        self.strings.extend(high);
        let len = self.strings.len() - start;
        self.push(Operand::Text(start, len));
    }

    /// Moves past the data of an inline image: to an `EI` that stands between white space, where no binary bytes follow at once.
    fn skip_inline_image(&mut self) {
        let white = |byte: Option<&u8>| matches!(byte, None | Some(0 | b'\t' | b'\n' | 0x0C | b'\r' | b' '));
        let mut at = self.at + 1;
        while at + 1 < self.data.len() {
            let ends = &self.data[at..at + 2] == b"EI" && white(self.data.get(at + 2)) && white(self.data.get(at.wrapping_sub(1)));
            if ends && self.data[at + 2..].iter().take(12).all(|&b| b.is_ascii_graphic() || white(Some(&b))) {
                self.at = at + 2;
                return;
            }
            at += 1;
        }
        self.at = self.data.len();
    }
}

/// A name with its `#xx` escapes resolved.
pub(super) fn unescape_name(raw: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if !raw.contains(&b'#') {
        return raw.into();
    }
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    let digit = |index: usize| raw.get(index).and_then(|b| (*b as char).to_digit(16)).map(|d| d as u8);
    while let Some(&byte) = raw.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'#', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_and_operands() {
        let mut t = Tokens::new(b"BT /F#31 -12.5 Tf [(a\\)\\345) -250 <4 1 7>]TJ % remark\n1 0 0 1 5 6 Tm /P <</MCID 3>> BDC");
        assert_eq!(t.next_operator(), Some(&b"BT"[..]));
        assert_eq!(t.next_operator(), Some(&b"Tf"[..]));
        assert_eq!(unescape_name(t.name(0).expect("a name")).as_ref(), b"F1");
        assert_eq!(t.number(1), -12.5);
        assert_eq!(t.next_operator(), Some(&b"TJ"[..]));
        assert_eq!(t.operands.len(), 5);
        assert_eq!(t.string(0, 3), b"a)\xE5");
        assert_eq!(t.string(3, 2), b"Ap");
        assert_eq!(t.next_operator(), Some(&b"Tm"[..]));
        assert_eq!((t.number(4), t.number(5)), (5.0, 6.0));
        assert_eq!(t.next_operator(), Some(&b"BDC"[..]));
        assert_eq!(t.operands[1], Operand::DictOpen);
        assert_eq!(t.next_operator(), None);
    }

    #[test]
    fn inline_images_are_skipped() {
        let mut t = Tokens::new(b"q BI /W 2 /H 2 ID \x00\xFFEI\x80 EI\x01 (x) EI Q (y) Tj");
        let operators: Vec<&[u8]> = std::iter::from_fn(|| t.next_operator()).collect();
        assert_eq!(operators, [&b"q"[..], b"EI", b"Q", b"Tj"]);
    }

    #[test]
    fn broken_streams_end() {
        for data in [&b"(never closed"[..], b"<41", b"<<", b"[[[[", b"1 2 3", b"\\ ) } > /", b"ID", b"--5 Td", b"5-3 Td"] {
            let mut t = Tokens::new(data);
            while t.next_operator().is_some() {}
        }
    }

    #[test]
    fn numbers_as_files_write_them() {
        for (text, number) in [
            ("12", 12.0),
            ("-3.25", -3.25),
            ("+.5", 0.5),
            ("0.00000000000000000000001", 0.0),
            ("1.000000000000000000000", 1.0),
            ("123456789012345678901234567890", 1e12),
            ("841.8898", 841.8898),
        ] {
            let source = format!("{text} w");
            let mut tokens = Tokens::new(source.as_bytes());
            assert_eq!(tokens.next_operator(), Some(&b"w"[..]));
            assert_eq!(tokens.number(0), number, "{text}");
        }
    }
}
