//! `genomsyra rules stats DIR…`: what the rules find in a corpus, rule by rule and form by form.

use std::io::{self, Write};

use genomsyra::author::{EntryStats, Stats};
use genomsyra::finding::{Cause, Status};
use genomsyra::rule::RuleSet;
use genomsyra::scan::{ScanOptions, Scanner};
use serde_json::{Value, json};

use crate::cli::args::{StatsArgs, StatsFormat};
use crate::cli::corpus::{Corpus, each_document};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::page::Page;
use crate::cli::{settings, words};

/// Most forms shown in the table, and of an entry that was asked for.
const SOME_FORMS: usize = 6;
const MANY_FORMS: usize = 200;

/// Counts all documents and tells of every rule, or of those asked for.
pub fn run(args: &StatsArgs) -> Result<Exit, Stop> {
    let rules = settings::rules(args.rules.rules.as_deref())?;
    let asked = args.id.as_deref();
    if let Some(id) = asked.filter(|id| !rules.rules().iter().any(|r| r.id.contains(id)) && !rules.sources().iter().any(|s| s.id == *id)) {
        return Err(Stop::Told(format!(
            "ingen regel och ingen rättskälla heter något med `{id}`. `genomsyra rules list` visar vad som finns."
        )));
    }
    let output = Output::open(args.output.as_deref(), &[])?;
    let Corpus { results, unread } = count(&args.corpus, rules)?;
    let stats = results.into_iter().fold(Stats::default(), Stats::and);
    output.write(|out| match args.format {
        StatsFormat::Terminal => write_page(&stats, rules, asked, out),
        StatsFormat::Json => writeln!(out, "{:#}", as_json(&stats, rules, asked)),
        StatsFormat::Csv => write_csv(&stats, rules, asked, out),
    })?;
    Ok(if unread > 0 { Exit::SomeUnread } else { Exit::Fine })
}

/// The counts of each document.
pub fn count(corpus: &[std::path::PathBuf], rules: &'static RuleSet) -> Result<Corpus<Stats>, Stop> {
    each_document(
        corpus,
        || Scanner::new(rules),
        |scanner, _, document| Stats::of(document, &scanner.scan(document, &ScanOptions::default())),
    )
}

fn id(cause: Cause, rules: &RuleSet) -> &str {
    match cause {
        Cause::Rule(id) => &rules.rule(id).id,
        Cause::Source(place) => rules.sources().get(place as usize).map_or("", |s| &s.id),
    }
}

/// The entries to tell of, those that count most first.
fn chosen<'a>(stats: &'a Stats, rules: &'a RuleSet, asked: Option<&str>) -> Vec<(&'a str, &'a EntryStats)> {
    let mut out: Vec<(&str, &EntryStats)> = stats.entries.iter().map(|(cause, e)| (id(*cause, rules), e)).collect();
    out.retain(|(id, _)| asked.is_none_or(|asked| id.contains(asked)));
    out.sort_by_key(|(id, e)| (std::cmp::Reverse((e.counted, e.set_aside_count())), *id));
    out
}

fn write_page(stats: &Stats, rules: &RuleSet, asked: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new();
    let entries = chosen(stats, rules, asked);
    page.line(
        0,
        &format!(
            "{}, {} som kan räknas. {} av {} regler fann något.",
            words::count(stats.documents, "dokument", "dokument"),
            words::count(stats.units, "mening, punkt eller rad", "meningar, punkter och rader"),
            rules.rules().len() - stats.never(rules).len(),
            rules.rules().len(),
        ),
    );
    page.gap();
    if let Some(asked) = asked {
        entries.iter().for_each(|(id, entry)| write_entry(id, entry, rules, &mut page));
        if entries.is_empty() {
            page.line(0, &format!("{asked} fann inget i dokumenten."));
        }
        return page.write(out);
    }
    let mut rows = vec![["regel", "räknas", "åt sidan", "dokument", "vanligaste former"].map(str::to_string).to_vec()];
    for (id, entry) in entries {
        let forms: Vec<String> = entry
            .forms_by_frequency()
            .iter()
            .take(SOME_FORMS)
            .map(|(form, (counted, aside))| format!("{form} {}", counted + aside))
            .collect();
        let numbers = [entry.counted, entry.set_aside_count(), entry.documents].map(|n| n.to_string());
        rows.push([vec![id.to_string()], numbers.to_vec(), vec![forms.join(", ")]].concat());
    }
    page.table(&[1, 2, 3], &rows);
    let everywhere: Vec<&str> = stats.everywhere().into_iter().map(|id| rules.rule(id).id.as_str()).collect();
    list(&mut page, "Räknas i nästan alla dokument", &everywhere);
    let never: Vec<&str> = stats.never(rules).into_iter().map(|id| rules.rule(id).id.as_str()).collect();
    list(&mut page, "Fann aldrig något", &never);
    page.gap();
    page.line(0, "`--id REGEL` visar en regels alla former och varför fynd ställdes åt sidan.");
    page.write(out)
}

