//! Many documents into a store: what has been judged before is not read again, and what is judged is kept at once.
//!
//! Threads take files in turn, read and judge them and pack what is kept; the calling thread alone writes to the store, one commit a document.
//! What a run has committed stays when it is killed, and the next run goes on from there. Threads of our own and not rayon's: a thread that waits
//! for room in the [`Budget`] must not be given other work meanwhile that could wait for it in turn.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::Analyser;
use super::budget::Budget;
use crate::archive::store::{Finished, Kept, Known, MemberSeen, Packed, Setting, Sighting, Store, StoreError, StoreFailure};
use crate::archive::{FileFacts, Glossary, Record};
use crate::identity::{Identity, identify};
use crate::outcome::Outcome;
use crate::read::{Member, ReadOptions, files};
use crate::rule::RuleSet;
use crate::scan::ScanOptions;
use crate::source::{Closed, Found, OpenFailure, Walked, named_as_document, no_document, open_document};
use crate::text::{Problem, ProblemCode};

/// Bytes of files that are in work at once. What is made of them is larger; a file of more than this is in work alone.
const IN_WORK: u64 = 48 << 20;
/// An archive or message from this size on is opened by itself, and its documents shared out among all threads.
const LARGE: usize = 1 << 20;
/// Results that wait for the writer: two for each thread.
const WAITING: usize = 2;

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
    let mut todo = Vec::new();
    for file in &walked.files {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        match unopened(store, file, &known, plan, &options)? {
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
    tell(&progress);

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
        forgotten = store.forget(|id, place| seen.binary_search(&id).is_err() && is_gone(walked, place))?;
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
        format!("type={};list={};limits={limits}", self.options.document_type.as_deref().unwrap_or_default(), self.list)
    }
}

fn sighting<'a>(file: &'a Found, options: &'a str) -> Sighting<'a> {
    let place = file.place.as_os_str().as_encoded_bytes();
    Sighting { place, shown: &file.shown, size: file.size, changed: file.changed, options }
}

/// The number of a file that need not be opened: it is as it was, or its name says that it is no document.
fn unopened(store: &mut Store, file: &Found, known: &Known, plan: &Plan, options: &str) -> Result<Option<i64>, StoreError> {
    let sighting = sighting(file, options);
    let other = no_document(&file.shown);
    let seen = if plan.distrust && other.is_none() { None } else { store.seen(&sighting)? };
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

/// A document whose bytes nobody has: known by where it lies.
fn unread(shown: String, place: &[u8], problem: Problem, bytes: u64) -> (MemberSeen, Option<Finished>) {
    let content: [u8; 32] = Sha256::new().chain_update(b"unread\0").chain_update(place).chain_update(&shown).finalize().into();
    let name = last(&shown).to_string();
    let passing = problem.code == ProblemCode::CannotOpen;
    let file = FileFacts { sha256: String::new(), bytes, format: None, title: None, pages: 0, words: 0 };
    let record = Record::unread(file, problem);
    let packed = Packed::of(&Kept { record, identity: Identity::default() }).ok();
    let finished = packed.map(|packed| Finished { content, name: name.clone(), passing, locked: false, other: None, packed });
    (MemberSeen { shown, name, content: Some(content), other: None }, finished)
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

/// The threads that read and judge.
struct Crew<'a> {
    plan: &'a Plan<'a>,
    todo: &'a [&'a Found],
    known: &'a Mutex<Known>,
    budget: &'a Budget,
    stop: &'a AtomicBool,
}

