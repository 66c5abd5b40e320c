//! Turns byte offsets into what people and other programs count in. The only place that does.

use super::Document;

/// A place in a document, counted in every way that a report may want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Unicode characters before the place.
    pub character: usize,
    /// UTF-16 units before the place.
    pub utf16: usize,
    /// Line of the text as read, from 1.
    pub line: usize,
    /// Character in that line, from 1.
    pub column: usize,
    /// Page number from 1, where there are pages.
    pub page: Option<u32>,
    /// The page's printed label, where there is one.
    pub page_label: Option<String>,
}

impl Position {
    /// The position of byte `offset` in `document`'s text. An offset inside a character counts as the character's start.
    ///
    /// Counts from the start of the text; for many places in one document use a [`PositionIndex`].
    pub fn of(document: &Document, offset: u32) -> Self {
        let mark = Mark::default();
        mark.position(document, offset)
    }
}

/// Counts at one byte of the text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: usize,
    character: usize,
    utf16: usize,
    line: usize,
    column: usize,
}

impl Default for Mark {
    fn default() -> Self {
        Mark { byte: 0, character: 0, utf16: 0, line: 1, column: 1 }
    }
}

impl Mark {
    /// Moves forward to byte `to`, which is a character border.
    fn walk(mut self, text: &str, to: usize) -> Self {
        for c in text[self.byte..to].chars() {
            self.character += 1;
            self.utf16 += c.len_utf16();
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.byte = to;
        self
    }

    fn position(self, document: &Document, offset: u32) -> Position {
        let at = self.walk(document.text(), border_before(document.text(), offset as usize));
        let page = document.page_at(offset);
        Position {
            character: at.character,
            utf16: at.utf16,
            line: at.line,
            column: at.column,
            page: page.map(|p| p.number),
            page_label: page.and_then(|p| p.label.clone()),
        }
    }
}

/// The nearest character border at or before `at`.
fn border_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Bytes between two marks of an index: a place costs at most so many steps.
const STRIDE: usize = 1024;

/// Positions of many places in one document: one walk through the text when it is made, then a short one for each place.
#[derive(Debug)]
pub struct PositionIndex<'a> {
    document: &'a Document,
    /// One mark for each stride of the text, at or just before it.
    marks: Vec<Mark>,
}

impl<'a> PositionIndex<'a> {
    /// An index of this document.
    pub fn new(document: &'a Document) -> Self {
        let text = document.text();
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut mark = Mark::default();
        for stride in (0..=text.len()).step_by(STRIDE) {
            mark = mark.walk(text, border_before(text, stride));
            marks.push(mark);
        }
        PositionIndex { document, marks }
    }

    /// The position of byte `offset`, as [`Position::of`] gives it.
    pub fn at(&self, offset: u32) -> Position {
        self.mark_before(offset).position(self.document, offset)
    }

    /// Unicode characters before byte `offset`.
    pub fn character(&self, offset: u32) -> usize {
        let text = self.document.text();
        self.mark_before(offset).walk(text, border_before(text, offset as usize)).character
    }

    fn mark_before(&self, offset: u32) -> Mark {
        let at = (offset as usize).min(self.document.text().len());
        self.marks.get(at / STRIDE).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{DocumentBuilder, Format, Origin};

    #[test]
    fn an_index_counts_like_a_walk_from_the_start() {
        let origin = Origin { name: "prov.txt".into(), format: Format::Plain, title: None, producer: None };
        let mut builder = DocumentBuilder::new(origin);
        for n in 0..200 {
            builder.paragraph(&format!("Stycke {n} om barnens rätt på förskolan 😀 och om å, ä och ö."));
        }
        let document = builder.finish();
        assert!(document.text().len() > 4 * STRIDE);
        let index = PositionIndex::new(&document);
        for offset in (0..document.text().len() as u32 + 3).step_by(7) {
            assert_eq!(index.at(offset), Position::of(&document, offset), "at byte {offset}");
            assert_eq!(index.character(offset), Position::of(&document, offset).character);
        }
    }

    #[test]
    fn an_empty_document_has_its_first_place() {
        let origin = Origin { name: "tom.txt".into(), format: Format::Plain, title: None, producer: None };
        let document = DocumentBuilder::new(origin).finish();
        assert_eq!(PositionIndex::new(&document).at(0).line, 1);
    }
}
