//! Table rows: from the structure tree where there is one, else from the regions that `grid` finds.

use std::collections::HashMap;

use super::draft::{Draft, Kind, Last};
use super::grid;
use super::hyphens;
use super::lines::Line;
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

/// Tables on a page that the structure tree does not tell of.
pub(super) fn find(page: &Page, tags: &Tags) -> Vec<Region> {
    let tagged = !tags.is_empty() && page.lines.iter().any(|line| line.block.is_some());
    if tagged { Vec::new() } else { grid::find(page) }
}

/// Keeps count of tables and of the rows that are being filled.
#[derive(Debug, Default)]
pub(super) struct Rows {
    tables: usize,
    by_tag: HashMap<u32, usize>,
    rows: HashMap<u32, usize>,
}

impl Rows {
    /// Adds a line to the tagged row it belongs to; false when that is no row of at least two cells.
    pub(super) fn tagged_cell(&mut self, drafts: &mut Vec<Draft>, tags: &Tags, page: usize, line: &Line) -> bool {
        let Some(block) = line.block else { return false };
        let Role::Cell { table, row, .. } = tags.role(block) else { return false };
        let in_row = |index: u32| matches!(tags.blocks.get(index as usize), Some(Role::Cell { row: r, .. }) if *r == row);
        let first = (0..=block).rev().take_while(|index| in_row(*index)).last().unwrap_or(block);
        let count = (first..).take_while(|index| in_row(*index)).count();
        if count < 2 {
            return false;
        }
        let at = match self.rows.get(&row) {
            Some(at) => *at,
            None => {
                let next = self.tables;
                let number = *self.by_tag.entry(table).or_insert(next);
                self.tables = self.tables.max(number + 1);
                let header = (first..).take(count).all(|index| matches!(tags.role(index), Role::Cell { header: true, .. }));
                let mut draft = Draft::new(Kind::Row { table: number, header, cells: vec![String::new(); count] }, page, line, "", line.x1);
                draft.settled = true;
                drafts.push(draft);
                self.rows.insert(row, drafts.len() - 1);
                drafts.len() - 1
            }
        };
        if let Some(draft) = drafts.get_mut(at) {
            draft.bold &= line.bold;
            draft.last = Last { page, x0: line.x0, x1: line.x1, y: line.y, size: line.size, edge: line.x1 };
            if let Kind::Row { cells, .. } = &mut draft.kind
                && let Some(cell) = cells.get_mut((block - first) as usize)
            {
                hyphens::append(cell, &line.text);
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
                for (line, part) in parts {
                    let Some(line) = page.lines.get(*line) else { continue };
                    let Some(text) = line.cells.get(*part).map(|part| line.cell(part)) else { continue };
                    hyphens::append(&mut cell, text);
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
        if bold || reads_as_labels(&drafts[*first], rest.iter().map(|index| &drafts[*index])) {
            if let Kind::Row { header, .. } = &mut drafts[*first].kind {
                *header = true;
            }
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
