//! Law, statutory duties and indicators in words.

use super::super::facts::{self, NamedSource, OlderWord, duty_in_words};
use super::super::texts::{Texts, fill};
use super::super::view::View;
use crate::finding::IndicatorMention;
use crate::indicator::{Indicator, Register};
use crate::rule::{Duty, LegalSource, Wording};

/// A legal source by name and number.
pub(crate) fn source_title(source: &LegalSource) -> String {
    if source.sfs.is_empty() || source.sfs.iter().any(|number| source.name.contains(number.as_str())) {
        return source.name.clone();
    }
    format!("{} ({})", source.name, source.sfs.join(", "))
}

/// Since when a statute no longer holds, and what holds instead; nothing for law in force.
pub(crate) fn repeal(view: &View, source: &LegalSource) -> Vec<String> {
    let l = &view.texts.labels;
    let date = source.repealed.iter().map(|date| fill(l.anchor_repealed, &[("date", date)]));
    let successor = source.replaced_by.as_ref().and_then(|id| view.rules.sources().iter().find(|s| s.id == *id));
    date.chain(successor.map(|s| fill(l.anchor_replaced, &[("name", &s.name)]))).collect()
}

/// That a statute is older law, with what there is to say of its [`repeal`]; none for law in force.
pub(crate) fn older_law(view: &View, source: &LegalSource) -> Option<String> {
    let older = source.replaced_by.is_some() || source.repealed.is_some();
    let parts = [view.texts.labels.anchor_older.to_string()].into_iter().chain(repeal(view, source));
    older.then(|| parts.collect::<Vec<_>>().join(", "))
}

/// A legal source by name and number, older law marked; none if the rules do not know it.
pub(crate) fn source_name(view: &View, named: &NamedSource) -> Option<String> {
    let source = view.rules.sources().get(named.source as usize)?;
    let older = older_law(view, source).map_or_else(String::new, |older| format!(" [{older}]"));
    Some(format!("{}{older}", source_title(source)))
}

/// Where in the law a statutory duty stands.
pub(crate) fn duty_law(view: &View, duty: &Duty) -> String {
    let source = view.rules.sources().get(duty.source as usize).map_or("", |source| source.short.as_deref().unwrap_or(&source.name));
    [duty.section.as_str(), source].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A statutory duty with its place in the law; none if the rules do not know it.
pub(crate) fn duty_name(view: &View, duty: u32) -> Option<String> {
    let duty = view.rules.duties().get(duty as usize)?;
    Some(format!("{} ({})", duty_in_words(view, duty).0, duty_law(view, duty)))
}

/// Whether a duty, or a link of a chain, is seen in what was read whole or in part.
pub(crate) fn duty_status(texts: &'static Texts, seen: bool, partial: bool) -> &'static str {
    let l = &texts.labels;
    match (seen, partial) {
        (true, _) => l.duty_seen,
        (false, true) => l.duty_missing_partial,
        (false, false) => l.duty_missing,
    }
}

/// That a duty, or a link of a chain, is not seen.
pub(crate) fn duty_unseen(view: &View) -> &'static str {
    duty_status(view.texts, false, view.is_partial())
}

/// An older word: as it is written, how often and where first, what to write instead and why.
pub(crate) fn older_word(view: &View, found: &OlderWord) -> String {
    let words = if found.words.is_empty() { view.area_names(found.wording.areas) } else { view.in_marks(&found.words.join(", ")) };
    let places = view.count_of(found.units.len(), view.texts.labels.places);
    let first = found.units.first().map_or_else(String::new, |unit| view.place(*unit));
    format!("{words}: {} ({places}, {first})", instead(view, found.wording))
}

/// What to write instead of an older word, and why.
pub(crate) fn instead(view: &View, wording: &Wording) -> String {
    fill(view.texts.labels.wording_instead, &[("instead", view.said(&wording.instead)), ("reason", view.said(&wording.reason))])
}

/// What there is to say of an indicator beside its title: divided by gender, counted by the user among those of human rights.
pub(crate) fn indicator_notes(view: &View, indicator: &Indicator, mention: &IndicatorMention) -> Vec<String> {
    let l = &view.texts.labels;
    let mut notes: Vec<String> = indicator.by_gender.then(|| l.indicator_by_gender.to_string()).into_iter().collect();
    if let Some(entry) = &mention.cluster {
        let parts = [l.indicator_in_cluster, &entry.role, &entry.right];
        notes.push(parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", "));
    }
    notes
}

/// An indicator with its first place, the areas that it stands with, and what else there is to say; none if it is in no register.
pub(crate) fn indicator_line(view: &View, mention: &IndicatorMention) -> Option<String> {
    let indicator = Register::built_in().entries().get(mention.indicator as usize)?;
    let areas = facts::areas_of_indicator(view, mention);
    let mut parts = vec![format!("{} {}", indicator.id, indicator.title), view.place(mention.unit)];
    parts.extend((!areas.is_empty()).then(|| view.area_names(areas)));
    parts.extend(indicator_notes(view, indicator, mention));
    Some(parts.join(" · "))
}
