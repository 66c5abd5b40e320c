//! What stands under the areas: grounds, sentences to sharpen, law, indicators, gaps, and what did not count.

use super::super::facts;
use super::super::view::View;
use super::super::{numbers, told};
use super::{Memo, TableKind};
use crate::score::{GroundReading, Score};

/// Most sentences, examples and indicators that are written out: the workbook and the list hold them all.
const MOST: usize = 25;
const MOST_EXAMPLES: usize = 3;

/// The seven grounds: how each is there, and where first.
pub(super) fn grounds(memo: &mut Memo, view: &View, score: &Score) {
    let l = &view.texts.labels;
    if score.grounds.is_empty() {
        return;
    }
    memo.heading(1, l.grounds_heading);
    let row = |ground: &GroundReading| {
        let first = ground.units.first().map_or_else(|| "–".to_string(), |unit| view.place(*unit));
        vec![
            view.area_name(ground.area).to_string(),
            told::ground_status(view, ground.status).to_string(),
            numbers::count(ground.units.len(), view.language),
            first,
        ]
    };
    let head = [l.memo_ground, l.memo_how_named, l.summary_references, l.memo_first_place];
    memo.table(TableKind::Records, &head, score.grounds.iter().map(row).collect());
}

/// Older words, and what to write instead.
pub(super) fn older_words(memo: &mut Memo, view: &View) {
    let found = facts::older_words(view);
    if !found.is_empty() {
        memo.heading(2, view.texts.labels.wording_heading);
        memo.list(found.iter().map(|word| told::older_word(view, word)));
        memo.text(view.texts.labels.wording_note);
    }
}

/// Sentences whose force could be raised by a word or two.
pub(super) fn sharpen(memo: &mut Memo, view: &View) {
    let l = &view.texts.labels;
    let blunt = facts::blunt_units(view);
    if blunt.is_empty() {
        return;
    }
    memo.heading(1, l.sharpen_heading);
    // They stand in order of what is asked of them: each question is asked once.
    for same in blunt[..blunt.len().min(MOST)].chunk_by(|a, b| a.1 == b.1) {
        memo.strong(told::hint(view, same[0].1));
        memo.list(same.iter().map(|(unit, _)| told::sentence(view, *unit)));
    }
    memo.more(view, blunt.len().saturating_sub(MOST));
}

/// Statutes and conventions, older law marked, and the statutory duties: seen where, or not seen.
pub(super) fn law(memo: &mut Memo, view: &View) {
    let l = &view.texts.labels;
    memo.heading(1, l.anchors_heading);
    let sources = facts::named_sources(view);
    if sources.is_empty() {
        memo.text(if view.is_partial() { l.anchors_none_partial } else { l.anchors_none });
    }
    let row = |named: &facts::NamedSource| {
        Some(vec![told::source_name(view, named)?, numbers::count(named.count, view.language), view.place(named.unit)])
    };
    memo.table(TableKind::Records, &[l.memo_law, l.summary_references, l.memo_first_place], sources.iter().filter_map(row).collect());
    let readings = &view.analysis.findings.duties;
    if readings.is_empty() {
        return;
    }
    memo.heading(1, l.duties_heading);
    let missing = told::duty_unseen(view);
    let row = |reading: &crate::finding::DutyReading| {
        let (seen, place) = match reading.seen {
            Some((unit, _)) => (l.duty_seen, view.place(unit)),
            None => (missing, "–".to_string()),
        };
        Some(vec![told::duty_name(view, reading.duty)?, seen.to_string(), place])
    };
    memo.table(TableKind::Records, &[l.memo_duty, l.memo_in_text, l.memo_first_place], readings.iter().filter_map(row).collect());
    if readings.iter().any(|reading| reading.seen.is_none()) {
        memo.text(l.duties_note);
    }
}

/// Kolada indicators: which, where, and with which areas they stand.
pub(super) fn indicators(memo: &mut Memo, view: &View) {
    let l = &view.texts.labels;
    let mentions = facts::indicators(view);
    if mentions.is_empty() {
        return;
    }
    memo.heading(1, l.indicators_heading);
    memo.text(l.indicators_note);
    memo.list(mentions.iter().take(MOST).filter_map(|(mention, _)| told::indicator_line(view, mention)));
    memo.more(view, mentions.len().saturating_sub(MOST));
}

/// What the document itself says is lacking.
pub(super) fn gaps(memo: &mut Memo, view: &View) {
    let l = &view.texts.labels;
    let gaps = facts::gaps(view);
    if gaps.is_empty() {
        return;
    }
    memo.heading(1, l.gaps_heading);
    memo.text(l.gaps_note);
    memo.list(gaps.iter().take(MOST).map(|unit| told::sentence(view, *unit)));
    memo.more(view, gaps.len().saturating_sub(MOST));
}

/// What was set aside: how much for each reason, and examples.
pub(super) fn ignored(memo: &mut Memo, view: &View) {
    let l = &view.texts.labels;
    memo.heading(1, l.ignored_heading);
    let groups = facts::ignored(view);
    if groups.is_empty() {
        return memo.text(l.ignored_none);
    }
    let row = |group: &facts::IgnoredGroup| {
        let reason = view.texts.reason(group.reason)?;
        Some(vec![
            reason.name.to_string(),
            numbers::count(group.count, view.language),
            format!("{}.", super::super::capitalised(reason.explanation)),
        ])
    };
    memo.table(TableKind::Records, &[l.memo_reason, l.summary_references, l.memo_meaning], groups.iter().filter_map(row).collect());
    let most = |group: &facts::IgnoredGroup| if group.is_rejected() { usize::MAX } else { MOST_EXAMPLES };
    let shown = groups.iter().flat_map(|group| group.examples.iter().take(most(group)));
    let examples: Vec<String> = shown.filter_map(|one| told::set_aside(view, one)).collect();
    if !examples.is_empty() {
        memo.strong(l.memo_examples);
        memo.list(examples);
    }
    memo.text(l.memo_ignored_more);
}

/// What people have said of sentences that the document no longer has.
pub(super) fn stale_reviews(memo: &mut Memo, view: &View) {
    let stale = facts::stale_reviews(view);
    if !stale.is_empty() {
        memo.heading(1, view.texts.labels.reviews_stale);
        memo.list(stale.into_iter().map(|review| told::stale_review(view, review)));
    }
}
