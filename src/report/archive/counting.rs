//! Whether a document counts, and which family it belongs to: what the tally says of each record, beside it.

use std::io;

use serde::Serialize;

use super::ArchiveReport;
use crate::archive::Record;
use crate::archive::tally::{DocumentRow, Tally};
use crate::identity::Identity;

/// What is done with each record and its row.
type Visit<'a, 'v> = dyn FnMut(&str, &Record, &Identity, Option<&'a DocumentRow>) -> io::Result<()> + 'v;

/// The row of the record with this number; none for a record that is not in the tally.
pub(super) fn row_of<'a>(tally: &'a Tally, number: usize, path: &str) -> Option<&'a DocumentRow> {
    // The rows of the tally are in the order of the records.
    tally.documents.get(number).filter(|row| &*row.path == path)
}

impl<'a> ArchiveReport<'a> {
    /// Tells of every record with its row; none for a record that is not in the tally.
    pub(super) fn each(&self, visit: &mut Visit<'a, '_>) -> io::Result<()> {
        let mut number = 0;
        self.records.each(&mut |path, record, identity| {
            let row = row_of(self.tally, number, path);
            number += 1;
            visit(path, record, identity, row)
        })
    }
}

/// Whether a document counts, as programs read it.
#[derive(Serialize)]
pub(super) struct Counting<'a> {
    /// Whether it is one of those that every distribution is over.
    pub counted: bool,
    /// Why it does not count, by its stable name.
    pub aside: Option<&'static str>,
    /// The path of the document that counts instead.
    pub instead: Option<&'a str>,
    /// See [`family_number`].
    pub family: Option<u32>,
}

impl<'a> Counting<'a> {
    pub fn of(tally: &'a Tally, row: Option<&DocumentRow>) -> Self {
        let aside = row.and_then(|row| row.aside);
        let instead = aside.and_then(|aside| tally.documents.get(aside.instead()? as usize));
        Counting {
            counted: row.is_some_and(DocumentRow::counts),
            aside: aside.map(|aside| aside.as_str()),
            instead: instead.map(|row| &*row.path),
            family: row.and_then(family_number),
        }
    }
}

/// The number, from 1, of the family that a document belongs to: the same in every format of a report.
pub(super) fn family_number(row: &DocumentRow) -> Option<u32> {
    row.family.map(|family| family + 1)
}
