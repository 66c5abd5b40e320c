//! The report on stability as JSON: `genomsyra.stability/1`.

use std::io;

use serde_json::{Value, json};

use crate::outcome::PROGRAM_VERSION;
use crate::rule::RuleSet;
use crate::stability::{DocumentStability, Influence, LargestMove, Stability, Verdict};

pub(in crate::report) fn write(stability: &Stability, rules: &RuleSet, out: &mut dyn io::Write) -> io::Result<()> {
    let (single, joint) = (&stability.single, &stability.joint);
    let largest = single.largest_move.as_ref().map(
        |LargestMove { points, document, number, up }| json!({"points": points, "document": document, "number": number, "direction": direction(*up)}),
    );
    let value = json!({
        "schema": "genomsyra.stability/1",
        "share": stability.share,
        "one_at_a_time": {
            "runs": single.runs,
            "documents_changed": single.documents_changed,
            "changes_per_run": round(single.changes_per_run),
            "median_move": round(single.median_move),
            "largest_move": largest,
        },
        "all_at_once": {
            "draws": joint.draws,
            "documents_changed": joint.documents_changed,
            "changes_per_draw": round(joint.changes_per_draw),
            "most_changes": joint.most_changes,
            "more_than_one_level": joint.more_than_one_level,
            "median_move": round(joint.median_move),
            "largest_move": round(joint.largest_move),
            "lowest_rank_correlation": joint.lowest_order.map(round),
        },
        "numbers": stability.numbers.iter().map(number).collect::<Vec<_>>(),
        "documents": stability.documents.iter().map(document).collect::<Vec<_>>(),
        "versions": {
            "program": PROGRAM_VERSION,
            "rules": {"name": rules.name(), "version": rules.version(), "hash": rules.hash()},
        },
    });
    writeln!(out, "{value:#}")
}

fn number(number: &Influence) -> Value {
    json!({
        "name": number.name,
        "value": number.value,
        "lowered": number.lower.map(round),
        "raised": number.higher.map(round),
        "levels_changed": {"lowered": number.changed[0], "raised": number.changed[1]},
        "median_move": round(number.median_move),
        "largest_move": round(number.largest_move),
        "largest_in": number.largest_in,
    })
}

fn document(document: &DocumentStability) -> Value {
    let shifts: Vec<Value> = document
        .shifts
        .iter()
        .map(|s| json!({"number": s.number, "direction": direction(s.up), "level": s.verdict.level, "score": s.verdict.score}))
        .collect();
    let Verdict { level, score } = document.base;
    json!({
        "document": document.name,
        "level": level,
        "score": score,
        "shifts": shifts,
        "largest_move": round(document.largest_move),
        "draws_by_level": document.draws,
    })
}

fn direction(up: bool) -> &'static str {
    if up { "raised" } else { "lowered" }
}

/// Four decimals: more only show how fractions are stored.
fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
