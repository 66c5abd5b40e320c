//! Where findings stand: spans of the document as read, told as characters of the text that was given.

use std::ops::Range;

use genomsyra::text::{Document, Span};

use crate::cli::characters::Characters;

/// Turns spans of the document into characters of the text that was given, or of the document's own where a file was.
pub struct Offsets<'a> {
    document: &'a Document,
    given: Option<&'a str>,
    counted: Characters<'a>,
}

impl<'a> Offsets<'a> {
    /// For one document; `given` is the text that it was read from, if it came as text.
    pub fn new(document: &'a Document, given: Option<&'a str>) -> Self {
        Offsets { document, given, counted: Characters::new(given.unwrap_or(document.text())) }
    }

    /// First character and one past the last.
    pub fn characters(&self, span: Span) -> Range<usize> {
        let bytes = self.given.and_then(|given| self.in_given(span, given)).unwrap_or_else(|| span.range());
        self.counted.before(bytes.start)..self.counted.before(bytes.end)
    }

    /// The end is found from the last character, since what follows the span in the document may stand far away in the text.
    fn in_given(&self, span: Span, given: &str) -> Option<Range<usize>> {
        let (last_at, last) = self.document.slice(span).char_indices().next_back()?;
        let start = self.document.source_offset(span.start)?;
        let last_start = self.document.source_offset(span.start + last_at as u32)?;
        let rest = given.get(last_start..)?;
        let first = rest.chars().next().map_or(0, char::len_utf8);
        // An entity such as `&ouml;` stands for one character. Only where one begins is its end sought: what follows may be a whole archive.
        let entity = if rest.starts_with('&') && last != '&' { rest.find(';').map(|end| end + 1) } else { None };
        let length = entity.unwrap_or_else(|| {
            let marks = rest[first..].chars().take_while(|c| ('\u{300}'..='\u{36F}').contains(c));
            first + marks.map(char::len_utf8).sum::<usize>()
        });
        Some(start..last_start + length)
    }
}
