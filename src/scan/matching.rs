//! Walks compiled sequences over tokens.

use std::cell::Cell;
use std::ops::Range;

use super::cache::WordCache;
use super::openings::Opened;
use super::tokens::{Seen, Tokens};
use crate::rule::{AnyOf, Element, LexId, Marker, RuleSet, SequenceId, SetId};

/// Tokens seen with a rule set's eyes.
#[derive(Clone, Copy)]
pub(super) struct Matcher<'a> {
    pub rules: &'a RuleSet,
    pub tokens: &'a Tokens,
    pub cache: &'a WordCache,
    /// What is seen: everything (who does what), or what content rules may see.
    seen: &'a [Seen],
    /// Where what a condition or cue asked for was last found, for a trace.
    heard: Option<&'a Cell<Option<(usize, usize)>>>,
}

impl<'a> Matcher<'a> {
    /// One that sees everything.
    pub fn whole(rules: &'a RuleSet, tokens: &'a Tokens, cache: &'a WordCache) -> Self {
        Matcher { rules, tokens, cache, seen: &tokens.seen, heard: None }
    }

    /// One to which hidden tokens are blank.
    pub fn content(rules: &'a RuleSet, tokens: &'a Tokens, cache: &'a WordCache) -> Self {
        Matcher { rules, tokens, cache, seen: tokens.content(), heard: None }
    }

    /// The same, telling `heard` where it found what conditions and cues ask for.
    pub fn heard_by(self, heard: Option<&'a Cell<Option<(usize, usize)>>>) -> Self {
        Matcher { heard, ..self }
    }

