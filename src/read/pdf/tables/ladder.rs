//! Tables whose rows are ruled or shaded but whose columns are not: the text tells where the columns are.

use super::super::page::Page;
use super::Region;
use super::columns::{self, Span};
use super::drawn::{Piece, finish, lines, split};
use super::frame::Frame;

/// White space inside a table is at most this, in font sizes from baseline to baseline.
const MAX_DROP: f32 = 3.2;

/// The tables in a frame of rows only. Rules of one width stand in several tables of a page: where the columns change, one ends.
pub(super) fn regions(page: &Page, frame: &Frame, pieces: &[Piece]) -> Vec<Region> {
    let mut out = Vec::new();
    let mut run: Vec<Vec<Piece>> = Vec::new();
    let mut count = 0;
    for band in bands(frame, pieces) {
        run.push(band);
        let borders = columns::between(&spans(&run)).len();
        if borders >= count || run.last().is_none_or(|band| is_title(band)) {
            count = count.max(borders);
            continue;
        }
        let next = run.pop();
        out.extend(region(page, &std::mem::take(&mut run)));
        run.extend(next);
        count = columns::between(&spans(&run)).len();
    }
    out.extend(region(page, &run));
    out
}

/// The pieces between two rules each, those apart where wide white space lies between them.
fn bands(frame: &Frame, pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut between: Vec<Vec<Piece>> = vec![Vec::new(); frame.rows.len() - 1];
    for piece in pieces {
        if let Some((row, _)) = frame.cell_at((piece.x0 + piece.x1) / 2.0, piece.y + 0.3 * piece.size) {
            between[row].push(*piece);
        }
    }
    let mut out: Vec<Vec<Piece>> = Vec::new();
    for band in between.iter().filter(|band| !band.is_empty()) {
        let mut above: Option<Piece> = None;
        for line in lines(band) {
            let near = above.is_some_and(|above| above.y - line[0].y <= MAX_DROP * line[0].size);
            above = line.first().copied();
            match out.last_mut() {
                Some(last) if near => last.extend(line),
                _ => out.push(line),
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
