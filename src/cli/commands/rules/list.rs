//! `genomsyra rules list`: every entry of the rule set.

use std::io::{self, Write};

use genomsyra::proof::EntryKind;
use genomsyra::rule::RuleSet;
use serde_json::{Value, json};

use crate::cli::args::{ListArgs, RulesFormat};
use crate::cli::catalogue::{Entry, entries};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::settings;

/// One line an entry, or one JSON object for all.
pub fn run(args: &ListArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    Output::Standard.write(|out| match args.format {
        RulesFormat::Terminal => write_lines(rules, out),
        RulesFormat::Json => writeln!(out, "{:#}", as_json(rules)),
    })?;
    Ok(Exit::Fine)
}

fn write_lines(rules: &RuleSet, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} {} ({})", rules.name(), rules.version(), rules.hash().get(..12).unwrap_or_default())?;
    let entries = entries(rules);
    for kind in EntryKind::ALL {
        let own: Vec<&Entry> = entries.iter().filter(|e| e.kind == kind).collect();
        let width = own.iter().map(|e| e.id.chars().count()).max().unwrap_or(0);
        writeln!(out, "\n{}: {}", heading(kind), own.len())?;
        for entry in own {
            writeln!(out, "  {:width$}  {}", entry.id, entry.description)?;
        }
    }
    writeln!(out, "\nDokumenttyper: {}", rules.document_types().len())?;
    let width = rules.document_types().iter().map(|t| t.id.chars().count()).max().unwrap_or(0);
    rules.document_types().iter().try_for_each(|t| writeln!(out, "  {:width$}  {}", t.id, t.name))
}

fn heading(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Rule => "Regler",
        EntryKind::Class => "Klasser",
        EntryKind::FalseFriend => "Falska vänner",
        EntryKind::Mask => "Dolda namn",
        EntryKind::Source => "Rättskällor",
        EntryKind::Duty => "Plikter",
        EntryKind::Wording => "Äldre ord",
        EntryKind::LensHeading => "Vyernas rubriker",
    }
}

fn as_json(rules: &RuleSet) -> Value {
    let taxonomy = rules.taxonomy();
    let entries: Vec<Value> = entries(rules)
        .iter()
        .map(|e| {
            json!({
                "kind": e.kind.as_str(), "id": e.id, "areas": taxonomy.names(e.areas), "strength": e.strength.map(|s| s.as_str()),
                "description": e.description, "legal": e.legal, "file": e.file, "line": e.line,
            })
        })
        .collect();
    let areas: Vec<Value> = taxonomy
        .areas()
        .iter()
        .map(|a| json!({"id": a.id, "layer": a.layer.as_str(), "name": a.name, "name_en": a.name_en, "definition": a.definition}))
        .collect();
    let types: Vec<Value> = rules
        .document_types()
        .iter()
        .map(|t| json!({"id": t.id, "name": t.name, "name_en": t.name_en, "highest_level": t.highest_level}))
        .collect();
    json!({
        "name": rules.name(), "version": rules.version(), "hash": rules.hash(),
        "entries": entries, "areas": areas, "document_types": types,
    })
}
