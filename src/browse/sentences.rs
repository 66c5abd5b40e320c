//! The list of sentences: those that are asked for, each with the way to its place in its document.

use super::form;
use super::frame::Room;
use super::hits::{AT_ONCE, Found, Start, search};
use super::query::{Field, View};
use super::sentence;
use crate::archive::Sentence;
use crate::archive::store::{Store, StoreError};
use crate::report::pages::{Page, clean, place};

/// The page.
pub(super) fn page(room: &Room, store: &Store) -> Result<String, StoreError> {
    let start = start(room.query.get(Field::At));
    let found = search(store, room.held, room.filters, start)?;
    Ok(room.page(View::Sentences, room.say().of("sentences_heading"), |page| {
        form::write(page, room, View::Sentences);
        page.element("p", &[("role", "status")], |page| page.text(&summary(room, &found, start)));
        if found.lost > 0 {
            page.with("p", &[("class", "warning")], &room.say().fill("lost", &[("n", &room.told.count(found.lost))]));
        }
        page.element("ol", &[("class", "hits")], |page| {
            found.hits.iter().for_each(|(document, sentence)| one(page, room, *document, sentence));
        });
        on(page, room, &found, start);
    }))
}

/// "12.3": the place after which a page begins.
fn start(value: &str) -> Start {
    let (document, sentence) = value.split_once('.').unwrap_or((value, ""));
    (document.parse().unwrap_or(0), sentence.parse().unwrap_or(0))
}

/// How many, of how many, and how far the search has come: what was not looked at is never silent.
fn summary(room: &Room, found: &Found, start: Start) -> String {
    let (say, told) = (room.say(), &room.told);
    let documents = room.filters.documents(room.held);
    let rows = documents.iter().filter_map(|document| told.tally.documents.get(*document as usize));
    let mut out = match room.filters.sentences_known(rows) {
        Some(all) => say.fill(
            "sentences_of",
            &[("n", &told.count(found.hits.len())), ("all", &told.count(usize::try_from(all).unwrap_or(usize::MAX)))],
        ),
        None if found.hits.is_empty() => say.of("sentences_none").to_string(),
        None if found.next.is_none() && start == (0, 0) => say.fill("sentences_all", &[("n", &told.count(found.hits.len()))]),
        None => say.fill("sentences_some", &[("n", &told.count(found.hits.len()))]),
    };
    if found.documents > 0 {
        let (first, last) = found.searched;
        let values =
            [("from", told.count((first + 1).min(found.documents))), ("to", told.count(last)), ("all", told.count(found.documents))];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        out.push(' ');
        out.push_str(&say.fill("searched", &values));
        if found.next.is_some() && found.hits.len() < AT_ONCE {
            out.push(' ');
            out.push_str(say.of("search_stopped"));
        }
    }
    out
}

fn one(page: &mut Page, room: &Room, document: u32, sentence: &Sentence) {
    let told = &room.told;
    let Some(row) = told.tally.documents.get(document as usize) else { return };
    page.element("li", &[("class", "sentence")], |page| {
        sentence::words(page, room, sentence);
        page.element("p", &[("class", "source")], |page| {
            let address = format!("{}#u{}", super::document::address(room, document), sentence.unit);
            let name = told.title(row).unwrap_or_else(|| clean(room.held.short(row)));
            page.element("a", &[("href", &address)], |page| {
                page.with("span", &[("lang", "sv")], &name);
                page.text(&format!(", {}", place(sentence, &told.names)));
            });
            let year = row.year().map(|year| year.to_string());
            let about: Vec<String> =
                [Some(told.owner(row)), Some(told.body_of(row)), year].into_iter().flatten().filter(|s| !s.is_empty()).collect();
            page.text(&format!(" · {}", about.join(" · ")));
            if !row.counts() {
                page.text(" ");
                page.with("span", &[("class", "tag")], room.say().of("not_counted_document"));
            }
        });
        sentence::told(page, room, sentence);
    });
}

/// Links to what comes next, and back to the beginning.
fn on(page: &mut Page, room: &Room, found: &Found, start: Start) {
    if found.next.is_none() && start == (0, 0) {
        return;
    }
    let say = room.say();
    page.element("nav", &[("class", "pager"), ("aria-label", say.of("pager_label"))], |page| {
        if start != (0, 0) {
            let address = room.query.with(Field::At, "").href(View::Sentences);
            page.with("a", &[("class", "button"), ("href", &address)], say.of("from_start"));
        }
        if let Some((document, sentence)) = found.next {
            let address = room.query.with(Field::At, format!("{document}.{sentence}")).href(View::Sentences);
            page.with("a", &[("class", "button"), ("href", &address)], say.of("search_on"));
        }
    });
}
