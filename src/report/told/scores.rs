//! The score tree and the views in words.

use super::super::texts::{dimension_index, fill};
use super::super::view::View;
use super::super::{facts, numbers};
use crate::finding::{Cause, Status};
use crate::rule::{Grading, LensDemand};
use crate::score::{Grade, HeadingReading, Node, Score};
use crate::text::UnitId;

/// Nodes whose value is a count; all others under the root are shares.
const COUNTS: [&str; 3] = ["D6.with", "D6.none", "D11.units"];

/// How the factors give the score, and how the score is cut to its level.
pub(crate) fn formula(view: &View, score: &Score) -> [String; 2] {
    let l = &view.texts.labels;
    let number = |v: f64| numbers::decimal(v, 1, view.language);
    let share = |v: f64| numbers::decimal(v, 2, view.language);
    let value = |id: &str| score.tree.parts.iter().find(|n| n.id == id).map_or(0.0, |n| n.value);
    let factors = [
        ("base", number(value("base"))),
        ("evidence", share(value("evidence"))),
        ("spread", share(value("spread"))),
        ("value", number(score.uncapped)),
    ];
    let m = &score.maturity;
    let shown = [("value", number(score.value)), ("level", m.level.to_string()), ("ceiling", number(m.ceiling))];
    [
        fill(l.explain_factors, &factors.each_ref().map(|(k, v)| (*k, v.as_str()))),
        fill(l.explain_capped, &shown.each_ref().map(|(k, v)| (*k, v.as_str()))),
    ]
}

/// A node's value, as a count or a share.
fn node_value(view: &View, node: &Node) -> String {
    match node.id {
        "base" => numbers::decimal(node.value, 1, view.language),
        id if COUNTS.contains(&id) => numbers::short(node.value, view.language),
        _ => numbers::percent(node.value, view.language),
    }
}

/// What a node measures, and its value.
pub(crate) fn node_line(view: &View, node: &Node) -> String {
    format!("{}: {}", view.texts.node(node.id), node_value(view, node))
}

/// What a dimension is called, with its value and weight.
pub(crate) fn dimension_line(view: &View, node: &Node) -> Option<String> {
    let dimension = &view.texts.dimensions[dimension_index(node.id)?];
    let weight = fill(view.texts.labels.explain_weight, &[("weight", &numbers::short(node.weight, view.language))]);
    Some(format!("{} {}: {}, {weight}", node.id, dimension.name, node_value(view, node)))
}

/// A sentence with its place, level and the rules that found it.
pub(crate) fn graded_sentence(view: &View, unit: UnitId) -> String {
    let l = &view.texts.labels;
    let reading = view.reading(unit);
    let label = if reading.is_chain() { l.explain_chain_unit } else { l.explain_unit };
    let worth = view.rules.weights().stege[usize::from(reading.steering.level.min(5))];
    let values = [("level", reading.steering.level.to_string()), ("value", numbers::short(worth, view.language))];
    let mut text = format!("{} · {}", view.place(unit), fill(label, &values.each_ref().map(|(k, v)| (*k, v.as_str()))));
    let mut causes: Vec<(Cause, &'static str)> =
        view.findings_of(unit).iter().filter(|f| f.status == Status::Counted).map(|f| (f.cause, f.strength.as_str())).collect();
    causes.sort_unstable();
    causes.dedup();
    for (cause, strength) in causes {
        let id = view.cause_id(cause);
        text.push_str(" · ");
        text.push_str(&match cause {
            Cause::Rule(_) => fill(l.explain_rule, &[("rule", id), ("strength", strength)]),
            Cause::Source(_) => fill(l.explain_source, &[("source", id)]),
        });
    }
    if let Some(quote) = view.quote(unit, view.focus(unit, None)) {
        text.push_str(&format!(": {quote}"));
    }
    text
}

/// How a heading of a view is met.
pub(crate) fn grade(view: &View, grade: Grade) -> &'static str {
    let l = &view.texts.labels;
    match grade {
        Grade::Met => l.view_met,
        Grade::Partly => l.view_partly,
        Grade::NotMet => l.view_not_met,
    }
}

/// That a heading of a view is not seen.
pub(crate) fn unseen(view: &View) -> &'static str {
    let l = &view.texts.labels;
    if view.is_partial() { l.view_unseen_partial } else { l.view_unseen }
}

/// By which rules a heading is graded, so that the reader can dispute them.
pub(crate) fn grading_rules(view: &View, grading: &Grading) -> String {
    let (met, partly) = (demand(view, &grading.met), demand(view, &grading.partly));
    fill(view.texts.labels.view_grading, &[("met", &met), ("partly", &partly)])
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

/// The sentences under a heading of a view, those that steer most first; of equals in document order.
pub(crate) fn heading_sentences(view: &View, told: &HeadingReading) -> Vec<String> {
    let sentence = |unit: UnitId| {
        let level = fill(view.texts.labels.view_level, &[("level", &view.reading(unit).steering.level.to_string())]);
        let place = format!("{}, {level}", view.place(unit));
        let focus = facts::lens_words(view, told.heading, unit).unwrap_or_else(|| view.focus(unit, None));
        view.quote(unit, focus).map_or_else(|| place.clone(), |quote| format!("{quote} ({place})"))
    };
    facts::strongest_first(view, told).into_iter().map(sentence).collect()
}
