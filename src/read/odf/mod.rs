//! OpenDocument text and presentations (ODT, ODP), packed or flat: headings, lists with their numbers, tables, notes, text boxes and slides.
//!
//! Tracked deletions, comments, hidden text and templates of slides stay out; headers and footers come once each, as marginal text.

mod lists;
mod story;
mod styles;

use super::Limits;
use super::ending::finished;
use super::failure::Failure;
use super::items::{Item, emit, emit_marginals};
use super::package::{Package, text_of};
use super::xml::{Bounds, Ns, Token, Walker};
use crate::text::{BlockKind, Document, DocumentBuilder, Origin, PageStart, Place, Problem, ProblemCode};
use story::{Slide, Story};

/// Reads an OpenDocument text or presentation.
///
/// # Errors
/// `Damaged` when the package or its content cannot be read to the end, `Encrypted`, or `LimitReached`. Other parts that cannot be read
/// leave a warning in the document.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let mut builder = DocumentBuilder::new(origin);
    let mut story = Story::default();
    if bytes.starts_with(b"PK") {
        packed(bytes, limits, &mut story, &mut builder)?;
    } else {
        if bytes.len() > limits.max_unpacked {
            return Err(Failure::limit(format!("{} bytes", bytes.len())).into());
        }
        let text = text_of(bytes.to_vec());
        story.read(Walker::new("", &text, &Bounds::of(limits)))?;
    }
    if !story.known {
        return Err(Problem::error(ProblemCode::Damaged, "no OpenDocument content"));
    }
    let origin = builder.origin_mut();
    (origin.title, origin.producer) = (story.title.take(), story.producer.take());
    emit(&mut builder, std::mem::take(&mut story.items));
    slides(std::mem::take(&mut story.slides), limits, &mut builder);
    emit_marginals(&mut builder, std::mem::take(&mut story.marginals));
    Ok(finished(builder))
}

/// Reads the parts of a package in the order in which they build on each other.
fn packed(bytes: &[u8], limits: &Limits, story: &mut Story, builder: &mut DocumentBuilder) -> Result<(), Problem> {
    let mut package = Package::open(bytes, limits)?;
    if is_encrypted(&mut package) {
        return Err(Problem::error(ProblemCode::Encrypted, ""));
    }
    for name in ["meta.xml", "styles.xml", "content.xml"] {
        let outcome = match package.part(name) {
            Ok(Some(text)) => story.read(Walker::new(name, &text, &package.bounds)),
            Ok(None) if name == "content.xml" => Err(Failure::damaged("no content.xml in the package")),
            // Small writers leave the others out.
            Ok(None) => Ok(()),
            Err(failure) => Err(failure),
        };
        match outcome {
            Err(failure) if name == "content.xml" => return Err(failure.into()),
            Err(failure) => {
                let code = if failure.code == ProblemCode::Damaged { ProblemCode::MissingPart } else { failure.code };
                builder.problem(Problem::warning(code, Place::Part(name.to_owned()), failure.detail));
            }
            Ok(()) => {}
        }
    }
    Ok(())
}

/// Whether the manifest says that the content is encrypted.
fn is_encrypted(package: &mut Package) -> bool {
    const NAME: &str = "META-INF/manifest.xml";
    // An unreadable manifest hides nothing: what it names is tried anyway.
    let Ok(Some(text)) = package.part(NAME) else { return false };
    let mut walker = Walker::new(NAME, &text, &package.bounds);
    let mut content = false;
    while let Ok(token) = walker.next() {
        match token {
            Token::Start(e) => match e.name() {
                b"file-entry" => {
                    content = e.attr("full-path").is_some_and(|path| matches!(path.as_str(), "content.xml" | "encrypted-package"))
                }
                b"encryption-data" if content => return true,
                _ => {}
            },
            Token::Done => break,
            _ => {}
        }
    }
    false
}

/// Each slide is a page; its notes follow it.
fn slides(slides: Vec<Slide>, limits: &Limits, builder: &mut DocumentBuilder) {
    let count = slides.len();
    for (index, slide) in slides.into_iter().enumerate() {
        if index >= limits.max_pages {
            builder.problem(Problem::warning(
                ProblemCode::Truncated,
                Place::Document,
                format!("{count} slides, limit {}", limits.max_pages),
            ));
            break;
        }
        let number = index as u32 + 1;
        builder.begin_page(PageStart { number, label: None });
        if slide.hidden {
            builder.problem(Problem::note(ProblemCode::HiddenPage, Place::Page(number), ""));
        }
        let notes = slide.notes.into_iter().map(|item| item.into_kind(BlockKind::Footnote));
        emit(builder, slide.items.into_iter().chain(notes).collect::<Vec<Item>>());
    }
}

/// Whether an element of drawings holds paragraphs of its own.
fn holds_text(name: &[u8]) -> bool {
    matches!(
        name,
        b"text-box"
            | b"custom-shape"
            | b"rect"
            | b"ellipse"
            | b"circle"
            | b"line"
            | b"polyline"
            | b"polygon"
            | b"regular-polygon"
            | b"path"
            | b"connector"
            | b"measure"
            | b"caption"
    )
}

/// Elements that hold no text of the document, or text that stays out.
fn stays_out(ns: Ns, name: &[u8]) -> bool {
    match ns {
        Ns::OdfOffice => {
            matches!(name, b"annotation" | b"forms" | b"scripts" | b"font-face-decls" | b"event-listeners" | b"binary-data" | b"settings")
        }
        Ns::OdfText => name.ends_with(b"-source") || matches!(name, b"tracked-changes" | b"note-citation" | b"ruby-text" | b"script"),
        Ns::OdfDraw => matches!(name, b"object" | b"object-ole" | b"plugin" | b"applet" | b"image" | b"floating-frame" | b"page-thumbnail"),
        Ns::OdfPresentation => matches!(name, b"animations" | b"footer-decl" | b"header-decl" | b"date-time-decl"),
        // Descriptions of pictures.
        Ns::Other => matches!(name, b"title" | b"desc"),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
