//! A table in many files, one for each municipality and year or whatever it is parted by: `kommun=Ekvalla/ar=2024/…`, the folders that DuckDB,
//! Polars and Spark understand as columns. What the folders tell stands in no file.

use std::collections::BTreeMap;
use std::io;

use super::super::table::{Columns, Kind, Value};
use super::columns::Sheet;

/// Bytes of rows that are held in memory at once, in all files together.
const MOST: usize = 128 << 20;

/// What a table can be parted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Partition {
    /// The municipality or region.
    Municipality,
    /// The first year that the document is about.
    Year,
    /// The type of document, by id.
    Type,
}

impl Partition {
    /// All of them with the names of their folders.
    pub const ALL: [(Partition, &'static str); 3] =
        [(Partition::Municipality, "kommun"), (Partition::Year, "ar"), (Partition::Type, "typ")];

    fn name(self) -> &'static str {
        Partition::ALL.iter().find(|(own, _)| *own == self).map_or("", |(_, name)| name)
    }

    /// The column that says the same in a file that is not parted.
    fn column(self) -> &'static str {
        if self == Partition::Year { "ar_fran" } else { self.name() }
    }
}

/// Gives the place of a file by its path in the dataset, folders separated by `/`.
pub type OpenFile<'o> = dyn FnMut(&str) -> io::Result<Box<dyn io::Write>> + 'o;

/// The files of a table, each begun when its first row comes.
pub(super) struct Dataset<'o> {
    name: &'static str,
    parts: Vec<(&'static str, usize)>,
    /// What stands in the files: all columns but those that the folders tell.
    kept: Vec<usize>,
    columns: Vec<(&'static str, Kind)>,
    about: [(&'static str, String); 3],
    files: BTreeMap<String, Sheet<'static>>,
    held: usize,
    open: &'o mut OpenFile<'o>,
}

impl<'o> Dataset<'o> {
    /// `name`: the table's, which its folder has too.
    pub fn new(
        name: &'static str,
        columns: &Columns,
        partitions: &[Partition],
        about: [(&'static str, String); 3],
        open: &'o mut OpenFile<'o>,
    ) -> Self {
        let place = |column: &str| columns.iter().position(|(own, _)| *own == column);
        let parts: Vec<_> = partitions.iter().filter_map(|part| Some((part.name(), place(part.column())?))).collect();
        // The first year is told by the folder under another name: the column stays.
        let told = |name: &str| parts.iter().any(|(part, _)| *part == name);
        let kept: Vec<usize> = (0..columns.len()).filter(|place| !told(columns[*place].0)).collect();
        let columns = kept.iter().map(|place| columns[*place]).collect();
        Dataset { name, parts, kept, columns, about, files: BTreeMap::new(), held: 0, open }
    }

    /// Adds a row with all columns of the table.
    pub fn row(&mut self, row: Vec<Value>) -> io::Result<()> {
        let mut path = self.name.to_string();
        for (name, place) in &self.parts {
            path.push_str(&format!("/{name}={}", folder_of(&row[*place])));
        }
        let mut row: Vec<Option<Value>> = row.into_iter().map(Some).collect();
        let row = self.kept.iter().map(|place| row[*place].take().unwrap_or(Value::Missing)).collect();
        let sheet = match self.files.get_mut(&path) {
            Some(sheet) => sheet,
            None => {
                let file = (self.open)(&format!("{path}/{}.parquet", self.name))?;
                let about: Vec<(&str, &str)> = self.about.iter().map(|(key, value)| (*key, value.as_str())).collect();
                let sheet = Sheet::new(self.name, &self.columns, &about, file)?;
                self.files.entry(path).or_insert(sheet)
            }
        };
        let before = sheet.held();
        sheet.row(row)?;
        self.held = self.held + sheet.held() - before;
        if self.held > MOST { self.give_room() } else { Ok(()) }
    }

    /// Writes what the fullest files hold, until half the room is free.
    fn give_room(&mut self) -> io::Result<()> {
        let mut fullest: Vec<&mut Sheet> = self.files.values_mut().collect();
        fullest.sort_by_key(|sheet| std::cmp::Reverse(sheet.held()));
        for sheet in fullest {
            if self.held <= MOST / 2 {
                break;
            }
            self.held -= sheet.held();
            sheet.group()?;
        }
        Ok(())
    }

    /// The last rows and the end of every file.
    pub fn finish(self) -> io::Result<()> {
        self.files.into_values().try_for_each(Sheet::finish)
    }
}

/// A value as the name of a folder, written as Hive and Spark do: signs that mean something in paths or patterns by their number.
fn folder_of(value: &Value) -> String {
    let text = match value {
        Value::Text(text) => text.clone(),
        Value::Count(count) => count.to_string(),
        _ => String::new(),
    };
    if text.is_empty() {
        return "__HIVE_DEFAULT_PARTITION__".into();
    }
    let mut out = String::new();
    for sign in text.chars() {
        if sign.is_control() || "\"#%'*/:=?\\{}[]^<>|".contains(sign) {
            let mut bytes = [0; 4];
            sign.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(sign);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_named_as_data_tools_expect() {
        for (value, folder) in [
            (Value::from("Region Örebro län"), "Region Örebro län"),
            (Value::from("a/b=c%"), "a%2Fb%3Dc%25"),
            (Value::from("\u{1}"), "%01"),
            (Value::from(2024_u32), "2024"),
            (Value::Missing, "__HIVE_DEFAULT_PARTITION__"),
            (Value::from(""), "__HIVE_DEFAULT_PARTITION__"),
        ] {
            assert_eq!(folder_of(&value), folder);
        }
    }
}
