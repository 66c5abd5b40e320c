//! What is held in memory of an archive: a row a document and what the rows say together; sentences stay in the store.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::query::UNKNOWN;
use crate::archive::store::{Kept, Listing, Store, StoreError, StoreFailure, Whose};
use crate::archive::tally::{DocumentRow, Gather, Tally};
use crate::archive::{Brief, Glossary};
use crate::identity::{Date, Hints};
use crate::report::pages::clean;

/// Digits by which an address names a document.
const ID_DIGITS: usize = 16;

/// An archive as it was when it was read.
pub(super) struct Holdings {
    pub glossary: Glossary,
    pub tally: Tally,
    /// Whether other rules judged it than those of the program.
    pub other_rules: bool,
    /// Documents of the store that these rules have not judged, or whose records cannot be used.
    pub missing: usize,
    /// All documents of the store.
    listing: Listing,
    /// For each document of the tally its place in the listing.
    places: Vec<usize>,
    /// For each organisation what it is known by in addresses.
    pub owners: Vec<String>,
    /// The names of all bodies, each once, in order; the last is none, if any document has none.
    pub bodies: Vec<Option<String>>,
    /// The types of all documents, each once, in the glossary's order; the last is none, if any document has none.
    pub kinds: Vec<Option<String>>,
    /// For each body of each organisation its place among those names.
    body_places: Vec<Vec<usize>>,
    /// Bytes of the folder that all documents lie in.
    folder: usize,
    ids: Vec<String>,
    by_id: FxHashMap<String, u32>,
}

impl Holdings {
    /// Reads what is kept of every document but for its sentences.
    pub fn load(store: &Store, rules: &str, hints: &Hints, date: Option<Date>) -> Result<Holdings, StoreError> {
        let hash = rules_of(store, rules)?;
        let glossary = store.glossary(&hash)?;
        let whose = Whose::Rules(hash);
        let listing = store.listing(&whose, false)?;
        let mut gather = Gather::new(&glossary, date);
        for (path, _) in store.others(&whose, false)? {
            gather.other(&path);
        }
        let (mut places, mut missing, mut place) = (Vec::new(), 0, 0);
        let known = |shown: &str, Kept { record, identity }: Kept<Brief>| (record, identity.given(shown, hints));
        store.each_brief(&listing, &known, &mut |shown, known| {
            match known {
                Some((brief, identity)) => {
                    gather.add(shown, &brief, &identity);
                    places.push(place);
                }
                None => missing += 1,
            }
            place += 1;
            Ok::<(), StoreError>(())
        })?;
        // No page quotes the promises: their sentences need not be unpacked.
        let tally = gather.finish(&mut |_, _| Ok::<_, StoreError>(String::new()))?;
        let other_rules = glossary.hash != rules;
        Ok(Holdings::of(glossary, tally, listing, places, (missing, other_rules)))
    }

    fn of(glossary: Glossary, tally: Tally, listing: Listing, places: Vec<usize>, (missing, other_rules): (usize, bool)) -> Holdings {
        let key = |o: &crate::archive::tally::OrganisationRow| match &o.organisation {
            Some(known) => known.code.clone().unwrap_or_else(|| known.name.clone()),
            None => UNKNOWN.to_string(),
        };
        let owners = tally.organisations.iter().map(key).collect();
        let name = |body: &crate::archive::tally::BodyRow| body.body.as_ref().map(|body| clean(&body.name));
        let mut bodies: Vec<Option<String>> = tally.organisations.iter().flat_map(|o| o.bodies.iter().map(name)).collect();
        bodies.sort_by_key(|body| (body.is_none(), body.clone()));
        bodies.dedup();
        let place = |body: &crate::archive::tally::BodyRow| bodies.iter().position(|other| *other == name(body)).unwrap_or_default();
        let body_places = tally.organisations.iter().map(|o| o.bodies.iter().map(place).collect()).collect();
        let kinds = kinds(&glossary, &tally.documents);
        let mut by_id = FxHashMap::default();
        let mut ids = Vec::with_capacity(tally.documents.len());
        for (place, row) in (0u32..).zip(&tally.documents) {
            // Two files of one path are told apart by their order.
            let id = (0u32..).map(|nth| id_of(&row.path, nth)).find(|id| !by_id.contains_key(id)).unwrap_or_default();
            by_id.insert(id.clone(), place);
            ids.push(id);
        }
        let folder = common_folder(&tally.documents);
        Holdings { glossary, tally, other_rules, missing, listing, places, owners, bodies, kinds, body_places, folder, ids, by_id }
    }

