//! One sentence: whether it counts, as what or why not, what it does on the ladder, and what would lift it.

use super::super::questions::{question_of, why};
use super::super::texts::{fill, fill_owned};
use super::super::view::View;
use super::super::{excerpt, facts, told};
use super::sheet::{Sheet, Style};
use crate::finding::{Cause, Finding, Reason, Status};
use crate::text::UnitId;

/// Most sentences that are told of.
const MOST: usize = 5;

/// Answers for every sentence that holds the words, or the one that is most like them.
pub(super) fn write(sheet: &mut Sheet, view: &View, words: &str) {
    let l = &view.texts.labels;
    let units = sought(view, words);
    if units.is_empty() {
        return sheet.text(0, l.why_not_found);
    }
    for unit in units.iter().take(MOST) {
        answer(sheet, view, *unit);
        sheet.blank();
    }
    if units.len() > MOST {
        sheet.text(0, &fill(l.why_more, &[("n", &view.count_of(units.len() - MOST, l.places))]));
    }
}

fn answer(sheet: &mut Sheet, view: &View, unit: UnitId) {
    let l = &view.texts.labels;
    let reading = view.reading(unit);
    sheet.heading(&view.place(unit));
    if let Some(quote) = view.quote(unit, view.focus(unit, None)) {
        sheet.text(2, &quote);
    }
    let counted = view.findings_of(unit).iter().filter(|f| f.status == Status::Counted);
    if reading.is_reference() {
        sheet.item("  • ", &fill(l.why_counts, &[("areas", &view.area_names(reading.areas)), ("rules", &causes(view, counted))]));
    } else if reading.is_chain() {
        sheet.item("  • ", &fill(l.why_carries, &[("areas", &view.area_names(reading.inherited))]));
    } else {
        let is_rejected = view.analysis.findings.not_carried.iter().any(|not_carried| not_carried.unit == unit);
        let why = if (view.findings_of(unit).is_empty() && !is_rejected) || reading.steering.gap {
            told::outside(view, unit)
        } else {
            String::new()
        };
        sheet.item("  • ", format!("{} {why}", l.why_does_not_count).trim_end());
    }
    let rejected = facts::set_aside(view).filter(|one| one.unit == unit && one.words.is_none());
    for one in rejected {
        let told = told::own_reason(view, one.reason).unwrap_or_default();
        sheet.item("  • ", &format!("{}: {told}", super::super::capitalised(&view.area_names(one.areas))));
    }
    for finding in view.findings_of(unit) {
        if let Status::Ignored(reason) = finding.status {
            sheet.item("  • ", &set_aside(view, finding, reason));
        }
    }
    for review in facts::accepted(view, unit, reading.areas.union(reading.inherited)) {
        sheet.item("  • ", &format!("{}.", super::super::capitalised(told::review(view, review).trim_end_matches('.'))));
    }
    for (area, fingerprint) in view.fingerprints(unit, facts::said_of(view, unit)) {
        let values = [
            ("file", excerpt::clean(&view.outcome.name)),
            ("fingerprint", fingerprint.to_string()),
            ("area", view.area_name(area).to_string()),
        ];
        sheet.item("  • ", &fill_owned(l.review_by_print, &values));
    }
    let body = view.document().units()[unit as usize].kind.is_body();
    if !body {
        return;
    }
    let (has, lacks) = why(reading, view.texts);
    let level = reading.steering.level.min(5);
    let mut line =
        fill(l.why_level, &[("level", &level.to_string()), ("name", view.texts.ladder[usize::from(level)]), ("has", &has.join(", "))]);
    if !lacks.is_empty() {
        line.push_str(&format!(" {}: {}.", l.lacks, lacks.join(", ")));
    }
    sheet.item("  • ", &line);
    let counts = reading.is_reference() || reading.is_chain();
    sheet.wrapped("  → ", "    ", if counts { question_of(&reading.steering, view.texts) } else { l.why_how_to_count }, Style::Plain);
}

/// What a finding would have been, and why it is not.
fn set_aside(view: &View, finding: &Finding, reason: Reason) -> String {
    let l = &view.texts.labels;
    let words = view.quote_words(finding.span).unwrap_or_default();
    let told = view.texts.reason(reason).map_or_else(String::new, |r| r.explanation.to_string());
    let areas = view.area_names(finding.areas);
    // What somebody has said goes before what is said of all that was rejected.
    let told = told::own_reason(view, reason).filter(|_| matches!(reason, Reason::Rejected(_))).unwrap_or(told);
    fill(l.why_set_aside, &[("words", &words), ("areas", &areas), ("reason", &told), ("rule", view.cause_id(finding.cause))])
}

fn causes<'a>(view: &View, findings: impl Iterator<Item = &'a Finding>) -> String {
    let mut causes: Vec<Cause> = findings.map(|f| f.cause).collect();
    causes.sort_unstable();
    causes.dedup();
    causes.into_iter().map(|cause| view.cause_id(cause)).collect::<Vec<_>>().join(", ")
}

/// Units that hold the words as they stand (capitals, spaces and signs aside); if none does, the one with most of them, from half on.
fn sought(view: &View, words: &str) -> Vec<UnitId> {
    let bare = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let wanted = bare(words);
    if wanted.is_empty() {
        return Vec::new();
    }
    let document = view.document();
    let (mut exact, mut nearest) = (Vec::new(), None);
    for (id, unit) in document.units().iter().enumerate() {
        let own = bare(document.slice(unit.span));
        if own.windows(wanted.len()).any(|window| window == wanted) {
            exact.push(id as UnitId);
        }
        let shared = wanted.iter().filter(|word| own.contains(word)).count();
        if shared * 2 >= wanted.len() && nearest.is_none_or(|(most, _)| shared > most) {
            nearest = Some((shared, id as UnitId));
        }
    }
    if exact.is_empty() { nearest.map(|(_, id)| id).into_iter().collect() } else { exact }
}
