//! The units that the formulas speak of: references, chain units, and what each area has of both.

use super::dimensions::mix;
use super::force::verb_force;
use crate::finding::{Findings, UnitReading};
use crate::rule::{AreaId, AreaSet, DocumentType, Layer, Taxonomy, Weights};
use crate::text::UnitId;

/// Everything the formulas ask for, gathered once.
pub(super) struct Evidence<'a> {
    pub findings: &'a Findings,
    pub taxonomy: &'a Taxonomy,
    pub weights: &'a Weights,
    /// Units with own findings at level 1 or more (R).
    pub references: Vec<&'a UnitReading>,
    /// Units that carry a reference on (C).
    pub chain: Vec<&'a UnitReading>,
    /// Units that say that something is lacking: no follow-up, no money.
    pub gaps: Vec<&'a UnitReading>,
    /// Number of eligible units (U).
    pub eligible: usize,
    /// Areas and rights with a reference, by root.
    pub strengths: Vec<(AreaId, f64)>,
    /// Roots that carry: strength from the threshold on, and what the title aims at.
    pub carrying: Vec<AreaId>,
    /// The document is about one area or about human rights as a whole: chain units count as evidence.
    pub whole_document: bool,
}

impl<'a> Evidence<'a> {
    pub fn gather(findings: &'a Findings, taxonomy: &'a Taxonomy, weights: &'a Weights) -> Self {
        let eligible = findings.units.iter().filter(|u| u.eligible);
        let references: Vec<_> = eligible.clone().filter(|u| !u.areas.is_empty() && u.steering.level >= 1).collect();
        let chain: Vec<_> = eligible.clone().filter(|u| u.areas.is_empty() && !u.inherited.is_empty() && u.steering.level >= 1).collect();
        let gaps = eligible.clone().filter(|u| u.steering.gap && !(u.areas.is_empty() && u.inherited.is_empty())).collect();
        let mut out = Evidence {
            findings,
            taxonomy,
            weights,
            references,
            chain,
            gaps,
            eligible: eligible.count(),
            strengths: Vec::new(),
            carrying: Vec::new(),
            whole_document: findings.about_rights || !findings.targeted.is_empty(),
        };
        let substantive = taxonomy.layer(Layer::Perspective).union(taxonomy.layer(Layer::Right));
        let roots: AreaSet = out.references.iter().flat_map(|u| u.areas.iter()).map(|a| taxonomy.root(a)).collect();
        for root in roots.intersection(substantive).iter() {
            let strength = out.strength(root);
            out.strengths.push((root, strength));
        }
        let mut carrying: AreaSet = out.strengths.iter().filter(|(_, s)| *s >= weights.formler.barande).map(|(a, _)| *a).collect();
        for target in findings.targeted.iter() {
            let root = taxonomy.root(target);
            if roots.contains(root) {
                carrying.insert(root);
            }
        }
        if findings.about_rights {
            carrying = carrying.union(taxonomy.layer(Layer::Frame).intersection(out.all().flat_map(|u| out.roots(u).iter()).collect()));
        }
        out.carrying = carrying.iter().collect();
        out
    }

    /// References and chain units (X), in that order.
    pub fn all(&self) -> impl Iterator<Item = &'a UnitReading> + use<'a, '_> {
        self.references.iter().chain(&self.chain).copied()
    }

    /// The ids of a unit by root, its own or inherited.
    pub fn roots(&self, unit: &UnitReading) -> AreaSet {
        let set = if unit.areas.is_empty() { unit.inherited } else { unit.areas };
        set.iter().map(|a| self.taxonomy.root(a)).collect()
    }

    /// Units of an area, chain units included.
    pub fn of_area(&self, area: AreaId) -> impl Iterator<Item = &'a UnitReading> + use<'a, '_> {
        self.all().filter(move |u| self.roots(u).contains(area))
    }

    /// The value of its best unit, and how many bind (against `bindande_omrade`), over own references. "Kommunen ska främja …" is worth no more than an ambition.
    fn strength(&self, area: AreaId) -> f64 {
        let own = || self.references.iter().filter(|u| self.roots(u).contains(area));
        let level = |u: &UnitReading| if u.steering.level == 3 && !Evidence::binds(u) { 2 } else { u.steering.level.min(5) };
        let best = own().map(|u| self.weights.stege[level(u) as usize]).fold(0.0, f64::max);
        let binding = own().filter(|u| Evidence::binds(u)).count() as f64;
        mix(self.weights.delar.styrka, [best, (binding / self.weights.formler.bindande_omrade).min(1.0)])
    }

    /// How binding a unit is, 0–1.
    pub fn deontic(&self, unit: &UnitReading) -> f64 {
        let m = &self.weights.modus;
        let steering = &unit.steering;
        let mut value = verb_force(steering.mode, self.weights);
        if steering.target {
            value = value.max(m.malvarde);
        }
        if steering.hedged {
            value *= m.gardering;
        }
        if steering.vague && !steering.concrete {
            value = value.min(m.vagt_tak);
        }
        value
    }

    /// Share of the carrying areas for which `holds`, 0–1, each by how many references it has; 0 without any. What a document mostly speaks
    /// of weighs most: an area named in passing does not take a well-followed-up plan down.
    pub fn carrying_share(&self, holds: impl Fn(AreaId) -> bool) -> f64 {
        let weight = |area: &&AreaId| self.of_area(**area).count();
        let all: usize = self.carrying.iter().map(|a| weight(&a)).sum();
        let held: usize = self.carrying.iter().filter(|a| holds(**a)).map(|a| weight(&a)).sum();
        held as f64 / all.max(1) as f64
    }

    /// Low while nothing binds, 1 from so many binding units on.
    pub fn binding_factor(&self) -> f64 {
        let binding = self.binding_units() as f64;
        let f = &self.weights.formler;
        f.bindande_lagst + (1.0 - f.bindande_lagst) * (binding / f.bindande_antal).min(1.0)
    }

    /// Whether a unit binds: level 3 or more, and not by fine words alone ("ska främja").
    pub fn binds(unit: &UnitReading) -> bool {
        unit.steering.level >= 3 && (unit.steering.concrete || !unit.steering.vague)
    }

    /// Number of units of X that bind.
    pub fn binding_units(&self) -> usize {
        self.all().filter(|u| Evidence::binds(u)).count()
    }

    /// The type's multipliers, lowered for a targeted document where it is not to be asked for breadth.
    pub fn multipliers(&self, document_type: &DocumentType) -> [f64; 11] {
        let mut out = document_type.multipliers;
        if self.is_targeted() {
            for dimension in [1, 9] {
                out[dimension] = out[dimension].min(self.weights.formler.riktad_tak);
            }
        }
        out
    }

    pub fn is_targeted(&self) -> bool {
        !self.findings.targeted.is_empty()
    }

    /// Unit ids in document order.
    pub fn ids(&self, units: &[&UnitReading]) -> Vec<UnitId> {
        let mut out: Vec<UnitId> = units.iter().map(|u| u.unit).collect();
        out.sort_unstable();
        out
    }
}
