//! One screen: what the archive is, how it stands, what is past or lacking, and what to do next.

use std::io;

use super::super::Options;
use super::super::terminal::sheet::{Sheet, Style, bar, pad, pad_left};
use super::super::texts::fill;
use super::super::told::RulesNamed;
use super::ArchiveReport;
use super::told::Told;
use crate::archive::tally::Reading;
use crate::rule::AreaId;

/// Areas named on each end.
const NAMED: usize = 4;
/// Areas named of those that no document mentions.
const SILENT: usize = 6;

pub(super) fn write(archive: &ArchiveReport, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let told = Told::new(archive, options);
    let mut sheet = Sheet::new(options.width, options.colour);
    sheet.heading(told.w.title);
    sheet.text(2, &told.population());
    unread(&mut sheet, &told);
    levels(&mut sheet, &told);
    areas(&mut sheet, &told);
    questions(&mut sheet, &told);
    next(&mut sheet, &told);
    sheet.blank();
    for line in told.quality() {
        sheet.text(0, &line);
    }
    sheet.blank();
    sheet.text(0, told.names.texts.labels.limits_line);
    sheet.wrapped("", "", &RulesNamed::of_glossary(archive.glossary).brief_line(told.names.texts), Style::Faint);
    sheet.write(out)
}

fn unread(sheet: &mut Sheet, told: &Told) {
    let w = told.w;
    let read = |wanted: Reading| told.tally.documents.iter().filter(|d| d.reading == wanted).count();
    let counts = [(read(Reading::Unread), w.count_unread), (read(Reading::Empty), w.count_empty), (read(Reading::Part), w.count_part)];
    let said: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, forms)| told.of(*n, forms)).collect();
    if !said.is_empty() {
        let line = format!("{}. {}", said.join(", "), told.names.texts.labels.unread_warning);
        sheet.wrapped("  ", "  ", &line, Style::Warning);
    }
    if !told.tally.others.is_empty() {
        sheet.text(2, &fill(w.others_summary, &[("files", &told.of(told.tally.others.len(), told.w.files))]));
    }
}

/// How many counted documents stand at each level, with a bar of their share.
fn levels(sheet: &mut Sheet, told: &Told) {
    if told.tally.all.counted == 0 {
        return;
    }
    sheet.heading(told.w.levels_caption);
    let levels = told.tally.all.levels.levels;
    let most = levels.iter().copied().max().unwrap_or(1).max(1);
    let room = sheet.width.saturating_sub(36).clamp(10, 40);
    for (level, count) in levels.into_iter().enumerate().rev() {
        let name = pad(&format!("{level} {} {}", bar(level as u8), told.names.texts.maturity[level]), 22);
        let length = (count as usize * room).div_ceil(most as usize);
        sheet.line(&format!("  {name} {} {}", pad_left(&told.count(count as usize), 8), "█".repeat(length)), Style::Plain);
    }
}

/// The areas that most and fewest documents mention.
fn areas(sheet: &mut Sheet, told: &Told) {
    let counted = told.tally.all.counted;
    let covered = told.by_coverage();
    if counted == 0 {
        return;
    }
    let named = |areas: &[(AreaId, u32)]| {
        let each = |(area, documents): &(AreaId, u32)| format!("{} ({})", told.names.area(*area), told.count(*documents as usize));
        areas.iter().map(each).collect::<Vec<_>>().join(", ")
    };
    let (some, none): (Vec<_>, Vec<_>) = covered.iter().copied().partition(|(_, documents)| *documents > 0);
    sheet.heading(told.w.sheet_areas);
    sheet.text(2, &fill(told.w.most_covered, &[("areas", &named(&some[..some.len().min(NAMED)]))]));
    let least = &some[some.len().saturating_sub(NAMED).max(NAMED.min(some.len()))..];
    if !least.is_empty() {
        sheet.text(2, &fill(told.w.least_covered, &[("areas", &named(least))]));
    }
    if !none.is_empty() {
        let mut names: Vec<String> = none.iter().take(SILENT).map(|(area, _)| told.names.area(*area).to_string()).collect();
        if none.len() > SILENT {
            names.push(fill(told.w.and_more, &[("n", &told.count(none.len() - SILENT))]));
        }
        sheet.text(2, &fill(told.w.silent, &[("areas", &names.join(", "))]));
    }
}

/// What an auditor asks about, in figures.
fn questions(sheet: &mut Sheet, told: &Told) {
    let w = told.w;
    sheet.heading(w.questions_heading);
    let mut lines = Vec::new();
    match told.tally.date {
        Some(date) => {
            let documents = told.of(told.tally.past().count(), told.names.texts.labels.documents);
            lines.push(fill(w.past_intro, &[("date", &date.to_string()), ("documents", &documents)]));
        }
        None => lines.push(w.method_no_date.to_string()),
    }
    let figures =
        [(w.fact_duties, told.missing_duties().len()), (w.fact_chains, told.broken_chains()), (w.fact_promises, told.tally.promises.len())];
    lines.extend(figures.map(|(name, count)| format!("{name}: {}", told.count(count))));
    for line in lines {
        sheet.item("  • ", &line);
    }
}

fn next(sheet: &mut Sheet, told: &Told) {
    sheet.heading(told.w.next_heading);
    for line in [told.w.next_html, told.w.next_xlsx, told.w.next_data] {
        sheet.item("  • ", line);
    }
}
