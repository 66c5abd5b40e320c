//! The report on stability for people: the sums, then the numbers that matter, then the documents near a border.

use std::io;

use super::super::numbers::{count, decimal, decimal_below, of, percent, short};
use super::super::texts::{StabilityTexts, fill, fill_owned};
use super::super::{Language, Options, excerpt};
use super::sheet::{Sheet, Style, pad, pad_left};
use crate::stability::{DocumentStability, Influence, LargestMove, Stability};

/// Most rows of the table, changes of one document, and names in a list.
const MOST_NUMBERS: usize = 20;
const MOST_SHIFTS: usize = 6;
/// Decimals of a correlation.
const CORRELATION: usize = 3;

pub(in crate::report) fn write(stability: &Stability, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let (t, language) = (StabilityTexts::of(options.language), options.language);
    let mut sheet = Sheet::new(options.width, options.colour);
    sheet.heading(t.heading);
    let documents = of(stability.documents.len(), t.documents, language);
    sheet.text(
        2,
        &fill(
            t.what_was_done,
            &[
                ("documents", &documents),
                ("share", &percent(stability.share, language)),
                ("runs", &count(stability.single.runs, language)),
                ("draws", &count(stability.joint.draws, language)),
            ],
        ),
    );
    sums(&mut sheet, stability, &documents, t, language);
    table(&mut sheet, stability, t, language);
    borders(&mut sheet, stability, t, language);
    sheet.blank();
    sheet.text(2, t.limits);
    sheet.write(out)
}

fn sums(sheet: &mut Sheet, stability: &Stability, documents: &str, t: &StabilityTexts, language: Language) {
    let points = |value: f64| decimal(value, 1, language);
    let levels = |changed: usize, more: String, moved: &str| match changed {
        0 => t.levels_kept.to_string(),
        n => format!("{} {more} {moved}", fill(t.levels_changed, &[("changed", &count(n, language)), ("documents", documents)])),
    };
    let single = &stability.single;
    sheet.heading(t.single_heading);
    let base = |d: &DocumentStability| d.base.level;
    let far = stability.documents.iter().any(|d| d.shifts.iter().any(|s| s.verdict.level.abs_diff(base(d)) > 1));
    let moved = |far: bool| if far { t.more_levels } else { t.one_level };
    let per_run = fill(t.per_run, &[("mean", &decimal(single.changes_per_run, 2, language))]);
    sheet.text(2, &levels(single.documents_changed, per_run, moved(far)));
    let median = points(single.median_move);
    match &single.largest_move {
        Some(LargestMove { points: most, document, number, up }) => {
            let values = [
                ("median", median.as_str()),
                ("most", &points(*most)),
                ("document", &name(document)),
                ("number", number),
                ("direction", if *up { t.up } else { t.down }),
            ];
            sheet.text(2, &fill(t.scores_where, &values));
        }
        None => sheet.text(2, &fill(t.scores, &[("median", &median), ("most", &points(0.0))])),
    }
    let joint = &stability.joint;
    sheet.heading(t.joint_heading);
    let per_draw =
        fill(t.per_draw, &[("mean", &decimal(joint.changes_per_draw, 2, language)), ("most", &count(joint.most_changes, language))]);
    sheet.text(2, &levels(joint.documents_changed, per_draw, moved(joint.more_than_one_level)));
    sheet.text(2, &fill(t.scores, &[("median", &points(joint.median_move)), ("most", &points(joint.largest_move))]));
    if let Some(order) = joint.lowest_order {
        sheet.text(2, &fill(t.order, &[("order", &decimal_below(order, CORRELATION, language))]));
    }
}

