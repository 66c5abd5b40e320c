//! What a report says in the margin of the document itself: one note for each sentence that has something to be said of it, and an overview.

use std::collections::HashSet;

use super::facts::{self, Blunt, bluntness};
use super::questions::question_of;
use super::texts::{Texts, fill};
use super::view::View;
use super::{Language, Options, numbers, told};
use crate::finding::{UnitReading, WordingMention};
use crate::outcome::{Analysis, Outcome};
use crate::rule::{AreaSet, RuleSet};
use crate::score::{GroundStatus, Score};
use crate::text::{SectionId, UnitId};

/// Most dimensions that the overview says would lift the document.
const MOST_LIFTS: usize = 3;

/// A note in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The unit it speaks of.
    pub unit: UnitId,
    /// Its lines; the first is a heading.
    pub lines: Vec<String>,
    /// The line that tells what it speaks of, for a note that cannot stand there.
    pub beside: String,
}

/// All notes of one document, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// One a unit at most.
    pub notes: Vec<Note>,
    overview: Vec<String>,
    language: Language,
}

impl Notes {
    /// The note on the document as a whole; `unplaced` are notes that found no place in it and are told here in full.
    pub fn overview(&self, unplaced: &[&Note]) -> Vec<String> {
        let l = &Texts::of(self.language).labels;
        let mut lines = self.overview.clone();
        lines.push(match self.notes.len() {
            0 => l.notes_none.to_string(),
            count => fill(l.notes_count, &[("comments", &numbers::of(count, l.comments, self.language))]),
        });
        if !unplaced.is_empty() {
            lines.push(l.notes_unplaced.to_string());
            lines.extend(unplaced.iter().map(|note| format!("{} {}", note.beside, note.lines.join(" "))));
        }
        lines
    }
}

/// Why a document takes no notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The document could not be read.
    Unread,
    /// A kind of file that has no comments, or none that we write.
    Format,
    /// A digital signature would no longer hold.
    Signed,
    /// Editing is forbidden, or asks for a password.
    Protected,
    /// The file is not the one that was judged.
    Changed,
    /// A part is missing or broken, so that nothing can be added safely.
    Damaged,
    /// No text that a comment can stand at.
    NoPlace,
}

impl Refusal {
    /// Every reason.
    pub const ALL: [Refusal; 7] =
        [Refusal::Unread, Refusal::Format, Refusal::Signed, Refusal::Protected, Refusal::Changed, Refusal::Damaged, Refusal::NoPlace];
}

/// Why nothing was written in the margin and what to do about it, in one or two sentences.
pub fn refusal_text(refusal: Refusal, language: Language) -> &'static str {
    let l = &Texts::of(language).labels;
    match refusal {
        Refusal::Unread => l.refused_unread,
        Refusal::Format => l.refused_format,
        Refusal::Signed => l.refused_signed,
        Refusal::Protected => l.refused_protected,
        Refusal::Changed => l.refused_changed,
        Refusal::Damaged => l.refused_damaged,
        Refusal::NoPlace => l.refused_no_place,
    }
}

/// How many comments were written where, and how many of them stand beside what they speak of.
pub fn annotated_text(comments: usize, beside: usize, file: &str, language: Language) -> String {
    let l = &Texts::of(language).labels;
    let mut text = fill(l.notes_written, &[("comments", &numbers::of(comments, l.comments, language)), ("file", file)]);
    if beside > 0 {
        text.push_str(&format!(" {}", fill(l.notes_beside, &[("comments", &numbers::of(beside, l.comments, language))])));
    }
    text
}

/// What there is to say in the margin of a document; nothing of one that could not be read.
pub fn notes(outcome: &Outcome, rules: &RuleSet, options: &Options) -> Notes {
    let (mut notes, mut overview) = (Vec::new(), Vec::new());
    if let Ok(analysis) = &outcome.result {
        let view = View::new(outcome, analysis, rules, options);
        let mut asked = HashSet::new();
        notes = analysis.findings.units.iter().filter_map(|reading| note(&view, reading, &mut asked)).collect();
        overview = about_document(&view, analysis);
    }
    Notes { notes, overview, language: options.language }
}

