//! Grounds of discrimination, statutes and conventions, statutory duties, indicators: tables whose every row leads to its place.

use super::super::facts;
use super::super::told;
use super::cards::{cards, cell, row};
use super::markup::Page;
use super::sheet::Sheet;
use crate::indicator::Register;
use crate::rule::AreaSet;
use crate::score::{GroundReading, GroundStatus};
use crate::text::UnitId;

/// The seven grounds: named, only together, only indirectly, not at all.
pub(super) fn grounds(page: &mut Page, sheet: &Sheet) {
    let (l, w) = (sheet.labels(), sheet.words);
    let grounds = &sheet.score.grounds;
    if grounds.is_empty() {
        return;
    }
    sheet.section(page, "grunder", l.grounds_heading, |page| {
        page.with("p", &[], w.grounds_intro);
        cards(page, w.grounds_caption, &[w.ground_column, w.ground_how, l.level_column, w.where_column], |page| {
            for ground in grounds {
                one_ground(page, sheet, ground);
            }
        });
        older_words(page, sheet);
    });
}

fn one_ground(page: &mut Page, sheet: &Sheet, ground: &GroundReading) {
    let (view, l, w) = (sheet.view, sheet.labels(), sheet.words);
    let mark = match ground.status {
        GroundStatus::Named => "✓",
        GroundStatus::General | GroundStatus::Indirect => "○",
        GroundStatus::Missing => "–",
    };
    let id = sheet.area_id(ground.area);
    row(
        page,
        &[("class", ground.status.as_str()), ("id", &id)],
        |page| page.text(view.area_name(ground.area)),
        |page| {
            cell(page, w.ground_how, |page| {
                page.with("span", &[("class", "mark"), ("aria-hidden", "true")], mark);
                page.text(&format!(" {}", told::ground_status(view, ground.status)));
            });
            cell(page, l.level_column, |page| match sheet.report(ground.area) {
                Some(report) => sheet.level_badge(page, report.level),
                None => page.text("–"),
            });
            cell(page, w.where_column, |page| match ground.status {
                GroundStatus::Named => {
                    sheet.places(page, &view.count_of(ground.units.len(), l.places), &ground.units, Some(ground.area));
                }
                GroundStatus::General => together(page, sheet, ground.area),
                GroundStatus::Indirect => {
                    page.text(&format!("{} ", w.ground_by));
                    area_links(page, sheet, ground.indirect);
                }
                GroundStatus::Missing => page.text("–"),
            });
        },
    );
}

/// Older words, under the grounds that they speak of.
fn older_words(page: &mut Page, sheet: &Sheet) {
    let (view, l, w) = (sheet.view, sheet.labels(), sheet.words);
    let found = facts::older_words(view);
    if found.is_empty() {
        return;
    }
    sheet.heading(page, 1, l.wording_heading);
    page.with("p", &[], l.wording_note);
    cards(page, l.wording_heading, &[l.wording_words, l.wording_rather, w.where_column], |page| {
        for word in &found {
            let name = if word.words.is_empty() { view.area_names(word.wording.areas) } else { word.words.join(", ") };
            row(
                page,
                &[],
                |page| page.text(&name),
                |page| {
                    cell(page, l.wording_rather, |page| page.text(&super::super::capitalised(&told::instead(view, word.wording))));
                    cell(page, w.where_column, |page| {
                        sheet.places(page, &view.count_of(word.units.len(), l.places), &word.units, None);
                    });
                },
            );
        }
    });
}

/// Where all grounds are named in one.
fn together(page: &mut Page, sheet: &Sheet, ground: crate::rule::AreaId) {
    let units: Vec<UnitId> = sheet.report(ground).map(|report| report.units.clone()).unwrap_or_default();
    sheet.places(page, &sheet.view.count_of(units.len(), sheet.labels().places), &units, Some(ground));
}

/// Areas by name, each leading to what is told of it.
pub(super) fn area_links(page: &mut Page, sheet: &Sheet, areas: AreaSet) {
    for (place, area) in areas.iter().enumerate() {
        if place > 0 {
            page.text(", ");
        }
        match sheet.report(area) {
            Some(_) => sheet.link(page, &sheet.area_id(area), sheet.view.area_name(area)),
            None => page.text(sheet.view.area_name(area)),
        }
    }
}

