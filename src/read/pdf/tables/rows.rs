//! Rows to drafts: what the structure tree calls cells, and what the regions of a page hold.

use std::collections::{HashMap, HashSet};

use super::super::draft::{Draft, Kind, Last};
use super::super::lines::Line;
use super::super::page::Page;
use super::super::tags::{Role, Tags};
use super::cut::{append, is_cut_word};
use super::{Load, Part, Region, is_bullet};

/// A row of one cell with more text than this is no heading of the rows under it.
const MAX_GROUP_TITLE: usize = 160;

/// Tagged rows that are none: those that only arrange text, and those of one cell but for headings of the rows under them.
fn no_rows(pages: &[Page], tags: &Tags) -> HashSet<u32> {
    let mut cells: HashMap<u32, (u32, usize)> = HashMap::new();
    let mut rows: HashMap<u32, (Load, u32, usize)> = HashMap::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        let Some(block) = line.block else { continue };
        let Role::Cell { row, table, .. } = tags.role(block) else { continue };
        let (load, ..) = rows.entry(row).or_insert_with(|| (Load::default(), table, tags.cells_in_row(block)));
        load.bullets += usize::from(is_bullet(&line.text));
        cells.entry(block).or_insert((row, 0)).1 += line.text.len();
    }
    for (row, letters) in cells.into_values() {
        if let Some((load, ..)) = rows.get_mut(&row) {
            load.letters += letters;
            load.longest = load.longest.max(letters);
        }
    }
    // For each table its first row of several cells, and how many such rows there are.
    let mut several: HashMap<u32, (u32, usize)> = HashMap::new();
    for (row, (_, table, _)) in rows.iter().filter(|(_, (_, _, cells))| *cells > 1) {
        let entry = several.entry(*table).or_insert((*row, 0));
        *entry = (entry.0.min(*row), entry.1 + 1);
    }
    let is_none = |row: u32, (load, table, cells): (Load, u32, usize)| {
        let title = several.get(&table).is_some_and(|(first, count)| *first < row && *count > 1) && load.letters <= MAX_GROUP_TITLE;
        load.is_layout() || (cells < 2 && !title)
    };
    rows.into_iter().filter(|(row, about)| is_none(*row, *about)).map(|(row, _)| row).collect()
}

/// Header cells that are drawn again on a later page with the same text, and on which pages: browsers repeat the head of a table on each
/// page that it goes over, and let all of it belong to one element.
fn drawn_again(pages: &[Page], tags: &Tags) -> HashSet<(u32, usize)> {
    let is_header = |block: u32| matches!(tags.role(block), Role::Cell { header: true, .. });
    // For each header cell its letters on each of its pages, in order.
    let mut letters: HashMap<u32, Vec<(usize, String)>> = HashMap::new();
    for (page, line) in pages.iter().enumerate().flat_map(|(at, page)| page.lines.iter().map(move |line| (at, line))) {
        let Some(block) = line.block.filter(|block| is_header(*block)) else { continue };
        let on_pages = letters.entry(block).or_default();
        if on_pages.last().is_none_or(|(last, _)| *last != page) {
            on_pages.push((page, String::new()));
        }
        if let Some((_, own)) = on_pages.last_mut() {
            own.extend(line.text.chars().filter(|c| c.is_alphanumeric()));
        }
    }
    let again = letters.iter().filter_map(|(block, on_pages)| on_pages.split_first().map(|(first, later)| (*block, first, later)));
    again.flat_map(|(block, first, later)| later.iter().filter(move |own| own.1 == first.1).map(move |(page, _)| (block, *page))).collect()
}

/// Keeps count of tables and of the rows that are being filled.
#[derive(Debug, Default)]
pub(in super::super) struct Rows {
    tables: usize,
    /// Tagged rows that are none, see [`no_rows`].
    none: HashSet<u32>,
    /// Header cells that are drawn again, see [`drawn_again`].
    again: HashSet<(u32, usize)>,
    by_tag: HashMap<u32, usize>,
    /// The draft of each tagged row; of a header row one for each page that it is drawn again on.
    rows: HashMap<(u32, Option<usize>), usize>,
    /// For each tagged table how far the text of its columns reaches, from rows that have a cell in every column.
    reach: HashMap<u32, Vec<(f32, f32)>>,
    /// Widths of the columns of the last table found on a page, where they are drawn.
    widths: Vec<f32>,
}

impl Rows {
    /// Ready for the lines of these pages.
    pub(in super::super) fn new(pages: &[Page], tags: &Tags) -> Rows {
        Rows { none: no_rows(pages, tags), again: drawn_again(pages, tags), ..Rows::default() }
    }

