//! A rule set and a document → findings. No I/O, no threads, no clock: the same input gives the same output.
//!
//! One pass cuts the text into tokens and looks each up; sequences are sought only in units that hold one of their rarest words; conditions,
//! false friends and overlaps are decided on what was found; the ladder then says what each unit does.

mod context;
mod detect;
mod masks;
mod matching;
mod tokens;

use crate::finding::{Findings, UnitReading, Status};
use crate::rule::{Owner, RuleSet};
use crate::text::Document;

use context::Context;
use detect::Detector;
use matching::Matcher;
use tokens::{WordCache, tokenize};

/// What the caller knows of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScanOptions {
    /// The document's type (an id of [`RuleSet::document_types`]), if the caller says so.
    pub document_type: Option<String>,
}

/// Scans documents with one rule set. Keeps what it learnt of words between documents; one scanner a thread.
pub struct Scanner<'a> {
    rules: &'a RuleSet,
    cache: WordCache,
    /// For each sought sequence, the last unit for which it was noted.
    noted: Vec<u32>,
}

impl<'a> Scanner<'a> {
    /// A scanner for this rule set.
    pub fn new(rules: &'a RuleSet) -> Self {
        Scanner { rules, cache: WordCache::default(), noted: vec![u32::MAX; rules.sought.len()] }
    }

    /// Everything the rules say of the document.
    pub fn scan(&mut self, document: &Document, _options: &ScanOptions) -> Findings {
        self.cache.trim();
        let mut tokens = tokenize(document, self.rules, &mut self.cache);
        for span in masks::hidden_spans(document.text()) {
            tokens.mask_span(span);
        }
        let candidates = self.candidates(document, &tokens);
        let mut hidden = Vec::new();
        {
            let matcher = Matcher { rules: self.rules, tokens: &tokens, cache: &self.cache, respect_masks: false };
            for (unit, places) in candidates.iter().enumerate() {
                for &place in places {
                    let (sequence, owner) = self.rules.sought[place as usize];
                    if !matches!(owner, Owner::Mask(_)) {
                        break;
                    }
                    hidden.extend(matcher.find_all(sequence, tokens.of_unit(unit as u32)));
                }
            }
        }
        for range in hidden {
            tokens.mask(range);
        }
        let mut out = Findings::default();
        let context = Context::new(document, &tokens);
        let detector = Detector { matcher: Matcher { rules: self.rules, tokens: &tokens, cache: &self.cache, respect_masks: true }, context: &context };
        for (id, unit) in document.units().iter().enumerate() {
            let (findings, anchors) = detector.detect(id as u32, unit.section, &candidates[id]);
            let areas = findings.iter().filter(|f| f.status == Status::Counted).fold(Default::default(), |s: crate::rule::AreaSet, f| s.union(f.areas));
            out.units.push(UnitReading { unit: id as u32, section: unit.section, areas, ..UnitReading::default() });
            out.findings.extend(findings);
            out.anchors.extend(anchors);
        }
        out
    }

    /// For each unit, the sequences that may stand in it (places in `sought`, ascending).
    fn candidates(&mut self, document: &Document, tokens: &tokens::Tokens) -> Vec<Vec<u32>> {
        let mut out = Vec::with_capacity(document.units().len());
        self.noted.fill(u32::MAX);
        for unit in 0..document.units().len() as u32 {
            let mut places = Vec::new();
            for at in tokens.of_unit(unit) {
                for word in tokens::words(&self.cache, &tokens.all[at]) {
                    for &place in &self.rules.triggers[word.0 as usize] {
                        if self.noted[place as usize] != unit {
                            self.noted[place as usize] = unit;
                            places.push(place);
                        }
                    }
                }
            }
            places.sort_unstable();
            out.push(places);
        }
        out
    }
}

impl Scanner<'_> {
    /// Whether any member of a class stands in some unit of the document: how a class's own examples are tried.
    pub fn class_stands_in(&mut self, class: &crate::rule::Class, document: &Document) -> bool {
        let tokens = tokenize(document, self.rules, &mut self.cache);
        let matcher = Matcher { rules: self.rules, tokens: &tokens, cache: &self.cache, respect_masks: false };
        (0..tokens.all.len()).any(|at| matcher.match_at(class.sequence, at).is_some())
    }
}
