//! Tables while they are read: cells become a row, rows a table; tables that only lay out text become text again.

use super::items::Item;
use super::lines::marker;
use crate::text::{BlockKind, Remark, RemarkKind};

/// Widest table that is believed, in grid columns.
pub(super) const MAX_COLUMNS: usize = 64;
/// Most copies of one row.
const MAX_REPEATED_ROWS: usize = 100;
/// Longest text of a header cell, in characters.
const MAX_HEADER: usize = 60;

/// How a row stands in its table.
#[derive(Debug, Default)]
pub(super) struct RowProperties {
    pub header: bool,
    pub deleted: bool,
    /// Columns before the first cell.
    pub before: usize,
}

/// How a cell stands in its row.
#[derive(Debug)]
pub(super) struct CellProperties {
    /// Columns that the cell covers.
    pub span: usize,
    pub shaded: bool,
    pub deleted: bool,
}

impl Default for CellProperties {
    fn default() -> Self {
        CellProperties { span: 1, shaded: false, deleted: false }
    }
}

/// A cell that is open.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub properties: CellProperties,
    pub items: Vec<Item>,
    /// Letters in bold and letters in all.
    pub bold: (usize, usize),
}

#[derive(Debug, Default)]
struct Row {
    properties: RowProperties,
    cells: Vec<Cell>,
}

/// How a row looks, to tell a header row where the file does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    short: bool,
    emphasised: bool,
}

/// A table that is open.
#[derive(Debug)]
pub(super) struct Table {
    id: usize,
    /// The table's style makes the first row bold.
    pub bold_first_row: bool,
    /// Columns, if the file tells how many.
    pub columns: usize,
    row: Option<Row>,
    /// Rows so far, and what hangs on them (inner tables, notes).
    items: Vec<Item>,
    /// Looks of the first two rows, with the place of the row among the items.
    looks: Vec<(usize, Look)>,
    headers: usize,
}

impl Table {
    pub fn new(id: usize) -> Self {
        Table { id, bold_first_row: false, columns: 0, row: None, items: Vec::new(), looks: Vec::new(), headers: 0 }
    }

    pub fn begin_row(&mut self) {
        self.end_row();
        self.row = Some(Row::default());
    }

    pub fn row_properties(&mut self, properties: RowProperties) {
        if let Some(row) = &mut self.row {
            row.properties = properties;
        }
    }

    /// Tells which cells of the open row stand on shade, from the left.
    pub fn shade(&mut self, shades: &[bool]) {
        let cells = self.row.iter_mut().flat_map(|row| &mut row.cells);
        cells.zip(shades).for_each(|(cell, shaded)| cell.properties.shaded = *shaded);
    }

    pub fn begin_cell(&mut self) {
        self.row.get_or_insert_with(Row::default).cells.push(Cell::default());
    }

    /// The cell that text goes to; a table always has one, so that misplaced text is not lost.
    pub fn cell(&mut self) -> &mut Cell {
        let cells = &mut self.row.get_or_insert_with(Row::default).cells;
        if cells.is_empty() {
            cells.push(Cell::default());
        }
        let last = cells.len() - 1;
        &mut cells[last]
    }

    /// Copies the cell that was read last, as often as the row has room for.
    pub fn repeat_cell(&mut self, times: usize) {
        let Some(row) = &mut self.row else { return };
        let Some(last) = row.cells.last() else { return };
        let times = times.min(MAX_COLUMNS.saturating_sub(row.cells.len()));
        let copies: Vec<Cell> = (0..times).map(|_| Cell { items: last.items.clone(), bold: last.bold, ..Cell::default() }).collect();
        row.cells.extend(copies);
    }

    /// Copies the row that was closed last. Files claim any number; more than [`MAX_REPEATED_ROWS`] of a row with text are not believed.
    pub fn repeat_row(&mut self, times: usize) {
        if let Some(row @ Item::Row { cells, .. }) = self.items.last()
            && cells.iter().any(|cell| !cell.trim().is_empty())
        {
            self.items.extend(vec![row.clone(); times.min(MAX_REPEATED_ROWS)]);
        }
    }

