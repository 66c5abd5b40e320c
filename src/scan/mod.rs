//! A rule set and a document → findings. No I/O, no threads, no clock: the same input gives the same output.
//!
//! One pass cuts the text into tokens and looks each up by its spelling, of which everything is kept that can be told without its neighbours:
//! its words, what is sought where it stands, the phrases that it opens. Sequences are sought only in units that hold one of their rarest
//! words and one of their next rarest; conditions, false friends and overlaps are decided on what was found; the ladder then says what each
//! unit does, and steering sentences that do not repeat the right inherit it from what stands around them.

#[cfg(test)]
mod agreement;
mod cache;
mod candidates;
mod chain;
mod context;
mod detect;
mod duties;
mod grading;
mod indicators;
mod ladder;
mod log;
mod masks;
mod matching;
mod metadata;
mod openings;
mod references;
mod rejected;
mod repeats;
mod sections;
mod spellings;
mod title;
mod tokens;
mod trace;
mod words;

use std::sync::Arc;

use crate::finding::{Findings, IndicatorMention, Reason, Rejected, Status, UnitReading};
use crate::indicator::Cluster;
use crate::rule::{AreaSet, Layer, Owner, RuleSet, Strength};
use crate::text::{Document, UnitId, UnitKind};

use cache::WordCache;
use candidates::Candidates;
use context::Context;
use detect::{Detected, Detector};
use log::Log;
use matching::Matcher;
use repeats::Repeats;
use tokens::{Tokens, tokenize, tokenize_into};

pub use log::Check;
pub use trace::{Hidden, Near, Sought, Trace, TracedMatch, TracedStep, TracedWord};

/// What the caller knows of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScanOptions {
    /// The document's type (an id of [`RuleSet::document_types`]), if the caller says so.
    pub document_type: Option<String>,
    /// Indicators that the caller counts to the human-rights cluster.
    pub cluster: Option<Arc<Cluster>>,
    /// Put every unit on the ladder, also those in which nothing was found and that carry nothing on: to measure the ladder by itself.
    pub grade_every_unit: bool,
    /// What somebody has looked at and says is no reference.
    pub rejected: Option<Arc<Rejected>>,
}

/// Scans documents with one rule set. Keeps what it learnt of words between documents; one scanner a thread.
pub struct Scanner<'a> {
    rules: &'a RuleSet,
    cache: WordCache,
    /// Room for the tokens of a document.
    tokens: Tokens,
    /// Room for its candidates.
    candidates: Candidates,
}

/// Builds now what is otherwise built when a document first needs it: the register of indicators, patterns of addresses.
pub(crate) fn prepare() {
    crate::indicator::Register::built_in();
    masks::prepare();
}

impl<'a> Scanner<'a> {
    /// A scanner for this rule set.
    pub fn new(rules: &'a RuleSet) -> Self {
        Scanner { rules, cache: WordCache::default(), tokens: Tokens::default(), candidates: Candidates::default() }
    }

    /// Everything the rules say of the document.
    pub fn scan(&mut self, document: &Document, options: &ScanOptions) -> Findings {
        self.scan_then(document, options, None, |_, _, findings| findings)
    }

    /// The same, and how it came about: for authors of rules. Costs a walk of every sequence over every unit.
    pub fn trace(&mut self, document: &Document, options: &ScanOptions) -> (Findings, Trace) {
        let log = Log::default();
        let (findings, mut trace) = self.scan_then(document, options, Some(&log), |pass, candidates, findings| {
            let trace = trace::surroundings(pass, candidates);
            (findings, trace)
        });
        trace.matches = trace::matches(self.rules, log, &trace);
        (findings, trace)
    }

