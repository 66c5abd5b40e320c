//! What the counted documents say together: distributions by organisation, body, area, role, ground and year; chains, promises, duties.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::super::super::texts::fill;
use super::super::super::xlsx::sheet::{Cell, Formats};
use super::super::told::Told;
use super::grid::Grid;
use super::population;
use crate::archive::tally::{AreaCell, Count, OrganisationRow, Spread, Sum, YearCell};
use crate::rule::AreaId;
use crate::score::{GroundStatus, LINKS};

const NAME: f64 = 30.0;
const SHORT: f64 = 9.0;

pub(super) fn write(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    levels(book, told, formats)?;
    areas(book, told, formats)?;
    roles(book, told, formats)?;
    grounds(book, told, formats)?;
    years(book, told, formats)?;
    population::heat(book, told, formats)?;
    chains(book, told, formats)?;
    promises(book, told, formats)?;
    duties(book, told, formats)
}

fn number(value: u32) -> Cell {
    Cell::Count(value as usize)
}

fn rate(told: &Told, count: Count, words: u64) -> Cell {
    told.per_10_000(count, words).map_or(Cell::Empty, Cell::Number)
}

/// How many documents stand at each level 0–5, and of how many that cannot be said.
fn spread(spread: &Spread) -> impl Iterator<Item = Cell> {
    spread.levels.iter().map(|n| number(*n)).chain([number(spread.unsure)]).collect::<Vec<_>>().into_iter()
}

/// The names of the columns of a distribution.
fn spread_heads(told: &Told, name: &'static str) -> Vec<String> {
    (0..=5).map(|level: u8| fill(name, &[("level", &level.to_string())])).chain([told.w.unsure.to_string()]).collect()
}

/// Everything, then each organisation: name, code and sum.
fn sums<'t>(told: &'t Told) -> impl Iterator<Item = (String, String, &'t Sum)> {
    let all = [(told.w.all_organisations.to_string(), String::new(), &told.tally.all)];
    all.into_iter().chain(told.tally.organisations.iter().map(|o| (told.organisation(o), told.code(o), &o.sum)))
}

fn heads<'h>(first: &[(&'h str, f64)], spread: &'h [String], last: &[(&'h str, f64)]) -> Vec<(&'h str, f64)> {
    first.iter().copied().chain(spread.iter().map(|head| (head.as_str(), 8.0))).chain(last.iter().copied()).collect()
}

/// Organisations and their bodies: how many documents reach which maturity level.
fn levels(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let (l, w) = (&told.names.texts.labels, told.w);
    let spread_names = spread_heads(told, w.level_n);
    let first = [(w.organisation, NAME), (w.code, 7.0), (w.body, NAME), (w.documents, 11.0), (w.counted_documents, 11.0)];
    let last = [
        (l.sheet_words, 11.0),
        (l.summary_references, SHORT),
        (w.references_once, 14.0),
        (w.per_10_000, 13.0),
        (l.sheet_binding, SHORT),
        (w.binding_once, 14.0),
        (l.sheet_followed, SHORT),
        (w.reading_unread, 11.0),
        (w.reading_part, SHORT),
        (w.past, 13.0),
    ];
    let columns = heads(&first, &spread_names, &last);
    let mut grid = Grid::new(book, w.sheet_levels, &columns, 3, formats)?;
    let row = |name: String, code: String, body: String, documents: u32, sum: &Sum| {
        let mut cells: Vec<Cell> = vec![name.into(), code.into(), body.into(), number(documents), number(sum.counted)];
        cells.extend(spread(&sum.levels));
        cells.extend([
            Cell::Count(sum.words as usize),
            number(sum.references.raw),
            number(sum.references.once),
            rate(told, sum.references, sum.words),
            number(sum.binding.raw),
            number(sum.binding.once),
            number(sum.followed.raw),
        ]);
        cells
    };
    let past = |documents: u32| if told.tally.date.is_some() { number(documents) } else { Cell::Empty };
    let owners = &told.tally.organisations;
    let sum_of = |part: fn(&OrganisationRow) -> u32| owners.iter().map(part).sum::<u32>();
    let mut all = row(w.all_organisations.into(), String::new(), String::new(), told.tally.documents.len() as u32, &told.tally.all);
    all.extend([number(sum_of(|o| o.unread)), number(sum_of(|o| o.part)), past(sum_of(|o| o.past))]);
    grid.row(&all)?;
    for owner in owners {
        let mut cells = row(told.organisation(owner), told.code(owner), String::new(), owner.documents, &owner.sum);
        cells.extend([number(owner.unread), number(owner.part), past(owner.past)]);
        grid.row(&cells)?;
        for body in &owner.bodies {
            let name = told.body(body.body.as_ref());
            grid.row(&row(told.organisation(owner), told.code(owner), name, body.documents, &body.sum))?;
        }
    }
    grid.close(book, told.w.sheet_empty)
}

