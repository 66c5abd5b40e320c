//! Grids that are drawn: rules that touch, and ladders of rules of one width.

use super::super::ink::Rule;

/// Pages with more rules than this are drawings or worse; no grid is sought there.
const MAX_RULES: usize = 2_000;
/// Pieces of rules on one line that end and begin this close are one rule, in points.
const JOINT: f32 = 1.0;
/// A grid of more cells than this is graph paper.
const MAX_CELLS: usize = 20_000;
/// Rules closer than this are one, in points.
pub(super) const SNAP: f32 = 3.0;
/// A border is there if this part of the cell's side is drawn.
const DRAWN: f32 = 0.5;

/// A drawn grid: the borders of columns (left to right) and of rows (top to bottom), and which cells are merged.
#[derive(Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) columns: Vec<f32>,
    pub(super) rows: Vec<f32>,
    /// For each cell of the grid, row by row: row and column of the first cell of the merged cell that it is part of.
    merged: Vec<(usize, usize)>,
}

impl Frame {
    /// Row and first column of the merged cell at a point.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let row = self.rows.windows(2).position(|pair| pair[0] >= y && y > pair[1])?;
        self.merged.get(row * (self.columns.len() - 1) + self.column_at(x)).copied()
    }

    /// The column of the grid at `x`.
    pub(super) fn column_at(&self, x: f32) -> usize {
        self.columns.windows(2).position(|pair| pair[0] - SNAP <= x && x < pair[1]).unwrap_or(self.columns.len() - 2)
    }

    /// Last row and column of the merged cell that begins at `first`.
    pub(super) fn end_of(&self, first: (usize, usize)) -> (usize, usize) {
        let across = self.columns.len() - 1;
        let own = self.merged.iter().enumerate().filter(|(_, cell)| **cell == first).map(|(at, _)| (at / across, at % across));
        own.fold(first, |end, (row, column)| (end.0.max(row), end.1.max(column)))
    }

    /// In how many rows the column stands for itself.
    pub(super) fn rows_of_column(&self, column: usize) -> usize {
        let count = self.columns.len() - 1;
        self.merged.iter().skip(column).step_by(count).filter(|cell| cell.1 == column).count()
    }

    /// Whether text from `x0` to `x1` lies between the outer borders.
    pub(super) fn spans(&self, x0: f32, x1: f32) -> bool {
        let (Some(left), Some(right)) = (self.columns.first(), self.columns.last()) else { return false };
        x0 >= left - SNAP && x1 <= right + SNAP
    }
}

/// The grids of rules, those of one column too (it may be divided by its text).
pub(super) fn frames(rules: &[Rule]) -> Vec<Frame> {
    let rules = joined(rules);
    if rules.len() > MAX_RULES {
        return Vec::new();
    }
    let groups = groups(&rules, |a, b| a.x0 <= b.x1 + SNAP && b.x0 <= a.x1 + SNAP && a.y0 <= b.y1 + SNAP && b.y0 <= a.y1 + SNAP);
    let mut loose: Vec<Rule> = Vec::new();
    let mut out = Vec::new();
    for group in groups {
        let upright = group.iter().any(|rule| rule.y1 - rule.y0 > rule.x1 - rule.x0);
        if upright {
            out.extend(frame(&group));
        } else {
            loose.extend(group);
        }
    }
    // Rules under each other from the same left to the same right border.
    let ladders = self::groups(&loose, |a, b| (a.x0 - b.x0).abs() <= SNAP && (a.x1 - b.x1).abs() <= SNAP);
    out.extend(ladders.iter().filter(|ladder| ladder.len() >= 3).filter_map(|ladder| frame(ladder)));
    out
}

