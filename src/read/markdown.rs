//! Markdown (CommonMark with tables), with the way back to the input kept for every piece of text.
//!
//! People paste text that is Markdown only in part, so a paragraph's lines are looked at once more: `•` bullets, rows of pipes without a
//! rule under the first, and lines that open with a bold label stand for themselves.

mod foreign;
mod line;

use super::deadline::Deadline;
use super::ending::finished;
use super::lines::{is_delimiter_row, marker, pipe_cells};
use super::{Limits, decode, plain};
use crate::text::{BlockKind, Document, DocumentBuilder, Origin, Piece, Place, Problem, ProblemCode, TableId};
use foreign::{front_matter, is_markup};
use line::{Fragment, Line, cut, glue, is_fixed, is_label, pieces};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Longer Markdown, in bytes, is read as plain text: the parser and our look at its lines take up to a hundred times as much memory.
const MAX_MARKDOWN: usize = 8 << 20;

/// Reads Markdown. Never fails: every text is Markdown of some sort.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    if bytes.len() > MAX_MARKDOWN {
        let note = Problem::note(ProblemCode::LimitReached, Place::Document, "too long for Markdown, read as plain text");
        return plain::read_with(bytes, origin, limits, Some(note));
    }
    let deadline = Deadline::of(limits);
    let decoded = decode::decode(bytes);
    let mut builder = DocumentBuilder::new(origin);
    if let Some(problem) = decoded.problem {
        builder.problem(problem);
    }
    let (skip, title) = front_matter(&decoded.text);
    builder.origin_mut().title = title;
    let text = &decoded.text[skip..];
    let mut reader =
        Reader { input: text, shift: decoded.offset.map(|bom| bom + skip), builder, lines: vec![Vec::new()], ..Reader::empty() };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    for (count, (event, range)) in Parser::new_ext(text, options).into_offset_iter().enumerate() {
        if count.is_multiple_of(4096) && deadline.is_over() {
            reader.builder.problem(Problem::warning(ProblemCode::OutOfTime, Place::Document, ""));
            break;
        }
        reader.event(event, range);
    }
    reader.flush();
    Ok(finished(reader.builder))
}

/// State while the parser's events go by.
struct Reader<'a> {
    input: &'a str,
    /// What to add to offsets in `input` to get offsets in the file; `None` if the file is not UTF-8.
    shift: Option<usize>,
    builder: DocumentBuilder,
    lines: Vec<Line>,
    /// Kind of the block whose text is being collected.
    heading: Option<u8>,
    /// One entry a list level: whether the next text opens the item.
    items: Vec<bool>,
    quotes: usize,
    strong: usize,
    footnote: usize,
    verbatim: bool,
    html: Option<Range<usize>>,
    table: Option<TableId>,
    header: bool,
    cells: Vec<Line>,
}

