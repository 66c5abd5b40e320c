//! Values of a file with their lines: what is not as it should be is told, and reading goes on, so that all mistakes come at once.

use std::fmt;
use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::meant;
use crate::identity::Date;
use crate::rule::{RuleError, translate};

/// Every mistake in a file that people write, in the order of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<RuleError>);

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for ConfigErrors {}

/// A value and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<T> {
    /// The value.
    pub value: T,
    /// From 1.
    pub line: usize,
}

/// A key with its value.
pub(crate) struct Entry<'e, 't> {
    pub key: &'e str,
    pub line: usize,
    value: &'e Spanned<DeValue<'t>>,
}

/// Reads one file.
pub(crate) struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    errors: Vec<RuleError>,
}

impl<'t> Reader<'t> {
    pub fn new(file: &'t str, text: &'t str) -> Self {
        Reader { file, text, errors: Vec::new() }
    }

    /// The whole file as a table; `None` where it is no TOML.
    pub fn parse(&mut self) -> Option<DeTable<'t>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let mut last = 0;
        for error in &errors {
            let line = self.line_of(error.span().map_or(0, |span| span.start));
            // One slip makes the parser stumble several times.
            if line > last {
                self.error(line, translate(error.message()));
                last = line;
            }
        }
        errors.is_empty().then(|| table.into_inner())
    }

    /// What was read, if nothing was wrong.
    pub fn finish<T>(mut self, value: T) -> Result<T, ConfigErrors> {
        self.errors.sort();
        self.errors.dedup();
        if self.errors.is_empty() { Ok(value) } else { Err(ConfigErrors(self.errors)) }
    }

    pub fn error(&mut self, line: usize, message: impl Into<String>) {
        self.errors.push(RuleError { file: self.file.to_string(), line, entry: String::new(), message: message.into() });
    }

    /// Tells which of these keys an entry that begins at `line` lacks.
    pub fn missing(&mut self, line: usize, needed: &[&str], told: &[bool]) {
        for (key, _) in needed.iter().zip(told).filter(|(_, told)| !**told) {
            self.error(line, format!("nyckeln `{key}` saknas"));
        }
    }

    fn line_of(&self, at: usize) -> usize {
        1 + self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count()
    }

    /// The entries of a table in the order of the file; keys that are not known are told. No known keys: any will do.
    pub fn entries<'e>(&mut self, table: &'e DeTable<'t>, known: &[&str]) -> Vec<Entry<'e, 't>> {
        let mut sorted: Vec<_> = table.iter().collect();
        sorted.sort_by_key(|(key, _)| key.span().start);
        let mut out = Vec::new();
        for (key, value) in sorted {
            let (name, line) = (key.get_ref().as_ref(), self.line_of(key.span().start));
            if known.is_empty() || known.contains(&name) {
                out.push(Entry { key: name, line, value });
            } else {
                let near = meant(name, known.iter().copied());
                self.error(line, format!("okänd nyckel `{name}`{near} (nycklar som finns: {})", known.join(", ")));
            }
        }
        out
    }

    fn wrong(&mut self, entry: &Entry, expected: &str) {
        let found = match entry.value.get_ref() {
            DeValue::String(_) => "en text",
            DeValue::Integer(_) | DeValue::Float(_) => "ett tal",
            DeValue::Boolean(_) => "true eller false",
            DeValue::Datetime(_) => "ett datum",
            DeValue::Array(_) => "en lista",
            DeValue::Table(_) => "en tabell",
        };
        self.error(entry.line, format!("fel slags värde för `{}`: här står {found}, det ska vara {expected}", entry.key));
    }

    /// A text that is not empty.
    pub fn text(&mut self, entry: &Entry) -> Option<Line<String>> {
        match entry.value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(Line { value: text.trim().to_string(), line: entry.line }),
            DeValue::String(_) => {
                self.error(entry.line, format!("`{}` är tom", entry.key));
                None
            }
            _ => {
                self.wrong(entry, "en text inom citattecken");
                None
            }
        }
    }

    /// A list of texts, each with its own line; one text stands for a list of one.
    pub fn texts(&mut self, entry: &Entry) -> Vec<Line<String>> {
        const EXPECTED: &str = "en text inom citattecken eller en lista av sådana";
        match entry.value.get_ref() {
            DeValue::String(_) => self.text(entry).into_iter().collect(),
            DeValue::Array(array) => {
                let mut out = Vec::new();
                for value in array.iter() {
                    let part = Entry { key: entry.key, line: self.line_of(value.span().start), value };
                    match value.get_ref() {
                        DeValue::String(_) => out.extend(self.text(&part)),
                        _ => self.wrong(&part, EXPECTED),
                    }
                }
                out
            }
            _ => {
                self.wrong(entry, EXPECTED);
                Vec::new()
            }
        }
    }

    /// A number within bounds.
    pub fn number(&mut self, entry: &Entry, bounds: RangeInclusive<f64>, whole: bool) -> Option<Line<f64>> {
        let number = match entry.value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse::<f64>().ok(),
            DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
            DeValue::Integer(_) => None,
            _ => {
                self.wrong(entry, if whole { "ett heltal" } else { "ett tal" });
                return None;
            }
        };
        let fits = number.filter(|number| bounds.contains(number) && (!whole || number.fract() == 0.0));
        if fits.is_none() {
            let kind = if whole { "ett heltal" } else { "ett tal" };
            self.error(entry.line, format!("`{}` ska vara {kind} från {} till {}", entry.key, bounds.start(), bounds.end()));
        }
        fits.map(|value| Line { value, line: entry.line })
    }

    /// A day: a date, or a text with one.
    pub fn day(&mut self, entry: &Entry) -> Option<Line<Date>> {
        let text = match entry.value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.trim().to_string(),
            _ => {
                self.wrong(entry, "ett datum, till exempel 2026-06-30");
                return None;
            }
        };
        let date = text.parse::<Date>().ok();
        if date.is_none() {
            self.error(entry.line, format!("`{}` är inget datum: skriv till exempel 2026-06-30", entry.key));
        }
        date.map(|value| Line { value, line: entry.line })
    }

    /// A table.
    pub fn table<'e>(&mut self, entry: &Entry<'e, 't>) -> Option<&'e DeTable<'t>> {
        match entry.value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.wrong(entry, "en tabell");
                None
            }
        }
    }

    /// Several tables (`[[key]]`), each with its first line; one (`[key]`) stands for a list of one.
    pub fn tables<'e>(&mut self, entry: &Entry<'e, 't>) -> Vec<(usize, &'e DeTable<'t>)> {
        match entry.value.get_ref() {
            DeValue::Table(table) => vec![(entry.line, table)],
            DeValue::Array(array) => {
                let mut out = Vec::new();
                for value in array.iter() {
                    let line = self.line_of(value.span().start);
                    match value.get_ref() {
                        DeValue::Table(table) => out.push((line, table)),
                        _ => self.wrong(&Entry { key: entry.key, line, value }, "en tabell"),
                    }
                }
                out
            }
            _ => {
                self.error(entry.line, format!("`{0}` ska skrivas `[[{0}]]` följt av rader med nyckel och värde", entry.key));
                Vec::new()
            }
        }
    }
}
