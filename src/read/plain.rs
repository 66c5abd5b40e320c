//! Text without markup: paragraphs, headings and lists are found by blank lines, marks and the shape of lines.
//!
//! The text comes from mail, from exports and from other programs' extraction, so lines may be wrapped anywhere and words broken at their ends.

mod shape;

use super::deadline::Deadline;
use super::ending::finished;
use super::lines::{is_delimiter_row, marker, pipe_cells};
use super::{Limits, decode};
use crate::text::{BlockKind, Document, DocumentBuilder, Origin, PageStart, Piece, Place, Problem, ProblemCode, TableId};
use shape::{Joint, Line, Shape, joint, lines_of};

/// Longest text that is read, in bytes; what comes after it is told of as missing. No text for people comes near.
const MAX_TEXT: usize = 64 << 20;

/// Reads plain text. Never fails: every text is a document.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    read_with(bytes, origin, limits, None)
}

/// Reads text as plain for another reader, which has something to tell of that.
pub(super) fn read_with(bytes: &[u8], origin: Origin, limits: &Limits, note: Option<Problem>) -> Result<Document, Problem> {
    let deadline = Deadline::of(limits);
    let decoded = decode::decode(bytes);
    let mut builder = DocumentBuilder::new(origin);
    note.into_iter().for_each(|note| builder.problem(note));
    if let Some(problem) = decoded.problem {
        builder.problem(problem);
    }
    let text = &decoded.text[..decoded.text.floor_char_boundary(MAX_TEXT)];
    if text.len() < decoded.text.len() {
        builder.problem(Problem::warning(ProblemCode::Truncated, Place::Document, format!("more than {MAX_TEXT} bytes of text")));
    }
    let (mut lines, more_pages) = lines_of(text, limits.max_pages, limits.max_objects);
    if lines.len() > limits.max_objects {
        builder.problem(Problem::warning(ProblemCode::LimitReached, Place::Document, format!("more than {} lines", limits.max_objects)));
    }
    if more_pages {
        builder.problem(Problem::warning(ProblemCode::Truncated, Place::Document, format!("more than {} pages", limits.max_pages)));
        lines.retain(|line| line.page as usize <= limits.max_pages);
    }
    let paged = decoded.text.contains('\u{C}');
    let shape = Shape::of(&lines);
    let mut reader = Reader { shape, contents: false, builder, shift: decoded.offset, page: 0, paged, table: None, indents: Vec::new() };
    let mut at = 0;
    let mut blocks = 0usize;
    while at < lines.len() {
        blocks += 1;
        if blocks.is_multiple_of(1024) && deadline.is_over() {
            reader.builder.problem(Problem::warning(ProblemCode::OutOfTime, Place::Document, ""));
            break;
        }
        let before = at.checked_sub(1).map(|above| &lines[above]);
        at += reader.block(before, &lines[at..]);
    }
    Ok(finished(reader.builder))
}

struct Reader {
    shape: Shape,
    /// Below the heading of a table of contents.
    contents: bool,
    builder: DocumentBuilder,
    /// What to add to offsets to get offsets in the file; `None` if the file is not UTF-8.
    shift: Option<usize>,
    /// Page of the last line that was taken.
    page: u32,
    paged: bool,
    table: Option<TableId>,
    /// Indents of the open list levels.
    indents: Vec<usize>,
}

impl Reader {
    /// Takes the block that begins with the first line; gives the number of lines taken.
    fn block(&mut self, before: Option<&Line>, lines: &[Line]) -> usize {
        let first = lines[0];
        if first.is_blank() || first.is_rule() && !is_delimiter_row(first.text) {
            self.table = None;
            return 1;
        }
        self.contents &= first.ends_in_page_number();
        if self.contents || first.is_contents() {
            self.push(BlockKind::TocLine, &lines[..1], 0);
            return 1;
        }
        if first.is_row() {
            self.row(first, lines.get(1).is_some_and(|next| is_delimiter_row(next.text)));
            return 1;
        }
        self.table = None;
        let mark = marker(first.text);
        let level = match mark {
            None => self.shape.heading(before, lines),
            Some(mark) if mark.label => self.shape.numbered_heading(before, lines),
            Some(_) => None,
        };
        if let Some(level) = level {
            self.indents.clear();
            self.push(BlockKind::Heading { level }, &lines[..1], 0);
            return 1;
        }
        if let Some(mark) = mark {
            return self.item(lines, mark.len, mark.label);
        }
        if matches!(first.text.to_lowercase().as_str(), "innehåll" | "innehållsförteckning") {
            self.contents = true;
            self.push(BlockKind::TocLine, &lines[..1], 0);
            return 1;
        }
        let mut taken = 1;
        while taken < lines.len() && self.shape.continues(&lines[taken - 1], &lines[taken]) {
            taken += 1;
        }
        self.indents.clear();
        self.push(BlockKind::Paragraph, &lines[..taken], 0);
        taken
    }

