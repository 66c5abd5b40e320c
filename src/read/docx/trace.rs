//! Where the text of a Word document stands in its package, for those who write into it: the one door between reading and annotating.

use super::read_package;
use crate::read::failure::Failure;
use crate::read::package::{Package, text_of};
use crate::read::xml::{Token, Walker};
use crate::read::{Limits, guard};
use crate::text::{Document, Format, Origin, Problem, ProblemCode};
use std::ops::Range;

/// A piece of text that the reader kept, and the bytes of the main part that it was read from (none for what no bytes stand for).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub text: String,
    pub at: Option<Range<usize>>,
}

/// What was kept, paragraph by paragraph, in the order in which paragraphs begin.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    opened: usize,
    paragraphs: Vec<(usize, Vec<Kept>)>,
    /// Open rows and cells: paragraphs before each, and whether a tracked change takes it away.
    frames: Vec<(usize, bool)>,
}

impl Trace {
    /// A paragraph begins; gives its number.
    pub fn open(&mut self) -> usize {
        self.opened += 1;
        self.opened
    }

    /// A paragraph ends; empty ones leave no trace.
    pub fn close(&mut self, opened: usize, kept: Vec<Kept>) {
        if !kept.is_empty() {
            self.paragraphs.push((opened, kept));
        }
    }

    /// A row or a cell begins.
    pub fn enter(&mut self) {
        self.frames.push((self.paragraphs.len(), false));
    }

    /// The row or cell that began last is deleted: nothing in it is text of the document.
    pub fn delete(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.1 = true;
        }
    }

    /// A row or a cell ends.
    pub fn leave(&mut self) {
        if let Some((before, true)) = self.frames.pop() {
            self.paragraphs.truncate(before);
        }
    }

    fn into_paragraphs(mut self) -> Vec<Vec<Kept>> {
        self.paragraphs.sort_by_key(|(opened, _)| *opened);
        self.paragraphs.into_iter().map(|(_, kept)| kept).collect()
    }
}

/// A part whose text can be written back byte for byte.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// As the package spells it.
    pub name: String,
    /// A byte order mark stands before the text.
    pub marked: bool,
    pub text: String,
}

/// A Word document as someone who writes into it sees it.
pub(crate) struct Draft {
    /// As [`read`](crate::read::read) gives it.
    pub document: Document,
    pub main: Part,
    /// What the reader kept of the main part.
    pub paragraphs: Vec<Vec<Kept>>,
    /// The relationships of the main part: the name that they have or would have, and the part.
    pub relationships: (String, Option<Part>),
    pub content_types: Part,
    /// Comments that are there already.
    pub comments: Option<Part>,
    /// Names of all parts, as the package spells them.
    pub names: Vec<String>,
    /// A digital signature covers the document.
    pub signed: bool,
    /// Editing is forbidden, or asks for a password.
    pub protected: bool,
}

/// Reads a Word document for writing into it.
///
/// # Errors
/// As [`read`](crate::read::read); `Damaged` also for parts that are missing or are no UTF-8, which only writing needs.
pub(crate) fn draft(bytes: &[u8], limits: &Limits) -> Result<Draft, Problem> {
    let inner = limits.clone();
    guard::guarded(bytes, limits, move |bytes| read_draft(bytes, &inner))
}

fn read_draft(bytes: &[u8], limits: &Limits) -> Result<Draft, Problem> {
    let mut package = Package::open(bytes, limits)?;
    let origin = Origin { name: String::new(), format: Format::Docx, title: None, producer: None };
    let read = read_package(&mut package, origin, Some(Trace::default()))?;
    let names = package.entries();
    let has_signature = |name: &String| name.to_ascii_lowercase().trim_start_matches('/').starts_with("_xmlsignatures/");
    let signed = names.iter().any(has_signature) || package.relationships("")?.iter().any(|r| r.kind == "origin");
    let target = |kind: &str| read.relationships.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    let protected = match target("settings") {
        Some(name) => is_protected(&mut package, &name)?,
        None => false,
    };
    let main = part(&mut package, &read.main)?;
    if main.text != read.text {
        return Err(Problem::error(ProblemCode::Damaged, read.main));
    }
    let (folder, file) = read.main.rsplit_once('/').unwrap_or(("", &read.main));
    let relationships = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let relationships = match package.has(&relationships) {
        true => (relationships.clone(), Some(part(&mut package, &relationships)?)),
        false => (relationships, None),
    };
    let comments = target("comments").map(|name| part(&mut package, &name)).transpose()?;
    let content_types = part(&mut package, "[Content_Types].xml")?;
    let paragraphs = read.trace.into_paragraphs();
    Ok(Draft { document: read.document, main, paragraphs, relationships, content_types, comments, names, signed, protected })
}

/// A part that must be there, in an encoding that it can be written back in.
fn part(package: &mut Package, name: &str) -> Result<Part, Failure> {
    let no_text = || Failure::damaged(format!("{name}: missing, or no UTF-8"));
    let (name, bytes) = package.bytes(name)?.ok_or_else(no_text)?;
    let marked = bytes.starts_with(b"\xEF\xBB\xBF");
    let text = text_of(bytes.clone());
    let same = text.as_bytes() == &bytes[if marked { 3 } else { 0 }..];
    if same { Ok(Part { name, marked, text }) } else { Err(Failure::damaged(format!("{name}: no UTF-8"))) }
}

/// Whether the settings forbid editing. A document that only takes comments takes ours; a mere advice not to edit forbids nothing.
fn is_protected(package: &mut Package, name: &str) -> Result<bool, Failure> {
    // Settings that are not there forbid nothing; those that cannot be read might.
    let Some(text) = package.part(name)? else { return Ok(false) };
    let mut walker = Walker::new(name, &text, &package.bounds);
    loop {
        match walker.next()? {
            Token::Start(e) if e.name() == b"documentProtection" => {
                let on = matches!(e.attr("enforcement").as_deref(), Some("1" | "true" | "on"));
                if on && !matches!(e.attr("edit").as_deref(), Some("comments" | "none")) {
                    return Ok(true);
                }
            }
            Token::Start(e) if e.name() == b"writeProtection" => {
                let secret = |name: &&str| e.attr(name).is_some_and(|value| !value.is_empty());
                if ["hash", "hashValue"].iter().any(secret) {
                    return Ok(true);
                }
            }
            Token::Done => return Ok(false),
            _ => {}
        }
    }
}