impl Reader<'_> {
    fn empty() -> Self {
        let origin = Origin { name: String::new(), format: crate::text::Format::Markdown, title: None, producer: None };
        Reader {
            input: "",
            shift: None,
            builder: DocumentBuilder::new(origin),
            lines: Vec::new(),
            heading: None,
            items: Vec::new(),
            quotes: 0,
            strong: 0,
            footnote: 0,
            verbatim: false,
            html: None,
            table: None,
            header: false,
            cells: Vec::new(),
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.verbatim => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        self.lines.push(Vec::new());
                    }
                    let at = range.start + (line.as_ptr() as usize - text.as_ptr() as usize);
                    self.text(line, at, false);
                }
            }
            Event::Text(text) => {
                let fixed = range.start > 0 && self.input.as_bytes()[range.start - 1] == b'\\';
                self.text(&text, range.start, fixed);
            }
            Event::Code(text) => self.code(&text, range),
            Event::InlineHtml(tag) if !is_markup(&tag) => self.text(&tag, range.start, true),
            Event::InlineHtml(tag) if tag.to_lowercase().starts_with("<br") => self.lines.push(Vec::new()),
            Event::Html(_) => {
                let from = self.html.as_ref().map_or(range.start, |html| html.start);
                self.html = Some(from..range.end);
            }
            Event::SoftBreak | Event::HardBreak => self.lines.push(Vec::new()),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {}
            Tag::TableCell => self.lines = vec![Vec::new()],
            Tag::TableRow => self.header = false,
            _ => {
                self.flush();
                match tag {
                    Tag::Heading { level, .. } => self.heading = Some(level as u8),
                    Tag::BlockQuote(_) => self.quotes += 1,
                    Tag::FootnoteDefinition(_) => self.footnote += 1,
                    Tag::CodeBlock(_) => self.verbatim = true,
                    Tag::List(_) => self.items.push(false),
                    Tag::Item => {
                        if let Some(item) = self.items.last_mut() {
                            *item = true;
                        }
                        // A number is part of what the document says; a bullet is not.
                        let raw = self.input.get(range.clone()).unwrap_or("");
                        if let Some(mark) = marker(raw).filter(|m| m.label) {
                            self.text(&raw[..mark.len], range.start, true);
                        }
                    }
                    Tag::Table(_) => self.table = Some(self.builder.table()),
                    Tag::TableHead => self.header = true,
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {}
            TagEnd::TableCell => {
                let lines = std::mem::replace(&mut self.lines, vec![Vec::new()]);
                self.cells.push(lines.into_iter().flatten().collect());
            }
            TagEnd::TableHead | TagEnd::TableRow => self.row(range),
            TagEnd::Heading(_) => {
                // A rule under running text makes no heading of it.
                let text: String = self.lines.iter().flatten().map(|f| f.text.as_str()).collect();
                let underlined = !self.input[range.start..].trim_start().starts_with('#');
                if underlined && (self.lines.len() > 1 || text.len() > 100 || text.trim_end().ends_with(['.', ':', '?'])) {
                    self.heading = None;
                }
                self.flush();
                self.heading = None;
            }
            _ => {
                self.flush();
                match tag {
                    TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
                    TagEnd::FootnoteDefinition => self.footnote = self.footnote.saturating_sub(1),
                    TagEnd::CodeBlock => self.verbatim = false,
                    TagEnd::List(_) => {
                        self.items.pop();
                    }
                    TagEnd::Table => self.table = None,
                    TagEnd::HtmlBlock => self.html_block(),
                    _ => {}
                }
            }
        }
    }

    /// Code in a line. The parser has turned line breaks into spaces, so every word is looked up by itself.
    fn code(&mut self, text: &str, range: Range<usize>) {
        let raw = self.input.get(range.clone()).unwrap_or("");
        let mut cursor = raw.len() - raw.trim_start_matches('`').len();
        for word in text.split_inclusive(' ') {
            let bare = word.trim_end();
            cursor += raw.get(cursor..).and_then(|rest| rest.find(bare)).unwrap_or(0);
            self.text(word, range.start + cursor, true);
            cursor += bare.len();
        }
    }

    fn text(&mut self, text: &str, at: usize, fixed: bool) {
        let fragment = Fragment { text: text.to_owned(), at, strong: self.strong > 0, fixed };
        match self.lines.last_mut() {
            Some(line) => line.push(fragment),
            None => self.lines.push(vec![fragment]),
        }
    }

    /// A row that the parser found. It takes every line under a table for a row; a line without a pipe is text again.
    fn row(&mut self, range: Range<usize>) {
        let cells = std::mem::take(&mut self.cells);
        if !self.input.get(range).unwrap_or("").contains('|') && !self.header {
            self.lines = vec![cells.into_iter().flatten().collect()];
            self.flush();
            return;
        }
        let table = self.table.unwrap_or_else(|| self.builder.table());
        self.push_row(table, self.header, &cells);
    }

    fn push_row(&mut self, table: TableId, header: bool, cells: &[Line]) {
        let glued: Vec<Line> = cells.iter().map(|cell| glue(std::slice::from_ref(cell))).collect();
        let pieces: Vec<Vec<Piece>> = glued.iter().map(|cell| pieces(cell, self.shift)).collect();
        self.builder.row_of_pieces(table, header, &pieces);
    }

    /// What the collected lines are by their place in the document.
    fn kind(&mut self) -> BlockKind {
        if let Some(level) = self.heading {
            return BlockKind::Heading { level };
        }
        if self.footnote > 0 {
            return BlockKind::Footnote;
        }
        let depth = self.items.len().saturating_sub(1).min(255) as u8;
        match self.items.last_mut() {
            Some(opens) if *opens => {
                *opens = false;
                BlockKind::ListItem { depth, lead_in: None }
            }
            _ if self.quotes > 0 => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }

    /// Turns the collected lines into blocks.
    fn flush(&mut self) {
        let lines = std::mem::replace(&mut self.lines, vec![Vec::new()]);
        if lines.iter().flatten().all(|f| f.text.trim().is_empty()) {
            return;
        }
        let kind = self.kind();
        if matches!(kind, BlockKind::Heading { .. } | BlockKind::Footnote) {
            return self.push(kind, &lines);
        }
        let inner = match kind {
            BlockKind::ListItem { depth, .. } => depth.saturating_add(1),
            _ => 0,
        };
        let mut open = (kind.clone(), Vec::new());
        let mut table = None;
        for (index, line) in lines.iter().enumerate() {
            let text: String = line.iter().map(|f| f.text.as_str()).collect();
            let indent = text.len() - text.trim_start().len();
            let mark = marker(&text[indent..]).filter(|_| !is_fixed(line, indent));
            if is_delimiter_row(&text) {
                continue;
            }
            if let Some(cells) = pipe_cells(&text, |at| is_fixed(line, at)) {
                self.push(open.0, &std::mem::take(&mut open.1));
                open.0 = BlockKind::Paragraph;
                let under: String = lines.get(index + 1).into_iter().flatten().map(|f| f.text.as_str()).collect();
                let id = *table.get_or_insert_with(|| self.builder.table());
                let cells: Vec<Line> = cells.into_iter().map(|cell| cut(line, cell)).collect();
                self.push_row(id, is_delimiter_row(&under), &cells);
                continue;
            }
            table = None;
            // "1." in the middle of a paragraph is more often a wrapped line than an item; the parser has seen the rest.
            let bullet = mark.filter(|m| !m.label || text[indent..indent + m.len].trim_end().ends_with(')'));
            if let Some(mark) = bullet {
                self.push(open.0, &std::mem::take(&mut open.1));
                let skip = if mark.label { indent } else { indent + mark.len };
                open = (BlockKind::ListItem { depth: inner, lead_in: None }, vec![cut(line, skip..text.len())]);
                continue;
            }
            if index > 0 && is_label(line) && !matches!(open.0, BlockKind::ListItem { .. }) {
                self.push(open.0.clone(), &std::mem::take(&mut open.1));
            }
            open.1.push(line.clone());
        }
        self.push(open.0, &open.1);
    }

    fn push(&mut self, kind: BlockKind, lines: &[Line]) {
        let line = glue(lines);
        self.builder.push(kind, &pieces(&line, self.shift));
    }

    /// The text of a block of HTML: comments, scripts and tags dropped.
    fn html_block(&mut self) {
        let Some(range) = self.html.take() else { return };
        let Some(raw) = self.input.get(range.clone()) else { return };
        let mut at = 0;
        while at < raw.len() {
            let rest = &raw[at..];
            let next = rest.find('<').unwrap_or(rest.len());
            if next > 0 {
                self.verbatim_lines(&rest[..next], range.start + at);
                at += next;
                continue;
            }
            if rest.starts_with("<!--") {
                at += rest.find("-->").map_or(rest.len(), |end| end + 3);
                continue;
            }
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let tag = rest[..end].to_lowercase();
            if let Some(name) = ["script", "style"].into_iter().find(|n| tag[1..].starts_with(n)) {
                at += rest.find(&format!("</{name}")).unwrap_or(rest.len()).max(1);
            } else if is_markup(&tag) {
                if ["<p", "</p", "<div", "</div", "<li", "</li", "<h", "</h", "<tr", "</tr", "<td", "<th"]
                    .iter()
                    .any(|t| tag.starts_with(t))
                {
                    self.flush();
                }
                at += end;
            } else {
                self.text(&rest[..1], range.start + at, true);
                at += 1;
            }
        }
        self.flush();
    }

    fn verbatim_lines(&mut self, text: &str, at: usize) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.lines.push(Vec::new());
            }
            self.text(line, at + (line.as_ptr() as usize - text.as_ptr() as usize), false);
        }
    }
}

#[cfg(test)]
mod tests;
