//! SARIF 2.1.0 (OASIS, <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>), for code scanning and everything else that
//! gathers results of many tools.
//!
//! Regions count lines, columns and characters of the text as read (`genomsyra text`), since pages of PDF files and parts of Word files have
//! none of their own; pages stand among the properties. Results are shared out over runs of [`RUN`] each, since GitHub shows no more of a run
//! and takes no more than 25,000.

mod wire;

use std::io;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{GatedReport, Judgement};
use crate::finding::Reason;
use crate::gate::{Detail, Judged, Kind, Place, Row, Rule, State, Suppression};
use crate::outcome::{Outcome, PROGRAM_VERSION};
use crate::report::facts::SetAside;
use crate::report::gate::gate_rule;
use crate::report::{Language, capitalised, excerpt, facts, told};
use crate::text::{PositionIndex, Severity};
use wire::{
    Artifact, ArtifactLocation, Automation, Base, BaseId, Content, Driver, Invocation, Level, Location, Log, LogicalLocation, Message,
    Notification, PhysicalLocation, Properties, Region, ReportingConfiguration, ReportingDescriptor, ResultKind, Run, SarifResult, Tool,
};

/// Results of one run.
const RUN: usize = 5_000;
/// The name under which fingerprints are kept.
const FINGERPRINT: &str = "genomsyra/v1";
/// The name under which is kept what a sentence and its area are known by in files of reviews.
const REVIEW: &str = "genomsyraBedomning/v1";
/// What paths are relative to: the folder of the settings, which tends to be that of the repository.
const ROOT: &str = "%SRCROOT%";
/// What stands in a path as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn write(report: GatedReport, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &log(report))?;
    out.write_all(b"\n")
}

/// The report in runs of [`RUN`] results.
fn log(report: GatedReport) -> Log {
    let documents: Vec<Judgement> = report.documents().collect();
    let mut results = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let index = document.outcome.result.as_ref().ok().map(|analysis| PositionIndex::new(&analysis.document));
        let at = At { report, document, number, index };
        results.extend(document.own.remarks.iter().map(|judged| at.result(judged)));
        results.extend(document.own.gone.iter().map(|row| at.gone(row)));
        results.extend(at.rejected());
    }
    let count = results.len().div_ceil(RUN).max(1);
    let mut rest = results.into_iter();
    let runs = (0..count).map(|number| run(report, &documents, number, rest.by_ref().take(RUN).collect()));
    Log { schema: wire::SCHEMA, version: "2.1.0", runs: runs.collect() }
}

fn run(report: GatedReport, documents: &[Judgement], number: usize, results: Vec<SarifResult>) -> Run {
    let language = report.options.language;
    let artifact = |document: &Judgement| Artifact {
        location: location(&document.own.path, None),
        length: document.outcome.bytes,
        roles: ["analysisTarget"],
        hashes: Some(&document.outcome.sha256).filter(|hash| !hash.is_empty()).map(|hash| [("sha-256", hash.clone())].into()),
    };
    let stale = documents.iter().enumerate().flat_map(|(number, document)| {
        document.own.stale.iter().map(move |suppression| Notification {
            level: Level::Warning,
            message: Message::of(document.stale(suppression)),
            locations: vec![Location::of(location(&document.own.path, Some(number)))],
        })
    });
    let stale_reviews = documents.iter().enumerate().flat_map(|(number, document)| {
        let view = document.teller.view();
        view.into_iter().flat_map(|view| facts::stale_reviews(view).into_iter().map(move |review| (view, review))).map(
            move |(view, review)| Notification {
                level: Level::Warning,
                message: Message::of(format!("{}. {}", view.texts.labels.reviews_stale, told::stale_review(view, review))),
                locations: vec![Location::of(location(&document.own.path, Some(number)))],
            },
        )
    });
    // Each run by itself would stand for all results of the tool: names keep them apart.
    let id = if number == 0 { "genomsyra/".to_string() } else { format!("genomsyra-{}/", number + 1) };
    Run {
        tool: Tool {
            driver: Driver {
                name: "genomsyra",
                version: PROGRAM_VERSION,
                semantic_version: PROGRAM_VERSION,
                language: if language == Language::Swedish { "sv" } else { "en" },
                rules: Rule::ALL.iter().map(|rule| descriptor(*rule, language)).collect(),
            },
        },
        automation_details: Automation { id },
        invocations: [Invocation {
            execution_successful: documents.iter().all(|document| document.own.read),
            tool_configuration_notifications: stale.chain(stale_reviews).filter(|_| number == 0).collect(),
        }],
        original_uri_base_ids: [(ROOT, BaseId { description: Message::of(report.texts().sarif_root.to_string()) })].into(),
        artifacts: documents.iter().map(artifact).collect(),
        results,
        column_kind: "unicodeCodePoints",
        properties: Base {
            rules: report.rules.name().to_string(),
            rules_version: report.rules.version().to_string(),
            rules_hash: report.rules.hash().to_string(),
        },
    }
}

