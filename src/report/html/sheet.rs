//! What the parts of a document's report share: ids, headings, links to places, levels.

use super::super::texts::{HtmlTexts, Labels, fill};
use super::super::view::View;
use super::super::{facts, told};
use super::markup::Page;
use crate::rule::{AreaId, AreaSet};
use crate::score::{AreaReport, Score};
use crate::text::{Span, UnitId};

/// Longest sentence in a list of places, characters.
const SHORT: usize = 110;

/// A document's report in the making.
pub(super) struct Sheet<'v, 'a> {
    pub view: &'v View<'a>,
    pub score: &'v Score,
    pub words: &'static HtmlTexts,
    /// Stands before every id of the document: a page may hold several.
    prefix: String,
    /// The level of the document's own heading.
    level: usize,
}

impl<'v, 'a> Sheet<'v, 'a> {
    pub fn new(view: &'v View<'a>, score: &'v Score, number: usize, level: usize) -> Self {
        Sheet { view, score, words: HtmlTexts::of(view.language), prefix: prefix(number), level }
    }

    pub fn labels(&self) -> &'static Labels {
        &self.view.texts.labels
    }

    /// An id that is the document's own.
    pub fn id(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The id of a unit in the document's text.
    pub fn unit_id(&self, unit: UnitId) -> String {
        self.id(&format!("u{unit}"))
    }

    /// The id of an area's own article; of a ground its row.
    pub fn area_id(&self, area: AreaId) -> String {
        self.id(&format!("omrade-{}", area.0))
    }

    /// What is told of an area, if it has any reference.
    pub fn report(&self, area: AreaId) -> Option<&'v AreaReport> {
        self.score.areas.iter().find(|a| a.area == area)
    }

    /// A part of the report under its heading.
    pub fn section(&self, page: &mut Page, name: &str, title: &str, inside: impl FnOnce(&mut Page)) {
        let id = self.id(name);
        page.begin_part(&id, title);
        page.element("section", &[("id", &id)], |page| {
            page.with(self.heading_element(0), &[], title);
            inside(page);
        });
    }

    /// A heading inside a part, `depth` from 1.
    pub fn heading(&self, page: &mut Page, depth: usize, text: &str) {
        page.with(self.heading_element(depth), &[], text);
    }

    /// The element of a heading `depth` steps under a part's own.
    pub fn heading_element(&self, depth: usize) -> &'static str {
        heading_element(self.level + 1 + depth)
    }

    /// Where a unit stands; a link to it in the document's text, if that comes along.
    pub fn place(&self, page: &mut Page, unit: UnitId) {
        self.link_to(page, unit, &self.view.place(unit));
    }

    /// These words as a link to a unit in the document's text, if that comes along.
    pub fn link_to(&self, page: &mut Page, unit: UnitId, words: &str) {
        if self.view.quotes {
            page.with("a", &[("class", "place"), ("href", &format!("#{}", self.unit_id(unit)))], words);
        } else {
            page.with("span", &[("class", "place")], words);
        }
    }

    /// A link to a part of this document's report.
    pub fn link(&self, page: &mut Page, id: &str, words: &str) {
        page.with("a", &[("href", &format!("#{id}"))], words);
    }

    /// What a finding is known by, for programs that let people say what they hold of it; nothing where the unit has none.
    pub fn known_by(&self, unit: UnitId, area: Option<AreaId>) -> KnownBy<'_> {
        let area = area.filter(|area| facts::said_of(self.view, unit).contains(*area));
        let known = area.and_then(|area| self.view.fingerprints(unit, [area].into_iter().collect()).pop());
        KnownBy(known.map(|(area, print)| Known {
            print: print.to_string(),
            area: &self.view.rules.taxonomy().area(area).id,
            answer: facts::said(self.view, print).map(|review| review.answer.key()),
        }))
    }

    /// What somebody has said of a finding that counts.
    fn accepted(&self, page: &mut Page, unit: UnitId, area: Option<AreaId>) {
        let own = area.map_or(AreaSet::EMPTY, |area| [area].into_iter().collect());
        let reading = self.view.reading(unit);
        for review in facts::accepted(self.view, unit, reading.areas.union(reading.inherited).intersection(own)) {
            page.text(" ");
            page.with("span", &[("class", "note")], &format!("✓ {}", told::review(self.view, review)));
        }
    }

    /// The sentence of a finding, and where it stands.
    pub fn finding(&self, page: &mut Page, unit: UnitId, area: AreaId) {
        self.sentence_about(page, unit, self.view.focus(unit, Some(area)), Some(area));
    }

    /// A sentence, cut around `focus`, and where it stands.
    pub fn sentence(&self, page: &mut Page, unit: UnitId, focus: Span) {
        self.sentence_about(page, unit, focus, None);
    }

    fn sentence_about(&self, page: &mut Page, unit: UnitId, focus: Span, area: Option<AreaId>) {
        let known = self.known_by(unit, area);
        let attributes: Vec<_> = [("class", "sentence")].into_iter().chain(known.attributes()).collect();
        page.element("div", &attributes, |page| {
            if let Some(quote) = self.view.quote(unit, focus) {
                page.element("blockquote", &[("lang", "sv")], |page| page.with("p", &[], &quote));
            }
            page.element("p", &[("class", "where")], |page| {
                self.place(page, unit);
                page.text(" ");
                self.level_badge(page, self.view.reading(unit).steering.level);
                self.accepted(page, unit, area);
            });
        });
    }

    /// The ladder level as figure, boxes and name.
    pub fn level_badge(&self, page: &mut Page, level: u8) {
        badge(page, self.words.level_word, level, self.view.texts.step(level));
    }

    /// All places behind a number, folded away under it.
    pub fn places(&self, page: &mut Page, summary: &str, units: &[UnitId], area: Option<AreaId>) {
        if units.is_empty() {
            page.with("span", &[], summary);
            return;
        }
        page.element("details", &[("class", "places")], |page| {
            page.with("summary", &[], summary);
            page.element("ul", &[], |page| {
                for unit in units {
                    page.element("li", &self.known_by(*unit, area).attributes(), |page| self.short_place(page, *unit, area));
                }
            });
        });
    }

    fn short_place(&self, page: &mut Page, unit: UnitId, area: Option<AreaId>) {
        self.place(page, unit);
        page.text(&format!(" ({})", fill(self.labels().view_level, &[("level", &self.view.reading(unit).steering.level.to_string())])));
        if let Some(text) = self.view.text_around(unit, self.view.focus(unit, area), SHORT) {
            page.text(": ");
            page.with("q", &[("lang", "sv")], &text);
        }
        self.accepted(page, unit, area);
    }
}

