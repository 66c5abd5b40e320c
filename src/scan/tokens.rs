//! Document text → tokens, each with the words of the rule set that it can be.
//!
//! A token is a run of letters and digits with inner hyphens (`icke-diskriminering`, `e-tjänst`), or a single `§` or `%`. What it can be is
//! looked up by its spelling, once per distinct spelling. What matching reads at every step lies by itself, apart from what is told later.

use std::ops::Range;

use super::cache::{WordCache, WordList};
use super::ladder::Facts;
use super::sections::ENGLISH;
use super::words::Cutter;
use crate::rule::RuleSet;
use crate::text::{BlockKind, Document, Span, Unit, UnitKind, sentences};

/// A token with the eyes of the rules.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// Mask of its words: no set that shares no bit with it holds any of them.
    pub mask: u64,
    /// Its list of words in the cache.
    pub words: u32,
    /// One past the last token of its segment (unit or table cell): sequences never go further.
    pub limit: u32,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags(u16);

impl Flags {
    /// Digits only.
    pub const NUMBER: Flags = Flags(1);
    /// Begins with a capital.
    pub const CAPITAL: Flags = Flags(2);
    /// Ends in a hyphen: the first part of a suspended compound.
    pub const SUSPENDED: Flags = Flags(4);
    /// Something is sought where it stands.
    pub const TRIGGER: Flags = Flags(8);
    /// An address, file name or register number may be about it.
    pub const HINT: Flags = Flags(16);

    /// The two bits that tell how many English function words a token holds: up to three.
    const ENGLISH: u32 = 8;

    pub fn english(count: usize) -> Flags {
        Flags((count.min(3) as u16) << Flags::ENGLISH)
    }

    #[inline]
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    pub fn set(&mut self, other: Flags, on: bool) {
        if on {
            self.0 |= other.0;
        }
    }
}

/// The tokens of a document, and which of them each unit holds.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// What each is to rules that see everything.
    pub seen: Vec<Seen>,
    /// The same with what is hidden from content rules blank; empty if nothing is.
    blanked: Vec<Seen>,
    pub flags: Vec<Flags>,
    pub spans: Vec<Span>,
    /// Places of their spellings in the cache.
    spellings: Vec<u32>,
    pub units: Vec<Range<u32>>,
    /// Places in the text about which something may have to be hidden, ascending.
    pub hints: Vec<u32>,
    /// Suspended first parts.
    suspended: Vec<u32>,
}

impl Tokens {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// How many are a word of the rule set.
    pub fn known(&self) -> usize {
        self.seen.iter().filter(|token| token.words != 0).count()
    }

    /// Tokens of a unit.
    pub fn of_unit(&self, unit: u32) -> Range<usize> {
        self.units.get(unit as usize).map_or(0..0, |r| r.start as usize..r.end as usize)
    }

    /// Whether the tokens can hold three English function words or more.
    pub fn may_be_english(&self, range: Range<usize>) -> bool {
        self.flags[range].iter().map(|f| u32::from(f.0 >> Flags::ENGLISH)).sum::<u32>() >= 3
    }

    /// The text that tokens `range` cover.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (self.spans.get(range.start), self.spans.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => Span { start: first.start, end: last.end },
            _ => Span::default(),
        }
    }

    /// The tokens that lie wholly in a span of the text.
    pub fn inside(&self, span: Span) -> Range<usize> {
        let from = self.spans.partition_point(|t| t.start < span.start);
        let to = self.spans.partition_point(|t| t.end <= span.end);
        from..to.max(from)
    }

    /// A token in lower case.
    pub fn lower<'a>(&self, cache: &'a WordCache, at: usize) -> &'a str {
        self.spellings.get(at).map_or("", |spelling| cache.lower(*spelling))
    }

    /// What a token's word looks like.
    pub fn facts(&self, rules: &RuleSet, cache: &WordCache, at: usize) -> Facts {
        self.spellings.get(at).map_or_else(Facts::default, |spelling| cache.facts(rules, *spelling))
    }

    /// What content rules may see.
    pub fn content(&self) -> &[Seen] {
        if self.blanked.is_empty() { &self.seen } else { &self.blanked }
    }

    /// Hides tokens that touch a span of the text from content rules.
    pub fn mask_span(&mut self, span: Span) {
        let from = self.spans.partition_point(|t| t.end <= span.start);
        let count = self.spans[from..].iter().take_while(|t| t.start < span.end).count();
        self.mask(from..from + count);
    }

    /// Hides these tokens from content rules.
    pub fn mask(&mut self, range: Range<usize>) {
        if self.blanked.is_empty() {
            self.blanked.clone_from(&self.seen);
        }
        for token in &mut self.blanked[range] {
            *token = Seen { limit: token.limit, ..Seen::default() };
        }
    }

    fn clear(&mut self) {
        self.seen.clear();
        self.blanked.clear();
        self.flags.clear();
        self.spans.clear();
        self.spellings.clear();
        self.units.clear();
        self.hints.clear();
        self.suspended.clear();
    }

    fn set_words(&mut self, at: usize, words: WordList, flags: Flags) {
        self.seen[at] = Seen { mask: words.mask, words: words.place, ..self.seen[at] };
        self.flags[at].0 = self.flags[at].0 & !Flags::TRIGGER.0 | flags.0;
    }
}

