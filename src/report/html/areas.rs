//! The areas: roles × areas with every empty cell, each area by itself with its strongest sentence, and the chain of each.

use super::super::questions::{question, why};
use super::super::texts::fill;
use super::super::{facts, numbers, told};
use super::markup::Page;
use super::sheet::{Sheet, boxes, table_head, wide_table};
use crate::rule::{AreaId, Layer, Role};
use crate::score::{AreaReport, LINKS};

/// Roles × areas: the highest level of each area under every role that it concerns.
pub(super) fn grid(page: &mut Page, sheet: &Sheet) {
    let (view, w) = (sheet.view, sheet.words);
    sheet.section(page, "rutnat", w.grid_heading, |page| {
        page.with("p", &[], w.grid_intro);
        if let Some(text) = breadth(sheet) {
            page.with("p", &[], &text);
        }
        let levels = facts::role_levels(view, sheet.score);
        wide_table(page, "grid", w.grid_heading, |page| {
            page.with("caption", &[], w.grid_caption);
            page.element("thead", &[("role", "rowgroup")], |page| {
                page.element("tr", &[("role", "row")], |page| {
                    page.with("th", &[("scope", "col"), ("role", "columnheader")], sheet.labels().area_column);
                    for (role, highest) in levels {
                        page.element("th", &[("scope", "col"), ("role", "columnheader"), ("class", "role")], |page| {
                            page.with("span", &[], &breakable(view.texts.role(role), w.word_ends));
                            let highest = if highest == 0 { "–".to_string() } else { highest.to_string() };
                            page.with("small", &[], &fill(w.grid_highest, &[("level", &highest)]));
                        });
                    }
                });
            });
            for (name, layers) in [(w.grid_areas, &[Layer::Frame, Layer::Perspective][..]), (w.grid_rights, &[Layer::Right][..])] {
                page.element("tbody", &[("role", "rowgroup")], |page| {
                    page.element("tr", &[("class", "group"), ("role", "row")], |page| {
                        page.with("th", &[("scope", "rowgroup"), ("role", "rowheader"), ("colspan", "5")], name);
                    });
                    let taxonomy = view.rules.taxonomy();
                    for area in taxonomy.ids().filter(|id| layers.contains(&taxonomy.area(*id).layer)) {
                        row(page, sheet, area);
                    }
                });
            }
        });
        page.with("p", &[("class", "note")], if view.is_partial() { w.grid_legend_partial } else { w.grid_legend });
    });
}

/// A long word with a soft hyphen before its last part, for narrow columns.
fn breakable(word: &str, ends: &str) -> String {
    let part = ends.split(' ').find_map(|end| Some((word.strip_suffix(end)?, end)));
    match part {
        Some((before, end)) if before.ends_with(char::is_alphabetic) => format!("{before}\u{ad}{end}"),
        _ => word.to_string(),
    }
}

/// How many areas a document of this type is expected to carry, or that it is aimed at some.
fn breadth(sheet: &Sheet) -> Option<String> {
    let view = sheet.view;
    if !view.analysis.findings.targeted.is_empty() {
        return Some(fill(sheet.words.grid_targeted, &[("areas", &view.area_names(view.analysis.findings.targeted))]));
    }
    let (index, _) = view.analysis.findings.document_type?;
    let found = view.rules.document_types().get(index as usize)?;
    let kind = view.type_name()?;
    Some(if found.multipliers[1] > 0.0 {
        let number = |value: f64| numbers::short(value, view.language);
        let values = [("type", kind), ("areas", &number(found.breadth_areas)), ("rights", &number(found.breadth_rights))];
        fill(sheet.words.grid_breadth, &values)
    } else {
        fill(sheet.words.grid_no_breadth, &[("type", kind)])
    })
}

fn row(page: &mut Page, sheet: &Sheet, area: AreaId) {
    let (view, w) = (sheet.view, sheet.words);
    let report = sheet.report(area);
    page.element("tr", &[("role", "row")], |page| {
        page.element("th", &[("scope", "row"), ("role", "rowheader")], |page| match report {
            Some(_) => sheet.link(page, &sheet.area_id(area), view.area_name(area)),
            None => page.text(view.area_name(area)),
        });
        for role in Role::ALL {
            match report {
                _ if !view.rules.taxonomy().area(area).roles.contains(&role) => {
                    page.element("td", &[("class", "outside"), ("role", "cell")], |page| {
                        page.with("span", &[("aria-hidden", "true")], "·");
                        page.with("span", &[("class", "unseen")], w.grid_other_role);
                    })
                }
                Some(report) => level_cell(page, sheet, report),
                None if facts::is_asked_for(view, area) => page.with("td", &[("class", "missing"), ("role", "cell")], w.grid_missing),
                None => page.with("td", &[("class", "irrelevant"), ("role", "cell")], w.grid_irrelevant),
            }
        }
    });
}

fn level_cell(page: &mut Page, sheet: &Sheet, report: &AreaReport) {
    let class = ["cell l0", "cell l1", "cell l2", "cell l3", "cell l4", "cell l5"][usize::from(report.level.min(5))];
    page.element("td", &[("class", class), ("role", "cell")], |page| {
        page.with("span", &[("class", "unseen")], sheet.words.level_word);
        page.text(&format!(" {} ", report.level));
        boxes(page, report.level);
    });
}

