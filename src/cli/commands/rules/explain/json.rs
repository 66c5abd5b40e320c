//! The same for programs: English keys, places as character offsets in the text as it was read.

use genomsyra::author::Story;
use genomsyra::proof::EntryKind;
use genomsyra::scan::{Check, Near, TracedMatch};
use genomsyra::text::Span;
use serde_json::{Value, json};

use super::told::source;
use super::{Case, entry_place};
use crate::cli::catalogue::Entry;
use crate::cli::characters::Characters;

pub fn as_json(case: &Case, stories: &[Story], chosen: &[&Entry]) -> Value {
    let characters = Characters::new(case.document.text());
    let place = |span: Span| json!({"start": characters.before(span.start as usize), "end": characters.before(span.end as usize), "words": case.words(span)});
    let steps = |m: &TracedMatch| -> Vec<Value> {
        m.steps
            .iter()
            .map(|s| json!({"check": check(case, s.check), "answer": s.answer, "passes": s.answer == s.check.passes_with(), "found": s.words.map(place)}))
            .collect()
    };
    let near = |n: &&Near| {
        json!({
            "unit": n.unit, "expression": source(case, n.sought), "reached": n.reached, "covered": n.span.map(place),
            "within_gap": n.within_gap.map(place), "words_between": n.too_far,
            "elements": n.stands.iter().map(|s| s.map(place)).collect::<Vec<_>>(),
        })
    };
    let told: Vec<Value> = stories
        .iter()
        .map(|s| {
            let matches: Vec<Value> = s
                .matches
                .iter()
                .map(|m| json!({"unit": m.unit, "expression": source(case, m.sought), "match": place(m.span), "steps": steps(m)}))
                .collect();
            json!({
                "rule": case.rules.rule(s.rule).id, "ending": s.ending.as_str(), "matches": matches,
                "near": s.near.iter().map(near).collect::<Vec<_>>(),
            })
        })
        .collect();
    let units: Vec<Value> = case.document.units().iter().map(|u| place(u.span)).collect();
    let words: Vec<Value> = case
        .trace
        .words
        .iter()
        .map(|w| json!({"unit": w.unit, "place": place(w.span), "hidden": w.hidden, "readings": w.readings}))
        .collect();
    let classes: Vec<Value> = case
        .trace
        .classes
        .iter()
        .filter_map(|(class, span)| Some(json!({"class": case.rules.classes().get(*class as usize)?.name, "place": place(*span)})))
        .collect();
    let hidden: Vec<Value> = case
        .trace
        .hidden
        .iter()
        .filter_map(|h| Some(json!({"mask": case.rules.masks().get(h.mask as usize)?.id, "place": place(h.span)})))
        .collect();
    let others: Vec<Value> = chosen
        .iter()
        .filter(|e| e.kind != EntryKind::Rule)
        .map(|e| json!({"kind": e.kind.as_str(), "id": e.id, "stands": entry_place(case, e).into_iter().map(place).collect::<Vec<_>>()}))
        .collect();
    json!({"units": units, "words": words, "classes": classes, "hidden": hidden, "rules": told, "entries": others})
}

fn check(case: &Case, check: Check) -> Value {
    match check {
        Check::Never => json!({"kind": "never"}),
        Check::With(n) => json!({"kind": "with", "number": n}),
        Check::Without(n) => json!({"kind": "without", "number": n}),
        Check::Requires(n) => json!({"kind": "requires", "number": n}),
        Check::Excludes(n) => json!({"kind": "excludes", "number": n}),
        Check::FalseFriend(n) => json!({"kind": "false-friend", "id": case.rules.false_friends().get(n as usize).map(|f| f.id.as_str())}),
    }
}
