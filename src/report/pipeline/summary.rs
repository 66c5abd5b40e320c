//! The gate's verdict as Markdown that fits a comment on a pull request or a step's summary: what fails first, then what is new, what is
//! gone and what is excused.

use std::io;

use super::{GatedReport, Judgement};
use crate::gate::{Judged, Kind, State};
use crate::report::markdown;
use crate::report::memo::{Block, Memo, TableKind, plain, strong};
use crate::report::texts::{Texts, fill};
use crate::report::told::RulesNamed;
use crate::report::{excerpt, numbers};
use crate::text::Severity;

/// Most lines of a list: a comment holds 65,536 characters.
const MOST: usize = 15;
/// Most documents that are told of one by one.
const DOCUMENTS: usize = 20;
/// Longest line of a list, characters.
const LINE: usize = 400;

pub(super) fn write(report: GatedReport, out: &mut dyn io::Write) -> io::Result<()> {
    let t = report.texts();
    let mut memo = Memo::default();
    let documents: Vec<Judgement> = report.documents().collect();
    let unread = documents.iter().any(|document| !document.own.read);
    let heading = match (report.verdict.fails(), unread) {
        (true, _) => t.summary_fails,
        (false, true) => t.summary_unread,
        (false, false) => t.summary_passes,
    };
    memo.blocks.push(Block::Heading(0, heading.to_string()));
    table(report, &documents, &mut memo);
    // Those that need somebody first.
    let mut order: Vec<&Judgement> = documents.iter().filter(|document| has_more(document)).collect();
    order.sort_by_key(|document| (!document.own.fails(), document.own.read));
    for document in order.iter().take(DOCUMENTS) {
        memo.blocks.push(Block::Heading(1, document.path.clone()));
        one(report, document, &mut memo);
    }
    if order.len() > DOCUMENTS {
        memo.blocks.push(Block::Paragraph(vec![plain(more(report, order.len() - DOCUMENTS))]));
    }
    let texts = Texts::of(report.options.language);
    memo.blocks.push(Block::Paragraph(vec![plain(texts.labels.limits_line)]));
    memo.blocks.push(Block::Paragraph(vec![plain(RulesNamed::of(report.rules).brief_line(texts))]));
    markdown::write(&memo, out)
}

/// The section on demands of a memo: nothing where nobody asked.
pub(in crate::report) fn section(report: GatedReport, memo: &mut Memo) {
    let (t, language) = (report.texts(), report.options.language);
    if !report.verdict.is_asked_for() {
        return;
    }
    memo.blocks.push(Block::Heading(1, t.heading.to_string()));
    let documents: Vec<Judgement> = report.documents().collect();
    if let [document] = documents.as_slice() {
        let failing = document.own.count(Judged::fails);
        let verdict = match (document.own.read, failing) {
            (false, _) => t.not_judged.to_string(),
            (true, 0) => format!("{}.", t.result_passes),
            (true, n) => fill(t.some_broken, &[("n", &numbers::of(n, t.broken, language))]),
        };
        memo.blocks.push(Block::Paragraph(vec![strong(verdict)]));
        return one(report, document, memo);
    }
    table(report, &documents, memo);
    for document in documents.iter().filter(|document| has_more(document)) {
        memo.blocks.push(Block::Heading(2, document.path.clone()));
        one(report, document, memo);
    }
}

