//! What rows are to each other: headers, headers repeated on the next page, rows that go on there.

use std::collections::{HashMap, HashSet};

use super::super::draft::{Draft, Kind};
use super::super::hyphens;
use super::super::markers;
use super::is_figure;

/// A header of more rows than this is none.
const MAX_HEADER_ROWS: usize = 3;
/// A cell with more text than this is no label of a column.
const MAX_LABEL: usize = 60;

/// Words that columns of plans and reports are called by; two of them make a header.
const COLUMN_WORDS: &[&str] = &[
    "mål",
    "delmål",
    "målområde",
    "fokusområde",
    "område",
    "aktivitet",
    "aktiviteter",
    "åtgärd",
    "åtgärder",
    "insats",
    "insatser",
    "uppdrag",
    "indikator",
    "indikatorer",
    "nyckeltal",
    "mått",
    "målvärde",
    "ansvar",
    "ansvarig",
    "ansvarig nämnd",
    "utförare",
    "tid",
    "tidplan",
    "tidsplan",
    "när",
    "klart",
    "start",
    "slut",
    "datum",
    "uppföljning",
    "status",
    "utfall",
    "resultat",
    "kommentar",
    "kostnad",
    "budget",
    "risk",
    "sannolikhet",
    "konsekvens",
    "beskrivning",
    "syfte",
    "vad",
    "vem",
    "hur",
    "version",
    "författare",
    "namn",
    "roll",
];

/// Marks header rows, sets repeated headers apart and joins rows that were cut by the end of a page.
pub(in super::super) fn settle(drafts: &mut Vec<Draft>) {
    let mut rows_of: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        if let Kind::Row { table, .. } = draft.kind {
            rows_of.entry(table).or_default().push(index);
        }
    }
    let mut gone: HashSet<usize> = HashSet::new();
    for mut rows in rows_of.into_values() {
        set_apart_repeated(drafts, &mut rows);
        mark(drafts, &rows);
        join(drafts, &rows, &mut gone);
    }
    let mut index = 0;
    drafts.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
}

fn cells(draft: &Draft) -> &[String] {
    if let Kind::Row { cells, .. } = &draft.kind { cells } else { &[] }
}

fn filled(draft: &Draft) -> usize {
    cells(draft).iter().filter(|cell| !cell.is_empty()).count()
}

fn is_header(draft: &Draft) -> bool {
    matches!(draft.kind, Kind::Row { header: true, .. })
}

fn set_header(draft: &mut Draft) {
    if let Kind::Row { header, .. } = &mut draft.kind {
        *header = true;
    }
}

/// Rows at the top of a page that say what the first rows of the table say are its header again: they are no content there.
fn set_apart_repeated(drafts: &mut [Draft], rows: &mut Vec<usize>) {
    let Some(first) = rows.first().map(|row| drafts[*row].page()) else { return };
    let head: Vec<usize> = rows.iter().copied().take(MAX_HEADER_ROWS).filter(|row| drafts[*row].page() == first).collect();
    let mut repeated: Vec<usize> = Vec::new();
    // How many rows of the page have agreed so far, and the page.
    let (mut page, mut agreed) = (first, usize::MAX);
    for row in rows.iter().copied() {
        if drafts[row].page() != page {
            (page, agreed) = (drafts[row].page(), 0);
        }
        let again = head.get(agreed).is_some_and(|head| filled(&drafts[*head]) > 1 && cells(&drafts[*head]) == cells(&drafts[row]));
        if page != first && again {
            repeated.push(row);
            agreed += 1;
        } else {
            agreed = usize::MAX;
        }
    }
    if repeated.is_empty() {
        return;
    }
    rows.retain(|row| !repeated.contains(row));
    for row in repeated {
        for head in head.iter().copied().filter(|head| cells(&drafts[*head]) == cells(&drafts[row])).take(1).collect::<Vec<usize>>() {
            set_header(&mut drafts[head]);
        }
        let text = cells(&drafts[row]).iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<String>>().join(" ");
        let page = drafts[row].page();
        drafts[row].kind = Kind::Marginal;
        drafts[row].pieces = vec![(page, text)];
    }
}

