//! The views: the same findings under other headings, each with its source.

use super::super::texts::fill;
use super::super::told::Headings;
use super::super::{facts, told};
use super::markup::Page;
use super::sheet::Sheet;
use crate::rule::{Lens, LensHeading};
use crate::score::{Grade, HeadingReading, LensReading};

/// Sentences of a heading that are quoted; the rest are told by their places.
const QUOTED: usize = 1;

/// All views, or those that were asked for.
pub(super) fn write(page: &mut Page, sheet: &Sheet, asked: &[String]) {
    let (view, l) = (sheet.view, sheet.labels());
    let all = told::views(view, sheet.score);
    let shown: Vec<(&Lens, &LensReading)> = all.filter(|(lens, _)| asked.is_empty() || asked.contains(&lens.id)).collect();
    if shown.is_empty() {
        return;
    }
    sheet.section(page, "vyer", sheet.words.views_heading, |page| {
        super::paper::choice(page, sheet, "vyer", !asked.is_empty());
        page.with("p", &[], sheet.words.views_intro);
        page.with("p", &[("class", "note")], l.view_note);
        for (lens, reading) in shown {
            one_view(page, sheet, lens, reading);
        }
    });
}

fn one_view(page: &mut Page, sheet: &Sheet, lens: &Lens, reading: &LensReading) {
    let view = sheet.view;
    sheet.heading(page, 1, view.said(&lens.name));
    page.with("p", &[], view.said(&lens.description));
    page.with("p", &[("class", "note")], &fill(sheet.labels().view_source, &[("source", view.said(&lens.source))]));
    let Headings { shown, unseen } = told::headings(view, reading);
    for (heading, seen) in shown {
        one(page, sheet, heading, seen);
    }
    if !unseen.is_empty() {
        page.element("p", &[], |page| {
            page.with("b", &[], &format!("{}: ", told::unseen(view)));
            page.text(&format!("{}.", unseen.join("; ")));
        });
    }
}

fn one(page: &mut Page, sheet: &Sheet, heading: &LensHeading, seen: &HeadingReading) {
    let view = sheet.view;
    page.element("div", &[("class", "heading")], |page| {
        sheet.heading(page, 2, view.said(&heading.name));
        page.with("p", &[], view.said(&heading.question));
        page.element("p", &[], |page| {
            if let Some(grade) = seen.grade {
                let (class, mark) = match grade {
                    Grade::Met => ("grade met", "✓"),
                    Grade::Partly => ("grade partly", "◐"),
                    Grade::NotMet => ("grade not-met", "–"),
                };
                page.element("span", &[("class", class)], |page| {
                    page.with("span", &[("aria-hidden", "true")], mark);
                    page.text(&format!(" {}", told::grade(view, grade)));
                });
                page.text(" ");
            }
            if seen.units.is_empty() { page.text(told::unseen(view)) } else { sheet.level_badge(page, seen.level) }
        });
        if let Some(grading) = &heading.grading {
            page.with("p", &[("class", "note")], &told::grading_rules(view, grading));
        }
        let units = facts::strongest_first(view, seen);
        for unit in units.iter().take(QUOTED) {
            let focus = facts::lens_words(view, seen.heading, *unit).unwrap_or_else(|| view.focus(*unit, None));
            sheet.sentence(page, *unit, focus);
        }
        if units.len() > QUOTED {
            sheet.places(page, &view.count_of(units.len(), sheet.labels().places), &seen.units, None);
        }
    });
}
