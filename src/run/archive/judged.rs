//! Documents as an archive keeps them: judged, with who and when they are. For the threads of a run over an archive, and for whoever judges
//! files one by one, on one machine of many.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::last;
use super::outside::{is_locked, is_passing, not_opened, other};
use crate::archive::{FileFacts, Record};
use crate::identity::{Identity, identify};
use crate::outcome::Outcome;
use crate::read::{Member, files};
use crate::run::Analyser;
use crate::scan::Scanner;
use crate::source::{OpenFailure, no_document};
use crate::text::{Problem, ProblemCode};

/// A document with what an archive keeps of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What is kept of it.
    pub record: Record,
    /// What it says itself of who, what and when.
    pub identity: Identity,
    /// What kind of file it turned out to be, if it is no document.
    pub other: Option<String>,
    /// Another try could give more.
    pub(super) passing: bool,
    /// A password could give more.
    pub(super) locked: bool,
}

impl Judged {
    fn unread(problem: Problem, bytes: u64) -> Self {
        Judged { record: unread(problem, bytes), identity: Identity::default(), other: None, passing: false, locked: false }
    }
}

/// What there is to keep of a document that nobody could open.
pub(super) fn unread(problem: Problem, bytes: u64) -> Record {
    Record::unread(FileFacts { sha256: String::new(), bytes, format: None, title: None, pages: 0, words: 0 }, problem)
}

impl Analyser<'_> {
    /// Judges a document for an archive. A panic in the engine costs the document and nothing else; readers are guarded already.
    pub fn judge_for_archive(&mut self, bytes: &[u8], name: &str) -> Judged {
        let outcome = self.analyse_guarded(bytes, name);
        let identity = outcome.result.as_ref().map(|analysis| identify(&analysis.document, name)).unwrap_or_default();
        let (passing, locked) = (is_passing(outcome.problems()), is_locked(outcome.problems()));
        Judged { record: Record::of(&outcome, self.rules()), identity, other: other(&outcome), passing, locked }
    }

    /// Judges a file for an archive, as [`judge_archive`](super::judge_archive) does: each document in it with its path. A file that is no
    /// document by its name has none: `Err` with its kind. `opened` is its bytes or why it could not be opened, `size` what is known of how
    /// many they are.
    pub fn judge_file(&mut self, shown: &str, opened: Result<&[u8], &OpenFailure>, size: u64) -> Vec<(String, Result<Judged, String>)> {
        if let Some(kind) = no_document(shown) {
            return vec![(shown.to_string(), Err(kind))];
        }
        let bytes = match opened {
            Ok(bytes) => bytes,
            Err(failure) => return vec![(shown.to_string(), Ok(Judged::unread(not_opened(failure, size), size)))],
        };
        let inside = files(bytes, shown, &self.reading.limits);
        if inside.is_single() {
            return vec![(shown.to_string(), Ok(self.judge_for_archive(bytes, last(shown))))];
        }
        inside.map(|member| self.judge_member(member)).collect()
    }

    fn judge_member(&mut self, member: Member<'_>) -> (String, Result<Judged, String>) {
        let name = last(&member.name).to_string();
        let judged = match (no_document(&name), member.bytes) {
            (Some(kind), _) => Err(kind),
            (None, Ok(bytes)) => Ok(self.judge_for_archive(&bytes, &name)),
            (None, Err(problem)) => Ok(Judged::unread(problem, 0)),
        };
        (member.name, judged)
    }

    fn analyse_guarded(&mut self, bytes: &[u8], name: &str) -> Outcome {
        let done = catch_unwind(AssertUnwindSafe(|| self.analyse(bytes, name)));
        done.unwrap_or_else(|_| {
            // What it knew of words may be half written.
            self.scanner = Scanner::new(self.rules);
            let problem = Problem::error(ProblemCode::ReaderFailed, "the engine stopped");
            self.analyse_member(Member { name: name.to_string(), bytes: Err(problem) })
        })
    }
}
