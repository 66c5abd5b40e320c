//! `genomsyra rules show ID`: one entry, as it works and as it is written; or an area with the rules that count for it.

use std::io::{self, Write};

use genomsyra::rule::{Area, AreaId, RuleFile, RuleSet, nearest};

use crate::cli::args::ShowArgs;
use crate::cli::catalogue::{Entry, entries};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::{settings, words};

/// Classes may be given with or without angle brackets.
pub fn run(args: &ShowArgs) -> Result<Exit, Stop> {
    let files = settings::rule_files(args.rules.rules.as_deref())?;
    let rules = RuleSet::from_files(&files)?;
    let id = args.id.trim_start_matches('<').trim_end_matches('>');
    let all = entries(&rules);
    let found: Vec<&Entry> = all.iter().filter(|e| e.id == id).collect();
    let area = rules.taxonomy().find(id);
    if found.is_empty() && area.is_none() {
        let known = all.iter().map(|e| e.id).chain(rules.taxonomy().areas().iter().map(|a| a.id.as_str()));
        let meant = nearest(id, known).map_or_else(String::new, |near| format!(" Menade du `{near}`?"));
        return Err(Stop::Told(format!("`{id}` finns inte i reglerna.{meant} `genomsyra rules list` visar allt som finns.")));
    }
    Output::Standard.write(|out| {
        if let Some(area) = area {
            write_area(area, rules.taxonomy().area(area), &all, out)?;
        }
        found.iter().try_for_each(|entry| write_entry(entry, &rules, &files, out))
    })?;
    Ok(Exit::Fine)
}

fn write_area(id: AreaId, area: &Area, all: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} (område)\n", area.id)?;
    writeln!(out, "Namn: {} ({})", area.name, area.name_en)?;
    writeln!(out, "Vad som räknas: {}", area.definition)?;
    if !area.legal_basis.is_empty() {
        writeln!(out, "Lagstöd: {}", area.legal_basis.join("; "))?;
    }
    writeln!(out, "\nHör hit:")?;
    for entry in all.iter().filter(|e| e.areas.contains(id)) {
        writeln!(out, "  {} ({}): {}", entry.id, words::kind(entry.kind), entry.description)?;
    }
    Ok(())
}

fn write_entry(entry: &Entry, rules: &RuleSet, files: &[RuleFile], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} ({})\n", entry.id, words::kind(entry.kind))?;
    writeln!(out, "Vad: {}", entry.description)?;
    let taxonomy = rules.taxonomy();
    for area in entry.areas.iter().map(|id| taxonomy.area(id)) {
        writeln!(out, "Område: {} – {}", area.id, area.name)?;
    }
    if let Some(strength) = entry.strength {
        writeln!(out, "Styrka: {} – {}", strength.as_str(), words::strength(strength))?;
    }
    if !entry.legal.is_empty() {
        writeln!(out, "Lagrum: {}", entry.legal.join("; "))?;
    }
    writeln!(out, "Fil: {}, rad {}\n", entry.file, entry.line)?;
    writeln!(out, "{}", as_written(entry, files))
}

/// The entry's lines in its file, up to the next entry.
fn as_written(entry: &Entry, files: &[RuleFile]) -> String {
    let Some(file) = files.iter().find(|f| f.name == entry.file) else { return String::new() };
    let mut lines = file.contents.lines().skip(entry.line.saturating_sub(1));
    let mut own: Vec<&str> = lines.by_ref().take(1).collect();
    own.extend(lines.take_while(|line| !line.trim_start().starts_with("[[")));
    // What stands last may be a comment on the next entry.
    while own.last().is_some_and(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        own.pop();
    }
    own.join("\n")
}