/// Every area of every organisation: documents by their highest step.
fn areas(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let (l, w) = (&told.names.texts.labels, told.w);
    let spread_names = spread_heads(told, w.step_n);
    let first = [
        (w.organisation, NAME),
        (w.code, 7.0),
        (l.area_column, NAME),
        (l.row_area_id, 24.0),
        (l.sheet_layer, 18.0),
        (w.counted_documents, 11.0),
        (w.mention, 11.0),
        (w.binding_documents, 11.0),
    ];
    let last =
        [(l.summary_references, SHORT), (w.references_once, 14.0), (w.per_10_000, 13.0), (l.sheet_binding, SHORT), (w.binding_once, 14.0)];
    let columns = heads(&first, &spread_names, &last);
    let mut grid = Grid::new(book, w.sheet_areas, &columns, 3, formats)?;
    for (name, code, sum) in sums(told) {
        for cell in &sum.areas {
            let Some(entry) = told.names.glossary.area(cell.area) else { continue };
            let mut cells: Vec<Cell> = vec![
                name.as_str().into(),
                code.as_str().into(),
                told.names.area(cell.area).into(),
                entry.id.as_str().into(),
                told.names.texts.layer(entry.layer).into(),
                number(sum.counted),
                number(cell.spread.from(1)),
                number(cell.spread.from(3)),
            ];
            cells.extend(spread(&cell.spread));
            cells.extend([
                number(cell.references.raw),
                number(cell.references.once),
                rate(told, cell.references, sum.words),
                number(cell.binding.raw),
                number(cell.binding.once),
            ]);
            grid.row(&cells)?;
        }
    }
    grid.close(book, told.w.sheet_empty)
}

fn roles(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let w = told.w;
    let spread_names = spread_heads(told, w.step_n);
    let columns = heads(&[(w.organisation, NAME), (w.code, 7.0), (w.role, 24.0), (w.counted_documents, 11.0)], &spread_names, &[]);
    let mut grid = Grid::new(book, w.sheet_roles, &columns, 3, formats)?;
    for (name, code, sum) in sums(told) {
        for cell in &sum.roles {
            let role = told.names.texts.role(cell.role);
            let mut cells: Vec<Cell> = vec![name.as_str().into(), code.as_str().into(), role.into(), number(sum.counted)];
            cells.extend(spread(&cell.spread));
            grid.row(&cells)?;
        }
    }
    grid.close(book, told.w.sheet_empty)
}

fn grounds(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let w = told.w;
    let first = [(w.organisation, NAME), (w.code, 7.0), (w.ground, 34.0), (w.counted_documents, 11.0)];
    let statuses = GroundStatus::ALL.map(|status| (told.ground_status(status), 16.0));
    let columns: Vec<(&str, f64)> = first.into_iter().chain(statuses).chain([(w.unsure, 14.0)]).collect();
    let mut grid = Grid::new(book, w.sheet_grounds, &columns, 3, formats)?;
    for (name, code, sum) in sums(told) {
        for cell in &sum.grounds {
            let ground = told.names.area(cell.area);
            let mut cells: Vec<Cell> = vec![name.as_str().into(), code.as_str().into(), ground.into(), number(sum.counted)];
            cells.extend(cell.statuses.map(number));
            cells.push(number(cell.unsure));
            grid.row(&cells)?;
        }
    }
    grid.close(book, told.w.sheet_empty)
}

/// One row an area and measure, one column a year.
fn years(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let (l, w, table) = (&told.names.texts.labels, told.w, &told.tally.years);
    let names: Vec<String> =
        table.columns.iter().map(|column| column.year.map_or_else(|| w.unknown_year.to_string(), |y| y.to_string())).collect();
    let first = [(l.area_column, NAME), (l.row_area_id, 24.0), (w.measure, 22.0)];
    let columns: Vec<(&str, f64)> = first.into_iter().chain(names.iter().map(|name| (name.as_str(), 10.0))).collect();
    let mut grid = Grid::new(book, w.sheet_years, &columns, 3, formats)?;
    let mut whole = |measure: &'static str, cells: Vec<Cell>| {
        grid.row(&[w.every_area.into(), Cell::Empty, measure.into()].into_iter().chain(cells).collect::<Vec<_>>())
    };
    whole(w.measure_all, table.columns.iter().map(|c| number(c.documents)).collect())?;
    whole(w.measure_words, table.columns.iter().map(|c| Cell::Count(c.words as usize)).collect())?;
    let row = |area: AreaId, measure: &'static str, cells: Vec<Cell>| {
        let id = told.names.glossary.area(area).map_or("", |entry| entry.id.as_str());
        [told.names.area(area).into(), id.into(), measure.into()].into_iter().chain(cells).collect::<Vec<Cell>>()
    };
    for (area, cells) in &table.rows {
        let each = |of: &dyn Fn(&YearCell) -> Cell| cells.iter().map(of).collect::<Vec<Cell>>();
        grid.row(&row(*area, w.measure_documents, each(&|cell| number(cell.documents))))?;
        grid.row(&row(*area, w.measure_references, each(&|cell| number(cell.references.raw))))?;
        grid.row(&row(*area, w.measure_binding, each(&|cell| number(cell.binding.raw))))?;
        let rates = cells.iter().zip(&table.columns).map(|(cell, column)| rate(told, cell.references, column.words));
        grid.row(&row(*area, w.measure_rate, rates.collect()))?;
    }
    grid.close(book, told.w.sheet_empty)
}

