//! One story of the document (body, notes, headers, text boxes): from units to paragraphs, and from paragraphs and cell marks to items.

use super::pieces::Text;
use super::properties::{Letters, Paragraph, Runs};
use crate::read::deadline::Deadline;
use crate::read::docx::numbering::Numbering;
use crate::read::docx::paragraph::items_of;
use crate::read::docx::properties::ParagraphProperties;
use crate::read::docx::styles::{NumberRef, Styles};
use crate::read::failure::Failure;
use crate::read::items::{Item, symbol};
use crate::read::table::{RowProperties, Table};
use std::ops::Range;

/// A row of more cells is broken into several.
const MAX_CELLS: usize = 256;

/// Signs that Word keeps in the text and that are no letters.
mod sign {
    pub const CELL: u16 = 7;
    pub const TAB: u16 = 9;
    pub const LINE: u16 = 11;
    pub const PAGE: u16 = 12;
    pub const PARAGRAPH: u16 = 13;
    pub const COLUMN: u16 = 14;
    pub const FIELD: u16 = 19;
    pub const FIELD_RESULT: u16 = 20;
    pub const FIELD_END: u16 = 21;
    pub const HARD_HYPHEN: u16 = 30;
    /// Stands for a sign of a symbol font.
    pub const SYMBOL: u16 = 40;
}

/// What all stories share.
pub(super) struct Shared<'a> {
    pub text: &'a Text,
    pub letters: Runs<'a>,
    pub paragraphs: Runs<'a>,
    pub data: &'a [u8],
    pub styles: Styles,
    pub numbering: Numbering,
    pub tables: usize,
    /// Paragraphs that may still come.
    pub room: usize,
    pub deadline: Deadline,
}

/// Reads the units of a story.
pub(super) fn read(range: Range<usize>, shared: &mut Shared) -> Result<Vec<Item>, Failure> {
    let units = shared.text.units.get(range.clone()).unwrap_or_default();
    let fields = Fields::of(units);
    let mut story = Story { shared, items: Vec::new(), line: Line::default(), table: None, row_open: false, cells: 0 };
    let (mut letters, mut known_to) = (Letters::default(), 0);
    let (mut hidden, mut contents) = (0, 0);
    for (at, unit) in units.iter().copied().enumerate() {
        hidden += fields.hidden[at];
        contents += fields.contents[at];
        if at >= known_to {
            let (offset, width, left) = story.shared.text.place(range.start + at);
            let run = story.shared.letters.at(offset);
            letters = run.map(|run| Letters::of(run.list)).unwrap_or_default();
            // Without a run the next unit is looked up again.
            known_to = at + run.map_or(1, |run| ((run.end - offset) / width).clamp(1, left));
        }
        if hidden > 0 {
            continue;
        }
        match unit {
            // A cell's end stands even if it is hidden, or the row would fall apart.
            sign::CELL => story.end(range.start + at, true, contents > 0)?,
            _ if letters.gone => {}
            // A page may also break inside a paragraph.
            sign::PAGE if !story.is_mark(range.start + at) => story.line.push(sign::LINE, &letters),
            sign::PARAGRAPH | sign::PAGE => story.end(range.start + at, false, contents > 0)?,
            _ => story.line.push(unit, &letters),
        }
    }
    if !story.line.units.is_empty() {
        story.end((range.start + units.len()).saturating_sub(1), false, contents > 0)?;
    }
    story.close_table();
    Ok(story.items)
}

/// Which units are field codes and which stand in a table of contents, as changes of two depths at each unit.
struct Fields {
    hidden: Vec<i32>,
    contents: Vec<i32>,
}

impl Fields {
    /// Only whole fields count: one that never ends would swallow the rest of the document.
    fn of(units: &[u16]) -> Self {
        let mut fields = Fields { hidden: vec![0; units.len() + 1], contents: vec![0; units.len() + 1] };
        let mut open: Vec<(usize, Option<usize>)> = Vec::new();
        for (at, unit) in units.iter().enumerate() {
            match *unit {
                sign::FIELD => open.push((at, None)),
                sign::FIELD_RESULT => {
                    if let Some((_, result @ None)) = open.last_mut() {
                        *result = Some(at);
                    }
                }
                sign::FIELD_END => {
                    let Some((begin, result)) = open.pop() else { continue };
                    let result = result.unwrap_or(at);
                    fields.hidden[begin] += 1;
                    fields.hidden[result + 1] -= 1;
                    let code: String = units[begin + 1..result].iter().take(12).filter_map(|u| char::from_u32((*u).into())).collect();
                    if code.trim_start().starts_with("TOC ") {
                        fields.contents[result] += 1;
                        fields.contents[at + 1] -= 1;
                    }
                }
                _ => {}
            }
        }
        fields
    }
}

