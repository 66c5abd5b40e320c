//! Writes entries into a file that people write: one that stands there is renewed, the rest is added last, and comments and layout stay.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value, value};

use super::reader::ConfigErrors;
use crate::identity::Date;
use crate::rule::RuleError;

/// What stands at a key.
pub(crate) enum Cell<'a> {
    /// A text; an empty one takes the key away.
    Text(&'a str),
    /// A day; none takes the key away.
    Day(Option<Date>),
}

/// The kind of entries that a file holds.
pub(crate) struct Entries {
    /// Their name: `[[name]]`.
    pub name: &'static str,
    /// What a new file begins with: comments, with their line ends.
    pub head: &'static str,
    /// Keys of texts by which an entry is known: of two that are alike in these the later takes the place of the earlier.
    pub known_by: &'static [&'static str],
}

impl Entries {
    /// The file without the entries of which `key` is this text; everything else in it as it stands. It has to have been read without mistakes.
    ///
    /// # Errors
    /// The file cannot be written in.
    pub fn without(&self, file: &str, text: &str, key: &str, is: &str) -> Result<String, ConfigErrors> {
        let mut whole = self.parsed(file, text)?;
        match whole.get_mut(self.name) {
            Some(Item::Table(entry)) if entry.get(key).and_then(Item::as_str) == Some(is) => {
                whole.remove(self.name);
            }
            Some(Item::ArrayOfTables(entries)) => {
                let is_meant = |table: &Table| table.get(key).and_then(Item::as_str) == Some(is);
                // What stands above all entries hangs on the first of them: it is about the file, down to the last empty line.
                let head = entries.get(0).filter(|first| is_meant(first)).map(head_of).unwrap_or_default();
                entries.retain(|table| !is_meant(table));
                match entries.get_mut(0) {
                    Some(first) => {
                        let own = first.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
                        let whole = format!("{head}{own}");
                        first.decor_mut().set_prefix(whole);
                    }
                    None => {
                        whole.remove(self.name);
                        whole.set_trailing(head);
                    }
                }
            }
            Some(Item::Value(Value::Array(entries))) => {
                entries.retain(|entry| entry.as_inline_table().and_then(|table| table.get(key)).and_then(Value::as_str) != Some(is));
            }
            _ => {}
        }
        Ok(whole.to_string())
    }

    fn parsed(&self, file: &str, text: &str) -> Result<DocumentMut, ConfigErrors> {
        text.parse().map_err(|error| unreadable(file, format!("filen går inte att läsa ({error})")))
    }

    /// The file with these entries, keys and values in order; everything else in it as it stands. The file has to have been read without
    /// mistakes.
    ///
    /// # Errors
    /// The file cannot be written in.
    pub fn write_into(&self, file: &str, text: &str, new: &[Vec<(&'static str, Cell)>]) -> Result<String, ConfigErrors> {
        // What stands in a file without entries stands above them.
        let has_entries = text.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        let (head, text) = match (has_entries, text.trim().is_empty()) {
            (true, _) => (String::new(), text),
            (false, true) => (format!("{}\n", self.head), ""),
            (false, false) => (format!("{}\n\n", text.trim_end()), ""),
        };
        let mut whole = self.parsed(file, text)?;
        let entries = whole.entry(self.name).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        // Written as `name = [{ … }]` it is rewritten as entries.
        if let Some(rewritten) = entries.as_value().cloned().and_then(|value| Item::Value(value).into_array_of_tables().ok()) {
            *entries = Item::ArrayOfTables(rewritten);
        }
        let Some(entries) = entries.as_array_of_tables_mut() else {
            return Err(unreadable(file, format!("`{0}` ska skrivas `[[{0}]]` följt av rader med nyckel och värde", self.name)));
        };
        for cells in new {
            let told = |key: &str| {
                cells.iter().find_map(|(own, cell)| if let (true, Cell::Text(text)) = (*own == key, cell) { Some(*text) } else { None })
            };
            let same = |table: &Table| self.known_by.iter().all(|key| table.get(key).and_then(Item::as_str) == told(key));
            // Of two that are there already the last one is what holds.
            let place = entries.iter().enumerate().filter(|(_, table)| same(table)).map(|(place, _)| place).last();
            match place.and_then(|place| entries.get_mut(place)) {
                Some(table) => fill(table, cells),
                None => {
                    let mut table = Table::new();
                    fill(&mut table, cells);
                    entries.push(table);
                }
            }
        }
        Ok(head + &whole.to_string())
    }
}

/// The comments above an entry that are not its own: an empty line parts them from it.
fn head_of(entry: &Table) -> String {
    let above = entry.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
    above.rfind("\n\n").map_or_else(String::new, |end| format!("{}\n", above[..end].trim_end()))
}

fn unreadable(file: &str, message: String) -> ConfigErrors {
    ConfigErrors(vec![RuleError { file: file.to_string(), line: 0, entry: String::new(), message }])
}

fn fill(table: &mut Table, cells: &[(&'static str, Cell)]) {
    for (key, cell) in cells {
        match cell {
            Cell::Text("") | Cell::Day(None) => {
                table.remove(key);
            }
            // Comments beside a value that stays are kept.
            Cell::Text(text) => match table.get_mut(key).and_then(Item::as_value_mut) {
                Some(old) => {
                    let decor = old.decor().clone();
                    *old = (*text).into();
                    *old.decor_mut() = decor;
                }
                None => table[*key] = value(*text),
            },
            // A month or a year is no date of TOML.
            Cell::Day(Some(date)) => {
                table[*key] = match date.to_string().parse::<toml_edit::Datetime>() {
                    Ok(day) => value(day),
                    Err(_) => value(date.to_string()),
                };
            }
        }
    }
}
