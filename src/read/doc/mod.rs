//! Word 97–2003 documents: text from the piece table, what it is from the formatting runs and the style sheet.
//!
//! What a paragraph, a list and a table become is decided by the same rules as for DOCX. Deleted and hidden text, field codes and comments stay out;
//! notes come after the body, headers and footers once each at the end, text boxes after the body that they float beside.

mod fib;
mod lists;
mod pieces;
mod properties;
mod story;
mod styles;

use super::Limits;
use super::compound::Compound;
use super::ending::finished;
use super::failure::Failure;
use super::items::{emit, emit_marginals};
use crate::read::deadline::Deadline;
use crate::text::{BlockKind, Document, DocumentBuilder, Origin, Place, Problem, ProblemCode};
use fib::{Fib, Part};
use pieces::Text;
use properties::Runs;
use std::ops::Range;
use story::Shared;

/// Reads a Word 97–2003 document.
///
/// # Errors
/// `Damaged` when the text cannot be found, `Encrypted`, `UnsupportedFormat` for Word 6 and 95, `LimitReached`.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let mut file = Compound::open(bytes)?;
    let missing = |part: &str| Failure::damaged(format!("no {part}"));
    let main = file.stream("/WordDocument")?.ok_or_else(|| missing("WordDocument"))?;
    let fib = Fib::read(&main)?;
    let table = file.stream(fib.table)?.ok_or_else(|| missing(fib.table))?;
    let data = file.stream("/Data").ok().flatten().unwrap_or_default();
    let pieces = fib.part(&table, Part::Pieces).ok_or_else(|| missing("piece table"))?;
    // Pieces do not overlap in a sound file, and a character takes a byte at least.
    let text = Text::read(&main, pieces, main.len())?;

    let mut builder = DocumentBuilder::new(origin);
    (builder.origin_mut().title, builder.origin_mut().producer) = file.properties();
    let runs = |part, paragraphs| fib.part(&table, part).map(|list| Runs::read(&main, list, paragraphs)).unwrap_or_default();
    let mut shared = Shared {
        text: &text,
        letters: runs(Part::CharacterRuns, false),
        paragraphs: runs(Part::ParagraphRuns, true),
        data: &data,
        styles: fib.part(&table, Part::Styles).map(styles::read).unwrap_or_default(),
        numbering: lists::read(|part| fib.from(&table, part)),
        tables: 0,
        room: limits.max_objects,
        deadline: Deadline::of(limits),
    };
    let stories = Stories::of(&fib, text.units.len());
    if text.holes || stories.cut {
        builder.problem(Problem::warning(ProblemCode::Truncated, Place::Document, "pieces of the text lie outside the file"));
    }
    emit(&mut builder, story::read(stories.body, &mut shared)?);
    emit(&mut builder, story::read(stories.boxes, &mut shared)?);
    for notes in [stories.footnotes, stories.endnotes] {
        for item in story::read(notes, &mut shared)? {
            builder.push(BlockKind::Footnote, &[item.into_line().as_str().into()]);
        }
    }
    let mut headers = story::read(stories.headers, &mut shared)?;
    headers.extend(story::read(stories.header_boxes, &mut shared)?);
    emit_marginals(&mut builder, headers);
    Ok(finished(builder))
}

/// Where each story lies among the units.
struct Stories {
    body: Range<usize>,
    footnotes: Range<usize>,
    headers: Range<usize>,
    endnotes: Range<usize>,
    boxes: Range<usize>,
    header_boxes: Range<usize>,
    /// The pieces hold less text than the file claims to have.
    cut: bool,
}

impl Stories {
    fn of(fib: &Fib, units: usize) -> Self {
        let mut at = 0;
        let mut next = |length: usize| {
            let start = at;
            at = (at + length).min(units);
            start..at
        };
        let lengths = &fib.lengths;
        let body = next(lengths.body);
        let (footnotes, headers) = (next(lengths.footnotes), next(lengths.headers));
        // Macros and comments are no text of the document.
        next(lengths.macros);
        next(lengths.comments);
        let (endnotes, boxes, header_boxes) = (next(lengths.endnotes), next(lengths.boxes), next(lengths.header_boxes));
        let cut = body.len() < lengths.body || footnotes.len() < lengths.footnotes || endnotes.len() < lengths.endnotes;
        Stories { body, footnotes, headers, endnotes, boxes, header_boxes, cut }
    }
}

#[cfg(test)]
mod tests;
