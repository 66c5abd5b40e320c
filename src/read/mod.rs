//! From bytes to a [`Document`]: finds out what kind of file it is and reads it under limits.
//!
//! [`read`] and [`read_with`] read one document, [`files`] takes apart what holds several (archives, messages with attachments). Whatever the
//! bytes are, the answer is a document (with its problems beside it) or one [`Problem`]; never a panic, a hang or unbounded memory.

mod bytes;
mod compound;
mod container;
mod content;
mod dates;
mod deadline;
mod decode;
mod detect;
pub(crate) mod doc;
pub(crate) mod docx;
mod drawing;
pub(crate) mod email;
mod ending;
mod failure;
mod guard;
pub(crate) mod html;
mod items;
mod limits;
mod lines;
pub(crate) mod markdown;
mod numerals;
pub(crate) mod odf;
mod options;
mod package;
pub(crate) mod pdf;
pub(crate) mod plain;
pub(crate) mod pptx;
pub(crate) mod rtf;
pub(crate) mod sheet;
mod style_names;
mod table;
mod xml;

pub use container::{Files, Member, files};
pub use limits::Limits;
pub use options::{Password, ReadOptions};

use crate::text::{Document, Format, Origin, Problem, ProblemCode};
use detect::{Kind, detect};

/// Reads a document. `name` (a path or any label) is shown in reports and never opened; its extension only tells Markdown from plain text.
///
/// ```
/// use genomsyra::read::{Limits, read};
/// let document = read("# Plan\n\nAlla barn har rätt att höras.".as_bytes(), "plan.md", &Limits::default())?;
/// assert_eq!(document.title(), Some("Plan"));
/// # Ok::<(), genomsyra::text::Problem>(())
/// ```
///
/// # Errors
/// A [`Problem`] of severity error if nothing could be read: empty, too large, unknown or unsupported kind, encrypted, damaged; and
/// `HoldsDocuments` for an archive, which is for [`files`] to take apart.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document, Problem> {
    read_with(bytes, name, &ReadOptions::from(limits.clone()))
}

/// Reads a document as [`read`] does, protected files included when the options hold their password.
///
/// # Errors
/// As [`read`]; `WrongPassword` when a password is given and does not open the file.
pub fn read_with(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Document, Problem> {
    let limits = &options.limits;
    if bytes.is_empty() {
        return Err(Problem::error(ProblemCode::EmptyFile, ""));
    }
    if bytes.len() > limits.max_bytes {
        return Err(Problem::error(ProblemCode::TooLarge, format!("{} bytes, limit {}", bytes.len(), limits.max_bytes)));
    }
    let kind = match detect(bytes, name) {
        Kind::Unsupported(what) => return Err(Problem::error(ProblemCode::UnsupportedFormat, what)),
        Kind::Unknown => return Err(Problem::error(ProblemCode::UnknownFormat, "")),
        Kind::Archive => return Err(Problem::error(ProblemCode::HoldsDocuments, "ZIP")),
        Kind::Encrypted => return Err(Problem::error(ProblemCode::Encrypted, "")),
        Kind::Damaged(what) => return Err(Problem::error(ProblemCode::Damaged, what)),
        Kind::Read(format) => format,
    };
    let origin = Origin { name: name.to_owned(), format: kind, title: None, producer: None };
    let ReadOptions { limits: inner, password } = options.clone();
    guard::guarded(bytes, limits, move |bytes| read_as(bytes, origin, &inner, password.as_ref().map(Password::reveal)))
}

/// Reads bytes whose kind is known, inside the guard. Also what a message's body is read with.
fn read_as(bytes: &[u8], origin: Origin, limits: &Limits, password: Option<&str>) -> Result<Document, Problem> {
    match origin.format {
        Format::Pdf => pdf::read(bytes, origin, limits, password),
        Format::Docx => docx::read(bytes, origin, limits),
        Format::Doc => doc::read(bytes, origin, limits),
        Format::Odt | Format::Odp => odf::read(bytes, origin, limits),
        Format::Pptx => pptx::read(bytes, origin, limits),
        Format::Rtf => rtf::read(bytes, origin, limits),
        Format::Html => html::read(bytes, origin, limits),
        Format::Xlsx | Format::Xls | Format::Ods => sheet::read(bytes, origin, limits),
        Format::Email => email::read(bytes, origin, limits),
        Format::Markdown => markdown::read(bytes, origin, limits),
        Format::Plain => plain::read(bytes, origin, limits),
    }
}

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod testing;
