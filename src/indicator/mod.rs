//! Kolada indicators: which are named in a text, by id or by title. They show that something is measured, never that a right is meant.
//!
//! Knows neither documents nor rules. Titles stand in documents without their ids, with a word added, left out or inflected, and with
//! another unit at the end; `title.rs` finds them all the same.

mod cluster;
mod register;
mod title;

pub use cluster::{Cluster, ClusterEntry, ClusterError};
pub use register::{Indicator, Register};

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

/// An indicator named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Place in [`Register::entries`].
    pub indicator: u32,
    /// How it was recognised.
    pub by: By,
}

/// How an indicator was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// Its id stands there.
    Id,
    /// Its title does, perhaps with small changes.
    Title,
}

impl By {
    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            By::Id => "id",
            By::Title => "title",
        }
    }
}

/// Ids as they are written: `N00945`, `U 60900`.
static ID: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b([NUK]) ?([0-9]{5})\b").ok());

/// Words without which no document speaks of indicators.
static SIGNS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = ["kolada", "nyckeltal", "indikator", "målvärde", "måltal", "målnivå", "mätetal", "styrtal", "mått", "styrkort", "utfall"];
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).ascii_case_insensitive(true).build(words).ok()
});

/// Whether a document may name indicators at all: it speaks of measuring, or holds an id. Cheap beside looking for titles.
pub fn may_stand_in(text: &str) -> bool {
    SIGNS.as_ref().is_some_and(|signs| signs.is_match(text)) || ID.as_ref().is_some_and(|id| id.is_match(text))
}

/// The indicators named in a unit's text, from left to right; each once.
///
/// ```
/// use genomsyra::indicator::{By, mentions, Register};
///
/// let found = mentions("Mäts med N05401 och med antal invånare.");
/// assert_eq!((found.len(), found[0].by), (1, By::Id));
/// assert_eq!(Register::built_in().entries()[found[0].indicator as usize].id, "N05401");
/// ```
pub fn mentions(unit: &str) -> Vec<Mention> {
    let register = Register::built_in();
    let mut out: Vec<Mention> = Vec::new();
    if let Some(id) = ID.as_ref() {
        for found in id.captures_iter(unit) {
            if let (Some(whole), Some(indicator)) = (found.get(0), register.by_id(&format!("{}{}", &found[1], &found[2]))) {
                out.push(Mention { range: whole.range(), indicator, by: By::Id });
            }
        }
    }
    for (range, indicator) in register.titles_in(unit) {
        // An id says exactly which; a title beside it says nothing more.
        let told = out.iter().any(|m| m.indicator == indicator || register.alike(m.indicator, indicator));
        if !told {
            out.push(Mention { range, indicator, by: By::Title });
        }
    }
    out.sort_by_key(|m| (m.range.start, m.indicator));
    out.dedup_by_key(|m| m.indicator);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ids found in a unit, with how.
    fn found(unit: &str) -> Vec<(&'static str, By)> {
        mentions(unit).iter().map(|m| (Register::built_in().entries()[m.indicator as usize].id, m.by)).collect()
    }

    #[test]
    fn ids_as_they_are_written() {
        assert_eq!(found("Valdeltagande (N05401)"), [("N05401", By::Id)]);
        assert_eq!(found("U 07301 följs varje år"), [("U07301", By::Id)]);
        assert_eq!(found("Dnr N99999, post SN05401 och N054012"), []);
    }

    #[test]
    fn titles_with_small_changes() {
        for unit in [
            "Elever i åk 9 som är behöriga till yrkesprogram, hemkommun, andel (%)",
            "Andel elever i årskurs 9 som är behöriga till yrkesprogram, hemkommun",
            "Elever i åk 9 som är behöriga till yrkesprogrammen, hemkommun (%)\t84\t86\t90",
        ] {
            assert_eq!(found("Valdeltagandet i senaste kommunvalet (%)"), [("N05401", By::Title)]);
            assert_eq!(found(unit).first().map(|f| f.0), Some("N15428"), "{unit}: {:?}", found(unit));
        }
    }

    #[test]
    fn running_text_and_short_titles_are_no_indicators() {
        for unit in [
            "Kommunens elever ska trivas i skolan.",
            "Invånare 0 år",
            "Kostnad för äldreomsorg och hemtjänst har ökat under året",
            "Personalkostnader",
        ] {
            assert_eq!(found(unit), [], "{unit}");
        }
    }

    #[test]
    fn only_texts_that_measure_are_searched() {
        assert!(may_stand_in("Följs upp med nyckeltal."));
        assert!(may_stand_in("Se N05401."));
        assert!(!may_stand_in("Barn ska få komma till tals."));
    }
}
