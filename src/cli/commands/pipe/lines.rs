//! Lines of any length from a reader that is trusted with nothing: none takes more memory than the limit, and none is kept.

use std::io::{self, BufRead, Read};

/// What begins a text in UTF-8 from programs that mark it.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// Room for a line that is kept between lines, so that ordinary lines ask for no memory.
const KEPT: usize = 1 << 20;

/// A line without its line break.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// As it came.
    Whole(&'a [u8]),
    /// Longer than the limit; it has been passed over.
    TooLong,
}

/// The lines of a reader.
pub struct Lines<R> {
    input: R,
    longest: u64,
    line: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most `longest` bytes.
    pub fn new(input: R, longest: u64) -> Self {
        Lines { input, longest, line: Vec::new(), number: 0 }
    }

    /// The next line and its number, counted from 1. Nothing is read beyond the line (but what the reader has buffered), so that whoever
    /// writes can wait for the answer.
    ///
    /// # Errors
    /// What the reader gives.
    pub fn next(&mut self) -> io::Result<Option<(u64, Line<'_>)>> {
        self.line.clear();
        self.line.shrink_to(KEPT);
        // One byte more than the limit: the line break of a line that just fits, or the sign that it does not.
        let taken = self.input.by_ref().take(self.longest.saturating_add(1)).read_until(b'\n', &mut self.line)?;
        if taken == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.line.last() == Some(&b'\n') {
            self.line.pop();
        } else if self.line.len() as u64 > self.longest {
            self.line = Vec::new();
            self.pass_over()?;
            return Ok(Some((self.number, Line::TooLong)));
        }
        let line = if self.number == 1 { self.line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.line) } else { &self.line };
        Ok(Some((self.number, Line::Whole(line))))
    }

    /// To the end of the line, keeping nothing.
    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let buffered = match self.input.fill_buf() {
                Ok(buffered) => buffered,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = buffered.iter().position(|byte| *byte == b'\n');
            let (length, ended) = (end.map_or(buffered.len(), |end| end + 1), end.is_some() || buffered.is_empty());
            self.input.consume(length);
            if ended {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn all(text: &[u8], longest: u64, buffer: usize) -> Vec<(u64, Option<String>)> {
        let mut lines = Lines::new(BufReader::with_capacity(buffer, text), longest);
        let mut out = Vec::new();
        while let Some((number, line)) = lines.next().unwrap() {
            let Line::Whole(line) = line else {
                out.push((number, None));
                continue;
            };
            out.push((number, Some(String::from_utf8(line.to_vec()).unwrap())));
        }
        out
    }

    #[test]
    fn lines_up_to_the_limit_come_whole_and_longer_ones_are_told_of() {
        let some = |number, line: &str| (number, Some(line.to_string()));
        for buffer in [1, 3, 64] {
            assert_eq!(all(b"", 4, buffer), []);
            assert_eq!(all(b"\n\nab", 4, buffer), [some(1, ""), some(2, ""), some(3, "ab")]);
            assert_eq!(all(b"abcd\nabcde\nab\n", 4, buffer), [some(1, "abcd"), (2, None), some(3, "ab")]);
            assert_eq!(all(b"abcd", 4, buffer), [some(1, "abcd")]);
            assert_eq!(all(b"abcdefghijk", 4, buffer), [(1, None)]);
            assert_eq!(all(b"abcdefghij\nabcdefghij\n", 4, buffer), [(1, None), (2, None)]);
        }
    }

    #[test]
    fn only_the_first_line_may_begin_with_a_byte_order_mark() {
        let text = "\u{FEFF}{}\r\n\u{FEFF}{}\n";
        assert_eq!(all(text.as_bytes(), 99, 8), [(1, Some("{}\r".to_string())), (2, Some("\u{FEFF}{}".to_string()))]);
    }

    #[test]
    fn a_long_line_leaves_no_memory_behind() {
        let text = [vec![b'x'; 5 << 20], b"\nab\n".to_vec()].concat();
        let mut lines = Lines::new(text.as_slice(), 8 << 20);
        assert!(matches!(lines.next(), Ok(Some((1, Line::Whole(line)))) if line.len() == 5 << 20));
        assert_eq!(lines.next().unwrap(), Some((2, Line::Whole(b"ab"))));
        assert!(lines.line.capacity() <= KEPT, "{} bytes are kept", lines.line.capacity());
    }
}
