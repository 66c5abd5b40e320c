//! Where the words of a PDF file stand on its pages, for those who write into it: the one door between reading and annotating.
//!
//! The way from words to blocks keeps no places, and reading shall not carry what only annotating needs. So the pages are run once more
//! here, up to the words in reading order; which of them became which sentence is for the annotator to find.

use lopdf::{Dictionary, Object, ObjectId};

use super::ink::{Ink, Turn};
use super::objects::{Objects, as_number};
use super::{accents, interpreter, layout, load, pages, shades, tagged, tags, unread};
use crate::read::deadline::Deadline;
use crate::read::{Limits, guard};
use crate::text::{Document, Format, Origin, Problem};

/// How far letters reach above and below their baseline, in font sizes.
const ASCENT: f32 = 0.80;
const DESCENT: f32 = 0.24;

/// A word as it is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub text: String,
    /// Index of its page.
    pub page: usize,
    /// Number of the stretch of line that it is part of: words of one stretch follow each other without a wide gap.
    pub stretch: u32,
    /// Whether it is the first, or the last, of its stretch.
    pub first: bool,
    pub last: bool,
    pub strip: Strip,
}

/// A rectangle on a page, seen so that its text runs left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Strip {
    pub x0: f32,
    pub x1: f32,
    pub bottom: f32,
    pub top: f32,
    turn: Turn,
}

impl Strip {
    /// Whether the text of both runs the same way.
    pub fn is_along(&self, other: &Strip) -> bool {
        self.turn == other.turn
    }

    /// The smallest that holds both.
    pub fn joined(&self, other: &Strip) -> Strip {
        Strip {
            x0: self.x0.min(other.x0),
            x1: self.x1.max(other.x1),
            bottom: self.bottom.min(other.bottom),
            top: self.top.max(other.top),
            turn: self.turn,
        }
    }

    /// Upper left, upper right, lower left and lower right corner, as the text sees them, in the coordinates of the page.
    pub fn corners(&self) -> [(f32, f32); 4] {
        let back = |x: f32, y: f32| match self.turn {
            Turn::Right | Turn::Slanted => (x, y),
            Turn::Up => (-y, x),
            Turn::Left => (-x, -y),
            Turn::Down => (y, -x),
        };
        [back(self.x0, self.top), back(self.x1, self.top), back(self.x0, self.bottom), back(self.x1, self.bottom)]
    }
}

/// A page as someone who writes onto it sees it.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// Its number in the file; none for a page that is no object of its own.
    pub id: Option<ObjectId>,
    pub dictionary: Dictionary,
    /// Annotations that are there already.
    pub annotations: Vec<Object>,
    /// The visible box: left, bottom, right, top.
    pub visible: (f32, f32, f32, f32),
    /// Quarters that a viewer turns it clockwise, 0 to 3.
    pub quarters: u8,
}

/// A PDF file as someone who writes into it sees it.
pub(crate) struct Draft {
    /// As [`read`](crate::read::read) gives it.
    pub document: Document,
    pub file: lopdf::Document,
    /// Where the file's own offsets are counted from: its header.
    pub header: usize,
    pub sheets: Vec<Sheet>,
    /// The words of all pages, page by page, in reading order.
    pub words: Vec<Word>,
}

/// Reads a PDF file for writing into it. No password is tried: what is protected stays as it is.
///
/// # Errors
/// As [`read`](crate::read::read).
pub(crate) fn draft(bytes: &[u8], limits: &Limits) -> Result<Draft, Problem> {
    let inner = limits.clone();
    guard::guarded(bytes, limits, move |bytes| {
        let origin = Origin { name: String::new(), format: Format::Pdf, title: None, producer: None };
        let document = super::read(bytes, origin, &inner, None)?;
        let deadline = Deadline::for_gathering(&inner);
        let file = load::load(bytes, &inner, deadline, None)?;
        let header = bytes.windows(5).position(|five| five == b"%PDF-").unwrap_or(0);
        let (sheets, words) = places(bytes, &file, &inner, deadline)?;
        Ok(Draft { document, file, header, sheets, words })
    })
}

