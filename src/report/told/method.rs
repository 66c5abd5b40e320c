//! How a report was made: by which rules, on which ladder.

use super::super::texts::{Texts, fill};
use crate::archive::Glossary;
use crate::outcome::{Outcome, PROGRAM_VERSION};
use crate::rule::RuleSet;

/// Characters of a hash that tell two rule sets apart for people.
const SHORT_HASH: usize = 8;

/// A rule set by name, version and hash.
#[derive(Clone, Copy)]
pub(crate) struct RulesNamed<'r> {
    pub name: &'r str,
    pub version: &'r str,
    pub hash: &'r str,
}

impl<'r> RulesNamed<'r> {
    pub fn of(rules: &'r RuleSet) -> Self {
        RulesNamed { name: rules.name(), version: rules.version(), hash: rules.hash() }
    }

    /// The rules that judged a document.
    pub fn of_outcome(outcome: &'r Outcome) -> Self {
        RulesNamed { name: &outcome.rules.name, version: &outcome.rules.version, hash: &outcome.rules.hash }
    }

    /// The rules that judged an archive.
    pub fn of_glossary(glossary: &'r Glossary) -> Self {
        RulesNamed { name: &glossary.rules, version: &glossary.version, hash: &glossary.hash }
    }

    /// The same with the beginning of the hash.
    fn brief(self) -> Self {
        let end = self.hash.char_indices().nth(SHORT_HASH).map_or(self.hash.len(), |(at, _)| at);
        RulesNamed { hash: &self.hash[..end], ..self }
    }

    /// Version and the beginning of the hash.
    pub fn version_and_hash(self) -> String {
        let RulesNamed { version, hash, .. } = self.brief();
        format!("{version} ({hash})")
    }

    /// Rules and program in a sentence.
    pub fn line(self, texts: &Texts) -> String {
        let values = [("name", self.name), ("version", self.version), ("hash", self.hash), ("program", PROGRAM_VERSION)];
        fill(texts.labels.rules_line, &values)
    }

    /// The same with the beginning of the hash.
    pub fn brief_line(self, texts: &Texts) -> String {
        self.brief().line(texts)
    }
}

/// What the steps 1–5 of the ladder are called, in a sentence.
pub(crate) fn ladder_line(texts: &Texts) -> String {
    let rung = |level: usize| format!("{level} {}", texts.ladder[level]);
    fill(texts.labels.memo_ladder, &[("steps", &(1..=5).map(rung).collect::<Vec<_>>().join(", "))])
}
