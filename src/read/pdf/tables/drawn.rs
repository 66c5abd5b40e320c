//! Tables whose grid is drawn: lines of text put into the cells of a frame.

use std::collections::HashSet;

use super::super::page::Page;
use super::frame::Frame;
use super::ladder;
use super::{Part, Region, is_figure, text};

/// A column without text is kept if it is at least this wide, in points: its header stands on another page or it waits to be filled in.
const MIN_EMPTY: f32 = 30.0;

/// A piece of a line inside a frame.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) part: Part,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
}

impl Piece {
    /// Where it stands: text that is wider than its cell is there where it begins.
    fn middle(&self) -> f32 {
        if self.x1 - self.x0 > 4.0 * self.size { self.x0 + self.size } else { (self.x0 + self.x1) / 2.0 }
    }
}

/// The lines inside a frame, put into its rows and columns. Fewer than two filled columns or rows are no table.
pub(super) fn regions(page: &Page, frame: &Frame, taken: &[bool]) -> Vec<Region> {
    let pieces = pieces(page, frame, taken);
    // Tables at the edges of all pages are letterheads; else what is alike on many pages is the header of their tables.
    if pieces.iter().filter(|piece| page.marginal[piece.part.0]).count() * 2 > pieces.len() {
        return Vec::new();
    }
    if frame.columns.len() == 2 {
        ladder::regions(page, frame, taken, &pieces)
    } else {
        divided(page, frame, &pieces).into_iter().collect()
    }
}

/// A frame with upright rules inside.
fn divided(page: &Page, frame: &Frame, pieces: &[Piece]) -> Option<Region> {
    let (across, down) = (frame.columns.len() - 1, frame.rows.len() - 1);
    let mut rows: Vec<Vec<Vec<Piece>>> = vec![vec![Vec::new(); across]; down];
    let cell_of = |piece: &Piece| frame.cell_at(piece.middle(), piece.y + 0.3 * piece.size);
    // Cells over several columns where text stands side by side: only their rules are missing.
    let divided: HashSet<(usize, usize)> = lines(pieces)
        .iter()
        .flat_map(|line| {
            line.windows(2).filter_map(|pair| cell_of(&pair[0]).filter(|cell| Some(*cell) == cell_of(&pair[1]))).collect::<Vec<_>>()
        })
        .collect();
    for piece in pieces {
        let Some((row, first)) = cell_of(piece) else { continue };
        let column = if divided.contains(&(row, first)) { frame.column_at(piece.middle()).max(first) } else { first };
        rows[row][column].push(*piece);
    }
    lower_labels(frame, &divided, &mut rows);
    drop_titles(frame, &mut rows);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let filled = |column: usize| rows.iter().filter(|row| !row[column].is_empty()).count();
    let own = |column: usize| frame.columns[column + 1] - frame.columns[column] >= MIN_EMPTY && frame.rows_of_column(column) * 2 >= down;
    if (0..across).filter(|column| filled(*column) > 0).count() < 2 {
        return None;
    }
    let used: Vec<usize> = (0..across).filter(|column| filled(*column) > 0 || own(*column)).collect();
    let rows: Vec<Vec<Vec<Piece>>> =
        rows.into_iter().map(|mut row| used.iter().map(|column| std::mem::take(&mut row[*column])).collect()).collect();
    let borders: Vec<f32> = used.iter().map(|column| frame.columns[*column]).chain(frame.columns.last().copied()).collect();
    let widths = used.iter().map(|column| frame.columns[column + 1] - frame.columns[*column]).collect();
    // What is a list side by side in one place is one of two rows in another; but not a header of two lines.
    let listed = |row: &Vec<Vec<Piece>>| listed_in_step(page, &by_line(row), &borders, 3).is_some();
    let least = if rows.iter().any(listed) { 2 } else { 3 };
    let split = rows.into_iter().enumerate().flat_map(|(at, row)| split(page, row, &borders, if at == 0 { 3 } else { least }));
    finish(split.collect(), widths)
}

