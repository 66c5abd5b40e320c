//! Columns that are not drawn: the white strips that rows of text leave free.

/// The gap between cells is at least this wide, in points.
const MIN_GAP: f32 = 3.0;
/// Tables with more stretches of text than this are measured without a look for cells that span columns.
const MAX_COMPARED: usize = 2_000;

/// A stretch of text from left to right.
pub(super) type Span = (f32, f32);

/// The borders between columns, in the middle of the gaps that all rows leave free but for cells that span columns. Each row is given as
/// the stretches of its text; rows of one stretch say nothing of columns.
pub(super) fn between(rows: &[Vec<Span>]) -> Vec<f32> {
    let rows: Vec<Vec<Span>> = rows.iter().map(|row| union(row.clone())).filter(|row| row.len() > 1).collect();
    let all: Vec<Span> = rows.iter().flatten().copied().collect();
    let narrow = if all.len() > MAX_COMPARED { all } else { all.into_iter().filter(|span| !spans_columns(*span, &rows)).collect() };
    union(narrow).windows(2).map(|pair| (pair[0].1 + pair[1].0) / 2.0).collect()
}

/// Whether a stretch reaches over several stretches of most other rows.
fn spans_columns(span: Span, rows: &[Vec<Span>]) -> bool {
    let over = |row: &&Vec<Span>| row.iter().filter(|other| other.0 < span.1 && span.0 < other.1).count() > 1;
    rows.iter().filter(over).count() * 2 > rows.len() - 1
}

/// Stretches that overlap or nearly touch made one.
pub(super) fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.0 <= last.1 + MIN_GAP => last.1 = last.1.max(span.1),
            _ => out.push(span),
        }
    }
    out
}

/// The column that a stretch of text stands in, given the borders between columns: where its middle is, or where it begins if it reaches
/// over a border.
pub(super) fn of(span: Span, borders: &[f32]) -> usize {
    let crosses = borders.iter().any(|border| span.0 < border - 1.0 && span.1 > border + 1.0);
    let x = if crosses { span.0 } else { (span.0 + span.1) / 2.0 };
    borders.iter().take_while(|border| **border <= x).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_of_all_rows_are_borders() {
        let rows = [vec![(0.0, 50.0), (60.0, 90.0), (100.0, 120.0)], vec![(0.0, 20.0), (70.0, 90.0)], vec![(0.0, 120.0)]];
        assert_eq!(between(&rows), [55.0, 95.0]);
        // A cell over two columns in the second row.
        let spanning = [vec![(0.0, 50.0), (60.0, 90.0), (100.0, 120.0)], vec![(0.0, 20.0), (65.0, 118.0)], rows[0].clone()];
        assert_eq!(between(&spanning), [55.0, 95.0]);
        assert_eq!(of((65.0, 118.0), &[55.0, 95.0]), 1);
        assert_eq!(of((98.0, 110.0), &[55.0, 95.0]), 2);
    }
}
