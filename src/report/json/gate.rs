//! What the gate says of a document, beside what was found in it.

use serde::Serialize;

use super::super::gate::RemarkTeller;
use super::super::{Options, excerpt};
use super::wire::Span;
use crate::gate::{DocumentVerdict, Judged, Row, State, Suppression};
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::{PositionIndex, Severity};

#[derive(Serialize)]
pub(super) struct Gate {
    path: String,
    fails: bool,
    remarks: Vec<Remark>,
    gone: Vec<Gone>,
    stale: Vec<Exception>,
}

#[derive(Serialize)]
struct Remark {
    rule: &'static str,
    subject: Option<String>,
    severity: &'static str,
    message: String,
    remedy: Option<String>,
    origin: Option<String>,
    fingerprint: String,
    unit: Option<u32>,
    page: Option<u32>,
    span: Option<Span>,
    fails: bool,
    state: Option<&'static str>,
    exception: Option<Exception>,
}

#[derive(Serialize)]
struct Exception {
    rule: &'static str,
    fingerprint: String,
    reason: String,
    by: String,
    date: String,
    until: Option<String>,
    expired: bool,
}

#[derive(Serialize)]
struct Gone {
    rule: String,
    subject: Option<String>,
    fingerprint: String,
    sentence: Option<String>,
}

pub(super) fn of(own: &DocumentVerdict, outcome: &Outcome, rules: &RuleSet, options: &Options) -> Gate {
    let index = outcome.result.as_ref().ok().map(|analysis| PositionIndex::new(&analysis.document));
    let teller = RemarkTeller::new(outcome, rules, options);
    let remark = |judged: &Judged| {
        let remark = &judged.remark;
        let said = teller.tell(remark);
        let place = remark.place.as_ref();
        Remark {
            rule: remark.rule.id(),
            subject: filled(excerpt::clean(&remark.subject)),
            severity: match remark.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            },
            message: said.message,
            remedy: filled(said.remedy),
            origin: filled(said.origin),
            fingerprint: remark.fingerprint.to_string(),
            unit: place.map(|place| place.unit),
            page: place.and_then(|place| place.page),
            span: index.as_ref().zip(place).map(|(index, place)| Span {
                start: place.span.start,
                end: place.span.end,
                char_start: index.character(place.span.start),
                char_end: index.character(place.span.end),
            }),
            fails: judged.fails(),
            state: judged.state.map(|state| match state {
                State::New => "new",
                State::Worse => "worse",
                State::Unchanged => "unchanged",
            }),
            exception: judged.suppression.as_ref().map(|suppression| exception(suppression, judged.is_expired)),
        }
    };
    let gone = |row: &Row| Gone {
        rule: excerpt::clean(&row.rule),
        subject: filled(excerpt::clean(&row.subject)),
        fingerprint: row.fingerprint.to_string(),
        sentence: filled(excerpt::clean(&row.sentence)).filter(|_| options.quotes),
    };
    Gate {
        path: excerpt::clean(&own.path),
        fails: own.fails(),
        remarks: own.remarks.iter().map(remark).collect(),
        gone: own.gone.iter().map(gone).collect(),
        stale: own.stale.iter().map(|suppression| exception(suppression, false)).collect(),
    }
}

fn exception(suppression: &Suppression, expired: bool) -> Exception {
    Exception {
        rule: suppression.rule.id(),
        fingerprint: suppression.fingerprint.to_string(),
        reason: excerpt::clean(&suppression.reason),
        by: excerpt::clean(&suppression.by),
        date: suppression.date.to_string(),
        until: suppression.until.map(|until| until.to_string()),
        expired,
    }
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
