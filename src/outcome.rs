//! The outcome of one document: who it is, what went wrong, what was found, what it is worth. Reports are made from nothing else.

use crate::finding::Findings;
use crate::review::Reviewed;
use crate::score::Score;
use crate::text::{Document, Problem, Severity};

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
