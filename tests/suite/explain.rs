//! `rules explain` tells what the scan did: for every example and counter-example of every rule, trace and scan agree.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use genomsyra::author::{Ending, story};
use genomsyra::finding::{Cause, Findings, Reason, Status};
use genomsyra::read::{Limits, read};
use genomsyra::rule::{AreaSet, RuleId, RuleSet, built_in_files};
use genomsyra::scan::{Check, ScanOptions, Scanner, Sought, Trace};
use genomsyra::text::Document;
use rayon::prelude::*;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::from_files(&built_in_files()).unwrap_or_else(|errors| panic!("{errors}")));

fn document(text: &str) -> Document {
    read(text.as_bytes(), "exempel.md", &Limits::default()).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

/// All that must hold between what a trace tells of a rule and what the scan found.
fn agree(rule: RuleId, trace: &Trace, findings: &Findings) -> Result<Ending, String> {
    let told = story(rule, trace, findings);
    let found: Vec<_> = findings.findings.iter().filter(|f| f.cause == Cause::Rule(rule)).collect();
    let passed: Vec<_> = told.matches.iter().filter(|m| m.turned_down_by().is_none()).collect();
    for finding in &found {
        if !passed.iter().any(|m| m.unit == finding.unit && m.span == finding.span) {
            return Err(format!("found but not told: {finding:?}"));
        }
        let Status::Ignored(Reason::FalseFriend(friend)) = finding.status else { continue };
        if !passed.iter().any(|m| m.steps.iter().any(|s| s.check == Check::FalseFriend(friend) && s.answer)) {
            return Err(format!("no false friend was told of: {finding:?}"));
        }
    }
    for m in &passed {
        let counted = findings.findings.iter().filter(|f| f.unit == m.unit && f.status == Status::Counted);
        let counted = counted.fold(AreaSet::EMPTY, |all, f| all.union(f.areas));
        let own = RULES.rule(rule).areas;
        if !found.iter().any(|f| f.unit == m.unit) && !counted.contains_all(own) {
            return Err(format!("told to pass but nothing was found: {m:?}"));
        }
    }
    for near in &told.near {
        let matched = told.matches.iter().any(|m| m.unit == near.unit && m.sought == near.sought);
        if matched || near.present > near.required || near.reached >= near.stands.len() {
            return Err(format!("told as near: {near:?}"));
        }
    }
    Ok(told.ending)
}

#[test]
fn every_example_is_explained_as_it_is_scanned() {
    let rules = RULES.rules().par_iter().enumerate();
    let told: Vec<Result<Ending, String>> = rules
        .map_init(
            || [Scanner::new(&RULES), Scanner::new(&RULES)],
            |scanners, (place, rule)| {
                let examples = rule.examples.iter().map(|e| (e, false)).chain(rule.counter_examples.iter().map(|e| (e, true)));
                examples.map(|(text, counter)| explained(scanners, RuleId(place as u32), text, counter)).collect::<Vec<_>>()
            },
        )
        .flatten_iter()
        .collect();
    let wrong: Vec<&str> = told.iter().filter_map(|t| t.as_ref().err()).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} disagreements:\n{}", wrong.len(), wrong.join("\n"));
    // Counter-examples are near misses of many kinds; a trace that knew only one ending would be worth nothing.
    let endings: BTreeSet<&str> = told.iter().flatten().map(|ending| ending.as_str()).collect();
    assert!(endings.len() >= 6, "{endings:?}");
}

/// How an example ended; an error if trace and scan disagree on it.
fn explained(scanners: &mut [Scanner; 2], id: RuleId, text: &str, counter: bool) -> Result<Ending, String> {
    let (document, rule) = (document(text), RULES.rule(id));
    let told = |why: String| format!("{}: {why}: {text}", rule.id);
    let (findings, trace) = scanners[0].trace(&document, &ScanOptions::default());
    if findings != scanners[1].scan(&document, &ScanOptions::default()) {
        return Err(told("the trace found something else".into()));
    }
    let ending = agree(id, &trace, &findings).map_err(told)?;
    let own = findings.findings.iter().filter(|f| f.cause == Cause::Rule(id));
    let fires = own.filter(|f| f.status == Status::Counted || !rule.strength.opens()).count() > 0;
    let ends_as_found = ending == Ending::Counted || (!rule.strength.opens() && matches!(ending, Ending::SetAside(_)));
    if fires == counter || ends_as_found != fires { Err(told(format!("told {ending:?}"))) } else { Ok(ending) }
}

#[test]
fn a_whole_document_is_explained_as_it_is_scanned() {
    for name in ["exempel-policy.md", "handlingsplan-vald-mossaker.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/documents").join(name);
        let document = document(&fs::read_to_string(path).unwrap());
        let (findings, trace) = Scanner::new(&RULES).trace(&document, &ScanOptions::default());
        assert_eq!(findings, Scanner::new(&RULES).scan(&document, &ScanOptions::default()), "{name}");
        for place in 0..RULES.rules().len() as u32 {
            agree(RuleId(place), &trace, &findings).unwrap_or_else(|why| panic!("{name}, {}: {why}", RULES.rule(RuleId(place)).id));
        }
    }
}

/// The trace of a text, and the place of a rule.
fn trace(rule: &str, text: &str) -> (RuleId, Findings, Trace) {
    let place = RULES.rules().iter().position(|r| r.id == rule).unwrap_or_else(|| panic!("no rule {rule}"));
    let (findings, trace) = Scanner::new(&RULES).trace(&document(text), &ScanOptions::default());
    (RuleId(place as u32), findings, trace)
}

#[test]
fn words_are_told_with_what_they_were_read_as() {
    let text = "Elevernas rättigheter.";
    let (_, _, trace) = trace("barn.rattigheter", text);
    let told: Vec<(&str, bool)> = trace
        .words
        .iter()
        .map(|w| (&text[w.span.start as usize..w.span.end as usize], w.readings.iter().any(|r| r == "elev:n3" || r == "rättighet:n3")))
        .collect();
    assert_eq!(told, [("Elevernas", true), ("rättigheter", true)]);
    let barn = RULES.classes().iter().position(|c| c.name == "barn").map(|p| p as u32);
    assert!(trace.classes.iter().any(|(class, span)| Some(*class) == barn && span.start == 0), "{:?}", trace.classes);
}

#[test]
fn the_nearest_expression_says_where_it_stopped() {
    // The first element stands, the second further off than the expression allows.
    let text = "Rättigheter som gäller i dag, i morgon, alltid, överallt, i alla lägen, hela året och utan undantag för barn.";
    let (rule, findings, trace) = trace("barn.rattigheter", text);
    let told = story(rule, &trace, &findings);
    assert_eq!(told.ending, Ending::Near);
    let near = told.near[0];
    let Sought::Rule(_, expression) = near.sought else { panic!("{near:?}") };
    let source = RULES.rule(rule).expressions().nth(expression as usize).unwrap_or_default();
    assert!(near.reached >= 1 && near.reached < near.stands.len(), "{source}: {near:?}");
    assert!(near.present >= 2, "{source}: {near:?}");
    assert!(near.within_gap.is_some(), "{source}: {near:?}");
}
