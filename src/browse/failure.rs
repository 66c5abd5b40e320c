//! Pages for when there is nothing to show, each with what to do.

use super::frame::frame;
use super::query::{Query, View};
use super::words::Words;
use crate::archive::store::{StoreError, StoreFailure};

fn page(query: &Query, title: &str, lines: &[&str]) -> String {
    frame(query, View::Document, title, |page| {
        page.with("h1", &[], title);
        page.element("div", &[("class", "warning")], |page| lines.iter().for_each(|line| page.with("p", &[], line)));
    })
}

/// The store cannot be read.
pub(super) fn store(error: &StoreError, query: &Query) -> String {
    let say = Words(query.language);
    let why = match &error.failure {
        StoreFailure::Missing => say.of("store_gone"),
        StoreFailure::NotStore => say.of("store_not"),
        StoreFailure::Newer(_) => say.of("store_newer"),
        StoreFailure::Older(_) => say.of("store_older"),
        StoreFailure::Busy => say.of("store_busy"),
        StoreFailure::Full => say.of("store_full"),
        StoreFailure::Denied => say.of("store_denied"),
        StoreFailure::NoRules(_) | StoreFailure::ManyRules(_) => say.of("store_empty"),
        StoreFailure::Damaged(_) | StoreFailure::Other(_) => say.of("store_damaged"),
    };
    let file = say.fill("store_file", &[("path", &error.path.display().to_string())]);
    let detail = match &error.failure {
        StoreFailure::Damaged(detail) | StoreFailure::Other(detail) => detail.as_str(),
        _ => "",
    };
    page(query, say.of("store_heading"), &[why, &file, detail].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>())
}

/// The store holds no document.
pub(super) fn empty(query: &Query) -> String {
    let say = Words(query.language);
    page(query, say.of("empty_heading"), &[say.of("store_empty")])
}

/// There is no such document, or no longer.
pub(super) fn no_document(query: &Query) -> String {
    let say = Words(query.language);
    page(query, say.of("no_document_heading"), &[say.of("no_document")])
}
