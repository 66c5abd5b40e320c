//! Documents that somebody has put on a page: read, judged, shown in every format and held beside each other, in memory only.
//!
//! What both pages have in common: `genomsyra serve` puts HTTP around it, the page without a server a browser's worker. It knows neither.
//! What it writes is what the command line writes of the same bytes under the same name with default settings.

mod form;
pub mod page;
mod paper;

use std::io;

use crate::annotate::annotate;
use crate::gate::{InForce, Known, Subject, Verdict};
use crate::identity::Date;
use crate::outcome::Outcome;
use crate::read::{ReadOptions, files};
use crate::report::{Card, ComparisonReport, Format, GatedReport, Language, Options, refusal_text};
use crate::rule::RuleSet;
use crate::run::Analyser;
use crate::scan::ScanOptions;
pub use form::Form;
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
/// let papers = desk.read("plan.md", "# Plan\n\nSkolan ska varje år höra barnen om barnets bästa.".as_bytes(), None);
/// assert_eq!(desk.card(&papers[0], Language::Swedish).title.as_deref(), Some("Plan"));
/// let html = desk.write(&papers[0], Form::HTML, Language::Swedish).unwrap();
/// assert!(html.starts_with(b"<!DOCTYPE html>"));
/// ```
pub struct Desk<'r> {
    rules: &'r RuleSet,
    reading: ReadOptions,
    today: Date,
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

    /// Limits and password of the readers.
    pub fn reading(&self) -> &ReadOptions {
        &self.reading
    }

    /// Reads and judges a file: one document, or all that an archive or a message holds. `document_type` is the id that the reader chose.
    ///
    /// Never fails: what cannot be read is a paper with its problem.
    pub fn read(&self, name: &str, bytes: &[u8], document_type: Option<&str>) -> Vec<Paper> {
        let mut analyser = self.analyser(document_type);
        let papers = files(bytes, name, &self.reading.limits).map(|member| {
            let bytes = member.bytes.as_ref().map(|bytes| bytes.to_vec()).unwrap_or_default();
            Paper { outcome: analyser.analyse_member(member), bytes }
        });
        papers.collect()
    }

    /// Reads a paper's bytes again, as another type of document.
    pub fn read_again(&self, paper: &Paper, document_type: Option<&str>) -> Paper {
        // What could not be taken out of its archive stays as it was told.
        if paper.bytes.is_empty() {
            return Paper { outcome: paper.outcome.clone(), bytes: Vec::new() };
        }
        let outcome = self.analyser(document_type).analyse(&paper.bytes, &paper.outcome.name);
        Paper { outcome, bytes: paper.bytes.clone() }
    }

    fn analyser(&self, document_type: Option<&str>) -> Analyser<'r> {
        let mut analyser = Analyser::new(self.rules);
        analyser.reading = self.reading.clone();
        analyser.options = ScanOptions { document_type: document_type.map(str::to_string), ..ScanOptions::default() };
        analyser
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

impl From<io::Error> for CannotWrite {
    fn from(error: io::Error) -> Self {
        CannotWrite(error.to_string())
    }
}
