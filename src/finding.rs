//! What the scan found in one document: references, what was set aside and why, and what each unit does.
//!
//! Nothing here says how it was matched or how it will be shown. Texts stay in the document; findings point to them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::fingerprint::{Fingerprint, Sentence};
use crate::indicator::{By, ClusterEntry};
use crate::rule::{AreaSet, MarkerSet, RuleId, Strength, Taxonomy};
use crate::text::{SectionId, Span, UnitId};

/// What made a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// A rule.
    Rule(RuleId),
    /// A statute or convention that opens its own area: place in [`RuleSet::sources`](crate::rule::RuleSet::sources).
    Source(u32),
}

/// Why a finding does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The word is used in another sense: place in [`RuleSet::false_friends`](crate::rule::RuleSet::false_friends).
    FalseFriend(u32),
    /// An ambiguous word that nothing settles.
    Ambiguous,
    /// A more specific area is found in the same words or unit.
    GivesWay,
    /// A section that never counts (contents, sources, definitions).
    ExcludedSection,
    /// A heading, running header, footnote, caption or contents line.
    NotBody,
    /// A bare list of law titles or a reference line.
    ReferenceLine,
    /// A general statute or broad authority: anchors what others say, opens nothing.
    AnchorOnly,
    /// A passage in another language.
    Language,
    /// The same unit stands earlier in the document.
    Repeated,
    /// Somebody has looked at it and says that it is none: place among the caller's reviews, as [`Rejected`] gives it.
    Rejected(u32),
}

impl Reason {
    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::FalseFriend(_) => "false-friend",
            Reason::Ambiguous => "ambiguous",
            Reason::GivesWay => "gives-way",
            Reason::ExcludedSection => "excluded-section",
            Reason::NotBody => "not-body",
            Reason::ReferenceLine => "reference-line",
            Reason::AnchorOnly => "anchor-only",
            Reason::Language => "other-language",
            Reason::Repeated => "repeated",
            Reason::Rejected(_) => "rejected",
        }
    }
}

/// Sentences and areas that somebody has looked at and says are no references, each with its place among the caller's reviews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected(HashMap<Fingerprint, u32>);

impl Rejected {
    /// These sentences with their areas.
    pub fn new(all: impl IntoIterator<Item = (Fingerprint, u32)>) -> Rejected {
        Rejected(all.into_iter().collect())
    }

    /// Whether nothing is rejected.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which of these areas are rejected for the sentence, each with the review that says so; most often none.
    pub fn of(&self, sentence: &str, areas: AreaSet, taxonomy: &Taxonomy) -> Vec<(AreaSet, u32)> {
        let sentence = Sentence::of(sentence);
        let rejected = areas.iter().filter_map(|area| Some((area, *self.0.get(&sentence.about(&taxonomy.area(area).id))?)));
        rejected.map(|(area, place)| ([area].into_iter().collect(), place)).collect()
    }
}

/// Whether a finding counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It is a reference.
    Counted,
    /// It is kept, and told, but does not count.
    Ignored(Reason),
}

/// One match in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The unit it stands in.
    pub unit: UnitId,
    /// The matched words.
    pub span: Span,
    /// The ids that it counts for (or would have).
    pub areas: AreaSet,
    /// What made it.
    pub cause: Cause,
    /// What the match is worth by itself.
    pub strength: Strength,
    /// Whether it counts.
    pub status: Status,
}

/// A reference that a unit would carry on, had somebody not looked at it and said that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCarried {
    /// The unit.
    pub unit: UnitId,
    /// What it would inherit.
    pub areas: AreaSet,
    /// Who says so: place among the caller's reviews.
    pub review: u32,
}

/// A reference to a statute, convention or goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The unit it stands in.
    pub unit: UnitId,
    /// Name and article or section, as written.
    pub span: Span,
    /// Place in [`RuleSet::sources`](crate::rule::RuleSet::sources).
    pub source: u32,
}

