//! Tables of contents: lines that end in a page number, and what belongs to them.

use super::draft::Draft;
use super::lines::Line;
use super::markers::{self, Marker};
use super::tags::Role;

/// Where the reading stands: in a table of contents or not.
#[derive(Debug)]
pub(super) struct Contents {
    /// Lines without a page number seen since the last contents line; none outside a table of contents.
    gap: Option<u8>,
    page_count: usize,
}

impl Contents {
    pub(super) fn new(page_count: usize) -> Contents {
        Contents { gap: None, page_count }
    }

    /// A table or picture ends it.
    pub(super) fn leave(&mut self) {
        self.gap = None;
    }

    /// Whether the line belongs to a table of contents; `coming` are the lines after it on the page.
    pub(super) fn holds(&mut self, line: &Line, role: Option<Role>, coming: &[Line]) -> bool {
        let plausible = |number: u32| number as usize <= self.page_count * 3 / 2 + 20;
        let number = |line: &Line| markers::contents_number(&line.text).filter(|(page, leaders)| *leaders || plausible(*page));
        if markers::is_contents_heading(&line.text) {
            self.gap = Some(0);
            return false;
        }
        let found = number(line);
        let next = coming.first();
        // "Se lagen, sid 12" is an entry only beside other entries.
        let alone = self.gap.is_none() && markers::is_page_reference(&line.text) && next.is_none_or(|next| number(next).is_none());
        if (matches!(found, Some((_, true))) && !alone) || role == Some(Role::Contents) {
            self.gap = Some(0);
            return true;
        }
        match (self.gap, found) {
            (Some(_), Some(_)) => {
                self.gap = Some(0);
                true
            }
            // Entries without a number, and first lines of entries of two lines, with numbers soon after them.
            (Some(0), None) if is_entry(&line.text) && coming.iter().take(3).any(|next| number(next).is_some()) => true,
            (Some(gap), None) => {
                self.gap = (gap < 2).then_some(gap + 1);
                false
            }
            (None, _) => false,
        }
    }
}

/// Whether a line goes on with the entry before it: of one element of the tree, or its second line with the page number.
pub(super) fn goes_on(entry: &Draft, line: &Line, page: usize, role: Option<Role>) -> bool {
    let tagged = role.is_some() && entry.block == line.block;
    let close = entry.last.page == page && (0.3..2.0).contains(&((entry.last.y - line.y) / line.size.max(1.0)));
    let numbered = line.text.starts_with(|c: char| c.is_ascii_digit());
    tagged || (markers::contents_number(entry.tail()).is_none() && close && line.x0 > entry.x0 - 1.0 && !numbered)
}

/// Whether a line without a page number may be (part of) an entry of a table of contents.
fn is_entry(text: &str) -> bool {
    text.len() < 120 && !markers::ends_sentence(text) && !matches!(markers::marker(text), Some(Marker::Bullet(_) | Marker::Dash(_)))
}
