//! The overview for people in a browser: one file, read offline, with or without script, for archives of thousands of documents.
//!
//! Every document stands in the page once, as a row: the first ones in sight, the rest folded away by organisation. The script only gathers
//! the rows into one table with pages, and filters them.

mod documents;
mod lists;
mod parts;
mod results;
mod years;

use std::io;

use super::super::Options;
use super::super::html::frame;
use super::super::html::markup::Page;
use super::super::texts::fill;
use super::super::told::RulesNamed;
use super::ArchiveReport;
use super::told::Told;
use crate::archive::tally::{Aside, Reading};
use parts::section;
#[cfg(feature = "program")]
pub(crate) use {
    parts::{head, level_class, spread_cells, spread_heads},
    results::{heat_table, linked},
    years::tables as year_tables,
};

const SCRIPT: &str = include_str!("html/archive.js");

pub(super) fn write(archive: &ArchiveReport, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let told = Told::new(archive, options);
    let rules = RulesNamed::of_glossary(archive.glossary);
    let page = frame(told.w.title, options, rules, SCRIPT, |page| {
        page.element("div", &[("class", "masthead archive")], |page| {
            page.with("h1", &[], told.w.title);
            page.with("p", &[], &told.population());
            page.with("p", &[("class", "note")], told.names.texts.labels.limits_line);
        });
        let mut report = Page::default();
        report.element("div", &[("class", "report archive")], |page| sections(page, &told));
        contents(page, &told, report.parts());
        page.append(report);
    });
    out.write_all(page.finish().as_bytes())?;
    out.flush()
}

fn sections(page: &mut Page, told: &Told) {
    summary(page, told);
    results::levels(page, told);
    results::areas(page, told);
    results::roles(page, told);
    results::grounds(page, told);
    results::heat(page, told);
    years::write(page, told);
    results::chains(page, told);
    lists::promises(page, told);
    lists::past(page, told);
    lists::duties(page, told);
    lists::unread(page, told);
    documents::write(page, told);
    section(page, "metod", told.w.sheet_method, |page| {
        for text in told.method() {
            page.with("p", &[], &text);
        }
    });
}

/// Links to the parts that were written.
fn contents(page: &mut Page, told: &Told, parts: &[(String, String)]) {
    page.element("nav", &[("class", "contents archive"), ("aria-label", told.w.contents)], |page| {
        page.element("ol", &[], |page| {
            for (id, title) in parts {
                page.element("li", &[], |page| page.with("a", &[("href", &format!("#{id}"))], title));
            }
        });
    });
}

/// The archive in figures.
fn summary(page: &mut Page, told: &Told) {
    let (w, tally) = (told.w, told.tally);
    let documents = &tally.documents;
    let reading = |wanted: Reading| documents.iter().filter(|d| d.reading == wanted).count();
    let copies = documents.iter().filter(|d| d.aside.is_some_and(|aside| aside != Aside::NotJudged)).count();
    let years: Vec<u16> = tally.years.columns.iter().filter_map(|column| column.year).collect();
    let known = tally.organisations.iter().filter(|o| o.organisation.is_some()).count();
    let mut facts = vec![
        (w.documents, told.count(documents.len())),
        (w.counted_documents, told.count(tally.all.counted as usize)),
        (w.fact_copies, told.count(copies)),
        (w.fact_unread, told.count(reading(Reading::Unread) + reading(Reading::Empty))),
        (w.fact_part, told.count(reading(Reading::Part))),
        (w.fact_organisations, told.count(known)),
    ];
    if let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) {
        facts.push((w.years, if first == last { first.to_string() } else { format!("{first}–{last}") }));
    }
    if !tally.others.is_empty() {
        facts.push((w.fact_others, told.count(tally.others.len())));
    }
    facts.extend([
        (w.fact_references, told.count(tally.all.references.raw as usize)),
        (w.fact_binding, told.count(tally.all.binding.raw as usize)),
        (w.fact_promises, told.count(tally.promises.len())),
        (w.fact_duties, told.count(told.missing_duties().len())),
        (w.fact_chains, told.count(told.broken_chains())),
    ]);
    if tally.date.is_some() {
        facts.push((w.past, told.count(tally.past().count())));
    }
    section(page, "oversikt", w.summary_heading, |page| {
        page.element("dl", &[("class", "facts figures")], |page| {
            for (name, value) in facts {
                page.element("div", &[], |page| {
                    page.with("dt", &[], name);
                    page.with("dd", &[("class", "figure")], &value);
                });
            }
        });
        let covered = told.by_coverage();
        let named =
            |areas: &[(crate::rule::AreaId, u32)]| areas.iter().map(|(area, _)| told.names.area(*area)).collect::<Vec<_>>().join(", ");
        let most: Vec<_> = covered.iter().copied().filter(|(_, documents)| *documents > 0).take(5).collect();
        let silent: Vec<_> = covered.iter().copied().filter(|(_, documents)| *documents == 0).collect();
        if !most.is_empty() {
            page.with("p", &[], &fill(w.most_covered, &[("areas", &named(&most))]));
        }
        if !silent.is_empty() && tally.all.counted > 0 {
            page.with("p", &[], &fill(w.silent, &[("areas", &named(&silent))]));
        }
    });
}
