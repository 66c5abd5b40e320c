//! Tables without rules: lines in reading order whose cells stand side by side, row after row.
//!
//! Files are written line by line or cell by cell; both are followed: a line goes on with a cell, opens the next cell of its row, or begins
//! a new row.

use super::super::lines::Line;
use super::super::markers::{self, Marker};
use super::super::page::Page;
use super::columns::{self, Span};
use super::{Part, Region, text};

/// White space between two rows, in font sizes from baseline to baseline.
const MAX_DROP: f32 = 3.4;
/// The same between two lines of a cell.
const MAX_LEADING: f32 = 1.7;
/// A first cell of more lines than this is a paragraph.
const MAX_LABEL: usize = 6;
/// Two cells of more lines than this side by side are columns of running text.
const MAX_CELL: usize = 14;
/// Edges that are not further apart than this line up, in points.
const ALIGNED: f32 = 2.5;

/// A row in the making.
#[derive(Debug)]
struct Row {
    cells: Vec<Cell>,
    /// Baselines of its first and its lowest line.
    top: f32,
    bottom: f32,
}

#[derive(Debug)]
struct Cell {
    parts: Vec<Part>,
    span: Span,
    /// Baseline of its last line, and how many lines it has.
    y: f32,
    lines: usize,
}

/// Adds the tables among the lines that are not taken.
pub(super) fn regions(page: &Page, taken: &[bool], out: &mut Vec<Region>) {
    let usable = |index: usize| {
        let line = &page.lines[index];
        !taken[index] && line.upright && !matches!(markers::contents_number(&line.text), Some((_, true)))
    };
    let mut index = 0;
    while index < page.lines.len() {
        let mut rows: Vec<Row> = Vec::new();
        let mut end = index;
        while end < page.lines.len() && usable(end) && take(&mut rows, page, end) {
            end += 1;
        }
        match region(page, rows) {
            Some((region, last)) => {
                out.push(region);
                index = last + 1;
            }
            // What begins in the middle of a long run that is no table is seldom one.
            None => index += 1 + (end - index) / 8,
        }
    }
}

/// Adds a line to the rows; false when the table ends before it.
fn take(rows: &mut Vec<Row>, page: &Page, index: usize) -> bool {
    let line = &page.lines[index];
    let begin = |rows: &mut Vec<Row>| {
        let cells = line.cells.iter().enumerate().map(|(part, cell)| Cell {
            parts: vec![(index, part)],
            span: (cell.x0, cell.x1),
            y: line.y,
            lines: 1,
        });
        rows.push(Row { cells: cells.collect(), top: line.y, bottom: line.y });
    };
    let lonely = rows.iter().rev().take_while(|row| row.cells.len() == 1).count();
    // Where the second column begins, as far as is known.
    let second = rows.iter().filter_map(|row| row.cells.get(1)).map(|cell| cell.span.0).fold(f32::MAX, f32::min);
    let Some(row) = rows.last_mut() else {
        begin(rows);
        return true;
    };
    let Some(last) = row.cells.last_mut() else { return false };
    let near = 0.6 * line.size;
    if line.x0 >= last.span.1 && line.y <= row.top + near && line.y >= row.bottom - near {
        // The next cell of a row that is written cell by cell.
        row.bottom = row.bottom.min(line.y);
        row.cells.extend(line.cells.iter().enumerate().map(|(part, cell)| Cell {
            parts: vec![(index, part)],
            span: (cell.x0, cell.x1),
            y: line.y,
            lines: 1,
        }));
        return true;
    }
    let drop = last.y - line.y;
    let single = line.cells.len() == 1;
    let under = line.x0 < last.span.1 && line.x1 > last.span.0 && (line.x0 - last.span.0).abs() < 4.0 * line.size;
    let first = row.cells.len() == 1;
    if single && !first && under && (0.3 * line.size..MAX_LEADING * line.size).contains(&drop) && line.x0 >= second - 0.5 * line.size {
        let last = row.cells.len() - 1;
        add(row, last, line, index);
        return true;
    }
    if single && first && lonely < 2 && under && line.x1 <= second && (0.3 * line.size..MAX_LEADING * line.size).contains(&drop) {
        // A first cell of several lines, if more cells follow beside it.
        if row.cells[0].lines >= MAX_LABEL {
            return false;
        }
        add(row, 0, line, index);
        return true;
    }
    if single && !first && line.x0 < second && row.bottom - line.y < MAX_LEADING * line.size && line.y < row.bottom {
        let label = &row.cells[0];
        if label.y - line.y < MAX_LEADING * line.size && line.text.starts_with(char::is_lowercase) && line.x1 <= second {
            add(row, 0, line, index);
            return true;
        }
    }
    if single && !first && row.bottom - line.y > 0.0 && row.bottom - line.y < MAX_LEADING * line.size {
        // A line that goes on with a cell in the middle of a row that was written line by line.
        let over = |cell: &Cell| (cell.span.0 - line.x0).abs() < ALIGNED && cell.y - line.y < MAX_LEADING * line.size;
        if let Some(column) = row.cells.iter().position(over).filter(|column| *column > 0) {
            add(row, column, line, index);
            return true;
        }
    }
    let drop = row.bottom - line.y;
    let new_row = drop > 0.3 * line.size && drop < MAX_DROP * line.size && lonely < 2;
    if new_row {
        begin(rows);
    }
    new_row
}

