//! One sheet as it comes out of a file: filled cells by row and column, and what the file says of them.

use crate::read::failure::Failure;
use std::collections::BTreeMap;

/// Columns further to the right are beyond what any program writes.
const MAX_COLUMN: u32 = 16_383;
/// Rows further down are beyond what any program writes.
const MAX_ROW: u32 = 1_048_575;

/// What a cell holds, as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub text: String,
    /// A number, date or truth value, not words.
    pub number: bool,
}

/// How much all sheets of a workbook may hold together.
#[derive(Debug)]
pub(super) struct Room {
    /// Cells that may still come.
    pub cells: usize,
    /// Bytes of text that may still come: one long string can be named by a million cells.
    pub bytes: usize,
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    /// Not shown by the program until somebody asks for it.
    pub hidden: bool,
    /// Filled cells only, by row and column from 0.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// Rows that the file itself calls headers (a filter, a table's first row).
    pub headers: Vec<u32>,
    /// Text boxes on the sheet, a paragraph each.
    pub boxes: Vec<String>,
    /// Stopped at a limit.
    pub cut: Option<Failure>,
}

impl Sheet {
    pub fn new(name: String) -> Self {
        Sheet { name, ..Sheet::default() }
    }

    /// Puts text into a cell; empty text leaves none. Gives false when there is no room for more.
    pub fn put(&mut self, row: u32, column: u32, text: String, number: bool, room: &mut Room) -> bool {
        let text = if text.trim().is_empty() { return true } else { text };
        if row > MAX_ROW || column > MAX_COLUMN {
            self.cut.get_or_insert_with(|| Failure::damaged("a cell outside the sheet"));
            return true;
        }
        if room.cells == 0 || text.len() > room.bytes {
            self.cut.get_or_insert_with(|| Failure::limit("cells"));
            return false;
        }
        room.cells -= 1;
        room.bytes -= text.len();
        self.rows.entry(row).or_default().insert(column, Cell { text, number });
        true
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.boxes.is_empty()
    }
}
