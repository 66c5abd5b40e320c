//! Which drawn words a sentence was made from.
//!
//! The text of a document and the words of its pages tell the same in nearly the same order: tables are read by rows, running heads come
//! first, words broken at the end of a line are whole. So the document's words are led through the drawn ones along the cheapest way, where
//! going on to the next word or to the next line of a column costs next to nothing and every jump costs something.

use crate::annotate::align::words;
use crate::read::pdf::trace::{Strip, Word};
use crate::text::{BlockKind, Document, DocumentBuilder, Format, Origin, Piece, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Share of a stretch's words that must be found for its place to be believed.
const ENOUGH: f64 = 0.5;
/// Ways that are followed at the same time, and places of one word that are looked at.
const WAYS: usize = 24;
const MOST_PLACES: usize = 64;
/// What it costs to leave a word without a place, to go on in the next line of a column, and to jump forward and back.
const SKIP: f32 = 4.0;
const NEXT_LINE: f32 = 0.4;
const FORWARD: f32 = 1.0;
const BACK: f32 = 2.0;
/// Lines of a column stand at most so many times their height apart.
const LINE_STEP: f32 = 2.6;
/// Broken words of a page whose other halves are looked for.
const MOST_BROKEN: usize = 500;
/// Words between two found ones of a sentence that belong to it although they were not found (signs, numbers written otherwise).
const BRIDGE: usize = 3;

/// A run of letters or digits as drawn: its text and the word that it is part of.
struct Token {
    text: String,
    word: usize,
}

/// What one word of the document may be drawn as: a token, or two halves.
#[derive(Clone, Copy)]
struct Candidate {
    first: usize,
    last: usize,
}

/// The words of a document, each with the drawn words that it was made from.
pub(super) struct Places<'d> {
    drawn: &'d [Word],
    words: Vec<Range<usize>>,
    /// For each word of the document the first and the last drawn word, if it was found.
    found: Vec<Option<(usize, usize)>>,
}

impl<'d> Places<'d> {
    pub fn new(document: &Document, drawn: &'d [Word]) -> Self {
        let words = words(document.text());
        let tokens = tokens(drawn);
        let index = Index::new(drawn, &tokens);
        let mut way = Way::new(drawn, &tokens);
        for (number, word) in words.iter().enumerate() {
            let start = u32::try_from(word.start).unwrap_or(u32::MAX);
            let page = document.page_at(start).map_or(0, |page| page.number.saturating_sub(1) as usize);
            way.step(number, &index.candidates(page, &document.text()[word.clone()]));
        }
        let found = way.finish(words.len()).into_iter().map(|c| c.map(|c| (tokens[c.first].word, tokens[c.last].word))).collect();
        Places { drawn, words, found }
    }

    fn within(&self, span: Span) -> Range<usize> {
        let from = self.words.partition_point(|word| word.end <= span.start as usize);
        let to = self.words.partition_point(|word| word.start < span.end as usize);
        from..to.max(from)
    }

    /// The strips of a stretch of the document, by page and in the order of its words; empty when too little of it was found.
    pub fn of(&self, span: Span) -> Vec<(usize, Vec<Strip>)> {
        let range = self.within(span);
        let found: Vec<(usize, usize)> = self.found[range.clone()].iter().flatten().copied().collect();
        if found.is_empty() || (found.len() as f64) < ENOUGH * range.len() as f64 {
            return Vec::new();
        }
        // What belongs to other sentences is not covered.
        let taken: FxHashSet<usize> = self.near(&range).flat_map(|(a, b)| [a, b]).collect();
        let mut strips: Vec<(usize, u32, usize, Strip)> = Vec::new();
        for at in found.into_iter().flat_map(|(a, b)| if a == b { vec![a] } else { vec![a, b] }) {
            let word = &self.drawn[at];
            match strips.last_mut() {
                Some((_, stretch, last, strip))
                    if *stretch == word.stretch && at >= *last && at - *last <= BRIDGE && !(*last + 1..at).any(|w| taken.contains(&w)) =>
                {
                    (*strip, *last) = (strip.joined(&word.strip), at);
                }
                _ => strips.push((word.page, word.stretch, at, word.strip)),
            }
        }
        let mut pages: Vec<(usize, Vec<Strip>)> = Vec::new();
        for (page, _, at, strip) in strips {
            let strip = self.with_signs(at, strip, &taken);
            match pages.iter_mut().find(|(other, _)| *other == page) {
                Some((_, strips)) => strips.push(strip),
                None => pages.push((page, vec![strip])),
            }
        }
        pages
    }

