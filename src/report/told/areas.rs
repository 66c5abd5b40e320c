//! Areas and grounds: how they are there, and what a sentence has and lacks.

use super::super::facts::{self, role_levels};
use super::super::numbers;
use super::super::questions::why;
use super::super::texts::{Texts, fill};
use super::super::view::View;
use crate::finding::UnitReading;
use crate::score::{AreaReport, GroundStatus, LINKS, Score};

/// How many places an area has, and how many more carry it on.
pub(crate) fn places_of_area(view: &View, area: &AreaReport, units: &[&UnitReading]) -> String {
    let l = &view.texts.labels;
    let mut text = view.count_of(area.units.len(), l.places);
    let carried = units.len().saturating_sub(area.units.len());
    if carried > 0 {
        text.push_str(&format!(", {}", fill(l.inherited_places, &[("n", &numbers::count(carried, view.language))])));
    }
    text
}

/// "Har: ett krav. Saknar: utpekad ansvarig, tid."
pub(crate) fn has_and_lacks(unit: &UnitReading, texts: &'static Texts) -> String {
    let l = &texts.labels;
    let (has, lacks) = why(unit, texts);
    let mut line = format!("{}: {}.", l.has, has.join(", "));
    if !lacks.is_empty() {
        line.push_str(&format!(" {}: {}.", l.lacks, lacks.join(", ")));
    }
    line
}

/// Which areas are not mentioned at all; none where the document is aimed at some of them.
pub(crate) fn silent_areas(view: &View, score: &Score) -> Option<String> {
    let l = &view.texts.labels;
    let silent = facts::silent_areas(view, score);
    let label = if view.is_partial() { l.silent_areas_partial } else { l.silent_areas };
    (!silent.is_empty() && view.analysis.findings.targeted.is_empty()).then(|| fill(label, &[("areas", &view.area_names(silent))]))
}

/// The grounds under each way of being there, with its label; all seven alike are told as one.
pub(crate) fn ground_lines(view: &View, score: &Score) -> Vec<(&'static str, String)> {
    let grounds = &score.grounds;
    let told = GroundStatus::ALL.into_iter().filter_map(|status| {
        let names: Vec<&str> = grounds.iter().filter(|g| g.status == status).map(|g| view.area_name(g.area)).collect();
        let text = match names.len() {
            0 => return None,
            n if n == grounds.len() => view.texts.labels.grounds_all.to_string(),
            _ => names.join(", "),
        };
        Some((ground_status(view, status), text))
    });
    told.collect()
}

/// How a ground is there, in words.
pub(crate) fn ground_status(view: &View, status: GroundStatus) -> &'static str {
    ground_status_in(view.texts, status, view.is_partial())
}

/// The same of what was read whole or in part.
pub(crate) fn ground_status_in(texts: &'static Texts, status: GroundStatus, partial: bool) -> &'static str {
    let l = &texts.labels;
    match status {
        GroundStatus::Named => l.ground_named,
        GroundStatus::General => l.ground_general,
        GroundStatus::Indirect => l.ground_indirect,
        GroundStatus::Missing if partial => l.ground_missing_partial,
        GroundStatus::Missing => l.ground_missing,
    }
}

/// What the short names of the chain's links stand for.
pub(crate) fn chain_legend(view: &View) -> String {
    let links = LINKS.map(|link| view.texts.link(link));
    let legend = links.map(|(long, short)| if long == short { long.to_string() } else { format!("{short} = {long}") });
    fill(view.texts.labels.chain_legend, &[("links", &legend.join(", "))])
}

/// The municipality's roles with the highest level under each.
pub(crate) fn roles_line(view: &View, score: &Score) -> String {
    let level = |level: u8| if level == 0 { "–".to_string() } else { level.to_string() };
    let roles = role_levels(view, score).map(|(role, highest)| format!("{}\u{a0}{}", view.texts.role(role), level(highest)));
    fill(view.texts.labels.roles_line, &[("roles", &roles.join(", "))])
}
