//! Document text → tokens, each with the words of the rule set that it can be.
//!
//! A token is a run of letters and digits with inner hyphens (`icke-diskriminering`, `e-tjänst`), or a single `§` or `%`. Its analysis is
//! looked up once per distinct spelling and kept by the scanner.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::rule::{Analysis, LexId, RuleSet};
use crate::text::{Document, Span};

/// One token of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    /// One past the last token of its segment (unit or table cell): sequences never go further.
    pub limit: u32,
    /// Place in the list of word lists.
    words: u32,
    pub flags: Flags,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags(u8);

impl Flags {
    /// Digits only.
    pub const NUMBER: Flags = Flags(1);
    /// Begins with a capital.
    pub const CAPITAL: Flags = Flags(2);
    /// Hidden from content rules.
    pub const MASKED: Flags = Flags(4);
    /// Ends in a hyphen: the first part of a suspended compound.
    pub const SUSPENDED: Flags = Flags(8);

    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    fn set(&mut self, other: Flags, on: bool) {
        if on {
            self.0 |= other.0;
        }
    }
}

/// Answers that outlive a document.
#[derive(Debug, Default)]
pub(super) struct WordCache {
    by_token: FxHashMap<Box<str>, (u32, u32)>,
    analyses: Vec<Analysis>,
    lists: Vec<Box<[LexId]>>,
}

/// Distinct tokens after which the cache starts anew (bounds memory on archives; never changes a result).
const CACHE_LIMIT: usize = 300_000;

impl WordCache {
    pub fn trim(&mut self) {
        if self.by_token.len() > CACHE_LIMIT || self.lists.len() > 2 * CACHE_LIMIT {
            *self = WordCache::default();
        }
    }

    /// Place of the analysis and of its word list.
    fn look_up(&mut self, rules: &RuleSet, token: &str) -> (u32, u32) {
        if let Some(found) = self.by_token.get(token) {
            return *found;
        }
        let analysis = rules.lexicon.analyse(token);
        let list = if analysis.any_case.is_empty() { self.empty() } else { self.push(analysis.any_case.clone()) };
        self.analyses.push(analysis);
        let found = (self.analyses.len() as u32 - 1, list);
        self.by_token.insert(token.into(), found);
        found
    }

    fn empty(&mut self) -> u32 {
        if self.lists.is_empty() {
            self.lists.push(Box::default());
        }
        0
    }

    fn push(&mut self, words: Vec<LexId>) -> u32 {
        self.empty();
        self.lists.push(words.into());
        self.lists.len() as u32 - 1
    }
}

/// The tokens of a document, and which of them each unit holds.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub all: Vec<Token>,
    pub units: Vec<Range<u32>>,
}

impl Tokens {
    /// Tokens of a unit.
    pub fn of_unit(&self, unit: u32) -> Range<usize> {
        self.units.get(unit as usize).map_or(0..0, |r| r.start as usize..r.end as usize)
    }

    /// The text that tokens `range` cover.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (self.all.get(range.start), self.all.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => Span::new(first.start as usize, last.end as usize),
            _ => Span::default(),
        }
    }

    /// Hides tokens that touch a span of the text from content rules.
    pub fn mask_span(&mut self, span: Span) {
        let from = self.all.partition_point(|t| t.end <= span.start);
        for token in self.all[from..].iter_mut().take_while(|t| t.start < span.end) {
            token.flags.set(Flags::MASKED, true);
        }
    }

    /// Hides these tokens from content rules.
    pub fn mask(&mut self, range: Range<usize>) {
        for token in &mut self.all[range] {
            token.flags.set(Flags::MASKED, true);
        }
    }
}

/// The words of a token.
pub(super) fn words<'a>(cache: &'a WordCache, token: &Token) -> &'a [LexId] {
    cache.lists.get(token.words as usize).map_or(&[], |l| l)
}

/// Cuts every unit of the document into tokens.
pub(super) fn tokenize(document: &Document, rules: &RuleSet, cache: &mut WordCache) -> Tokens {
    let text = document.text();
    let mut out = Tokens { all: Vec::with_capacity(text.len() / 7), units: Vec::with_capacity(document.units().len()) };
    let mut lower = String::new();
    let mut suspended = Vec::new();
    for unit in document.units() {
        let first = out.all.len();
        let mut segment = first;
        for piece in cells(document, unit.span, unit.block) {
            push_tokens(text, piece, rules, cache, &mut lower, &mut out.all);
            let end = out.all.len() as u32;
            out.all[segment..].iter_mut().for_each(|t| t.limit = end);
            segment = out.all.len();
        }
        suspended.extend((first..out.all.len()).filter(|i| out.all[*i].flags.has(Flags::SUSPENDED)));
        out.units.push(first as u32..out.all.len() as u32);
    }
    for at in suspended.into_iter().rev() {
        resolve_suspended(text, rules, cache, &mut out.all, at);
    }
    out
}

