//! The records of a store, told to reports: with what the user says of each document, and without what has not been judged.

use std::cell::Cell;
use std::io;

use genomsyra::archive::Record;
use genomsyra::archive::store::{Kept, Store, Whose};
use genomsyra::identity::{Hints, Identity};
use genomsyra::report::{Records, Visit};

/// The records that a report is about.
pub struct StoredRecords<'a> {
    store: &'a Store,
    whose: &'a Whose,
    /// Only of the files that the run has seen.
    selected: bool,
    hints: Hints<'a>,
    /// Documents that these rules have not judged, in the last telling.
    missing: Cell<usize>,
}

impl<'a> StoredRecords<'a> {
    /// All records of the store that these rules judged; with `selected` only those of the files that were selected in it.
    pub fn new(store: &'a Store, whose: &'a Whose, selected: bool, hints: Hints<'a>) -> Self {
        StoredRecords { store, whose, selected, hints, missing: Cell::new(0) }
    }

    /// Documents that these rules have not judged, in the last telling.
    pub fn missing(&self) -> usize {
        self.missing.get()
    }

    fn tell(&self, path: &str, record: &Record, identity: &Identity, visit: &mut Visit<'_>) -> io::Result<()> {
        visit(path, record, &identity.given(path, &self.hints))
    }
}

impl Records for StoredRecords<'_> {
    fn each(&self, visit: &mut Visit<'_>) -> io::Result<()> {
        self.missing.set(0);
        self.store.each(self.whose, self.selected, &mut |entry| match &entry.kept {
            Some(Kept { record, identity }) => self.tell(&entry.shown, record, identity, visit),
            None => {
                self.missing.set(self.missing.get() + 1);
                Ok(())
            }
        })
    }
}