    /// The words that token `at` can be.
    pub fn words(&self, at: usize) -> &'a [LexId] {
        self.seen.get(at).map_or(&[], |seen| self.cache.words(seen.words))
    }

    /// Whether token `at` is any word of the set.
    #[inline]
    pub fn is_in(&self, set: SetId, at: usize) -> bool {
        self.seen.get(at).is_some_and(|seen| self.fits(set, seen))
    }

    #[inline]
    fn fits(&self, set: SetId, seen: &Seen) -> bool {
        let sets = &self.rules.patterns.sets;
        sets.mask(set) & seen.mask != 0 && sets.holds_any(set, self.cache.words(seen.words))
    }

    /// Where the sequence ends if it begins with token `at`.
    pub fn match_at(&self, sequence: SequenceId, at: usize) -> Option<usize> {
        let limit = self.seen.get(at)?.limit as usize;
        self.elements_at(self.rules.patterns.elements(sequence), at, limit)
    }

    /// The markers that can begin with token `at`.
    #[inline]
    pub fn markers(&self, at: usize) -> impl Iterator<Item = (Marker, Opened)> + use<'a> {
        let list = self.seen.get(at).map_or(0, |seen| seen.words);
        self.cache.openings.markers(self.rules, list, self.cache.words(list))
    }

    /// Where the longest of what can begin with token `at` ends.
    #[inline]
    pub fn longest_at(&self, opened: Opened, at: usize) -> Option<usize> {
        let limit = self.seen.get(at)?.limit as usize;
        let phrases = self.cache.openings.phrases(opened, self.after(at, limit));
        let longest = phrases.filter_map(|sequence| self.opens(sequence, at, limit)).max();
        longest.or(opened.alone.then_some(at + 1))
    }

    fn elements_at(&self, elements: &[Element], at: usize, limit: usize) -> Option<usize> {
        let (element, rest) = elements.split_first()?;
        let seen = self.seen.get(at).filter(|_| at < limit)?;
        if !self.fits(element.first, seen) {
            return None;
        }
        self.opened_at(element, rest, at, limit)
    }

    /// The same for an element that can begin with token `at`, and what follows it.
    fn opened_at(&self, element: &Element, rest: &[Element], at: usize, limit: usize) -> Option<usize> {
        if element.branches == 0 {
            return self.rest_after(rest, at + 1, limit);
        }
        let mut lengths = self.lengths(element, at, limit);
        while lengths != 0 {
            // The longest first.
            let length = u128::BITS - lengths.leading_zeros();
            lengths &= !(1 << (length - 1));
            if let Some(end) = self.rest_after(rest, at + length as usize, limit) {
                return Some(end);
            }
        }
        None
    }

    /// The remaining elements, the first of them at most its gap after `from`; optional ones may be left out.
    fn rest_after(&self, rest: &[Element], from: usize, limit: usize) -> Option<usize> {
        let Some((next, after)) = rest.split_first() else { return Some(from) };
        let last = (from + next.gap as usize + 1).min(limit);
        let mask = self.rules.patterns.sets.mask(next.first);
        for at in from..last {
            let seen = &self.seen[at];
            if mask & seen.mask != 0
                && self.fits(next.first, seen)
                && let Some(end) = self.opened_at(next, after, at, limit)
            {
                return Some(end);
            }
        }
        if next.optional && !after.is_empty() { self.rest_after(after, from, limit) } else { None }
    }

    /// How many tokens an element with branches can cover when it begins at `at`, with which it can begin: bit 0 for one, bit 1 for two …
    /// (a phrase of more than 128 is none).
    fn lengths(&self, element: &Element, at: usize, limit: usize) -> u128 {
        let seen = &self.seen[at];
        let opened = self.cache.openings.of(self.rules, element.branches, seen.words, self.cache.words(seen.words));
        let mut out = u128::from(opened.alone || self.fits(element.words, seen));
        for sequence in self.cache.openings.phrases(opened, self.after(at, limit)) {
            if let Some(end) = self.opens(sequence, at, limit) {
                out |= 1u128.checked_shl((end - at - 1) as u32).unwrap_or(0);
            }
        }
        out
    }

    /// The tokens after `at`, before `limit`.
    #[inline]
    fn after(&self, at: usize, limit: usize) -> &'a [Seen] {
        self.seen.get(at + 1..limit).unwrap_or_default()
    }

    /// Where a sequence ends that can begin with token `at`, if it goes on from there.
    #[inline]
    fn opens(&self, sequence: SequenceId, at: usize, limit: usize) -> Option<usize> {
        let (element, rest) = self.rules.patterns.elements(sequence).split_first()?;
        self.opened_at(element, rest, at, limit)
    }

    /// Matches that begin in `range`, left to right, without overlaps.
    pub fn find_all(&self, sequence: SequenceId, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let matcher = *self;
        let mask = self.rules.patterns.first_mask(sequence);
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < range.end {
                if matcher.seen[at].mask & mask != 0
                    && let Some(end) = matcher.match_at(sequence, at)
                {
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
        let last = range.end;
        let Some((element, rest)) = self.rules.patterns.elements(sequence).split_first() else { return false };
        self.any_in(element.first, range, |at, seen| {
            self.stands_apart(self.opened_at(element, rest, at, seen.limit as usize), at, last, except)
        })
    }

    /// The same for any of some sequences.
    pub fn any_stands_in(&self, any_of: &AnyOf, range: Range<usize>, except: &Range<usize>) -> bool {
        let last = range.end;
        self.any_begins_in(any_of, range, |at, end| self.stands_apart(end, at, last, except))
    }

    /// Whether any of some sequences stands wholly in `range`.
    pub fn any_stands_within(&self, any_of: &AnyOf, range: Range<usize>) -> bool {
        let last = range.end;
        self.any_begins_in(any_of, range, |at, end| end.is_some_and(|end| self.hears(at, end, end <= last)))
    }

    /// Whether any of some sequences stands with its first token in `range` and is not just the token `but`.
    pub fn any_but(&self, any_of: &AnyOf, range: Range<usize>, but: usize) -> bool {
        self.any_begins_in(any_of, range, |at, end| end.is_some_and(|end| self.hears(at, end, (at, end) != (but, but + 1))))
    }

    fn any_begins_in(&self, any_of: &AnyOf, range: Range<usize>, accepts: impl Fn(usize, Option<usize>) -> bool) -> bool {
        self.any_in(any_of.first, range, |at, seen| {
            let opened = self.cache.openings.of(self.rules, any_of.branches, seen.words, self.cache.words(seen.words));
            let limit = seen.limit as usize;
            let mut phrases = self.cache.openings.phrases(opened, self.after(at, limit));
            phrases.any(|sequence| accepts(at, self.opens(sequence, at, limit)))
        })
    }

    /// Whether a token of `range` that is any word of `set` is accepted.
    #[inline]
    fn any_in(&self, set: SetId, range: Range<usize>, accepts: impl Fn(usize, &Seen) -> bool) -> bool {
        let mask = self.rules.patterns.sets.mask(set);
        let tokens = self.seen.get(range.clone()).unwrap_or_default();
        let mut all = range.zip(tokens);
        all.any(|(at, seen)| seen.mask & mask != 0 && self.fits(set, seen) && accepts(at, seen))
    }

    fn stands_apart(&self, end: Option<usize>, at: usize, last: usize, except: &Range<usize>) -> bool {
        end.is_some_and(|end| {
            let inside = except.start < at && end < except.end;
            self.hears(at, end, end <= last && (end <= except.start || at >= except.end || inside))
        })
    }

    /// Passes `accepted` on, and tells whoever listens what was accepted.
    fn hears(&self, at: usize, end: usize, accepted: bool) -> bool {
        if let (Some(heard), true) = (self.heard, accepted) {
            heard.set(Some((at, end)));
        }
        accepted
    }

    /// Where the first `count` elements of the sequence end if they begin with token `at`.
    pub fn prefix_at(&self, sequence: SequenceId, count: usize, at: usize) -> Option<usize> {
        let limit = self.seen.get(at)?.limit as usize;
        self.elements_at(self.rules.patterns.elements(sequence).get(..count)?, at, limit)
    }

    /// Where one element of the sequence ends if it stands by itself at token `at`.
    pub fn element_at(&self, sequence: SequenceId, element: usize, at: usize) -> Option<usize> {
        let limit = self.seen.get(at)?.limit as usize;
        self.elements_at(self.rules.patterns.elements(sequence).get(element..=element)?, at, limit)
    }
}
