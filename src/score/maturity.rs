//! The maturity level 0–5: limits, gates, and what stands before the next level.

use serde::{Deserialize, Serialize};

use super::Node;
use super::evidence::Evidence;
use crate::rule::DocumentType;

/// How sure the level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Enough references and text.
    Normal,
    /// Few references, little text or an unknown type: the score is shown as a range.
    Low,
}

/// A gate that a level asks for and the document does not pass.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MissedGate {
    /// The level that it stands before.
    pub level: u8,
    /// Dimension 1–11; 0 for gates on references and binding units.
    pub dimension: u8,
    /// What is asked for: 0–1 for dimensions, a count for the rest.
    pub required: f64,
    /// What there is.
    pub actual: f64,
}

/// The level reached and why not the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Maturity {
    /// 0 osynlig, 1 omnämnd, 2 uttalad, 3 påbörjad, 4 integrerad, 5 genomsyrande.
    pub level: u8,
    /// The level that the score alone would give.
    pub by_score: u8,
    /// What stops the next level, hardest first.
    pub missed: Vec<MissedGate>,
    /// Points that are missing to the next level's limit, 0 if the score is enough.
    pub points_missing: f64,
    /// The type of document cannot reach a higher level.
    pub at_type_ceiling: bool,
    /// How sure the level is.
    pub confidence: Confidence,
    /// Highest score that the level allows, 0–100.
    pub ceiling: f64,
    /// Range of the score when confidence is low: points either way, else 0.
    pub range: f64,
}

pub(super) fn judge(e: &Evidence, t: &DocumentType, dimensions: &[Node], multipliers: &[f64; 11], score: f64) -> Maturity {
    let m = &e.weights.mognad;
    let references = e.references.len();
    let by_score = 1 + m.granser.iter().filter(|limit| score >= **limit).count() as u8;
    let mut level = 0;
    let mut missed = Vec::new();
    for candidate in 1..=5u8 {
        let before = gates_before(e, candidate, dimensions, multipliers, references);
        if before.is_empty() && by_score >= candidate && candidate <= t.highest_level {
            level = candidate;
        } else {
            missed = before;
            break;
        }
    }
    let next_limit = match level {
        0 | 5 => 0.0,
        n => m.granser[n as usize - 1],
    };
    let few = (references as u32) < m.lag_konfidens_belagg || (e.eligible as u32) < m.lag_konfidens_enheter;
    let unknown = e.findings.document_type.is_none_or(|(_, evidence)| evidence == crate::finding::TypeEvidence::Unknown);
    let confidence = if few || unknown { Confidence::Low } else { Confidence::Normal };
    let ceiling = match level {
        5 => 100.0,
        0 => m.granser[0] - 0.1,
        n => m.granser[n as usize - 1] - 0.1,
    };
    Maturity {
        level,
        by_score: if references < m.minst_enheter[0] as usize { 0 } else { by_score },
        missed,
        points_missing: (next_limit - score).max(0.0),
        at_type_ceiling: level == t.highest_level && level < 5,
        confidence,
        ceiling,
        range: if confidence == Confidence::Low { m.intervall } else { 0.0 },
    }
}

/// Gates of one level that do not hold.
fn gates_before(e: &Evidence, level: u8, dimensions: &[Node], multipliers: &[f64; 11], references: usize) -> Vec<MissedGate> {
    let m = &e.weights.mognad;
    let mut out = Vec::new();
    let mut count = |required: u32, actual: usize| {
        if (actual as u32) < required {
            out.push(MissedGate { level, dimension: 0, required: f64::from(required), actual: actual as f64 });
        }
    };
    match level {
        1 => count(m.minst_enheter[0], references),
        2 => count(m.minst_enheter[1], references),
        3 => count(m.bindande_niva3, e.binding_units()),
        4 => count(m.fa_belagg, references),
        _ => {}
    }
    for gate in m.grind.iter().filter(|g| g.niva == level) {
        let Some(index) = (gate.dimension as usize).checked_sub(1).filter(|i| *i < dimensions.len()) else { continue };
        let required = gate.minst * if gate.skalas { multipliers[index] } else { 1.0 };
        let actual = dimensions[index].value;
        if actual < required {
            out.push(MissedGate { level, dimension: gate.dimension, required, actual });
        }
    }
    out.sort_by(|a, b| (b.required - b.actual).total_cmp(&(a.required - a.actual)));
    out
}
