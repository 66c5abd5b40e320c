//! How a line begins and ends: bullets, numbering, leaders of contents lines, captions.

/// A list marker at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet, with the byte length to strip.
    Bullet(usize),
    /// A dash used as a bullet, with the byte length to strip.
    Dash(usize),
    /// A number or letter (`1.`, `2)`, `a)`), which stays in the text; its value counts from 1.
    Number(u32),
}

/// The marker that `text` begins with, if text follows it.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let followed = rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(|c: char| !c.is_whitespace());
    let skip = text.len() - rest.trim_start().len();
    match first {
        '•' | '●' | '○' | '◦' | '▪' | '■' | '□' | '·' | '‣' | '➢' | '►' | '▶' | '→' | '✓' | '✔' | '❖' | '◆' | '⁃' | '∙' => {
            Some(Marker::Bullet(skip))
        }
        'ˆ' if followed => Some(Marker::Bullet(skip)),
        'o' if followed && rest.trim_start().starts_with(char::is_uppercase) => Some(Marker::Bullet(skip)),
        '-' | '–' | '—' | '−' | '*' if followed => Some(Marker::Dash(skip)),
        '-' | '–' if rest.starts_with(char::is_uppercase) => Some(Marker::Dash(first.len_utf8())),
        _ => enumerator(text).map(Marker::Number),
    }
}

/// The value of `1.`, `12)`, `a)`, `(b)`, `iv)` at the start of `text`, if a space and text follow.
fn enumerator(text: &str) -> Option<u32> {
    let (label, rest) = text.split_once(' ')?;
    if rest.trim().is_empty() {
        return None;
    }
    let open = label.starts_with('(');
    let inner = label.strip_prefix('(').unwrap_or(label);
    let (inner, dot) = match (inner.strip_suffix(')'), inner.strip_suffix('.')) {
        (Some(inner), _) => (inner, false),
        (None, Some(inner)) if !open => (inner, true),
        _ => return None,
    };
    if inner.len() <= 2 && inner.bytes().all(|b| b.is_ascii_digit()) {
        return inner.parse().ok().filter(|n| *n > 0);
    }
    match inner.as_bytes() {
        [letter @ b'a'..=b'z'] if !dot => Some(u32::from(letter - b'a') + 1),
        _ => None,
    }
}

/// Whether the text begins as a note does: `3 Se avsnitt 2`, `12Enligt`, `4 ”Barn” är`, `* Preliminärt`.
pub(super) fn is_note_mark(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let numbered = (1..=3).contains(&digits) && rest.trim_start().starts_with(|c: char| c.is_alphabetic() || matches!(c, '”' | '"' | '“'));
    numbered || text.starts_with(['*', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '†'])
}

/// Whether a text begins as the note after one that begins as `before` does: with the next number.
pub(super) fn is_next_note(before: &str, text: &str) -> bool {
    let number = |text: &str| text[..text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()].parse::<u16>().ok();
    is_note_mark(text) && number(before).and_then(|n| n.checked_add(1)).is_some_and(|next| number(text) == Some(next))
}

/// Depth of a heading number: 1 for `2` and `2.`, 2 for `2.1`, and so on; none when the text has no number first.
pub(super) fn number_depth(text: &str) -> Option<usize> {
    let (label, rest) = text.split_once(' ')?;
    if !rest.trim_start().starts_with(char::is_uppercase) {
        return None;
    }
    let label = label.strip_suffix('.').unwrap_or(label);
    let parts: Vec<&str> = label.split('.').collect();
    let sound = parts.iter().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    (sound && parts.len() <= 6).then_some(parts.len())
}

/// The page number that a contents line ends with, and whether leaders lead to it.
pub(super) fn contents_number(text: &str) -> Option<(u32, bool)> {
    let trimmed = text.trim_end();
    // Most lines have no number at all.
    if !trimmed.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some((_, number)) = trimmed.rsplit_once(" sid ").or_else(|| trimmed.rsplit_once(" sida ")).filter(|(head, _)| !head.is_empty()) {
        let first = number.split(['-', '–']).next().unwrap_or("");
        return Some((first.parse().ok()?, true));
    }
    let digits = trimmed.len() - trimmed.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 4 {
        return None;
    }
    let (head, number) = trimmed.split_at(trimmed.len() - digits);
    let leader = head.trim_end_matches(|c: char| matches!(c, '.' | '…' | '_' | '·') || c.is_whitespace());
    let dots = head[leader.len()..].chars().map(|c| if c == '…' { 3 } else { usize::from(!c.is_whitespace()) }).sum::<usize>();
    let spaced = head.ends_with(char::is_whitespace) || dots > 0;
    if leader.trim().is_empty() || !spaced {
        return None;
    }
    Some((number.parse().ok()?, dots >= 4))
}

