//! Several documents: one row each.

use super::super::texts::{Texts, fill};
use super::super::{Options, excerpt, numbers};
use super::sheet::{Sheet, Style, bar, pad, pad_left};
use crate::outcome::Outcome;

pub(super) fn write(sheet: &mut Sheet, outcomes: &[Outcome], options: &Options) {
    let texts = Texts::of(options.language);
    let l = &texts.labels;
    let unjudged = outcomes.iter().filter(|o| !o.is_judged()).count();
    sheet.heading(l.summary_heading);
    let names = texts.maturity.iter().map(|n| n.chars().count()).max().unwrap_or(12);
    let level_width = 2 + 6 + names + 1;
    let (score_width, references_width) = (l.summary_score.chars().count().max(6) + 1, l.summary_references.chars().count().max(6) + 1);
    let longest = outcomes.iter().map(|o| o.name.chars().count()).max().unwrap_or(0).max(12) + 1;
    let name_width = sheet.width.saturating_sub(2 + level_width + score_width + references_width).min(longest).max(12);
    let row = |name: &str, level: &str, score: &str, references: &str| {
        format!(
            "  {} {}{}{}",
            pad(name, name_width - 1),
            pad(level, level_width),
            pad_left(score, score_width),
            pad_left(references, references_width)
        )
    };
    sheet.line(&row(l.summary_document, l.summary_level, l.summary_score, l.summary_references), Style::Faint);
    for outcome in outcomes {
        let name = shorten(&excerpt::clean(&outcome.name), name_width - 1);
        let line = match outcome.result.as_ref().ok().and_then(|a| a.score.as_ref()) {
            Some(score) => {
                let level = score.maturity.level.min(5);
                let shown = format!("{level} {} {}", bar(level), texts.maturity[usize::from(level)]);
                row(&name, &shown, &numbers::decimal(score.value, 1, options.language), &numbers::count(score.references, options.language))
            }
            None => format!("  {} {}", pad(&name, name_width - 1), l.summary_unjudged),
        };
        sheet.line(&line, Style::Plain);
    }
    if unjudged > 0 {
        let documents = numbers::of(outcomes.len(), l.documents, options.language);
        sheet.text(2, &fill(l.summary_count, &[("documents", &documents), ("unjudged", &numbers::count(unjudged, options.language))]));
    }
}

/// The end of a name tells more than its beginning.
fn shorten(name: &str, width: usize) -> String {
    let length = name.chars().count();
    if length <= width { name.to_string() } else { format!("…{}", name.chars().skip(length + 1 - width).collect::<String>()) }
}
