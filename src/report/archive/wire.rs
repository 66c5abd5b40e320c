//! A line of `genomsyra.record/1`: ids by name, nothing that only this rule set's lists could tell.

use serde::Serialize;

use super::super::{Options, problem_json};
use super::counting::Counting;
use super::names::{self, Names};
use crate::archive::{AreaFacts, Hit, Judgement, Record, Sentence, Standing};
use crate::finding::{Steering, TypeEvidence};
use crate::identity::{Adoption, Confidence as Sureness, Field, Identity, Organisation, Source};
use crate::outcome::PROGRAM_VERSION;
use crate::rule::AreaSet;
use crate::score::{Confidence, LINKS, MissedGate};

const SCHEMA: &str = "genomsyra.record/1";

#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema: &'static str,
    path: &'a str,
    versions: Versions<'a>,
    file: File<'a>,
    #[serde(rename = "type")]
    document_type: Option<Type<'a>>,
    identity: Who<'a>,
    judged: bool,
    #[serde(flatten)]
    counting: Counting<'a>,
    problems: Vec<serde_json::Value>,
    judgement: Option<Verdict<'a>>,
}

#[derive(Serialize)]
struct Versions<'a> {
    program: &'static str,
    rules: &'a str,
    rules_version: &'a str,
    rules_hash: &'a str,
}

#[derive(Serialize)]
struct File<'a> {
    sha256: &'a str,
    bytes: u64,
    format: Option<&'a str>,
    title: Option<String>,
    pages: u32,
    words: u32,
}

#[derive(Serialize)]
struct Type<'a> {
    id: &'a str,
    name: &'a str,
    evidence: Option<TypeEvidence>,
}

/// An answer with its source.
#[derive(Serialize)]
struct Answer<T> {
    value: T,
    source: Source,
    confidence: Sureness,
}

#[derive(Serialize)]
struct Who<'a> {
    organisation: Option<Answer<Place<'a>>>,
    body: Option<Answer<&'a str>>,
    #[serde(rename = "type")]
    document_type: Option<Answer<&'a str>>,
    years: Option<Answer<[u16; 2]>>,
    valid_from: Option<Answer<String>>,
    valid_to: Option<Answer<String>>,
    adopted: Option<Answer<Decision<'a>>>,
    revised: Option<Answer<String>>,
    case_number: Option<Answer<&'a str>>,
}

#[derive(Serialize)]
struct Place<'a> {
    name: &'a str,
    kind: serde_json::Value,
    code: Option<&'a str>,
    county: Option<&'a str>,
}

#[derive(Serialize)]
struct Decision<'a> {
    date: Option<String>,
    body: Option<&'a str>,
    paragraph: Option<u16>,
}

#[derive(Serialize)]
struct Verdict<'a> {
    level: u8,
    score: f64,
    uncapped: f64,
    range: f64,
    confidence: Confidence,
    dimensions: Vec<Dimension>,
    missed: Vec<Gate>,
    references: u32,
    carried: u32,
    eligible: u32,
    levels: [u32; 6],
    targeted: Vec<&'a str>,
    about_rights: bool,
    areas: Vec<Area<'a>>,
    grounds: Vec<Ground<'a>>,
    duties: Vec<Duty<'a>>,
    sources: Vec<Law<'a>>,
    sentences: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Dimension {
    id: String,
    value: f64,
    weight: f64,
}

#[derive(Serialize)]
struct Gate {
    level: u8,
    dimension: String,
    required: f64,
    actual: f64,
}

#[derive(Serialize)]
struct Area<'a> {
    id: &'a str,
    level: u8,
    strength: f64,
    references: u32,
    carried: u32,
    chain: Vec<&'static str>,
    strongest: u32,
}

#[derive(Serialize)]
struct Ground<'a> {
    id: &'a str,
    status: crate::score::GroundStatus,
    references: u32,
}

#[derive(Serialize)]
struct Duty<'a> {
    id: &'a str,
    seen: Option<u32>,
}

#[derive(Serialize)]
struct Law<'a> {
    id: &'a str,
    mentions: u32,
}

#[derive(Serialize)]
struct Line<'a> {
    unit: u32,
    page: Option<u32>,
    paragraph: u32,
    headings: &'a [String],
    text: Option<&'a str>,
    standing: Standing,
    level: u8,
    areas: Vec<&'a str>,
    steering: Steering,
    findings: Vec<Match<'a>>,
}

#[derive(Serialize)]
struct Match<'a> {
    areas: Vec<&'a str>,
    cause: &'a str,
    strength: &'a str,
    start: u32,
    end: u32,
    ignored: Option<&'a str>,
    meaning: Option<&'a str>,
}

/// A record as it is told to programs.
pub(super) fn document<'a>(
    names: &Names<'a>,
    path: &'a str,
    record: &'a Record,
    identity: &'a Identity,
    counting: Counting<'a>,
    options: &Options,
) -> Document<'a> {
    let file = &record.brief.file;
    Document {
        schema: SCHEMA,
        path,
        versions: Versions {
            program: PROGRAM_VERSION,
            rules: &names.glossary.rules,
            rules_version: &names.glossary.version,
            rules_hash: &names.glossary.hash,
        },
        file: File {
            sha256: &file.sha256,
            bytes: file.bytes,
            format: file.format.as_deref(),
            title: file.title.clone().filter(|_| names.quotes),
            pages: file.pages,
            words: file.words,
        },
        document_type: record.brief.document_type.and_then(|(place, evidence)| {
            let entry = names.glossary.types.get(place as usize)?;
            Some(Type { id: &entry.id, name: names.said(&entry.name, &entry.name_en), evidence: Some(evidence) })
        }),
        identity: who(identity, names.quotes),
        judged: record.brief.is_judged(),
        counting,
        problems: record.brief.problems.iter().map(|problem| problem_json(problem, options)).collect(),
        judgement: record.brief.judgement.as_ref().map(|judgement| verdict(names, judgement, &record.sentences)),
    }
}

