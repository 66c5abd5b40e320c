//! Presentations (PPTX): each slide a page, its title a heading, bullets with their levels, tables, SmartArt and titles of charts.
//!
//! Speaker notes are not what the slide says and stand as notes; numbers, dates and footers of slides are marginal. Comments stay out.

mod bullets;
mod slide;

use super::Limits;
use super::drawing;
use super::ending::finished;
use super::failure::Failure;
use super::items::{Item, emit};
use super::package::{Package, Relationship};
use super::xml::{self, Ns, Token, Walker};
use crate::text::{BlockKind, Document, DocumentBuilder, Origin, PageStart, Place, Problem, ProblemCode};
use bullets::Layout;
use slide::{Foreign, Shape, Slide};
use std::collections::{HashMap, HashSet};

/// Reads a presentation.
///
/// # Errors
/// `Damaged` when the package or its list of slides cannot be read to the end, `Encrypted`, or `LimitReached`. Slides and other parts that
/// cannot be read leave a warning in the document.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let mut package = Package::open(bytes, limits)?;
    let top = package.relationships("").unwrap_or_default();
    let target = |kind: &str| top.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    let main = target("officeDocument").filter(|t| package.has(t)).unwrap_or_else(|| "ppt/presentation.xml".to_owned());
    let Some(text) = package.part(&main)? else {
        return Err(Problem::error(ProblemCode::Damaged, "no main part in the package"));
    };
    let order = slide_order(Walker::new(&main, &text, &package.bounds))?;
    let relationships = package.relationships(&main)?;
    let mut reader =
        Reader { builder: DocumentBuilder::new(origin), package, layouts: HashMap::new(), tables: 0, titled: false, seen: HashSet::new() };
    reader.metadata(target("core-properties"), target("extended-properties"));
    for (index, id) in order.iter().enumerate() {
        if index >= limits.max_pages {
            let detail = format!("{} slides, limit {}", order.len(), limits.max_pages);
            reader.builder.problem(Problem::warning(ProblemCode::Truncated, Place::Document, detail));
            break;
        }
        let name = relationships.iter().find(|r| r.id == *id).map(|r| r.target.clone());
        reader.slide(index as u32 + 1, &name.unwrap_or_else(|| id.clone()));
    }
    Ok(finished(reader.builder))
}

/// Relationship ids of the slides, as they are shown.
fn slide_order(mut walker: Walker) -> Result<Vec<String>, Failure> {
    let (mut order, mut known) = (Vec::new(), false);
    loop {
        match walker.next()? {
            Token::Start(e) if e.ns == Ns::Presentation => match e.name() {
                b"presentation" => known = true,
                b"sldId" => order.extend(e.relationship()),
                _ => {}
            },
            Token::Done if !known => return Err(Failure::damaged("no PresentationML in the main part")),
            Token::Done => return Ok(order),
            _ => {}
        }
    }
}

struct Reader<'a> {
    builder: DocumentBuilder,
    package: Package<'a>,
    /// Layouts and masters that have been read, by part.
    layouts: HashMap<String, Layout>,
    tables: usize,
    /// A title has been met.
    titled: bool,
    /// Marginal lines that have been told; most slides repeat them.
    seen: HashSet<String>,
}

