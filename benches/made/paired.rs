//! Two ways to do the same, timed in turn (A B A B …): what the machine does besides falls on both, and each round has a ratio of its own.

use std::time::{Duration, Instant};

/// Wall time of the two in each round.
pub struct Pairs(Vec<(Duration, Duration)>);

/// Runs both, `rounds` times, in turn. The first round warms up and is not counted.
pub fn pairs(rounds: usize, mut first: impl FnMut(), mut second: impl FnMut()) -> Pairs {
    let mut rounds: Vec<(Duration, Duration)> = (0..=rounds).map(|_| (timed(&mut first), timed(&mut second))).collect();
    rounds.remove(0);
    Pairs(rounds)
}

fn timed(run: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

/// The middle value, the least and the most.
pub fn spread(mut values: Vec<f64>) -> (f64, f64, f64) {
    values.sort_by(f64::total_cmp);
    (values[values.len() / 2], values[0], values[values.len() - 1])
}

impl Pairs {
    /// Seconds of the first, of the second, and first ÷ second, each as median, least and most.
    pub fn summary(&self) -> [(f64, f64, f64); 3] {
        let of = |value: fn(&(Duration, Duration)) -> f64| spread(self.0.iter().map(value).collect());
        [of(|p| p.0.as_secs_f64()), of(|p| p.1.as_secs_f64()), of(|p| p.0.as_secs_f64() / p.1.as_secs_f64())]
    }
}
