//! What a mark in the text says by its colour. Nothing is told by colour alone: the note says the same in words.

use super::Language;
use super::texts::Texts;
use crate::outcome::Outcome;
use crate::text::UnitId;

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tint {
    /// The sentence says itself that something is lacking.
    Gap,
    /// A sentence to sharpen.
    Sharpen,
    /// Steered or followed up, levels 4 and 5.
    Steered,
    /// A commitment, level 3.
    Committed,
    /// Named or wished for, levels 1 and 2.
    Named,
    /// Something else is to be said of it.
    Other,
}

impl Tint {
    /// Every one.
    pub const ALL: [Tint; 6] = [Tint::Gap, Tint::Sharpen, Tint::Steered, Tint::Committed, Tint::Named, Tint::Other];
}

/// What a mark on a unit stands for.
pub fn tint(outcome: &Outcome, unit: UnitId) -> Tint {
    let Ok(analysis) = &outcome.result else { return Tint::Other };
    let Some(reading) = analysis.findings.units.iter().find(|reading| reading.unit == unit) else { return Tint::Other };
    let steering = &reading.steering;
    let counts = reading.is_reference() || reading.is_chain();
    match steering.level {
        _ if steering.gap && !(reading.areas.is_empty() && reading.inherited.is_empty()) => Tint::Gap,
        _ if counts && steering.blunt().is_some() => Tint::Sharpen,
        _ if !reading.is_reference() => Tint::Other,
        4.. => Tint::Steered,
        3 => Tint::Committed,
        _ => Tint::Named,
    }
}

/// What the colours stand for, in a line.
pub fn tints_text(language: Language) -> &'static str {
    Texts::of(language).labels.notes_tints
}

/// What is to be said of a copy whose table of contents for programs had to be written anew.
pub fn mended_text(language: Language) -> &'static str {
    Texts::of(language).labels.notes_mended
}
