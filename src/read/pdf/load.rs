//! Loading the file with `lopdf`, which has a limit for one stream and none for the whole.
//!
//! Three things keep it within ours. Before it begins, all values in the file are weighed ([`weight`](super::weight)). While it loads, it
//! shows us every object through its filter, and there we count, look at the clock and unwind out of it when an allowance is used up; where
//! nothing can unwind (browsers), it reads on to the end and keeps no more.
//! And object streams are unpacked and weighed in that filter, before it takes them apart.
//!
//! Left open: members of object streams in encrypted files, which `lopdf` does not show to a filter.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use lopdf::xref::XrefRecovery;
use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::protection;
use super::weight::{CONTAINER, Scale, TEXT_PER_OBJECT, TooHeavy};
use crate::read::Limits;
use crate::read::deadline::Deadline;
use crate::text::{Problem, ProblemCode};

/// Most bytes that one object stream or cross-reference stream may unpack to; real ones stay below a tenth of this.
const MAX_LOADED_STREAM: usize = 16 << 20;
/// How many times its own length the values of a file may take to look at, and its streams to hold: values that overlap.
const MAX_OVERLAP: usize = 3;

/// What is left while a file loads.
struct Meter {
    scale: Scale,
    stream_bytes: usize,
    unpacked: usize,
    deadline: Deadline,
    calls: usize,
    /// Members of the object stream that came last, sorted: only their copies in the filter's answer are used.
    members: Vec<u32>,
    /// Why nothing more is kept, where loading cannot be broken off.
    spent: Option<&'static str>,
}

/// Why loading was broken off; travels as a panic's payload through `lopdf`.
struct BrokenOff(&'static str);

thread_local! {
    /// The filter is a bare function; what it counts lives here while this thread loads a file.
    static METER: RefCell<Option<Meter>> = const { RefCell::new(None) };
}

/// Loads a file. The empty password, which is that of most protected files, is tried first, then the one given.
///
/// # Errors
/// `Encrypted`, `WrongPassword`, `Damaged`, or `LimitReached` when it holds more objects than the limits allow, or takes too long.
pub(super) fn load(bytes: &[u8], limits: &Limits, deadline: Deadline, password: Option<&str>) -> Result<Document, Problem> {
    match load_as_is(bytes, limits, deadline, password)? {
        Loaded::Open(file) => Ok(file),
        // lopdf takes such a file for one without protection, and its contents for what they decrypt from.
        Loaded::Overlooked(file) => match load_as_is(&protection::referred(bytes, &file), limits, deadline, password)? {
            Loaded::Open(file) => Ok(file),
            Loaded::Overlooked(_) => Err(needs_password()),
        },
    }
}

/// A file that `lopdf` has loaded.
enum Loaded {
    Open(Document),
    /// Its protection stands in the trailer itself, where `lopdf` does not look.
    Overlooked(Document),
}

fn load_as_is(bytes: &[u8], limits: &Limits, deadline: Deadline, password: Option<&str>) -> Result<Loaded, Problem> {
    let scale = || Scale { objects: limits.max_objects.saturating_mul(3) / 2, bytes: MAX_OVERLAP * bytes.len() + 4096 };
    scale().file(bytes).map_err(|TooHeavy| limit("objects in the file"))?;
    let options = |force_reconstruct, password: Option<&str>| LoadOptions {
        filter: Some(weigh),
        max_decompressed_size: Some(limits.max_unpacked.min(MAX_LOADED_STREAM)),
        force_reconstruct,
        password: password.map(str::to_owned),
        ..LoadOptions::default()
    };
    let run = |force_reconstruct, password| {
        let meter = Meter {
            // What object streams unpack to is looked at too.
            scale: Scale { bytes: MAX_OVERLAP * limits.max_unpacked, ..scale() },
            stream_bytes: MAX_OVERLAP * bytes.len() + 4096,
            unpacked: limits.max_unpacked,
            deadline,
            calls: 0,
            members: Vec::new(),
            spent: None,
        };
        METER.set(Some(meter));
        let loaded = catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(bytes, options(force_reconstruct, password))));
        let broken_off = |why| Problem { code: deadline.limit(), ..limit(why) };
        let spent = METER.take().and_then(|meter| meter.spent);
        match loaded {
            Ok(loaded) => spent.map_or(Ok(loaded), |why| Err(broken_off(why))),
            Err(payload) => match payload.downcast::<BrokenOff>() {
                Ok(broken) => Err(broken_off(broken.0)),
                Err(other) => resume_unwind(other),
            },
        }
    };
    let file = match run(false, password)? {
        Ok(file) if protection::is_direct(&file) => return Ok(Loaded::Overlooked(file)),
        Ok(file) if file.is_encrypted() => return Err(closed(&file).unwrap_or_else(needs_password)),
        Ok(file) => file,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) if password.is_some() => {
            let unopened = run(false, None)?.ok();
            let certified = unopened.as_ref().and_then(closed);
            if let Some(file) = unopened.filter(protection::is_direct) {
                return Ok(Loaded::Overlooked(file));
            }
            return Err(certified.unwrap_or_else(|| Problem::error(ProblemCode::WrongPassword, "")));
        }
        Err(error) => return Err(problem(error)),
    };
    // What lopdf does by itself when no filter is set.
    let sound = file.xref_recovery == Some(XrefRecovery::Reconstructed) || has_page_tree(&file);
    if !sound
        && let Ok(Ok(rebuilt)) = run(true, password)
        && rebuilt.xref_recovery == Some(XrefRecovery::Reconstructed)
        && has_page_tree(&rebuilt)
    {
        return Ok(Loaded::Open(rebuilt));
    }
    Ok(Loaded::Open(file))
}

