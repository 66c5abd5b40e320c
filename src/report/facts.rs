//! What every report tells of a document, gathered from findings and score without a word of text.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Language;
use super::excerpt::clean;
use super::view::View;
pub(crate) use crate::finding::Blunt;
use crate::finding::{Cause, Finding, IndicatorMention, NotCarried, Reason, Status};
use crate::fingerprint::Fingerprint;
use crate::review::{Answer, Review};
use crate::rule::{AreaId, AreaSet, Duty, Layer, Role, Wording};
use crate::score::{AreaReport, HeadingReading, Score};
use crate::text::{Span, UnitId};

/// A legal source and where it is first named.
pub(crate) struct NamedSource {
    /// Place in the register.
    pub source: u32,
    pub count: usize,
    pub unit: UnitId,
}

/// Legal sources in order of first mention.
pub(crate) fn named_sources(view: &View) -> Vec<NamedSource> {
    let mut out: Vec<NamedSource> = Vec::new();
    let mut places: BTreeMap<u32, usize> = BTreeMap::new();
    for anchor in &view.analysis.findings.anchors {
        let place = *places.entry(anchor.source).or_insert_with(|| {
            out.push(NamedSource { source: anchor.source, count: 0, unit: anchor.unit });
            out.len() - 1
        });
        out[place].count += 1;
    }
    out
}

/// A duty's name and what it demands, in the report's language.
pub(crate) fn duty_in_words<'a>(view: &View, duty: &'a Duty) -> (&'a str, &'a str) {
    match view.language {
        Language::Swedish => (&duty.name, &duty.demand),
        Language::English => (&duty.name_en, &duty.demand_en),
    }
}

/// The words of a view's heading in a unit, if it is its words that make the unit evidence.
pub(crate) fn lens_words(view: &View, heading: u32, unit: UnitId) -> Option<Span> {
    let words = &view.analysis.findings.lens_words;
    let from = words.partition_point(|w| w.unit < unit);
    words[from..].iter().take_while(|w| w.unit == unit).find(|w| w.heading == heading).map(|w| w.span)
}

/// The areas that an indicator stands with: those of its unit, else of the headings above.
pub(crate) fn areas_of_indicator(view: &View, mention: &IndicatorMention) -> AreaSet {
    let findings = &view.analysis.findings;
    let Some(reading) = findings.units.get(mention.unit as usize) else { return AreaSet::EMPTY };
    let own = reading.areas.union(reading.inherited);
    let heading = findings.sections.get(reading.section as usize).map_or(AreaSet::EMPTY, |section| section.heading_areas);
    if own.is_empty() { heading } else { own }
}

/// Something that does not count.
#[derive(Clone, Copy)]
pub(crate) struct SetAside {
    pub unit: UnitId,
    /// The matched words; none of a sentence that would only have carried a reference on.
    pub words: Option<Span>,
    pub areas: AreaSet,
    pub reason: Reason,
    /// None of a sentence that would only have carried a reference on.
    pub cause: Option<Cause>,
}

/// All that does not count: findings in the document's order, then what sentences would have carried on.
pub(crate) fn set_aside(view: &View) -> impl Iterator<Item = SetAside> {
    let found = &view.analysis.findings;
    let finding = |f: &Finding| match f.status {
        Status::Counted => None,
        Status::Ignored(reason) => Some(SetAside { unit: f.unit, words: Some(f.span), areas: f.areas, reason, cause: Some(f.cause) }),
    };
    let heir = |n: &NotCarried| SetAside { unit: n.unit, words: None, areas: n.areas, reason: Reason::Rejected(n.review), cause: None };
    found.findings.iter().filter_map(finding).chain(found.not_carried.iter().map(heir))
}

/// What was set aside for one kind of reason.
pub(crate) struct IgnoredGroup {
    pub reason: Reason,
    pub count: usize,
    /// Different examples: one for each false friend, all that somebody has rejected, one for each matched word of the rest.
    pub examples: Vec<SetAside>,
}

impl IgnoredGroup {
    /// Whether people have said so: then all of it is told, also where of the rest only a few examples are.
    pub fn is_rejected(&self) -> bool {
        matches!(self.reason, Reason::Rejected(_))
    }
}