impl Crew<'_> {
    /// Has `work` done by every thread, while the writer listens.
    fn all(&self, writer: &mut Writer, work: &(dyn Fn(Worker) + Sync)) -> Result<Vec<usize>, StoreError> {
        let jobs = self.plan.jobs.max(1);
        let (sender, results) = sync_channel(WAITING * jobs);
        std::thread::scope(|scope| {
            let (mut started, mut refused) = (0, None);
            for _ in 0..jobs {
                let worker = Worker { crew: self, analyser: self.analyser(), sender: sender.clone() };
                // Named as the readers' threads are: a panic costs one document and is told as its problem.
                match std::thread::Builder::new().name("reader".into()).spawn_scoped(scope, || work(worker)) {
                    Ok(_) => started += 1,
                    Err(error) => refused = Some(error),
                }
            }
            drop(sender);
            // Fewer threads than were asked for do the same work; none would do nothing and say nothing.
            if let Some(error) = refused.filter(|_| started == 0) {
                let failure = StoreFailure::Other(format!("no thread: {error}"));
                return Err(StoreError { path: writer.store.path().clone(), failure });
            }
            writer.listen(results, self.todo)
        })
    }

    fn run(&self, writer: &mut Writer, next: &AtomicUsize) -> Result<Vec<usize>, StoreError> {
        self.all(writer, &|mut worker| {
            while !self.stop.load(Ordering::Relaxed) {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(file) = self.todo.get(index) else { break };
                if worker.file(index, file).is_err() {
                    break;
                }
            }
        })
    }

    /// A large archive or message: its documents are taken out in turn, by whichever thread is free.
    fn container(&self, writer: &mut Writer, index: usize) -> Result<(), StoreError> {
        let file = self.todo[index];
        let limits = &self.plan.reading.limits;
        let bytes = match open_document(&file.path, limits.max_bytes) {
            Ok(bytes) => bytes,
            // It could be opened a moment ago.
            Err(error) => {
                let (member, finished) = not_opened(file, &error.failure);
                return writer.finish(file, &[member], finished.as_ref());
            }
        };
        let inside = Mutex::new(files(&bytes, &file.shown, limits).enumerate());
        let members = Mutex::new(Vec::new());
        self.all(writer, &|mut worker| {
            while !self.stop.load(Ordering::Relaxed) {
                let Some((number, member)) = inside.lock().unwrap_or_else(PoisonError::into_inner).next() else { break };
                let (seen, finished) = worker.member(member, file);
                members.lock().unwrap_or_else(PoisonError::into_inner).push((number, seen));
                if finished.is_some_and(|finished| worker.sender.send(Done::Document(finished)).is_err()) {
                    break;
                }
            }
        })?;
        if self.stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut members = members.into_inner().unwrap_or_else(PoisonError::into_inner);
        members.sort_by_key(|(number, _)| *number);
        let members: Vec<MemberSeen> = members.into_iter().map(|(_, member)| member).collect();
        writer.finish(file, &members, None)
    }

    fn analyser(&self) -> Analyser<'_> {
        Analyser { reading: self.plan.reading.clone(), options: self.plan.options.clone(), ..Analyser::new(self.plan.rules) }
    }
}

/// One of the threads.
struct Worker<'a> {
    crew: &'a Crew<'a>,
    analyser: Analyser<'a>,
    sender: SyncSender<Done>,
}

/// Nobody listens any longer.
struct Deaf;

