//! The box of facts on a title page: "Antagen av: …", rows of a table, labels over their values.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::title_page::{Line, TitlePage, parts};
use super::words::{Words, any_of, expression};
use crate::text::Span;

/// What a label asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    Municipality,
    Body,
    Adopted,
    Date,
    Revised,
    ValidFrom,
    ValidTo,
    Valid,
    Years,
    CaseNumber,
}

impl Ask {
    /// The key in the data.
    fn of(key: &str) -> Option<Ask> {
        Some(match key {
            "kommun" => Ask::Municipality,
            "namnd" => Ask::Body,
            "antagen" => Ask::Adopted,
            "datum" => Ask::Date,
            "andrad" => Ask::Revised,
            "giltig_fran" => Ask::ValidFrom,
            "giltig_till" => Ask::ValidTo,
            "giltig" => Ask::Valid,
            "ar" => Ask::Years,
            "diarienummer" => Ask::CaseNumber,
            _ => return None,
        })
    }
}

/// A label's value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labelled<'d> {
    pub ask: Ask,
    pub text: &'d str,
    pub span: Span,
}

static LABELS: LazyLock<HashMap<&'static str, Ask>> = LazyLock::new(|| {
    let all = Words::built_in().etiketter.iter().filter_map(|(key, labels)| Some((Ask::of(key)?, labels)));
    all.flat_map(|(ask, labels)| labels.iter().map(move |label| (label.as_str(), ask))).collect()
});
static WITH_COLON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let labels = any_of(Words::built_in().etiketter.values().flatten());
    expression(&format!(r"(?i)(?:^|[\s(,;|·])(?P<label>{labels})(?:\s*\([^)]*\))?\s*:"))
});

/// Longer values are sentences.
const LONGEST_VALUE: usize = 160;

fn ask(label: &str) -> Option<Ask> {
    LABELS.get(label.trim().trim_end_matches(':').trim().to_lowercase().as_str()).copied()
}

/// Every label with its value, in order.
pub(super) fn labelled<'d>(page: &TitlePage<'d>) -> Vec<Labelled<'d>> {
    let mut out = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        let next = page.lines.get(at + 1);
        let cells: Vec<(usize, &str)> = parts(line.text).collect();
        if cells.len() > 1 {
            row(line, &cells, next, &mut out);
        }
        if line.is_prose() {
            continue;
        }
        with_colon(line, next, &mut out);
        if cells.len() == 1
            && let (Some(ask), Some(next)) = (ask(line.text), next)
            && !line.text.trim_end().ends_with(':')
        {
            push(ask, next, 0, next.text, &mut out);
        }
    }
    out
}

fn push<'d>(ask: Ask, line: &Line<'d>, at: usize, text: &'d str, out: &mut Vec<Labelled<'d>>) {
    let lead = text.len() - text.trim_start().len();
    let text = text.trim();
    if !text.is_empty() && text.len() <= LONGEST_VALUE {
        out.push(Labelled { ask, text, span: line.within(&(at + lead..at + lead + text.len())) });
    }
}

/// A table row: all cells labels over the values of the next row, or label and value side by side.
fn row<'d>(line: &Line<'d>, cells: &[(usize, &'d str)], next: Option<&Line<'d>>, out: &mut Vec<Labelled<'d>>) {
    let asked: Vec<Option<Ask>> = cells.iter().map(|(_, text)| ask(text)).collect();
    if asked.iter().flatten().count() > 1 {
        let Some(next) = next else { return };
        let values: Vec<(usize, &str)> = parts(next.text).collect();
        let same = values.len() == cells.len() && values.iter().all(|(_, text)| ask(text).is_none());
        if same {
            for (ask, (at, text)) in asked.iter().zip(&values) {
                if let Some(ask) = ask {
                    push(*ask, next, *at, text, out);
                }
            }
            return;
        }
    }
    for (at, ask) in asked.iter().enumerate() {
        if let (Some(ask), Some((place, text))) = (ask, cells.get(at + 1))
            && asked[at + 1].is_none()
        {
            push(*ask, line, *place, text, out);
        }
    }
}

/// "Beslutad av: Kommunstyrelsen Dnr: KS 2022/87": each value ends where the next label begins.
fn with_colon<'d>(line: &Line<'d>, next: Option<&Line<'d>>, out: &mut Vec<Labelled<'d>>) {
    let found: Vec<_> = WITH_COLON.iter().flat_map(|expression| expression.captures_iter(line.text)).collect();
    for (at, label) in found.iter().enumerate() {
        let (Some(whole), Some(name)) = (label.get(0), label.name("label")) else { continue };
        let Some(ask) = ask(name.as_str()) else { continue };
        let end = found.get(at + 1).and_then(|next| next.get(0)).map_or(line.text.len(), |next| next.start());
        let value = &line.text[whole.end()..end];
        let value = value.split(['|', '·', '\t']).find(|part| !part.trim().is_empty()).unwrap_or("");
        // An empty part is no place; it is not used below.
        let start = (value.as_ptr() as usize).wrapping_sub(line.text.as_ptr() as usize);
        match next {
            Some(next) if value.is_empty() && at + 1 == found.len() => push(ask, next, 0, next.text, out),
            _ if value.is_empty() => {}
            _ => push(ask, line, start, value, out),
        }
    }
}
