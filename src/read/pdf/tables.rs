//! Table rows: from the structure tree where there is one, else from the regions that `grid` finds.

use std::collections::HashMap;

use super::draft::{Draft, Kind, Last};
use super::grid;
use super::hyphens;
use super::lines::Line;
use super::metrics;
use super::page::Page;
use super::tags::{Role, Tags};

/// Part of a line: the line and the cell of it.
pub(super) type Part = (usize, usize);

/// A table on a page: for each row and column the parts of lines that stand there.
#[derive(Debug, Default)]
pub(super) struct Region {
    pub(super) rows: Vec<Vec<Vec<Part>>>,
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
    let taken: Vec<bool> = known.zip(&page.marginal).map(|(known, marginal)| known || *marginal).collect();
    if taken.iter().all(|taken| *taken) { Vec::new() } else { grid::find(page, taken) }
}

/// Keeps count of tables and of the rows that are being filled.
#[derive(Debug, Default)]
pub(super) struct Rows {
    tables: usize,
    by_tag: HashMap<u32, usize>,
    rows: HashMap<u32, usize>,
    /// For each tagged table how far the text of its columns reaches, from rows that have a cell in every column.
    reach: HashMap<u32, Vec<(f32, f32)>>,
}

impl Rows {
    /// Adds a line to the tagged row it belongs to; false when that is no row of at least two cells.
    pub(super) fn tagged_cell(&mut self, drafts: &mut Vec<Draft>, tags: &Tags, index: usize, page: &Page, line: &Line) -> bool {
        let Some(block) = line.block else { return false };
        let Role::Cell { table, row, column, .. } = tags.role(block) else { return false };
        let count = tags.columns(table);
        let own_cells = tags.cells_in_row(block);
        if count < 2 || own_cells < 2 {
            return false;
        }
        let mut column = usize::from(column).min(count - 1);
        let reach = self.reach.entry(table).or_insert_with(|| vec![(f32::MAX, f32::MIN); count]);
        if own_cells == count {
            reach[column] = (reach[column].0.min(line.x0), reach[column].1.max(line.x1));
        } else if let Some(better) = nearest(reach, line) {
            // Files often leave out that a cell spans rows or columns; the place on the page tells.
            column = better;
        }
        let at = match self.rows.get(&row) {
            Some(at) => *at,
            None => {
                let next = self.tables;
                let number = *self.by_tag.entry(table).or_insert(next);
                self.tables = self.tables.max(number + 1);
                let header_cell = |index: u32| match tags.blocks.get(index as usize) {
                    Some(Role::Cell { row: r, header, .. }) if *r == row => Some(*header),
                    _ => None,
                };
                let header = (0..block).rev().map_while(header_cell).chain((block..).map_while(header_cell)).all(|header| header);
                let mut draft =
                    Draft::new(Kind::Row { table: number, header, cells: vec![String::new(); count] }, index, line, "", line.x1);
                draft.settled = true;
                drafts.push(draft);
                self.rows.insert(row, drafts.len() - 1);
                drafts.len() - 1
            }
        };
        if let Some(draft) = drafts.get_mut(at) {
            draft.bold &= line.bold;
            let above = std::mem::replace(
                &mut draft.last,
                Last { page: index, x0: line.x0, x1: line.x1, y: line.y, size: line.size, edge: line.x1, single: !line.text.contains(' ') },
            );
            if let Kind::Row { cells, .. } = &mut draft.kind
                && let Some(cell) = cells.get_mut(column)
            {
                let cut = above.page == index && !cell.is_empty() && is_cut_word(page, &above, cell, &line.text, line.size);
                append(cell, &line.text, cut);
            }
        }
        true
    }

