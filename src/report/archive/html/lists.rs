//! What an auditor asks about: promises that come again, documents past their validity, duties without a document, what was not read.

use super::super::super::excerpt;
use super::super::super::html::markup::Page;
use super::super::super::html::sheet::wide_table;
use super::super::super::texts::fill;
use super::super::told::Told;
use super::parts::{head, section};
use crate::archive::tally::Reading;

/// Rows that stand in sight; the rest is folded away.
const SHOWN: usize = 50;
/// Rows that the page holds at all; the workbook has every one.
const MOST: usize = 2000;

/// A table whose first rows are in sight, the rest folded away, and what does not fit said.
fn listed<T>(page: &mut Page, told: &Told, caption: &str, columns: &[&str], rows: &[T], row: impl Fn(&mut Page, &T)) {
    let table = |page: &mut Page, rows: &[T]| {
        wide_table(page, "", caption, |page| {
            page.with("caption", &[("class", "unseen")], caption);
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| columns.iter().for_each(|column| head(page, "", column)));
            });
            page.element("tbody", &[], |page| {
                for each in rows {
                    page.element("tr", &[], |page| row(page, each));
                }
            });
        });
    };
    let (shown, rest) = rows.split_at(rows.len().min(SHOWN));
    table(page, shown);
    if !rest.is_empty() {
        page.element("details", &[], |page| {
            page.with("summary", &[], &fill(told.w.more_rows, &[("n", &told.count(rest.len()))]));
            table(page, &rest[..rest.len().min(MOST)]);
        });
    }
    if rest.len() > MOST {
        page.with("p", &[("class", "note")], &fill(told.w.rows_elsewhere, &[("n", &told.count(rest.len() - MOST))]));
    }
}

fn cell(page: &mut Page, text: &str) {
    page.with("td", &[], text);
}

fn row_head(page: &mut Page, text: &str) {
    page.with("th", &[("scope", "row")], text);
}

pub(super) fn promises(page: &mut Page, told: &Told) {
    let (l, w) = (&told.names.texts.labels, told.w);
    section(page, "loften", w.sheet_promises, |page| {
        page.with("p", &[], w.promises_intro);
        if told.tally.promises.is_empty() {
            return page.with("p", &[], w.promises_none);
        }
        let columns = [w.organisation, w.promise, l.row_step, w.years, w.where_promised];
        listed(page, told, w.sheet_promises, &columns, &told.tally.promises, |page, promise| {
            let owner = told.tally.organisations.get(promise.organisation as usize);
            row_head(page, &owner.map(|o| told.organisation(o)).unwrap_or_default());
            match told.promise_text(promise) {
                Some(text) => page.element("td", &[("lang", "sv")], |page| page.with("q", &[], &text)),
                None => cell(page, &told.names.areas(promise.areas).join(", ")),
            }
            cell(page, &promise.level.to_string());
            cell(page, &told.promised_years(promise).join(", "));
            page.element("td", &[], |page| {
                page.element("details", &[], |page| {
                    page.with("summary", &[], &told.of(promise.places.len(), l.places));
                    page.element("ul", &[], |page| {
                        promise.places.iter().for_each(|place| page.with("li", &[], &told.promise_place(place)))
                    });
                });
            });
        });
    });
}

/// Documents past their validity, if a date was given.
pub(super) fn past(page: &mut Page, told: &Told) {
    let (l, w) = (&told.names.texts.labels, told.w);
    section(page, "giltighet", w.past_heading, |page| {
        let Some(date) = told.tally.date else { return page.with("p", &[], w.method_no_date) };
        let rows: Vec<_> = told.tally.past().collect();
        let values = [("date", date.to_string()), ("documents", told.of(rows.len(), l.documents))];
        page.with("p", &[], &fill(w.past_intro, &[("date", &values[0].1), ("documents", &values[1].1)]));
        if rows.is_empty() {
            return;
        }
        let columns = [l.summary_document, w.organisation, l.memo_type, w.valid_to];
        listed(page, told, w.past_heading, &columns, &rows, |page, document| {
            row_head(page, &told.clean_path(document));
            cell(page, &told.owner(document));
            cell(page, told.document_type(document));
            cell(page, &told.valid_to(document));
        });
    });
}

pub(super) fn duties(page: &mut Page, told: &Told) {
    let (l, w) = (&told.names.texts.labels, told.w);
    section(page, "skyldigheter", w.duties_heading, |page| {
        page.with("p", &[], w.duties_intro);
        let rows = told.missing_duties();
        if rows.is_empty() {
            return page.with("p", &[], w.duties_none);
        }
        listed(page, told, w.duties_heading, &[w.organisation, w.duty, w.law, w.asked, l.memo_in_text], &rows, |page, (owner, duty)| {
            let entry = told.names.glossary.duties.get(duty.duty as usize);
            row_head(page, &told.organisation(owner));
            cell(page, entry.map_or("", |entry| told.names.said(&entry.name, &entry.name_en)));
            cell(page, entry.map_or("", |entry| &entry.law));
            cell(page, &told.count(duty.asked as usize));
            cell(page, told.duty(duty));
        });
    });
}

pub(super) fn unread(page: &mut Page, told: &Told) {
    let (l, w) = (&told.names.texts.labels, told.w);
    section(page, "olasta", w.unread_heading, |page| {
        let rows: Vec<_> = told.tally.not_whole().collect();
        if rows.is_empty() {
            page.with("p", &[], w.unread_none);
        } else {
            page.with("p", &[], l.unread_warning);
            listed(
                page,
                told,
                w.unread_heading,
                &[l.summary_document, w.organisation, w.reading, l.sheet_problems],
                &rows,
                |page, document| {
                    row_head(page, &told.clean_path(document));
                    cell(page, &told.owner(document));
                    cell(page, told.reading(document.reading));
                    let problems = told.problems(document);
                    let empty = problems.is_empty() && document.reading == Reading::Empty;
                    cell(page, &if empty { l.empty_text.to_string() } else { problems.join(" ") });
                },
            );
        }
        if !told.tally.others.is_empty() {
            page.element("details", &[], |page| {
                page.with("summary", &[], &fill(w.others_summary, &[("files", &told.of(told.tally.others.len(), told.w.files))]));
                page.element("ul", &[], |page| {
                    told.tally.others.iter().take(MOST).for_each(|other| page.with("li", &[], &excerpt::clean(other)));
                });
            });
        }
    });
}
