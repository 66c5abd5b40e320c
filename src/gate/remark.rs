//! What a gate tells of one document: one remark each for what could not be read, what is missing, what could be sharpened and what was found.
//!
//! Remarks hold ids and data; the reports put them into words.

use std::sync::Arc;

use super::demand::Broken;
use super::fingerprints::Fingerprints;
use super::rule::{Kind, Rule};
use super::words::{ForbiddenWord, Words};
use crate::finding::{Blunt, Findings};
use crate::fingerprint::Fingerprint;
use crate::outcome::{Analysis, Outcome};
use crate::rule::{AreaId, AreaSet, ChainLink, LINKS, Layer, RuleSet};
use crate::score::{GroundStatus, Score};
use crate::text::{Problem, Severity, Span, UnitId};

/// Where a remark points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The sentence, list item or table row.
    pub unit: UnitId,
    /// What is meant in it, in bytes of the document's text.
    pub span: Span,
    /// The page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// The headings above, the outermost first: text of the document, to be left out where nothing of it may be shown.
    pub headings: Vec<String>,
}

/// What a remark says, as data.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// A problem of the reading.
    Problem(Problem),
    /// A demand does not hold.
    Demand(Broken),
    /// A link of an area's chain is missing; the place is the sentence that steers most.
    Link(AreaId, ChainLink),
    /// An area or ground is not named.
    Area(AreaId),
    /// A duty is not seen: place in [`RuleSet::duties`].
    Duty(u32),
    /// A sentence says that something is lacking for these.
    Said(AreaSet),
    /// A sentence could be sharpened.
    Blunt(Blunt),
    /// A word has been replaced by another: place in [`RuleSet::wordings`].
    Wording(u32),
    /// A word that the settings forbid.
    Forbidden(Arc<ForbiddenWord>),
    /// A reference to these, on this step of the ladder.
    Reference(AreaSet, u8),
}

/// One thing that the gate tells of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The rule that it is made by.
    pub rule: Rule,
    /// What it is about, by id: an area, a dimension, a duty, a word; may be empty.
    pub subject: String,
    /// How grave it is.
    pub severity: Severity,
    /// Where to look: what it speaks of, or, where something is missing, the sentence that comes nearest.
    pub place: Option<Place>,
    /// What it is known by in other versions of the document.
    pub fingerprint: Fingerprint,
    /// What it says.
    pub detail: Detail,
}

impl Remark {
    /// Whether it tells of new remarks, so that it is never old or new itself.
    pub fn speaks_of_new(&self) -> bool {
        matches!(&self.detail, Detail::Demand(broken) if broken.demand.speaks_of_new())
    }

    /// Whether it speaks of the sentence at its place; where something is missing, that is only the sentence that comes nearest.
    pub fn speaks_of_its_sentence(&self) -> bool {
        self.rule == Rule::GapSaid || self.rule.kind() >= Kind::Sharpen
    }
}

/// Makes the remarks of one document.
pub(super) struct Maker<'a> {
    analysis: Option<&'a Analysis>,
    prints: Fingerprints,
    pub remarks: Vec<Remark>,
}

impl<'a> Maker<'a> {
    pub fn new(outcome: &'a Outcome) -> Self {
        Maker { analysis: outcome.result.as_ref().ok(), prints: Fingerprints::default(), remarks: Vec::new() }
    }

    /// Something about the document as a whole: known by rule and subject alone. `near` is the sentence to look at.
    pub fn whole(&mut self, rule: Rule, subject: &str, near: Option<UnitId>, detail: Detail) {
        let fingerprint = self.prints.next(rule, subject, "");
        let place = near.and_then(|unit| self.place(unit, None));
        self.remarks.push(Remark { rule, subject: subject.to_string(), severity: rule.severity(), place, fingerprint, detail });
    }

    /// Something about a sentence, or words in it.
    fn sentence(&mut self, rule: Rule, subject: &str, unit: UnitId, words: Option<Span>, severity: Severity, detail: Detail) {
        let text = self.analysis.and_then(|a| a.document.units().get(unit as usize).map(|u| a.document.slice(u.span))).unwrap_or("");
        let fingerprint = self.prints.next(rule, subject, text);
        let place = self.place(unit, words);
        self.remarks.push(Remark { rule, subject: subject.to_string(), severity, place, fingerprint, detail });
    }

    fn place(&self, unit: UnitId, words: Option<Span>) -> Option<Place> {
        let document = &self.analysis?.document;
        let at = document.units().get(unit as usize)?;
        let span = words.unwrap_or(at.span);
        let page = document.page_at(span.start).map(|page| page.number);
        let headings = document.heading_path(at.section).into_iter().map(str::to_string).collect();
        Some(Place { unit, span, page, headings })
    }
}

