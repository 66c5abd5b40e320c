//! What was found, one row a finding and a carried-on sentence, for tables that are sorted and filtered: the list (CSV) and the workbook.

use super::questions::why;
use super::texts::Texts;
use super::view::View;
use super::{Options, excerpt, facts, told};
use crate::finding::{Finding, Reason, Status, UnitReading};
use crate::outcome::Outcome;
use crate::rule::{AreaSet, RuleSet};
use crate::text::UnitId;

/// What became of the words of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// A reference that counts.
    Counted,
    /// Carries a reference on without naming the right.
    Carried,
    /// The sentence says that something is lacking.
    Gap,
    /// The right is named in a sentence that cannot count.
    WithoutLevel,
    /// Set aside.
    Ignored(Reason),
}

/// One finding, or one sentence that carries others on.
pub(super) struct Row<'a> {
    pub standing: Standing,
    pub level: u8,
    /// The sentence's number in the document: the same in every format.
    pub unit: UnitId,
    pub areas: AreaSet,
    /// The rule or legal source; none for carried-on sentences.
    pub cause: Option<&'a str>,
    pub page: Option<u32>,
    pub paragraph: u32,
    /// The headings above; empty without quotations.
    pub headings: String,
    /// The matched words and their sentence; none without quotations.
    pub words: Option<String>,
    pub sentence: Option<String>,
    pub has: String,
    pub lacks: String,
    /// What to ask of a blunt sentence.
    pub sharpen: &'static str,
    /// Why it does not count, for what does not.
    pub reason: String,
}

/// All rows of a document, in its order.
pub(super) fn rows<'a>(view: &View<'a>) -> Vec<Row<'a>> {
    let found = &view.analysis.findings;
    let findings = found.findings.iter().map(|finding| of_finding(view, finding));
    let carried = found.units.iter().filter(|u| u.is_chain()).map(|reading| of_carried(view, reading));
    let not_carried = facts::set_aside(view).filter(|one| one.words.is_none());
    let not_carried = not_carried.map(|one| Row { areas: one.areas, ..row(view, view.reading(one.unit), Standing::Ignored(one.reason)) });
    let mut rows: Vec<Row> = findings.chain(carried).chain(not_carried).collect();
    rows.sort_by_key(|row| row.unit);
    rows
}

fn of_finding<'a>(view: &View<'a>, finding: &Finding) -> Row<'a> {
    let reading = view.reading(finding.unit);
    let standing = match finding.status {
        Status::Ignored(reason) => Standing::Ignored(reason),
        Status::Counted if reading.is_reference() => Standing::Counted,
        Status::Counted if reading.steering.gap => Standing::Gap,
        Status::Counted => Standing::WithoutLevel,
    };
    let words = view.text(finding.span).map(excerpt::clean);
    Row { areas: finding.areas, cause: Some(view.cause_id(finding.cause)), words, ..row(view, reading, standing) }
}

fn of_carried<'a>(view: &View<'a>, reading: &UnitReading) -> Row<'a> {
    Row { areas: reading.inherited, ..row(view, reading, Standing::Carried) }
}

/// What a row has of its sentence.
fn row<'a>(view: &View<'a>, reading: &UnitReading, standing: Standing) -> Row<'a> {
    let unit = reading.unit;
    let counts = matches!(standing, Standing::Counted | Standing::Carried);
    // How a sentence steers says nothing of words that were set aside in it.
    let (has, lacks) = if counts { why(reading, view.texts) } else { (Vec::new(), Vec::new()) };
    Row {
        standing,
        level: if counts { reading.steering.level } else { 0 },
        unit,
        areas: AreaSet::EMPTY,
        cause: None,
        page: view.document().page_at(view.document().units()[unit as usize].span.start).map(|page| page.number),
        paragraph: view.paragraph(unit),
        headings: view.headings(unit).into_iter().map(excerpt::clean).collect::<Vec<_>>().join(" › "),
        words: None,
        sentence: view.unit_text(unit).map(excerpt::clean),
        has: has.join(", "),
        lacks: lacks.join(", "),
        sharpen: reading.steering.blunt().filter(|_| counts).map_or("", |blunt| told::hint(view, blunt)),
        reason: reason(view, unit, standing),
    }
}

fn reason(view: &View, unit: UnitId, standing: Standing) -> String {
    match standing {
        Standing::Counted | Standing::Carried => String::new(),
        Standing::Gap | Standing::WithoutLevel => told::outside(view, unit),
        Standing::Ignored(reason) => {
            let text = view.texts.reason(reason).map_or_else(String::new, |r| format!("{}: {}.", r.name, r.explanation));
            told::own_reason(view, reason).map_or(text.clone(), |why| format!("{text} {}.", why.trim_end_matches('.')))
        }
    }
}

/// What a standing is called.
pub(super) fn standing_name(standing: Standing, texts: &Texts) -> &'static str {
    let l = &texts.labels;
    match standing {
        Standing::Counted => l.row_counted,
        Standing::Carried => l.row_carried,
        Standing::Gap => l.row_gap,
        Standing::WithoutLevel | Standing::Ignored(_) => l.row_ignored,
    }
}

/// A judged document with its rows; a document that could not be judged, with why.
pub(super) fn judged<'a>(outcome: &'a Outcome, rules: &'a RuleSet, options: &Options) -> Result<View<'a>, String> {
    match &outcome.result {
        Ok(analysis) if analysis.score.is_some() => Ok(View::new(outcome, analysis, rules, options)),
        _ => {
            let (texts, _) = told::problems(outcome.problems(), options.language, usize::MAX);
            let empty = || Texts::of(options.language).labels.empty_text.to_string();
            Err(if texts.is_empty() { empty() } else { texts.join(" ") })
        }
    }
}
