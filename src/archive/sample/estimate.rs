//! Shares and how sure they are.

use rand_distr::{Beta, Distribution};
use rand_pcg::Pcg64Mcg;

/// A share 0–1 with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// What the sample says.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Answers that it rests on.
    pub answers: u32,
}

/// The 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A share of one kind of sentences, with Wilson's score interval (Wilson 1927, "Probable inference, the law of succession, and statistical
/// inference"); `None` without any answer.
///
/// ```
/// use genomsyra::archive::sample::wilson;
///
/// let share = wilson(8, 10).unwrap();
/// assert_eq!(format!("{:.1} {:.3} {:.3}", share.value, share.low, share.high), "0.8 0.490 0.943");
/// assert!(wilson(0, 0).is_none());
/// ```
pub fn wilson(right: u32, answers: u32) -> Option<Estimate> {
    if answers == 0 {
        return None;
    }
    let (n, z2) = (f64::from(answers), Z * Z);
    let share = f64::from(right) / n;
    let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    // Rounding may put the ends a hair outside.
    Some(Estimate { value: share, low: (middle - half).clamp(0.0, share), high: (middle + half).clamp(share, 1.0), answers })
}

/// Draws for an interval of something computed from several shares.
const DRAWS: usize = 10_000;
/// Where they begin: any number does.
const SEED: u128 = 0x6765_6E6F_6D73_7972;

/// The 95 % interval of what `of` computes from shares of several strata, each given by its right and all answers.
///
/// Each share is drawn from what its answers leave possible: Beta(right + ½, wrong + ½), Jeffreys' interval (Brown, Cai and DasGupta 2001,
/// "Interval estimation for a binomial proportion"), which is honest where no mistake was seen, as resampling is not. The draws are the same
/// every time.
pub(super) fn interval(strata: &[(u32, u32)], of: impl Fn(&[f64]) -> Option<f64>) -> Option<(f64, f64)> {
    let possible = |(right, answers): &(u32, u32)| Beta::new(f64::from(*right) + 0.5, f64::from(answers - right) + 0.5).ok();
    let possible: Vec<Beta<f64>> = strata.iter().map(possible).collect::<Option<_>>()?;
    let mut chance = Pcg64Mcg::new(SEED);
    let mut shares = vec![0.0; strata.len()];
    let mut drawn: Vec<f64> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        for (share, possible) in shares.iter_mut().zip(&possible) {
            *share = possible.sample(&mut chance);
        }
        drawn.extend(of(&shares));
    }
    drawn.sort_by(f64::total_cmp);
    let at = |part: f64| drawn.get((part * drawn.len() as f64) as usize).copied();
    Some((at(0.025)?, at(0.975)?))
}
