//! Whether what one rule seeks is already found by another: for those who look rules over.
//!
//! Errs on the side of silence: what cannot be told from words, gaps and classes alone is not called covered.

use rustc_hash::FxHashMap;

use super::expression::parse_word;
use super::lexicon::LexId;
use super::morphology::inflect;
use super::pattern::Element;
use super::rule_set::{RuleId, RulePattern, RuleSet};
use super::word_set::SetId;

/// Compares expressions of one rule set; keeps what it learns of words.
pub struct Coverage<'a> {
    rules: &'a RuleSet,
    spelled: FxHashMap<LexId, String>,
    /// For each word, the words that every one of its forms also is.
    wider: FxHashMap<LexId, Vec<LexId>>,
}

impl<'a> Coverage<'a> {
    /// Compares within this set.
    pub fn new(rules: &'a RuleSet) -> Self {
        let all: Vec<LexId> = (0..rules.lexicon.len() as u32).map(LexId).collect();
        Coverage { rules, spelled: rules.spellings(&all), wider: FxHashMap::default() }
    }

    /// Whether wherever an expression of `rule` stands, some expression of `other` stands in the same words. Conditions are not compared.
    pub fn covers(&mut self, other: RuleId, rule: RuleId) -> bool {
        let rules = self.rules;
        let others = &rules.rule(other).patterns;
        rules.rule(rule).patterns.iter().all(|pattern| others.iter().any(|o| self.pattern(o, pattern)))
    }

    fn pattern(&mut self, wide: &RulePattern, narrow: &RulePattern) -> bool {
        // The wide one may ask for nothing more.
        if !wide.with.iter().all(|s| narrow.with.contains(s)) || !wide.without.iter().all(|s| narrow.without.contains(s)) {
            return false;
        }
        if wide.sequence == narrow.sequence {
            return true;
        }
        let rules = self.rules;
        let (w, n) = (rules.patterns.elements(wide.sequence), rules.patterns.elements(narrow.sequence));
        // A word by itself may be set aside as a false friend where a phrase is not.
        let guarded = |e: &Element| rules.patterns.sets.words(e.first).iter().any(|word| !rules.guarded_words[word.0 as usize].is_empty());
        if w.len() == 1 && n.len() > 1 && guarded(&w[0]) {
            return false;
        }
        n.windows(w.len()).any(|part| {
            let gaps = w.iter().zip(part).skip(1).all(|(w, n)| w.gap >= n.gap);
            let optional = w.iter().zip(part).all(|(w, n)| w.optional || !n.optional);
            gaps && optional && w.iter().zip(part).all(|(w, n)| self.element(w, n))
        })
    }

    fn element(&mut self, wide: &Element, narrow: &Element) -> bool {
        let branches = &self.rules.patterns.branches;
        let (w, n) = (&branches[wide.branches as usize], &branches[narrow.branches as usize]);
        let ids = n.classes.iter().all(|c| w.classes.contains(c)) && n.sequences.iter().all(|s| w.sequences.contains(s));
        ids && self.words(wide.words, narrow.words)
    }

    fn words(&mut self, wide: SetId, narrow: SetId) -> bool {
        let sets = &self.rules.patterns.sets;
        let (wide, narrow) = (sets.words(wide), sets.words(narrow));
        narrow.iter().all(|word| wide.binary_search(word).is_ok() || self.wider(*word).iter().any(|w| wide.binary_search(w).is_ok()))
    }

    /// The words that every form of this one also is; none where its forms cannot be listed.
    fn wider(&mut self, word: LexId) -> &[LexId] {
        let (rules, spelled) = (self.rules, &self.spelled);
        self.wider.entry(word).or_insert_with(|| spelled.get(&word).map_or_else(Vec::new, |text| wider(rules, text)))
    }
}

fn wider(rules: &RuleSet, spelled: &str) -> Vec<LexId> {
    let Ok(word) = parse_word(spelled) else { return Vec::new() };
    if word.capitals || word.open_end || word.open_start || word.first_part || word.last_part || spelled.ends_with('-') {
        return Vec::new();
    }
    let forms: Vec<String> = match word.class {
        Some(class) => inflect(&word.text, class, &word.extra).map(|paradigm| paradigm.forms).unwrap_or_default(),
        None => [word.text.to_string()].into_iter().chain(word.extra.iter().cloned()).collect(),
    };
    let mut common: Option<Vec<LexId>> = None;
    for form in forms {
        let found = rules.lexicon.analyse(&form).any_case;
        common = Some(match common {
            None => found,
            Some(before) => before.into_iter().filter(|w| found.binary_search(w).is_ok()).collect(),
        });
    }
    common.unwrap_or_default()
}
