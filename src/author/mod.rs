//! Tools for those who write rules: why a rule fired or did not, what the rules find in a corpus, what a change of rules does, what looks
//! wrong, and what the rules are in plain words.
//!
//! Works on rule sets, traces and outcomes that others made. Opens no files, prints nothing, and matches nothing by itself.

mod explain;

pub use explain::{Ending, Story, story};
