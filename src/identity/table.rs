//! Files of rows and patterns, cut into keys and values with their lines: TOML entries, and tables with any of the usual separators.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::answer::HintError;

/// A row or an entry: its first line, and each key with its value and line.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub line: usize,
    pub values: Vec<(String, String, usize)>,
}

/// The `[[name]]` entries of a TOML file.
pub(super) fn toml_entries(text: &str, name: &str) -> Result<Vec<Entry>, Vec<HintError>> {
    let line_of = |at: usize| 1 + text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count();
    let file = DeTable::parse(text).map_err(|error| {
        let line = line_of(error.span().map_or(0, |span| span.start));
        vec![HintError {
            line,
            message: format!(
                "raden eller raden före går inte att läsa som TOML: kontrollera citattecken och hakparenteser ({})",
                error.message()
            ),
        }]
    })?;
    let (mut entries, mut errors) = (Vec::new(), Vec::new());
    for (key, value) in file.get_ref() {
        let line = line_of(key.span().start);
        match value.get_ref() {
            DeValue::Array(array) if key.get_ref() == name => {
                for entry in array.iter() {
                    match entry.get_ref() {
                        DeValue::Table(table) => entries.push(toml_entry(line_of(entry.span().start), table, &line_of, &mut errors)),
                        _ => errors.push(HintError {
                            line,
                            message: format!("`{name}` ska skrivas `[[{name}]]` följt av rader med nyckel och värde"),
                        }),
                    }
                }
            }
            _ => errors.push(HintError {
                line,
                message: format!("okänd nyckel `{}`: filen ska bestå av poster som börjar med `[[{name}]]`", key.get_ref()),
            }),
        }
    }
    if errors.is_empty() { Ok(entries) } else { Err(errors) }
}

fn toml_entry(line: usize, table: &DeTable, line_of: &impl Fn(usize) -> usize, errors: &mut Vec<HintError>) -> Entry {
    let mut out = Entry { line, values: Vec::new() };
    let mut sorted: Vec<(&Spanned<_>, &Spanned<DeValue>)> = table.iter().collect();
    sorted.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in sorted {
        let line = line_of(key.span().start);
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.as_str().to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => {
                errors.push(HintError {
                    line,
                    message: format!("värdet av `{}` ska vara en text inom citattecken, ett tal eller ett datum", key.get_ref()),
                });
                continue;
            }
        };
        out.values.push((key.get_ref().to_string(), text, line));
    }
    out
}

/// The rows of a table whose first row names the columns. Separated by semicolons, tabs or commas; quoted as spreadsheets do.
pub(super) fn csv_entries(text: &str) -> Result<Vec<Entry>, Vec<HintError>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let first = text.lines().next().unwrap_or("");
    let separator = [';', '\t', ','].into_iter().max_by_key(|mark| (first.matches(*mark).count(), *mark == ';')).unwrap_or(';');
    let mut rows = records(text, separator)?.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    let Some((_, columns)) = rows.next() else { return Ok(Vec::new()) };
    let (mut entries, mut errors) = (Vec::new(), Vec::new());
    for (line, cells) in rows {
        if let Some(more) = cells.get(columns.len()..).filter(|more| more.iter().any(|cell| !cell.trim().is_empty())) {
            let message = format!(
                "raden har {} värden för mycket: rubrikraden har {} kolumner; sätt citattecken om värden som innehåller `{separator}`",
                more.len(),
                columns.len()
            );
            errors.push(HintError { line, message });
            continue;
        }
        let values = columns.iter().zip(cells).map(|(column, cell)| (column.trim().to_string(), cell.trim().to_string(), line));
        entries.push(Entry { line, values: values.filter(|(column, value, _)| !(column.is_empty() && value.is_empty())).collect() });
    }
    if errors.is_empty() { Ok(entries) } else { Err(errors) }
}

/// Cells by row, each row with its first line.
fn records(text: &str, separator: char) -> Result<Vec<(usize, Vec<String>)>, Vec<HintError>> {
    let mut out = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut line, mut first, mut opened) = (1, 1, None);
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        if c == '\n' {
            line += 1;
        }
        match c {
            '"' if opened.is_some() && signs.peek() == Some(&'"') => {
                cell.push('"');
                signs.next();
            }
            '"' if opened.is_some() => opened = None,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                opened = Some(line);
            }
            _ if opened.is_some() => cell.push(c),
            '\r' => {}
            '\n' => {
                cells.push(std::mem::take(&mut cell));
                out.push((first, std::mem::take(&mut cells)));
                first = line;
            }
            c if c == separator => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if let Some(line) = opened {
        return Err(vec![HintError { line, message: "ett citattecken som börjar här avslutas aldrig".to_string() }]);
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(cell);
        out.push((first, cells));
    }
    Ok(out)
}
