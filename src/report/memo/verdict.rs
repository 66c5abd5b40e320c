//! Who the document is, how far it has come, and what to do first.

use super::super::texts::{Texts, fill};
use super::super::view::View;
use super::super::{Options, excerpt, numbers, told};
use super::{Block, Memo, TableKind};
use crate::outcome::Outcome;
use crate::score::Score;
use crate::text::Problem;

/// Most problems that are told one by one.
const MOST_PROBLEMS: usize = 12;

/// A document that could not be judged: why, and what to do.
pub(super) fn unjudged(memo: &mut Memo, outcome: &Outcome, options: &Options) {
    let texts = Texts::of(options.language);
    let l = &texts.labels;
    let rows =
        vec![vec![l.memo_file.to_string(), excerpt::clean(&outcome.name)], vec![l.memo_checksum.to_string(), outcome.sha256.clone()]];
    memo.table(TableKind::Facts, &[l.memo_fact, l.memo_value], rows);
    memo.strong(l.not_judged);
    let told = problems(memo, outcome.problems(), options);
    memo.text(if told { l.unread_warning } else { l.empty_text });
}

/// The table of who the document is.
pub(super) fn about(memo: &mut Memo, view: &View) {
    let l = &view.texts.labels;
    let rules = told::RulesNamed::of_outcome(view.outcome);
    let facts = [
        (l.memo_file, Some(excerpt::clean(&view.outcome.name))),
        (l.memo_type, told::type_line(view)),
        (l.memo_aim, told::aim(view)),
        (l.memo_extent, Some(told::extent(view).join(", "))),
        (l.memo_checksum, Some(view.outcome.sha256.clone())),
        (l.memo_rules, Some(format!("{} {}", rules.name, rules.version_and_hash()))),
        (l.memo_quotes, (!view.quotes).then(|| l.no_title_quotes.trim_matches(['(', ')']).to_string())),
    ];
    let rows = facts.into_iter().filter_map(|(label, value)| Some(vec![label.to_string(), value?])).collect();
    memo.table(TableKind::Facts, &[l.memo_fact, l.memo_value], rows);
}

/// What could not be read, the level, and what it means.
pub(super) fn verdict(memo: &mut Memo, view: &View, score: &Score) {
    let l = &view.texts.labels;
    let options = Options { language: view.language, ..Options::default() };
    let serious = told::serious_problems(view);
    if !serious.is_empty() {
        memo.heading(1, l.problems_heading);
        problems(memo, &serious, &options);
        memo.text(l.unread_warning);
    }
    memo.heading(1, l.memo_verdict);
    memo.strong(format!("{}. {}.", told::level_line(view, score), told::points(view, score)));
    memo.text(told::meaning(view, score));
    for text in told::reservations(view, score).into_iter().chain(told::remarks(view)) {
        memo.text(text);
    }
}

/// What to do first: what stands before the next level, and what else would lift the score.
pub(super) fn first(memo: &mut Memo, view: &View, score: &Score) {
    let next = told::next_level(view, score).brief(view);
    memo.heading(1, view.texts.labels.memo_first);
    memo.text(format!("{}:", next.heading.trim_end_matches([':', '.'])));
    let gates: Vec<String> = next.gates.into_iter().chain(next.more).chain(next.points).collect();
    if !gates.is_empty() {
        memo.blocks.push(Block::Checklist(gates));
        if !next.lifts.is_empty() {
            memo.text(view.texts.labels.lift_heading);
        }
    }
    if !next.lifts.is_empty() {
        memo.blocks.push(Block::Checklist(next.lifts));
    }
}

fn problems(memo: &mut Memo, problems: &[Problem], options: &Options) -> bool {
    let (texts, more) = told::problems(problems, options.language, MOST_PROBLEMS);
    let told = !texts.is_empty();
    memo.list(texts);
    if more > 0 {
        memo.text(fill(Texts::of(options.language).labels.gate_more, &[("n", &numbers::count(more, options.language))]));
    }
    told
}
