//! A sheet that is written row by row and held by nobody.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::super::super::xlsx::sheet::{Cell, Formats, MOST_ROWS, begin, write_row};

/// Characters that are printed on the width of a page; a wider sheet takes several.
const PAGE: f64 = 320.0;

/// A sheet in the making.
pub(super) struct Grid<'f> {
    sheet: Worksheet,
    formats: &'f Formats,
    widths: Vec<f64>,
    rows: usize,
}

impl<'f> Grid<'f> {
    /// `columns` with their widths, of which the first `frozen` stay in sight.
    pub fn new(book: &mut Workbook, name: &str, columns: &[(&str, f64)], frozen: u16, formats: &'f Formats) -> Result<Self, XlsxError> {
        let mut sheet = book.new_worksheet_with_constant_memory();
        begin(&mut sheet, name, columns, frozen, formats)?;
        let widths: Vec<f64> = columns.iter().map(|(_, width)| *width).collect();
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
        write_row(&mut self.sheet, self.rows as u32, cells, &self.widths, self.formats)
    }

    /// How many rows did not fit.
    pub fn missing(&self) -> usize {
        self.rows.saturating_sub(MOST_ROWS)
    }

    /// Puts the sheet into the book, after those before it. One without rows says `nothing`: silence could be a fault.
    pub fn close(mut self, book: &mut Workbook, nothing: &str) -> Result<(), XlsxError> {
        if self.rows == 0 {
            write_row(&mut self.sheet, 1, &[nothing.into()], &self.widths, self.formats)?;
        }
        let rows = self.rows.min(MOST_ROWS) as u32;
        if self.widths.len() > 1 && rows > 0 {
            self.sheet.autofilter(0, 0, rows, self.widths.len() as u16 - 1)?;
        }
        book.push_worksheet(self.sheet);
        Ok(())
    }
}