/// Each area: its strongest sentence, what is there, and the question whose answer would lift it.
pub(super) fn one_by_one(page: &mut Page, sheet: &Sheet) {
    let (view, l, w) = (sheet.view, sheet.labels(), sheet.words);
    let areas = facts::areas(sheet.score);
    sheet.section(page, "omraden", l.detail_heading, |page| {
        if areas.is_empty() {
            page.with("p", &[], l.areas_none);
        } else {
            page.with("p", &[], w.areas_intro);
        }
        for (place, area) in areas.iter().enumerate() {
            one(page, sheet, area, &areas[..place]);
        }
        if let Some(text) = told::silent_areas(view, sheet.score) {
            page.with("p", &[], &text);
        }
    });
}

/// `before` are the areas before this one: the same sentence is quoted once.
fn one(page: &mut Page, sheet: &Sheet, area: &AreaReport, before: &[&AreaReport]) {
    let (view, l, w) = (sheet.view, sheet.labels(), sheet.words);
    let units = view.units_of(area.area);
    let strongest = view.reading(area.strongest);
    page.element("article", &[("id", &sheet.area_id(area.area)), ("class", "area")], |page| {
        sheet.heading(page, 1, view.area_name(area.area));
        if let Some(earlier) = before.iter().find(|a| a.strongest == area.strongest) {
            page.element("p", &sheet.known_by(area.strongest, Some(area.area)).attributes(), |page| {
                sheet.level_badge(page, area.level);
                page.text(" ");
                let place = view.place(area.strongest);
                let values = [("area", view.area_name(earlier.area)), ("place", place.as_str())];
                sheet.link(page, &sheet.area_id(earlier.area), &fill(l.same_sentence, &values));
            });
        } else {
            sheet.finding(page, area.strongest, area.area);
            let (has, lacks) = why(strongest, view.texts);
            page.element("p", &[("class", "why")], |page| {
                page.with("b", &[], &format!("{}: ", l.has));
                page.text(&format!("{}. ", has.join(", ")));
                if !lacks.is_empty() {
                    page.with("b", &[], &format!("{}: ", l.lacks));
                    page.text(&format!("{}.", lacks.join(", ")));
                }
            });
        }
        page.element("p", &[("class", "ask")], |page| {
            page.with("b", &[], &format!("{} ", w.question_word));
            page.text(question(area, strongest, &units, view.texts));
        });
        let summary = told::places_of_area(view, area, &units);
        sheet.places(page, &summary, &units.iter().map(|u| u.unit).collect::<Vec<_>>(), Some(area.area));
    });
}

/// Goal, action, responsible, time, resource, follow-up: where each area shows them.
pub(super) fn chain(page: &mut Page, sheet: &Sheet) {
    let (view, w) = (sheet.view, sheet.words);
    let areas = facts::areas(sheet.score);
    if areas.is_empty() {
        return;
    }
    sheet.section(page, "kedja", w.chain_heading, |page| {
        page.with("p", &[], w.chain_intro);
        wide_table(page, "chain", w.chain_heading, |page| {
            let names = LINKS.map(|link| view.texts.link(link).0);
            let columns: Vec<&str> = [sheet.labels().area_column].into_iter().chain(names).collect();
            table_head(page, w.chain_caption, &columns);
            page.element("tbody", &[], |page| {
                for area in areas {
                    page.element("tr", &[], |page| {
                        page.element("th", &[("scope", "row")], |page| {
                            sheet.link(page, &sheet.area_id(area.area), view.area_name(area.area));
                        });
                        for (unit, name) in area.chain.iter().zip(names) {
                            link_cell(page, sheet, *unit, name);
                        }
                    });
                }
            });
        });
    });
}

fn link_cell(page: &mut Page, sheet: &Sheet, unit: Option<u32>, name: &str) {
    let Some(unit) = unit else {
        return page.element("td", &[("class", "without")], |page| {
            page.with("span", &[("aria-hidden", "true")], "–");
            page.with("span", &[("class", "unseen")], sheet.words.chain_without);
        });
    };
    let view = sheet.view;
    // With pages the place is short enough to be read in the cell.
    let page_of = view.document().page_at(view.document().units()[unit as usize].span.start);
    page.element("td", &[("class", "with")], |page| {
        let short = page_of.map(|p| fill(sheet.words.chain_page, &[("n", &numbers::count(p.number as usize, view.language))]));
        let words = format!("✓ {}", short.unwrap_or_default());
        let told = |page: &mut Page| {
            page.text(words.trim_end());
            page.with("span", &[("class", "unseen")], &format!(" {name}, {}", view.place(unit)));
        };
        if view.quotes {
            let href = format!("#{}", sheet.unit_id(unit));
            page.element("a", &[("class", "place"), ("href", &href), ("title", &view.place(unit))], told);
        } else {
            page.element("span", &[("title", &view.place(unit))], told);
        }
    });
}
