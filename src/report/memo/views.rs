//! The views that were asked for: each with its source, its headings, and the sentences under them.

use super::super::texts::fill;
use super::super::told::Headings;
use super::super::view::View;
use super::super::{Options, numbers, told};
use super::Memo;
use crate::score::{HeadingReading, LensReading, Score};

/// Sentences under a heading when the whole tree is not asked for.
const MOST: usize = 5;

/// All views named in the options, in the order of the rules.
pub(super) fn write(memo: &mut Memo, view: &View, score: &Score, options: &Options) {
    let l = &view.texts.labels;
    for (lens, reading) in told::views(view, score).filter(|(lens, _)| options.views.contains(&lens.id)) {
        memo.heading(1, view.said(&lens.name));
        memo.text(view.said(&lens.description));
        memo.text(fill(l.view_source, &[("source", view.said(&lens.source))]));
        headings(memo, view, reading, options);
    }
    memo.text(l.view_note);
}

fn headings(memo: &mut Memo, view: &View, reading: &LensReading, options: &Options) {
    let l = &view.texts.labels;
    let Headings { shown, unseen } = told::headings(view, reading);
    for (heading, seen) in shown {
        memo.heading(2, view.said(&heading.name));
        memo.strong(standing(view, seen));
        memo.text(view.said(&heading.question));
        if let Some(grading) = &heading.grading {
            memo.text(told::grading_rules(view, grading));
        }
        let most = if options.explain { usize::MAX } else { MOST };
        let sentences = told::heading_sentences(view, seen);
        let left_out = sentences.len().saturating_sub(most);
        memo.list(sentences.into_iter().take(most));
        if left_out > 0 {
            memo.text(fill(l.view_more, &[("n", &numbers::count(left_out, view.language))]));
        }
    }
    if !unseen.is_empty() {
        memo.text(format!("{}: {}.", told::unseen(view), unseen.join("; ")));
    }
}

/// Grade, highest level, number of places.
fn standing(view: &View, seen: &HeadingReading) -> String {
    let l = &view.texts.labels;
    let mut parts: Vec<String> = seen.grade.map(|grade| told::grade(view, grade).to_string()).into_iter().collect();
    if seen.units.is_empty() {
        parts.push(told::unseen(view).to_string());
    } else {
        let level = usize::from(seen.level.min(5));
        parts.push(fill(l.view_level, &[("level", &format!("{level} {}", view.texts.ladder[level]))]));
        parts.push(view.count_of(seen.units.len(), l.places));
    }
    parts.join(" · ")
}
