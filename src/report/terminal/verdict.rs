//! The first screen: who the document is, how far it has come, what stops the next level, its areas and grounds.

use super::super::facts::{GroundStatus, dimensions, grounds, lifts};
use super::super::texts::fill;
use super::super::view::View;
use super::super::{Options, excerpt, numbers, problem_text};
use super::areas;
use super::sheet::{Sheet, Style, bar};
use crate::finding::TypeEvidence;
use crate::outcome::Outcome;
use crate::report::texts::Texts;
use crate::score::{Confidence, Score};
use crate::text::{Place, Problem, ProblemCode, RemarkKind, Severity};

/// Lines of the verdict, areas included.
const SCREEN: usize = 40;

/// A document that could not be judged: why, and what to do.
pub(super) fn unjudged(sheet: &mut Sheet, outcome: &Outcome, options: &Options) {
    let texts = Texts::of(options.language);
    sheet.wrapped("", "", &excerpt::clean(&outcome.name), Style::Strong);
    sheet.blank();
    sheet.line(texts.labels.not_judged, Style::Warning);
    let told = problems(sheet, outcome.problems(), options, 12);
    sheet.text(2, if told { texts.labels.unread_warning } else { texts.labels.empty_text });
}

/// Who the document is, what could not be read, and how far it has come: what stands above a view.
pub(super) fn brief(sheet: &mut Sheet, view: &View, score: &Score) {
    head(sheet, view);
    warnings(sheet, view);
    level(sheet, view, score);
}

pub(super) fn write(sheet: &mut Sheet, view: &View, score: &Score, details_follow: bool) {
    let top = sheet.lines.len();
    head(sheet, view);
    warnings(sheet, view);
    remarks(sheet, view);
    level(sheet, view, score);
    next_level(sheet, view, score);
    let mut foot = Sheet::new(Some(sheet.width), false);
    ground_lines(&mut foot, view, score);
    let room = SCREEN.saturating_sub(sheet.lines.len() - top + foot.lines.len() + 8).max(3);
    areas::overview(sheet, view, score, room, details_follow);
    ground_lines(sheet, view, score);
}

/// What could not be read of a document that is judged all the same.
fn warnings(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let options = Options { language: view.language, ..Options::default() };
    let serious: Vec<Problem> = view.document().problems().iter().filter(|p| p.severity != Severity::Note).cloned().collect();
    if !serious.is_empty() {
        sheet.blank();
        sheet.line(l.problems_heading, Style::Warning);
        problems(sheet, &serious, &options, 4);
        sheet.text(2, l.unread_warning);
    }
}

/// That a draft has comments and changes, and which text was judged.
fn remarks(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let all = view.document().remarks();
    let comments = all.iter().filter(|r| r.kind == RemarkKind::Comment).count();
    let counts = [(comments, l.comments), (all.len() - comments, l.changes)];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, forms)| view.count_of(*n, forms)).collect();
    if !counts.is_empty() {
        sheet.blank();
        sheet.text(0, &fill(l.draft_remarks, &[("remarks", &counts.join(&format!(" {} ", l.and)))]));
    }
}

fn head(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let name = excerpt::clean(&view.outcome.name);
    let title = view.title();
    sheet.wrapped("", "", title.as_deref().unwrap_or(&name), Style::Strong);
    let mut facts = Vec::new();
    if title.is_some() {
        facts.push(name);
    }
    if let Some(evidence) = view.analysis.findings.document_type.map(|(_, e)| e) {
        let name = view.type_name().unwrap_or_default();
        facts.push(if evidence == TypeEvidence::Unknown {
            name.to_string()
        } else {
            format!("{name} ({})", view.texts.evidence(evidence))
        });
    }
    let pages = view.document().pages().len();
    if pages > 0 {
        facts.push(view.count_of(pages, l.pages));
    }
    facts.push(view.count_of(view.document().word_count(), l.words));
    if !view.analysis.findings.targeted.is_empty() {
        facts.push(fill(l.targeted, &[("areas", &view.area_names(view.analysis.findings.targeted))]));
    } else if view.analysis.findings.about_rights {
        facts.push(l.about_rights.to_string());
    }
    if !view.quotes {
        facts.push(l.no_title_quotes.to_string());
    }
    sheet.text(0, &facts.join(" · "));
}

