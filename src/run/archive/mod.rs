//! Many documents into a store: what has been judged before is not read again, and what is judged is kept at once.
//!
//! Threads take files in turn, read and judge them and pack what is kept; the calling thread alone writes to the store, one commit a document.
//! What a run has committed stays when it is killed, and the next run goes on from there. Threads of our own and not rayon's: a thread that waits
//! for room in the [`Budget`] must not be given other work meanwhile that could wait for it in turn.

mod crew;
mod judged;
mod outside;

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};

use super::budget::Budget;
use crate::archive::Glossary;
use crate::archive::store::{Finished, Known, MemberSeen, Setting, Sighting, Sightings, Store, StoreError};
use crate::read::ReadOptions;
use crate::review::Reviews;
use crate::rule::RuleSet;
use crate::scan::ScanOptions;
use crate::source::{Closed, Found, Walked, no_document};
use crate::text::{Problem, ProblemCode};
use crew::Crew;
pub use judged::Judged;
use outside::unread;

/// Bytes of files that are in work at once. What is made of them is larger; a file of more than this is in work alone.
const IN_WORK: u64 = 48 << 20;

/// Bytes from which it matters when a document is read.
const NOTICEABLE: u64 = 256 << 10;

/// How an archive is judged.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// With which rules.
    pub rules: &'a RuleSet,
    /// How documents are read.
    pub reading: ReadOptions,
    /// What the caller knows of the documents.
    pub options: ScanOptions,
    /// What tells the caller's list of indicators from others; empty without one.
    pub list: String,
    /// What people have said of findings, in all documents of the run: copies of one document are judged once, wherever they lie.
    pub reviews: Option<Arc<Reviews>>,
    /// Threads.
    pub jobs: usize,
    /// Read every file and go by its content, even where size and time of change are as before.
    pub distrust: bool,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that are done.
    pub files: usize,
    /// All files.
    pub all_files: usize,
    /// Bytes of files that are done and had to be read.
    pub bytes: u64,
    /// Bytes of all files that have to be read.
    pub all_bytes: u64,
    /// Files that had not changed and were not opened.
    pub unchanged: usize,
    /// Documents that were read and judged in this run.
    pub judged: usize,
}

/// How a run ended. What it saw is selected in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What judged.
    pub setting: Setting,
    /// How far it came.
    pub progress: Progress,
    /// It was stopped before its end.
    pub stopped: bool,
    /// Files that are no longer there and were forgotten.
    pub forgotten: usize,
}

/// What comes to the writer.
enum Done {
    /// A document of a container.
    Document(Box<Finished>),
    /// A file: its place in the list, what it held, and what is new in it.
    File(usize, Vec<MemberSeen>, Option<Box<Finished>>),
    /// A large container, for later.
    Later(usize),
}

/// Judges what a walk found and keeps it in the store. `stop` ends the run after the documents that are in work; `tell` hears of each file
/// that is done.
///
/// # Errors
/// The store cannot be read or written to. What was kept before stays.
pub fn judge_archive(
    walked: &Walked,
    plan: &Plan,
    store: &mut Store,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(&Progress),
) -> Result<Ended, StoreError> {
    let options = plan.fingerprint();
    let setting = store.setting(&Glossary::of(plan.rules), &options)?;
    let known = store.known(setting, plan.reading.password.is_some())?;
    let mut progress = Progress { all_files: walked.files.len(), ..Progress::default() };
    let mut seen = Vec::with_capacity(walked.files.len());
    for closed in &walked.closed {
        seen.push(keep_closed(store, setting, closed, &options)?);
    }
    let sightings = store.sightings(&options)?;
    let mut todo = Vec::new();
    for file in &walked.files {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        match unopened(store, file, &known, &sightings, plan, &options)? {
            Some(id) => {
                seen.push(id);
                progress.files += 1;
                progress.unchanged += 1;
            }
            None => {
                progress.all_bytes += file.size;
                todo.push(file);
            }
        }
    }
    // A large document that begins last keeps one thread busy while the others have nothing to do. Small ones stay as they lie on the disk.
    todo.sort_by_key(|file| Reverse(file.size / NOTICEABLE));
    tell(&progress);
    drop(sightings);

    let crew = Crew { plan, todo: &todo, known: &Mutex::new(known), budget: &Budget::of(IN_WORK), stop };
    let mut writer = Writer { store, setting, options: &options, seen: &mut seen, progress: &mut progress, tell };
    let later = crew.run(&mut writer, &AtomicUsize::new(0))?;
    for index in later {
        if !stop.load(Ordering::Relaxed) {
            crew.container(&mut writer, index)?;
        }
    }
    let stopped = stop.load(Ordering::Relaxed);
    let mut forgotten = 0;
    if !stopped {
        seen.sort_unstable();
        let elsewhere: HashSet<&[u8]> = walked.elsewhere.iter().map(|place| place.as_os_str().as_encoded_bytes()).collect();
        let is_left = |id: i64, place: &[u8]| seen.binary_search(&id).is_ok() || elsewhere.contains(place);
        forgotten = store.forget(|id, place| !is_left(id, place) && is_gone(walked, place))?;
    }
    store.select(seen)?;
    Ok(Ended { setting, progress, stopped, forgotten })
}

