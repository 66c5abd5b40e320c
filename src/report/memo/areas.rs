//! The areas: a table with level and chain, and each by itself with its strongest sentence and where its chain is shown.

use super::super::facts;
use super::super::questions::{question, why};
use super::super::texts::fill;
use super::super::view::View;
use super::super::{capitalised, told};
use super::{Block, Memo, TableKind, labelled, plain, strong};
use crate::score::{AreaReport, LINKS, Score};

/// "3 åtagande".
fn level_words(view: &View, level: u8) -> String {
    format!("{level} {}", view.texts.step(level))
}

/// One row for each area: name, level, chain.
pub(super) fn overview(memo: &mut Memo, view: &View, score: &Score) {
    let l = &view.texts.labels;
    memo.heading(1, l.areas_heading);
    let areas = facts::areas(score);
    if areas.is_empty() {
        return memo.text(l.areas_none);
    }
    let links = LINKS.map(|link| view.texts.link(link).1);
    let head: Vec<&str> = [l.area_column, l.level_column].into_iter().chain(links).collect();
    let row = |area: &&AreaReport| {
        let chain = area.chain.map(|link| if link.is_some() { "✓" } else { "–" }.to_string());
        [view.area_name(area.area).to_string(), level_words(view, area.level)].into_iter().chain(chain).collect()
    };
    memo.table(TableKind::Records, &head, areas.iter().map(row).collect());
    memo.text(told::chain_legend(view));
    memo.text(told::roles_line(view, score));
    if let Some(text) = told::silent_areas(view, score) {
        memo.text(text);
    }
}

/// Each area with its strongest sentence, why it got its level, where its chain is shown, and a question.
pub(super) fn details(memo: &mut Memo, view: &View, score: &Score) {
    let areas = facts::areas(score);
    if areas.is_empty() {
        return;
    }
    memo.heading(1, view.texts.labels.detail_heading);
    for (place, area) in areas.iter().enumerate() {
        detail(memo, view, area, &areas[..place]);
    }
}

/// `told_before` are the areas before this one with their strongest units: the same sentence is quoted once.
fn detail(memo: &mut Memo, view: &View, area: &AreaReport, told_before: &[&AreaReport]) {
    let l = &view.texts.labels;
    memo.heading(2, view.area_name(area.area));
    let units = view.units_of(area.area);
    let level = format!("{}, {}", area.level, view.texts.step(area.level));
    let level = fill(l.view_level, &[("level", &level)]);
    let counts = told::places_of_area(view, area, &units);
    memo.blocks.push(Block::Paragraph(vec![strong(capitalised(&level)), plain(format!(", {counts}."))]));
    let strongest = view.reading(area.strongest);
    if let Some(earlier) = told_before.iter().find(|a| a.strongest == area.strongest) {
        let place = view.place(area.strongest);
        memo.text(fill(l.same_sentence, &[("area", view.area_name(earlier.area)), ("place", &place)]));
    } else {
        memo.blocks.push(Block::Quote(match view.quote(area.strongest, view.focus(area.strongest, Some(area.area))) {
            Some(quote) => format!("{quote} ({})", view.place(area.strongest)),
            None => capitalised(&view.place(area.strongest)),
        }));
        let (has, lacks) = why(strongest, view.texts);
        memo.blocks.push(Block::Paragraph(labelled(l.has, &format!("{}.", has.join(", ")))));
        if !lacks.is_empty() {
            memo.blocks.push(Block::Paragraph(labelled(l.lacks, &format!("{}.", lacks.join(", ")))));
        }
    }
    let chain = chain_places(view, area);
    if !chain.is_empty() {
        memo.blocks.push(Block::Paragraph(labelled(l.memo_chain, &format!("{}.", chain.join("; ")))));
    }
    memo.blocks.push(Block::Paragraph(labelled(l.memo_question, question(area, strongest, &units, view.texts))));
}

/// Where the chain's links are shown, those in the same place together: "mål, åtgärd: sida 3".
fn chain_places(view: &View, area: &AreaReport) -> Vec<String> {
    let mut places: Vec<(String, Vec<&str>)> = Vec::new();
    for (link, unit) in LINKS.iter().zip(area.chain) {
        let Some(place) = unit.map(|unit| view.place(unit)) else { continue };
        let name = view.texts.link(*link).0;
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, links)) => links.push(name),
            None => places.push((place, vec![name])),
        }
    }
    places.into_iter().map(|(place, links)| format!("{}: {place}", links.join(", "))).collect()
}