fn level(sheet: &mut Sheet, view: &View, score: &Score) {
    let l = &view.texts.labels;
    let m = &score.maturity;
    let number = |v: f64| numbers::decimal(v, 1, view.language);
    let name = view.texts.maturity[usize::from(m.level.min(5))];
    sheet.blank();
    let points = if m.range > 0.0 {
        let whole = |v: f64| numbers::decimal(v.clamp(0.0, 100.0), 0, view.language);
        let values = [("score", number(score.value)), ("low", whole(score.value - m.range)), ("high", whole(score.value + m.range))];
        fill(l.score_range, &values.each_ref().map(|(k, v)| (*k, v.as_str())))
    } else {
        fill(l.score_line, &[("score", &number(score.value))])
    };
    let line = fill(l.level_line, &[("level", &m.level.to_string()), ("name", &name.to_uppercase())]);
    sheet.wrapped("", "", &format!("{line}\u{a0} {} {points}", bar(m.level)), Style::Strong);
    let meaning = view.texts.maturity_meaning[usize::from(m.level.min(5))];
    let eligible = view.count_of(score.eligible_units, l.units);
    let count = |v: usize| numbers::count(v, view.language);
    let some = |v: usize| if v == 0 { l.none.to_string() } else { count(v) };
    let text = if score.references == 0 {
        fill(l.meaning_none, &[("meaning", meaning), ("references", &view.count_of(0, l.references)), ("eligible", &eligible)])
    } else {
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
    };
    sheet.text(0, &text);
    if score.uncapped - score.value >= 0.05 {
        sheet.text(0, &fill(l.capped, &[("uncapped", &number(score.uncapped)), ("next", &(m.level + 1).to_string())]));
    }
    if m.confidence == Confidence::Low {
        let unknown = view.analysis.findings.document_type.is_none_or(|(_, evidence)| evidence == TypeEvidence::Unknown);
        sheet.text(0, if unknown { l.unknown_type } else { l.low_confidence });
    }
}

/// What stands before the next level, and what would lift most.
fn next_level(sheet: &mut Sheet, view: &View, score: &Score) {
    let l = &view.texts.labels;
    let m = &score.maturity;
    let percent = |v: f64| numbers::percent(v, view.language);
    let mut named = Vec::new();
    if m.at_type_ceiling {
        sheet.heading(&fill(l.type_ceiling, &[("level", &m.level.to_string()), ("type", view.type_name().unwrap_or_default())]));
    } else if m.level >= 5 {
        sheet.heading(l.top_level);
    } else {
        let next = usize::from(m.level) + 1;
        sheet.heading(&fill(l.next_heading, &[("next", &next.to_string()), ("name", view.texts.maturity[next.min(5)])]));
        for gate in m.missed.iter().take(4) {
            let required = numbers::short(gate.required, view.language);
            let text = match usize::from(gate.dimension).checked_sub(1).and_then(|i| view.texts.dimensions.get(i)) {
                Some(dimension) => {
                    named.push(usize::from(gate.dimension) - 1);
                    let values = [
                        ("name", dimension.name),
                        ("actual", &numbers::percent_below(gate.actual, gate.required, view.language)),
                        ("required", &percent(gate.required)),
                        ("raise", dimension.raise),
                    ];
                    fill(l.gate_dimension, &values)
                }
                None if gate.level == 3 => {
                    let actual = format!("{} {}", view.count_of(gate.actual as usize, l.places), plural(gate.actual, l.binding_places));
                    fill(l.gate_binding, &[("actual", &actual), ("required", &required)])
                }
                None => fill(l.gate_references, &[("actual", &view.count_of(gate.actual as usize, l.places)), ("required", &required)]),
            };
            sheet.item("  • ", &text);
        }
        if m.missed.len() > 4 {
            sheet.text(4, &fill(l.gate_more, &[("n", &numbers::count(m.missed.len() - 4, view.language))]));
        }
        if m.points_missing >= 0.05 {
            let forms = l.points.split_once('|').map_or(l.points, |(_, many)| many);
            let points = format!("{}\u{a0}{forms}", numbers::decimal(m.points_missing, 1, view.language));
            sheet.item("  • ", &fill(l.gate_points, &[("points", &points)]));
        }
    }
    let values = dimensions(score);
    let room = 3usize.saturating_sub(m.missed.len().min(3));
    let more: Vec<_> = lifts(view, score).into_iter().filter(|lift| !named.contains(&lift.dimension)).take(room).collect();
    if !more.is_empty() && m.level < 5 {
        sheet.text(2, l.lift_heading);
    }
    for lift in more {
        let dimension = &view.texts.dimensions[lift.dimension];
        let actual = percent(values.get(lift.dimension).map_or(0.0, |n| n.value));
        let gain = numbers::decimal(lift.gain, 0, view.language);
        sheet.item("  • ", &fill(l.lift, &[("name", dimension.name), ("actual", &actual), ("gain", &gain), ("raise", dimension.raise)]));
    }
}

