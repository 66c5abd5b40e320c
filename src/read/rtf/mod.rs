//! Rich Text Format: a stream of control words, read without recursion. Headings by style and outline level, lists by the labels that the
//! writer printed, tables, notes, text boxes, headers and footers.
//!
//! Deleted and hidden text, field codes, comments, pictures and index marks stay out.

mod codepage;
mod header;
mod state;
mod story;
mod tokens;

use super::Limits;
use super::ending::finished;
use super::items::{emit, emit_marginals};
use crate::text::{Document, DocumentBuilder, Origin, Place, Problem, ProblemCode};
use story::Story;

/// Reads an RTF document.
///
/// # Errors
/// `Damaged` if it does not begin as RTF does. A file that is cut off or reaches a limit gives what was read until then, with a warning.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let start = bytes.windows(5).take(64).position(|window| window == b"{\\rtf");
    let Some(start) = start else { return Err(Problem::error(ProblemCode::Damaged, "does not begin as RTF")) };
    let mut builder = DocumentBuilder::new(origin);
    let mut story = Story::new(limits);
    let ended = story.read(&bytes[start..]);
    let read = story.finish();
    let told = |text: String| Some(text.trim().trim_end_matches(';').to_owned()).filter(|text| !text.is_empty());
    let origin = builder.origin_mut();
    (origin.title, origin.producer) = (told(read.title), told(read.producer));
    emit(&mut builder, read.items);
    emit_marginals(&mut builder, read.marginals);
    if let Err(failure) = ended {
        builder.problem(Problem::warning(failure.code, Place::Document, failure.detail));
    }
    Ok(finished(builder))
}

#[cfg(test)]
mod tests;
