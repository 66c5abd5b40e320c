//! What is demanded of a document, and what it lacks for that.

use std::fmt;
use std::sync::Arc;

use super::remark::{Detail, Maker};
use super::rule::{Kind, Rule};
use crate::finding::{Finding, Reason, Status};
use crate::outcome::{Analysis, Outcome};
use crate::rule::{AreaId, AreaSet, ChainLink, LINKS, Layer, RuleSet};
use crate::score::{GroundStatus, Score};
use crate::text::{Severity, UnitId};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// It holds where nothing else is said.
    BuiltIn,
    /// A line of a settings file.
    File {
        /// The file as it is shown.
        file: Arc<str>,
        /// From 1.
        line: usize,
    },
    /// A flag on the command line.
    Flag(&'static str),
}

/// Remarks that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Warnings and errors of any kind.
    Any,
    /// Those of one severity.
    Severity(Severity),
    /// Those of one kind.
    Kind(Kind),
    /// Those of one rule.
    Rule(Rule),
}

/// Something that is demanded.
#[derive(Clone, Debug, PartialEq)]
pub enum Demand {
    /// At least this level of maturity.
    Maturity(u8),
    /// At least this score, 0–100.
    Score(f64),
    /// At least this share of a dimension: 1 for D1, 0–1.
    Dimension(u8, f64),
    /// The area or ground is named.
    Named(AreaId),
    /// The area or ground reaches this step of the ladder.
    Step(AreaId, u8),
    /// The link is there for this area; `None`: for each area that is demanded by name, or else each with which the document wants something.
    Link(Option<AreaId>, ChainLink),
    /// No more than so many remarks, or new ones, of these.
    AtMost {
        /// Which.
        counted: Counted,
        /// Only those that the baseline does not have.
        new: bool,
        /// How many.
        most: usize,
    },
}

/// A demand and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Demanded {
    /// What is demanded.
    pub demand: Demand,
    /// By whom.
    pub origin: Origin,
}

/// What there is instead of what is demanded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    /// A level of maturity.
    Level(u8),
    /// A score.
    Score(f64),
    /// A share of a dimension, 0–1.
    Share(f64),
    /// A step of the ladder, 0 where nothing is said.
    Step(u8),
    /// How a ground is there.
    Ground(GroundStatus),
    /// So many.
    Count(usize),
    /// Nothing.
    Nothing,
}

impl Found {
    /// As a number that can be compared with what was found before: more is better.
    pub(super) fn worth(self) -> Option<f64> {
        match self {
            Found::Level(level) | Found::Step(level) => Some(f64::from(level)),
            Found::Score(value) | Found::Share(value) => Some((value * 1e4).round() / 1e4),
            Found::Count(count) => Some(-(count as f64)),
            Found::Ground(_) | Found::Nothing => None,
        }
    }
}

/// A demand that does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// What was demanded: of one area, where it was demanded of several.
    pub demand: Demand,
    /// By whom.
    pub origin: Origin,
    /// What there is.
    pub found: Found,
}

impl Demand {
    /// The rule of the remark that tells of it.
    pub fn rule(&self, rules: &RuleSet) -> Rule {
        match self {
            Demand::Maturity(_) => Rule::DemandMaturity,
            Demand::Score(_) => Rule::DemandScore,
            Demand::Dimension(..) => Rule::DemandDimension,
            Demand::Named(area) if rules.taxonomy().area(*area).layer == Layer::Ground => Rule::DemandGround,
            Demand::Named(_) => Rule::DemandArea,
            Demand::Step(..) => Rule::DemandStep,
            Demand::Link(..) => Rule::DemandLink,
            Demand::AtMost { .. } => Rule::DemandCount,
        }
    }

    /// Whether it asks what the baseline does not have, so that it is never part of one.
    pub fn speaks_of_new(&self) -> bool {
        matches!(self, Demand::AtMost { new: true, .. })
    }

    /// What it is about, by id.
    fn subject(&self, rules: &RuleSet) -> String {
        let id = |area: AreaId| rules.taxonomy().area(area).id.as_str();
        match self {
            Demand::Maturity(_) | Demand::Score(_) => String::new(),
            Demand::Dimension(number, _) => format!("D{number}"),
            Demand::Named(area) | Demand::Step(area, _) => id(*area).to_string(),
            Demand::Link(area, link) => format!("{}:{}", area.map_or("", id), link.key()),
            Demand::AtMost { counted, new, .. } => format!("{}{counted}", if *new { "ny:" } else { "" }),
        }
    }
}

impl fmt::Display for Counted {
    /// As it is written in a condition.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Counted::Any => "alla",
            Counted::Severity(severity) => super::rule::severity_key(*severity),
            Counted::Kind(kind) => kind.key(),
            Counted::Rule(rule) => rule.id(),
        })
    }
}

/// Judges a document against demands; those that count remarks wait until all the others are there.
pub(super) fn judge(maker: &mut Maker, outcome: &Outcome, rules: &RuleSet, demands: &[Demanded]) {
    // What was not read is judged by nobody.
    if outcome.is_unread() {
        return;
    }
    let analysis = outcome.result.as_ref().ok();
    let document = Judged { rules, analysis, score: analysis.and_then(|a| a.score.as_ref()) };
    let grounds = rules.taxonomy().layer(Layer::Ground);
    let named: AreaSet = demands.iter().filter_map(|d| if let Demand::Named(area) = d.demand { Some(area) } else { None }).collect();
    let named = named.difference(grounds);
    let mut told: Vec<(Rule, String)> = Vec::new();
    for Demanded { demand, origin } in demands {
        for (demand, found, near) in document.broken(demand, named) {
            let (rule, subject) = (demand.rule(rules), demand.subject(rules));
            // The command line and the settings may ask for the same; once told is enough.
            if told.contains(&(rule, subject.clone())) {
                continue;
            }
            let detail = Detail::Demand(Broken { demand, origin: origin.clone(), found });
            maker.whole(rule, &subject, near, detail);
            told.push((rule, subject));
        }
    }
}

