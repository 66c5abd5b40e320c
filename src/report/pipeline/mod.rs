//! The gate's remarks for the systems around documents: code scanning, test reports, merge requests.
//!
//! All of these tell the same remarks, in the words of [`gate`](super::gate): none hides what is excused or known from before, each says so
//! in its own way.

mod github;
mod gitlab;
mod junit;
mod sarif;
mod summary;

use std::io;

use super::GatedReport;
use super::excerpt::clean;
use super::gate::{RemarkInWords, RemarkTeller, stale_in_words};
use super::texts::{GateTexts, fill};
use crate::gate::{DocumentVerdict, Judged, Row, State, Suppression};
use crate::outcome::Outcome;
use crate::text::Severity;
pub(super) use summary::section;

/// How a verdict is written for other systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PipelineFormat {
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// A test report in the XML that build servers read.
    Junit,
    /// Lines that GitHub shows beside the files of a change.
    Github,
    /// A code quality report for merge requests in GitLab.
    Gitlab,
    /// Markdown for a comment on a pull request.
    Summary,
}

impl PipelineFormat {
    /// All of them with their names on the command line.
    pub const ALL: [(PipelineFormat, &'static str); 5] = [
        (PipelineFormat::Sarif, "sarif"),
        (PipelineFormat::Junit, "junit"),
        (PipelineFormat::Github, "github"),
        (PipelineFormat::Gitlab, "gitlab"),
        (PipelineFormat::Summary, "summary"),
    ];
}

pub(super) fn write(report: GatedReport, format: PipelineFormat, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        PipelineFormat::Sarif => sarif::write(report, out),
        PipelineFormat::Junit => junit::write(report, out),
        PipelineFormat::Github => github::write(report, out),
        PipelineFormat::Gitlab => gitlab::write(report, out),
        PipelineFormat::Summary => summary::write(report, out),
    }
}

/// A document with its outcome.
struct Judgement<'a> {
    pub outcome: &'a Outcome,
    pub own: &'a DocumentVerdict,
    /// Its path, without anything that steers a terminal.
    pub path: String,
    report: GatedReport<'a>,
    teller: RemarkTeller<'a>,
}

impl<'a> GatedReport<'a> {
    fn texts(&self) -> &'static GateTexts {
        GateTexts::of(self.options.language)
    }

    fn documents(self) -> impl Iterator<Item = Judgement<'a>> {
        let pairs = self.outcomes.iter().zip(&self.verdict.documents);
        pairs.map(move |(outcome, own)| {
            let teller = RemarkTeller::new(outcome, self.rules, self.options);
            Judgement { outcome, own, path: clean(&own.path), report: self, teller }
        })
    }
}

impl Judgement<'_> {
    fn said(&self, judged: &Judged) -> RemarkInWords {
        self.teller.tell(&judged.remark)
    }

    /// What was found, where, what to do, and why it fails or not although one would think otherwise, as running text.
    fn whole(&self, judged: &Judged) -> String {
        let (text, standing) = (self.said(judged).text(), self.standing(judged));
        if standing.is_empty() { text } else { format!("{text} {standing}") }
    }

    /// Why it does not fail although it would, or fails although it was excused; empty where neither is so.
    fn standing(&self, judged: &Judged) -> String {
        let t = self.report.texts();
        match &judged.suppression {
            Some(suppression) if judged.is_expired => expired(t, suppression),
            Some(suppression) => excused(t, suppression),
            None if judged.state == Some(State::Unchanged) && judged.remark.severity == Severity::Error => t.known.to_string(),
            None => String::new(),
        }
    }

    /// What was there and is gone.
    fn gone(&self, row: &Row) -> String {
        let sentence = if self.report.options.quotes { clean(&row.sentence) } else { String::new() };
        let what = [clean(&row.subject), sentence].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ");
        let t = self.report.texts();
        if what.is_empty() { t.was_there.to_string() } else { format!("{} {what}", t.was_there) }
    }

    /// An exception that is no longer needed.
    fn stale(&self, suppression: &Suppression) -> String {
        stale_in_words(suppression, self.report.options.language)
    }
}

fn excused(t: &GateTexts, suppression: &Suppression) -> String {
    fill(t.excused_by, &[("by", &clean(&suppression.by)), ("until", &t.until(suppression)), ("reason", &clean(&suppression.reason))])
}

fn expired(t: &GateTexts, suppression: &Suppression) -> String {
    let until = suppression.until.map_or_else(String::new, |until| until.to_string());
    fill(t.expired_by, &[("by", &clean(&suppression.by)), ("until", &until), ("reason", &clean(&suppression.reason))])
}
