//! How binding a verb is, by the weights of the rules.

use crate::finding::Mode;
use crate::rule::Weights;

/// 0–1, before anything takes from it or adds to it (hedges, target values, vague verbs).
pub(crate) fn verb_force(mode: Mode, weights: &Weights) -> f64 {
    let m = &weights.modus;
    match mode {
        Mode::Obligation | Mode::PresentAction | Mode::Infinitive | Mode::Outcome | Mode::ActionRow => m.forpliktande,
        Mode::Recommendation => m.rekommenderande,
        Mode::Ambition => m.ambition,
        Mode::Possibility => m.mojlighet,
        Mode::None => m.inget,
    }
}
