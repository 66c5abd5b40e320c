//! Which phrases of an element can begin with which words, worked out once for each pair that is met.
//!
//! A class can hold hundreds of phrases and other classes with exceptions of their own. What of all that can begin with a token depends on
//! the token's words alone, and texts repeat their words: the answer is kept, and is "nothing" or one or two phrases as a rule.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::tokens::Seen;
use crate::rule::{Branches, LexId, Marker, MarkerSet, RuleSet, SequenceId, mask_of};

/// Answers so far, by branches and list of words.
#[derive(Debug, Default)]
pub(super) struct Openings(RefCell<Answers>);

#[derive(Debug, Default)]
struct Answers {
    known: FxHashMap<u64, Opened>,
    /// The markers that can begin with a list's words: first and one past the last, and all of them.
    lists: Vec<Option<(u32, u32)>>,
    markers: Vec<(Marker, Opened)>,
    phrases: Vec<Phrase>,
}

/// A phrase that can begin with a token.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// Mask of the words of which one must follow. Most phrases fail by it.
    next: u64,
    sequence: SequenceId,
    /// Most tokens before that word, or [`ANYWHERE`] if it need not stand or may stand further off.
    gap: u8,
}

const ANYWHERE: u8 = u8::MAX;

impl Phrase {
    fn of(rules: &RuleSet, sequence: SequenceId) -> Phrase {
        let next = match rules.patterns.elements(sequence) {
            [first, second, ..] if first.longest == 1 && !second.optional => Some((rules.patterns.sets.mask(second.first), second.gap)),
            _ => None,
        };
        let (next, gap) = next.unwrap_or((0, ANYWHERE));
        Phrase { next, sequence, gap }
    }
}

/// What can begin with a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opened {
    /// The token fits by itself.
    pub alone: bool,
    /// Phrases that can begin with it: the first, and how many.
    first: u32,
    count: u32,
}

impl Opened {
    /// A token that fits and nothing more.
    pub const ALONE: Opened = Opened { alone: true, first: 0, count: 0 };
}

impl Openings {
    /// Number of answers kept.
    pub fn len(&self) -> usize {
        self.0.borrow().known.len()
    }

    /// What of these branches can begin with the words of a list.
    #[inline]
    pub fn of(&self, rules: &RuleSet, branches: u32, list: u32, words: &[LexId]) -> Opened {
        let key = u64::from(branches) << 32 | u64::from(list);
        if let Some(known) = self.0.borrow().known.get(&key) {
            return *known;
        }
        self.work_out(rules, key, words)
    }

    #[cold]
    fn work_out(&self, rules: &RuleSet, key: u64, words: &[LexId]) -> Opened {
        let mut gathered = Gathered { rules, words, mask: mask_of(words), alone: false, sequences: Vec::new() };
        gathered.gather(&rules.patterns.branches[(key >> 32) as usize]);
        gathered.sequences.sort_unstable();
        gathered.sequences.dedup();
        let mut answers = self.0.borrow_mut();
        let first = answers.phrases.len() as u32;
        let opened = Opened { alone: gathered.alone, first, count: gathered.sequences.len() as u32 };
        answers.phrases.extend(gathered.sequences.into_iter().map(|sequence| Phrase::of(rules, sequence)));
        answers.known.insert(key, opened);
        opened
    }

    /// The phrases that can begin with a token which is followed by `after` to the end of its segment.
    #[inline]
    pub fn phrases(&self, opened: Opened, after: &[Seen]) -> impl Iterator<Item = SequenceId> {
        let next = after.first().map_or(0, |seen| seen.mask);
        (opened.first..opened.first + opened.count).filter_map(move |at| {
            let phrase = self.0.borrow().phrases[at as usize];
            let follows = match phrase.gap {
                0 => phrase.next & next != 0,
                ANYWHERE => true,
                gap => after.iter().take(usize::from(gap) + 1).any(|seen| phrase.next & seen.mask != 0),
            };
            follows.then_some(phrase.sequence)
        })
    }
}

/// Which markers can begin with which words.
impl Openings {
    /// The markers that can begin with the words of a list.
    pub fn markers(&self, rules: &RuleSet, list: u32, words: &[LexId]) -> impl Iterator<Item = (Marker, Opened)> {
        let known = self.0.borrow().lists.get(list as usize).copied().flatten();
        let (from, to) = known.unwrap_or_else(|| self.work_out_markers(rules, list, words));
        (from..to).map(|at| self.0.borrow().markers[at as usize])
    }

    #[cold]
    fn work_out_markers(&self, rules: &RuleSet, list: u32, words: &[LexId]) -> (u32, u32) {
        let mut tried = MarkerSet::default();
        let mut found = Vec::new();
        for &marker in words.iter().flat_map(|word| &rules.marker_starts[word.0 as usize]) {
            if tried.contains(marker) {
                continue;
            }
            tried.insert(marker);
            // A class as a sequence is one element.
            for element in rules.patterns.elements(rules.marker_sequences[marker as usize]) {
                let by_words = rules.patterns.sets.holds_any(element.words, words);
                let opened = if element.branches == 0 { Opened::ALONE } else { self.of(rules, element.branches, list, words) };
                found.push((marker, Opened { alone: opened.alone || by_words, ..opened }));
            }
        }
        let mut answers = self.0.borrow_mut();
        let from = answers.markers.len() as u32;
        answers.markers.extend(found.into_iter().filter(|(_, opened)| opened.alone || opened.count > 0));
        let range = (from, answers.markers.len() as u32);
        if answers.lists.len() <= list as usize {
            answers.lists.resize(list as usize + 1, None);
        }
        answers.lists[list as usize] = Some(range);
        range
    }
}

struct Gathered<'a> {
    rules: &'a RuleSet,
    words: &'a [LexId],
    mask: u64,
    alone: bool,
    sequences: Vec<SequenceId>,
}

impl Gathered<'_> {
    /// Classes cannot hold themselves, so this ends.
    fn gather(&mut self, branches: &Branches) {
        let (patterns, words, mask) = (&self.rules.patterns, self.words, self.mask);
        let fits = |set| patterns.sets.intersects(set, words, mask);
        for word in words {
            let from = branches.by_word.partition_point(|(w, _)| w < word);
            self.sequences.extend(branches.by_word[from..].iter().take_while(|(w, _)| w == word).map(|(_, sequence)| *sequence));
        }
        for same in branches.by_set.chunk_by(|a, b| a.0 == b.0).filter(|same| fits(same[0].0)) {
            self.sequences.extend(same.iter().map(|(_, sequence)| *sequence));
        }
        for class in branches.classes.iter().map(|class| patterns.class(*class)) {
            if fits(class.except) || !fits(class.body.first) {
                continue;
            }
            self.alone |= fits(class.body.words);
            if class.body.branches != 0 {
                self.gather(&patterns.branches[class.body.branches as usize]);
            }
        }
    }
}