/// Finds header rows where the file does not name them: the first rows of a table, when they alone are bold, read as labels or stand over
/// figures.
fn mark(drafts: &mut [Draft], rows: &[usize]) {
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
        COLUMN_WORDS.contains(&word.as_str())
            || word.split([' ', '/']).next().is_some_and(|w| COLUMN_WORDS.contains(&w)) && word.len() <= 30
    };
    let names = cells(row).iter().filter(is_name).count();
    names >= 2 && names * 2 >= filled(row) && cells(row).iter().all(|cell| cell.len() <= MAX_LABEL)
}

/// Whether the row has words over columns of figures.
fn over_figures<'a>(row: &Draft, under: impl Iterator<Item = &'a Draft>) -> bool {
    let labels = cells(row);
    let (mut figures, mut all) = (vec![0usize; labels.len()], vec![0usize; labels.len()]);
    for other in under {
        for (column, cell) in cells(other).iter().enumerate().filter(|(column, cell)| *column < labels.len() && !cell.is_empty()) {
            all[column] += 1;
            figures[column] += usize::from(is_figure(cell));
        }
    }
    let of_figures = |column: usize| all[column] >= 2 && figures[column] * 10 >= all[column] * 8;
    let label = |cell: &String| !cell.is_empty() && !is_figure(cell);
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

/// Joins a row at the top of a page to the last one of the page before where it goes on with it.
fn join(drafts: &mut [Draft], rows: &[usize], gone: &mut HashSet<usize>) {
    let Some(first) = rows.first().map(|row| drafts[*row].page()) else { return };
    // Some files call the first row of every page a header.
    let body: Vec<usize> = rows.iter().copied().filter(|row| !is_header(&drafts[*row]) || drafts[*row].page() > first).collect();
    let labelled = body.iter().filter(|row| cells(&drafts[**row]).first().is_some_and(|cell| !cell.is_empty())).count();
    let labelled = body.len() >= 4 && labelled * 10 >= body.len() * 8;
    // The row that later rows may go on with.
    let mut open: Option<usize> = None;
    for row in body {
        let Some(above) = open.filter(|above| drafts[*above].last.page + 1 == drafts[row].page() && is_next(drafts, *above, row)) else {
            open = Some(row);
            continue;
        };
        if !goes_on(cells(&drafts[above]), cells(&drafts[row]), labelled) {
            open = Some(row);
            continue;
        }
        let last = drafts[row].last;
        let more = cells(&drafts[row]).to_vec();
        drafts[above].last = last;
        if let Kind::Row { cells, .. } = &mut drafts[above].kind {
            for (cell, more) in cells.iter_mut().zip(&more).filter(|(_, more)| !more.is_empty()) {
                hyphens::append(cell, more);
            }
        }
        gone.insert(row);
    }
}

/// Whether nothing but what stands at the edges of pages comes between two rows.
fn is_next(drafts: &[Draft], above: usize, row: usize) -> bool {
    drafts[above + 1..row].iter().all(|draft| matches!(draft.kind, Kind::Marginal | Kind::Note))
}

/// Whether a row goes on with the one before the page break: its text does, or it has no label in a table where rows have one.
fn goes_on(above: &[String], row: &[String], labelled: bool) -> bool {
    let pairs = || above.iter().zip(row).filter(|(_, more)| !more.is_empty());
    let flows = |(cell, more): (&String, &String)| !markers::ends_sentence(cell) && more.starts_with(char::is_lowercase);
    let label = row.first().is_some_and(|label| !label.is_empty());
    if above.len() != row.len() || pairs().any(|(cell, _)| cell.is_empty()) || (label && !pairs().take(1).all(flows)) {
        return false;
    }
    let prose = || pairs().count() == 1 && pairs().all(|(_, more)| more.len() > MAX_LABEL);
    pairs().any(flows) || (labelled && !label && prose())
}
