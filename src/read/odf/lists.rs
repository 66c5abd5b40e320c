//! List and heading numbers: OpenDocument stores the format of a level and where a list goes on, the numbers are counted here.

use crate::read::numerals::{letters, roman};
use crate::read::xml::Element;
use std::collections::HashMap;

/// Levels of a list, by the format.
pub(super) const LEVELS: usize = 10;
/// Longest prefix or suffix of a number that is believed, in bytes.
const MAX_AFFIX: usize = 40;
/// The name under which the numbering of headings is kept; no list style can have it.
pub(super) const OUTLINE: &str = "\0outline";

/// One level: how its number is written.
#[derive(Clone, Debug, Default)]
struct Level {
    /// `1`, `a`, `A`, `i`, `I`; empty for no number and for bullets.
    format: String,
    prefix: String,
    suffix: String,
    start: Option<u32>,
    /// How many levels the label shows, this one last.
    shown: usize,
}

/// How the levels of a list are written.
#[derive(Clone, Debug, Default)]
pub(super) struct ListStyle {
    levels: HashMap<usize, Level>,
}

impl ListStyle {
    /// Takes up a level from its element, if that is what the element is.
    pub fn level(&mut self, name: &[u8], e: &Element) {
        if !matches!(name, b"list-level-style-number" | b"outline-level-style" | b"list-level-style-bullet" | b"list-level-style-image") {
            return;
        }
        let Some(index) = e.attr_number::<usize>("level").filter(|level| (1..=LEVELS).contains(level)) else { return };
        let affix = |which| e.attr(which).filter(|text: &String| text.len() <= MAX_AFFIX).unwrap_or_default();
        let numbered = matches!(name, b"list-level-style-number" | b"outline-level-style");
        let level = Level {
            format: if numbered { e.attr("num-format").unwrap_or_default() } else { String::new() },
            prefix: affix("num-prefix"),
            suffix: affix("num-suffix"),
            start: e.attr_number("start-value"),
            shown: e.attr_number("display-levels").unwrap_or(1),
        };
        self.levels.insert(index - 1, level);
    }

    fn start(&self, level: usize) -> u32 {
        self.levels.get(&level).and_then(|l| l.start).unwrap_or(1)
    }

    /// The label of an item at `level` (from 0), the counters being those of its list; empty for bullets.
    fn label(&self, level: usize, counters: &Counters) -> String {
        let Some(own) = self.levels.get(&level).filter(|own| !own.format.is_empty()) else { return String::new() };
        let first = (level + 1).saturating_sub(own.shown.max(1));
        let numbers: Vec<String> = (first..=level)
            .filter_map(|index| {
                let format = &self.levels.get(&index)?.format;
                let value = counters.0[index].unwrap_or_else(|| self.start(index));
                (!format.is_empty()).then(|| number(value, format))
            })
            .collect();
        format!("{}{}{}", own.prefix, numbers.join("."), own.suffix).trim().to_owned()
    }
}

/// How far each level of a list has counted; `None` before its first item.
#[derive(Clone, Debug, Default)]
pub(super) struct Counters([Option<u32>; LEVELS]);

impl Counters {
    /// Counts one item and gives its label. `start` is the item's own start value.
    pub fn next(&mut self, style: &ListStyle, level: usize, start: Option<u32>) -> String {
        let level = level.min(LEVELS - 1);
        let value = start.unwrap_or_else(|| self.0[level].map_or_else(|| style.start(level), |last| last.saturating_add(1)));
        self.0[level] = Some(value);
        self.0[level + 1..].fill(None);
        style.label(level, self)
    }

    /// A list at `level` begins anew.
    pub fn restart(&mut self, level: usize) {
        self.0[level.min(LEVELS - 1)..].fill(None);
    }
}

/// A number in one of the formats; unknown formats in digits.
fn number(value: u32, format: &str) -> String {
    match format {
        "a" => letters(value as usize),
        "A" => letters(value as usize).to_uppercase(),
        "i" => roman(value as usize),
        "I" => roman(value as usize).to_uppercase(),
        _ => value.to_string(),
    }
}
