//! Sentences: quoted with their place, what to ask of a blunt one, why one does not count.

use super::super::facts::Blunt;
use super::super::texts::fill;
use super::super::view::View;
use crate::finding::{Finding, Reason, Status};
use crate::text::{UnitId, UnitKind};

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

/// The words that did not count, in their sentence; for a false friend, what they mean there. None when quotations are off.
pub(crate) fn set_aside(view: &View, finding: &Finding) -> Option<String> {
    let l = &view.texts.labels;
    let (matched, quote) = (view.quote_words(finding.span)?, view.text_around(finding.unit, finding.span, AROUND)?);
    let quote = view.in_marks(&quote);
    let mut text = format!("{matched}: {quote} ({})", view.place(finding.unit));
    if let Status::Ignored(Reason::FalseFriend(friend)) = finding.status
        && let Some(friend) = view.rules.false_friends().get(friend as usize)
    {
        text.push_str(&format!(" – {}", fill(l.ignored_meaning, &[("meaning", &friend.meaning)])));
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
