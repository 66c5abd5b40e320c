//! What the rules find in a corpus: how often each counts or is set aside and why, in how many documents, and in which forms.

use std::collections::{BTreeMap, HashMap};

use crate::finding::{Cause, Findings, Reason, Status};
use crate::rule::{RuleId, RuleSet};
use crate::text::Document;

/// Share of the documents from which a rule fires nearly everywhere, and how many documents say so at least.
const EVERYWHERE: f64 = 0.9;
const FEWEST_DOCUMENTS: usize = 5;

/// Counts over documents. Those of parts of a corpus can be put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Documents.
    pub documents: usize,
    /// Sentences, list items and table rows that may hold references.
    pub units: usize,
    /// Each rule and source of law that found something.
    pub entries: BTreeMap<Cause, EntryStats>,
}

/// Counts of one rule or source of law.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryStats {
    /// Findings that count.
    pub counted: usize,
    /// Documents with one that does.
    pub documents: usize,
    /// Findings that do not, by reason.
    pub set_aside: BTreeMap<Reason, usize>,
    /// The matched words in lower case: how often they count, and how often not.
    pub forms: HashMap<String, (usize, usize)>,
}

impl EntryStats {
    /// Findings that do not count.
    pub fn set_aside_count(&self) -> usize {
        self.set_aside.values().sum()
    }

    /// Forms, the most frequent first.
    pub fn forms_by_frequency(&self) -> Vec<(&str, (usize, usize))> {
        let mut out: Vec<_> = self.forms.iter().map(|(form, counts)| (form.as_str(), *counts)).collect();
        out.sort_by_key(|(form, counts)| (std::cmp::Reverse(counts.0 + counts.1), *form));
        out
    }
}

impl Stats {
    /// The counts of one document.
    pub fn of(document: &Document, findings: &Findings) -> Stats {
        let units = findings.units.iter().filter(|u| u.eligible).count();
        let mut out = Stats { documents: 1, units, entries: BTreeMap::new() };
        for finding in &findings.findings {
            let entry = out.entries.entry(finding.cause).or_default();
            let words = document.slice(finding.span).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let form = entry.forms.entry(words).or_default();
            match finding.status {
                Status::Counted => {
                    entry.counted += 1;
                    entry.documents = 1;
                    form.0 += 1;
                }
                Status::Ignored(reason) => {
                    *entry.set_aside.entry(reason).or_default() += 1;
                    form.1 += 1;
                }
            }
        }
        out
    }

    /// Adds the counts of other documents.
    #[must_use]
    pub fn and(mut self, other: Stats) -> Stats {
        self.documents += other.documents;
        self.units += other.units;
        for (cause, theirs) in other.entries {
            let own = self.entries.entry(cause).or_default();
            own.counted += theirs.counted;
            own.documents += theirs.documents;
            theirs.set_aside.into_iter().for_each(|(reason, count)| *own.set_aside.entry(reason).or_default() += count);
            for (form, (counted, set_aside)) in theirs.forms {
                let own = own.forms.entry(form).or_default();
                *own = (own.0 + counted, own.1 + set_aside);
            }
        }
        self
    }

    /// The rules that found nothing at all, not even something set aside.
    pub fn never(&self, rules: &RuleSet) -> Vec<RuleId> {
        let all = (0..rules.rules().len() as u32).map(RuleId);
        all.filter(|id| !self.entries.contains_key(&Cause::Rule(*id))).collect()
    }

    /// The rules that count in nearly every document, if there are documents enough to tell.
    pub fn everywhere(&self) -> Vec<RuleId> {
        let many = |e: &EntryStats| self.documents >= FEWEST_DOCUMENTS && e.documents as f64 >= EVERYWHERE * self.documents as f64;
        let rules = self.entries.iter().filter(|(_, e)| many(e)).filter_map(|(cause, _)| match cause {
            Cause::Rule(id) => Some(*id),
            Cause::Source(_) => None,
        });
        rules.collect()
    }
}