fn told<'f, T, V>(field: &'f Field<T>, value: impl FnOnce(&'f T) -> V) -> Option<Answer<V>> {
    field.best().map(|known| Answer { value: value(&known.value), source: known.source, confidence: known.confidence })
}

/// Case numbers and titles are the document's own words; who, what and when are what it is.
fn who(identity: &Identity, quotes: bool) -> Who<'_> {
    Who {
        organisation: told(&identity.municipality, place),
        body: told(&identity.body, |b| b.name.as_str()),
        document_type: told(&identity.document_type, |t| t.as_str()),
        years: told(&identity.years, |y| [y.from, y.to]),
        valid_from: told(&identity.valid_from, |d| d.to_string()),
        valid_to: told(&identity.valid_to, |e| names::end(*e)),
        adopted: told(&identity.adopted, decision),
        revised: told(&identity.revised, |d| d.to_string()),
        case_number: if quotes { told(&identity.case_number, |n| n.as_str()) } else { None },
    }
}

fn place(o: &Organisation) -> Place<'_> {
    let kind = serde_json::to_value(o.kind).unwrap_or_default();
    Place { name: &o.name, kind, code: o.code.as_deref(), county: o.county.as_deref() }
}

fn decision(a: &Adoption) -> Decision<'_> {
    Decision { date: a.date.map(|d| d.to_string()), body: a.body.as_ref().map(|b| b.name.as_str()), paragraph: a.paragraph }
}

fn verdict<'a>(names: &Names<'a>, judgement: &'a Judgement, sentences: &'a [Sentence]) -> Verdict<'a> {
    let glossary = names.glossary;
    let ids = |areas: AreaSet| glossary.ids(areas);
    let duties = judgement.duties.iter().filter_map(|d| Some(Duty { id: &glossary.duties.get(d.duty as usize)?.id, seen: d.seen }));
    let laws = judgement.sources.iter().filter_map(|s| Some(Law { id: &glossary.sources.get(s.source as usize)?.id, mentions: s.count }));
    let grounds = judgement.grounds.iter().filter_map(|g| {
        let id = &glossary.area(g.area)?.id;
        Some(Ground { id, status: g.status, references: g.references })
    });
    let dimensions = judgement.dimensions.iter().enumerate();
    Verdict {
        level: judgement.level,
        score: judgement.score,
        uncapped: judgement.uncapped,
        range: judgement.range,
        confidence: judgement.confidence,
        dimensions: dimensions
            .map(|(n, (value, weight))| Dimension { id: format!("D{}", n + 1), value: *value, weight: *weight })
            .collect(),
        missed: judgement.missed.iter().map(gate).collect(),
        references: judgement.references,
        carried: judgement.carried,
        eligible: judgement.eligible,
        levels: judgement.levels,
        targeted: ids(judgement.targeted),
        about_rights: judgement.about_rights,
        areas: judgement.areas.iter().filter_map(|facts| area(names, facts)).collect(),
        grounds: grounds.collect(),
        duties: duties.collect(),
        sources: laws.collect(),
        sentences: sentences.iter().map(|s| sentence(names, s)).collect(),
    }
}

fn gate(gate: &MissedGate) -> Gate {
    let dimension = match (gate.dimension, gate.level) {
        (0, 3) => "binding".to_string(),
        (0, _) => "references".to_string(),
        (n, _) => format!("D{n}"),
    };
    Gate { level: gate.level, dimension, required: gate.required, actual: gate.actual }
}

fn area<'a>(names: &Names<'a>, facts: &AreaFacts) -> Option<Area<'a>> {
    let links = LINKS.iter().zip(facts.chain).filter(|(_, shown)| *shown);
    Some(Area {
        id: &names.glossary.area(facts.area)?.id,
        level: facts.level,
        strength: facts.strength,
        references: facts.references,
        carried: facts.carried,
        chain: links.map(|(link, _)| link.as_str()).collect(),
        strongest: facts.strongest,
    })
}

fn sentence<'a>(names: &Names<'a>, sentence: &'a Sentence) -> Line<'a> {
    let quotes = names.quotes;
    let found = |hit: &'a Hit| Match {
        areas: names.glossary.ids(hit.areas),
        cause: &hit.cause,
        strength: &hit.strength,
        start: hit.start,
        end: hit.end,
        ignored: hit.ignored.as_deref(),
        meaning: hit.meaning.as_deref(),
    };
    Line {
        unit: sentence.unit,
        page: sentence.page,
        paragraph: sentence.paragraph,
        headings: if quotes { &sentence.headings } else { &[] },
        text: quotes.then_some(sentence.text.as_str()),
        standing: sentence.standing,
        level: sentence.level,
        areas: names.glossary.ids(sentence.areas),
        steering: sentence.steering,
        findings: sentence.hits.iter().map(found).collect(),
    }
}
