//! The same promise year after year.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::gather::{Taken, sentence_key};
use super::rows::{Promise, PromisePlace};
use crate::archive::{Judgement, Standing};
use crate::rule::AreaSet;

/// In so many different years the same sentence is told as a promise that is given again.
const YEARS: usize = 3;
/// From this level on a sentence binds.
pub(super) const BINDS: u8 = 3;

/// What is known of a binding sentence of an organisation so far.
#[derive(Debug)]
enum Seen {
    /// In one or two years.
    Years([u16; YEARS - 1]),
    /// In three or more: worth its words.
    Promise(Box<Words>),
}

/// As it stands in the newest year that was met since it had stood in three.
#[derive(Debug)]
struct Words {
    year: u16,
    text: Box<str>,
    level: u8,
    areas: AreaSet,
}

/// Binding sentences by organisation. Words are kept only of those that have stood in three years: most never do.
#[derive(Debug, Default)]
pub(super) struct Promises(FxHashMap<(u32, u64), Seen>);

impl Promises {
    /// The binding references of a document.
    pub fn add(&mut self, organisation: u32, year: u16, judgement: &Judgement) {
        for sentence in &judgement.sentences {
            if sentence.standing != Standing::Counted || sentence.level < BINDS {
                continue;
            }
            let Some(key) = sentence_key(&sentence.text) else { continue };
            let words = || Box::new(Words { year, text: sentence.text.as_str().into(), level: sentence.level, areas: sentence.areas });
            let seen = self.0.entry((organisation, key)).or_insert(Seen::Years([0; YEARS - 1]));
            match seen {
                Seen::Years(years) if years.contains(&year) => {}
                Seen::Years(years) => match years.iter_mut().find(|year| **year == 0) {
                    Some(place) => *place = year,
                    None => *seen = Seen::Promise(words()),
                },
                Seen::Promise(known) if known.year < year => *known = words(),
                Seen::Promise(_) => {}
            }
        }
    }

    /// The promises, with the places in documents that count.
    pub fn finish(self, taken: &[Taken]) -> Vec<Promise> {
        let promises = self.0.into_iter().filter_map(|(key, seen)| match seen {
            Seen::Promise(words) => Some((key, (*words, Vec::new()))),
            Seen::Years(_) => None,
        });
        let mut found: FxHashMap<(u32, u64), (Words, Vec<PromisePlace>)> = promises.collect();
        for (document, taken) in (0u32..).zip(taken).filter(|(_, taken)| taken.row.counts()) {
            let Some(year) = taken.row.year() else { continue };
            for reference in taken.references.iter().filter(|reference| reference.level >= BINDS && reference.key != 0) {
                let Some((_, places)) = found.get_mut(&(taken.row.organisation, reference.key)) else { continue };
                let page = (reference.page > 0).then_some(u32::from(reference.page));
                places.push(PromisePlace { year, document, unit: reference.unit, page });
            }
        }
        let promise = |((organisation, _), (words, mut places)): ((u32, u64), (Words, Vec<PromisePlace>))| {
            places.sort_unstable();
            let mut years: Vec<u16> = places.iter().map(|place| place.year).collect();
            years.dedup();
            // Copies and drafts may have made up one of the years.
            let enough = years.len() >= YEARS;
            enough.then(|| {
                (years.len(), Promise { organisation, text: words.text, year: words.year, level: words.level, areas: words.areas, places })
            })
        };
        let mut out: Vec<(usize, Promise)> = found.into_iter().filter_map(promise).collect();
        out.sort_by(|(years, a), (others, b)| {
            (Reverse(years), a.organisation, &a.places, &a.text).cmp(&(Reverse(others), b.organisation, &b.places, &b.text))
        });
        out.into_iter().map(|(_, promise)| promise).collect()
    }
}
