//! What comes out of a store: records in the order of their paths, never more than a handful in memory.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension, params};

use super::blob::{Sentences, unpack};
use super::write::stored_options;
use super::{Brief, Glossary, Kept, Record, Sentence, Setting, Store, StoreError, StoreFailure};

/// Records that a thread unpacks in one go.
const AT_ONCE: usize = 32;

/// What is done with each document of a listing: its path, and what was made of it; `None` for what has not been judged so.
pub type Told<'t, T, E> = dyn FnMut(&str, Option<T>) -> Result<(), E> + 't;

/// Some documents of a [`Listing`].
type Part = [(String, Option<i64>)];
/// What is packed of a record.
type Columns = [Vec<u8>; 3];

/// Whose verdicts are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of one setting.
    Setting(Setting),
    /// Those of a rule set, by its whole hash: of several programs and options those under which the file was last seen, else the latest.
    Rules(String),
}

/// The documents that reports are about, in the order of their paths (composed, by their characters), each with the number of its record.
#[derive(Clone, Debug)]
pub struct Listing(Vec<(String, Option<i64>)>);

impl Listing {
    /// Some of the documents, by their places, in this order; places that there are not are left out.
    pub fn only(&self, places: impl IntoIterator<Item = usize>) -> Listing {
        Listing(places.into_iter().filter_map(|place| self.0.get(place).cloned()).collect())
    }
}

/// A document of the archive, with all that is kept of it or its brief.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a, R = Record> {
    /// How reports name it.
    pub shown: &'a str,
    /// What is kept of it; `None`: it has not been judged so.
    pub kept: Option<Kept<R>>,
}

/// A rule set of which the store holds results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSetInfo {
    /// SHA-256 over its files, hexadecimal.
    pub hash: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Versions of the program that used it.
    pub programs: Vec<String>,
    /// Documents that it has judged.
    pub records: u64,
}

/// What a store holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreInfo {
    /// Files as they were last seen.
    pub files: u64,
    /// Documents in them.
    pub documents: u64,
    /// What is no document.
    pub others: u64,
    /// Records, whatever judged them.
    pub records: u64,
    /// Records that no file leads to.
    pub unused: u64,
    /// Size of the database in bytes.
    pub bytes: u64,
    /// Rule sets, in the order in which they came.
    pub rules: Vec<RuleSetInfo>,
}

impl Store {
    /// Says which files reports are about, by their numbers; until then all that the store has seen.
    ///
    /// # Errors
    /// There is no room for the list.
    pub fn select(&mut self, files: impl IntoIterator<Item = i64>) -> Result<(), StoreError> {
        let path = &self.path;
        let fill = || -> rusqlite::Result<()> {
            self.connection.execute_batch("CREATE TEMP TABLE IF NOT EXISTS chosen (file INTEGER PRIMARY KEY); DELETE FROM chosen")?;
            let transaction = self.connection.unchecked_transaction()?;
            {
                let mut insert = transaction.prepare("INSERT OR IGNORE INTO chosen VALUES (?)")?;
                for file in files {
                    insert.execute([file])?;
                }
            }
            transaction.commit()
        };
        fill().map_err(|error| StoreError::of(path, &error))
    }

