//! Words that a narrow cell cuts at its border without a hyphen.

use super::super::draft::Last;
use super::super::hyphens;
use super::super::metrics;
use super::super::page::Page;

/// Adds a line to the text of a cell; `cut` says that it goes on with the last word.
pub(super) fn append(cell: &mut String, text: &str, cut: bool) {
    if cut { cell.push_str(text) } else { hyphens::append(cell, text) }
}

/// Words that begin a line of their own even under a long word.
const SMALL_WORDS: &[&str] = &[
    "och", "i", "på", "för", "av", "till", "med", "som", "samt", "ska", "vid", "från", "per", "en", "ett", "det", "den", "eller", "är",
    "om",
];

/// Words are cut only where they are long: shorter ones that fill a cell are whole.
const MIN_CUT: usize = 13;

/// Whether a word too long for its cell was cut between `above` and the next line: it fills the cell to the border, alone on its line.
pub(super) fn is_cut_word(page: &Page, above: &Last, cell: &str, next: &str, size: f32) -> bool {
    let word = cell.rsplit(' ').next().unwrap_or("");
    let first = next.split(' ').next().unwrap_or("");
    if word.chars().count() < MIN_CUT
        || !word.ends_with(char::is_alphabetic)
        || !first.starts_with(|c: char| c.is_lowercase())
        || SMALL_WORDS.contains(&first)
    {
        return false;
    }
    let Some((left, right)) = page.cell_borders(above.x0, above.x1, above.y) else { return false };
    // The padding on the left tells that on the right.
    let room = (right - above.x1) - (above.x0 - left);
    // Not even the next letter had room.
    let letter = first.chars().next().map_or(500.0, |c| metrics::width("Helvetica", c)) / 1000.0;
    above.single && (-0.3 * size..letter * 1.1 * size).contains(&room)
}
