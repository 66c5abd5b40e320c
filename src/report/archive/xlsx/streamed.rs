//! What is told record by record: findings with their sentences, and what could not be read.

use std::io;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::super::super::texts::fill;
use super::super::super::xlsx::sheet::{Cell, Formats};
use super::super::super::{excerpt, told as told_of_one};
use super::super::ArchiveReport;
use super::super::findings::{Row, rows};
use super::super::told::Told;
use super::failed;
use super::grid::Grid;
use crate::archive::Record;
use crate::archive::tally::{DocumentRow, Reading};

const NAME: f64 = 36.0;

pub(super) fn write(
    book: &mut Workbook,
    archive: &ArchiveReport,
    told: &Told,
    formats: &Formats,
    left_out: &mut Vec<String>,
) -> io::Result<()> {
    let w = told.w;
    let columns = [(w.documents, 60.0), (w.organisation, 30.0), (w.reading, 18.0), (w.problems, 90.0)];
    let mut unread = Grid::new(book, w.sheet_unread, &columns, 1, formats).map_err(failed)?;
    let mut findings = Findings { told, formats, number: 1, grid: findings_sheet(book, told, formats, 1).map_err(failed)? };
    archive.each(&mut |path, record, _, document| {
        if document.is_none_or(|d| d.reading != Reading::Whole) {
            unread.row(&of_unread(told, path, record, document)).map_err(failed)?;
        }
        findings.document(book, path, record, document).map_err(failed)
    })?;
    for other in &told.tally.others {
        unread.row(&[excerpt::clean(other).into(), Cell::Empty, w.reading_other.into()]).map_err(failed)?;
    }
    if unread.missing() > 0 {
        left_out.push(fill(w.left_out, &[("sheet", w.sheet_unread), ("n", &told.count(unread.missing()))]));
    }
    findings.grid.close(book).map_err(failed)?;
    unread.close(book).map_err(failed)
}

fn of_unread(told: &Told, path: &str, record: &Record, document: Option<&DocumentRow>) -> Vec<Cell> {
    let (problems, _) = told_of_one::problems(&record.brief.problems, told.names.language, usize::MAX);
    let reading = document.map_or(if record.brief.is_judged() { Reading::Whole } else { Reading::Unread }, |d| d.reading);
    let empty = problems.is_empty().then_some(told.names.texts.labels.empty_text);
    vec![
        excerpt::clean(path).into(),
        document.map(|d| told.owner(d)).into(),
        told.reading(reading).into(),
        empty.map_or_else(|| problems.join(" "), str::to_string).into(),
    ]
}

/// The findings, on as many sheets as they need.
struct Findings<'t> {
    told: &'t Told<'t>,
    formats: &'t Formats,
    number: usize,
    grid: Grid<'t>,
}

fn findings_sheet<'f>(book: &mut Workbook, told: &Told, formats: &'f Formats, number: usize) -> Result<Grid<'f>, XlsxError> {
    let (l, w) = (&told.names.texts.labels, told.w);
    let columns = [
        (l.summary_document, NAME),
        (w.organisation, 22.0),
        (w.counted, 8.0),
        (l.row_standing, 12.0),
        (l.row_step, 7.0),
        (l.row_step_name, 16.0),
        (l.area_column, 28.0),
        (l.row_page, 7.0),
        (l.row_place, 30.0),
        (l.row_words, 20.0),
        (l.row_sentence, 70.0),
        (l.has, 28.0),
        (l.lacks, 28.0),
        (l.row_reason, 40.0),
        (l.row_rule, 20.0),
        (l.row_unit, 10.0),
    ];
    let name = if number == 1 { w.sheet_findings.to_string() } else { format!("{} {number}", w.sheet_findings) };
    Grid::new(book, &name, &columns, 1, formats)
}

impl Findings<'_> {
    fn document(&mut self, book: &mut Workbook, path: &str, record: &Record, document: Option<&DocumentRow>) -> Result<(), XlsxError> {
        let told = self.told;
        let owner = document.map(|d| told.owner(d)).unwrap_or_default();
        let counted = document.is_some_and(|d| d.counts());
        for row in rows(record) {
            if !self.grid.has_room() {
                self.number += 1;
                let next = findings_sheet(book, told, self.formats, self.number)?;
                std::mem::replace(&mut self.grid, next).close(book)?;
            }
            self.grid.row(&of_row(told, path, &owner, counted, &row))?;
        }
        Ok(())
    }
}

fn of_row(told: &Told, path: &str, owner: &str, counted: bool, row: &Row) -> Vec<Cell> {
    let names = &told.names;
    let (has, lacks) = row.has_and_lacks(names);
    vec![
        excerpt::clean(path).into(),
        owner.into(),
        if counted { told.w.yes } else { told.w.no }.into(),
        row.standing_name(names).into(),
        if row.counts() { Cell::Level(row.level) } else { Cell::Faint("–") },
        names.texts.step(row.level).into(),
        names.areas(row.areas).join(", ").into(),
        row.sentence.page.map_or(Cell::Empty, |page| Cell::Count(page as usize)),
        row.place(names).into(),
        row.words(names).into(),
        row.text(names).into(),
        has.into(),
        lacks.into(),
        row.reason(names).into(),
        row.hit.map(|hit| hit.cause.as_str()).into(),
        Cell::Count(row.sentence.unit as usize),
    ]
}
