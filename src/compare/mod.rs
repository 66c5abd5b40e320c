//! Two versions of a document side by side: which sentences about rights were gained, strengthened, weakened or lost, and what that did to the
//! score.
//!
//! Sentences are aligned as they stand (`align`), so that a sentence that was moved, or changed in a word, is the same sentence. What each
//! did before and does now is read from the findings; nothing is judged here a second time.

mod align;

use crate::finding::UnitReading;
use crate::outcome::{Analysis, Outcome};
use crate::rule::{AreaSet, RuleSet};
use crate::score::{Score, verb_force};
use crate::text::UnitId;

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// It spoke of a right and does no more, or is gone.
    Lost,
    /// It steers less: a lower level, a weaker verb, a right less.
    Weakened,
    /// It steers more.
    Strengthened,
    /// It speaks of a right and did not, or is new.
    Gained,
}

impl Kind {
    /// All kinds, the gravest first.
    pub const ALL: [Kind; 4] = [Kind::Lost, Kind::Weakened, Kind::Strengthened, Kind::Gained];

    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Lost => "lost",
            Kind::Weakened => "weakened",
            Kind::Strengthened => "strengthened",
            Kind::Gained => "gained",
        }
    }
}

/// A sentence before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What became of it.
    pub kind: Kind,
    /// Its unit in the old version; `None`: new.
    pub old: Option<UnitId>,
    /// Its unit in the new version; `None`: gone.
    pub new: Option<UnitId>,
    /// How alike the two are, 0–1; 0 without a counterpart.
    pub likeness: f64,
    /// Ladder level before, 0 where it said nothing of rights.
    pub old_level: u8,
    /// Ladder level after.
    pub new_level: u8,
    /// Ids that it named before and does not name now.
    pub areas_lost: AreaSet,
    /// Ids that it names now and did not name before.
    pub areas_gained: AreaSet,
}

/// A dimension before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DimensionMove {
    /// 0 for D1.
    pub dimension: usize,
    /// 0–1.
    pub old: f64,
    /// 0–1.
    pub new: f64,
}

/// An area's highest level before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaMove {
    /// The id.
    pub area: crate::rule::AreaId,
    /// Ladder level 0–5; 0: not named.
    pub old: u8,
    /// Ladder level 0–5.
    pub new: u8,
}

/// Everything that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Changes, the gravest kind first, each kind in document order.
    pub changes: Vec<Change>,
    /// Sentences about rights that are what they were.
    pub unchanged: usize,
    /// Dimensions whose value moved by a hundredth or more, the largest move first.
    pub dimensions: Vec<DimensionMove>,
    /// Areas whose highest level moved, the largest loss first.
    pub areas: Vec<AreaMove>,
}

/// Moves smaller than this are not told.
const LEAST_MOVE: f64 = 0.005;

/// Compares two judged outcomes; `None` if one of them could not be read or has nothing to judge.
///
/// ```
/// use genomsyra::compare::{Kind, compare};
/// use genomsyra::rule::{RuleSet, built_in_files};
/// use genomsyra::run::Analyser;
///
/// let rules = RuleSet::from_files(&built_in_files()).unwrap();
/// let mut analyser = Analyser::new(&rules);
/// let old = analyser.analyse("Skolan ska varje år höra barnen om barnets bästa.".as_bytes(), "gammal.txt");
/// let new = analyser.analyse("Skolan bör varje år höra barnen om barnets bästa.".as_bytes(), "ny.txt");
/// let comparison = compare(&old, &new, &rules).unwrap();
/// assert_eq!(comparison.changes[0].kind, Kind::Weakened);
/// ```
pub fn compare(old: &Outcome, new: &Outcome, rules: &RuleSet) -> Option<Comparison> {
    let (old, new) = (old.result.as_ref().ok()?, new.result.as_ref().ok()?);
    let (old_score, new_score) = (old.score.as_ref()?, new.score.as_ref()?);
    let (mut changes, mut unchanged) = (Vec::new(), 0);
    for pair in align::align(&old.document, &new.document) {
        match change(&pair, old, new, rules) {
            Some(change) => changes.push(change),
            None => unchanged += usize::from(pair.new.is_some_and(|unit| speaks(reading(new, unit)))),
        }
    }
    changes.sort_by_key(|change| (change.kind, change.new.or(change.old), change.old));
    Some(Comparison { changes, unchanged, dimensions: dimensions(old_score, new_score), areas: areas(old_score, new_score) })
}

