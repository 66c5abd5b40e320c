//! The defined set: every document, whether it counts, and if not, why; and the heat maps over it.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::super::super::xlsx::sheet::{Cell, Formats};
use super::super::counting::family_number;
use super::super::told::Told;
use super::grid::Grid;
use crate::archive::tally::{DocumentRow, Reading};

const NAME: f64 = 40.0;
const WORDS: f64 = 22.0;
const SHORT: f64 = 9.0;
/// So narrow that its head stands upright.
const NARROW: f64 = 4.5;

pub(super) fn write(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let (l, w) = (&told.names.texts.labels, told.w);
    let columns = [
        (l.summary_document, NAME),
        (w.organisation, WORDS),
        (w.code, 7.0),
        (w.county, 18.0),
        (w.body, WORDS),
        (l.memo_type, 26.0),
        (w.year_from, 8.0),
        (w.year_to, 8.0),
        (w.valid_from, 11.0),
        (w.valid_to, 11.0),
        (w.past, 12.0),
        (w.decided, 11.0),
        (l.sheet_document_title, NAME),
        (w.format, 8.0),
        (l.sheet_pages, 7.0),
        (l.sheet_words, SHORT),
        (w.reading, 14.0),
        (w.counted, SHORT),
        (w.why_aside, 26.0),
        (w.instead, NAME),
        (w.family, 8.0),
        (w.draft, 8.0),
        (l.level_column, 7.0),
        (l.sheet_level_name, 15.0),
        (l.summary_score, 8.0),
        (l.sheet_low, 8.0),
        (l.sheet_high, 8.0),
        (l.summary_references, SHORT),
        (w.references_once, 13.0),
        (l.row_carried_count, 12.0),
        (l.sheet_binding, 8.0),
        (w.binding_once, 13.0),
        (l.sheet_followed, 8.0),
        (w.per_10_000, 12.0),
        (l.sheet_units, 12.0),
        (l.sheet_problems, 60.0),
        (l.memo_checksum, 70.0),
    ];
    let mut grid = Grid::new(book, w.sheet_population, &columns, 1, formats)?;
    for document in &told.tally.documents {
        grid.row(&row(told, document))?;
    }
    grid.close(book)
}

fn row(told: &Told, document: &DocumentRow) -> Vec<Cell> {
    let w = told.w;
    let organisation = told.tally.organisations.get(document.organisation as usize);
    let number = |value: u32| Cell::Count(value as usize);
    let yes = |value: bool| Cell::from(if value { w.yes } else { w.no });
    let year = |value: Option<u16>| value.map_or(Cell::Empty, |year| Cell::Count(year.into()));
    let verdict = document.verdict.as_ref();
    let of = |value: Option<u32>| value.map_or(Cell::Empty, number);
    let bound = |sign: f64| {
        let unsure = verdict.filter(|v| v.range > 0.0);
        unsure.map_or(Cell::Empty, |v| Cell::Number((v.score + sign * v.range).clamp(0.0, 100.0)))
    };
    vec![
        told.clean_path(document).into(),
        told.owner(document).into(),
        organisation.map_or(Cell::Empty, |o| told.code(o).into()),
        organisation.and_then(|o| o.organisation.as_ref()).and_then(|o| o.county.clone()).into(),
        told.body_of(document).into(),
        told.document_type(document).into(),
        year(document.years.map(|y| y.from)),
        year(document.years.map(|y| y.to)),
        document.valid_from.map(|date| date.to_string()).into(),
        told.valid_to(document).into(),
        document.past.map_or(Cell::Empty, yes),
        document.decided.map(|date| date.to_string()).into(),
        told.title(document).into(),
        document.format.as_deref().into(),
        if document.pages > 0 { number(document.pages) } else { Cell::Empty },
        number(document.words),
        told.reading(document.reading).into(),
        yes(document.counts()),
        told.aside(document).into(),
        document.aside.and_then(|aside| aside.instead()).map(|other| told.path(other)).into(),
        family_number(document).map_or(Cell::Empty, number),
        if document.draft { w.yes.into() } else { Cell::Empty },
        verdict.map_or(Cell::Empty, |v| Cell::Level(v.level)),
        verdict.map_or(Cell::Empty, |v| told.names.texts.maturity_name(v.level).into()),
        verdict.map_or(Cell::Empty, |v| Cell::Number(v.score)),
        bound(-1.0),
        bound(1.0),
        of(verdict.map(|v| v.references.raw)),
        of(verdict.map(|v| v.references.once)),
        of(verdict.map(|v| v.carried)),
        of(verdict.map(|v| v.binding.raw)),
        of(verdict.map(|v| v.binding.once)),
        of(verdict.map(|v| v.followed.raw)),
        verdict.and_then(|v| told.per_10_000(v.references, document.words.into())).map_or(Cell::Empty, Cell::Number),
        of(verdict.map(|v| v.eligible)),
        told.problems(document).join(" ").into(),
        told.checksum(document).into(),
    ]
}

/// Document × area and organisation × area: the highest level as a number on its colour.
pub(super) fn heat(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let (l, w) = (&told.names.texts.labels, told.w);
    let areas = told.areas();
    let upright = areas.iter().map(|area| (told.names.area(*area), NARROW));
    let own = [(w.organisation, WORDS), (l.summary_document, NAME), (l.memo_type, 26.0), (w.years, 10.0), (l.level_column, NARROW)];
    let columns: Vec<(&str, f64)> = own.into_iter().chain(upright.clone()).collect();
    let mut grid = Grid::new(book, w.sheet_heat, &columns, 2, formats)?;
    for document in told.tally.documents.iter().filter(|d| d.verdict.is_some()) {
        let mut cells = vec![
            told.owner(document).into(),
            told.clean_path(document).into(),
            told.document_type(document).into(),
            document.years.map(|years| years.to_string()).into(),
            document.verdict.as_ref().map_or(Cell::Empty, |v| Cell::Level(v.level)),
        ];
        cells.extend(areas.iter().map(|area| match document.level(*area) {
            Some(0) => Cell::Faint("0"),
            Some(level) => Cell::Level(level),
            None if document.reading == Reading::Part => Cell::Faint("?"),
            None => Cell::Empty,
        }));
        grid.row(&cells)?;
    }
    grid.close(book)?;
    let columns: Vec<(&str, f64)> = [(w.organisation, 30.0), (w.counted_documents, SHORT)].into_iter().chain(upright).collect();
    let mut grid = Grid::new(book, w.sheet_heat_owners, &columns, 1, formats)?;
    for organisation in told.tally.organisations.iter().filter(|o| o.sum.counted > 0) {
        let mut cells = vec![told.organisation(organisation).into(), Cell::Count(organisation.sum.counted as usize)];
        cells.extend(areas.iter().map(|area| {
            let cell = organisation.sum.areas.iter().find(|cell| cell.area == *area);
            match cell.map(|cell| (cell.spread.highest(), cell.spread.unsure)) {
                Some((Some(level), _)) if level > 0 => Cell::Level(level),
                // Of what was not read nothing is said.
                Some((_, unsure)) if unsure > 0 => Cell::Faint("?"),
                _ => Cell::Faint("0"),
            }
        }));
        grid.row(&cells)?;
    }
    grid.close(book)
}
