//! A store that pages are made of: opened to read, counted once for each of its states.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::filters::Filters;
use super::frame::Room;
use super::holdings::Holdings;
use super::query::{Field, Query, View};
use super::{document, documents, failure, overview, sentences};
use crate::archive::store::{Store, StoreError, StoreFailure};
use crate::identity::{Date, Hints, Identity};
use crate::report::pages::Told;
use crate::report::{ArchiveReport, Options};

/// While somebody writes to the store, it is counted anew at most this part of the time …
const SHARE: u32 = 10;
/// … and never more often than this.
const SHORTEST: Duration = Duration::from_millis(500);

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How it went.
    pub status: Status,
    /// The page.
    pub html: String,
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Here it is.
    Found,
    /// There is no such document.
    Missing,
    /// The store cannot be read.
    Failed,
}

/// A store and what is held of it.
pub struct Shelf {
    path: PathBuf,
    rules: String,
    hints: Hints<'static>,
    date: Option<Date>,
    held: Mutex<Held>,
}

struct Held {
    /// Open for as long as the program runs: only so can it tell that others have written.
    watch: Store,
    state: Option<State>,
}

#[derive(Clone)]
struct State {
    version: i64,
    holdings: Arc<Holdings>,
    loaded: Instant,
    took: Duration,
}

impl Shelf {
    /// Opens a store that is there. `rules` is the hash of the program's rules, whose verdicts are shown if the store has any; `hints` is what
    /// the user says of the documents, `date` the day that validity is told of.
    ///
    /// # Errors
    /// The file is no store, is broken, was made by a newer program or one that is too old, or may not be opened.
    pub fn open(path: &Path, rules: &str, hints: Hints<'static>, date: Option<Date>) -> Result<Shelf, StoreError> {
        let watch = Store::open_to_read(path)?;
        let held = Mutex::new(Held { watch, state: None });
        Ok(Shelf { path: path.to_path_buf(), rules: rules.to_string(), hints, date, held })
    }

    /// Counts before anybody asks, so that the first reader need not wait: what goes wrong is told to whoever asks then.
    pub fn warm(&self) {
        let _ = self.holdings();
    }

    /// A page.
    pub fn answer(&self, view: View, query: &Query) -> Answer {
        match self.page(view, query) {
            Ok(answer) => answer,
            // Nothing has been judged yet.
            Err(StoreError { failure: StoreFailure::NoRules(_), .. }) => Answer { status: Status::Found, html: failure::empty(query) },
            Err(error) => Answer { status: Status::Failed, html: failure::store(&error, query) },
        }
    }

    fn page(&self, view: View, query: &Query) -> Result<Answer, StoreError> {
        let (held, stale) = self.holdings()?;
        if held.tally.documents.is_empty() && held.missing == 0 {
            return Ok(Answer { status: Status::Found, html: failure::empty(query) });
        }
        let none: Vec<(String, crate::archive::Record, Identity)> = Vec::new();
        let report = ArchiveReport { glossary: &held.glossary, tally: &held.tally, records: &none, quality: None };
        let options = Options { language: query.language, ..Options::default() };
        let filters = Filters::of(query, &held);
        let room = Room { told: Told::new(&report, &options), held: &held, query, filters: &filters, stale };
        let found = |html| Ok(Answer { status: Status::Found, html });
        match view {
            View::Overview => found(overview::page(&room)),
            View::Documents => found(documents::page(&room)),
            View::Sentences => found(sentences::page(&room, &self.store()?)?),
            View::Document => {
                let page = match held.document(query.get(Field::Id)) {
                    Some((place, row)) => document::page(&room, &self.store()?, (place, row), &self.hints)?,
                    None => None,
                };
                match page {
                    Some(html) => found(html),
                    None => Ok(Answer { status: Status::Missing, html: failure::no_document(query) }),
                }
            }
        }
    }

    /// A connection of one's own: a search may take its time and others need not wait.
    fn store(&self) -> Result<Store, StoreError> {
        Store::open_to_read(&self.path)
    }

    /// What is held, counted anew if the store has changed; and whether it has changed since.
    fn holdings(&self) -> Result<(Arc<Holdings>, bool), StoreError> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let version = held.watch.version()?;
        if let Some(state) = &held.state {
            let wait = (state.took * SHARE).max(SHORTEST);
            if state.version == version || state.loaded.elapsed() < wait {
                return Ok((state.holdings.clone(), state.version != version));
            }
        }
        let began = Instant::now();
        let holdings = Arc::new(Holdings::load(&held.watch, &self.rules, &self.hints, self.date)?);
        let state = State { version, holdings: holdings.clone(), loaded: Instant::now(), took: began.elapsed() };
        held.state = Some(state);
        Ok((holdings, false))
    }
}
