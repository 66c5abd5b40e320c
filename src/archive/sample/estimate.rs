//! Shares and how sure they are.

use crate::archive::sketch::mix;

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

/// The 95 % interval of what `of` computes from shares of several strata, each given by its right and all answers.
///
/// Each share is drawn from what its answers leave possible: Beta(right + ½, wrong + ½), Jeffreys' interval (Brown, Cai and DasGupta 2001,
/// "Interval estimation for a binomial proportion"), which is honest where no mistake was seen, as resampling is not. The draws are the same
/// every time.
pub(super) fn interval(strata: &[(u32, u32)], of: impl Fn(&[f64]) -> Option<f64>) -> Option<(f64, f64)> {
    let mut chance = Chance(0x6765_6E6F_6D73_7972);
    let mut shares = vec![0.0; strata.len()];
    let mut drawn: Vec<f64> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        for (share, (right, answers)) in shares.iter_mut().zip(strata) {
            *share = chance.beta(f64::from(*right) + 0.5, f64::from(answers - right) + 0.5);
        }
        drawn.extend(of(&shares));
    }
    drawn.sort_by(f64::total_cmp);
    let at = |part: f64| drawn.get((part * drawn.len() as f64) as usize).copied();
    Some((at(0.025)?, at(0.975)?))
}

/// Chance that is the same every time (SplitMix64 in counting mode).
pub(super) struct Chance(pub u64);

impl Chance {
    /// Evenly between 0 and 1, never either.
    pub fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(1);
        ((mix(self.0) >> 12) as f64 + 0.5) / (1u64 << 52) as f64
    }

    /// Box and Muller 1958.
    fn normal(&mut self) -> f64 {
        (-2.0 * self.even().ln()).sqrt() * (std::f64::consts::TAU * self.even()).cos()
    }

    /// Marsaglia and Tsang 2000, "A simple method for generating gamma variables"; for shapes below one by the power of an even number.
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let power = self.even().powf(1.0 / shape);
            return self.gamma(shape + 1.0) * power;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.even().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (x, y) = (self.gamma(a), self.gamma(b));
        x / (x + y)
    }
}
