//! The list of an archive's findings: one row each, and one for a document without any or that could not be judged.

use std::io::{self, Write as _};

use super::super::csv::{Dialect, Writer, finding_heads};
use super::super::texts::ArchiveTexts;
use super::super::{Options, excerpt, told};
use super::ArchiveReport;
use super::findings::{Row, rows};
use super::names::Names;
use crate::archive::Record;
use crate::identity::Identity;

/// Cells of a row, from its standing to its place.
const OF_FINDING: usize = 16;

pub(super) fn write(archive: &ArchiveReport, dialect: Dialect, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let names = Names::new(archive.glossary, options);
    let mut out = io::BufWriter::new(out);
    let mut writer = Writer::new(&mut out, dialect)?;
    writer.line(&heads(&names))?;
    writer.finish()?;
    let rows = |_: usize, path: &str, record: &Record, identity: &Identity| {
        let mut rows = Vec::new();
        let mut writer = Writer::rest(&mut rows, dialect);
        document(&mut writer, &names, dialect, path, record, identity)?;
        writer.finish()?;
        Ok(rows)
    };
    archive.records.write_each(&rows, &mut out)?;
    out.flush()
}

fn heads(names: &Names) -> Vec<&'static str> {
    let (l, w) = (&names.texts.labels, ArchiveTexts::of(names.language));
    let own = [
        l.summary_document,
        w.organisation,
        w.code,
        w.body,
        l.memo_type,
        w.year_from,
        w.year_to,
        l.row_document_level,
        l.summary_score,
        l.row_rules,
    ];
    own.into_iter().chain(finding_heads(l)).chain([l.row_place, l.memo_checksum]).collect()
}

fn document<W: io::Write>(
    writer: &mut Writer<W>,
    names: &Names,
    dialect: Dialect,
    path: &str,
    record: &Record,
    identity: &Identity,
) -> io::Result<()> {
    let l = &names.texts.labels;
    let organisation = identity.municipality.value();
    let years = identity.years.value();
    let judgement = record.brief.judgement.as_ref();
    let own = [
        excerpt::clean(path),
        organisation.map_or_else(String::new, |o| excerpt::clean(&o.name)),
        organisation.and_then(|o| o.code.clone()).unwrap_or_default(),
        identity.body.value().map_or_else(String::new, |b| excerpt::clean(&b.name)),
        names.type_id(record, identity).map_or_else(String::new, |id| names.type_name(id).to_string()),
        years.map_or_else(String::new, |y| y.from.to_string()),
        years.map_or_else(String::new, |y| y.to.to_string()),
        judgement.map_or_else(String::new, |j| j.level.to_string()),
        judgement.map_or_else(String::new, |j| dialect.decimal(j.score)),
        names.rules(),
    ];
    let mut line = |cells: Vec<String>| {
        let mut all: Vec<&str> = own.iter().chain(&cells).map(String::as_str).collect();
        all.resize(own.len() + OF_FINDING, "");
        all.push(&record.brief.file.sha256);
        writer.line(&all)
    };
    if judgement.is_none() {
        let (problems, _) = told::problems(&record.brief.problems, names.language, usize::MAX);
        let why = if problems.is_empty() { l.empty_text.to_string() } else { problems.join(" ") };
        return line(vec![l.summary_unjudged.to_string(), why]);
    }
    let mut rows = rows(record).peekable();
    if rows.peek().is_none() {
        return line(vec![l.row_nothing.to_string()]);
    }
    rows.try_for_each(|row| line(of_row(names, &row)))
}

fn of_row(names: &Names, row: &Row) -> Vec<String> {
    let (has, lacks) = row.has_and_lacks(names);
    vec![
        row.standing_name(names).to_string(),
        row.reason(names),
        names.glossary.ids(row.areas).join(", "),
        names.areas(row.areas).join(", "),
        row.level.to_string(),
        names.texts.step(row.level).to_string(),
        row.hit.map_or_else(String::new, |hit| hit.cause.clone()),
        row.sentence.page.map_or_else(String::new, |page| page.to_string()),
        row.headings(names).join(" › "),
        row.sentence.paragraph.to_string(),
        row.sentence.unit.to_string(),
        row.words(names).unwrap_or_default(),
        row.text(names).unwrap_or_default(),
        has,
        lacks,
        row.place(names),
    ]
}