    /// What an address calls a document: the same for as long as its path is.
    pub fn id(&self, document: u32) -> &str {
        self.ids.get(document as usize).map_or("", String::as_str)
    }

    /// The document of an id.
    pub fn document(&self, id: &str) -> Option<(u32, &DocumentRow)> {
        let place = *self.by_id.get(id)?;
        Some((place, self.tally.documents.get(place as usize)?))
    }

    /// The type of a document: its place among [`kinds`](Self::kinds).
    pub fn kind(&self, row: &DocumentRow) -> usize {
        let id = row.document_type.as_deref();
        self.kinds.iter().position(|kind| kind.as_deref() == id).unwrap_or_default()
    }

    /// A document's path below the folder that all documents lie in.
    pub fn short<'p>(&self, row: &'p DocumentRow) -> &'p str {
        row.path.get(self.folder..).unwrap_or(&row.path)
    }

    /// The documents as the store knows them.
    pub fn listing(&self, documents: &[u32]) -> Listing {
        self.listing.only(documents.iter().filter_map(|document| self.places.get(*document as usize).copied()))
    }

    /// The body of a document: its place among [`bodies`](Self::bodies).
    pub fn body(&self, row: &DocumentRow) -> usize {
        let places = self.body_places.get(row.organisation as usize);
        places.and_then(|places| places.get(row.body as usize)).copied().unwrap_or_default()
    }
}

/// The rules whose verdicts are shown: those of the program if the store has any of theirs, else those that came last.
fn rules_of(store: &Store, rules: &str) -> Result<String, StoreError> {
    match store.find_rules(rules) {
        Err(StoreError { failure: StoreFailure::NoRules(_), .. }) => {
            let known = store.info()?.rules;
            let last = known.iter().rfind(|set| set.records > 0).or(known.last());
            last.map(|set| set.hash.clone())
                .ok_or_else(|| StoreError { path: store.path().clone(), failure: StoreFailure::NoRules(rules.to_string()) })
        }
        found => found,
    }
}

fn kinds(glossary: &Glossary, documents: &[DocumentRow]) -> Vec<Option<String>> {
    let distinct: BTreeSet<Option<&str>> = documents.iter().map(|row| row.document_type.as_deref()).collect();
    let mut out: Vec<Option<String>> = distinct.into_iter().map(|kind| kind.map(str::to_string)).collect();
    // A type that the user gave need not be in the glossary.
    let place = |id: &str| glossary.types.iter().position(|entry| entry.id == id).unwrap_or(usize::MAX);
    out.sort_by_key(|kind| (kind.is_none(), kind.as_deref().map(place)));
    out
}

/// How much of every path is the same folder. The documents stand in the order of their paths: what the first and the last share, all share.
fn common_folder(documents: &[DocumentRow]) -> usize {
    let (Some(first), Some(last)) = (documents.first(), documents.last()) else { return 0 };
    let same = first.path.bytes().zip(last.path.bytes()).take_while(|(a, b)| a == b).count();
    first.path.as_bytes()[..same].iter().rposition(|byte| matches!(byte, b'/' | b'\\')).map_or(0, |place| place + 1)
}

fn id_of(path: &str, nth: u32) -> String {
    let mut hash = Sha256::new();
    hash.update(path.as_bytes());
    if nth > 0 {
        hash.update(nth.to_le_bytes());
    }
    let mut id = hex::encode(hash.finalize());
    id.truncate(ID_DIGITS);
    id
}
