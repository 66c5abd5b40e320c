//! All markers that stand in a unit, with their places.

use std::ops::Range;

use super::super::matching::Matcher;
use super::super::tokens::Flags;
use super::words;
use crate::rule::{Marker, MarkerSet};

/// A marker and the tokens that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scan) struct Hit {
    pub marker: Marker,
    pub start: usize,
    pub end: usize,
}

impl Hit {
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    pub fn covers(&self, other: &Hit) -> bool {
        self.start <= other.start && other.end <= self.end && self.len() > other.len()
    }
}

/// The markers of one stretch of tokens, and the tokens' words in lower case.
#[derive(Debug)]
pub(in crate::scan) struct Hits {
    pub range: Range<usize>,
    pub all: Vec<Hit>,
    pub set: MarkerSet,
    /// Lower-case words of the tokens in `range`.
    pub words: Vec<String>,
    /// Whether a comma, dash, semicolon or colon stands right before the token.
    pub stop_before: Vec<bool>,
    /// Whether the token begins with a capital.
    pub capital: Vec<bool>,
}

impl Hits {
    /// Looks the tokens of `range` through.
    pub fn of(matcher: &Matcher, text: &str, range: Range<usize>) -> Hits {
        let mut out = Hits {
            range: range.clone(),
            all: Vec::new(),
            set: MarkerSet::default(),
            words: Vec::with_capacity(range.len()),
            stop_before: Vec::with_capacity(range.len()),
            capital: Vec::with_capacity(range.len()),
        };
        let mut last_end = None;
        for at in range.clone() {
            let token = matcher.tokens.spans[at];
            out.words.push(text[token.start as usize..token.end as usize].to_lowercase());
            let between = last_end.map_or("", |end: u32| &text[end as usize..token.start as usize]);
            out.stop_before.push(between.contains([',', ';', ':', '–', '(', '\t']));
            out.capital.push(matcher.tokens.flags[at].has(Flags::CAPITAL));
            last_end = Some(token.end);
            let mut tried = MarkerSet::default();
            for word in matcher.words(at) {
                for &marker in &matcher.rules.marker_starts[word.0 as usize] {
                    if tried.contains(marker) {
                        continue;
                    }
                    tried.insert(marker);
                    if let Some(end) = matcher.match_at(matcher.rules.marker_sequences[marker as usize], at)
                        && end <= range.end
                        && (marker != Marker::ResponsibilityLabel || is_label(matcher, text, end))
                    {
                        out.all.push(Hit { marker, start: at, end });
                        out.set.insert(marker);
                    }
                }
            }
        }
        out
    }

    /// "87 personer (61)": a figure set against another in brackets.
    pub fn sets_figures_against(&self, text: &str, matcher: &Matcher) -> bool {
        let bracketed = |at: usize| {
            let token = matcher.tokens.spans[at];
            text[..token.start as usize].ends_with('(') && words::is_number(self.word(at)) && !words::is_year(self.word(at))
        };
        let first = self.words.iter().position(|w| words::is_number(w) && !words::is_year(w)).map(|i| i + self.range.start);
        first.is_some_and(|first| (first + 1..self.range.end.min(first + 8)).any(bracketed))
    }

    pub fn has(&self, marker: Marker) -> bool {
        self.set.contains(marker)
    }

    pub fn any(&self, markers: &[Marker]) -> bool {
        self.set.contains_any(markers)
    }

    pub fn of_marker(&self, marker: Marker) -> impl Iterator<Item = &Hit> {
        self.all.iter().filter(move |h| h.marker == marker)
    }

    /// Whether the marker stands somewhere in these tokens.
    pub fn has_in(&self, marker: Marker, range: Range<usize>) -> bool {
        self.of_marker(marker).any(|h| range.start <= h.start && h.end <= range.end)
    }

    /// The lower-case word of a token; empty outside the range.
    pub fn word(&self, at: usize) -> &str {
        at.checked_sub(self.range.start).and_then(|i| self.words.get(i)).map_or("", String::as_str)
    }

    pub fn stop_before(&self, at: usize) -> bool {
        at.checked_sub(self.range.start).and_then(|i| self.stop_before.get(i)).copied().unwrap_or(false)
    }

    fn capital(&self, at: usize) -> bool {
        at.checked_sub(self.range.start).and_then(|i| self.capital.get(i)).copied().unwrap_or(false)
    }

    /// Whether a quantity stands in the unit: a number that is no year, no day of a month and no article or section.
    pub fn has_quantity(&self) -> bool {
        self.quantities() > 0
    }

    /// How many quantities stand in the unit.
    pub fn quantities(&self) -> usize {
        const REFERENCES: &[&str] =
            &["artikel", "artiklar", "kap", "kapitel", "mål", "delmål", "punkt", "avsnitt", "bilaga", "agenda", "steg", "nr"];
        let word = |i: usize| self.words.get(i).map_or("", String::as_str);
        (0..self.words.len())
            .filter(|i| words::is_number(word(*i)) && !words::is_year(word(*i)))
            .filter(|i| *i == 0 || !REFERENCES.contains(&word(i - 1)))
            .filter(|i| !words::is_month(word(i + 1)) && !matches!(word(i + 1), "kap" | "§"))
            .count()
    }

    /// A year that is not part of a statute's number ("2009:724").
    pub fn has_year(&self, text: &str, matcher: &Matcher) -> bool {
        self.range.clone().any(|at| {
            let token = matcher.tokens.spans[at];
            words::is_year(self.word(at)) && !text[token.end as usize..].starts_with(':') && !text[..token.start as usize].ends_with(':')
        })
    }

    /// Whether token `at` is likely a finite verb.
    pub fn is_finite(&self, at: usize) -> bool {
        const VERBAL: &[Marker] = &[
            Marker::Obligation,
            Marker::Recommendation,
            Marker::Possibility,
            Marker::PresentAction,
            Marker::PastVerb,
            Marker::DescribesPresent,
        ];
        let by_marker = self.all.iter().any(|h| h.start == at && h.end == at + 1 && VERBAL.contains(&h.marker));
        let word = self.word(at);
        by_marker || (words::looks_finite(word) && (at == self.range.start || !self.capital(at)))
    }

    /// The first finite verb in these tokens.
    pub fn first_finite(&self, range: Range<usize>) -> Option<usize> {
        range.into_iter().find(|at| self.is_finite(*at))
    }

    /// Whether a finite verb stands in these tokens.
    pub fn finite_in(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|at| self.is_finite(at))
    }
}

/// A label has its colon, or is a table cell of its own.
fn is_label(matcher: &Matcher, text: &str, end: usize) -> bool {
    let after = text[matcher.tokens.spans[end - 1].end as usize..].trim_start_matches([' ', '*']);
    after.starts_with(':')
}
