//! Text without markup: paragraphs, headings and lists are found by blank lines, marks and the shape of lines.
//!
//! The text comes from mail, from exports and from other programs' extraction, so lines may be wrapped anywhere and words broken at their ends.

use super::lines::{is_delimiter_row, marker, pipe_cells};
use super::{Limits, decode};
use crate::text::{BlockKind, Document, DocumentBuilder, Origin, PageStart, Piece, Place, Problem, ProblemCode, TableId};

/// Longest heading, in characters.
const MAX_HEADING: usize = 80;
/// Shortest line, in characters, that can have been wrapped: shorter ones were ended on purpose.
const MIN_WRAPPED: usize = 40;

/// Reads plain text. Never fails: every text is a document.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let decoded = decode::decode(bytes);
    let mut builder = DocumentBuilder::new(origin);
    if let Some(problem) = decoded.problem {
        builder.problem(problem);
    }
    let mut lines = lines_of(&decoded.text, limits.max_pages);
    if lines.last().is_some_and(|line| line.page as usize > limits.max_pages) {
        builder.problem(Problem::warning(ProblemCode::Truncated, Place::Document, format!("more than {} pages", limits.max_pages)));
        lines.retain(|line| line.page as usize <= limits.max_pages);
    }
    let paged = decoded.text.contains('\u{C}');
    let mut reader = Reader { builder, shift: decoded.offset, page: 0, paged, table: None, indents: Vec::new() };
    let mut at = 0;
    while at < lines.len() {
        at += reader.block(&lines[at..], at == 0 || lines[at - 1].is_blank());
    }
    if reader.builder.is_empty() {
        reader.builder.problem(Problem::warning(ProblemCode::NoText, Place::Document, ""));
    }
    Ok(reader.builder.finish())
}

/// One line of the input, without white space at its ends.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    text: &'a str,
    /// Offset of `text` in the decoded input.
    at: usize,
    /// Columns of white space before the text; a tab goes to the next multiple of four.
    indent: usize,
    /// Page that the line stands on, from 1.
    page: u32,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    fn chars(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether the line is ruled or decorated and says nothing ("-----", "* * *").
    fn is_rule(&self) -> bool {
        self.text.len() > 2 && self.text.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '~' | '#' | '+' | ' '))
    }

    fn is_row(&self) -> bool {
        is_delimiter_row(self.text) || pipe_cells(self.text, |_| false).is_some() || self.text.contains('\t') && !self.opens_item()
    }

    /// Whether the line stands in a table of contents: dots that lead to a page number.
    fn is_contents(&self) -> bool {
        let text = self.text.trim_end_matches(|c: char| c.is_numeric() || c.is_whitespace());
        text.len() < self.text.len() && (text.ends_with("....") || text.ends_with(". . .") || text.ends_with("……"))
    }

    fn opens_item(&self) -> bool {
        marker(self.text).is_some()
    }

    fn ends_sentence(&self) -> bool {
        self.text.ends_with(['.', '!', '?', ':', ';', ',', '”', '"', ')'])
    }
}

/// All lines; one more page than `max_pages` is looked at, so that more can be told from enough.
fn lines_of(text: &str, max_pages: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut page = 1u32;
    let mut start = 0;
    for (index, sign) in text.char_indices().chain([(text.len(), '\n')]) {
        // "\r\n" gives an empty line in between, which must not count as a blank one.
        let ends = matches!(sign, '\n' | '\u{C}' | '\u{2028}' | '\u{2029}') || sign == '\r' && !text[index..].starts_with("\r\n");
        if !ends {
            continue;
        }
        let raw = &text[start..index];
        let trimmed = raw.trim_start();
        let lead = &raw[..raw.len() - trimmed.len()];
        let indent = lead.chars().fold(0, |column, c| if c == '\t' { (column / 4 + 1) * 4 } else { column + 1 });
        // A form feed at the start of a line ends the page, not a blank line.
        if sign != '\u{C}' || !trimmed.is_empty() {
            lines.push(Line { text: trimmed.trim_end(), at: start + lead.len(), indent, page });
        }
        start = index + sign.len_utf8();
        if sign == '\u{C}' {
            page = page.saturating_add(1);
            if page as usize > max_pages + 1 {
                break;
            }
        }
    }
    lines
}

