//! Which sequences may stand in which unit: decided from words alone, before any is walked.
//!
//! A sequence is noted when one of its rarest words stands in the unit and a word of its next rarest element is there too, no further off
//! than the sequence allows. Most units hold no such pair and cost nothing more.

use std::ops::Range;

use smallvec::SmallVec;

use super::tokens::{Tokens, WordCache, Words, words};
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
    /// For each set of words, the last turn in which it was asked for, and the tokens of that unit that are any of its words.
    asked: Vec<(u32, u128)>,
}

/// A token that can be some word: its place in the unit, and the words.
type Known<'a> = SmallVec<[(usize, Words<'a>); 32]>;

/// Units with more tokens are not asked where words stand in them.
const LONGEST_UNIT: usize = 128;

impl Finder {
    pub fn new(rules: &RuleSet) -> Self {
        Finder { turn: 0, noted: vec![(0, 0); rules.sought.len()], asked: vec![(0, 0); rules.patterns.sets.len()] }
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
        let known = tokens.all[range.clone()].iter().enumerate().filter(|(_, t)| t.has_words());
        let known: Known = known.map(|(at, t)| (at, words(cache, t))).collect();
        if self.turn == u32::MAX {
            *self = Finder::new(rules);
        }
        self.turn += 1;
        for (at, words) in &known {
            for word in words.ids {
                for trigger in &rules.triggers[word.0 as usize] {
                    let at = range.start + at;
                    let noted = &mut self.noted[trigger.place as usize];
                    let again = noted.0 == self.turn;
                    if range.len() <= LONGEST_UNIT && !stands(&mut self.asked, self.turn, rules, trigger.partner, at - range.start, &known) {
                        continue;
                    }
                    if again {
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

/// Whether the partner can stand where it must when the anchor's first token is the unit's `at`th.
fn stands(asked: &mut [(u32, u128)], turn: u32, rules: &RuleSet, partner: Partner, at: usize, known: &Known) -> bool {
    if partner.first == SetId::EMPTY {
        return true;
    }
    let (last, hits) = &mut asked[partner.first.0 as usize];
    if *last != turn {
        *last = turn;
        *hits = rules.patterns.sets.hits(partner.first, known.iter().map(|(at, words)| (*at, words.ids, words.mask)));
    }
    if *hits == 0 {
        return false;
    }
    let at = at as i32;
    let (from, to) = (at + i32::from(partner.from), at + i32::from(partner.to));
    // Shifts of 128 and more leave nothing.
    let not_before = u128::MAX.checked_shl(from.max(0) as u32).unwrap_or(0);
    let after = if to < 0 { u128::MAX } else { u128::MAX.checked_shl(to as u32 + 1).unwrap_or(0) };
    *hits & not_before & !after != 0
}
