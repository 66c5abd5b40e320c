//! Files that hold other files: ZIP archives and messages with attachments, taken apart one file at a time.
//!
//! Names inside are only shown: nothing is ever written under them. Nothing is passed over in silence but folders and the notes that operating systems
//! leave behind; a file that cannot be taken out is a [`Member`] with a problem.

mod archive;

use super::Limits;
use super::detect::{Kind, detect};
use super::email::{self, Attachment};
use crate::text::{Format, Problem, ProblemCode};
use archive::Archive;
use std::borrow::Cow;
use std::iter::Enumerate;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::vec::IntoIter;

/// Containers in containers, the outermost included.
const MAX_NESTING: usize = 3;
/// Longest name that is shown, in characters.
const MAX_NAME: usize = 300;

/// A file to be read on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// The file's name; inside a container after the container's own: `arkiv.zip/mapp/plan.docx`.
    pub name: String,
    /// Its bytes, or why it cannot be taken out.
    pub bytes: Result<Cow<'a, [u8]>, Problem>,
}

/// The documents in a file: the file itself, or what it holds where it is a container. There is always at least one.
///
/// Members come in the order of the archive, containers inside it taken apart where they stand. A message comes first as itself, then its attachments.
/// Only what is being taken apart is in memory, and all members together unpack to `limits.max_unpacked` bytes at most; what does not fit is named.
///
/// ```
/// use genomsyra::read::{Limits, files};
/// let all: Vec<_> = files(b"Alla barn ska kunna delta.", "plan.txt", &Limits::default()).collect();
/// assert_eq!((all.len(), all[0].name.as_str()), (1, "plan.txt"));
/// ```
pub fn files<'a>(bytes: &'a [u8], name: &str, limits: &Limits) -> Files<'a> {
    let mut files = Files {
        ready: None,
        open: Vec::new(),
        left: limits.max_unpacked,
        members: limits.max_members,
        limits: limits.clone(),
        single: false,
    };
    files.ready = files.unfold(Member { name: name.to_owned(), bytes: Ok(Cow::Borrowed(bytes)) });
    files.single = files.open.is_empty();
    files
}

/// Gives the documents in a file, one at a time; see [`files`].
pub struct Files<'a> {
    /// What has been taken out and is next.
    ready: Option<Member<'a>>,
    /// Containers that are open, the innermost last.
    open: Vec<Container<'a>>,
    /// Bytes that may still be unpacked.
    left: usize,
    /// Members that may still come.
    members: usize,
    limits: Limits,
    single: bool,
}

/// A container that is being taken apart.
enum Container<'a> {
    Archive(Archive<'a>),
    Attachments { message: String, left: Enumerate<IntoIter<Attachment>> },
}

impl<'a> Files<'a> {
    /// Whether the file is one document and no container.
    pub fn is_single(&self) -> bool {
        self.single
    }

    /// Opens a container, or gives back what is none. A message is both: itself first, then what came with it.
    fn unfold(&mut self, member: Member<'a>) -> Option<Member<'a>> {
        let Ok(bytes) = &member.bytes else { return Some(member) };
        let inside = match detect(bytes, &member.name) {
            Kind::Archive => None,
            Kind::Read(Format::Email) => {
                // The reader of the message tells what is wrong with it.
                let found = caught(|| email::attachments(bytes)).unwrap_or_default();
                if found.is_empty() {
                    return Some(member);
                }
                Some(Container::Attachments { message: member.name.clone(), left: found.into_iter().enumerate() })
            }
            _ => return Some(member),
        };
        if self.open.len() >= MAX_NESTING {
            let detail = format!("containers in containers, more than {MAX_NESTING}");
            return Some(Member { name: member.name, bytes: Err(Problem::error(ProblemCode::LimitReached, detail)) });
        }
        if let Some(attachments) = inside {
            self.open.push(attachments);
            return Some(member);
        }
        let Member { name, bytes } = member;
        match bytes.and_then(|bytes| caught(|| Archive::open(name.clone(), bytes))) {
            Ok(archive) => {
                self.open.push(Container::Archive(archive));
                None
            }
            Err(problem) => Some(Member { name, bytes: Err(problem) }),
        }
    }
}

impl<'a> Iterator for Files<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        loop {
            if let Some(member) = self.ready.take() {
                return Some(member);
            }
            let found = match self.open.last_mut()? {
                Container::Archive(archive) => archive.next(&mut self.left, &self.limits),
                Container::Attachments { message, left } => left.next().map(|(index, attachment)| {
                    let name = join(message, &attachment.shown_name(index));
                    Member { name, bytes: Ok(Cow::Owned(attachment.bytes)) }
                }),
            };
            let Some(member) = found else {
                self.open.pop();
                continue;
            };
            if self.members == 0 {
                self.open.clear();
                let detail = format!("more than {} files; this one and those after it are not read", self.limits.max_members);
                return Some(Member { name: member.name, bytes: Err(Problem::error(ProblemCode::LimitReached, detail)) });
            }
            self.members -= 1;
            self.ready = self.unfold(member);
        }
    }
}

/// Containers are opened outside the readers' guard; a panic in there costs the container and not the run.
fn caught<T>(open: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(open)).unwrap_or_else(|_| Err(Problem::error(ProblemCode::ReaderFailed, "container")))
}

/// The name of a file inside a container, fit to be shown: no signs that steer a terminal, no endless lines.
fn join(container: &str, name: &str) -> String {
    let shown = name.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c });
    let shown: String = shown.take(MAX_NAME).collect();
    format!("{container}/{shown}")
}

#[cfg(test)]
mod tests;
