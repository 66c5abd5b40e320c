//! Documents that somebody has put on a page: read, judged, shown in every format and held beside each other, in memory only.
//!
//! What both pages have in common: `genomsyra serve` puts HTTP around it, the page without a server a browser's worker. It knows neither.
//! What it writes is what the command line writes of the same bytes under the same name with default settings.

mod form;
mod notebook;
pub mod page;
mod paper;
mod statement;

use std::io;
use std::sync::Arc;

use serde::Serialize;

use crate::annotate::annotate;
use crate::fingerprint::Fingerprint;
use crate::gate::{InForce, Known, Subject, Verdict};
use crate::handwritten::beginning;
use crate::identity::Date;
use crate::outcome::Outcome;
use crate::read::{ReadOptions, files};
use crate::report::{Card, ComparisonReport, Format, GatedReport, Language, Options, refusal_text};
use crate::review::{Answer, Review};
use crate::rule::{Area, RuleSet};
use crate::run::{Analyser, Beforehand};
use crate::scan::ScanOptions;
pub use form::Form;
pub use notebook::Notebook;
pub use paper::Paper;

/// Reads documents and writes of them, with one rule set.
///
/// ```
/// use genomsyra::desk::{Desk, Form};
/// use genomsyra::identity::Date;
/// use genomsyra::read::ReadOptions;
/// use genomsyra::report::Language;
/// use genomsyra::rule::{RuleSet, built_in_files};
///
/// let rules = RuleSet::from_files(&built_in_files()).unwrap();
/// let desk = Desk::new(&rules, ReadOptions::default(), Date::day(2026, 1, 1).unwrap());
/// let plan = "# Plan\n\nSkolan ska varje år höra barnen om barnets bästa.";
/// let papers = desk.read("plan.md", plan.as_bytes(), &Default::default());
/// assert_eq!(desk.card(&papers[0], Language::Swedish).title.as_deref(), Some("Plan"));
/// let html = desk.write(&papers[0], Form::HTML, Language::Swedish).unwrap();
/// assert!(html.starts_with(b"<!DOCTYPE html>"));
/// ```
pub struct Desk<'r> {
    rules: &'r RuleSet,
    reading: ReadOptions,
    today: Date,
}

/// What a reader chooses from.
#[derive(Clone, Debug, Serialize)]
pub struct Choices<'r> {
    /// Types of documents.
    pub kinds: Vec<Choice<'r>>,
    /// Areas and grounds.
    pub areas: Vec<Choice<'r>>,
}

/// One of them, with its name for the reader.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Choice<'r> {
    /// By what it is known.
    pub id: &'r str,
    /// What it is called.
    pub name: &'r str,
}

/// What somebody says of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Right or wrong.
    pub answer: Answer,
    /// Why; may be empty for one that is right.
    pub reason: String,
    /// Who says so.
    pub by: String,
}

/// Why nothing can be said of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotReview {
    /// The document has none that is known by this.
    NoFinding,
    /// A name is missing.
    Nobody,
    /// Whoever rejects says why.
    NoReason,
}

/// Why something cannot be written, in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotWrite(pub String);

impl<'r> Desk<'r> {
    /// A desk; `today` is the day that a verdict is told of.
    pub fn new(rules: &'r RuleSet, reading: ReadOptions, today: Date) -> Self {
        Desk { rules, reading, today }
    }

