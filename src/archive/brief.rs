//! What an archive keeps of one document but for its sentences: all that counting takes.

use serde::{Deserialize, Serialize};

use super::sketch::{Sketch, mix};
use super::{Sentence, Standing};
use crate::finding::TypeEvidence;
use crate::outcome::{Analysis, Outcome};
use crate::rule::{AreaId, AreaSet};
use crate::score::{Confidence, GroundStatus, MissedGate, Score};
use crate::text::{Problem, UnitId};

/// Shorter sentences (in words) say different things in different documents: none of them repeats another.
const SHORTEST: usize = 5;

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

/// A reference, as much of it as counting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// See [`sentence_key`]; 0 for none.
    pub key: u64,
    /// Ids that it counts for.
    pub areas: AreaSet,
    /// Its number in the document.
    pub unit: UnitId,
    /// Page, from 1; 0 where the file has no pages.
    pub page: u16,
    /// Ladder level 1–5.
    pub level: u8,
}

impl Reference {
    /// The references among sentences.
    fn all(sentences: &[Sentence]) -> Vec<Reference> {
        let counted = sentences.iter().filter(|sentence| sentence.standing == Standing::Counted);
        let reference = counted.map(|sentence| Reference {
            key: sentence_key(&sentence.text).unwrap_or(0),
            areas: sentence.areas,
            unit: sentence.unit,
            page: sentence.page.and_then(|page| page.try_into().ok()).unwrap_or(0),
            level: sentence.level,
        });
        reference.collect()
    }
}

/// What a sentence says but for case, figures and space; `None` for one that is too short to be the same anywhere else. Stored values rest on
/// it: it may never change.
pub fn sentence_key(text: &str) -> Option<u64> {
    let (mut hash, mut words, mut inside) = (0, 0, false);
    for c in text.chars() {
        if c.is_alphabetic() {
            if !inside {
                words += 1;
                hash = mix(hash);
            }
            c.to_lowercase().for_each(|c| hash = mix(hash ^ u64::from(c)));
        }
        inside = c.is_alphabetic();
    }
    (words >= SHORTEST).then_some(hash)
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
    /// The references as counting takes them, in document order.
    pub counted: Vec<Reference>,
}

/// One document, but for its sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brief {
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
}

impl Brief {
    /// What there is to keep of an outcome whose sentences are these.
    pub(super) fn of(outcome: &Outcome, sentences: &[Sentence], blanks: u32) -> Self {
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
        Brief {
            file,
            document_type: read.and_then(|analysis| analysis.findings.document_type),
            problems: outcome.problems().to_vec(),
            judgement: read.and_then(|analysis| Some(judgement(analysis, analysis.score.as_ref()?, sentences))),
            sketch: document.map(Sketch::of).unwrap_or_default(),
            blanks,
        }
    }

    /// Whether the document could not be read, or had nothing to judge: never the same as having nothing to say.
    pub fn is_judged(&self) -> bool {
        self.judgement.is_some()
    }
}

pub(super) fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn judgement(analysis: &Analysis, score: &Score, sentences: &[Sentence]) -> Judgement {
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
        counted: Reference::all(sentences),
    }
}
