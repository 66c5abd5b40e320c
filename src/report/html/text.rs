//! The document's own text with what was found in it: every unit has an anchor, every reference its level in words and a way back to its area.

use super::super::view::View;
use super::super::{excerpt, numbers};
use super::markup::Page;
use super::sheet::Sheet;
use crate::finding::{Status, UnitReading};
use crate::rule::AreaSet;
use crate::text::{Block, BlockKind, Span, Unit, UnitId};

/// The classes of a sentence that counts, by its level.
const LEVELS: [&str; 6] = ["hit", "hit h1", "hit h2", "hit h3", "hit h4", "hit h5"];

pub(super) fn write(page: &mut Page, sheet: &Sheet) {
    if !sheet.view.quotes {
        return;
    }
    let w = sheet.words;
    sheet.section(page, "text", w.text_heading, |page| {
        super::paper::choice(page, sheet, "text", false);
        page.with("p", &[], w.text_intro);
        tools(page, sheet);
        let id = sheet.id("lopande");
        page.element("div", &[("class", "text"), ("id", &id), ("lang", "sv")], |page| blocks(page, sheet));
    });
}

/// Filter and steps from finding to finding: they need the script, which shows them.
fn tools(page: &mut Page, sheet: &Sheet) {
    let (view, w) = (sheet.view, sheet.words);
    let (area_id, level_id) = (sheet.id("filter-omrade"), sheet.id("filter-niva"));
    let about = [("class", "tools"), ("role", "group"), ("aria-label", w.filter_label), ("hidden", "")];
    page.element("div", &about, |page| {
        page.element("span", &[("class", "field")], |page| {
            page.with("label", &[("for", &area_id)], w.filter_area);
            page.element("select", &[("id", &area_id), ("data-filter", "area")], |page| {
                page.with("option", &[("value", "")], w.filter_all_areas);
                for area in view.rules.taxonomy().ids().filter(|id| sheet.report(*id).is_some()) {
                    page.with("option", &[("value", &area.0.to_string())], view.area_name(area));
                }
            });
        });
        page.element("span", &[("class", "field")], |page| {
            page.with("label", &[("for", &level_id)], w.filter_level);
            page.element("select", &[("id", &level_id), ("data-filter", "level")], |page| {
                for level in 1..=5u8 {
                    let name = view.texts.ladder[usize::from(level)];
                    page.with("option", &[("value", &level.to_string())], &format!("{level} {name}"));
                }
            });
        });
        page.element("span", &[("class", "field steps")], |page| {
            page.with("button", &[("type", "button"), ("data-step", "-1")], w.step_back);
            page.with("button", &[("type", "button"), ("data-step", "1")], w.step_on);
        });
        page.with("output", &[("data-count", w.filter_count)], "");
        page.with("p", &[("class", "note")], w.filter_keys);
    });
}

/// What consecutive blocks are put into together.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    Single,
    List,
    Table(u32),
}

fn group(block: &Block) -> Group {
    match block.kind {
        BlockKind::ListItem { .. } => Group::List,
        BlockKind::TableRow { table, .. } => Group::Table(table),
        _ => Group::Single,
    }
}

fn blocks(page: &mut Page, sheet: &Sheet) {
    let document = sheet.view.document();
    let blocks = document.blocks();
    let (mut from, mut page_told) = (0, 0);
    while let Some(first) = blocks.get(from) {
        if let Some(here) = document.page_at(first.span.start).filter(|here| here.number > page_told) {
            page_told = here.number;
            let n = numbers::count(here.number as usize, sheet.view.language);
            let name = super::super::capitalised(&super::super::texts::fill(sheet.labels().page, &[("n", &n)]));
            page.with("p", &[("class", "page")], &name);
        }
        let kind = group(first);
        let same = |block: &&Block| {
            kind != Group::Single
                && group(block) == kind
                && document.page_at(block.span.start).map_or(0, |here| here.number) <= page_told.max(1)
        };
        let to = from + 1 + blocks[from + 1..].iter().take_while(same).count();
        match kind {
            Group::Single => single(page, sheet, from, first),
            Group::List => page.element("ul", &[], |page| {
                for (n, block) in blocks.iter().enumerate().take(to).skip(from) {
                    let BlockKind::ListItem { depth, .. } = block.kind else { continue };
                    let class = ["", "in1", "in2", "in3"][usize::from(depth.min(3))];
                    page.element("li", &[("class", class)], |page| units(page, sheet, n, block));
                }
            }),
            Group::Table(_) => table(page, sheet, from, &blocks[from..to]),
        }
        from = to;
    }
}

fn single(page: &mut Page, sheet: &Sheet, at: usize, block: &Block) {
    let inside = |page: &mut Page| units(page, sheet, at, block);
    match block.kind {
        BlockKind::Heading { .. } => {
            // How deep it stands, not which level it claims: levels may not be skipped.
            let mut depth = 0;
            let mut section = sheet.view.document().sections().get(block.section as usize);
            while let Some(here) = section.filter(|s| s.heading.is_some()) {
                depth += 1;
                section = here.parent.and_then(|id| sheet.view.document().sections().get(id as usize));
            }
            page.element(sheet.heading_element(depth.max(1)), &[], inside);
        }
        BlockKind::Quote => page.element("blockquote", &[], |page| page.element("p", &[], inside)),
        BlockKind::Footnote | BlockKind::Caption | BlockKind::TocLine => page.element("p", &[("class", "small")], inside),
        BlockKind::Marginal => page.element("p", &[("class", "small marginal")], inside),
        _ => page.element("p", &[], inside),
    }
}