/// A demand on the number of remarks that does not hold: its rule, subject and detail.
pub(super) fn too_many(maker: &mut Maker, rules: &RuleSet, demanded: &Demanded, count: usize) {
    let Demanded { demand, origin } = demanded;
    let broken = Broken { demand: demand.clone(), origin: origin.clone(), found: Found::Count(count) };
    maker.whole(demand.rule(rules), &demand.subject(rules), None, Detail::Demand(broken));
}

/// What is judged.
struct Judged<'a> {
    rules: &'a RuleSet,
    analysis: Option<&'a Analysis>,
    score: Option<&'a Score>,
}

impl Judged<'_> {
    /// Each part of a demand that does not hold, what there is, and the sentence that comes nearest.
    fn broken(&self, demand: &Demand, named: AreaSet) -> Vec<(Demand, Found, Option<UnitId>)> {
        let one = |found: Found, near: Option<UnitId>| vec![(demand.clone(), found, near)];
        match demand {
            Demand::Maturity(least) => match self.score.map_or(0, |score| score.maturity.level) {
                level if level < *least => one(Found::Level(level), None),
                _ => Vec::new(),
            },
            Demand::Score(least) => match self.score.map_or(0.0, |score| score.value) {
                value if value < *least => one(Found::Score(value), None),
                _ => Vec::new(),
            },
            Demand::Dimension(number, least) => {
                let id = format!("D{number}");
                let node = self.score.and_then(|score| score.tree.parts.iter().find(|node| node.id == id));
                match node.map_or(0.0, |node| node.value) {
                    value if value + 1e-9 < *least => one(Found::Share(value), None),
                    _ => Vec::new(),
                }
            }
            Demand::Named(area) => match self.ground(*area) {
                Some((GroundStatus::Named | GroundStatus::General, _)) => Vec::new(),
                Some((status, near)) => one(Found::Ground(status), near.or_else(|| self.near(*area))),
                None if self.area(*area).is_some() => Vec::new(),
                None => one(Found::Nothing, self.near(*area)),
            },
            Demand::Step(area, least) => match self.area(*area) {
                Some((level, strongest)) if level < *least => one(Found::Step(level), Some(strongest)),
                Some(_) => Vec::new(),
                None => one(Found::Step(0), self.near(*area)),
            },
            Demand::Link(area, link) => self.without_link(*area, *link, named),
            Demand::AtMost { .. } => Vec::new(),
        }
    }

    fn area(&self, area: AreaId) -> Option<(u8, UnitId)> {
        self.score?.areas.iter().find(|report| report.area == area).map(|report| (report.level, report.strongest))
    }

    /// How a ground is there, and the sentence that shows it indirectly; `None` of what is no ground.
    fn ground(&self, area: AreaId) -> Option<(GroundStatus, Option<UnitId>)> {
        if self.rules.taxonomy().area(area).layer != Layer::Ground {
            return None;
        }
        let reading = self.score.and_then(|score| score.grounds.iter().find(|ground| ground.area == area));
        let Some(reading) = reading else { return Some((GroundStatus::Missing, None)) };
        let near = reading.indirect.iter().find_map(|area| self.area(area)).map(|(_, strongest)| strongest);
        Some((reading.status, near))
    }

    /// The sentence that comes nearest to naming an area: one that carries it on, or one whose words did not count, unless somebody has said
    /// that it has nothing to do with the area.
    fn near(&self, area: AreaId) -> Option<UnitId> {
        let findings = &self.analysis?.findings;
        let carried = findings
            .units
            .iter()
            .filter(|unit| unit.is_chain() && unit.inherited.contains(area))
            .max_by_key(|unit| (unit.steering.level, std::cmp::Reverse(unit.unit)));
        let is_set_aside = |finding: &&Finding| !matches!(finding.status, Status::Counted | Status::Ignored(Reason::Rejected(_)));
        let set_aside = findings.findings.iter().filter(is_set_aside).filter(|finding| finding.areas.contains(area));
        carried.map(|unit| unit.unit).or_else(|| set_aside.map(|finding| finding.unit).next())
    }

    fn without_link(&self, area: Option<AreaId>, link: ChainLink, named: AreaSet) -> Vec<(Demand, Found, Option<UnitId>)> {
        let Some(score) = self.score else { return Vec::new() };
        let asked = |report: &crate::score::AreaReport| match area {
            Some(area) => report.area == area,
            None if !named.is_empty() => named.contains(report.area),
            None => report.layer != Layer::Ground && report.level >= 2,
        };
        let place = LINKS.iter().position(|other| *other == link);
        let mut lacking: Vec<_> = score
            .areas
            .iter()
            .filter(|report| asked(report) && place.is_some_and(|place| report.chain[place].is_none()))
            .map(|report| (Demand::Link(Some(report.area), link), Found::Nothing, Some(report.strongest)))
            .collect();
        lacking.sort_by_key(|(demand, ..)| if let Demand::Link(area, _) = demand { *area } else { None });
        // Of what is asked for by itself the document may say nothing at all.
        if let Some(area) = area.filter(|area| self.area(*area).is_none()) {
            lacking.push((Demand::Link(Some(area), link), Found::Nothing, self.near(area)));
        }
        lacking
    }
}
