//! The review memo of documents as headings, paragraphs, lists and tables: written once for every format that has those.
//!
//! All texts here are bare: what a format must escape is escaped where the format is written.

mod areas;
mod comparison;
mod lists;
mod scores;
mod verdict;
mod views;

use super::texts::{Texts, fill};
use super::view::View;
use super::{Options, excerpt, numbers, told};
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::Severity;
pub(super) use comparison::of_comparison;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub strong: bool,
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    /// Label and value; the labels are heads of their rows.
    Facts,
    /// Things of one kind, a row each.
    Records,
}

/// A part of the memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Level 0 is the memo's own title.
    Heading(u8, String),
    Paragraph(Vec<Run>),
    /// A sentence from the document and its place.
    Quote(String),
    List(Vec<Vec<Run>>),
    /// A list inside the item before it, at this depth.
    Nested(u8, Vec<Run>),
    /// What can be ticked off.
    Checklist(Vec<String>),
    Table {
        kind: TableKind,
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
}

/// A memo in the making.
#[derive(Default)]
pub(super) struct Memo {
    pub blocks: Vec<Block>,
    /// How far below its usual level a heading stands: documents among several stand one step down.
    shift: u8,
}

impl Memo {
    fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level + self.shift, text.into()));
    }

    fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(vec![plain(text)]));
    }

    fn strong(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(vec![strong(text)]));
    }

    /// Nothing, if there are no items.
    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<Vec<Run>> = items.into_iter().map(|item| vec![plain(item)]).collect();
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Nothing, if there are no rows.
    fn table(&mut self, kind: TableKind, head: &[&str], rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table { kind, head: head.iter().map(|h| h.to_string()).collect(), rows });
        }
    }

    /// That a list was cut short, if it was.
    fn more(&mut self, view: &View, left_out: usize) {
        if left_out > 0 {
            self.text(fill(view.texts.labels.sharpen_more, &[("n", &numbers::count(left_out, view.language))]));
        }
    }
}

pub(super) fn plain(text: impl Into<String>) -> Run {
    Run { text: text.into(), strong: false }
}

pub(super) fn strong(text: impl Into<String>) -> Run {
    Run { text: text.into(), strong: true }
}

/// "Label: text", the label standing out.
fn labelled(label: &str, text: &str) -> Vec<Run> {
    vec![strong(format!("{label}: ")), plain(text)]
}

/// The memo of one document; of several, a summary and then each.
pub(super) fn of(outcomes: &[Outcome], rules: &RuleSet, options: &Options) -> Memo {
    let texts = Texts::of(options.language);
    let l = &texts.labels;
    let mut memo = Memo::default();
    let title = match outcomes {
        [outcome] => fill(l.memo_title, &[("name", &document_name(outcome, rules, options))]),
        _ => fill(l.memo_title_several, &[("documents", &numbers::of(outcomes.len(), l.documents, options.language))]),
    };
    memo.heading(0, title);
    if let [outcome] = outcomes {
        document(&mut memo, outcome, rules, options);
    } else {
        summary(&mut memo, outcomes, options, texts);
        memo.shift = 1;
        for outcome in outcomes {
            memo.heading(0, document_name(outcome, rules, options));
            document(&mut memo, outcome, rules, options);
        }
        memo.shift = 0;
    }
    method(&mut memo, outcomes, rules, options, texts);
    memo
}

fn document_name(outcome: &Outcome, rules: &RuleSet, options: &Options) -> String {
    match &outcome.result {
        Ok(analysis) => told::name(&View::new(outcome, analysis, rules, options)),
        Err(_) => excerpt::clean(&outcome.name),
    }
}

fn document(memo: &mut Memo, outcome: &Outcome, rules: &RuleSet, options: &Options) {
    let Ok(analysis) = &outcome.result else { return verdict::unjudged(memo, outcome, options) };
    let Some(score) = &analysis.score else { return verdict::unjudged(memo, outcome, options) };
    let view = View::new(outcome, analysis, rules, options);
    verdict::about(memo, &view);
    verdict::verdict(memo, &view, score);
    if options.views.is_empty() {
        verdict::first(memo, &view, score);
        areas::overview(memo, &view, score);
        areas::details(memo, &view, score);
        lists::grounds(memo, &view, score);
        lists::older_words(memo, &view);
        lists::sharpen(memo, &view);
        lists::law(memo, &view);
        lists::indicators(memo, &view);
        lists::gaps(memo, &view);
        lists::ignored(memo, &view);
        lists::stale_reviews(memo, &view);
        scores::dimensions(memo, &view, score);
    } else {
        views::write(memo, &view, score, options);
    }
    if options.explain {
        scores::tree(memo, &view, score);
    }
}

/// Several documents: one row each.
fn summary(memo: &mut Memo, outcomes: &[Outcome], options: &Options, texts: &Texts) {
    let l = &texts.labels;
    memo.heading(1, l.summary_heading);
    let row = |outcome: &Outcome| {
        let name = excerpt::clean(&outcome.name);
        let Some(score) = outcome.result.as_ref().ok().and_then(|a| a.score.as_ref()) else {
            return vec![name, l.summary_unjudged.to_string(), "–".into(), "–".into()];
        };
        let level = score.maturity.level.min(5);
        vec![
            name,
            format!("{level} {}", texts.maturity[usize::from(level)]),
            numbers::decimal(score.value, 1, options.language),
            numbers::count(score.references, options.language),
        ]
    };
    let head = [l.summary_document, l.summary_level, l.summary_score, l.summary_references];
    memo.table(TableKind::Records, &head, outcomes.iter().map(row).collect());
    let unjudged = outcomes.iter().filter(|o| !o.is_judged()).count();
    if unjudged > 0 {
        let documents = numbers::of(outcomes.len(), l.documents, options.language);
        memo.text(fill(l.summary_count, &[("documents", &documents), ("unjudged", &numbers::count(unjudged, options.language))]));
    }
}

/// Notes on the reading, how it is judged, what the memo cannot tell, and what made it.
fn method(memo: &mut Memo, outcomes: &[Outcome], rules: &RuleSet, options: &Options, texts: &Texts) {
    let l = &texts.labels;
    memo.heading(1, l.memo_method);
    if let [outcome] = outcomes {
        let notes: Vec<_> = outcome.problems().iter().filter(|p| p.severity == Severity::Note).cloned().collect();
        memo.list(told::problems(&notes, options.language, 5).0);
    }
    memo.text(l.memo_how);
    memo.text(told::ladder_line(texts));
    memo.text(l.limits_line);
    memo.text(l.memo_proposal);
    memo.text(told::RulesNamed::of(rules).line(texts));
}
