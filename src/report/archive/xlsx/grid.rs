//! A sheet that is written row by row and held by nobody.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::super::super::xlsx::sheet::{Cell, Formats, MOST_ROWS, UPRIGHT, begin, write_row};

/// A sheet in the making.
pub(super) struct Grid<'f> {
    sheet: Worksheet,
    formats: &'f Formats,
    /// Widths of the columns, in characters.
    widths: Vec<f64>,
    rows: usize,
}

/// Points of a line of text, and of the highest row that a spreadsheet knows.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 405.0;
/// Characters that are printed on the width of a page; a wider sheet takes several.
const PAGE: f64 = 230.0;

impl<'f> Grid<'f> {
    /// `columns` with their widths, of which the first `frozen` stay in sight.
    pub fn new(book: &mut Workbook, name: &str, columns: &[(&str, f64)], frozen: u16, formats: &'f Formats) -> Result<Self, XlsxError> {
        let mut sheet = book.new_worksheet_with_constant_memory();
        begin(&mut sheet, name, columns, frozen, formats)?;
        let widths: Vec<f64> = columns.iter().map(|(_, width)| *width).collect();
        let heads = columns.iter().filter(|(_, width)| *width > UPRIGHT);
        let lines = heads.map(|(head, width)| lines(head, *width)).max().unwrap_or(1);
        if widths.iter().all(|width| *width > UPRIGHT) {
            sheet.set_row_height(0, LINE * lines as f64 + 3.0)?;
        }
        let pages = (widths.iter().sum::<f64>() / PAGE).ceil().max(1.0);
        sheet.set_print_fit_to_pages(pages as u16, 0);
        if pages > 1.0 {
            sheet.set_repeat_columns(0, 0)?;
        }
        Ok(Grid { sheet, formats, widths, rows: 0 })
    }

    /// Whether another row fits.
    pub fn has_room(&self) -> bool {
        self.rows < MOST_ROWS
    }

    /// Adds a row; one that does not fit is not written.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        debug_assert!(cells.len() <= self.widths.len());
        self.rows += 1;
        if self.rows > MOST_ROWS {
            return Ok(());
        }
        // Rows that are written as they come have no height of their own: without one, wrapped text would run over its neighbours.
        let text = |(cell, width): (&Cell, &f64)| if let Cell::Text(text) = cell { lines(text, *width) } else { 1 };
        let most = cells.iter().zip(&self.widths).map(text).max().unwrap_or(1);
        if most > 1 {
            self.sheet.set_row_height(self.rows as u32, (LINE * most as f64).min(HIGHEST))?;
        }
        write_row(&mut self.sheet, self.rows as u32, cells, self.formats)
    }

    /// How many rows did not fit.
    pub fn missing(&self) -> usize {
        self.rows.saturating_sub(MOST_ROWS)
    }

    /// Puts the sheet into the book, after those before it.
    pub fn close(mut self, book: &mut Workbook) -> Result<(), XlsxError> {
        let rows = self.rows.min(MOST_ROWS) as u32;
        if self.widths.len() > 1 && rows > 0 {
            self.sheet.autofilter(0, 0, rows, self.widths.len() as u16 - 1)?;
        }
        book.push_worksheet(self.sheet);
        Ok(())
    }
}

/// How many lines a text takes in a column, broken at spaces as a spreadsheet does, with a little to spare.
fn lines(text: &str, width: f64) -> usize {
    let room = (width - 1.5).max(1.0) as usize;
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = 0;
        }
        used += length + usize::from(used > 0);
        // A word that is wider than the column is broken.
        lines += used.saturating_sub(1) / room;
        used = if used == 0 { 0 } else { (used - 1) % room + 1 };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_text() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("kort", 10.0), 1);
        assert_eq!(lines("ett två tre fyra", 10.0), 2);
        assert_eq!(lines(&"x".repeat(80), 10.0), 10);
    }
}
