//! Workflow commands: lines on standard output that GitHub shows beside the files of a change.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>. A step shows ten errors, ten warnings and ten
//! notices: what fails stands first. Places in a document are told in words, since its lines are none of the file's.

use std::io;

use super::{GatedReport, Judgement};
use crate::gate::{Judged, Kind};
use crate::report::gate::gate_rule;
use crate::text::Severity;

pub(super) fn write(report: GatedReport, out: &mut dyn io::Write) -> io::Result<()> {
    let documents: Vec<Judgement> = report.documents().collect();
    let mut all: Vec<(&Judgement, &Judged)> = Vec::new();
    for document in &documents {
        all.extend(
            document.own.remarks.iter().filter(|judged| judged.remark.rule.kind() != Kind::Reference).map(|judged| (document, judged)),
        );
    }
    all.sort_by_key(|(_, judged)| std::cmp::Reverse(rank(judged)));
    for (document, judged) in all {
        let title = format!(
            "{} [{} {}]",
            gate_rule(judged.remark.rule, report.options.language).name,
            judged.remark.rule.id(),
            judged.remark.fingerprint
        );
        command(out, level(judged), &document.path, &title, &document.whole(judged))?;
    }
    for document in &documents {
        for row in &document.own.gone {
            let title = format!("{} [{} {}]", report.texts().gone_remark, row.rule, row.fingerprint);
            command(out, "notice", &document.path, &title, &document.gone(row))?;
        }
        for suppression in &document.own.stale {
            command(out, "warning", &document.path, report.texts().stale_title, &document.stale(suppression))?;
        }
    }
    Ok(())
}

/// What matters most: what fails or was not read, then by severity; equal ones stay in order.
fn rank(judged: &Judged) -> (bool, Severity) {
    (level(judged) == "error", judged.remark.severity)
}

/// What fails is an error; an error that is excused or known from before is told as a notice.
fn level(judged: &Judged) -> &'static str {
    match judged.remark.severity {
        Severity::Error if judged.fails() || judged.remark.rule.kind() == Kind::Unread => "error",
        Severity::Warning if !judged.is_excused() => "warning",
        _ => "notice",
    }
}

fn command(out: &mut dyn io::Write, level: &str, path: &str, title: &str, message: &str) -> io::Result<()> {
    writeln!(out, "::{level} file={},title={}::{}", property(path), property(title), data(message))
}

/// What would end the line or begin another command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What would end the property, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_the_line_or_the_property() {
        assert_eq!(data("100 %\nny rad::error::"), "100 %25%0Any rad::error::");
        assert_eq!(property("a,b: 5 %"), "a%2Cb%3A 5 %25");
    }
}
