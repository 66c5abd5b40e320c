//! What cannot be read of a page, said aloud: scans, fonts without letters, pages with next to no text.

use std::collections::HashMap;

use super::ink::Ink;
use crate::text::{Place, Problem, ProblemCode, Severity};

/// Images over this part of the page, and fewer letters than this, make a scanned page; a page without any letter needs less.
const SCAN_COVER: f32 = 0.4;
const SCAN_COVER_BARE: f32 = 0.15;
const SCAN_LETTERS: usize = 12;
/// Small filled shapes with curves that stand on one line are letters when there are this many on it, and the page is drawn as
/// outlines when it has this many of them.
const OUTLINED_LINE: usize = 12;
const OUTLINED_PAGE: usize = 100;
/// Pages named one by one; the rest is counted.
const MAX_NAMED: usize = 200;

/// Collects problems page by page.
#[derive(Debug, Default)]
pub(super) struct Watch {
    letters: usize,
    scanned: usize,
    recognised: usize,
    named: usize,
}

impl Watch {
    /// Judges a page.
    pub(super) fn page(&mut self, index: usize, ink: &Ink, visible: (f32, f32, f32, f32), problems: &mut Vec<Problem>) {
        let letters = ink.glyphs.iter().filter(|glyph| has_letter(ink.text(glyph))).count();
        let area = (visible.2 - visible.0) * (visible.3 - visible.1);
        self.letters += letters;
        self.recognised += usize::from(ink.invisible * 2 > ink.glyphs.len() && ink.image_area > SCAN_COVER * area);
        let place = Place::Page(index as u32 + 1);
        let outlined = outlined_letters(&ink.shapes);
        let found = if ink.unknown > 4 && ink.unknown * 5 > letters {
            let detail =
                format!("{} of {} glyphs have no letter; fonts: {}", ink.unknown, ink.unknown + letters, ink.unknown_fonts.join(", "));
            Some(Problem::warning(ProblemCode::UndecodableFont, place, detail))
        } else if letters < SCAN_LETTERS && ink.image_area > if letters == 0 { SCAN_COVER_BARE } else { SCAN_COVER } * area {
            self.scanned += 1;
            Some(Problem::warning(ProblemCode::ScannedPage, place, format!("{letters} letters, images over the page")))
        } else if outlined > OUTLINED_PAGE && outlined > 4 * letters {
            Some(Problem::warning(ProblemCode::SparseText, place, format!("{letters} letters, {outlined} shapes that look like letters")))
        } else if ink.bad > 0 {
            let detail = format!("{} of {} characters", ink.bad, ink.bad + letters);
            let severity = if ink.bad * 200 > letters { Severity::Warning } else { Severity::Note };
            Some(Problem { severity, code: ProblemCode::BadCharacters, place, detail })
        } else if letters > 0 && letters < SCAN_LETTERS && ink.image_area > 0.2 * area {
            Some(Problem::note(ProblemCode::SparseText, place, format!("{letters} letters beside images")))
        } else {
            None
        };
        if let Some(problem) = found
            && self.named < MAX_NAMED
        {
            self.named += 1;
            problems.push(problem);
        }
    }

    /// Judges the document.
    pub(super) fn document(&self, pages: usize, problems: &mut Vec<Problem>) {
        if self.letters == 0 {
            let detail = if self.scanned > 0 { format!("{} of {pages} pages are images", self.scanned) } else { format!("{pages} pages") };
            problems.push(Problem { severity: Severity::Error, code: ProblemCode::NoText, place: Place::Document, detail });
        }
        if self.recognised > 0 {
            let detail = format!("{} of {pages} pages", self.recognised);
            problems.push(Problem::note(ProblemCode::RecognisedText, Place::Document, detail));
        }
    }
}

/// Whether a glyph's text holds a letter or a digit; nearly all are one byte.
fn has_letter(text: &str) -> bool {
    match text.as_bytes() {
        [byte] => byte.is_ascii_alphanumeric(),
        _ => text.chars().any(char::is_alphanumeric),
    }
}

/// How many of the shapes with these lower edges stand in rows as long as lines of text.
fn outlined_letters(edges: &[f32]) -> usize {
    let mut rows: HashMap<i32, usize> = HashMap::new();
    for edge in edges {
        *rows.entry(edge.clamp(-1e6, 1e6).round() as i32).or_default() += 1;
    }
    rows.into_values().filter(|count| *count >= OUTLINED_LINE).sum()
}
