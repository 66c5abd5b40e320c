//! Tables: by the structure tree where there is one, else by the rules that draw their grid, else by columns that line up.
//!
//! 1. [`frame`], [`drawn`], [`ladder`]: grids of rules, merged cells, lines put into cells, ladders of rules without columns;
//! 2. [`columns`], [`aligned`]: columns and rows of tables that have no grid;
//! 3. [`rows`], [`cut`]: rows to drafts, tagged or found, with words that narrow cells cut;
//! 4. [`headers`], [`parts`]: header rows, headers repeated on the next page, rows that go on there.

mod aligned;
mod columns;
mod cut;
mod drawn;
mod frame;
mod headers;
mod ladder;
mod parts;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use super::markers::{self, Marker};
use super::page::Page;
use super::tags::{Role, Tags};

pub(super) use parts::settle;
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

/// Tables on a page that the structure tree does not tell of (among lines that it does not know, or knows as a picture), and those that are
/// drawn otherwise than it tells.
pub(super) fn find(page: &Page, tags: &Tags) -> Vec<Region> {
    let role = |index: usize| page.lines.get(index).and_then(|line| line.block).map(|block| tags.role(block));
    let in_table = (0..page.lines.len()).any(|index| matches!(role(index), Some(Role::Cell { .. })));
    let mut taken: Vec<bool> = (0..page.lines.len()).map(|index| !matches!(role(index), None | Some(Role::Figure))).collect();
    if page.lines.len() > MAX_LINES || (!in_table && taken.iter().all(|taken| *taken)) {
        return Vec::new();
    }
    let mut regions = Vec::new();
    let frames = frame::frames(&page.rules);
    if in_table {
        let nothing = vec![false; page.lines.len()];
        for region in frames.iter().flat_map(|frame| drawn::regions(page, frame, &nothing)).filter(|region| region.corrects(page, tags)) {
            region.lines().for_each(|line| taken[line] = true);
            regions.push(region);
        }
    }
    for frame in &frames {
        for region in drawn::regions(page, frame, &taken) {
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
    /// Whether half of the rows only arrange text. A form with labels and long answers does not.
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
        layout * 2 >= self.rows.len()
    }

    /// Whether it is a tagged table whose tags err: they scatter what stands in one drawn row, or bring together what is drawn apart, while
    /// no drawn cell holds several tagged ones.
    fn corrects(&self, page: &Page, tags: &Tags) -> bool {
        let block = |part: &Part| page.lines.get(part.0).and_then(|line| line.block);
        let (mut tagged, mut stray, mut coarse) = (0usize, 0usize, 0usize);
        // The drawn row that each tagged row was met in.
        let mut met: HashMap<u32, usize> = HashMap::new();
        let mut seen: HashSet<u32> = HashSet::new();
        for (at, row) in self.rows.iter().enumerate() {
            // A row that is the rest of a tagged cell: not the table is divided there but its shade.
            let rest = row.iter().filter(|cell| !cell.is_empty()).count() == 1;
            coarse += usize::from(rest && row.iter().flatten().filter_map(block).all(|block| seen.contains(&block)));
            seen.extend(row.iter().flatten().filter_map(block));
            for cell in row {
                let mut own: Option<u32> = None;
                for block in cell.iter().map(block) {
                    let Some(Role::Cell { row, .. }) = block.map(|block| tags.role(block)) else {
                        stray += 1;
                        continue;
                    };
                    tagged += 1;
                    coarse += usize::from(own.is_some() && own != block);
                    own = block;
                    stray += usize::from(*met.entry(row).or_insert(at) != at);
                }
            }
        }
        stray > 0 && coarse * 2 < stray && tagged > 4 * stray
    }

    /// The tagged table that its lines belong to, if they do.
    fn tagged_table(&self, page: &Page, tags: &Tags) -> Option<u32> {
        let table = |line: usize| match page.lines.get(line)?.block.map(|block| tags.role(block))? {
            Role::Cell { table, .. } => Some(table),
            _ => None,
        };
        self.lines().find_map(table)
    }

    /// Whether it is a table of contents: nearly each row ends in a whole number, and the numbers do not sink.
    fn is_contents(&self, page: &Page) -> bool {
        let last = |row: &Vec<Vec<Part>>| row.iter().flatten().next_back().and_then(|part| text(page, *part).parse::<u16>().ok());
        let numbers: Vec<u16> = self.rows.iter().filter_map(last).collect();
        let words = |part: &Part| text(page, *part).len() > 8;
        let first = |row: &Vec<Vec<Part>>| row.iter().flatten().next().map_or("", |part| text(page, *part));
        let numbered = self.rows.iter().all(|row| markers::number_depth(first(row)).is_some());
        numbers.len() >= if numbered { 2 } else { 4 }
            && numbers.len() * 5 >= self.rows.len() * 4
            && numbers.is_sorted()
            && self.rows.iter().flatten().flatten().any(words)
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
