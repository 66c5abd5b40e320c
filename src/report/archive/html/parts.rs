//! What the sections of the overview share.

use super::super::super::html::markup::Page;
use super::super::told::Told;
use crate::archive::tally::Spread;

/// A part of the report under its heading.
pub(super) fn section(page: &mut Page, id: &str, title: &str, inside: impl FnOnce(&mut Page)) {
    page.begin_part(id, title);
    page.element("section", &[("id", id)], |page| {
        page.with("h2", &[], title);
        inside(page);
    });
}

/// The class of a level's colour.
pub(crate) fn level_class(level: u8) -> &'static str {
    ["l0", "l1", "l2", "l3", "l4", "l5"][usize::from(level.min(5))]
}

/// The figures of a distribution, a cell each, then a bar that shows their shares.
pub(crate) fn spread_cells(page: &mut Page, told: &Told, spread: &Spread) {
    for count in spread.levels.into_iter().chain([spread.unsure]) {
        page.with("td", &[("class", if count == 0 { "number none" } else { "number" })], &told.count(count as usize));
    }
    page.element("td", &[("class", "bars")], |page| bar(page, spread));
}

/// A distribution as a bar; the figures stand beside it.
fn bar(page: &mut Page, spread: &Spread) {
    let all = spread.documents();
    if all == 0 {
        return;
    }
    page.element(
        "svg",
        &[("class", "spread"), ("viewBox", "0 0 100 10"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")],
        |page| {
            let mut from = 0.0;
            let classes = ["l0", "l1", "l2", "l3", "l4", "l5", "unsure"];
            for (count, class) in spread.levels.into_iter().chain([spread.unsure]).zip(classes) {
                let width = 100.0 * f64::from(count) / f64::from(all);
                if count > 0 {
                    let (x, width) = (format!("{from:.2}"), format!("{width:.2}"));
                    page.element("rect", &[("class", class), ("x", &x), ("y", "0"), ("width", &width), ("height", "10")], |_| {});
                }
                from += width;
            }
        },
    );
}

/// The heads of a distribution's columns.
pub(crate) fn spread_heads(page: &mut Page, told: &Told, word: &str) {
    for level in 0..=5 {
        page.element("th", &[("scope", "col"), ("class", "number")], |page| {
            page.with("span", &[("class", "unseen")], word);
            page.text(&format!(" {level}"));
        });
    }
    page.element("th", &[("scope", "col"), ("class", "number")], |page| {
        page.with("span", &[("aria-hidden", "true")], "?");
        page.with("span", &[("class", "unseen")], told.w.unsure);
    });
    page.with("th", &[("scope", "col")], told.w.shares);
}

/// A head of a column.
pub(crate) fn head(page: &mut Page, class: &str, text: &str) {
    page.with("th", &[("scope", "col"), ("class", class)], text);
}
