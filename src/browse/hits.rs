//! Sentences that are asked for, found by unpacking those documents that may hold any: a page at a time, from where the last one ended.

use super::filters::Filters;
use super::holdings::Holdings;
use crate::archive::Sentence;
use crate::archive::store::{Store, StoreError};

/// Sentences of a page.
pub(super) const AT_ONCE: usize = 50;
/// Documents that are unpacked for a page: about a second's work.
const MOST_DOCUMENTS: usize = 4_000;

/// A place among the documents that may hold what is asked for: which document, and how many of its sentences that fit come before.
pub(super) type Start = (usize, usize);

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Each sentence with its document, in the order of the archive.
    pub hits: Vec<(u32, Sentence)>,
    /// The documents that were searched: the first and one past the last.
    pub searched: (usize, usize),
    /// Documents that may hold what is asked for.
    pub documents: usize,
    /// Where the next page begins; `None`: nothing is left.
    pub next: Option<Start>,
    /// Documents whose sentences could not be read: somebody has written to the store, or it is damaged.
    pub lost: usize,
}

/// Why a search ends before its last document.
enum Ended {
    Full,
    Store(StoreError),
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Ended {
        Ended::Store(error)
    }
}

/// Searches from a place on.
pub(super) fn search(store: &Store, held: &Holdings, filters: &Filters, (from, skip): Start) -> Result<Found, StoreError> {
    let may_hold = |document: &u32| held.tally.documents.get(*document as usize).is_some_and(|row| filters.may_hold(row));
    let documents: Vec<u32> = filters.documents(held).into_iter().filter(may_hold).collect();
    let from = from.min(documents.len());
    let part = &documents[from..documents.len().min(from + MOST_DOCUMENTS)];
    let mut found = Found { documents: documents.len(), searched: (from, from), ..Found::default() };
    let fitting = |_: usize, sentences: Vec<Sentence>| -> Vec<Sentence> {
        sentences.into_iter().filter(|sentence| filters.takes_sentence(sentence)).collect()
    };
    let mut place = 0;
    let ended = store.each_sentences(&held.listing(part), &fitting, &mut |_, sentences| {
        let Some(document) = part.get(place).copied() else { return Ok(()) };
        match sentences {
            Some(sentences) => {
                let before = if place == 0 { skip } else { 0 };
                for (number, sentence) in sentences.into_iter().enumerate().skip(before) {
                    if found.hits.len() == AT_ONCE {
                        found.next = Some((from + place, number));
                        found.searched.1 = from + place + 1;
                        return Err(Ended::Full);
                    }
                    found.hits.push((document, sentence));
                }
            }
            None => found.lost += 1,
        }
        place += 1;
        found.searched.1 = from + place;
        Ok(())
    });
    match ended {
        Err(Ended::Store(error)) => return Err(error),
        Err(Ended::Full) => {}
        Ok(()) => found.next = (found.searched.1 < found.documents).then_some((found.searched.1, 0)),
    }
    Ok(found)
}
