//! Two versions of a document in a browser: the verdicts side by side, what moved, and each sentence before and now with its changed words.

use std::io;

use super::super::comparison::{Both, changed_words, difference};
use super::super::excerpt;
use super::super::texts::{HtmlTexts, fill};
use super::super::told::RulesNamed;
use super::super::view::View;
use super::super::{Options, numbers};
use super::cards::{cards, cell, row};
use super::markup::Page;
use super::sheet::{boxes, table_head_under_heading, wide_table};
use crate::compare::{AreaMove, Change, Comparison, DimensionMove, Kind};
use crate::rule::RuleSet;
use crate::score::Score;
use crate::text::UnitId;

/// The whole page.
pub(in crate::report) fn write(
    both: &Both,
    comparison: &Comparison,
    rules: &RuleSet,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let (t, w) = (both.texts, HtmlTexts::of(options.language));
    let title = both.heading();
    let page = super::frame(&title, options, RulesNamed::of(rules), super::SCRIPT, |page| {
        page.element("div", &[("class", "masthead")], |page| {
            page.with("p", &[("class", "kind")], w.comparison_kind);
            page.with("h1", &[], &title);
        });
        page.element("div", &[("class", "report")], |page| {
            verdict(page, both, comparison);
            dimensions(page, both, &comparison.dimensions);
            areas(page, both, &comparison.areas);
            for kind in Kind::ALL {
                let (name, meaning) = t.kind(kind);
                let changes: Vec<&Change> = comparison.changes.iter().filter(|change| change.kind == kind).collect();
                if !changes.is_empty() {
                    let heading = format!("{name}: {}", numbers::of(changes.len(), t.sentences, both.language));
                    section(page, kind.as_str(), &heading, |page| {
                        page.with("p", &[], meaning);
                        changes.into_iter().for_each(|change| sentence(page, both, change));
                    });
                }
            }
            page.with("p", &[("class", "note")], &format!("{} {}", t.limits, both.names.labels.limits_line));
        });
    });
    out.write_all(page.finish().as_bytes())
}

fn section(page: &mut Page, id: &str, heading: &str, inside: impl FnOnce(&mut Page)) {
    page.element("section", &[("id", id)], |page| {
        page.with("h2", &[], heading);
        inside(page);
    });
}

/// Both versions with level and score, and how many sentences of each kind; each number leads to its sentences.
fn verdict(page: &mut Page, both: &Both, comparison: &Comparison) {
    let (l, w) = (&both.names.labels, HtmlTexts::of(both.language));
    section(page, "omdome", w.verdict_heading, |page| {
        cards(page, w.comparison_caption, &[w.comparison_version, l.summary_level, l.summary_score, l.summary_references], |page| {
            for (name, view, score) in [(w.comparison_old, &both.old, both.old_score), (w.comparison_new, &both.new, both.new_score)] {
                version(page, both, name, view, score);
            }
        });
        if comparison.changes.is_empty() {
            return page.with("p", &[], both.texts.nothing);
        }
        page.element("ul", &[("class", "sums")], |page| {
            for kind in Kind::ALL {
                let (name, _) = both.texts.kind(kind);
                let changes = comparison.changes.iter().filter(|change| change.kind == kind).count();
                page.element("li", &[], |page| {
                    let text = format!("{name}: {}", numbers::of(changes, both.texts.sentences, both.language));
                    if changes > 0 { page.with("a", &[("href", &format!("#{}", kind.as_str()))], &text) } else { page.text(&text) }
                });
            }
            let unchanged = numbers::of(comparison.unchanged, both.texts.sentences, both.language);
            page.with("li", &[], &fill(w.comparison_unchanged, &[("sentences", &unchanged)]));
        });
    });
}

fn version(page: &mut Page, both: &Both, name: &str, view: &View, score: &Score) {
    let l = &both.names.labels;
    let head = |page: &mut Page| {
        page.text(name);
        page.with("small", &[], &excerpt::clean(&view.outcome.name));
    };
    row(page, &[], head, |page| {
        cell(page, l.summary_level, |page| level(page, score.maturity.level, both.names.maturity_name(score.maturity.level)));
        cell(page, l.summary_score, |page| page.text(&numbers::decimal(score.value, 1, both.language)));
        cell(page, l.summary_references, |page| page.text(&numbers::count(score.references, both.language)));
    });
}

