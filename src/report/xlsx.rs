//! The workbook: the same findings as sheets that are sorted, filtered and counted; several documents in one book.
//!
//! Text is always written as text, never as a formula, whatever it begins with.

pub(super) mod sheet;
mod tables;

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::rows::{self, Standing};
use super::texts::{Texts, fill};
use super::view::View;
use super::{Options, excerpt, numbers, told};
use crate::outcome::{Outcome, PROGRAM_VERSION};
use crate::rule::RuleSet;
use sheet::{Cell, Column, Formats, Table};

/// The whole book is made before its first byte is written.
pub(super) fn write(outcomes: &[Outcome], rules: &RuleSet, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let bytes = book(outcomes, rules, options).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn book(outcomes: &[Outcome], rules: &RuleSet, options: &Options) -> Result<Vec<u8>, XlsxError> {
    let texts = Texts::of(options.language);
    let l = &texts.labels;
    let mut book = Workbook::new();
    // The book says nothing of when it was made: the same outcomes give the same bytes.
    let properties = DocProperties::new()
        .set_title(l.sheet_title)
        .set_author(format!("genomsyra {PROGRAM_VERSION}"))
        .set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?);
    book.set_properties(&properties);
    let mut tables = tables::all(texts);
    for outcome in outcomes {
        let document = excerpt::clean(&outcome.name);
        match rows::judged(outcome, rules, options) {
            Ok(view) => add(&mut tables, &document, &view),
            Err(why) => tables.summary.rows.push(tables::unjudged(&document, outcome, texts, why)),
        }
    }
    let formats = Formats::default();
    let mut left_out = Vec::new();
    for table in tables.in_order() {
        let missing = table.write(&mut book, &formats)?;
        if missing > 0 {
            let values = [("sheet", table.name), ("n", &numbers::count(missing, options.language))];
            left_out.push(fill(l.sheet_left_out, &values));
        }
    }
    method(rules, texts, left_out).write(&mut book, &formats)?;
    book.save_to_buffer()
}

/// One judged document, into every sheet.
fn add(tables: &mut tables::Tables, document: &str, view: &View) {
    let Some(score) = &view.analysis.score else { return };
    tables.summary.rows.push(tables::summary(document, view, score));
    tables.areas.rows.extend(score.areas.iter().map(|area| tables::area(document, view, area)));
    tables.chain.rows.extend(score.areas.iter().flat_map(|area| tables::chain(document, view, area)));
    tables.grounds.rows.extend(tables::grounds(document, view, score));
    tables.dimensions.rows.extend(tables::dimensions(document, view, score));
    tables.views.rows.extend(tables::views(document, view, score));
    tables.law.rows.extend(tables::law(document, view));
    tables.wording.rows.extend(tables::wording(document, view));
    for row in rows::rows(view) {
        match row.standing {
            Standing::Counted | Standing::Carried => tables.findings.rows.push(tables::finding(document, view, &row)),
            Standing::Gap | Standing::WithoutLevel | Standing::Ignored(_) => {
                tables.ignored.rows.push(tables::ignored(document, view, &row))
            }
        }
    }
    tables.ignored.rows.extend(tables::stale_reviews(document, view));
}

/// How the book was made, what it cannot tell, and what did not fit in it.
fn method(rules: &RuleSet, texts: &Texts, left_out: Vec<String>) -> Table {
    let l = &texts.labels;
    let mut lines = vec![
        l.memo_how.to_string(),
        told::ladder_line(texts),
        l.limits_line.to_string(),
        l.memo_proposal.to_string(),
        l.sheet_unit.to_string(),
        told::RulesNamed::of(rules).line(texts),
    ];
    lines.extend(left_out);
    let rows = lines.into_iter().map(|line| vec![Cell::Text(line)]).collect();
    Table { name: l.sheet_method, columns: vec![Column { head: l.memo_method, width: 110.0 }], rows }
}
