//! What a checked sheet says.

use super::draw::Stratum;
use super::estimate::{Estimate, interval, wilson};
use super::sheet::{Answer, Checked};

/// One kind of sentences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StratumQuality {
    /// Which.
    pub stratum: Stratum,
    /// Sentences of it in the archive.
    pub size: u64,
    /// Sentences of it in the sheet.
    pub drawn: u32,
    /// Share that is told rightly: a reference is one, a sentence that is not told of is none. `None` if nothing was checked.
    pub right: Option<Estimate>,
}

/// How good the rules are in this archive, by a sample checked by hand.
///
/// - Precision: of what is told as references, the share that is. With N sentences of each stratum and p the share of them that is right:
///   Σ N·p ÷ Σ N over both strata of references.
/// - Recall: of all references, the share that is told: found ÷ (found + missed), found = Σ N·p over the strata of references, missed =
///   Σ N·(1 − p) over the other two. Few are missed among very many sentences without a finding, so the interval is wide.
/// - Levels: of the references that are right, the share that stands on the right level.
///
/// Intervals are at 95 %: Wilson's for a single stratum; where strata are put together, each share is drawn anew from what its answers leave
/// possible, 10,000 times, with the archive's numbers as weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Quality {
    /// The strata.
    pub strata: [StratumQuality; 4],
    /// Of what is told, the share that is right.
    pub precision: Option<Estimate>,
    /// Of what is there, the share that is told.
    pub recall: Option<Estimate>,
    /// Of right references, the share whose level is right.
    pub level: Option<Estimate>,
    /// The same within one level.
    pub level_within_one: Option<Estimate>,
    /// Sentences that nobody has answered for.
    pub unanswered: u32,
    /// Hash of the rules that were checked.
    pub rules: String,
}

impl Quality {
    /// What the answers say.
    pub fn of(checked: &Checked) -> Quality {
        let strata = Stratum::ALL.map(|stratum| {
            let rows = || checked.answers.iter().filter(move |answer| answer.stratum == stratum);
            let answers: Vec<bool> = rows().filter_map(|answer| answer.right).collect();
            let right = answers.iter().filter(|right| **right).count() as u32;
            StratumQuality {
                stratum,
                size: checked.sizes[stratum as usize],
                drawn: rows().count() as u32,
                right: wilson(right, answers.len() as u32),
            }
        });
        // An empty stratum has nothing to be wrong about.
        let known = |of: fn(&StratumQuality) -> bool| strata.iter().filter(|s| of(s)).all(|s| s.size == 0 || s.right.is_some());
        let shares: Vec<f64> = strata.iter().map(|s| s.right.map_or(1.0, |right| right.value)).collect();
        let pairs: Vec<(u32, u32)> = strata.iter().map(counts).collect();
        let sizes = strata.map(|s| s.size as f64);
        let estimate = |of: &dyn Fn(&[f64]) -> Option<f64>, answers: u32| {
            let value = of(&shares)?;
            let (low, high) = interval(&pairs, of)?;
            Some(Estimate { value, low: low.min(value), high: high.max(value), answers })
        };
        let answers = |of: fn(&StratumQuality) -> bool| strata.iter().filter(|s| of(s)).map(|s| counts(s).1).sum();
        let is_reference = |s: &StratumQuality| s.stratum.is_reference();
        let precision = |p: &[f64]| share(sizes[0] * p[0] + sizes[1] * p[1], sizes[0] + sizes[1]);
        let recall = |p: &[f64]| {
            let found = sizes[0] * p[0] + sizes[1] * p[1];
            share(found, found + sizes[2] * (1.0 - p[2]) + sizes[3] * (1.0 - p[3]))
        };
        let level = |most: u8| {
            let graded = checked.answers.iter().filter(|a| a.stratum.is_reference() && a.right == Some(true));
            let off = |answer: &Answer| answer.right_level.map_or(0, |level| level.abs_diff(answer.level));
            let good = graded.clone().filter(|answer| off(answer) <= most).count();
            wilson(good as u32, graded.count() as u32)
        };
        Quality {
            precision: known(is_reference).then(|| estimate(&precision, answers(is_reference))).flatten(),
            recall: known(|_| true).then(|| estimate(&recall, answers(|_| true))).flatten(),
            level: level(0),
            level_within_one: level(1),
            unanswered: checked.answers.iter().filter(|answer| answer.right.is_none()).count() as u32,
            rules: checked.rules.clone(),
            strata,
        }
    }
}

fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// Right answers and all answers.
fn counts(stratum: &StratumQuality) -> (u32, u32) {
    stratum.right.map_or((0, 0), |right| ((right.value * f64::from(right.answers)).round() as u32, right.answers))
}
