//! Stretches whose words say nothing: addresses, file names, register numbers. Found by literals, verified by patterns.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::text::Span;

/// Literals without which none of the patterns can match.
static HINTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(["://", "www.", "@", ".se/", ".pdf", ".doc", ".xls", ".ppt", "dnr", "diarienummer"])
        .ok()
});

/// What is hidden around a hint.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // Web addresses.
        r"(?i)(?:https?://|www\.)[^\s<>|]+",
        r"(?i)\b[\w-]+(?:\.[\w-]+)*\.se/[^\s<>|]*",
        // E-mail addresses.
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        // File names.
        r"(?i)[\w%+-]+(?:[\w .%+-]*[\w%+-])?\.(?:pdf|docx?|xlsx?|pptx?)\b",
        // Register numbers.
        r"(?i)\b(?:dnr|diarienummer|diarienr)[.:]?\s*(?:[a-zåäö]{1,6}[ -])?[\w/.-]*\d[\w/:-]{0,24}",
    ]
    .iter()
    .filter_map(|p| Regex::new(p).ok())
    .collect()
});

/// Spans of `text` that no content rule may use, ascending.
pub(super) fn hidden_spans(text: &str) -> Vec<Span> {
    let Some(hints) = HINTS.as_ref() else { return Vec::new() };
    let mut lines: Vec<(usize, usize)> = Vec::new();
    for hint in hints.find_iter(text) {
        if lines.last().is_some_and(|(_, end)| hint.start() < *end) {
            continue;
        }
        let start = text[..hint.start()].rfind(['\n', '\t']).map_or(0, |i| i + 1);
        let end = text[hint.end()..].find(['\n', '\t']).map_or(text.len(), |i| hint.end() + i);
        lines.push((start, end));
    }
    let mut out = Vec::new();
    for (start, end) in lines {
        for pattern in PATTERNS.iter() {
            out.extend(pattern.find_iter(&text[start..end]).map(|m| Span::new(start + m.start(), start + m.end())));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_files_and_register_numbers() {
        let text = "Läs mer på www.exempelstad.se/barnratt eller skriv till jamstalldhet@exempelstad.se.\nBilaga Barnrättsplan.pdf, Dnr KS 2024/123.\nBarnets bästa.";
        let hidden: Vec<&str> = hidden_spans(text).into_iter().map(|s| &text[s.range()]).collect();
        assert_eq!(hidden, ["www.exempelstad.se/barnratt", "jamstalldhet@exempelstad.se", "Bilaga Barnrättsplan.pdf", "Dnr KS 2024/123"]);
    }
}