fn table(page: &mut Page, sheet: &Sheet, from: usize, rows: &[Block]) {
    page.element("div", &[("class", "wide"), ("role", "group"), ("tabindex", "0"), ("aria-label", sheet.words.text_table)], |page| {
        page.element("table", &[], |page| {
            page.with("caption", &[("class", "unseen")], sheet.words.text_table);
            page.element("tbody", &[], |page| {
                for (n, row) in rows.iter().enumerate() {
                    let BlockKind::TableRow { cells, header, .. } = &row.kind else { continue };
                    let own = units_of_block(sheet.view, (from + n) as u32);
                    let Some((id, _)) = own.first() else { continue };
                    page.element("tr", &[("id", &sheet.unit_id(*id))], |page| {
                        for (place, cell) in cells.iter().enumerate() {
                            let name = if *header { "th" } else { "td" };
                            page.element(name, if *header { &[("scope", "col")] } else { &[] }, |page| {
                                sentence(page, sheet, *id, *cell, place == 0, place + 1 == cells.len());
                            });
                        }
                    });
                }
            });
        });
    });
}

/// The units of a block with their ids, in order.
fn units_of_block<'a>(view: &View<'a>, block: u32) -> Vec<(UnitId, &'a Unit)> {
    let all = view.document().units();
    let from = all.partition_point(|unit| unit.block < block);
    all[from..].iter().take_while(|unit| unit.block == block).enumerate().map(|(n, unit)| ((from + n) as UnitId, unit)).collect()
}

/// A block's text, unit by unit; what stands between units stays.
fn units(page: &mut Page, sheet: &Sheet, at: usize, block: &Block) {
    let mut told = block.span.start;
    for (id, unit) in units_of_block(sheet.view, at as u32) {
        plain(page, sheet.view, Span { start: told, end: unit.span.start });
        page.element("span", &[("id", &sheet.unit_id(id))], |page| sentence(page, sheet, id, unit.span, true, true));
        told = unit.span.end;
    }
    plain(page, sheet.view, Span { start: told, end: block.span.end });
}

/// A unit, or the part of it that stands in one cell. Its first part has what the filter asks for, its last part tells level and areas.
fn sentence(page: &mut Page, sheet: &Sheet, id: UnitId, span: Span, first: bool, last: bool) {
    let reading = sheet.view.reading(id);
    let carries = reading.is_chain();
    if !reading.is_reference() && !carries {
        words(page, sheet, id, span);
        if last && reading.steering.gap && !(reading.areas.is_empty() && reading.inherited.is_empty()) {
            page.with("span", &[("class", "tag gap")], sheet.words.tag_gap);
        }
        return;
    }
    let areas = if carries { reading.inherited } else { reading.areas };
    let level = reading.steering.level.min(5);
    let (level_word, area_words) = (level.to_string(), areas.iter().map(|a| a.0.to_string()).collect::<Vec<_>>().join(" "));
    let mut attributes = vec![("class", LEVELS[usize::from(level)])];
    if first {
        attributes.extend([("data-level", level_word.as_str()), ("data-areas", area_words.as_str()), ("data-unit", "")]);
    }
    page.element("mark", &attributes, |page| words(page, sheet, id, span));
    if last {
        tag(page, sheet, reading, areas, carries);
    }
}

/// The level in words, and a way back to each area.
fn tag(page: &mut Page, sheet: &Sheet, reading: &UnitReading, areas: AreaSet, carries: bool) {
    let view = sheet.view;
    let level = usize::from(reading.steering.level.min(5));
    page.element("span", &[("class", "tag"), ("lang", sheet.words.code)], |page| {
        let carried = if carries { format!(", {}", sheet.words.tag_carried) } else { String::new() };
        // The figure and its word stay on one line.
        page.text(&format!("{level}\u{a0}{}{carried}: ", view.texts.ladder[level]));
        super::law::area_links(page, sheet, areas);
    });
}

/// Words as they stand; those that made a finding stand out, those that were set aside are dotted.
fn words(page: &mut Page, sheet: &Sheet, id: UnitId, span: Span) {
    let view = sheet.view;
    let (mut shown, rest): (Vec<_>, Vec<_>) = view.findings_of(id).iter().partition(|f| f.status == Status::Counted);
    // What counts goes before what was set aside in the same words.
    let counted = shown.len();
    for finding in rest {
        if !shown[..counted].iter().any(|c| c.span.start < finding.span.end && finding.span.start < c.span.end) {
            shown.push(finding);
        }
    }
    shown.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
    let mut told = span.start;
    for finding in shown {
        let (start, end) = (finding.span.start.max(told), finding.span.end.min(span.end));
        if start >= end {
            continue;
        }
        plain(page, view, Span { start: told, end: start });
        let inside = |page: &mut Page| plain(page, view, Span { start, end });
        match finding.status {
            Status::Counted => page.element("strong", &[], inside),
            Status::Ignored(_) => page.element("span", &[("class", "aside")], inside),
        }
        told = end;
    }
    plain(page, view, Span { start: told, end: span.end });
}

/// Text as it stands, white space as single spaces.
fn plain(page: &mut Page, view: &View, span: Span) {
    if span.start >= span.end {
        return;
    }
    let text = view.document().slice(span);
    let clean = excerpt::clean(text);
    let edge = |c: Option<char>| if c.is_some_and(char::is_whitespace) { " " } else { "" };
    if clean.is_empty() {
        page.text(edge(text.chars().next()));
    } else {
        page.text(&format!("{}{clean}{}", edge(text.chars().next()), edge(text.chars().next_back())));
    }
}
