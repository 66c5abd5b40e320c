//! What an archive keeps of one document.

use serde::{Deserialize, Serialize};

use super::brief::count;
use super::sketch::mix;
use super::{Brief, FileFacts, Sketch};
use crate::finding::{Cause, NotCarried, Reason, Status, Steering, UnitReading};
use crate::outcome::{Analysis, Outcome};
use crate::rule::{AreaSet, RuleSet};
use crate::text::{Problem, UnitId};

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
    /// The rule or legal source, by id; empty for what the sentence would only have carried on.
    pub cause: String,
    /// What the match is worth by itself.
    pub strength: String,
    /// First character in [`Sentence::text`].
    pub start: u32,
    /// One past its last character.
    pub end: u32,
    /// Why it does not count ([`Reason::as_str`]); `None`: it does.
    pub ignored: Option<String>,
    /// What the words mean here, for another sense; why, by whom and when it was rejected, for what somebody has looked at.
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

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// All but its sentences.
    pub brief: Brief,
    /// Every sentence with a finding and every one that carries a reference on, in document order; none of a document that is not judged.
    pub sentences: Vec<Sentence>,
    /// A few of the sentences without a finding, drawn by a hash of their words: from these a check by hand tells what the rules miss.
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
    /// let record = Record::of(&outcome, &rules);
    /// assert_eq!((record.brief.judgement.unwrap().references, record.sentences[0].level), (1, 4));
    /// ```
    pub fn of(outcome: &Outcome, rules: &RuleSet) -> Self {
        let read = outcome.result.as_ref().ok();
        let judged = read.filter(|analysis| analysis.score.is_some());
        let sentences = judged.map_or_else(Vec::new, |analysis| sentences(analysis, rules));
        let (blanks, blank) = read.map_or((0, Vec::new()), |analysis| blanks(analysis, rules));
        Record { brief: Brief::of(outcome, &sentences, blanks), sentences, blank }
    }

    /// A document that nothing came out of: what stopped it.
    pub fn unread(file: FileFacts, problem: Problem) -> Self {
        let problems = vec![problem];
        let brief = Brief { file, document_type: None, problems, judgement: None, sketch: Sketch::default(), blanks: 0 };
        Record { brief, sentences: Vec::new(), blank: Vec::new() }
    }
}

/// So many sentences without findings are kept of each document.
const BLANK: usize = 3;

/// Number of body sentences without findings that carry nothing on, and those with the smallest hashes in document order. The hash hangs on
/// the words and the document, not on chance: the same document gives the same sentences.
fn blanks(analysis: &Analysis, rules: &RuleSet) -> (u32, Vec<Sentence>) {
    let (document, found) = (&analysis.document, &analysis.findings);
    let mut with_finding = vec![false; document.units().len()];
    for id in found.findings.iter().map(|f| f.unit).chain(found.not_carried.iter().map(|n| n.unit)) {
        if let Some(unit) = with_finding.get_mut(id as usize) {
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
    let mut not_carried = found.not_carried.iter().peekable();
    for reading in &found.units {
        let to = from + found.findings[from..].iter().take_while(|f| f.unit == reading.unit).count();
        let own = &found.findings[from..to];
        from = to;
        let rejected: Vec<&NotCarried> = std::iter::from_fn(|| not_carried.next_if(|n| n.unit == reading.unit)).collect();
        if !own.is_empty() || reading.is_chain() || !rejected.is_empty() {
            let mut told = sentence(analysis, rules, reading, own);
            told.hits.extend(rejected.into_iter().map(|n| not_a_hit(n, analysis, rules)));
            out.push(told);
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
            Status::Ignored(reason) => (Some(reason.as_str().to_string()), meaning(reason, analysis, rules)),
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

/// What a sentence would have carried on, had nobody rejected it: there are no words that made it.
fn not_a_hit(not_carried: &NotCarried, analysis: &Analysis, rules: &RuleSet) -> Hit {
    let reason = Reason::Rejected(not_carried.review);
    let (ignored, meaning) = (Some(reason.as_str().to_string()), meaning(reason, analysis, rules));
    Hit { areas: not_carried.areas, cause: String::new(), strength: String::new(), start: 0, end: 0, ignored, meaning }
}

fn meaning(reason: Reason, analysis: &Analysis, rules: &RuleSet) -> Option<String> {
    match reason {
        Reason::FalseFriend(friend) => rules.false_friends().get(friend as usize).map(|friend| friend.meaning.clone()),
        Reason::Rejected(place) => {
            let review = analysis.reviewed.as_ref()?.reviews.get(place)?;
            Some(format!("{} ({}, {})", review.reason, review.by, review.date))
        }
        _ => None,
    }
}
