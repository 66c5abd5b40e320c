//! One table on one sheet: bold heads that stay in sight, a filter, widths, wrapped text.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Rows and characters that a sheet and a cell hold.
const MOST_ROWS: usize = 1_048_575;
const MOST_CHARACTERS: usize = 32_767;
/// Height of a line, points.
const LINE: f64 = 15.0;
/// Lines that a row shows at most; a longer cell is read by opening it, and does not push the other rows out of sight.
const MOST_LINES: usize = 12;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(String),
    /// A whole number.
    Count(usize),
    /// A number with one decimal.
    Number(f64),
    /// A share 0–1, shown as a percentage.
    Share(f64),
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_string()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, Into::into)
    }
}

/// Head and width of a column, the width in characters.
pub(super) struct Column {
    pub head: &'static str,
    pub width: f64,
}

/// A sheet in the making.
pub(super) struct Table {
    pub name: &'static str,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// How cells look.
pub(super) struct Formats {
    head: Format,
    text: Format,
    count: Format,
    number: Format,
    share: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        Formats {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0xE3_EA_F2))
                .set_border_bottom(FormatBorder::Thin),
            text: cell.clone().set_text_wrap(),
            count: cell.clone().set_num_format("0"),
            number: cell.clone().set_num_format("0.0"),
            share: cell.set_num_format("0%"),
        }
    }
}

impl Table {
    pub fn new(name: &'static str, columns: &[(&'static str, f64)]) -> Table {
        Table { name, columns: columns.iter().map(|(head, width)| Column { head, width: *width }).collect(), rows: Vec::new() }
    }

    /// Writes the sheet; how many rows did not fit.
    pub fn write(&self, book: &mut Workbook, formats: &Formats) -> Result<usize, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(self.name)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        sheet.set_footer("&L&A&R&P (&N)");
        sheet.set_freeze_panes(1, 0)?;
        for (place, column) in self.columns.iter().enumerate() {
            let place = place as u16;
            sheet.set_column_width(place, column.width)?;
            sheet.write_string_with_format(0, place, column.head, &formats.head)?;
        }
        set_height(sheet, 0, self.columns.iter().map(|column| lines(column.head, column.width)).max())?;
        let fitting = self.rows.len().min(MOST_ROWS);
        for (line, row) in self.rows[..fitting].iter().enumerate() {
            let line = line as u32 + 1;
            let cells = row.iter().zip(&self.columns);
            let most = cells.map(|(cell, column)| if let Cell::Text(text) = cell { lines(text, column.width) } else { 1 }).max();
            set_height(sheet, line, most)?;
            for (place, cell) in row.iter().enumerate() {
                let place = place as u16;
                match cell {
                    Cell::Empty => continue,
                    // Never `write`, which takes text that begins with `=` for a formula.
                    Cell::Text(text) => sheet.write_string_with_format(line, place, fitted(text), &formats.text)?,
                    Cell::Count(count) => sheet.write_number_with_format(line, place, *count as f64, &formats.count)?,
                    Cell::Number(number) => sheet.write_number_with_format(line, place, *number, &formats.number)?,
                    Cell::Share(share) => sheet.write_number_with_format(line, place, *share, &formats.share)?,
                };
            }
        }
        if self.columns.len() > 1 && fitting > 0 {
            sheet.autofilter(0, 0, fitting as u32, self.columns.len() as u16 - 1)?;
        }
        Ok(self.rows.len() - fitting)
    }
}

/// Written out, since only some programs measure wrapped text when they open a book; in the others lines would lie over each other.
fn set_height(sheet: &mut Worksheet, row: u32, lines: Option<usize>) -> Result<(), XlsxError> {
    match lines {
        Some(lines) if lines > 1 => sheet.set_row_height(row, lines.min(MOST_LINES) as f64 * LINE).map(|_| ()),
        _ => Ok(()),
    }
}

/// Lines that a text takes in a column of this width, in characters. A little too many is better than a line that cannot be seen.
fn lines(text: &str, width: f64) -> usize {
    let room = (width * 0.95).max(1.0) as usize;
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = 0;
        }
        // A word longer than its column is broken.
        lines += length.saturating_sub(1) / room;
        used = if length > room { (length - 1) % room + 1 } else { used + usize::from(used > 0) + length };
    }
    lines
}

/// Text that a cell can hold: cut with "…" where it is too long, without the two characters that XML has no way to write.
fn fitted(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    if text.encode_utf16().count() <= MOST_CHARACTERS {
        return text;
    }
    let mut length = 0;
    let mut cut: String = text
        .chars()
        .take_while(|c| {
            length += c.len_utf16();
            length < MOST_CHARACTERS
        })
        .collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_text() {
        assert_eq!((lines("", 20.0), lines("kort text", 20.0)), (1, 1));
        assert_eq!(lines("två ord som bryts här och där", 10.0), 4);
        assert_eq!(lines(&"a".repeat(35), 10.0), 4);
        assert!(lines(&"ord ".repeat(500), 30.0) > MOST_LINES);
    }

    #[test]
    fn a_cell_holds_what_a_spreadsheet_can() {
        assert_eq!(fitted("kort\u{ffff}"), "kort");
        let long = fitted(&"𝒂".repeat(20_000));
        assert!(long.encode_utf16().count() <= MOST_CHARACTERS && long.ends_with('…'));
    }
}