/// Whether the text ends in a reference to a page spelt out (`sid 12`), as some tables of contents do, and running text too.
pub(super) fn is_page_reference(text: &str) -> bool {
    [" sid ", " sida "].iter().any(|word| text.rsplit_once(word).is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit())))
}

/// Whether the text is the heading of a table of contents.
pub(super) fn is_contents_heading(text: &str) -> bool {
    let lower = text.trim().trim_end_matches(':').to_lowercase();
    matches!(lower.as_str(), "innehåll" | "innehållsförteckning" | "innehållförteckning" | "contents" | "table of contents")
}

/// Whether the text is the caption of a figure or a table.
pub(super) fn is_caption(text: &str) -> bool {
    let Some((first, rest)) = text.split_once([' ', ':']) else { return false };
    if !matches!(
        first.to_lowercase().as_str(),
        "figur" | "tabell" | "diagram" | "bild" | "karta" | "foto" | "figure" | "table" | "illustration"
    ) {
        return false;
    }
    let rest = rest.trim_start();
    let (label, after) = rest.split_once(' ').unwrap_or((rest, ""));
    let number = label.trim_end_matches(['.', ':', ',', ';']);
    let numbered =
        number.starts_with(|c: char| c.is_ascii_digit()) && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':'));
    let marked = number.len() < label.len() || text[first.len()..].starts_with(':');
    // "Figur 1 visar …" is a sentence.
    let titled = !after.starts_with(char::is_lowercase) && !text.trim_end().ends_with('.');
    (numbered && (marked || titled)) || (marked && text.len() < 120)
}

/// Whether a text introduces what follows it.
pub(super) fn ends_in_colon(text: &str) -> bool {
    text.trim_end().ends_with(':')
}

/// Whether a text ends as a sentence or an introduction to a list does.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['”', '"', ')', '»', '’']).ends_with(['.', '!', '?', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_markers() {
        assert_eq!(marker("• ta fram en plan"), Some(Marker::Bullet("• ".len())));
        assert_eq!(marker("– ta fram"), Some(Marker::Dash("– ".len())));
        assert_eq!(marker("-Ta fram"), Some(Marker::Dash(1)));
        assert_eq!(marker("2. Ta fram"), Some(Marker::Number(2)));
        assert_eq!(marker("c) ta fram"), Some(Marker::Number(3)));
        for text in ["2025. Planen", "3.5 procent", "-5 grader", "och så", "o så", "1.", "a. b"] {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn contents_lines_and_numbers() {
        assert_eq!(contents_number("2.1 Mål .......... 14"), Some((14, true)));
        assert_eq!(contents_number("Mål 14"), Some((14, false)));
        assert_eq!(contents_number("3: Normer sid 8-9"), Some((8, true)));
        assert_eq!(contents_number("Mål14"), None);
        assert_eq!(contents_number("....... 14"), None);
        assert_eq!(
            [number_depth("2 Mål"), number_depth("2.1.3 Mål"), number_depth("12 kap."), number_depth("Mål")],
            [Some(1), Some(3), None, None]
        );
        assert!(is_note_mark("3 Se avsnitt 2") && is_note_mark("12Enligt") && !is_note_mark("3: ändring") && !is_note_mark("3,5 procent"));
        assert!(is_next_note("8 Se ovan", "9 Samma") && !is_next_note("8 Se ovan", "3 Samma") && !is_next_note("8 Se ovan", "9, 10 och"));
        assert!(is_caption("Figur 3. Antal elever") && is_caption("Tabell 2: Mål") && is_caption("Figur 1, Årshjul"));
        assert!(is_caption("Diagram 4 Antal elever") && is_caption("Bild: Kommunen"));
        assert!(!is_caption("Tabell 2 visar att målen nås.") && !is_caption("Figur 1 visar vilka mål som"));
        assert!(is_note_mark("4 ”Barn” är") && !is_note_mark("2026 ”Året”"));
    }
}
