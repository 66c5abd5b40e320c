//! Statutory duties to adopt, document or report something: what reports say is there, or is not seen.

use super::area::AreaSet;
use super::pattern::SequenceId;

/// A duty laid down in a statute.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Stable id, e.g. `minoritetspolitiska-mal`.
    pub id: String,
    /// Its name in Swedish.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// What the statute demands, one sentence in Swedish.
    pub demand: String,
    /// The same in English.
    pub demand_en: String,
    /// The statute: place in [`RuleSet::sources`](super::RuleSet::sources).
    pub source: u32,
    /// Its section, e.g. `5 b §`; may be empty.
    pub section: String,
    /// Documents aimed at one of these are asked for the duty.
    pub areas: AreaSet,
    /// Document types that are asked for it whatever they are about: ids of [`RuleSet::document_types`](super::RuleSet::document_types).
    pub document_types: Vec<String>,
    /// Sentences that show the duty.
    pub examples: Vec<String>,
    /// Sentences that do not.
    pub counter_examples: Vec<String>,
    /// The rule file it stands in.
    pub file: String,
    /// First line of the entry in that file, from 1.
    pub line: usize,
    pub(crate) sequences: Vec<SequenceId>,
}