/// A Kolada indicator named in a unit: evidence that something is measured, never a reference by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorMention {
    /// The unit it stands in.
    pub unit: UnitId,
    /// Id or title, as written.
    pub span: Span,
    /// Place in [`Register::entries`](crate::indicator::Register::entries).
    pub indicator: u32,
    /// How it was recognised.
    pub by: By,
    /// What the user's own list says of it, if it is there.
    pub cluster: Option<ClusterEntry>,
}

/// A statutory duty that the document is asked for, or shows unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyReading {
    /// Place in [`RuleSet::duties`](crate::rule::RuleSet::duties).
    pub duty: u32,
    /// Where the document first shows it; `None`: it is not seen there (it may be in another document).
    pub seen: Option<(UnitId, Span)>,
}

/// An older word, where a newer one is used now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordingMention {
    /// Place in [`RuleSet::wordings`](crate::rule::RuleSet::wordings).
    pub wording: u32,
    /// The unit it stands in.
    pub unit: UnitId,
    /// The words.
    pub span: Span,
}

/// Words of a view's heading, as they stand in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LensWords {
    /// Place in [`RuleSet::lens_headings`](crate::rule::RuleSet::lens_headings).
    pub heading: u32,
    /// The unit they stand in.
    pub unit: UnitId,
    /// The words.
    pub span: Span,
}

/// The main verb's force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// No modal verb and no action.
    #[default]
    None,
    /// "kan", "får".
    Possibility,
    /// "ska verka för", "vill".
    Ambition,
    /// "bör".
    Recommendation,
    /// A concrete action in the present tense.
    PresentAction,
    /// A list item that begins with an infinitive.
    Infinitive,
    /// "ska", "måste", "får inte".
    Obligation,
    /// A past outcome in a report.
    Outcome,
    /// A table row with actor, time, resource or measure.
    ActionRow,
}

impl Mode {
    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::None => "none",
            Mode::Possibility => "possibility",
            Mode::Ambition => "ambition",
            Mode::Recommendation => "recommendation",
            Mode::PresentAction => "present-action",
            Mode::Infinitive => "infinitive",
            Mode::Obligation => "obligation",
            Mode::Outcome => "outcome",
            Mode::ActionRow => "action-row",
        }
    }

    /// Whether the unit commits to something by its mode.
    pub fn binds(self) -> bool {
        matches!(self, Mode::PresentAction | Mode::Infinitive | Mode::Obligation | Mode::Outcome | Mode::ActionRow)
    }
}

/// What a unit says of itself on the ladder, seen without knowing which rights it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steering {
    /// Ladder level 0–5 (0: a gap, "saknas").
    pub level: u8,
    /// The main verb's force.
    pub mode: Mode,
    /// A hedge stands in it.
    pub hedged: bool,
    /// The unit is negated in all its clauses: a gap.
    pub gap: bool,
    /// A named body or role carries it.
    pub named_actor: bool,
    /// Only a generic actor ("kommunen", "vi").
    pub generic_actor: bool,
    /// Responsibility is assigned in so many words.
    pub assignment: bool,
    /// A deadline or period.
    pub time: bool,
    /// Money, posts or time set aside.
    pub resource: bool,
    /// Says that there are no extra resources.
    pub no_resource: bool,
    /// An indicator or target.
    pub indicator: bool,
    /// A follow-up verb or cell.
    pub follow_up: bool,
    /// Follow-up with period or recipient.
    pub follow_up_settled: bool,
    /// A concrete action.
    pub concrete: bool,
    /// An obligation without concrete content ("ska beakta").
    pub vague: bool,
    /// A one-off effort.
    pub one_off: bool,
    /// The binding part only promises to study or propose.
    pub study: bool,
    /// A goal with number and date.
    pub target: bool,
}

/// Why a sentence could be sharpened, the most worthwhile first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Blunt {
    /// It takes back what it says ("i mån av resurser").
    Hedge,
    /// It only recommends.
    Recommendation,
    /// It demands nothing concrete.
    Vague,
    /// It only promises to study.
    Study,
    /// It only allows.
    Possibility,
}

