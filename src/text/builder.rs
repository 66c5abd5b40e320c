//! How a reader makes a [`Document`]: blocks in reading order, pages as they begin.

use super::normalise::normalise_into;
use super::sentence::{LONGEST_SENTENCE, sentences};
use super::{
    Block, BlockId, BlockKind, Document, Format, Origin, Page, Problem, Remark, Section, SectionId, Span, Table, TableId, Unit, UnitKind,
};

/// A page that begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// Counted from 1.
    pub number: u32,
    /// Printed label, if the file has one.
    pub label: Option<String>,
}

/// A piece of a block's text. A block is often one piece; a paragraph that runs over a page break is two.
#[derive(Clone, Debug, Default)]
pub struct Piece<'a> {
    /// The text, in any spelling: it is normalised on the way in.
    pub text: &'a str,
    /// Byte offset of this text in the input, where the input is text itself.
    pub source: Option<usize>,
    /// The page that begins with this piece.
    pub page: Option<PageStart>,
}

impl<'a> From<&'a str> for Piece<'a> {
    fn from(text: &'a str) -> Self {
        Piece { text, ..Piece::default() }
    }
}

/// Collects blocks, pages and problems, and lays out the text.
///
/// ```
/// use genomsyra::text::{DocumentBuilder, Format, Origin};
/// let mut builder = DocumentBuilder::new(Origin { name: "plan.md".into(), format: Format::Markdown, title: None, producer: None });
/// builder.heading(1, "Plan");
/// builder.paragraph("Nämnden ska:");
/// builder.list_item(0, "följa upp målen");
/// let table = builder.table();
/// builder.row(table, true, &["Åtgärd", "Ansvarig"]);
/// builder.row(table, false, &["Utbilda", "Rektor"]);
/// let document = builder.finish();
/// assert_eq!(document.units().len(), 5);
/// assert_eq!(document.title(), Some("Plan"));
/// ```
#[derive(Debug)]
pub struct DocumentBuilder {
    text: String,
    origin: Origin,
    pages: Vec<Page>,
    pending_pages: Vec<PageStart>,
    blocks: Vec<Block>,
    sections: Vec<Section>,
    tables: Vec<Table>,
    problems: Vec<Problem>,
    remarks: Vec<Remark>,
    source: Vec<(u32, u32)>,
}

impl DocumentBuilder {
    /// An empty document of this origin.
    pub fn new(origin: Origin) -> Self {
        DocumentBuilder {
            text: String::new(),
            origin,
            pages: Vec::new(),
            pending_pages: Vec::new(),
            blocks: Vec::new(),
            sections: vec![Section { heading: None, level: 0, parent: None }],
            tables: Vec::new(),
            problems: Vec::new(),
            remarks: Vec::new(),
            source: Vec::new(),
        }
    }

    /// Bytes of text so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether no text has come yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The next block begins on this page. Pages without text are kept, with an empty span.
    pub fn begin_page(&mut self, page: PageStart) {
        self.pending_pages.push(page);
    }

    /// A heading of level 1 (highest) to 9; other levels are brought into that range.
    pub fn heading(&mut self, level: u8, text: &str) {
        self.push(BlockKind::Heading { level }, &[text.into()]);
    }

    /// A paragraph of running text.
    pub fn paragraph(&mut self, text: &str) {
        self.push(BlockKind::Paragraph, &[text.into()]);
    }

    /// A list item at `depth` (0 = outermost), without its bullet; a computed label may stand first in the text.
    pub fn list_item(&mut self, depth: u8, text: &str) {
        self.push(BlockKind::ListItem { depth, lead_in: None }, &[text.into()]);
    }

    /// A new table; give its id to [`row`](Self::row).
    pub fn table(&mut self) -> TableId {
        self.tables.push(Table::default());
        (self.tables.len() - 1) as TableId
    }

    /// A table row, one text a cell, empty cells included.
    pub fn row(&mut self, table: TableId, header: bool, cells: &[&str]) {
        let cells: Vec<Vec<Piece>> = cells.iter().map(|c| vec![Piece::from(*c)]).collect();
        self.row_of_pieces(table, header, &cells);
    }

