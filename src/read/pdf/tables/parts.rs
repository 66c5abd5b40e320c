//! Parts of tables: those that the end of a page divides, headers that are repeated there, rows that go on there.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::draft::{Draft, Kind};
use super::super::hyphens;
use super::super::markers;
use super::headers::{MAX_HEADER_ROWS, MAX_LABEL, cells, filled, is_header, mark, set_header};
use super::is_figure;

/// Links the parts of tables, marks header rows, sets repeated headers apart and joins rows that were cut by the end of a page.
pub(in super::super) fn settle(drafts: &mut Vec<Draft>) {
    link(drafts);
    let mut rows_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
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

/// Makes one table of tables that follow each other with nothing between them: over the end of a page, where the second has no header of
/// its own, and where the first is but a header.
fn link(drafts: &mut [Draft]) {
    // The row before, and how many rows its table has so far.
    let mut before: Option<(usize, usize)> = None;
    // The table that rows of this number belong to.
    let mut linked: HashMap<usize, usize> = HashMap::new();
    for index in 0..drafts.len() {
        let Kind::Row { table, .. } = drafts[index].kind else {
            if !matches!(drafts[index].kind, Kind::Marginal | Kind::Note) {
                before = None;
            }
            continue;
        };
        let table = linked.get(&table).copied().unwrap_or(table);
        let (mut own, mut count) = (table, 1);
        if let Some((above, rows)) = before
            && let Kind::Row { table: other, .. } = drafts[above].kind
        {
            let alike = cells(&drafts[above]).len() == cells(&drafts[index]).len();
            let over_page = drafts[above].last.page + 1 == drafts[index].page() && !is_header(&drafts[index]);
            let names = |cell: &String| cell.len() <= MAX_LABEL && !cell.is_empty() && !markers::ends_sentence(cell);
            let header = rows == 1 && drafts[above].last.page == drafts[index].page() && cells(&drafts[above]).iter().all(names);
            if other == table {
                count = rows + 1;
            } else if alike && (over_page || header) {
                linked.insert(table, other);
                (own, count) = (other, rows + 1);
                if header {
                    set_header(&mut drafts[above]);
                }
            }
        }
        if let Kind::Row { table, .. } = &mut drafts[index].kind {
            *table = own;
        }
        before = Some((index, count));
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

/// Joins a row at the top of a page to the last one of the page before where it goes on with it.
fn join(drafts: &mut [Draft], rows: &[usize], gone: &mut HashSet<usize>) {
    let Some(first) = rows.first().map(|row| drafts[*row].page()) else { return };
    // Some files call the first row of every page a header.
    let body: Vec<usize> = rows.iter().copied().filter(|row| !is_header(&drafts[*row]) || drafts[*row].page() > first).collect();
    let labelled = body.iter().filter(|row| cells(&drafts[**row]).first().is_some_and(|cell| !cell.is_empty())).count();
    let labelled = body.len() >= 4 && labelled * 10 >= body.len() * 8;
    // The row that later rows may go on with, and the last one with a label (which may stand for several rows).
    let (mut open, mut label): (Option<usize>, Option<usize>) = (None, None);
    for row in body {
        let above = open.filter(|above| drafts[*above].last.page + 1 == drafts[row].page() && is_next(drafts, *above, row));
        let whole = above.filter(|above| goes_on(cells(&drafts[*above]), cells(&drafts[row]), labelled));
        if let Some(label) = above.filter(|_| whole.is_none()).and(label)
            && label_goes_on(cells(&drafts[label]), cells(&drafts[row]))
        {
            let more = first_cell(&mut drafts[row]).map(std::mem::take).unwrap_or_default();
            if let Some(cell) = first_cell(&mut drafts[label]) {
                hyphens::append(cell, &more);
            }
            if filled(&drafts[row]) == 0 {
                gone.insert(row);
                continue;
            }
        }
        match whole {
            Some(at) => {
                let (last, more) = (drafts[row].last, cells(&drafts[row]).to_vec());
                if let Kind::Row { cells, .. } = &mut drafts[at].kind {
                    for (cell, more) in cells.iter_mut().zip(&more).filter(|(_, more)| !more.is_empty()) {
                        hyphens::append(cell, more);
                    }
                }
                drafts[at].last = last;
                gone.insert(row);
            }
            None => {
                open = Some(row);
                if cells(&drafts[row]).first().is_some_and(|cell| !cell.is_empty()) {
                    label = Some(row);
                }
            }
        }
    }
}

/// Whether a row begins with the rest of the label of the rows above it.
fn label_goes_on(above: &[String], row: &[String]) -> bool {
    let (Some(label), Some(more)) = (above.first(), row.first()) else { return false };
    !markers::ends_sentence(label) && !is_figure(label) && more.starts_with(char::is_lowercase)
}

fn first_cell(draft: &mut Draft) -> Option<&mut String> {
    if let Kind::Row { cells, .. } = &mut draft.kind { cells.first_mut() } else { None }
}

/// Whether nothing but what stands at the edges of pages comes between two rows.
fn is_next(drafts: &[Draft], above: usize, row: usize) -> bool {
    drafts[above + 1..row].iter().all(|draft| matches!(draft.kind, Kind::Marginal | Kind::Note))
}

/// Whether a row goes on with the one before the page break: its text does, or it has no label in a table where rows have one.
fn goes_on(above: &[String], row: &[String], labelled: bool) -> bool {
    let pairs = || above.iter().zip(row).filter(|(_, more)| !more.is_empty());
    let flows =
        |(cell, more): (&String, &String)| !markers::ends_sentence(cell) && !is_figure(cell) && more.starts_with(char::is_lowercase);
    let label = row.first().is_some_and(|label| !label.is_empty());
    if above.len() != row.len() || pairs().any(|(cell, more)| cell.is_empty() || is_figure(more)) || (label && !pairs().take(1).all(flows))
    {
        return false;
    }
    let prose = || pairs().count() == 1 && pairs().all(|(_, more)| more.len() > MAX_LABEL);
    pairs().any(flows) || (labelled && !label && prose())
}
