//! JSON lines for programs: one document each, in path order, schema `genomsyra.record/1`. The shape is in `record.schema.json`.

use std::io::{self, Write};

use super::super::Options;
use super::counting::{Counting, row_of};
use super::names::Names;
use super::{ArchiveReport, wire};
use crate::archive::Record;
use crate::identity::Identity;

pub(super) fn write(archive: &ArchiveReport, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let (names, tally) = (Names::new(archive.glossary, options), archive.tally);
    let line = |number: usize, path: &str, record: &Record, identity: &Identity| {
        let counting = Counting::of(tally, row_of(tally, number, path));
        let mut line = serde_json::to_vec(&wire::document(&names, path, record, identity, counting, options))?;
        line.push(b'\n');
        Ok(line)
    };
    let mut writer = io::BufWriter::new(out);
    archive.records.write_each(&line, &mut writer)?;
    writer.flush()
}
