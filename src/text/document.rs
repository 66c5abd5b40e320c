//! One document: its text, and side tables that say what each stretch of it is.

use super::{Problem, Remark, Span};

/// Index of a block in [`Document::blocks`].
pub type BlockId = u32;
/// Index of a unit in [`Document::units`].
pub type UnitId = u32;
/// Index of a section in [`Document::sections`]. Section 0 is what stands before the first heading.
pub type SectionId = u32;
/// Index of a table in [`Document::tables`].
pub type TableId = u32;

/// The kinds of files that a document can come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML word processing.
    Docx,
    /// Markdown (CommonMark with tables).
    Markdown,
    /// Text without markup.
    Plain,
    /// Word 97–2003.
    Doc,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Web page.
    Html,
    /// Office Open XML presentation.
    Pptx,
    /// OpenDocument presentation.
    Odp,
    /// Office Open XML spreadsheet.
    Xlsx,
    /// Excel 97–2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// E-mail message (RFC 5322).
    Email,
}

impl Format {
    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Markdown => "markdown",
            Format::Plain => "text",
            Format::Doc => "doc",
            Format::Odt => "odt",
            Format::Rtf => "rtf",
            Format::Html => "html",
            Format::Pptx => "pptx",
            Format::Odp => "odp",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Email => "email",
        }
    }

    /// Whether the format has pages of its own (a slide is a page).
    pub fn has_pages(self) -> bool {
        matches!(self, Format::Pdf | Format::Pptx | Format::Odp)
    }
}

/// Where a document comes from and what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The name given by the caller, e.g. a path. Shown, never opened.
    pub name: String,
    /// The kind of file, found from its content.
    pub format: Format,
    /// Title from the file's metadata, if any (the first heading is found separately, see [`Document::title`]).
    pub title: Option<String>,
    /// The program that made the file, if it says so.
    pub producer: Option<String>,
}

/// One page: its number from 1, its printed label if the file gives one, and its stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Counted from 1 in the file.
    pub number: u32,
    /// As printed on the page ("iv", "A-3"), if the file says so.
    pub label: Option<String>,
    /// The page's text. Pages are ascending and do not overlap.
    pub span: Span,
}

/// What a block is. A block is the smallest stretch of text that a reader tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, level 1 (highest) to 9.
    Heading {
        /// 1 to 9.
        level: u8,
    },
    /// Running text.
    Paragraph,
    /// A list item; `lead_in` is the line or item that introduces the list ("Nämnden ska:"), if any.
    ListItem {
        /// 0 for the outermost list.
        depth: u8,
        /// The block whose sentence the item continues.
        lead_in: Option<BlockId>,
    },
    /// A table row; `cells` are spans inside the block, empty cells included.
    TableRow {
        /// The table that the row belongs to.
        table: TableId,
        /// One span a cell, left to right.
        cells: Vec<Span>,
        /// Whether this is a header row.
        header: bool,
    },
    /// A block quotation.
    Quote,
    /// A footnote or endnote.
    Footnote,
    /// The caption of a figure or table.
    Caption,
    /// Running header or footer, page number.
    Marginal,
    /// A line of a table of contents.
    TocLine,
}

/// A stretch of the text with its kind, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The section it belongs to (a heading belongs to the section that it opens).
    pub section: SectionId,
}

/// A heading and what stands under it, up to the next heading of the same or a higher level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's block; none for section 0.
    pub heading: Option<BlockId>,
    /// 0 for section 0, otherwise the heading's level.
    pub level: u8,
    /// The section around it.
    pub parent: Option<SectionId>,
}

/// A table: the blocks of its header rows (rows in between point to it by [`TableId`]).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Table {
    /// Blocks of the header rows, in order; empty when the table has none.
    pub headers: Vec<BlockId>,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// A sentence of a paragraph.
    Sentence,
    /// A whole list item.
    ListItem,
    /// A whole table row.
    TableRow,
    /// A sentence inside a block quotation.
    Quote,
    /// A heading: context for others, never a reference by itself.
    Heading,
    /// A header row of a table: context for the rows under it.
    TableHeader,
    /// Footnote, caption, running header, contents line: text that never counts.
    Apart,
}