impl Steering {
    /// Why it is blunt, if it is.
    pub fn blunt(&self) -> Option<Blunt> {
        match self {
            s if s.level < 2 || s.gap => None,
            s if s.hedged => Some(Blunt::Hedge),
            s if s.mode == Mode::Recommendation => Some(Blunt::Recommendation),
            s if s.study && s.mode.binds() => Some(Blunt::Study),
            s if s.vague && !s.concrete && s.mode == Mode::Obligation => Some(Blunt::Vague),
            s if s.mode == Mode::Possibility => Some(Blunt::Possibility),
            _ => None,
        }
    }
}

/// A unit that was looked at closely: it has a finding, or may carry a chain on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitReading {
    /// The unit.
    pub unit: UnitId,
    /// The section it stands in.
    pub section: SectionId,
    /// Whether it can count at all (body text outside excluded sections).
    pub eligible: bool,
    /// Ids of its counted findings.
    pub areas: AreaSet,
    /// Ids that it inherits from paragraph, lead-in, heading or title; empty for units with own findings.
    pub inherited: AreaSet,
    /// What it does; its level is capped by what kind of findings it has.
    pub steering: Steering,
    /// Markers found in it.
    pub markers: MarkerSet,
    /// Only institutions or statutes opened it.
    pub weak_evidence: bool,
    /// Some finding in it was set aside because of another sense or as a volume: it inherits nothing.
    pub set_aside: bool,
    /// Distinct legal sources named in it (places in the register).
    pub sources: Vec<u32>,
}

impl UnitReading {
    /// Whether the score counts it as a reference.
    pub fn is_reference(&self) -> bool {
        self.eligible && !self.areas.is_empty() && self.steering.level >= 1
    }

    /// Whether it carries a reference on without repeating it.
    pub fn is_chain(&self) -> bool {
        self.eligible && self.areas.is_empty() && !self.inherited.is_empty() && self.steering.level >= 1
    }
}

/// What a section is, for spread and chains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionReading {
    /// Never counts.
    pub excluded: bool,
    /// An appendix, or a part of one: where it is silent, nothing is asked of it.
    pub appendix: bool,
    /// Its heading speaks of responsibility, follow-up, resources …
    pub steering_heading: bool,
    /// Its heading speaks of what holds for the whole document: who answers for it, how it is followed up, what it costs.
    pub chain_heading: bool,
    /// Ids found in its heading.
    pub heading_areas: AreaSet,
    /// Number of eligible units directly in it.
    pub eligible_units: u32,
    /// Some statute is named in it.
    pub anchored: bool,
}

/// How the type of the document was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypeEvidence {
    /// The caller said so.
    Given,
    /// A metadata line ("Dokumenttyp: Policy").
    Metadata,
    /// The title.
    Title,
    /// The file's name.
    Name,
    /// Nothing told: the default.
    Unknown,
}

/// Everything that the scan says of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Matches, counted and set aside, by unit and place.
    pub findings: Vec<Finding>,
    /// References that units would carry on and that somebody has rejected, by unit.
    pub not_carried: Vec<NotCarried>,
    /// References to statutes and conventions.
    pub anchors: Vec<Anchor>,
    /// Kolada indicators named, by unit and place.
    pub indicators: Vec<IndicatorMention>,
    /// Statutory duties, in the order of the register.
    pub duties: Vec<DutyReading>,
    /// Older words in body text, by unit and place; none of those that were in use when the document was written.
    pub wordings: Vec<WordingMention>,
    /// Words that views ask for, in eligible units, by unit; of each heading the first of a unit.
    pub lens_words: Vec<LensWords>,
    /// One reading for each unit of the document, in order.
    pub units: Vec<UnitReading>,
    /// One reading for each section of the document, in order.
    pub sections: Vec<SectionReading>,
    /// The document's type: place in [`RuleSet::document_types`](crate::rule::RuleSet::document_types), and how it was found.
    pub document_type: Option<(u32, TypeEvidence)>,
    /// The areas that the title aims at, if the document is targeted.
    pub targeted: AreaSet,
    /// The title or scope is human rights as a whole.
    pub about_rights: bool,
}
