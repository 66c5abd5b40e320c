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
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::condition::meant;
use super::fingerprint::Fingerprint;
use super::paths::stem;
use super::reader::{ConfigErrors, Reader};
use super::rule::Rule;
use crate::identity::Date;
use crate::rule::RuleError;

/// The name of the file beside the settings.
pub const SUPPRESSION_FILE: &str = "genomsyra-undantag.toml";

const ENTRY: &str = "undantag";
const KEYS: [&str; 8] = ["fingeravtryck", "regel", "dokument", "mening", "skal", "av", "datum", "till"];
/// Those of [`KEYS`] without which nobody can say why something is excused.
const NEEDED: [&str; 6] = ["fingeravtryck", "regel", "dokument", "skal", "av", "datum"];
const HEAD: &str =
    "# Undantag från granskningen: vad som är känt och godtaget, varför, av vem och till när.\n# Skriv nya med `genomsyra suppress`.\n";

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
        self.document == path || (stem(&self.document) == stem(path) && !others.contains(&self.document.as_str()))
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
    for (key, _) in NEEDED.iter().zip(told).filter(|(_, told)| !told) {
        reader.error(line, format!("nyckeln `{key}` saknas"));
    }
    let needed = (fingerprint?, rule?, date?);
    Some(Suppression { fingerprint: needed.0, rule: needed.1, document, sentence, reason, by, date: needed.2, until, line })
}

/// A file of exceptions with these added, everything else in it as it stands; one that excuses the same remark is replaced.
///
/// # Errors
/// The file cannot be read as exceptions.
pub fn with_suppressions(file: &str, text: &str, new: &[Suppression]) -> Result<String, ConfigErrors> {
    suppressions(file, text)?;
    // What stands in a file without entries stands above them.
    let has_entries = text.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let (head, text) = match (has_entries, text.trim().is_empty()) {
        (true, _) => (String::new(), text),
        (false, true) => (format!("{HEAD}\n"), ""),
        (false, false) => (format!("{}\n\n", text.trim_end()), ""),
    };
    let unreadable = |message: String| ConfigErrors(vec![RuleError { file: file.to_string(), line: 0, entry: String::new(), message }]);
    let mut whole: DocumentMut = text.parse().map_err(|error| unreadable(format!("filen går inte att läsa ({error})")))?;
    let entries = whole.entry(ENTRY).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    // Written as `undantag = [{ … }]` it is rewritten as entries.
    if let Some(rewritten) = entries.as_value().cloned().and_then(|value| Item::Value(value).into_array_of_tables().ok()) {
        *entries = Item::ArrayOfTables(rewritten);
    }
    let Some(entries) = entries.as_array_of_tables_mut() else {
        return Err(unreadable(format!("`{ENTRY}` ska skrivas `[[{ENTRY}]]` följt av rader med nyckel och värde")));
    };
    for suppression in new {
        let of = |table: &Table, key: &str| table.get(key).and_then(Item::as_str).map(str::to_string);
        let same = |table: &Table| {
            of(table, "fingeravtryck") == Some(suppression.fingerprint.to_string())
                && of(table, "dokument").as_deref() == Some(&suppression.document)
        };
        let place = entries.iter().position(same);
        match place.and_then(|place| entries.get_mut(place)) {
            Some(table) => fill(table, suppression),
            None => {
                let mut table = Table::new();
                fill(&mut table, suppression);
                entries.push(table);
            }
        }
    }
    Ok(head + &whole.to_string())
}

fn fill(table: &mut Table, suppression: &Suppression) {
    let s = suppression;
    let mut set = |key: &str, text: &str| {
        if text.is_empty() {
            table.remove(key);
        } else {
            // Comments beside a value that stays are kept.
            match table.get_mut(key).and_then(Item::as_value_mut) {
                Some(old) => {
                    let decor = old.decor().clone();
                    *old = text.into();
                    *old.decor_mut() = decor;
                }
                None => table[key] = value(text),
            }
        }
    };
    set("fingeravtryck", &s.fingerprint.to_string());
    set("regel", s.rule.id());
    set("dokument", &s.document);
    set("mening", &s.sentence);
    set("skal", &s.reason);
    set("av", &s.by);
    for (key, date) in [("datum", Some(s.date)), ("till", s.until)] {
        let Some(date) = date else {
            table.remove(key);
            continue;
        };
        // A month or a year is no date of TOML.
        table[key] = match date.to_string().parse::<toml_edit::Datetime>() {
            Ok(day) => value(day),
            Err(_) => value(date.to_string()),
        };
    }
}
