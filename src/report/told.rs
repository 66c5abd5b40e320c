//! What every report for people says of a document, as finished sentences in the report's language. Each format lays them out its own way.

mod scores;

use super::facts::{Blunt, GroundStatus, NamedSource, dimensions, duty_in_words, grounds, lifts, role_levels};
use super::texts::{Texts, fill};
use super::view::View;
use super::{Language, excerpt, numbers, problem_text};
use crate::finding::{Finding, Reason, Status, TypeEvidence};
use crate::score::{Confidence, LINKS, Score};
use crate::text::{Place, Problem, ProblemCode, RemarkKind, UnitId, UnitKind};

pub(crate) use scores::{dimension_line, formula, grade, graded_sentence, grading_rules, heading_sentences, node_value, unseen};

/// What names the document: its title, else the name under which it was given.
pub(crate) fn name(view: &View) -> String {
    view.title().unwrap_or_else(|| excerpt::clean(&view.outcome.name))
}

/// The type of the document and how it is known.
pub(crate) fn type_line(view: &View) -> Option<String> {
    let (_, evidence) = view.analysis.findings.document_type?;
    let name = view.type_name().unwrap_or_default();
    Some(if evidence == TypeEvidence::Unknown { name.to_string() } else { format!("{name} ({})", view.texts.evidence(evidence)) })
}

/// Pages, if there are any, and words.
pub(crate) fn extent(view: &View) -> Vec<String> {
    let l = &view.texts.labels;
    let pages = view.document().pages().len();
    let pages = (pages > 0).then(|| view.count_of(pages, l.pages));
    pages.into_iter().chain([view.count_of(view.document().word_count(), l.words)]).collect()
}

