//! What people have said of findings: a strategist or auditor looks at one and accepts it, or rejects it with a reason.
//!
//! It stands in a file of its own beside the documents, which nobody else writes in. A rejected finding does not count
//! ([`Reviews::rejected`] tells the scan which), and reports tell by whom, when and why. Nothing here opens files.

mod file;
mod list;

pub use file::{REVIEW_FILE, reviews, with_reviews, without_review};
pub use list::{Reviewed, Reviews};

use crate::fingerprint::Fingerprint;
use crate::handwritten::names;
use crate::identity::Date;

/// What somebody says of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// It is right.
    Accepted,
    /// It is wrong, and is not to count.
    Rejected,
}

impl Answer {
    /// Both.
    pub const ALL: [Answer; 2] = [Answer::Accepted, Answer::Rejected];

    /// How it is written in the file.
    pub fn key(self) -> &'static str {
        match self {
            Answer::Accepted => "godtagen",
            Answer::Rejected => "avvisad",
        }
    }
}

/// What somebody has said of a sentence and an area. It holds wherever the same sentence stands.
///
/// ```
/// use std::sync::Arc;
///
/// use genomsyra::finding::{Reason, Status};
/// use genomsyra::fingerprint::Sentence;
/// use genomsyra::review::{Answer, Review, Reviews};
/// use genomsyra::rule::{RuleSet, built_in_files};
/// use genomsyra::run::Analyser;
///
/// let rules = RuleSet::from_files(&built_in_files()).unwrap();
/// let text = "Nämnden ska höra barn innan beslut.";
/// let review = Review {
///     fingerprint: Sentence::of(text).about("barnets-rattigheter"),
///     answer: Answer::Rejected,
///     area: "barnets-rattigheter".into(),
///     document: "rutin.md".into(),
///     sentence: String::new(),
///     reason: "Ett citat ur en annan plan.".into(),
///     by: "Anna Andersson".into(),
///     date: "2026-11-22".parse().unwrap(),
///     line: 0,
/// };
/// let mut analyser = Analyser::new(&rules);
/// analyser.reviews = Some(Arc::new(Reviews::new([review])));
/// let analysis = analyser.analyse(text.as_bytes(), "rutin.md").result.unwrap();
/// assert!(matches!(analysis.findings.findings[0].status, Status::Ignored(Reason::Rejected(0))));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The sentence with the area.
    pub fingerprint: Fingerprint,
    /// What is said.
    pub answer: Answer,
    /// The area or ground, by id.
    pub area: String,
    /// Where it was said: the document's path from the folder of the file.
    pub document: String,
    /// The beginning of the sentence, for people; may be empty.
    pub sentence: String,
    /// Why; empty where nothing is said, which only one that accepts may.
    pub reason: String,
    /// Who says so.
    pub by: String,
    /// When it was said.
    pub date: Date,
    /// First line of the entry, 0 for one that is not written yet.
    pub line: usize,
}

impl Review {
    /// Whether it was said of the document at `path`: the same, or one saved in another format that is not judged beside it (`others`).
    pub fn is_of(&self, path: &str, others: &[&str]) -> bool {
        names(&self.document, path, others)
    }
}