fn plural(value: f64, forms: &'static str) -> &'static str {
    let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
    if value == 1.0 { one } else { many }
}

fn ground_lines(sheet: &mut Sheet, view: &View, score: &Score) {
    let l = &view.texts.labels;
    let grounds = grounds(view, score);
    if grounds.is_empty() {
        return;
    }
    sheet.heading(l.grounds_heading);
    let labels = [
        (GroundStatus::Named, l.ground_named),
        (GroundStatus::General, l.ground_general),
        (GroundStatus::Indirect, l.ground_indirect),
        (GroundStatus::Missing, if view.is_partial() { l.ground_missing_partial } else { l.ground_missing }),
    ];
    for (status, label) in labels {
        let names: Vec<&str> = grounds.iter().filter(|g| g.status == status).map(|g| view.area_name(g.area)).collect();
        let text = match names.len() {
            0 => continue,
            n if n == grounds.len() => l.grounds_all.to_string(),
            _ => names.join(", "),
        };
        sheet.item(&format!("  {label}: "), &text);
    }
}

/// Problems in words, those of one kind together; whether there were any.
fn problems(sheet: &mut Sheet, problems: &[Problem], options: &Options, most: usize) -> bool {
    let mut told: Vec<(Problem, Vec<u32>)> = Vec::new();
    // When no page has text, there is no need to list them.
    let nothing = problems.iter().any(|p| p.code == ProblemCode::NoText);
    for problem in problems.iter().filter(|p| !(nothing && p.code == ProblemCode::ScannedPage)) {
        match (&problem.place, told.iter_mut().find(|(p, pages)| p.code == problem.code && !pages.is_empty())) {
            (Place::Page(page), Some((_, pages))) => pages.push(*page),
            (Place::Page(page), None) => told.push((problem.clone(), vec![*page])),
            _ => told.push((problem.clone(), Vec::new())),
        }
    }
    for (problem, pages) in told.iter().take(most) {
        sheet.item("  • ", &grouped_text(problem, pages, options));
    }
    if told.len() > most {
        let l = &Texts::of(options.language).labels;
        sheet.text(4, &fill(l.gate_more, &[("n", &numbers::count(told.len() - most, options.language))]));
    }
    !told.is_empty()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_in_runs() {
        assert_eq!(page_list(&[3, 9, 5, 6, 7, 8]), "3, 5–9");
        assert_eq!(page_list(&(0..40).map(|n| n * 2).collect::<Vec<_>>()).matches(',').count(), 12);
    }
}
