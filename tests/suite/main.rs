//! All suites in one binary: it links once.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used)]

mod architecture;
mod cli;
mod rules;
