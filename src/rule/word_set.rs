//! Sets of words, each kept once. A class such as `<barn>` stands in hundreds of expressions: they share one set instead of copying it.
//!
//! The scan asks "is any of this token's words in the set?" more often than anything else. Small sets are sorted slices, large ones bits,
//! and every set carries a mask that turns most questions down without looking at its words.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;

use super::lexicon::LexId;

/// A set, as its place in [`WordSets`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SetId(pub u32);

impl SetId {
    /// The set without words.
    pub const EMPTY: SetId = SetId(0);
}

/// Larger sets are kept as bits too.
const LARGEST_SLICE: usize = 16;

/// One bit of 64 for a word: two lists whose masks share no bit share no word.
pub(crate) fn mask_of(words: &[LexId]) -> u64 {
    words.iter().fold(0, |mask, w| mask | 1 << (w.0.wrapping_mul(0x9E37_79B9) >> 26))
}

#[derive(Clone, Copy, Debug)]
struct Head {
    mask: u64,
    /// Its sorted words in `items`.
    start: u32,
    len: u32,
    /// Its first block in `bits`; `blocks` is 0 for small sets.
    bits: u32,
    blocks: u32,
    /// The words' number / 64 that the first block stands for.
    base: u32,
}

/// All sets of a rule set.
#[derive(Debug)]
pub(crate) struct WordSets {
    heads: Vec<Head>,
    items: Vec<LexId>,
    bits: Vec<u64>,
}

impl WordSets {
    /// The words of a set, sorted.
    pub fn words(&self, set: SetId) -> &[LexId] {
        let head = &self.heads[set.0 as usize];
        &self.items[head.start as usize..][..head.len as usize]
    }

    /// The mask of all its words.
    #[inline]
    pub fn mask(&self, set: SetId) -> u64 {
        self.heads[set.0 as usize].mask
    }

    /// Whether the set has a word of any of these lists.
    #[inline]
    pub fn holds_any_of<'a>(&self, set: SetId, mut lists: impl Iterator<Item = &'a [LexId]>) -> bool {
        let head = &self.heads[set.0 as usize];
        let own = &self.items[head.start as usize..][..head.len as usize];
        let bits = &self.bits[head.bits as usize..][..head.blocks as usize];
        if bits.is_empty() {
            return lists.any(|words| words.iter().any(|w| own.contains(w)));
        }
        let block = |w: &LexId| bits.get((w.0 >> 6).wrapping_sub(head.base) as usize).copied().unwrap_or(0);
        lists.any(|words| words.iter().any(|w| block(w) >> (w.0 & 63) & 1 == 1))
    }

    /// Whether the set has any of these words.
    #[inline]
    pub fn holds_any(&self, set: SetId, words: &[LexId]) -> bool {
        let head = &self.heads[set.0 as usize];
        words.iter().any(|w| self.holds(head, *w))
    }

    /// Whether the set has any of these words, whose [`mask_of`] is `mask`.
    #[inline]
    pub fn intersects(&self, set: SetId, words: &[LexId], mask: u64) -> bool {
        let head = &self.heads[set.0 as usize];
        head.mask & mask != 0 && words.iter().any(|w| self.holds(head, *w))
    }

    #[inline]
    fn holds(&self, head: &Head, word: LexId) -> bool {
        if head.blocks > 0 {
            let block = (word.0 >> 6).wrapping_sub(head.base);
            return block < head.blocks && self.bits[(head.bits + block) as usize] >> (word.0 & 63) & 1 == 1;
        }
        self.items[head.start as usize..][..head.len as usize].contains(&word)
    }

    fn push(&mut self, words: &[LexId]) -> SetId {
        let mut head = Head {
            mask: mask_of(words),
            start: self.items.len() as u32,
            len: words.len() as u32,
            bits: self.bits.len() as u32,
            blocks: 0,
            base: 0,
        };
        self.items.extend_from_slice(words);
        if let ([first, .., last], true) = (words, words.len() > LARGEST_SLICE) {
            head.base = first.0 >> 6;
            head.blocks = (last.0 >> 6) - head.base + 1;
            self.bits.resize(self.bits.len() + head.blocks as usize, 0);
            for word in words {
                self.bits[(head.bits + (word.0 >> 6) - head.base) as usize] |= 1 << (word.0 & 63);
            }
        }
        self.heads.push(head);
        SetId(self.heads.len() as u32 - 1)
    }
}

/// Makes sets while expressions are compiled; equal sets get one id.
#[derive(Debug)]
pub(crate) struct WordSetBuilder {
    pub sets: WordSets,
    /// Hash of the words → sets with that hash.
    by_words: FxHashMap<u64, SmallVec<[SetId; 1]>>,
    /// Unions made before.
    unions: FxHashMap<SmallVec<[SetId; 4]>, SetId>,
    /// The set of one word, by the word.
    singles: Vec<SetId>,
    /// How common each word is likely to be; 1 where nothing is said.
    commonness: Vec<u32>,
    /// Sum of its words' commonness, by set.
    costs: Vec<u64>,
}

