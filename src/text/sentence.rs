//! Sentence borders in Swedish official prose, looked for only at full stops, question and exclamation marks.
//!
//! Line breaks are no borders: PDF text is wrapped, and readers have made paragraphs whole already.

use super::Span;

/// Abbreviations that end in a full stop inside a sentence, lower case, without the last stop.
const ABBREVIATIONS: &[&str] = &[
    "t.ex", "t ex", "bl.a", "bl a", "m.m", "m.fl", "d.v.s", "dvs", "s.k", "f.d", "o.s.v", "osv", "fr.o.m", "t.o.m", "e.d", "o.d", "p.g.a",
    "i.e", "kap", "art", "nr", "ca", "dnr", "jfr", "resp", "enl", "exkl", "inkl", "st", "p", "s", "sid", "kl", "tel", "st", "mom", "prop",
    "skr", "dir", "bet", "rskr", "bil", "forts", "avd", "ang", "max", "min", "milj", "mkr", "tkr", "adj", "ex", "fig", "tab", "vol", "red",
    "doc", "prof", "dr", "a.a",
];

/// Abbreviations that may well end a sentence too: a capital letter after them decides.
const MAY_END: &[&str] = &["m.m", "m.fl", "osv", "o.s.v", "e.d", "o.d", "st", "max", "min", "mkr", "tkr"];

/// The sentences of one paragraph, as spans of `text` moved by `offset` bytes, without white space at their ends.
///
/// ```
/// # use genomsyra::text::sentences;
/// let text = "Enligt 1 kap. 2 § ska nämnden t.ex. redovisa. Barn har rätt att höras.";
/// let parts: Vec<&str> = sentences(text, 0).into_iter().map(|s| &text[s.range()]).collect();
/// assert_eq!(parts, ["Enligt 1 kap. 2 § ska nämnden t.ex. redovisa.", "Barn har rätt att höras."]);
/// ```
pub fn sentences(text: &str, offset: usize) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        if matches!(bytes[at], b'.' | b'?' | b'!')
            && let Some(end) = border_after(text, at)
        {
            push_trimmed(&mut out, text, start, end, offset);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    push_trimmed(&mut out, text, start, text.len(), offset);
    out
}

/// If a sentence ends with the mark at `at`, where the next one may begin.
fn border_after(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    while end < bytes.len() && matches!(bytes[end], b'.' | b'?' | b'!' | b'"' | b')' | b'*' | b'\'') {
        end += 1;
    }
    for close in ["”", "’", "»"] {
        if text[end..].starts_with(close) {
            end += close.len();
        }
    }
    let rest = &text[end..];
    if rest.is_empty() {
        return Some(end);
    }
    if !rest.starts_with([' ', '\n', '\t']) {
        return None;
    }
    let next = rest.trim_start().trim_start_matches(['"', '”', '»', '(', '*', '–', '-', '•']).trim_start().chars().next()?;
    let opens = next.is_uppercase() || next.is_numeric() || next == '§';
    if !opens {
        return None;
    }
    if bytes[at] != b'.' {
        return Some(end);
    }
    let before = &text[..at];
    let word_start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '/' | '"' | '”'))
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let word = before[word_start..].to_lowercase();
    if word.is_empty() {
        return Some(end);
    }
    let number = word.chars().all(|c| c.is_ascii_digit());
    if number && (word_start == 0 || (next.is_numeric() && word.len() <= 2)) {
        return None; // "1. Inledning", "den 1. 2"
    }
    if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
        return None; // initials, "2 a."
    }
    let known = ABBREVIATIONS.contains(&word.as_str());
    if known && !(next.is_uppercase() && MAY_END.contains(&word.as_str())) {
        return None;
    }
    Some(end)
}

/// Text without a full stop goes on for ever only in broken files: longer stretches are cut at white space, so that the work a sentence
/// can cost is bounded.
pub(super) const LONGEST_SENTENCE: usize = 4096;

fn push_trimmed(out: &mut Vec<Span>, text: &str, mut start: usize, end: usize, offset: usize) {
    while end - start > LONGEST_SENTENCE {
        let mut cut = start + LONGEST_SENTENCE;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let cut = text[start..cut].rfind(char::is_whitespace).filter(|at| *at > 0).map_or(cut, |at| start + at);
        push_piece(out, text, start, cut, offset);
        start = cut;
    }
    push_piece(out, text, start, end, offset);
}

fn push_piece(out: &mut Vec<Span>, text: &str, start: usize, end: usize, offset: usize) {
    let piece = &text[start..end];
    let lead = piece.len() - piece.trim_start().len();
    let body = piece.trim();
    if body.is_empty() {
        return;
    }
    // A lone mark or number belongs to the sentence before it.
    if !body.chars().any(char::is_alphabetic)
        && let Some(last) = out.last_mut()
    {
        *last = Span::new(last.start as usize, offset + start + lead + body.len());
        return;
    }
    out.push(Span::new(offset + start + lead, offset + start + lead + body.len()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let got: Vec<&str> = sentences(&text, 0).into_iter().map(|s| &text[s.range()]).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn borders_are_where_a_reader_puts_them() {
        check("Nämnden ska följa upp målen. |Resultatet redovisas i maj.");
        check("Enligt 2 kap. 3 § DL gäller t.ex. skolor.| Det gäller m.m. också barn.");
        check("Priset är 3.5 procent. |År 2025 ökar det.");
        check("”Alla ska få plats.” |Så sade rådet! |Varför då? |Ingen vet.");
        check("Beslut KS 2024-01-02 § 14. |Ansvarig är A. Berg.");
        check("Vi arbetar med skolor, bibliotek m.m. |Det ger resultat.");
        check("Planen gäller\ntill 2026. |Den\nrevideras.");
    }

    #[test]
    fn endless_sentences_are_cut_between_words() {
        let text = "alla barn har rätt ".repeat(2_000);
        let parts = sentences(&text, 0);
        assert!(parts.len() > 5 && parts.iter().all(|s| s.len() <= LONGEST_SENTENCE));
        let words: usize = parts.iter().map(|s| text[s.range()].split_whitespace().count()).sum();
        assert_eq!(words, 8_000);
        assert!(sentences(&"å".repeat(10_000), 0).iter().all(|s| s.len() <= LONGEST_SENTENCE));
    }

    #[test]
    fn never_loses_or_breaks_text() {
        for text in ["", ".", "...", "å.Ä. ö", "1. 2. 3.", "§. É", "slut?!”"] {
            for span in sentences(text, 0) {
                assert!(text.get(span.range()).is_some());
            }
        }
    }
}
