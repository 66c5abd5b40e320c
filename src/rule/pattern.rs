//! Compiled expressions: what the scan walks over. Ids are places in the rule set's tables.

use std::ops::Index;

use super::lexicon::LexId;
use super::word_set::{SetId, WordSets};

/// A compiled sequence, as its place in [`Patterns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SequenceId(pub u32);

/// A compiled class, as its place in [`Patterns::classes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ClassId(pub u32);

/// A place in a sequence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Element {
    /// Every word with which the element can begin.
    pub first: SetId,
    /// Words that fit by themselves.
    pub words: SetId,
    /// What else fits, as a place in [`Patterns::branches`]; 0 for nothing.
    pub branches: u32,
    /// Words of which one stands wherever the element does: of each of its phrases the rarest, which may not be the first.
    pub key: SetId,
    /// Most tokens from its first to that word.
    pub spread: u32,
    /// Most tokens that it can cover.
    pub longest: u32,
    /// At most this many other tokens before it.
    pub gap: u8,
    /// May be left out.
    pub optional: bool,
}

/// Alternatives of an element that are more than words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Branches {
    /// Classes with phrases or exceptions.
    pub classes: Box<[ClassId]>,
    /// Phrases.
    pub sequences: Box<[SequenceId]>,
    /// Phrases that begin with one word, by that word: a class can hold hundreds, of which one or two begin with a given word.
    pub by_word: Box<[(LexId, SequenceId)]>,
    /// The other phrases, by the set of words with which they begin.
    pub by_set: Box<[(SetId, SequenceId)]>,
}

/// Elements in order, and which of them is sought first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CompiledSequence {
    /// Its elements in [`Patterns`]: the first, and how many.
    pub start: u32,
    pub len: u32,
    /// The element whose keys are rarest: a unit without any of them cannot match.
    pub anchor: u32,
    /// The next rarest element that must stand, if there is one: a unit without any of its keys cannot match either.
    pub partner: Partner,
    /// Most tokens that can stand before the anchor's key.
    pub reach: u32,
    /// Most tokens that a match can cover.
    pub longest: u32,
}

/// A sequence to try when a word stands in a unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trigger {
    /// Mask of the partner's words, all ones where there is none.
    pub mask: u64,
    /// Its place among what is sought.
    pub place: u32,
    /// What must stand near that word.
    pub partner: Partner,
    /// Most tokens that can stand before that word.
    pub reach: u16,
    /// The partner's bit in a [`Signature`]. Most triggers fail by it.
    pub bit: u16,
}

/// Which partners have a word among some words: one bit of 512 for each partner, so that a few share one. A mask of words tells less, for
/// partners of hundreds of words would fill it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature([u64; 8]);

impl Signature {
    /// The bit of what always stands.
    pub const ALWAYS: u16 = 0;

    /// The bit of a set of partner words.
    pub fn bit_of(set: SetId) -> u16 {
        (set.0.wrapping_mul(0x9E37_79B9) >> 23).max(1) as u16
    }

    /// The signature of nothing: only what always stands.
    pub fn empty() -> Self {
        let mut out = Signature::default();
        out.insert(Signature::ALWAYS);
        out
    }

    pub fn insert(&mut self, bit: u16) {
        self.0[usize::from(bit >> 6) & 7] |= 1 << (bit & 63);
    }

    #[inline]
    pub fn has(&self, bit: u16) -> bool {
        self.0[usize::from(bit >> 6) & 7] >> (bit & 63) & 1 == 1
    }

    /// Adds everything in another.
    #[inline]
    pub fn add(&mut self, other: &Signature) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
    }
}

/// Words of which one must stand near a sequence's anchor.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Partner {
    /// Its keys; empty if nothing need stand there.
    pub words: SetId,
    /// Fewest and most tokens from the anchor's key to the partner's; negative before it.
    pub from: i16,
    pub to: i16,
}

impl Partner {
    /// Whether nothing need stand near the anchor.
    pub fn is_none(self) -> bool {
        self.words == SetId::EMPTY
    }
}

/// Sequences of which any will do, and every word with which one can begin: a stretch without such a word need not be walked.
#[derive(Clone, Debug)]
pub(crate) struct AnyOf {
    pub first: SetId,
    /// The sequences, as a place in [`Patterns::branches`].
    pub branches: u32,
}

