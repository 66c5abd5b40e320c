//! The words that tell who, what and when, as data (`data/words.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Captures, Match, Regex};
use serde::Deserialize;

/// What stands in the file; keys are Swedish, as in all data of genomsyra.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub manader: Vec<String>,
    pub manader_korta: Vec<String>,
    /// Deciding on the document.
    pub beslut: Vec<String>,
    /// Told as past: often of another document.
    pub beslut_berattat: Vec<String>,
    /// Changing it afterwards.
    pub andring: Vec<String>,
    pub tills_vidare: Vec<String>,
    /// Before the first day in force.
    pub fran: Vec<String>,
    /// Before the last day in force.
    pub till: Vec<String>,
    /// Before both.
    pub galler: Vec<String>,
    /// Between the years of a budget and those of its plan.
    pub med_plan: Vec<String>,
    /// Before a year that is a goal.
    pub malar: Vec<String>,
    /// Before "kommun", never a name.
    pub ej_namn: Vec<String>,
    /// Before the name of a place whose municipality is meant.
    pub organ_i: Vec<String>,
    /// Labels of the box of facts, by what they ask.
    pub etiketter: BTreeMap<String, Vec<String>>,
    pub organ: Vec<BodyWords>,
    pub forkortningar: BTreeMap<String, String>,
    pub ej: Never,
}

/// Forms of one kind of body.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BodyWords {
    pub slag: super::BodyKind,
    pub former: Vec<String>,
    /// Whether the word alone names the body.
    pub ensam: bool,
}

/// What looks like an answer and is none.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Never {
    pub organ: Vec<String>,
    pub diarier: Vec<String>,
    pub bolagsord: Vec<String>,
}

static FILE: &str = include_str!("data/words.toml");

impl Words {
    /// The file inside the program. A test reads it strictly.
    pub fn built_in() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());
        &WORDS
    }
}

/// The words as alternatives of an expression, longest first; none matches nothing.
pub(super) fn any_of<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    let mut words: Vec<&String> = words.into_iter().collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words.iter().map(|word| regex::escape(word).replace(' ', r"\s+")).collect::<Vec<_>>().join("|")
}

/// An expression of ours; a test proves that every one compiles.
pub(super) fn expression(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

/// An expression with word borders. Swedish letters stop the regex crate's fast engines at borders, so every text is first asked whether the
/// expression would match without them: nearly all say no.
pub(super) struct Bordered {
    bare: Regex,
    whole: Regex,
}

/// A [`Bordered`] expression of ours; a test proves that every one compiles.
pub(super) fn bordered(pattern: &str) -> Option<Bordered> {
    Some(Bordered { bare: expression(&pattern.replace(r"\b", ""))?, whole: expression(pattern)? })
}

impl Bordered {
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.bare.is_match(text).then(|| self.whole.find(text))?
    }

    pub fn find_iter<'s, 't>(&'s self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'s, 't> {
        self.bare.is_match(text).then(|| self.whole.find_iter(text)).into_iter().flatten()
    }

    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.bare.is_match(text).then(|| self.whole.captures(text))?
    }

    pub fn captures_iter<'s, 't>(&'s self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'s, 't> {
        self.bare.is_match(text).then(|| self.whole.captures_iter(text)).into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let words: Words = toml::from_str(FILE).unwrap();
        assert_eq!((words.manader.len(), words.manader_korta.len()), (12, 12));
        assert!(words.organ.iter().all(|o| !o.former.is_empty()));
        for label in words.etiketter.values().flatten() {
            assert_eq!(*label, label.to_lowercase());
        }
    }
}
