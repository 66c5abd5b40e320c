//! Sentences: quoted with their place, what to ask of a blunt one, why one does not count.

use super::super::facts::{Blunt, SetAside};
use super::super::texts::fill;
use super::super::view::View;
use crate::finding::Reason;
use crate::text::{Span, UnitId, UnitKind};

/// A few words around what did not count are enough to see what was meant: characters.
const AROUND: usize = 110;

/// What to ask of a blunt sentence.
pub(crate) fn hint(view: &View, why: Blunt) -> &'static str {
    let l = &view.texts.labels;
    match why {
        Blunt::Hedge => l.sharpen_hedge,
        Blunt::Recommendation => l.sharpen_recommendation,
        Blunt::Vague => l.sharpen_vague,
        Blunt::Study => l.sharpen_study,
        Blunt::Possibility => l.sharpen_possibility,
    }
}

/// Why words did not count, where that is their own: what they mean there, or who has rejected them and why.
pub(crate) fn own_reason(view: &View, reason: Reason) -> Option<String> {
    match reason {
        Reason::FalseFriend(friend) => {
            let friend = view.rules.false_friends().get(friend as usize)?;
            Some(fill(view.texts.labels.ignored_meaning, &[("meaning", &friend.meaning)]))
        }
        Reason::Rejected(place) => view.review(place).map(|review| super::review(view, review)),
        _ => None,
    }
}

/// Where to look in the sentence of what did not count.
pub(crate) fn focus(view: &View, one: &SetAside) -> Span {
    let span = view.document().units()[one.unit as usize].span;
    one.words.unwrap_or(Span { start: span.start, end: span.start })
}

/// The words that did not count, in their sentence, and why where that is their own. None when quotations are off, but for what somebody has
/// rejected: that is told by its place.
pub(crate) fn set_aside(view: &View, one: &SetAside) -> Option<String> {
    let (reason, place) = (one.reason, view.place(one.unit));
    let quote = view.text_around(one.unit, focus(view, one), AROUND);
    let matched = one.words.and_then(|words| view.quote_words(words));
    let mut text = match (matched, quote) {
        (Some(matched), Some(quote)) => format!("{matched}: {} ({place})", view.in_marks(&quote)),
        (None, Some(quote)) => format!("{} ({place})", view.in_marks(&quote)),
        _ if matches!(reason, Reason::Rejected(_)) => place,
        _ => return None,
    };
    if let Some(why) = own_reason(view, reason) {
        text.push_str(&format!(" – {why}"));
    }
    Some(text)
}

/// A sentence in quotation marks with its place; the place alone when quotations are off.
pub(crate) fn sentence(view: &View, unit: u32) -> String {
    let place = view.place(unit);
    view.quote(unit, view.focus(unit, None)).map_or_else(|| place.clone(), |quote| format!("{quote} ({place})"))
}

/// Why a unit without a counted finding stands outside.
pub(crate) fn outside(view: &View, unit: UnitId) -> String {
    let reading = view.reading(unit);
    let l = &view.texts.labels;
    let kind = view.document().units()[unit as usize].kind;
    let section = view.analysis.findings.sections.get(reading.section as usize);
    let reason = |reason: Reason| view.texts.reason(reason).map_or_else(String::new, |r| format!("{}: {}.", r.name, r.explanation));
    match () {
        () if kind == UnitKind::Heading => l.why_heading.to_string(),
        () if !kind.is_body() => reason(Reason::NotBody),
        () if section.is_some_and(|s| s.excluded) => reason(Reason::ExcludedSection),
        () if reading.steering.gap => l.why_gap.to_string(),
        () if !reading.areas.is_empty() => l.why_no_level.to_string(),
        () if !reading.eligible => l.why_not_eligible.to_string(),
        () => l.why_no_rule.to_string(),
    }
}
