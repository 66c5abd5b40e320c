//! Tables on a page without tags: by their ruled lines, else by columns that line up.

use super::ink::Rule;
use super::markers;
use super::page::Page;
use super::tables::{Part, Region};

/// Pages with more rules or lines than this are drawings or worse; no table is sought there.
const MAX_RULES: usize = 2_000;
const MAX_LINES: usize = 3_000;
/// Rules closer than this are one, in points.
const SNAP: f32 = 3.0;

/// Finds the tables of a page among the lines that are not taken.
pub(super) fn find(page: &Page, mut taken: Vec<bool>) -> Vec<Region> {
    if page.lines.len() > MAX_LINES {
        return Vec::new();
    }
    let mut regions = Vec::new();
    if page.rules.len() <= MAX_RULES {
        for frame in frames(&page.rules) {
            if let Some(region) = ruled(page, &frame, &taken) {
                region.lines().for_each(|line| taken[line] = true);
                regions.push(region);
            }
        }
    }
    aligned(page, &taken, &mut regions);
    regions
}

/// Rules that touch each other, as the borders of columns (left to right) and rows (top to bottom).
#[derive(Debug, PartialEq)]
struct Frame {
    columns: Vec<f32>,
    rows: Vec<f32>,
}

/// Groups of touching rules that make a grid.
fn frames(rules: &[Rule]) -> Vec<Frame> {
    let mut group: Vec<usize> = (0..rules.len()).collect();
    fn root(group: &mut [usize], mut at: usize) -> usize {
        while group[at] != at {
            group[at] = group[group[at]];
            at = group[at];
        }
        at
    }
    let touches = |a: &Rule, b: &Rule| a.x0 <= b.x1 + SNAP && b.x0 <= a.x1 + SNAP && a.y0 <= b.y1 + SNAP && b.y0 <= a.y1 + SNAP;
    for a in 0..rules.len() {
        for b in a + 1..rules.len() {
            if touches(&rules[a], &rules[b]) {
                let (x, y) = (root(&mut group, a), root(&mut group, b));
                group[x] = y;
            }
        }
    }
    let mut members: Vec<(usize, usize)> = (0..rules.len()).map(|index| (root(&mut group, index), index)).collect();
    members.sort_unstable();
    let mut out = Vec::new();
    for chunk in members.chunk_by(|a, b| a.0 == b.0) {
        let own = || chunk.iter().map(|(_, index)| rules[*index]);
        let mut columns: Vec<f32> = own().filter(|r| r.y1 - r.y0 > r.x1 - r.x0).map(|r| (r.x0 + r.x1) / 2.0).collect();
        let mut rows: Vec<f32> = own().filter(|r| r.x1 - r.x0 > r.y1 - r.y0).map(|r| (r.y0 + r.y1) / 2.0).collect();
        if columns.is_empty() || rows.is_empty() {
            continue;
        }
        columns.extend([own().map(|r| r.x0).fold(f32::MAX, f32::min), own().map(|r| r.x1).fold(f32::MIN, f32::max)]);
        rows.extend([own().map(|r| r.y0).fold(f32::MAX, f32::min), own().map(|r| r.y1).fold(f32::MIN, f32::max)]);
        snap(&mut columns);
        snap(&mut rows);
        rows.reverse();
        if columns.len() >= 3 && rows.len() >= 3 {
            out.push(Frame { columns, rows });
        }
    }
    out
}

/// Sorts borders and makes one of those that are close together.
fn snap(borders: &mut Vec<f32>) {
    borders.sort_by(f32::total_cmp);
    borders.dedup_by(|a, b| *a - *b < 2.0 * SNAP);
}

/// The lines inside a frame, put into its rows and columns. Fewer than two filled columns or rows are no table.
fn ruled(page: &Page, frame: &Frame, taken: &[bool]) -> Option<Region> {
    let (columns, rows) = (frame.columns.len() - 1, frame.rows.len() - 1);
    let mut cells: Vec<Vec<Vec<Part>>> = vec![vec![Vec::new(); columns]; rows];
    for (index, line) in page.lines.iter().enumerate() {
        if taken[index] || !line.upright {
            continue;
        }
        let middle = line.y + 0.3 * line.size;
        let Some(row) = frame.rows.windows(2).position(|pair| pair[0] >= middle && middle > pair[1]) else { continue };
        let inside = line.x0 >= frame.columns[0] - SNAP && line.x1 <= frame.columns[columns] + SNAP;
        if !inside {
            continue;
        }
        for (part, cell) in line.cells.iter().enumerate() {
            let x = if line.cells.len() == 1 { cell.x0 + 0.5 * line.size.min(cell.x1 - cell.x0) } else { (cell.x0 + cell.x1) / 2.0 };
            let column = frame.columns.windows(2).position(|pair| pair[0] - SNAP <= x && x < pair[1]).unwrap_or(columns - 1);
            cells[row][column].push((index, part));
        }
    }
    cells.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let filled = |column: usize| cells.iter().filter(|row| !row[column].is_empty()).count();
    let used: Vec<usize> = (0..columns).filter(|column| filled(*column) > 0).collect();
    let several = cells.iter().filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() > 1).count();
    if used.len() < 2 || cells.len() < 2 || several * 3 < cells.len() {
        return None;
    }
    for row in &mut cells {
        *row = used.iter().map(|column| std::mem::take(&mut row[*column])).collect();
    }
    Some(Region { rows: cells })
}

