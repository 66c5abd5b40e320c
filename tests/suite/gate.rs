//! The gate: remarks, what they are known by, settings, and the program with demands, baselines and exceptions.

mod config;
mod fingerprints;
mod scripts;
mod suppression;
