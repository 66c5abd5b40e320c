//! A whole archive → what auditors and programs read. One door for every format; nothing here reads documents, judges or counts.
//!
//! Summaries come from a [`Tally`](crate::archive::Tally), which holds one light row a document; sentences are asked for one record at a
//! time, so that memory does not grow with the archive. Every format is in path order and says nothing of when it was made: the same
//! records give the same bytes.

mod counting;
mod csv;
mod findings;
mod html;
mod jsonl;
mod names;
#[cfg(feature = "program")]
mod parquet;
mod sample;
pub mod table;
mod terminal;
mod told;
mod wire;
#[cfg(feature = "program")]
mod xlsx;

use std::io;

use super::Options;
use crate::archive::sample::Quality;
use crate::archive::tally::Tally;
use crate::archive::{Glossary, Record};
use crate::identity::Identity;
#[cfg(feature = "program")]
pub use parquet::{OpenFile, Partition};
pub use sample::write_sample;
#[cfg(feature = "program")]
pub(crate) use {
    findings::{place, rows_of},
    html::{head, heat_table, level_class, linked, spread_cells, spread_heads, year_tables},
    told::Told,
};

/// What is done with each record: its path in the archive, what is kept of it, and who, what and when it is.
pub type Visit<'v> = dyn FnMut(&str, &Record, &Identity) -> io::Result<()> + 'v;

/// What a report makes of a record, whichever thread does it: the record's number among those that are told, from 0, then as [`Visit`].
pub type Made<'m> = dyn Fn(usize, &str, &Record, &Identity) -> io::Result<Vec<u8>> + Sync + 'm;

/// The records of an archive, told one at a time in path order, as often as asked.
pub trait Records {
    /// Tells of every record.
    ///
    /// # Errors
    /// What `visit` gives, which ends the telling, and what reading the records gives.
    fn each(&self, visit: &mut Visit<'_>) -> io::Result<()>;

    /// Writes what `made` makes of every record, in order. Where records have to be unpacked first, several threads unpack and make.
    ///
    /// # Errors
    /// As [`each`](Self::each).
    fn write_each(&self, made: &Made<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut number = 0;
        self.each(&mut |path, record, identity| {
            let bytes = made(number, path, record, identity)?;
            number += 1;
            out.write_all(&bytes)
        })
    }
}

impl Records for [(String, Record, Identity)] {
    fn each(&self, visit: &mut Visit<'_>) -> io::Result<()> {
        self.iter().try_for_each(|(path, record, identity)| visit(path, record, identity))
    }
}

impl Records for Vec<(String, Record, Identity)> {
    fn each(&self, visit: &mut Visit<'_>) -> io::Result<()> {
        self.as_slice().each(visit)
    }
}

/// What a report of an archive is made from.
#[derive(Clone, Copy)]
pub struct ArchiveReport<'a> {
    /// The names of the rules that judged the records.
    pub glossary: &'a Glossary,
    /// What they say together.
    pub tally: &'a Tally,
    /// The records.
    pub records: &'a dyn Records,
    /// What a sample that was checked by hand says of the findings, if one was.
    pub quality: Option<&'a Quality>,
}

/// A table of the archive for data tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// One row a document.
    Documents,
    /// One row a finding and a carried-on sentence.
    Findings,
}

impl Table {
    /// Both tables with the names of their files.
    pub const ALL: [(Table, &'static str); 2] = [(Table::Documents, "dokument.parquet"), (Table::Findings, "fynd.parquet")];
}

/// How an archive is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArchiveFormat {
    /// One screen for people.
    Terminal,
    /// For programs: one line a document, schema `genomsyra.record/1`.
    Jsonl,
    /// One row a finding, in the dialect of the language's spreadsheet.
    Csv,
    /// The same for programs: commas, decimal points, no byte order mark.
    PlainCsv,
    /// The auditor's working paper: a workbook with a sheet for each kind of question.
    #[cfg(feature = "program")]
    Xlsx,
    /// The overview for browsers: one file.
    Html,
    /// A table for DuckDB, Polars and Spark.
    #[cfg(feature = "program")]
    Parquet(Table),
}

/// JSON Schema of a line of [`ArchiveFormat::Jsonl`].
pub const RECORD_SCHEMA: &str = include_str!("record.schema.json");

/// Writes a report of an archive.
///
/// # Errors
/// What `out` and the records give: a full disk, a closed pipe, a damaged store.
pub fn write_archive(archive: &ArchiveReport, format: ArchiveFormat, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        ArchiveFormat::Terminal => terminal::write(archive, options, out),
        ArchiveFormat::Jsonl => jsonl::write(archive, options, out),
        ArchiveFormat::Csv => csv::write(archive, super::csv::Dialect::of(options.language), options, out),
        ArchiveFormat::PlainCsv => csv::write(archive, super::csv::Dialect::Plain, options, out),
        #[cfg(feature = "program")]
        ArchiveFormat::Xlsx => xlsx::write(archive, options, out),
        ArchiveFormat::Html => html::write(archive, options, out),
        #[cfg(feature = "program")]
        ArchiveFormat::Parquet(table) => parquet::write(archive, table, options, out),
    }
}

/// Writes a table for data tools parted into files, in folders that tell what they are parted by.
///
/// # Errors
/// What `open`, its files and the records give.
#[cfg(feature = "program")]
pub fn write_parted<'o>(
    archive: &ArchiveReport,
    table: Table,
    partitions: &[Partition],
    options: &Options,
    open: &'o mut OpenFile<'o>,
) -> io::Result<()> {
    parquet::write_parted(archive, table, partitions, options, open)
}