impl UnitKind {
    /// Whether a unit of this kind may carry references at all.
    pub fn is_body(self) -> bool {
        matches!(self, UnitKind::Sentence | UnitKind::ListItem | UnitKind::TableRow | UnitKind::Quote)
    }
}

/// What is graded: a sentence, a list item or a table row (headings and the rest are units too, as context).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands; inside its block.
    pub span: Span,
    /// What it is.
    pub kind: UnitKind,
    /// The block it is part of.
    pub block: BlockId,
    /// The section it stands in.
    pub section: SectionId,
}

/// A document after reading. Owns its text; everything else points into it by [`Span`].
///
/// Made by a [`DocumentBuilder`](super::DocumentBuilder). Invariants: blocks, units and pages ascend and do not overlap; every span lies
/// inside the text on character borders; every body block has at least one unit.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) text: String,
    pub(super) origin: Origin,
    pub(super) pages: Vec<Page>,
    pub(super) blocks: Vec<Block>,
    pub(super) units: Vec<Unit>,
    pub(super) sections: Vec<Section>,
    pub(super) tables: Vec<Table>,
    pub(super) problems: Vec<Problem>,
    pub(super) remarks: Vec<Remark>,
    /// Where stretches of the text came from in the input: (offset here, offset there), ascending; linear in between.
    pub(super) source: Vec<(u32, u32)>,
    /// Found once: whoever tells where something stands leaves the title out.
    pub(super) title: Option<Title>,
}

/// Where a document's title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// In its text.
    Text(Span),
    /// In its metadata.
    Metadata,
}

impl Document {
    /// The whole text, NFC, blocks separated by line breaks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span. Empty if the span does not fit this document.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Where the document comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Pages in order; empty for formats without pages.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Units in reading order.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Sections in order; there is always section 0.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Tables in order.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// What could not be read, or was read with doubt.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Comments and tracked changes, in the order of the blocks they stand in.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The document's title: a short line at the very start, else the first heading of the highest level on the first pages, else the
    /// metadata's title. A heading that every document has ("1. Inledning") is no title if anything else can be had.
    pub fn title(&self) -> Option<&str> {
        match self.title? {
            Title::Text(span) => Some(self.slice(span)),
            Title::Metadata => self.origin.title.as_deref(),
        }
    }

    /// Where [`title`](Self::title) is.
    pub(super) fn find_title(&self) -> Option<Title> {
        let body = || self.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Marginal | BlockKind::TocLine)).take(EARLY_BLOCKS);
        let headings = body().filter_map(|b| match b.kind {
            BlockKind::Heading { level } if !is_common_heading(self.slice(b.span)) => Some((level, b.span)),
            _ => None,
        });
        let heading = headings.min_by_key(|(level, _)| *level).map(|(_, span)| span);
        let opening = body().next().filter(|b| b.kind == BlockKind::Paragraph && looks_like_title(self.slice(b.span))).map(|b| b.span);
        if let Some(span) = opening.or(heading) {
            return Some(Title::Text(span));
        }
        if self.origin.title.as_deref().is_some_and(|title| !title.trim().is_empty()) {
            return Some(Title::Metadata);
        }
        let first = body().find(|b| matches!(b.kind, BlockKind::Heading { .. })).or_else(|| body().next())?;
        let line = self.slice(first.span).lines().next()?;
        Some(Title::Text(Span::new(first.span.start as usize, first.span.start as usize + line.len())))
    }

    /// The page that holds byte `offset`, if the document has pages.
    pub fn page_at(&self, offset: u32) -> Option<&Page> {
        let after = self.pages.partition_point(|p| p.span.start <= offset);
        self.pages[..after].last()
    }

    /// The headings above a section, outermost first, the section's own heading last.
    pub fn heading_path(&self, section: SectionId) -> Vec<&str> {
        let mut path = Vec::new();
        let mut at = Some(section);
        while let Some(section) = at.and_then(|id| self.sections.get(id as usize)) {
            if let Some(block) = section.heading.and_then(|id| self.blocks.get(id as usize)) {
                path.push(self.slice(block.span));
            }
            at = section.parent;
        }
        path.reverse();
        path
    }

    /// The number, from 1, of a block among the body blocks of its section: how a place is named where there are no pages.
    pub fn paragraph_number(&self, block: BlockId) -> usize {
        let Some(own) = self.blocks.get(block as usize) else { return 0 };
        self.blocks[..=block as usize]
            .iter()
            .rev()
            .take_while(|b| b.section == own.section)
            .filter(|b| !matches!(b.kind, BlockKind::Heading { .. } | BlockKind::Marginal | BlockKind::TocLine))
            .count()
    }

    /// The byte offset in the input that byte `offset` of the text came from, for formats that are text themselves (Markdown, plain).
    pub fn source_offset(&self, offset: u32) -> Option<usize> {
        let after = self.source.partition_point(|(here, _)| *here <= offset);
        let (here, there) = self.source[..after].last()?;
        Some(*there as usize + (offset - here) as usize)
    }

    /// Number of words: runs of letters and digits.
    pub fn word_count(&self) -> usize {
        let mut count = 0;
        let mut inside = false;
        for c in self.text.chars() {
            let word = c.is_alphanumeric();
            count += usize::from(word && !inside);
            inside = word;
        }
        count
    }
}

