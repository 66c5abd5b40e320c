//! The views: which headings are shown, how each is met, and the sentences under it.

use super::super::facts;
use super::super::texts::fill;
use super::super::view::View;
use crate::rule::{Grading, Lens, LensDemand, LensHeading};
use crate::score::{Grade, HeadingReading, LensReading, Score};
use crate::text::UnitId;

/// Every view with what the document says under it, in the order of the rules.
pub(crate) fn views<'a>(view: &View<'a>, score: &'a Score) -> impl Iterator<Item = (&'a Lens, &'a LensReading)> {
    let rules = view.rules;
    score.lenses.iter().filter_map(|reading| Some((rules.lenses().get(reading.lens as usize)?, reading)))
}

/// The headings of a view.
pub(crate) struct Headings<'a> {
    /// Those with a sentence or a grade.
    pub shown: Vec<(&'a LensHeading, &'a HeadingReading)>,
    /// Names of the others: one line for all of them.
    pub unseen: Vec<&'a str>,
}

/// What is told of a view, heading by heading.
pub(crate) fn headings<'a>(view: &View<'a>, reading: &'a LensReading) -> Headings<'a> {
    let (mut shown, mut unseen) = (Vec::new(), Vec::new());
    for seen in &reading.headings {
        let Some(heading) = view.rules.lens_headings().get(seen.heading as usize) else { continue };
        if seen.units.is_empty() && seen.grade.is_none() { unseen.push(view.said(&heading.name)) } else { shown.push((heading, seen)) }
    }
    Headings { shown, unseen }
}

/// How a heading of a view is met.
pub(crate) fn grade(view: &View, grade: Grade) -> &'static str {
    let l = &view.texts.labels;
    match grade {
        Grade::Met => l.view_met,
        Grade::Partly => l.view_partly,
        Grade::NotMet => l.view_not_met,
    }
}

/// That a heading of a view is not seen.
pub(crate) fn unseen(view: &View) -> &'static str {
    let l = &view.texts.labels;
    if view.is_partial() { l.view_unseen_partial } else { l.view_unseen }
}

/// By which rules a heading is graded, so that the reader can dispute them.
pub(crate) fn grading_rules(view: &View, grading: &Grading) -> String {
    let (met, partly) = (demand(view, &grading.met), demand(view, &grading.partly));
    fill(view.texts.labels.view_grading, &[("met", &met), ("partly", &partly)])
}

fn demand(view: &View, demand: &LensDemand) -> String {
    let l = &view.texts.labels;
    let places = view.count_of(demand.count as usize, l.places);
    let mut text = fill(l.view_demand, &[("places", &places), ("level", &demand.level.to_string())]);
    if !demand.links.is_empty() {
        let links: Vec<&str> = demand.links.iter().map(|link| view.texts.link(*link).0).collect();
        text.push_str(&fill(l.view_demand_links, &[("links", &links.join(", "))]));
    }
    text
}

/// The sentences under a heading of a view, those that steer most first; of equals in document order.
pub(crate) fn heading_sentences(view: &View, told: &HeadingReading) -> Vec<String> {
    let sentence = |unit: UnitId| {
        let level = fill(view.texts.labels.view_level, &[("level", &view.reading(unit).steering.level.to_string())]);
        let place = format!("{}, {level}", view.place(unit));
        let focus = facts::lens_words(view, told.heading, unit).unwrap_or_else(|| view.focus(unit, None));
        view.quote(unit, focus).map_or_else(|| place.clone(), |quote| format!("{quote} ({place})"))
    };
    facts::strongest_first(view, told).into_iter().map(sentence).collect()
}