    /// Scans, then lets `then` look at what the scan worked with.
    fn scan_then<R>(
        &mut self,
        document: &Document,
        options: &ScanOptions,
        log: Option<&Log>,
        then: impl FnOnce(&Pass, &Candidates, Findings) -> R,
    ) -> R {
        self.cache.trim();
        let title = title::read_title(document, self.rules, &mut self.cache, options);
        let mut tokens = std::mem::take(&mut self.tokens);
        tokenize_into(&mut tokens, document, self.rules, &mut self.cache);
        masks::hidden_spans(document.text(), &tokens.hints).into_iter().for_each(|span| tokens.mask_span(span));
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.find(self.rules, &self.cache, &tokens);
        self.apply_masks(&mut tokens, &candidates);
        let pass = Pass {
            document,
            rules: self.rules,
            tokens: &tokens,
            context: Context::new(document, &tokens),
            content: Matcher::content(self.rules, &tokens, &self.cache).heard_by(log.map(|log| &log.heard)),
            whole: Matcher::whole(self.rules, &tokens, &self.cache),
            grade_every_unit: options.grade_every_unit,
            rejected: options.rejected.as_deref(),
            log,
        };
        let findings = pass.run(title, &candidates, indicators::named(document, options.cluster.as_deref()));
        let out = then(&pass, &candidates, findings);
        (self.tokens, self.candidates) = (tokens, candidates);
        out
    }

    /// How many tokens a document has: the first step of a scan by itself, so that it can be measured.
    pub fn tokens(&mut self, document: &Document) -> usize {
        tokenize_into(&mut self.tokens, document, self.rules, &mut self.cache);
        self.tokens.len()
    }

    /// How many of a document's tokens are words that the rules look for, alone or as part of something: the same step, so that other
    /// programs' matches can be held against it.
    pub fn known_tokens(&mut self, document: &Document) -> usize {
        self.tokens(document);
        self.tokens.known()
    }

    /// How many sequences may stand somewhere in a document: the first two steps of a scan, so that they can be measured.
    pub fn candidates(&mut self, document: &Document) -> usize {
        self.tokens(document);
        self.candidates.find(self.rules, &self.cache, &self.tokens);
        self.candidates.len()
    }

    /// Hides names whose words say nothing. Masks stand first among the candidates.
    fn apply_masks(&self, tokens: &mut Tokens, candidates: &Candidates) {
        let mut hidden = Vec::new();
        let matcher = Matcher::whole(self.rules, tokens, &self.cache);
        for candidates in candidates.units() {
            for candidate in candidates {
                let (sequence, owner) = self.rules.sought[candidate.place as usize];
                if !matches!(owner, Owner::Mask(_)) {
                    break;
                }
                hidden.extend(matcher.find_all(sequence, candidate.starts()));
            }
        }
        hidden.into_iter().for_each(|range| tokens.mask(range));
    }

    /// Whether any member of a class stands in some unit of the document: how a class's own examples are tried.
    pub fn class_stands_in(&mut self, class: &crate::rule::Class, document: &Document) -> bool {
        let tokens = tokenize(document, self.rules, &mut self.cache);
        let matcher = Matcher::whole(self.rules, &tokens, &self.cache);
        (0..tokens.len()).any(|at| matcher.match_at(class.sequence, at).is_some())
    }
}

/// One document on its way through the scan.
struct Pass<'a> {
    document: &'a Document,
    rules: &'a RuleSet,
    tokens: &'a Tokens,
    context: Context<'a>,
    /// Sees what content rules may see.
    content: Matcher<'a>,
    /// Sees everything: who acts, when, with what.
    whole: Matcher<'a>,
    /// Units without findings are put on the ladder too.
    grade_every_unit: bool,
    /// What somebody has rejected.
    rejected: Option<&'a Rejected>,
    /// Who is told of every step.
    log: Option<&'a Log>,
}

