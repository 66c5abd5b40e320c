//! Two versions as JSON: `genomsyra.comparison/1`.

use std::io;

use serde_json::{Value, json};

use super::super::comparison::Both;
use super::super::view::View;
use crate::compare::{Change, Comparison};
use crate::outcome::{Outcome, PROGRAM_VERSION};
use crate::rule::RuleSet;
use crate::score::Score;
use crate::text::UnitId;

pub(in crate::report) fn write(both: &Both, comparison: &Comparison, rules: &RuleSet, out: &mut dyn io::Write) -> io::Result<()> {
    let taxonomy = rules.taxonomy();
    let version = |outcome: &Outcome, score: &Score| json!({"file": outcome.name, "sha256": outcome.sha256, "level": score.maturity.level, "score": score.value});
    let value = json!({
        "schema": "genomsyra.comparison/1",
        "old": version(both.old.outcome, both.old_score),
        "new": version(both.new.outcome, both.new_score),
        "changes": comparison.changes.iter().map(|change| self::change(both, change, rules)).collect::<Vec<_>>(),
        "unchanged": comparison.unchanged,
        "dimensions": comparison.dimensions.iter()
            .map(|m| json!({"id": format!("D{}", m.dimension + 1), "old": m.old, "new": m.new})).collect::<Vec<_>>(),
        "areas": comparison.areas.iter()
            .map(|m| json!({"id": taxonomy.area(m.area).id, "old": m.old, "new": m.new})).collect::<Vec<_>>(),
        "versions": {
            "program": PROGRAM_VERSION,
            "rules": {"name": rules.name(), "version": rules.version(), "hash": rules.hash()},
        },
    });
    writeln!(out, "{value:#}")
}

fn change(both: &Both, change: &Change, rules: &RuleSet) -> Value {
    let unit = |view: &View, unit: Option<UnitId>, level: u8| {
        unit.map(|unit| {
            let at = view.document().units()[unit as usize].span;
            json!({
                "unit": unit, "start": at.start, "end": at.end, "place": view.place(unit), "text": view.unit_text(unit), "level": level,
            })
        })
    };
    json!({
        "kind": change.kind.as_str(),
        "likeness": (change.likeness * 1e4).round() / 1e4,
        "old": unit(&both.old, change.old, change.old_level),
        "new": unit(&both.new, change.new, change.new_level),
        "ids_lost": rules.taxonomy().names(change.areas_lost),
        "ids_gained": rules.taxonomy().names(change.areas_gained),
    })
}
