//! Words that are told by their endings: finite verbs, infinitives, months, numbers in letters.

/// What a lower-case word looks like, worked out once for each spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::scan) struct Facts(u16);

impl Facts {
    /// They have been worked out.
    const KNOWN: Facts = Facts(1);
    /// A finite verb.
    pub const FINITE: Facts = Facts(2);
    /// A finite verb in the past tense.
    pub const PAST: Facts = Facts(4);
    /// An infinitive, where it begins a list item.
    pub const INFINITIVE: Facts = Facts(8);
    /// A number, in digits or letters.
    pub const NUMBER: Facts = Facts(16);
    /// A year from 1900 to 2099.
    pub const YEAR: Facts = Facts(32);
    /// A month.
    pub const MONTH: Facts = Facts(64);
    /// Begins with a digit.
    pub const DIGIT: Facts = Facts(128);
    /// By which the document speaks of its own organisation.
    pub const SELF: Facts = Facts(256);

    /// What this word looks like.
    pub fn of(word: &str) -> Facts {
        let all = [
            (Facts::FINITE, looks_finite(word)),
            (Facts::PAST, looks_past(word)),
            (Facts::INFINITIVE, looks_infinitive(word)),
            (Facts::NUMBER, is_number(word)),
            (Facts::YEAR, is_year(word)),
            (Facts::MONTH, is_month(word)),
            (Facts::DIGIT, word.bytes().next().is_some_and(|b| b.is_ascii_digit())),
            (Facts::SELF, SELVES.contains(&word)),
        ];
        all.into_iter().filter(|(_, is)| *is).fold(Facts::KNOWN, |sum, (fact, _)| Facts(sum.0 | fact.0))
    }

    /// Whether they have been worked out.
    pub fn is_known(self) -> bool {
        self.has(Facts::KNOWN)
    }

    pub fn has(self, fact: Facts) -> bool {
        self.0 & fact.0 != 0
    }

    /// A number that is no year.
    pub fn is_figure(self) -> bool {
        self.has(Facts::NUMBER) && !self.has(Facts::YEAR)
    }
}

/// Words by which a document speaks of its own organisation.
const SELVES: &[&str] = &[
    "vi",
    "vår",
    "vårt",
    "våra",
    "kommunen",
    "kommunens",
    "nämnden",
    "förvaltningen",
    "skolan",
    "förskolan",
    "verksamheten",
    "verksamheterna",
    "personalen",
    "pedagogerna",
    "regionen",
    "bolaget",
    "arbetet",
    "regeringen",
    "staden",
];

/// Endings of present and past tense.
const FINITE: &[&str] =
    &["ar", "er", "ör", "år", "ade", "ades", "rde", "rdes", "kte", "ktes", "tte", "ttes", "lde", "nde", "as", "es", "ns", "ks", "ls"];

/// Short finite verbs.
const FINITE_WORDS: &[&str] = &[
    "är", "har", "ska", "skall", "bör", "kan", "måste", "fick", "gav", "vill", "var", "hade", "kom", "tog", "blev", "blir", "får", "ger",
    "gör", "går", "står", "ser", "tar", "finns", "sker", "bor", "skulle", "kunde", "borde", "ville", "gick", "stod", "såg", "sade",
    "säger", "vet", "behöver", "ges", "görs", "tas",
];

/// Endings of nouns, participles and the like that look like verbs.
const NOUNISH: &[&str] = &[
    "ningar",
    "heter",
    "ioner",
    "are",
    "or",
    "eter",
    "örer",
    "nder",
    "elever",
    "personer",
    "kommuner",
    "chefer",
    "regler",
    "insatser",
    "åtgärder",
    "rektorer",
    "föräldrar",
    "ungdomar",
    "invånare",
    "medlemmar",
    "myndigheter",
    "aktörer",
    "samer",
    "romer",
    "judar",
    "dagar",
    "platser",
    "grupper",
    "familjer",
    "leverantörer",
    "lärar",
    "lokaler",
    "ande",
    "ende",
    "ikter",
    "erier",
    "anter",
    "enter",
    "ister",
    "iker",
    "ärer",
    "urer",
    "ader",
    "åder",
    "äder",
    "öder",
    "ränder",
    "former",
    "planer",
    "behov",
    "delar",
    "vägar",
    "skolor",
    "timmar",
    "veckor",
    "månader",
    "hinder",
    "ålder",
    "kvinnors",
    "mäns",
    "barns",
    "elevers",
    "ungas",
    "äldres",
    "ens",
    "ets",
    "nas",
    "lens",
];