    /// A table row whose cells are made of pieces (a row over a page break, or with offsets in the input).
    pub fn row_of_pieces(&mut self, table: TableId, header: bool, cells: &[Vec<Piece>]) {
        let (before, start) = self.open_block("\n");
        let mut spans = Vec::with_capacity(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push('\t');
            }
            let from = self.text.len();
            for piece in cell {
                self.push_piece(from, piece);
            }
            self.trim_end(from);
            spans.push(Span::new(from, self.text.len()));
        }
        if spans.iter().all(|s| s.is_empty()) {
            self.drop_block(before);
            return;
        }
        let id = self.blocks.len() as BlockId;
        if header && let Some(table) = self.tables.get_mut(table as usize) {
            table.headers.push(id);
        }
        self.close_block(start, BlockKind::TableRow { table, cells: spans, header });
    }

    /// Any block that is not a table row. White space at its ends is dropped; an empty block leaves no trace but its page starts.
    pub fn push(&mut self, kind: BlockKind, pieces: &[Piece]) {
        let glue = match (&kind, self.blocks.last().map(|b| &b.kind)) {
            (BlockKind::ListItem { .. }, Some(BlockKind::ListItem { .. })) | (BlockKind::TocLine, Some(BlockKind::TocLine)) => "\n",
            _ => "\n\n",
        };
        let (before, start) = self.open_block(glue);
        for piece in pieces {
            self.push_piece(start, piece);
        }
        self.trim_end(start);
        if self.text.len() == start {
            self.drop_block(before);
            return;
        }
        let kind = match kind {
            BlockKind::Heading { level } => BlockKind::Heading { level: level.clamp(1, 9) },
            BlockKind::ListItem { depth, .. } => BlockKind::ListItem { depth, lead_in: self.lead_in(depth) },
            other => other,
        };
        self.close_block(start, kind);
    }

    /// Records a problem.
    pub fn problem(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Records a comment or a tracked change; it is placed at the block that was pushed last.
    pub fn remark(&mut self, remark: Remark) {
        let block = self.blocks.len().checked_sub(1).map(|last| last as BlockId);
        self.remarks.push(Remark { block, ..remark });
    }

    /// Changes what is known of the origin (a title found in a part that is read late).
    pub fn origin_mut(&mut self) -> &mut Origin {
        &mut self.origin
    }

    /// Splits the blocks into units and freezes the document.
    pub fn finish(mut self) -> Document {
        self.place_pages();
        let end = self.text.len() as u32;
        for index in 0..self.pages.len() {
            self.pages[index].span.end = self.pages.get(index + 1).map_or(end, |next| next.span.start);
        }
        let mut units = Vec::new();
        for (id, block) in self.blocks.iter().enumerate() {
            let kind = match &block.kind {
                BlockKind::Heading { .. } => UnitKind::Heading,
                BlockKind::Paragraph => UnitKind::Sentence,
                BlockKind::ListItem { .. } => UnitKind::ListItem,
                BlockKind::TableRow { header: true, .. } => UnitKind::TableHeader,
                BlockKind::TableRow { .. } => UnitKind::TableRow,
                BlockKind::Quote => UnitKind::Quote,
                BlockKind::Footnote | BlockKind::Caption | BlockKind::Marginal | BlockKind::TocLine => UnitKind::Apart,
            };
            let mut add = |span| units.push(Unit { span, kind, block: id as BlockId, section: block.section });
            match kind {
                UnitKind::Sentence | UnitKind::Quote => {
                    sentences(&self.text[block.span.range()], block.span.start as usize).into_iter().for_each(&mut add)
                }
                UnitKind::TableRow => match prose_cell(&self.text, &block.kind) {
                    Some((label, prose)) => {
                        let mut sentence =
                            |span| units.push(Unit { span, kind: UnitKind::Sentence, block: id as BlockId, section: block.section });
                        label.into_iter().for_each(&mut sentence);
                        sentences(&self.text[prose.range()], prose.start as usize).into_iter().for_each(&mut sentence);
                    }
                    None => self.bounded(block.span).into_iter().for_each(&mut add),
                },
                _ => self.bounded(block.span).into_iter().for_each(&mut add),
            }
        }
        self.problems.sort();
        let mut document = Document {
            text: self.text,
            origin: self.origin,
            pages: self.pages,
            blocks: self.blocks,
            units,
            sections: self.sections,
            tables: self.tables,
            problems: self.problems,
            remarks: self.remarks,
            source: self.source,
            title: None,
        };
        document.title = document.find_title();
        document
    }

    /// The block as one unit, or in sentences if it is so long that only a broken file has it.
    fn bounded(&self, span: Span) -> Vec<Span> {
        if span.len() <= 4 * LONGEST_SENTENCE {
            return vec![span];
        }
        sentences(&self.text[span.range()], span.start as usize)
    }

    /// Whether the origin's format is one where the text itself is the input.
    fn keeps_source(&self) -> bool {
        matches!(self.origin.format, Format::Markdown | Format::Plain)
    }

    /// Sets the block apart from the one before it; gives the length of the text before and after that.
    fn open_block(&mut self, glue: &str) -> (usize, usize) {
        let before = self.text.len();
        if !self.text.is_empty() {
            let glue = match self.blocks.last().map(|b| &b.kind) {
                Some(BlockKind::TableRow { .. }) => glue,
                _ if glue == "\n"
                    && !matches!(self.blocks.last().map(|b| &b.kind), Some(BlockKind::ListItem { .. } | BlockKind::TocLine)) =>
                {
                    "\n\n"
                }
                _ => glue,
            };
            while !self.text.ends_with(glue) {
                self.text.push('\n');
            }
        }
        (before, self.text.len())
    }

    /// Takes back an opened block that turned out to be empty.
    fn drop_block(&mut self, before: usize) {
        self.text.truncate(before);
        self.forget_source(before);
        for page in self.pages.iter_mut().rev().take_while(|p| p.span.start as usize > before) {
            page.span = Span::new(before, before);
        }
    }

    fn close_block(&mut self, start: usize, kind: BlockKind) {
        let id = self.blocks.len() as BlockId;
        let section = match kind {
            BlockKind::Heading { level } => self.open_section(level, id),
            _ => (self.sections.len() - 1) as SectionId,
        };
        self.blocks.push(Block { span: Span::new(start, self.text.len()), kind, section });
    }

    fn open_section(&mut self, level: u8, heading: BlockId) -> SectionId {
        let mut parent = (self.sections.len() - 1) as SectionId;
        while parent != 0 && self.sections[parent as usize].level >= level {
            parent = self.sections[parent as usize].parent.unwrap_or(0);
        }
        self.sections.push(Section { heading: Some(heading), level, parent: Some(parent) });
        (self.sections.len() - 1) as SectionId
    }

    fn push_piece(&mut self, floor: usize, piece: &Piece) {
        if let Some(page) = &piece.page {
            self.pending_pages.push(page.clone());
        }
        if piece.text.trim().is_empty() {
            return;
        }
        self.place_pages();
        if let (true, Some(source)) = (self.keeps_source(), piece.source) {
            let marks = &mut self.source;
            normalise_into(&mut self.text, floor, piece.text, |here, there| {
                let entry = (here as u32, (source + there) as u32);
                match marks.last_mut() {
                    Some(last) if last.0 == entry.0 => *last = entry,
                    _ => marks.push(entry),
                }
            });
        } else {
            normalise_into(&mut self.text, floor, piece.text, |_, _| {});
        }
    }

    fn place_pages(&mut self) {
        let at = self.text.len();
        for page in self.pending_pages.drain(..) {
            self.pages.push(Page { number: page.number, label: page.label, span: Span::new(at, at) });
        }
    }

    fn trim_end(&mut self, floor: usize) {
        let end = floor + self.text[floor..].trim_end().len();
        self.text.truncate(end);
        // A page may have begun in white space that is gone.
        for page in self.pages.iter_mut().rev().take_while(|p| p.span.start as usize > end) {
            page.span = Span::new(end, end);
        }
    }

    fn forget_source(&mut self, from: usize) {
        while self.source.last().is_some_and(|(here, _)| *here as usize >= from) {
            self.source.pop();
        }
    }

    /// What introduces a list item at `depth`: the nearest item above it that is less deep, else the block before the list if it ends in a colon.
    fn lead_in(&self, depth: u8) -> Option<BlockId> {
        let section = (self.sections.len() - 1) as SectionId;
        for (id, block) in self.blocks.iter().enumerate().rev() {
            if block.section != section {
                return None;
            }
            match block.kind {
                BlockKind::ListItem { depth: above, .. } if above < depth => return Some(id as BlockId),
                // A sibling has looked already; without this, long lists cost the square of their length.
                BlockKind::ListItem { depth: above, lead_in } if above == depth => return lead_in,
                BlockKind::ListItem { .. } | BlockKind::Marginal | BlockKind::Footnote => {}
                BlockKind::Paragraph | BlockKind::Heading { .. } => {
                    return self.text[block.span.range()].ends_with(':').then_some(id as BlockId);
                }
                _ => return None,
            }
        }
        None
    }
}