fn reading(analysis: &Analysis, unit: UnitId) -> Option<&UnitReading> {
    analysis.findings.units.get(unit as usize)
}

/// Whether the score counts the unit, as a reference or as one that carries a reference on.
fn speaks(unit: Option<&UnitReading>) -> bool {
    unit.is_some_and(|u| u.eligible && u.steering.level >= 1 && !(u.areas.is_empty() && u.inherited.is_empty()))
}

fn change(pair: &align::Pair, old: &Analysis, new: &Analysis, rules: &RuleSet) -> Option<Change> {
    let before = pair.old.and_then(|unit| reading(old, unit)).filter(|unit| speaks(Some(unit)));
    let after = pair.new.and_then(|unit| reading(new, unit)).filter(|unit| speaks(Some(unit)));
    let ids = |unit: Option<&UnitReading>| unit.map_or(AreaSet::EMPTY, |u| u.areas);
    let (areas_lost, areas_gained) = (ids(before).difference(ids(after)), ids(after).difference(ids(before)));
    let kind = match (before, after) {
        (None, None) => return None,
        (Some(_), None) => Kind::Lost,
        (None, Some(_)) => Kind::Gained,
        (Some(before), Some(after)) => direction(before, after, areas_lost, areas_gained, rules)?,
    };
    let level = |unit: Option<&UnitReading>| unit.map_or(0, |u| u.steering.level);
    Some(Change {
        kind,
        old: pair.old,
        new: pair.new,
        likeness: pair.likeness,
        old_level: level(before),
        new_level: level(after),
        areas_lost,
        areas_gained,
    })
}

/// Level first, then how binding the verb is, then what is named.
fn direction(before: &UnitReading, after: &UnitReading, lost: AreaSet, gained: AreaSet, rules: &RuleSet) -> Option<Kind> {
    let force = |unit: &UnitReading| {
        let verb = verb_force(unit.steering.mode, rules.weights());
        if unit.steering.hedged { verb * rules.weights().modus.gardering } else { verb }
    };
    let links = |unit: &UnitReading| {
        let s = &unit.steering;
        [s.named_actor, s.time, s.resource && !s.no_resource, s.follow_up || s.indicator].into_iter().filter(|holds| *holds).count()
    };
    let order = after
        .steering
        .level
        .cmp(&before.steering.level)
        .then(force(after).total_cmp(&force(before)))
        .then(links(after).cmp(&links(before)))
        .then(gained.len().cmp(&lost.len()));
    match order {
        std::cmp::Ordering::Less => Some(Kind::Weakened),
        std::cmp::Ordering::Greater => Some(Kind::Strengthened),
        std::cmp::Ordering::Equal => None,
    }
}

fn dimensions(old: &Score, new: &Score) -> Vec<DimensionMove> {
    let values =
        |score: &Score| -> Vec<f64> { score.tree.parts.iter().filter(|node| node.id.starts_with('D')).map(|node| node.value).collect() };
    let both = values(old).into_iter().zip(values(new)).enumerate();
    let mut out: Vec<DimensionMove> =
        both.map(|(dimension, (old, new))| DimensionMove { dimension, old, new }).filter(|m| (m.new - m.old).abs() >= LEAST_MOVE).collect();
    out.sort_by(|a, b| (b.new - b.old).abs().total_cmp(&(a.new - a.old).abs()).then(a.dimension.cmp(&b.dimension)));
    out
}

fn areas(old: &Score, new: &Score) -> Vec<AreaMove> {
    let level = |score: &Score, area| score.areas.iter().find(|a| a.area == area).map_or(0, |a| a.level);
    let mut ids: Vec<_> = old.areas.iter().chain(&new.areas).map(|a| a.area).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut out: Vec<AreaMove> =
        ids.into_iter().map(|area| AreaMove { area, old: level(old, area), new: level(new, area) }).filter(|m| m.old != m.new).collect();
    out.sort_by_key(|m| (i16::from(m.new) - i16::from(m.old), m.area));
    out
}
