//! From bytes to a [`Document`]: finds out what kind of file it is and reads it under limits.
//!
//! [`read`] and [`read_with`] are the only doors. Whatever the bytes are, the answer is a document (with its problems beside it) or one [`Problem`]; never a
//! panic, a hang or unbounded memory.

mod content;
mod deadline;
mod decode;
mod detect;
pub(crate) mod docx;
mod drawing;
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
mod style_names;
mod table;
mod xml;

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
/// A [`Problem`] of severity error if nothing could be read: empty, too large, unknown or unsupported kind, encrypted, damaged.
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
        Kind::Encrypted => return Err(Problem::error(ProblemCode::Encrypted, "")),
        Kind::Damaged(what) => return Err(Problem::error(ProblemCode::Damaged, what)),
        Kind::Read(format) => format,
    };
    let origin = Origin { name: name.to_owned(), format: kind, title: None, producer: None };
    let ReadOptions { limits: inner, password } = options.clone();
    guard::guarded(bytes, limits, move |bytes| match kind {
        Format::Pdf => pdf::read(bytes, origin, &inner, password.as_ref().map(Password::reveal)),
        Format::Docx => docx::read(bytes, origin, &inner),
        Format::Odt | Format::Odp => odf::read(bytes, origin, &inner),
        Format::Pptx => pptx::read(bytes, origin, &inner),
        Format::Rtf => rtf::read(bytes, origin, &inner),
        Format::Html => html::read(bytes, origin, &inner),
        Format::Markdown => markdown::read(bytes, origin, &inner),
        _ => plain::read(bytes, origin, &inner),
    })
}

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod testing;
