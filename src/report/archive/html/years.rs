//! Area × year: one row an area, one column a year, with a line that shows the share of documents.

use super::super::super::html::markup::Page;
use super::super::super::html::sheet::wide_table;
use super::super::told::Told;
use super::parts::{head, section};
use super::results::linked;
use crate::archive::tally::{YearCell, YearColumn, YearTable};
use crate::rule::AreaId;

pub(super) fn write(page: &mut Page, told: &Told) {
    let (w, table) = (told.w, &told.tally.years);
    if table.columns.iter().all(|column| column.year.is_none()) {
        return;
    }
    section(page, "ar", w.years, |page| {
        page.with("p", &[], w.years_intro);
        tables(page, told, table, &told.areas(), &|_, _| None);
    });
}

/// Ids by year: documents in sight, rates and binding places folded away. `leads_to` gives the address of what is behind a column (no id) or a
/// cell.
pub(crate) fn tables(
    page: &mut Page,
    told: &Told,
    table: &YearTable,
    areas: &[AreaId],
    leads_to: &dyn Fn(&YearColumn, Option<AreaId>) -> Option<String>,
) {
    let w = told.w;
    let years = Years { table, areas, leads_to };
    years.write(page, told, w.years_mention, |cell, _| told.count(cell.documents as usize), true);
    for (caption, of) in [
        (w.years_rate, (|told, cell, column| rate(told, cell, column)) as fn(&Told, &YearCell, &YearColumn) -> String),
        (w.years_binding, |told, cell, _| told.count(cell.binding.raw as usize)),
    ] {
        page.element("details", &[], |page| {
            page.with("summary", &[], caption);
            years.write(page, told, caption, |cell, column| of(told, cell, column), false);
        });
    }
}

fn rate(told: &Told, cell: &YearCell, column: &YearColumn) -> String {
    told.per_10_000(cell.references, column.words).map_or_else(|| "–".to_string(), |rate| told.decimal(rate))
}

/// A table in the making.
struct Years<'y> {
    table: &'y YearTable,
    areas: &'y [AreaId],
    leads_to: &'y dyn Fn(&YearColumn, Option<AreaId>) -> Option<String>,
}

impl Years<'_> {
    fn write(&self, page: &mut Page, told: &Told, caption: &str, of: impl Fn(&YearCell, &YearColumn) -> String, line: bool) {
        let (w, columns) = (told.w, &self.table.columns);
        wide_table(page, "years", caption, |page| {
            page.with("caption", &[], caption);
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    head(page, "", told.names.texts.labels.area_column);
                    for column in columns {
                        let year = column.year.map_or_else(|| w.unknown_year.to_string(), |year| year.to_string());
                        head(page, "number", &year);
                    }
                    if line {
                        head(page, "", w.years_line);
                    }
                });
            });
            page.element("tbody", &[], |page| {
                page.element("tr", &[("class", "here")], |page| {
                    page.with("th", &[("scope", "row")], w.counted_documents);
                    for column in columns {
                        let documents = told.count(column.documents as usize);
                        page.element("td", &[("class", "number")], |page| linked(page, (self.leads_to)(column, None), &documents));
                    }
                    if line {
                        page.element("td", &[], |_| {});
                    }
                });
                for (area, cells) in self.table.rows.iter().filter(|(area, _)| self.areas.contains(area)) {
                    self.row(page, told, *area, cells, &of, line);
                }
            });
        });
    }

    fn row(
        &self,
        page: &mut Page,
        told: &Told,
        area: AreaId,
        cells: &[YearCell],
        of: impl Fn(&YearCell, &YearColumn) -> String,
        line: bool,
    ) {
        let columns = &self.table.columns;
        page.element("tr", &[], |page| {
            page.with("th", &[("scope", "row")], told.names.area(area));
            for (cell, column) in cells.iter().zip(columns) {
                let none = cell.documents == 0;
                page.element("td", &[("class", if none { "number none" } else { "number" })], |page| {
                    let address = if none { None } else { (self.leads_to)(column, Some(area)) };
                    linked(page, address, &of(cell, column));
                });
            }
            if line {
                page.element("td", &[("class", "bars")], |page| draw(page, cells, columns));
            }
        });
    }
}

/// The share of each known year's documents that mention the area.
fn draw(page: &mut Page, cells: &[YearCell], columns: &[YearColumn]) {
    let known = cells.iter().zip(columns).filter_map(|(cell, column)| Some((column.year?, cell.documents, column.documents)));
    let known: Vec<(u16, u32, u32)> = known.filter(|(_, _, all)| *all > 0).collect();
    let (Some(first), Some(last)) = (known.first().map(|p| p.0), known.last().map(|p| p.0)) else { return };
    if first == last {
        return;
    }
    let at = |(year, some, all): &(u16, u32, u32)| {
        let x = 2.0 + 96.0 * f64::from(year - first) / f64::from(last - first);
        let y = 22.0 - 20.0 * f64::from(*some) / f64::from(*all);
        (format!("{x:.1}"), format!("{y:.1}"))
    };
    let points: Vec<(String, String)> = known.iter().map(at).collect();
    page.element("svg", &[("class", "line"), ("viewBox", "0 0 100 24"), ("aria-hidden", "true")], |page| {
        page.element("path", &[("class", "base"), ("d", "M2 22H98")], |_| {});
        let path = points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
        page.element("polyline", &[("points", &path)], |_| {});
        for (x, y) in &points {
            page.element("circle", &[("cx", x), ("cy", y), ("r", "1.6")], |_| {});
        }
    });
}
