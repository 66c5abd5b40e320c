//! Tables: by the structure tree where there is one, else by the rules that draw their grid, else by columns that line up.
//!
//! 1. [`frame`], [`drawn`]: grids of rules, merged cells, lines put into cells;
//! 2. [`columns`], [`aligned`]: columns and rows of tables that have no grid;
//! 3. [`rows`], [`cut`]: rows to drafts, tagged or found, with words that narrow cells cut;
//! 4. [`headers`]: header rows, headers repeated on the next page, rows that go on there.

mod aligned;
mod columns;
mod cut;
mod drawn;
mod frame;
mod headers;
mod rows;

use super::markers::{self, Marker};
use super::page::Page;
use super::tags::{Role, Tags};

pub(super) use headers::settle;
pub(super) use rows::Rows;

/// Pages with more lines than this are lists or worse; no table is sought there.
const MAX_LINES: usize = 3_000;

/// A first cell of at most so many letters labels its row.
const MAX_LABEL: usize = 100;

/// Part of a line: the line and the cell of it.
type Part = (usize, usize);

/// A table on a page: for each row and column the parts of lines that stand there.
#[derive(Debug, Default)]
pub(super) struct Region {
    rows: Vec<Vec<Vec<Part>>>,
    /// Widths of the columns, where they are drawn.
    widths: Vec<f32>,
}

impl Region {
    /// Every line that belongs to the table.
    pub(super) fn lines(&self) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter().flatten().flatten().map(|part| part.0)
    }
}

/// Tables on a page that the structure tree does not tell of: among lines that it does not know, or knows as a picture.
pub(super) fn find(page: &Page, tags: &Tags) -> Vec<Region> {
    let known = page.lines.iter().map(|line| line.block.is_some_and(|block| tags.role(block) != Role::Figure));
    let mut taken: Vec<bool> = known.collect();
    if page.lines.len() > MAX_LINES || taken.iter().all(|taken| *taken) {
        return Vec::new();
    }
    let mut regions = Vec::new();
    for frame in &frame::frames(&page.rules) {
        if let Some(region) = drawn::region(page, frame, &taken) {
            region.lines().for_each(|line| taken[line] = true);
            regions.push(region);
        }
    }
    taken.iter_mut().zip(&page.marginal).for_each(|(taken, marginal)| *taken |= marginal);
    aligned::regions(page, &taken, &mut regions);
    regions.retain(|region| !region.is_layout(page) && !region.is_contents(page));
    regions
}

/// What a row holds, to tell rows of a table from tables that only arrange text on the page.
#[derive(Clone, Copy, Debug, Default)]
struct Load {
    letters: usize,
    longest: usize,
    bullets: usize,
}

impl Load {
    /// Cells that are whole lists or pages of prose are no row: their sentences and items stand for themselves.
    fn is_layout(self) -> bool {
        (self.bullets >= 3 && self.letters > 400) || self.longest > 800
    }
}

impl Region {
    /// Whether most rows only arrange text. A form with labels and long answers does not.
    fn is_layout(&self, page: &Page) -> bool {
        let mut layout = 0;
        for row in &self.rows {
            let mut load = Load::default();
            let mut labelled = false;
            for (column, cell) in row.iter().enumerate() {
                let letters: usize = cell.iter().map(|part| text(page, *part).len()).sum();
                labelled |= column == 0 && (1..=MAX_LABEL).contains(&letters);
                load.letters += letters;
                load.longest = load.longest.max(letters);
                load.bullets += cell.iter().filter(|part| is_bullet(text(page, **part))).count();
            }
            layout += usize::from(load.is_layout() && !labelled);
        }
        layout * 2 > self.rows.len()
    }

    /// Whether it is a table of contents: nearly each row ends in a whole number, and the numbers do not sink.
    fn is_contents(&self, page: &Page) -> bool {
        let last = |row: &Vec<Vec<Part>>| row.iter().flatten().next_back().and_then(|part| text(page, *part).parse::<u16>().ok());
        let numbers: Vec<u16> = self.rows.iter().filter_map(last).collect();
        numbers.len() >= 4
            && numbers.len() * 5 >= self.rows.len() * 4
            && numbers.is_sorted()
            && self.rows.iter().flatten().flatten().any(|part| text(page, *part).len() > 8)
    }
}

/// The text of a part of a line.
fn text(page: &Page, (line, part): Part) -> &str {
    page.lines.get(line).and_then(|line| line.cells.get(part).map(|cell| line.cell(cell))).unwrap_or("")
}

fn is_bullet(text: &str) -> bool {
    matches!(markers::marker(text), Some(Marker::Bullet(_) | Marker::Dash(_)))
}

/// A number, sum, share or mark; no word.
fn is_figure(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let length = text.chars().count();
    let number = digits > 0 && length <= 14 && letters <= digits;
    number || (length <= 8 && text.starts_with(|c: char| c.is_ascii_digit())) || matches!(text, "-" | "–" | "x" | "X")
}
