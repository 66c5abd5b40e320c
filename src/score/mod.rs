//! Findings → a score that explains itself: eleven dimensions, a maturity level with its gates, the chain of each area.
//!
//! Formulas: the D1–D11 model for municipal documents proposed by this project (no validated published model was found), with constants from
//! `poang.toml`. Every number is a [`Node`] that opens up to parts and units. Nothing here sees text.

mod chain;
mod dimensions;
mod evidence;
mod force;
mod grounds;
mod lens;
mod maturity;

pub use crate::rule::{ChainLink, LINKS};
pub use chain::AreaReport;
pub use grounds::{GroundReading, GroundStatus};
pub use lens::{Grade, HeadingReading, LensReading};
pub use maturity::{Confidence, Maturity, MissedGate};

use crate::finding::Findings;
use crate::rule::{DocumentType, RuleSet, Weights};
use crate::text::UnitId;
use evidence::Evidence;
pub(crate) use force::verb_force;

/// A number and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Stable id, e.g. `D4` or `D4.concrete`; texts for people live in the reports.
    pub id: &'static str,
    /// Its value: 0–1 for dimensions and shares, 0–100 for scores, counts as they are.
    pub value: f64,
    /// Its weight in the node above (after the document type's multiplier); 0 when it is only shown.
    pub weight: f64,
    /// What it is computed from.
    pub parts: Vec<Node>,
    /// The units behind it, in document order.
    pub units: Vec<UnitId>,
}

impl Node {
    fn leaf(id: &'static str, value: f64, units: Vec<UnitId>) -> Node {
        Node { id, value, weight: 0.0, parts: Vec::new(), units }
    }
}

/// The score of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// 0–100, one decimal; never above the top of the maturity level.
    pub value: f64,
    /// 0–100 before it was cut to the level reached.
    pub uncapped: f64,
    /// The tree under the value: evidence and spread factors, then D1–D11.
    pub tree: Node,
    /// The maturity level and what stands before the next.
    pub maturity: Maturity,
    /// Every area with a reference, strongest first.
    pub areas: Vec<AreaReport>,
    /// The grounds of discrimination, in the taxonomy's order.
    pub grounds: Vec<GroundReading>,
    /// The views, in the order of the rules.
    pub lenses: Vec<LensReading>,
    /// Number of reference units (own findings, level 1 or more).
    pub references: usize,
    /// Number of chain units (they carry a reference on without repeating it).
    pub chain_units: usize,
    /// Number of units that could have held a reference.
    pub eligible_units: usize,
    /// References at each ladder level 0–5.
    pub levels: [usize; 6],
}

/// Scores what was found.
pub fn score(findings: &Findings, rules: &RuleSet) -> Score {
    score_with(findings, rules, rules.weights())
}

/// The same with other weights than those of the rules.
pub fn score_with(findings: &Findings, rules: &RuleSet, weights: &Weights) -> Score {
    let document_type = findings.document_type.and_then(|(t, _)| rules.document_types().get(t as usize));
    let fallback;
    let document_type: &DocumentType = match document_type {
        Some(document_type) => document_type,
        None => {
            fallback = DocumentType::neutral();
            &fallback
        }
    };
    let evidence = Evidence::gather(findings, rules.taxonomy(), weights);
    let multipliers = evidence.multipliers(document_type);
    let dimensions = dimensions::all(&evidence, document_type);
    let total: f64 = weights.dimensioner.iter().zip(&multipliers).map(|(w, m)| w * m).sum();
    let mut weighted = 0.0;
    let mut parts = Vec::new();
    for (index, mut node) in dimensions.into_iter().enumerate() {
        node.weight = weights.dimensioner[index] * multipliers[index];
        weighted += node.weight * node.value;
        parts.push(node);
    }
    let base = if total > 0.0 { 100.0 * weighted / total } else { 0.0 };
    let counted = evidence.references.len() + if evidence.whole_document { evidence.chain.len() } else { 0 };
    let enough = (counted as f64 / weights.formler.belagg_antal).min(1.0);
    let spread = 1.0 - weights.formler.spridning * multipliers[8] * (1.0 - parts[8].value);
    let uncapped = base * enough * spread;
    let maturity = maturity::judge(&evidence, document_type, &parts, &multipliers, uncapped);
    let value = round1(uncapped.min(maturity.ceiling));
    let tree = Node {
        id: "score",
        value: uncapped,
        weight: 0.0,
        parts: [
            Node::leaf("base", base, Vec::new()),
            Node::leaf("evidence", enough, evidence.ids(&evidence.references)),
            Node::leaf("spread", spread, Vec::new()),
        ]
        .into_iter()
        .chain(parts)
        .collect(),
        units: Vec::new(),
    };
    let mut levels = [0; 6];
    for unit in findings.units.iter().filter(|u| u.eligible && !u.areas.is_empty()) {
        levels[unit.steering.level.min(5) as usize] += 1;
    }
    let areas = chain::area_reports(&evidence);
    Score {
        grounds: grounds::grounds(findings, &areas, rules, weights),
        value,
        uncapped: round1(uncapped),
        tree,
        maturity,
        areas,
        lenses: lens::readings(&evidence, rules),
        references: evidence.references.len(),
        chain_units: evidence.chain.len(),
        eligible_units: evidence.eligible,
        levels,
    }
}

fn round1(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