/// Organisation × area: in how many documents each link is shown, and what is lacking.
fn chains(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let (l, w) = (&told.names.texts.labels, told.w);
    let links = LINKS.map(|link| told.names.texts.link(link).0);
    let first = [(w.organisation, NAME), (w.code, 7.0), (l.area_column, NAME), (w.mention, 11.0)];
    let columns: Vec<(&str, f64)> =
        first.into_iter().chain(links.iter().map(|link| (*link, 12.0))).chain([(w.chain_verdict, 50.0)]).collect();
    let mut grid = Grid::new(book, w.sheet_chains, &columns, 3, formats)?;
    let areas = told.areas();
    for organisation in told.tally.organisations.iter().filter(|o| o.sum.counted > 0) {
        for cell in organisation.sum.areas.iter().filter(|cell| areas.contains(&cell.area)) {
            let mut cells: Vec<Cell> = vec![
                told.organisation(organisation).into(),
                told.code(organisation).into(),
                told.names.area(cell.area).into(),
                number(cell.spread.from(1)),
            ];
            cells.extend(cell.chain.map(|documents| if documents == 0 { Cell::Faint("–") } else { number(documents) }));
            cells.push(lacks(told, cell, &links).into());
            grid.row(&cells)?;
        }
    }
    grid.close(book, told.w.sheet_empty)
}

fn lacks(told: &Told, cell: &AreaCell, links: &[&'static str; 6]) -> String {
    if cell.spread.from(1) == 0 {
        return if cell.spread.unsure > 0 { told.names.texts.labels.ground_missing_partial } else { told.w.chain_not_mentioned }
            .to_string();
    }
    let missing: Vec<&str> = links.iter().zip(cell.links()).filter(|(_, shown)| !shown).map(|(link, _)| *link).collect();
    if missing.is_empty() { told.w.chain_whole.to_string() } else { missing.join(", ") }
}

fn promises(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let (l, w) = (&told.names.texts.labels, told.w);
    let columns = [
        (w.organisation, NAME),
        (w.promise, 70.0),
        (l.row_step, 7.0),
        (l.area_column, NAME),
        (w.times, SHORT),
        (w.years, 30.0),
        (w.where_promised, 70.0),
    ];
    let mut grid = Grid::new(book, w.sheet_promises, &columns, 1, formats)?;
    for promise in &told.tally.promises {
        let owner = told.tally.organisations.get(promise.organisation as usize);
        let years = told.promised_years(promise);
        let places = promise.places.iter().map(|place| told.promise_place(place));
        grid.row(&[
            owner.map(|o| told.organisation(o)).into(),
            told.promise_text(promise).into(),
            Cell::Level(promise.level),
            told.names.areas(promise.areas).join(", ").into(),
            Cell::Count(years.len()),
            years.join(", ").into(),
            places.collect::<Vec<_>>().join("; ").into(),
        ])?;
    }
    grid.close(book, told.w.sheet_empty)
}

fn duties(book: &mut Workbook, told: &Told, formats: &Formats) -> Result<(), XlsxError> {
    let (l, w) = (&told.names.texts.labels, told.w);
    let columns = [
        (w.organisation, NAME),
        (w.code, 7.0),
        (w.duty, 60.0),
        (w.law, 36.0),
        (l.memo_in_text, 24.0),
        (w.asked, 13.0),
        (w.shown, 13.0),
        (w.unsure, 13.0),
    ];
    let mut grid = Grid::new(book, w.sheet_duties, &columns, 1, formats)?;
    for organisation in &told.tally.organisations {
        for duty in organisation.sum.duties.iter().filter(|duty| duty.asked > 0) {
            let Some(entry) = told.names.glossary.duties.get(duty.duty as usize) else { continue };
            grid.row(&[
                told.organisation(organisation).into(),
                told.code(organisation).into(),
                told.names.said(&entry.name, &entry.name_en).into(),
                entry.law.as_str().into(),
                told.duty(duty).into(),
                number(duty.asked),
                number(duty.shown),
                number(duty.unsure),
            ])?;
        }
    }
    grid.close(book, told.w.sheet_empty)
}
