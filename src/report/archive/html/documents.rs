//! Document × area: one row a document, with what the script filters by; the first rows in sight, the rest folded away by organisation.

use std::collections::BTreeSet;

use super::super::super::html::markup::Page;
use super::super::super::html::sheet::wide_table;
use super::super::super::texts::{fill, fill_owned};
use super::super::told::Told;
use super::parts::{head, level_class, section};
use super::results::upright;
use crate::archive::tally::{DocumentRow, Reading};
use crate::rule::AreaId;

/// Rows in sight without script.
const SHOWN: usize = 200;
/// Rows of one fold.
const FOLD: usize = 500;
/// Rows that the page holds at all; tables for data tools have every one.
const MOST: usize = 10_000;

pub(super) fn write(page: &mut Page, told: &Told) {
    let w = told.w;
    let documents = &told.tally.documents;
    let areas = told.areas();
    section(page, "dokument", w.sheet_heat, |page| {
        page.with("p", &[], w.documents_intro);
        if documents.len() > MOST {
            page.with("p", &[("class", "note")], &fill(w.rows_elsewhere, &[("n", &told.count(documents.len() - MOST))]));
        }
        let held = &documents[..documents.len().min(MOST)];
        tools(page, told, held);
        let (shown, rest) = held.split_at(held.len().min(SHOWN));
        page.element("div", &[("id", "dokumentlista")], |page| table(page, told, &areas, w.documents_caption, shown));
        page.element("div", &[("id", "fler-dokument")], |page| folds(page, told, &areas, rest));
    });
}

/// The rest, by organisation, in folds of bounded size.
fn folds(page: &mut Page, told: &Told, areas: &[AreaId], rest: &[DocumentRow]) {
    for (place, owner) in told.tally.organisations.iter().enumerate() {
        let own: Vec<&DocumentRow> = rest.iter().filter(|d| d.organisation as usize == place).collect();
        for (fold, part) in own.chunks(FOLD).enumerate() {
            let (from, to) = (fold * FOLD + 1, fold * FOLD + part.len());
            let values =
                [("name", told.organisation(owner)), ("from", told.count(from)), ("to", told.count(to)), ("n", told.count(own.len()))];
            let label = fill_owned(if own.len() > FOLD { told.w.fold_part } else { told.w.fold_whole }, &values);
            page.element("details", &[], |page| {
                page.with("summary", &[], &label);
                table(page, told, areas, &label, part.iter().copied());
            });
        }
    }
}

fn table<'d>(page: &mut Page, told: &Told, areas: &[AreaId], label: &str, documents: impl IntoIterator<Item = &'d DocumentRow>) {
    let (l, w) = (&told.names.texts.labels, told.w);
    wide_table(page, "heat documents", label, |page| {
        page.with("caption", &[("class", "unseen")], label);
        page.element("thead", &[], |page| {
            page.element("tr", &[], |page| {
                head(page, "", l.summary_document);
                head(page, "", w.organisation);
                head(page, "", l.memo_type);
                head(page, "", w.years);
                upright(page, l.row_document_level);
                areas.iter().for_each(|area| upright(page, told.names.area(*area)));
            });
        });
        page.element("tbody", &[], |page| documents.into_iter().for_each(|document| row(page, told, areas, document)));
    });
}

fn row(page: &mut Page, told: &Told, areas: &[AreaId], document: &DocumentRow) {
    let level = document.verdict.as_ref().map(|v| v.level);
    let year = |value: Option<u16>| value.map_or_else(String::new, |year| year.to_string());
    let attributes = [
        ("data-o", document.organisation.to_string()),
        ("data-t", document.document_type.as_deref().unwrap_or_default().to_string()),
        ("data-y", year(document.years.map(|y| y.from))),
        ("data-z", year(document.years.map(|y| y.to))),
        ("data-l", level.map_or_else(|| "-".to_string(), |level| level.to_string())),
        ("data-c", if document.counts() { "1" } else { "0" }.to_string()),
    ];
    let attributes: Vec<(&'static str, &str)> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    page.element("tr", &attributes, |page| {
        page.element("th", &[("scope", "row")], |page| {
            page.text(&told.clean_path(document));
            if let Some(title) = told.title(document) {
                page.with("small", &[("lang", "sv")], &title);
            }
            let aside = told.aside(document);
            if !aside.is_empty() {
                page.with("small", &[], &fill(told.w.not_counted_because, &[("why", aside)]));
            }
        });
        page.with("td", &[], &told.owner(document));
        page.with("td", &[], told.document_type(document));
        page.with("td", &[], &document.years.map_or_else(String::new, |years| years.to_string()));
        match level {
            Some(level) => page.with("td", &[("class", level_class(level))], &level.to_string()),
            None => page.with("td", &[], "–"),
        }
        for area in areas {
            match document.level(*area) {
                Some(0) => page.with("td", &[], "0"),
                Some(level) => page.with("td", &[("class", level_class(level))], &level.to_string()),
                None if document.reading == Reading::Part => page.with("td", &[], "?"),
                None => page.with("td", &[], "–"),
            }
        }
    });
}

/// Fields to search and filter by; the script takes them out of hiding.
fn tools(page: &mut Page, told: &Told, documents: &[DocumentRow]) {
    let (l, w) = (&told.names.texts.labels, told.w);
    let owners: BTreeSet<u32> = documents.iter().map(|d| d.organisation).collect();
    let types: BTreeSet<(&str, &str)> =
        documents.iter().filter_map(|d| Some((d.document_type.as_deref()?, told.document_type(d)))).map(|(id, name)| (name, id)).collect();
    let years: BTreeSet<u16> = documents.iter().filter_map(|d| d.years).flat_map(|y| y.from..=y.to).collect();
    page.element("form", &[("class", "tools"), ("id", "sok"), ("hidden", ""), ("aria-label", w.tools_label)], |page| {
        page.element("label", &[("class", "field")], |page| {
            page.text(w.search);
            page.void("input", &[("type", "search"), ("data-filter", "s"), ("autocomplete", "off")]);
        });
        let owners = owners.iter().filter_map(|o| Some((o.to_string(), told.organisation(told.tally.organisations.get(*o as usize)?))));
        select(page, "o", w.organisation, w.any, owners);
        select(page, "t", l.memo_type, w.any, types.iter().map(|(name, id)| (id.to_string(), name.to_string())));
        select(page, "y", w.years, w.any, years.iter().rev().map(|year| (year.to_string(), year.to_string())));
        let levels = told.names.texts.maturity.iter().enumerate().map(|(level, name)| (level.to_string(), format!("{level} {name}")));
        select(page, "l", l.level_column, w.any, levels.chain([("-".to_string(), l.summary_unjudged.to_string())]));
        select(page, "c", w.counted, w.any, [("1".to_string(), w.yes.to_string()), ("0".to_string(), w.no.to_string())].into_iter());
        page.with("button", &[("type", "button"), ("data-step", "-1")], w.page_back);
        page.with("button", &[("type", "button"), ("data-step", "1")], w.page_on);
        page.with("output", &[("class", "note"), ("data-text", w.shown_count), ("data-none", w.shown_none)], "");
    });
}

fn select(page: &mut Page, filter: &'static str, label: &str, any: &str, options: impl Iterator<Item = (String, String)>) {
    page.element("label", &[("class", "field")], |page| {
        page.text(label);
        page.element("select", &[("data-filter", filter)], |page| {
            page.with("option", &[("value", "")], any);
            for (value, name) in options {
                page.with("option", &[("value", &value)], &name);
            }
        });
    });
}
