//! The whole score tree, down to the sentences, their places and rules.

use super::super::texts::{dimension_index, fill};
use super::super::view::View;
use super::super::{facts, numbers};
use super::sheet::{Sheet, Style};
use crate::finding::{Cause, Status};
use crate::score::{Node, Score};
use crate::text::UnitId;

/// Nodes whose value is a count; all others under the root are shares.
const COUNTS: [&str; 3] = ["D6.with", "D6.none", "D11.units"];

pub(super) fn write(sheet: &mut Sheet, view: &View, score: &Score) {
    let l = &view.texts.labels;
    let number = |v: f64| numbers::decimal(v, 1, view.language);
    let value = |id: &str| score.tree.parts.iter().find(|n| n.id == id).map_or(0.0, |n| n.value);
    sheet.heading(l.explain_heading);
    sheet.text(2, l.explain_formula);
    let share = |v: f64| numbers::decimal(v, 2, view.language);
    let factors = [
        ("base", number(value("base"))),
        ("evidence", share(value("evidence"))),
        ("spread", share(value("spread"))),
        ("value", number(score.uncapped)),
    ];
    sheet.text(2, &fill(l.explain_factors, &factors.each_ref().map(|(k, v)| (*k, v.as_str()))));
    let m = &score.maturity;
    let shown = [("value", number(score.value)), ("level", m.level.to_string()), ("ceiling", number(m.ceiling))];
    sheet.text(2, &fill(l.explain_capped, &shown.each_ref().map(|(k, v)| (*k, v.as_str()))));
    for part in &score.tree.parts {
        node(sheet, view, part, 2);
    }
}

fn node(sheet: &mut Sheet, view: &View, node: &Node, indent: usize) {
    let value = match node.id {
        "base" => numbers::decimal(node.value, 1, view.language),
        id if COUNTS.contains(&id) => numbers::short(node.value, view.language),
        _ => numbers::percent(node.value, view.language),
    };
    if let Some(index) = dimension_index(node.id) {
        let dimension = &view.texts.dimensions[index];
        let weight = fill(view.texts.labels.explain_weight, &[("weight", &numbers::short(node.weight, view.language))]);
        sheet.blank();
        sheet.line(&format!("{}{} {}: {value}, {weight}", " ".repeat(indent), node.id, dimension.name), Style::Strong);
        sheet.text(indent + 2, dimension.explanation);
    } else {
        sheet.item(&format!("{}- ", " ".repeat(indent)), &format!("{}: {value}", view.texts.node(node.id)));
    }
    for unit in &node.units {
        sentence(sheet, view, *unit, indent + 4);
    }
    for part in &node.parts {
        self::node(sheet, view, part, indent + 2);
    }
}

fn sentence(sheet: &mut Sheet, view: &View, unit: UnitId, indent: usize) {
    let l = &view.texts.labels;
    let reading = view.reading(unit);
    let label = if facts::is_chain(reading) { l.explain_chain_unit } else { l.explain_unit };
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
    sheet.item(&format!("{}· ", " ".repeat(indent)), &text);
}