    /// The documents, once for all passes over them; with `selected` only those of the files that [`select`](Self::select) named.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn listing(&self, whose: &Whose, selected: bool) -> Result<Listing, StoreError> {
        // Ordering whole records would move the archive through temporary files.
        let wanted = "SELECT shown, id FROM judged WHERE other IS NULL AND (SELECT other FROM record WHERE record.id = judged.id) IS NULL";
        self.told(self.members(whose, selected, wanted)).map(Listing)
    }

    /// Gives every document with all that is kept of it.
    ///
    /// # Errors
    /// The store cannot be read, as an error of `E`; and what `each` gives, which ends it.
    pub fn each<E: From<StoreError>>(&self, listing: &Listing, each: &mut dyn FnMut(Entry) -> Result<(), E>) -> Result<(), E> {
        self.each_made(listing, &|_, _, kept| kept, &mut |shown, kept| each(Entry { shown, kept }))
    }

    /// Gives what `made` makes of every document with its place in the listing. `made` is called by several threads, `each` by this one, in
    /// order.
    ///
    /// # Errors
    /// As [`each`](Self::each).
    pub fn each_made<T: Send, E: From<StoreError>>(
        &self,
        listing: &Listing,
        made: &(dyn Fn(usize, &str, Kept) -> T + Sync),
        each: &mut Told<'_, T, E>,
    ) -> Result<(), E> {
        let made = |place: usize, shown: &str, [identity, brief, sentences]: &Columns| {
            let (sentences, blank): Sentences = unpack(sentences)?;
            let record = Record { brief: unpack(brief)?, sentences, blank };
            Some(made(place, shown, Kept { record, identity: unpack(identity)? }))
        };
        self.stream(listing, "SELECT identity, brief, sentences FROM record WHERE id = ?", &made, each)
    }

    /// Gives what `made` makes of every document without its sentences: a fraction of the work of [`each`](Self::each). `made` is called by
    /// several threads, `each` by this one, in order.
    ///
    /// # Errors
    /// As [`each`](Self::each).
    pub fn each_brief<T: Send, E: From<StoreError>>(
        &self,
        listing: &Listing,
        made: &(dyn Fn(&str, Kept<Brief>) -> T + Sync),
        each: &mut Told<'_, T, E>,
    ) -> Result<(), E> {
        let made = |_: usize, shown: &str, [identity, brief, _]: &Columns| {
            Some(made(shown, Kept { record: unpack(brief)?, identity: unpack(identity)? }))
        };
        self.stream(listing, "SELECT identity, brief, x'' FROM record WHERE id = ?", &made, each)
    }

    /// Gives what `made` makes of the sentences with findings of every document with its place in the listing. `made` is called by several
    /// threads, `each` by this one, in order.
    ///
    /// # Errors
    /// As [`each`](Self::each).
    pub fn each_sentences<T: Send, E: From<StoreError>>(
        &self,
        listing: &Listing,
        made: &(dyn Fn(usize, Vec<Sentence>) -> T + Sync),
        each: &mut Told<'_, T, E>,
    ) -> Result<(), E> {
        let made = |place: usize, _: &str, [_, _, sentences]: &Columns| {
            let (sentences, _): Sentences = unpack(sentences)?;
            Some(made(place, sentences))
        };
        self.stream(listing, "SELECT x'', x'', sentences FROM record WHERE id = ?", &made, each)
    }

    /// This thread fetches and hands on, in order; others unpack meanwhile, which costs more. Threads of our own and not rayon's: this one
    /// may be one of rayon's, and waits.
    fn stream<T: Send, E: From<StoreError>>(
        &self,
        listing: &Listing,
        wanted: &str,
        made: &(dyn Fn(usize, &str, &Columns) -> Option<T> + Sync),
        each: &mut Told<'_, T, E>,
    ) -> Result<(), E> {
        let mut query = self.told(self.connection.prepare(wanted))?;
        let all = |first: usize, part: &Part, packed: &[Option<Columns>]| -> Vec<Option<T>> {
            (first..).zip(part).zip(packed).map(|((place, (shown, _)), packed)| made(place, shown, packed.as_ref()?)).collect()
        };
        type Job<'l, T> = (usize, &'l Part, Vec<Option<Columns>>, Sender<Vec<Option<T>>>);
        let (jobs, work) = channel::<Job<T>>();
        let work = Mutex::new(work);
        std::thread::scope(|scope| {
            // Gone when this one is done: the others then end.
            let jobs = jobs;
            let worker = || {
                loop {
                    let job = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((first, part, packed, reply)) = job else { break };
                    if reply.send(all(first, part, &packed)).is_err() {
                        break;
                    }
                }
            };
            let threads = rayon::current_num_threads();
            let started = (0..threads).filter(|_| std::thread::Builder::new().spawn_scoped(scope, worker).is_ok()).count();
            let mut ahead: VecDeque<(&Part, Receiver<Vec<Option<T>>>)> = VecDeque::new();
            let mut hand_on = |(part, reply): (&Part, Receiver<Vec<Option<T>>>)| -> Result<(), E> {
                let done = reply.recv().unwrap_or_default().into_iter();
                part.iter().zip(done.chain(std::iter::repeat_with(|| None))).try_for_each(|((shown, _), made)| each(shown, made))
            };
            for (first, part) in (0..).step_by(AT_ONCE).zip(listing.0.chunks(AT_ONCE)) {
                let mut packed: Vec<Option<Columns>> = Vec::with_capacity(part.len());
                for (_, id) in part {
                    let row = id.map(|id| query.query_row([id], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).optional());
                    packed.push(self.told(row.transpose())?.flatten());
                }
                let (reply, answer) = channel();
                if started > 0 {
                    // Whoever takes jobs lives as long as this scope.
                    let _ = jobs.send((first, part, packed, reply));
                } else {
                    let _ = reply.send(all(first, part, &packed));
                }
                ahead.push_back((part, answer));
                if ahead.len() > 2 * threads {
                    ahead.pop_front().map_or(Ok(()), &mut hand_on)?;
                }
            }
            ahead.into_iter().try_for_each(hand_on)
        })
    }

    /// The sentences with findings of the document with this path; of several with the same path those of all.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn sentences(&self, listing: &Listing, path: &str) -> Result<Vec<Sentence>, StoreError> {
        let first = listing.0.partition_point(|(shown, _)| shown.as_str() < path);
        let ids = listing.0[first..].iter().take_while(|(shown, _)| shown == path).filter_map(|(_, id)| *id);
        let read = |id: i64| -> rusqlite::Result<Option<Vec<u8>>> {
            self.connection.prepare_cached("SELECT sentences FROM record WHERE id = ?")?.query_row([id], |row| row.get(0)).optional()
        };
        let mut out = Vec::new();
        for id in ids {
            let (sentences, _): Sentences = self.told(read(id))?.and_then(|packed| unpack(&packed)).unwrap_or_default();
            out.extend(sentences);
        }
        Ok(out)
    }

    /// What is no document, in the order of the paths: path and kind.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn others(&self, whose: &Whose, selected: bool) -> Result<Vec<(String, String)>, StoreError> {
        let wanted = "SELECT shown, coalesce(other, (SELECT other FROM record WHERE record.id = judged.id)) AS kind FROM judged WHERE kind IS NOT NULL";
        self.told(self.members(whose, selected, wanted))
    }

    /// Two columns of `judged`: members with the number of the record that is wanted of each, in the order of the paths.
    fn members<T: FromSql>(&self, whose: &Whose, selected: bool, wanted: &str) -> rusqlite::Result<Vec<(String, T)>> {
        // Options come and go (what somebody has rejected is taken back): those under which the file was last seen are what holds.
        let of = match whose {
            Whose::Setting(_) => "FROM record r WHERE r.setting = ?1 AND r.content = m.content AND r.name = m.name LIMIT 1",
            Whose::Rules(_) => {
                "FROM record r JOIN setting s ON s.id = r.setting WHERE s.rules = ?1 AND r.content = m.content AND r.name = m.name
                 ORDER BY (s.options = ?2 || f.options) DESC, r.setting DESC LIMIT 1"
            }
        };
        let chosen = if selected { "m.file IN (SELECT file FROM chosen)" } else { "1" };
        let mut query = self.connection.prepare(&format!(
            "WITH judged AS (SELECT m.shown, m.other, f.place, m.number, (SELECT r.id {of}) AS id
                 FROM member m JOIN file f ON f.id = m.file WHERE {chosen})
             {wanted} ORDER BY shown, place, number"
        ))?;
        let pair = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        match whose {
            Whose::Setting(Setting(id)) => query.query_map([id], pair)?.collect(),
            Whose::Rules(hash) => query.query_map([hash.as_str(), &stored_options("")], pair)?.collect(),
        }
    }

    /// The whole hash of the rule set whose hash begins so.
    ///
    /// # Errors
    /// None does, or several do.
    pub fn find_rules(&self, start: &str) -> Result<String, StoreError> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut query = self.connection.prepare("SELECT hash FROM rule_set WHERE substr(hash, 1, length(?1)) = ?1 LIMIT 2")?;
            query.query_map([start], |row| row.get(0))?.collect()
        };
        let mut found = self.told(read())?;
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(self.fails(StoreFailure::NoRules(start.to_string()))),
            _ => Err(self.fails(StoreFailure::ManyRules(start.to_string()))),
        }
    }

    /// The whole hash of the rules of a setting.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn rules_of(&self, setting: Setting) -> Result<String, StoreError> {
        self.told(self.connection.query_row("SELECT rules FROM setting WHERE id = ?", [setting.0], |row| row.get(0)))
    }

    /// The names of a rule set, by its whole hash.
    ///
    /// # Errors
    /// The store has none of these rules, or is broken.
    pub fn glossary(&self, hash: &str) -> Result<Glossary, StoreError> {
        let bytes: Option<Vec<u8>> =
            self.told(self.connection.query_row("SELECT glossary FROM rule_set WHERE hash = ?", [hash], |row| row.get(0)).optional())?;
        let bytes = bytes.ok_or_else(|| self.fails(StoreFailure::NoRules(hash.to_string())))?;
        unpack(&bytes).ok_or_else(|| self.fails(StoreFailure::Damaged(format!("rule set {hash}"))))
    }

    /// What the store holds.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn info(&self) -> Result<StoreInfo, StoreError> {
        let count = |wanted: &str| -> rusqlite::Result<u64> {
            self.connection.query_row(wanted, [], |row| row.get::<_, i64>(0)).map(|n| u64::try_from(n).unwrap_or(0))
        };
        let read = || -> rusqlite::Result<StoreInfo> {
            let mut query = self.connection.prepare(
                "SELECT s.hash, s.name, s.version, count(r.id) FROM rule_set s LEFT JOIN setting t ON t.rules = s.hash
                 LEFT JOIN record r ON r.setting = t.id GROUP BY s.hash ORDER BY s.rowid",
            )?;
            let rules = query.query_map([], |row| {
                let (hash, name, version, records): (String, _, _, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok(RuleSetInfo { hash, name, version, programs: Vec::new(), records: u64::try_from(records).unwrap_or(0) })
            })?;
            let mut rules: Vec<RuleSetInfo> = rules.collect::<rusqlite::Result<_>>()?;
            let mut query = self.connection.prepare("SELECT DISTINCT program FROM setting WHERE rules = ? ORDER BY id")?;
            for set in &mut rules {
                set.programs = query.query_map(params![set.hash], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            }
            Ok(StoreInfo {
                files: count("SELECT count(*) FROM file")?,
                documents: count("SELECT count(*) FROM member WHERE other IS NULL")?,
                others: count("SELECT count(*) FROM member WHERE other IS NOT NULL")?,
                records: count("SELECT count(*) FROM record")?,
                unused: count(&format!("SELECT count(*) FROM record r WHERE {UNUSED}"))?,
                bytes: count("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")?,
                rules,
            })
        };
        self.told(read())
    }
}

/// Which records `r` no file leads to.
pub(super) const UNUSED: &str = "NOT EXISTS (SELECT 1 FROM member m WHERE m.content = r.content AND m.name = r.name)";
