//! Which sequences may stand in which unit: decided from words alone, before any is walked.
//!
//! A sequence is noted when one of its rarest words stands in the unit and a word of its next rarest element is there too, no further off
//! than the sequence allows. Most units hold no such pair and cost nothing more.

use std::ops::Range;

use super::cache::WordCache;
use super::tokens::{Flags, Seen, Tokens};
use crate::rule::{Partner, RuleSet, SetId};

/// A sequence that may stand in a unit, and the tokens with which it could begin.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Place in [`RuleSet::sought`].
    pub place: u32,
    pub starts: Range<usize>,
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
}

/// Finds candidates; keeps its room between documents.
#[derive(Debug)]
pub(super) struct Finder {
    /// Number of the unit at hand, counted over all documents: answers of earlier units are told by it, so that nothing need be cleared.
    turn: u32,
    /// For each sought sequence, the last turn in which it was noted and its place among the candidates.
    noted: Vec<(u32, u32)>,
}

impl Finder {
    pub fn new(rules: &RuleSet) -> Self {
        Finder { turn: 0, noted: vec![(0, 0); rules.sought.len()] }
    }

    /// The candidates of every unit.
    pub fn find(&mut self, rules: &RuleSet, cache: &WordCache, tokens: &Tokens) -> Candidates {
        let mut out = Candidates { all: Vec::new(), ends: Vec::with_capacity(tokens.units.len()) };
        for unit in 0..tokens.units.len() as u32 {
            let first = out.all.len();
            self.find_in(rules, cache, tokens, tokens.of_unit(unit), &mut out.all);
            out.all[first..].sort_unstable_by_key(|c| c.place);
            out.ends.push(out.all.len() as u32);
        }
        out
    }

    fn find_in(&mut self, rules: &RuleSet, cache: &WordCache, tokens: &Tokens, range: Range<usize>, out: &mut Vec<Candidate>) {
        if self.turn == u32::MAX {
            *self = Finder::new(rules);
        }
        self.turn += 1;
        for at in range.clone() {
            if !tokens.flags[at].has(Flags::TRIGGER) {
                continue;
            }
            for word in cache.words(tokens.seen[at].words) {
                for trigger in &rules.triggers[word.0 as usize] {
                    if !stands(rules, cache, trigger.partner, &tokens.seen, &range, at) {
                        continue;
                    }
                    let noted = &mut self.noted[trigger.place as usize];
                    if noted.0 == self.turn {
                        out[noted.1 as usize].starts.end = at + 1;
                    } else {
                        *noted = (self.turn, out.len() as u32);
                        let reach = rules.patterns.sequence(rules.sought[trigger.place as usize].0).reach;
                        out.push(Candidate { place: trigger.place, starts: at.saturating_sub(reach as usize).max(range.start)..at + 1 });
                    }
                }
            }
        }
    }
}

/// Whether the partner can stand where it must when the anchor's first token is `at`, in a unit that is `range`.
#[inline]
fn stands(rules: &RuleSet, cache: &WordCache, partner: Partner, seen: &[Seen], range: &Range<usize>, at: usize) -> bool {
    if partner.first == SetId::EMPTY {
        return true;
    }
    let from = at.saturating_add_signed(partner.from.into()).max(range.start);
    // One past the last; before `from` when even the last lies before the unit.
    let to = (at + 1).saturating_add_signed(partner.to.into()).min(range.end);
    let (sets, near) = (&rules.patterns.sets, seen.get(from..to).unwrap_or_default());
    let mask = sets.mask(partner.first);
    near.iter().any(|token| token.mask & mask != 0 && sets.holds_any(partner.first, cache.words(token.words)))
}
