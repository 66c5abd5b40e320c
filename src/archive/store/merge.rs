//! Stores of parts of an archive put together into one.

use std::path::Path;

use rusqlite::ErrorCode;

use super::{Store, StoreError, StoreFailure};

/// What was taken over from another store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Files that were new, or had been changed since they were seen here.
    pub files: usize,
    /// Records that were new, or took the place of one that hung on the moment.
    pub records: usize,
}

/// What the other store has goes in as if its documents had been judged here: a record gives way only if it hangs on the moment (or wanted a
/// password) and the other does not; of a file that both have seen, what was seen of its later state holds.
const TAKE: [&str; 6] = [
    "INSERT OR IGNORE INTO main.rule_set (hash, name, version, glossary) SELECT hash, name, version, glossary FROM other.rule_set ORDER BY rowid",
    "INSERT OR IGNORE INTO main.setting (rules, program, options) SELECT rules, program, options FROM other.setting ORDER BY id",
    "CREATE TEMP TABLE later AS SELECT o.id, o.place FROM other.file o LEFT JOIN main.file f ON f.place = o.place
         WHERE f.id IS NULL OR o.changed > f.changed ORDER BY o.id",
    "DELETE FROM main.member WHERE file IN (SELECT f.id FROM main.file f JOIN later ON later.place = f.place)",
    RECORDS,
    FILES,
];

const RECORDS: &str =
    "INSERT INTO main.record (setting, content, name, passing, locked, other, format, level, problem, identity, brief, sentences)
         SELECT s.id, r.content, r.name, r.passing, r.locked, r.other, r.format, r.level, r.problem, r.identity, r.brief, r.sentences
         FROM other.record r JOIN other.setting o ON o.id = r.setting
         JOIN main.setting s ON s.rules = o.rules AND s.program = o.program AND s.options = o.options
         WHERE true ORDER BY r.id
         ON CONFLICT (content, name, setting) DO UPDATE SET passing = excluded.passing, locked = excluded.locked, other = excluded.other,
             format = excluded.format, level = excluded.level, problem = excluded.problem, identity = excluded.identity,
             brief = excluded.brief, sentences = excluded.sentences
             WHERE NOT excluded.passing AND (record.passing OR (record.locked AND NOT excluded.locked))";

const FILES: &str = "INSERT INTO main.file (place, shown, size, changed, options)
         SELECT o.place, o.shown, o.size, o.changed, o.options FROM other.file o JOIN later ON later.id = o.id WHERE true ORDER BY o.id
         ON CONFLICT (place) DO UPDATE SET shown = excluded.shown, size = excluded.size, changed = excluded.changed, options = excluded.options";

const MEMBERS: &str = "INSERT INTO main.member (file, number, shown, name, content, other)
         SELECT f.id, m.number, m.shown, m.name, m.content, m.other FROM other.member m JOIN later ON later.id = m.file
         JOIN main.file f ON f.place = later.place";

impl Store {
    /// Takes over all that the store at `path` holds, in one transaction: whole, or not at all.
    ///
    /// # Errors
    /// There is no store at `path`, one of the two is broken or may not be used, or the disk is full.
    pub fn merge(&mut self, path: &Path) -> Result<Merged, StoreError> {
        // That it is a store of this format, and what its journal still holds, is seen to here.
        drop(Store::open_existing(path)?);
        let name = path.to_str().ok_or_else(|| StoreError::new(path, StoreFailure::Other("namnet är inte text".into())))?;
        let theirs = |error: rusqlite::Error| StoreError::of(path, &error);
        self.connection.execute("ATTACH DATABASE ? AS other", [name]).map_err(theirs)?;
        let merged = self.take(path);
        let let_go = self.connection.execute_batch("DROP TABLE IF EXISTS temp.later; DETACH DATABASE other").map_err(theirs);
        merged.and_then(|merged| let_go.map(|()| merged))
    }

    fn take(&mut self, path: &Path) -> Result<Merged, StoreError> {
        let work = |transaction: &rusqlite::Transaction| -> rusqlite::Result<Merged> {
            let mut merged = Merged::default();
            for wanted in TAKE {
                let rows = transaction.execute(wanted, [])?;
                match wanted {
                    RECORDS => merged.records = rows,
                    FILES => merged.files = rows,
                    _ => {}
                }
            }
            transaction.execute(MEMBERS, [])?;
            Ok(merged)
        };
        let done = self.connection.transaction().and_then(|transaction| {
            let merged = work(&transaction)?;
            transaction.commit()?;
            Ok(merged)
        });
        done.map_err(|error| match error.sqlite_error_code() {
            // Nothing of ours has been read by then but what a run has just used.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::of(path, &error),
            _ => StoreError::of(&self.path, &error),
        })
    }
}