fn list(page: &mut Page, heading: &str, ids: &[&str]) {
    if !ids.is_empty() {
        page.gap();
        page.line(0, &format!("{heading}: {}", words::count(ids.len(), "regel", "regler")));
        page.line(2, &ids.join(", "));
    }
}

fn write_entry(id: &str, entry: &EntryStats, rules: &RuleSet, page: &mut Page) {
    let documents = words::count(entry.documents, "dokument", "dokument");
    page.line(0, &format!("{id}: räknas {} i {documents}, åt sidan {}", times(entry.counted), times(entry.set_aside_count())));
    for (reason, count) in &entry.set_aside {
        page.line(2, &format!("{} {}", times(*count), words::status(Status::Ignored(*reason), rules)));
    }
    let forms = entry.forms_by_frequency();
    let mut rows = vec![["  räknas", "åt sidan", "form"].map(str::to_string).to_vec()];
    rows.extend(
        forms.iter().take(MANY_FORMS).map(|(form, (counted, aside))| vec![format!("  {counted}"), aside.to_string(), form.to_string()]),
    );
    page.table(&[0, 1], &rows);
    if forms.len() > MANY_FORMS {
        page.line(2, &format!("… och {} former till (--format csv visar alla)", forms.len() - MANY_FORMS));
    }
    page.gap();
}

fn times(number: usize) -> String {
    words::count(number, "gång", "gånger")
}

fn as_json(stats: &Stats, rules: &RuleSet, asked: Option<&str>) -> Value {
    let entries: Vec<Value> = chosen(stats, rules, asked)
        .into_iter()
        .map(|(id, e)| {
            let mut set_aside = serde_json::Map::new();
            for (reason, count) in &e.set_aside {
                let sum = set_aside.get(reason.as_str()).and_then(Value::as_u64).unwrap_or(0) + *count as u64;
                set_aside.insert(reason.as_str().into(), sum.into());
            }
            let forms: Vec<Value> = e
                .forms_by_frequency()
                .into_iter()
                .map(|(form, (counted, aside))| json!({"form": form, "counted": counted, "set_aside": aside}))
                .collect();
            json!({"id": id, "counted": e.counted, "documents": e.documents, "set_aside": set_aside, "forms": forms})
        })
        .collect();
    let ids = |list: Vec<genomsyra::rule::RuleId>| -> Vec<&str> { list.into_iter().map(|id| rules.rule(id).id.as_str()).collect() };
    json!({
        "documents": stats.documents, "units": stats.units, "entries": entries,
        "never": ids(stats.never(rules)), "everywhere": ids(stats.everywhere()),
    })
}

/// One row for each rule and form, for spreadsheets: semicolons, as Swedish ones expect.
fn write_csv(stats: &Stats, rules: &RuleSet, asked: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "regel;form;räknas;åt sidan")?;
    for (id, entry) in chosen(stats, rules, asked) {
        for (form, (counted, aside)) in entry.forms_by_frequency() {
            writeln!(out, "{};{};{counted};{aside}", cell(id), cell(form))?;
        }
    }
    let never = stats.never(rules).into_iter().map(|id| rules.rule(id).id.as_str());
    never.filter(|id| asked.is_none_or(|asked| id.contains(asked))).try_for_each(|id| writeln!(out, "{};;0;0", cell(id)))
}

/// A cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text = text.replace('"', "\"\"");
    let formula = text.starts_with(['=', '+', '-', '@']);
    format!("\"{}{text}\"", if formula { "'" } else { "" })
}
