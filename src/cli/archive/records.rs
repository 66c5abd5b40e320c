//! The records of a store, told to reports: with what the user says of each document, and without what has not been judged.

use std::cell::RefCell;
use std::io;

use genomsyra::archive::Brief;
use genomsyra::archive::store::{Kept, Listing, Store, StoreError, Whose};
use genomsyra::archive::tally::{Gather, Tally};
use genomsyra::identity::Hints;
use genomsyra::report::{Made, Records, Visit};
use genomsyra::text::UnitId;

/// The records that a report is about.
pub struct StoredRecords<'a> {
    store: &'a Store,
    listing: Listing,
    hints: Hints<'a>,
    /// Documents that these rules have not judged, or whose records cannot be used, in the last telling: their places in the listing.
    missing: RefCell<Vec<usize>>,
}

impl<'a> StoredRecords<'a> {
    /// All records of the store that these rules judged; with `selected` only those of the files that were selected in it.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn new(store: &'a Store, whose: &Whose, selected: bool, hints: Hints<'a>) -> Result<Self, StoreError> {
        Ok(StoredRecords { store, listing: store.listing(whose, selected)?, hints, missing: RefCell::default() })
    }

    /// Documents that these rules have not judged, or whose records cannot be used, in the last telling.
    pub fn missing(&self) -> usize {
        self.missing.borrow().len()
    }

    /// What the records say together. Sentences are unpacked only for the promises.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn tally(&self, mut gather: Gather) -> Result<Tally, StoreError> {
        let (hints, mut missing, mut place) = (&self.hints, Vec::new(), 0);
        let known = |shown: &str, Kept { record, identity }: Kept<Brief>| (record, identity.given(shown, hints));
        self.store.each_brief(&self.listing, &known, &mut |shown, known| {
            match known {
                Some((brief, identity)) => gather.add(shown, &brief, &identity),
                None => missing.push(place),
            }
            place += 1;
            Ok::<(), StoreError>(())
        })?;
        self.missing.replace(missing);
        let mut last = (String::new(), Vec::new());
        gather.finish(&mut |path: &str, unit: UnitId| {
            if last.0 != path {
                last = (path.to_string(), self.store.sentences(&self.listing, path)?);
            }
            Ok(last.1.iter().find(|sentence| sentence.unit == unit).map(|sentence| sentence.text.clone()).unwrap_or_default())
        })
    }
}

impl Records for StoredRecords<'_> {
    fn each(&self, visit: &mut Visit<'_>) -> io::Result<()> {
        let (mut missing, mut place) = (Vec::new(), 0);
        self.store.each(&self.listing, &mut |entry| {
            place += 1;
            match &entry.kept {
                Some(Kept { record, identity }) => visit(entry.shown, record, &identity.given(entry.shown, &self.hints))?,
                None => missing.push(place - 1),
            }
            Ok::<(), io::Error>(())
        })?;
        self.missing.replace(missing);
        Ok(())
    }

    fn write_each(&self, made: &Made<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        // A record's number leaves out those that are missing: the tally, which came before, has told which.
        let (hints, missing) = (&self.hints, self.missing.borrow().clone());
        let made = |place: usize, shown: &str, Kept { record, identity }: Kept| {
            made(place - missing.partition_point(|other| *other < place), shown, &record, &identity.given(shown, hints))
        };
        self.store.each_made(&self.listing, &made, &mut |_, bytes| match bytes {
            Some(bytes) => out.write_all(&bytes?),
            None => Ok(()),
        })
    }
}
