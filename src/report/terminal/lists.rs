//! Lists under the areas: law, sentences to sharpen, gaps, and what did not count.

use super::super::facts;
use super::super::texts::fill;
use super::super::view::View;
use super::super::{numbers, told};
use super::sheet::{Sheet, Style};

/// Most legal sources, blunt sentences, gaps and examples that are written out.
const MOST_SOURCES: usize = 20;
const MOST: usize = 5;
const MOST_INDICATORS: usize = 10;

/// Statutes and conventions, with older law marked.
pub(super) fn anchors(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    sheet.heading(l.anchors_heading);
    let sources = facts::named_sources(view);
    if sources.is_empty() {
        sheet.text(2, if view.is_partial() { l.anchors_none_partial } else { l.anchors_none });
    }
    for named in sources.iter().take(MOST_SOURCES) {
        let Some(mut text) = told::source_name(view, named) else { continue };
        text.push_str(&format!(" · {}", view.place(named.unit)));
        if named.count > 1 {
            text.push_str(&format!(" · {}", view.count_of(named.count, l.places)));
        }
        sheet.item("  • ", &text);
    }
    if sources.len() > MOST_SOURCES {
        more(sheet, view, sources.len() - MOST_SOURCES);
    }
}

/// Statutory duties: seen where, or not seen.
pub(super) fn duties(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let readings = &view.analysis.findings.duties;
    if readings.is_empty() {
        return;
    }
    sheet.heading(l.duties_heading);
    let mut missing = Vec::new();
    for reading in readings {
        let Some(named) = told::duty_name(view, reading.duty) else { continue };
        match reading.seen {
            Some((unit, _)) => sheet.item("  • ", &format!("{}: {named} · {}", l.duty_seen, view.place(unit))),
            None => missing.push(named),
        }
    }
    if !missing.is_empty() {
        let label = told::duty_unseen(view);
        sheet.item("  • ", &format!("{label}: {}.", missing.join("; ")));
        sheet.text(2, l.duties_note);
    }
}

/// Kolada indicators: how many, which, and with which areas they stand.
pub(super) fn indicators(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let mentions = facts::indicators(view);
    if mentions.is_empty() {
        return;
    }
    sheet.heading(l.indicators_heading);
    sheet.text(2, l.indicators_note);
    for text in mentions.iter().take(MOST_INDICATORS).filter_map(|(mention, _)| told::indicator_line(view, mention)) {
        sheet.item("  • ", &text);
    }
    if mentions.len() > MOST_INDICATORS {
        more(sheet, view, mentions.len() - MOST_INDICATORS);
    }
}

/// Older words, and what to write instead.
pub(super) fn older_words(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let found = facts::older_words(view);
    if found.is_empty() {
        return;
    }
    sheet.heading(l.wording_heading);
    for word in &found {
        sheet.item("  • ", &told::older_word(view, word));
    }
    sheet.text(2, l.wording_note);
}

/// Sentences whose force could be raised by a word or two.
pub(super) fn sharpen(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let blunt = facts::blunt_units(view);
    if blunt.is_empty() {
        return;
    }
    sheet.heading(l.sharpen_heading);
    for (unit, why) in blunt.iter().take(MOST) {
        sentence(sheet, view, *unit);
        sheet.item("    → ", told::hint(view, *why));
    }
    if blunt.len() > MOST {
        more(sheet, view, blunt.len() - MOST);
    }
}

/// What the document itself says is lacking.
pub(super) fn gaps(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let gaps = facts::gaps(view);
    if gaps.is_empty() {
        return;
    }
    sheet.heading(l.gaps_heading);
    sheet.text(2, l.gaps_note);
    for unit in gaps.iter().take(MOST) {
        sentence(sheet, view, *unit);
    }
    if gaps.len() > MOST {
        more(sheet, view, gaps.len() - MOST);
    }
}

/// What was set aside: how much for each reason, and examples of the most instructive.
pub(super) fn ignored(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let groups = facts::ignored(view);
    sheet.heading(l.ignored_heading);
    if groups.is_empty() {
        sheet.text(2, l.ignored_none);
        return;
    }
    // Turn by turn from each kind of reason, so that one common kind does not hide the rest.
    let mut shares = vec![0; groups.len()];
    for turn in 0..MOST {
        for (share, group) in shares.iter_mut().zip(&groups) {
            *share += usize::from(turn < group.examples.len() && !group.is_rejected());
        }
        if shares.iter().sum::<usize>() >= MOST {
            break;
        }
    }
    let mut left = MOST.max(groups.len());
    for (share, group) in shares.into_iter().zip(&groups) {
        let Some(reason) = view.texts.reason(group.reason) else { continue };
        sheet.item("  • ", &format!("{}, {}: {}.", reason.name, view.count_of(group.count, l.places), reason.explanation));
        let shown = if group.is_rejected() { group.examples.len() } else { share.min(left) };
        for one in group.examples.iter().take(shown) {
            if let Some(text) = told::set_aside(view, one) {
                sheet.wrapped("    ", "      ", &text, Style::Plain);
            }
        }
        left -= if group.is_rejected() { 0 } else { shown };
    }
    sheet.text(2, l.ignored_more);
}

/// What people have said of sentences that the document no longer has.
pub(super) fn stale_reviews(sheet: &mut Sheet, view: &View) {
    let stale = facts::stale_reviews(view);
    if stale.is_empty() {
        return;
    }
    sheet.heading(view.texts.labels.reviews_stale);
    for review in stale {
        sheet.item("  • ", &told::stale_review(view, review));
    }
}

fn sentence(sheet: &mut Sheet, view: &View, unit: u32) {
    sheet.item("  • ", &told::sentence(view, unit));
}

fn more(sheet: &mut Sheet, view: &View, n: usize) {
    sheet.text(4, &fill(view.texts.labels.sharpen_more, &[("n", &numbers::count(n, view.language))]));
}
