//! A gate for documents: what is demanded of them, what they lack for that, what is new since the last time, and what is excused.
//!
//! [`Remark`]s are what every format for other programs is made of: each has a [`Rule`] with a stable id, a severity, a place and a
//! [`Fingerprint`] that stays when other parts of the document are edited, or the document is saved in another format. Nothing here puts
//! anything into words for readers but mistakes in settings; the reports do. Nothing opens files: callers bring texts and names.

mod baseline;
mod condition;
mod config;
mod demand;
mod fingerprints;
mod paths;
mod remark;
mod rule;
mod suppression;
mod verdict;
mod words;

pub use baseline::{Baseline, Row, beginning};
pub use condition::condition;
pub use config::{CONFIG_FILE, CONFIG_SCHEMA, Config, DemandSet, InForce, PathType, Sourced, config_schema};
pub use demand::{Broken, Counted, Demand, Demanded, Found, Origin};
pub use paths::Glob;
pub use remark::{Detail, Place, Remark};
pub use rule::{Kind, Rule, severity_key};
pub use suppression::{SUPPRESSION_FILE, Suppression, suppressions, with_suppressions};
pub use verdict::{DocumentVerdict, Judged, Known, State, Subject, Verdict};
pub use words::{ForbiddenWord, Words};

pub use crate::fingerprint::{Fingerprint, NoFingerprint};
pub use crate::handwritten::{ConfigErrors, Line};
use crate::outcome::Outcome;
use crate::rule::RuleSet;

/// Every remark on one document: what could not be read, demands that do not hold, what is missing, then sentence by sentence.
///
/// Demands on the number of remarks are judged by [`Verdict`], which knows what is new and what is excused.
///
/// ```
/// use genomsyra::gate::{Words, remarks};
/// use genomsyra::rule::{RuleSet, built_in_files};
/// use genomsyra::run::Analyser;
///
/// let rules = RuleSet::from_files(&built_in_files()).unwrap();
/// let outcome = Analyser::new(&rules).analyse("# Policy\n\nSkolan bör höra barnen om barnets bästa.".as_bytes(), "policy.md");
/// let remarks = remarks(&outcome, &rules, &[], &Words::built_in());
/// assert!(remarks.iter().any(|remark| remark.rule.id() == "skarp-rekommendation"));
/// ```
pub fn remarks(outcome: &Outcome, rules: &RuleSet, demands: &[Demanded], words: &Words) -> Vec<Remark> {
    made(outcome, rules, demands, words).remarks
}

fn made<'a>(outcome: &'a Outcome, rules: &RuleSet, demands: &[Demanded], words: &Words) -> remark::Maker<'a> {
    let mut maker = remark::Maker::new(outcome);
    demand::judge(&mut maker, outcome, rules, demands);
    remark::gather(&mut maker, outcome, rules, words);
    // Sentences keep the document's order whatever is said of them; the rest stands by kind before them.
    maker.remarks.sort_by_key(|remark| remark.rule.kind().min(Kind::Sharpen));
    maker
}
