//! The sheets of the workbook and their rows.

use super::super::facts;
use super::super::questions::{question, why};
use super::super::rows::{Row, standing_name};
use super::super::texts::{Texts, dimension_index};
use super::super::view::View;
use super::super::{capitalised, excerpt, told};
use super::sheet::{Cell, Table};
use crate::outcome::Outcome;
use crate::review::Review;
use crate::score::{AreaReport, GroundReading, LINKS, Score};
use crate::text::UnitId;

/// Every sheet but the last, in the book's order.
pub(super) struct Tables {
    pub summary: Table,
    pub areas: Table,
    pub findings: Table,
    pub chain: Table,
    pub grounds: Table,
    pub law: Table,
    pub wording: Table,
    pub dimensions: Table,
    pub views: Table,
    pub ignored: Table,
}

impl Tables {
    pub fn in_order(&self) -> [&Table; 10] {
        [
            &self.summary,
            &self.areas,
            &self.findings,
            &self.chain,
            &self.grounds,
            &self.law,
            &self.wording,
            &self.dimensions,
            &self.views,
            &self.ignored,
        ]
    }
}

/// Widths of columns, in characters.
const NAME: f64 = 30.0;
const WORDS: f64 = 22.0;
const SENTENCE: f64 = 70.0;
const SHORT: f64 = 9.0;

/// The sheets with their heads.
pub(super) fn all(texts: &'static Texts) -> Tables {
    let l = &texts.labels;
    let document = (l.summary_document, NAME);
    let mut areas = vec![
        document,
        (l.row_area_id, WORDS),
        (l.area_column, NAME),
        (l.sheet_layer, 20.0),
        (l.level_column, SHORT),
        (l.row_step_name, 16.0),
        (l.summary_references, SHORT),
        (l.row_carried_count, 12.0),
    ];
    areas.extend(texts.links.iter().map(|(long, _)| (*long, 13.0)));
    areas.extend([(l.sheet_strongest, SENTENCE), (l.row_place, NAME), (l.has, NAME), (l.lacks, NAME), (l.memo_question, 40.0)]);
    let summary = [
        document,
        (l.sheet_document_title, 40.0),
        (l.memo_type, WORDS),
        (l.level_column, SHORT),
        (l.sheet_level_name, 17.0),
        (l.summary_score, SHORT),
        (l.sheet_low, SHORT),
        (l.sheet_high, SHORT),
        (l.summary_references, SHORT),
        (l.row_carried_count, 12.0),
        (l.sheet_binding, SHORT),
        (l.sheet_followed, SHORT),
        (l.sheet_units, 12.0),
        (l.sheet_pages, SHORT),
        (l.sheet_words, SHORT),
        (l.sheet_problems, 60.0),
        (l.memo_checksum, 24.0),
    ];
    // As `found` fills them.
    let found = |first: &[(&'static str, f64)], last: &[(&'static str, f64)]| {
        let words = [
            (l.row_area_id, WORDS),
            (l.area_column, NAME),
            (l.row_page, SHORT),
            (l.row_place, NAME),
            (l.row_words, WORDS),
            (l.row_sentence, SENTENCE),
        ];
        let of_rule = [(l.row_rule, WORDS), (l.row_unit, SHORT)];
        [&[document, (l.row_standing, 12.0)], first, &words, last, &of_rule].concat()
    };
    let findings = found(&[(l.row_step, SHORT), (l.row_step_name, 16.0)], &[(l.has, NAME), (l.lacks, NAME), (l.row_sharpen, NAME)]);
    let ignored = found(&[(l.row_reason, 44.0)], &[]);
    Tables {
        summary: Table::new(l.summary_heading, &summary),
        areas: Table::new(l.sheet_areas, &areas),
        findings: Table::new(l.sheet_findings, &findings),
        chain: Table::new(
            l.sheet_chain,
            &[
                document,
                (l.area_column, NAME),
                (l.sheet_link, 14.0),
                (l.sheet_shown, 12.0),
                (l.row_place, NAME),
                (l.row_sentence, SENTENCE),
            ],
        ),
        grounds: Table::new(
            l.sheet_grounds,
            &[document, (l.memo_ground, 36.0), (l.memo_how_named, 24.0), (l.summary_references, SHORT), (l.sheet_places, 60.0)],
        ),
        law: Table::new(
            l.sheet_law,
            &[
                document,
                (l.sheet_kind, 22.0),
                (l.sheet_name, 60.0),
                (l.memo_in_text, 24.0),
                (l.summary_references, SHORT),
                (l.memo_first_place, 40.0),
            ],
        ),
        wording: Table::new(
            l.sheet_wording,
            &[document, (l.wording_words, WORDS), (l.wording_rather, 60.0), (l.summary_references, SHORT), (l.sheet_places, 60.0)],
        ),
        dimensions: Table::new(
            l.sheet_dimensions,
            &[
                document,
                (l.sheet_id, 6.0),
                (l.memo_dimension, 20.0),
                (l.memo_value_column, SHORT),
                (l.memo_weight, SHORT),
                (l.summary_references, SHORT),
                (l.memo_asks, 60.0),
                (l.sheet_raise, 60.0),
            ],
        ),
        views: Table::new(
            l.sheet_views,
            &[
                document,
                (l.sheet_view, NAME),
                (l.sheet_heading, 36.0),
                (l.sheet_grade, 16.0),
                (l.row_step, SHORT),
                (l.summary_references, SHORT),
                (l.sheet_places, 60.0),
            ],
        ),
        ignored: Table::new(l.sheet_ignored, &ignored),
    }
}

