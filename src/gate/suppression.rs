//! Exceptions: remarks that somebody has looked at and excused, with why, who and until when. They stand in a file of their own, since a PDF
//! file takes no comments and nobody else's document is written in.
//!
//! ```toml
//! [[undantag]]
//! fingeravtryck = "0a1b2c3d4e5f6071"
//! regel = "skarp-rekommendation"
//! dokument = "policyer/resor.docx"
//! mening = "Resor bör planeras så att …"   # for the reader
//! skal = "Beslutas i ny policy i vår."
//! av = "Anna Andersson"
//! datum = 2026-01-15
//! till = 2026-06-30                         # last day; without it until further notice
//! ```

use toml::de::DeTable;

use super::rule::Rule;
use crate::fingerprint::Fingerprint;
use crate::handwritten::{Cell, ConfigErrors, Entries, Reader, meant, names};
use crate::identity::Date;

/// The name of the file beside the settings.
pub const SUPPRESSION_FILE: &str = "genomsyra-undantag.toml";

const ENTRY: &str = "undantag";
const KEYS: [&str; 8] = ["fingeravtryck", "regel", "dokument", "mening", "skal", "av", "datum", "till"];
/// Those of [`KEYS`] without which nobody can say why something is excused.
const NEEDED: [&str; 6] = ["fingeravtryck", "regel", "dokument", "skal", "av", "datum"];
/// How entries stand in the file; one that excuses the same remark is renewed.
const ENTRIES: Entries = Entries {
    name: ENTRY,
    head: "# Undantag från granskningen: vad som är känt och godtaget, varför, av vem och till när.\n# Skriv nya med `genomsyra suppress`.\n",
    known_by: &["fingeravtryck", "dokument"],
};

/// A remark that is excused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The remark.
    pub fingerprint: Fingerprint,
    /// Its rule.
    pub rule: Rule,
    /// The document's path from the folder of the settings, or else from where the program is run.
    pub document: String,
    /// The beginning of the sentence, for people; may be empty.
    pub sentence: String,
    /// Why it is excused.
    pub reason: String,
    /// Who says so.
    pub by: String,
    /// When it was said.
    pub date: Date,
    /// The last day; `None`: until further notice.
    pub until: Option<Date>,
    /// First line of the entry, 0 for one that is not written yet.
    pub line: usize,
}

impl Suppression {
    /// Whether its time is out.
    pub fn is_expired(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until.last_day() < today)
    }

    /// Whether it speaks of the document at `path`: the same, or one saved in another format that is not judged beside it (`others`).
    pub fn is_of(&self, path: &str, others: &[&str]) -> bool {
        names(&self.document, path, others)
    }
}

/// Reads a file of exceptions; `file` is its name as messages show it.
///
/// # Errors
/// Every mistake with its line.
pub fn suppressions(file: &str, text: &str) -> Result<Vec<Suppression>, ConfigErrors> {
    let mut reader = Reader::new(file, text);
    let mut out = Vec::new();
    if let Some(table) = reader.parse() {
        for entry in reader.entries(&table, &[ENTRY]) {
            for (line, table) in reader.tables(&entry) {
                out.extend(suppression(&mut reader, line, table));
            }
        }
    }
    reader.finish(out)
}

fn suppression<'t>(reader: &mut Reader<'t>, line: usize, table: &DeTable<'t>) -> Option<Suppression> {
    let mut told = [false; NEEDED.len()];
    let (mut fingerprint, mut rule, mut date, mut until) = (None, None, None, None);
    let [mut document, mut sentence, mut reason, mut by] = [const { String::new() }; 4];
    for entry in reader.entries(table, &KEYS) {
        if let Some(place) = NEEDED.iter().position(|key| *key == entry.key) {
            told[place] = true;
        }
        match entry.key {
            "datum" => date = reader.day(&entry).map(|day| day.value),
            "till" => until = reader.day(&entry).map(|day| day.value),
            key => {
                let Some(text) = reader.text(&entry) else { continue };
                match key {
                    "fingeravtryck" => match text.value.parse() {
                        Ok(found) => fingerprint = Some(found),
                        Err(error) => reader.error(text.line, format!("`{}` är {error}", text.value)),
                    },
                    "regel" => {
                        rule = Rule::find(&text.value);
                        if rule.is_none() {
                            let near = meant(&text.value, Rule::ALL.iter().map(|rule| rule.id()));
                            reader.error(text.line, format!("regeln `{}` finns inte{near}", text.value));
                        }
                    }
                    "dokument" => document = text.value,
                    "mening" => sentence = text.value,
                    "skal" => reason = text.value,
                    _ => by = text.value,
                }
            }
        }
    }
    reader.missing(line, &NEEDED, &told);
    let needed = (fingerprint?, rule?, date?);
    Some(Suppression { fingerprint: needed.0, rule: needed.1, document, sentence, reason, by, date: needed.2, until, line })
}

/// A file of exceptions with these added, everything else in it as it stands; one that excuses the same remark is replaced.
///
/// # Errors
/// The file cannot be read as exceptions.
pub fn with_suppressions(file: &str, text: &str, new: &[Suppression]) -> Result<String, ConfigErrors> {
    suppressions(file, text)?;
    let prints: Vec<String> = new.iter().map(|suppression| suppression.fingerprint.to_string()).collect();
    let new: Vec<_> = new.iter().zip(&prints).map(|(suppression, print)| cells(suppression, print)).collect();
    ENTRIES.write_into(file, text, &new)
}

fn cells<'a>(s: &'a Suppression, print: &'a str) -> Vec<(&'static str, Cell<'a>)> {
    vec![
        ("fingeravtryck", Cell::Text(print)),
        ("regel", Cell::Text(s.rule.id())),
        ("dokument", Cell::Text(&s.document)),
        ("mening", Cell::Text(&s.sentence)),
        ("skal", Cell::Text(&s.reason)),
        ("av", Cell::Text(&s.by)),
        ("datum", Cell::Day(Some(s.date))),
        ("till", Cell::Day(s.until)),
    ]
}
