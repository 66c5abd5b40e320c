//! All suites in one binary: it links once.

mod architecture;
mod cli;
mod rules;