/// A document that could not be judged.
pub(super) fn unjudged(document: &str, outcome: &Outcome, texts: &Texts, why: String) -> Vec<Cell> {
    let mut cells: Vec<Cell> = vec![document.into(), Cell::Empty, texts.labels.summary_unjudged.into()];
    cells.resize(15, Cell::Empty);
    cells.extend([why.into(), outcome.sha256.as_str().into()]);
    cells
}

pub(super) fn summary(document: &str, view: &View, score: &Score) -> Vec<Cell> {
    let m = &score.maturity;
    let bound = |value: f64| if m.range > 0.0 { Cell::Number(value.clamp(0.0, 100.0)) } else { Cell::Empty };
    let pages = view.document().pages().len();
    let problems = told::problems(view.document().problems(), view.language, usize::MAX).0;
    vec![
        document.into(),
        view.title().into(),
        told::type_line(view).into(),
        Cell::Count(usize::from(m.level)),
        view.texts.maturity_name(m.level).into(),
        Cell::Number(score.value),
        bound(score.value - m.range),
        bound(score.value + m.range),
        Cell::Count(score.references),
        Cell::Count(score.chain_units),
        Cell::Count(score.levels[3..].iter().sum()),
        Cell::Count(score.levels[5]),
        Cell::Count(score.eligible_units),
        if pages > 0 { Cell::Count(pages) } else { Cell::Empty },
        Cell::Count(view.document().word_count()),
        problems.join(" ").into(),
        view.outcome.sha256.as_str().into(),
    ]
}

pub(super) fn area(document: &str, view: &View, area: &AreaReport) -> Vec<Cell> {
    let strongest = view.reading(area.strongest);
    let units = view.units_of(area.area);
    let (has, lacks) = why(strongest, view.texts);
    let mut cells: Vec<Cell> = vec![
        document.into(),
        view.rules.taxonomy().area(area.area).id.as_str().into(),
        view.area_name(area.area).into(),
        view.texts.layer(area.layer).into(),
        Cell::Count(usize::from(area.level)),
        view.texts.step(area.level).into(),
        Cell::Count(area.units.len()),
        Cell::Count(units.iter().filter(|u| u.is_chain()).count()),
    ];
    cells.extend(area.chain.map(|link| Cell::from(if link.is_some() { "✓" } else { "–" })));
    cells.extend([
        sentence(view, area.strongest),
        view.place(area.strongest).into(),
        has.join(", ").into(),
        lacks.join(", ").into(),
        question(area, strongest, &units, view.texts).into(),
    ]);
    cells
}

/// One row for each link of an area's chain, whether it is shown or not.
pub(super) fn chain(document: &str, view: &View, area: &AreaReport) -> Vec<Vec<Cell>> {
    let l = &view.texts.labels;
    let missing = told::duty_unseen(view);
    let row = |(link, unit): (&crate::score::ChainLink, Option<UnitId>)| {
        vec![
            document.into(),
            view.area_name(area.area).into(),
            view.texts.link(*link).0.into(),
            if unit.is_some() { l.duty_seen } else { missing }.into(),
            unit.map(|unit| view.place(unit)).into(),
            unit.map_or(Cell::Empty, |unit| sentence(view, unit)),
        ]
    };
    LINKS.iter().zip(area.chain).map(row).collect()
}

pub(super) fn grounds(document: &str, view: &View, score: &Score) -> Vec<Vec<Cell>> {
    let row = |ground: &GroundReading| {
        vec![
            document.into(),
            view.area_name(ground.area).into(),
            told::ground_status(view, ground.status).into(),
            Cell::Count(ground.units.len()),
            places(view, &ground.units),
        ]
    };
    score.grounds.iter().map(row).collect()
}

/// Statutes and conventions, then statutory duties, seen or not.
pub(super) fn law(document: &str, view: &View) -> Vec<Vec<Cell>> {
    let l = &view.texts.labels;
    let missing = told::duty_unseen(view);
    let source = |named: &facts::NamedSource| {
        let name = told::source_name(view, named)?;
        Some(vec![
            document.into(),
            l.memo_law.into(),
            name.into(),
            l.duty_seen.into(),
            Cell::Count(named.count),
            view.place(named.unit).into(),
        ])
    };
    let duty = |reading: &crate::finding::DutyReading| {
        let name = told::duty_name(view, reading.duty)?;
        let (seen, place) = reading.seen.map_or((missing, None), |(unit, _)| (l.duty_seen, Some(view.place(unit))));
        Some(vec![document.into(), l.memo_duty.into(), name.into(), seen.into(), Cell::Empty, place.into()])
    };
    let sources = facts::named_sources(view);
    sources.iter().filter_map(source).chain(view.analysis.findings.duties.iter().filter_map(duty)).collect()
}

