//! The section "Krav" of a document: what fails it, what is new, what is excused. Only where somebody asked.

use super::super::gate::{RemarkInWords, RemarkTeller, stale_in_words};
use super::super::texts::{GateTexts, fill};
use super::super::{Options, excerpt, numbers};
use super::sheet::{Sheet, Style};
use crate::gate::{DocumentVerdict, Judged, Kind, State, Verdict};
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::Severity;

/// Most new remarks, remarks that are gone and exceptions that are written out.
const MOST: usize = 12;

/// The section of one document, if the gate has anything to say of it.
pub(super) fn write(sheet: &mut Sheet, verdict: &Verdict, own: &DocumentVerdict, outcome: &Outcome, rules: &RuleSet, options: &Options) {
    if !verdict.is_asked_for() {
        return;
    }
    let t = GateTexts::of(options.language);
    sheet.heading(t.heading);
    if !own.read {
        return sheet.text(2, t.not_judged);
    }
    let teller = RemarkTeller::new(outcome, rules, options);
    let said = |judged: &Judged| teller.tell(&judged.remark);
    let failing: Vec<&Judged> = own.remarks.iter().filter(|judged| judged.fails()).collect();
    if failing.is_empty() {
        if !own.in_force.demands.is_empty() {
            let demands = numbers::of(own.in_force.demands.len(), t.demands, options.language);
            let known = own.count(is_demand);
            if known == 0 {
                sheet.text(2, &fill(t.all_hold, &[("demands", &demands)]));
            }
        }
    } else {
        let n = numbers::of(failing.len(), t.broken, options.language);
        sheet.wrapped("  ", "  ", &fill(t.some_broken, &[("n", &n)]), Style::Warning);
    }
    for judged in &failing {
        item(sheet, &format!("  {} ", mark(judged, t)), judged, &said(judged), true);
    }
    // Demands that do not hold and do not fail are told all the same.
    for judged in own.remarks.iter().filter(|judged| is_demand(judged) && !judged.fails()) {
        let label = if judged.is_excused() { t.excused_broken } else { t.known_broken };
        sheet.item("  • ", &fill(label, &[("message", &said(judged).message)]));
    }
    against_baseline(sheet, verdict, own, t, options, said);
    exceptions(sheet, own, t, options, said);
}

/// What stands once for all documents.
pub(super) fn foot(sheet: &mut Sheet, verdict: &Verdict, options: &Options) {
    let t = GateTexts::of(options.language);
    if verdict.unseen > 0 {
        let documents = numbers::of(verdict.unseen, super::super::texts::Texts::of(options.language).labels.documents, options.language);
        sheet.blank();
        sheet.text(0, &fill(t.unseen, &[("documents", &documents)]));
    }
}

fn is_demand(judged: &Judged) -> bool {
    judged.remark.rule.kind() == Kind::Demand
}

fn mark(judged: &Judged, t: &GateTexts) -> String {
    match judged.state {
        Some(State::Worse) => format!("✗ {}:", t.worse_remark),
        Some(State::New) => format!("✗ {}:", t.new_remark),
        _ => "✗".to_string(),
    }
}

/// A remark with what it is known by, so that it can be excused.
fn item(sheet: &mut Sheet, first: &str, judged: &Judged, said: &RemarkInWords, with_remedy: bool) {
    let by = if said.origin.is_empty() { String::new() } else { format!(" · {}", said.origin) };
    sheet.item(first, &format!("{} [{} {}{by}]", said.found(), judged.remark.rule.id(), judged.remark.fingerprint));
    if with_remedy && !said.remedy.is_empty() {
        sheet.item("      → ", &said.remedy);
    }
}

fn against_baseline(
    sheet: &mut Sheet,
    verdict: &Verdict,
    own: &DocumentVerdict,
    t: &GateTexts,
    options: &Options,
    said: impl Fn(&Judged) -> RemarkInWords,
) {
    if !verdict.has_baseline {
        return;
    }
    let count = |state: State| numbers::count(own.count(|judged| judged.state == Some(state)), options.language);
    let (new, worse, unchanged) = (count(State::New), count(State::Worse), count(State::Unchanged));
    let gone = numbers::count(own.gone.len(), options.language);
    sheet.text(2, &fill(t.baseline, &[("new", &new), ("worse", &worse), ("unchanged", &unchanged), ("gone", &gone)]));
    // Those that fail stand above, those that are excused below; new references are good news and only counted.
    let told = |judged: &&Judged| judged.is_new() && !judged.fails() && !judged.is_excused() && judged.remark.severity >= Severity::Warning;
    let fresh: Vec<&Judged> = own.remarks.iter().filter(told).collect();
    for judged in fresh.iter().take(MOST) {
        let label = if judged.state == Some(State::Worse) { t.worse_remark } else { t.new_remark };
        item(sheet, &format!("  • {label}: "), judged, &said(judged), false);
    }
    more(sheet, fresh.len(), t, options);
    for row in own.gone.iter().take(MOST) {
        let sentence =
            if options.quotes && !row.sentence.is_empty() { format!(" ”{}”", excerpt::clean(&row.sentence)) } else { String::new() };
        let subject = if row.subject.is_empty() { String::new() } else { format!(" {}", excerpt::clean(&row.subject)) };
        let text = format!("{}{subject}{sentence} [{}]", excerpt::clean(&row.rule), row.fingerprint);
        sheet.item(&format!("  • {}: ", t.gone_remark), &text);
    }
    more(sheet, own.gone.len(), t, options);
}

fn more(sheet: &mut Sheet, count: usize, t: &GateTexts, options: &Options) {
    if count > MOST {
        sheet.text(4, &fill(t.more, &[("n", &numbers::count(count - MOST, options.language))]));
    }
}

fn exceptions(sheet: &mut Sheet, own: &DocumentVerdict, t: &GateTexts, options: &Options, said: impl Fn(&Judged) -> RemarkInWords) {
    let excused = own.count(Judged::is_excused);
    if excused > 0 {
        sheet.text(2, &fill(t.excused, &[("n", &numbers::count(excused, options.language))]));
    }
    for judged in own.remarks.iter().filter(|judged| judged.is_excused()).take(MOST) {
        let Some(suppression) = &judged.suppression else { continue };
        let until = t.until(suppression);
        let values = [
            ("message", said(judged).message),
            ("reason", excerpt::clean(&suppression.reason)),
            ("by", excerpt::clean(&suppression.by)),
            ("date", suppression.date.to_string()),
            ("until", until),
        ];
        let text = fill(t.excused_one, &values.each_ref().map(|(name, value)| (*name, value.as_str())));
        sheet.item("  • ", &format!("{text} [{} {}]", judged.remark.rule.id(), judged.remark.fingerprint));
    }
    more(sheet, excused, t, options);
    for judged in own.remarks.iter().filter(|judged| judged.is_expired) {
        let Some(suppression) = &judged.suppression else { continue };
        let until = suppression.until.map_or_else(String::new, |until| until.to_string());
        let message = format!("{} [{} {}]", said(judged).message, judged.remark.rule.id(), judged.remark.fingerprint);
        sheet.item("  • ", &fill(t.expired, &[("until", &until), ("by", &excerpt::clean(&suppression.by)), ("message", &message)]));
    }
    for suppression in &own.stale {
        sheet.item("  • ", &stale_in_words(suppression, options.language));
    }
}
