//! What an archive keeps of one document.

use serde::{Deserialize, Serialize};

use super::Sketch;
use super::sketch::mix;
use crate::finding::{Cause, Reason, Status, Steering, TypeEvidence, UnitReading};
use crate::outcome::{Analysis, Outcome};
use crate::rule::{AreaId, AreaSet, RuleSet};
use crate::score::{Confidence, GroundStatus, MissedGate, Score};
use crate::text::{Problem, UnitId};

/// The file itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileFacts {
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// What kind of file it is (`pdf`, `docx` …), if it could be read.
    pub format: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// Pages; 0 for kinds of files that have none.
    pub pages: u32,
    /// Words of running text.
    pub words: u32,
}

/// What became of a sentence's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A reference that counts.
    Counted,
    /// Carries a reference on without naming the right.
    Carried,
    /// The sentence says that something is lacking.
    Gap,
    /// Its findings do not count: each says why, or it stands where nothing counts.
    Outside,
}

/// A match in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The ids that it counts for, or would have.
    pub areas: AreaSet,
    /// The rule or legal source, by id.
    pub cause: String,
    /// What the match is worth by itself.
    pub strength: String,
    /// First character in [`Sentence::text`].
    pub start: u32,
    /// One past its last character.
    pub end: u32,
    /// Why it does not count ([`Reason::as_str`]); `None`: it does.
    pub ignored: Option<String>,
    /// What the words mean here, for another sense.
    pub meaning: Option<String>,
}

/// A sentence, list item or table row with a finding, or one that carries a reference on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its number in the document, from 0: the same in every report.
    pub unit: UnitId,
    /// Page, from 1, where the file has pages.
    pub page: Option<u32>,
    /// Number, from 1, of its block among the body blocks of its section.
    pub paragraph: u32,
    /// The headings above it, the title left out.
    pub headings: Vec<String>,
    /// The words, as read.
    pub text: String,
    /// What became of it.
    pub standing: Standing,
    /// Ladder level 0–5; 0 where it does not count.
    pub level: u8,
    /// What it says of itself on the ladder.
    pub steering: Steering,
    /// Ids that it counts for, its own or carried on.
    pub areas: AreaSet,
    /// Its matches, in order.
    pub hits: Vec<Hit>,
}

/// What is said of one id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaFacts {
    /// The id.
    pub area: AreaId,
    /// Highest ladder level 0–5.
    pub level: u8,
    /// Area strength 0–1.
    pub strength: f64,
    /// References.
    pub references: u32,
    /// Sentences that carry them on.
    pub carried: u32,
    /// Which links of the steering chain are shown, in the order of [`LINKS`](crate::score::LINKS).
    pub chain: [bool; 6],
    /// The reference that steers most.
    pub strongest: UnitId,
}

/// A ground of discrimination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroundFacts {
    /// The ground.
    pub area: AreaId,
    /// How it is there.
    pub status: GroundStatus,
    /// References that name it in so many words.
    pub references: u32,
}

/// A statutory duty that is asked for, or shown unasked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DutyFacts {
    /// Place in [`Glossary::duties`](super::Glossary::duties).
    pub duty: u32,
    /// Where it is first shown; `None`: not seen.
    pub seen: Option<UnitId>,
}

/// A statute, convention or goal that is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceFacts {
    /// Place in [`Glossary::sources`](super::Glossary::sources).
    pub source: u32,
    /// Mentions.
    pub count: u32,
}

/// The verdict and what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// Maturity level 0–5.
    pub level: u8,
    /// 0–100.
    pub score: f64,
    /// 0–100 before it was cut to the level.
    pub uncapped: f64,
    /// Points either way where the score is unsure, else 0.
    pub range: f64,
    /// How sure the level is.
    pub confidence: Confidence,
    /// Value 0–1 and weight of D1–D11.
    pub dimensions: Vec<(f64, f64)>,
    /// What stops the next level.
    pub missed: Vec<MissedGate>,
    /// References.
    pub references: u32,
    /// Sentences that carry references on.
    pub carried: u32,
    /// Sentences that could have held a reference.
    pub eligible: u32,
    /// References at each ladder level 0–5.
    pub levels: [u32; 6],
    /// The areas that the title aims at, if the document is targeted.
    pub targeted: AreaSet,
    /// The title or scope is human rights as a whole.
    pub about_rights: bool,
    /// Every id with a reference, strongest first.
    pub areas: Vec<AreaFacts>,
    /// The grounds, in the taxonomy's order.
    pub grounds: Vec<GroundFacts>,
    /// In the order of the register.
    pub duties: Vec<DutyFacts>,
    /// In order of first mention.
    pub sources: Vec<SourceFacts>,
    /// Every sentence with a finding and every one that carries a reference on, in document order.
    pub sentences: Vec<Sentence>,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The file itself.
    pub file: FileFacts,
    /// Type of document and how it was found: place in [`Glossary::types`](super::Glossary::types).
    pub document_type: Option<(u32, TypeEvidence)>,
    /// What could not be read, or was worth telling.
    pub problems: Vec<Problem>,
    /// The verdict; `None` when nothing could be read, or there was no text to judge.
    pub judgement: Option<Judgement>,
    /// What its text is like: which documents are the same one several times.
    pub sketch: Sketch,
    /// Body sentences that could have held a reference and have no finding.
    pub blanks: u32,
    /// A few of them, drawn by a hash of their words: from these a check by hand tells what the rules miss.
    pub blank: Vec<Sentence>,
}

