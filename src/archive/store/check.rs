//! Looks a store over, and takes out of it what nothing leads to.

use super::blob::{Sentences, unpack};
use super::read::UNUSED;
use super::{Brief, Glossary, Store, StoreError};
use crate::identity::Identity;

/// Most flaws that are listed.
const MOST: usize = 100;

/// Something in a store that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The database itself says so, in its own words.
    Database(String),
    /// A record cannot be unpacked: the document's name.
    Record(String),
    /// The names of a rule set cannot be unpacked: its hash.
    Rules(String),
    /// A document without a file that holds it.
    Member(String),
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Flaw::Database(words) => write!(f, "databasen: {words}"),
            Flaw::Record(name) => write!(f, "posten för {name} går inte att tyda"),
            Flaw::Rules(hash) => write!(f, "namnen i regelverket {hash} går inte att tyda"),
            Flaw::Member(name) => write!(f, "{name} hör inte till någon fil"),
        }
    }
}

/// What compacting did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compacted {
    /// Records that no file led to.
    pub records: usize,
    /// Size before, in bytes.
    pub before: u64,
    /// Size after.
    pub after: u64,
}

impl Store {
    /// Looks at every page, every record and every list of names; gives what is not as it should be.
    ///
    /// # Errors
    /// The store cannot be read at all.
    pub fn check(&self) -> Result<Vec<Flaw>, StoreError> {
        let mut flaws = Vec::new();
        self.told(self.look(&mut flaws)).or_else(|error| if flaws.is_empty() { Err(error) } else { Ok(()) })?;
        flaws.truncate(MOST);
        Ok(flaws)
    }

    fn look(&self, flaws: &mut Vec<Flaw>) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare("PRAGMA integrity_check")?;
        let words: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        flaws.extend(words.into_iter().filter(|words| words != "ok").map(Flaw::Database));

        let mut query = self.connection.prepare("SELECT name, identity, brief, sentences FROM record ORDER BY id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let fits = unpack::<Identity>(row.get_ref(1)?.as_blob()?).is_some()
                && unpack::<Brief>(row.get_ref(2)?.as_blob()?).is_some()
                && unpack::<Sentences>(row.get_ref(3)?.as_blob()?).is_some();
            if !fits {
                flaws.push(Flaw::Record(row.get(0)?));
            }
        }
        let mut query = self.connection.prepare("SELECT hash, glossary FROM rule_set ORDER BY rowid")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if unpack::<Glossary>(row.get_ref(1)?.as_blob()?).is_none() {
                flaws.push(Flaw::Rules(row.get(0)?));
            }
        }
        let mut query = self.connection.prepare("SELECT shown FROM member WHERE file NOT IN (SELECT id FROM file) ORDER BY shown")?;
        let lost: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        flaws.extend(lost.into_iter().map(Flaw::Member));
        Ok(())
    }

    /// Takes out records that no file leads to and rule sets without records, and gives the room back to the disk.
    ///
    /// # Errors
    /// The store cannot be written to, or the disk has no room for the copy that is made meanwhile.
    pub fn compact(&mut self) -> Result<Compacted, StoreError> {
        let before = self.info()?.bytes;
        let records = self.write(|transaction| {
            let records = transaction.execute(&format!("DELETE FROM record AS r WHERE {UNUSED}"), [])?;
            transaction.execute("DELETE FROM setting WHERE id NOT IN (SELECT setting FROM record)", [])?;
            transaction.execute("DELETE FROM rule_set WHERE hash NOT IN (SELECT rules FROM setting)", [])?;
            Ok(records)
        })?;
        self.told(self.connection.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"))?;
        Ok(Compacted { records, before, after: self.info()?.bytes })
    }
}
