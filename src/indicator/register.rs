//! The register of indicators that the program carries.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::title::{Titles, first_words};

/// One line per indicator; see the head of the file for its source and date.
static FILE: &str = include_str!("../../rules/indikatorer/kolada.tsv");

/// An indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Kolada's id, e.g. `N05401`.
    pub id: &'static str,
    /// Kolada's title, in Swedish.
    pub title: &'static str,
    /// Whether Kolada divides it by women and men.
    pub by_gender: bool,
    /// Kolada's field of operations, in Swedish.
    pub field: &'static str,
}

/// All indicators, and how they are found.
#[derive(Debug)]
pub struct Register {
    entries: Vec<Indicator>,
    by_id: FxHashMap<&'static str, u32>,
    titles: Titles,
}

impl Register {
    /// The register inside the program; built when first asked for.
    pub fn built_in() -> &'static Register {
        static REGISTER: LazyLock<Register> = LazyLock::new(|| Register::parse(FILE));
        &REGISTER
    }

    fn parse(file: &'static str) -> Register {
        let mut entries = Vec::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            if let (Some(id), Some(title), Some(by_gender), Some(field)) = (columns.next(), columns.next(), columns.next(), columns.next())
            {
                entries.push(Indicator { id, title, by_gender: by_gender == "1", field });
            }
        }
        let by_id = entries.iter().enumerate().map(|(at, entry)| (entry.id, at as u32)).collect();
        let titles = Titles::new(entries.iter().map(|entry| entry.title));
        Register { entries, by_id, titles }
    }

    /// All indicators, by id.
    pub fn entries(&self) -> &[Indicator] {
        &self.entries
    }

    /// The place of an indicator.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Titles that stand in a text, with their bytes.
    pub(super) fn titles_in(&self, text: &str) -> Vec<(Range<usize>, u32)> {
        self.titles.find(text)
    }

    /// Whether the titles of two indicators begin alike: an id and a near title beside it name one indicator, not two.
    pub(super) fn alike(&self, a: u32, b: u32) -> bool {
        let start = |at: u32| self.entries.get(at as usize).map(|entry| first_words(entry.title));
        start(a) == start(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_indicator() {
        let register = Register::built_in();
        let lines = FILE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(register.entries().len(), lines);
        assert!(lines > 6000);
        for entry in register.entries() {
            assert!(entry.id.len() == 6 && !entry.title.is_empty() && !entry.field.is_empty(), "{entry:?}");
        }
        assert!(register.entries().is_sorted_by_key(|entry| entry.id));
    }
}