    fn row(&mut self, line: Line, header: bool) {
        if is_delimiter_row(line.text) {
            return;
        }
        let cells: Vec<std::ops::Range<usize>> = pipe_cells(line.text, |_| false).unwrap_or_else(|| {
            let base = line.text.as_ptr() as usize;
            line.text.split('\t').map(|cell| cell.as_ptr() as usize - base..cell.as_ptr() as usize - base + cell.len()).collect()
        });
        let mut pages = self.pages_before(&line);
        let mut page = pages.pop();
        pages.into_iter().for_each(|empty| self.builder.begin_page(empty));
        let pieces: Vec<Vec<Piece>> = cells
            .into_iter()
            .map(|cell| {
                let source = self.shift.map(|shift| shift + line.at + cell.start);
                vec![Piece { text: &line.text[cell], source, page: page.take() }]
            })
            .collect();
        let table = *self.table.get_or_insert_with(|| self.builder.table());
        self.builder.row_of_pieces(table, header, &pieces);
    }

    /// A list item and the lines that go on with it.
    fn item(&mut self, lines: &[Line], mark: usize, label: bool) -> usize {
        let first = lines[0];
        let mut taken = 1;
        while taken < lines.len() && self.shape.continues_item(&first, &lines[taken - 1], &lines[taken]) {
            taken += 1;
        }
        while self.indents.last().is_some_and(|open| *open > first.indent) {
            self.indents.pop();
        }
        if self.indents.last() != Some(&first.indent) {
            self.indents.push(first.indent);
        }
        let depth = (self.indents.len() - 1).min(255) as u8;
        self.push(BlockKind::ListItem { depth, lead_in: None }, &lines[..taken], if label { 0 } else { mark });
        taken
    }

    /// Pushes lines as one block, wrapped lines joined; `skip` bytes of the first line are left out.
    fn push(&mut self, kind: BlockKind, lines: &[Line], skip: usize) {
        let mut texts: Vec<(String, usize, Option<PageStart>)> = Vec::with_capacity(lines.len());
        for (index, line) in lines.iter().enumerate() {
            let skip = if index == 0 { skip } else { 0 };
            let mut text = line.text[skip..].to_owned();
            if let Some(next) = lines.get(index + 1) {
                match joint(&text, next.text) {
                    Joint::Space => text.push(' '),
                    Joint::Hyphen => {}
                    Joint::Word => {
                        text.pop();
                    }
                }
            }
            let mut pages = self.pages_before(line);
            let page = pages.pop();
            // A page without text that begins inside the block has a piece of its own, so that pages keep their order.
            texts.extend(pages.into_iter().map(|empty| (String::new(), line.at + skip, Some(empty))));
            texts.push((text, line.at + skip, page));
        }
        let shift = self.shift;
        let pieces: Vec<Piece> =
            texts.iter().map(|(text, at, page)| Piece { text, source: shift.map(|shift| shift + at), page: page.clone() }).collect();
        self.builder.push(kind, &pieces);
    }

    /// The pages that begin before this line, empty ones first.
    fn pages_before(&mut self, line: &Line) -> Vec<PageStart> {
        if !self.paged || line.page == self.page {
            return Vec::new();
        }
        let first = self.page + 1;
        self.page = line.page;
        (first..=line.page).map(|number| PageStart { number, label: None }).collect()
    }
}

#[cfg(test)]
mod tests;
