//! Finds references in one unit at a time: sought sequences, their conditions, false friends, and who gives way to whom.

use std::cell::LazyCell;
use std::ops::Range;

use super::candidates::Candidate;
use super::context::Context;
use super::duties::Shown;
use super::log::{Check, Log};
use super::matching::Matcher;
use crate::finding::{Anchor, Cause, Finding, LensWords, Reason, Status, WordingMention};
use crate::rule::{AnyOf, AreaSet, Condition, Owner, RuleId, RuleSet, Scope, Strength};
use crate::text::{SectionId, UnitId};

/// Most matches of one rule that are kept in one unit.
const MATCHES_PER_RULE: usize = 8;

/// What is found in a unit before anything is known of its section.
#[derive(Default)]
pub(super) struct Detected {
    pub findings: Vec<Finding>,
    pub anchors: Vec<Anchor>,
    pub duties: Vec<Shown>,
    pub wordings: Vec<WordingMention>,
    pub lens_words: Vec<LensWords>,
}

/// Finds it.
pub(super) struct Detector<'a> {
    /// Sees what content rules may see.
    pub matcher: Matcher<'a>,
    /// Sees everything: a statute is one even where its title is hidden from content rules.
    pub whole: Matcher<'a>,
    pub context: &'a Context<'a>,
    /// Who is told of every step, when a rule's author asks.
    pub log: Option<&'a Log>,
}