/// Groups of what was set aside, the ones that most need the reader's eye first.
pub(crate) fn ignored(view: &View) -> Vec<IgnoredGroup> {
    const ORDER: [&str; 10] = [
        "rejected",
        "false-friend",
        "ambiguous",
        "excluded-section",
        "not-body",
        "reference-line",
        "repeated",
        "gives-way",
        "anchor-only",
        "other-language",
    ];
    let mut groups: BTreeMap<usize, IgnoredGroup> = BTreeMap::new();
    let mut told: std::collections::HashSet<(usize, u64, String)> = std::collections::HashSet::new();
    for one in set_aside(view) {
        let rank = ORDER.iter().position(|r| *r == one.reason.as_str()).unwrap_or(ORDER.len());
        let group = groups.entry(rank).or_insert_with(|| IgnoredGroup { reason: one.reason, count: 0, examples: Vec::new() });
        let key = match (one.reason, one.words) {
            (Reason::FalseFriend(friend), _) => (rank, u64::from(friend), String::new()),
            // What somebody has said is told of every sentence that it was applied to, once.
            (Reason::Rejected(place), _) => (rank, u64::from(place) << 32 | u64::from(one.unit), String::new()),
            (_, words) => (rank, u64::MAX, words.map_or_else(String::new, |span| view.document().slice(span).to_lowercase())),
        };
        let is_rejected = matches!(one.reason, Reason::Rejected(_));
        let is_new = (is_rejected || group.examples.len() < 20) && told.insert(key);
        group.count += usize::from(is_new || !is_rejected);
        if is_new {
            group.examples.push(one);
        }
    }
    groups.into_values().collect()
}

/// What somebody has accepted of a unit's ids.
pub(crate) fn accepted<'a>(view: &View<'a>, unit: UnitId, areas: AreaSet) -> Vec<&'a Review> {
    let said = view.fingerprints(unit, areas).into_iter().filter_map(|(_, print)| said(view, print));
    said.filter(|review| review.answer == Answer::Accepted).collect()
}

/// What somebody has said of a sentence and an id.
pub(crate) fn said<'a>(view: &View<'a>, print: Fingerprint) -> Option<&'a Review> {
    view.analysis.reviewed.as_ref()?.reviews.of(print)
}

/// The ids of a unit of which people may say whether they are right: what counts, its own or carried on, and what somebody has rejected.
pub(crate) fn said_of(view: &View, unit: UnitId) -> AreaSet {
    let found = &view.analysis.findings;
    let is_said = |f: &&Finding| matches!(f.status, Status::Counted | Status::Ignored(Reason::Rejected(_)));
    let own = view.findings_of(unit).iter().filter(is_said).map(|f| f.areas);
    let from = found.not_carried.partition_point(|n| n.unit < unit);
    let not_carried = found.not_carried[from..].iter().take_while(|n| n.unit == unit).map(|n| n.areas);
    let reading = view.reading(unit);
    let carried = if reading.is_chain() { reading.inherited } else { AreaSet::EMPTY };
    own.chain(not_carried).fold(carried, AreaSet::union)
}

/// Reviews of this document whose sentence it no longer has, or no longer as a finding.
pub(crate) fn stale_reviews<'a>(view: &View<'a>) -> Vec<&'a Review> {
    let Some(reviewed) = view.analysis.reviewed.as_ref().filter(|reviewed| !reviewed.own.is_empty()) else { return Vec::new() };
    let units = (0..view.document().units().len() as UnitId).map(|unit| (unit, said_of(view, unit))).filter(|(_, areas)| !areas.is_empty());
    let there: std::collections::HashSet<_> =
        units.flat_map(|(unit, areas)| view.fingerprints(unit, areas)).map(|(_, print)| print).collect();
    let own = reviewed.own.iter().filter_map(|place| reviewed.reviews.get(*place));
    own.filter(|review| !there.contains(&review.fingerprint)).collect()
}

/// References and carried-on sentences to sharpen, the most worthwhile first.
pub(crate) fn blunt_units(view: &View) -> Vec<(UnitId, Blunt)> {
    let units = view.analysis.findings.units.iter().filter(|u| u.is_reference() || u.is_chain());
    let mut out: Vec<(UnitId, Blunt)> = units.filter_map(|u| u.steering.blunt().map(|b| (u.unit, b))).collect();
    out.sort_by_key(|(unit, blunt)| (*blunt, *unit));
    out
}

/// Units that say themselves that something is lacking.
pub(crate) fn gaps(view: &View) -> Vec<UnitId> {
    view.analysis
        .findings
        .units
        .iter()
        .filter(|u| u.steering.gap && !(u.areas.is_empty() && u.inherited.is_empty()))
        .map(|u| u.unit)
        .collect()
}

/// What full value in a dimension would give.
pub(crate) struct Lift {
    /// 0 for D1.
    pub dimension: usize,
    /// Points of the score before its ceiling.
    pub gain: f64,
}

/// Dimensions by what they could still give, the most first; those that the type waives or that are full are left out.
pub(crate) fn lifts(view: &View, score: &Score) -> Vec<Lift> {
    let dimensions = dimensions(score);
    let part = |id: &str| score.tree.parts.iter().find(|n| n.id == id).map_or(0.0, |n| n.value);
    let total: f64 = dimensions.iter().map(|d| d.weight).sum();
    if total <= 0.0 || view.rules.weights().formler.belagg_antal <= 0.0 {
        return Vec::new();
    }
    let (base, evidence, spread) = (part("base"), part("evidence"), part("spread"));
    let mut out: Vec<Lift> = Vec::new();
    for (dimension, node) in dimensions.iter().enumerate() {
        let more = 100.0 * node.weight * (1.0 - node.value) / total;
        // Full spread also lifts the factor that the whole is multiplied by.
        let factor = if dimension == 8 { 1.0 } else { spread };
        let gain = (base + more) * evidence * factor - base * evidence * spread;
        if gain >= 0.5 {
            out.push(Lift { dimension, gain });
        }
    }
    out.sort_by(|a, b| b.gain.total_cmp(&a.gain).then(a.dimension.cmp(&b.dimension)));
    out
}

