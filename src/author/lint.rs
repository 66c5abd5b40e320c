//! What looks wrong in rules that are rightly written: rules that add nothing, expressions written twice, rules that never or always fire.

use std::collections::BTreeMap;

use super::stats::Stats;
use crate::rule::{Coverage, Rule, RuleFile, RuleId, RuleSet, Strength, Written, written};

/// Something that its author should look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// The rule file.
    pub file: String,
    /// First line of the entry, from 1.
    pub line: usize,
    /// The entry's id or name.
    pub entry: String,
    /// What looks wrong.
    pub what: Doubt,
}

/// What looks wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Everything it finds is found by another rule for the same ids.
    Shadowed(String),
    /// An expression stands twice in it.
    Twice(String),
    /// An expression stands in another rule too, for the same ids and under the same conditions.
    AlsoIn(String, String),
    /// It finds nothing in the corpus.
    Never,
    /// It counts in nearly every document of the corpus: in so many of so many.
    Everywhere(usize, usize),
}

/// All doubts that rules raise by themselves, by file and line.
pub fn doubts(rules: &RuleSet, files: &[RuleFile]) -> Vec<Warning> {
    let written = written(files);
    let mut out = repeated(&written);
    let by_id: BTreeMap<&str, &Written> = written.iter().filter(|w| w.kind == "regel").map(|w| (w.id.as_str(), w)).collect();
    out.extend(shared(rules, &by_id));
    out.extend(shadowed(rules, &by_id));
    out.sort();
    out
}

/// Doubts that a corpus raises.
pub fn doubts_by_corpus(rules: &RuleSet, stats: &Stats) -> Vec<Warning> {
    let of = |id: RuleId, what: Doubt| of(rules.rule(id), what);
    let mut out: Vec<Warning> = stats.never(rules).into_iter().map(|id| of(id, Doubt::Never)).collect();
    out.extend(stats.everywhere().into_iter().map(|id| {
        let documents = stats.entries.get(&crate::finding::Cause::Rule(id)).map_or(0, |e| e.documents);
        of(id, Doubt::Everywhere(documents, stats.documents))
    }));
    out.sort();
    out
}

fn of(rule: &Rule, what: Doubt) -> Warning {
    Warning { file: rule.file.clone(), line: rule.line, entry: rule.id.clone(), what }
}

/// Expressions that stand twice in the same list of an entry.
fn repeated(written: &[Written]) -> Vec<Warning> {
    let mut out = Vec::new();
    for entry in written {
        for key in ["ord", "forled", "efterled", "fraser", "inte", "uttryck", "utom", "veto", "aterstall"] {
            let mut seen = Vec::new();
            for expression in entry.texts(key) {
                let same = normal(expression);
                if seen.contains(&same) {
                    let what = Doubt::Twice(expression.to_string());
                    out.push(Warning { file: entry.file.clone(), line: entry.line, entry: entry.id.clone(), what });
                }
                seen.push(same);
            }
        }
    }
    out
}

/// The expression with single spaces and its alternatives in order, so that the same is told as the same.
fn normal(expression: &str) -> String {
    let element = |text: &str| {
        // Alternatives inside parentheses are forms of one word.
        if text.contains('(') {
            return text.to_string();
        }
        let mut alternatives: Vec<&str> = text.split('|').collect();
        alternatives.sort_unstable();
        alternatives.dedup();
        alternatives.join("|")
    };
    expression.split_whitespace().map(element).collect::<Vec<_>>().join(" ")
}

/// Expressions that two rules share without any difference in what they mean.
fn shared(rules: &RuleSet, written: &BTreeMap<&str, &Written>) -> Vec<Warning> {
    let mut first: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
    let mut out = Vec::new();
    for rule in rules.rules() {
        let mut own: Vec<(String, &str)> = rule.expressions().map(|e| (normal(e), e)).collect();
        own.sort();
        own.dedup_by(|a, b| a.0 == b.0);
        for (same, expression) in own {
            let before = first.entry(same).or_default();
            let alike = |other: &&&Rule| {
                let (Some(a), Some(b)) = (written.get(rule.id.as_str()), written.get(other.id.as_str())) else { return false };
                let conditions = |w: &Written| (format!("{:?}", w.conditions("kraver")), format!("{:?}", w.conditions("utesluter")));
                other.areas == rule.areas && other.strength == rule.strength && conditions(a) == conditions(b)
            };
            if let Some(other) = before.iter().find(alike) {
                out.push(of(rule, Doubt::AlsoIn(expression.to_string(), other.id.clone())));
            }
            before.push(rule);
        }
    }
    out
}

/// Rules of which every expression is covered by one other rule that asks for nothing more.
fn shadowed(rules: &RuleSet, written: &BTreeMap<&str, &Written>) -> Vec<Warning> {
    let mut coverage = Coverage::new(rules);
    let mut out = Vec::new();
    for (place, rule) in rules.rules().iter().enumerate() {
        for (other_place, other) in rules.rules().iter().enumerate() {
            let worth = other.strength == rule.strength || other.strength == Strength::Strong;
            if place == other_place || !worth || !other.areas.contains_all(rule.areas) {
                continue;
            }
            let (Some(own), Some(others)) = (written.get(rule.id.as_str()), written.get(other.id.as_str())) else { continue };
            if !asks_no_more(others, own) || !coverage.covers(RuleId(other_place as u32), RuleId(place as u32)) {
                continue;
            }
            // Of two that cover each other, the later is the one too many.
            let mutual = other_place > place && asks_no_more(own, others) && other.areas == rule.areas;
            if mutual && coverage.covers(RuleId(place as u32), RuleId(other_place as u32)) {
                continue;
            }
            out.push(of(rule, Doubt::Shadowed(other.id.clone())));
            break;
        }
    }
    out
}

/// Whether an entry asks for no condition that the other does not ask for too, excludes no more and does not give way where the other stays.
fn asks_no_more(entry: &Written, than: &Written) -> bool {
    let (own, theirs) = (entry.conditions("kraver"), than.conditions("kraver"));
    let (not, theirs_not) = (entry.conditions("utesluter"), than.conditions("utesluter"));
    let never = than.texts("inte");
    own.iter().all(|c| theirs.contains(c))
        && not.iter().all(|c| theirs_not.contains(c))
        && entry.texts("inte").iter().all(|e| never.contains(e))
        && (!entry.is_set("ger_vika") || entry.says_as(than, "ger_vika"))
}