/// Cuts every unit of the document into tokens. `out` is emptied first; it keeps its room.
pub(super) fn tokenize_into(out: &mut Tokens, document: &Document, rules: &RuleSet, cache: &mut WordCache) {
    out.clear();
    let text = document.text();
    let cutter = Cutter::new(text);
    let mut pieces = Vec::new();
    for unit in document.units() {
        let first = out.seen.len();
        let mut segment = first;
        segments(document, unit, &mut pieces);
        for piece in &pieces {
            push_tokens(text, cutter, *piece, rules, cache, out);
            let end = out.seen.len();
            out.seen[segment..].iter_mut().for_each(|token| token.limit = end as u32);
            segment = end;
        }
        out.units.push(first as u32..segment as u32);
    }
    for at in std::mem::take(&mut out.suspended).into_iter().rev() {
        resolve_suspended(text, rules, cache, out, at as usize);
    }
}

/// The tokens of a document.
pub(super) fn tokenize(document: &Document, rules: &RuleSet, cache: &mut WordCache) -> Tokens {
    let mut out = Tokens::default();
    tokenize_into(&mut out, document, rules, cache);
    out
}

/// The parts of a row's cells that lie in a unit: a row of thousands of cells is several units.
pub(super) fn cells_in(cells: &[Span], unit: Span) -> impl Iterator<Item = Span> {
    let first = cells.partition_point(|cell| cell.end < unit.start);
    cells[first..].iter().take_while(move |cell| cell.start <= unit.end).map(move |cell| cell.intersection(unit))
}

/// The stretches inside a unit that sequences may not leave: the sentences of each table cell or of a list item, else the unit itself.
fn segments(document: &Document, unit: &Unit, out: &mut Vec<Span>) {
    out.clear();
    let mut add = |span: Span| {
        let text = document.slice(span);
        // Most cells and items are one sentence or none. No early end: bytes are compared many at a time.
        let pairs = text.as_bytes().iter().zip(text.as_bytes().iter().skip(1));
        if pairs.fold(false, |any, (mark, after)| any | ((*after == b' ') & matches!(mark, b'.' | b'?' | b'!'))) {
            out.extend(sentences(text, span.start as usize));
        } else {
            out.push(span);
        }
    };
    match (unit.kind, document.blocks().get(unit.block as usize).map(|b| &b.kind)) {
        (UnitKind::TableRow | UnitKind::TableHeader, Some(BlockKind::TableRow { cells, .. })) => cells_in(cells, unit.span).for_each(add),
        (UnitKind::ListItem, _) => add(unit.span),
        _ => out.push(unit.span),
    }
}

fn push_tokens(text: &str, cutter: Cutter, span: Span, rules: &RuleSet, cache: &mut WordCache, out: &mut Tokens) {
    let end = span.end as usize;
    let within = &text[..end];
    let mut at = span.start as usize;
    while let Some((start, stop)) = cutter.cut(within, at, |sign| out.hints.push(sign as u32)) {
        let mut token_end = stop;
        let next = within.as_bytes().get(stop).copied().unwrap_or_default();
        let goes_on = |at: usize| within[at..].starts_with(char::is_alphanumeric);
        // DO:s, LSS:s: the genitive belongs to the acronym.
        if next == b':' && within[stop + 1..].starts_with('s') && !goes_on(stop + 2) {
            token_end += 2;
        }
        let (place, spelling) = cache.look_up(rules, text, start, token_end);
        let (mut words, mut flags) = (spelling.words, spelling.flags);
        if next == b'-' && !flags.has(Flags::NUMBER) && !goes_on(stop + 1) {
            words = WordList::default();
            flags = suspended_flags(flags, cache.lower(place));
            out.suspended.push(out.seen.len() as u32);
        }
        if flags.has(Flags::HINT) {
            out.hints.push(start as u32);
        }
        out.seen.push(Seen { mask: words.mask, words: words.place, limit: 0 });
        out.flags.push(flags);
        out.spans.push(Span { start: start as u32, end: token_end as u32 });
        out.spellings.push(place);
        at = token_end;
    }
}

/// What is left of a spelling's flags where it stands before a hyphen.
#[cold]
fn suspended_flags(flags: Flags, lower: &str) -> Flags {
    let mut out = Flags::english(usize::from(ENGLISH.contains(&lower)));
    out.0 |= flags.0 & (Flags::CAPITAL.0 | Flags::HINT.0) | Flags::SUSPENDED.0;
    out
}

/// Gives `köns-` the words that it would be with the last part of the next compound: `köns- och åldersdiskriminering`.
fn resolve_suspended(text: &str, rules: &RuleSet, cache: &mut WordCache, tokens: &mut Tokens, at: usize) {
    let limit = (tokens.seen[at].limit as usize).min(at + 6);
    let fits = |next: &usize| {
        let (flags, span) = (tokens.flags[*next], tokens.spans[*next]);
        !flags.has(Flags::SUSPENDED) && span.len() > 5 && !flags.has(Flags::NUMBER)
    };
    let Some(next) = (at + 1..limit).find(fits) else { return };
    let written = |at: usize| text[tokens.spans[at].range()].to_lowercase();
    let (words, flags) = cache.suspended(rules, &written(at), &written(next));
    tokens.set_words(at, words, flags);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::built_in_files;
    use crate::text::{DocumentBuilder, Format, Origin};

    #[test]
    fn each_part_of_a_very_long_row_has_its_own_tokens() {
        let rules = RuleSet::from_files(&built_in_files()).unwrap();
        let mut builder = DocumentBuilder::new(Origin { name: String::new(), format: Format::Plain, title: None, producer: None });
        let table = builder.table();
        builder.row(table, false, &vec!["barn och unga"; 3000]);
        let document = builder.finish();
        let tokens = tokenize(&document, &rules, &mut WordCache::default());
        assert!(document.units().len() > 5);
        assert_eq!(tokens.seen.len(), 9000);
        for (unit, own) in document.units().iter().zip(&tokens.units) {
            let own = &tokens.spans[own.start as usize..own.end as usize];
            assert!(!own.is_empty() && own.iter().all(|token| unit.span.contains(*token)), "{unit:?}");
        }
    }
}
