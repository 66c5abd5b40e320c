//! The gate: remarks, what they are known by, settings, formats, and the program with demands, baselines and exceptions.

mod config;
mod fingerprints;
mod formats;
pub mod scripts;
mod suppression;