/// Older words, and what to write instead.
pub(super) fn wording(document: &str, view: &View) -> Vec<Vec<Cell>> {
    let row = |found: facts::OlderWord| {
        let words = if found.words.is_empty() { view.area_names(found.wording.areas) } else { found.words.join(", ") };
        let rather = capitalised(&told::instead(view, found.wording));
        vec![document.into(), words.into(), rather.into(), Cell::Count(found.units.len()), places(view, &found.units)]
    };
    facts::older_words(view).into_iter().map(row).collect()
}

pub(super) fn dimensions(document: &str, view: &View, score: &Score) -> Vec<Vec<Cell>> {
    let row = |node: &&crate::score::Node| {
        let dimension = &view.texts.dimensions[dimension_index(node.id)?];
        Some(vec![
            document.into(),
            node.id.into(),
            dimension.name.into(),
            Cell::Share(node.value),
            Cell::Number(node.weight),
            Cell::Count(facts::units_behind(node).len()),
            dimension.explanation.into(),
            dimension.raise.into(),
        ])
    };
    facts::dimensions(score).iter().filter_map(row).collect()
}

/// Every heading of every view, whether anything is seen under it or not.
pub(super) fn views(document: &str, view: &View, score: &Score) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (lens, reading) in told::views(view, score) {
        for seen in &reading.headings {
            let Some(heading) = view.rules.lens_headings().get(seen.heading as usize) else { continue };
            let standing = match seen.grade {
                Some(grade) => told::grade(view, grade),
                None if seen.units.is_empty() => told::unseen(view),
                None => view.texts.labels.duty_seen,
            };
            rows.push(vec![
                document.into(),
                view.said(&lens.name).into(),
                view.said(&heading.name).into(),
                standing.into(),
                Cell::Count(usize::from(seen.level)),
                Cell::Count(seen.units.len()),
                places(view, &seen.units),
            ]);
        }
    }
    rows
}

pub(super) fn finding(document: &str, view: &View, row: &Row) -> Vec<Cell> {
    let step = [Cell::Count(usize::from(row.level)), view.texts.step(row.level).into()];
    found(document, view, row, step, [row.has.as_str().into(), row.lacks.as_str().into(), row.sharpen.into()])
}

pub(super) fn ignored(document: &str, view: &View, row: &Row) -> Vec<Cell> {
    found(document, view, row, [row.reason.as_str().into()], [])
}

/// What people have said of sentences that the document no longer has: rows as [`ignored`] gives them, without a place.
pub(super) fn stale_reviews(document: &str, view: &View) -> Vec<Vec<Cell>> {
    let row = |review: &Review| {
        let area = view.rules.taxonomy().find(&review.area).map(|area| view.area_name(area));
        let words = [review.area.as_str().into(), area.into(), Cell::Empty, Cell::Empty, Cell::Empty];
        let sentence = Some(excerpt::clean(&review.sentence)).filter(|_| view.quotes);
        let standing = [document.into(), view.texts.labels.row_stale_review.into(), capitalised(&told::review(view, review)).into()];
        standing.into_iter().chain(words).chain([sentence.into()]).collect()
    };
    facts::stale_reviews(view).into_iter().map(row).collect()
}

/// A row of a table of findings: its standing and what `first` tells, the words and where they stand, what `last` tells, the rule.
fn found<const F: usize, const L: usize>(document: &str, view: &View, row: &Row, first: [Cell; F], last: [Cell; L]) -> Vec<Cell> {
    let words = [
        view.rules.taxonomy().names(row.areas).join(", ").into(),
        view.area_names(row.areas).into(),
        page(row),
        view.place(row.unit).into(),
        row.words.clone().into(),
        row.sentence.clone().into(),
    ];
    let standing = [document.into(), standing_name(row.standing, view.texts).into()];
    let of_rule = [row.cause.into(), Cell::Count(row.unit as usize)];
    standing.into_iter().chain(first).chain(words).chain(last).chain(of_rule).collect()
}

/// Where units stand, those in the same place once.
fn places(view: &View, units: &[UnitId]) -> Cell {
    let mut places: Vec<String> = units.iter().map(|unit| view.place(*unit)).collect();
    places.dedup();
    places.join("; ").into()
}

fn page(row: &Row) -> Cell {
    row.page.map_or(Cell::Empty, |page| Cell::Count(page as usize))
}

/// A whole sentence; nothing when quotations are off.
fn sentence(view: &View, unit: UnitId) -> Cell {
    view.unit_text(unit).map(excerpt::clean).into()
}
