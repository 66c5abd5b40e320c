//! Several documents: one row each, leading to its report.

use super::super::texts::{HtmlTexts, Texts, fill};
use super::super::{Options, excerpt, numbers};
use super::cards::{cards, cell, row};
use super::markup::Page;
use super::sheet::{boxes, prefix};
use crate::outcome::Outcome;

pub(super) fn write(page: &mut Page, outcomes: &[Outcome], options: &Options) {
    let texts = Texts::of(options.language);
    let (l, w) = (&texts.labels, HtmlTexts::of(options.language));
    page.element("div", &[("class", "masthead")], |page| page.with("h1", &[], w.summary_title));
    page.element("div", &[("class", "report summary")], |page| {
        page.with("p", &[], l.limits_line);
        cards(page, l.summary_heading, &[l.summary_document, l.summary_level, l.summary_score, l.summary_references], |page| {
            for (number, outcome) in outcomes.iter().enumerate() {
                document(page, texts, outcome, number, options);
            }
        });
        let unjudged = outcomes.iter().filter(|o| !o.is_judged()).count();
        if unjudged > 0 {
            let documents = numbers::of(outcomes.len(), l.documents, options.language);
            page.with(
                "p",
                &[],
                &fill(l.summary_count, &[("documents", &documents), ("unjudged", &numbers::count(unjudged, options.language))]),
            );
        }
    });
}

fn document(page: &mut Page, texts: &Texts, outcome: &Outcome, number: usize, options: &Options) {
    let l = &texts.labels;
    let id = prefix(number);
    let href = format!("#{}", id.trim_end_matches('-'));
    let head = |page: &mut Page| page.with("a", &[("href", &href)], &excerpt::clean(&outcome.name));
    row(page, &[], head, |page| {
        let Some(score) = outcome.result.as_ref().ok().and_then(|analysis| analysis.score.as_ref()) else {
            cell(page, l.summary_level, |page| page.text(l.summary_unjudged));
            cell(page, l.summary_score, |page| page.text("–"));
            return cell(page, l.summary_references, |page| page.text("–"));
        };
        let level = score.maturity.level.min(5);
        cell(page, l.summary_level, |page| {
            page.text(&format!("{level} "));
            boxes(page, level);
            page.text(&format!(" {}", texts.maturity[usize::from(level)]));
        });
        cell(page, l.summary_score, |page| page.text(&numbers::decimal(score.value, 1, options.language)));
        cell(page, l.summary_references, |page| page.text(&numbers::count(score.references, options.language)));
    });
}
