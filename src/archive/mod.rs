//! Many documents: what is kept of each, so that whole archives can be reported on without reading anything again.
//!
//! A [`Record`] holds what the reports of an archive say of one document, and nothing of what they do not; a [`Glossary`] holds the names of
//! the rules that judged it, so that a record can be told of when the rules have changed.

pub mod family;
mod glossary;
mod record;
pub mod sample;
mod sketch;
pub mod store;
pub mod tally;

pub use glossary::{AreaEntry, DutyEntry, Glossary, SourceEntry, TypeEntry};
pub use record::{AreaFacts, DutyFacts, FileFacts, GroundFacts, Hit, Judgement, Record, Sentence, SourceFacts, Standing};
pub use sketch::Sketch;
