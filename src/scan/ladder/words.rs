//! What a word is to the ladder: a verb and in which form, a month, a number, a word that a noun follows.
//!
//! Only words of the language itself stand here, closed classes that no document adds to: function words, number words, months, verb
//! endings. What has a vocabulary is a class of the rules (`rules/markorer/`, `rules/verb.toml`).

use crate::rule::{VerbForm, VerbKind, Verbs};

/// What a lower-case word is, worked out once for each spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::scan) struct Facts {
    flags: u16,
    verb: VerbForm,
}

impl Facts {
    /// They have been worked out.
    const KNOWN: u16 = 1;
    /// A number, in digits or letters.
    pub const NUMBER: u16 = 2;
    /// A year from 1900 to 2099.
    pub const YEAR: u16 = 4;
    /// A month.
    pub const MONTH: u16 = 8;
    /// Begins with a digit.
    pub const DIGIT: u16 = 16;
    /// After which no finite verb follows: prepositions, articles, possessives.
    pub const LEADS_NOUN: u16 = 32;

    /// What this word is.
    pub fn of(word: &str, verbs: &Verbs) -> Facts {
        let all = [
            (Facts::NUMBER, is_number(word)),
            (Facts::YEAR, is_year(word)),
            (Facts::MONTH, is_month(word)),
            (Facts::DIGIT, word.bytes().next().is_some_and(|b| b.is_ascii_digit())),
            (Facts::LEADS_NOUN, LEADS_NOUN.contains(&word)),
        ];
        let flags = all.into_iter().filter(|(_, is)| *is).fold(Facts::KNOWN, |sum, (fact, _)| sum | fact);
        Facts { flags, verb: verb_form(word, verbs) }
    }

    /// Whether they have been worked out.
    pub fn is_known(self) -> bool {
        self.has(Facts::KNOWN)
    }

    pub fn has(self, fact: u16) -> bool {
        self.flags & fact != 0
    }

    /// A number that is no year.
    pub fn is_figure(self) -> bool {
        self.has(Facts::NUMBER) && !self.has(Facts::YEAR)
    }

    /// A verb in the present or past tense.
    pub fn is_finite(self) -> bool {
        self.verb.has(VerbForm::PRESENT) || self.is_past()
    }

    /// A verb in the past tense.
    pub fn is_past(self) -> bool {
        self.verb.has(VerbForm::PAST)
    }

    /// A passive: *anlitas*, *köptes*.
    pub fn is_passive(self) -> bool {
        self.verb.has(VerbForm::PASSIVE)
    }

    /// A verb in its infinitive.
    pub fn is_infinitive(self) -> bool {
        self.verb.has(VerbForm::INFINITIVE)
    }

    /// The supine: *genomfört*, *tagits*.
    pub fn is_supine(self) -> bool {
        self.verb.has(VerbForm::SUPINE)
    }

    /// A verb of this kind.
    pub fn is_verb(self, kind: VerbKind) -> bool {
        self.verb.has(VerbForm::of_kind(kind))
    }
}

/// Prepositions, articles, possessives and words of number: closed classes.
const LEADS_NOUN: &[&str] = &[
    "i", "på", "av", "för", "till", "med", "från", "vid", "mot", "hos", "under", "inom", "utan", "genom", "mellan", "enligt", "bland",
    "kring", "en", "ett", "sin", "sitt", "sina", "vår", "vårt", "våra", "deras", "dess", "varje", "några", "olika", "flera", "övriga",
    "samtliga", "dessa",
];

/// What a lower-case word is as a verb: a known one, or one in *-era*, which take no other forms.
fn verb_form(word: &str, verbs: &Verbs) -> VerbForm {
    let known = verbs.form(word);
    if known.is_verb() || word.chars().count() < 7 {
        return known;
    }
    const ENDINGS: &[(&str, VerbForm)] = &[
        ("era", VerbForm::INFINITIVE),
        ("erar", VerbForm::PRESENT),
        ("eras", VerbForm::PRESENT.with(VerbForm::PASSIVE)),
        ("erade", VerbForm::PAST),
        ("erades", VerbForm::PAST.with(VerbForm::PASSIVE)),
        ("erat", VerbForm::SUPINE),
        ("erats", VerbForm::SUPINE.with(VerbForm::PASSIVE)),
    ];
    ENDINGS.iter().find(|(ending, _)| word.ends_with(ending)).map_or(known, |(_, form)| form.with(VerbForm::of_kind(VerbKind::Deed)))
}

/// Whether a lower-case word is a number, in digits or letters.
fn is_number(word: &str) -> bool {
    const LETTERS: &[&str] = &[
        "noll", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "femton", "tjugo", "trettio", "hundra",
        "tusen", "hälften",
    ];
    word.bytes().next().is_some_and(|b| b.is_ascii_digit()) || LETTERS.contains(&word) || word.starts_with("halver")
}

/// Whether a lower-case word is a month.
fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
        "jan",
        "feb",
        "aug",
        "sept",
        "sep",
        "okt",
        "nov",
        "dec",
    ];
    MONTHS.contains(&word)
}

/// Whether a word is a year from 1900 to 2099.
fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{RuleSet, built_in_files};

    #[test]
    fn verbs_and_nouns() {
        let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
        let facts = |word: &str| Facts::of(word, rules.verbs());
        for verb in ["genomför", "utbildar", "redovisas", "är", "arbetade", "stärks", "säger", "finns", "digitaliserar", "skolutvecklar"]
        {
            assert!(facts(verb).is_finite(), "{verb}");
        }
        for other in
            ["myndigheter", "under", "insatser", "barn", "elever", "äldre", "utbildningar", "samebyns", "nyanländas", "uppgifter", "för"]
        {
            assert!(!facts(other).is_finite(), "{other}");
        }
        for infinitive in ["utbilda", "ta", "ge", "jämställdhetsintegrera"] {
            assert!(facts(infinitive).is_infinitive(), "{infinitive}");
        }
        assert!(!facts("alla").is_infinitive() && !facts("mänskliga").is_infinitive());
        assert!(facts("kartlade").is_past() && facts("genomfört").is_supine() && facts("innebär").is_verb(VerbKind::State));
    }
}
