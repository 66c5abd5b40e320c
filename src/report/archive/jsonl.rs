//! JSON lines for programs: one document each, in path order, schema `genomsyra.record/1`. The shape is in `record.schema.json`.

use std::io::{self, Write};

use super::super::Options;
use super::counting::Counting;
use super::names::Names;
use super::{ArchiveReport, wire};

pub(super) fn write(archive: &ArchiveReport, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let names = Names::new(archive, options);
    let mut writer = io::BufWriter::new(out);
    archive.each(&mut |path, record, identity, row| {
        let counting = Counting::of(archive.tally, row);
        serde_json::to_writer(&mut writer, &wire::document(&names, path, record, identity, counting, options))?;
        writer.write_all(b"\n")
    })?;
    writer.flush()
}
