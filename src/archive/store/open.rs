//! Opens and creates stores.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{Store, StoreError, StoreFailure};

/// Says in the file's head that it is a store: `gsyr`.
const MARK: i64 = 0x6773_7972;
/// Number of the format; one more when older programs cannot read it. 2: a record's sentences stand by themselves.
const FORMAT: i64 = 2;
/// How long a run waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long somebody who only reads waits: there is a reader who looks at a page.
const READERS_PATIENCE: Duration = Duration::from_secs(5);

const TABLES: &str = "
    -- Rule sets and the names that their records point to.
    CREATE TABLE rule_set (hash TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, glossary BLOB NOT NULL);
    -- What judged: records of one setting can be compared.
    CREATE TABLE setting (id INTEGER PRIMARY KEY, rules TEXT NOT NULL, program TEXT NOT NULL, options TEXT NOT NULL,
        UNIQUE (rules, program, options));
    -- What is kept of a document. `passing`: not to be trusted next time; `locked`: only as long as no password is given;
    -- `other`: what it turned out to be instead of a document.
    CREATE TABLE record (id INTEGER PRIMARY KEY, setting INTEGER NOT NULL, content BLOB NOT NULL, name TEXT NOT NULL,
        passing INTEGER NOT NULL, locked INTEGER NOT NULL, other TEXT, format TEXT, level INTEGER, problem TEXT,
        identity BLOB NOT NULL, brief BLOB NOT NULL, sentences BLOB NOT NULL, UNIQUE (content, name, setting));
    -- Files as they were last seen.
    CREATE TABLE file (id INTEGER PRIMARY KEY, place BLOB NOT NULL UNIQUE, shown TEXT NOT NULL, size INTEGER NOT NULL,
        changed INTEGER NOT NULL, options TEXT NOT NULL);
    -- The documents in a file: itself, or what an archive or message holds. `other`: what it is instead of a document, by its name.
    CREATE TABLE member (file INTEGER NOT NULL, number INTEGER NOT NULL, shown TEXT NOT NULL, name TEXT NOT NULL, content BLOB, other TEXT,
        PRIMARY KEY (file, number)) WITHOUT ROWID;
    CREATE INDEX member_content ON member (content, name);
    -- For those who look with other tools.
    CREATE VIEW document AS SELECT m.shown AS path, r.format, r.level, r.problem, s.rules, s.program
        FROM member m JOIN record r ON r.content = m.content AND r.name = m.name JOIN setting s ON s.id = r.setting;";

impl Store {
    /// Opens a store, or makes one where there is no file or an empty one.
    ///
    /// # Errors
    /// The file is no store, is broken, was made by a newer program or one that is too old, or may not be opened.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Store::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a store that must be there.
    ///
    /// # Errors
    /// As [`open`](Self::open), and when there is none.
    pub fn open_existing(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::new(path, StoreFailure::Missing));
        }
        Store::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens a store that must be there to look at it; others may write to it meanwhile.
    ///
    /// # Errors
    /// As [`open_existing`](Self::open_existing); an empty file is no store.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::new(path, StoreFailure::Missing));
        }
        let store = Store::guarded(path, OpenFlags::SQLITE_OPEN_READ_ONLY, READERS_PATIENCE)?;
        if store.is_empty()? {
            return Err(store.fails(StoreFailure::NotStore));
        }
        store.judge_marks()?;
        Ok(store)
    }

    /// A store that is gone when it is let go. It lies in a file of its own without a name, so that its size costs no memory.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn temporary() -> Result<Self, StoreError> {
        Store::connect(Path::new(""), OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    fn guarded(path: &Path, flags: OpenFlags, patience: Duration) -> Result<Self, StoreError> {
        let told = |error: rusqlite::Error| StoreError::of(path, &error);
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(told)?;
        connection.busy_timeout(patience).map_err(told)?;
        // A store may come from somebody else: nothing in it may act.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).map_err(told)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false).map_err(told)?;
        connection.pragma_update(None, "cell_size_check", true).map_err(told)?;
        Ok(Store { connection, path: path.to_path_buf() })
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let mut store = Store::guarded(path, flags, PATIENCE)?;
        store.recognise()?;
        let told = |error: rusqlite::Error| StoreError::of(path, &error);
        if path.as_os_str().is_empty() {
            store.connection.pragma_update(None, "synchronous", "OFF").map_err(told)?;
            // Nobody takes it up again after a crash: what undoes a failed commit need not reach the disk.
            let _: String = store.connection.query_row("PRAGMA journal_mode = MEMORY", [], |row| row.get(0)).map_err(told)?;
        } else {
            // The answer is the journal that the file system allows; any is safe.
            let _: String = store.connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(told)?;
            store.connection.pragma_update(None, "synchronous", "NORMAL").map_err(told)?;
        }
        Ok(store)
    }

    /// Looks whether the file is ours, and makes the tables of one that is empty.
    fn recognise(&mut self) -> Result<(), StoreError> {
        if !self.is_empty()? {
            return self.judge_marks();
        }
        let path = self.path.clone();
        let told = |error: rusqlite::Error| StoreError::of(&path, &error);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        // Another run may have made it while we waited.
        let mark: i64 = transaction.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(told)?;
        if mark != MARK {
            transaction.execute_batch(TABLES).map_err(told)?;
            transaction.pragma_update(None, "application_id", MARK).map_err(told)?;
            transaction.pragma_update(None, "user_version", FORMAT).map_err(told)?;
        }
        transaction.commit().map_err(told)
    }

    /// Whether a file that holds something is ours, and of our format.
    fn judge_marks(&self) -> Result<(), StoreError> {
        match self.marks()? {
            (MARK, format) if format > FORMAT => Err(self.fails(StoreFailure::Newer(format))),
            (MARK, format) if format < FORMAT => Err(self.fails(StoreFailure::Older(format))),
            (MARK, _) => Ok(()),
            _ => Err(self.fails(StoreFailure::NotStore)),
        }
    }

    /// A number that is another one as soon as somebody else has written to the store.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn version(&self) -> Result<i64, StoreError> {
        self.told(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0)))
    }

    fn marks(&self) -> Result<(i64, i64), StoreError> {
        let mark = self.told(self.connection.query_row("PRAGMA application_id", [], |row| row.get(0)))?;
        let format = self.told(self.connection.query_row("PRAGMA user_version", [], |row| row.get(0)))?;
        Ok((mark, format))
    }

    fn is_empty(&self) -> Result<bool, StoreError> {
        let tables: i64 = self.told(self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)))?;
        Ok(tables == 0)
    }

    /// Where the store lies; empty for one that is gone afterwards.
    pub fn path(&self) -> &PathBuf {
        &self.path
    }

    pub(super) fn fails(&self, failure: StoreFailure) -> StoreError {
        StoreError::new(&self.path, failure)
    }

    pub(super) fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|error| StoreError::of(&self.path, &error))
    }
}
