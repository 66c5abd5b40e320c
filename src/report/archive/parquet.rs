//! Tables for data tools: documents and findings, column by column, compressed, in groups of rows of bounded size.
//!
//! Names of columns are the Swedish keys of the project's other files; ids (`omraden`, `regel`, `status` …) are stable in every language.
//! Nothing says when the file was made.

mod columns;
mod dataset;

use std::io;

use super::super::Options;
use super::table::each_row;
use super::{ArchiveReport, Table};
use columns::Sheet;
use dataset::Dataset;
pub use dataset::{OpenFile, Partition};

pub(super) fn write(archive: &ArchiveReport, table: Table, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let about = about(archive);
    let about: Vec<(&str, &str)> = about.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let mut sheet = Sheet::new(table.name(), table.columns(), &about, Box::new(out))?;
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
    let mut dataset = Dataset::new(table.name(), table.columns(), partitions, about(archive), open);
    each_row(archive, table, options, &mut |row| dataset.row(row))?;
    dataset.finish()
}

/// Which rules judged: it stands in each file.
fn about(archive: &ArchiveReport) -> [(&'static str, String); 3] {
    let glossary = archive.glossary;
    [("regler", glossary.rules.clone()), ("regelversion", glossary.version.clone()), ("regelhash", glossary.hash.clone())]
}
