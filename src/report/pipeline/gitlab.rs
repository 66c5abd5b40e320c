//! A code quality report for merge requests in GitLab: a list of findings with a fingerprint each.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>. GitLab itself compares with the branch that is merged into.
//! Lines are those of the text as read (`genomsyra text`).

use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::GatedReport;
use crate::gate::{Judged, Kind};
use crate::text::{PositionIndex, Severity};

#[derive(Serialize)]
struct Finding {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

pub(super) fn write(report: GatedReport, out: &mut dyn io::Write) -> io::Result<()> {
    let mut findings = Vec::new();
    for document in report.documents() {
        let index = document.outcome.result.as_ref().ok().map(|analysis| PositionIndex::new(&analysis.document));
        for judged in document.own.remarks.iter().filter(|judged| judged.remark.rule.kind() != Kind::Reference) {
            let place = judged.remark.place.as_ref();
            let begin = index.as_ref().zip(place).map_or(1, |(index, place)| index.at(place.span.start).line);
            // GitLab wants them to differ from file to file.
            let print = format!("{}\0{}", document.own.path, judged.remark.fingerprint);
            findings.push(Finding {
                description: document.whole(judged),
                check_name: judged.remark.rule.id(),
                fingerprint: hex::encode(Sha256::digest(print)),
                severity: severity(judged),
                location: Location { path: document.path.clone(), lines: Lines { begin } },
            });
        }
    }
    serde_json::to_writer_pretty(&mut *out, &findings)?;
    out.write_all(b"\n")
}

fn severity(judged: &Judged) -> &'static str {
    match judged.remark.severity {
        Severity::Error if judged.fails() || judged.remark.rule.kind() == Kind::Unread => "critical",
        _ if judged.is_excused() => "info",
        Severity::Error | Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
