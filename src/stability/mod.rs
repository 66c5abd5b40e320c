//! How far verdicts hang on the weights: every number of `poang.toml` a share up and down, one at a time, and all at random at once.
//!
//! A [`Plan`] holds the changed weights; each document is scored with all of them ([`Plan::score`]) and let go; [`Stability`] sums up. What
//! comes out depends on documents, weights and share alone: the draws are made from a fixed seed.

mod draw;
mod summary;

pub use summary::{DocumentStability, Influence, Joint, LargestMove, Shift, Single, Stability};

use rayon::prelude::*;

use crate::finding::Findings;
use crate::rule::{Number, RuleSet, Weights};
use crate::score::score_with;
use draw::Draws;

/// How many times all numbers are drawn.
pub const DRAWS: usize = 200;

/// The weights that documents are scored with.
pub struct Plan {
    /// By how much each number moves, 0–1 of its value.
    pub share: f64,
    /// All numbers as they are.
    pub numbers: Vec<Number>,
    single: Vec<Variation>,
    joint: Vec<Weights>,
}

/// One number changed.
struct Variation {
    /// Place in the plan's numbers.
    number: usize,
    /// What it is set to.
    value: f64,
    weights: Weights,
}

/// Level and score under some weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// 0–5.
    pub level: u8,
    /// 0–100, as published.
    pub score: f64,
}

/// What one document got under all weights of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The document.
    pub name: String,
    /// With the weights as they are.
    pub base: Verdict,
    single: Vec<Verdict>,
    joint: Vec<Verdict>,
}

impl Plan {
    /// Varies all numbers of these weights by `share` (0–1). Numbers that are 0 stay; counts move by one at least.
    pub fn new(weights: &Weights, share: f64) -> Plan {
        let numbers = weights.numbers();
        let with = |at: usize, value: f64| {
            let mut place = 0..;
            weights.with_numbers(|n| if place.next() == Some(at) { value } else { n.value })
        };
        let mut single = Vec::new();
        for (number, was) in numbers.iter().enumerate() {
            let (low, high) = bounds(was, share);
            for value in [low, high].into_iter().filter(|value| *value != was.value) {
                single.push(Variation { number, value, weights: with(number, value) });
            }
        }
        let mut draws = Draws::new();
        let joint = (0..DRAWS)
            .map(|_| {
                weights.with_numbers(|n| {
                    let (low, high) = bounds(n, share);
                    if n.whole { draws.whole(low, high) } else { draws.between(low, high) }
                })
            })
            .collect();
        Plan { share, numbers, single, joint }
    }

    /// Scores one document with all weights; `None` when it holds nothing to judge.
    pub fn score(&self, name: &str, findings: &Findings, rules: &RuleSet) -> Option<Answers> {
        findings.units.iter().any(|unit| unit.eligible).then(|| {
            let verdict = |weights: &Weights| {
                let score = score_with(findings, rules, weights);
                Verdict { level: score.maturity.level, score: score.value }
            };
            Answers {
                name: name.to_string(),
                base: verdict(rules.weights()),
                single: self.single.par_iter().map(|v| verdict(&v.weights)).collect(),
                joint: self.joint.par_iter().map(verdict).collect(),
            }
        })
    }
}

/// Lowest and highest value of a number.
fn bounds(number: &Number, share: f64) -> (f64, f64) {
    let step = number.value * share;
    if !number.whole {
        return (number.value - step, number.value + step);
    }
    let step = step.round().max(1.0);
    ((number.value - step).max(0.0), number.value + step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::built_in_files;

    fn rules() -> RuleSet {
        RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound")
    }

    #[test]
    fn every_number_that_is_not_nought_goes_both_ways() {
        let rules = rules();
        let plan = Plan::new(rules.weights(), 0.25);
        for (place, number) in plan.numbers.iter().enumerate() {
            let values: Vec<f64> = plan.single.iter().filter(|v| v.number == place).map(|v| v.value).collect();
            if number.value == 0.0 && !number.whole {
                assert!(values.is_empty(), "{number:?}");
                continue;
            }
            assert!(values.len() == 2 && values[0] < number.value && values[1] > number.value, "{number:?}: {values:?}");
            for variation in plan.single.iter().filter(|v| v.number == place) {
                let changed: Vec<_> = variation.weights.numbers().into_iter().zip(&plan.numbers).filter(|(is, was)| is != *was).collect();
                assert_eq!(changed.len(), 1);
                assert_eq!((&changed[0].0.name, changed[0].0.value), (&number.name, variation.value));
            }
        }
    }

    #[test]
    fn draws_stay_within_the_bounds_and_are_the_same_every_time() {
        let rules = rules();
        let (plan, again) = (Plan::new(rules.weights(), 0.25), Plan::new(rules.weights(), 0.25));
        assert_eq!(plan.joint.len(), DRAWS);
        let mut moved = 0;
        for (weights, same) in plan.joint.iter().zip(&again.joint) {
            let numbers = weights.numbers();
            assert_eq!(numbers, same.numbers());
            for (is, was) in numbers.iter().zip(&plan.numbers) {
                let (low, high) = bounds(was, 0.25);
                assert!(is.value >= low && is.value <= high, "{is:?}");
                moved += usize::from(is.value != was.value);
            }
        }
        assert!(moved > DRAWS * plan.numbers.len() / 2);
    }
}
