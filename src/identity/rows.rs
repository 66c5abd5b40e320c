//! Rows that the user writes about documents: one a document, in a table or in TOML. They correct whatever else was found.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::answer::{Answer, HintError, Key, PATH_KEY, read};
use super::table::{Entry, csv_entries, toml_entries};
use crate::register::fold;

/// What the user says of single documents.
///
/// As a table, first row column names, separated by `;`, tab or `,`:
///
/// ```csv
/// sokvag;kommun;namnd;ar;giltig_till
/// policyer/resor.docx;Nacka;kommunstyrelsen;2024;tills vidare
/// 2021/plan.pdf;0980;;2021-2025;-
/// ```
///
/// As TOML, `[[dokument]]` and the same keys. A path may be the end of the whole path: the longest row wins. An empty cell says nothing;
/// `-` says that there is none.
///
/// ```
/// use genomsyra::identity::Rows;
///
/// let rows = Rows::from_csv("sokvag;kommun;ar\nresor.docx;Nacka;2024\n").unwrap();
/// assert!(rows.of("arkiv/policyer/resor.docx").is_some());
/// assert!(rows.of("arkiv/policyer/tjansteresor.docx").is_none());
///
/// let errors = Rows::from_csv("sokvag;komun\nresor.docx;Nacka\n").unwrap_err();
/// assert!(errors[0].to_string().starts_with("rad 1: okänd nyckel `komun`; menade du `kommun`?"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Rows {
    rows: Vec<Row>,
    /// Places in `rows` by the last part of their paths.
    by_name: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Row {
    path: String,
    place: String,
    answers: Vec<Answer>,
}

/// The name of TOML entries.
const ENTRY: &str = "dokument";

impl Rows {
    /// Reads a table.
    ///
    /// # Errors
    /// Every mistake, with its line.
    pub fn from_csv(text: &str) -> Result<Rows, Vec<HintError>> {
        let entries = csv_entries(text)?;
        let is_path = |name: &str| fold(name) == PATH_KEY;
        let columns: Vec<String> =
            entries.first().map(|entry| entry.values.iter().map(|(column, _, _)| column.clone()).collect()).unwrap_or_default();
        let mut wrong: Vec<String> =
            columns.iter().filter(|name| !is_path(name) && Key::parse(name).is_none()).map(|name| Key::unknown(name)).collect();
        if !columns.is_empty() && !columns.iter().any(|name| is_path(name)) {
            wrong.push(format!("kolumnen `{PATH_KEY}` saknas: den säger vilket dokument raden gäller"));
        }
        if !wrong.is_empty() {
            return Err(wrong.into_iter().map(|message| HintError { line: 1, message }).collect());
        }
        Rows::build(entries)
    }

    /// Reads `[[dokument]]` entries.
    ///
    /// # Errors
    /// Every mistake, with its line.
    pub fn from_toml(text: &str) -> Result<Rows, Vec<HintError>> {
        Rows::build(toml_entries(text, ENTRY)?)
    }

    fn build(entries: Vec<Entry>) -> Result<Rows, Vec<HintError>> {
        let (mut out, mut errors) = (Rows::default(), Vec::new());
        for entry in entries {
            let (path, answers) = answers(&entry, &mut errors);
            let path = plain(&path.unwrap_or_default());
            if path.is_empty() {
                errors.push(HintError { line: entry.line, message: format!("`{PATH_KEY}` saknas: skriv vilket dokument posten gäller") });
                continue;
            }
            let same = out.by_name.entry(last(&path).to_string()).or_default();
            if let Some(first) = same.iter().find_map(|at| out.rows.get(*at)).filter(|row| row.path == path) {
                let message = format!("`{path}` står redan på {}", first.place);
                errors.push(HintError { line: entry.line, message });
                continue;
            }
            same.push(out.rows.len());
            out.rows.push(Row { path, place: format!("rad {}", entry.line), answers });
        }
        if errors.is_empty() { Ok(out) } else { Err(errors) }
    }

    /// What is said of the document at a path, and where.
    pub fn of(&self, path: &str) -> Option<(&[Answer], &str)> {
        let path = plain(path);
        let fits = |row: &&Row| path == row.path || path.strip_suffix(&row.path).is_some_and(|before| before.ends_with('/'));
        let rows = self.by_name.get(last(&path))?.iter().filter_map(|at| self.rows.get(*at));
        rows.filter(fits).max_by_key(|row| row.path.len()).map(|row| (row.answers.as_slice(), row.place.as_str()))
    }

    /// The paths of all rows, in order: a row that fits no document is a slip of the pen that the caller can tell.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| row.path.as_str())
    }
}

/// The path and the answers of an entry; mistakes are added to `errors`.
pub(super) fn answers(entry: &Entry, errors: &mut Vec<HintError>) -> (Option<String>, Vec<Answer>) {
    let (mut path, mut out) = (None, Vec::new());
    for (name, value, line) in &entry.values {
        if fold(name) == PATH_KEY {
            path = Some(value.clone());
            continue;
        }
        let answer = Key::parse(name).ok_or_else(|| Key::unknown(name)).and_then(|key| read(key, value));
        match answer {
            Ok(answer) => out.extend(answer),
            Err(message) => errors.push(HintError { line: *line, message }),
        }
    }
    (path, out)
}

/// Paths as they are compared: composed letters, `/`, without `./` before.
pub(super) fn plain(path: &str) -> String {
    let path: String = path.trim().nfc().map(|c| if c == '\\' { '/' } else { c }).collect();
    path.trim_start_matches("./").to_string()
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
