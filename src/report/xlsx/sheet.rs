//! One table on one sheet: bold heads that stay in sight, a filter, widths, wrapped text.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Rows and characters that a sheet and a cell hold.
pub(in crate::report) const MOST_ROWS: usize = 1_048_575;
const MOST_CHARACTERS: usize = 32_767;
/// Height of a line, points.
const LINE: f64 = 15.0;
/// Lines that a row shows at most; a longer cell is read by opening it, and does not push the other rows out of sight.
const MOST_LINES: usize = 12;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) enum Cell {
    Text(String),
    /// A whole number.
    Count(usize),
    /// A number with one decimal.
    Number(f64),
    /// A share 0–1, shown as a percentage.
    Share(f64),
    /// A level 0–5 on the ground of its colour.
    Level(u8),
    /// A sign that stands back, in the middle of its cell.
    Faint(&'static str),
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
pub(in crate::report) struct Formats {
    head: Format,
    upright: Format,
    levels: [Format; 6],
    faint: Format,
    text: Format,
    count: Format,
    number: Format,
    share: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_background_color(Color::RGB(0xE3_EA_F2))
            .set_border_bottom(FormatBorder::Thin);
        let middle = cell.clone().set_align(FormatAlign::Center);
        let level = |(ground, ink): (u32, u32)| {
            middle.clone().set_num_format("0").set_background_color(Color::RGB(ground)).set_font_color(Color::RGB(ink))
        };
        Formats {
            upright: head.clone().set_rotation(90).set_align(FormatAlign::Bottom).set_align(FormatAlign::Center),
            levels: LEVEL_COLOURS.map(level),
            faint: middle.clone().set_font_color(Color::RGB(0x4B_57_5D)),
            head,
            text: cell.clone().set_text_wrap(),
            count: cell.clone().set_num_format("0"),
            number: cell.clone().set_num_format("0.0"),
            share: cell.set_num_format("0%"),
        }
    }
}

/// Ground and ink of the levels 0–5, as in the page for browsers.
const LEVEL_COLOURS: [(u32, u32); 6] = [
    (0xFF_FF_FF, 0x1C_23_26),
    (0xE9_EF_F2, 0x1C_23_26),
    (0xCF_E1_EA, 0x1C_23_26),
    (0xA5_CB_DC, 0x1C_23_26),
    (0x1D_6A_8A, 0xFF_FF_FF),
    (0x0A_3A_50, 0xFF_FF_FF),
];

/// Name, paper, frozen heads and widths of a sheet. A head stands upright where its column is too narrow for it.
pub(in crate::report) fn begin(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[(&str, f64)],
    frozen: u16,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_footer("&L&A&R&P (&N)");
    sheet.set_freeze_panes(1, frozen)?;
    for (place, (_, width)) in columns.iter().enumerate() {
        sheet.set_column_width(place as u16, *width)?;
    }
    if columns.iter().any(|(_, width)| *width <= UPRIGHT) {
        sheet.set_row_height(0, 190)?;
    } else {
        set_height(sheet, 0, columns.iter().map(|(head, width)| lines(head, *width)).max())?;
    }
    for (place, (head, width)) in columns.iter().enumerate() {
        let format = if *width <= UPRIGHT { &formats.upright } else { &formats.head };
        sheet.write_string_with_format(0, place as u16, fitted(head), format)?;
    }
    Ok(())
}

/// Columns that are no wider have upright heads.
const UPRIGHT: f64 = 4.5;

/// Writes one row, from the first column on, as high as its longest text.
pub(in crate::report) fn write_row(
    sheet: &mut Worksheet,
    line: u32,
    row: &[Cell],
    widths: &[f64],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let height = |(cell, width): (&Cell, &f64)| if let Cell::Text(text) = cell { lines(text, *width) } else { 1 };
    set_height(sheet, line, row.iter().zip(widths).map(height).max())?;
    for (place, cell) in row.iter().enumerate() {
        let place = place as u16;
        match cell {
            Cell::Empty => continue,
            // Never `write`, which takes text that begins with `=` for a formula.
            Cell::Text(text) => sheet.write_string_with_format(line, place, fitted(text), &formats.text)?,
            Cell::Count(count) => sheet.write_number_with_format(line, place, *count as f64, &formats.count)?,
            Cell::Number(number) => sheet.write_number_with_format(line, place, *number, &formats.number)?,
            Cell::Share(share) => sheet.write_number_with_format(line, place, *share, &formats.share)?,
            Cell::Level(level) => {
                sheet.write_number_with_format(line, place, f64::from(*level), &formats.levels[usize::from(*level).min(5)])?
            }
            Cell::Faint(text) => sheet.write_string_with_format(line, place, *text, &formats.faint)?,
        };
    }
    Ok(())
}

impl Table {
    pub fn new(name: &'static str, columns: &[(&'static str, f64)]) -> Table {
        Table { name, columns: columns.iter().map(|(head, width)| Column { head, width: *width }).collect(), rows: Vec::new() }
    }

    /// Writes the sheet; how many rows did not fit.
    pub fn write(&self, book: &mut Workbook, formats: &Formats) -> Result<usize, XlsxError> {
        let sheet = book.add_worksheet();
        let columns: Vec<(&str, f64)> = self.columns.iter().map(|column| (column.head, column.width)).collect();
        begin(sheet, self.name, &columns, 0, formats)?;
        let widths: Vec<f64> = self.columns.iter().map(|column| column.width).collect();
        let fitting = self.rows.len().min(MOST_ROWS);
        for (line, row) in self.rows[..fitting].iter().enumerate() {
            write_row(sheet, line as u32 + 1, row, &widths, formats)?;
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
