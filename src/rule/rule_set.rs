//! A compiled rule set: immutable, shared between threads, asked by the scan.

use aho_corasick::{AhoCorasick, MatchKind};

use rustc_hash::FxHashMap;

use super::area::{AreaId, AreaSet, Taxonomy};
use super::class_table::Spellings;
use super::duty::Duty;
use super::lens::{Lens, LensHeading};
use super::lexicon::{LexId, Lexicon};
use super::marker::Marker;
use super::pattern::{AnyOf, Lists, Patterns, SequenceId, Trigger};
use super::verb::Verbs;
use super::weights::Weights;
use super::word_set::SetId;
use super::wording::Wording;

/// A rule, as its place in [`RuleSet::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub u32);

/// What a rule's match is worth by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Opens its ids.
    Strong,
    /// An ambiguous word that its conditions settle: opens its ids.
    Context,
    /// The area's own statute or convention: opens its ids.
    Legal,
    /// A body whose remit is the area: opens its ids, at most as a mention.
    Institution,
    /// An event, tool or method: opens its ids.
    Method,
    /// A general statute or broad authority: anchors, never opens.
    Anchor,
    /// Ambiguous and unsettled: kept as such, never opens.
    Weak,
}

impl Strength {
    /// All strengths with their names in rule files.
    pub const ALL: [(Strength, &'static str); 7] = [
        (Strength::Strong, "stark"),
        (Strength::Context, "sammanhang"),
        (Strength::Legal, "lag"),
        (Strength::Institution, "institution"),
        (Strength::Method, "metod"),
        (Strength::Anchor, "ankare"),
        (Strength::Weak, "svag"),
    ];

    /// The name used in rule files and JSON.
    pub fn as_str(self) -> &'static str {
        Strength::ALL.iter().find(|(s, _)| *s == self).map_or("", |(_, name)| name)
    }

    /// Whether a match opens the rule's ids.
    pub fn opens(self) -> bool {
        !matches!(self, Strength::Anchor | Strength::Weak)
    }
}

/// Where a condition looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// The unit, its list lead-in and its table header.
    Unit,
    /// So many tokens before and after the match.
    Window { before: u8, after: u8 },
    /// The unit's scope and the headings above.
    Heading,
    /// The unit's scope and the units before and after.
    Neighbours,
    /// The words of the match itself.
    Match,
}

/// Any of these must (or must not) stand in the scope; outside the match, unless the scope is the match.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub any_of: AnyOf,
    pub scope: Scope,
}

/// One expression of a rule.
#[derive(Clone, Debug)]
pub(crate) struct RulePattern {
    pub sequence: SequenceId,
    pub with: Vec<SequenceId>,
    pub without: Vec<SequenceId>,
    /// As the author wrote it.
    pub source: String,
}

/// A compiled rule with what is told of it.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Stable id, e.g. `barn.komma-till-tals`.
    pub id: String,
    /// The ids that its match counts for.
    pub areas: AreaSet,
    /// What a match is worth by itself.
    pub strength: Strength,
    /// What the rule finds and why it counts, in Swedish.
    pub description: String,
    /// Gives way when one of these is found in the same unit.
    pub gives_way: AreaSet,
    /// Legal references told to users.
    pub legal: Vec<String>,
    /// Sentences that the rule must find.
    pub examples: Vec<String>,
    /// Sentences that the rule must leave alone.
    pub counter_examples: Vec<String>,
    /// The rule file it stands in.
    pub file: String,
    /// First line of the entry in that file, from 1.
    pub line: usize,
    pub(crate) patterns: Vec<RulePattern>,
    pub(crate) never: SetId,
    pub(crate) requires: Vec<Condition>,
    pub(crate) excludes: Vec<Condition>,
}

impl Rule {
    /// The expressions as the author wrote them.
    pub fn expressions(&self) -> impl Iterator<Item = &str> {
        self.patterns.iter().map(|p| p.source.as_str())
    }
}

/// A word in another sense: sets findings aside.
#[derive(Clone, Debug)]
pub struct FalseFriend {
    /// Stable id, e.g. `ff-kon`.
    pub id: String,
    /// The ids that it guards.
    pub guards: AreaSet,
    /// The other sense, in Swedish: told to users as the reason.
    pub meaning: String,
    /// Always in the other sense unless restored.
    pub always: bool,
    /// Also guards phrases that hold the word, not only the word by itself.
    pub in_phrases: bool,
    /// Sentences without any counted finding for the guarded ids.
    pub examples: Vec<String>,
    /// Sentences that still have one.
    pub counter_examples: Vec<String>,
    /// The rule file it stands in.
    pub file: String,
    /// First line of the entry, from 1.
    pub line: usize,
    pub(crate) words: SetId,
    pub(crate) veto: AnyOf,
    pub(crate) restore: AnyOf,
}

