//! The gate: remarks, what they are known by, demands, settings, baselines and exceptions.

mod fingerprints;
