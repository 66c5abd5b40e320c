//! A test report: a suite for each document, a test for each demand on it.
//!
//! What is excused or known from before is a test that was skipped, with why; what could not be read is an error and never a failure.

use std::io;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{GatedReport, Judgement};
use crate::gate::{Demand, Demanded, Detail, Judged, Kind, Rule};
use crate::report::gate::{demand_as_setting, gate_rule, origin_in_words};
use crate::text::Severity;

pub(super) fn write(report: GatedReport, out: &mut dyn io::Write) -> io::Result<()> {
    let mut tests = Report::new("genomsyra");
    for document in report.documents() {
        tests.add_test_suite(suite(report, &document));
    }
    tests.serialize(out).map_err(io::Error::other)
}

fn suite(report: GatedReport, document: &Judgement) -> TestSuite {
    let mut suite = TestSuite::new(document.path.as_str());
    suite.add_test_case(readable(report, document));
    for demanded in &document.own.in_force.demands {
        suite.add_test_case(demand(report, document, demanded));
    }
    // Words that the settings forbid, and whatever else they have made an error.
    let is_other =
        |judged: &&Judged| judged.remark.severity == Severity::Error && !matches!(judged.remark.rule.kind(), Kind::Demand | Kind::Unread);
    for judged in document.own.remarks.iter().filter(is_other) {
        let name = format!("{} {}", gate_rule(judged.remark.rule, report.options.language).name, judged.remark.fingerprint);
        suite.add_test_case(case(&name, judged.remark.rule.id(), status(document, &[judged])));
    }
    let rest: Vec<String> = document
        .own
        .remarks
        .iter()
        .filter(|judged| judged.remark.severity == Severity::Warning)
        .map(|judged| format!("{} {}: {}", judged.remark.rule.id(), judged.remark.fingerprint, document.whole(judged)))
        .chain(document.own.gone.iter().map(|row| format!("{} {}: {}", row.rule, row.fingerprint, document.gone(row))))
        .chain(document.own.stale.iter().map(|suppression| document.stale(suppression)))
        .collect();
    if !rest.is_empty() {
        suite.set_system_out(rest.join("\n"));
    }
    suite
}

fn readable(report: GatedReport, document: &Judgement) -> TestCase {
    let unread = document.own.remarks.iter().find(|judged| judged.remark.rule == Rule::Unread);
    let status = match unread {
        Some(judged) => not_passed(NonSuccessKind::Error, judged.remark.rule.id(), &document.whole(judged)),
        None => TestCaseStatus::success(),
    };
    case(report.texts().test_readable, Rule::Unread.id(), status)
}

fn demand(report: GatedReport, document: &Judgement, demanded: &Demanded) -> TestCase {
    let (key, value) = demand_as_setting(&demanded.demand, report.rules);
    let name = format!("{key} = {value} ({})", origin_in_words(&demanded.origin, report.options.language));
    let broken: Vec<&Judged> = document.own.remarks.iter().filter(|judged| breaks(judged, demanded)).collect();
    let status = match document.own.read {
        true => status(document, &broken),
        false => skipped(report.texts().not_judged),
    };
    case(&name, demanded.demand.rule(report.rules).id(), status)
}

/// Whether a remark tells of this demand, or of a part of it.
fn breaks(judged: &Judged, demanded: &Demanded) -> bool {
    let Detail::Demand(broken) = &judged.remark.detail else { return false };
    let same = match (&broken.demand, &demanded.demand) {
        (Demand::Link(_, own), Demand::Link(None, asked)) => own == asked,
        (own, asked) => own == asked,
    };
    same && broken.origin == demanded.origin
}

/// Passed without any of these; failed if one of them fails the document; else skipped.
fn status(document: &Judgement, judged: &[&Judged]) -> TestCaseStatus {
    let lines = |of: &[&Judged]| of.iter().map(|judged| document.whole(judged)).collect::<Vec<_>>().join("\n");
    let failing: Vec<&Judged> = judged.iter().copied().filter(|judged| judged.fails()).collect();
    match (failing.first(), judged.is_empty()) {
        (Some(first), _) => not_passed(NonSuccessKind::Failure, first.remark.rule.id(), &lines(&failing)),
        (None, true) => TestCaseStatus::success(),
        (None, false) => skipped(&lines(judged)),
    }
}

fn not_passed(kind: NonSuccessKind, rule: &str, text: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(rule).set_message(text.lines().next().unwrap_or_default()).set_description(text);
    status
}

fn skipped(text: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_message(text);
    status
}

fn case(name: &str, rule: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(rule);
    case
}