/// Statutes and conventions, with older law marked.
pub(super) fn anchors(page: &mut Page, sheet: &Sheet) {
    let (view, l, w) = (sheet.view, sheet.labels(), sheet.words);
    let sources = facts::named_sources(view);
    sheet.section(page, "lagar", l.anchors_heading, |page| {
        if sources.is_empty() {
            page.with("p", &[], if view.is_partial() { l.anchors_none_partial } else { l.anchors_none });
            return;
        }
        cards(page, w.anchors_caption, &[w.anchor_column, w.anchor_status, w.where_column], |page| {
            for named in &sources {
                let Some(source) = view.rules.sources().get(named.source as usize) else { continue };
                let anchors = view.analysis.findings.anchors.iter().filter(|a| a.source == named.source);
                let mut units: Vec<UnitId> = anchors.map(|a| a.unit).collect();
                units.dedup();
                row(
                    page,
                    &[],
                    |page| page.text(&told::source_title(source)),
                    |page| {
                        cell(page, w.anchor_status, |page| match told::older_law(view, source) {
                            Some(older) => page.with("span", &[("class", "older")], &older),
                            None => page.text(w.anchor_current),
                        });
                        cell(page, w.where_column, |page| sheet.places(page, &view.count_of(named.count, l.places), &units, None));
                    },
                );
            }
        });
    });
}

/// Statutory duties: seen where, or not seen.
pub(super) fn duties(page: &mut Page, sheet: &Sheet) {
    let (view, l, w) = (sheet.view, sheet.labels(), sheet.words);
    let readings = &view.analysis.findings.duties;
    if readings.is_empty() {
        return;
    }
    sheet.section(page, "plikter", l.duties_heading, |page| {
        page.with("p", &[], l.duties_note);
        cards(page, w.duties_caption, &[w.duty_column, w.duty_law, w.where_column], |page| {
            for reading in readings {
                let Some(duty) = view.rules.duties().get(reading.duty as usize) else { continue };
                let (name, demand) = facts::duty_in_words(view, duty);
                let head = |page: &mut Page| {
                    page.text(name);
                    page.with("small", &[], demand);
                };
                row(page, &[], head, |page| {
                    cell(page, w.duty_law, |page| page.text(&told::duty_law(view, duty)));
                    cell(page, w.where_column, |page| match reading.seen {
                        Some((unit, _)) => {
                            page.text(&format!("✓ {}: ", l.duty_seen));
                            sheet.place(page, unit);
                        }
                        None => page.text(&format!("– {}", told::duty_unseen(view))),
                    });
                });
            }
        });
    });
}

/// Kolada indicators: which, where, and with which areas they stand.
pub(super) fn indicators(page: &mut Page, sheet: &Sheet) {
    let (view, l, w) = (sheet.view, sheet.labels(), sheet.words);
    let named = facts::indicators(view);
    if named.is_empty() {
        return;
    }
    sheet.section(page, "nyckeltal", l.indicators_heading, |page| {
        page.with("p", &[], l.indicators_note);
        cards(page, w.indicators_caption, &[w.indicator_column, w.indicator_with, w.where_column], |page| {
            for (mention, units) in &named {
                let Some(indicator) = Register::built_in().entries().get(mention.indicator as usize) else { continue };
                let notes = told::indicator_notes(view, indicator, mention);
                let head = |page: &mut Page| {
                    page.text(&format!("{} {}", indicator.id, indicator.title));
                    if !notes.is_empty() {
                        page.with("small", &[], &notes.join(", "));
                    }
                };
                row(page, &[], head, |page| {
                    cell(page, w.indicator_with, |page| {
                        let areas = facts::areas_of_indicator(view, mention);
                        if areas.is_empty() {
                            page.text("–");
                        }
                        area_links(page, sheet, areas);
                    });
                    cell(page, w.where_column, |page| sheet.places(page, &view.count_of(units.len(), l.places), units, None));
                });
            }
        });
    });
}