impl Detector<'_> {
    fn rules(&self) -> &RuleSet {
        self.matcher.rules
    }

    /// Findings, anchors, duties and words of views in a unit, from the sequences that `candidates` name.
    pub fn detect(&self, unit: UnitId, section: SectionId, candidates: &[Candidate]) -> Detected {
        if candidates.is_empty() {
            return Detected::default();
        }
        // Where conditions look; few candidates get that far.
        let own = LazyCell::new(|| self.context.own(unit));
        let Detected { mut findings, mut anchors, mut duties, mut wordings, mut lens_words } = Detected::default();
        for candidate in candidates {
            let (sequence, owner) = self.rules().sought[candidate.place as usize];
            match owner {
                Owner::Mask(_) => {}
                Owner::Duty(duty) => {
                    let found = self.whole.find_all(sequence, candidate.starts()).next();
                    duties.extend(found.map(|found| {
                        self.begin(unit, candidate.place, &found);
                        Shown { duty, unit, span: self.matcher.tokens.span(found) }
                    }));
                }
                Owner::Wording(wording) => {
                    for found in self.matcher.find_all(sequence, candidate.starts()).take(MATCHES_PER_RULE) {
                        self.begin(unit, candidate.place, &found);
                        wordings.push(WordingMention { wording, unit, span: self.matcher.tokens.span(found) });
                    }
                }
                Owner::LensHeading(heading) => {
                    let found = self.whole.find_all(sequence, candidate.starts()).next();
                    lens_words.extend(found.map(|found| {
                        self.begin(unit, candidate.place, &found);
                        LensWords { heading, unit, span: self.matcher.tokens.span(found) }
                    }));
                }
                Owner::Rule { rule, pattern } => {
                    let rule_id = RuleId(rule);
                    let rule = self.rules().rule(rule_id);
                    let pattern = &rule.patterns[pattern as usize];
                    for found in self.matcher.find_all(sequence, candidate.starts()).take(MATCHES_PER_RULE) {
                        self.begin(unit, candidate.place, &found);
                        let never = found.clone().any(|t| self.matcher.is_in(rule.never, t));
                        let stands = |s: &_| own.iter().any(|r| self.matcher.stands_in(*s, r.clone(), &found));
                        let holds = |c: &Condition| self.holds(c, unit, section, &own, &found);
                        let passes = !self.told(Check::Never, never)
                            && pattern.with.iter().enumerate().all(|(i, s)| self.told(Check::With(i), stands(s)))
                            && !pattern.without.iter().enumerate().any(|(i, s)| self.told(Check::Without(i), stands(s)))
                            && rule.requires.iter().enumerate().all(|(i, c)| self.told(Check::Requires(i), holds(c)))
                            && !rule.excludes.iter().enumerate().any(|(i, c)| self.told(Check::Excludes(i), holds(c)));
                        if !passes {
                            continue;
                        }
                        let span = self.matcher.tokens.span(found.clone());
                        let (areas, cause, strength) = (rule.areas, Cause::Rule(rule_id), rule.strength);
                        let finding = Finding { unit, span, areas, cause, strength, status: Status::Counted };
                        self.settle(&mut findings, section, &found, finding);
                    }
                }
                Owner::Source(source) => {
                    for found in self.whole.find_all(sequence, candidate.starts()).take(MATCHES_PER_RULE) {
                        let span = self.matcher.tokens.span(found.clone());
                        if anchors.iter().any(|a: &Anchor| a.source == source && a.span.overlaps(span)) {
                            continue;
                        }
                        anchors.push(Anchor { unit, span, source });
                        self.begin(unit, candidate.place, &found);
                        let opens = self.rules().sources()[source as usize].opens;
                        if !opens.is_empty() {
                            let (cause, strength) = (Cause::Source(source), Strength::Legal);
                            let finding = Finding { unit, span, areas: opens, cause, strength, status: Status::Counted };
                            self.settle(&mut findings, section, &found, finding);
                        }
                    }
                }
            }
        }
        self.give_way(&mut findings);
        findings.sort_by_key(|f| (f.span, f.cause, f.status));
        keep_longest(&mut findings);
        drop_shadowed(&mut findings);
        lens_words.sort_by_key(|words| (words.heading, words.span));
        lens_words.dedup_by_key(|words| words.heading);
        // Two expressions for the same word in the same place are one mention of it.
        wordings.sort_by_key(|mention| (mention.wording, mention.span));
        wordings.dedup_by(|later, earlier| later.wording == earlier.wording && later.span.overlaps(earlier.span));
        wordings.sort_by_key(|mention| (mention.span, mention.wording));
        Detected { findings, anchors, duties, wordings, lens_words }
    }

    /// Opens the log's page on a match; what is told next belongs to it.
    fn begin(&self, unit: UnitId, place: u32, found: &Range<usize>) {
        if let Some(log) = self.log {
            log.begin(unit, place, found.clone());
        }
    }

    /// Passes `answer` on, and tells the log.
    fn told(&self, check: Check, answer: bool) -> bool {
        if let Some(log) = self.log {
            log.note(check, answer);
        }
        answer
    }

    fn holds(&self, condition: &Condition, unit: UnitId, section: SectionId, own: &[Range<usize>], found: &Range<usize>) -> bool {
        let any_in = |range: &Range<usize>| self.matcher.any_stands_in(&condition.any_of, range.clone(), found);
        match condition.scope {
            Scope::Unit => own.iter().any(any_in),
            Scope::Window { before, after } => {
                let unit = self.matcher.tokens.of_unit(unit);
                let from = found.start.saturating_sub(before as usize).max(unit.start);
                let to = (found.end + after as usize).min(unit.end);
                // A short list item reads on from its lead-in: the window goes over into it.
                let spills = before > 0 && found.start - unit.start < before as usize;
                any_in(&(from..to))
                    || (spills && own[1..].iter().any(|r| any_in(&(r.end.saturating_sub(before as usize).max(r.start)..r.end))))
            }
            Scope::Heading => own.iter().any(any_in) || self.context.headings(section).iter().any(any_in),
            Scope::Match => self.matcher.any_stands_within(&condition.any_of, found.clone()),
            Scope::Neighbours => own.iter().any(any_in) || self.context.neighbours(unit).iter().any(any_in),
        }
    }

    /// Records a match: counted as it is given, or set aside for what a false friend guards.
    fn settle(&self, out: &mut Vec<Finding>, section: SectionId, found: &Range<usize>, finding: Finding) {
        if !finding.strength.opens() {
            let reason = if finding.strength == Strength::Anchor { Reason::AnchorOnly } else { Reason::Ambiguous };
            out.push(Finding { status: Status::Ignored(reason), ..finding });
            return;
        }
        let mut left = finding.areas;
        for (friend, guarded) in self.false_friends(finding.unit, section, found, finding.areas) {
            out.push(Finding { areas: guarded, status: Status::Ignored(Reason::FalseFriend(friend)), ..finding.clone() });
            left = left.difference(guarded);
        }
        if !left.is_empty() {
            out.push(Finding { areas: left, ..finding });
        }
    }

    /// False friends that set the match aside, with the ids that they take.
    fn false_friends(&self, unit: UnitId, section: SectionId, found: &Range<usize>, areas: AreaSet) -> Vec<(u32, AreaSet)> {
        let mut out: Vec<(u32, AreaSet)> = Vec::new();
        let mut left = areas;
        for at in found.clone() {
            for word in self.matcher.words(at) {
                for &index in &self.rules().guarded_words[word.0 as usize] {
                    let friend = &self.rules().false_friends[index as usize];
                    let guarded = friend.guards.intersection(left);
                    if guarded.is_empty() || out.iter().any(|(i, _)| *i == index) {
                        continue;
                    }
                    // A longer phrase has said which sense is meant; only a word that stands by itself is doubtful.
                    if found.len() > 1 && !friend.always && !friend.in_phrases {
                        continue;
                    }
                    if self.told(Check::FalseFriend(index), self.vetoed(index, unit, section, at)) {
                        out.push((index, guarded));
                        left = left.difference(guarded);
                    }
                }
            }
        }
        out
    }

    fn vetoed(&self, friend: u32, unit: UnitId, section: SectionId, at: usize) -> bool {
        let friend = &self.rules().false_friends[friend as usize];
        let range = self.matcher.tokens.of_unit(unit);
        // A cue of one word may not be the doubtful word itself; a phrase may hold it ("i kön").
        let stands = |cues: &AnyOf, range: &Range<usize>| self.matcher.any_but(cues, range.clone(), at);
        if stands(&friend.restore, &range) {
            return false;
        }
        if friend.always || stands(&friend.veto, &range) {
            return true;
        }
        let headers = self.context.headers(unit).iter().map(|b| self.context.of_block(*b));
        let heading = self.context.headings(section).into_iter().take(1);
        headers.chain(heading).any(|r| stands(&friend.veto, &r))
    }

    /// The overlap rules: general sayings give way to a specific area in the unit, parents to their more specific kin in the same words.
    fn give_way(&self, findings: &mut Vec<Finding>) {
        let taxonomy = self.rules().taxonomy();
        let gives_way = |f: &Finding| match f.cause {
            Cause::Rule(id) => self.rules().rule(id).gives_way,
            Cause::Source(_) => AreaSet::EMPTY,
        };
        let counted = |f: &&Finding| f.status == Status::Counted;
        let firm = findings.iter().filter(counted).filter(|f| gives_way(f).is_empty()).fold(AreaSet::EMPTY, |s, f| s.union(f.areas));
        let mut dropped = Vec::new();
        for finding in findings.iter_mut().filter(|f| f.status == Status::Counted) {
            let to = gives_way(finding);
            // What gives way is of the same layers as what it gives way to: a right stays beside a perspective.
            let layers = to.iter().fold(AreaSet::EMPTY, |s, area| s.union(taxonomy.layer(taxonomy.area(area).layer)));
            let own = finding.areas.intersection(layers);
            let stronger = firm.intersection(to).difference(own);
            let out = if stronger.is_empty() || firm.contains_all(own) { AreaSet::EMPTY } else { own };
            if !out.is_empty() {
                let rest = finding.areas.difference(out);
                if rest.is_empty() {
                    finding.status = Status::Ignored(Reason::GivesWay);
                } else {
                    dropped.push(Finding { areas: out, status: Status::Ignored(Reason::GivesWay), ..finding.clone() });
                    finding.areas = rest;
                }
            }
        }
        findings.extend(dropped);
        let counted: Vec<(AreaSet, crate::text::Span)> =
            findings.iter().filter(|f| f.status == Status::Counted).map(|f| (f.areas, f.span)).collect();
        let mut dropped = Vec::new();
        for finding in findings.iter_mut().filter(|f| f.status == Status::Counted) {
            let mut out = AreaSet::EMPTY;
            for (areas, span) in &counted {
                // Only in the same words: a long phrase about samer must not swallow another minority named inside it.
                if finding.span.contains(*span) {
                    for specific in areas.iter().filter(|a| !finding.areas.contains(*a)) {
                        out = out.union(taxonomy.area(specific).more_specific_than.intersection(finding.areas));
                    }
                }
            }
            if !out.is_empty() {
                dropped.push(Finding { areas: out, status: Status::Ignored(Reason::GivesWay), ..finding.clone() });
                finding.areas = finding.areas.difference(out);
            }
        }
        findings.extend(dropped);
        findings.retain(|f| !f.areas.is_empty());
    }
}

