//! The state that new versions of documents are held against: every remark that was there, one a line, in an order that makes differences
//! between two states easy to read.

use serde::{Deserialize, Serialize};

use super::remark::{Detail, Remark};
use super::verdict::DocumentVerdict;
use crate::fingerprint::Fingerprint;
use crate::handwritten::{self, ConfigErrors, stem};
use crate::outcome::Outcome;
use crate::rule::RuleError;

/// First line of a baseline.
const SCHEMA: &str = "genomsyra.baseline/1";

/// A remark that was there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The document's path from the folder of the settings, or else from where the program is run.
    pub document: String,
    /// The rule's id.
    pub rule: String,
    /// What it was about; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// What was found where something was demanded: more is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The beginning of the sentence, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sentence: String,
}

#[derive(Serialize, Deserialize)]
struct Head {
    schema: String,
}

/// Remarks as they were.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baseline {
    rows: Vec<Row>,
}

impl Baseline {
    /// Reads a baseline; `file` is its name as messages show it.
    ///
    /// # Errors
    /// Every line that is no row, and a file that is no baseline at all.
    pub fn parse(file: &str, text: &str) -> Result<Baseline, ConfigErrors> {
        let wrong = |line: usize, message: String| RuleError { file: file.to_string(), line, entry: String::new(), message };
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let head = lines.next().and_then(|(_, line)| serde_json::from_str::<Head>(line).ok());
        if head.is_none_or(|head| head.schema != SCHEMA) {
            let message = format!(
                "filen är inget utgångsläge: första raden ska vara {{\"schema\":\"{SCHEMA}\"}}. Skriv ett nytt med --write-baseline"
            );
            return Err(ConfigErrors(vec![wrong(1, message)]));
        }
        let (mut rows, mut errors) = (Vec::new(), Vec::new());
        for (number, line) in lines {
            match serde_json::from_str::<Row>(line) {
                Ok(row) => rows.push(row),
                Err(error) => errors.push(wrong(number + 1, format!("raden går inte att läsa som en anmärkning ({error})"))),
            }
        }
        if errors.is_empty() { Ok(Baseline { rows }) } else { Err(ConfigErrors(errors)) }
    }

    /// The rows of a document. One that has been saved in another format is known by its name without the ending, unless the one of that
    /// name is judged too (`others`).
    pub fn of(&self, path: &str, others: &[&str]) -> Vec<&Row> {
        let own: Vec<&Row> = self.rows.iter().filter(|row| row.document == path).collect();
        if !own.is_empty() {
            return own;
        }
        let named = |row: &&Row| stem(&row.document) == stem(path) && !others.contains(&row.document.as_str());
        self.rows.iter().filter(named).collect()
    }

    /// What is written after a run: what was found now, and of documents that were not read what was known of them.
    pub fn after(&self, documents: &[DocumentVerdict], outcomes: &[&Outcome], quotes: bool) -> Baseline {
        let paths: Vec<&str> = documents.iter().map(|document| document.path.as_str()).collect();
        let mut replaced = Vec::new();
        let mut rows = Vec::new();
        for (document, outcome) in documents.iter().zip(outcomes) {
            if !document.read {
                continue;
            }
            replaced.extend(self.of(&document.path, &paths).into_iter().map(|row| row.document.clone()));
            let stays = |remark: &&Remark| !remark.speaks_of_new();
            rows.extend(
                document
                    .remarks
                    .iter()
                    .map(|judged| &judged.remark)
                    .filter(stays)
                    .map(|remark| row(&document.path, remark, outcome, quotes)),
            );
        }
        rows.extend(self.rows.iter().filter(|row| !replaced.contains(&row.document) && !paths_read(documents, &row.document)).cloned());
        let key = |row: &Row| (row.document.clone(), row.rule.clone(), row.subject.clone(), row.sentence.clone(), row.fingerprint);
        rows.sort_by_cached_key(key);
        rows.dedup_by(|a, b| a.document == b.document && a.fingerprint == b.fingerprint);
        Baseline { rows }
    }

    /// As a file: JSON lines, sorted.
    pub fn write(&self) -> String {
        let mut out = String::new();
        let mut add = |line: serde_json::Result<String>| {
            // Texts and numbers can always be written.
            out.push_str(&line.unwrap_or_default());
            out.push('\n');
        };
        add(serde_json::to_string(&Head { schema: SCHEMA.to_string() }));
        self.rows.iter().for_each(|row| add(serde_json::to_string(row)));
        out
    }

    /// How many remarks it holds.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many of its documents these are not.
    pub fn unseen(&self, paths: &[&str]) -> usize {
        let mut seen: Vec<&str> = Vec::new();
        for path in paths {
            seen.extend(self.of(path, paths).into_iter().map(|row| row.document.as_str()));
        }
        let mut rest: Vec<&str> = self.rows.iter().map(|row| row.document.as_str()).filter(|name| !seen.contains(name)).collect();
        rest.sort_unstable();
        rest.dedup();
        rest.len()
    }
}

fn paths_read(documents: &[DocumentVerdict], path: &str) -> bool {
    documents.iter().any(|document| document.read && document.path == path)
}

fn row(path: &str, remark: &Remark, outcome: &Outcome, quotes: bool) -> Row {
    let value = match &remark.detail {
        Detail::Demand(broken) => broken.found.worth(),
        _ => None,
    };
    let sentence = if quotes { beginning(remark, outcome) } else { String::new() };
    Row {
        document: path.to_string(),
        rule: remark.rule.id().to_string(),
        subject: remark.subject.clone(),
        fingerprint: remark.fingerprint,
        value,
        sentence,
    }
}

/// The beginning of the sentence that a remark speaks of; nothing for what is missing, whose place is only the sentence that comes nearest.
pub fn beginning(remark: &Remark, outcome: &Outcome) -> String {
    let (Ok(analysis), Some(place)) = (&outcome.result, &remark.place) else { return String::new() };
    if !remark.speaks_of_its_sentence() {
        return String::new();
    }
    let Some(unit) = analysis.document.units().get(place.unit as usize) else { return String::new() };
    handwritten::beginning(analysis.document.slice(unit.span))
}