/// Why a file stays closed whatever the password: handlers other than the standard one open by certificates.
fn closed(file: &Document) -> Option<Problem> {
    let handler = file.get_encrypted().and_then(|encrypted| encrypted.get(b"Filter")).and_then(Object::as_name);
    handler.is_ok_and(|name| name != b"Standard").then(|| Problem::error(ProblemCode::Encrypted, "opens by certificate"))
}

fn needs_password() -> Problem {
    Problem::error(ProblemCode::Encrypted, "a password is needed")
}

fn has_page_tree(file: &Document) -> bool {
    let root = file.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    root.and_then(|root| file.get_dictionary(root)).and_then(|root| root.get_deref(b"Kids", file)).and_then(Object::as_array).is_ok()
}

/// Called by `lopdf` with every object that it has built: keeps them all, counts them.
fn weigh(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let weighed = METER.with_borrow_mut(|meter| {
        let meter = meter.as_mut()?;
        if meter.spent.is_some() {
            return Some(Ok(Copy::Refused));
        }
        Some(meter.weigh(id, object).or_else(|broken| {
            if cfg!(panic = "unwind") {
                return Err(broken);
            }
            meter.spent = Some(broken.0);
            Ok(Copy::Refused)
        }))
    });
    match weighed {
        Some(Err(broken)) => resume_unwind(Box::new(broken)),
        Some(Ok(Copy::Refused)) => None,
        // Of objects outside object streams only the yes counts; a copy would double the file's streams in memory.
        Some(Ok(Copy::Needless)) => Some((id, Object::Null)),
        Some(Ok(Copy::Needed)) | None => Some((id, object.clone())),
    }
}

enum Copy {
    Needed,
    Needless,
    /// Neither it nor the object.
    Refused,
}

impl Meter {
    fn weigh(&mut self, id: ObjectId, object: &mut Object) -> Result<Copy, BrokenOff> {
        self.calls += 1;
        if self.calls.is_multiple_of(256) && self.deadline.is_over() {
            return Err(BrokenOff("time"));
        }
        let Object::Stream(stream) = object else {
            let member = self.members.binary_search(&id.0).is_ok();
            // The same bytes may come again under many numbers.
            self.scale.take(objects_in(object)).map_err(|TooHeavy| BrokenOff("objects"))?;
            return Ok(if member { Copy::Needed } else { Copy::Needless });
        };
        self.stream_bytes = self.stream_bytes.checked_sub(stream.content.len()).ok_or(BrokenOff("streams that overlap"))?;
        let entries = stream.dict.iter().map(|(_, entry)| objects_in(entry)).sum::<usize>();
        self.scale.take(1 + entries).map_err(|TooHeavy| BrokenOff("objects"))?;
        if stream.dict.has_type(b"ObjStm")
            && let Ok(unpacked) = stream.get_plain_content_with_limit(self.unpacked.min(MAX_LOADED_STREAM))
        {
            self.unpacked -= unpacked.len();
            let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
            let members = self.scale.object_stream(&unpacked, first.unwrap_or(usize::MAX));
            self.members = members.map_err(|TooHeavy| BrokenOff("objects in object streams"))?;
            self.members.sort_unstable();
            // lopdf need not unpack it once more.
            stream.set_plain_content(unpacked);
        }
        Ok(Copy::Needless)
    }
}

/// How many objects there are in one; recursion ends with the nesting that `lopdf` reads.
fn objects_in(object: &Object) -> usize {
    match object {
        Object::Array(items) => 1 + CONTAINER + items.iter().map(objects_in).sum::<usize>(),
        Object::Dictionary(entries) => 1 + CONTAINER + entries.iter().map(|(_, entry)| 1 + objects_in(entry)).sum::<usize>(),
        Object::String(text, _) => 1 + text.len() / TEXT_PER_OBJECT,
        _ => 1,
    }
}

fn limit(what: &str) -> Problem {
    Problem::error(ProblemCode::LimitReached, format!("loading: {what}"))
}

/// Why the file could not be loaded.
fn problem(error: lopdf::Error) -> Problem {
    let text = error.to_string();
    match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_) => {
            Problem::error(ProblemCode::Encrypted, text)
        }
        lopdf::Error::Decompress(_) => Problem::error(ProblemCode::LimitReached, text),
        _ => Problem::error(ProblemCode::Damaged, text),
    }
}