fn places(bytes: &[u8], file: &lopdf::Document, limits: &Limits, deadline: Deadline) -> Result<(Vec<Sheet>, Vec<Word>), Problem> {
    let objects = Objects::new(file, limits.max_unpacked).of_file(bytes);
    let (list, _) = pages::pages(&objects, limits.max_pages);
    let tags = tags::read(&objects, &list, limits.max_objects);
    let mut interpreter = interpreter::Interpreter::new(&objects, limits.max_operations, deadline);
    let (mut sheets, mut words) = (Vec::with_capacity(list.len()), Vec::new());
    let mut stretches = 0;
    for (index, page) in list.iter().enumerate() {
        let content = pages::content(&objects, page.dictionary);
        let resources = pages::resources(&objects, page.dictionary);
        let appearances = pages::appearances(&objects, page.dictionary);
        let mut ink = interpreter.page(&content.bytes, &resources, &appearances);
        accents::compose(&mut ink);
        unread::settle(&mut ink);
        let visible = pages::visible_box(&objects, page.dictionary);
        ink.clip(visible);
        tagged::settle(&mut ink, &tags, page.id);
        ink.rules.extend(shades::edges(&ink.fills));
        push_words(&ink, index, &mut stretches, &mut words);
        interpreter.reuse(ink);
        if interpreter.stopped {
            return Err(Problem::error(deadline.limit(), "drawing operations"));
        }
        let turned = as_number(pages::inherited(&objects, page.dictionary, b"Rotate")).unwrap_or(0.0);
        sheets.push(Sheet {
            id: page.id,
            dictionary: page.dictionary.clone(),
            annotations: objects.array(page.dictionary, b"Annots").to_vec(),
            visible,
            quarters: (turned as i64).div_euclid(90).rem_euclid(4) as u8,
        });
    }
    Ok((sheets, words))
}

/// The words of one page. Slanted text is left out: its direction is not kept, and stamps say nothing that is judged.
fn push_words(ink: &Ink, page: usize, stretches: &mut u32, out: &mut Vec<Word>) {
    for turn in Turn::ALL {
        if turn == Turn::Slanted || !ink.glyphs.iter().any(|glyph| glyph.turn == turn) {
            continue;
        }
        let segments = layout::in_reading_order(ink, turn);
        for segment in &segments.list {
            *stretches = stretches.saturating_add(1);
            let words = segments.words(segment);
            for (place, word) in words.iter().enumerate() {
                let (bottom, top) = (segment.y - DESCENT * segment.usual, segment.y + ASCENT * segment.usual);
                out.push(Word {
                    text: segments.word(word).to_owned(),
                    page,
                    stretch: *stretches,
                    first: place == 0,
                    last: place + 1 == words.len(),
                    strip: Strip { x0: word.x0, x1: word.x1, bottom, top, turn },
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_stand_where_the_text_does_whichever_way_it_runs() {
        for (turn, direction) in [(Turn::Right, (1.0, 0.0)), (Turn::Up, (0.0, 1.0)), (Turn::Left, (-1.0, 0.0)), (Turn::Down, (0.0, -1.0))] {
            let (start, end) = ((100.0, 200.0), (100.0 + 50.0 * direction.0, 200.0 + 50.0 * direction.1));
            let (a, b) = (turn.place(start.0, start.1, direction), turn.place(end.0, end.1, direction));
            let strip = Strip { x0: a.0, x1: b.0, bottom: a.1, top: a.1 + 10.0, turn };
            let [upper_left, upper_right, lower_left, lower_right] = strip.corners();
            assert_eq!((lower_left, lower_right), (start, end), "{turn:?}");
            // Up is a quarter against the clock from where the text runs.
            let above = |at: (f32, f32)| (at.0 - 10.0 * direction.1, at.1 + 10.0 * direction.0);
            assert_eq!((upper_left, upper_right), (above(start), above(end)), "{turn:?}");
        }
    }
}