fn level(page: &mut Page, level: u8, name: &str) {
    page.text(&format!("{level} "));
    boxes(page, level);
    page.text(&format!(" {name}"));
}

/// Dimensions that moved, the largest move first.
fn dimensions(page: &mut Page, both: &Both, moves: &[DimensionMove]) {
    let w = HtmlTexts::of(both.language);
    let percent = |value: f64| numbers::percent(value, both.language);
    let rows = moves.iter().filter_map(|m| {
        let dimension = both.names.dimensions.get(m.dimension)?;
        Some((format!("D{} {}", m.dimension + 1, dimension.name), [percent(m.old), percent(m.new)], m.new > m.old))
    });
    moved(page, both, "dimensioner", both.texts.dimensions_heading, w.dimension_column, rows.collect());
}

/// Areas whose highest level moved, the largest loss first.
fn areas(page: &mut Page, both: &Both, moves: &[AreaMove]) {
    let w = HtmlTexts::of(both.language);
    let step = |level: u8| if level == 0 { w.grid_missing.to_string() } else { format!("{level} {}", both.names.step(level)) };
    let rows = moves.iter().map(|m| (both.new.area_name(m.area).to_string(), [step(m.old), step(m.new)], m.new > m.old));
    moved(page, both, "omraden", both.texts.areas_heading, both.names.labels.area_column, rows.collect());
}

fn moved(page: &mut Page, both: &Both, id: &str, heading: &str, what: &str, rows: Vec<(String, [String; 2], bool)>) {
    let w = HtmlTexts::of(both.language);
    if rows.is_empty() {
        return;
    }
    section(page, id, heading, |page| {
        wide_table(page, "moves", heading, |page| {
            table_head_under_heading(page, heading, &[what, w.comparison_old, w.comparison_new, w.comparison_direction]);
            page.element("tbody", &[], |page| {
                for (name, [old, new], up) in rows {
                    page.element("tr", &[], |page| {
                        page.with("th", &[("scope", "row")], &name);
                        page.with("td", &[], &old);
                        page.with("td", &[], &new);
                        page.with("td", &[], if up { w.comparison_up } else { w.comparison_down });
                    });
                }
            });
        });
    });
}

/// A sentence before and now, the words that differ marked, and what the difference is.
fn sentence(page: &mut Page, both: &Both, change: &Change) {
    let t = both.texts;
    let text = |view: &View, unit: Option<UnitId>| unit.and_then(|unit| view.unit_text(unit)).map(excerpt::clean);
    let (old, new) = (text(&both.old, change.old), text(&both.new, change.new));
    let (old_words, new_words) = match (&old, &new) {
        (Some(old), Some(new)) => changed_words(old, new),
        (old, new) => (old.iter().map(|t| (false, t.as_str())).collect(), new.iter().map(|t| (false, t.as_str())).collect()),
    };
    page.element("div", &[("class", "change")], |page| {
        let before = if change.old_level > 0 { t.before } else { t.spoke_not };
        let now = if change.new_level > 0 { t.now } else { t.no_longer };
        side(page, both, &both.old, change.old.map(|unit| (unit, before, change.old_level)), t.added, &old_words, "del");
        side(page, both, &both.new, change.new.map(|unit| (unit, now, change.new_level)), t.removed, &new_words, "ins");
        let difference = difference(both, change);
        if !difference.is_empty() {
            page.with("p", &[("class", "ask")], &difference.join(" "));
        }
    });
}

fn side(
    page: &mut Page,
    both: &Both,
    view: &View,
    there: Option<(UnitId, &str, u8)>,
    absent: &str,
    words: &[(bool, &str)],
    mark: &'static str,
) {
    page.element("div", &[("class", "side")], |page| {
        let Some((unit, label, step)) = there else { return page.with("p", &[("class", "where")], absent) };
        page.element("p", &[("class", "where")], |page| {
            page.with("b", &[], label);
            page.text(&format!(" {}", view.place(unit)));
            if step > 0 {
                page.text(&format!(" · {} ", HtmlTexts::of(both.language).level_word));
                level(page, step, both.names.step(step));
            }
        });
        if !words.is_empty() {
            page.element("blockquote", &[("lang", "sv")], |page| {
                page.element("p", &[], |page| {
                    for (number, (changed, text)) in words.iter().enumerate() {
                        if number > 0 {
                            page.text(" ");
                        }
                        if *changed { page.with(mark, &[], text) } else { page.text(text) }
                    }
                });
            });
        }
    });
}
