//! From a token to the words of the rule set that it is a form of.
//!
//! The dear part (compound parts, wildcards, hyphen variants) runs once per distinct token: scanners keep the answers.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::expression::Word;
use super::morphology::{MorphologyError, inflect};

/// A word of the rule set, as its place in the [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LexId(pub u32);

/// Letters that must stand before a last part or after a first part of a compound.
const MIN_OTHER_PART: usize = 3;

/// What a distinct token can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Analysis {
    /// Words that it is whatever its letters' case; sorted.
    pub any_case: Vec<LexId>,
    /// Words that it is only if its first `n` characters are capitals.
    pub capitals: Vec<(LexId, u8)>,
}

#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    ids: FxHashMap<Word, LexId>,
    forms: FxHashMap<Box<str>, SmallVec<[LexId; 2]>>,
    capital_forms: FxHashMap<Box<str>, SmallVec<[LexId; 2]>>,
    starts: Affixes,
    capital_starts: Affixes,
    ends: Affixes,
    insides: Vec<(String, LexId)>,
}

/// Beginnings or ends of tokens: text → words, with the least number of characters that must remain.
#[derive(Debug, Default)]
struct Affixes {
    map: FxHashMap<Box<str>, SmallVec<[(LexId, usize); 1]>>,
    lengths: Vec<usize>,
}

impl Affixes {
    fn insert(&mut self, text: &str, id: LexId, rest: usize) {
        self.map.entry(text.into()).or_default().push((id, rest));
        if let Err(at) = self.lengths.binary_search(&text.len()) {
            self.lengths.insert(at, text.len());
        }
    }

    fn find(&self, token: &str, cut: impl Fn(usize) -> Option<(usize, usize, usize)>, mut hit: impl FnMut(LexId, usize)) {
        for &length in self.lengths.iter().take_while(|l| **l <= token.len()) {
            let Some((from, to, rest_bytes)) = cut(length) else { continue };
            let Some(found) = token.get(from..to).and_then(|part| self.map.get(part)) else { continue };
            let rest = if from == 0 { &token[to..] } else { &token[..from] };
            debug_assert_eq!(rest.len(), rest_bytes);
            let letters = rest.chars().filter(|c| *c != '-').count();
            found.iter().filter(|(_, least)| letters >= *least).for_each(|(id, _)| hit(*id, to));
        }
    }
}

impl Lexicon {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Number of written forms and parts that are looked up.
    pub fn form_count(&self) -> usize {
        self.forms.len() + self.capital_forms.len() + self.starts.map.len() + self.ends.map.len() + self.insides.len()
    }

    /// The id of a word; its forms are added the first time.
    pub fn add(&mut self, word: &Word) -> Result<LexId, MorphologyError> {
        if let Some(id) = self.ids.get(word) {
            return Ok(*id);
        }
        let id = LexId(self.ids.len() as u32);
        let paradigm = match &word.class {
            Some(class) => inflect(&word.text, class, &word.extra)?,
            None => super::morphology::Paradigm {
                forms: std::iter::once(word.text.clone()).chain(word.extra.iter().cloned()).collect(),
                links: vec![word.text.clone()],
            },
        };
        self.ids.insert(word.clone(), id);
        if word.capitals {
            if word.open_end || word.first_part {
                self.capital_starts.insert(&word.text.to_lowercase(), id, 0);
            } else {
                self.capital_forms.entry(word.text.to_lowercase().into()).or_default().push(id);
            }
            return Ok(id);
        }
        match (word.open_start, word.open_end) {
            (true, true) => self.insides.push((word.text.clone(), id)),
            (true, false) => self.ends.insert(&word.text, id, 0),
            (false, true) => self.starts.insert(&word.text, id, 0),
            (false, false) => {
                for form in paradigm.forms.iter() {
                    match self.forms.get_mut(form.as_str()) {
                        Some(ids) => ids.push(id),
                        None => drop(self.forms.insert(form.as_str().into(), SmallVec::from_elem(id, 1))),
                    }
                }
            }
        }
        if word.first_part {
            for link in &paradigm.links {
                self.starts.insert(link, id, MIN_OTHER_PART);
            }
        }
        if word.last_part {
            for form in paradigm.forms.iter().filter(|f| f.chars().count() >= 4) {
                self.ends.insert(form, id, MIN_OTHER_PART);
            }
        }
        Ok(id)
    }

    /// The id of a declared first part: only tokens that go on after it count.
    pub fn add_link(&mut self, word: &Word) -> LexId {
        let key = Word { class: Some("förled".into()), ..word.clone() };
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let id = LexId(self.ids.len() as u32);
        self.starts.insert(&word.text.to_lowercase(), id, MIN_OTHER_PART);
        self.ids.insert(key, id);
        id
    }

