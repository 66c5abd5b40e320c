//! The threads that read and judge.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::judged::Judged;
use super::outside::{not_opened, unread};
use super::{Done, Plan, Writer, last};
use crate::archive::store::{Finished, Kept, Known, MemberSeen, Packed, StoreError, StoreFailure};
use crate::read::{Member, files};
use crate::run::Analyser;
use crate::run::budget::Budget;
use crate::source::{Found, OpenFailure, no_document, open_document};

/// An archive or message from this size on is opened by itself, and its documents shared out among all threads.
const LARGE: usize = 1 << 20;
/// Results that wait for the writer: two for each thread.
const WAITING: usize = 2;

/// The threads that read and judge.
pub(super) struct Crew<'a> {
    pub plan: &'a Plan<'a>,
    pub todo: &'a [&'a Found],
    pub known: &'a Mutex<Known>,
    pub budget: &'a Budget,
    pub stop: &'a AtomicBool,
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

    /// Takes every file once; gives the large containers, for [`container`](Self::container).
    pub fn run(&self, writer: &mut Writer, next: &AtomicUsize) -> Result<Vec<usize>, StoreError> {
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
    pub fn container(&self, writer: &mut Writer, index: usize) -> Result<(), StoreError> {
        let file = self.todo[index];
        let limits = &self.plan.reading.limits;
        let bytes = match open_document(&file.path, limits.max_bytes) {
            Ok(bytes) => bytes,
            // It could be opened a moment ago.
            Err(error) => {
                let (member, finished) = not_there(file, &error.failure);
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
        let plan = self.plan;
        let (reading, options, reviews) = (plan.reading.clone(), plan.options.clone(), plan.reviews.clone());
        Analyser { reading, options, reviews, ..Analyser::new(plan.rules) }
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

/// A file that could not be opened.
fn not_there(file: &Found, failure: &OpenFailure) -> (MemberSeen, Option<Finished>) {
    unread(file.shown.clone(), file.place.as_os_str().as_encoded_bytes(), not_opened(failure, file.size), file.size)
}

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
                let (member, finished) = not_there(file, &error.failure);
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
        let Judged { record, identity, other, passing, locked } = self.analyser.judge_for_archive(&bytes, &seen.name);
        drop(bytes);
        let packed = Packed::of(&Kept { record, identity }).ok();
        let finished = packed.map(|packed| Box::new(Finished { content, name: seen.name.clone(), passing, locked, other, packed }));
        (seen, finished)
    }
}