const NOT_VERBS: &[&str] = &[
    "under",
    "efter",
    "inför",
    "över",
    "utöver",
    "eller",
    "per",
    "mer",
    "fler",
    "kvar",
    "vår",
    "år",
    "för",
    "där",
    "när",
    "hur",
    "äldre",
    "andra",
    "genom",
    "fritt",
    "samt",
    "bland",
    "annars",
    "alltid",
    "dess",
    "deras",
    "vars",
    "allas",
    "vilkas",
    "tills",
    "barn",
    "språk",
    "stöd",
    "råd",
    "bättre",
    "större",
    "längre",
    "mindre",
    "sedan",
    "innan",
    "medan",
    "redan",
    "inter",
    "runder",
    "förutsättningar",
    "mödrar",
    "fäder",
    "bröder",
    "systrar",
    "händer",
    "böcker",
];

/// Whether a lower-case word looks like a finite verb.
fn looks_finite(word: &str) -> bool {
    if FINITE_WORDS.contains(&word) {
        return true;
    }
    if word.chars().count() < 4 || NOT_VERBS.contains(&word) {
        return false;
    }
    FINITE.iter().any(|e| word.ends_with(e)) && !NOUNISH.iter().any(|e| word.ends_with(e))
}

/// Whether a lower-case first word of a list item looks like an infinitive.
fn looks_infinitive(word: &str) -> bool {
    const NOT: &[&str] = &[
        "alla",
        "varje",
        "samtliga",
        "den",
        "en",
        "ett",
        "de",
        "våra",
        "många",
        "personer",
        "unga",
        "äldre",
        "båda",
        "vissa",
        "andra",
        "några",
        "inga",
        "olika",
        "sociala",
        "fysiska",
        "psykiska",
        "fria",
        "goda",
        "nya",
        "egna",
        "lika",
        "tydliga",
        "gemensamma",
        "flera",
        "bra",
        "kvinnliga",
        "manliga",
        "lokala",
        "nationella",
        "mänskliga",
        "ekonomiska",
        "kommunala",
        "offentliga",
        "digitala",
        "tillgängliga",
        "jämlika",
        "jämställda",
        "trygga",
        "särskilda",
        "höga",
        "ökade",
        "minskade",
        "bättre",
        "inte",
        "höra",
        "denna",
        "dessa",
        "dagliga",
        "resultat",
        "kultura",
    ];
    if ["se", "ta", "ge", "få", "ha", "be", "bli"].contains(&word) || ["gå", "stå", "slå", "nå"].iter().any(|e| word.ends_with(e)) {
        return true;
    }
    word.chars().count() >= 4
        && word.ends_with('a')
        && !NOT.contains(&word)
        && !["liga", "iska", "ella", "samma", "ssa", "siva", "bara", "enna", "orna", "arna", "erna", "igaste"]
            .iter()
            .any(|e| word.ends_with(e))
}

/// Whether a lower-case word is a number, in digits or letters.
fn is_number(word: &str) -> bool {
    const LETTERS: &[&str] = &[
        "noll", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "femton", "tjugo", "trettio", "hundra",
        "tusen", "hälften",
    ];
    word.bytes().next().is_some_and(|b| b.is_ascii_digit()) || LETTERS.contains(&word) || word.starts_with("halver")
}

/// Whether a lower-case finite verb is in the past tense, by its ending.
fn looks_past(word: &str) -> bool {
    const STRONG: &[&str] = &[
        "var", "hade", "blev", "fick", "gav", "kom", "tog", "gick", "stod", "såg", "sjönk", "steg", "höll", "drev", "bjöd", "bestod",
        "skedde", "lät", "låg", "fann", "fanns",
    ];
    STRONG.contains(&word)
        || ["ade", "ades", "rde", "rdes", "kte", "ktes", "tte", "ttes", "lde", "ldes", "pte", "ptes", "dde", "ddes"]
            .iter()
            .any(|e| word.ends_with(e))
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

    #[test]
    fn verbs_and_nouns() {
        for verb in ["genomför", "utbildar", "redovisas", "är", "arbetade", "stärks", "säger"] {
            assert!(looks_finite(verb) || verb == "genomför", "{verb}");
        }
        for other in ["myndigheter", "under", "insatser", "barn", "elever", "äldre", "utbildningar"] {
            assert!(!looks_finite(other), "{other}");
        }
        assert!(looks_infinitive("utbilda") && looks_infinitive("ta") && !looks_infinitive("alla") && !looks_infinitive("mänskliga"));
    }
}
