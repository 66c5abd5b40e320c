//! Views: other people's ways of looking at the same findings (a role, a commitment, an auditor's question), each from a source of its own.
//!
//! In the code a view is a lens, for it changes nothing of what was found. Its words, names and thresholds are rule data.

use super::area::AreaSet;
use super::marker::Marker;
use super::pattern::SequenceId;

/// A link of an area's steering chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChainLink {
    /// An ambition or more.
    Goal,
    /// A concrete action.
    Action,
    /// A named body or role.
    Responsible,
    /// A deadline or period.
    Time,
    /// Money, posts or time.
    Resource,
    /// An indicator or follow-up.
    FollowUp,
}

/// All links in order.
pub const LINKS: [ChainLink; 6] =
    [ChainLink::Goal, ChainLink::Action, ChainLink::Responsible, ChainLink::Time, ChainLink::Resource, ChainLink::FollowUp];

impl ChainLink {
    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            ChainLink::Goal => "goal",
            ChainLink::Action => "action",
            ChainLink::Responsible => "responsible",
            ChainLink::Time => "time",
            ChainLink::Resource => "resource",
            ChainLink::FollowUp => "follow-up",
        }
    }

    /// The name used in rule files.
    pub fn key(self) -> &'static str {
        match self {
            ChainLink::Goal => "mal",
            ChainLink::Action => "atgard",
            ChainLink::Responsible => "ansvar",
            ChainLink::Time => "tid",
            ChainLink::Resource => "resurs",
            ChainLink::FollowUp => "uppfoljning",
        }
    }
}

/// A text in both languages of the reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilingual {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

/// A view: a number of headings under which the findings are sorted anew.
#[derive(Clone, Debug)]
pub struct Lens {
    /// Stable id, e.g. `revision`.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// What it shows and for whom.
    pub description: Bilingual,
    /// Where its headings come from.
    pub source: Bilingual,
    /// The rule file it stands in.
    pub file: String,
    /// First line of the entry in that file, from 1.
    pub line: usize,
}

/// One heading of a view, and what evidence it takes.
///
/// A unit is evidence if it bears any of the marks (areas, markers, a source of law, words; without any of them every reference does) and keeps every demand
/// (`within`, `level`, `links`).
#[derive(Clone, Debug)]
pub struct LensHeading {
    /// Stable id, e.g. `revision.styrning`.
    pub id: String,
    /// The view: place in [`RuleSet::lenses`](super::RuleSet::lenses).
    pub lens: u32,
    /// Its name.
    pub name: Bilingual,
    /// What it asks of a document, one sentence.
    pub question: Bilingual,
    /// Mark: the unit is about one of these.
    pub areas: AreaSet,
    /// Mark: one of these stands in the unit.
    pub markers: Vec<Marker>,
    /// Mark: a source of law stands in the unit.
    pub legal_source: bool,
    /// Demand: the unit is about one of these; empty: no demand.
    pub within: AreaSet,
    /// Demand: lowest ladder level, 1–5.
    pub level: u8,
    /// Demand: the unit shows one of these links; empty: no demand.
    pub links: Vec<ChainLink>,
    /// The words are enough: the unit need not be about any area.
    pub words_suffice: bool,
    /// When the heading is met and when partly; `None`: it is not graded.
    pub grading: Option<Grading>,
    /// Sentences in which its words stand.
    pub examples: Vec<String>,
    /// Sentences in which they do not.
    pub counter_examples: Vec<String>,
    /// The rule file it stands in.
    pub file: String,
    /// First line of the entry in that file, from 1.
    pub line: usize,
    pub(crate) sequences: Vec<SequenceId>,
}

impl LensHeading {
    /// Whether words are sought for it.
    pub fn seeks_words(&self) -> bool {
        !self.sequences.is_empty()
    }

    /// Whether any reference that keeps the demands is evidence.
    pub fn takes_any(&self) -> bool {
        self.areas.is_empty() && self.markers.is_empty() && !self.legal_source && self.sequences.is_empty()
    }
}

/// The explicit rules by which a heading is graded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grading {
    /// What must be there for "met".
    pub met: LensDemand,
    /// What must be there for "partly met".
    pub partly: LensDemand,
}

/// So much evidence, at such a level, with these links among it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensDemand {
    /// Least number of units.
    pub count: u32,
    /// The ladder level that each of them reaches at least, 1–5.
    pub level: u8,
    /// Links that the heading's evidence must show, each by some unit.
    pub links: Vec<ChainLink>,
}
