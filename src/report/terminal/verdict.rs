//! The first screen: who the document is, how far it has come, what stops the next level, its areas and grounds.

use super::super::texts::fill;
use super::super::view::View;
use super::super::{Options, excerpt, numbers, told};
use super::areas;
use super::sheet::{Sheet, Style, bar};
use crate::outcome::Outcome;
use crate::report::Language;
use crate::report::texts::Texts;
use crate::score::Score;
use crate::text::Problem;

/// Lines of the verdict, areas included.
const SCREEN: usize = 40;

/// A document that could not be judged: why, and what to do.
pub(super) fn unjudged(sheet: &mut Sheet, outcome: &Outcome, options: &Options) {
    let texts = Texts::of(options.language);
    sheet.wrapped("", "", &excerpt::clean(&outcome.name), Style::Strong);
    sheet.blank();
    sheet.line(texts.labels.not_judged, Style::Warning);
    let told = problems(sheet, outcome.problems(), options.language, 12);
    sheet.text(2, if told { texts.labels.unread_warning } else { texts.labels.empty_text });
}

/// Who the document is, what could not be read, and how far it has come: what stands above a view.
pub(super) fn brief(sheet: &mut Sheet, view: &View, score: &Score) {
    head(sheet, view);
    warnings(sheet, view);
    level(sheet, view, score);
}

pub(super) fn write(sheet: &mut Sheet, view: &View, score: &Score, details_follow: bool) {
    let top = sheet.lines.len();
    head(sheet, view);
    warnings(sheet, view);
    remarks(sheet, view);
    level(sheet, view, score);
    next_level(sheet, view, score);
    let mut foot = Sheet::new(Some(sheet.width), false);
    ground_lines(&mut foot, view, score);
    let room = SCREEN.saturating_sub(sheet.lines.len() - top + foot.lines.len() + 8).max(3);
    areas::overview(sheet, view, score, room, details_follow);
    ground_lines(sheet, view, score);
}

/// What could not be read of a document that is judged all the same.
fn warnings(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let serious = told::serious_problems(view);
    if !serious.is_empty() {
        sheet.blank();
        sheet.line(l.problems_heading, Style::Warning);
        problems(sheet, &serious, view.language, 4);
        sheet.text(2, l.unread_warning);
    }
}

fn remarks(sheet: &mut Sheet, view: &View) {
    if let Some(text) = told::remarks(view) {
        sheet.blank();
        sheet.text(0, &text);
    }
}

fn head(sheet: &mut Sheet, view: &View) {
    sheet.wrapped("", "", &told::name(view), Style::Strong);
    let mut facts: Vec<String> = view.title().map(|_| excerpt::clean(&view.outcome.name)).into_iter().collect();
    facts.extend(told::type_line(view));
    facts.extend(told::extent(view));
    facts.extend(told::aim(view));
    if !view.quotes {
        facts.push(view.texts.labels.no_title_quotes.to_string());
    }
    sheet.text(0, &facts.join(" · "));
}

fn level(sheet: &mut Sheet, view: &View, score: &Score) {
    sheet.blank();
    let (line, points) = (told::level_line(view, score), told::points(view, score));
    sheet.wrapped("", "", &format!("{line}\u{a0} {} {points}", bar(score.maturity.level)), Style::Strong);
    sheet.text(0, &told::meaning(view, score));
    for text in told::reservations(view, score) {
        sheet.text(0, &text);
    }
}

/// What stands before the next level, and what would lift most.
fn next_level(sheet: &mut Sheet, view: &View, score: &Score) {
    let next = told::next_level(view, score).brief(view);
    sheet.heading(&next.heading);
    for gate in &next.gates {
        sheet.item("  • ", gate);
    }
    if let Some(more) = &next.more {
        sheet.text(4, more);
    }
    if let Some(points) = &next.points {
        sheet.item("  • ", points);
    }
    if !next.lifts.is_empty() && score.maturity.level < 5 {
        sheet.text(2, view.texts.labels.lift_heading);
    }
    for lift in &next.lifts {
        sheet.item("  • ", lift);
    }
}

fn ground_lines(sheet: &mut Sheet, view: &View, score: &Score) {
    let lines = told::ground_lines(view, score);
    if lines.is_empty() {
        return;
    }
    sheet.heading(view.texts.labels.grounds_heading);
    for (label, text) in lines {
        sheet.item(&format!("  {label}: "), &text);
    }
}

/// Problems in words, those of one kind together; whether there were any.
fn problems(sheet: &mut Sheet, problems: &[Problem], language: Language, most: usize) -> bool {
    let (texts, more) = told::problems(problems, language, most);
    for text in &texts {
        sheet.item("  • ", text);
    }
    if more > 0 {
        sheet.text(4, &fill(Texts::of(language).labels.gate_more, &[("n", &numbers::count(more, language))]));
    }
    !texts.is_empty()
}
