//! Many documents: what is kept of each, so that whole archives can be reported on without reading anything again.
//!
//! A [`Record`] holds what the reports of an archive say of one document, and nothing of what they do not; its [`Brief`] is all but the
//! sentences, so that counting unpacks no more. A [`Glossary`] holds the names of the rules that judged it, so that a record can be told of when
//! the rules have changed.

mod brief;
pub mod family;
mod glossary;
mod record;
pub mod sample;
mod sketch;
#[cfg(feature = "program")]
pub mod store;
pub mod tally;

pub use brief::{AreaFacts, Brief, DutyFacts, FileFacts, GroundFacts, Judgement, Reference, SourceFacts, sentence_key};
pub use glossary::{AreaEntry, DutyEntry, Glossary, SourceEntry, TypeEntry};
pub use record::{Hit, Record, Sentence, Standing};
pub use sketch::Sketch;
