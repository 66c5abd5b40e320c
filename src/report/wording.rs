//! What the verdict says in words: the same sentences in every report for people, however they are laid out.

use super::facts::{dimensions, lifts};
use super::texts::{Texts, fill};
use super::view::View;
use super::{Options, numbers, problem_text};
use crate::finding::TypeEvidence;
use crate::rule::{LensDemand, LensHeading};
use crate::score::{Confidence, Grade, MissedGate, Score};
use crate::text::{Place, Problem, ProblemCode, RemarkKind};

/// Why the document is not on the next level, and what would lift it most.
pub(crate) struct NextLevel {
    /// On the highest level it leads to the lifts themselves.
    pub heading: String,
    /// Each gate that is missed, hardest first, and the points that are missing.
    pub gates: Vec<String>,
    /// Points that are missing, where the gates are not all that stops it.
    pub points: Option<String>,
    /// What would lift the score most, beside the gates; the most first.
    pub lifts: Vec<String>,
}

/// The points, with their range where they are uncertain.
pub(crate) fn points(view: &View, score: &Score) -> String {
    let (l, range) = (&view.texts.labels, score.maturity.range);
    let value = numbers::decimal(score.value, 1, view.language);
    if range <= 0.0 {
        return fill(l.score_line, &[("score", &value)]);
    }
    let whole = |v: f64| numbers::decimal(v.clamp(0.0, 100.0), 0, view.language);
    fill(l.score_range, &[("score", &value), ("low", &whole(score.value - range)), ("high", &whole(score.value + range))])
}

/// What the level means, and how many sentences it rests on.
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

/// What makes the points or the level other than they seem: a ceiling, little to go by.
pub(crate) fn doubts(view: &View, score: &Score) -> Vec<String> {
    let (l, m) = (&view.texts.labels, &score.maturity);
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

/// What stands before the next level, and what would lift most.
pub(crate) fn next_level(view: &View, score: &Score) -> NextLevel {
    let l = &view.texts.labels;
    let m = &score.maturity;
    let mut out = NextLevel { heading: String::new(), gates: Vec::new(), points: None, lifts: Vec::new() };
    let mut told = Vec::new();
    if m.at_type_ceiling {
        out.heading = fill(l.type_ceiling, &[("level", &m.level.to_string()), ("type", view.type_name().unwrap_or_default())]);
    } else if m.level >= 5 {
        out.heading = l.top_level.to_string();
    } else {
        let next = usize::from(m.level) + 1;
        out.heading = fill(l.next_heading, &[("next", &next.to_string()), ("name", view.texts.maturity[next.min(5)])]);
        out.gates = m.missed.iter().map(|missed| gate(view, missed)).collect();
        told = m.missed.iter().take(4).filter_map(|missed| usize::from(missed.dimension).checked_sub(1)).collect();
        if m.points_missing >= 0.05 {
            let forms = l.points.split_once('|').map_or(l.points, |(_, many)| many);
            let points = format!("{}\u{a0}{forms}", numbers::decimal(m.points_missing, 1, view.language));
            out.points = Some(fill(l.gate_points, &[("points", &points)]));
        }
    }
    let values = dimensions(score);
    for lift in lifts(view, score).into_iter().filter(|lift| !told.contains(&lift.dimension)) {
        let dimension = &view.texts.dimensions[lift.dimension];
        let actual = numbers::percent(values.get(lift.dimension).map_or(0.0, |n| n.value), view.language);
        let gain = numbers::decimal(lift.gain, 0, view.language);
        let filled = [("name", dimension.name), ("actual", actual.as_str()), ("gain", gain.as_str()), ("raise", dimension.raise)];
        out.lifts.push(fill(l.lift, &filled));
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

/// That a draft has comments and changes, and which text was judged.
pub(crate) fn remarks(view: &View) -> Option<String> {
    let l = &view.texts.labels;
    let all = view.document().remarks();
    let comments = all.iter().filter(|r| r.kind == RemarkKind::Comment).count();
    let counts = [(comments, l.comments), (all.len() - comments, l.changes)];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, forms)| view.count_of(*n, forms)).collect();
    (!counts.is_empty()).then(|| fill(l.draft_remarks, &[("remarks", &counts.join(&format!(" {} ", l.and)))]))
}

/// Problems in words, those of one kind together.
pub(crate) fn problems(problems: &[Problem], options: &Options) -> Vec<String> {
    let mut told: Vec<(&Problem, Vec<u32>)> = Vec::new();
    // When no page has text, there is no need to list them.
    let nothing = problems.iter().any(|p| p.code == ProblemCode::NoText);
    for problem in problems.iter().filter(|p| !(nothing && p.code == ProblemCode::ScannedPage)) {
        match (&problem.place, told.iter_mut().find(|(p, pages)| p.code == problem.code && !pages.is_empty())) {
            (Place::Page(page), Some((_, pages))) => pages.push(*page),
            (Place::Page(page), None) => told.push((problem, vec![*page])),
            _ => told.push((problem, Vec::new())),
        }
    }
    told.into_iter().map(|(problem, pages)| grouped_text(problem, &pages, options)).collect()
}

fn grouped_text(problem: &Problem, pages: &[u32], options: &Options) -> String {
    if pages.len() < 2 {
        return problem_text(problem, options.language);
    }
    let texts = Texts::of(options.language);
    let Some(text) = texts.problem(problem.code) else { return problem_text(problem, options.language) };
    let place = fill(texts.labels.page, &[("n", &page_list(pages))]);
    let mut chars = place.chars();
    let place = chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect());
    format!("{} {}", fill(text.at, &[("place", &place)]), text.remedy)
}

/// "3, 5–9": runs of pages together.
fn page_list(pages: &[u32]) -> String {
    let mut pages = pages.to_vec();
    pages.sort_unstable();
    pages.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let more = runs.len() > 12;
    let mut out: Vec<String> = runs.iter().take(12).map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") }).collect();
    if more {
        out.push("…".to_string());
    }
    out.join(", ")
}

/// The grade of a view's heading.
pub(crate) fn grade(view: &View, grade: Grade) -> &'static str {
    let l = &view.texts.labels;
    match grade {
        Grade::Met => l.view_met,
        Grade::Partly => l.view_partly,
        Grade::NotMet => l.view_not_met,
    }
}

/// By which rules a view's heading is graded, if it is.
pub(crate) fn rules_of_grade(view: &View, heading: &LensHeading) -> Option<String> {
    let grading = heading.grading.as_ref()?;
    let (met, partly) = (demand(view, &grading.met), demand(view, &grading.partly));
    Some(fill(view.texts.labels.view_grading, &[("met", &met), ("partly", &partly)]))
}

fn demand(view: &View, demand: &LensDemand) -> String {
    let l = &view.texts.labels;
    let places = view.count_of(demand.count as usize, l.places);
    let mut text = fill(l.view_demand, &[("places", &places), ("level", &demand.level.to_string())]);
    if !demand.links.is_empty() {
        let links: Vec<&str> = demand.links.iter().map(|link| view.texts.link(*link).0).collect();
        text.push_str(&fill(l.view_demand_links, &[("links", &links.join(", "))]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_in_runs() {
        assert_eq!(page_list(&[3, 9, 5, 6, 7, 8]), "3, 5–9");
        assert_eq!(page_list(&(0..40).map(|n| n * 2).collect::<Vec<_>>()).matches(',').count(), 12);
    }
}
