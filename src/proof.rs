//! The proof that rules carry: every example is tried, every counter-example too.
//!
//! An example is read as a Markdown document of its own and scanned like any other. Each kind of entry promises something else: a rule finds,
//! a class stands in, a source of law is recognised, a duty, an older word and the words of a view's heading are seen; a false friend and a mask keep findings away.

use crate::finding::{Cause, Finding, Findings, Status};
use crate::read::{Limits, read};
use crate::rule::{AreaSet, RuleFile, RuleSet};
use crate::scan::{ScanOptions, Scanner};
use crate::text::Document;

/// The kinds of entries that carry examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// `[[regel]]`
    Rule,
    /// `[[klass]]`
    Class,
    /// `[[falskvan]]`
    FalseFriend,
    /// `[[dolj]]`
    Mask,
    /// `[[rattskalla]]`
    Source,
    /// `[[plikt]]`
    Duty,
    /// `[[ordval]]`
    Wording,
    /// `[[vyrubrik]]`
    LensHeading,
}

impl EntryKind {
    /// All kinds, in the order in which they are tried.
    pub const ALL: [EntryKind; 8] = [
        EntryKind::Rule,
        EntryKind::Class,
        EntryKind::FalseFriend,
        EntryKind::Mask,
        EntryKind::Source,
        EntryKind::Duty,
        EntryKind::Wording,
        EntryKind::LensHeading,
    ];

    /// The name used in rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            EntryKind::Rule => "regel",
            EntryKind::Class => "klass",
            EntryKind::FalseFriend => "falskvan",
            EntryKind::Mask => "dolj",
            EntryKind::Source => "rattskalla",
            EntryKind::Duty => "plikt",
            EntryKind::Wording => "ordval",
            EntryKind::LensHeading => "vyrubrik",
        }
    }
}

/// Something that was found in an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Id of the rule or source of law that found it.
    pub entry: String,
    /// The ids that it counts for, or would have.
    pub areas: Vec<String>,
    /// Whether it counts.
    pub status: Status,
    /// The words.
    pub words: String,
}

/// An example that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule file.
    pub file: String,
    /// Line of the sentence, from 1 (of the entry, where the sentence is written with escapes).
    pub line: usize,
    /// What kind of entry.
    pub kind: EntryKind,
    /// The entry's id or name.
    pub entry: String,
    /// The sentence is a counter-example.
    pub counter: bool,
    /// The sentence.
    pub sentence: String,
    /// What was found in it.
    pub found: Vec<Found>,
}

/// What became of the examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Number of sentences that hold.
    pub passed: usize,
    /// Those that do not, kind by kind, in the order of the files.
    pub failures: Vec<Failure>,
}

/// An entry with its examples, whatever its kind.
struct Entry<'a> {
    kind: EntryKind,
    place: usize,
    id: &'a str,
    file: &'a str,
    line: usize,
    examples: &'a [String],
    counter_examples: &'a [String],
}

/// Tries the examples of all entries of these kinds whose id or file name holds one of the filters (no filter: all).
///
/// `files` are the files that the set was made of; they tell on which line a sentence stands.
pub fn prove(rules: &RuleSet, files: &[RuleFile], kinds: &[EntryKind], filters: &[String]) -> Proof {
    let mut prover = Prover { rules, scanner: Scanner::new(rules) };
    let mut proof = Proof::default();
    for entry in kinds.iter().flat_map(|kind| entries(rules, *kind)) {
        if !filters.is_empty() && !filters.iter().any(|f| entry.id.contains(f.as_str()) || entry.file.contains(f.as_str())) {
            continue;
        }
        for (sentences, counter) in [(entry.examples, false), (entry.counter_examples, true)] {
            for sentence in sentences {
                match prover.try_sentence(&entry, sentence, counter) {
                    Ok(()) => proof.passed += 1,
                    Err(found) => proof.failures.push(Failure {
                        file: entry.file.to_string(),
                        line: line_of(files, &entry, sentence),
                        kind: entry.kind,
                        entry: entry.id.to_string(),
                        counter,
                        sentence: sentence.clone(),
                        found,
                    }),
                }
            }
        }
    }
    proof
}

