//! The documents of each open page, in memory: nobody sees those of another, and nothing is kept of a page that has been still for long.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::desk::{Notebook, Paper};

/// Pages that may be open at the same time.
const MOST_SESSIONS: usize = 64;
/// Documents of one page.
const MOST_PAPERS: usize = 500;
/// Bytes of all documents of all pages, as they came. What is made of a document takes a few times as much.
const MOST_BYTES: usize = 1 << 30;
/// A page that has asked for nothing for so long is forgotten.
const STILL: Duration = Duration::from_secs(12 * 60 * 60);

/// All sessions.
#[derive(Default)]
pub struct Sessions {
    all: Mutex<HashMap<String, Session>>,
}

struct Session {
    papers: BTreeMap<u64, Arc<Laid>>,
    next: u64,
    notebook: Arc<Notebook>,
    asked: Instant,
}

/// A document on a page.
pub struct Laid {
    /// The document.
    pub paper: Paper,
    /// The type that the reader chose for it.
    pub given: Option<String>,
}

impl Laid {
    fn bytes(&self) -> usize {
        self.paper.bytes.len()
    }
}

/// Why no more is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// There is no such session.
    NoSession,
    /// Too many documents on the page.
    Papers,
    /// The documents of all pages are too large together.
    Bytes,
}

impl Sessions {
    fn locked<R>(&self, act: impl FnOnce(&mut HashMap<String, Session>) -> R) -> R {
        // A thread that broke down while it held the lock left a map that is whole: every change is one call.
        act(&mut self.all.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn with<R>(&self, name: &str, act: impl FnOnce(&mut Session) -> R) -> Option<R> {
        self.locked(|all| {
            let session = all.get_mut(name)?;
            session.asked = Instant::now();
            Some(act(session))
        })
    }

    /// Begins a session under this name; `false` when too many are open.
    pub fn begin(&self, name: String) -> bool {
        self.locked(|all| {
            all.retain(|_, session| session.asked.elapsed() < STILL);
            let free = all.len() < MOST_SESSIONS;
            if free {
                all.insert(name, Session { papers: BTreeMap::new(), next: 1, notebook: Arc::default(), asked: Instant::now() });
            }
            free
        })
    }

    /// Whether there is room for a file of so many bytes on a page.
    pub fn has_room(&self, name: &str, bytes: usize) -> Result<(), Full> {
        self.locked(|all| has_room(all, name, bytes, 1))
    }

    /// Lays documents on a page; gives their numbers.
    pub fn lay(&self, name: &str, papers: Vec<Paper>, given: Option<String>) -> Result<Vec<(u64, Arc<Laid>)>, Full> {
        self.locked(|all| {
            has_room(all, name, papers.iter().map(|paper| paper.bytes.len()).sum(), papers.len())?;
            let session = all.get_mut(name).ok_or(Full::NoSession)?;
            session.asked = Instant::now();
            let laid = papers.into_iter().map(|paper| {
                let (id, laid) = (session.next, Arc::new(Laid { paper, given: given.clone() }));
                session.next += 1;
                session.papers.insert(id, laid.clone());
                (id, laid)
            });
            Ok(laid.collect())
        })
    }

    /// Puts another reading of a document in its place; nothing if it has been removed meanwhile.
    pub fn replace(&self, name: &str, id: u64, laid: Laid) -> Option<Arc<Laid>> {
        self.with(name, |session| {
            let place = session.papers.get_mut(&id)?;
            *place = Arc::new(laid);
            Some(place.clone())
        })?
    }

    /// A document.
    pub fn paper(&self, name: &str, id: u64) -> Option<Arc<Laid>> {
        self.with(name, |session| session.papers.get(&id).cloned())?
    }

    /// All documents of a page in the order in which they came; `None`: no such session.
    pub fn papers(&self, name: &str) -> Option<Vec<(u64, Arc<Laid>)>> {
        self.with(name, |session| session.papers.iter().map(|(id, laid)| (*id, laid.clone())).collect())
    }

    /// What has been said on a page.
    pub fn notebook(&self, name: &str) -> Option<Arc<Notebook>> {
        self.with(name, |session| session.notebook.clone())
    }

    /// Puts what has been said in the place of what was said before.
    pub fn note(&self, name: &str, notebook: Arc<Notebook>) {
        self.with(name, |session| session.notebook = notebook);
    }

    /// Forgets a document.
    pub fn remove(&self, name: &str, id: u64) {
        self.with(name, |session| session.papers.remove(&id));
    }

    /// Forgets all documents of a page and all that was said there.
    pub fn clear(&self, name: &str) {
        self.with(name, |session| {
            session.papers.clear();
            session.notebook = Arc::default();
        });
    }
}

fn has_room(all: &HashMap<String, Session>, name: &str, bytes: usize, papers: usize) -> Result<(), Full> {
    let session = all.get(name).ok_or(Full::NoSession)?;
    let held: usize = all.values().flat_map(|session| session.papers.values()).map(|laid| laid.bytes()).sum();
    if session.papers.len() + papers > MOST_PAPERS {
        return Err(Full::Papers);
    }
    if held.saturating_add(bytes) > MOST_BYTES { Err(Full::Bytes) } else { Ok(()) }
}