    /// A strip with the signs after its last word that stand apart from it: per cent, a quotation mark.
    fn with_signs(&self, at: usize, strip: Strip, taken: &FxHashSet<usize>) -> Strip {
        let after = self.drawn[at + 1..].iter().enumerate();
        let signs = after.take_while(|(step, word)| {
            let own = word.stretch == self.drawn[at].stretch && !taken.contains(&(at + 1 + step));
            // What begins a list item or an aside belongs to what comes after.
            let sign = !word.text.contains(char::is_alphanumeric) && !word.text.starts_with(['–', '-', '—', '•', '·', '*', '(', '„', '«']);
            own && sign && *step < 2
        });
        signs.fold(strip, |strip, (_, word)| strip.joined(&word.strip))
    }

    /// Drawn words of the sentences around a stretch.
    fn near(&self, range: &Range<usize>) -> impl Iterator<Item = (usize, usize)> {
        let around = range.start.saturating_sub(40)..(range.end + 40).min(self.found.len());
        around.filter(|index| !range.contains(index)).filter_map(|index| self.found[index])
    }

    /// The drawn word nearest to a stretch that has no place of its own: its page and where on it.
    pub fn beside(&self, span: Span) -> Option<(usize, Strip)> {
        let range = self.within(span);
        let before = (0..range.end).rev().find_map(|index| self.found[index]);
        let near = before.or_else(|| (range.end..self.found.len()).find_map(|index| self.found[index]))?;
        let word = &self.drawn[near.1];
        Some((word.page, word.strip))
    }
}

/// The words as the document spells them.
fn tokens(drawn: &[Word]) -> Vec<Token> {
    // A text format keeps the way back to what it was given.
    let origin = Origin { name: String::new(), format: Format::Plain, title: None, producer: None };
    let mut builder = DocumentBuilder::new(origin);
    let (mut starts, mut at) = (Vec::with_capacity(drawn.len()), 0);
    for word in drawn {
        starts.push(at);
        builder.push(BlockKind::Marginal, &[Piece { text: &word.text, source: Some(at), page: None }]);
        at += word.text.len();
    }
    let read = builder.finish();
    let token = |range: Range<usize>| {
        let source = read.source_offset(u32::try_from(range.start).ok()?)?;
        let word = starts.partition_point(|start| *start <= source).checked_sub(1)?;
        Some(Token { text: read.text()[range].to_owned(), word })
    };
    words(read.text()).into_iter().filter_map(token).collect()
}

/// Where each spelling stands, page by page.
struct Index<'t> {
    tokens: &'t [Token],
    pages: FxHashMap<(usize, &'t str), Vec<Candidate>>,
    /// Words whose halves follow each other.
    halves: FxHashMap<(usize, String), Vec<Candidate>>,
    /// Tokens at the end of a line, with a hyphen; and whether a token begins a line.
    broken: FxHashMap<usize, Vec<usize>>,
    begins: Vec<bool>,
}

impl<'t> Index<'t> {
    fn new(drawn: &[Word], tokens: &'t [Token]) -> Self {
        let begins = |at: usize| drawn[tokens[at].word].first && (at == 0 || tokens[at - 1].word != tokens[at].word);
        let mut index = Index {
            tokens,
            pages: FxHashMap::default(),
            halves: FxHashMap::default(),
            broken: FxHashMap::default(),
            begins: (0..tokens.len()).map(begins).collect(),
        };
        for (at, token) in tokens.iter().enumerate() {
            let word = &drawn[token.word];
            index.pages.entry((word.page, &token.text)).or_default().push(Candidate { first: at, last: at });
            let next = tokens.get(at + 1);
            if !word.last || next.is_some_and(|next| next.word == token.word) {
                continue;
            }
            if let Some(next) = next {
                let key = (word.page, format!("{}{}", token.text, next.text));
                index.halves.entry(key).or_default().push(Candidate { first: at, last: at + 1 });
            }
            let broken = index.broken.entry(word.page).or_default();
            if word.text.ends_with(['-', '\u{AD}', '\u{2010}']) && broken.len() < MOST_BROKEN {
                broken.push(at);
            }
        }
        index
    }

