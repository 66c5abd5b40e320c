//! The outcome of one document: who it is, what went wrong, what was found, what it is worth. Reports are made from nothing else.

use std::collections::BTreeMap;

use crate::finding::{Findings, Status};
use crate::fingerprint::{Fingerprint, Sentence};
use crate::review::Reviewed;
use crate::rule::{AreaId, RuleSet};
use crate::score::Score;
use crate::text::{Document, Problem, Severity, UnitId};

/// Version of the program, shown in every report.
pub const PROGRAM_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Which rules were used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSetVersion {
    /// The set's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over its files, hexadecimal.
    pub hash: String,
}

/// A document that was read, with everything said of it.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The document.
    pub document: Document,
    /// What was found.
    pub findings: Findings,
    /// What it is worth; `None` when the document holds no text to judge.
    pub score: Option<Score>,
    /// What people have said of findings; `None` where nobody has said anything.
    pub reviewed: Option<Reviewed>,
}

impl Analysis {
    /// What counts, by what it is known by: each sentence with each id that it counts for, its own or carried on; of equal sentences the first.
    /// `rules` are those that judged it.
    pub fn known(&self, rules: &RuleSet) -> BTreeMap<Fingerprint, (UnitId, AreaId)> {
        let own = self.findings.findings.iter().filter(|finding| finding.status == Status::Counted);
        let own = own.map(|finding| (finding.unit, finding.areas));
        let carried = self.findings.units.iter().filter(|unit| unit.is_chain()).map(|unit| (unit.unit, unit.inherited));
        let mut out = BTreeMap::new();
        for (unit, areas) in own.chain(carried) {
            let sentence = Sentence::of(self.document.slice(self.document.units()[unit as usize].span));
            for area in areas.iter() {
                out.entry(sentence.about(&rules.taxonomy().area(area).id)).or_insert((unit, area));
            }
        }
        out
    }

    /// Whether some sentence of the document is known by this, together with this id, whether it counts or not.
    pub fn has_sentence(&self, print: Fingerprint, area: &str) -> bool {
        self.document.units().iter().any(|unit| Sentence::of(self.document.slice(unit.span)).about(area) == print)
    }
}

/// What became of one document.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The name under which it was given.
    pub name: String,
    /// Size of the input in bytes.
    pub bytes: usize,
    /// SHA-256 of the input, hexadecimal.
    pub sha256: String,
    /// The rules that were used.
    pub rules: RuleSetVersion,
    /// The document and what was found, or the problem that stopped reading.
    pub result: Result<Analysis, Problem>,
}

impl Outcome {
    /// All problems, the one that stopped reading included.
    pub fn problems(&self) -> &[Problem] {
        match &self.result {
            Ok(analysis) => analysis.document.problems(),
            Err(problem) => std::slice::from_ref(problem),
        }
    }

    /// Whether the document could not be read: nothing came out, or nothing but problems. Never the same as having nothing to say.
    pub fn is_unread(&self) -> bool {
        self.result.is_err() || (!self.is_judged() && self.problems().iter().any(|p| p.severity >= Severity::Warning))
    }

    /// The first problem that explains why nothing could be read.
    pub fn reason_unread(&self) -> Option<&Problem> {
        self.is_unread().then(|| self.problems().iter().max_by_key(|p| p.severity)).flatten()
    }

    /// Whether some text came out and was judged.
    pub fn is_judged(&self) -> bool {
        matches!(&self.result, Ok(Analysis { score: Some(_), .. }))
    }
}