/// `asked` are the questions that a section has had: the second sentence that lacks the same has its lacks told, not the question again.
fn note(view: &View, reading: &UnitReading, asked: &mut HashSet<(SectionId, &'static str)>) -> Option<Note> {
    let l = &view.texts.labels;
    let steering = &reading.steering;
    let gap = steering.gap && !(reading.areas.is_empty() && reading.inherited.is_empty());
    let blunt = bluntness(steering).filter(|_| reading.is_reference() || reading.is_chain());
    let mut lines = Vec::new();
    if gap {
        lines.push(fill(l.note_gap_heading, &[("areas", &areas(view, reading))]));
        lines.push(l.note_gap.to_string());
    } else if reading.is_reference() || blunt.is_some() {
        let level = usize::from(steering.level.min(5));
        let (label, name) = (if reading.is_reference() { l.note_heading } else { l.note_chain_heading }, view.texts.ladder[level]);
        lines.push(fill(label, &[("areas", &areas(view, reading)), ("level", &level.to_string()), ("name", name)]));
        lines.push(told::has_and_lacks(reading, view.texts));
        let question = question_of(steering, view.texts);
        lines.extend(blunt.map(|blunt| fill(l.note_sharpen, &[("hint", told::hint(view, blunt))])));
        // A hint that asks the same is enough.
        let twins = [(Blunt::Hedge, l.ask_hedge), (Blunt::Vague, l.ask_vague), (Blunt::Study, l.ask_study)];
        let hinted = twins.iter().any(|(hint, twin)| Some(*hint) == blunt && *twin == question);
        if !hinted && asked.insert((reading.section, question)) {
            lines.push(format!("→ {question}"));
        }
    }
    let older = older_law(view, reading.unit);
    if lines.is_empty() && !older.is_empty() {
        lines.push(l.note_law_heading.to_string());
    }
    lines.extend(older);
    let words = older_words(view, reading.unit);
    if lines.is_empty() && !words.is_empty() {
        lines.push(l.note_wording_heading.to_string());
    }
    lines.extend(words);
    let beside = beside(view, reading.unit);
    (!lines.is_empty()).then_some(Note { unit: reading.unit, lines, beside })
}

fn areas(view: &View, reading: &UnitReading) -> String {
    let areas: AreaSet = if reading.areas.is_empty() { reading.inherited } else { reading.areas };
    // One reference to all seven grounds is told as such.
    let grounds = view.rules.taxonomy().layer(crate::rule::Layer::Ground);
    if areas.contains_all(grounds) {
        let rest = view.area_names(areas.difference(grounds));
        let together = format!("{} ({})", view.texts.labels.grounds_heading, view.texts.labels.grounds_all);
        return [rest, together].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    }
    view.area_names(areas)
}

/// Statutes named in a unit that no longer hold.
fn older_law(view: &View, unit: UnitId) -> Vec<String> {
    let l = &view.texts.labels;
    let mut notes = Vec::new();
    for anchor in view.analysis.findings.anchors.iter().filter(|anchor| anchor.unit == unit) {
        let Some(source) = view.rules.sources().get(anchor.source as usize) else { continue };
        let facts = told::repeal(view, source);
        if !facts.is_empty() {
            notes.push(fill(l.note_older_law, &[("name", &source.name), ("facts", &facts.join(", "))]));
        }
    }
    notes.sort();
    notes.dedup();
    notes
}

/// Older words in a unit, and what to write instead.
fn older_words(view: &View, unit: UnitId) -> Vec<String> {
    let mentions = view.analysis.findings.wordings.iter().filter(|mention| mention.unit == unit);
    let line = |mention: &WordingMention| {
        let wording = view.rules.wordings().get(mention.wording as usize)?;
        let words = view.quote_words(mention.span).unwrap_or_else(|| view.texts.labels.note_wording_heading.to_string());
        Some(format!("{words}: {}", told::instead(view, wording)))
    };
    let mut lines: Vec<String> = mentions.filter_map(line).collect();
    lines.dedup();
    lines
}

/// Which words a note speaks of, for one that stands elsewhere.
fn beside(view: &View, unit: UnitId) -> String {
    let l = &view.texts.labels;
    let place = view.place(unit);
    match view.quote(unit, view.focus(unit, None)) {
        Some(quote) => fill(l.note_beside, &[("quote", &quote), ("place", &place)]),
        None => fill(l.note_beside_place, &[("place", &place)]),
    }
}

/// The verdict, what would lift the document most, and what it does not mention.
fn about_document(view: &View, analysis: &Analysis) -> Vec<String> {
    let l = &view.texts.labels;
    let Some(score) = &analysis.score else { return vec![l.notes_heading.to_string(), l.empty_text.to_string()] };
    let level = usize::from(score.maturity.level.min(5));
    let name = view.texts.maturity[level];
    let points = numbers::decimal(score.value, 1, view.language);
    let mut lines = vec![
        fill(l.notes_verdict, &[("level", &level.to_string()), ("name", name), ("score", &points)]),
        format!("{}.", view.texts.maturity_meaning[level]),
    ];
    lines.extend(raising(view, score));
    lines.extend(missing(view, score));
    lines.push(l.limits_line.to_string());
    lines
}

fn raising(view: &View, score: &Score) -> Vec<String> {
    let lifts = facts::lifts(view, score);
    let dimension = |lift: &facts::Lift| &view.texts.dimensions[lift.dimension];
    let lines = lifts.iter().take(MOST_LIFTS).map(|lift| format!("• {}: {}", dimension(lift).name, dimension(lift).raise));
    let heading = (!lifts.is_empty()).then(|| view.texts.labels.lift_heading.to_string());
    heading.into_iter().chain(lines).collect()
}

/// Areas and grounds that are not mentioned, where the document is not aimed at some of them.
fn missing(view: &View, score: &Score) -> Vec<String> {
    let l = &view.texts.labels;
    if !view.analysis.findings.targeted.is_empty() {
        return Vec::new();
    }
    let mut lines: Vec<String> = told::silent_areas(view, score).into_iter().collect();
    let unnamed: AreaSet = score.grounds.iter().filter(|g| g.status == GroundStatus::Missing).map(|g| g.area).collect();
    if !unnamed.is_empty() {
        let label = told::ground_status(view, GroundStatus::Missing);
        lines.push(format!("{}. {label}: {}.", l.grounds_heading, view.area_names(unnamed)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_what_to_do() {
        for (language, _) in Language::ALL {
            for refusal in Refusal::ALL {
                let text = refusal_text(refusal, language);
                assert!(text.ends_with('.') && text.matches(". ").count() >= 1, "{text}");
            }
        }
    }
}