/// Areas that are told as such; the grounds have a part of their own.
pub(crate) fn areas(score: &Score) -> Vec<&AreaReport> {
    score.areas.iter().filter(|a| a.layer != Layer::Ground).collect()
}

/// Indicators that are named, each once with all its places; those that measure something found, or that the user has listed, first.
pub(crate) fn indicators<'a>(view: &View<'a>) -> Vec<(&'a IndicatorMention, Vec<UnitId>)> {
    let mut named: Vec<(&IndicatorMention, Vec<UnitId>)> = Vec::new();
    let mut places: BTreeMap<u32, usize> = BTreeMap::new();
    for mention in &view.analysis.findings.indicators {
        let place = *places.entry(mention.indicator).or_insert_with(|| {
            named.push((mention, Vec::new()));
            named.len() - 1
        });
        named[place].1.push(mention.unit);
    }
    named.iter_mut().for_each(|(_, units)| units.dedup());
    named.sort_by_key(|(mention, _)| (mention.cluster.is_none(), areas_of_indicator(view, mention).is_empty()));
    named
}

/// An older word of one kind: every place, and each way in which it is written.
pub(crate) struct OlderWord<'a> {
    pub wording: &'a Wording,
    pub units: Vec<UnitId>,
    /// Each spelling once, small letters; empty when quotations are off.
    pub words: Vec<String>,
}

/// Older words that the document uses, in the order of the rules.
pub(crate) fn older_words<'a>(view: &View<'a>) -> Vec<OlderWord<'a>> {
    let mentions = &view.analysis.findings.wordings;
    let of = |(place, wording): (usize, &'a Wording)| {
        let own: Vec<_> = mentions.iter().filter(|mention| mention.wording as usize == place).collect();
        let mut words: Vec<String> =
            own.iter().filter_map(|mention| view.text(mention.span)).map(|text| clean(&text.to_lowercase())).collect();
        words.sort();
        words.dedup();
        (!own.is_empty()).then(|| OlderWord { wording, units: own.iter().map(|mention| mention.unit).collect(), words })
    };
    view.rules.wordings().iter().enumerate().filter_map(of).collect()
}

/// The units under a heading of a view, those that steer most first; of equals in document order.
pub(crate) fn strongest_first(view: &View, heading: &HeadingReading) -> Vec<UnitId> {
    let mut units = heading.units.clone();
    units.sort_by_key(|unit| Reverse(view.reading(*unit).steering.level));
    units
}

/// The nodes D1–D11 in order.
pub(crate) fn dimensions(score: &Score) -> Vec<&crate::score::Node> {
    score.tree.parts.iter().filter(|n| super::texts::dimension_index(n.id).is_some()).collect()
}

/// The units behind a node and its parts, each once, in document order.
pub(crate) fn units_behind(node: &crate::score::Node) -> Vec<UnitId> {
    let mut units = node.units.clone();
    units.extend(node.parts.iter().flat_map(units_behind));
    units.sort_unstable();
    units.dedup();
    units
}

/// Perspectives without any reference.
pub(crate) fn silent_areas(view: &View, score: &Score) -> AreaSet {
    let told: AreaSet = score.areas.iter().map(|a| a.area).collect();
    view.rules.taxonomy().layer(Layer::Perspective).difference(told)
}

/// The highest ladder level under each of the municipality's roles, in the platform's order; 0 where nothing speaks of it.
pub(crate) fn role_levels(view: &View, score: &Score) -> [(Role, u8); 4] {
    let taxonomy = view.rules.taxonomy();
    // The frame and the grounds concern every role: they say nothing of any one of them.
    let telling = score.areas.iter().filter(|a| matches!(a.layer, Layer::Perspective | Layer::Right));
    Role::ALL
        .map(|role| (role, telling.clone().filter(|a| taxonomy.area(a.area).roles.contains(&role)).map(|a| a.level).max().unwrap_or(0)))
}

/// Whether the document is asked for an area at all: one that is aimed at others, or of a type of which no breadth is expected, may be silent.
pub(crate) fn is_asked_for(view: &View, area: AreaId) -> bool {
    let findings = &view.analysis.findings;
    if !findings.targeted.is_empty() {
        return findings.targeted.contains(area) || findings.targeted.contains(view.rules.taxonomy().root(area));
    }
    let found = findings.document_type.and_then(|(index, _)| view.rules.document_types().get(index as usize));
    findings.about_rights || found.is_none_or(|t| t.multipliers[1] > 0.0)
}
