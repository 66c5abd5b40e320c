//! What lines look like: which of them are headings, which go on in the next, and how broken words are joined.

use crate::read::lines::{is_delimiter_row, marker, pipe_cells};

/// Longest heading, in characters.
const MAX_HEADING: usize = 80;
/// Shortest line, in characters, that can have been wrapped: shorter ones were ended on purpose.
const MIN_WRAPPED: usize = 40;
/// Longest line, in characters, that can have been wrapped.
const MAX_WRAPPED: usize = 160;

/// One line of the input, without white space at its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    /// Offset of `text` in the decoded input.
    pub at: usize,
    /// Columns of white space before the text; a tab goes to the next multiple of four.
    pub indent: usize,
    /// Page that the line stands on, from 1.
    pub page: u32,
}

impl Line<'_> {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    pub fn chars(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether the line is ruled or decorated and says nothing ("-----", "* * *").
    pub fn is_rule(&self) -> bool {
        self.text.len() > 2 && self.text.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '~' | '#' | '+' | ' '))
    }

    pub fn is_row(&self) -> bool {
        is_delimiter_row(self.text) || pipe_cells(self.text, |_| false).is_some() || self.text.contains('\t') && !self.opens_item()
    }

    /// Whether the line stands in a table of contents: dots that lead to a page number.
    pub fn is_contents(&self) -> bool {
        let text = self.text.trim_end_matches(|c: char| c.is_numeric() || c.is_whitespace());
        text.len() < self.text.len() && (text.ends_with("....") || text.ends_with(". . .") || text.ends_with("……"))
    }

    /// Whether the line could be an entry of a table of contents without dots: words, white space and a page number.
    pub fn ends_in_page_number(&self) -> bool {
        let Some((entry, page)) = self.text.rsplit_once(char::is_whitespace) else { return false };
        page.len() <= 3 && page.bytes().all(|b| b.is_ascii_digit()) && entry.chars().any(char::is_alphabetic)
    }

    pub fn opens_item(&self) -> bool {
        marker(self.text).is_some()
    }

    pub fn ends_sentence(&self) -> bool {
        self.text.ends_with(['.', '!', '?', ':', ';', ',', '”', '"', ')'])
    }
}

/// More blank lines in a row than this say nothing more.
const MAX_BLANK: usize = 3;

/// All lines, at most one more than `max_lines`, and whether there are more pages than `max_pages` (lines of the next one come along).
pub(super) fn lines_of(text: &str, max_pages: usize, max_lines: usize) -> (Vec<Line<'_>>, bool) {
    let mut lines = Vec::new();
    let mut page = 1u32;
    let mut start = 0;
    let mut blank = 0;
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
        blank = if trimmed.is_empty() { blank + 1 } else { 0 };
        if blank <= MAX_BLANK && (sign != '\u{C}' || !trimmed.is_empty()) {
            lines.push(Line { text: trimmed.trim_end(), at: start + lead.len(), indent, page });
        }
        start = index + sign.len_utf8();
        if lines.len() > max_lines {
            break;
        }
        if sign == '\u{C}' {
            page = page.saturating_add(1);
            blank = 0;
            if page as usize > max_pages + 1 {
                break;
            }
        }
    }
    let more = page as usize > max_pages + 1 || lines.last().is_some_and(|line| line.page as usize > max_pages);
    (lines, more)
}

/// How a line that was wrapped goes on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Space,
    /// The hyphen is part of the word ("EU-", "e-", "icke-").
    Hyphen,
    /// The hyphen only breaks the word.
    Word,
}

