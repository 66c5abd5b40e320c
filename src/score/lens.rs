//! The views: under each heading the units that are evidence for it, how far they reach, and the grade where the heading has one.

use super::chain::holds;
use super::evidence::Evidence;
use crate::finding::UnitReading;
use crate::rule::{ChainLink, LINKS, LensDemand, LensHeading, RuleSet};
use crate::text::UnitId;

/// How a graded heading is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// The document does not show it.
    NotMet,
    /// Some of what is asked for.
    Partly,
    /// All that is asked for.
    Met,
}

impl Grade {
    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Grade::NotMet => "not-met",
            Grade::Partly => "partly",
            Grade::Met => "met",
        }
    }
}

/// What a document shows of one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadingReading {
    /// Place in [`RuleSet::lens_headings`].
    pub heading: u32,
    /// The units that are evidence, in document order.
    pub units: Vec<UnitId>,
    /// Highest ladder level among them; 0 without any.
    pub level: u8,
    /// For each link of [`LINKS`], the first unit that shows it.
    pub chain: [Option<UnitId>; 6],
    /// The grade, if the heading has rules for one.
    pub grade: Option<Grade>,
}

/// A view of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct LensReading {
    /// Place in [`RuleSet::lenses`].
    pub lens: u32,
    /// Its headings, in the order of the rules.
    pub headings: Vec<HeadingReading>,
}

/// All views, in the order of the rules.
pub(super) fn readings(e: &Evidence, rules: &RuleSet) -> Vec<LensReading> {
    let headings = rules.lens_headings();
    let of_lens = |lens: u32| {
        let own = headings.iter().enumerate().filter(move |(_, heading)| heading.lens == lens);
        own.map(|(place, heading)| reading(e, place as u32, heading)).collect()
    };
    (0..rules.lenses().len() as u32).map(|lens| LensReading { lens, headings: of_lens(lens) }).collect()
}

fn reading(e: &Evidence, place: u32, heading: &LensHeading) -> HeadingReading {
    let mut units: Vec<&UnitReading> = e.all().filter(|u| is_about(u, heading)).collect();
    let worded = e.findings.lens_words.iter().filter(|words| words.heading == place);
    units.extend(worded.filter_map(|words| e.findings.units.get(words.unit as usize)).filter(|u| e.may_speak(u, heading)));
    units.retain(|u| keeps_demands(u, heading));
    units.sort_unstable_by_key(|u| u.unit);
    units.dedup_by_key(|u| u.unit);
    let mut chain = [None; 6];
    for (slot, link) in chain.iter_mut().zip(LINKS) {
        *slot = units.iter().find(|u| holds(link, u)).map(|u| u.unit);
    }
    let grade = heading.grading.as_ref().map(|grading| match () {
        () if is_met(&grading.met, &units, &chain) => Grade::Met,
        () if is_met(&grading.partly, &units, &chain) => Grade::Partly,
        () => Grade::NotMet,
    });
    let level = units.iter().map(|u| u.steering.level).max().unwrap_or(0);
    HeadingReading { heading: place, units: units.iter().map(|u| u.unit).collect(), level, chain, grade }
}

/// A reference or chain unit with a mark of the heading other than its words. What an area is about is told by its own references only: a unit
/// that carries one on shows how it is steered.
fn is_about(unit: &UnitReading, heading: &LensHeading) -> bool {
    (heading.takes_any() && (!unit.areas.is_empty() || !heading.links.is_empty()))
        || !unit.areas.intersection(heading.areas).is_empty()
        || unit.markers.contains_any(&heading.markers)
        || (heading.legal_source && !unit.sources.is_empty())
}

fn keeps_demands(unit: &UnitReading, heading: &LensHeading) -> bool {
    let areas = unit.areas.union(unit.inherited);
    unit.steering.level >= heading.level
        && (heading.within.is_empty() || !areas.intersection(heading.within).is_empty())
        && (heading.links.is_empty() || heading.links.iter().any(|link| holds(*link, unit)))
}

fn is_met(demand: &LensDemand, units: &[&UnitReading], chain: &[Option<UnitId>; 6]) -> bool {
    let shown = |link: &ChainLink| LINKS.iter().zip(chain).any(|(l, unit)| l == link && unit.is_some());
    let enough = units.iter().filter(|u| u.steering.level >= demand.level).count() >= demand.count as usize;
    enough && demand.links.iter().all(shown)
}

impl Evidence<'_> {
    /// Whether the heading's words in a unit say something of rights: the unit is about some, the whole document is, or the words suffice.
    fn may_speak(&self, unit: &UnitReading, heading: &LensHeading) -> bool {
        let about = !unit.areas.is_empty() || !unit.inherited.is_empty();
        unit.eligible && (about || self.whole_document || heading.words_suffice)
    }
}