/// A name whose words say nothing.
#[derive(Clone, Debug)]
pub struct Mask {
    /// Stable id.
    pub id: String,
    /// What is hidden and why, in Swedish.
    pub description: String,
    /// Sentences with such a name and no counted finding.
    pub examples: Vec<String>,
    /// Sentences that have a counted finding all the same.
    pub counter_examples: Vec<String>,
    /// The rule file it stands in.
    pub file: String,
    /// First line of the entry, from 1.
    pub line: usize,
    pub(crate) sequences: Vec<SequenceId>,
}

/// What kind of norm a source of law is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// Lag.
    Act,
    /// Grundlag.
    Constitution,
    /// Konvention.
    Convention,
    /// Förordning or föreskrift.
    Regulation,
    /// Policy goal.
    Goal,
    /// Deklaration.
    Declaration,
}

impl SourceKind {
    /// All kinds with their names in rule files.
    pub const ALL: [(SourceKind, &'static str); 6] = [
        (SourceKind::Act, "lag"),
        (SourceKind::Constitution, "grundlag"),
        (SourceKind::Convention, "konvention"),
        (SourceKind::Regulation, "forordning"),
        (SourceKind::Goal, "mal"),
        (SourceKind::Declaration, "deklaration"),
    ];
}

/// A statute, convention or policy goal.
#[derive(Clone, Debug)]
pub struct LegalSource {
    /// Stable id, e.g. `dl`.
    pub id: String,
    /// Swedish name.
    pub name: String,
    /// Short name, if there is one.
    pub short: Option<String>,
    /// What kind of norm it is.
    pub kind: SourceKind,
    /// SFS numbers, e.g. `2008:567`.
    pub sfs: Vec<String>,
    /// The ids that it belongs to.
    pub areas: AreaSet,
    /// The ids that a mention in running text opens.
    pub opens: AreaSet,
    /// The id of the source that replaced it, if it is older law.
    pub replaced_by: Option<String>,
    /// The day it ceased to be in force (`2025-07-01`), if it has.
    pub repealed: Option<String>,
    /// Sentences that refer to it.
    pub examples: Vec<String>,
    /// Sentences that do not.
    pub counter_examples: Vec<String>,
    /// The rule file it stands in.
    pub file: String,
    /// First line of the entry, from 1.
    pub line: usize,
    pub(crate) sequences: Vec<SequenceId>,
}

/// A named class, for the tests and the catalogue.
#[derive(Clone, Debug)]
pub struct Class {
    /// The name without angle brackets.
    pub name: String,
    /// What it holds, in Swedish.
    pub description: String,
    /// Sentences with a match.
    pub examples: Vec<String>,
    /// Sentences without.
    pub counter_examples: Vec<String>,
    /// The rule file it stands in.
    pub file: String,
    /// First line of the entry, from 1.
    pub line: usize,
    /// The class as a sequence of one element.
    pub(crate) sequence: SequenceId,
}

/// A kind of document and what is expected of it.
#[derive(Clone, Debug)]
pub struct DocumentType {
    /// Stable id, e.g. `handlingsplan`.
    pub id: String,
    /// Swedish name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Multipliers for D1–D11: 0 waives, 0.5 halves, 1 expects in full.
    pub multipliers: [f64; 11],
    /// Number of perspective areas that is full breadth.
    pub breadth_areas: f64,
    /// Number of rights that is full breadth.
    pub breadth_rights: f64,
    /// Share of units that bind for a right (0–1) that is full density.
    pub density: f64,
    /// The highest maturity level that the type can reach, 0–5.
    pub highest_level: u8,
    /// Reports what was done (annual reports): past tense counts as an outcome.
    pub reports_outcomes: bool,
    pub(crate) title_words: Vec<SequenceId>,
}

impl DocumentType {
    /// A type that asks for everything in full: stands in when a rule set has no types.
    pub(crate) fn neutral() -> Self {
        DocumentType {
            id: String::new(),
            name: String::new(),
            name_en: String::new(),
            multipliers: [1.0; 11],
            breadth_areas: 6.0,
            breadth_rights: 4.0,
            density: 0.2,
            highest_level: 5,
            reports_outcomes: false,
            title_words: Vec::new(),
        }
    }
}

/// What a sequence, once found in a unit, belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    Rule { rule: u32, pattern: u32 },
    Mask(u32),
    Source(u32),
    Duty(u32),
    Wording(u32),
    LensHeading(u32),
}

