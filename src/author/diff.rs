//! What a change of rules does to a document: references that are won and lost.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Cause, Findings, Status};
use crate::rule::RuleSet;
use crate::text::{Document, UnitId};

/// An area that is found in a unit by one rule set and not by the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Found by the new set and not by the old; else the other way round.
    pub won: bool,
    /// The unit.
    pub unit: UnitId,
    /// Its text on one line.
    pub sentence: String,
    /// The area's id.
    pub area: String,
    /// The rules and sources of law that found it, each with the words.
    pub causes: Vec<(String, String)>,
}

/// A rule set and what it found in the document.
pub type Side<'a> = (&'a RuleSet, &'a Findings);

/// All changes of one document, unit by unit. The same area in the same unit by another rule is no change.
pub fn changes(document: &Document, old: Side, new: Side) -> Vec<Change> {
    let (was, is) = (references(document, old), references(document, new));
    let keys: BTreeSet<&(UnitId, String)> = was.keys().chain(is.keys()).collect();
    let changed = keys.into_iter().filter(|key| was.contains_key(*key) != is.contains_key(*key));
    changed
        .map(|key| {
            let (unit, area) = key;
            let text = document.units().get(*unit as usize).map_or("", |u| document.slice(u.span));
            let won = is.contains_key(key);
            Change {
                won,
                unit: *unit,
                sentence: text.split_whitespace().collect::<Vec<_>>().join(" "),
                area: area.clone(),
                causes: if won { is[key].clone() } else { was[key].clone() },
            }
        })
        .collect()
}

/// Rules and sources of law with the words that they found.
type Causes = Vec<(String, String)>;

fn references(document: &Document, (rules, findings): Side) -> BTreeMap<(UnitId, String), Causes> {
    let mut out: BTreeMap<(UnitId, String), Causes> = BTreeMap::new();
    for finding in findings.findings.iter().filter(|f| f.status == Status::Counted) {
        let cause = match finding.cause {
            Cause::Rule(id) => rules.rule(id).id.clone(),
            Cause::Source(place) => rules.sources().get(place as usize).map(|s| s.id.clone()).unwrap_or_default(),
        };
        let words = document.slice(finding.span).split_whitespace().collect::<Vec<_>>().join(" ");
        for area in rules.taxonomy().names(finding.areas) {
            out.entry((finding.unit, area.to_string())).or_default().push((cause.clone(), words.clone()));
        }
    }
    out
}
