//! All markers that stand in a unit, with their places.

use std::ops::Range;

use super::super::matching::Matcher;
use super::super::tokens::Flags;
use super::words::Facts;
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

/// The markers of one stretch of tokens, and what its words are.
pub(in crate::scan) struct Hits<'a> {
    pub range: Range<usize>,
    pub all: Vec<Hit>,
    pub set: MarkerSet,
    matcher: Matcher<'a>,
    text: &'a str,
}

impl<'a> Hits<'a> {
    /// Looks the tokens of `range` through.
    pub fn of(matcher: &Matcher<'a>, text: &'a str, range: Range<usize>) -> Self {
        let mut out =
            Hits { range: range.clone(), all: Vec::with_capacity(range.len()), set: MarkerSet::default(), matcher: *matcher, text };
        for at in range.clone() {
            for (marker, opened) in matcher.markers(at) {
                if let Some(end) = matcher.longest_at(opened, at)
                    && end <= range.end
                    && (marker != Marker::ResponsibilityLabel || is_label(matcher, text, end))
                {
                    out.all.push(Hit { marker, start: at, end });
                    out.set.insert(marker);
                }
            }
        }
        out
    }

    /// "87 personer (61)": a figure set against another in brackets.
    pub fn sets_figures_against(&self) -> bool {
        let bracketed = |at: usize| self.before(at).ends_with('(') && self.facts(at).is_figure();
        let first = self.range.clone().find(|at| self.facts(*at).is_figure());
        first.is_some_and(|first| (first + 1..self.range.end.min(first + 8)).any(bracketed))
    }

    /// The text before a token.
    fn before(&self, at: usize) -> &'a str {
        self.matcher.tokens.spans.get(at).map_or("", |span| &self.text[..span.start as usize])
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

    /// Whether the marker stands over this token.
    pub fn stands_over(&self, marker: Marker, at: usize) -> bool {
        self.of_marker(marker).any(|h| h.start <= at && at < h.end)
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// The lower-case words of the tokens.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        self.range.clone().map(|at| self.word(at))
    }

    /// The lower-case word of a token; empty outside the range.
    pub fn word(&self, at: usize) -> &'a str {
        if self.range.contains(&at) { self.matcher.tokens.lower(self.matcher.cache, at) } else { "" }
    }

    /// What the word of a token looks like; nothing outside the range.
    pub fn facts(&self, at: usize) -> Facts {
        if self.range.contains(&at) { self.matcher.tokens.facts(self.matcher.rules, self.matcher.cache, at) } else { Facts::default() }
    }

    /// Whether the tokens end in a question mark.
    pub fn is_question(&self) -> bool {
        let end = self.matcher.tokens.spans.get(self.range.end.wrapping_sub(1)).map_or(self.text.len(), |span| span.end as usize);
        self.text[end..].trim_start_matches(['"', '”', '’', ' ', '*']).starts_with('?')
    }

    /// Whether any word has the fact.
    pub fn any_is(&self, fact: u16) -> bool {
        self.range.clone().any(|at| self.facts(at).has(fact))
    }

    /// Whether a comma, dash, semicolon or colon stands right before the token, after another.
    pub fn stop_before(&self, at: usize) -> bool {
        let spans = &self.matcher.tokens.spans;
        self.range.contains(&at)
            && at > self.range.start
            && self.text[spans[at - 1].end as usize..spans[at].start as usize].contains([',', ';', ':', '–', '(', '\t'])
    }

    /// Whether the token is a name: capitalised inside the sentence.
    pub fn is_name(&self, at: usize) -> bool {
        at > self.range.start && self.capital(at)
    }

    fn capital(&self, at: usize) -> bool {
        self.range.contains(&at) && self.matcher.tokens.flags[at].has(Flags::CAPITAL)
    }

    /// Whether a quantity stands in the unit: a number that is no year, no day of a month and no article or section.
    pub fn has_quantity(&self) -> bool {
        const REFERENCES: &[&str] =
            &["artikel", "artiklar", "kap", "kapitel", "mål", "delmål", "punkt", "avsnitt", "bilaga", "agenda", "steg", "nr"];
        self.range.clone().any(|at| {
            self.facts(at).is_figure()
                && (at == self.range.start || !REFERENCES.contains(&self.word(at - 1)))
                && !self.facts(at + 1).has(Facts::MONTH)
                && !matches!(self.word(at + 1), "kap" | "§")
        })
    }

    /// A year that is not part of a statute's number ("2009:724").
    pub fn has_year(&self) -> bool {
        let after = |at: usize| &self.text[self.matcher.tokens.spans[at].end as usize..];
        let is_year = |at: usize| self.facts(at).has(Facts::YEAR) && !after(at).starts_with(':') && !self.before(at).ends_with(':');
        self.range.clone().any(is_year)
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
        (self.reads_finite(at) && (at == self.range.start || !self.capital(at)))
            || self.all.iter().any(|h| h.start == at && h.end == at + 1 && VERBAL.contains(&h.marker))
    }

    /// Whether the word itself is one, where it stands: not after a preposition or article ("i alla delar"), nor as a participle that comes
    /// before its noun ("de planerade åtgärderna").
    fn reads_finite(&self, at: usize) -> bool {
        let facts = self.facts(at);
        if !facts.is_finite() {
            return false;
        }
        let first = at == self.range.start;
        let after_noun_leader = !first && self.facts(at - 1).has(Facts::LEADS_NOUN);
        let participle = self.word(at).ends_with("ade") && (first || matches!(self.word(at - 1), "de" | "den" | "det" | "alla" | "och"));
        !after_noun_leader && !participle
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