/// A row of a form: a label and running text beside it ("Beskrivning | …"). Its text is read sentence by sentence; nothing in such a row says
/// who does what when. Gives the label's span, if there is one, and the text's.
fn prose_cell(text: &str, kind: &BlockKind) -> Option<(Option<Span>, Span)> {
    let BlockKind::TableRow { cells, .. } = kind else { return None };
    let filled: Vec<Span> = cells.iter().copied().filter(|c| !c.is_empty()).collect();
    let (label, prose) = match filled[..] {
        [prose] => (None, prose),
        [label, prose] => (Some(label), prose),
        _ => return None,
    };
    (sentences(&text[prose.range()], 0).len() >= 2).then_some((label, prose))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builder(format: Format) -> DocumentBuilder {
        DocumentBuilder::new(Origin { name: "prov".into(), format, title: None, producer: None })
    }

    #[test]
    fn pages_begin_inside_blocks_and_sections_nest() {
        let mut b = builder(Format::Pdf);
        b.begin_page(PageStart { number: 1, label: None });
        b.heading(1, "Plan");
        b.push(
            BlockKind::Paragraph,
            &[
                "Barn ska få ".into(),
                Piece { text: "komma till tals.", source: None, page: Some(PageStart { number: 2, label: Some("ii".into()) }) },
            ],
        );
        b.heading(2, "Mål");
        b.paragraph("Ett. Två.");
        b.begin_page(PageStart { number: 3, label: None });
        let d = b.finish();
        assert_eq!(d.text(), "Plan\n\nBarn ska få komma till tals.\n\nMål\n\nEtt. Två.");
        assert_eq!(d.pages().len(), 3);
        assert_eq!(d.slice(d.pages()[0].span), "Plan\n\nBarn ska få ");
        assert_eq!(d.page_at(d.text().find("komma").unwrap() as u32).unwrap().label.as_deref(), Some("ii"));
        assert_eq!(d.heading_path(2), ["Plan", "Mål"]);
        assert_eq!(d.units().iter().filter(|u| u.kind == UnitKind::Sentence).count(), 3);
    }

    #[test]
    fn list_items_know_their_lead_in() {
        let mut b = builder(Format::Markdown);
        b.paragraph("Nämnden ska:");
        b.list_item(0, "utbilda chefer i:");
        b.list_item(1, "barnrätt");
        b.list_item(0, "följa upp");
        b.heading(1, "Annat");
        b.list_item(0, "utan inledning");
        let d = b.finish();
        let leads: Vec<_> =
            d.blocks().iter().filter_map(|b| if let BlockKind::ListItem { lead_in, .. } = b.kind { Some(lead_in) } else { None }).collect();
        assert_eq!(leads, [Some(0), Some(1), Some(0), None]);
    }

    #[test]
    fn running_text_in_a_form_is_read_by_sentence() {
        let mut b = builder(Format::Docx);
        let t = b.table();
        b.row(t, false, &["Beskrivning", "Lekplatsen rustas. Barn har fått säga sitt."]);
        b.row(t, false, &["Utbilda chefer. Två dagar.", "HR-chefen", "2027"]);
        let d = b.finish();
        let units: Vec<_> = d.units().iter().map(|u| (u.kind, d.slice(u.span))).collect();
        assert_eq!(
            units,
            [
                (UnitKind::Sentence, "Beskrivning"),
                (UnitKind::Sentence, "Lekplatsen rustas."),
                (UnitKind::Sentence, "Barn har fått säga sitt."),
                (UnitKind::TableRow, "Utbilda chefer. Två dagar.\tHR-chefen\t2027")
            ]
        );
    }

    #[test]
    fn a_page_that_begins_in_white_space_at_the_end_of_a_block_begins_where_the_block_ends() {
        let mut b = builder(Format::Plain);
        let page = |number| Some(PageStart { number, label: None });
        let pieces = [Piece { text: "Barn ", source: None, page: page(1) }, Piece { text: "\u{18} \u{200B}", source: None, page: page(2) }];
        b.push(BlockKind::Paragraph, &pieces);
        let d = b.finish();
        assert_eq!(d.text(), "Barn");
        assert_eq!(d.pages()[1].span, Span::new(4, 4));
    }

    #[test]
    fn empty_rows_and_blocks_leave_no_trace() {
        let mut b = builder(Format::Docx);
        let t = b.table();
        b.row(t, false, &["", "  "]);
        b.row(t, false, &["a", "", "b"]);
        b.paragraph(" \u{A0} ");
        let d = b.finish();
        assert_eq!(d.text(), "a\t\tb");
        assert_eq!(d.blocks().len(), 1);
    }
}
