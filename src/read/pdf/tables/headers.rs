//! Header rows where the file does not name them.

use super::super::draft::{Draft, Kind};
use super::is_figure;

/// A header of more rows than this is none.
pub(super) const MAX_HEADER_ROWS: usize = 3;
/// A cell with more text than this is no label of a column.
pub(super) const MAX_LABEL: usize = 60;

/// Words that columns of plans and reports are called by; two of them make a header.
const COLUMN_WORDS: &str = "mål delmål målområde fokusområde område aktivitet aktiviteter åtgärd åtgärder insats insatser uppdrag \
    indikator indikatorer nyckeltal mått målvärde ansvar ansvarig utförare tid tidplan tidsplan när klart start \
    slut datum uppföljning status utfall resultat kommentar kostnad budget risk sannolikhet konsekvens beskrivning \
    syfte vad vem hur version författare namn roll utgåva utgåvan process processer mätning prioritet";

pub(super) fn cells(draft: &Draft) -> &[String] {
    if let Kind::Row { cells, .. } = &draft.kind { cells } else { &[] }
}

pub(super) fn filled(draft: &Draft) -> usize {
    cells(draft).iter().filter(|cell| !cell.is_empty()).count()
}

pub(super) fn is_header(draft: &Draft) -> bool {
    matches!(draft.kind, Kind::Row { header: true, .. })
}

pub(super) fn set_header(draft: &mut Draft) {
    if let Kind::Row { header, .. } = &mut draft.kind {
        *header = true;
    }
}

/// Finds header rows where the file does not name them: the first rows of a table, when they alone are bold, read as labels or stand over
/// figures.
pub(super) fn mark(drafts: &mut [Draft], rows: &[usize]) {
    // A title that spans all columns does not name them.
    if rows.iter().any(|row| is_header(&drafts[*row]) && filled(&drafts[*row]) > 1) {
        return;
    }
    for at in 0..rows.len().min(MAX_HEADER_ROWS) {
        let (row, rest) = (&drafts[rows[at]], &rows[at + 1..]);
        if rest.is_empty() {
            break;
        }
        let under = || rest.iter().map(|index| &drafts[*index]);
        let spanning = filled(row) < under().next().map_or(0, filled);
        let bold = row.bold && !under().all(|row| row.bold);
        let found = bold || over_figures(row, under()) || (!spanning && (reads_as_labels(row, under()) || names_columns(row)));
        // Under a header of groups of columns stands that of the columns; else one row is all.
        let more = spanning || (bold && under().next().is_some_and(|row| row.bold));
        if found {
            set_header(&mut drafts[rows[at]]);
        }
        if !more {
            break;
        }
    }
    // A row over the header is part of it.
    if let Some(last) = (0..rows.len().min(MAX_HEADER_ROWS)).rev().find(|at| is_header(&drafts[rows[*at]])) {
        rows[..last].iter().for_each(|row| set_header(&mut drafts[*row]));
    }
}

/// Whether at least two cells, and half of them, are what columns are often called.
fn names_columns(row: &Draft) -> bool {
    let is_name = |cell: &&String| {
        let word = cell.trim_end_matches([':', '?', '*', ' ']).to_lowercase();
        // "Ansvarig nämnd", "Mål 2027": the first word tells.
        word.len() <= 30 && word.split([' ', '/']).next().is_some_and(|first| COLUMN_WORDS.split(' ').any(|name| name == first))
    };
    let names = cells(row).iter().filter(is_name).count();
    names >= 2 && names * 2 >= filled(row) && cells(row).iter().all(|cell| cell.len() <= MAX_LABEL)
}

/// A year, which names a column of figures.
fn is_year(cell: &str) -> bool {
    cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20")) && cell.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the row has words or years over columns of figures.
fn over_figures<'a>(row: &Draft, under: impl Iterator<Item = &'a Draft>) -> bool {
    let labels = cells(row);
    let (mut figures, mut all) = (vec![0usize; labels.len()], vec![0usize; labels.len()]);
    for other in under {
        for (column, cell) in cells(other).iter().enumerate().filter(|(column, cell)| *column < labels.len() && !cell.is_empty()) {
            all[column] += 1;
            figures[column] += usize::from(is_figure(cell) && !is_year(cell));
        }
    }
    let of_figures = |column: usize| all[column] >= 2 && figures[column] * 10 >= all[column] * 8;
    let label = |cell: &String| !cell.is_empty() && (is_year(cell) || !is_figure(cell));
    let columns = (0..labels.len()).filter(|column| of_figures(*column));
    let named = columns.clone().filter(|column| label(&labels[*column])).count();
    named > 0 && named * 2 > columns.count() && labels.iter().all(|cell| cell.len() <= MAX_LABEL)
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