    /// Adds a line to the tagged row it belongs to; false when that is none.
    pub(in super::super) fn tagged_cell(&mut self, drafts: &mut Vec<Draft>, tags: &Tags, index: usize, page: &Page, line: &Line) -> bool {
        let Some(block) = line.block else { return false };
        let Role::Cell { table, row, column, .. } = tags.role(block) else { return false };
        let count = tags.columns(table);
        let own_cells = tags.cells_in_row(block);
        if count < 2 || self.none.contains(&row) {
            return false;
        }
        let mut column = usize::from(column).min(count - 1);
        let reach = self.reach.entry(table).or_insert_with(|| vec![(f32::MAX, f32::MIN); count]);
        if own_cells == count {
            // Spans that the file gives wrongly push cells aside; a full row has them in order.
            let same_row = |index: &u32| matches!(tags.blocks.get(*index as usize), Some(Role::Cell { row: r, .. }) if *r == row);
            column = (0..block).rev().take(count).take_while(same_row).count().min(count - 1);
            reach[column] = (reach[column].0.min(line.x0), reach[column].1.max(line.x1));
        } else if let Some(better) = if own_cells == 1 { leftmost(reach, line) } else { nearest(reach, line) } {
            // Files often leave out that a cell spans rows or columns; the place on the page tells.
            column = better;
        }
        let drawn = (row, self.again.contains(&(block, index)).then_some(index));
        let at = match self.rows.get(&drawn) {
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
                self.rows.insert(drawn, drafts.len() - 1);
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
    pub(in super::super) fn emit(&mut self, drafts: &mut Vec<Draft>, tags: &Tags, index: usize, page: &Page, region: &Region) {
        let columns = region.rows.iter().map(Vec::len).max().unwrap_or(0);
        let before = drafts.iter().rev().find(|d| !matches!(d.kind, Kind::Marginal | Kind::Note));
        let goes_on = match before {
            Some(Draft { kind: Kind::Row { table, cells, .. }, last, .. }) => {
                let fits = last.page + 1 == index && cells.len() == columns && same_widths(&self.widths, &region.widths);
                fits.then_some(*table)
            }
            _ => None,
        };
        let next = self.tables;
        let tagged = region.tagged_table(page, tags).filter(|table| tags.columns(*table) == columns);
        let number = match tagged {
            Some(table) => *self.by_tag.entry(table).or_insert(next),
            None => goes_on.unwrap_or(next),
        };
        self.tables = self.tables.max(number + 1);
        self.widths.clone_from(&region.widths);
        for row in &region.rows {
            let mut draft: Option<Draft> = None;
            let is_header = |part: &Part| {
                let block = page.lines.get(part.0).and_then(|line| line.block);
                matches!(block.map(|block| tags.role(block)), Some(Role::Cell { header: true, .. }))
            };
            let header = row.iter().flatten().all(is_header);
            let full = row.iter().all(|cell| !cell.is_empty());
            let mut cells: Vec<String> = Vec::with_capacity(columns);
            for parts in row {
                let mut cell = String::new();
                let mut above: Option<Last> = None;
                for (line, part) in parts {
                    let Some(line) = page.lines.get(*line) else { continue };
                    let Some(span) = line.cells.get(*part) else { continue };
                    if let Some(table) = tagged.filter(|_| full) {
                        let reach = self.reach.entry(table).or_insert_with(|| vec![(f32::MAX, f32::MIN); columns]);
                        if let Some(reach) = reach.get_mut(cells.len()) {
                            *reach = (reach.0.min(span.x0), reach.1.max(span.x1));
                        }
                    }
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
                draft.kind = Kind::Row { table: number, header, cells };
                drafts.push(draft);
            }
        }
    }
}

/// The first column whose text reaches over the line.
fn leftmost(reach: &[(f32, f32)], line: &Line) -> Option<usize> {
    reach.iter().position(|reach| reach.0 < line.x1 && line.x0 < reach.1)
}

/// The column whose text reaches over most of the line.
fn nearest(reach: &[(f32, f32)], line: &Line) -> Option<usize> {
    let overlap = |(from, to): (f32, f32)| to.min(line.x1) - from.max(line.x0);
    let best = reach.iter().enumerate().filter(|(_, r)| r.0 <= r.1).max_by(|a, b| overlap(*a.1).total_cmp(&overlap(*b.1)))?;
    (overlap(*best.1) > 0.0).then_some(best.0)
}

/// Whether columns are as wide as those of a table on the page before; columns that are not drawn may differ.
fn same_widths(before: &[f32], here: &[f32]) -> bool {
    before.is_empty() || here.is_empty() || before.iter().zip(here).all(|(a, b)| (a - b).abs() <= 6.0 + 0.1 * a.max(*b))
}