/// Everything that the scan and the score need to know, compiled once and never changed.
#[derive(Debug)]
pub struct RuleSet {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) hash: String,
    pub(crate) taxonomy: Taxonomy,
    pub(crate) lexicon: Lexicon,
    pub(crate) spellings: Spellings,
    pub(crate) patterns: Patterns,
    pub(crate) rules: Vec<Rule>,
    pub(crate) classes: Vec<Class>,
    pub(crate) false_friends: Vec<FalseFriend>,
    pub(crate) masks: Vec<Mask>,
    pub(crate) sources: Vec<LegalSource>,
    pub(crate) duties: Vec<Duty>,
    pub(crate) wordings: Vec<Wording>,
    pub(crate) lenses: Vec<Lens>,
    pub(crate) lens_headings: Vec<LensHeading>,
    pub(crate) document_types: Vec<DocumentType>,
    /// Title words that make a document targeted at an area.
    pub(crate) verbs: Verbs,
    pub(crate) title_areas: Vec<(AreaId, Vec<SequenceId>)>,
    /// Everything that is sought in a unit, masks first.
    pub(crate) sought: Vec<(SequenceId, Owner)>,
    /// Word → what is tried when it stands in a unit, by place in `sought`.
    pub(crate) triggers: Lists<Trigger>,
    /// Word → bits of the partners that it is a key of.
    pub(crate) partner_bits: Lists<u16>,
    /// Word → false friends that guard it.
    pub(crate) guarded_words: Lists<u32>,
    /// Word → markers that may begin with it.
    pub(crate) marker_starts: Lists<Marker>,
    /// Marker → its class as a sequence.
    pub(crate) marker_sequences: Vec<SequenceId>,
    pub(crate) weights: Weights,
    /// SFS numbers of the register and the sources that they belong to.
    pub(crate) sfs: SfsNumbers,
}

/// One automaton over all SFS numbers of the register.
#[derive(Debug, Default)]
pub(crate) struct SfsNumbers {
    pub automaton: Option<AhoCorasick>,
    /// The source of each number.
    pub sources: Vec<u32>,
}

impl SfsNumbers {
    /// The numbers of these sources. Without any there is nothing to seek.
    pub fn of(sources: &[LegalSource]) -> Self {
        let numbers: Vec<(&str, u32)> =
            sources.iter().enumerate().flat_map(|(i, s)| s.sfs.iter().map(move |n| (n.as_str(), i as u32))).collect();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(numbers.iter().map(|(n, _)| n)).ok();
        SfsNumbers { automaton: automaton.filter(|_| !numbers.is_empty()), sources: numbers.into_iter().map(|(_, s)| s).collect() }
    }
}

/// An SFS number found in a text: bytes from `start` to `end`, and the source that it belongs to.
pub(crate) struct SfsMatch {
    pub start: usize,
    pub end: usize,
    pub source: u32,
}

impl RuleSet {
    /// The set's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The set's version, as its authors state it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// SHA-256 over all rule files, hexadecimal: the same hash means the same rules.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The taxonomy.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// All rules, sorted by file and line.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// A rule of this set.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0 as usize]
    }

    /// All named classes.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// All false friends.
    pub fn false_friends(&self) -> &[FalseFriend] {
        &self.false_friends
    }

    /// All masks.
    pub fn masks(&self) -> &[Mask] {
        &self.masks
    }

    /// The register of statutes and conventions.
    pub fn sources(&self) -> &[LegalSource] {
        &self.sources
    }

    /// The duties laid down in statutes that reports ask for.
    pub fn duties(&self) -> &[Duty] {
        &self.duties
    }

    /// Older words, and what is written instead.
    pub fn wordings(&self) -> &[Wording] {
        &self.wordings
    }

    /// The views, in the order of the files.
    pub fn lenses(&self) -> &[Lens] {
        &self.lenses
    }

    /// The headings of all views, in the order of the files.
    pub fn lens_headings(&self) -> &[LensHeading] {
        &self.lens_headings
    }

    /// All document types, in the order in which titles are tried.
    pub fn document_types(&self) -> &[DocumentType] {
        &self.document_types
    }

    /// Every form of the verbs that the ladder knows.
    pub(crate) fn verbs(&self) -> &Verbs {
        &self.verbs
    }

    /// Weights, thresholds and gates of the score.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// SFS numbers of the register that stand in a text, whole numbers only.
    pub(crate) fn sfs_numbers<'t>(&'t self, text: &'t str) -> impl Iterator<Item = SfsMatch> + 't {
        let digit_at = |at: Option<usize>| at.and_then(|i| text.as_bytes().get(i)).is_some_and(u8::is_ascii_digit);
        let all = self.sfs.automaton.iter().flat_map(move |a| a.find_iter(text));
        all.filter(move |m| !digit_at(m.start().checked_sub(1)) && !digit_at(Some(m.end()))).filter_map(|m| {
            let source = *self.sfs.sources.get(m.pattern().as_usize())?;
            Some(SfsMatch { start: m.start(), end: m.end(), source })
        })
    }

    /// How these words (sorted) are written by their authors: `rättighet:n3`; a declared first part `barnrätts-`. Walks through all words.
    pub(crate) fn spellings(&self, words: &[LexId]) -> FxHashMap<LexId, String> {
        let asked = |(_, id): &(&str, LexId)| words.binary_search(id).is_ok();
        let spelled = self.spellings.words.iter().filter(asked).map(|(text, id)| (id, text.to_string()));
        spelled.chain(self.spellings.link_forms.iter().filter(asked).map(|(text, id)| (id, format!("{text}-")))).collect()
    }

    /// Every written form that is a word by itself in any letter case, in small letters. Beside these there are names that must be written in
    /// capitals, and beginnings, ends and insides of words.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.lexicon.forms()
    }

    /// Number of written forms that are looked up.
    pub fn form_count(&self) -> usize {
        self.lexicon.form_count()
    }
}
