//! `genomsyra rules diff OLD NEW --corpus DIR`: what a change of rules wins and loses.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use genomsyra::author::{Change, changes};
use genomsyra::rule::RuleSet;
use genomsyra::scan::{ScanOptions, Scanner};
use serde_json::{Value, json};

use crate::cli::args::{DiffArgs, RulesFormat};
use crate::cli::corpus::{Corpus, each_document};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Output;
use crate::cli::page::{Page, cut, plain};
use crate::cli::{settings, words};

/// Stands for the rules that the program carries.
const BUILT_IN: &str = "inbyggda";
/// Longest sentence that is shown whole, in columns.
const SENTENCE: usize = 300;

/// Documents with changes, in their order.
type Changed = Vec<(String, Vec<Change>)>;

/// Reads each document once and scans it with both sets.
pub fn run(args: &DiffArgs) -> Result<Exit, Stop> {
    let set = |folder: &Path| settings::rules(Some(folder).filter(|f| f.as_os_str() != BUILT_IN));
    let (old, new) = (set(&args.old)?, set(&args.new)?);
    let Corpus { results, unread } = each_document(
        &args.corpus,
        || (Scanner::new(old), Scanner::new(new)),
        |(before, after), name, document| {
            let options = ScanOptions::default();
            let (was, is) = (before.scan(document, &options), after.scan(document, &options));
            (name.to_string(), changes(document, (old, &was), (new, &is)))
        },
    )?;
    let documents = results.len();
    let changed: Changed = results.into_iter().filter(|(_, changes)| !changes.is_empty()).collect();
    Output::Standard.write(|out| match args.format {
        RulesFormat::Json => writeln!(out, "{:#}", as_json(&changed, documents, old, new)),
        RulesFormat::Terminal => write_page(&changed, documents, old, new, out),
    })?;
    Ok(if unread > 0 { Exit::SomeUnread } else { Exit::Fine })
}

/// Won and lost for each area.
fn by_area(changed: &Changed) -> BTreeMap<&str, (usize, usize)> {
    let mut out: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for change in changed.iter().flat_map(|(_, changes)| changes) {
        let counts = out.entry(&change.area).or_default();
        *(if change.won { &mut counts.0 } else { &mut counts.1 }) += 1;
    }
    out
}

fn version(rules: &RuleSet) -> String {
    format!("{} ({})", rules.version(), rules.hash().get(..12).unwrap_or_default())
}

fn write_page(changed: &Changed, documents: usize, old: &RuleSet, new: &RuleSet, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new();
    let areas = by_area(changed);
    let (won, lost) = areas.values().fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1));
    for (name, changes) in changed {
        page.line(0, &plain(name));
        for change in changes {
            let sign = if change.won { "+ " } else { "- " };
            let causes: Vec<String> = change.causes.iter().map(|(id, words)| format!("{id} (”{}”)", plain(words))).collect();
            page.item(2, sign, &format!("{}: {}", change.area, causes.join(", ")));
            page.line(4, &cut(&plain(&change.sentence), SENTENCE));
        }
        page.gap();
    }
    if !areas.is_empty() {
        let mut rows = vec![["område", "vunna", "förlorade"].map(str::to_string).to_vec()];
        rows.extend(areas.iter().map(|(area, (won, lost))| vec![area.to_string(), won.to_string(), lost.to_string()]));
        page.table(&[1, 2], &rows);
        page.gap();
    }
    page.line(
        0,
        &format!(
            "{}, {} i {} av {}. Från {} till {}.",
            words::count(won, "vunnen hänvisning", "vunna hänvisningar"),
            words::count(lost, "förlorad", "förlorade"),
            changed.len(),
            words::count(documents, "dokument", "dokument"),
            version(old),
            version(new),
        ),
    );
    page.write(out)
}

fn as_json(changed: &Changed, documents: usize, old: &RuleSet, new: &RuleSet) -> Value {
    let set = |rules: &RuleSet| json!({"name": rules.name(), "version": rules.version(), "hash": rules.hash()});
    let changes: Vec<Value> = changed
        .iter()
        .flat_map(|(name, changes)| changes.iter().map(move |change| (name, change)))
        .map(|(name, c)| {
            let causes: Vec<Value> = c.causes.iter().map(|(id, words)| json!({"rule": id, "words": words})).collect();
            json!({"document": name, "unit": c.unit, "won": c.won, "area": c.area, "causes": causes, "sentence": c.sentence})
        })
        .collect();
    let areas: serde_json::Map<String, Value> =
        by_area(changed).into_iter().map(|(area, (won, lost))| (area.to_string(), json!({"won": won, "lost": lost}))).collect();
    json!({"old": set(old), "new": set(new), "documents": documents, "areas": areas, "changes": changes})
}
