//! The part of a document that tells who, what and when: its first lines, its title, and what runs along the top and bottom of its pages.

use std::collections::BTreeMap;

use crate::text::{BlockKind, Document, Span};

/// How many of the first blocks belong to it.
const BLOCKS: usize = 30;
/// The last page that can: a cover, its back, and the page after.
const LAST_PAGE: u32 = 3;
/// Longer lines are running text …
const LONGEST_LINE: usize = 220;
/// … and so are these, if they end as a sentence does.
const LONGEST_WITH_STOP: usize = 110;

/// What a line of the title page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The document's title.
    Title,
    /// Another heading.
    Heading,
    /// A short line, a list item or a table row.
    Line,
    /// A running header or footer, wherever it stands.
    Running,
    /// Running text.
    Prose,
}

/// A line of the title page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'d> {
    pub text: &'d str,
    pub span: Span,
    pub role: Role,
    /// On how many pages it stands.
    pub times: u32,
}

impl Line<'_> {
    /// The span of a range of the line's bytes.
    pub fn within(&self, range: &std::ops::Range<usize>) -> Span {
        let start = self.span.start as usize;
        Span::new(start + range.start, start + range.end)
    }

    pub fn is_prose(&self) -> bool {
        self.role == Role::Prose
    }
}

/// The title page.
#[derive(Debug)]
pub(super) struct TitlePage<'d> {
    /// Lines in order; running headers and footers last, each once.
    pub lines: Vec<Line<'d>>,
    /// Where the rest of the text begins.
    pub end: usize,
}

impl<'d> TitlePage<'d> {
    pub fn of(document: &'d Document) -> TitlePage<'d> {
        let title = document.title();
        let (mut lines, mut end) = (Vec::new(), 0);
        let blocks = document.blocks();
        let body = blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Marginal | BlockKind::TocLine)).take(BLOCKS);
        let near = body.take_while(|b| document.page_at(b.span.start).is_none_or(|page| page.number <= LAST_PAGE));
        let mut titled = false;
        for block in near {
            let text = document.slice(block.span);
            let long = text.len() > LONGEST_LINE || (text.len() > LONGEST_WITH_STOP && text.trim_end().ends_with('.'));
            let role = match block.kind {
                _ if !titled && Some(text) == title => Role::Title,
                BlockKind::Heading { .. } => Role::Heading,
                BlockKind::TableRow { .. } => Role::Line,
                _ if long => Role::Prose,
                _ => Role::Line,
            };
            titled |= role == Role::Title;
            end = end.max(block.span.end as usize);
            lines.push(Line { text, span: block.span, role, times: 1 });
        }
        let mut running: BTreeMap<&str, Line> = BTreeMap::new();
        for block in blocks.iter().filter(|b| b.kind == BlockKind::Marginal) {
            let text = document.slice(block.span);
            running.entry(text).and_modify(|line| line.times += 1).or_insert(Line {
                text,
                span: block.span,
                role: Role::Running,
                times: 1,
            });
        }
        let mut running: Vec<Line> = running.into_values().collect();
        running.sort_by_key(|line| line.span);
        lines.extend(running);
        TitlePage { lines, end }
    }
}

/// Whether a place of the text lies in a running header or footer: those are told with the title page, wherever they stand.
pub(super) fn is_running(document: &Document, offset: usize) -> bool {
    let blocks = document.blocks();
    let after = blocks.partition_point(|block| block.span.start as usize <= offset);
    blocks[..after].last().is_some_and(|block| block.kind == BlockKind::Marginal)
}

/// The parts of a line that stand between strokes, tabs and dots: "Granbo kommun | Plan | 2024". With their places in the line.
pub(super) fn parts(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split(['|', '·', '\t', '•', '\n']).map(move |part| {
        let trimmed = part.trim();
        (trimmed.as_ptr() as usize - line.as_ptr() as usize, trimmed)
    })
}