impl Record {
    /// What there is to keep of an outcome.
    ///
    /// ```
    /// use genomsyra::archive::Record;
    /// use genomsyra::rule::{RuleSet, built_in_files};
    /// use genomsyra::run::Analyser;
    ///
    /// let rules = RuleSet::from_files(&built_in_files()).unwrap();
    /// let outcome = Analyser::new(&rules).analyse("Skolan ska varje år höra barnen om barnets bästa.".as_bytes(), "plan.txt");
    /// let judgement = Record::of(&outcome, &rules).judgement.unwrap();
    /// assert_eq!((judgement.references, judgement.sentences[0].level), (1, 4));
    /// ```
    pub fn of(outcome: &Outcome, rules: &RuleSet) -> Self {
        let read = outcome.result.as_ref().ok();
        let document = read.map(|analysis| &analysis.document);
        let file = FileFacts {
            sha256: outcome.sha256.clone(),
            bytes: outcome.bytes as u64,
            format: document.map(|d| d.origin().format.as_str().to_string()),
            title: document.and_then(|d| d.title()).map(str::to_string),
            pages: document.map_or(0, |d| count(d.pages().len())),
            words: document.map_or(0, |d| count(d.word_count())),
        };
        let (blanks, blank) = read.map_or((0, Vec::new()), |analysis| blanks(analysis, rules));
        Record {
            file,
            document_type: read.and_then(|analysis| analysis.findings.document_type),
            problems: outcome.problems().to_vec(),
            judgement: read.and_then(|analysis| Some(judgement(analysis, analysis.score.as_ref()?, rules))),
            sketch: document.map(Sketch::of).unwrap_or_default(),
            blanks,
            blank,
        }
    }

    /// A document that nothing came out of: what stopped it.
    pub fn unread(file: FileFacts, problem: Problem) -> Self {
        let (sketch, blank) = (Sketch::default(), Vec::new());
        Record { file, document_type: None, problems: vec![problem], judgement: None, sketch, blanks: 0, blank }
    }

