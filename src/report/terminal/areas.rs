//! The areas: a table with level and chain for the verdict, and each by itself with its strongest sentence.

use super::super::facts;
use super::super::questions::question;
use super::super::texts::{fill, fill_owned};
use super::super::told;
use super::super::view::View;
use super::sheet::{Sheet, Style, bar, pad};
use crate::score::{AreaReport, LINKS, Score};

/// Least columns for the areas' names in the table.
const LEAST_NAME: usize = 24;

/// One row for each area, at most `most`: name, level, chain.
pub(super) fn overview(sheet: &mut Sheet, view: &View, score: &Score, most: usize, details_follow: bool) {
    let l = &view.texts.labels;
    let areas = facts::areas(score);
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
            level = format!("{level} {}", view.texts.step(area.level));
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
    let areas = facts::areas(score);
    if areas.is_empty() {
        return;
    }
    sheet.heading(l.detail_heading);
    for (place, area) in areas.iter().enumerate() {
        sheet.blank();
        detail(sheet, view, area, &areas[..place]);
    }
    if let Some(text) = told::silent_areas(view, score) {
        sheet.blank();
        sheet.text(2, &text);
    }
}

/// `before` are the areas before this one with their strongest units: the same sentence is quoted once.
fn detail(sheet: &mut Sheet, view: &View, area: &AreaReport, before: &[&AreaReport]) {
    let l = &view.texts.labels;
    let values = [("level", area.level.to_string()), ("bar", bar(area.level)), ("name", view.texts.step(area.level).to_string())];
    let level = fill_owned(l.area_head, &values);
    let units = view.units_of(area.area);
    let head = format!("{} · {level} · {}", view.area_name(area.area), told::places_of_area(view, area, &units));
    sheet.wrapped("  ", "  ", &head, Style::Strong);
    let strongest = view.reading(area.strongest);
    let place = view.place(area.strongest);
    if let Some(earlier) = before.iter().find(|a| a.strongest == area.strongest) {
        sheet.text(4, &fill(l.same_sentence, &[("area", view.area_name(earlier.area)), ("place", &place)]));
    } else {
        match view.quote(area.strongest, view.focus(area.strongest, Some(area.area))) {
            Some(quote) => sheet.text(4, &format!("{quote} ({place})")),
            None => sheet.text(4, &place),
        }
        sheet.text(4, &told::has_and_lacks(strongest, view.texts));
    }
    sheet.item("    → ", question(area, strongest, &units, view.texts));
}