impl Pass<'_> {
    fn run(&self, title: title::TitleReading, candidates: &Candidates, indicators: Vec<IndicatorMention>) -> Findings {
        let taxonomy = self.rules.taxonomy();
        let mut out = Findings { document_type: title.document_type, targeted: title.targeted, indicators, ..Findings::default() };
        out.sections = sections::read_sections(self.document, &self.whole, &self.context);
        let detector = Detector { matcher: self.content, whole: self.whole, context: &self.context, log: self.log };
        let mut repeats = Repeats::new(self.document);
        out.units.reserve(self.document.units().len());
        let borders = sections::Borders::new(self.document);
        let mut shown = Vec::new();
        let title_text = self.document.title().unwrap_or_default();
        for (id, unit) in self.document.units().iter().enumerate() {
            let Detected { mut findings, mut anchors, duties, wordings, lens_words } =
                detector.detect(id as UnitId, unit.section, candidates.of_unit(id));
            let text = self.document.slice(unit.span);
            references::complete(&mut anchors, &mut findings, self.rules, self.document.text(), id as UnitId, unit.span);
            let rejected = if self.rejected.is_some() { self.reject(id as UnitId, &mut findings) } else { AreaSet::EMPTY };
            let mut reading = UnitReading { unit: id as UnitId, section: unit.section, ..UnitReading::default() };
            // Only a unit with English words need be taken apart to tell its language.
            let may_be_english = || self.tokens.may_be_english(self.tokens.of_unit(id as UnitId));
            let excluded = borders.exclusion(&out.sections, id, may_be_english);
            if excluded.is_none() && (unit.kind.is_body() || unit.kind == UnitKind::Heading) {
                shown.extend(duties);
            }
            reading.eligible = unit.kind.is_body() && excluded.is_none() && self.tokens.of_unit(id as UnitId).len() > 1;
            if unit.kind == UnitKind::Heading {
                let areas = findings.iter().filter(|f| f.status == Status::Counted && f.strength != Strength::Institution);
                let areas = areas.fold(AreaSet::EMPTY, |s, f| s.union(f.areas));
                if text == title_text {
                    out.about_rights |= !areas.intersection(taxonomy.layer(Layer::Frame)).is_empty();
                    out.targeted = out.targeted.difference(rejected);
                }
                if let Some(section) = out.sections.get_mut(unit.section as usize) {
                    section.heading_areas = section.heading_areas.union(areas);
                }
            }
            // What carries on another area where it stands again is not yet told: `settle` knows.
            let repeated = reading.eligible && repeats.is_repeated(id as UnitId) && !findings.is_empty();
            if let Some(reason) = excluded.or(repeated.then_some(Reason::Repeated)) {
                for finding in findings.iter_mut().filter(|f| f.status == Status::Counted) {
                    finding.status = Status::Ignored(reason);
                }
                reading.eligible &= !repeated;
            }
            let counted = || findings.iter().filter(|f| f.status == Status::Counted);
            reading.areas = counted().fold(AreaSet::EMPTY, |s, f| s.union(f.areas));
            reading.weak_evidence = !reading.areas.is_empty() && counted().all(|f| f.strength == Strength::Institution);
            reading.set_aside =
                reading.areas.is_empty() && findings.iter().any(|f| matches!(f.status, Status::Ignored(Reason::FalseFriend(_))));
            reading.sources = anchors.iter().map(|a| a.source).collect();
            reading.sources.sort_unstable();
            reading.sources.dedup();
            if excluded.is_none() && unit.kind.is_body() {
                out.wordings.extend(
                    wordings
                        .into_iter()
                        .filter(|mention| title.year.is_none_or(|year| year >= self.rules.wordings()[mention.wording as usize].since)),
                );
            }
            out.lens_words.extend(lens_words);
            out.units.push(reading);
            out.findings.extend(findings);
            out.anchors.extend(anchors);
        }
        if out.about_rights {
            out.targeted = AreaSet::EMPTY;
        }
        out.duties = duties::readings(self.rules, &shown, &out);
        self.grade(&mut out, &repeats);
        repeats.settle(&mut out.units);
        // What a view asked for in a unit that turned out to say nothing new counts no more than the unit.
        let units = &out.units;
        out.lens_words.retain(|words| units.get(words.unit as usize).is_some_and(|unit| unit.eligible));
        sections::count_units(&mut out);
        out
    }
}
