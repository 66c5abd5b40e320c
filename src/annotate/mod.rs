//! An outcome written into the document itself: each note of the report as a comment at its sentence.
//!
//! Nothing here judges or words anything: what is said, and of which unit, comes from [`report`](crate::report); what comes out is the
//! document's own bytes with the comments spliced in and every other part as it was. A document that must not or cannot take comments is
//! refused by name.

mod align;
mod docx;
mod pdf;

use crate::outcome::Outcome;
use crate::read::Limits;
use crate::report::{Options, Refusal, notes};
use crate::rule::RuleSet;
use crate::text::Format;

/// A document with its comments.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// Comments that were added.
    pub comments: usize,
    /// Of these, such that stand beside what they speak of: a figure, a text box, a field.
    pub beside: usize,
}

/// Puts the notes of an outcome into the document that it is about.
///
/// `bytes` are those that the outcome was made from.
///
/// # Errors
/// Why this document takes no comments.
pub fn annotate(bytes: &[u8], outcome: &Outcome, rules: &RuleSet, options: &Options, limits: &Limits) -> Result<Annotated, Refusal> {
    let Ok(analysis) = &outcome.result else { return Err(Refusal::Unread) };
    let notes = notes(outcome, rules, options);
    match analysis.document.origin().format {
        Format::Docx => docx::annotate(bytes, &analysis.document, &notes, limits),
        Format::Pdf => pdf::annotate(bytes, outcome, &analysis.document, &notes, options.language, limits),
        _ => Err(Refusal::Format),
    }
}
