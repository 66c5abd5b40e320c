//! The steering chain of each area: goal, action, responsible, time, resource, follow-up; a link holds only if a unit shows it.

use super::evidence::Evidence;
use crate::finding::UnitReading;
use crate::rule::{AreaId, ChainLink, LINKS, Layer};
use crate::text::UnitId;

/// Whether a unit shows the link.
pub(super) fn holds(link: ChainLink, unit: &UnitReading) -> bool {
    let s = &unit.steering;
    match link {
        ChainLink::Goal => s.level >= 2,
        ChainLink::Action => s.level >= 3 && s.concrete,
        ChainLink::Responsible => s.level >= 3 && s.named_actor,
        ChainLink::Time => s.level >= 3 && s.time,
        ChainLink::Resource => s.level >= 2 && s.resource && !s.no_resource,
        ChainLink::FollowUp => s.level >= 3 && (s.indicator || s.follow_up),
    }
}

/// What a document says of one id.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaReport {
    /// The id.
    pub area: AreaId,
    /// Its layer.
    pub layer: Layer,
    /// Highest ladder level of its own references, 0–5.
    pub level: u8,
    /// Area strength 0–1.
    pub strength: f64,
    /// Its references in document order.
    pub units: Vec<UnitId>,
    /// The reference that steers most; of equals the first.
    pub strongest: UnitId,
    /// For each link of [`LINKS`], the first unit that shows it, chain units included.
    pub chain: [Option<UnitId>; 6],
}

/// One report for every id with a reference, by level, strength and taxonomy order.
pub(super) fn area_reports(e: &Evidence) -> Vec<AreaReport> {
    let mut out = Vec::new();
    for area in e.taxonomy.ids() {
        let own: Vec<&UnitReading> = e.references.iter().copied().filter(|u| u.areas.contains(area)).collect();
        let Some(strongest) = own.iter().max_by_key(|u| (u.steering.level, u.steering.named_actor, std::cmp::Reverse(u.unit))) else {
            continue;
        };
        let root = e.taxonomy.root(area);
        let strength = e.strengths.iter().find(|(a, _)| *a == root).map_or(0.0, |(_, s)| *s);
        let mut chain = [None; 6];
        for (slot, link) in chain.iter_mut().zip(LINKS) {
            let inherits = e.chain.iter().copied().filter(|u| u.inherited.contains(area));
            *slot = own.iter().copied().chain(inherits).filter(|u| holds(link, u)).map(|u| u.unit).min();
        }
        out.push(AreaReport {
            area,
            layer: e.taxonomy.area(area).layer,
            level: strongest.steering.level,
            strength,
            units: own.iter().map(|u| u.unit).collect(),
            strongest: strongest.unit,
            chain,
        });
    }
    out.sort_by(|a, b| b.level.cmp(&a.level).then(b.strength.total_cmp(&a.strength)).then(a.area.cmp(&b.area)));
    out
}
