//! The same promise year after year.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::gather::Taken;
use super::rows::{Promise, PromisePlace, Tally};
use crate::archive::Reference;
use crate::text::UnitId;

/// In so many different years the same sentence is told as a promise that is given again.
const YEARS: usize = 3;
/// From this level on a sentence binds.
pub(super) const BINDS: u8 = 3;

/// Where a sentence stands, and what it is there.
type Places = Vec<(PromisePlace, Reference)>;

/// In which years a binding sentence of an organisation has been met so far.
#[derive(Debug)]
enum Seen {
    /// In one or two.
    Years([u16; YEARS - 1]),
    /// In three or more.
    Promise,
}

/// Binding sentences by organisation.
#[derive(Debug, Default)]
pub(super) struct Promises(FxHashMap<(u32, u64), Seen>);

impl Promises {
    /// The binding references of a document.
    pub fn add(&mut self, organisation: u32, year: u16, references: &[Reference]) {
        for reference in references.iter().filter(|reference| reference.level >= BINDS && reference.key != 0) {
            let seen = self.0.entry((organisation, reference.key)).or_insert(Seen::Years([0; YEARS - 1]));
            if let Seen::Years(years) = seen
                && !years.contains(&year)
            {
                match years.iter_mut().find(|year| **year == 0) {
                    Some(place) => *place = year,
                    None => *seen = Seen::Promise,
                }
            }
        }
    }

    /// The promises, with the places in documents that count.
    pub fn finish(self, taken: &[Taken]) -> Vec<Promise> {
        let promises = self.0.into_iter().filter(|(_, seen)| matches!(seen, Seen::Promise));
        let mut found: FxHashMap<(u32, u64), Places> = promises.map(|(key, _)| (key, Places::new())).collect();
        for (document, taken) in (0u32..).zip(taken).filter(|(_, taken)| taken.row.counts()) {
            let Some(year) = taken.row.year() else { continue };
            for reference in taken.references.iter().filter(|reference| reference.level >= BINDS && reference.key != 0) {
                let Some(places) = found.get_mut(&(taken.row.organisation, reference.key)) else { continue };
                let page = (reference.page > 0).then_some(u32::from(reference.page));
                places.push((PromisePlace { year, document, unit: reference.unit, page }, *reference));
            }
        }
        let promise = |((organisation, _), mut places): ((u32, u64), Places)| {
            places.sort_unstable_by_key(|(place, _)| *place);
            // Copies and drafts may have made up one of the years.
            let years = places.chunk_by(|(a, _), (b, _)| a.year == b.year).count();
            let (newest, Reference { level, areas, .. }) = *places.last().filter(|_| years >= YEARS)?;
            let places = places.into_iter().map(|(place, _)| place).collect();
            Some((years, Promise { organisation, text: Box::default(), year: newest.year, level, areas, places }))
        };
        let mut out: Vec<(usize, Promise)> = found.into_iter().filter_map(promise).collect();
        out.sort_by(|(years, a), (others, b)| {
            (Reverse(years), a.organisation, &a.places).cmp(&(Reverse(others), b.organisation, &b.places))
        });
        out.into_iter().map(|(_, promise)| promise).collect()
    }
}

/// Gives each promise its words, those of its last place; documents are asked in their order.
pub(super) fn quote<E>(tally: &mut Tally, words: &mut dyn FnMut(&str, UnitId) -> Result<String, E>) -> Result<(), E> {
    let last = |promise: &Promise| promise.places.last().map(|place| (place.document, place.unit));
    let mut order: Vec<usize> = (0..tally.promises.len()).collect();
    order.sort_by_key(|at| last(&tally.promises[*at]));
    for at in order {
        let promise = &mut tally.promises[at];
        let Some((document, unit)) = last(promise) else { continue };
        promise.text = words(&tally.documents[document as usize].path, unit)?.into();
    }
    Ok(())
}