/// How far into a document its title is sought.
const EARLY_BLOCKS: usize = 60;

/// A short line without a sentence's end, a label's colon or a register number.
fn looks_like_title(line: &str) -> bool {
    // Dates, paragraphs and register numbers belong to metadata; a title's only figures are years.
    let figures = line.split(|c: char| !c.is_alphanumeric()).filter(|w| w.bytes().any(|b| b.is_ascii_digit()));
    let only_years = figures.into_iter().all(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")));
    // "Exempelstads kommun" tells who, not what.
    let sender = line.split_whitespace().count() <= 3 && (line.ends_with(" kommun") || line.starts_with("Region "));
    !sender && (8..=100).contains(&line.chars().count()) && !line.ends_with(['.', ':', ',', '?', '!']) && !line.contains(": ") && only_years
}

/// Headings that say nothing of what the document is.
fn is_common_heading(heading: &str) -> bool {
    const COMMON: &[&str] = &[
        "inledning",
        "introduktion",
        "innehåll",
        "innehållsförteckning",
        "förord",
        "bakgrund",
        "sammanfattning",
        "syfte",
        "definitioner",
        "bilaga",
        "bilaga 1",
        "revisionshistorik",
        "dokumentinformation",
        "versionshistorik",
    ];
    let bare = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace()).trim().to_lowercase();
    COMMON.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::DocumentBuilder;

    #[track_caller]
    fn check(lines: &[(&str, bool)], meta: Option<&str>, expected: &str) {
        let origin = Origin { name: "prov".into(), format: Format::Pdf, title: meta.map(Into::into), producer: None };
        let mut builder = DocumentBuilder::new(origin);
        for (text, heading) in lines {
            if *heading { builder.heading(1, text) } else { builder.paragraph(text) }
        }
        assert_eq!(builder.finish().title(), Some(expected));
    }

    #[test]
    fn titles() {
        check(&[("Barnrättsplan", true), ("Mål", true)], Some("mall"), "Barnrättsplan");
        check(&[("LIKABEHANDLINGSPLAN Förskolan Kotten", false), ("Direkt", true)], None, "LIKABEHANDLINGSPLAN Förskolan Kotten");
        check(&[("Granbo kommun", false), ("Riktlinje för resor", true)], None, "Riktlinje för resor");
        check(&[("Granbo kommun, vision antagen 2023-11-13 § 112", false), ("Granbo 2040", true)], None, "Granbo 2040");
        check(&[("KS 2023-373", false), ("Risk- och sårbarhetsanalys", true)], None, "Risk- och sårbarhetsanalys");
        check(&[("1. Inledning", true), ("Det här är en plan.", false)], Some("Plan mot rasism"), "Plan mot rasism");
        check(&[("1. Inledning", true), ("Det här är en plan.", false)], None, "1. Inledning");
    }
}