/// Whether a hyphen at the end of `line` breaks a word that goes on in `next`.
pub(super) fn joint(line: &str, next: &str) -> Joint {
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

pub(super) fn starts_small(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// Parts of the number that a line begins with: "2 Mål" has one, "2.1 Ansvar" two, "Mål" counts as one.
fn number_parts(text: &str) -> usize {
    let number = text.split_whitespace().next().unwrap_or("").trim_end_matches('.');
    if number.chars().all(|c| c.is_ascii_digit() || c == '.') { number.split('.').count().min(9) } else { 1 }
}

/// How the lines of a text are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Lines are cut at some width: a paragraph is several lines.
    Wrapped,
    /// Every line is a paragraph, as word processors save text.
    Whole,
}

impl Shape {
    /// Lines much longer than a page is wide show that nothing was wrapped.
    pub fn of(lines: &[Line]) -> Self {
        let full = lines.iter().filter(|line| line.chars() >= MIN_WRAPPED).count();
        let long = lines.iter().filter(|line| line.chars() > MAX_WRAPPED).count();
        if long > 2 && long * 8 >= full { Shape::Whole } else { Shape::Wrapped }
    }

    /// Whether `next` belongs to the same paragraph as `line`.
    pub fn continues(self, line: &Line, next: &Line) -> bool {
        if self == Shape::Whole || next.is_blank() || next.is_rule() || next.is_row() || next.is_contents() || next.opens_item() {
            return false;
        }
        // A short line that begins with a label was ended on purpose: "Beslutsdatum: 2024-01-02".
        let labelled = |text: &str| {
            text.split_once(':').is_some_and(|(label, _)| label.chars().count() <= 30 && label.starts_with(char::is_uppercase))
        };
        if labelled(next.text) && (labelled(line.text) || line.chars() < MIN_WRAPPED) {
            return false;
        }
        starts_small(next.text) || line.chars() >= MIN_WRAPPED || line.text.ends_with([',', '-'])
    }

    /// Whether `next`, which opens no item of its own, goes on with the list item that `first` opens and `line` ends so far.
    pub fn continues_item(self, first: &Line, line: &Line, next: &Line) -> bool {
        if self == Shape::Whole || next.is_blank() || next.opens_item() || next.is_row() || next.is_rule() || next.is_contents() {
            return false;
        }
        // It stands in under the item's text, or the line before was full.
        next.indent > first.indent || line.chars() >= MIN_WRAPPED || starts_small(next.text)
    }

    /// The level of the heading on the first line, if it is one: short, without final punctuation, set apart, with longer text after it.
    /// `before` is the line above.
    pub fn heading(self, before: Option<&Line>, lines: &[Line]) -> Option<u8> {
        let first = lines.first()?;
        let text = first.text;
        let apart = match (self, before) {
            (_, None) => true,
            (Shape::Wrapped, Some(before)) => before.is_blank(),
            (Shape::Whole, Some(before)) => before.is_blank() || before.text.ends_with('.') || before.ends_in_page_number(),
        };
        let underlined = lines.get(1).is_some_and(|l| l.is_rule() && !l.text.contains(' '));
        let next = lines.iter().skip(1).find(|l| !l.is_blank() && !l.is_rule())?;
        let parts = number_parts(text);
        let apart = apart || self == Shape::Whole && parts > 1;
        let opens = text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        // "Vid beslut ska", "Syftet är att": the line goes on in a list or in the next line.
        let last = text.rsplit(' ').next().unwrap_or("");
        let open = matches!(last, "ska" | "skall" | "att" | "är" | "och" | "eller" | "som" | "för" | "med" | "till" | "av" | "kan" | "bör");
        let worded = text.chars().any(char::is_alphabetic) && !open;
        if !apart || !opens || !worded || first.chars() > MAX_HEADING || first.ends_sentence() || text.contains('\t') {
            return None;
        }
        let fits = match self {
            Shape::Wrapped => {
                let longer = next.chars() > first.chars() || next.opens_item() || next.ends_sentence();
                lines.get(1).is_some_and(Line::is_blank) && longer && first.page == next.page
            }
            // Where every line is a paragraph, only a long one shows that what stands above it is no list or form.
            Shape::Whole => next.chars() > MAX_HEADING && next.chars() > first.chars() && next.ends_sentence(),
        };
        // Without a number there is nothing to tell levels by.
        (underlined || fits).then_some((parts as u8 + 1).clamp(2, 6))
    }

    /// The same for a line that begins like a numbered item: running text must follow, or the first heading below it ("2." and "2.1").
    pub fn numbered_heading(self, before: Option<&Line>, lines: &[Line]) -> Option<u8> {
        let next = lines.iter().skip(1).find(|l| !l.is_blank() && !l.is_rule())?;
        let number = lines[0].text.split('.').next().unwrap_or("");
        if number.bytes().all(|b| b.is_ascii_digit()) && next.text.strip_prefix(number).is_some_and(|rest| rest.starts_with(".1 ")) {
            return Some(2);
        }
        let runs = !next.opens_item() && (next.ends_sentence() || next.chars() >= MIN_WRAPPED);
        self.heading(before, lines).filter(|_| runs)
    }
}
