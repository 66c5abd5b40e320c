//! What can be sharpened, what the text itself says is lacking, and what did not count.

use super::super::facts::{self, Blunt, IgnoredGroup};
use super::super::texts::fill;
use super::super::{numbers, told};
use super::markup::Page;
use super::sheet::Sheet;
use crate::finding::{Finding, Reason, Status};

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
            return;
        }
        page.with("p", &[], sheet.words.ignored_intro);
        for group in &groups {
            let Some(reason) = view.texts.reason(group.reason) else { continue };
            sheet.heading(page, 1, &format!("{} ({})", reason.name, numbers::count(group.count, view.language)));
            page.with("p", &[], &format!("{}.", super::super::capitalised(reason.explanation)));
            examples(page, sheet, group);
        }
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
            for finding in shown {
                page.element("li", &[], |page| example(page, sheet, finding));
            }
        });
    });
}

/// The matched words in their sentence; for a false friend, what they mean there.
fn example(page: &mut Page, sheet: &Sheet, finding: &Finding) {
    let view = sheet.view;
    if let Some(words) = view.quote_words(finding.span) {
        page.with("b", &[], &words);
        page.text(": ");
    }
    if let Some(quote) = view.text_around(finding.unit, finding.span, AROUND) {
        page.with("q", &[("lang", "sv")], &quote);
        page.text(" ");
    }
    sheet.place(page, finding.unit);
    page.text(&format!(" · {}", view.area_names(finding.areas)));
    if let Status::Ignored(Reason::FalseFriend(friend)) = finding.status
        && let Some(friend) = view.rules.false_friends().get(friend as usize)
    {
        page.text(&format!(" · {}", fill(sheet.labels().ignored_meaning, &[("meaning", &friend.meaning)])));
    }
}
