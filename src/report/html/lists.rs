//! What can be sharpened, what the text itself says is lacking, and what did not count.

use super::super::facts::{self, Blunt, IgnoredGroup, SetAside};
use super::super::texts::fill;
use super::super::{numbers, told};
use super::markup::Page;
use super::sheet::Sheet;
use crate::finding::Reason;

/// Characters of a sentence in which something did not count.
const AROUND: usize = 160;

/// Sentences whose force could be raised by a word or two, by what blunts them.
pub(super) fn sharpen(page: &mut Page, sheet: &Sheet) {
    let (view, l, w) = (sheet.view, sheet.labels(), sheet.words);
    let blunt = facts::blunt_units(view);
    sheet.section(page, "skarpa", l.sharpen_heading, |page| {
        if blunt.is_empty() {
            page.with("p", &[], if view.is_partial() { w.sharpen_none_partial } else { w.sharpen_none });
        }
        for kind in [Blunt::Hedge, Blunt::Recommendation, Blunt::Vague, Blunt::Study, Blunt::Possibility] {
            let units: Vec<u32> = blunt.iter().filter(|(_, why)| *why == kind).map(|(unit, _)| *unit).collect();
            if units.is_empty() {
                continue;
            }
            sheet.heading(page, 1, &format!("{} ({})", name(sheet, kind), numbers::count(units.len(), view.language)));
            page.with("p", &[("class", "ask")], told::hint(view, kind));
            for unit in units {
                sheet.sentence(page, unit, view.focus(unit, None));
            }
        }
    });
}

fn name(sheet: &Sheet, kind: Blunt) -> &'static str {
    let w = sheet.words;
    match kind {
        Blunt::Hedge => w.blunt_hedge,
        Blunt::Recommendation => w.blunt_recommendation,
        Blunt::Vague => w.blunt_vague,
        Blunt::Study => w.blunt_study,
        Blunt::Possibility => w.blunt_possibility,
    }
}

/// What the document itself says is lacking.
pub(super) fn gaps(page: &mut Page, sheet: &Sheet) {
    let l = sheet.labels();
    let gaps = facts::gaps(sheet.view);
    if gaps.is_empty() {
        return;
    }
    sheet.section(page, "brister", l.gaps_heading, |page| {
        page.with("p", &[], l.gaps_note);
        for unit in gaps {
            sheet.sentence(page, unit, sheet.view.focus(unit, None));
        }
    });
}

/// What was set aside, by reason, with examples.
pub(super) fn ignored(page: &mut Page, sheet: &Sheet) {
    let (view, l) = (sheet.view, sheet.labels());
    let groups = facts::ignored(view);
    sheet.section(page, "raknades-inte", l.ignored_heading, |page| {
        if groups.is_empty() {
            page.with("p", &[], l.ignored_none);
            return stale_reviews(page, sheet);
        }
        page.with("p", &[], sheet.words.ignored_intro);
        for group in &groups {
            let Some(reason) = view.texts.reason(group.reason) else { continue };
            sheet.heading(page, 1, &format!("{} ({})", reason.name, numbers::count(group.count, view.language)));
            page.with("p", &[], &format!("{}.", super::super::capitalised(reason.explanation)));
            examples(page, sheet, group);
        }
        stale_reviews(page, sheet);
    });
}

fn examples(page: &mut Page, sheet: &Sheet, group: &IgnoredGroup) {
    let (view, w) = (sheet.view, sheet.words);
    // Without quotations the words cannot be told: their places can.
    let shown = &group.examples;
    page.element("details", &[], |page| {
        let n = numbers::count(shown.len(), view.language);
        page.with(
            "summary",
            &[],
            &if shown.len() < group.count { fill(w.ignored_examples, &[("n", &n)]) } else { w.ignored_all.to_string() },
        );
        page.element("ul", &[], |page| {
            for one in shown {
                // Who has said it may say something else: what is rejected can be found again as what counts can.
                let own = matches!(one.reason, Reason::Rejected(_)).then_some(one.areas);
                let known = sheet.known_by(one.unit, own.and_then(|areas| areas.iter().next()));
                page.element("li", &known.attributes(), |page| example(page, sheet, one));
            }
        });
    });
}

/// The matched words in their sentence, and why they do not count where that is their own.
fn example(page: &mut Page, sheet: &Sheet, one: &SetAside) {
    let view = sheet.view;
    if let Some(words) = one.words.and_then(|words| view.quote_words(words)) {
        page.with("b", &[], &words);
        page.text(": ");
    }
    if let Some(quote) = view.text_around(one.unit, told::focus(view, one), AROUND) {
        page.with("q", &[("lang", "sv")], &quote);
        page.text(" ");
    }
    sheet.place(page, one.unit);
    page.text(&format!(" · {}", view.area_names(one.areas)));
    if let Some(why) = told::own_reason(view, one.reason) {
        page.text(&format!(" · {why}"));
    }
}

/// What people have said of sentences that the document no longer has.
fn stale_reviews(page: &mut Page, sheet: &Sheet) {
    let stale = facts::stale_reviews(sheet.view);
    if stale.is_empty() {
        return;
    }
    sheet.heading(page, 1, sheet.labels().reviews_stale);
    page.element("ul", &[], |page| stale.iter().for_each(|review| page.with("li", &[], &told::stale_review(sheet.view, review))));
}
