//! Counts characters in a text: byte offsets in, Unicode characters out, for any number of places in any order.

/// Bytes between two marks: what one question costs at most.
const STRIDE: usize = 512;

/// A text with a mark at every stride.
pub struct Characters<'a> {
    text: &'a str,
    /// Characters that begin before byte `index * STRIDE`.
    marks: Vec<usize>,
}

impl<'a> Characters<'a> {
    /// Walks through the text once.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for stride in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += starts(stride);
        }
        Characters { text, marks }
    }

    /// Characters that begin before byte `at`.
    pub fn before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let stride = (at / STRIDE).min(self.marks.len().saturating_sub(1));
        let counted = self.marks.get(stride).copied().unwrap_or(0);
        counted + starts(&self.text.as_bytes()[stride * STRIDE..at])
    }
}

/// Bytes that begin a character: all but UTF-8's continuation bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_a_walk_from_the_start() {
        let text = "Barn får plats: å, 😀, ä. ".repeat(60);
        let characters = Characters::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(characters.before(at), count);
        }
        assert_eq!(characters.before(usize::MAX), text.chars().count());
        assert_eq!(Characters::new("").before(7), 0);
    }
}