    /// All words that a token (lower case, normalised) can be.
    pub fn analyse(&self, token: &str) -> Analysis {
        let mut out = Analysis::default();
        self.look_up(token, &mut out);
        if token.contains('-') {
            // Left-over line-break hyphens: jämställdhets-integrering.
            let joined: String = token.chars().filter(|c| *c != '-').collect();
            self.look_up(&joined, &mut out);
            if out.any_case.is_empty() && out.capitals.is_empty() {
                token.split('-').filter(|p| p.chars().count() > 1).for_each(|part| self.look_up(part, &mut out));
            }
        }
        out.any_case.sort_unstable();
        out.any_case.dedup();
        out.capitals.sort_unstable();
        out.capitals.dedup();
        out
    }

    fn look_up(&self, token: &str, out: &mut Analysis) {
        let n = token.len();
        if let Some(ids) = self.forms.get(token) {
            out.any_case.extend(ids);
        }
        if let Some(ids) = self.capital_forms.get(token) {
            let letters = token.chars().count().min(255) as u8;
            out.capitals.extend(ids.iter().map(|id| (*id, letters)));
        }
        self.starts.find(token, |l| Some((0, l, n - l)), |id, _| out.any_case.push(id));
        self.capital_starts.find(
            token,
            |l| Some((0, l, n - l)),
            |id, to| {
                out.capitals.push((id, token[..to].chars().count().min(255) as u8));
            },
        );
        self.ends.find(token, |l| (l <= n).then(|| (n - l, n, n - l)), |id, _| out.any_case.push(id));
        out.any_case.extend(self.insides.iter().filter(|(text, _)| token.contains(text.as_str())).map(|(_, id)| *id));
    }

    /// What a suspended first part can be (`köns-` before `åldersdiskriminering`): `next` lends its possible last parts.
    pub fn analyse_suspended(&self, first: &str, next: &str) -> Vec<LexId> {
        let mut found = FxHashSet::default();
        for (at, _) in next.char_indices().skip(2) {
            if next[at..].chars().count() >= 4 {
                let mut one = Analysis::default();
                self.look_up(&format!("{first}{}", &next[at..]), &mut one);
                found.extend(one.any_case);
            }
        }
        let mut out: Vec<LexId> = found.into_iter().collect();
        out.sort_unstable();
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::expression::parse_word;
    use super::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for word in words {
            lexicon.add(&parse_word(word).unwrap()).unwrap();
        }
        lexicon
    }

    #[track_caller]
    fn check(word: &str, yes: &str, no: &str) {
        let lexicon = lexicon(&[word]);
        for token in yes.split(' ').filter(|t| !t.is_empty()) {
            assert!(!lexicon.analyse(token).any_case.is_empty(), "{word} ska träffa {token}");
        }
        for token in no.split(' ').filter(|t| !t.is_empty()) {
            assert!(lexicon.analyse(token).any_case.is_empty(), "{word} ska inte träffa {token}");
        }
    }

    #[test]
    fn words_compounds_and_wildcards() {
        check("diskriminering:n2", "diskrimineringens", "diskrimineringslag diskriminera");
        check("diskriminering:n2+", "diskrimineringens diskrimineringslagen diskriminerings-frågor", "diskrimineringsx antidiskriminering");
        check("+rasism:n0", "rasismen vardagsrasismens", "rasist");
        check("barnrätt*", "barnrätt barnrättsstrateg", "barnets");
        check("*rasism", "rasism vardagsrasism", "rasismen");
        check("icke-diskriminering:n2", "icke-diskriminering icke-diskrimineringens", "diskriminering");
        check("jämställdhetsintegrering:n2", "jämställdhets-integreringen", "");
        check("elev:n3", "elev-förälder", "elevhälsa");
    }

    #[test]
    fn acronyms_need_capitals() {
        let lexicon = lexicon(&["DO", "MR-*"]);
        assert_eq!(lexicon.analyse("do").capitals.len(), 1);
        assert!(lexicon.analyse("do").any_case.is_empty());
        assert_eq!(lexicon.analyse("mr-arbetet").capitals, [(LexId(1), 3)]);
    }

    #[test]
    fn suspended_first_parts() {
        let lexicon = lexicon(&["könsdiskriminering:n2", "köns*"]);
        assert_eq!(lexicon.analyse_suspended("köns", "åldersdiskriminering"), [LexId(0), LexId(1)]);
        assert_eq!(lexicon.analyse_suspended("barn", "ungdomsnämnden"), []);
    }
}
