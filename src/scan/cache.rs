//! What is known of words, kept between documents: the dear part (compound parts, wildcards, acronyms) runs once for each spelling.

use std::cell::Cell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::ladder::Facts;
use super::openings::Openings;
use super::sections::ENGLISH;
use super::spellings::Spellings;
use super::tokens::Flags;
use crate::rule::{LexId, RuleSet, Signature, Trigger, mask_of};

/// Answers that outlive a document.
#[derive(Debug, Default)]
pub(super) struct WordCache {
    spellings: Spellings<Spelling>,
    /// Lists of suspended first parts, by "first next".
    suspended: FxHashMap<String, WordList>,
    lists: Lists,
    /// What spellings look like to the ladder, by place; worked out when asked for, which few are.
    facts: Vec<Cell<Facts>>,
    /// Which phrases can begin with which words.
    pub openings: Openings,
}

/// What is known of a spelling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    pub words: WordList,
    pub flags: Flags,
    /// Where its lower case stands in `Lists::lower`.
    lower: (u32, u32),
}

/// A list of words, as its place among all lists, with their mask for asking sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordList {
    pub mask: u64,
    pub place: u32,
}

/// All lists, each kept once.
#[derive(Debug, Default)]
struct Lists {
    known: FxHashMap<Box<[LexId]>, WordList>,
    /// What belongs to each list; the first is the empty one.
    places: Vec<Place>,
    items: Vec<LexId>,
    /// What is tried where one of a list's words stands, list after list.
    triggers: Vec<Trigger>,
    /// Partners of triggers that have one of a list's words, list after list.
    signatures: Vec<Signature>,
    /// All spellings in lower case.
    lower: String,
}

/// First and one past the last of what belongs to a list.
#[derive(Clone, Debug, Default)]
struct Place {
    items: Range<u32>,
    triggers: Range<u32>,
}

/// Distinct spellings after which the cache starts anew (bounds memory on archives; never changes a result).
const CACHE_LIMIT: usize = 300_000;

/// The beginnings, ends and insides of words by which a stretch that is to be hidden may be told (see `masks`), in lower case.
const HINT_STARTS: &[&str] = &["pdf", "doc", "xls", "ppt"];
const HINT_ENDS: &[&str] = &["www"];
const HINT_INSIDES: &[&str] = &["dnr", "diarienr", "diarienummer"];

impl WordCache {
    pub fn trim(&mut self) {
        let kept = self.spellings.len().max(self.suspended.len()).max(self.lists.places.len() / 2).max(self.openings.len() / 8);
        if kept > CACHE_LIMIT {
            *self = WordCache::default();
        }
    }

    /// The place of the spelling that is written at `text[start..end]`, and what is known of it.
    #[inline]
    pub fn look_up(&mut self, rules: &RuleSet, text: &str, start: usize, end: usize) -> (u32, Spelling) {
        match self.spellings.find(text, start, end) {
            Some((place, spelling)) => (place, *spelling),
            None => self.learn(rules, &text[start..end]),
        }
    }

