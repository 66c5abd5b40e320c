//! What a line of text begins with: bullets, numbers, cells. Shared by the readers of Markdown and plain text.

use std::ops::Range;

/// Signs that open a list item, followed by white space.
const BULLETS: &[char] =
    &['•', '●', '○', '◦', '▪', '■', '□', '‣', '⁃', '·', '∙', '–', '—', '-', '*', '\u{F0B7}', '\u{F0A7}', '➢', '✓', '☐', '☑'];

/// The mark that opens a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Bytes up to the item's text, white space after the mark included.
    pub len: usize,
    /// Whether the mark says something (a number or letter) and stays in the text.
    pub label: bool,
}

/// The list mark at the start of `line` (no white space before it), if there is one with text after it.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    if matches!(first, '–' | '—' | '-') && is_speech(line) {
        return None;
    }
    let (mark, label) = if BULLETS.contains(&first) { (first.len_utf8(), false) } else { (numbering(line)?, true) };
    let rest = &line[mark..];
    let text = rest.trim_start();
    (text.len() < rest.len() && !text.is_empty()).then_some(Marker { len: line.len() - text.len(), label })
}

/// Whether a line after a dash is what somebody said ("– Det är viktigt, säger rektorn."), not an item.
fn is_speech(line: &str) -> bool {
    const SAYING: &[&str] = &["säger", "sa", "sade", "berättar", "menar", "förklarar", "konstaterar", "skriver", "tillägger", "uppger"];
    line.split(", ").skip(1).any(|part| SAYING.contains(&part.split_whitespace().next().unwrap_or("")))
}

/// Length of "1.", "12)", "a)", "(b)", "iv." at the start of a line. "a." is left out (initials), and so are numbers above 99 (years).
fn numbering(line: &str) -> Option<usize> {
    let open = usize::from(line.starts_with('('));
    let body = &line[open..];
    let end = body.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (word, close) = (&body[..end], body[end..].chars().next()?);
    let number = (1..=2).contains(&end) && word.bytes().all(|b| b.is_ascii_digit());
    let letter = end == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let roman = end <= 5 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let fits = match close {
        ')' => number || letter || roman,
        '.' => open == 0 && number,
        _ => false,
    };
    (fits && end > 0).then_some(open + end + 1)
}

/// The cells of a row written with pipes (`| a | b |`), as ranges of `line` without white space at their ends.
///
/// `fixed` says whether the byte at an offset is literal (inside code or escaped) and so no cell border.
pub(super) fn pipe_cells(line: &str, fixed: impl Fn(usize) -> bool) -> Option<Vec<Range<usize>>> {
    let trimmed = line.trim();
    let lead = line.len() - line.trim_start().len();
    if !trimmed.starts_with('|') || trimmed.len() < 3 {
        return None;
    }
    let borders: Vec<usize> = line.match_indices('|').map(|(at, _)| at).filter(|at| !fixed(*at)).collect();
    if borders.len() < 2 || borders.first() != Some(&lead) {
        return None;
    }
    let end = lead + trimmed.len();
    let mut cells = Vec::new();
    for (index, border) in borders.iter().enumerate() {
        let next = borders.get(index + 1).copied().unwrap_or(end);
        if index + 1 == borders.len() && border + 1 == end {
            break;
        }
        let cell = &line[border + 1..next];
        let start = border + 1 + (cell.len() - cell.trim_start().len());
        cells.push(start.min(next)..(start + cell.trim().len()).min(next));
    }
    Some(cells)
}

/// Whether the line is the rule under a table's header (`|---|:--:|`).
pub(super) fn is_delimiter_row(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '+') || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_list_items() {
        for (line, expected) in [
            ("• barn", Some(false)),
            ("- barn", Some(false)),
            ("–  barn", Some(false)),
            ("1. barn", Some(true)),
            ("12) barn", Some(true)),
            ("a) barn", Some(true)),
            ("(iv) barn", Some(true)),
            ("2024. barn", None),
            ("-5 grader", None),
            ("B. Svensson", None),
            ("– Det är viktigt, säger rektorn.", None),
            ("- ", None),
            ("1.2 Mål", None),
            ("barn", None),
            ("", None),
        ] {
            assert_eq!(marker(line).map(|m| m.label), expected, "{line:?}");
        }
    }

    #[test]
    fn cells_between_pipes() {
        let line = " | Mål |  | a|b";
        let cells: Vec<&str> = pipe_cells(line, |_| false).unwrap().into_iter().map(|r| &line[r]).collect();
        assert_eq!(cells, ["Mål", "", "a", "b"]);
        let literal = line.rfind('|').unwrap();
        assert_eq!(pipe_cells(line, |at| at == literal).unwrap().len(), 3);
        assert_eq!(pipe_cells("|x|", |_| false).unwrap().len(), 1);
        assert!(pipe_cells("a | b", |_| false).is_none());
        assert!(is_delimiter_row("|---|:-:|") && !is_delimiter_row("| - a |"));
    }
}
