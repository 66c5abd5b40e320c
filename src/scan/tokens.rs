//! Document text → tokens, each with the words of the rule set that it can be.
//!
//! A token is a run of letters and digits with inner hyphens (`icke-diskriminering`, `e-tjänst`), or a single `§` or `%`. Its analysis is
//! looked up once per distinct spelling and kept by the scanner.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::sections::ENGLISH;
use super::words::{Folded, fold};
use crate::rule::{FormTable, LexId, RuleSet, mask_of};
use crate::text::{BlockKind, Document, Span, Unit, UnitKind, sentences};

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

    /// The two bits that tell how many English function words a token holds: up to three.
    const ENGLISH: u32 = 4;

    fn english(count: usize) -> Flags {
        Flags((count.min(3) as u8) << Flags::ENGLISH)
    }

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
    by_token: FormTable<Spelling>,
    /// Words that spellings are only in capitals, with how many of the first letters must be; by [`Spelling::capitals`].
    capitals: Vec<Vec<(LexId, u8)>>,
    /// Lists made for (spelling, which of its acronyms it is written as).
    with_capitals: FxHashMap<(u32, u64), u32>,
    /// Lists of suspended first parts, by "first next".
    suspended: FormTable<u32>,
    lists: Vec<WordList>,
    items: Vec<LexId>,
}

/// What is known of a spelling.
#[derive(Clone, Copy, Debug)]
struct Spelling {
    /// Its word list.
    words: u32,
    /// Place of its acronyms, or [`NO_CAPITALS`].
    capitals: u32,
    /// English function words among its parts.
    english: Flags,
}

const NO_CAPITALS: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct WordList {
    start: u32,
    len: u32,
    mask: u64,
}

/// The words that a token can be, sorted, and their mask for asking sets.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words<'a> {
    pub ids: &'a [LexId],
    pub mask: u64,
}

/// Distinct tokens after which the cache starts anew (bounds memory on archives; never changes a result).
const CACHE_LIMIT: usize = 300_000;

impl WordCache {
    pub fn trim(&mut self) {
        if self.by_token.len().max(self.suspended.len()) > CACHE_LIMIT || self.lists.len() > 2 * CACHE_LIMIT {
            *self = WordCache::default();
        }
    }

    /// What a folded token is.
    fn look_up(&mut self, rules: &RuleSet, token: &str) -> Spelling {
        if let Some(found) = self.by_token.first(token) {
            return found;
        }
        let analysis = rules.lexicon.analyse(token);
        let words = self.push(&analysis.any_case);
        let capitals = if analysis.capitals.is_empty() { NO_CAPITALS } else { self.capitals.len() as u32 };
        if capitals != NO_CAPITALS {
            self.capitals.push(analysis.capitals);
        }
        let english = token.split('-').filter(|part| ENGLISH.contains(part)).count();
        let found = Spelling { words, capitals, english: Flags::english(english) };
        self.by_token.push(token, found);
        found
    }

    /// The list of these words; 0 is the empty one.
    fn push(&mut self, words: &[LexId]) -> u32 {
        if self.lists.is_empty() {
            self.lists.push(WordList { start: 0, len: 0, mask: 0 });
        }
        if words.is_empty() {
            return 0;
        }
        self.lists.push(WordList { start: self.items.len() as u32, len: words.len() as u32, mask: mask_of(words) });
        self.items.extend_from_slice(words);
        self.lists.len() as u32 - 1
    }

    fn list(&self, at: u32) -> Words<'_> {
        self.lists
            .get(at as usize)
            .map_or_else(Words::default, |l| Words { ids: &self.items[l.start as usize..][..l.len as usize], mask: l.mask })
    }

    /// Adds the acronyms that the token is, if it is written in capitals.
    fn with_capitals(&mut self, spelling: Spelling, written: &str) -> u32 {
        let acronyms = match self.capitals.get(spelling.capitals as usize) {
            Some(acronyms) if written.chars().next().is_some_and(|c| !c.is_lowercase()) => acronyms,
            _ => return spelling.words,
        };
        let in_capitals = |n: u8| written.chars().take(n as usize).all(|c| !c.is_lowercase());
        // More than 64 acronyms in one token do not occur; the rest would be left out.
        let written_as = acronyms.iter().take(64).enumerate().fold(0u64, |bits, (i, (_, n))| bits | u64::from(in_capitals(*n)) << i);
        if written_as == 0 {
            return spelling.words;
        }
        if let Some(known) = self.with_capitals.get(&(spelling.capitals, written_as)) {
            return *known;
        }
        let mut words: Vec<LexId> = acronyms.iter().enumerate().filter(|(i, _)| written_as >> i & 1 == 1).map(|(_, (id, _))| *id).collect();
        words.extend(self.list(spelling.words).ids);
        words.sort_unstable();
        let list = self.push(&words);
        self.with_capitals.insert((spelling.capitals, written_as), list);
        list
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

    /// Whether the tokens can hold three English function words or more.
    pub fn may_be_english(&self, range: Range<usize>) -> bool {
        self.all[range].iter().map(|t| usize::from(t.flags.0 >> Flags::ENGLISH)).sum::<usize>() >= 3
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
pub(super) fn words<'a>(cache: &'a WordCache, token: &Token) -> Words<'a> {
    cache.list(token.words)
}

