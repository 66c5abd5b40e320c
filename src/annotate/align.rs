//! Which word of one text is which word of another, where both tell the same with some words more or less: a patience diff.

use rustc_hash::FxHashMap;
use std::ops::Range;

/// Largest table for words that no unique word divides: beyond it they stay without a partner.
const LARGEST_TABLE: usize = 1 << 20;

/// Runs of letters and digits, as byte ranges. Signs are left out: bullets and labels come and go between a file and its text.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    out.extend(start.map(|from| from..text.len()));
    out
}

/// For each word of `a` its partner in `b`, if it has one. Partners ascend.
pub(super) fn align(a: &[&str], b: &[&str]) -> Vec<Option<usize>> {
    let mut partners = vec![None; a.len()];
    let mut waiting = vec![(0..a.len(), 0..b.len())];
    while let Some((mut left, mut right)) = waiting.pop() {
        while !left.is_empty() && !right.is_empty() && a[left.start] == b[right.start] {
            partners[left.start] = Some(right.start);
            (left.start, right.start) = (left.start + 1, right.start + 1);
        }
        while !left.is_empty() && !right.is_empty() && a[left.end - 1] == b[right.end - 1] {
            (left.end, right.end) = (left.end - 1, right.end - 1);
            partners[left.end] = Some(right.end);
        }
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let anchors = anchors(a, left.clone(), b, right.clone());
        if anchors.is_empty() {
            common(a, left, b, right, &mut partners);
            continue;
        }
        let (mut from_left, mut from_right) = (left.start, right.start);
        for (l, r) in anchors {
            partners[l] = Some(r);
            waiting.push((from_left..l, from_right..r));
            (from_left, from_right) = (l + 1, r + 1);
        }
        waiting.push((from_left..left.end, from_right..right.end));
    }
    partners
}

/// Words that stand exactly once on both sides, as many as ascend on both.
fn anchors(a: &[&str], left: Range<usize>, b: &[&str], right: Range<usize>) -> Vec<(usize, usize)> {
    // How often on each side, and where last.
    let mut seen: FxHashMap<&str, (usize, usize, usize)> = FxHashMap::default();
    for at in left.clone() {
        seen.entry(a[at]).or_default().0 += 1;
    }
    for at in right {
        if let Some(word) = seen.get_mut(b[at]) {
            (word.1, word.2) = (word.1 + 1, at);
        }
    }
    let pairs: Vec<(usize, usize)> =
        left.filter_map(|at| seen.get(a[at]).filter(|(l, r, _)| (*l, *r) == (1, 1)).map(|(_, _, there)| (at, *there))).collect();
    longest_rise(&pairs)
}

/// The longest subsequence whose second places ascend.
fn longest_rise(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that ends such a rise lowest, and for each pair the one before it.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::with_capacity(pairs.len()));
    for (index, (_, there)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *there);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut rise = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        rise.push(pairs[index]);
        at = before[index];
    }
    rise.reverse();
    rise
}

/// The longest common subsequence of a small stretch.
fn common(a: &[&str], left: Range<usize>, b: &[&str], right: Range<usize>, partners: &mut [Option<usize>]) {
    let (rows, columns) = (left.len(), right.len());
    if rows.saturating_mul(columns) > LARGEST_TABLE {
        return;
    }
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let mut table = vec![0u32; (rows + 1) * (columns + 1)];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            table[at(row, column)] = if a[left.start + row] == b[right.start + column] {
                table[at(row + 1, column + 1)] + 1
            } else {
                table[at(row + 1, column)].max(table[at(row, column + 1)])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if a[left.start + row] == b[right.start + column] {
            partners[left.start + row] = Some(right.start + column);
            (row, column) = (row + 1, column + 1);
        } else if table[at(row + 1, column)] >= table[at(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn aligned(a: &str, b: &str) -> Vec<Option<usize>> {
        align(&a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn words_that_were_added_or_taken_away_move_nothing_else() {
        let numbers = |text: &str| text.split(' ').map(|n| n.parse().ok()).collect::<Vec<Option<usize>>>();
        assert_eq!(aligned("1 mål barn ska", "mål barn ska"), numbers("- 0 1 2"));
        assert_eq!(aligned("mål barn ska", "mål bort barn ska"), numbers("0 2 3"));
        // A removed row repeats words that come later.
        assert_eq!(aligned("ja x nej y", "ja nej nej x nej y"), numbers("0 3 4 5"));
        // What changed places keeps one of its halves.
        assert_eq!(aligned("a a b b", "b b a a").iter().flatten().count(), 2);
    }

    #[test]
    fn words_leave_signs_out() {
        let text = "• 1.2 Ett \"mål\" – för år 2027.";
        let found: Vec<&str> = words(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["1", "2", "Ett", "mål", "för", "år", "2027"]);
    }

    proptest! {
        #[test]
        fn partners_are_the_same_word_and_ascend(a in prop::collection::vec("[a-d]", 0..60), b in prop::collection::vec("[a-f]", 0..60)) {
            let (a, b): (Vec<&str>, Vec<&str>) = (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
            let partners = align(&a, &b);
            let pairs: Vec<(usize, usize)> = partners.iter().enumerate().filter_map(|(l, r)| r.map(|r| (l, r))).collect();
            prop_assert!(pairs.iter().all(|(l, r)| a[*l] == b[*r]));
            prop_assert!(pairs.windows(2).all(|two| two[0].1 < two[1].1));
            prop_assert!(align(&a, &a).iter().enumerate().all(|(l, r)| *r == Some(l)));
        }
    }
}