/// Rules without their joints: many files draw one piece for each cell, or each piece twice.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let is_upright = |r: &Rule| r.y1 - r.y0 > r.x1 - r.x0;
    // Along and across, so that both directions are handled as one.
    let mut all: Vec<(bool, f32, f32, f32)> = rules
        .iter()
        .map(|r| if is_upright(r) { (true, (r.x0 + r.x1) / 2.0, r.y0, r.y1) } else { (false, (r.y0 + r.y1) / 2.0, r.x0, r.x1) })
        .collect();
    let step = |at: f32| (at / JOINT).round();
    all.sort_by(|a, b| a.0.cmp(&b.0).then(step(a.1).total_cmp(&step(b.1))).then(a.2.total_cmp(&b.2)));
    let mut out: Vec<(bool, f32, f32, f32)> = Vec::new();
    for rule in all {
        match out.last_mut() {
            Some(last) if last.0 == rule.0 && step(last.1) == step(rule.1) && rule.2 <= last.3 + JOINT => last.3 = last.3.max(rule.3),
            _ => out.push(rule),
        }
    }
    let rule = |(upright, at, from, to): (bool, f32, f32, f32)| {
        if upright { Rule { x0: at, y0: from, x1: at, y1: to } } else { Rule { x0: from, y0: at, x1: to, y1: at } }
    };
    out.into_iter().map(rule).collect()
}

/// Groups of items that belong together directly or through others, in the order of their first members.
fn groups(rules: &[Rule], together: impl Fn(&Rule, &Rule) -> bool) -> Vec<Vec<Rule>> {
    let mut group = Sets::new(rules.len());
    for a in 0..rules.len() {
        for b in a + 1..rules.len() {
            if together(&rules[a], &rules[b]) {
                group.join(a, b);
            }
        }
    }
    let mut members: Vec<(usize, usize)> = (0..rules.len()).map(|index| (group.first(index), index)).collect();
    members.sort_unstable();
    members.chunk_by(|a, b| a.0 == b.0).map(|chunk| chunk.iter().map(|(_, index)| rules[*index]).collect()).collect()
}

/// The grid of a group of rules; at least two rows or it is none.
fn frame(rules: &[Rule]) -> Option<Frame> {
    let is_upright = |r: &&Rule| r.y1 - r.y0 > r.x1 - r.x0;
    let mut columns: Vec<f32> = rules.iter().filter(is_upright).map(|r| (r.x0 + r.x1) / 2.0).collect();
    let mut rows: Vec<f32> = rules.iter().filter(|r| !is_upright(r)).map(|r| (r.y0 + r.y1) / 2.0).collect();
    columns.extend([rules.iter().map(|r| r.x0).fold(f32::MAX, f32::min), rules.iter().map(|r| r.x1).fold(f32::MIN, f32::max)]);
    rows.extend([rules.iter().map(|r| r.y0).fold(f32::MAX, f32::min), rules.iter().map(|r| r.y1).fold(f32::MIN, f32::max)]);
    snap(&mut columns);
    snap(&mut rows);
    rows.reverse();
    let (across, down) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
    if across == 0 || down < 2 || across * down > MAX_CELLS {
        return None;
    }
    // How much of each cell's right side and of its lower side is drawn.
    let (mut right, mut below) = (vec![0.0_f32; across * down], vec![0.0_f32; across * down]);
    for rule in rules {
        if is_upright(&rule) {
            let x = (rule.x0 + rule.x1) / 2.0;
            let Some(column) = columns.iter().position(|border| (border - x).abs() <= 2.0 * SNAP).and_then(|c| c.checked_sub(1)) else {
                continue;
            };
            for row in 0..down {
                right[row * across + column.min(across - 1)] += (rule.y1.min(rows[row]) - rule.y0.max(rows[row + 1])).max(0.0);
            }
        } else {
            let y = (rule.y0 + rule.y1) / 2.0;
            let Some(row) = rows.iter().position(|border| (border - y).abs() <= 2.0 * SNAP).and_then(|r| r.checked_sub(1)) else {
                continue;
            };
            for column in 0..across {
                below[row.min(down - 1) * across + column] += (rule.x1.min(columns[column + 1]) - rule.x0.max(columns[column])).max(0.0);
            }
        }
    }
    let mut cells = Sets::new(across * down);
    for row in 0..down {
        for column in 0..across {
            let at = row * across + column;
            if column + 1 < across && right[at] < DRAWN * (rows[row] - rows[row + 1]) {
                cells.join(at, at + 1);
            }
            if row + 1 < down && below[at] < DRAWN * (columns[column + 1] - columns[column]) {
                cells.join(at, at + across);
            }
        }
    }
    let mut first: Vec<(usize, usize)> = vec![(usize::MAX, usize::MAX); across * down];
    for at in 0..across * down {
        let slot = &mut first[cells.first(at)];
        *slot = (slot.0.min(at / across), slot.1.min(at % across));
    }
    let merged = (0..across * down).map(|at| first[cells.first(at)]).collect();
    Some(Frame { columns, rows, merged })
}

