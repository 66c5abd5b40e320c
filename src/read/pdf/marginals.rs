//! Running headers, footers and page numbers: what repeats at the edges of the pages.

use std::collections::HashMap;

use super::page::Page;

/// Parts of the page's height, from the top and from the bottom, where marginals are looked for.
const EDGE: f32 = 0.17;
/// Lines per edge that can be marginal.
const MAX_LINES: usize = 8;

/// Marks the marginal lines of all pages.
pub(super) fn mark(pages: &mut [Page]) {
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
            let repeated = times >= enough && key.contains(char::is_alphabetic);
            // A number alone is a page number only at the very edge, and on more than one page.
            let numbered = outer[usize::from(top)] && is_page_number(text) && (times >= 2 || count < 3);
            let artifact = page.artifact.get(line).copied().unwrap_or(false);
            if repeated || numbered || artifact {
                pages[index].marginal[line] = true;
            } else {
                outer[usize::from(top)] = false;
            }
        }
    }
}

/// Text across the reading direction that repeats: chapter names along the outer edge, stamps.
fn mark_turned(pages: &mut [Page]) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for line in pages.iter().flat_map(|page| &page.lines).filter(|line| !line.upright) {
        *times.entry(pattern(&line.text)).or_default() += 1;
    }
    for page in pages {
        for (line, marginal) in page.lines.iter().zip(&mut page.marginal) {
            *marginal |= !line.upright && times.get(&pattern(&line.text)).is_some_and(|times| *times >= 3);
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
    }
}