    /// Where a word may stand: on its page, or on the next for what runs over.
    fn candidates(&self, page: usize, text: &str) -> Vec<Candidate> {
        let mut out = Vec::new();
        for page in [page, page + 1] {
            out.extend(self.pages.get(&(page, text)).into_iter().flatten());
            out.extend(self.halves.get(&(page, text.to_owned())).into_iter().flatten());
        }
        // Another place of the same word on the page says nothing of this one.
        self.torn(page, text, &mut out);
        out
    }

    /// Halves of a word with other words between them: cells and columns side by side, heads and feet of pages.
    fn torn(&self, page: usize, text: &str, out: &mut Vec<Candidate>) {
        for first in self.broken.get(&page).into_iter().flatten() {
            let Some(rest) = text.strip_prefix(self.tokens[*first].text.as_str()).filter(|rest| !rest.is_empty()) else { continue };
            for page in [page, page + 1] {
                let halves = self.pages.get(&(page, rest)).into_iter().flatten().filter(|half| self.begins[half.first]);
                out.extend(halves.map(|half| Candidate { first: *first, last: half.first }));
            }
        }
    }
}

/// How far down the next line is, if it may be the next.
fn step_down(from: &Strip, to: &Strip) -> Option<f32> {
    let (drop, height) = (from.bottom - to.bottom, (from.top - from.bottom).max(to.top - to.bottom));
    (from.is_along(to) && drop > 0.3 * height && drop < LINE_STEP * height).then_some(drop)
}

/// A step of a way: which word was found where, and the step before.
struct Step {
    word: usize,
    candidate: Candidate,
    before: Option<usize>,
}

/// The cheapest ways so far.
struct Way<'d> {
    drawn: &'d [Word],
    tokens: &'d [Token],
    steps: Vec<Step>,
    /// Each with its last step and what it costs, the cheapest first.
    ends: Vec<(Option<usize>, f32)>,
}

impl<'d> Way<'d> {
    fn new(drawn: &'d [Word], tokens: &'d [Token]) -> Self {
        Way { drawn, tokens, steps: Vec::new(), ends: vec![(None, 0.0)] }
    }

    /// Goes on to a word that may stand at these places.
    fn step(&mut self, word: usize, candidates: &[Candidate]) {
        if candidates.is_empty() {
            return;
        }
        let here = self.ends.first().and_then(|end| end.0).map_or(0, |step| self.steps[step].candidate.last);
        let mut near: Vec<Candidate> = candidates.to_vec();
        if near.len() > MOST_PLACES {
            near.sort_by_key(|candidate| candidate.first.abs_diff(here));
            near.truncate(MOST_PLACES);
        }
        let skip = self.ends.iter().map(|(step, cost)| (*step, None, cost + SKIP));
        let mut ends: Vec<(Option<usize>, Option<Candidate>, f32)> = skip.collect();
        for candidate in near {
            let ways = self.ends.iter().map(|(step, cost)| (*step, Some(candidate), cost + self.cost(*step, &candidate)));
            ends.extend(ways.min_by(|a, b| a.2.total_cmp(&b.2)).filter(|way| way.2.is_finite()));
        }
        ends.sort_by(|a, b| a.2.total_cmp(&b.2));
        ends.truncate(WAYS);
        // Costs stay small, so that they stay exact.
        let least = ends.first().map_or(0.0, |end| end.2);
        self.ends.clear();
        for (before, candidate, cost) in ends {
            let step = match candidate {
                Some(candidate) => {
                    self.steps.push(Step { word, candidate, before });
                    Some(self.steps.len() - 1)
                }
                None => before,
            };
            self.ends.push((step, cost - least));
        }
    }

