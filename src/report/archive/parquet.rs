//! Tables for data tools: documents and findings, column by column, compressed, in groups of rows of bounded size.
//!
//! Names of columns are the Swedish keys of the project's other files; ids (`omraden`, `regel`, `status` …) are stable in every language.
//! Nothing says when the file was made.

mod columns;
mod documents;
mod findings;

use std::io;

use super::super::Options;
use super::counting::Counting;
use super::names::Names;
use super::{ArchiveReport, Table};
use crate::archive::tally::DocumentRow;
use columns::Sheet;

pub(super) fn write(archive: &ArchiveReport, table: Table, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let names = Names::new(archive, options);
    let rules =
        [("regler", archive.glossary.rules.as_str()), ("regelversion", &archive.glossary.version), ("regelhash", &archive.glossary.hash)];
    match table {
        Table::Documents => {
            let mut sheet = Sheet::new("dokument", &documents::COLUMNS, &rules, out)?;
            archive.each(&mut |path, record, identity, row| {
                let counting = Counting::of(archive.tally, row);
                sheet.row(documents::row(&names, path, record, identity, counting))
            })?;
            sheet.finish()
        }
        Table::Findings => {
            let mut sheet = Sheet::new("fynd", &findings::COLUMNS, &rules, out)?;
            archive.each(&mut |path, record, identity, row| {
                let counted = row.is_some_and(DocumentRow::counts);
                findings::rows(&names, path, record, identity, counted, |row| sheet.row(row))
            })?;
            sheet.finish()
        }
    }
}
