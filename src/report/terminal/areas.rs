//! The areas: a table with level and chain for the verdict, and each by itself with its strongest sentence.

use super::super::facts::silent_areas;
use super::super::questions::{question, why};
use super::super::texts::fill;
use super::super::view::View;
use super::super::{numbers, told};
use super::sheet::{Sheet, Style, bar, pad};
use crate::rule::Layer;
use crate::score::{AreaReport, LINKS, Score};

/// Least columns for the areas' names in the table.
const LEAST_NAME: usize = 24;

/// Areas that are shown as such; the grounds have their own lines.
fn shown(score: &Score) -> Vec<&AreaReport> {
    score.areas.iter().filter(|a| a.layer != Layer::Ground).collect()
}

/// One row for each area, at most `most`: name, level, chain.
pub(super) fn overview(sheet: &mut Sheet, view: &View, score: &Score, most: usize, details_follow: bool) {
    let l = &view.texts.labels;
    let areas = shown(score);
    sheet.heading(l.areas_heading);
    if areas.is_empty() {
        sheet.text(2, l.areas_none);
        return;
    }
    let links = LINKS.map(|link| view.texts.link(link));
    let link_width = links.iter().map(|(_, short)| short.chars().count()).max().unwrap_or(3) + 1;
    let ladder_width = view.texts.ladder.iter().map(|n| n.chars().count()).max().unwrap_or(15) + 2;
    let fixed = 2 + 8 + 6 * link_width;
    let named_levels = sheet.width >= fixed + ladder_width + LEAST_NAME;
    let level_width = if named_levels { 8 + ladder_width } else { 8 };
    let longest = areas.iter().map(|a| view.area_name(a.area).chars().count()).max().unwrap_or(0).max(LEAST_NAME) + 2;
    let name_width = sheet.width.saturating_sub(2 + level_width + 6 * link_width).min(longest).max(10);
    let heads: String = links.iter().map(|(_, short)| pad(short, link_width)).collect();
    sheet.line(&format!("  {}{}{heads}", pad(l.area_column, name_width), pad(l.level_column, level_width)), Style::Faint);
    for area in areas.iter().take(most) {
        let name = pad(&super::sheet::fit(view.area_name(area.area), name_width - 1), name_width);
        let mut level = format!("{} {}", area.level, bar(area.level));
        if named_levels {
            level = format!("{level} {}", view.texts.ladder[usize::from(area.level.min(5))]);
        }
        let chain: String = area.chain.iter().map(|c| pad(if c.is_some() { "✓" } else { "–" }, link_width)).collect();
        sheet.line(&format!("  {name}{}{chain}", pad(&level, level_width)), Style::Plain);
    }
    if areas.len() > most && details_follow {
        sheet.text(2, &fill(l.areas_more, &[("n", &view.count_of(areas.len() - most, l.areas_word))]));
    }
    sheet.text(2, &told::chain_legend(view));
    sheet.text(2, &told::roles_line(view, score));
}

/// Each area with its strongest sentence, why it got its level, and a question.
pub(super) fn details(sheet: &mut Sheet, view: &View, score: &Score) {
    let l = &view.texts.labels;
    let areas = shown(score);
    if areas.is_empty() {
        return;
    }
    sheet.heading(l.detail_heading);
    for (place, area) in areas.iter().enumerate() {
        sheet.blank();
        detail(sheet, view, area, &areas[..place]);
    }
    let silent = silent_areas(view, score);
    if !silent.is_empty() && view.analysis.findings.targeted.is_empty() {
        sheet.blank();
        sheet.text(
            2,
            &fill(if view.is_partial() { l.silent_areas_partial } else { l.silent_areas }, &[("areas", &view.area_names(silent))]),
        );
    }
}

/// `told` are the areas before this one with their strongest units: the same sentence is quoted once.
fn detail(sheet: &mut Sheet, view: &View, area: &AreaReport, told: &[&AreaReport]) {
    let l = &view.texts.labels;
    let values = [
        ("level", area.level.to_string()),
        ("bar", bar(area.level)),
        ("name", view.texts.ladder[usize::from(area.level.min(5))].to_string()),
    ];
    let level = fill(l.area_head, &values.each_ref().map(|(k, v)| (*k, v.as_str())));
    let units = view.units_of(area.area);
    let carried = units.len().saturating_sub(area.units.len());
    let mut head = format!("{} · {level} · {}", view.area_name(area.area), view.count_of(area.units.len(), l.places));
    if carried > 0 {
        head.push_str(&format!(", {}", fill(l.inherited_places, &[("n", &numbers::count(carried, view.language))])));
    }
    sheet.wrapped("  ", "  ", &head, Style::Strong);
    let strongest = view.reading(area.strongest);
    let place = view.place(area.strongest);
    if let Some(earlier) = told.iter().find(|a| a.strongest == area.strongest) {
        sheet.text(4, &fill(l.same_sentence, &[("area", view.area_name(earlier.area)), ("place", &place)]));
    } else {
        match view.quote(area.strongest, view.focus(area.strongest, Some(area.area))) {
            Some(quote) => sheet.text(4, &format!("{quote} ({place})")),
            None => sheet.text(4, &place),
        }
        let (has, lacks) = why(strongest, view.texts);
        let mut line = format!("{}: {}.", l.has, has.join(", "));
        if !lacks.is_empty() {
            line.push_str(&format!(" {}: {}.", l.lacks, lacks.join(", ")));
        }
        sheet.text(4, &line);
    }
    sheet.item("    → ", question(area, strongest, &units, view.texts));
}
