//! The views: the same findings under other headings, each with its source.

use std::cmp::Reverse;

use super::super::texts::fill;
use super::super::{facts, wording};
use super::markup::Page;
use super::sheet::Sheet;
use crate::rule::LensHeading;
use crate::score::{Grade, HeadingReading, LensReading};
use crate::text::UnitId;

/// Sentences of a heading that are quoted; the rest are told by their places.
const QUOTED: usize = 1;

/// All views, or those that were asked for.
pub(super) fn write(page: &mut Page, sheet: &Sheet, asked: &[String]) {
    let (view, l) = (sheet.view, sheet.labels());
    let shown = |reading: &&LensReading| {
        let lens = view.rules.lenses().get(reading.lens as usize);
        lens.is_some_and(|lens| asked.is_empty() || asked.contains(&lens.id))
    };
    let readings: Vec<&LensReading> = sheet.score.lenses.iter().filter(shown).collect();
    if readings.is_empty() {
        return;
    }
    sheet.section(page, "vyer", sheet.words.views_heading, |page| {
        super::paper::choice(page, sheet, "vyer", !asked.is_empty());
        page.with("p", &[], sheet.words.views_intro);
        page.with("p", &[("class", "note")], l.view_note);
        for reading in readings {
            lens(page, sheet, reading);
        }
    });
}

fn lens(page: &mut Page, sheet: &Sheet, reading: &LensReading) {
    let view = sheet.view;
    let Some(lens) = view.rules.lenses().get(reading.lens as usize) else { return };
    sheet.heading(page, 1, view.said(&lens.name));
    page.with("p", &[], view.said(&lens.description));
    page.with("p", &[("class", "note")], &fill(sheet.labels().view_source, &[("source", view.said(&lens.source))]));
    let mut unseen = Vec::new();
    for told in &reading.headings {
        let Some(heading) = view.rules.lens_headings().get(told.heading as usize) else { continue };
        if told.units.is_empty() && told.grade.is_none() {
            unseen.push(view.said(&heading.name));
        } else {
            one(page, sheet, heading, told);
        }
    }
    if !unseen.is_empty() {
        page.element("p", &[], |page| {
            page.with("b", &[], &format!("{}: ", unseen_in_words(sheet)));
            page.text(&format!("{}.", unseen.join("; ")));
        });
    }
}

fn unseen_in_words(sheet: &Sheet) -> &'static str {
    if sheet.view.is_partial() { sheet.labels().view_unseen_partial } else { sheet.labels().view_unseen }
}

fn one(page: &mut Page, sheet: &Sheet, heading: &LensHeading, told: &HeadingReading) {
    let view = sheet.view;
    page.element("div", &[("class", "heading")], |page| {
        sheet.heading(page, 2, view.said(&heading.name));
        page.with("p", &[], view.said(&heading.question));
        page.element("p", &[], |page| {
            if let Some(grade) = told.grade {
                let (class, mark) = match grade {
                    Grade::Met => ("grade met", "✓"),
                    Grade::Partly => ("grade partly", "◐"),
                    Grade::NotMet => ("grade not-met", "–"),
                };
                page.element("span", &[("class", class)], |page| {
                    page.with("span", &[("aria-hidden", "true")], mark);
                    page.text(&format!(" {}", wording::grade(view, grade)));
                });
                page.text(" ");
            }
            if told.units.is_empty() { page.text(unseen_in_words(sheet)) } else { sheet.level_badge(page, told.level) }
        });
        if let Some(text) = wording::rules_of_grade(view, heading) {
            page.with("p", &[("class", "note")], &text);
        }
        // The sentences that steer most first; of equals in document order.
        let mut units: Vec<UnitId> = told.units.clone();
        units.sort_by_key(|unit| Reverse(view.reading(*unit).steering.level));
        for unit in units.iter().take(QUOTED) {
            let focus = facts::lens_words(view, told.heading, *unit).unwrap_or_else(|| view.focus(*unit, None));
            sheet.sentence(page, *unit, focus);
        }
        if units.len() > QUOTED {
            sheet.places(page, &view.count_of(units.len(), sheet.labels().places), &told.units, None);
        }
    });
}
