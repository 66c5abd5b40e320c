//! Spreadsheets: each sheet a heading with its name, its cells as tables and text.
//!
//! Cells are read one at a time, so that a claimed size, a cell at the far end or a row repeated a million times cost nothing. Values are shown as in the
//! program: dates as 2026-11-22, decimal comma, percent. Comments stay out. A hidden sheet (lists of choices, as a rule) is not read and is named in a note;
//! hidden rows and columns are read, since a filter that happened to be on when the file was saved hides rows too.

mod grid;
mod layout;
mod numbers;
mod ods;
mod records;
mod xls;
mod xlsx;

use super::Limits;
use super::ending::finished;
use crate::text::{Document, DocumentBuilder, Format, Origin, Place, Problem, ProblemCode};
use grid::{Room, Sheet};

/// Names that programs give to sheets.
const GIVEN_NAMES: &[&str] = &["blad", "sheet", "tabell", "ark", "tabelle", "feuil"];

/// Reads a workbook of the kind that the origin names.
///
/// # Errors
/// `Damaged`, `Encrypted`, `LimitReached`, `UnsupportedFormat` for Excel 5 and 95. A sheet that cannot be read leaves a warning in the document.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let mut room = Room { cells: limits.max_objects, bytes: limits.max_unpacked / 4 };
    let workbook = match origin.format {
        Format::Xls => xls::read(bytes, &mut room)?,
        Format::Ods => ods::read(bytes, limits, &mut room)?,
        _ => xlsx::read(bytes, limits, &mut room)?,
    };
    let mut builder = DocumentBuilder::new(origin);
    builder.origin_mut().title = workbook.title;
    builder.origin_mut().producer = workbook.producer;
    workbook.problems.into_iter().for_each(|problem| builder.problem(problem));
    let filled = workbook.sheets.iter().filter(|sheet| !sheet.hidden && !sheet.is_empty()).count();
    for sheet in &workbook.sheets {
        let place = || Place::Part(sheet.name.clone());
        if sheet.hidden {
            builder.problem(Problem::note(ProblemCode::HiddenPart, place(), ""));
            continue;
        }
        if let Some(failure) = &sheet.cut {
            builder.problem(Problem::warning(failure.code, place(), failure.detail.clone()));
        }
        if sheet.is_empty() {
            continue;
        }
        // "Blad1" says nothing when it is the only one.
        let named = filled > 1 || !is_given_name(sheet);
        if named {
            builder.heading(1, &sheet.name);
        }
        layout::emit(sheet, 1 + u8::from(named), &mut builder);
    }
    Ok(finished(builder))
}

fn is_given_name(sheet: &Sheet) -> bool {
    let name = sheet.name.trim().to_lowercase();
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    GIVEN_NAMES.contains(&word)
}

#[cfg(test)]
mod tests;
