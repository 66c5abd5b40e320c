//! What stands twice counts once: boilerplate under every heading, the same chapter again, a document bound in two copies.

use std::collections::HashMap;

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
        let (mut seen, mut counterparts): (HashMap<Vec<&str>, &Vec<UnitId>>, _) = (HashMap::new(), FxHashMap::default());
        for units in &sections {
            match seen.entry(units.iter().map(text).collect()) {
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(units);
                }
                std::collections::hash_map::Entry::Occupied(first) => {
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
