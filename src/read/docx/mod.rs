//! Word documents (DOCX): every part that carries text, with headings, lists, tables and notes told apart.
//!
//! Deleted text, field codes, hidden text and comments stay out of the text; deletions, insertions and comments are kept beside it. Headers
//! and footers come once each, at the end, as marginal text.

pub(super) mod numbering;
pub(super) mod paragraph;
pub(super) mod properties;
mod remarks;
mod story;
pub(super) mod styles;
pub(crate) mod trace;

use super::Limits;
use crate::read::drawing;
use crate::read::ending::finished;
use crate::read::failure::Failure;
use crate::read::items;
use crate::read::package::{Package, Relationship};
use crate::read::xml::{self, Walker};
use crate::text::{BlockKind, Document, DocumentBuilder, Origin, Place, Problem, ProblemCode};
use numbering::Numbering;
use std::collections::HashSet;
use story::Shared;
use styles::Styles;
use trace::Trace;

/// Reads a Word document.
///
/// # Errors
/// `Damaged` when the package or its main part cannot be read to the end, `Encrypted`, or `LimitReached`. Other parts that cannot be read
/// leave a warning in the document.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let mut package = Package::open(bytes, limits)?;
    read_package(&mut package, origin, None).map(|read| read.document)
}

/// A document, and what else is known when its package has been read.
struct ReadPackage {
    document: Document,
    main: String,
    /// Text of the main part; only with a trace.
    text: String,
    /// Relationships of the main part.
    relationships: Vec<Relationship>,
    trace: Trace,
}

fn read_package(package: &mut Package, origin: Origin, trace: Option<Trace>) -> Result<ReadPackage, Problem> {
    let mut reader = Reader { builder: DocumentBuilder::new(origin), shared: Shared::default(), relationships: Vec::new() };
    let top = package.relationships("").unwrap_or_default();
    let target = |kind: &str| top.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    let main = target("officeDocument").filter(|t| package.has(t)).unwrap_or_else(|| "word/document.xml".to_owned());
    match package.relationships(&main) {
        Ok(found) => reader.relationships = found,
        Err(failure) => reader.missing(&main, failure),
    }
    reader.metadata(package, target("core-properties"), target("extended-properties"));
    reader.surroundings(package);
    let Some(text) = package.part(&main)? else {
        return Err(Problem::error(ProblemCode::Damaged, "no main part in the package"));
    };
    reader.shared.trace = trace;
    let body = story::read(Walker::new(&main, &text, &package.bounds), &mut reader.shared)?;
    let traced = reader.shared.trace.take();
    let text = if traced.is_some() { text } else { String::new() };
    items::emit(&mut reader.builder, body);
    reader.unplaced_comments();
    reader.marginals(package);
    reader.foreign();
    Ok(ReadPackage {
        document: finished(reader.builder),
        main,
        text,
        relationships: reader.relationships,
        trace: traced.unwrap_or_default(),
    })
}

struct Reader {
    builder: DocumentBuilder,
    shared: Shared,
    /// Of the main part.
    relationships: Vec<Relationship>,
}

impl Reader {
    /// Tells of a part that could not be read. A limit or a password stays what it is; everything else is a missing part.
    fn missing(&mut self, part: &str, failure: Failure) {
        let code = if failure.code == ProblemCode::Damaged { ProblemCode::MissingPart } else { failure.code };
        self.builder.problem(Problem::warning(code, Place::Part(part.to_owned()), failure.detail));
    }

    /// Names of the parts of one kind that belong to the main part, each once.
    fn parts(&self, kind: &str) -> Vec<String> {
        let mut seen = HashSet::new();
        self.relationships.iter().filter(|r| r.kind == kind && seen.insert(r.target.clone())).map(|r| r.target.clone()).collect()
    }

    /// Reads a part with `read`; what goes wrong becomes a warning.
    fn part<T>(&mut self, package: &mut Package, name: &str, read: impl FnOnce(Walker, &mut Shared) -> Result<T, Failure>) -> Option<T> {
        let outcome = match package.part(name) {
            Ok(Some(text)) => read(Walker::new(name, &text, &package.bounds), &mut self.shared),
            Ok(None) => Err(Failure::damaged("")),
            Err(failure) => Err(failure),
        };
        outcome.map_err(|failure| self.missing(name, failure)).ok()
    }

    /// Title and producer.
    fn metadata(&mut self, package: &mut Package, core: Option<String>, extended: Option<String>) {
        for (name, element) in
            [(core.unwrap_or("docProps/core.xml".into()), "title"), (extended.unwrap_or("docProps/app.xml".into()), "Application")]
        {
            // Properties are no text of the document: without them nothing is lost, and nothing is told.
            let Ok(Some(text)) = package.part(&name) else { continue };
            let found = xml::element_text(Walker::new(&name, &text, &package.bounds), element).ok().flatten();
            let origin = self.builder.origin_mut();
            if element == "title" {
                origin.title = found;
            } else {
                origin.producer = found;
            }
        }
    }

    /// Styles, numbering, notes and SmartArt: what the body refers to.
    fn surroundings(&mut self, package: &mut Package) {
        for name in self.parts("styles") {
            if let Some(styles) = self.part(package, &name, |walker, _| Styles::read(walker)) {
                self.shared.styles = styles;
            }
        }
        for name in self.parts("numbering") {
            if let Some(numbering) = self.part(package, &name, |walker, _| Numbering::read(walker)) {
                self.shared.numbering = numbering;
            }
        }
        for kind in ["footnotes", "endnotes", "comments"] {
            for name in self.parts(kind) {
                self.part(package, &name, story::read);
            }
        }
        let diagrams: Vec<(String, String)> =
            self.relationships.iter().filter(|r| r.kind == "diagramData").map(|r| (r.id.clone(), r.target.clone())).collect();
        for (id, name) in diagrams {
            if let Some(texts) = self.part(package, &name, |walker, _| drawing::paragraphs(walker)) {
                self.shared.diagrams.insert(id, texts);
            }
        }
    }

    /// Headers and footers of all sections; the same text only once.
    fn marginals(&mut self, package: &mut Package) {
        let mut seen = HashSet::new();
        for name in self.parts("header").into_iter().chain(self.parts("footer")) {
            for item in self.part(package, &name, story::read).unwrap_or_default() {
                let text = item.into_line();
                if seen.insert(text.clone()) {
                    self.builder.push(BlockKind::Marginal, &[text.as_str().into()]);
                }
            }
        }
    }

    /// Comments that no place in the text refers to.
    fn unplaced_comments(&mut self) {
        for (_, comment) in std::mem::take(&mut self.shared.comments) {
            self.builder.remark(comment);
        }
    }

    /// Embedded documents of other kinds are not read; the reader of the report must know.
    fn foreign(&mut self) {
        for id in std::mem::take(&mut self.shared.foreign) {
            let name = self.relationships.iter().find(|r| r.id == id).map_or(id, |r| r.target.clone());
            self.missing(&name, Failure::damaged("embedded document"));
        }
    }
}

#[cfg(test)]
mod tests;
