//! What people have said of findings.

use super::super::excerpt::clean;
use super::super::texts::fill_owned;
use super::super::view::View;
use crate::review::{Answer, Review};

/// What was said, by whom, when and why.
pub(crate) fn review(view: &View, review: &Review) -> String {
    let l = &view.texts.labels;
    let text = match review.answer {
        Answer::Rejected => l.review_rejected,
        Answer::Accepted if review.reason.is_empty() => l.review_accepted,
        Answer::Accepted => l.review_accepted_because,
    };
    fill_owned(text, &[("by", clean(&review.by)), ("date", review.date.to_string()), ("reason", clean(&review.reason))])
}

/// One whose sentence is no longer found: what it was about, and what was said.
pub(crate) fn stale_review(view: &View, said: &Review) -> String {
    let area = view.rules.taxonomy().find(&said.area).map_or(said.area.as_str(), |area| view.area_name(area));
    let sentence = Some(clean(&said.sentence)).filter(|sentence| view.quotes && !sentence.is_empty());
    let sentence = sentence.map_or_else(String::new, |sentence| format!(" {}", view.in_marks(&sentence)));
    format!("{}:{sentence} {}", super::super::capitalised(area), review(view, said))
}