/// Where the header has a row for groups of columns and one for the columns, a label beside them that spans both belongs to the lower one.
fn lower_labels(frame: &Frame, divided: &HashSet<(usize, usize)>, rows: &mut [Vec<Vec<Piece>>]) {
    let [groups, names, ..] = rows else { return };
    let spans = |column: usize| frame.end_of((0, column));
    let is_group = |column: usize| spans(column) == (0, spans(column).1) && spans(column).1 > column && !divided.contains(&(0, column));
    if !(0..groups.len()).any(|column| !groups[column].is_empty() && is_group(column)) {
        return;
    }
    for column in 0..groups.len() {
        if spans(column) == (1, column) && names[column].is_empty() {
            names[column] = std::mem::take(&mut groups[column]);
        }
    }
}

/// Leaves titles over all columns at the top to the running text.
fn drop_titles(frame: &Frame, rows: &mut [Vec<Vec<Piece>>]) {
    let last = frame.columns.len() - 2;
    for (row, cells) in rows.iter_mut().enumerate().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).take(2) {
        let alone = cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
        if !alone || cells[0].is_empty() || frame.end_of((row, 0)).1 != last {
            return;
        }
        cells[0].clear();
    }
}

/// The region of rows that have been filled.
pub(super) fn finish(mut rows: Vec<Vec<Vec<Piece>>>, widths: Vec<f32>) -> Option<Region> {
    let cells = |row: &Vec<Vec<Piece>>| row.iter().filter(|cell| !cell.is_empty()).count();
    let several = rows.iter().filter(|row| cells(row) > 1).count();
    // Boxes of text are divided here and there; where many columns are ruled, most cells may well be empty.
    let least = if widths.len() > 3 { 8 } else { 3 };
    if rows.len() < 2 || several * least < rows.len() {
        return None;
    }
    merge_apart(&mut rows);
    let parts = |cell: Vec<Piece>| cell.iter().map(|piece| piece.part).collect();
    Some(Region { rows: rows.into_iter().map(|row| row.into_iter().map(parts).collect()).collect(), widths })
}

/// Makes one of neighbouring columns of which one holds nothing but its header, which stands aside of what it is the header of.
fn merge_apart(rows: &mut [Vec<Vec<Piece>>]) {
    let mut column = 1;
    while rows.first().is_some_and(|row| column < row.len()) {
        let has = |row: &Vec<Vec<Piece>>, at: usize| !row[at].is_empty();
        let only_header = |at: usize| has(&rows[0], at) && rows[1..].iter().all(|row| !has(row, at));
        let apart = rows.iter().all(|row| !(has(row, column - 1) && has(row, column)));
        if apart && (only_header(column - 1) || only_header(column)) {
            for row in rows.iter_mut() {
                let right = row.remove(column);
                row[column - 1].extend(right);
            }
        } else {
            column += 1;
        }
    }
}

/// The pieces of the lines inside a frame.
fn pieces(page: &Page, frame: &Frame, taken: &[bool]) -> Vec<Piece> {
    let (Some(top), Some(bottom)) = (frame.rows.first(), frame.rows.last()) else { return Vec::new() };
    pieces_between(page, frame, taken, *bottom, *top)
}

/// The pieces of the lines between the sides of a frame and two heights.
pub(super) fn pieces_between(page: &Page, frame: &Frame, taken: &[bool], low: f32, high: f32) -> Vec<Piece> {
    let inside = |index: &usize| {
        let line = &page.lines[*index];
        let middle = line.y + 0.3 * line.size;
        !taken[*index] && line.upright && low < middle && middle <= high && frame.spans(line.x0, line.x1)
    };
    (0..page.lines.len())
        .filter(inside)
        .flat_map(|index| {
            let line = &page.lines[index];
            line.cells.iter().enumerate().map(move |(part, cell)| Piece {
                part: (index, part),
                x0: cell.x0,
                x1: cell.x1,
                y: line.y,
                size: line.size,
            })
        })
        .collect()
}

