//! Segments to lines: what stands on one baseline, with the gaps that may be borders between cells.

use super::ink::{Ink, Turn};
use super::layout;
use super::segments::{Segments, WORD_GAP};

/// A stretch of a line between wide gaps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Byte range in the line's text.
    pub(super) text: (usize, usize),
}

/// A line of text in the page's own direction of reading.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Font size of most of it: a large bullet or initial says nothing of the text.
    pub(super) size: f32,
    glyphs: u32,
    /// Whether it begins with a small digit: the mark of a note.
    pub(super) noted: bool,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) text: String,
    /// One or more, left to right.
    pub(super) cells: Vec<Cell>,
    /// Marked content that the line begins with, and the block of the structure tree that it belongs to.
    pub(super) mark: u32,
    pub(super) block: Option<u32>,
    /// Whether it runs in the page's main direction.
    pub(super) upright: bool,
    /// Width of the first word: whether it would have fitted on the line before.
    pub(super) first_word: f32,
}

impl Line {
    /// The text of one of its cells.
    pub(super) fn cell(&self, cell: &Cell) -> &str {
        self.text.get(cell.text.0..cell.text.1).unwrap_or("")
    }
}

/// The lines of a page in reading order, text in the main direction first; and that direction.
pub(super) fn lines(ink: &Ink) -> (Vec<Line>, Turn) {
    let mut count = [0usize; 5];
    for glyph in &ink.glyphs {
        count[glyph.turn as usize] += 1;
    }
    let main = Turn::ALL.into_iter().rev().max_by_key(|turn| count[*turn as usize]).unwrap_or_default();
    let mut out = Vec::new();
    for turn in std::iter::once(main).chain(Turn::ALL.into_iter().filter(|turn| *turn != main)) {
        if count[turn as usize] > 0 {
            let segments = layout::in_reading_order(ink, turn);
            push_lines(&segments, turn == main, &mut out);
        }
    }
    // Lines of all pages are kept until the last one is read.
    out.shrink_to_fit();
    (out, main)
}

fn push_lines(segments: &Segments, upright: bool, out: &mut Vec<Line>) {
    let first_line = out.len();
    for segment in &segments.list {
        let words = segments.words(segment);
        let first_word = match words {
            // A number with a space between its thousands is never broken.
            [first, second, ..] if is_grouped(segments.word(first), segments.word(second)) => second.x1 - first.x0,
            [first, ..] => first.x1 - first.x0,
            [] => 0.0,
        };
        let joins = out.len() > first_line
            && out.last().is_some_and(|line| {
                let same_baseline = (line.y - segment.y).abs() < 0.3 * line.size.min(segment.size);
                same_baseline && segment.x0 >= line.x1 - 1.0 && line.block == segment.block
            });
        match out.last_mut() {
            Some(line) if joins => {
                // The mark of a note, set apart from it.
                line.noted |= line.text.len() <= 3 && line.text.bytes().all(|b| b.is_ascii_digit()) && line.size < 0.8 * segment.size;
                if segment.x0 - line.x1 > WORD_GAP * segment.size {
                    line.text.push(' ');
                }
                let start = line.text.len();
                segments.push_text(segment, &mut line.text);
                line.cells.push(Cell { x0: segment.x0, x1: segment.x1, text: (start, line.text.len()) });
                line.x1 = line.x1.max(segment.x1);
                if segment.glyphs > line.glyphs {
                    line.size = segment.usual;
                }
                line.glyphs += segment.glyphs;
                line.bold &= segment.is_bold();
                line.italic &= segment.is_italic();
            }
            _ => {
                let text = segments.text(segment);
                let noted = segment.lead < 0.8 * segment.size && text.starts_with(|c: char| c.is_ascii_digit());
                out.push(Line {
                    x0: segment.x0,
                    x1: segment.x1,
                    y: segment.y,
                    size: segment.usual,
                    glyphs: segment.glyphs,
                    noted,
                    bold: segment.is_bold(),
                    italic: segment.is_italic(),
                    cells: vec![Cell { x0: segment.x0, x1: segment.x1, text: (0, text.len()) }],
                    text,
                    mark: segment.mark,
                    block: segment.block,
                    upright,
                    first_word,
                });
            }
        }
    }
}

/// Whether two words are the thousands and the rest of one number.
fn is_grouped(first: &str, second: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len()) && digits(first) && second.len() == 3 && digits(second)
}
