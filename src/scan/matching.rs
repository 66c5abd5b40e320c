//! Walks compiled sequences over tokens.

use std::cell::Cell;
use std::ops::Range;

use super::tokens::{Flags, Token, Tokens, WordCache, Words, words};
use crate::rule::{AnyOf, Branches, Element, LexId, RuleSet, SequenceId, SetId};

/// Tokens seen with a rule set's eyes.
#[derive(Clone, Copy)]
pub(super) struct Matcher<'a> {
    pub rules: &'a RuleSet,
    pub tokens: &'a Tokens,
    pub cache: &'a WordCache,
    /// Whether masked tokens are invisible (content) or not (who does what).
    pub respect_masks: bool,
    /// Where what a condition or cue asked for was last found, for a trace.
    pub heard: Option<&'a Cell<Option<(usize, usize)>>>,
}

impl<'a> Matcher<'a> {
    /// The words that token `at` can be.
    pub fn words(&self, at: usize) -> &'a [LexId] {
        self.seen(at).ids
    }

    #[inline]
    fn seen(&self, at: usize) -> Words<'a> {
        match self.tokens.all.get(at) {
            Some(token) if !(self.respect_masks && token.flags.has(Flags::MASKED)) => words(self.cache, token),
            _ => Words::default(),
        }
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.all.get(at)
    }

    /// Whether token `at` is any word of the set.
    #[inline]
    pub fn is_in(&self, set: SetId, at: usize) -> bool {
        self.fits(set, self.seen(at))
    }

    #[inline]
    fn fits(&self, set: SetId, words: Words) -> bool {
        self.rules.patterns.sets.intersects(set, words.ids, words.mask)
    }

    /// Where the sequence ends if it begins with token `at`.
    pub fn match_at(&self, sequence: SequenceId, at: usize) -> Option<usize> {
        let limit = self.token(at)?.limit as usize;
        self.elements_at(self.rules.patterns.elements(sequence), at, limit)
    }

    fn elements_at(&self, elements: &[Element], at: usize, limit: usize) -> Option<usize> {
        let (element, rest) = elements.split_first()?;
        let mut lengths = self.lengths(element, at, limit);
        while lengths != 0 {
            // The longest first.
            let length = u128::BITS - lengths.leading_zeros();
            lengths &= !(1 << (length - 1));
            let end = at + length as usize;
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

    /// How many tokens the element can cover when it begins at `at`: bit 0 for one, bit 1 for two … (a phrase of more than 128 is none).
    fn lengths(&self, element: &Element, at: usize, limit: usize) -> u128 {
        if at >= limit {
            return 0;
        }
        let here = self.seen(at);
        if !self.fits(element.first, here) {
            return 0;
        }
        if element.branches == 0 {
            return 1;
        }
        let mut out = u128::from(self.fits(element.words, here));
        let branches = &self.rules.patterns.branches[element.branches as usize];
        self.any_opened(branches, here, |sequence| {
            if let Some(end) = self.elements_at(self.rules.patterns.elements(sequence), at, limit) {
                out |= 1u128.checked_shl((end - at - 1) as u32).unwrap_or(0);
            }
            false
        });
        for class in &branches.classes {
            let class = self.rules.patterns.class(*class);
            if !self.fits(class.except, here) {
                out |= self.lengths(&class.body, at, limit);
            }
        }
        out
    }

    /// Offers the phrases that can begin with a token that is `here`, until one is accepted.
    fn any_opened(&self, branches: &Branches, here: Words, mut accepts: impl FnMut(SequenceId) -> bool) -> bool {
        for word in here.ids {
            let from = branches.by_word.partition_point(|(w, _)| w < word);
            if branches.by_word[from..].iter().take_while(|(w, _)| w == word).any(|(_, sequence)| accepts(*sequence)) {
                return true;
            }
        }
        let mut same = branches.by_set.chunk_by(|a, b| a.0 == b.0);
        same.any(|same| self.fits(same[0].0, here) && same.iter().any(|(_, sequence)| accepts(*sequence)))
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
    pub fn stands_in(&self, sequence: SequenceId, mut range: Range<usize>, except: &Range<usize>) -> bool {
        let last = range.end;
        range.any(|at| self.stands_at(sequence, at, last, except))
    }

    /// The same for any of some sequences.
    pub fn any_stands_in(&self, any_of: &AnyOf, range: Range<usize>, except: &Range<usize>) -> bool {
        let last = range.end;
        self.any_begins_in(any_of, range, |sequence, at| self.stands_at(sequence, at, last, except))
    }

    /// Whether any of some sequences stands wholly in `range`.
    pub fn any_stands_within(&self, any_of: &AnyOf, range: Range<usize>) -> bool {
        let last = range.end;
        self.any_begins_in(any_of, range, |sequence, at| self.match_at(sequence, at).is_some_and(|end| self.hears(at, end, end <= last)))
    }

    /// Whether any of some sequences stands with its first token in `range` and is not just the token `but`.
    pub fn any_but(&self, any_of: &AnyOf, range: Range<usize>, but: usize) -> bool {
        self.any_begins_in(any_of, range, |sequence, at| {
            self.match_at(sequence, at).is_some_and(|end| self.hears(at, end, (at, end) != (but, but + 1)))
        })
    }

    fn any_begins_in(&self, any_of: &AnyOf, mut range: Range<usize>, accepts: impl Fn(SequenceId, usize) -> bool) -> bool {
        let branches = &self.rules.patterns.branches[any_of.branches as usize];
        range.any(|at| {
            let here = self.seen(at);
            self.fits(any_of.first, here) && self.any_opened(branches, here, |sequence| accepts(sequence, at))
        })
    }

    fn stands_at(&self, sequence: SequenceId, at: usize, last: usize, except: &Range<usize>) -> bool {
        self.match_at(sequence, at).is_some_and(|end| {
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
        let limit = self.token(at)?.limit as usize;
        self.elements_at(self.rules.patterns.elements(sequence).get(..count)?, at, limit)
    }

    /// Where one element of the sequence ends if it stands by itself at token `at`.
    pub fn element_at(&self, sequence: SequenceId, element: usize, at: usize) -> Option<usize> {
        let limit = self.token(at)?.limit as usize;
        self.elements_at(self.rules.patterns.elements(sequence).get(element..=element)?, at, limit)
    }
}