/// Tables without rules: runs of lines with several cells whose columns do not run into each other.
fn aligned(page: &Page, taken: &[bool], regions: &mut Vec<Region>) {
    let usable = |index: usize| {
        let line = &page.lines[index];
        !taken[index] && line.upright && !matches!(markers::contents_number(&line.text), Some((_, true)))
    };
    let mut index = 0;
    while index < page.lines.len() {
        if !usable(index) || columns_of(page, index) < 2 {
            index += 1;
            continue;
        }
        let start = index;
        let mut spans: Vec<(f32, f32)> = Vec::new();
        let mut rows: Vec<Vec<Part>> = Vec::new();
        let mut several = 0;
        while index < page.lines.len() && usable(index) {
            let line = &page.lines[index];
            if index > start {
                let drop = page.lines[index - 1].y - line.y;
                if drop <= 0.0 || drop > 3.2 * line.size {
                    break;
                }
            }
            let own: Vec<(f32, f32)> = line.cells.iter().map(|c| (c.x0, c.x1)).collect();
            let merged = merge(&spans, &own);
            if merged.len() < 2 || merged.len() < spans.len() || (own.len() == 1 && merged.len() > spans.len()) {
                break;
            }
            // A line with one cell goes on with a cell of the row above, unless it is the first column: then it is a row.
            let goes_on = own.len() == 1 && !rows.is_empty() && own[0].0 > merged[0].1;
            spans = merged;
            let parts = (0..line.cells.len()).map(|cell| (index, cell));
            match rows.last_mut() {
                Some(row) if goes_on => row.extend(parts),
                _ => rows.push(parts.collect()),
            }
            several += usize::from(own.len() > 1);
            index += 1;
        }
        let rows_of_two = rows.iter().filter(|row| row.len() > 1).count();
        let several = several.min(rows_of_two);
        let enough = several >= 3 || (several >= 2 && spans.len() >= 3);
        if enough && several * 2 >= rows.len() {
            regions.push(Region { rows: rows.iter().map(|row| into_columns(page, row, &spans)).collect() });
        }
        index = index.max(start + 1);
    }
}

/// Cells of a line; a marker with its text counts as one.
fn columns_of(page: &Page, index: usize) -> usize {
    let line = &page.lines[index];
    let marked = markers::marker(&line.text).is_some() || markers::number_depth(&line.text).is_some();
    line.cells.len() - usize::from(marked && line.cells.len() > 1)
}

/// Intervals of both lists, those that overlap (or nearly touch) made one.
fn merge(a: &[(f32, f32)], b: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut all: Vec<(f32, f32)> = a.iter().chain(b).copied().collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for span in all {
        match out.last_mut() {
            Some(last) if span.0 <= last.1 + 1.0 => last.1 = last.1.max(span.1),
            _ => out.push(span),
        }
    }
    out
}

fn into_columns(page: &Page, parts: &[Part], spans: &[(f32, f32)]) -> Vec<Vec<Part>> {
    let mut out = vec![Vec::new(); spans.len()];
    for part in parts {
        let x = page.lines.get(part.0).and_then(|line| line.cells.get(part.1)).map_or(0.0, |cell| cell.x0);
        let column = spans.iter().position(|span| span.0 - 0.5 <= x && x <= span.1 + 0.5).unwrap_or(0);
        out[column].push(*part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_rules_make_a_frame() {
        let mut rules = Vec::new();
        for y in [0.0, 20.0, 40.0] {
            rules.push(Rule { x0: 0.0, y0: y, x1: 200.0, y1: y });
        }
        for x in [0.0, 100.0, 200.0] {
            rules.push(Rule { x0: x, y0: 0.0, x1: x, y1: 40.0 });
        }
        rules.push(Rule { x0: 0.0, y0: 500.0, x1: 200.0, y1: 500.0 });
        let found = frames(&rules);
        assert_eq!(found, [Frame { columns: vec![0.0, 100.0, 200.0], rows: vec![40.0, 20.0, 0.0] }]);
    }

    #[test]
    fn intervals_merge() {
        assert_eq!(merge(&[(0.0, 10.0), (20.0, 30.0)], &[(9.0, 12.0), (40.0, 50.0)]), [(0.0, 12.0), (20.0, 30.0), (40.0, 50.0)]);
    }
}
