//! Which phrases of an element can begin with which words, worked out once for each pair that is met.
//!
//! A class can hold hundreds of phrases and other classes with exceptions of their own. What of all that can begin with a token depends on
//! the token's words alone, and texts repeat their words: the answer is kept, and is "nothing" or one or two phrases as a rule.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::rule::{Branches, LexId, RuleSet, SequenceId, mask_of};

/// Answers so far, by branches and list of words.
#[derive(Debug, Default)]
pub(super) struct Openings(RefCell<Answers>);

#[derive(Debug, Default)]
struct Answers {
    known: FxHashMap<u64, Opened>,
    sequences: Vec<SequenceId>,
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
        let first = answers.sequences.len() as u32;
        let opened = Opened { alone: gathered.alone, first, count: gathered.sequences.len() as u32 };
        answers.sequences.extend(gathered.sequences);
        answers.known.insert(key, opened);
        opened
    }

    /// The phrases.
    #[inline]
    pub fn sequences(&self, opened: Opened) -> impl Iterator<Item = SequenceId> {
        (opened.first..opened.first + opened.count).map(|at| self.0.borrow().sequences[at as usize])
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
