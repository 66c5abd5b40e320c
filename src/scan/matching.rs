//! Walks compiled sequences over tokens.

use std::ops::Range;

use super::tokens::{Flags, Token, Tokens, WordCache, words};
use crate::rule::{Element, LexId, RuleSet, SequenceId, intersects};

/// Tokens seen with a rule set's eyes.
#[derive(Clone, Copy)]
pub(super) struct Matcher<'a> {
    pub rules: &'a RuleSet,
    pub tokens: &'a Tokens,
    pub cache: &'a WordCache,
    /// Whether masked tokens are invisible (content) or not (who does what).
    pub respect_masks: bool,
}

impl<'a> Matcher<'a> {
    /// The words that token `at` can be.
    pub fn words(&self, at: usize) -> &'a [LexId] {
        match self.tokens.all.get(at) {
            Some(token) if !(self.respect_masks && token.flags.has(Flags::MASKED)) => words(self.cache, token),
            _ => &[],
        }
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.all.get(at)
    }

    /// Where the sequence ends if it begins with token `at`.
    pub fn match_at(&self, sequence: SequenceId, at: usize) -> Option<usize> {
        let limit = self.token(at)?.limit as usize;
        let elements = &self.rules.patterns.sequence(sequence).elements;
        self.elements_at(elements, at, limit)
    }

    fn elements_at(&self, elements: &[Element], at: usize, limit: usize) -> Option<usize> {
        let (element, rest) = elements.split_first()?;
        let mut ends = [0usize; 8];
        let count = self.ends(element, at, limit, &mut ends);
        for &end in &ends[..count] {
            if rest.is_empty() {
                return Some(end);
            }
            if let Some(found) = self.rest_after(rest, end, limit) {
                return Some(found);
            }
        }
        None
    }

    /// The remaining elements, the first of them at most its gap after `from`; optional ones may be left out.
    fn rest_after(&self, rest: &[Element], from: usize, limit: usize) -> Option<usize> {
        let next = rest.first()?;
        for at in from..=(from + next.gap as usize).min(limit.saturating_sub(1)) {
            if let Some(end) = self.elements_at(rest, at, limit) {
                return Some(end);
            }
        }
        if next.optional && rest.len() > 1 {
            return self.rest_after(&rest[1..], from, limit);
        }
        None
    }

    /// Every end that the element can have when it begins at `at`, longest first; gives how many.
    fn ends(&self, element: &Element, at: usize, limit: usize, ends: &mut [usize; 8]) -> usize {
        if at >= limit {
            return 0;
        }
        let here = self.words(at);
        if here.is_empty() || !intersects(&element.first, here) {
            return 0;
        }
        let mut count = 0;
        let mut add = |end: usize| {
            if count < ends.len() && !ends[..count].contains(&end) {
                ends[count] = end;
                count += 1;
            }
        };
        for sequence in &element.sequences {
            if let Some(end) = self.elements_at(&self.rules.patterns.sequence(*sequence).elements, at, limit) {
                add(end);
            }
        }
        for class in &element.classes {
            let class = self.rules.patterns.class(*class);
            if intersects(&class.except, here) {
                continue;
            }
            let mut inner = [0usize; 8];
            let found = self.ends(&class.body, at, limit, &mut inner);
            inner[..found].iter().for_each(|end| add(*end));
        }
        if intersects(&element.words, here) {
            add(at + 1);
        }
        ends[..count].sort_unstable_by(|a, b| b.cmp(a));
        count
    }

    /// Matches that begin in `range`, left to right, without overlaps.
    pub fn find_all(&self, sequence: SequenceId, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let matcher = *self;
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < range.end {
                if let Some(end) = matcher.match_at(sequence, at) {
                    let found = at..end;
                    at = end.max(at + 1);
                    return Some(found);
                }
                at += 1;
            }
            None
        })
    }

    /// Whether the sequence stands in `range`, apart from the words of the match `except`: before it, after it, or wholly in between its
    /// first and last word (a gap may hide the very word that decides).
    pub fn stands_in(&self, sequence: SequenceId, range: Range<usize>, except: &Range<usize>) -> bool {
        range.clone().any(|at| {
            self.match_at(sequence, at).is_some_and(|end| {
                let inside = except.start < at && end < except.end;
                end <= range.end && (end <= except.start || at >= except.end || inside)
            })
        })
    }
}
