//! How statutes are cited: SFS numbers, and the chapters, sections and articles that stand beside a name.
//!
//! Names are words and found by the rules. Signs and numbers are not: SFS numbers come from one automaton over the register, and what stands
//! beside a name ("1 kap. 2 §", "artikel 12 i") is verified by a pattern, only where a citation was found.

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::{Anchor, Cause, Finding, Status};
use crate::rule::{AreaSet, RuleSet, Strength};
use crate::text::{Span, UnitId};

/// Bytes before and after a name in which its section or article is sought.
const REACH: usize = 90;

/// A citation that ends where the name begins: "1 kap. 2 § ", "5 b § i ", "artiklarna 3 och 12 i FN:s ".
static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:",
        r"(?:\d+\s*kap\.?\s*)?\d+\s?[a-z]?(?:\s?[-–,]\s?\d+\s?[a-z]?)*(?:\s(?:och|samt)\s\d+\s?[a-z]?)?\s?§{1,2}|\d+\s*kap\.?",
        r"|art(?:ikel|iklarna|iklar|\.)\s\d+(?:\.\d+)?(?:(?:,\s?|\s?[-–]\s?|\s(?:och|samt)\s)\d+)*",
        r")\s*(?:(?:första|andra|tredje)\sstycket\s)?(?:i\s)?(?:FN:s\s|den\s|EU:s\s)?$"
    ))
    .ok()
});

/// A citation that begins where the name ends: " 1 kap. 2 §", ", artikel 12", " art. 3".
static AFTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^,?\s*(?:\(\d{4}:\d+\),?\s*)?(?:",
        r"(?:\d+\s*kap\.?\s*)?\d+\s?[a-z]?(?:\s?[-–]\s?\d+\s?[a-z]?)*\s?§{1,2}|\d+\s*kap\.",
        r"|art(?:ikel|iklarna|iklar|\.)\s\d+(?:\.\d+)?(?:(?:,\s?|\s?[-–]\s?|\s(?:och|samt)\s)\d+)*",
        r")"
    ))
    .ok()
});

/// Adds the sources that the unit names only by SFS number, with the ids that they open, and widens every anchor to its section or article.
pub(super) fn complete(anchors: &mut Vec<Anchor>, findings: &mut Vec<Finding>, rules: &RuleSet, text: &str, unit: UnitId, span: Span) {
    let own = &text[span.range()];
    // Every number in a register of statutes has a colon between digits.
    let between =
        |at: usize| at > 0 && own.as_bytes()[at - 1].is_ascii_digit() && own.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
    let numbered = own.match_indices(':').any(|(at, _)| between(at));
    if !numbered && anchors.is_empty() {
        return;
    }
    if numbered {
        for found in rules.sfs_numbers(own) {
            let at = Span::new(span.start as usize + found.start, span.start as usize + found.end);
            let named = anchors.iter().any(|a| a.source == found.source && distance(a.span, at) <= REACH);
            if named {
                continue;
            }
            anchors.push(Anchor { unit, span: at, source: found.source });
            let areas = rules.sources().get(found.source as usize).map_or(AreaSet::EMPTY, |s| s.opens);
            if !areas.is_empty() {
                let (cause, strength) = (Cause::Source(found.source), Strength::Legal);
                findings.push(Finding { unit, span: at, areas, cause, strength, status: Status::Counted });
            }
        }
    }
    for anchor in anchors.iter_mut() {
        anchor.span = widened(text, span, anchor.span);
    }
    anchors.sort_by_key(|a| (a.span, a.source));
    findings.sort_by_key(|f| (f.span, f.cause, f.status));
}

fn distance(a: Span, b: Span) -> usize {
    (a.start.max(b.start) as usize).saturating_sub(a.end.min(b.end) as usize)
}

fn widened(text: &str, unit: Span, name: Span) -> Span {
    let mut from = (name.start as usize).saturating_sub(REACH).max(unit.start as usize);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (name.end as usize + REACH).min(unit.end as usize);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let before = &text[from..name.start as usize];
    let after = &text[name.end as usize..to];
    let cites = |part: &str| part.contains('§') || part.contains("kap") || part.to_lowercase().contains("art");
    let start = cites(before).then(|| BEFORE.as_ref()?.find(before)).flatten().map_or(name.start as usize, |m| from + m.start());
    let end = cites(after).then(|| AFTER.as_ref()?.find(after)).flatten().map_or(name.end as usize, |m| name.end as usize + m.end());
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, expected: &str) {
        let at = text.find(name).unwrap();
        let found = widened(text, Span::new(0, text.len()), Span::new(at, at + name.len()));
        assert_eq!(&text[found.range()], expected);
    }

    #[test]
    fn sections_and_articles_belong_to_the_name() {
        check("Enligt 1 kap. 2 § regeringsformen ska det allmänna verka.", "regeringsformen", "1 kap. 2 § regeringsformen");
        check("Mål enligt 5 b § minoritetslagen antas.", "minoritetslagen", "5 b § minoritetslagen");
        check("Se artikel 12 i FN:s barnkonvention.", "barnkonvention", "artikel 12 i FN:s barnkonvention");
        check("artiklarna 2, 3 och 12 i barnkonventionen", "barnkonventionen", "artiklarna 2, 3 och 12 i barnkonventionen");
        check("Diskrimineringslagen 3 kap. 1 § gäller.", "Diskrimineringslagen", "Diskrimineringslagen 3 kap. 1 §");
        check(
            "Diskrimineringslagen (2008:567), 2 kap. 5 §, gäller.",
            "Diskrimineringslagen",
            "Diskrimineringslagen (2008:567), 2 kap. 5 §",
        );
        check("Vi har 12 barn och barnkonventionen.", "barnkonventionen", "barnkonventionen");
    }
}
