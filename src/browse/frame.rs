//! What stands around every page of the archive: head, navigation, remarks, foot.

use super::filters::Filters;
use super::holdings::Holdings;
use super::query::{Field, Query, View};
use super::words::Words;
use crate::report::Language;
use crate::report::pages::{HtmlTexts, Page, RulesNamed, Told};

/// What a page is made with.
pub(super) struct Room<'a> {
    pub told: Told<'a>,
    pub held: &'a Holdings,
    pub query: &'a Query,
    pub filters: &'a Filters,
    /// The store has changed since it was counted.
    pub stale: bool,
}

impl Room<'_> {
    pub fn say(&self) -> Words {
        Words(self.query.language)
    }

    /// A whole page of the archive.
    pub fn page(&self, view: View, title: &str, inside: impl FnOnce(&mut Page)) -> String {
        let say = self.say();
        frame(self.query, view, title, |page| {
            // A document's title is its own words, whatever language the page is in.
            let own: &[(&str, &str)] = if view == View::Document { &[("lang", "sv")] } else { &[] };
            page.with("h1", own, title);
            self.remarks(page);
            inside(page);
            page.with("p", &[("class", "note")], self.told.names.texts.labels.limits_line);
            let rules = RulesNamed::of_glossary(self.told.names.glossary).brief_line(self.told.names.texts);
            page.with("p", &[("class", "note")], &format!("{} {rules}", say.of("local")));
        })
    }

    /// What a reader must know before the figures.
    fn remarks(&self, page: &mut Page) {
        let say = self.say();
        let mut lines: Vec<String> = Vec::new();
        for (field, value) in &self.filters.odd {
            let name = super::form::label(self, *field);
            lines.push(say.fill("odd_filter", &[("field", name), ("value", value)]));
        }
        if self.stale {
            lines.push(say.of("stale").to_string());
        }
        if self.held.missing > 0 {
            lines.push(say.fill("missing", &[("n", &self.told.count(self.held.missing))]));
        }
        if self.held.other_rules {
            lines.push(say.of("other_rules").to_string());
        }
        if lines.is_empty() {
            return;
        }
        page.element("div", &[("class", "warning"), ("role", "note"), ("aria-label", say.of("remarks"))], |page| {
            lines.iter().for_each(|line| page.with("p", &[], line));
        });
    }
}

/// A whole page.
pub(super) fn frame(query: &Query, view: View, title: &str, inside: impl FnOnce(&mut Page)) -> String {
    let (say, texts) = (Words(query.language), HtmlTexts::of(query.language));
    let mut page = Page::default();
    page.verbatim("<!DOCTYPE html>\n");
    page.element("html", &[("lang", texts.code)], |page| {
        page.element("head", &[], |page| {
            page.void("meta", &[("charset", "utf-8")]);
            page.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            page.void("meta", &[("name", "robots"), ("content", "noindex")]);
            page.void("meta", &[("name", "referrer"), ("content", "no-referrer")]);
            page.void("link", &[("rel", "icon"), ("href", "data:,")]);
            page.void("link", &[("rel", "stylesheet"), ("href", "archive.css")]);
            page.with("title", &[], &format!("{title} – {} – genomsyra", say.of("archive")));
        });
        page.element("body", &[("class", "browse")], |page| {
            page.with("a", &[("class", "skip"), ("href", "#innehall")], texts.skip);
            page.element("header", &[("class", "top")], |page| navigation(page, query, view));
            page.element("main", &[("id", "innehall"), ("class", "archive"), ("tabindex", "-1")], inside);
        });
    });
    page.finish()
}

fn navigation(page: &mut Page, query: &Query, here: View) {
    let say = Words(query.language);
    let (other, other_code) = match query.language {
        Language::Swedish => ("English", "en"),
        Language::English => ("Svenska", "sv"),
    };
    let begin = if query.language == Language::Swedish { "../" } else { "../?lang=en" };
    page.element("p", &[("class", "name")], |page| page.with("a", &[("href", begin)], "genomsyra"));
    page.element("nav", &[("aria-label", say.of("nav_label"))], |page| {
        page.element("ul", &[], |page| {
            for (view, name) in [(View::Overview, "nav_overview"), (View::Documents, "nav_documents"), (View::Sentences, "nav_sentences")] {
                let address = query.href(view);
                page.element("li", &[], |page| {
                    let current = if view == here { &[("aria-current", "page")][..] } else { &[] };
                    let attributes = [&[("href", address.as_str())][..], current].concat();
                    page.with("a", &attributes, say.of(name));
                });
            }
            page.element("li", &[], |page| page.with("a", &[("href", begin)], say.of("nav_desk")));
            page.element("li", &[], |page| {
                page.with("a", &[("href", &query.other_language(here)), ("lang", other_code), ("hreflang", other_code)], other);
            });
        });
    });
}

/// The number of the page of a list, from 0, and how many there are.
pub(super) fn page_of(query: &Query, rows: usize, each: usize) -> (usize, usize) {
    let pages = rows.div_ceil(each).max(1);
    let asked: usize = query.get(Field::Page).parse().unwrap_or(1);
    (asked.clamp(1, pages) - 1, pages)
}

/// Links to the pages of a list; nothing where there is one.
pub(super) fn pager(page: &mut Page, room: &Room, view: View, (here, pages): (usize, usize)) {
    if pages < 2 {
        return;
    }
    let (say, told) = (room.say(), &room.told);
    let to = |number: usize| room.query.with(Field::Page, (number + 1).to_string()).href(view);
    page.element("nav", &[("class", "pager"), ("aria-label", say.of("pager_label"))], |page| {
        let mut link = |address: Option<String>, words: &'static str| {
            let Some(address) = address else { return };
            page.with("a", &[("class", "button"), ("href", &address)], words);
        };
        link((here > 1).then(|| to(0)), say.of("page_first"));
        link((here > 0).then(|| to(here - 1)), told.w.page_back);
        link((here + 1 < pages).then(|| to(here + 1)), told.w.page_on);
        page.with("span", &[], &say.fill("page_of", &[("n", &told.count(here + 1)), ("all", &told.count(pages))]));
    });
}
