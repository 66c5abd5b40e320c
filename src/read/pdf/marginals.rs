//! Running headers, footers and page numbers: what repeats at the edges of the pages, and numbers that count with them.

use std::collections::HashMap;

use super::lines::Line;
use super::markers;
use super::page::Page;
use super::tags::{Role, Tags};

/// Parts of the page's height, from the top and from the bottom, where marginals are looked for.
const EDGE: f32 = 0.17;
/// Lines per edge that can be marginal.
const MAX_LINES: usize = 8;

/// The part of that where no text is set as a rule.
const OUTSIDE: f32 = 0.11;
/// Part of the page's width at each side that is its outer edge.
const OUTER: f32 = 0.07;
/// A header with the page's number in it is at most this long, in bytes.
const MAX_HEADER: usize = 100;

/// Marks the marginal lines of all pages and puts them first (headers) or last (footers) on their page.
pub(super) fn mark(pages: &mut [Page], tags: &Tags) {
    mark_turned(pages);
    let mut seen: HashMap<(String, bool, i32), Vec<usize>> = HashMap::new();
    let edges: Vec<Vec<(usize, bool)>> = pages.iter().map(edge_lines).collect();
    for (index, (page, lines)) in pages.iter().zip(&edges).enumerate() {
        for &(line, top) in lines {
            let place = place(page, line, top);
            let list = seen.entry((pattern(&page.lines[line].text), top, place)).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    let count = pages.len();
    let enough = if count <= 3 { 2 } else { 3 };
    let numbering = Numbering::of(pages, &edges);
    for (index, lines) in edges.iter().enumerate() {
        let mut outer = [true, true];
        for &(line, top) in lines {
            let page = &pages[index];
            let here = place(page, line, top);
            let text = &page.lines[line].text;
            let key = pattern(text);
            // The same line can sit a point higher or lower on another page.
            let mut times = 0;
            for near in [here - 1, here, here + 1] {
                let found = seen.get(&(key.clone(), top, near)).map_or(0, Vec::len);
                times += found;
            }
            let outermost = outer[usize::from(top)];
            let repeated = times >= enough && key.contains(char::is_alphabetic);
            // A number alone is a page number only at the very edge, and on more than one page or in step with the others.
            let counted = numbering.is_in_step(index, text);
            let numbered = outermost && is_page_number(text) && (times >= 2 || count < 3 || counted);
            // A chapter's name beside the page's number changes from page to page.
            let note = !top && (page.lines[line].noted || markers::is_note_mark(text));
            let headed = outermost && counted && !note && text.len() <= MAX_HEADER && is_set_apart(page, line, top);
            let artifact = page.artifact.get(line).copied().unwrap_or(false);
            if repeated || numbered || headed || artifact {
                pages[index].marginal[line] = true;
            } else {
                outer[usize::from(top)] = false;
            }
        }
    }
    for (page, lines) in pages.iter_mut().zip(&edges) {
        release_text(page, lines);
        put_in_place(page, tags);
    }
}

/// Takes back what repeats but runs into the text: the first lines of pages that are filled in alike.
fn release_text(page: &mut Page, edges: &[(usize, bool)]) {
    let height = page.top - page.bottom;
    // From the text outwards.
    for &(line, top) in edges.iter().rev() {
        let artifact = page.artifact.get(line).copied().unwrap_or(false);
        let (y, size) = (page.lines[line].y, page.lines[line].size);
        let deep = if top { page.top - y } else { y - page.bottom } > OUTSIDE * height;
        if artifact || !deep || page.marginal.get(line) != Some(&true) {
            continue;
        }
        let inward = |other: &Line| if top { y - other.y } else { other.y - y };
        let runs_on = page.lines.iter().zip(&page.marginal).any(|(other, marginal)| {
            let gap = inward(other);
            !marginal && other.upright && gap > 0.5 * size && gap < 1.6 * size && (other.size - size).abs() < 0.1 * size
        });
        if runs_on {
            page.marginal[line] = false;
        }
    }
}

/// How the printed page numbers count: the most usual difference between the number at the edge and the page's place in the file.
#[derive(Debug, Default)]
struct Numbering {
    shift: Option<i64>,
}

impl Numbering {
    /// Numbers in step on fewer pages than this are chance.
    const ENOUGH: usize = 4;

    fn of(pages: &[Page], edges: &[Vec<(usize, bool)>]) -> Numbering {
        let mut votes: HashMap<i64, usize> = HashMap::new();
        for (index, (page, lines)) in pages.iter().zip(edges).enumerate() {
            let mut shifts: Vec<i64> = Vec::new();
            for &(line, _) in lines {
                shifts.extend(end_numbers(&page.lines[line].text).map(|number| number - index as i64));
            }
            shifts.sort_unstable();
            shifts.dedup();
            shifts.into_iter().for_each(|shift| *votes.entry(shift).or_default() += 1);
        }
        let best = votes.into_iter().max_by_key(|(shift, count)| (*count, std::cmp::Reverse(shift.abs()), *shift));
        Numbering { shift: best.filter(|(_, count)| *count >= Self::ENOUGH && count * 3 >= pages.len()).map(|(shift, _)| shift) }
    }

    /// Whether a text begins or ends in the number that the page should have.
    fn is_in_step(&self, index: usize, text: &str) -> bool {
        self.shift.is_some_and(|shift| end_numbers(text).any(|number| number - index as i64 == shift))
    }
}

/// The numbers that a text begins and ends in: `12 Kapitlets namn`, `Sida 3 (40)` (the first of the two that belong together).
fn end_numbers(text: &str) -> impl Iterator<Item = i64> {
    let number = |word: &str| word.trim_matches(['-', '–', '(', ')', '|']).parse::<u16>().ok().map(i64::from);
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '/').filter(|word| !word.is_empty()).collect();
    let total = |word: &&str| word.starts_with('(') || *word == "av";
    let last = match words[..] {
        [.., page, all] if total(&all) => number(page),
        [.., page, of, _] if total(&of) => number(page),
        [.., page] => number(page.split('(').next().unwrap_or("")),
        [] => None,
    };
    words.first().and_then(|word| number(word)).into_iter().chain(last)
}

/// Whether white space of more than a line stands between a line at the edge and the text.
fn is_set_apart(page: &Page, line: usize, top: bool) -> bool {
    let (y, size) = (page.lines[line].y, page.lines[line].size);
    let gap = |other: &Line| if top { y - other.y - 0.7 * other.size } else { other.y - y - 0.7 * size };
    let others = page.lines.iter().filter(|other| other.upright && (other.y - y).abs() > 0.5 * size);
    others.map(gap).filter(|gap| *gap > -0.5 * size).fold(f32::MAX, f32::min) > 1.2 * size
}

/// Puts headers before and footers after the text, whatever order they were drawn in. The cells of a table stay.
fn put_in_place(page: &mut Page, tags: &Tags) {
    let height = page.top - page.bottom;
    // 0 for headers, 2 for footers, 1 for all else.
    let part = |index: usize, line: &Line| {
        let cell = line.block.is_some_and(|block| matches!(tags.role(block), Role::Cell { .. }));
        match page.marginal.get(index) {
            Some(true) if line.upright && !cell && line.y > page.top - 0.25 * height => 0,
            Some(true) if line.upright && !cell && line.y < page.bottom + 0.25 * height => 2,
            _ => 1,
        }
    };
    let parts: Vec<u8> = page.lines.iter().enumerate().map(|(index, line)| part(index, line)).collect();
    if parts.is_sorted() {
        return;
    }
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| parts[*index]);
    let pick = |flags: &[bool]| order.iter().map(|index| flags.get(*index).copied().unwrap_or(false)).collect::<Vec<bool>>();
    (page.artifact, page.marginal) = (pick(&page.artifact), pick(&page.marginal));
    let mut lines: Vec<Option<Line>> = std::mem::take(&mut page.lines).into_iter().map(Some).collect();
    page.lines = order.iter().filter_map(|index| lines.get_mut(*index).and_then(Option::take)).collect();
}