/// The first column whose lines stand beside those of another, each short of the column's width and
/// beginning anew: they are no lines of one text.
fn listed_in_step<'a>(page: &Page, columns: &'a [Vec<Vec<Piece>>], borders: &[f32], least: usize) -> Option<&'a Vec<Vec<Piece>>> {
    let listed: Vec<&Vec<Vec<Piece>>> = columns
        .iter()
        .zip(borders.windows(2))
        .filter(|(cell, border)| {
            let room = |line: &Vec<Piece>| line.last().is_some_and(|last| border[1] - last.x1 > 0.2 * (border[1] - border[0]));
            let anew = |line: &Vec<Piece>| {
                let text = text(page, line[0].part);
                text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !text.ends_with('-')
            };
            cell.len() >= least && cell.iter().all(room) && cell.iter().all(anew)
        })
        .map(|(cell, _)| cell)
        .collect();
    let in_step = |a: &Vec<Vec<Piece>>, b: &Vec<Vec<Piece>>| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a[0].y - b[0].y).abs() < 0.4 * a[0].size)
    };
    let first = listed.first()?;
    listed[1..].iter().any(|other| in_step(first, other)).then_some(*first)
}

/// The lines of each cell of a row.
fn by_line(row: &[Vec<Piece>]) -> Vec<Vec<Vec<Piece>>> {
    row.iter().map(|cell| lines(cell)).collect()
}

/// Pieces by baseline, top to bottom and left to right.
pub(super) fn lines(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut sorted = pieces.to_vec();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut out: Vec<Vec<Piece>> = Vec::new();
    for piece in sorted {
        match out.last_mut() {
            Some(line) if line.last().is_some_and(|last| last.y - piece.y < 0.4 * piece.size) => line.push(piece),
            _ => out.push(vec![piece]),
        }
    }
    out.iter_mut().for_each(|line| line.sort_by(|a, b| a.x0.total_cmp(&b.x0)));
    out
}

/// Rows that no rule divides: `least` or more lines under each other that each have a figure in the same columns or stand side by side with
/// room to the right, or, where upright rules are missing too (no `borders`), that each begin anew in the first column.
pub(super) fn split(page: &Page, row: Vec<Vec<Piece>>, borders: &[f32], least: usize) -> Vec<Vec<Vec<Piece>>> {
    let across = row.len();
    let open = borders.is_empty();
    let columns = by_line(&row);
    let least = if open { least } else { least.max(columns.first().map_or(0, Vec::len)) };
    let figures = |cell: &&Vec<Vec<Piece>>| cell.len() >= least && cell.iter().flatten().all(|piece| is_figure(text(page, piece.part)));
    let starts: Vec<f32> = if let Some(most) = columns.iter().skip(1).filter(figures).max_by_key(|cell| cell.len()) {
        most.iter().flatten().map(|piece| piece.y).collect()
    } else if let Some(listed) = listed_in_step(page, &columns, borders, least) {
        listed.iter().flatten().map(|piece| piece.y).collect()
    } else if open && columns.first().is_some_and(|first| first.len() > 1) {
        let begins = |line: &&Vec<Piece>| {
            let (y, size) = (line[0].y, line[0].size);
            let beside = columns.iter().skip(1).any(|cell| cell.iter().any(|other| (other[0].y - y).abs() < 0.4 * size));
            beside && !text(page, line[0].part).starts_with(char::is_lowercase)
        };
        columns[0].iter().filter(begins).map(|line| line[0].y).collect()
    } else {
        Vec::new()
    };
    if starts.len() < 2 {
        return vec![row];
    }
    let mut out: Vec<Vec<Vec<Piece>>> = vec![vec![Vec::new(); across]; starts.len()];
    for (column, cell) in row.into_iter().enumerate() {
        // A label over all the rows stands in the middle of them.
        if column == 0 && !open && columns[0].len() * 2 <= starts.len() {
            out[0][0] = cell;
            continue;
        }
        for piece in cell {
            // The row that begins at or above the piece; the first takes what stands over it.
            let at = starts.iter().filter(|y| **y >= piece.y - 0.4 * piece.size).count().max(1) - 1;
            out[at][column].push(piece);
        }
    }
    out
}