/// What a finding is known by, for pages that let people say what they hold of it.
pub(super) struct KnownBy<'a>(Option<Known<'a>>);

struct Known<'a> {
    print: String,
    /// The id of its area.
    area: &'a str,
    /// What somebody has said of it ([`Answer::key`](crate::review::Answer::key)).
    answer: Option<&'static str>,
}

impl KnownBy<'_> {
    /// As attributes of the element that tells of it.
    pub fn attributes(&self) -> Vec<(&'static str, &str)> {
        let Some(Known { print, area, answer }) = &self.0 else { return Vec::new() };
        let answer = answer.map(|answer| ("data-answer", answer));
        [("data-fingerprint", print.as_str()), ("data-area", *area)].into_iter().chain(answer).collect()
    }
}

/// What stands before the ids of the document with this number, from 0.
pub(super) fn prefix(number: usize) -> String {
    format!("d{}-", number + 1)
}

/// A level or step as figure, boxes and name; `word` tells those who do not see the page what the figure is.
pub(crate) fn badge(page: &mut Page, word: &str, level: u8, name: &str) {
    let class = ["badge l0", "badge l1", "badge l2", "badge l3", "badge l4", "badge l5"][usize::from(level.min(5))];
    page.element("span", &[("class", class)], |page| {
        page.with("span", &[("class", "unseen")], word);
        page.text(&format!(" {} ", level.min(5)));
        boxes(page, level);
        page.text(&format!(" {name}"));
    });
}

/// Five boxes, as many filled as the level; the figure beside them says the same.
pub(crate) fn boxes(page: &mut Page, level: u8) {
    let full = usize::from(level.min(5));
    page.with("span", &[("class", "boxes"), ("aria-hidden", "true")], &format!("{}{}", "■".repeat(full), "□".repeat(5 - full)));
}

/// The element of a heading at a level; there are six.
pub(super) fn heading_element(level: usize) -> &'static str {
    ["h1", "h2", "h3", "h4", "h5", "h6"][level.clamp(1, 6) - 1]
}

/// The head of a table: its caption and the columns' names.
pub(in crate::report) fn table_head(page: &mut Page, caption: &str, columns: &[&str]) {
    head(page, "", caption, columns);
}

/// The same where the heading above says what the caption does: only those who do not see the page are told it.
pub(super) fn table_head_under_heading(page: &mut Page, caption: &str, columns: &[&str]) {
    head(page, "unseen", caption, columns);
}

fn head(page: &mut Page, class: &str, caption: &str, columns: &[&str]) {
    page.with("caption", &[("class", class)], caption);
    page.element("thead", &[], |page| {
        page.element("tr", &[], |page| {
            for column in columns {
                page.with("th", &[("scope", "col")], column);
            }
        });
    });
}

/// A table that may be wider than the page: it scrolls by itself, by keyboard too.
pub(crate) fn wide_table(page: &mut Page, class: &str, label: &str, inside: impl FnOnce(&mut Page)) {
    page.element("div", &[("class", "wide"), ("role", "group"), ("tabindex", "0"), ("aria-label", label)], |page| {
        page.element("table", &[("class", class), ("role", "table")], inside);
    });
}