/// Text across the reading direction that repeats or stands at the outer edge: chapter names, stamps.
fn mark_turned(pages: &mut [Page]) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for line in pages.iter().flat_map(|page| &page.lines).filter(|line| !line.upright) {
        *times.entry(pattern(&line.text)).or_default() += 1;
    }
    for page in pages {
        let (left, right) = (page.left + OUTER * (page.right - page.left), page.right - OUTER * (page.right - page.left));
        for (line, marginal) in page.lines.iter().zip(&mut page.marginal) {
            // Turned by a quarter, a line's height on the page is its distance from the left (counted down or up).
            let outer = line.y.abs() < left || line.y.abs() > right;
            *marginal |= !line.upright && (outer || times.get(&pattern(&line.text)).is_some_and(|times| *times >= 3));
        }
    }
}

/// Lines near the edges as (line, whether at the top), from the outside inwards.
fn edge_lines(page: &Page) -> Vec<(usize, bool)> {
    let (bottom, top) = (page.bottom, page.top);
    let height = top - bottom;
    let mut out = Vec::new();
    for at_top in [true, false] {
        let near = |y: f32| if at_top { y > top - EDGE * height } else { y < bottom + EDGE * height };
        let mut lines: Vec<usize> =
            (0..page.lines.len()).filter(|index| page.lines[*index].upright && near(page.lines[*index].y)).collect();
        lines.sort_by(|a, b| page.lines[*b].y.total_cmp(&page.lines[*a].y));
        if !at_top {
            lines.reverse();
        }
        out.extend(lines.into_iter().take(MAX_LINES).map(|line| (line, at_top)));
    }
    out
}

/// The distance from the edge in steps of three points.
fn place(page: &Page, line: usize, top: bool) -> i32 {
    let y = page.lines[line].y;
    let distance = if top { page.top - y } else { y - page.bottom };
    (distance / 3.0).clamp(-10_000.0, 10_000.0) as i32
}

/// A line's text with its numbers made alike, so that `Sida 3 av 12` repeats.
fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !out.ends_with('#') {
                out.push('#');
            }
        } else if !c.is_whitespace() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Whether the text is nothing but a page number: `3`, `- 3 -`, `3 (12)`, `Sida 3 av 12`, `iv`.
pub(super) fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut numbers = 0;
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let roman = word.len() <= 5 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
        if (word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())) || roman {
            numbers += 1;
        } else if !matches!(word, "sida" | "sid" | "s" | "av" | "page" | "of" | "sidan") {
            return false;
        }
    }
    (1..=2).contains(&numbers) && text.chars().count() <= 20 && !text.contains([',', '%', '§', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for text in ["3", "- 3 -", "3 (12)", "3(12)", "Sida 3 av 12", "iv", "3/12"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "Mål 3", "3,5", "12 345 678", "vi är många", "10:4"] {
            assert!(!is_page_number(text), "{text}");
        }
        assert_eq!(pattern("Sida 13 av 20"), pattern("Sida 1 av 20"));
        let ends = |text| end_numbers(text).collect::<Vec<_>>();
        assert_eq!(ends("12 Barnens kommun"), [12]);
        assert_eq!([ends("Barnens kommun 13"), ends("Sida 3 (40)"), ends("Sida 3(40)"), ends("sid 3 av 40")], [[13], [3], [3], [3]]);
        assert!(ends("Barnens kommun").is_empty());
    }
}
