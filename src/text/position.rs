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
    pub fn of(document: &Document, offset: u32) -> Self {
        let text = document.text();
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let page = document.page_at(offset);
        Position {
            character: before.chars().count(),
            utf16: before.encode_utf16().count(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            page: page.map(|p| p.number),
            page_label: page.and_then(|p| p.label.clone()),
        }
    }
}
