//! Two versions for people: the verdicts, what moved, and every sentence that was lost, weakened, strengthened or gained.

use std::io;

use super::super::Options;
use super::super::comparison::{Both, Line, lines};
use super::super::numbers;
use super::super::texts::fill;
use super::sheet::{Sheet, Style};
use crate::compare::{Comparison, Kind};

/// Most sentences of a kind that are written out.
const MOST: usize = 25;

pub(in crate::report) fn write(both: &Both, comparison: &Comparison, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let t = both.texts;
    let mut sheet = Sheet::new(options.width, options.colour);
    sheet.heading(&both.heading());
    sheet.line(&both.verdict(), Style::Strong);
    sheet.text(0, &both.sums(comparison));
    let list = |sheet: &mut Sheet, heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            sheet.heading(heading);
            items.iter().for_each(|item| sheet.item("  • ", item));
        }
    };
    list(&mut sheet, t.dimensions_heading, both.dimensions(comparison));
    list(&mut sheet, t.areas_heading, both.areas(comparison));
    for kind in Kind::ALL {
        let (name, meaning) = t.kind(kind);
        let changes: Vec<_> = comparison.changes.iter().filter(|change| change.kind == kind).collect();
        if changes.is_empty() {
            continue;
        }
        sheet.heading(&format!("{name}: {}", numbers::of(changes.len(), t.sentences, both.language)));
        sheet.text(2, meaning);
        for change in changes.iter().take(MOST) {
            sheet.blank();
            for (place, Line { label, text }) in lines(both, change).into_iter().enumerate() {
                let first = if place == 0 { "  • " } else { "    " };
                let text = if label.is_empty() { text } else { format!("{label} {text}") };
                sheet.wrapped(first, "    ", &text, Style::Plain);
            }
        }
        if changes.len() > MOST {
            sheet.text(2, &fill(t.more, &[("n", &numbers::count(changes.len() - MOST, both.language))]));
        }
    }
    sheet.blank();
    sheet.text(0, t.limits);
    sheet.write(out)
}