/// Sorts borders and makes one of those that are close together.
fn snap(borders: &mut Vec<f32>) {
    borders.sort_by(f32::total_cmp);
    borders.dedup_by(|a, b| *a - *b < 2.0 * SNAP);
}

/// Disjoint sets of numbers.
struct Sets(Vec<usize>);

impl Sets {
    fn new(len: usize) -> Sets {
        Sets((0..len).collect())
    }

    /// The smallest member of the set that `at` is in.
    fn first(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(xs: &[f32], ys: &[f32]) -> Vec<Rule> {
        let (left, right, low, high) = (xs[0], xs[xs.len() - 1], ys[0], ys[ys.len() - 1]);
        let level = ys.iter().map(|y| Rule { x0: left, y0: *y, x1: right, y1: *y });
        level.chain(xs.iter().map(|x| Rule { x0: *x, y0: low, x1: *x, y1: high })).collect()
    }

    #[test]
    fn touching_rules_make_a_frame() {
        let mut rules = grid(&[0.0, 100.0, 200.0], &[0.0, 20.0, 40.0]);
        rules.push(Rule { x0: 0.0, y0: 500.0, x1: 200.0, y1: 500.0 });
        let found = frames(&rules);
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].columns[..], &found[0].rows[..]), (&[0.0, 100.0, 200.0][..], &[40.0, 20.0, 0.0][..]));
        assert_eq!(found[0].merged, [(0, 0), (0, 1), (1, 0), (1, 1)]);
    }

    #[test]
    fn cells_without_a_border_between_them_are_one() {
        let mut rules = grid(&[0.0, 100.0, 200.0], &[0.0, 40.0]);
        // A rule on the right only: the left cell spans two rows.
        rules.push(Rule { x0: 100.0, y0: 20.0, x1: 200.0, y1: 20.0 });
        let found = frames(&rules);
        assert_eq!(found[0].merged, [(0, 0), (0, 1), (0, 0), (1, 1)]);
        assert_eq!((found[0].end_of((0, 0)), found[0].end_of((1, 1))), ((1, 0), (1, 1)));
        assert_eq!(found[0].cell_at(50.0, 10.0), Some((0, 0)));
        assert_eq!(found[0].cell_at(150.0, 10.0), Some((1, 1)));
    }

    #[test]
    fn ladders_make_frames_and_pieces_are_joined() {
        let rule = |y| Rule { x0: 0.0, y0: y, x1: 200.0, y1: y };
        assert_eq!(frames(&[rule(0.0), rule(20.0), rule(40.0)])[0].rows, [40.0, 20.0, 0.0]);
        assert!(frames(&[rule(0.0), rule(20.0)]).is_empty());
        // Drawn in pieces, one of them twice.
        let pieces = [(0.0, 100.0), (100.5, 200.0), (0.0, 100.0)].map(|(x0, x1)| Rule { x0, y0: 5.0, x1, y1: 5.0 });
        assert_eq!(joined(&pieces), [Rule { x0: 0.0, y0: 5.0, x1: 200.0, y1: 5.0 }]);
    }
}
