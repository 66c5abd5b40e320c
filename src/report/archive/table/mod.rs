//! The two tables of an archive for data tools, row by row: which columns they have, and what stands in them. Parquet is written of these
//! rows, and whoever judges documents apart from their archive gets them one document at a time.

mod documents;
mod findings;

use std::io;

use serde::Serialize;

use super::super::Options;
use super::counting::Counting;
use super::names::Names;
use super::{ArchiveReport, Table};
use crate::archive::tally::{DocumentRow, Tally};
use crate::archive::{Glossary, Record};
use crate::identity::Identity;

/// What a column holds. Every value but a list may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, an id, a date as 2026-01-31.
    Text,
    /// A list of texts.
    Texts,
    /// A whole number from 0 that fits in 31 bits.
    Count,
    /// A count that may be larger than 2³¹.
    Large,
    /// A number with decimals.
    Number,
    /// Yes or no.
    Flag,
}

impl Kind {
    /// All of them with their names.
    pub const ALL: [(Kind, &'static str); 6] = [
        (Kind::Text, "text"),
        (Kind::Texts, "texts"),
        (Kind::Count, "count"),
        (Kind::Large, "large"),
        (Kind::Number, "number"),
        (Kind::Flag, "flag"),
    ];

    /// What stands where there is nothing to tell.
    fn nothing(self) -> Value {
        if self == Kind::Texts { Value::Texts(Vec::new()) } else { Value::Missing }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Kind::ALL.iter().find(|(own, _)| *own == self).map_or("", |(_, name)| name)
    }
}

/// A value of a row. In JSON it is what it holds; `null` where it is missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// See [`Kind::Text`].
    Text(String),
    /// See [`Kind::Texts`].
    Texts(Vec<String>),
    /// See [`Kind::Count`].
    Count(u32),
    /// See [`Kind::Large`].
    Large(u64),
    /// See [`Kind::Number`].
    Number(f64),
    /// See [`Kind::Flag`].
    Flag(bool),
    /// Nobody knows, or it does not apply.
    Missing,
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_string())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Value {
        Value::Count(count)
    }
}

impl From<u16> for Value {
    fn from(count: u16) -> Value {
        Value::Count(count.into())
    }
}

impl From<u8> for Value {
    fn from(count: u8) -> Value {
        Value::Count(count.into())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Value {
        Value::Flag(flag)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Missing, Into::into)
    }
}

/// Names and kinds of a table's columns.
pub type Columns = [(&'static str, Kind)];

impl Table {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Table::Documents => "dokument",
            Table::Findings => "fynd",
        }
    }

    /// Its columns, in their order.
    pub fn columns(self) -> &'static Columns {
        match self {
            Table::Documents => &documents::COLUMNS,
            Table::Findings => &findings::COLUMNS,
        }
    }
}

/// The columns of a document that only its whole archive can tell: [`settled`] gives them.
pub const SETTLED: [&str; 4] = ["raknas", "varfor_inte", "raknas_i_stallet", "familj"];

/// What becomes of each row.
pub(super) type Tell<'t> = dyn FnMut(Vec<Value>) -> io::Result<()> + 't;

/// Tells every row of a table of the archive, in path order.
pub(super) fn each_row(archive: &ArchiveReport, table: Table, options: &Options, tell: &mut Tell) -> io::Result<()> {
    let names = Names::new(archive.glossary, options);
    archive.each(&mut |path, record, identity, row| match table {
        Table::Documents => tell(documents::row(&names, path, record, identity, Some(Counting::of(archive.tally, row)))),
        Table::Findings => {
            let counted = row.is_some_and(DocumentRow::counts);
            findings::rows(&names, path, record, identity, Some(counted), &mut *tell)
        }
    })
}

/// The rows of one document apart from its archive, in both tables; what only the archive can tell ([`SETTLED`]) is missing.
///
/// `path` is what the tables are to say of where it lies; `identity` has all that the user says of it.
pub fn rows_apart(
    glossary: &Glossary,
    options: &Options,
    path: &str,
    record: &Record,
    identity: &Identity,
) -> (Vec<Value>, Vec<Vec<Value>>) {
    let names = Names::new(glossary, options);
    let mut found = Vec::new();
    let told = findings::rows(&names, path, record, identity, None, &mut |row| {
        found.push(row);
        Ok(())
    });
    debug_assert!(told.is_ok(), "nothing that is pushed fails");
    (documents::row(&names, path, record, identity, None), found)
}

/// A row that tells of nothing but a path, for a file that is no document.
pub fn no_row(table: Table, path: &str) -> Vec<Value> {
    let mut row: Vec<Value> = table.columns().iter().map(|(_, kind)| kind.nothing()).collect();
    if let Some(first) = row.first_mut() {
        *first = path.into();
    }
    row
}

/// What the archive tells of each document, by its path, in path order: the values of [`SETTLED`].
pub fn settled(tally: &Tally) -> impl Iterator<Item = (&str, [Value; 4])> {
    tally.documents.iter().map(|row| (&*row.path, documents::settled(Some(Counting::of(tally, Some(row))))))
}
