//! The store of an archive: one database file that holds what is kept of each document, so that nothing is read twice.
//!
//! A *record* is known by the content of the document (SHA-256), the last part of its name (type and format can hang on it) and the *setting*
//! that judged it: rule set, version of the program, and the options that change a result. A *sighting* says which path held which content
//! when: a file of the same size and time of change is not even opened again. The names of each rule set stand beside the records
//! ([`Glossary`]), so that reports can be made of older rules too.
//!
//! # Why SQLite
//!
//! Measured on two shared cores with 40,000 records of 8 KB, one commit a document, so that a killed process loses no finished document:
//!
//! | | write | file | read all by key | after `kill -9` | a second process |
//! |---|---|---|---|---|---|
//! | SQLite, WAL, `synchronous=NORMAL` | 6.6 s | 333 MB | 0.43 s | every commit there, 5 of 5 | waits for its turn |
//! | SQLite, WAL, `OFF` | 3.4 s | 335 MB | | every commit there, 5 of 5 | waits |
//! | SQLite, WAL, `FULL` | 110 s (from 2,000) | | | | |
//! | redb, `Immediate`, each | 71 s (from 2,000) | | | every commit there, 5 of 5 | is refused |
//! | redb, `Immediate`, 64 at a time | 2.7 s | 627 MB | | up to 63 documents lost | is refused |
//! | redb, `None` | 4.9 s | 627 MB | 1.0 s | nothing there, 5 of 5 | is refused |
//!
//! redb builds faster (13 s against 30 s of processor time), but keeps a commit from a kill only by waiting for the disk. With `NORMAL` a
//! power cut may cost the last documents, never the file. And anybody can open a SQLite file and look. Blobs do not fit the pages of a table without
//! row numbers: reading by key was three times slower there.
//!
//! Where the file system has no shared memory (some network disks) SQLite says no to WAL; then the store uses an ordinary journal: slower, as safe.

mod blob;
mod check;
mod error;
mod merge;
mod open;
mod read;
mod slip;
mod write;

use rusqlite::Connection;

use super::{Brief, Glossary, Record, Sentence};
use crate::identity::Identity;
pub use blob::Packed;
pub use check::{Compacted, Flaw};
pub use error::{StoreError, StoreFailure};
pub use merge::Merged;
pub use read::{Entry, Listing, RuleSetInfo, StoreInfo, Told, Whose};
pub use slip::Slip;
pub use write::{Finished, Known, MemberSeen, Sighting, Sightings};

/// What is kept of one document: all of it, or its [`Brief`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept<R = Record> {
    /// What was found in it.
    pub record: R,
    /// Who, what and when, as the document itself says.
    pub identity: Identity,
}

/// What judges: records of one setting can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Setting(i64);

/// A store that is open.
///
/// ```
/// use genomsyra::archive::{Glossary, Record, store::{Finished, Kept, MemberSeen, Packed, Sighting, Store, Whose}};
/// use genomsyra::rule::{RuleSet, built_in_files};
/// use genomsyra::run::Analyser;
///
/// let rules = RuleSet::from_files(&built_in_files()).unwrap();
/// let mut store = Store::temporary().unwrap();
/// let setting = store.setting(&Glossary::of(&rules), "").unwrap();
///
/// let outcome = Analyser::new(&rules).analyse("Skolan ska varje år höra barnen om barnets bästa.".as_bytes(), "plan.txt");
/// let record = Record::of(&outcome, &rules);
/// let packed = Packed::of(&Kept { record: record.clone(), identity: Default::default() }).unwrap();
/// let content = [7; 32];
/// store.keep(setting, &[Finished { content, name: "plan.txt".into(), passing: false, locked: false, other: None, packed }]).unwrap();
/// let sighting = Sighting { place: b"/arkiv/plan.txt", shown: "arkiv/plan.txt", size: 50, changed: 1, options: "" };
/// let member = MemberSeen { shown: "arkiv/plan.txt".into(), name: "plan.txt".into(), content: Some(content), other: None };
/// store.see(&sighting, &[member]).unwrap();
///
/// let mut paths = Vec::new();
/// let listing = store.listing(&Whose::Setting(setting), false).unwrap();
/// store.each(&listing, &mut |entry| {
///     assert_eq!(entry.kept.unwrap().record, record);
///     paths.push(entry.shown.to_string());
///     Ok::<(), std::io::Error>(())
/// }).unwrap();
/// assert_eq!(paths, ["arkiv/plan.txt"]);
/// ```
pub struct Store {
    connection: Connection,
    path: std::path::PathBuf,
}

#[cfg(test)]
mod tests;
