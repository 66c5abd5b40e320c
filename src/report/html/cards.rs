//! Tables whose rows become cards on a narrow screen. Browsers forget that a table is one when it is laid out otherwise, so the roles are
//! written out, and every cell knows the name of its column.

use super::markup::{Attributes, Page};

/// A table with its caption and the names of its columns.
pub(super) fn cards(page: &mut Page, caption: &str, columns: &[&str], rows: impl FnOnce(&mut Page)) {
    page.element("table", &[("class", "cards"), ("role", "table")], |page| {
        page.with("caption", &[], caption);
        page.element("thead", &[("role", "rowgroup")], |page| {
            page.element("tr", &[("role", "row")], |page| {
                for column in columns {
                    page.with("th", &[("scope", "col"), ("role", "columnheader")], column);
                }
            });
        });
        page.element("tbody", &[("role", "rowgroup")], rows);
    });
}

/// A row: what it is about, and its cells.
pub(super) fn row(page: &mut Page, attributes: Attributes, head: impl FnOnce(&mut Page), cells: impl FnOnce(&mut Page)) {
    let attributes: Vec<_> = attributes.iter().copied().chain([("role", "row")]).collect();
    page.element("tr", &attributes, |page| {
        page.element("th", &[("scope", "row"), ("role", "rowheader")], head);
        cells(page);
    });
}

/// A cell of the column with this name.
pub(super) fn cell(page: &mut Page, column: &str, inside: impl FnOnce(&mut Page)) {
    page.element("td", &[("role", "cell"), ("data-column", column)], |page| page.element("div", &[], inside));
}
