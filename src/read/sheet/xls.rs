//! Excel 97–2003 workbooks (BIFF8): one pass over the records, a cell at a time.

use super::grid::{Room, Sheet};
use super::numbers::Format;
use super::records::{Cursor, Record, records, short_string, squeezed};
use super::xlsx::Workbook;
use crate::read::bytes::{f64_at, u8_at, u16_at, u32_at};
use crate::read::compound::Compound;
use crate::read::failure::Failure;
use crate::text::{Place, Problem, ProblemCode};
use std::collections::HashMap;

/// Kinds of records.
mod kind {
    pub const FORMULA: u16 = 0x06;
    pub const END: u16 = 0x0A;
    pub const DATE_MODE: u16 = 0x22;
    pub const PASSWORD: u16 = 0x2F;
    pub const OBJECT: u16 = 0x5D;
    pub const SHEET: u16 = 0x85;
    pub const SQUEEZED_ROW: u16 = 0xBD;
    pub const RICH_LABEL: u16 = 0xD6;
    pub const CELL_STYLE: u16 = 0xE0;
    pub const STRINGS: u16 = 0xFC;
    pub const SHARED_LABEL: u16 = 0xFD;
    pub const TEXT_BOX: u16 = 0x1B6;
    pub const NUMBER: u16 = 0x203;
    pub const LABEL: u16 = 0x204;
    pub const TRUTH_OR_ERROR: u16 = 0x205;
    pub const STRING: u16 = 0x207;
    pub const SQUEEZED: u16 = 0x27E;
    pub const FORMAT: u16 = 0x41E;
    pub const BEGIN: u16 = 0x809;
}

/// Excel 97 and later.
const BIFF8: u16 = 0x0600;
/// More sheets than any real workbook has: each may lead to the same records.
const MAX_SHEETS: usize = 1000;

#[derive(Default)]
struct Shared {
    strings: Vec<String>,
    codes: HashMap<u16, Format>,
    /// The format of each cell style.
    styles: Vec<u16>,
    from_1904: bool,
}

/// Where a sheet's records begin, and how it is shown.
struct Listed {
    name: String,
    at: usize,
    hidden: bool,
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], room: &mut Room) -> Result<Workbook, Failure> {
    let mut file = Compound::open(bytes)?;
    let stream = match file.stream("/Workbook")? {
        Some(stream) => stream,
        None => file.stream("/Book")?.ok_or_else(|| Failure::damaged("no workbook"))?,
    };
    let mut shared = Shared::default();
    let listed = globals(&stream, &mut shared)?;
    let (title, producer) = file.properties();
    let mut all = Workbook { sheets: Vec::new(), problems: Vec::new(), title, producer };
    if listed.len() > MAX_SHEETS {
        let detail = format!("{} sheets", listed.len());
        all.problems.push(Problem::warning(ProblemCode::LimitReached, Place::Document, detail));
    }
    for listed in listed.into_iter().take(MAX_SHEETS) {
        let mut sheet = Sheet::new(listed.name);
        sheet.hidden = listed.hidden;
        if !sheet.hidden && !cells(&stream, listed.at, &shared, &mut sheet, room) && sheet.cut.is_none() {
            sheet.cut = Some(Failure { code: ProblemCode::Truncated, detail: "the sheet's records end early".into() });
        }
        all.sheets.push(sheet);
    }
    Ok(all)
}

fn globals(stream: &[u8], shared: &mut Shared) -> Result<Vec<Listed>, Failure> {
    let mut listed = Vec::new();
    let mut begun = false;
    for record in records(stream, 0) {
        let body = record.body;
        match record.kind {
            kind::BEGIN if !begun => {
                begun = true;
                if u16_at(body, 0) != Some(BIFF8) {
                    return Err(Failure { code: ProblemCode::UnsupportedFormat, detail: "XLS (Excel 5/95)".into() });
                }
            }
            kind::PASSWORD => return Err(Failure { code: ProblemCode::Encrypted, detail: String::new() }),
            kind::DATE_MODE => shared.from_1904 = u16_at(body, 0) == Some(1),
            kind::FORMAT => {
                if let (Some(id), Some(code)) = (u16_at(body, 0), Cursor::new(&record, 2).string()) {
                    shared.codes.insert(id, Format::of_code(&code));
                }
            }
            kind::CELL_STYLE => shared.styles.push(u16_at(body, 2).unwrap_or(0)),
            // Only sheets with cells: charts and macros are of other kinds.
            kind::SHEET if u8_at(body, 5) == Some(0) => {
                if let (Some(at), Some(state), Some(name)) = (u32_at(body, 0), u8_at(body, 4), short_string(body, 6)) {
                    listed.push(Listed { name, at: at as usize, hidden: state & 3 != 0 });
                }
            }
            kind::STRINGS => {
                let mut cursor = Cursor::new(&record, 8);
                // The count is only a claim: strings are taken as long as there are any.
                shared.strings.extend(std::iter::from_fn(|| cursor.string()));
            }
            kind::END => break,
            _ => {}
        }
    }
    if begun { Ok(listed) } else { Err(Failure::damaged("workbook stream")) }
}