    /// Whether the document could not be read, or had nothing to judge: never the same as having nothing to say.
    pub fn is_judged(&self) -> bool {
        self.judgement.is_some()
    }
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn judgement(analysis: &Analysis, score: &Score, rules: &RuleSet) -> Judgement {
    let found = &analysis.findings;
    let carrying = |area: AreaId| found.units.iter().filter(|u| u.is_chain() && u.inherited.contains(area)).count();
    let areas = score.areas.iter().map(|a| AreaFacts {
        area: a.area,
        level: a.level,
        strength: a.strength,
        references: count(a.units.len()),
        carried: count(carrying(a.area)),
        chain: a.chain.map(|unit| unit.is_some()),
        strongest: a.strongest,
    });
    let grounds = score.grounds.iter().map(|g| GroundFacts { area: g.area, status: g.status, references: count(g.units.len()) });
    let mut sources: Vec<SourceFacts> = Vec::new();
    for anchor in &found.anchors {
        match sources.iter_mut().find(|s| s.source == anchor.source) {
            Some(known) => known.count += 1,
            None => sources.push(SourceFacts { source: anchor.source, count: 1 }),
        }
    }
    let dimensions = score.tree.parts.iter().filter(|node| node.id.starts_with('D'));
    Judgement {
        level: score.maturity.level,
        score: score.value,
        uncapped: score.uncapped,
        range: score.maturity.range,
        confidence: score.maturity.confidence,
        dimensions: dimensions.map(|node| (node.value, node.weight)).collect(),
        missed: score.maturity.missed.clone(),
        references: count(score.references),
        carried: count(score.chain_units),
        eligible: count(score.eligible_units),
        levels: score.levels.map(count),
        targeted: found.targeted,
        about_rights: found.about_rights,
        areas: areas.collect(),
        grounds: grounds.collect(),
        duties: found.duties.iter().map(|d| DutyFacts { duty: d.duty, seen: d.seen.map(|(unit, _)| unit) }).collect(),
        sources,
        sentences: sentences(analysis, rules),
    }
}

/// So many sentences without findings are kept of each document.
const BLANK: usize = 3;

/// Number of body sentences without findings that carry nothing on, and those with the smallest hashes in document order. The hash hangs on
/// the words and the document, not on chance: the same document gives the same sentences.
fn blanks(analysis: &Analysis, rules: &RuleSet) -> (u32, Vec<Sentence>) {
    let (document, found) = (&analysis.document, &analysis.findings);
    let mut with_finding = vec![false; document.units().len()];
    for finding in &found.findings {
        if let Some(unit) = with_finding.get_mut(finding.unit as usize) {
            *unit = true;
        }
    }
    let is_blank = |r: &&UnitReading| r.eligible && !r.is_chain() && with_finding.get(r.unit as usize) == Some(&false);
    let seed = document.text().len() as u64;
    let mut drawn: Vec<(u64, &UnitReading)> = Vec::new();
    let mut all = 0;
    for reading in found.units.iter().filter(is_blank) {
        let Some(unit) = document.units().get(reading.unit as usize) else { continue };
        all += 1;
        let hash = document.slice(unit.span).bytes().fold(seed, |hash, byte| mix(hash ^ u64::from(byte)));
        drawn.push((hash, reading));
        if drawn.len() > BLANK {
            drawn.sort_by_key(|(hash, reading)| (*hash, reading.unit));
            drawn.truncate(BLANK);
        }
    }
    drawn.sort_by_key(|(_, reading)| reading.unit);
    (all, drawn.into_iter().map(|(_, reading)| sentence(analysis, rules, reading, &[])).collect())
}

fn sentences(analysis: &Analysis, rules: &RuleSet) -> Vec<Sentence> {
    let found = &analysis.findings;
    let mut out = Vec::new();
    let mut from = 0;
    for reading in &found.units {
        let to = from + found.findings[from..].iter().take_while(|f| f.unit == reading.unit).count();
        let own = &found.findings[from..to];
        from = to;
        if !own.is_empty() || reading.is_chain() {
            out.push(sentence(analysis, rules, reading, own));
        }
    }
    out
}

fn sentence(analysis: &Analysis, rules: &RuleSet, reading: &UnitReading, findings: &[crate::finding::Finding]) -> Sentence {
    let document = &analysis.document;
    let unit = &document.units()[reading.unit as usize];
    let text = document.slice(unit.span);
    let standing = match reading {
        r if r.is_reference() => Standing::Counted,
        r if r.is_chain() => Standing::Carried,
        r if r.steering.gap && !(r.areas.is_empty() && r.inherited.is_empty()) => Standing::Gap,
        _ => Standing::Outside,
    };
    let counts = matches!(standing, Standing::Counted | Standing::Carried);
    let mut headings = document.heading_path(unit.section);
    if headings.first().copied() == document.title() && !headings.is_empty() {
        headings.remove(0);
    }
    let at = |offset: u32| {
        let bytes = (offset.clamp(unit.span.start, unit.span.end) - unit.span.start) as usize;
        count(text.get(..bytes).map_or(0, |before| before.chars().count()))
    };
    let hit = |f: &crate::finding::Finding| {
        let (ignored, meaning) = match f.status {
            Status::Counted => (None, None),
            Status::Ignored(reason) => (Some(reason.as_str().to_string()), meaning(reason, rules)),
        };
        let cause = match f.cause {
            Cause::Rule(id) => rules.rule(id).id.clone(),
            Cause::Source(source) => rules.sources().get(source as usize).map_or_else(String::new, |s| s.id.clone()),
        };
        let strength = f.strength.as_str().to_string();
        Hit { areas: f.areas, cause, strength, start: at(f.span.start), end: at(f.span.end), ignored, meaning }
    };
    Sentence {
        unit: reading.unit,
        page: document.page_at(unit.span.start).map(|page| page.number),
        paragraph: count(document.paragraph_number(unit.block)),
        headings: headings.into_iter().map(str::to_string).collect(),
        text: text.to_string(),
        standing,
        level: if counts { reading.steering.level } else { 0 },
        steering: reading.steering,
        areas: if reading.areas.is_empty() { reading.inherited } else { reading.areas },
        hits: findings.iter().map(hit).collect(),
    }
}

fn meaning(reason: Reason, rules: &RuleSet) -> Option<String> {
    let Reason::FalseFriend(friend) = reason else { return None };
    rules.false_friends().get(friend as usize).map(|friend| friend.meaning.clone())
}