fn table(sheet: &mut Sheet, stability: &Stability, t: &StabilityTexts, language: Language) {
    let varied = |n: &&Influence| n.lower.is_some() || n.higher.is_some();
    let zero: Vec<&str> = stability.numbers.iter().filter(|n| !varied(n)).map(|n| n.name.as_str()).collect();
    let matters = |n: &&Influence| n.largest_move > 0.0 || n.level_changes() > 0;
    let (moving, silent): (Vec<&Influence>, Vec<&Influence>) = stability.numbers.iter().filter(varied).partition(matters);
    let changing = moving.iter().filter(|n| n.level_changes() > 0).count();
    let shown = changing.clamp(MOST_NUMBERS / 2, MOST_NUMBERS).min(moving.len());
    sheet.heading(t.numbers_heading);
    sheet.text(2, t.numbers_note);
    let value = |value: Option<f64>| value.map_or_else(String::new, |v| short(v, language));
    let mut rows = vec![[t.number, t.value, t.lower, t.higher, t.changes, t.median, t.most].map(str::to_string)];
    for number in &moving[..shown] {
        rows.push([
            number.name.clone(),
            value(Some(number.value)),
            value(number.lower),
            value(number.higher),
            format!("{} | {}", number.changed[0], number.changed[1]),
            decimal(number.median_move, 1, language),
            decimal(number.largest_move, 1, language),
        ]);
    }
    columns(sheet, &rows);
    if changing > shown {
        sheet.text(2, &fill(t.more, &[("count", &count(changing - shown, language))]));
    }
    let rest = moving.len() - changing.max(shown);
    if rest > 0 {
        sheet.text(2, &fill(t.numbers_rest, &[("count", &count(rest, language))]));
    }
    let names = |all: &[&Influence]| all.iter().map(|n| n.name.as_str()).collect::<Vec<_>>().join(", ");
    if !silent.is_empty() {
        sheet.text(2, &fill(t.numbers_silent, &[("count", &count(silent.len(), language)), ("names", &names(&silent))]));
    }
    if !zero.is_empty() {
        sheet.text(2, &fill(t.numbers_zero, &[("names", &zero.join(", "))]));
    }
}

/// The first column to the left, the others to the right, each as wide as its widest cell.
fn columns(sheet: &mut Sheet, rows: &[[String; 7]]) {
    let widths: Vec<usize> = (0..7).map(|c| rows.iter().map(|r| r[c].chars().count()).max().unwrap_or(0)).collect();
    for (place, row) in rows.iter().enumerate() {
        let mut line = format!("  {}", pad(&row[0], widths[0]));
        row.iter().zip(&widths).skip(1).for_each(|(cell, width)| line.push_str(&pad_left(cell, width + 2)));
        sheet.line(&line, if place == 0 { Style::Faint } else { Style::Plain });
    }
}

fn borders(sheet: &mut Sheet, stability: &Stability, t: &StabilityTexts, language: Language) {
    sheet.heading(t.border_heading);
    let (near, firm): (Vec<_>, Vec<_>) = stability.documents.iter().partition(|d| !d.shifts.is_empty() || d.other_draws() > 0);
    if near.is_empty() {
        return sheet.text(2, t.border_none);
    }
    for document in near {
        let score = decimal(document.base.score, 1, language);
        let values = [("document", name(&document.name)), ("level", document.base.level.to_string()), ("score", score)];
        sheet.text(2, &fill_owned(t.border_document, &values));
        let mut shifts: Vec<String> = document
            .shifts
            .iter()
            .take(MOST_SHIFTS)
            .map(|s| format!("{} {} → {}", s.number, if s.up { t.up } else { t.down }, s.verdict.level))
            .collect();
        let more = document.shifts.len().saturating_sub(MOST_SHIFTS);
        if more > 0 {
            shifts.push(fill(t.more, &[("count", &count(more, language))]));
        }
        let single =
            if shifts.is_empty() { t.border_single_none.to_string() } else { fill(t.border_single, &[("shifts", &shifts.join(", "))]) };
        sheet.item("    • ", &single);
        let all: usize = document.draws.iter().sum();
        let levels = document.draws.iter().enumerate().filter(|(_, n)| **n > 0);
        let levels: Vec<String> = levels.map(|(level, n)| format!("{level} ({})", percent(*n as f64 / all as f64, language))).collect();
        let draws = if document.other_draws() == 0 {
            t.border_draws_none.to_string()
        } else {
            fill(t.border_draws, &[("levels", &levels.join(", "))])
        };
        sheet.item("    • ", &draws);
    }
    if !firm.is_empty() {
        sheet.blank();
        sheet.text(2, &fill(t.border_rest, &[("count", &of(firm.len(), t.documents, language))]));
    }
}

/// The name without its folders.
fn name(path: &str) -> String {
    excerpt::clean(excerpt::file_name(path))
}
