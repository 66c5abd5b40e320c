//! What goes into a store. Each call is one transaction: it is there whole, or not at all.

use rusqlite::{Transaction, TransactionBehavior, params};
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use super::blob::pack;
use super::{Glossary, Packed, Setting, Store, StoreError};
use crate::outcome::PROGRAM_VERSION;

/// Number of the way in which records are written. One more makes every document be read again: for fields that older records cannot do without.
const ENCODING: u32 = 1;

/// A document that has been judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// SHA-256 of its bytes.
    pub content: [u8; 32],
    /// The last part of its name.
    pub name: String,
    /// The result hangs on the moment (time ran out, the disk failed): kept for reports, not trusted next time.
    pub passing: bool,
    /// The file wants a password: not trusted when one is given.
    pub locked: bool,
    /// What it turned out to be instead of a document.
    pub other: Option<String>,
    /// What is kept of it.
    pub packed: Packed,
}

/// A file as it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting<'a> {
    /// Where it is: the absolute path as the system writes it.
    pub place: &'a [u8],
    /// How reports name it.
    pub shown: &'a str,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed.
    pub changed: i64,
    /// The options under which archives and messages were taken apart.
    pub options: &'a str,
}

/// A document that was seen in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberSeen {
    /// How reports name it.
    pub shown: String,
    /// The last part of its name.
    pub name: String,
    /// SHA-256 of its bytes; `None` for what is no document and was never opened.
    pub content: Option<[u8; 32]>,
    /// What it is instead of a document, if its name says so.
    pub other: Option<String>,
}

/// A file as it was last seen.
#[derive(Clone, Debug)]
struct LastSeen {
    id: i64,
    shown: String,
    size: i64,
    changed: i64,
    members: Vec<MemberSeen>,
}

/// Files as they were last seen under some options.
#[derive(Clone, Debug)]
pub struct Sightings {
    options: String,
    files: FxHashMap<Vec<u8>, LastSeen>,
}

impl Sightings {
    /// What a file held when it was last seen, if it has not changed since: its number and its documents.
    pub fn unchanged(&self, file: &Sighting) -> Option<(i64, &[MemberSeen])> {
        let seen = self.files.get(file.place).filter(|_| file.options == self.options)?;
        let same = (seen.size, seen.changed, seen.shown.as_str()) == (whole(file.size), file.changed, file.shown);
        same.then_some((seen.id, &seen.members))
    }
}

/// Which documents have been judged: a few bytes for each, so that it can be asked for every file without the database.
#[derive(Clone, Debug, Default)]
pub struct Known(FxHashSet<u128>);

impl Known {
    /// Whether a document has been judged.
    pub fn has(&self, content: &[u8; 32], name: &str) -> bool {
        self.0.contains(&key(content, name))
    }

    /// Notes one; `false` if it was known.
    pub fn add(&mut self, content: &[u8; 32], name: &str) -> bool {
        self.0.insert(key(content, name))
    }
}

fn key(content: &[u8; 32], name: &str) -> u128 {
    let digest = Sha256::new().chain_update(content).chain_update(name).finalize();
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    u128::from_le_bytes(half)
}

/// Options as settings hold them: with what tells how records are packed.
pub(super) fn stored_options(options: &str) -> String {
    format!("{ENCODING};{options}")
}

impl Store {
    /// The setting that judges with these rules and options, made if it is new.
    ///
    /// # Errors
    /// The store cannot be written to.
    pub fn setting(&mut self, glossary: &Glossary, options: &str) -> Result<Setting, StoreError> {
        let options = stored_options(options);
        let names = pack(glossary).map_err(|error| self.fails(super::StoreFailure::Other(error.to_string())))?;
        self.write(|transaction| {
            let known = "INSERT OR IGNORE INTO rule_set (hash, name, version, glossary) VALUES (?, ?, ?, ?)";
            transaction.execute(known, params![glossary.hash, glossary.rules, glossary.version, names])?;
            let of = params![glossary.hash, PROGRAM_VERSION, options];
            transaction.execute("INSERT OR IGNORE INTO setting (rules, program, options) VALUES (?, ?, ?)", of)?;
            transaction.query_row("SELECT id FROM setting WHERE rules = ? AND program = ? AND options = ?", of, |row| row.get(0))
        })
        .map(Setting)
    }

