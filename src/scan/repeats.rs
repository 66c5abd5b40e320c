//! What stands twice counts once: boilerplate under every heading, the same chapter again, a document bound in two copies.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::finding::UnitReading;
use crate::text::{Document, UnitId};

/// A unit at least this long (characters) is the same wherever it stands. Shorter ones ("Ansvarig: rektor") say different things in
/// different places, unless the whole section around them stands twice.
const LENGTH: usize = 40;

/// Which units repeat an earlier one.
pub(super) struct Repeats<'a> {
    document: &'a Document,
    /// For each unit of a section that stands twice, its counterpart in the first.
    counterparts: FxHashMap<UnitId, UnitId>,
    /// The first eligible unit with this text.
    first: FxHashMap<&'a str, UnitId>,
    /// Units with the unit that they repeat.
    found: Vec<(UnitId, UnitId)>,
}

impl<'a> Repeats<'a> {
    pub fn new(document: &'a Document) -> Repeats<'a> {
        let mut sections: Vec<Vec<UnitId>> = vec![Vec::new(); document.sections().len()];
        for (id, unit) in document.units().iter().enumerate() {
            if let Some(section) = sections.get_mut(unit.section as usize) {
                section.push(id as UnitId);
            }
        }
        let text = |id: &UnitId| document.slice(document.units()[*id as usize].span);
        let (mut seen, mut counterparts): (FxHashMap<Vec<&str>, &Vec<UnitId>>, _) = (FxHashMap::default(), FxHashMap::default());
        for units in &sections {
            match seen.entry(units.iter().map(text).collect()) {
                Entry::Vacant(place) => {
                    place.insert(units);
                }
                Entry::Occupied(first) => {
                    counterparts.extend(units.iter().copied().zip(first.get().iter().copied()));
                }
            }
        }
        Repeats { document, counterparts, first: FxHashMap::default(), found: Vec::new() }
    }

    /// Whether an eligible unit says what an earlier one said that was eligible too, or stood in the same section. Units are given in their order.
    pub fn is_repeated(&mut self, id: UnitId) -> bool {
        let text = self.document.slice(self.document.units()[id as usize].span);
        let long = text.chars().nth(LENGTH - 1).is_some();
        let earlier = self.counterparts.get(&id).or_else(|| long.then(|| self.first.get(text)).flatten()).copied();
        match earlier {
            Some(first) => self.found.push((id, first)),
            None if long => {
                self.first.insert(text, id);
            }
            None => {}
        }
        earlier.is_some()
    }

    /// Whether the unit was told to be a repeat.
    pub fn holds(&self, id: UnitId) -> bool {
        self.found.binary_search_by_key(&id, |(own, _)| *own).is_ok()
    }

    /// Units without findings of their own that repeat an earlier one count again only where they carry on another area than that did.
    pub fn settle(self, units: &mut [UnitReading]) {
        for (id, first) in self.found {
            let carried = |unit: UnitId| units[unit as usize].inherited.union(units[unit as usize].areas);
            let new = carried(id).difference(carried(first));
            let unit = &mut units[id as usize];
            unit.eligible &= !unit.areas.is_empty() || !new.is_empty();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Findings;
    use crate::rule::{RuleSet, built_in_files};
    use crate::scan::{ScanOptions, Scanner};
    use crate::text::{Document, DocumentBuilder, Format, Origin};

    const REPORT: &str = "Kommundirektören rapporterar till kommunstyrelsen i maj varje år.";

    fn builder(title: &str) -> DocumentBuilder {
        let mut builder = DocumentBuilder::new(Origin { name: String::new(), format: Format::Plain, title: None, producer: None });
        builder.heading(1, title);
        builder
    }

    fn scan(document: &Document) -> Findings {
        let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
        Scanner::new(&rules).scan(document, &ScanOptions::default())
    }

    /// For each unit with this text, whether it counts and whether it carries something on.
    fn places(document: &Document, findings: &Findings, text: &str) -> Vec<(bool, bool)> {
        let same = |u: &&crate::finding::UnitReading| document.slice(document.units()[u.unit as usize].span) == text;
        findings.units.iter().filter(same).map(|u| (u.eligible, !u.inherited.is_empty())).collect()
    }

    #[test]
    fn a_sentence_that_carries_the_same_area_on_twice_counts_once() {
        let mut builder = builder("Plan för jämställdhet");
        for heading in ["Ansvar", "Uppföljning"] {
            builder.heading(2, heading);
            builder.paragraph(&format!("Jämställdhet mellan kvinnor och män är målet för {}. {REPORT}", heading.to_lowercase()));
        }
        let document = builder.finish();
        assert_eq!(places(&document, &scan(&document), REPORT), [(true, true), (false, true)]);
    }

    #[test]
    fn the_same_sentence_about_another_area_counts_again() {
        let mut builder = builder("Plan för skolan");
        for right in ["Varje barn ska få komma till tals.", "Jämställdhet mellan kvinnor och män ska råda."] {
            builder.heading(2, right.split(' ').next().unwrap_or_default());
            builder.paragraph(&format!("{right} {REPORT}"));
        }
        let document = builder.finish();
        assert_eq!(places(&document, &scan(&document), REPORT), [(true, true), (true, true)]);
    }

    #[test]
    fn short_lines_count_once_only_where_the_whole_section_stands_twice() {
        let mut builder = builder("Plan för skolan");
        for (heading, last) in [("Årskurs 1", "Rektor."), ("Årskurs 1", "Rektor."), ("Årskurs 2", "Rektor.")] {
            builder.heading(2, heading);
            builder.paragraph("Barns rättigheter gäller här.");
            builder.paragraph(last);
        }
        let document = builder.finish();
        let counts: Vec<bool> = places(&document, &scan(&document), "Barns rättigheter gäller här.").iter().map(|p| p.0).collect();
        assert_eq!(counts, [true, false, true]);
    }
}
