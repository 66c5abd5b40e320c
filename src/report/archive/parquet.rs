//! Tables for data tools: documents and findings, column by column, compressed, in groups of rows of bounded size.
//!
//! Names of columns are the Swedish keys of the project's other files; ids (`omraden`, `regel`, `status` …) are stable in every language.
//! Nothing says when the file was made.

mod columns;
mod dataset;
mod documents;
mod findings;

use std::io;

use super::super::Options;
use super::counting::Counting;
use super::names::Names;
use super::{ArchiveReport, Table};
use crate::archive::tally::DocumentRow;
use columns::{Columns, Sheet, Value};
use dataset::Dataset;
pub use dataset::{OpenFile, Partition};

pub(super) fn write(archive: &ArchiveReport, table: Table, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let about = about(archive);
    let about: Vec<(&str, &str)> = about.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let (name, columns) = shape(table);
    let mut sheet = Sheet::new(name, columns, &about, Box::new(out))?;
    each_row(archive, table, options, &mut |row| sheet.row(row))?;
    sheet.finish()
}

/// The same table in a file for each value that it is parted by.
pub(super) fn write_parted<'o>(
    archive: &ArchiveReport,
    table: Table,
    partitions: &[Partition],
    options: &Options,
    open: &'o mut OpenFile<'o>,
) -> io::Result<()> {
    let (name, columns) = shape(table);
    let mut dataset = Dataset::new(name, columns, partitions, about(archive), open);
    each_row(archive, table, options, &mut |row| dataset.row(row))?;
    dataset.finish()
}

/// Name and columns of a table.
fn shape(table: Table) -> (&'static str, &'static Columns) {
    match table {
        Table::Documents => ("dokument", &documents::COLUMNS),
        Table::Findings => ("fynd", &findings::COLUMNS),
    }
}

/// Which rules judged: it stands in each file.
fn about(archive: &ArchiveReport) -> [(&'static str, String); 3] {
    let glossary = archive.glossary;
    [("regler", glossary.rules.clone()), ("regelversion", glossary.version.clone()), ("regelhash", glossary.hash.clone())]
}

fn each_row(
    archive: &ArchiveReport,
    table: Table,
    options: &Options,
    tell: &mut dyn FnMut(Vec<Value>) -> io::Result<()>,
) -> io::Result<()> {
    let names = Names::new(archive, options);
    archive.each(&mut |path, record, identity, row| match table {
        Table::Documents => tell(documents::row(&names, path, record, identity, Counting::of(archive.tally, row))),
        Table::Findings => {
            let counted = row.is_some_and(DocumentRow::counts);
            findings::rows(&names, path, record, identity, counted, &mut *tell)
        }
    })
}
