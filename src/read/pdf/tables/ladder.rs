//! Tables whose rows are ruled or shaded but whose columns are not: the text tells where the columns are.

use super::super::page::Page;
use super::Region;
use super::columns::{self, Span};
use super::drawn::{Piece, finish, lines, pieces_between, split};
use super::frame::Frame;

/// White space inside a table is at most this, in font sizes from baseline to baseline.
const MAX_DROP: f32 = 3.2;

/// A header can stand this far above the first rule, in points.
const REACH: f32 = 20.0;

/// The tables in a frame of rows only. Rules of one width stand in several tables of a page: where the columns change, one ends.
pub(super) fn regions(page: &Page, frame: &Frame, taken: &[bool], pieces: &[Piece]) -> Vec<Region> {
    let mut out = Vec::new();
    let mut run: Vec<Vec<Piece>> = Vec::new();
    let mut bands = bands(frame, pieces);
    // A table whose rows have rules under them begins above the first rule.
    let first: Vec<Vec<Piece>> = bands.iter().take_while(|(apart, _)| !apart).map(|(_, band)| band.clone()).collect();
    let above = frame.rows.first().and_then(|top| beyond(page, frame, taken, (*top, top + REACH)).pop());
    bands.splice(0..0, above.filter(|line| fits(line, &columns::between(&spans(&first)))).map(|line| (false, line)));
    for (apart, band) in bands {
        if apart || (run.len() > 1 && !fits(&band, &columns::between(&spans(&run)))) {
            out.extend(region(page, &std::mem::take(&mut run)));
        }
        run.push(band);
    }
    out.extend(region(page, &run));
    out
}

/// Lines of several pieces outside the frame, between two heights.
fn beyond(page: &Page, frame: &Frame, taken: &[bool], (low, high): (f32, f32)) -> Vec<Vec<Piece>> {
    let mut out = lines(&pieces_between(page, frame, taken, low, high));
    out.retain(|line| line.len() > 1);
    out
}

/// Whether the pieces of each line stand in columns of their own.
fn fits(band: &[Piece], borders: &[f32]) -> bool {
    let crosses = |piece: &Piece| borders.iter().any(|border| piece.x0 < border - 1.0 && piece.x1 > border + 1.0);
    let column = |piece: &Piece| columns::of((piece.x0, piece.x1), borders);
    let apart = |line: &[Piece]| !line.iter().any(crosses) && line.windows(2).all(|pair| column(&pair[0]) != column(&pair[1]));
    borders.is_empty() || lines(band).iter().all(|line| line.len() == 1 || apart(line))
}

/// The pieces between two rules each, and whether wide white space inside a band sets them apart from those before.
fn bands(frame: &Frame, pieces: &[Piece]) -> Vec<(bool, Vec<Piece>)> {
    let mut between: Vec<Vec<Piece>> = vec![Vec::new(); frame.rows.len() - 1];
    for piece in pieces {
        if let Some((row, _)) = frame.cell_at((piece.x0 + piece.x1) / 2.0, piece.y + 0.3 * piece.size) {
            between[row].push(*piece);
        }
    }
    let mut out: Vec<(bool, Vec<Piece>)> = Vec::new();
    for band in between.iter().filter(|band| !band.is_empty()) {
        let mut above: Option<Piece> = None;
        for line in lines(band) {
            let drop = above.map(|above| (above.y - line[0].y) / line[0].size.max(1.0));
            above = line.first().copied();
            match (out.last_mut(), drop) {
                (Some((_, last)), Some(drop)) if drop <= MAX_DROP => last.extend(line),
                _ => out.push((drop.is_some(), line)),
            }
        }
    }
    out
}

/// The stretches of text of each line: in a band of prose the words of all lines together cover the gaps.
fn spans(bands: &[Vec<Piece>]) -> Vec<Vec<Span>> {
    bands.iter().flat_map(|band| lines(band)).map(|line| line.iter().map(|piece| (piece.x0, piece.x1)).collect()).collect()
}

/// Whether no line of a band has several pieces.
fn is_title(band: &[Piece]) -> bool {
    lines(band).iter().all(|line| line.len() == 1)
}

fn region(page: &Page, bands: &[Vec<Piece>]) -> Option<Region> {
    let borders = columns::between(&spans(bands));
    if borders.is_empty() || bands.iter().filter(|band| !is_title(band)).count() * 3 < bands.len() * 2 {
        return None;
    }
    // Titles at the top are left to the running text.
    let titles = bands.iter().take(2).take_while(|band| is_title(band)).count();
    let rows = bands[titles..].iter().map(|band| {
        let mut row: Vec<Vec<Piece>> = vec![Vec::new(); borders.len() + 1];
        band.iter().for_each(|piece| row[columns::of((piece.x0, piece.x1), &borders)].push(*piece));
        row
    });
    finish(rows.flat_map(|row| split(page, row, &[], 2)).collect(), Vec::new())
}