    /// Adds the rows of a region. A table that goes on from the page before keeps its number.
    pub(super) fn emit(&mut self, drafts: &mut Vec<Draft>, index: usize, page: &Page, region: &Region) {
        let columns = region.rows.iter().map(Vec::len).max().unwrap_or(0);
        let before = drafts.iter().rev().find(|d| !matches!(d.kind, Kind::Marginal | Kind::Note));
        let number = match before {
            Some(Draft { kind: Kind::Row { table, cells, .. }, last, .. }) if last.page + 1 == index && cells.len() == columns => *table,
            _ => {
                self.tables += 1;
                self.tables - 1
            }
        };
        for row in &region.rows {
            let mut draft: Option<Draft> = None;
            let mut cells: Vec<String> = Vec::with_capacity(columns);
            for parts in row {
                let mut cell = String::new();
                let mut above: Option<Last> = None;
                for (line, part) in parts {
                    let Some(line) = page.lines.get(*line) else { continue };
                    let Some(span) = line.cells.get(*part) else { continue };
                    let text = line.cell(span);
                    let place = Last {
                        page: index,
                        x0: span.x0,
                        x1: span.x1,
                        y: line.y,
                        size: line.size,
                        edge: span.x1,
                        single: !text.contains(' '),
                    };
                    let cut = above.is_some_and(|above| is_cut_word(page, &above, &cell, text, line.size));
                    append(&mut cell, text, cut);
                    above = Some(place);
                    let draft = draft.get_or_insert_with(|| Draft::new(Kind::Marginal, index, line, "", line.x1));
                    draft.bold &= line.bold;
                    draft.last.y = draft.last.y.min(line.y);
                }
                cells.push(cell);
            }
            if let Some(mut draft) = draft {
                draft.kind = Kind::Row { table: number, header: false, cells };
                drafts.push(draft);
            }
        }
    }
}

/// The column whose text reaches over most of the line.
fn nearest(reach: &[(f32, f32)], line: &Line) -> Option<usize> {
    let overlap = |(from, to): (f32, f32)| to.min(line.x1) - from.max(line.x0);
    let best = reach.iter().enumerate().filter(|(_, r)| r.0 <= r.1).max_by(|a, b| overlap(*a.1).total_cmp(&overlap(*b.1)))?;
    (overlap(*best.1) > 0.0).then_some(best.0)
}

fn append(cell: &mut String, text: &str, cut: bool) {
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
fn is_cut_word(page: &Page, above: &Last, cell: &str, next: &str, size: f32) -> bool {
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

/// Finds header rows where the file does not name them: the first row of a table, when it alone is bold or reads as labels.
pub(super) fn mark_headers(drafts: &mut [Draft]) {
    let mut rows_of: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        if let Kind::Row { table, .. } = draft.kind {
            rows_of.entry(table).or_default().push(index);
        }
    }
    for rows in rows_of.values() {
        let is_header = |index: &usize| matches!(drafts[*index].kind, Kind::Row { header: true, .. });
        let Some((first, rest)) = rows.split_first() else { continue };
        if rest.is_empty() || rows.iter().any(is_header) {
            continue;
        }
        let bold = drafts[*first].bold && !rest.iter().all(|index| drafts[*index].bold);
        let labels = bold || reads_as_labels(&drafts[*first], rest.iter().map(|index| &drafts[*index]));
        if let Kind::Row { header, .. } = &mut drafts[*first].kind {
            *header = labels;
        }
    }
}

/// Whether a first row is short labels in every column over rows of longer text.
fn reads_as_labels<'a>(first: &Draft, rest: impl Iterator<Item = &'a Draft>) -> bool {
    let Kind::Row { cells: labels, .. } = &first.kind else { return false };
    let label = |cell: &String| {
        !cell.is_empty()
            && cell.len() <= 40
            && !cell.contains(|c: char| c.is_ascii_digit())
            && !cell.ends_with(['.', ',', ':'])
            && cell.starts_with(char::is_uppercase)
    };
    if labels.len() < 2 || !labels.iter().all(label) {
        return false;
    }
    let mine: usize = labels.iter().map(String::len).sum();
    let (mut total, mut count) = (0usize, 0usize);
    for draft in rest {
        if let Kind::Row { cells, .. } = &draft.kind {
            total += cells.iter().map(String::len).sum::<usize>();
            count += 1;
        }
    }
    count > 0 && total / count > mine * 3 / 2
}