/// Whether a file that was not seen is one that the walk would have come to.
fn is_gone(walked: &Walked, place: &[u8]) -> bool {
    let under = |folder: &std::path::Path| {
        let folder = folder.as_os_str().as_encoded_bytes();
        let rest = place.strip_prefix(folder);
        rest.is_some_and(|rest| folder.last().is_some_and(|end| std::path::is_separator(char::from(*end))) || starts_with_separator(rest))
    };
    walked.roots.iter().any(|root| under(root)) && !walked.closed.iter().any(|closed| under(&closed.place))
}

fn starts_with_separator(rest: &[u8]) -> bool {
    rest.first().is_some_and(|first| std::path::is_separator(char::from(*first)))
}

impl Plan<'_> {
    /// What beside the rules changes a result: the same words, the same results. Time limits are not part of it: what they cut short is
    /// never trusted.
    fn fingerprint(&self) -> String {
        let l = &self.reading.limits;
        let limits = [l.max_bytes, l.max_unpacked, l.max_pages, l.max_objects, l.max_operations, l.max_depth, l.max_members];
        let limits = limits.map(|limit| limit.to_string()).join(",");
        let mut out = format!("type={};list={};limits={limits}", self.options.document_type.as_deref().unwrap_or_default(), self.list);
        // What is accepted changes nothing that is kept.
        let rejected = self.reviews.as_ref().map(|reviews| reviews.digest()).filter(|digest| !digest.is_empty());
        if let Some(rejected) = rejected {
            out.push_str(&format!(";rejected={rejected}"));
        }
        out
    }
}

fn sighting<'a>(file: &'a Found, options: &'a str) -> Sighting<'a> {
    let place = file.place.as_os_str().as_encoded_bytes();
    Sighting { place, shown: &file.shown, size: file.size, changed: file.changed, options }
}

/// The number of a file that need not be opened: it is as it was, or its name says that it is no document.
fn unopened(
    store: &mut Store,
    file: &Found,
    known: &Known,
    sightings: &Sightings,
    plan: &Plan,
    options: &str,
) -> Result<Option<i64>, StoreError> {
    let sighting = sighting(file, options);
    let other = no_document(&file.shown);
    let seen = if plan.distrust && other.is_none() { None } else { sightings.unchanged(&sighting) };
    let is_known = |member: &MemberSeen| member.other.is_some() || member.content.is_some_and(|content| known.has(&content, &member.name));
    match (seen, other) {
        (Some((id, members)), _) if members.iter().all(is_known) => Ok(Some(id)),
        (_, Some(other)) => {
            let member = MemberSeen { shown: file.shown.clone(), name: last(&file.shown).to_string(), content: None, other: Some(other) };
            store.see(&sighting, &[member]).map(Some)
        }
        _ => Ok(None),
    }
}

fn keep_closed(store: &mut Store, setting: Setting, closed: &Closed, options: &str) -> Result<i64, StoreError> {
    let place = closed.place.as_os_str().as_encoded_bytes();
    let (seen, finished) = unread(closed.shown.clone(), place, Problem::error(ProblemCode::CannotOpen, closed.why.clone()), 0);
    let sighting = Sighting { place, shown: &closed.shown, size: 0, changed: 0, options };
    store.finish(setting, &finished.into_iter().collect::<Vec<_>>(), &sighting, &[seen])
}

/// The last part of a name.
fn last(name: &str) -> &str {
    name.rsplit('/').find(|part| !part.is_empty()).unwrap_or(name)
}

/// The calling thread's part.
struct Writer<'a> {
    store: &'a mut Store,
    setting: Setting,
    options: &'a str,
    seen: &'a mut Vec<i64>,
    progress: &'a mut Progress,
    tell: &'a mut dyn FnMut(&Progress),
}

impl Writer<'_> {
    /// Keeps what comes until nobody sends any longer; gives the containers that are left for later. When it fails nobody listens any
    /// longer, and whoever sends ends.
    fn listen(&mut self, results: Receiver<Done>, todo: &[&Found]) -> Result<Vec<usize>, StoreError> {
        let mut later = Vec::new();
        for done in results {
            match done {
                Done::Later(index) => later.push(index),
                Done::Document(finished) => self.keep(&finished)?,
                Done::File(index, members, finished) => self.finish(todo[index], &members, finished.as_deref())?,
            }
        }
        later.sort_unstable();
        Ok(later)
    }

    fn keep(&mut self, finished: &Finished) -> Result<(), StoreError> {
        self.progress.judged += 1;
        self.store.keep(self.setting, std::slice::from_ref(finished))
    }

    fn finish(&mut self, file: &Found, members: &[MemberSeen], finished: Option<&Finished>) -> Result<(), StoreError> {
        let new = finished.map_or(&[][..], std::slice::from_ref);
        self.seen.push(self.store.finish(self.setting, new, &sighting(file, self.options), members)?);
        self.progress.judged += new.len();
        self.progress.files += 1;
        self.progress.bytes += file.size;
        (self.tell)(self.progress);
        Ok(())
    }
}
