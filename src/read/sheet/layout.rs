//! From filled cells to blocks: rows that hang together become a table with its header, single cells become text.

use super::grid::{Cell, Sheet};
use crate::text::{BlockKind, DocumentBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// Longest text of a header cell, in characters.
const MAX_HEADER: usize = 60;
/// Longest line above a table that is its heading, in characters.
const MAX_HEADING: usize = 100;
/// Most rows that may stand as headers on top of each other.
const MAX_HEADER_ROWS: usize = 2;

type Row = BTreeMap<u32, Cell>;

/// Lays out a sheet. `level` is that of headings inside it.
pub(super) fn emit(sheet: &Sheet, level: u8, builder: &mut DocumentBuilder) {
    let bands = bands(sheet);
    for (index, band) in bands.iter().enumerate() {
        let above_table = band.len() == 1 && bands.get(index + 1).is_some_and(|next| is_table(next));
        let mut rows = &band[..];
        // Single lines on top of a table, or on their own, are no rows of it.
        while let Some(((_, row), rest)) = rows.split_first().filter(|((_, row), _)| row.len() == 1) {
            let text = row.values().next().map_or("", |cell| cell.text.as_str());
            let heads = above_table || rest.first().is_some_and(|(_, below)| below.len() > 1);
            // The sheet's name has been said.
            let repeats = index == 0 && text.trim().eq_ignore_ascii_case(sheet.name.trim());
            match heads && is_heading(row) {
                true if repeats && level > 1 => {}
                true => builder.heading(level, text),
                false => paragraph(text, builder),
            }
            rows = rest;
        }
        if !rows.is_empty() {
            table(rows, &sheet.headers, builder);
        }
    }
    for text in &sheet.boxes {
        builder.paragraph(text);
    }
}

/// Stretches of rows without an empty row in between.
fn bands(sheet: &Sheet) -> Vec<Vec<(u32, &Row)>> {
    let mut bands: Vec<Vec<(u32, &Row)>> = Vec::new();
    for (at, row) in &sheet.rows {
        match bands.last_mut() {
            // One empty row inside a table parts nothing: what stands below has as many columns and no header of its own.
            Some(band) if band.last().is_some_and(|(last, _)| *at == last + 1 || *at == last + 2 && goes_on(band, row)) => {
                band.push((*at, row))
            }
            _ => bands.push(vec![(*at, row)]),
        }
    }
    bands
}

fn goes_on(band: &[(u32, &Row)], row: &Row) -> bool {
    let columns: BTreeSet<u32> = band.iter().flat_map(|(_, row)| row.keys().copied()).collect();
    is_table(band) && row.len() > 1 && row.keys().all(|column| columns.contains(column)) && !could_be_header(row)
}

fn is_table(rows: &[(u32, &Row)]) -> bool {
    rows.iter().any(|(_, row)| row.len() > 1)
}

fn is_heading(row: &Row) -> bool {
    row.values()
        .all(|cell| !cell.number && cell.text.chars().count() <= MAX_HEADING && !cell.text.trim_end().ends_with(['.', ':', '?', '!']))
}

/// Running text of a cell; its own lines are its paragraphs.
fn paragraph(text: &str, builder: &mut DocumentBuilder) {
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match crate::read::lines::marker(line.trim_start()) {
            Some(mark) => {
                let line = line.trim_start();
                builder.list_item(0, if mark.label { line } else { &line[mark.len..] });
            }
            None => builder.push(BlockKind::Paragraph, &[line.into()]),
        }
    }
}

fn table(rows: &[(u32, &Row)], told: &[u32], builder: &mut DocumentBuilder) {
    let columns: BTreeSet<u32> = rows.iter().flat_map(|(_, row)| row.keys().copied()).collect();
    let headers = headers(rows, told, columns.len());
    let id = builder.table();
    for (index, (_, row)) in rows.iter().enumerate() {
        let cells: Vec<&str> = columns.iter().map(|column| row.get(column).map_or("", |cell| cell.text.as_str())).collect();
        builder.row(id, index < headers, &cells);
    }
}

/// How many rows at the top are headers.
fn headers(rows: &[(u32, &Row)], told: &[u32], columns: usize) -> usize {
    if let Some(index) = rows.iter().take(MAX_HEADER_ROWS + 1).position(|(at, _)| told.contains(at)) {
        return index + 1;
    }
    let whole = |row: &Row| 2 * row.len() > columns && row.len() > 1;
    match rows {
        [(_, first), _, ..] if whole(first) => usize::from(could_be_header(first)),
        // Labels over several columns, with their parts below.
        [(_, first), (_, second), _, ..] if could_be_header(first) && whole(second) && could_be_header(second) => 2,
        _ => 0,
    }
}

/// Short labels, all different; of numbers only years.
fn could_be_header(row: &Row) -> bool {
    let label = |cell: &Cell| {
        let year = cell.text.len() == 4 && (cell.text.starts_with("19") || cell.text.starts_with("20"));
        (!cell.number || year) && cell.text.chars().count() <= MAX_HEADER && !cell.text.trim_end().ends_with('.')
    };
    let texts: BTreeSet<&str> = row.values().map(|cell| cell.text.trim()).collect();
    row.values().all(label) && row.values().any(|cell| !cell.number) && texts.len() == row.len()
}
