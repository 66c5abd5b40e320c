//! Which sequences may stand in which unit: decided from words alone, before any is walked.
//!
//! A sequence is noted when one of its rarest words stands in the unit and a word of its next rarest element is there too, no further off
//! than the sequence allows. Most units hold no such pair and cost nothing more.

use std::ops::Range;

use super::cache::WordCache;
use super::tokens::{Flags, Seen, Tokens};
use crate::rule::{RuleSet, Signature, Trigger};

/// A sequence that may stand in a unit, and the tokens with which it could begin.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Place in [`RuleSet::sought`].
    pub place: u32,
    first: u32,
    end: u32,
}

impl Candidate {
    /// The tokens with which it could begin.
    pub fn starts(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// The candidates of all units.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    all: Vec<Candidate>,
    /// Where each unit's end in `all`.
    ends: Vec<u32>,
}

impl Candidates {
    /// Those of a unit, by place in [`RuleSet::sought`].
    pub fn of_unit(&self, unit: usize) -> &[Candidate] {
        let end = |unit: usize| self.ends.get(unit).map_or(self.all.len(), |end| *end as usize);
        &self.all[unit.checked_sub(1).map_or(0, end)..end(unit)]
    }

    /// Unit after unit.
    pub fn units(&self) -> impl Iterator<Item = &[Candidate]> {
        (0..self.ends.len()).map(|unit| self.of_unit(unit))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Finds the candidates of every unit; what was here before is gone, its room is kept.
    pub fn find(&mut self, rules: &RuleSet, cache: &WordCache, tokens: &Tokens) {
        self.all.clear();
        self.ends.clear();
        for unit in &tokens.units {
            let unit = unit.start as usize..unit.end as usize;
            let (first, last) = (self.all.len(), unit.end);
            let (seen, flags) = (&tokens.seen[..last], &tokens.flags[unit.clone()]);
            let mut present = None;
            for (at, _) in (unit.start..).zip(flags).filter(|(_, flags)| flags.has(Flags::TRIGGER)) {
                let present = present.get_or_insert_with(|| signature(cache, &seen[unit.start..]));
                for trigger in cache.triggers(seen[at].words).iter().filter(|trigger| present.has(trigger.bit)) {
                    if stands(rules, cache, trigger, seen, unit.start, at) {
                        let first = at.saturating_sub(trigger.reach.into()).max(unit.start) as u32;
                        self.all.push(Candidate { place: trigger.place, first, end: at as u32 + 1 });
                    }
                }
            }
            if self.all.len() > first + 1 {
                self.all[first..].sort_unstable_by_key(|c| (c.place, c.first));
                self.join_same(first);
            }
            self.ends.push(self.all.len() as u32);
        }
    }

    /// Makes one of neighbours, from `first` on, that are the same sequence.
    fn join_same(&mut self, first: usize) {
        let mut last = first;
        for at in first + 1..self.all.len() {
            let next = self.all[at].clone();
            if self.all[last].place == next.place {
                self.all[last].end = self.all[last].end.max(next.end);
            } else {
                last += 1;
                self.all[last] = next;
            }
        }
        self.all.truncate(last + 1);
    }
}

/// The partners of which a key stands in a unit.
fn signature(cache: &WordCache, unit: &[Seen]) -> Signature {
    let mut out = Signature::empty();
    // Tokens without words too: to tell them apart costs more than to add nothing.
    unit.iter().filter_map(|token| cache.signature(token.words)).for_each(|own| out.add(own));
    out
}

/// Whether the partner can stand where it must when the anchor's key is token `at`, in a unit that begins with `first` and ends with `seen`.
#[inline]
fn stands(rules: &RuleSet, cache: &WordCache, trigger: &Trigger, seen: &[Seen], first: usize, at: usize) -> bool {
    let partner = trigger.partner;
    if partner.is_none() {
        return true;
    }
    let from = at.saturating_add_signed(partner.from.into()).max(first);
    // One past the last; before `from` when even the last lies before the unit.
    let to = (at + 1).saturating_add_signed(partner.to.into()).min(seen.len());
    let near = seen.get(from..to).unwrap_or_default().iter().filter(|token| token.mask & trigger.mask != 0);
    rules.patterns.sets.holds_any_of(partner.words, near.map(|token| cache.words(token.words)))
}
