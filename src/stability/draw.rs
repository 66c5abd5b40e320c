//! Numbers that look random and are the same on every machine: SplitMix64 (Steele, Lea and Flood 2014) from a fixed seed.

/// Any number would do; it only has to stay the same.
const SEED: u64 = 1948;

pub(super) struct Draws(u64);

impl Draws {
    pub fn new() -> Draws {
        Draws(SEED)
    }

    /// Evenly from `low` to `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        (low + self.unit() * (high - low)).clamp(low.min(high), high.max(low))
    }

    /// One of the whole numbers from `low` to `high`, each as likely.
    pub fn whole(&mut self, low: f64, high: f64) -> f64 {
        (low + (self.unit() * (high - low + 1.0)).floor()).min(high)
    }

    /// From 0 up to, but not including, 1: as many bits as a fraction holds.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_even() {
        let mut draws = Draws::new();
        let mean = (0..10_000).map(|_| draws.between(2.0, 4.0)).sum::<f64>() / 10_000.0;
        assert!((mean - 3.0).abs() < 0.03, "{mean}");
        let mut seen = [0; 3];
        (0..3_000).for_each(|_| seen[draws.whole(1.0, 3.0) as usize - 1] += 1);
        assert!(seen.iter().all(|n| (850..1150).contains(n)), "{seen:?}");
    }
}