impl Reader<'_> {
    /// Tells of a part that could not be read. A limit or a password stays what it is; everything else is a missing part.
    fn missing(&mut self, part: &str, failure: Failure) {
        let code = if failure.code == ProblemCode::Damaged { ProblemCode::MissingPart } else { failure.code };
        self.builder.problem(Problem::warning(code, Place::Part(part.to_owned()), failure.detail));
    }

    fn part<T>(&mut self, name: &str, read: impl FnOnce(Walker) -> Result<T, Failure>) -> Option<T> {
        let outcome = match self.package.part(name) {
            Ok(Some(text)) => read(Walker::new(name, &text, &self.package.bounds)),
            Ok(None) => Err(Failure::damaged("")),
            Err(failure) => Err(failure),
        };
        outcome.map_err(|failure| self.missing(name, failure)).ok()
    }

    fn relationships(&mut self, part: &str) -> Vec<Relationship> {
        match self.package.relationships(part) {
            Ok(found) => found,
            Err(failure) => {
                self.missing(part, failure);
                Vec::new()
            }
        }
    }

    /// Title and producer. Properties are no text of the document: without them nothing is lost, and nothing is told.
    fn metadata(&mut self, core: Option<String>, extended: Option<String>) {
        let mut text_of = |name: String, element: &str| {
            let text = self.package.part(&name).ok().flatten()?;
            xml::element_text(Walker::new(&name, &text, &self.package.bounds), element).ok().flatten()
        };
        // What PowerPoint writes where nobody gave a title.
        let title = text_of(core.unwrap_or("docProps/core.xml".into()), "title").filter(|t| !is_no_title(t));
        let producer = text_of(extended.unwrap_or("docProps/app.xml".into()), "Application");
        let origin = self.builder.origin_mut();
        (origin.title, origin.producer) = (title, producer);
    }

    /// A layout or master; an unreadable one only costs the knowledge of bullets, and is told of once.
    fn layout(&mut self, name: Option<&str>) -> Layout {
        let Some(name) = name else { return Layout::default() };
        if !self.layouts.contains_key(name) {
            let read = self.part(name, Layout::read).unwrap_or_default();
            self.layouts.insert(name.to_owned(), read);
        }
        self.layouts.get(name).cloned().unwrap_or_default()
    }

    fn slide(&mut self, number: u32, name: &str) {
        self.builder.begin_page(PageStart { number, label: None });
        let relationships = self.relationships(name);
        let of_kind = |kind: &str| relationships.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
        let layout_name = of_kind("slideLayout");
        let layout = self.layout(layout_name.as_deref());
        let above = layout_name.map(|name| self.relationships(&name)).unwrap_or_default();
        let master = self.layout(above.iter().find(|r| r.kind == "slideMaster").map(|r| r.target.as_str()));
        let mut tables = self.tables;
        let Some(slide) = self.part(name, |walker| slide::read(walker, &layout, &master, &mut tables)) else { return };
        self.tables = tables;
        if slide.hidden {
            self.builder.problem(Problem::note(ProblemCode::HiddenPage, Place::Page(number), ""));
        }
        let before = self.builder.len();
        self.shapes(slide.shapes, &relationships);
        if slide.picture && self.builder.len() == before {
            self.builder.problem(Problem::note(ProblemCode::ScannedPage, Place::Page(number), "pictures without text"));
        }
        if let Some(notes) = of_kind("notesSlide") {
            self.notes(&notes);
        }
    }

    fn shapes(&mut self, mut shapes: Vec<Shape>, relationships: &[Relationship]) {
        let is_title = |shape: &Shape| matches!(shape.kind.as_str(), "title" | "ctrTitle");
        // Titles may lie anywhere among the shapes; what is read first is the title.
        shapes.sort_by_key(|shape| !is_title(shape));
        let mut items = Vec::new();
        for shape in shapes {
            if is_title(&shape) {
                let lines: Vec<String> = shape.items.into_iter().map(Item::into_line).collect();
                let text = lines.join(" ");
                // The first title is the presentation's; those of other slides stand under it.
                let level = if shape.kind == "ctrTitle" || !self.titled { 1 } else { 2 };
                self.titled |= !text.trim().is_empty();
                items.push(Item::Text { kind: BlockKind::Heading { level }, text });
            } else if matches!(shape.kind.as_str(), "dt" | "ftr" | "sldNum" | "hdr") {
                for item in shape.items {
                    let line = item.into_line();
                    if self.seen.insert(line.clone()) {
                        items.push(Item::Text { kind: BlockKind::Marginal, text: line });
                    }
                }
            } else {
                items.extend(shape.items);
            }
            for foreign in shape.foreign {
                let (id, kind) = match &foreign {
                    Foreign::Diagram(id) => (id, BlockKind::Paragraph),
                    Foreign::Chart(id) => (id, BlockKind::Caption),
                };
                let Some(part) = relationships.iter().find(|r| r.id == *id).map(|r| r.target.clone()) else {
                    self.missing(id, Failure::damaged("no such relationship"));
                    continue;
                };
                let texts = match foreign {
                    Foreign::Diagram(_) => self.part(&part, drawing::paragraphs),
                    Foreign::Chart(_) => self.part(&part, drawing::paragraphs),
                };
                items.extend(texts.unwrap_or_default().into_iter().map(|text| Item::Text { kind: kind.clone(), text }));
            }
        }
        emit(&mut self.builder, items);
    }

    fn notes(&mut self, name: &str) {
        let (none, mut tables) = (Layout::default(), self.tables);
        let Some(Slide { shapes, .. }) = self.part(name, |walker| slide::read(walker, &none, &none, &mut tables)) else { return };
        self.tables = tables;
        // Besides the notes there are the slide's picture, number, date and footer again.
        let notes = shapes.into_iter().filter(|shape| shape.kind == "body").flat_map(|shape| shape.items);
        emit(&mut self.builder, notes.map(|item| item.into_kind(BlockKind::Footnote)).collect());
    }
}

/// Titles that programs give by themselves.
fn is_no_title(title: &str) -> bool {
    let title = title.trim().to_lowercase();
    title.starts_with("powerpoint-presentation") || title.starts_with("powerpoint presentation") || title == "presentation"
}

#[cfg(test)]
mod tests;
