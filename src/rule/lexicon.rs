//! From a token to the words of the rule set that it is a form of.
//!
//! The dear part (compound parts, wildcards, hyphen variants) runs once per distinct token: scanners keep the answers.

use rustc_hash::FxHashSet;

use super::expression::Word;
use super::form_table::FormTable;
use super::morphology::{Forms, MorphologyError, inflect_into, link_forms};

/// A word of the rule set, as its place in the [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LexId(pub u32);

/// Letters that must stand before a last part or after a first part of a compound.
const MIN_OTHER_PART: u8 = 3;

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
    /// Number of words.
    len: u32,
    forms: FormTable<LexId>,
    capital_forms: FormTable<LexId>,
    starts: Affixes,
    capital_starts: Affixes,
    ends: Affixes,
    insides: Vec<(String, LexId)>,
    /// Room for the forms of the word that is being added.
    inflected: Forms,
}

/// Beginnings or ends of tokens: text → words, with the least number of characters that must remain.
#[derive(Debug, Default)]
struct Affixes {
    table: FormTable<(LexId, u8)>,
    lengths: Vec<usize>,
}

impl Affixes {
    fn insert(&mut self, text: &str, id: LexId, rest: u8) {
        self.table.push(text, (id, rest));
        if let Err(at) = self.lengths.binary_search(&text.len()) {
            self.lengths.insert(at, text.len());
        }
    }

    /// Tries every length: `cut` gives the part and what remains; `hit` gets the word and the part.
    fn find<'t>(&self, token: &'t str, cut: impl Fn(usize) -> Option<(&'t str, &'t str)>, mut hit: impl FnMut(LexId, &str)) {
        for &length in self.lengths.iter().take_while(|l| **l <= token.len()) {
            let Some((part, rest)) = cut(length) else { continue };
            let mut letters = None;
            for (id, least) in self.table.get(part) {
                if *letters.get_or_insert_with(|| rest.chars().filter(|c| *c != '-').count()) >= usize::from(least) {
                    hit(id, part);
                }
            }
        }
    }
}

impl Lexicon {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Number of written forms and parts that are looked up.
    pub fn form_count(&self) -> usize {
        self.forms.len() + self.capital_forms.len() + self.starts.table.len() + self.ends.table.len() + self.insides.len()
    }

    /// The forms that are whole tokens in any letter case.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(|(form, _)| form)
    }

    /// Adds a word with its forms.
    pub fn add(&mut self, word: &Word) -> Result<LexId, MorphologyError> {
        let id = LexId(self.len);
        let text: &str = &word.text;
        let forms = &mut self.inflected;
        forms.clear();
        match word.class {
            Some(class) => inflect_into(forms, text, class, &word.extra)?,
            None => {
                forms.push(&[text]);
                word.extra.iter().for_each(|form| forms.push(&[form]));
            }
        }
        self.len += 1;
        if word.capitals {
            if word.open_end || word.first_part {
                self.capital_starts.insert(&text.to_lowercase(), id, 0);
            } else {
                self.capital_forms.push(&text.to_lowercase(), id);
            }
            return Ok(id);
        }
        match (word.open_start, word.open_end) {
            (true, true) => self.insides.push((text.to_string(), id)),
            (true, false) => self.ends.insert(text, id, 0),
            (false, true) => self.starts.insert(text, id, 0),
            (false, false) => forms.iter().for_each(|form| self.forms.push(form, id)),
        }
        if word.last_part {
            for form in forms.iter().filter(|f| f.chars().count() >= 4) {
                self.ends.insert(form, id, MIN_OTHER_PART);
            }
        }
        if word.first_part {
            match word.class {
                Some(class) => link_forms(text, class).iter().for_each(|link| self.starts.insert(link, id, MIN_OTHER_PART)),
                None => self.starts.insert(text, id, MIN_OTHER_PART),
            }
        }
        Ok(id)
    }

    /// Adds a declared first part: only tokens that go on after it count.
    pub fn add_link(&mut self, word: &Word) -> LexId {
        let id = LexId(self.len);
        self.len += 1;
        self.starts.insert(&word.text.to_lowercase(), id, MIN_OTHER_PART);
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
        out.any_case.extend(self.forms.get(token));
        let letters = |part: &str| part.chars().count().min(255) as u8;
        out.capitals.extend(self.capital_forms.get(token).map(|id| (id, letters(token))));
        self.starts.find(token, |l| token.split_at_checked(l), |id, _| out.any_case.push(id));
        self.capital_starts.find(token, |l| token.split_at_checked(l), |id, part| out.capitals.push((id, letters(part))));
        let at_end = |l| token.split_at_checked(token.len() - l).map(|(rest, part)| (part, rest));
        self.ends.find(token, at_end, |id, _| out.any_case.push(id));
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