    /// A spelling that was not met before. What follows a colon (`DO:s`) belongs to the spelling but not to the word.
    #[cold]
    fn learn(&mut self, rules: &RuleSet, spelled: &str) -> (u32, Spelling) {
        let written = spelled.split(':').next().unwrap_or_default();
        let folded: String = written.chars().flat_map(char::to_lowercase).collect();
        let analysis = rules.lexicon.analyse(&folded);
        let mut words = analysis.any_case;
        if written.chars().next().is_some_and(|c| !c.is_lowercase()) {
            let in_capitals = |n: u8| written.chars().take(n as usize).all(|c| !c.is_lowercase());
            let before = words.len();
            words.extend(analysis.capitals.iter().filter(|(_, n)| in_capitals(*n)).map(|(id, _)| *id));
            if words.len() > before {
                words.sort_unstable();
            }
        }
        let mut flags = Flags::english(folded.split('-').filter(|part| ENGLISH.contains(part)).count());
        flags.set(Flags::CAPITAL, written.chars().next().is_some_and(char::is_uppercase));
        flags.set(Flags::NUMBER, written.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
        let words = self.lists.intern(rules, &words);
        flags.set(Flags::TRIGGER, !self.triggers(words.place).is_empty());
        let ascii = written.to_ascii_lowercase();
        let hint = HINT_STARTS.iter().any(|s| ascii.starts_with(s))
            || HINT_ENDS.iter().any(|s| ascii.ends_with(s))
            || HINT_INSIDES.iter().any(|s| ascii.contains(s));
        flags.set(Flags::HINT, hint);
        let start = self.lists.lower.len() as u32;
        self.lists.lower.push_str(&spelled.to_lowercase());
        let spelling = Spelling { words, flags, lower: (start, self.lists.lower.len() as u32) };
        self.facts.push(Cell::default());
        (self.spellings.insert(spelled, spelling), spelling)
    }

    /// What `first` is before the word `next` with whose last part it is to be read; both in lower case.
    pub fn suspended(&mut self, rules: &RuleSet, first: &str, next: &str) -> (WordList, Flags) {
        // No token holds a space, so the pair is told from every other.
        let pair = format!("{first} {next}");
        let words = match self.suspended.get(&pair) {
            Some(known) => *known,
            None => {
                let words = self.lists.intern(rules, &rules.lexicon.analyse_suspended(first, next));
                self.suspended.insert(pair, words);
                words
            }
        };
        let mut flags = Flags::default();
        flags.set(Flags::TRIGGER, !self.triggers(words.place).is_empty());
        (words, flags)
    }

    /// The words of a list, sorted.
    #[inline]
    pub fn words(&self, list: u32) -> &[LexId] {
        self.lists.places.get(list as usize).map_or(&[], |place| &self.lists.items[place.items.start as usize..place.items.end as usize])
    }

    /// What is tried where a token with these words stands.
    #[inline]
    pub fn triggers(&self, list: u32) -> &[Trigger] {
        let place = self.lists.places.get(list as usize);
        place.map_or(&[], |place| &self.lists.triggers[place.triggers.start as usize..place.triggers.end as usize])
    }

    /// What a spelling is to the ladder.
    pub fn facts(&self, rules: &RuleSet, spelling: u32) -> Facts {
        let Some(kept) = self.facts.get(spelling as usize) else { return Facts::default() };
        if !kept.get().is_known() {
            kept.set(Facts::of(self.lower(spelling), rules.verbs()));
        }
        kept.get()
    }

    /// The partners of triggers that have one of these words.
    #[inline]
    pub fn signature(&self, list: u32) -> Option<&Signature> {
        self.lists.signatures.get(list as usize)
    }

    /// A spelling in lower case.
    pub fn lower(&self, spelling: u32) -> &str {
        let range = self.spellings.value(spelling).map_or((0, 0), |s| s.lower);
        &self.lists.lower[range.0 as usize..range.1 as usize]
    }
}

impl Lists {
    fn intern(&mut self, rules: &RuleSet, words: &[LexId]) -> WordList {
        if self.places.is_empty() {
            self.places.push(Place::default());
            self.signatures.push(Signature::empty());
        }
        if words.is_empty() {
            return WordList::default();
        }
        if let Some(known) = self.known.get(words) {
            return *known;
        }
        let list = WordList { mask: mask_of(words), place: self.places.len() as u32 };
        let (items, triggers) = (self.items.len() as u32, self.triggers.len() as u32);
        self.items.extend_from_slice(words);
        let mut own: Vec<Trigger> = words.iter().flat_map(|word| &rules.triggers[word.0 as usize]).copied().collect();
        own.sort_unstable_by_key(|trigger| trigger.place);
        own.dedup_by_key(|trigger| trigger.place);
        self.triggers.append(&mut own);
        let mut signature = Signature::empty();
        words.iter().flat_map(|word| &rules.partner_bits[word.0 as usize]).for_each(|bit| signature.insert(*bit));
        self.signatures.push(signature);
        self.places.push(Place { items: items..self.items.len() as u32, triggers: triggers..self.triggers.len() as u32 });
        self.known.insert(words.into(), list);
        list
    }
}