struct Reader {
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
    fn block(&mut self, lines: &[Line], after_blank: bool) -> usize {
        let first = lines[0];
        if first.is_blank() || first.is_rule() && !is_delimiter_row(first.text) {
            self.table = None;
            return 1;
        }
        if first.is_row() && !first.is_contents() {
            self.row(first, lines.get(1).is_some_and(|next| is_delimiter_row(next.text)));
            return 1;
        }
        self.table = None;
        if first.is_contents() {
            self.push(BlockKind::TocLine, &lines[..1], 0);
            return 1;
        }
        if let Some(mark) = marker(first.text)
            && !(mark.label && after_blank && is_numbered_heading(lines))
        {
            return self.item(lines, mark.len, mark.label);
        }
        if after_blank && let Some(level) = heading(lines) {
            self.indents.clear();
            self.push(BlockKind::Heading { level }, &lines[..1], 0);
            return 1;
        }
        let mut taken = 1;
        while taken < lines.len() && continues(&lines[taken - 1], &lines[taken]) {
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
        let mut page = self.page_of(&line);
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
        while taken < lines.len() {
            let next = &lines[taken];
            // Under an item, a line goes on if it stands in under the text or the line before was full.
            let hangs = next.indent > first.indent || lines[taken - 1].chars() >= MIN_WRAPPED || starts_small(next.text);
            if next.is_blank() || next.opens_item() || next.is_row() || next.is_rule() || next.is_contents() || !hangs {
                break;
            }
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
            let page = self.page_of(line);
            texts.push((text, line.at + skip, page));
        }
        let shift = self.shift;
        let pieces: Vec<Piece> =
            texts.iter().map(|(text, at, page)| Piece { text, source: shift.map(|shift| shift + at), page: page.clone() }).collect();
        self.builder.push(kind, &pieces);
    }

    /// The pages that begin before this line; only the last goes with the piece, empty ones come first.
    fn page_of(&mut self, line: &Line) -> Option<PageStart> {
        if !self.paged || line.page == self.page {
            return None;
        }
        for number in self.page + 1..line.page {
            self.builder.begin_page(PageStart { number, label: None });
        }
        self.page = line.page;
        Some(PageStart { number: line.page, label: None })
    }
}

/// How a line that was wrapped goes on.
#[derive(Debug, PartialEq, Eq)]
enum Joint {
    Space,
    /// The hyphen is part of the word ("EU-", "e-", "icke-").
    Hyphen,
    /// The hyphen only breaks the word.
    Word,
}

/// Whether a hyphen at the end of `line` breaks a word that goes on in `next`.
fn joint(line: &str, next: &str) -> Joint {
    let Some(stem) = line.strip_suffix(['-', '\u{2010}', '\u{AD}']) else { return Joint::Space };
    let word = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let small = starts_small(next);
    if word.is_empty() {
        return Joint::Space;
    }
    if line.ends_with('\u{AD}') && small {
        return Joint::Word;
    }
    let follower = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    // "fri- och rättigheter": the hyphen stands for a part that comes later.
    if matches!(follower, "och" | "eller" | "samt" | "respektive" | "som" | "till" | "resp" | "såväl" | "än" | "men") {
        return Joint::Space;
    }
    let abbreviation = word.chars().count() <= 2 || word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    if !small || abbreviation || matches!(word.to_lowercase().as_str(), "icke" | "non") {
        return Joint::Hyphen;
    }
    Joint::Word
}

fn starts_small(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// Whether `next` belongs to the same paragraph as `line`.
fn continues(line: &Line, next: &Line) -> bool {
    if next.is_blank() || next.is_rule() || next.is_row() || next.is_contents() {
        return false;
    }
    if next.opens_item() {
        return false;
    }
    // A short line that begins with a label was ended on purpose: "Beslutsdatum: 2024-01-02".
    let labelled =
        |text: &str| text.split_once(':').is_some_and(|(label, _)| label.chars().count() <= 30 && label.starts_with(char::is_uppercase));
    if labelled(next.text) && (labelled(line.text) || line.chars() < MIN_WRAPPED) {
        return false;
    }
    starts_small(next.text) || line.chars() >= MIN_WRAPPED || line.text.ends_with([',', '-'])
}

/// The level of the heading on the first line, if it is one: short, without final punctuation, then a blank line and longer text.
fn heading(lines: &[Line]) -> Option<u8> {
    let first = &lines[0];
    let text = first.text;
    let underlined = lines.get(1).is_some_and(|l| l.is_rule() && !l.text.contains(' '));
    let next = lines.iter().skip(1).find(|l| !l.is_blank() && !l.is_rule())?;
    let alone = lines.get(1).is_some_and(Line::is_blank) || underlined;
    let opens = text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let worded = text.chars().any(char::is_alphabetic);
    if !alone || !opens || !worded || first.chars() > MAX_HEADING || first.ends_sentence() {
        return None;
    }
    let longer = next.chars() > first.chars() || next.opens_item() || next.ends_sentence();
    // "2 Mål" is level 2, "2.1 Ansvar" level 3; without a number there is nothing to tell levels by.
    let number = text.split_whitespace().next().unwrap_or("").trim_end_matches('.');
    let parts = if number.chars().all(|c| c.is_ascii_digit() || c == '.') { number.split('.').count() } else { 1 };
    (underlined || longer && first.page == next.page).then_some((parts as u8 + 1).clamp(2, 6))
}

/// Whether a line that begins like a numbered item is a heading: alone, and running text follows instead of the next item.
fn is_numbered_heading(lines: &[Line]) -> bool {
    let next = lines.iter().skip(1).find(|l| !l.is_blank() && !l.is_rule());
    heading(lines).is_some() && next.is_some_and(|next| !next.opens_item() && (next.ends_sentence() || next.chars() >= MIN_WRAPPED))
}

#[cfg(test)]
mod tests;
