//! The views that were asked for: each with its source, its headings, and the sentences under them.

use std::cmp::Reverse;

use super::super::texts::fill;
use super::super::view::View;
use super::super::{Options, facts, numbers, wording};
use super::sheet::{Sheet, Style, bar};
use crate::rule::LensHeading;
use crate::score::{HeadingReading, LensReading, Score};

/// Sentences shown under a heading when the whole tree is not asked for.
const MOST: usize = 3;

/// All views named in the options, in the order of the rules.
pub(super) fn write(sheet: &mut Sheet, view: &View, score: &Score, options: &Options) {
    for reading in &score.lenses {
        let Some(lens) = view.rules.lenses().get(reading.lens as usize) else { continue };
        if options.views.contains(&lens.id) {
            sheet.heading(view.said(&lens.name));
            sheet.text(2, view.said(&lens.description));
            sheet.text(2, &fill(view.texts.labels.view_source, &[("source", view.said(&lens.source))]));
            headings(sheet, view, reading, options);
        }
    }
    sheet.blank();
    sheet.text(0, view.texts.labels.view_note);
}

fn headings(sheet: &mut Sheet, view: &View, reading: &LensReading, options: &Options) {
    let l = &view.texts.labels;
    let mut unseen = Vec::new();
    for told in &reading.headings {
        let Some(heading) = view.rules.lens_headings().get(told.heading as usize) else { continue };
        if told.units.is_empty() && told.grade.is_none() {
            unseen.push(view.said(&heading.name));
            continue;
        }
        sheet.blank();
        head(sheet, view, heading, told);
        sheet.text(4, view.said(&heading.question));
        rules_of_grade(sheet, view, heading);
        sentences(sheet, view, told, if options.explain { usize::MAX } else { MOST });
    }
    if !unseen.is_empty() {
        sheet.blank();
        let label = if view.is_partial() { l.view_unseen_partial } else { l.view_unseen };
        sheet.item("  ", &format!("{label}: {}.", unseen.join("; ")));
    }
}

/// Name, grade, highest level, number of places.
fn head(sheet: &mut Sheet, view: &View, heading: &LensHeading, told: &HeadingReading) {
    let l = &view.texts.labels;
    let mut parts = vec![view.said(&heading.name).to_string()];
    parts.extend(told.grade.map(|grade| wording::grade(view, grade).to_uppercase()));
    if told.units.is_empty() {
        parts.push(if view.is_partial() { l.view_unseen_partial } else { l.view_unseen }.to_string());
    } else {
        let values = [
            ("level", told.level.to_string()),
            ("bar", bar(told.level)),
            ("name", view.texts.ladder[usize::from(told.level.min(5))].to_string()),
        ];
        parts.push(fill(l.area_head, &values.each_ref().map(|(k, v)| (*k, v.as_str()))));
        parts.push(view.count_of(told.units.len(), l.places));
    }
    sheet.wrapped("  ", "  ", &parts.join(" · "), Style::Strong);
}

/// By which rules the heading is graded, so that the reader can dispute them.
fn rules_of_grade(sheet: &mut Sheet, view: &View, heading: &LensHeading) {
    if let Some(text) = wording::rules_of_grade(view, heading) {
        sheet.text(4, &text);
    }
}

/// The sentences that steer most first; of equals in document order.
fn sentences(sheet: &mut Sheet, view: &View, told: &HeadingReading, most: usize) {
    let l = &view.texts.labels;
    let mut units = told.units.clone();
    units.sort_by_key(|unit| Reverse(view.reading(*unit).steering.level));
    for unit in units.iter().take(most) {
        let level = fill(l.view_level, &[("level", &view.reading(*unit).steering.level.to_string())]);
        let place = format!("{}, {level}", view.place(*unit));
        let focus = facts::lens_words(view, told.heading, *unit).unwrap_or_else(|| view.focus(*unit, None));
        match view.quote(*unit, focus) {
            Some(quote) => sheet.item("    • ", &format!("{quote} ({place})")),
            None => sheet.item("    • ", &place),
        }
    }
    if units.len() > most {
        sheet.text(6, &fill(l.view_more, &[("n", &numbers::count(units.len() - most, view.language))]));
    }
}
