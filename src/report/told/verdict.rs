//! How far the document has come, what stands before the next level, and what would lift it most.

use super::super::facts::{dimensions, lifts};
use super::super::numbers;
use super::super::texts::fill;
use super::super::view::View;
use crate::finding::TypeEvidence;
use crate::score::{Confidence, MissedGate, Score};

/// "NIVÅ 3 AV 5: PÅBÖRJAD".
pub(crate) fn level_line(view: &View, score: &Score) -> String {
    let level = score.maturity.level;
    let name = view.texts.maturity_name(level).to_uppercase();
    fill(view.texts.labels.level_line, &[("level", &level.to_string()), ("name", &name)])
}

/// The score, with its range where it is unsure.
pub(crate) fn points(view: &View, score: &Score) -> String {
    let (l, range) = (&view.texts.labels, score.maturity.range);
    let number = numbers::decimal(score.value, 1, view.language);
    if range <= 0.0 {
        return fill(l.score_line, &[("score", &number)]);
    }
    let whole = |v: f64| numbers::decimal(v.clamp(0.0, 100.0), 0, view.language);
    fill(l.score_range, &[("score", &number), ("low", &whole(score.value - range)), ("high", &whole(score.value + range))])
}

/// What the level means, and the counts behind it.
pub(crate) fn meaning(view: &View, score: &Score) -> String {
    let l = &view.texts.labels;
    let meaning = view.texts.maturity_meaning[usize::from(score.maturity.level.min(5))];
    let eligible = view.count_of(score.eligible_units, l.units);
    if score.references == 0 {
        return fill(l.meaning_none, &[("meaning", meaning), ("references", &view.count_of(0, l.references)), ("eligible", &eligible)]);
    }
    let count = |v: usize| numbers::count(v, view.language);
    let some = |v: usize| if v == 0 { l.none.to_string() } else { count(v) };
    let binding: usize = score.levels[3..].iter().sum();
    fill(
        l.meaning,
        &[
            ("meaning", meaning),
            ("eligible", &eligible),
            ("references", &count(score.references)),
            ("binding", &some(binding)),
            ("followed", &some(score.levels[5])),
        ],
    )
}

/// That the score was cut to its level, and that the level is unsure.
pub(crate) fn reservations(view: &View, score: &Score) -> Vec<String> {
    let l = &view.texts.labels;
    let m = &score.maturity;
    let mut out = Vec::new();
    if score.uncapped - score.value >= 0.05 {
        let uncapped = numbers::decimal(score.uncapped, 1, view.language);
        out.push(fill(l.capped, &[("uncapped", &uncapped), ("next", &(m.level + 1).to_string())]));
    }
    if m.confidence == Confidence::Low {
        let unknown = view.analysis.findings.document_type.is_none_or(|(_, evidence)| evidence == TypeEvidence::Unknown);
        out.push(if unknown { l.unknown_type } else { l.low_confidence }.to_string());
    }
    out
}

/// What stands before the next level, and what would lift most. A format that has room for less cuts it ([`NextLevel::brief`]).
pub(crate) struct NextLevel {
    pub heading: String,
    /// What is missing, hardest first.
    pub gates: Vec<String>,
    /// How many more are missing than are told.
    pub more: Option<String>,
    /// Points that are missing.
    pub points: Option<String>,
    /// What else would lift the score, the most first: no dimension that one of the first [`MOST_GATES`] gates speaks of.
    pub lifts: Vec<String>,
}

/// Most gates that are told in brief.
const MOST_GATES: usize = 4;
/// Most lifts.
const MOST_LIFTS: usize = 3;

impl NextLevel {
    /// As much as a screen or the first page of a memo has room for: what is missing comes before what else would lift.
    pub fn brief(mut self, view: &View) -> NextLevel {
        self.lifts.truncate(MOST_LIFTS - self.gates.len().min(MOST_LIFTS));
        let more = self.gates.len().saturating_sub(MOST_GATES);
        self.gates.truncate(MOST_GATES);
        self.more = (more > 0).then(|| fill(view.texts.labels.gate_more, &[("n", &numbers::count(more, view.language))]));
        self
    }
}

pub(crate) fn next_level(view: &View, score: &Score) -> NextLevel {
    let l = &view.texts.labels;
    let m = &score.maturity;
    let mut out = NextLevel { heading: l.top_level.to_string(), gates: Vec::new(), more: None, points: None, lifts: Vec::new() };
    let mut told = Vec::new();
    if m.at_type_ceiling {
        out.heading = fill(l.type_ceiling, &[("level", &m.level.to_string()), ("type", view.type_name().unwrap_or_default())]);
    } else if m.level < 5 {
        let next = usize::from(m.level) + 1;
        out.heading = fill(l.next_heading, &[("next", &next.to_string()), ("name", view.texts.maturity[next.min(5)])]);
        out.gates = m.missed.iter().map(|missed| gate(view, missed)).collect();
        told = m.missed.iter().take(MOST_GATES).filter_map(|missed| usize::from(missed.dimension).checked_sub(1)).collect();
        out.points = (m.points_missing >= 0.05).then(|| {
            let forms = l.points.split_once('|').map_or(l.points, |(_, many)| many);
            let points = format!("{}\u{a0}{forms}", numbers::decimal(m.points_missing, 1, view.language));
            fill(l.gate_points, &[("points", &points)])
        });
    }
    let values = dimensions(score);
    for lift in lifts(view, score).into_iter().filter(|lift| !told.contains(&lift.dimension)).take(MOST_LIFTS) {
        let dimension = &view.texts.dimensions[lift.dimension];
        let actual = numbers::percent(values.get(lift.dimension).map_or(0.0, |n| n.value), view.language);
        let gain = numbers::decimal(lift.gain, 0, view.language);
        out.lifts.push(fill(l.lift, &[("name", dimension.name), ("actual", &actual), ("gain", &gain), ("raise", dimension.raise)]));
    }
    out
}

fn gate(view: &View, gate: &MissedGate) -> String {
    let l = &view.texts.labels;
    let required = numbers::short(gate.required, view.language);
    match usize::from(gate.dimension).checked_sub(1).and_then(|i| view.texts.dimensions.get(i)) {
        Some(dimension) => {
            let actual = numbers::percent_below(gate.actual, gate.required, view.language);
            let required = numbers::percent(gate.required, view.language);
            let values = [("name", dimension.name), ("actual", &actual), ("required", &required), ("raise", dimension.raise)];
            fill(l.gate_dimension, &values)
        }
        None if gate.level == 3 => {
            let actual = format!("{} {}", view.count_of(gate.actual as usize, l.places), plural(gate.actual, l.binding_places));
            fill(l.gate_binding, &[("actual", &actual), ("required", &required)])
        }
        None => fill(l.gate_references, &[("actual", &view.count_of(gate.actual as usize, l.places)), ("required", &required)]),
    }
}

fn plural(value: f64, forms: &'static str) -> &'static str {
    let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
    if value == 1.0 { one } else { many }
}