fn table(report: GatedReport, documents: &[Judgement], memo: &mut Memo) {
    let (t, labels, language) = (report.texts(), &Texts::of(report.options.language).labels, report.options.language);
    let with_baseline = report.verdict.has_baseline;
    let mut head = vec![labels.summary_document, t.column_result, labels.summary_level, labels.summary_score, t.column_failing];
    if with_baseline {
        head.extend([t.column_new, t.column_gone]);
    }
    let row = |document: &Judgement| {
        let count = |of: &dyn Fn(&Judged) -> bool| numbers::count(document.own.count(of), language);
        let result = match (document.own.read, document.own.fails()) {
            (false, _) => labels.summary_unjudged,
            (true, true) => t.result_fails,
            (true, false) => t.result_passes,
        };
        let score = document.outcome.result.as_ref().ok().and_then(|analysis| analysis.score.as_ref());
        let mut row = vec![
            document.path.clone(),
            result.to_string(),
            score.map_or_else(String::new, |score| score.maturity.level.to_string()),
            score.map_or_else(String::new, |score| numbers::decimal(score.value, 1, language)),
            count(&Judged::fails),
        ];
        if with_baseline {
            row.push(count(&|judged| judged.is_new() && judged.remark.rule.kind() != Kind::Reference));
            row.push(numbers::count(document.own.gone.len(), language));
        }
        row
    };
    let rows = documents.iter().map(row).collect();
    memo.blocks.push(Block::Table { kind: TableKind::Records, head: head.into_iter().map(str::to_string).collect(), rows });
}

/// Whether there is more to say of a document than its row does.
fn has_more(document: &Judgement) -> bool {
    let told = |judged: &Judged| {
        judged.fails() || judged.suppression.is_some() || is_news(judged) || is_known(judged) || judged.remark.rule.kind() == Kind::Unread
    };
    document.own.count(told) > 0 || !document.own.gone.is_empty() || !document.own.stale.is_empty()
}

/// New shortcomings that fail nothing; new references are counted only.
fn is_news(judged: &Judged) -> bool {
    let is_told = judged.fails() || judged.is_excused() || judged.remark.rule.kind() == Kind::Unread;
    judged.is_new() && !is_told && judged.remark.severity >= Severity::Warning
}

/// What would fail the document, had it not been there before.
fn is_known(judged: &Judged) -> bool {
    judged.state == Some(State::Unchanged)
        && judged.remark.severity == Severity::Error
        && judged.remark.rule.kind() != Kind::Unread
        && !judged.is_excused()
}

fn one(report: GatedReport, document: &Judgement, memo: &mut Memo) {
    let t = report.texts();
    let id = |judged: &Judged| format!(" [{} {}]", judged.remark.rule.id(), judged.remark.fingerprint);
    let label = |judged: &Judged| match judged.state {
        Some(State::New) => format!("{}: ", t.new_remark),
        Some(State::Worse) => format!("{}: ", t.worse_remark),
        _ => String::new(),
    };
    let line = |judged: &Judged| {
        // What is known from before stands under a heading that says so.
        let text = if is_known(judged) { document.said(judged).text() } else { document.whole(judged) };
        format!("{}{}{}", label(judged), excerpt::around(&text, 0..0, LINE), id(judged))
    };
    let of = |holds: &dyn Fn(&Judged) -> bool| document.own.remarks.iter().filter(|judged| holds(judged)).map(line).collect::<Vec<_>>();
    let unread = of(&|judged| judged.remark.rule.kind() == Kind::Unread);
    let gone: Vec<String> = document
        .own
        .gone
        .iter()
        .map(|row| format!("{} [{} {}]", excerpt::around(&document.gone(row), 0..0, LINE), excerpt::clean(&row.rule), row.fingerprint))
        .collect();
    let stale: Vec<String> = document.own.stale.iter().map(|suppression| document.stale(suppression)).collect();
    for (heading, lines) in [
        (t.part_unread, unread),
        (t.part_failing, of(&Judged::fails)),
        (t.part_new, of(&is_news)),
        (t.part_known, of(&is_known)),
        (t.part_gone, gone),
        (t.part_excused, of(&Judged::is_excused)),
        (t.part_stale, stale),
    ] {
        let count = lines.len();
        if count == 0 {
            continue;
        }
        memo.blocks.push(Block::Paragraph(vec![strong(heading)]));
        let mut items: Vec<_> = lines.into_iter().take(MOST).map(|line| vec![plain(line)]).collect();
        if count > MOST {
            items.push(vec![plain(more(report, count - MOST))]);
        }
        memo.blocks.push(Block::List(items));
    }
}

fn more(report: GatedReport, count: usize) -> String {
    let text = fill(report.texts().more, &[("n", &numbers::count(count, report.options.language))]);
    format!("… {text}")
}