/// A rule that fires several times in a unit for the same ids, with the same outcome, is one finding: its longest match, of equals the first.
fn keep_longest(findings: &mut Vec<Finding>) {
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let same = |f: &&mut Finding| (f.cause, f.areas, f.status) == (finding.cause, finding.areas, finding.status);
        match kept.iter_mut().find(same) {
            Some(earlier) if finding.span.len() > earlier.span.len() => earlier.span = finding.span,
            Some(_) => {}
            None => kept.push(finding),
        }
    }
    kept.sort_by_key(|f| (f.span, f.cause, f.status));
    *findings = kept;
}

/// Takes away what was set aside where the same rule (or the same ids) counts in the unit all the same.
fn drop_shadowed(findings: &mut Vec<Finding>) {
    let counted: Vec<(Cause, AreaSet)> = findings.iter().filter(|f| f.status == Status::Counted).map(|f| (f.cause, f.areas)).collect();
    let all = counted.iter().fold(AreaSet::EMPTY, |s, (_, a)| s.union(*a));
    findings.retain(|f| match f.status {
        Status::Counted => true,
        Status::Ignored(Reason::Ambiguous | Reason::AnchorOnly) => !all.contains_all(f.areas),
        Status::Ignored(_) => !counted.iter().any(|(c, a)| *c == f.cause && a.contains_all(f.areas)),
    });
}