/// The stretches inside a unit that sequences may not leave: table cells, else the unit itself.
fn cells(document: &Document, span: Span, block: u32) -> Vec<Span> {
    match document.blocks().get(block as usize).map(|b| &b.kind) {
        Some(crate::text::BlockKind::TableRow { cells, .. }) => cells.clone(),
        _ => vec![span],
    }
}

fn push_tokens(text: &str, span: Span, rules: &RuleSet, cache: &mut WordCache, lower: &mut String, out: &mut Vec<Token>) {
    let end = span.end as usize;
    let mut at = span.start as usize;
    while at < end {
        let Some(c) = text[at..end].chars().next() else { break };
        if !(c.is_alphanumeric() || c == '§' || c == '%') {
            at += c.len_utf8();
            continue;
        }
        let start = at;
        let mut flags = Flags::default();
        flags.set(Flags::CAPITAL, c.is_uppercase());
        lower.clear();
        let mut numeric = true;
        if c == '§' || c == '%' {
            lower.push(c);
            at += c.len_utf8();
            numeric = false;
        } else {
            while let Some(c) = text[at..end].chars().next() {
                if c.is_ascii() {
                    if c.is_ascii_alphanumeric() {
                        lower.push(c.to_ascii_lowercase());
                        numeric &= c.is_ascii_digit();
                    } else if c == '-' && text[at + 1..end].starts_with(char::is_alphanumeric) {
                        lower.push('-');
                    } else {
                        break;
                    }
                } else if c.is_alphanumeric() {
                    lower.extend(c.to_lowercase());
                    numeric = false;
                } else {
                    break;
                }
                at += c.len_utf8();
            }
        }
        let mut token_end = at;
        let rest = &text[at..end];
        // DO:s, LSS:s: the genitive belongs to the acronym.
        if rest.starts_with(":s") && !rest[2..].starts_with(char::is_alphanumeric) {
            token_end += 2;
        }
        flags.set(Flags::NUMBER, numeric);
        flags.set(Flags::SUSPENDED, rest.starts_with('-') && !rest[1..].starts_with(char::is_alphanumeric) && !numeric);
        let words = if flags.has(Flags::SUSPENDED) {
            cache.empty()
        } else {
            let (analysis, list) = cache.look_up(rules, lower);
            with_capitals(cache, analysis, list, &text[start..at])
        };
        out.push(Token { start: start as u32, end: token_end as u32, limit: 0, words, flags });
        at = token_end;
    }
}

/// Adds the acronyms that the token is, if it is written in capitals.
fn with_capitals(cache: &mut WordCache, analysis: u32, list: u32, written: &str) -> u32 {
    let found = &cache.analyses[analysis as usize];
    if found.capitals.is_empty() {
        return list;
    }
    let in_capitals = |n: u8| written.chars().take(n as usize).all(|c| !c.is_lowercase());
    let mut words: Vec<LexId> = found.capitals.iter().filter(|(_, n)| in_capitals(*n)).map(|(id, _)| *id).collect();
    if words.is_empty() {
        return list;
    }
    words.extend(&found.any_case);
    words.sort_unstable();
    cache.push(words)
}

/// Gives `köns-` the words that it would be with the last part of the next compound: `köns- och åldersdiskriminering`.
fn resolve_suspended(text: &str, rules: &RuleSet, cache: &mut WordCache, all: &mut [Token], at: usize) {
    let written = |t: &Token| text[t.start as usize..t.end as usize].to_lowercase();
    let first = written(&all[at]);
    let limit = (all[at].limit as usize).min(at + 6);
    let next = all[at + 1..limit].iter().find(|t| !t.flags.has(Flags::SUSPENDED) && t.end - t.start > 5 && !t.flags.has(Flags::NUMBER));
    let words = match next {
        Some(next) => rules.lexicon.analyse_suspended(&first, &written(next)),
        None => Vec::new(),
    };
    if !words.is_empty() {
        all[at].words = cache.push(words);
    }
}
