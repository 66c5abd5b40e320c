//! The first screen: who the document is, how far it has come, what stops the next level, its areas and grounds.

use super::super::facts::{GroundStatus, grounds};
use super::super::texts::fill;
use super::super::view::View;
use super::super::{Options, excerpt, numbers, wording};
use super::areas;
use super::sheet::{Sheet, Style, bar};
use crate::finding::TypeEvidence;
use crate::outcome::Outcome;
use crate::report::texts::Texts;
use crate::score::Score;
use crate::text::{Problem, Severity};

/// Lines of the verdict, areas included.
const SCREEN: usize = 40;

/// A document that could not be judged: why, and what to do.
pub(super) fn unjudged(sheet: &mut Sheet, outcome: &Outcome, options: &Options) {
    let texts = Texts::of(options.language);
    sheet.wrapped("", "", &excerpt::clean(&outcome.name), Style::Strong);
    sheet.blank();
    sheet.line(texts.labels.not_judged, Style::Warning);
    let told = problems(sheet, outcome.problems(), options, 12);
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
    let options = Options { language: view.language, ..Options::default() };
    let serious: Vec<Problem> = view.document().problems().iter().filter(|p| p.severity != Severity::Note).cloned().collect();
    if !serious.is_empty() {
        sheet.blank();
        sheet.line(l.problems_heading, Style::Warning);
        problems(sheet, &serious, &options, 4);
        sheet.text(2, l.unread_warning);
    }
}

/// That a draft has comments and changes, and which text was judged.
fn remarks(sheet: &mut Sheet, view: &View) {
    if let Some(text) = wording::remarks(view) {
        sheet.blank();
        sheet.text(0, &text);
    }
}

fn head(sheet: &mut Sheet, view: &View) {
    let l = &view.texts.labels;
    let name = excerpt::clean(&view.outcome.name);
    let title = view.title();
    sheet.wrapped("", "", title.as_deref().unwrap_or(&name), Style::Strong);
    let mut facts = Vec::new();
    if title.is_some() {
        facts.push(name);
    }
    if let Some(evidence) = view.analysis.findings.document_type.map(|(_, e)| e) {
        let name = view.type_name().unwrap_or_default();
        facts.push(if evidence == TypeEvidence::Unknown {
            name.to_string()
        } else {
            format!("{name} ({})", view.texts.evidence(evidence))
        });
    }
    let pages = view.document().pages().len();
    if pages > 0 {
        facts.push(view.count_of(pages, l.pages));
    }
    facts.push(view.count_of(view.document().word_count(), l.words));
    if !view.analysis.findings.targeted.is_empty() {
        facts.push(fill(l.targeted, &[("areas", &view.area_names(view.analysis.findings.targeted))]));
    } else if view.analysis.findings.about_rights {
        facts.push(l.about_rights.to_string());
    }
    if !view.quotes {
        facts.push(l.no_title_quotes.to_string());
    }
    sheet.text(0, &facts.join(" · "));
}

fn level(sheet: &mut Sheet, view: &View, score: &Score) {
    let m = &score.maturity;
    let name = view.texts.maturity[usize::from(m.level.min(5))];
    sheet.blank();
    let line = fill(view.texts.labels.level_line, &[("level", &m.level.to_string()), ("name", &name.to_uppercase())]);
    sheet.wrapped("", "", &format!("{line}\u{a0} {} {}", bar(m.level), wording::points(view, score)), Style::Strong);
    sheet.text(0, &wording::meaning(view, score));
    for doubt in wording::doubts(view, score) {
        sheet.text(0, &doubt);
    }
}

/// What stands before the next level, and what would lift most.
fn next_level(sheet: &mut Sheet, view: &View, score: &Score) {
    let l = &view.texts.labels;
    let next = wording::next_level(view, score);
    sheet.heading(&next.heading);
    for gate in next.gates.iter().take(4) {
        sheet.item("  • ", gate);
    }
    if next.gates.len() > 4 {
        sheet.text(4, &fill(l.gate_more, &[("n", &numbers::count(next.gates.len() - 4, view.language))]));
    }
    if let Some(points) = &next.points {
        sheet.item("  • ", points);
    }
    let room = 3usize.saturating_sub(score.maturity.missed.len().min(3));
    if room > 0 && !next.lifts.is_empty() && score.maturity.level < 5 {
        sheet.text(2, l.lift_heading);
    }
    for lift in next.lifts.iter().take(room) {
        sheet.item("  • ", lift);
    }
}

fn ground_lines(sheet: &mut Sheet, view: &View, score: &Score) {
    let l = &view.texts.labels;
    let grounds = grounds(view, score);
    if grounds.is_empty() {
        return;
    }
    sheet.heading(l.grounds_heading);
    let labels = [
        (GroundStatus::Named, l.ground_named),
        (GroundStatus::General, l.ground_general),
        (GroundStatus::Indirect, l.ground_indirect),
        (GroundStatus::Missing, if view.is_partial() { l.ground_missing_partial } else { l.ground_missing }),
    ];
    for (status, label) in labels {
        let names: Vec<&str> = grounds.iter().filter(|g| g.status == status).map(|g| view.area_name(g.area)).collect();
        let text = match names.len() {
            0 => continue,
            n if n == grounds.len() => l.grounds_all.to_string(),
            _ => names.join(", "),
        };
        sheet.item(&format!("  {label}: "), &text);
    }
}

/// Problems in words, those of one kind together; whether there were any.
fn problems(sheet: &mut Sheet, problems: &[Problem], options: &Options, most: usize) -> bool {
    let told = wording::problems(problems, options);
    for text in told.iter().take(most) {
        sheet.item("  • ", text);
    }
    if told.len() > most {
        let l = &Texts::of(options.language).labels;
        sheet.text(4, &fill(l.gate_more, &[("n", &numbers::count(told.len() - most, options.language))]));
    }
    !told.is_empty()
}
