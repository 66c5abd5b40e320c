//! Texts that only the reports of a whole archive show, Swedish and English side by side; what they share with others stands among the labels.

use crate::report::Language;

macro_rules! texts {
    ($($name:ident: $swedish:literal, $english:literal;)*) => {
        /// One text a field; `{name}` is filled in.
        pub(crate) struct ArchiveTexts { $(pub $name: &'static str),* }
        const SWEDISH: ArchiveTexts = ArchiveTexts { $($name: $swedish),* };
        const ENGLISH: ArchiveTexts = ArchiveTexts { $($name: $english),* };
        /// Name and both texts of each field.
        #[cfg(test)]
        const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($name), $swedish, $english)),*];
    };
}

texts! {
    // Columns.
    organisation: "Kommun eller region", "Municipality or region";
    code: "Kod", "Code";
    body: "Organ", "Body";
    year_from: "Från år", "From year";
    year_to: "Till år", "To year";
}

impl ArchiveTexts {
    /// The texts of a language.
    pub fn of(language: Language) -> &'static ArchiveTexts {
        match language {
            Language::Swedish => &SWEDISH,
            Language::English => &ENGLISH,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn both_languages_say_all_with_the_same_places_to_fill() {
        let shape = |text: &'static str| {
            let places: BTreeSet<_> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
            (places, text.contains('|'))
        };
        for (name, swedish, english) in PAIRS {
            assert!(!swedish.trim().is_empty() && !english.trim().is_empty(), "{name} is empty");
            assert_eq!(shape(swedish), shape(english), "{name}");
            assert!(swedish != english, "{name} is the same in both languages");
        }
    }
}