    /// The rules in use.
    pub fn rules(&self) -> &'r RuleSet {
        self.rules
    }

    /// What a reader chooses from: types of documents, areas and grounds.
    pub fn choices(&self, language: Language) -> Choices<'r> {
        let areas = self.rules.taxonomy().areas().iter();
        let name = |area: &'r Area| if language == Language::Swedish { &*area.name } else { &*area.name_en };
        Choices {
            kinds: self.rules.document_types().iter().map(|kind| Choice { id: &kind.id, name: &kind.name }).collect(),
            areas: areas.map(|area| Choice { id: &area.id, name: name(area) }).collect(),
        }
    }

    /// Limits and password of the readers.
    pub fn reading(&self) -> &ReadOptions {
        &self.reading
    }

    /// Reads and judges a file: one document, or all that an archive or a message holds. `known` is the type that the reader chose and what
    /// has been said of findings.
    ///
    /// Never fails: what cannot be read is a paper with its problem.
    pub fn read(&self, name: &str, bytes: &[u8], known: &Beforehand) -> Vec<Paper> {
        let mut analyser = self.analyser(known);
        let papers = files(bytes, name, &self.reading.limits).map(|member| {
            let bytes = member.bytes.as_ref().map(|bytes| Arc::from(&bytes[..])).unwrap_or_default();
            let mut outcome = analyser.analyse_member(member);
            note_own(&mut outcome);
            Paper { outcome, bytes }
        });
        papers.collect()
    }

    /// Reads a paper's bytes again, as another type of document.
    pub fn read_again(&self, paper: &Paper, known: &Beforehand) -> Paper {
        // What could not be taken out of its archive stays as it was told.
        if paper.bytes.is_empty() {
            return paper.clone();
        }
        let mut outcome = self.analyser(known).analyse(&paper.bytes, &paper.outcome.name);
        note_own(&mut outcome);
        Paper { outcome, bytes: paper.bytes.clone() }
    }

    /// Judges a paper again after somebody has said something of a finding; its bytes are not read again.
    pub fn judge_again(&self, paper: &Paper, known: &Beforehand) -> Paper {
        let Outcome { name, bytes, sha256, rules, result } = &paper.outcome;
        let (name, sha256, rules) = (name.clone(), sha256.clone(), rules.clone());
        let result = match result {
            Ok(analysis) => Ok(self.analyser(known).judge(analysis.document.clone())),
            Err(problem) => Err(problem.clone()),
        };
        let mut outcome = Outcome { name, bytes: *bytes, sha256, rules, result };
        note_own(&mut outcome);
        Paper { outcome, bytes: paper.bytes.clone() }
    }

    fn analyser(&self, known: &Beforehand) -> Analyser<'r> {
        let mut analyser = Analyser::new(self.rules);
        analyser.reading = self.reading.clone();
        analyser.options = ScanOptions { document_type: known.document_type.clone(), ..ScanOptions::default() };
        analyser.reviews = known.reviews.clone();
        analyser
    }

    /// What is said of a finding of a paper, ready for the [`Notebook`]. Spaces around reason and name are left out.
    ///
    /// # Errors
    /// The paper has no such finding, nobody says who they are, or somebody rejects without a reason.
    pub fn review(&self, paper: &Paper, print: Fingerprint, said: &Said) -> Result<Review, CannotReview> {
        let (reason, by) = (said.reason.trim().to_string(), said.by.trim().to_string());
        if by.is_empty() {
            return Err(CannotReview::Nobody);
        }
        if said.answer == Answer::Rejected && reason.is_empty() {
            return Err(CannotReview::NoReason);
        }
        let analysis = paper.outcome.result.as_ref().map_err(|_| CannotReview::NoFinding)?;
        let document = &analysis.document;
        let (area, sentence) = match analysis.known(self.rules).remove(&print) {
            Some((unit, area)) => {
                let sentence = beginning(document.slice(document.units()[unit as usize].span));
                (self.rules.taxonomy().area(area).id.clone(), sentence)
            }
            // One that is rejected counts no more; what was said of it tells what it is.
            None => {
                let earlier = analysis.reviewed.as_ref().and_then(|reviewed| reviewed.reviews.of(print));
                let earlier = earlier.ok_or(CannotReview::NoFinding)?;
                (earlier.area.clone(), earlier.sentence.clone())
            }
        };
        let document = paper.outcome.name.clone();
        Ok(Review { fingerprint: print, answer: said.answer, area, document, sentence, reason, by, date: self.today, line: 0 })
    }

    /// Whether what is said of this sentence and area can change a paper.
    pub fn has_sentence(&self, paper: &Paper, review: &Review) -> bool {
        paper.outcome.result.as_ref().is_ok_and(|analysis| analysis.has_sentence(review.fingerprint, &review.area))
    }

    /// The paper in brief.
    pub fn card(&self, paper: &Paper, language: Language) -> Card {
        Card::of(&paper.outcome, self.rules, language)
    }

    /// Writes a paper in this form.
    ///
    /// # Errors
    /// The document takes no comments.
    pub fn write(&self, paper: &Paper, form: Form, language: Language) -> Result<Vec<u8>, CannotWrite> {
        let options = Options { language, ..Options::default() };
        match form {
            Form::Report(format) => self.report(&paper.outcome, format, &options),
            Form::Annotated => {
                let made = annotate(&paper.bytes, &paper.outcome, self.rules, &options, &self.reading.limits);
                made.map(|made| made.bytes).map_err(|refusal| CannotWrite(refusal_text(refusal, language).to_string()))
            }
        }
    }

    fn report(&self, outcome: &Outcome, format: Format, options: &Options) -> Result<Vec<u8>, CannotWrite> {
        let subject = Subject { outcome, path: outcome.name.clone(), in_force: InForce::built_in(Vec::new()) };
        let known = Known { baseline: None, suppressions: Vec::new(), today: self.today };
        let verdict = Verdict::of(vec![subject], self.rules, &known);
        let report = GatedReport { outcomes: std::slice::from_ref(outcome), verdict: &verdict, rules: self.rules, options };
        let mut out = Vec::new();
        report.write(format, &mut out)?;
        Ok(out)
    }

    /// Writes what differs between two versions of a document.
    ///
    /// # Errors
    /// One of the two was not judged, or comparisons are not written in this format ([`Format::OF_COMPARISON`]).
    pub fn compare(&self, old: &Paper, new: &Paper, format: Format, language: Language) -> Result<Vec<u8>, CannotWrite> {
        let options = Options { language, ..Options::default() };
        let report = ComparisonReport::new(&old.outcome, &new.outcome, self.rules, &options);
        let mut out = Vec::new();
        report.map_err(|error| CannotWrite(error.to_string()))?.write(format, &mut out)?;
        Ok(out)
    }
}

/// Which reviews were said of this very document, so that those without a sentence are told.
fn note_own(outcome: &mut Outcome) {
    let name = outcome.name.as_str();
    if let Some(reviewed) = outcome.result.as_mut().ok().and_then(|analysis| analysis.reviewed.as_mut()) {
        reviewed.own = reviewed.reviews.said_of(name, &[name]);
    }
}

impl From<io::Error> for CannotWrite {
    fn from(error: io::Error) -> Self {
        CannotWrite(error.to_string())
    }
}
