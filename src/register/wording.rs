//! The words around place names, as data (`data/names.toml`).

use serde::Deserialize;

/// What stands in the file; keys are Swedish, as in all data of genomsyra.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wording {
    /// Words that make a place name the name of a municipality.
    pub kommunord: Vec<String>,
    /// Before a bare name: the municipality is meant.
    pub fore: Vec<String>,
    /// After a bare name: the municipality is meant.
    pub efter: Vec<String>,
    /// Before a bare name: something else is meant.
    pub inte_fore: Vec<String>,
    /// After a bare name: something else is meant.
    pub inte_efter: Vec<String>,
    /// Names that say little by themselves.
    pub tvetydiga: Vec<String>,
    /// Other names of municipalities and regions.
    pub alias: Vec<Alias>,
}

/// Other names of one place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alias {
    /// The code of the municipality or region.
    pub kod: String,
    /// Names as they stand in texts.
    pub namn: Vec<String>,
}

impl Wording {
    /// The file inside the program. A test reads it strictly; a mistake there could only leave words out here.
    pub fn built_in() -> Wording {
        toml::from_str(FILE).unwrap_or_default()
    }
}

static FILE: &str = include_str!("data/names.toml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Register;

    #[test]
    fn the_file_is_whole_and_names_only_known_places() {
        let wording: Wording = toml::from_str(FILE).unwrap();
        for name in &wording.tvetydiga {
            assert!(Register::built_in().municipalities().iter().any(|m| m.short_name == name), "{name}");
        }
        for alias in &wording.alias {
            assert!(Register::built_in().by_code(&alias.kod).is_some(), "{}", alias.kod);
        }
    }
}
