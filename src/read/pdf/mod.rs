//! PDF: an interpreter of our own over `lopdf`'s objects.
//!
//! `lopdf` parses, repairs and decrypts the file; everything about text is done here, because the order of words, the letters behind
//! codes and the borders between blocks need the positions of the glyphs. The way of a page:
//!
//! 1. [`pages`], [`objects`]: its content and resources, within the document's limits;
//! 2. [`content`], [`interpreter`], [`state`], [`font`]: operators run, glyphs with letters and places noted ([`ink`]), accents composed ([`accents`]);
//! 3. [`shades`], [`segments`], [`layout`], [`lines`]: words, reading order (stream first, geometry where it jumps), lines;
//! 4. [`tags`], [`marginals`], [`tables`], [`flow`]: lines to drafts of blocks, by the structure tree where it is sound;
//! 5. [`settle`], [`headings`], [`levels`], [`assemble`]: joints in doubt, levels, then blocks and pages into the document.
//!
//! Nothing here may panic or recurse without a bound on what a file says; `problems` says aloud what could not be read.

mod accents;
mod assemble;
mod body;
mod cmap;
mod content;
mod contents;
mod draft;
mod encoding;
mod flow;
mod font;
mod fontfile;
mod glyph_names;
mod guess;
mod headings;
mod hyphens;
mod ink;
mod interpreter;
mod labels;
mod layers;
mod layout;
mod levels;
mod lines;
mod load;
mod lzw;
mod marginals;
mod markers;
mod matrix;
mod metrics;
mod objects;
mod outline;
mod page;
mod pages;
mod problems;
mod protection;
mod segments;
mod settle;
mod shades;
mod state;
#[cfg(test)]
mod structure_tests;
mod symbols;
mod tables;
mod tagged;
mod tags;
#[cfg(test)]
mod tests;
pub(crate) mod trace;
mod unread;
mod weight;

use super::Limits;
use super::deadline::Deadline;
use crate::text::{Document, DocumentBuilder, Origin, Place, Problem, ProblemCode};
use objects::Objects;
use page::Page;

/// Reads a PDF file; `password` is tried when it needs one.
///
/// # Errors
/// When nothing can be read: the file needs another password or is no PDF that can be repaired.
pub(crate) fn read(bytes: &[u8], mut origin: Origin, limits: &Limits, password: Option<&str>) -> Result<Document, Problem> {
    let (gathering, deadline) = (Deadline::for_gathering(limits), Deadline::of(limits));
    let file = load::load(bytes, limits, gathering, password)?;
    let objects = Objects::new(&file, limits.max_unpacked).of_file(bytes);
    if let Some(info) = objects.dictionary(&file.trailer, b"Info") {
        let text = |key: &[u8]| objects.text(info, key).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        origin.title = origin.title.take().or_else(|| text(b"Title"));
        origin.producer = origin.producer.take().or_else(|| text(b"Producer"));
    }
    let mut problems: Vec<Problem> = Vec::new();
    if let Some(recovery) = &file.xref_recovery {
        problems.push(Problem::note(ProblemCode::Repaired, Place::Document, format!("cross-reference table: {recovery:?}")));
    }
    let (list, more) = pages::pages(&objects, limits.max_pages);
    let tags = tags::read(&objects, &list, limits.max_objects);
    let mut interpreter = interpreter::Interpreter::new(&objects, limits.max_operations, gathering);
    let mut read: Vec<Page> = Vec::with_capacity(list.len());
    let mut watch = problems::Watch::default();
    for (index, object) in list.iter().enumerate() {
        let content = pages::content(&objects, object.dictionary);
        let resources = pages::resources(&objects, object.dictionary);
        let appearances = pages::appearances(&objects, object.dictionary);
        let mut ink = interpreter.page(&content.bytes, &resources, &appearances);
        accents::compose(&mut ink);
        unread::settle(&mut ink);
        let visible = pages::visible_box(&objects, object.dictionary);
        ink.clip(visible);
        watch.page(index, &ink, visible, &mut problems);
        if content.incomplete && !objects.is_exhausted() {
            problems.push(Problem::warning(ProblemCode::MissingPart, Place::Page(index as u32 + 1), "page content"));
        }
        read.push(Page::new(&mut ink, visible, &tags, object.id));
        interpreter.reuse(ink);
        if interpreter.stopped {
            break;
        }
    }
    watch.document(list.len(), &mut problems);
    if interpreter.stopped || objects.is_exhausted() {
        let place = Place::Page(read.len() as u32);
        problems.push(Problem::warning(gathering.limit(), place, "drawing operations or unpacked bytes"));
    }
    if more {
        problems.push(Problem::warning(
            ProblemCode::LimitReached,
            Place::Document,
            format!("only the first {} pages are read", list.len()),
        ));
    }
    let page_count = list.len();
    let numbers = list.iter().enumerate().filter_map(|(index, page)| page.id.map(|id| (id, index))).collect();
    let (outline, labels) = (outline::Outline::read(&objects, &numbers), labels::labels(&objects, page_count));
    // Everything is read: the file's objects are let go before the blocks are made.
    drop(interpreter);
    drop(file);
    marginals::mark(&mut read, &tags);
    let body = body::Body::of(&read);
    let mut flow = flow::Flow::new(&tags, &body, &read, page_count);
    for (index, page) in read.into_iter().enumerate() {
        if deadline.is_over() {
            problems.push(Problem::warning(ProblemCode::OutOfTime, Place::Page(index as u32 + 1), ""));
            break;
        }
        flow.page(index, &page);
    }
    let mut drafts = flow.drafts;
    settle::settle(&mut drafts);
    headings::mark(&mut drafts, &body, &outline);
    tables::settle(&mut drafts);
    let mut builder = DocumentBuilder::new(origin);
    problems.into_iter().for_each(|problem| builder.problem(problem));
    assemble::build(&mut builder, drafts, page_count, &labels);
    Ok(builder.finish())
}
