//! How each of the seven grounds of discrimination is there: named, only together with the others, only indirectly, or not at all.

use serde::{Deserialize, Serialize};

use crate::finding::{Findings, Status};
use crate::rule::{AreaId, AreaSet, Layer, RuleSet, Weights};
use crate::score::AreaReport;
use crate::text::UnitId;

/// How a ground of discrimination is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroundStatus {
    /// In so many words.
    Named,
    /// Only where all grounds are named together ("de sju diskrimineringsgrunderna").
    General,
    /// Only by an area that is indirect evidence of it.
    Indirect,
    /// Nowhere.
    Missing,
}

impl GroundStatus {
    /// All of them, the clearest first.
    pub const ALL: [GroundStatus; 4] = [GroundStatus::Named, GroundStatus::General, GroundStatus::Indirect, GroundStatus::Missing];

    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            GroundStatus::Named => "named",
            GroundStatus::General => "general",
            GroundStatus::Indirect => "indirect",
            GroundStatus::Missing => "missing",
        }
    }
}

/// One ground of discrimination.
#[derive(Clone, Debug, PartialEq)]
pub struct GroundReading {
    /// The ground.
    pub area: AreaId,
    /// How it is there.
    pub status: GroundStatus,
    /// The references that name it in so many words.
    pub units: Vec<UnitId>,
    /// The areas that are indirect evidence of it.
    pub indirect: AreaSet,
}

/// The grounds in the taxonomy's order. `areas` are those with a reference.
pub(super) fn grounds(findings: &Findings, areas: &[AreaReport], rules: &RuleSet, weights: &Weights) -> Vec<GroundReading> {
    let taxonomy = rules.taxonomy();
    let layer = taxonomy.layer(Layer::Ground);
    let carrying = areas.iter().filter(|a| a.layer != Layer::Ground && a.strength >= weights.formler.barande);
    let shows = |area: AreaId, ground: AreaId| {
        let own = taxonomy.area(area).indirect_grounds;
        own.contains(ground) || taxonomy.area(taxonomy.root(area)).indirect_grounds.contains(ground)
    };
    let in_reference = |unit: UnitId| findings.units.get(unit as usize).is_some_and(|reading| reading.is_reference());
    let counted: Vec<_> = findings.findings.iter().filter(|f| f.status == Status::Counted && in_reference(f.unit)).collect();
    // One match that stands for every ground names none of them.
    let general = counted.iter().any(|f| f.areas.contains_all(layer));
    let ground = |area: AreaId| {
        let named = counted.iter().filter(|f| f.areas.contains(area) && !f.areas.contains_all(layer));
        let mut units: Vec<UnitId> = named.map(|f| f.unit).collect();
        units.dedup();
        let indirect: AreaSet = carrying.clone().map(|a| a.area).filter(|a| shows(*a, area)).collect();
        let status = match units.is_empty() {
            false => GroundStatus::Named,
            true if general => GroundStatus::General,
            true if !indirect.is_empty() => GroundStatus::Indirect,
            true => GroundStatus::Missing,
        };
        GroundReading { area, status, units, indirect }
    };
    layer.iter().map(ground).collect()
}