fn add(row: &mut Row, column: usize, line: &Line, index: usize) {
    row.bottom = row.bottom.min(line.y);
    let cell = &mut row.cells[column];
    cell.parts.push((index, 0));
    cell.span = (cell.span.0.min(line.x0), cell.span.1.max(line.x1));
    cell.y = line.y;
    cell.lines += 1;
}

/// The table that rows make, with the index of its last line.
fn region(page: &Page, mut rows: Vec<Row>) -> Option<(Region, usize)> {
    while rows.last().is_some_and(|row| row.cells.len() == 1) {
        rows.pop();
    }
    let before = rows.iter().take_while(|row| row.cells.len() == 1).count();
    rows.drain(..before);
    let spans: Vec<Vec<Span>> = rows.iter().map(|row| row.cells.iter().map(|cell| cell.span).collect()).collect();
    let borders = columns::between(&spans);
    let several = rows.iter().filter(|row| row.cells.len() > 1 && !is_item(page, row)).count();
    let enough = several >= 3 || (several >= 2 && borders.len() >= 2);
    if borders.is_empty() || !enough || several * 2 < rows.len() {
        return None;
    }
    let across = borders.len() + 1;
    let placed: Vec<Vec<Vec<Part>>> = rows
        .iter()
        .map(|row| {
            let mut cells = vec![Vec::new(); across];
            row.cells.iter().for_each(|cell| cells[columns::of(cell.span, &borders)].extend(&cell.parts));
            cells
        })
        .collect();
    let last = rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.parts).map(|part| part.0).max()?;
    let table = is_lined_up(&rows, &borders) && !is_running_text(page, &rows) && !is_list(page, &placed);
    table.then(|| (Region { rows: placed, widths: Vec::new() }, last))
}

/// Whether the cells of every column line up on the left, on the right or in the middle. The gaps of justified text do not.
fn is_lined_up(rows: &[Row], borders: &[f32]) -> bool {
    let mut spans: Vec<Vec<Span>> = vec![Vec::new(); borders.len() + 1];
    for cell in rows.iter().filter(|row| row.cells.len() > 1).flat_map(|row| &row.cells) {
        spans[columns::of(cell.span, borders)].push(cell.span);
    }
    let most = |column: &[Span], edge: fn(&Span) -> f32| {
        let near = |at: f32| column.iter().filter(|span| (edge(span) - at).abs() <= ALIGNED).count();
        column.iter().take(200).map(|span| near(edge(span))).max().unwrap_or(0)
    };
    spans.iter().filter(|column| column.len() > 2).all(|column| {
        let best = most(column, |span| span.0).max(most(column, |span| span.1)).max(most(column, |span| (span.0 + span.1) / 2.0));
        best * 5 >= column.len() * 3
    })
}

/// Whether the rows read on as sentences do, or are columns of text side by side.
fn is_running_text(page: &Page, rows: &[Row]) -> bool {
    let begins_small = |row: &&Row| {
        let first = row.cells.first().and_then(|cell| cell.parts.first());
        first.is_some_and(|part| text(page, *part).starts_with(char::is_lowercase))
    };
    let small = rows.iter().filter(begins_small).count();
    let columns = rows.iter().any(|row| row.cells.iter().filter(|cell| cell.lines > MAX_CELL).count() > 1);
    columns || small * 5 > rows.len() * 2
}

/// Whether a row is a numbered heading or an item of a list.
fn is_item(page: &Page, row: &Row) -> bool {
    let begins = |cell: &Cell| cell.parts.first().map_or("", |part| text(page, *part));
    matches!(&row.cells[..], [mark, item] if is_mark(begins(mark), begins(item)))
}

/// Whether `mark` is a bullet or number, and no more, before an item or heading.
fn is_mark(mark: &str, item: &str) -> bool {
    let both = format!("{mark} {item}");
    match markers::marker(&both) {
        Some(Marker::Bullet(bytes) | Marker::Dash(bytes)) => bytes == both.len() - item.len(),
        Some(Marker::Number(_)) => !mark.contains(' '),
        None => !mark.contains(' ') && markers::number_depth(&both).is_some(),
    }
}

/// Whether the first column holds the marks or numbers of a list, and the other its items.
fn is_list(page: &Page, rows: &[Vec<Vec<Part>>]) -> bool {
    let begins = |row: &[Vec<Part>], column: usize| row.get(column)?.first().map(|part| text(page, *part));
    let marks = rows.iter().filter(|row| matches!((begins(row, 0), begins(row, 1)), (Some(mark), Some(item)) if is_mark(mark, item)));
    let labels: Vec<&str> = rows.iter().filter_map(|row| begins(row, 0)).collect();
    let same = labels.len() > 2 && labels.windows(2).filter(|pair| pair[0] == pair[1]).count() * 3 > labels.len();
    let is_bullet = |part: &Part| {
        let padded = format!("{} x", text(page, *part));
        matches!(markers::marker(&padded), Some(Marker::Bullet(bytes) | Marker::Dash(bytes)) if bytes + 1 == padded.len())
    };
    let bullets = rows.iter().filter(|row| row.iter().flatten().any(is_bullet)).count();
    same || bullets * 2 >= rows.len() || (rows.first().is_some_and(|row| row.len() == 2) && marks.count() * 2 > rows.len())
}
