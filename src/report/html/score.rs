//! The score: the dimensions as a table with bars, each opening up to its parts and their sentences; and the steps of the ladder.

use super::super::texts::dimension_index;
use super::super::{facts, numbers, told};
use super::cards::{cards, cell, row};
use super::markup::Page;
use super::sheet::Sheet;
use super::verdict::rect;
use crate::score::Node;
use crate::text::UnitId;

pub(super) fn write(page: &mut Page, sheet: &Sheet) {
    let (l, w) = (sheet.labels(), sheet.words);
    sheet.section(page, "poang", l.explain_heading, |page| {
        formula(page, sheet);
        let dimensions = facts::dimensions(sheet.score);
        table(page, sheet, &dimensions);
        sheet.heading(page, 1, w.parts_heading);
        for node in &dimensions {
            parts(page, sheet, node);
        }
        ladder(page, sheet);
    });
}

fn formula(page: &mut Page, sheet: &Sheet) {
    page.with("p", &[], sheet.labels().explain_formula);
    for text in told::formula(sheet.view, sheet.score) {
        page.with("p", &[], &text);
    }
    let factors = sheet.score.tree.parts.iter().filter(|n| dimension_index(n.id).is_none());
    page.element("ul", &[], |page| {
        for node in factors {
            page.element("li", &[], |page| node_line(page, sheet, node));
        }
    });
}

/// A bar as long as the value; the figure beside it says the same.
fn bar(page: &mut Page, value: f64) {
    let svg = [("class", "bar"), ("viewBox", "0 0 100 12"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")];
    page.element("svg", &svg, |page| {
        rect(page, "track", (0.0, 0.0), (100.0, 12.0));
        rect(page, "fill", (0.0, 0.0), (100.0 * value.clamp(0.0, 1.0), 12.0));
    });
}

fn table(page: &mut Page, sheet: &Sheet, dimensions: &[&Node]) {
    let w = sheet.words;
    cards(page, w.dimensions_caption, &[w.dimension_column, w.value_column, w.weight_column, w.measures_column], |page| {
        for node in dimensions {
            let Some(dimension) = dimension_index(node.id).map(|i| &sheet.view.texts.dimensions[i]) else { continue };
            let weight = if node.weight > 0.0 { numbers::short(node.weight, sheet.view.language) } else { w.not_asked.to_string() };
            row(
                page,
                &[("class", "plain")],
                |page| page.text(&format!("{} {}", node.id, dimension.name)),
                |page| {
                    cell(page, w.value_column, |page| {
                        page.text(&numbers::percent(node.value, sheet.view.language));
                        bar(page, node.value);
                    });
                    cell(page, w.weight_column, |page| page.text(&weight));
                    cell(page, w.measures_column, |page| page.text(dimension.explanation));
                },
            );
        }
    });
}

/// A dimension down to its sentences, folded away.
fn parts(page: &mut Page, sheet: &Sheet, node: &Node) {
    let Some(dimension) = dimension_index(node.id).map(|i| &sheet.view.texts.dimensions[i]) else { return };
    page.element("details", &[("id", &sheet.id(node.id))], |page| {
        let value = numbers::percent(node.value, sheet.view.language);
        page.with("summary", &[], &format!("{} {}: {value}", node.id, dimension.name));
        page.with("p", &[], dimension.raise);
        page.element("ul", &[], |page| {
            if !node.units.is_empty() {
                page.element("li", &[], |page| unit_places(page, sheet, &node.units));
            }
            for part in &node.parts {
                page.element("li", &[], |page| node_line(page, sheet, part));
            }
        });
    });
}

fn node_line(page: &mut Page, sheet: &Sheet, node: &Node) {
    page.text(&told::node_line(sheet.view, node));
    if !node.units.is_empty() {
        unit_places(page, sheet, &node.units);
    }
    if !node.parts.is_empty() {
        page.element("ul", &[], |page| {
            for part in &node.parts {
                page.element("li", &[], |page| node_line(page, sheet, part));
            }
        });
    }
}

fn unit_places(page: &mut Page, sheet: &Sheet, units: &[UnitId]) {
    sheet.places(page, &sheet.view.count_of(units.len(), sheet.labels().places), units, None);
}

/// How many references stand on each step, with their places.
fn ladder(page: &mut Page, sheet: &Sheet) {
    let (view, w) = (sheet.view, sheet.words);
    sheet.heading(page, 1, w.ladder_heading);
    page.with("p", &[], w.ladder_intro);
    cards(page, w.ladder_caption, &[w.ladder_column, w.where_column], |page| {
        for level in (1..=5u8).rev() {
            let here = view.analysis.findings.units.iter().filter(|u| u.is_reference() && u.steering.level == level);
            let units: Vec<UnitId> = here.map(|u| u.unit).collect();
            row(
                page,
                &[],
                |page| sheet.level_badge(page, level),
                |page| cell(page, w.where_column, |page| unit_places(page, sheet, &units)),
            );
        }
        let carried: Vec<UnitId> = view.analysis.findings.units.iter().filter(|u| u.is_chain()).map(|u| u.unit).collect();
        row(page, &[], |page| page.text(w.carried), |page| cell(page, w.where_column, |page| unit_places(page, sheet, &carried)));
    });
}
