//! The text as the scan saw it: its units, and what each word was read as.

use genomsyra::rule::Written;
use genomsyra::text::UnitKind;

use super::Case;
use crate::cli::catalogue::Entry;
use crate::cli::page::{Page, cut};

/// Most readings of one word that are told.
const MOST_READINGS: usize = 6;
/// Longest beginning of a unit that is shown, in columns.
const UNIT_LENGTH: usize = 100;

/// The kind of a unit.
pub fn kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Sentence => "mening",
        UnitKind::ListItem => "listpunkt",
        UnitKind::TableRow => "tabellrad",
        UnitKind::Quote => "citat",
        UnitKind::Heading => "rubrik",
        UnitKind::TableHeader => "tabellhuvud",
        UnitKind::Apart => "vid sidan av texten",
    }
}

/// The units, numbered from 1.
pub fn units(case: &Case, page: &mut Page) {
    let units = case.document.units();
    page.line(0, "Texten");
    for (number, unit) in units.iter().enumerate() {
        page.item(2, &format!("{} {}: ", number + 1, kind(unit.kind)), &cut(&case.words(unit.span), UNIT_LENGTH));
    }
    page.gap();
}

/// Each word with the words of the rules that it is a form of, and the classes that it opens.
///
/// Classes that the entries asked for name come first.
pub fn readings(case: &Case, chosen: &[&Entry], page: &mut Page) {
    page.line(0, "Så lästes orden");
    let asked: Vec<&str> = chosen.iter().filter_map(|e| case.written(e.kind, e.id)).flat_map(Written::classes).collect();
    let mut rows = Vec::new();
    for word in &case.trace.words {
        let own = case.trace.classes.iter().filter(|(_, span)| span.start == word.span.start);
        let mut classes: Vec<String> = own
            .filter_map(|(place, span)| {
                let class = case.rules.classes().get(*place as usize)?;
                let more = if *span == word.span { String::new() } else { format!(" (”{}”)", case.words(*span)) };
                Some(format!("<{}>{more}", class.name))
            })
            .collect();
        classes.dedup();
        let is_asked = |class: &String| asked.iter().any(|name| class.starts_with(&format!("<{name}>")));
        classes.sort_by_key(|class| !is_asked(class));
        let mut told = vec![some(&word.readings, MOST_READINGS), some(&classes, MOST_READINGS)];
        told.retain(|part| !part.is_empty());
        let mut told = told.join("; klass ");
        if word.readings.is_empty() && classes.is_empty() {
            told = "inget ord i reglerna".into();
        } else if word.readings.is_empty() {
            told = format!("klass {told}");
        }
        if word.hidden {
            told += " – dolt för reglerna";
        }
        let row = vec![format!("  {}", case.words(word.span)), told];
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    page.table(&[], &rows);
    page.gap();
}

/// The first of a list, and how many there are besides.
pub fn some(list: &[String], most: usize) -> String {
    let shown = list.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} … (+{more})"),
    }
}
