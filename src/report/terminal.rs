//! The report for people in a terminal: the verdict of a document on one screen, then what it rests on.

mod areas;
pub(super) mod comparison;
mod explain;
mod gate;
mod lenses;
mod lists;
pub(super) mod sheet;
pub(super) mod stability;
mod summary;
mod verdict;
mod why;

use std::io;

use super::texts::{Texts, fill};
use super::view::View;
use super::{Options, told};
use crate::gate::{DocumentVerdict, Verdict};
use crate::outcome::Outcome;
use crate::rule::RuleSet;
use crate::text::Severity;
use sheet::{Sheet, Style};

/// One document: everything. Several: a verdict each, and a summary.
pub(super) fn write(
    outcomes: &[Outcome],
    verdict: Option<&Verdict>,
    rules: &RuleSet,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let texts = Texts::of(options.language);
    let single = outcomes.len() == 1;
    for (number, outcome) in outcomes.iter().enumerate() {
        let mut sheet = Sheet::new(options.width, options.colour);
        if number > 0 {
            let rule = "─".repeat(sheet.width);
            sheet.line("", Style::Plain);
            sheet.line(&rule, Style::Faint);
        }
        let gate = verdict.and_then(|verdict| Some((verdict, verdict.documents.get(number)?)));
        document(&mut sheet, outcome, gate, rules, options, single);
        sheet.write(out)?;
    }
    if options.why.is_some() {
        return Ok(());
    }
    let mut sheet = Sheet::new(options.width, options.colour);
    if !single {
        sheet.line("", Style::Plain);
        summary::write(&mut sheet, outcomes, options);
    }
    if let Some(verdict) = verdict {
        gate::foot(&mut sheet, verdict, options);
    }
    about(&mut sheet, outcomes, rules, options, texts);
    sheet.write(out)
}

/// A document's place in a verdict.
type Gate<'a> = Option<(&'a Verdict, &'a DocumentVerdict)>;

fn document(sheet: &mut Sheet, outcome: &Outcome, gate: Gate, rules: &RuleSet, options: &Options, single: bool) {
    let demands = |sheet: &mut Sheet| {
        if let Some((verdict, own)) = gate {
            gate::write(sheet, verdict, own, outcome, rules, options);
        }
    };
    let judged = outcome.result.as_ref().ok().and_then(|analysis| Some((analysis, analysis.score.as_ref()?)));
    let Some((analysis, score)) = judged else {
        verdict::unjudged(sheet, outcome, options);
        return demands(sheet);
    };
    let view = View::new(outcome, analysis, rules, options);
    if let Some(words) = &options.why {
        return why::write(sheet, &view, words);
    }
    if !options.views.is_empty() {
        verdict::brief(sheet, &view, score);
        demands(sheet);
        return lenses::write(sheet, &view, score, options);
    }
    verdict::write(sheet, &view, score, single);
    demands(sheet);
    if single {
        areas::details(sheet, &view, score);
        lists::older_words(sheet, &view);
        lists::anchors(sheet, &view);
        lists::duties(sheet, &view);
        lists::indicators(sheet, &view);
        lists::sharpen(sheet, &view);
        lists::gaps(sheet, &view);
        lists::ignored(sheet, &view);
        lists::stale_reviews(sheet, &view);
    }
    if options.explain {
        explain::write(sheet, &view, score);
    }
}

/// Notes on the reading, what the report cannot tell, and what made it.
fn about(sheet: &mut Sheet, outcomes: &[Outcome], rules: &RuleSet, options: &Options, texts: &Texts) {
    let l = &texts.labels;
    sheet.line("", Style::Plain);
    sheet.heading(l.about_heading);
    if let [outcome] = outcomes {
        for problem in outcome.problems().iter().filter(|p| p.severity == Severity::Note).take(5) {
            sheet.text(2, &super::problem_text(problem, options.language));
        }
    } else {
        sheet.text(2, l.hint_single);
    }
    sheet.text(2, l.limits_line);
    if options.views.is_empty() && outcomes.iter().any(Outcome::is_judged) {
        let names: Vec<&str> = rules.lenses().iter().map(|lens| lens.id.as_str()).collect();
        if !names.is_empty() {
            sheet.text(2, &fill(l.views_line, &[("views", &names.join(", "))]));
        }
    }
    sheet.text(2, &told::RulesNamed::of(rules).brief_line(texts));
}
