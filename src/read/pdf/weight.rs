//! How many objects a stretch of PDF syntax makes, counted without making them.
//!
//! The loader builds some hundred bytes for a number that takes two in the file, and it may be sent to the same bytes any number of times.
//! So what is to be built is weighed first.

/// Nesting that the loader follows; it refuses what is deeper.
const MAX_DEPTH: usize = 100;
/// What an array or dictionary weighs besides its entries: it has room for some before they come.
pub(super) const CONTAINER: usize = 2;
/// Bytes of a string or name that weigh as much as one object.
pub(super) const TEXT_PER_OBJECT: usize = 64;

/// Weighs values against what is left of two allowances.
#[derive(Debug)]
pub(super) struct Scale {
    /// Objects that may still be made.
    pub(super) objects: usize,
    /// Bytes that may still be looked at: values that overlap are looked at again and again.
    pub(super) bytes: usize,
}

/// An allowance is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooHeavy;

impl Scale {
    /// Weighs every value that the loader could be sent to: what stands after an `obj` or a `trailer`.
    pub(super) fn file(&mut self, data: &[u8]) -> Result<(), TooHeavy> {
        let Ok(keywords) = aho_corasick::AhoCorasick::new(["obj", "trailer"]) else { return Ok(()) };
        for found in keywords.find_iter(data).filter(|found| !data[..found.start()].ends_with(b"end")) {
            self.value(&data[found.end()..])?;
        }
        Ok(())
    }

    /// Weighs the members of an object stream: pairs of numbers up to `first`, the second of each the place of a value after it.
    /// Gives the members' numbers.
    pub(super) fn object_stream(&mut self, data: &[u8], first: usize) -> Result<Vec<u32>, TooHeavy> {
        let index = data.get(..first).and_then(|index| std::str::from_utf8(index).ok()).unwrap_or("");
        let lines = index.split(['\r', '\n']).map(|line| line.split('%').next().unwrap_or(""));
        let mut numbers = lines.flat_map(str::split_whitespace).map(|number| number.parse::<u32>().ok());
        let mut members = Vec::new();
        while let (Some(id), Some(place)) = (numbers.next(), numbers.next()) {
            let (Some(id), Some(place)) = (id, place) else { continue };
            self.take(1)?;
            members.push(id);
            self.value(data.get(first.saturating_add(place as usize)..).unwrap_or(&[]))?;
        }
        Ok(members)
    }

    /// Weighs one object that stands by itself, such as a stream.
    pub(super) fn take(&mut self, objects: usize) -> Result<(), TooHeavy> {
        self.objects = self.objects.checked_sub(objects).ok_or(TooHeavy)?;
        Ok(())
    }

    /// Weighs the value that begins here, up to its end or to what is no value.
    fn value(&mut self, data: &[u8]) -> Result<(), TooHeavy> {
        let mut at = 0;
        let (mut depth, mut numbers) = (0usize, 0usize);
        loop {
            let start = at;
            let Some(&byte) = data.get(at) else { return Ok(()) };
            match byte {
                0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ' => {
                    self.look(1)?;
                    at += 1;
                    continue;
                }
                b'%' => {
                    at += data[at..].iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(data.len() - at);
                    self.look(at - start)?;
                    continue;
                }
                b'[' => {
                    depth += 1;
                    at += 1;
                }
                b'<' if data.get(at + 1) == Some(&b'<') => {
                    depth += 1;
                    at += 2;
                }
                b']' => {
                    depth = depth.saturating_sub(1);
                    at += 1;
                }
                b'>' => {
                    depth = depth.saturating_sub(1);
                    at += 2;
                }
                b'<' => at += data[at..].iter().position(|b| *b == b'>').map_or(data.len() - at, |end| end + 1),
                b'(' => at = string_end(data, at),
                b'/' => at += 1 + regular(&data[at + 1..]),
                b'0'..=b'9' | b'+' | b'-' | b'.' | b'a'..=b'z' | b'R' => at += regular(&data[at..]),
                // The loader gives up here.
                _ => return Ok(()),
            }
            let length = at.min(data.len()) - start;
            self.look(length)?;
            let container = data[start] == b'[' || data[start..].starts_with(b"<<");
            self.take(1 + length / TEXT_PER_OBJECT + if container { CONTAINER } else { 0 })?;
            // A reference is two numbers and this, and one object.
            if byte == b'R' && numbers >= 2 {
                self.objects += 2;
            }
            numbers = if byte.is_ascii_digit() { numbers + 1 } else { 0 };
            let word = byte.is_ascii_lowercase() && !matches!(&data[start..at.min(data.len())], b"true" | b"false" | b"null" | b"R");
            if depth == 0 || depth > MAX_DEPTH || word {
                return Ok(());
            }
        }
    }

    fn look(&mut self, bytes: usize) -> Result<(), TooHeavy> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(TooHeavy)?;
        Ok(())
    }
}

/// How many regular characters stand here: neither white space nor delimiters.
fn regular(data: &[u8]) -> usize {
    let ends = |byte: &u8| {
        matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
    };
    data.iter().position(ends).unwrap_or(data.len())
}

/// Where the string that begins at `at` ends.
fn string_end(data: &[u8], mut at: usize) -> usize {
    let mut depth = 0usize;
    while let Some(&byte) = data.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(data: &[u8]) -> usize {
        let mut scale = Scale { objects: 1_000, bytes: 100_000 };
        scale.file(data).expect("light");
        1_000 - scale.objects
    }

    #[test]
    fn values_are_counted_to_their_end() {
        assert_eq!(weight(b"1 0 obj 5 endobj 9 9 9"), 1);
        assert_eq!(weight(b"1 0 obj [1 2 (a ] b) /N] endobj"), 8);
        assert_eq!(weight(b"1 0 obj <</A 1/B[true 3 0 R]>> stream 1 2 3 4 endstream"), 13);
        assert_eq!(weight(b"1 0 obj [1 ( obj [1 2 3] ) 2] endobj trailer <</Size 5>>"), 7 + 7 + 6);
        assert_eq!(weight(b"1 0 obj (unclosed"), 1);
        assert_eq!(weight(b"1 0 obj [1 % 2 3\n 4"), 5);
        assert_eq!(weight(b"trailer<</Root 1 0 R/A[0 0]>>"), 13);
        assert_eq!(weight(b"1 0 obj [R R R R]"), 8);
    }

    #[test]
    fn heavy_files_and_values_that_overlap_are_refused() {
        let mut scale = Scale { objects: 100, bytes: 1 << 20 };
        assert_eq!(scale.file(format!("1 0 obj [{}]", "0 ".repeat(200)).as_bytes()), Err(TooHeavy));
        // Each string holds all that follow.
        let nested = "1 0 obj (".repeat(2_000);
        let mut scale = Scale { objects: 1_000_000, bytes: 4 * nested.len() };
        assert_eq!(scale.file(nested.as_bytes()), Err(TooHeavy));
        // Many members at the same place.
        let stream = format!("{} [{}]", "1 0 ".repeat(100), "0 ".repeat(100));
        let mut scale = Scale { objects: 1_000, bytes: 1 << 20 };
        assert_eq!(scale.object_stream(stream.as_bytes(), 400), Err(TooHeavy));
        let mut scale = Scale { objects: 1_000, bytes: 1 << 20 };
        assert_eq!(scale.object_stream(b"7 0 9 4 [1] (a)", 8), Ok(vec![7, 9]));
    }
}
