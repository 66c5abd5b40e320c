//! PDF: an interpreter of our own over `lopdf`'s objects.
//!
//! Bytes → objects (`lopdf`) → what each page shows ([`ink`]) → lines in reading order ([`layout`]) → blocks.

mod accents;
mod cmap;
mod content;
mod encoding;
mod font;
mod fontfile;
mod glyph_names;
mod hyphens;
mod ink;
mod interpreter;
mod layout;
mod lines;
mod matrix;
mod metrics;
mod objects;
mod pages;
mod segments;
mod state;

use std::time::Instant;

use lopdf::LoadOptions;

use super::Limits;
use crate::text::{BlockKind, Document, DocumentBuilder, Origin, PageStart, Place, Problem, ProblemCode};
use objects::Objects;

/// Reads a PDF file.
///
/// # Errors
/// When nothing can be read: the file needs a password or is no PDF that can be repaired.
pub fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let deadline = Instant::now() + limits.max_time;
    let options = LoadOptions { max_decompressed_size: Some(limits.max_unpacked), ..LoadOptions::default() };
    let file = lopdf::Document::load_mem_with_options(bytes, options).map_err(load_problem)?;
    if file.is_encrypted() {
        return Err(Problem::error(ProblemCode::Encrypted, "a password is needed"));
    }
    let objects = Objects::new(&file, limits.max_unpacked);
    let mut builder = DocumentBuilder::new(origin);
    if let Some(recovery) = &file.xref_recovery {
        builder.problem(Problem::note(ProblemCode::Repaired, Place::Document, format!("{recovery:?}")));
    }
    let (page_list, _more) = pages::pages(&objects, limits.max_pages);
    let mut interpreter = interpreter::Interpreter::new(&objects, limits.max_operations, deadline);
    for (index, page) in page_list.iter().enumerate() {
        builder.begin_page(PageStart { number: index as u32 + 1, label: None });
        let content = pages::content(&objects, page.dictionary);
        let resources = pages::resources(&objects, page.dictionary);
        let annotations = pages::appearances(&objects, page.dictionary);
        let mut ink = interpreter.page(&content, &resources, &annotations);
        accents::compose(&mut ink);
        let (lines, _) = lines::lines(&ink);
        let mut text = String::new();
        let mut last = None::<lines::Line>;
        for line in lines {
            let joined = !text.is_empty() && !matches!(hyphens::joint(&text, &line.text), hyphens::Joint::Space);
            if joined {
                hyphens::append(&mut text, &line.text);
            } else {
                builder.push(BlockKind::Paragraph, &[text.as_str().into()]);
                text = line.text.clone();
            }
            last = Some(line);
        }
        let _ = last;
        builder.push(BlockKind::Paragraph, &[text.as_str().into()]);
    }
    Ok(builder.finish())
}

/// Why the file could not be loaded.
fn load_problem(error: lopdf::Error) -> Problem {
    let text = error.to_string();
    match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_) => {
            Problem::error(ProblemCode::Encrypted, text)
        }
        _ => Problem::error(ProblemCode::Damaged, text),
    }
}
