//! `genomsyra rules check [DIR]`: are the rules rightly written, and does anything look wrong?

use genomsyra::author::{Doubt, Stats, Warning, doubts, doubts_by_corpus};
use genomsyra::rule::RuleSet;
use serde_json::{Value, json};

use crate::cli::args::{RulesCheckArgs, RulesFormat};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::page::{Page, cut};
use crate::cli::{settings, words};

use super::stats::count;

/// Longest expression that is told whole, in columns.
const EXPRESSION: usize = 80;

/// Every mistake with file and line, or what there is and what its authors should look at.
pub fn run(args: &RulesCheckArgs) -> Result<Exit, Stop> {
    let folder = args.folder.as_deref().or(args.rules.rules.as_deref());
    let files = settings::rule_files(folder)?;
    let rules: &'static RuleSet = Box::leak(Box::new(RuleSet::from_files(&files)?));
    let mut warnings = doubts(rules, &files);
    if !args.corpus.is_empty() {
        let stats = count(&args.corpus, rules)?.results.into_iter().fold(Stats::default(), Stats::and);
        warnings.extend(doubts_by_corpus(rules, &stats));
    }
    // Whoever brings own rules is told of those; the built-in ones are not theirs to mend.
    let own = settings::own_files(folder)?;
    warnings.retain(|w| own.as_ref().is_none_or(|own| own.contains(&w.file)));
    Output::Standard.write(|out| match args.format {
        RulesFormat::Json => writeln!(out, "{:#}", as_json(rules, &warnings)),
        RulesFormat::Terminal => page(rules, &warnings).write(out),
    })?;
    Ok(Exit::Fine)
}

fn page(rules: &RuleSet, warnings: &[Warning]) -> Page {
    let mut page = Page::new();
    page.line(0, &format!("{} {}: reglerna är rätt skrivna.", rules.name(), rules.version()));
    page.line(
        0,
        &format!(
            "{}, {}, {}, {}, {}, {}, {}, {}.",
            words::count(rules.rules().len(), "regel", "regler"),
            words::count(rules.classes().len(), "klass", "klasser"),
            words::count(rules.false_friends().len(), "falsk vän", "falska vänner"),
            words::count(rules.masks().len(), "dolt namn", "dolda namn"),
            words::count(rules.sources().len(), "rättskälla", "rättskällor"),
            words::count(rules.duties().len(), "plikt", "plikter"),
            words::count(rules.lenses().len(), "vy", "vyer"),
            words::count(rules.document_types().len(), "dokumenttyp", "dokumenttyper"),
        ),
    );
    if !warnings.is_empty() {
        page.gap();
        page.line(0, &format!("{} (inga fel, men se efter om det är meningen):", words::count(warnings.len(), "varning", "varningar")));
        let (never, others): (Vec<&Warning>, Vec<&Warning>) = warnings.iter().partition(|w| w.what == Doubt::Never);
        others.into_iter().for_each(|warning| tell(warning, &mut page));
        tell_never(&never, &mut page);
    }
    page
}

fn as_json(rules: &RuleSet, warnings: &[Warning]) -> Value {
    let told = |w: &Warning| {
        let (kind, detail) = match &w.what {
            Doubt::Shadowed(other) => ("shadowed", json!({"by": other})),
            Doubt::Twice(expression) => ("twice", json!({"expression": expression})),
            Doubt::AlsoIn(expression, other) => ("also-in", json!({"expression": expression, "other": other})),
            Doubt::Never => ("never", json!({})),
            Doubt::Everywhere(documents, all) => ("everywhere", json!({"documents": documents, "of": all})),
        };
        json!({"kind": kind, "file": w.file, "line": w.line, "entry": w.entry, "detail": detail})
    };
    let warnings: Vec<Value> = warnings.iter().map(told).collect();
    json!({"name": rules.name(), "version": rules.version(), "hash": rules.hash(), "warnings": warnings})
}

/// Of rules that find nothing there can be many: a small corpus says little of them.
fn tell_never(never: &[&Warning], page: &mut Page) {
    if !never.is_empty() {
        let ids: Vec<&str> = never.iter().map(|w| w.entry.as_str()).collect();
        let count = words::count(ids.len(), "regel", "regler");
        page.item(2, "", &format!("{count} finner inget i dokumenten: {}", ids.join(", ")));
    }
}

fn tell(warning: &Warning, page: &mut Page) {
    let what = match &warning.what {
        Doubt::Shadowed(other) => format!("allt regeln söker finner redan {other}, för samma områden"),
        Doubt::Twice(expression) => format!("`{}` står två gånger", cut(expression, EXPRESSION)),
        Doubt::AlsoIn(expression, other) => {
            format!("`{}` står också i {other}, för samma områden och med samma villkor", cut(expression, EXPRESSION))
        }
        Doubt::Never => "finner inget i dokumenten".into(),
        Doubt::Everywhere(documents, all) => format!("räknas i {documents} av {all} dokument: söker den något för vanligt?"),
    };
    page.item(2, "", &format!("{}, rad {} ({}): {what}", warning.file, warning.line, warning.entry));
}