impl Worker<'_> {
    fn send(&self, done: Done) -> Result<(), Deaf> {
        self.sender.send(done).map_err(|_| Deaf)
    }

    fn file(&mut self, index: usize, file: &Found) -> Result<(), Deaf> {
        let crew = self.crew;
        let limits = &crew.plan.reading.limits;
        let _room = crew.budget.take(file.size);
        let bytes = match open_document(&file.path, limits.max_bytes) {
            Ok(bytes) => bytes,
            Err(error) => {
                let (member, finished) = not_opened(file, &error.failure);
                return self.send(Done::File(index, vec![member], finished.map(Box::new)));
            }
        };
        let inside = files(&bytes, &file.shown, limits);
        if inside.is_single() {
            let (seen, finished) = self.member(Member { name: file.shown.clone(), bytes: Ok(Cow::Borrowed(&bytes)) }, file);
            return self.send(Done::File(index, vec![seen], finished));
        }
        if bytes.len() >= LARGE {
            return self.send(Done::Later(index));
        }
        let mut members = Vec::new();
        for member in inside {
            if crew.stop.load(Ordering::Relaxed) {
                return Ok(());
            }
            let (seen, finished) = self.member(member, file);
            members.push(seen);
            if let Some(finished) = finished {
                self.send(Done::Document(finished))?;
            }
        }
        self.send(Done::File(index, members, None))
    }

    /// Judges a document, unless another of the same content and name has been.
    fn member(&mut self, member: Member, file: &Found) -> (MemberSeen, Option<Box<Finished>>) {
        let shown = member.name;
        let name = last(&shown).to_string();
        if let Some(other) = no_document(&name).filter(|_| shown != file.shown) {
            return (MemberSeen { shown, name, content: None, other: Some(other) }, None);
        }
        let bytes = match member.bytes {
            Ok(bytes) => bytes,
            Err(problem) => {
                let (seen, finished) = unread(shown, file.place.as_os_str().as_encoded_bytes(), problem, 0);
                return (seen, finished.map(Box::new));
            }
        };
        let content: [u8; 32] = Sha256::digest(&bytes).into();
        let seen = MemberSeen { shown, name, content: Some(content), other: None };
        if !self.crew.known.lock().unwrap_or_else(PoisonError::into_inner).add(&content, &seen.name) {
            return (seen, None);
        }
        let outcome = self.analyse(&bytes, &seen.name);
        drop(bytes);
        let identity = outcome.result.as_ref().map(|analysis| identify(&analysis.document, &seen.name)).unwrap_or_default();
        let record = Record::of(&outcome, self.crew.plan.rules);
        let (passing, locked) = (is_passing(outcome.problems()), is_locked(outcome.problems()));
        let packed = Packed::of(&Kept { record, identity }).ok();
        let other = other(&outcome);
        let finished = packed.map(|packed| Box::new(Finished { content, name: seen.name.clone(), passing, locked, other, packed }));
        (seen, finished)
    }

    /// A panic in the engine costs the document and not the run. Readers are guarded already.
    fn analyse(&mut self, bytes: &[u8], name: &str) -> Outcome {
        let done = catch_unwind(AssertUnwindSafe(|| self.analyser.analyse(bytes, name)));
        done.unwrap_or_else(|_| {
            // What it knew of words may be half written.
            self.analyser = self.crew.analyser();
            self.analyser.analyse_member(Member {
                name: name.to_string(),
                bytes: Err(Problem::error(ProblemCode::ReaderFailed, "the engine stopped")),
            })
        })
    }
}

fn not_opened(file: &Found, failure: &OpenFailure) -> (MemberSeen, Option<Finished>) {
    let problem = match failure {
        OpenFailure::TooLarge { limit } => Problem::error(ProblemCode::TooLarge, format!("{} bytes, limit {limit}", file.size)),
        OpenFailure::Missing => Problem::error(ProblemCode::CannotOpen, "no longer there"),
        OpenFailure::Denied => Problem::error(ProblemCode::CannotOpen, "permission denied"),
        OpenFailure::Other(why) => Problem::error(ProblemCode::CannotOpen, why.clone()),
        _ => Problem::error(ProblemCode::CannotOpen, ""),
    };
    unread(file.shown.clone(), file.place.as_os_str().as_encoded_bytes(), problem, file.size)
}

/// What a file is that turned out to be no document: pictures, and bytes that nobody knows under a name that promises none.
fn other(outcome: &Outcome) -> Option<String> {
    let problem = outcome.result.as_ref().err()?;
    match problem.code {
        ProblemCode::UnsupportedFormat => matches!(problem.detail.as_str(), "PNG" | "JPEG" | "GIF").then(|| problem.detail.to_lowercase()),
        ProblemCode::UnknownFormat if !named_as_document(&outcome.name) => {
            let extension = outcome.name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
            Some(extension.filter(|extension| extension.len() <= 8).unwrap_or_else(|| "okänd".into()))
        }
        _ => None,
    }
}

/// Whether another try could give more: time ran out, or the machine failed the reader.
fn is_passing(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| matches!(problem.code, ProblemCode::OutOfTime | ProblemCode::CannotOpen))
}

/// Whether a password could give more.
fn is_locked(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| matches!(problem.code, ProblemCode::Encrypted | ProblemCode::WrongPassword))
}