/// What the document aims at, if its title says so.
pub(crate) fn aim(view: &View) -> Option<String> {
    let l = &view.texts.labels;
    let targeted = view.analysis.findings.targeted;
    if !targeted.is_empty() {
        return Some(fill(l.targeted, &[("areas", &view.area_names(targeted))]));
    }
    view.analysis.findings.about_rights.then(|| l.about_rights.to_string())
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

/// "NIVÅ 3 AV 5: PÅBÖRJAD".
pub(crate) fn level_line(view: &View, score: &Score) -> String {
    let level = score.maturity.level;
    let name = view.texts.maturity[usize::from(level.min(5))].to_uppercase();
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

/// What stands before the next level, and what would lift most.
pub(crate) struct NextLevel {
    pub heading: String,
    /// What is missing, hardest first.
    pub gates: Vec<String>,
    /// How many more are missing.
    pub more: Option<String>,
    /// Points that are missing.
    pub points: Option<String>,
    /// What else would lift the score.
    pub lifts: Vec<String>,
}

/// Most gates that are written out.
const MOST_GATES: usize = 4;

pub(crate) fn next_level(view: &View, score: &Score) -> NextLevel {
    let l = &view.texts.labels;
    let m = &score.maturity;
    let percent = |v: f64| numbers::percent(v, view.language);
    let mut out = NextLevel { heading: l.top_level.to_string(), gates: Vec::new(), more: None, points: None, lifts: Vec::new() };
    let mut named = Vec::new();
    if m.at_type_ceiling {
        out.heading = fill(l.type_ceiling, &[("level", &m.level.to_string()), ("type", view.type_name().unwrap_or_default())]);
    } else if m.level < 5 {
        let next = usize::from(m.level) + 1;
        out.heading = fill(l.next_heading, &[("next", &next.to_string()), ("name", view.texts.maturity[next.min(5)])]);
        for gate in m.missed.iter().take(MOST_GATES) {
            let required = numbers::short(gate.required, view.language);
            out.gates.push(match usize::from(gate.dimension).checked_sub(1).and_then(|i| view.texts.dimensions.get(i)) {
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
            });
        }
        let more = m.missed.len().saturating_sub(MOST_GATES);
        out.more = (more > 0).then(|| fill(l.gate_more, &[("n", &numbers::count(more, view.language))]));
        out.points = (m.points_missing >= 0.05).then(|| {
            let forms = l.points.split_once('|').map_or(l.points, |(_, many)| many);
            let points = format!("{}\u{a0}{forms}", numbers::decimal(m.points_missing, 1, view.language));
            fill(l.gate_points, &[("points", &points)])
        });
    }
    let values = dimensions(score);
    let room = 3usize.saturating_sub(m.missed.len().min(3));
    for lift in lifts(view, score).into_iter().filter(|lift| !named.contains(&lift.dimension)).take(room) {
        let dimension = &view.texts.dimensions[lift.dimension];
        let actual = percent(values.get(lift.dimension).map_or(0.0, |n| n.value));
        let gain = numbers::decimal(lift.gain, 0, view.language);
        out.lifts.push(fill(l.lift, &[("name", dimension.name), ("actual", &actual), ("gain", &gain), ("raise", dimension.raise)]));
    }
    out
}

fn plural(value: f64, forms: &'static str) -> &'static str {
    let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
    if value == 1.0 { one } else { many }
}

/// The grounds under each way of being there, with its label; all seven alike are told as one.
pub(crate) fn ground_lines(view: &View, score: &Score) -> Vec<(&'static str, String)> {
    let grounds = grounds(view, score);
    let all = [GroundStatus::Named, GroundStatus::General, GroundStatus::Indirect, GroundStatus::Missing];
    let told = all.into_iter().filter_map(|status| {
        let names: Vec<&str> = grounds.iter().filter(|g| g.status == status).map(|g| view.area_name(g.area)).collect();
        let text = match names.len() {
            0 => return None,
            n if n == grounds.len() => view.texts.labels.grounds_all.to_string(),
            _ => names.join(", "),
        };
        Some((ground_status(view, status), text))
    });
    told.collect()
}

/// How a ground is there, in words.
pub(crate) fn ground_status(view: &View, status: GroundStatus) -> &'static str {
    let l = &view.texts.labels;
    match status {
        GroundStatus::Named => l.ground_named,
        GroundStatus::General => l.ground_general,
        GroundStatus::Indirect => l.ground_indirect,
        GroundStatus::Missing if view.is_partial() => l.ground_missing_partial,
        GroundStatus::Missing => l.ground_missing,
    }
}

/// What the short names of the chain's links stand for.
pub(crate) fn chain_legend(view: &View) -> String {
    let links = LINKS.map(|link| view.texts.link(link));
    let legend = links.map(|(long, short)| if long == short { long.to_string() } else { format!("{short} = {long}") });
    fill(view.texts.labels.chain_legend, &[("links", &legend.join(", "))])
}

/// The municipality's roles with the highest level under each.
pub(crate) fn roles_line(view: &View, score: &Score) -> String {
    let level = |level: u8| if level == 0 { "–".to_string() } else { level.to_string() };
    let roles = role_levels(view, score).map(|(role, highest)| format!("{}\u{a0}{}", view.texts.role(role), level(highest)));
    fill(view.texts.labels.roles_line, &[("roles", &roles.join(", "))])
}

/// A legal source by name and number, older law marked; none if the rules do not know it.
pub(crate) fn source_name(view: &View, named: &NamedSource) -> Option<String> {
    let l = &view.texts.labels;
    let source = view.rules.sources().get(named.source as usize)?;
    let mut text = source.name.clone();
    if !source.sfs.is_empty() && !source.sfs.iter().any(|n| text.contains(n.as_str())) {
        text.push_str(&format!(" ({})", source.sfs.join(", ")));
    }
    let mut older = Vec::new();
    if source.replaced_by.is_some() || source.repealed.is_some() {
        older.push(l.anchor_older.to_string());
    }
    older.extend(source.repealed.iter().map(|date| fill(l.anchor_repealed, &[("date", date)])));
    let successor = source.replaced_by.as_ref().and_then(|id| view.rules.sources().iter().find(|s| s.id == *id));
    older.extend(successor.map(|s| fill(l.anchor_replaced, &[("name", &s.name)])));
    if !older.is_empty() {
        text.push_str(&format!(" [{}]", older.join(", ")));
    }
    Some(text)
}

/// A statutory duty with its place in the law; none if the rules do not know it.
pub(crate) fn duty_name(view: &View, duty: u32) -> Option<String> {
    let duty = view.rules.duties().get(duty as usize)?;
    let source = view.rules.sources().get(duty.source as usize).map_or("", |source| source.short.as_deref().unwrap_or(&source.name));
    let law = [duty.section.as_str(), source].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    Some(format!("{} ({law})", duty_in_words(view, duty).0))
}

/// What to ask of a blunt sentence.
pub(crate) fn hint(view: &View, why: Blunt) -> &'static str {
    let l = &view.texts.labels;
    match why {
        Blunt::Hedge => l.sharpen_hedge,
        Blunt::Recommendation => l.sharpen_recommendation,
        Blunt::Vague => l.sharpen_vague,
        Blunt::Study => l.sharpen_study,
        Blunt::Possibility => l.sharpen_possibility,
    }
}

/// The words that did not count, in their sentence; for a false friend, what they mean there. None when quotations are off.
pub(crate) fn set_aside(view: &View, finding: &Finding) -> Option<String> {
    let l = &view.texts.labels;
    let (matched, quote) = (view.quote_words(finding.span)?, short_quote(view, finding)?);
    let mut text = format!("{matched}: {quote} ({})", view.place(finding.unit));
    if let Status::Ignored(Reason::FalseFriend(friend)) = finding.status
        && let Some(friend) = view.rules.false_friends().get(friend as usize)
    {
        text.push_str(&format!(" – {}", fill(l.ignored_meaning, &[("meaning", &friend.meaning)])));
    }
    Some(text)
}

/// A few words around the match are enough to see what was meant.
fn short_quote(view: &View, finding: &Finding) -> Option<String> {
    let l = &view.texts.labels;
    let span = view.document().units()[finding.unit as usize].span;
    let text = view.unit_text(finding.unit)?;
    let focus = (finding.span.start.saturating_sub(span.start)) as usize..(finding.span.end.saturating_sub(span.start)) as usize;
    Some(format!("{}{}{}", l.quote_open, excerpt::around(text, focus, 110), l.quote_close))
}

/// A sentence in quotation marks with its place; the place alone when quotations are off.
pub(crate) fn sentence(view: &View, unit: u32) -> String {
    let place = view.place(unit);
    view.quote(unit, view.focus(unit, None)).map_or_else(|| place.clone(), |quote| format!("{quote} ({place})"))
}

/// Why a unit without a counted finding stands outside.
pub(crate) fn outside(view: &View, unit: UnitId) -> String {
    let reading = view.reading(unit);
    let l = &view.texts.labels;
    let kind = view.document().units()[unit as usize].kind;
    let section = view.analysis.findings.sections.get(reading.section as usize);
    let reason = |reason: Reason| view.texts.reason(reason).map_or_else(String::new, |r| format!("{}: {}.", r.name, r.explanation));
    match () {
        () if kind == UnitKind::Heading => l.why_heading.to_string(),
        () if !kind.is_body() => reason(Reason::NotBody),
        () if section.is_some_and(|s| s.excluded) => reason(Reason::ExcludedSection),
        () if reading.steering.gap => l.why_gap.to_string(),
        () if !reading.areas.is_empty() => l.why_no_level.to_string(),
        () if !reading.eligible => l.why_not_eligible.to_string(),
        () => l.why_no_rule.to_string(),
    }
}

/// Problems in words, those of one kind together, at most `most`; and how many more there are.
pub(crate) fn problems(problems: &[Problem], language: Language, most: usize) -> (Vec<String>, usize) {
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
    let texts = told.iter().take(most).map(|(problem, pages)| grouped_text(problem, pages, language)).collect();
    (texts, told.len().saturating_sub(most))
}

fn grouped_text(problem: &Problem, pages: &[u32], language: Language) -> String {
    if pages.len() < 2 {
        return problem_text(problem, language);
    }
    let texts = Texts::of(language);
    let Some(text) = texts.problem(problem.code) else { return problem_text(problem, language) };
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
