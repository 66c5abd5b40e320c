//! The views that were asked for: each with its source, its headings, and the sentences under them.

use super::super::texts::{fill, fill_owned};
use super::super::told::Headings;
use super::super::view::View;
use super::super::{Options, numbers, told};
use super::sheet::{Sheet, Style, bar};
use crate::rule::LensHeading;
use crate::score::{HeadingReading, LensReading, Score};

/// Sentences shown under a heading when the whole tree is not asked for.
const MOST: usize = 3;

/// All views named in the options, in the order of the rules.
pub(super) fn write(sheet: &mut Sheet, view: &View, score: &Score, options: &Options) {
    for (lens, reading) in told::views(view, score).filter(|(lens, _)| options.views.contains(&lens.id)) {
        sheet.heading(view.said(&lens.name));
        sheet.text(2, view.said(&lens.description));
        sheet.text(2, &fill(view.texts.labels.view_source, &[("source", view.said(&lens.source))]));
        headings(sheet, view, reading, options);
    }
    sheet.blank();
    sheet.text(0, view.texts.labels.view_note);
}

fn headings(sheet: &mut Sheet, view: &View, reading: &LensReading, options: &Options) {
    let Headings { shown, unseen } = told::headings(view, reading);
    for (heading, seen) in shown {
        sheet.blank();
        head(sheet, view, heading, seen);
        sheet.text(4, view.said(&heading.question));
        rules_of_grade(sheet, view, heading);
        sentences(sheet, view, seen, if options.explain { usize::MAX } else { MOST });
    }
    if !unseen.is_empty() {
        sheet.blank();
        sheet.item("  ", &format!("{}: {}.", told::unseen(view), unseen.join("; ")));
    }
}

/// Name, grade, highest level, number of places.
fn head(sheet: &mut Sheet, view: &View, heading: &LensHeading, reading: &HeadingReading) {
    let l = &view.texts.labels;
    let mut parts = vec![view.said(&heading.name).to_string()];
    parts.extend(reading.grade.map(|grade| told::grade(view, grade).to_uppercase()));
    if reading.units.is_empty() {
        parts.push(told::unseen(view).to_string());
    } else {
        let values =
            [("level", reading.level.to_string()), ("bar", bar(reading.level)), ("name", view.texts.step(reading.level).to_string())];
        parts.push(fill_owned(l.area_head, &values));
        parts.push(view.count_of(reading.units.len(), l.places));
    }
    sheet.wrapped("  ", "  ", &parts.join(" · "), Style::Strong);
}

/// By which rules the heading is graded, so that the reader can dispute them.
fn rules_of_grade(sheet: &mut Sheet, view: &View, heading: &LensHeading) {
    if let Some(grading) = &heading.grading {
        sheet.text(4, &told::grading_rules(view, grading));
    }
}

/// The sentences that steer most first; of equals in document order.
fn sentences(sheet: &mut Sheet, view: &View, reading: &HeadingReading, most: usize) {
    let sentences = told::heading_sentences(view, reading);
    for sentence in sentences.iter().take(most) {
        sheet.item("    • ", sentence);
    }
    if sentences.len() > most {
        sheet.text(6, &fill(view.texts.labels.view_more, &[("n", &numbers::count(sentences.len() - most, view.language))]));
    }
}
