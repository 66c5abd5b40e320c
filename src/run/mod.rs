//! bytes → Document → findings → Score → Outcome, for one document or many at once.
//!
//! Nothing here prints or opens files but [`judge_archive`]: callers bring bytes and names. The order of outcomes is the order of inputs, whatever the threads do.

#[cfg(feature = "program")]
mod archive;
#[cfg(feature = "program")]
mod budget;

use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::finding::Findings;
use crate::outcome::{Analysis, Outcome, RuleSetVersion};
use crate::read::{Files, Member, ReadOptions, files, read_with};
use crate::review::{Reviewed, Reviews};
use crate::rule::RuleSet;
use crate::scan::{ScanOptions, Scanner};
use crate::score::score;
use crate::text::{Document, Problem};
#[cfg(feature = "program")]
pub use archive::{Ended, Judged, Plan, Progress, judge_archive};

/// Builds what every archive needs and no rule set holds: registers of places and indicators, expressions. It is otherwise built when a
/// document first asks for it; a program that calls this from a thread of its own while it loads its rules begins so much earlier.
pub fn prepare() {
    crate::scan::prepare();
    crate::identity::prepare();
}

/// Analyses documents with one rule set; one analyser a thread.
///
/// ```
/// use genomsyra::rule::{RuleSet, built_in_files};
/// use genomsyra::run::Analyser;
///
/// let rules = RuleSet::from_files(&built_in_files()).unwrap();
/// let mut analyser = Analyser::new(&rules);
/// let text = "# Policy\n\nSocialnämnden ska varje år redovisa hur barnets bästa har beaktats.";
/// let outcome = analyser.analyse(text.as_bytes(), "policy.md");
/// let analysis = outcome.result.unwrap();
/// assert_eq!(analysis.score.unwrap().areas.len(), 1);
/// ```
pub struct Analyser<'a> {
    rules: &'a RuleSet,
    scanner: Scanner<'a>,
    /// Limits that the readers keep, and what opens protected files.
    pub reading: ReadOptions,
    /// What the caller knows of the documents.
    pub options: ScanOptions,
    /// What people have said of findings: of what they reject the scan is told here, whatever the options say.
    pub reviews: Option<Arc<Reviews>>,
}

/// What is known of one input beforehand, beside what holds for all.
#[derive(Clone, Debug, Default)]
pub struct Beforehand {
    /// Its type.
    pub document_type: Option<String>,
    /// What people have said of findings in it.
    pub reviews: Option<Arc<Reviews>>,
}

impl<'a> Analyser<'a> {
    /// An analyser with default limits.
    pub fn new(rules: &'a RuleSet) -> Self {
        Analyser { rules, scanner: Scanner::new(rules), reading: ReadOptions::default(), options: ScanOptions::default(), reviews: None }
    }

    /// Reads, scans and scores one document. Never fails: a document that cannot be read is an outcome with its problem.
    pub fn analyse(&mut self, bytes: &[u8], name: &str) -> Outcome {
        let result = read_with(bytes, name, &self.reading).map(|document| self.judge(document));
        self.outcome(bytes, name, result)
    }

    /// A document out of a file that may hold several (see [`files`]); what could not be taken out is an outcome with its problem.
    pub fn analyse_member(&mut self, member: Member) -> Outcome {
        match member.bytes {
            Ok(bytes) => self.analyse(&bytes, &member.name),
            Err(problem) => self.outcome(&[], &member.name, Err(problem)),
        }
    }

    fn outcome(&self, bytes: &[u8], name: &str, result: Result<Analysis, Problem>) -> Outcome {
        Outcome {
            name: name.to_string(),
            bytes: bytes.len(),
            sha256: hex::encode(Sha256::digest(bytes)),
            rules: rule_set_version(self.rules),
            result,
        }
    }

    /// Scans and scores a document that has been read.
    pub fn judge(&mut self, document: Document) -> Analysis {
        self.options.rejected = self.reviews.as_ref().and_then(|reviews| reviews.rejected());
        let findings: Findings = self.scanner.scan(&document, &self.options);
        let score = findings.units.iter().any(|u| u.eligible).then(|| score(&findings, self.rules));
        let reviewed = self.reviews.clone().map(|reviews| Reviewed { reviews, own: Vec::new() });
        Analysis { document, findings, score, reviewed }
    }

    /// The rule set in use.
    pub fn rules(&self) -> &'a RuleSet {
        self.rules
    }
}

/// Analyses many files on all of rayon's threads; outcomes come in the order of the inputs, each with the place of its input, those of an
/// archive or message in its own order.
///
/// `open` gives name and bytes of an input when its turn comes, so that only documents in flight are in memory; what it could not open
/// comes back in the input's place. Every other input gives one outcome at least. `beforehand` says what is known of an input; its type is
/// asked for where the options do not say it.
pub fn analyse_all<I, E, F, T>(
    rules: &RuleSet,
    reading: &ReadOptions,
    options: &ScanOptions,
    inputs: &[I],
    open: F,
    beforehand: T,
) -> Vec<(usize, Result<Outcome, E>)>
where
    I: Sync,
    E: Send,
    F: Fn(&I) -> Result<(String, Vec<u8>), E> + Sync,
    T: Fn(&I) -> Beforehand + Sync,
{
    inputs
        .par_iter()
        .enumerate()
        .map_init(
            || Analyser { reading: reading.clone(), options: options.clone(), ..Analyser::new(rules) },
            |analyser, (place, input)| {
                let (name, bytes) = match open(input) {
                    Ok(opened) => opened,
                    Err(error) => return vec![(place, Err(error))],
                };
                let known = beforehand(input);
                analyser.options.document_type = options.document_type.clone().or(known.document_type);
                analyser.reviews = known.reviews;
                let found = files(&bytes, &name, &reading.limits);
                if found.is_single() {
                    return found.map(|member| (place, Ok(analyser.analyse_member(member)))).collect();
                }
                let members = analyse_members(rules, reading, &analyser.options, analyser.reviews.clone(), found);
                members.into_iter().map(|outcome| (place, Ok(outcome))).collect()
            },
        )
        .flatten_iter()
        .collect()
}

/// Analyses the members of one file on all of rayon's threads, in their order. A thread takes the next member when it is done with one, so
/// that no more are unpacked than there are threads.
pub fn analyse_members(
    rules: &RuleSet,
    reading: &ReadOptions,
    options: &ScanOptions,
    reviews: Option<Arc<Reviews>>,
    files: Files,
) -> Vec<Outcome> {
    let new = || Analyser { reading: reading.clone(), options: options.clone(), reviews: reviews.clone(), ..Analyser::new(rules) };
    let members = files.enumerate().par_bridge();
    let mut outcomes: Vec<(usize, Outcome)> =
        members.map_init(new, |analyser, (place, member)| (place, analyser.analyse_member(member))).collect();
    outcomes.sort_by_key(|(place, _)| *place);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn rule_set_version(rules: &RuleSet) -> RuleSetVersion {
    RuleSetVersion { name: rules.name().to_string(), version: rules.version().to_string(), hash: rules.hash().to_string() }
}
