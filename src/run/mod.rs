//! bytes → Document → findings → Score → Outcome, for one document or many at once.
//!
//! Nothing here prints or opens files but [`judge_archive`]: callers bring bytes and names. The order of outcomes is the order of inputs, whatever the threads do.

mod archive;
mod budget;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::finding::Findings;
use crate::outcome::{Analysis, Outcome, RuleSetVersion};
use crate::read::{Files, Member, ReadOptions, files, read_with};
use crate::rule::RuleSet;
use crate::scan::{ScanOptions, Scanner};
use crate::score::score;
use crate::text::{Document, Problem};
pub use archive::{Ended, Plan, Progress, judge_archive};

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
}

impl<'a> Analyser<'a> {
    /// An analyser with default limits.
    pub fn new(rules: &'a RuleSet) -> Self {
        Analyser { rules, scanner: Scanner::new(rules), reading: ReadOptions::default(), options: ScanOptions::default() }
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
        let findings: Findings = self.scanner.scan(&document, &self.options);
        let score = findings.units.iter().any(|u| u.eligible).then(|| score(&findings, self.rules));
        Analysis { document, findings, score }
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
/// comes back in the input's place. Every other input gives one outcome at least. `document_type` says what is known of an input's type
/// beforehand, where the options do not.
pub fn analyse_all<I, E, F, T>(
    rules: &RuleSet,
    reading: &ReadOptions,
    options: &ScanOptions,
    inputs: &[I],
    open: F,
    document_type: T,
) -> Vec<(usize, Result<Outcome, E>)>
where
    I: Sync,
    E: Send,
    F: Fn(&I) -> Result<(String, Vec<u8>), E> + Sync,
    T: Fn(&I) -> Option<String> + Sync,
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
                analyser.options.document_type = options.document_type.clone().or_else(|| document_type(input));
                let found = files(&bytes, &name, &reading.limits);
                if found.is_single() {
                    return found.map(|member| (place, Ok(analyser.analyse_member(member)))).collect();
                }
                analyse_members(rules, reading, &analyser.options, found).into_iter().map(|outcome| (place, Ok(outcome))).collect()
            },
        )
        .flatten_iter()
        .collect()
}

/// Analyses the members of one file on all of rayon's threads, in their order. A thread takes the next member when it is done with one, so
/// that no more are unpacked than there are threads.
pub fn analyse_members(rules: &RuleSet, reading: &ReadOptions, options: &ScanOptions, files: Files) -> Vec<Outcome> {
    let new = || Analyser { reading: reading.clone(), options: options.clone(), ..Analyser::new(rules) };
    let members = files.enumerate().par_bridge();
    let mut outcomes: Vec<(usize, Outcome)> =
        members.map_init(new, |analyser, (place, member)| (place, analyser.analyse_member(member))).collect();
    outcomes.sort_by_key(|(place, _)| *place);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn rule_set_version(rules: &RuleSet) -> RuleSetVersion {
    RuleSetVersion { name: rules.name().to_string(), version: rules.version().to_string(), hash: rules.hash().to_string() }
}