/// Everything but demands: what could not be read, what is missing, then each sentence in the document's order.
pub(super) fn gather(maker: &mut Maker, outcome: &Outcome, rules: &RuleSet, words: &Words) {
    unread(maker, outcome);
    let Ok(analysis) = &outcome.result else { return };
    if let Some(score) = &analysis.score {
        gaps(maker, &analysis.findings, score, rules);
    }
    sentences(maker, analysis, rules, words);
}

fn unread(maker: &mut Maker, outcome: &Outcome) {
    if outcome.is_unread() {
        let Some(problem) = outcome.reason_unread() else { return };
        return maker.whole(Rule::Unread, problem.code.as_str(), None, Detail::Problem(problem.clone()));
    }
    for problem in outcome.problems().iter().filter(|problem| problem.severity >= Severity::Warning) {
        maker.whole(Rule::PartlyUnread, problem.code.as_str(), None, Detail::Problem(problem.clone()));
    }
}

/// The links that an area on this step is asked for: of what is only mentioned no more than what is wanted with it.
fn links_asked(level: u8) -> &'static [ChainLink] {
    if level >= 2 { &LINKS[1..] } else { &LINKS[..1] }
}

fn gaps(maker: &mut Maker, findings: &Findings, score: &Score, rules: &RuleSet) {
    let taxonomy = rules.taxonomy();
    let id = |area: AreaId| taxonomy.area(area).id.as_str();
    let mut links = Vec::new();
    for area in score.areas.iter().filter(|area| area.layer != Layer::Ground) {
        for link in links_asked(area.level) {
            let shown = LINKS.iter().position(|other| other == link).is_none_or(|place| area.chain[place].is_some());
            if !shown {
                links.push((Rule::of_link(*link), area.area, *link, area.strongest));
            }
        }
    }
    links.sort_by_key(|(rule, area, ..)| (*rule, *area));
    for (rule, area, link, strongest) in links {
        maker.whole(rule, id(area), Some(strongest), Detail::Link(area, link));
    }
    for reading in findings.duties.iter().filter(|reading| reading.seen.is_none()) {
        if let Some(duty) = rules.duties().get(reading.duty as usize) {
            maker.whole(Rule::GapDuty, &duty.id, None, Detail::Duty(reading.duty));
        }
    }
    let named: AreaSet = score.areas.iter().map(|area| area.area).collect();
    for area in asked_areas(findings, rules).difference(named).iter() {
        maker.whole(Rule::GapArea, id(area), None, Detail::Area(area));
    }
    for ground in &score.grounds {
        let absent = matches!(ground.status, GroundStatus::Missing | GroundStatus::Indirect);
        if absent && asks_for_breadth(findings, rules) {
            maker.whole(Rule::GapGround, id(ground.area), None, Detail::Area(ground.area));
        }
    }
}

/// The perspectives that the document is asked for: none of one that is aimed at some of them or of a type of which no breadth is expected.
fn asked_areas(findings: &Findings, rules: &RuleSet) -> AreaSet {
    if asks_for_breadth(findings, rules) { rules.taxonomy().layer(Layer::Perspective) } else { AreaSet::EMPTY }
}

fn asks_for_breadth(findings: &Findings, rules: &RuleSet) -> bool {
    let kind = findings.document_type.and_then(|(place, _)| rules.document_types().get(place as usize));
    findings.targeted.is_empty() && (findings.about_rights || kind.is_none_or(|kind| kind.multipliers[1] > 0.0))
}

fn sentences(maker: &mut Maker, analysis: &Analysis, rules: &RuleSet, words: &Words) {
    let mut older = analysis.findings.wordings.iter().peekable();
    for reading in &analysis.findings.units {
        let (unit, steering) = (reading.unit, &reading.steering);
        let plain = |rule: Rule| rule.severity();
        if steering.gap && !reading.areas.union(reading.inherited).is_empty() {
            let about = reading.areas.union(reading.inherited);
            maker.sentence(Rule::GapSaid, "", unit, None, plain(Rule::GapSaid), Detail::Said(about));
        }
        let counts = reading.is_reference() || reading.is_chain();
        if let Some(blunt) = steering.blunt().filter(|_| counts) {
            let rule = Rule::of_blunt(blunt);
            maker.sentence(rule, "", unit, None, plain(rule), Detail::Blunt(blunt));
        }
        while let Some(mention) = older.next_if(|mention| mention.unit <= unit) {
            if let (Some(severity), Some(wording)) = (words.obsolete, rules.wordings().get(mention.wording as usize)) {
                let detail = Detail::Wording(mention.wording);
                maker.sentence(Rule::WordObsolete, &wording.id, mention.unit, Some(mention.span), severity, detail);
            }
        }
        for (word, span) in words.forbidden_in(analysis, reading) {
            let (severity, subject) = (word.severity, word.id().to_string());
            maker.sentence(Rule::WordForbidden, &subject, unit, Some(span), severity, Detail::Forbidden(word));
        }
        if reading.is_reference() {
            maker.sentence(Rule::Reference, "", unit, None, plain(Rule::Reference), Detail::Reference(reading.areas, steering.level));
        }
    }
}
