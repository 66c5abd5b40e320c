//! Stretches whose words say nothing: addresses, file names, register numbers. Signs and words that the tokeniser meets anyway tell where
//! one may be; patterns verify it.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Span;

/// Kinds of what is hidden, each with its pattern; a line is only searched for those that a sign or word in it makes possible.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    WebAddress,
    Domain,
    EmailAddress,
    FileName,
    RegisterNumber,
}

/// What words are made of, inside a class: letters as European names have them, figures, `_`. All of Unicode's letters would take longer to
/// build than most documents to scan.
const WORD: &str = r"0-9A-Za-z_\u{C0}-\u{24F}";

/// In the order of [`Kind`].
static PATTERNS: [LazyLock<Option<Regex>>; 5] = [
    LazyLock::new(|| pattern(r"(?i)(?:https?://|www\.)[^\s<>|]+")),
    LazyLock::new(|| pattern(r"(?i)\b[W-]+(?:\.[W-]+)*\.se/[^\s<>|]*")),
    LazyLock::new(|| pattern(r"[W.+-]+@[W-]+(?:\.[W-]+)+")),
    LazyLock::new(|| pattern(r"(?i)[W%+-]+(?:[W .%+-]*[W%+-])?\.(?:pdf|docx?|xlsx?|pptx?)\b")),
    LazyLock::new(|| pattern(r"(?i)\b(?:dnr|diarienummer|diarienr)[.:]?\s*(?:[a-zåäö]{1,6}[ -])?[W/.-]*[0-9][W/:-]{0,24}")),
];

/// Builds the patterns now.
pub(super) fn prepare() {
    for pattern in &PATTERNS {
        LazyLock::force(pattern);
    }
}

/// `W` stands for [`WORD`].
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(&text.replace('W', WORD)).ok()
}

/// What the sign or word at `at`, which the tokens gave as a hint, makes possible.
fn kind_of(text: &str, at: usize) -> Option<Kind> {
    let bytes = text.as_bytes();
    let before = &bytes[..at];
    let ends = |suffix: &[u8]| before.len() >= suffix.len() && before[before.len() - suffix.len()..].eq_ignore_ascii_case(suffix);
    match bytes.get(at)? {
        b'@' => return Some(Kind::EmailAddress),
        b'/' if ends(b":/") => return Some(Kind::WebAddress),
        b'/' if ends(b".se") => return Some(Kind::Domain),
        b'/' => return None,
        _ => {}
    }
    let begins = |bytes: &[u8], start: &[u8]| bytes.get(..start.len()).is_some_and(|b| b.eq_ignore_ascii_case(start));
    if ends(b".") && [b"pdf", b"doc", b"xls", b"ppt"].iter().any(|end| begins(&bytes[at..], *end)) {
        return Some(Kind::FileName);
    }
    let word = bytes[at..].split(|b| !b.is_ascii_alphanumeric() && *b < 0x80 && *b != b'-').next().unwrap_or_default();
    if word.len() >= 3 && begins(&bytes[at + word.len() - 3..], b"www.") {
        return Some(Kind::WebAddress);
    }
    let holds = |part: &[u8]| word.windows(part.len()).any(|w| w.eq_ignore_ascii_case(part));
    (holds(b"dnr") || holds(b"diarienr") || holds(b"diarienummer")).then_some(Kind::RegisterNumber)
}

/// Spans of `text` that no content rule may use, ascending. `hints` are the places of signs and words that may belong to one, ascending.
pub(super) fn hidden_spans(text: &str, hints: &[u32]) -> Vec<Span> {
    let mut out = Vec::new();
    // The line at hand, and what was sought in it.
    let (mut line, mut sought) = (0..0, 0u8);
    for at in hints.iter().map(|at| *at as usize) {
        let Some(kind) = kind_of(text, at) else { continue };
        if at >= line.end {
            let start = text[..at].rfind(['\n', '\t']).map_or(0, |i| i + 1);
            let end = text[at..].find(['\n', '\t']).map_or(text.len(), |i| at + i);
            (line, sought) = (start..end, 0);
        }
        if sought >> kind as u8 & 1 == 1 {
            continue;
        }
        sought |= 1 << kind as u8;
        if let Some(pattern) = PATTERNS[kind as usize].as_ref() {
            out.extend(pattern.find_iter(&text[line.clone()]).map(|m| Span::new(line.start + m.start(), line.start + m.end())));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{RuleSet, built_in_files};
    use crate::scan::cache::WordCache;
    use crate::scan::tokens::tokenize;
    use crate::text::{DocumentBuilder, Format, Origin};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let rules = RuleSet::from_files(&built_in_files()).unwrap();
        let mut builder = DocumentBuilder::new(Origin { name: String::new(), format: Format::Plain, title: None, producer: None });
        text.lines().for_each(|line| builder.paragraph(line));
        let document = builder.finish();
        let tokens = tokenize(&document, &rules, &mut WordCache::default());
        let hidden: Vec<&str> = hidden_spans(document.text(), &tokens.hints).into_iter().map(|s| document.slice(s)).collect();
        assert_eq!(hidden, expected);
    }

    #[test]
    fn addresses_files_and_register_numbers() {
        let text = "Läs mer på www.exempelstad.se/barnratt eller skriv till jamstalldhet@exempelstad.se.\nBilaga Barnrättsplan.pdf, Dnr KS 2024/123.\nBarnets bästa.";
        check(text, &["www.exempelstad.se/barnratt", "jamstalldhet@exempelstad.se", "Bilaga Barnrättsplan.pdf", "Dnr KS 2024/123"]);
        check("Se https://Exempel.se/a/b och exempel.SE/plan.", &["https://Exempel.se/a/b", "Exempel.se/a/b", "exempel.SE/plan."]);
        check("WWW.exempel.se, PLAN.DOCX: diarienr 2024-7", &["WWW.exempel.se,", "PLAN.DOCX", "diarienr 2024-7"]);
        check("och/eller a/b, 3 @, www och pdf, dnr saknas", &[]);
    }
}
