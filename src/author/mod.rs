//! Tools for those who write rules: why a rule fired or did not, what the rules find in a corpus, what a change of rules does, what looks
//! wrong, and what the rules are in plain words.
//!
//! Works on rule sets, traces and outcomes that others made. Opens no files, prints nothing, and matches nothing by itself.

mod catalogue;
mod diff;
mod explain;
mod lint;
mod plain_words;
mod scaffold;
mod schema;
mod stats;

pub use catalogue::catalogue;
pub use diff::{Change, Side, changes};
pub use explain::{Ending, Story, story};
pub use lint::{Doubt, Warning, doubts, doubts_by_corpus};
pub use plain_words::{in_plain_words, scope_in_plain_words};
pub use scaffold::{ScaffoldError, scaffold};
pub use schema::schema;
pub use stats::{EntryStats, Stats};