    /// Closes the row; gives the number of cells that it took.
    pub fn end_row(&mut self) -> usize {
        let Some(mut row) = self.row.take() else { return 0 };
        let whole = row.properties.deleted;
        let removed: Vec<Item> =
            row.cells.extract_if(.., |cell| whole || cell.properties.deleted).flat_map(|cell| cell.items).map(as_deleted).collect();
        if whole {
            self.items.extend(removed);
            return 0;
        }
        if row.cells.len() == 1 && self.columns <= 1 && is_layout(&row.cells[0].items) {
            let cell = row.cells.swap_remove(0);
            self.items.extend(cell.items);
            return 1;
        }
        let width = self.columns.clamp(row.cells.len().min(MAX_COLUMNS), MAX_COLUMNS);
        let mut cells: Vec<String> = vec![String::new(); row.properties.before.min(width.saturating_sub(row.cells.len()))];
        let mut hanging = Vec::new();
        let mut look = Look { short: true, emphasised: true };
        let mut left = row.cells.len();
        for cell in row.cells {
            left -= 1;
            let (text, inner) = flatten(cell.items);
            hanging.extend(inner);
            if !text.trim().is_empty() {
                look.short &= text.chars().count() <= MAX_HEADER && !text.trim_end().ends_with('.');
                look.emphasised &= cell.properties.shaded || cell.bold.0 == cell.bold.1 && cell.bold.1 > 0;
            }
            cells.push(text);
            // Covered columns stay in place as empty cells, so that headers keep standing above their columns.
            let free = width.saturating_sub(cells.len() + left);
            cells.extend(std::iter::repeat_n(String::new(), cell.properties.span.saturating_sub(1).min(free)));
        }
        let empty = cells.iter().all(|c| c.trim().is_empty());
        let header = row.properties.header && self.looks.len() == self.headers;
        if !empty {
            self.headers += usize::from(header);
            self.looks.push((self.items.len(), look));
        }
        let taken = cells.len();
        self.items.push(Item::Row { table: self.id, header, cells });
        self.items.append(&mut hanging);
        self.items.extend(removed);
        taken
    }

    /// Closes the table. Where no row is marked as header, a short first row in bold or on shade above others that are not is one.
    pub fn finish(mut self) -> Vec<Item> {
        self.end_row();
        if self.headers == 0
            && let [(first, look), (_, second), ..] = self.looks[..]
            && look.short
            && (self.bold_first_row || look.emphasised && !second.emphasised)
            && let Some(Item::Row { header, .. }) = self.items.get_mut(first)
        {
            *header = true;
        }
        self.items
    }
}

/// Whether the only cell of a row is a frame around running text.
fn is_layout(items: &[Item]) -> bool {
    let mut text = items.iter().filter(|item| !item.is_remark());
    let (first, second) = (text.next(), text.next());
    second.is_some() || matches!(first, Some(Item::Text { kind: BlockKind::Heading { .. } | BlockKind::ListItem { .. }, .. }))
}

/// What stood in a deleted cell is a deletion; what was deleted in it already stays what it is.
fn as_deleted(item: Item) -> Item {
    if item.is_remark() {
        return item;
    }
    let text = item.into_line();
    Item::Remark(Box::new(Remark { kind: RemarkKind::Deletion, author: None, date: None, text, block: None }))
}

/// A cell's own text on one line, and what cannot be part of it.
fn flatten(items: Vec<Item>) -> (String, Vec<Item>) {
    let mut line = String::new();
    let mut hanging = Vec::new();
    for item in items {
        match item {
            Item::Text { kind, text } if kind != BlockKind::Footnote => {
                if !line.is_empty() {
                    line.push(' ');
                }
                // On one line a bullet has to be a sign again, or the items run together.
                let item = matches!(kind, BlockKind::ListItem { .. });
                if item && !text.starts_with(|c: char| c.is_numeric()) && marker(&text).is_none() {
                    line.push_str("• ");
                }
                line.push_str(&text);
            }
            other => hanging.push(other),
        }
    }
    (line, hanging)
}