fn entries(rules: &RuleSet, kind: EntryKind) -> Vec<Entry<'_>> {
    macro_rules! all {
        ($list:expr, $id:ident) => {
            $list
                .iter()
                .enumerate()
                .map(|(place, e)| Entry {
                    kind,
                    place,
                    id: &e.$id,
                    file: &e.file,
                    line: e.line,
                    examples: &e.examples,
                    counter_examples: &e.counter_examples,
                })
                .collect()
        };
    }
    match kind {
        EntryKind::Rule => all!(rules.rules(), id),
        EntryKind::Class => all!(rules.classes(), name),
        EntryKind::FalseFriend => all!(rules.false_friends(), id),
        EntryKind::Mask => all!(rules.masks(), id),
        EntryKind::Source => all!(rules.sources(), id),
        EntryKind::Duty => all!(rules.duties(), id),
        EntryKind::Wording => all!(rules.wordings(), id),
        EntryKind::LensHeading => all!(rules.lens_headings(), id),
    }
}

struct Prover<'a> {
    rules: &'a RuleSet,
    scanner: Scanner<'a>,
}

impl Prover<'_> {
    /// `Err` with what was found if the sentence does not do what the entry promises.
    fn try_sentence(&mut self, entry: &Entry, sentence: &str, counter: bool) -> Result<(), Vec<Found>> {
        let Ok(document) = read(sentence.as_bytes(), "exempel.md", &Limits::default()) else { return Err(Vec::new()) };
        let scanned = self.scanner.scan(&document, &ScanOptions::default());
        let holds = match entry.kind {
            EntryKind::Rule => self.found_by_rule(&scanned, entry.place) != counter,
            EntryKind::Source => scanned.anchors.iter().any(|a| a.source as usize == entry.place) != counter,
            EntryKind::Duty => scanned.duties.iter().any(|d| d.duty as usize == entry.place && d.seen.is_some()) != counter,
            EntryKind::Wording => scanned.wordings.iter().any(|w| w.wording as usize == entry.place) != counter,
            EntryKind::LensHeading => scanned.lens_words.iter().any(|w| w.heading as usize == entry.place) != counter,
            EntryKind::Class => match self.rules.classes().get(entry.place) {
                Some(class) => self.scanner.class_stands_in(class, &document) != counter,
                None => false,
            },
            // A false friend's and a mask's examples stay silent; their counter-examples speak.
            EntryKind::FalseFriend => {
                let guarded = self.rules.false_friends().get(entry.place).map_or(AreaSet::EMPTY, |friend| friend.guards);
                counts_for(&scanned, guarded) == counter
            }
            EntryKind::Mask => counts_for(&scanned, self.rules.taxonomy().ids().collect()) == counter,
        };
        if holds { Ok(()) } else { Err(scanned.findings.iter().map(|f| self.tell(f, &document)).collect()) }
    }

    /// A rule finds a sentence when its match counts; one that never opens an area by itself, when it matches at all.
    fn found_by_rule(&self, scanned: &Findings, place: usize) -> bool {
        let opens = self.rules.rules().get(place).is_some_and(|rule| rule.strength.opens());
        let own = |f: &&Finding| matches!(f.cause, Cause::Rule(id) if id.0 as usize == place);
        scanned.findings.iter().filter(own).any(|f| f.status == Status::Counted || !opens)
    }

    fn tell(&self, finding: &Finding, document: &Document) -> Found {
        let entry = match finding.cause {
            Cause::Rule(id) => self.rules.rule(id).id.clone(),
            Cause::Source(place) => self.rules.sources().get(place as usize).map(|s| s.id.clone()).unwrap_or_default(),
        };
        let areas = self.rules.taxonomy().names(finding.areas).into_iter().map(str::to_string).collect();
        Found { entry, areas, status: finding.status, words: document.slice(finding.span).to_string() }
    }
}

fn counts_for(scanned: &Findings, areas: AreaSet) -> bool {
    scanned.findings.iter().any(|f| f.status == Status::Counted && !f.areas.intersection(areas).is_empty())
}

fn line_of(files: &[RuleFile], entry: &Entry, sentence: &str) -> usize {
    let Some(file) = files.iter().find(|f| f.name == entry.file) else { return entry.line };
    let body = file.contents.lines().enumerate().skip(entry.line).take_while(|(_, line)| !line.trim_start().starts_with("[["));
    let mut own = body.filter(|(_, line)| line.contains(sentence));
    own.next().map_or(entry.line, |(index, _)| index + 1)
}
