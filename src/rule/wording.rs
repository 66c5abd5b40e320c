//! Older words for people and grounds of discrimination, and what is written instead.

use super::SequenceId;
use super::area::AreaSet;
use super::lens::Bilingual;

/// A word that was in use and no longer is: told as a note on language, never in the score.
#[derive(Clone, Debug)]
pub struct Wording {
    /// Stable id, e.g. `handikapp`.
    pub id: String,
    /// What is written instead.
    pub instead: Bilingual,
    /// Since when and by whom it is advised against.
    pub reason: Bilingual,
    /// The grounds or areas that it is about.
    pub areas: AreaSet,
    /// Documents whose title names an earlier year used it rightly.
    pub since: u16,
    /// Sentences that use it.
    pub examples: Vec<String>,
    /// Sentences that do not.
    pub counter_examples: Vec<String>,
    /// The rule file it stands in.
    pub file: String,
    /// First line of the entry in that file, from 1.
    pub line: usize,
    pub(crate) sequences: Vec<SequenceId>,
}