/// Cuts every unit of the document into tokens.
pub(super) fn tokenize(document: &Document, rules: &RuleSet, cache: &mut WordCache) -> Tokens {
    let text = document.text();
    let mut out = Tokens { all: Vec::with_capacity(text.len() / 7), units: Vec::with_capacity(document.units().len()) };
    let mut lower = String::new();
    let mut suspended = Vec::new();
    let mut pieces = Vec::new();
    for unit in document.units() {
        let first = out.all.len();
        let mut segment = first;
        segments(document, unit, &mut pieces);
        for piece in &pieces {
            push_tokens(text, *piece, rules, cache, &mut lower, &mut out.all);
            let end = out.all.len();
            for (at, token) in out.all.iter_mut().enumerate().skip(segment) {
                token.limit = end as u32;
                if token.flags.has(Flags::SUSPENDED) {
                    suspended.push(at);
                }
            }
            segment = end;
        }
        out.units.push(first as u32..out.all.len() as u32);
    }
    for at in suspended.into_iter().rev() {
        resolve_suspended(text, rules, cache, &mut out.all, at);
    }
    out
}

/// The stretches inside a unit that sequences may not leave: the sentences of each table cell or of a list item, else the unit itself.
fn segments(document: &Document, unit: &Unit, out: &mut Vec<Span>) {
    out.clear();
    let mut add = |span: Span| {
        let text = document.slice(span);
        // Most cells and items are one sentence or none.
        if text.contains(". ") || text.contains("? ") || text.contains("! ") {
            out.extend(sentences(text, span.start as usize));
        } else {
            out.push(span);
        }
    };
    match (unit.kind, document.blocks().get(unit.block as usize).map(|b| &b.kind)) {
        (UnitKind::TableRow | UnitKind::TableHeader, Some(BlockKind::TableRow { cells, .. })) => cells.iter().for_each(|c| add(*c)),
        (UnitKind::ListItem, _) => add(unit.span),
        _ => out.push(unit.span),
    }
}

fn push_tokens(text: &str, span: Span, rules: &RuleSet, cache: &mut WordCache, lower: &mut String, out: &mut Vec<Token>) {
    let end = span.end as usize;
    let mut at = span.start as usize;
    while let Some((start, kind)) = fold(&text[..end], at, lower) {
        at = start + kind.len;
        let mut token_end = at;
        let rest = text.as_bytes().get(at..end).unwrap_or_default();
        // DO:s, LSS:s: the genitive belongs to the acronym.
        if rest.starts_with(b":s") && !text[at + 2..end].starts_with(char::is_alphanumeric) {
            token_end += 2;
        }
        let Folded { numeric, capital, .. } = kind;
        let mut flags = Flags::default();
        flags.set(Flags::CAPITAL, capital);
        flags.set(Flags::NUMBER, numeric);
        flags.set(Flags::SUSPENDED, rest.first() == Some(&b'-') && !numeric && !text[at + 1..end].starts_with(char::is_alphanumeric));
        let words = if flags.has(Flags::SUSPENDED) {
            flags.0 |= Flags::english(usize::from(ENGLISH.contains(&lower.as_str()))).0;
            0
        } else {
            let spelling = cache.look_up(rules, lower);
            flags.0 |= spelling.english.0;
            if spelling.capitals == NO_CAPITALS { spelling.words } else { cache.with_capitals(spelling, &text[start..at]) }
        };
        out.push(Token { start: start as u32, end: token_end as u32, limit: 0, words, flags });
        at = token_end;
    }
}

/// Gives `köns-` the words that it would be with the last part of the next compound: `köns- och åldersdiskriminering`.
fn resolve_suspended(text: &str, rules: &RuleSet, cache: &mut WordCache, all: &mut [Token], at: usize) {
    let written = |t: &Token| text[t.start as usize..t.end as usize].to_lowercase();
    let first = written(&all[at]);
    let limit = (all[at].limit as usize).min(at + 6);
    let next = all[at + 1..limit].iter().find(|t| !t.flags.has(Flags::SUSPENDED) && t.end - t.start > 5 && !t.flags.has(Flags::NUMBER));
    let Some(next) = next else { return };
    let next = written(next);
    // No token holds a space, so the pair is told from every other.
    let pair = format!("{first} {next}");
    all[at].words = cache.suspended.first(&pair).unwrap_or_else(|| {
        let words = cache.push(&rules.lexicon.analyse_suspended(&first, &next));
        cache.suspended.push(&pair, words);
        words
    });
}
