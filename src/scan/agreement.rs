//! The matcher with its sets, indexes and candidates against one that follows the definition word by word, on random token strings.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::candidates::Finder;
use super::matching::Matcher;
use super::tokens::{WordCache, tokenize};
use crate::rule::{Element, RuleSet, SequenceId, SetId, built_in_files};
use crate::text::{DocumentBuilder, Format, Origin};

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::from_files(&built_in_files()).unwrap());

/// Words of the rules' own examples: strings of them hold many beginnings of matches, and some whole ones.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let examples = RULES.rules().iter().flat_map(|r| r.examples.iter().chain(&r.counter_examples));
    examples.flat_map(|e| e.split_whitespace()).map(|w| w.trim_end_matches(['.', ':', '!', '?'])).filter(|w| !w.is_empty()).collect()
});

/// Follows the definition: no masks, no index, no early answers.
struct Naive<'a>(&'a Matcher<'a>);

impl Naive<'_> {
    fn has(&self, set: SetId, at: usize) -> bool {
        let words = self.0.rules.patterns.sets.words(set);
        self.0.words(at).iter().any(|w| words.contains(w))
    }

    fn ends(&self, element: &Element, at: usize, limit: usize) -> BTreeSet<usize> {
        let mut out = BTreeSet::new();
        if at >= limit {
            return out;
        }
        let patterns = &self.0.rules.patterns;
        let branches = &patterns.branches[element.branches as usize];
        out.extend(self.has(element.words, at).then_some(at + 1));
        out.extend(branches.sequences.iter().filter_map(|s| self.sequence(patterns.elements(*s), at, limit)));
        for class in branches.classes.iter().map(|c| patterns.class(*c)).filter(|c| !self.has(c.except, at)) {
            out.extend(self.ends(&class.body, at, limit));
        }
        out
    }

    /// The end of the first match: each element as long as it can be, as near as it can be, left out last.
    fn sequence(&self, elements: &[Element], at: usize, limit: usize) -> Option<usize> {
        let (element, rest) = elements.split_first()?;
        let mut ends = self.ends(element, at, limit).into_iter().rev();
        ends.find_map(|end| if rest.is_empty() { Some(end) } else { self.after(rest, end, limit) })
    }

    fn after(&self, rest: &[Element], from: usize, limit: usize) -> Option<usize> {
        let near = (from..=from + usize::from(rest[0].gap)).filter(|at| *at < limit);
        let found = near.into_iter().find_map(|at| self.sequence(rest, at, limit));
        found.or_else(|| if rest[0].optional && rest.len() > 1 { self.after(&rest[1..], from, limit) } else { None })
    }

    fn find_all(&self, sequence: SequenceId, range: Range<usize>) -> Vec<Range<usize>> {
        let (mut out, mut at) = (Vec::new(), range.start);
        while at < range.end {
            match self.sequence(self.0.rules.patterns.elements(sequence), at, self.0.tokens.all[at].limit as usize) {
                Some(end) => {
                    out.push(at..end);
                    at = end;
                }
                None => at += 1,
            }
        }
        out
    }
}

/// Compares the two ways on a text as one unit; gives the number of matches of what is sought.
fn compare(text: &str) -> Result<usize, TestCaseError> {
    let mut builder = DocumentBuilder::new(Origin { name: String::new(), format: Format::Plain, title: None, producer: None });
    builder.heading(1, text);
    let document = builder.finish();
    let mut cache = WordCache::default();
    let tokens = tokenize(&document, &RULES, &mut cache);
    let candidates = Finder::new(&RULES).find(&RULES, &cache, &tokens);
    let matcher = Matcher { rules: &RULES, tokens: &tokens, cache: &cache, respect_masks: true, heard: None };
    let naive = Naive(&matcher);
    let mut matches = 0;
    for unit in 0..tokens.units.len() {
        let mut fast = Vec::new();
        for candidate in candidates.of_unit(unit) {
            let (sequence, _) = RULES.sought[candidate.place as usize];
            fast.extend(matcher.find_all(sequence, candidate.starts.clone()).map(|found| (candidate.place, found)));
        }
        let mut slow = Vec::new();
        for (place, (sequence, _)) in RULES.sought.iter().enumerate() {
            let found = naive.find_all(*sequence, tokens.of_unit(unit as u32));
            slow.extend(found.into_iter().map(|found| (place as u32, found)));
        }
        prop_assert_eq!(&fast, &slow, "{}", text);
        matches += slow.len();
    }
    // What is asked at a place: every marker.
    for at in 0..tokens.all.len() {
        for sequence in &RULES.marker_sequences {
            let slow = naive.sequence(RULES.patterns.elements(*sequence), at, tokens.all[at].limit as usize);
            prop_assert_eq!(matcher.match_at(*sequence, at), slow, "{}", text);
        }
    }
    // And whether any of some phrases stands.
    let all = 0..tokens.all.len();
    for friend in &RULES.false_friends {
        let sequences = &RULES.patterns.branches[friend.veto.branches as usize].sequences;
        let slow = sequences.iter().any(|s| naive.find_all(*s, all.clone()).into_iter().any(|m| m != (0..1)));
        prop_assert_eq!(matcher.any_but(&friend.veto, all.clone(), 0), slow, "{}: {}", &friend.id, text);
    }
    Ok(matches)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn on_random_token_strings(stretches in prop::collection::vec((any::<prop::sample::Index>(), 1usize..7), 1..12)) {
        let mut text = Vec::new();
        for (from, length) in &stretches {
            let from = from.index(WORDS.len());
            text.extend(WORDS[from..].iter().take(*length).copied());
        }
        compare(&text.join(" "))?;
    }
}

#[test]
fn on_examples_which_do_match() {
    let matches: usize = RULES.rules().iter().step_by(20).filter_map(|r| r.examples.first()).map(|e| compare(e).unwrap()).sum();
    assert!(matches >= RULES.rules().len() / 20, "every example holds a match: {matches}");
}
