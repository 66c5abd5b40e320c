//! The words of the pages in their two languages; what they share with the reports of an archive stands there.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::report::Language;
use crate::report::pages::fill;

const TEXTS: &str = include_str!("texts.toml");

#[derive(Deserialize)]
struct Said {
    sv: String,
    en: String,
}

/// Read once; that it can be read is tested.
static ALL: LazyLock<BTreeMap<String, Said>> = LazyLock::new(|| toml::from_str(TEXTS).unwrap_or_default());

/// The words of a language.
#[derive(Clone, Copy)]
pub(super) struct Words(pub Language);

impl Words {
    /// The text of a key; empty if there is none.
    pub fn of(self, key: &str) -> &'static str {
        ALL.get(key).map_or("", |said| if self.0 == Language::Swedish { said.sv.as_str() } else { said.en.as_str() })
    }

    /// The same with values in the places of {names}.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.of(key), values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [&str; 10] = [
        include_str!("document.rs"),
        include_str!("documents.rs"),
        include_str!("failure.rs"),
        include_str!("filters.rs"),
        include_str!("form.rs"),
        include_str!("frame.rs"),
        include_str!("heat.rs"),
        include_str!("overview.rs"),
        include_str!("sentence.rs"),
        include_str!("sentences.rs"),
    ];

    fn places(text: &str) -> Vec<&str> {
        let mut out: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect();
        out.sort_unstable();
        out
    }

    #[test]
    fn every_text_is_used_and_said_in_both_languages() {
        let all: BTreeMap<String, Said> = toml::from_str(TEXTS).unwrap();
        for (key, said) in &all {
            assert!(SOURCES.iter().any(|source| source.contains(&format!("\"{key}\""))), "nobody says {key}");
            assert!(!said.sv.is_empty() && !said.en.is_empty() && said.sv != said.en, "{key}");
            assert_eq!(places(&said.sv), places(&said.en), "{key}");
        }
    }

    #[test]
    fn every_text_that_is_said_is_there() {
        for source in SOURCES {
            for call in ["say.of(\"", "say.fill(\"", ".say().of(\"", ".say().fill(\""] {
                for key in source.split(call).skip(1).filter_map(|rest| rest.split_once('"').map(|(key, _)| key)) {
                    assert!(ALL.contains_key(key), "there is no {key}");
                }
            }
        }
    }
}