/// A named class that cannot be flattened into words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CompiledClass {
    /// What it holds, as an element.
    pub body: Element,
    /// Tokens that never count although they fit.
    pub except: SetId,
}

/// Everything compiled from expressions.
#[derive(Debug)]
pub(crate) struct Patterns {
    pub sets: WordSets,
    pub sequences: Vec<CompiledSequence>,
    /// The elements of all sequences, end to end.
    pub elements: Vec<Element>,
    pub branches: Vec<Branches>,
    pub classes: Vec<CompiledClass>,
}

impl Patterns {
    pub fn sequence(&self, id: SequenceId) -> &CompiledSequence {
        &self.sequences[id.0 as usize]
    }

    /// The elements of a sequence.
    #[inline]
    pub fn elements(&self, id: SequenceId) -> &[Element] {
        let sequence = &self.sequences[id.0 as usize];
        &self.elements[sequence.start as usize..][..sequence.len as usize]
    }

    /// The words of which at least one must stand in a unit that matches.
    pub fn anchor_words(&self, id: SequenceId) -> &[LexId] {
        let anchor = self.sequence(id).anchor as usize;
        self.elements(id).get(anchor).map_or(&[], |e| self.sets.words(e.key))
    }

    /// Mask of the words with which a match can begin.
    #[inline]
    pub fn first_mask(&self, id: SequenceId) -> u64 {
        self.elements(id).first().map_or(0, |e| self.sets.mask(e.first))
    }

    /// The words with which a match can begin.
    pub fn first_words(&self, id: SequenceId) -> &[LexId] {
        self.elements(id).first().map_or(&[], |e| self.sets.words(e.first))
    }

    pub fn class(&self, id: ClassId) -> &CompiledClass {
        &self.classes[id.0 as usize]
    }
}

/// Lists of values, one for each word, end to end.
#[derive(Debug)]
pub(crate) struct Lists<T> {
    /// Where each list begins; one more at the end.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Lists<T> {
    /// Gathers (word, value) pairs for `words` words; `pairs` is walked twice and must give the same both times.
    pub fn gather<I: Iterator<Item = (LexId, T)>>(words: usize, pairs: impl Fn() -> I) -> Self {
        let mut starts = vec![0u32; words + 1];
        let mut any = None;
        for (word, value) in pairs() {
            starts[word.0 as usize] += 1;
            any = Some(value);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut items = any.map_or_else(Vec::new, |value| vec![value; sum as usize]);
        let mut next = vec![0u32; words];
        for (word, value) in pairs() {
            let word = word.0 as usize;
            let first = if word == 0 { 0 } else { starts[word - 1] };
            items[(first + next[word]) as usize] = value;
            next[word] += 1;
        }
        starts.insert(0, 0);
        starts.pop();
        Lists { starts, items }
    }
}

impl<T> Index<usize> for Lists<T> {
    type Output = [T];

    #[inline]
    fn index(&self, word: usize) -> &[T] {
        &self.items[self.starts[word] as usize..self.starts[word + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_hold_what_was_put_in_and_what_always_stands() {
        let bits: Vec<u16> = (1..400).map(|set| Signature::bit_of(SetId(set))).collect();
        assert!(bits.iter().all(|bit| *bit != Signature::ALWAYS && *bit < 512));
        let (mut one, mut other) = (Signature::empty(), Signature::empty());
        one.insert(bits[0]);
        other.insert(bits[1]);
        assert!(one.has(bits[0]) && !one.has(bits[1]) && one.has(Signature::ALWAYS));
        one.add(&other);
        assert!(one.has(bits[0]) && one.has(bits[1]));
    }

    #[test]
    fn lists_keep_the_order_of_their_values() {
        let pairs = [(2, 'a'), (0, 'b'), (2, 'c'), (4, 'd')].map(|(w, v)| (LexId(w), v));
        let lists = Lists::gather(5, || pairs.into_iter());
        let all: Vec<String> = (0..5).map(|w| lists[w].iter().collect()).collect();
        assert_eq!(all, ["b", "", "ac", "", "d"]);
        assert!(Lists::<u32>::gather(1, std::iter::empty)[0].is_empty());
    }
}