impl Default for WordSetBuilder {
    fn default() -> Self {
        let sets = WordSets { heads: Vec::new(), items: Vec::new(), bits: Vec::new() };
        let mut out = WordSetBuilder {
            sets,
            by_words: FxHashMap::default(),
            unions: FxHashMap::default(),
            singles: Vec::new(),
            commonness: Vec::new(),
            costs: Vec::new(),
        };
        out.intern(&[]);
        out
    }
}

impl WordSetBuilder {
    /// Says how common a new word is likely to be; must come before the word's first set.
    pub fn set_commonness(&mut self, word: LexId, commonness: u32) {
        self.commonness.resize(word.0 as usize, 1);
        self.commonness.push(commonness);
    }

    /// Sum of the words' commonness.
    pub fn cost(&self, set: SetId) -> u64 {
        self.costs[set.0 as usize]
    }

    /// The set of one word.
    pub fn single(&mut self, word: LexId) -> SetId {
        let at = word.0 as usize;
        if self.singles.len() <= at {
            self.singles.resize(at + 1, SetId::EMPTY);
        }
        if self.singles[at] == SetId::EMPTY {
            self.singles[at] = self.intern(&[word]);
        }
        self.singles[at]
    }

    /// The set of some words.
    pub fn of(&mut self, words: &mut SmallVec<[LexId; 8]>) -> SetId {
        words.sort_unstable();
        words.dedup();
        match words[..] {
            [] => SetId::EMPTY,
            [word] => self.single(word),
            _ => self.intern(words),
        }
    }

    /// The set of everything in these sets.
    pub fn union(&mut self, mut sets: SmallVec<[SetId; 4]>) -> SetId {
        sets.sort_unstable();
        sets.dedup();
        sets.retain(|s| *s != SetId::EMPTY);
        match sets[..] {
            [] => return SetId::EMPTY,
            [only] => return only,
            _ => {}
        }
        if let Some(known) = self.unions.get(&sets) {
            return *known;
        }
        let mut words: Vec<LexId> = sets.iter().flat_map(|s| self.sets.words(*s)).copied().collect();
        words.sort_unstable();
        words.dedup();
        let id = self.intern(&words);
        self.unions.insert(sets, id);
        id
    }

    /// `words` must be sorted, without repetitions.
    fn intern(&mut self, words: &[LexId]) -> SetId {
        let mut hasher = FxHasher::default();
        words.iter().for_each(|w| hasher.write_u32(w.0));
        let same = self.by_words.entry(hasher.finish()).or_default();
        if let Some(known) = same.iter().find(|s| self.sets.words(**s) == words) {
            return *known;
        }
        let id = self.sets.push(words);
        same.push(id);
        self.costs.push(words.iter().map(|w| u64::from(self.commonness.get(w.0 as usize).copied().unwrap_or(1))).sum());
        id
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    use super::*;

    fn ids(numbers: &BTreeSet<u32>) -> SmallVec<[LexId; 8]> {
        numbers.iter().map(|n| LexId(*n)).collect()
    }

    proptest! {
        #[test]
        fn small_and_large_sets_answer_alike(
            one in prop::collection::btree_set(0u32..2000, 0..60),
            other in prop::collection::btree_set(0u32..2000, 0..4),
            asked in prop::collection::btree_set(0u32..2000, 0..5),
        ) {
            let mut builder = WordSetBuilder::default();
            let (a, b) = (builder.of(&mut ids(&one)), builder.of(&mut ids(&other)));
            let both = builder.union(SmallVec::from_slice(&[b, a, a]));
            prop_assert_eq!(builder.of(&mut ids(&one)), a);
            let union: BTreeSet<u32> = one.union(&other).copied().collect();
            prop_assert_eq!(builder.of(&mut ids(&union)), both);
            let words: Vec<LexId> = asked.iter().map(|n| LexId(*n)).collect();
            for (set, numbers) in [(a, &one), (b, &other), (both, &union)] {
                let sets = &builder.sets;
                prop_assert_eq!(sets.words(set).iter().map(|w| w.0).collect::<BTreeSet<_>>(), numbers.clone());
                prop_assert_eq!(sets.intersects(set, &words, mask_of(&words)), asked.iter().any(|n| numbers.contains(n)));
                prop_assert_eq!(sets.holds_any(set, &words), sets.intersects(set, &words, mask_of(&words)));
                prop_assert_eq!(sets.holds_any_of(set, words.chunks(2)), sets.holds_any(set, &words));
                prop_assert!(words.iter().all(|w| sets.mask(set) & mask_of(&[*w]) != 0 || !sets.holds_any(set, &[*w])));
                prop_assert!(words.iter().all(|w| sets.intersects(set, &[*w], mask_of(&[*w])) == numbers.contains(&w.0)));
            }
        }
    }

    #[test]
    fn cost_is_the_sum_over_the_words() {
        let mut builder = WordSetBuilder::default();
        builder.set_commonness(LexId(1), 10);
        builder.set_commonness(LexId(3), 1000);
        let set = builder.of(&mut [1, 2, 3].map(LexId).into_iter().collect());
        assert_eq!(builder.cost(set), 1011);
        assert_eq!(builder.cost(SetId::EMPTY), 0);
    }
}