    /// What it costs to go on from a step to this place.
    fn cost(&self, step: Option<usize>, to: &Candidate) -> f32 {
        let broken = self.tear(to);
        let Some(from) = step.map(|step| self.steps[step].candidate.last) else { return broken + 0.1 * (1.0 + to.first as f32).log2() };
        if to.first == from + 1 {
            return broken;
        }
        if to.first == from {
            return f32::INFINITY;
        }
        let (a, b) = (&self.drawn[self.tokens[from].word], &self.drawn[self.tokens[to.first].word]);
        let far = 0.25 * (to.first.abs_diff(from) as f32).log2();
        if to.first > from && a.stretch == b.stretch {
            return broken + 0.3 * (to.first - from) as f32;
        }
        if a.page == b.page && b.first && step_down(&a.strip, &b.strip).is_some() && b.strip.x0 < a.strip.x1 {
            return broken + NEXT_LINE + 0.05 * far;
        }
        broken + far + if to.first > from { FORWARD } else { BACK }
    }

    /// What it costs that the halves of a word stand apart.
    fn tear(&self, candidate: &Candidate) -> f32 {
        let apart = candidate.last.abs_diff(candidate.first);
        if apart == 0 || candidate.last == candidate.first + 1 {
            return 0.1 * apart as f32;
        }
        let (a, b) = (&self.drawn[self.tokens[candidate.first].word], &self.drawn[self.tokens[candidate.last].word]);
        let under = a.page == b.page && step_down(&a.strip, &b.strip).is_some() && b.strip.x0 < a.strip.x1;
        if under { 0.2 } else { 0.1 + 0.25 * (apart as f32).log2() }
    }

    /// The cheapest way: for each word where it stands.
    fn finish(self, words: usize) -> Vec<Option<Candidate>> {
        let mut out = vec![None; words];
        let mut at = self.ends.first().and_then(|end| end.0);
        while let Some(step) = at.map(|step| &self.steps[step]) {
            out[step.word] = Some(step.candidate);
            at = step.before;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;
    use crate::read::pdf::trace::{Draft, draft};

    fn bare(text: &str) -> String {
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    /// The letters and digits that are drawn under strips.
    fn under(draft: &Draft, page: usize, strip: &Strip) -> String {
        let middle = |word: &Word| ((word.strip.x0 + word.strip.x1) / 2.0, (word.strip.bottom + word.strip.top) / 2.0);
        let inside = |word: &&Word| {
            let (x, y) = middle(word);
            word.page == page && word.strip.is_along(strip) && strip.x0 <= x && x <= strip.x1 && strip.bottom <= y && y <= strip.top
        };
        let mut words: Vec<&Word> = draft.words.iter().filter(inside).collect();
        words.sort_by(|a, b| a.strip.x0.total_cmp(&b.strip.x0));
        words.iter().map(|word| bare(&word.text)).collect()
    }

    /// Units of body text with other words under their strips than they have themselves, and all units.
    fn misplaced(bytes: &[u8]) -> (Vec<String>, usize) {
        let draft = draft(bytes, &Limits::default()).unwrap();
        let places = Places::new(&draft.document, &draft.words);
        let body: Vec<_> = draft.document.units().iter().filter(|unit| unit.kind.is_body()).collect();
        let wrong = body.iter().filter_map(|unit| {
            let text = bare(draft.document.slice(unit.span));
            let strips = places.of(unit.span);
            let place: String = strips.iter().flat_map(|(page, strips)| strips.iter().map(|strip| under(&draft, *page, strip))).collect();
            (place != text).then(|| format!("{text}\n    {place}"))
        });
        (wrong.collect(), body.len())
    }

    #[test]
    fn every_unit_finds_its_own_words() {
        for bytes in [
            &include_bytes!("../../../corpus/pdf/exempel-policy.pdf")[..],
            include_bytes!("../../../corpus/pdf/arsredovisning-savlunda.pdf"),
            include_bytes!("../../../corpus/pdf/handlingsplan-vald-mossaker.pdf"),
            include_bytes!("../../../corpus/pdf/program-manskliga-rattigheter-granlida.pdf"),
            include_bytes!("../../../corpus/pdf/va-plan-vitgarn.pdf"),
            include_bytes!("../../../corpus/pdf/vision-tranevik.pdf"),
        ] {
            let (wrong, all) = misplaced(bytes);
            assert!(all > 10 && wrong.is_empty(), "{wrong:#?}");
        }
    }
}
