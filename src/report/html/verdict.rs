//! The verdict: how far the document has come, what could not be read, what stops the next level and what would lift most.

use super::super::texts::fill;
use super::super::{Options, numbers, told};
use super::cards::{cards, cell, row};
use super::markup::Page;
use super::sheet::{Sheet, boxes};
use crate::finding::TypeEvidence;
use crate::text::Problem;

/// Length of the scale in the drawing's own measure; its height leaves room for the figures.
const LENGTH: f64 = 1000.0;

pub(super) fn write(page: &mut Page, sheet: &Sheet) {
    let (l, w) = (sheet.labels(), sheet.words);
    sheet.section(page, "omdome", w.verdict_heading, |page| {
        warnings(page, sheet);
        let m = &sheet.score.maturity;
        page.element("div", &[("class", "verdict")], |page| {
            page.element("p", &[("class", "level")], |page| {
                page.text(&fill(w.level_of_five, &[("level", &m.level.to_string())]));
                page.text(" ");
                boxes(page, m.level);
                page.text(" ");
                page.with("strong", &[], sheet.view.texts.maturity_name(m.level));
            });
            page.with("p", &[("class", "points")], &told::points(sheet.view, sheet.score));
            gauge(page, sheet);
            page.with("p", &[], &told::meaning(sheet.view, sheet.score));
            for doubt in told::reservations(sheet.view, sheet.score) {
                page.with("p", &[("class", "note")], &doubt);
            }
        });
        levels(page, sheet);
        next(page, sheet);
        page.with("p", &[("class", "note")], l.limits_line);
    });
}

/// Who the document is, under its name.
pub(super) fn facts(page: &mut Page, sheet: &Sheet) {
    let (view, w) = (sheet.view, sheet.words);
    let mut facts: Vec<(&str, String)> = Vec::new();
    facts.push((w.fact_file, super::super::excerpt::clean(&view.outcome.name)));
    // A type that is only taken for granted is told as such: the reader can give another.
    let kind = match view.analysis.findings.document_type {
        Some((_, TypeEvidence::Unknown)) => Some(fill(w.type_assumed, &[("type", view.type_name().unwrap_or_default())])),
        _ => told::type_line(view),
    };
    facts.extend(kind.map(|kind| (w.fact_type, kind)));
    facts.push((w.fact_size, told::extent(view).join(", ")));
    facts.extend(told::aim(view).map(|aim| (w.fact_aim, aim)));
    page.element("dl", &[("class", "facts")], |page| {
        for (name, value) in facts {
            page.element("div", &[], |page| {
                page.with("dt", &[], name);
                page.with("dd", &[], &value);
            });
        }
    });
    if !view.quotes {
        page.with("p", &[("class", "note")], w.no_quotes);
    }
}

/// What could not be read comes before the level: it may be higher than it seems.
fn warnings(page: &mut Page, sheet: &Sheet) {
    let l = sheet.labels();
    let options = Options { language: sheet.view.language, ..Options::default() };
    let serious = told::serious_problems(sheet.view);
    if !serious.is_empty() {
        page.element("div", &[("class", "warning")], |page| {
            sheet.heading(page, 1, l.problems_heading);
            problem_list(page, &serious, &options);
            page.with("p", &[], l.unread_warning);
        });
    }
    if let Some(text) = told::remarks(sheet.view) {
        page.with("p", &[("class", "note")], &text);
    }
}

/// Problems in words, one a line.
pub(super) fn problem_list(page: &mut Page, problems: &[Problem], options: &Options) {
    page.element("ul", &[], |page| {
        for text in told::problems(problems, options.language, usize::MAX).0 {
            page.with("li", &[], &text);
        }
    });
}

/// The points on a scale with the limits of the levels; the table of the levels says the same in figures.
fn gauge(page: &mut Page, sheet: &Sheet) {
    let (score, view) = (sheet.score, sheet.view);
    let at = |points: f64| points.clamp(0.0, 100.0) / 100.0 * LENGTH;
    let figure = |value: f64| numbers::decimal(value, 1, crate::report::Language::English);
    let label = told::points(view, score);
    page.element("svg", &[("class", "gauge"), ("viewBox", "-14 0 1028 92"), ("role", "img"), ("aria-label", &label)], |page| {
        rect(page, "track", (0.0, 12.0), (LENGTH, 34.0));
        rect(page, "fill", (0.0, 12.0), (at(score.value), 34.0));
        let range = score.maturity.range;
        if range > 0.0 {
            let (low, high) = (at(score.value - range), at(score.value + range));
            rect(page, "range", (low, 24.0), (high - low, 10.0));
        }
        for limit in view.rules.weights().mognad.granser {
            rect(page, "limit", (at(limit) - 2.0, 4.0), (4.0, 50.0));
        }
        for limit in [0.0].into_iter().chain(view.rules.weights().mognad.granser).chain([100.0]) {
            let middle = figure(at(limit)).replace(',', "");
            let text = numbers::short(limit, view.language);
            page.with("text", &[("x", &middle), ("y", "84"), ("text-anchor", "middle")], &text);
        }
    });
}

/// A rectangle of a drawing: corner, width and height.
pub(super) fn rect(page: &mut Page, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
    let [x, y, width, height] = [x, y, width, height].map(|value| format!("{value:.1}"));
    page.with("rect", &[("class", class), ("x", &x), ("y", &y), ("width", &width), ("height", &height)], "");
}

/// The six levels, what they mean and from how many points they can be reached.
fn levels(page: &mut Page, sheet: &Sheet) {
    let (w, texts) = (sheet.words, sheet.view.texts);
    let limits = sheet.view.rules.weights().mognad.granser;
    page.element("details", &[], |page| {
        page.with("summary", &[], w.levels_summary);
        cards(page, w.levels_caption, &[sheet.labels().level_column, w.level_meaning, w.level_from], |page| {
            for (level, name) in texts.maturity.iter().enumerate() {
                let here = level == usize::from(sheet.score.maturity.level);
                let head = |page: &mut Page| {
                    page.text(&format!("{level} {name}"));
                    if here {
                        page.text(" ");
                        page.with("em", &[], w.level_here);
                    }
                };
                let from = level.checked_sub(2).and_then(|i| limits.get(i)).map(|limit| numbers::short(*limit, sheet.view.language));
                row(page, if here { &[("class", "plain here"), ("aria-current", "true")] } else { &[("class", "plain")] }, head, |page| {
                    cell(page, w.level_meaning, |page| page.text(texts.maturity_meaning[level]));
                    cell(page, w.level_from, |page| page.text(from.as_deref().unwrap_or("0")));
                });
            }
        });
        page.with("p", &[("class", "note")], w.levels_note);
    });
}

fn next(page: &mut Page, sheet: &Sheet) {
    let next = told::next_level(sheet.view, sheet.score);
    page.element("div", &[("class", "next")], |page| {
        sheet.heading(page, 1, &next.heading);
        list(page, next.gates.iter().chain(&next.points));
        if !next.lifts.is_empty() && sheet.score.maturity.level < 5 {
            sheet.heading(page, 1, sheet.labels().lift_heading.trim_end_matches(':'));
        }
        list(page, next.lifts.iter());
    });
}

fn list<'t>(page: &mut Page, texts: impl Iterator<Item = &'t String>) {
    let mut texts = texts.peekable();
    if texts.peek().is_some() {
        page.element("ul", &[], |page| texts.for_each(|text| page.with("li", &[], text)));
    }
}