/// The paragraph that is open.
#[derive(Default)]
struct Line {
    units: Vec<u16>,
    /// Letters in bold and letters in all.
    bold: (usize, usize),
}

impl Line {
    fn push(&mut self, unit: u16, letters: &Letters) {
        match unit {
            sign::SYMBOL if letters.symbol.is_some() => {
                let sign = letters.symbol.and_then(|code| symbol(code.into())).unwrap_or(' ');
                self.units.extend(sign.encode_utf16(&mut [0; 2]).iter());
            }
            sign::TAB => self.units.push(unit),
            sign::LINE | sign::COLUMN => self.units.push(u16::from(b'\n')),
            sign::HARD_HYPHEN => self.units.push(u16::from(b'-')),
            0..=31 => {}
            _ => {
                let letter = char::from_u32(unit.into()).is_some_and(char::is_alphabetic);
                self.bold.0 += usize::from(letter && letters.bold);
                self.bold.1 += usize::from(letter);
                self.units.push(unit);
            }
        }
    }
}

struct Story<'s, 'a> {
    shared: &'s mut Shared<'a>,
    items: Vec<Item>,
    line: Line,
    table: Option<Table>,
    /// A cell is open; the next paragraph of the table goes there.
    row_open: bool,
    cells: usize,
}

impl Story<'_, '_> {
    /// A paragraph or a cell ends with the unit at `mark`, which carries the formatting.
    fn end(&mut self, mark: usize, cell: bool, contents: bool) -> Result<(), Failure> {
        let late = self.shared.room.is_multiple_of(1024) && self.shared.deadline.is_over();
        if self.shared.room == 0 || late {
            return Err(if late { Failure::out_of_time("") } else { Failure::limit("paragraphs") });
        }
        self.shared.room -= 1;
        let mut paragraph = Paragraph::default();
        if let Some(run) = self.shared.paragraphs.at(self.shared.text.place(mark).0) {
            paragraph.style = run.style;
            paragraph.apply(run.list, self.shared.data);
        }
        let line = std::mem::take(&mut self.line);
        let items = if cell && paragraph.row_end { Vec::new() } else { self.paragraph(&paragraph, &line, contents) };
        if !(cell || paragraph.in_table) {
            self.close_table();
            self.items.extend(items);
            return Ok(());
        }
        let tables = &mut self.shared.tables;
        let table = self.table.get_or_insert_with(|| {
            *tables += 1;
            Table::new(*tables)
        });
        if cell && paragraph.row_end || self.cells == MAX_CELLS {
            table.row_properties(RowProperties { header: paragraph.header, ..RowProperties::default() });
            table.end_row();
            self.cells = 0;
            self.row_open = false;
            if cell && paragraph.row_end {
                return Ok(());
            }
        }
        if !self.row_open {
            table.begin_cell();
            self.cells += 1;
            self.row_open = true;
        }
        let open = table.cell();
        open.items.extend(items);
        open.bold.0 += line.bold.0;
        open.bold.1 += line.bold.1;
        self.row_open = !cell;
        Ok(())
    }

    /// Whether a unit is the last of its paragraph, going by the formatting.
    fn is_mark(&self, unit: usize) -> bool {
        let (offset, width, _) = self.shared.text.place(unit);
        self.shared.paragraphs.at(offset).is_none_or(|run| run.end <= offset + width)
    }

    fn paragraph(&mut self, paragraph: &Paragraph, line: &Line, contents: bool) -> Vec<Item> {
        let properties = ParagraphProperties {
            style: Some(paragraph.style.to_string()),
            outline: paragraph.outline,
            number: NumberRef { id: paragraph.list.map(|list| list.to_string()), level: paragraph.level },
            ..ParagraphProperties::default()
        };
        let text = String::from_utf16_lossy(&line.units);
        items_of(&properties, &text, contents, &self.shared.styles, &mut self.shared.numbering)
    }

    fn close_table(&mut self) {
        self.cells = 0;
        self.row_open = false;
        if let Some(table) = self.table.take() {
            self.items.extend(table.finish());
        }
    }
}
