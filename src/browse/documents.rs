//! The list of documents: those that are asked for, in the order that is asked for, a page at a time.

use std::cmp::Reverse;

use super::form::{self, SORTS};
use super::frame::{Room, page_of, pager};
use super::query::{Field, View};
use crate::archive::tally::{DocumentRow, Reading};
use crate::report::Language;
use crate::report::pages::{HtmlTexts, Page, badge, clean, decimal, wide_table};

/// Documents on a page.
const AT_ONCE: usize = 50;

/// The page.
pub(super) fn page(room: &Room) -> String {
    let (say, told) = (room.say(), &room.told);
    let documents = sorted(room);
    room.page(View::Documents, say.of("documents_heading"), |page| {
        form::write(page, room, View::Documents);
        let (here, pages) = page_of(room.query, documents.len(), AT_ONCE);
        let shown = &documents[here * AT_ONCE..documents.len().min((here + 1) * AT_ONCE)];
        let summary = if documents.is_empty() {
            say.of("no_documents").to_string()
        } else {
            let unread = documents.iter().filter(|(_, row)| row.verdict.is_none()).count();
            let (from, to) = (told.count(here * AT_ONCE + 1), told.count(here * AT_ONCE + shown.len()));
            let values = [("from", from.as_str()), ("to", &to), ("n", &told.count(documents.len())), ("unjudged", &told.count(unread))];
            say.fill(if unread > 0 { "documents_shown_unjudged" } else { "documents_shown" }, &values)
        };
        page.element("p", &[("role", "status")], |page| page.text(&summary));
        if documents.is_empty() {
            return;
        }
        page.element("p", &[], |page| {
            page.with("a", &[("href", &room.query.href(View::Sentences))], say.of("to_sentences"));
            page.text(" · ");
            page.with("a", &[("href", &room.query.href(View::Overview))], say.of("to_overview"));
        });
        table(page, room, shown);
        pager(page, room, View::Documents, (here, pages));
    })
}

/// The documents that are asked for, sorted; of equals in the order of their paths.
fn sorted<'a>(room: &Room<'a>) -> Vec<(u32, &'a DocumentRow)> {
    let all = room.filters.documents(room.held);
    let mut all: Vec<(u32, &DocumentRow)> =
        all.into_iter().filter_map(|id| Some((id, room.held.tally.documents.get(id as usize)?))).collect();
    let level = |row: &DocumentRow| row.verdict.as_ref().map(|verdict| verdict.level);
    let tenths = |row: &DocumentRow| row.verdict.as_ref().map(|verdict| (verdict.score * 10.0).round() as i64);
    let references = |row: &DocumentRow| row.verdict.as_ref().map(|verdict| verdict.references.raw);
    let asked = room.query.get(Field::Sort);
    match SORTS.iter().find(|name| **name == asked) {
        // What could not be judged has no level: it stands last, whichever way.
        Some(&"level") => all.sort_by_key(|(_, row)| (level(row).is_none(), level(row))),
        Some(&"-level") => all.sort_by_key(|(_, row)| Reverse((level(row), tenths(row)))),
        Some(&"-points") => all.sort_by_key(|(_, row)| Reverse(tenths(row))),
        Some(&"-references") => all.sort_by_key(|(_, row)| Reverse(references(row))),
        Some(&"-year") => all.sort_by_key(|(_, row)| Reverse(row.year())),
        Some(&"problems") => all.sort_by_key(|(_, row)| Reverse(row.reading)),
        _ => {}
    }
    all
}

fn table(page: &mut Page, room: &Room, shown: &[(u32, &DocumentRow)]) {
    let (say, told) = (room.say(), &room.told);
    let (w, l) = (told.w, &told.names.texts.labels);
    let columns = [
        l.summary_document,
        w.organisation,
        l.memo_type,
        say.of("year"),
        l.level_column,
        l.summary_score,
        l.summary_references,
        say.of("remarks"),
    ];
    wide_table(page, "cards list", say.of("documents_heading"), |page| {
        page.with("caption", &[("class", "unseen")], say.of("documents_heading"));
        page.element("thead", &[], |page| {
            page.element("tr", &[], |page| columns.iter().for_each(|name| page.with("th", &[("scope", "col")], name)));
        });
        page.element("tbody", &[], |page| {
            for (id, row) in shown {
                page.element("tr", &[("class", "plain")], |page| one(page, room, &columns, (*id, row)));
            }
        });
    });
}

fn one(page: &mut Page, room: &Room, columns: &[&str; 8], (id, row): (u32, &DocumentRow)) {
    let told = &room.told;
    let path = clean(room.held.short(row));
    page.element("th", &[("scope", "row")], |page| {
        let address = super::document::address(room, id);
        match told.title(row) {
            Some(title) => {
                page.with("a", &[("href", &address), ("lang", "sv")], &title);
                page.with("small", &[], &path);
            }
            None => page.with("a", &[("href", &address)], &path),
        }
    });
    let mut cell = |column: usize, inside: &dyn Fn(&mut Page)| {
        page.element("td", &[("data-column", columns[column])], |page| {
            // One element, so that the narrow layout has two columns.
            page.element("span", &[], inside);
        })
    };
    cell(1, &|page| {
        page.text(&told.owner(row));
        page.with("small", &[], &told.body_of(row));
    });
    cell(2, &|page| page.text(told.document_type(row)));
    cell(3, &|page| page.text(&row.years.map_or_else(String::new, |years| years.to_string())));
    let verdict = row.verdict.as_ref();
    cell(4, &|page| match verdict {
        Some(v) => badge(page, HtmlTexts::of(room.query.language).level_word, v.level, told.names.texts.maturity_name(v.level)),
        None => page.text("–"),
    });
    cell(5, &|page| page.text(&verdict.map_or_else(|| "–".into(), |v| points(v.score, room.query.language))));
    cell(6, &|page| page.text(&verdict.map_or_else(|| "–".into(), |v| told.count(v.references.raw as usize))));
    cell(7, &|page| remarks(page, room, row));
}

/// Points with one decimal.
pub(super) fn points(score: f64, language: Language) -> String {
    decimal(score, 1, language)
}

/// What could not be read, and why a document does not count.
fn remarks(page: &mut Page, room: &Room, row: &DocumentRow) {
    let told = &room.told;
    if row.reading != Reading::Whole {
        page.with("strong", &[], told.reading(row.reading));
        for line in told.problems(row) {
            page.with("small", &[], &line);
        }
    }
    let aside = told.aside(row);
    if !aside.is_empty() && row.verdict.is_some() {
        page.with("small", &[], &crate::report::pages::fill(told.w.not_counted_because, &[("why", aside)]));
    }
}
