//! The score tree in words.

use super::super::numbers;
use super::super::texts::{dimension_index, fill, fill_owned};
use super::super::view::View;
use crate::finding::{Cause, Status};
use crate::score::{Node, Score};
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
    [fill_owned(l.explain_factors, &factors), fill_owned(l.explain_capped, &shown)]
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
    let mut text = format!("{} · {}", view.place(unit), fill_owned(label, &values));
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