fn descriptor(rule: Rule, language: Language) -> ReportingDescriptor {
    let text = gate_rule(rule, language);
    ReportingDescriptor {
        id: rule.id(),
        short_description: Message::of(format!("{}.", text.name)),
        full_description: Message::of(text.help.to_string()),
        help: Message::of(text.help.to_string()),
        default_configuration: ReportingConfiguration { level: level(rule, rule.severity()) },
        properties: wire::Tags { tags: [rule.kind().key()] },
    }
}

/// References are no shortcomings: results of another kind, which have no level.
fn level(rule: Rule, severity: Severity) -> Level {
    match (rule.kind(), severity) {
        (Kind::Reference, _) => Level::None,
        (_, Severity::Error) => Level::Error,
        (_, Severity::Warning) => Level::Warning,
        (_, Severity::Note) => Level::Note,
    }
}

/// A document while its results are made.
struct At<'a> {
    report: GatedReport<'a>,
    document: &'a Judgement<'a>,
    number: usize,
    index: Option<PositionIndex<'a>>,
}

impl At<'_> {
    fn result(&self, judged: &Judged) -> SarifResult {
        let remark = &judged.remark;
        let said = self.document.said(judged);
        let text = [said.message, said.remedy].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        let (areas, step) = match &remark.detail {
            Detail::Reference(areas, step) => (self.ids(*areas), Some(*step)),
            Detail::Said(areas) => (self.ids(*areas), None),
            _ => (Vec::new(), None),
        };
        SarifResult {
            rule_id: remark.rule.id().to_string(),
            rule_index: Rule::ALL.iter().position(|rule| *rule == remark.rule),
            kind: if remark.rule.kind() == Kind::Reference { ResultKind::Informational } else { ResultKind::Fail },
            level: level(remark.rule, remark.severity),
            message: Message::of(text),
            locations: vec![self.location(remark.place.as_ref(), self.document.outcome)],
            partial_fingerprints: [(FINGERPRINT, remark.fingerprint.to_string())].into(),
            baseline_state: judged.state.map(|state| match state {
                State::New => "new",
                State::Worse => "updated",
                State::Unchanged => "unchanged",
            }),
            suppressions: judged.suppression.iter().map(|suppression| self.suppression(suppression, judged.is_expired)).collect(),
            properties: Properties {
                subject: Some(excerpt::clean(&remark.subject)).filter(|subject| !subject.is_empty()),
                page: remark.place.as_ref().and_then(|place| place.page),
                areas,
                step,
                origin: Some(said.origin).filter(|origin| !origin.is_empty()),
            },
        }
    }

    fn ids(&self, areas: crate::rule::AreaSet) -> Vec<String> {
        areas.iter().map(|area| self.report.rules.taxonomy().area(area).id.clone()).collect()
    }

    /// What the baseline has and the document no longer.
    fn gone(&self, row: &Row) -> SarifResult {
        let rule = Rule::find(&row.rule);
        let is_reference = rule.is_some_and(|rule| rule.kind() == Kind::Reference);
        SarifResult {
            rule_id: excerpt::clean(&row.rule),
            rule_index: Rule::ALL.iter().position(|other| Some(*other) == rule),
            kind: if is_reference { ResultKind::Informational } else { ResultKind::Fail },
            level: rule.map_or(Level::Note, |rule| level(rule, rule.severity())),
            message: Message::of(self.document.gone(row)),
            locations: vec![self.location(None, self.document.outcome)],
            partial_fingerprints: [(FINGERPRINT, row.fingerprint.to_string())].into(),
            baseline_state: Some("absent"),
            suppressions: Vec::new(),
            properties: Properties::default(),
        }
    }

    /// What somebody has looked at and rejected: references that are suppressed, with why.
    fn rejected(&self) -> Vec<SarifResult> {
        let Some(view) = self.document.teller.view() else { return Vec::new() };
        let groups = facts::ignored(view).into_iter().filter(facts::IgnoredGroup::is_rejected);
        let result = |one: SetAside| {
            let Reason::Rejected(place) = one.reason else { return None };
            let review = view.review(place)?;
            let said = capitalised(&told::review(view, review));
            let span = one.words.unwrap_or(view.document().units()[one.unit as usize].span);
            let page = view.document().page_at(span.start).map(|page| page.number);
            let at = Place { unit: one.unit, span, page, headings: Vec::new() };
            Some(SarifResult {
                rule_id: Rule::Reference.id().to_string(),
                rule_index: Rule::ALL.iter().position(|rule| *rule == Rule::Reference),
                kind: ResultKind::Informational,
                level: Level::None,
                message: Message::of(format!("{}: {said}", capitalised(&view.area_names(one.areas)))),
                locations: vec![self.location(Some(&at), self.document.outcome)],
                partial_fingerprints: [(REVIEW, review.fingerprint.to_string())].into(),
                // All results have a state or none: somebody's word on a finding is neither new nor worse.
                baseline_state: self.report.verdict.has_baseline.then_some("unchanged"),
                suppressions: vec![wire::Suppression { kind: "external", status: "accepted", justification: said }],
                properties: Properties { page, areas: self.ids(one.areas), ..Properties::default() },
            })
        };
        groups.flat_map(|group| group.examples.into_iter().filter_map(&result).collect::<Vec<_>>()).collect()
    }

    fn suppression(&self, suppression: &Suppression, is_expired: bool) -> wire::Suppression {
        let t = self.report.texts();
        wire::Suppression {
            kind: "external",
            // One whose time is out excuses nothing.
            status: if is_expired { "rejected" } else { "accepted" },
            justification: if is_expired { super::expired(t, suppression) } else { super::excused(t, suppression) },
        }
    }

    fn location(&self, place: Option<&Place>, outcome: &Outcome) -> Location {
        let mut out = Location::of(location(&self.document.own.path, Some(self.number)));
        let (Some(place), Some(index), Ok(analysis)) = (place, &self.index, &outcome.result) else { return out };
        let (from, to) = (index.at(place.span.start), index.at(place.span.end));
        let quotes = self.report.options.quotes;
        out.physical_location.region = Some(Region {
            start_line: from.line,
            start_column: from.column,
            end_line: to.line,
            end_column: to.column,
            char_offset: from.character,
            char_length: to.character - from.character,
            snippet: quotes.then(|| Content { text: excerpt::clean(analysis.document.slice(place.span)) }),
        });
        if let Some(last) = place.headings.last().filter(|_| quotes) {
            out.logical_locations = Some([LogicalLocation {
                name: excerpt::clean(last),
                fully_qualified_name: place.headings.iter().map(|heading| excerpt::clean(heading)).collect::<Vec<_>>().join(" › "),
                kind: "section",
            }]);
        }
        out
    }
}

fn location(path: &str, index: Option<usize>) -> ArtifactLocation {
    let path = path.replace('\\', "/");
    // What lies outside the folder has an address of its own, on this machine.
    let uri = utf8_percent_encode(&path, PATH).to_string();
    match path.starts_with('/') {
        true => ArtifactLocation { uri: format!("file://{uri}"), uri_base_id: None, index },
        false => ArtifactLocation { uri, uri_base_id: Some(ROOT), index },
    }
}

impl Location {
    fn of(artifact_location: ArtifactLocation) -> Location {
        Location { physical_location: PhysicalLocation { artifact_location, region: None }, logical_locations: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_elsewhere_has_an_address_of_its_own() {
        assert_eq!(location("/hem/å b.pdf", None).uri, "file:///hem/%C3%A5%20b.pdf");
        assert_eq!(location("policyer/a:b#1.pdf", None).uri, "policyer/a%3Ab%231.pdf");
    }
}