    /// The documents that a setting has judged and whose results can be trusted; with a password, those that wanted one are left out.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn known(&self, setting: Setting, with_password: bool) -> Result<Known, StoreError> {
        let read = || -> rusqlite::Result<Known> {
            let wanted = "SELECT content, name FROM record WHERE setting = ?1 AND passing = 0 AND (locked = 0 OR ?2 = 0)";
            let mut query = self.connection.prepare(wanted)?;
            let mut rows = query.query(params![setting.0, with_password])?;
            let mut known = Known::default();
            while let Some(row) = rows.next()? {
                if let Ok(content) = <[u8; 32]>::try_from(row.get_ref(0)?.as_blob()?) {
                    known.add(&content, row.get_ref(1)?.as_str()?);
                }
            }
            Ok(known)
        };
        self.told(read())
    }

    /// Keeps what was made of documents.
    ///
    /// # Errors
    /// The store cannot be written to.
    pub fn keep(&mut self, setting: Setting, finished: &[Finished]) -> Result<(), StoreError> {
        self.write(|transaction| keep(transaction, setting, finished))
    }

    /// Notes which documents a file holds, and gives its number.
    ///
    /// # Errors
    /// The store cannot be written to.
    pub fn see(&mut self, file: &Sighting, members: &[MemberSeen]) -> Result<i64, StoreError> {
        self.write(|transaction| see(transaction, file, members))
    }

    /// [`keep`](Self::keep) and [`see`](Self::see) at once.
    ///
    /// # Errors
    /// The store cannot be written to.
    pub fn finish(&mut self, setting: Setting, finished: &[Finished], file: &Sighting, members: &[MemberSeen]) -> Result<i64, StoreError> {
        self.write(|transaction| {
            keep(transaction, setting, finished)?;
            see(transaction, file, members)
        })
    }

    /// Every file as it was last seen under these options, in one go: asking for each by itself takes most of a run that finds nothing new.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn sightings(&self, options: &str) -> Result<Sightings, StoreError> {
        let read = || -> rusqlite::Result<Sightings> {
            let mut files: FxHashMap<Vec<u8>, LastSeen> = FxHashMap::default();
            let wanted = "SELECT id, place, shown, size, changed FROM file WHERE options = ?";
            let mut query = self.connection.prepare(wanted)?;
            let mut rows = query.query([options])?;
            let mut places: FxHashMap<i64, Vec<u8>> = FxHashMap::default();
            while let Some(row) = rows.next()? {
                let (id, place): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
                files.insert(
                    place.clone(),
                    LastSeen { id, shown: row.get(2)?, size: row.get(3)?, changed: row.get(4)?, members: Vec::new() },
                );
                places.insert(id, place);
            }
            let mut query = self.connection.prepare("SELECT file, shown, name, content, other FROM member ORDER BY file, number")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let Some(seen) = places.get(&row.get(0)?).and_then(|place| files.get_mut(place)) else { continue };
                seen.members.push(MemberSeen { shown: row.get(1)?, name: row.get(2)?, content: row.get(3)?, other: row.get(4)? });
            }
            Ok(Sightings { options: options.to_string(), files })
        };
        self.told(read())
    }

    /// Forgets files that `gone` says are there no longer; gives how many. What was found in them stays until the store is compacted.
    ///
    /// # Errors
    /// The store cannot be written to.
    pub fn forget(&mut self, gone: impl Fn(i64, &[u8]) -> bool) -> Result<usize, StoreError> {
        self.write(|transaction| {
            let mut query = transaction.prepare("SELECT id, place FROM file")?;
            let mut rows = query.query([])?;
            let mut ids = Vec::new();
            while let Some(row) = rows.next()? {
                let id = row.get(0)?;
                if gone(id, row.get_ref(1)?.as_blob()?) {
                    ids.push(id);
                }
            }
            for id in &ids {
                transaction.execute("DELETE FROM member WHERE file = ?", [id])?;
                transaction.execute("DELETE FROM file WHERE id = ?", [id])?;
            }
            Ok(ids.len())
        })
    }

    pub(super) fn write<T>(&mut self, work: impl FnOnce(&Transaction) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let path = &self.path;
        let done = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        });
        done.map_err(|error| StoreError::of(path, &error))
    }
}

/// SQLite has no unsigned numbers; no file is so large that it matters.
fn whole(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

fn keep(transaction: &Transaction, setting: Setting, finished: &[Finished]) -> rusqlite::Result<()> {
    // What hangs on the moment gives way to any other result, never the other way round.
    let mut insert = transaction.prepare_cached(
        "INSERT INTO record (setting, content, name, passing, locked, other, format, level, problem, identity, brief, sentences)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (content, name, setting) DO UPDATE SET passing = ?4, locked = ?5, other = ?6, format = ?7, level = ?8,
            problem = ?9, identity = ?10, brief = ?11, sentences = ?12 WHERE passing OR (locked AND NOT ?5)",
    )?;
    for document in finished {
        let Packed { brief, sentences, identity, format, level, problem } = &document.packed;
        let (content, name) = (&document.content, &document.name);
        insert.execute(params![
            setting.0,
            content,
            name,
            document.passing,
            document.locked,
            document.other,
            format,
            level,
            problem,
            identity,
            brief,
            sentences
        ])?;
    }
    Ok(())
}

fn see(transaction: &Transaction, file: &Sighting, members: &[MemberSeen]) -> rusqlite::Result<i64> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO file (place, shown, size, changed, options) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (place) DO UPDATE SET shown = ?2, size = ?3, changed = ?4, options = ?5 RETURNING id",
    )?;
    let of = params![file.place, file.shown, whole(file.size), file.changed, file.options];
    let id: i64 = insert.query_row(of, |row| row.get(0))?;
    transaction.prepare_cached("DELETE FROM member WHERE file = ?")?.execute([id])?;
    let mut insert =
        transaction.prepare_cached("INSERT INTO member (file, number, shown, name, content, other) VALUES (?, ?, ?, ?, ?, ?)")?;
    for (number, member) in (0_i64..).zip(members) {
        insert.execute(params![id, number, member.shown, member.name, member.content, member.other])?;
    }
    Ok(id)
}
