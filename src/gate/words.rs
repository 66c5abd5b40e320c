//! Words that are not to be used: the rules' older words, and those that the settings forbid.

use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use crate::finding::UnitReading;
use crate::outcome::Analysis;
use crate::text::{Severity, Span, UnitKind};

/// A word or phrase that the settings forbid.
#[derive(Clone, Debug)]
pub struct ForbiddenWord {
    /// As written in the settings: several ways of writing it, `*` for any letters.
    pub words: Vec<String>,
    /// What to write instead; may be empty.
    pub instead: String,
    /// Why; may be empty.
    pub reason: String,
    /// How grave it is.
    pub severity: Severity,
    pattern: Regex,
}

impl PartialEq for ForbiddenWord {
    fn eq(&self, other: &Self) -> bool {
        (&self.words, &self.instead, &self.reason, self.severity) == (&other.words, &other.instead, &other.reason, other.severity)
    }
}

/// Longest word or phrase of the settings, characters: the pattern made of it stays small.
const LONGEST: usize = 200;

impl ForbiddenWord {
    /// A word of the settings.
    ///
    /// # Errors
    /// What is wrong with one of the words, in Swedish.
    pub fn new(words: Vec<String>, instead: String, reason: String, severity: Severity) -> Result<ForbiddenWord, String> {
        let parts = words.iter().map(|word| expression(word)).collect::<Result<Vec<_>, _>>()?;
        let pattern = RegexBuilder::new(&parts.join("|")).case_insensitive(true).build();
        let pattern = pattern.map_err(|_| "orden går inte att söka efter: de är för många eller för långa".to_string())?;
        Ok(ForbiddenWord { words, instead, reason, severity, pattern })
    }

    /// What it is known by: its first spelling.
    pub fn id(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }
}

/// A whole word or phrase; `*` stands for any letters, a space for any white space.
fn expression(word: &str) -> Result<String, String> {
    let wrong = |what: &str| Err(format!("ordet `{word}` {what}"));
    if word.trim().is_empty() || !word.chars().any(char::is_alphanumeric) {
        return wrong("innehåller inga bokstäver");
    }
    if word.chars().count() > LONGEST {
        return wrong("är för långt");
    }
    let parts: Vec<String> =
        word.split_whitespace().map(|part| part.split('*').map(regex::escape).collect::<Vec<_>>().join(r"\w*")).collect();
    let edge = |sign: Option<char>| if sign.is_some_and(|c| c.is_alphanumeric() || c == '*') { r"\b" } else { "" };
    let trimmed = word.trim();
    Ok(format!("{}{}{}", edge(trimmed.chars().next()), parts.join(r"\s+"), edge(trimmed.chars().next_back())))
}

/// How words are judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// How grave the rules' older words are; `None`: not told.
    pub obsolete: Option<Severity>,
    /// Words of the settings.
    pub forbidden: Vec<Arc<ForbiddenWord>>,
}

impl Words {
    /// What holds where no settings say otherwise.
    pub fn built_in() -> Words {
        Words { obsolete: Some(super::rule::Rule::WordObsolete.severity()), forbidden: Vec::new() }
    }

    /// Forbidden words in a unit: in body text and headings, outside lists of sources and contents.
    pub(super) fn forbidden_in(&self, analysis: &Analysis, reading: &UnitReading) -> Vec<(Arc<ForbiddenWord>, Span)> {
        let Some(unit) = analysis.document.units().get(reading.unit as usize) else { return Vec::new() };
        let excluded = analysis.findings.sections.get(reading.section as usize).is_some_and(|section| section.excluded);
        if self.forbidden.is_empty() || excluded || !(unit.kind.is_body() || unit.kind == UnitKind::Heading) {
            return Vec::new();
        }
        let text = analysis.document.slice(unit.span);
        let start = unit.span.start as usize;
        let mut out: Vec<(Arc<ForbiddenWord>, Span)> = Vec::new();
        for word in &self.forbidden {
            out.extend(word.pattern.find_iter(text).map(|m| (word.clone(), Span::new(start + m.start(), start + m.end()))));
        }
        out.sort_by_key(|(_, span)| *span);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(word: &str, text: &str) -> Vec<String> {
        let word = ForbiddenWord::new(vec![word.to_string()], String::new(), String::new(), Severity::Error).unwrap();
        word.pattern.find_iter(text).map(|m| m.as_str().to_string()).collect()
    }

    #[test]
    fn whole_words_any_ending_and_phrases() {
        assert_eq!(found("brukare", "Brukare, brukaren och brukare."), ["Brukare", "brukare"]);
        assert_eq!(found("brukar*", "Brukare och brukarens."), ["Brukare", "brukarens"]);
        assert_eq!(found("*tagare", "vårdtagare, Tagare"), ["vårdtagare", "Tagare"]);
        assert_eq!(found("utsatt grupp", "en utsatt\n grupp"), ["utsatt\n grupp"]);
        assert_eq!(found("å", "åka på å"), ["å"]);
        assert_eq!(found("e.d.", "skolor e.d. och"), ["e.d."]);
    }

    #[test]
    fn words_that_are_none_are_told() {
        for word in ["", " ", "*", "…", &"a".repeat(201)] {
            let made = ForbiddenWord::new(vec![word.to_string()], String::new(), String::new(), Severity::Error);
            assert!(made.is_err(), "{word:?}");
        }
    }
}