/// Reads a sheet's cells; false when the records end before the sheet does or there is no room for more.
fn cells(stream: &[u8], at: usize, shared: &Shared, sheet: &mut Sheet, room: &mut Room) -> bool {
    // Charts on the sheet have records of their own inside.
    let mut depth = 0;
    // The formula whose text comes in the next record.
    let mut waiting = None;
    let mut comment = false;
    for record in records(stream, at) {
        let body = record.body;
        match record.kind {
            kind::BEGIN => depth += 1,
            kind::END => {
                depth -= 1;
                if depth <= 0 {
                    return true;
                }
            }
            // The kind of drawn object: 25 is a comment.
            kind::OBJECT => comment = u16_at(body, 4) == Some(25),
            kind::TEXT_BOX if !comment => {
                let count = u16_at(body, 10).unwrap_or(0) as usize;
                let first = record.more.first().copied().unwrap_or_default();
                let rest = Record { kind: 0, body: first, more: record.more.iter().skip(1).copied().collect() };
                let text = u8_at(first, 0).and_then(|flags| Cursor::new(&rest, 1).letters(count, flags & 1 != 0)).unwrap_or_default();
                sheet.boxes.extend(text.split('\n').map(str::to_owned).filter(|line| !line.trim().is_empty()));
            }
            _ if depth > 1 => {}
            _ => {
                if !cell(&record, shared, sheet, room, &mut waiting) {
                    return false;
                }
            }
        }
    }
    false
}

/// Takes a record that may hold cells; false when there is no room for more.
fn cell(record: &Record, shared: &Shared, sheet: &mut Sheet, room: &mut Room, waiting: &mut Option<(u32, u32)>) -> bool {
    let body = record.body;
    if record.kind == kind::STRING {
        let Some((row, column)) = waiting.take() else { return true };
        return sheet.put(row, column, Cursor::new(record, 0).string().unwrap_or_default(), false, room);
    }
    let place = || Some((u32::from(u16_at(body, 0)?), u32::from(u16_at(body, 2)?)));
    let Some((row, column)) = place() else { return true };
    let style = u16_at(body, 4).unwrap_or(0);
    let words = |text: Option<String>| text.map(|text| (text, false));
    let number = |value: Option<f64>, style: u16| value.map(|value| (shared.show(value, style), true));
    let found = match record.kind {
        kind::SHARED_LABEL => words(u32_at(body, 6).and_then(|i| shared.strings.get(i as usize)).cloned()),
        kind::LABEL | kind::RICH_LABEL => words(Cursor::new(record, 6).string()),
        kind::NUMBER => number(f64_at(body, 6), style),
        kind::SQUEEZED => number(squeezed(body, 6), style),
        kind::TRUTH_OR_ERROR => truth_or_error(body, 6, u8_at(body, 7) == Some(1)),
        kind::FORMULA => match (u16_at(body, 12), u8_at(body, 6)) {
            (Some(0xFFFF), Some(0)) => {
                *waiting = Some((row, column));
                None
            }
            (Some(0xFFFF), Some(what @ 1..=2)) => truth_or_error(body, 8, what == 2),
            (Some(0xFFFF), _) => None,
            _ => number(f64_at(body, 6), style),
        },
        kind::SQUEEZED_ROW => {
            // The last two bytes repeat the last column.
            let count = body.len().saturating_sub(6) / 6;
            for index in 0..count {
                let at = 4 + 6 * index;
                let Some((text, number)) = number(squeezed(body, at + 2), u16_at(body, at).unwrap_or(0)) else { break };
                if !sheet.put(row, column.saturating_add(index as u32), text, number, room) {
                    return false;
                }
            }
            None
        }
        _ => None,
    };
    found.is_none_or(|(text, number)| sheet.put(row, column, text, number, room))
}

fn truth_or_error(body: &[u8], at: usize, error: bool) -> Option<(String, bool)> {
    let value = u8_at(body, at)?;
    let text = match (error, value) {
        (false, 0) => "FALSKT",
        (false, _) => "SANT",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    Some((text.to_owned(), true))
}

impl Shared {
    fn show(&self, value: f64, style: u16) -> String {
        let id = self.styles.get(style as usize).copied().unwrap_or(0);
        let format = self.codes.get(&id).cloned().or_else(|| Format::built_in(id.into())).unwrap_or(Format::General);
        format.show(value, self.from_1904)
    }
}
