//! Glyphs to segments: stretches of one line without a wide gap, made of words.

use super::ink::{Border, Glyph, Ink};

/// A gap wider than this part of the font size is a space between words.
pub(super) const WORD_GAP: f32 = 0.16;
/// The same after a lone Å, Ä or Ö, which some old fonts draw too narrow and which is no word.
const LONE_GAP: f32 = 0.3;
/// A gap wider than this part of the font size ends the segment (column, tab, table cell).
const SEGMENT_GAP: f32 = 1.3;
/// A glyph drawn again within this part of the font size is bold by overprinting.
const OVERPRINT: f32 = 0.12;

/// A word: its place along the line and its stretch of [`Segments::text`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) x0: f32,
    pub(super) x1: f32,
    at: u32,
    len: u32,
}

/// A stretch of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Largest font size in it, and that of its first glyph.
    pub(super) size: f32,
    pub(super) lead: f32,
    /// The size of most of its glyphs, by majority vote, and how far the vote leads.
    pub(super) usual: f32,
    votes: u32,
    /// First and one past the last word.
    pub(super) words: (u32, u32),
    /// Glyphs, and how many of them are bold or italic.
    pub(super) glyphs: u32,
    bold: u32,
    italic: u32,
    /// Marked content of its first glyph, and the block of the structure tree that all of it belongs to.
    pub(super) mark: u32,
    pub(super) block: Option<u32>,
}

impl Segment {
    /// Whether most of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.bold * 2 > self.glyphs
    }

    /// Whether most of it is italic.
    pub(super) fn is_italic(&self) -> bool {
        self.italic * 2 > self.glyphs
    }
}

/// Segments with the words and the text that they share.
#[derive(Debug, Default)]
pub(super) struct Segments {
    pub(super) list: Vec<Segment>,
    words: Vec<Word>,
    text: String,
}

impl Segments {
    /// The words of a segment, in the order they were drawn.
    pub(super) fn words(&self, segment: &Segment) -> &[Word] {
        self.words.get(segment.words.0 as usize..segment.words.1 as usize).unwrap_or(&[])
    }

    /// The letters of a word.
    pub(super) fn word(&self, word: &Word) -> &str {
        self.text.get(word.at as usize..(word.at + word.len) as usize).unwrap_or("")
    }

    /// Appends a segment's text to `out`, words separated by spaces.
    pub(super) fn push_text(&self, segment: &Segment, out: &mut String) {
        for (index, word) in self.words(segment).iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            out.push_str(self.word(word));
        }
    }

    /// The segment's text.
    pub(super) fn text(&self, segment: &Segment) -> String {
        let mut out = String::new();
        self.push_text(segment, &mut out);
        out
    }

    /// Builds segments from glyphs in the order given.
    pub(super) fn build<'g>(ink: &Ink, borders: &[Border], glyphs: impl Iterator<Item = &'g Glyph>) -> Segments {
        let mut out = Segments { text: String::with_capacity(ink.text_len()), ..Segments::default() };
        let mut before: Option<Glyph> = None;
        let mut space = false;
        for glyph in glyphs {
            let text = ink.text(glyph);
            // Most glyphs are one byte: a space or a letter.
            let blank = match text.as_bytes() {
                [b'!'..=b'~'] => false,
                [b' '] => true,
                _ => text.trim().is_empty(),
            };
            if !blank {
                if let Some(last) = before
                    && (glyph.x0 - last.x0).abs() < OVERPRINT * glyph.size
                    && (glyph.y - last.y).abs() < OVERPRINT * glyph.size
                    && ink.text(&last) == text
                {
                    continue;
                }
                before = Some(*glyph);
            }
            space = out.add(ink, borders, glyph, text, blank, space);
        }
        out.drop_overprints();
        out.join_letter_spaced();
        out
    }

    /// Adds one glyph; gives whether a space stands after what has been added so far.
    fn add(&mut self, ink: &Ink, borders: &[Border], glyph: &Glyph, text: &str, blank: bool, space: bool) -> bool {
        let fits = self.list.last().is_some_and(|s| {
            let (gap, size) = (glyph.x0 - s.x1, glyph.size.max(s.size));
            // A note mark can be raised far and is still in the line.
            let raise = glyph.y - s.y;
            let in_line =
                raise.abs() < 0.45 * size || (glyph.size < 0.8 * s.size && (0.0..0.85 * s.size).contains(&raise) && gap < 0.5 * s.size);
            in_line
                && gap > -0.6 * size
                && gap < SEGMENT_GAP * size
                && (blank || s.mark == glyph.mark || s.block == ink.block(glyph.mark))
                && (blank || gap < 0.5 || !Border::between(borders, s.x1 - 0.2, glyph.x0 + 0.2, glyph.y + 0.3 * glyph.size))
        });
        if blank {
            return fits;
        }
        let start = self.text.len() as u32;
        self.text.push_str(if text.len() == 1 { text } else { text.trim() });
        let len = self.text.len() as u32 - start;
        // A replacement text can hold several words; they stay one word with its spaces, made single by the text model.
        let word = Word { x0: glyph.x0, x1: glyph.x1, at: start, len };
        let (bold, italic) = (u32::from(glyph.style & 1), u32::from(glyph.style >> 1 & 1));
        if let (true, Some(segment)) = (fits, self.list.last_mut()) {
            let gap = glyph.x0 - segment.x1;
            let joins = !space
                && (gap <= WORD_GAP * glyph.size
                    || (gap <= LONE_GAP * glyph.size && ends_in_lone_umlaut(&self.text, self.words.last(), text)));
            let raised = is_note_mark(segment, glyph, text) && !self.words.last().is_some_and(|w| is_unit(&self.text, w));
            match self.words.last_mut() {
                Some(last) if joins && !raised => {
                    last.len += len;
                    last.x1 = last.x1.max(glyph.x1);
                }
                _ => {
                    self.words.push(word);
                    segment.words.1 += 1;
                }
            }
            segment.x1 = segment.x1.max(glyph.x1);
            segment.size = segment.size.max(glyph.size);
            if (segment.usual - glyph.size).abs() < 0.25 {
                segment.votes += 1;
            } else if segment.votes == 0 {
                (segment.usual, segment.votes) = (glyph.size, 1);
            } else {
                segment.votes -= 1;
            }
            segment.glyphs += 1;
            segment.bold += bold;
            segment.italic += italic;
        } else {
            let first = self.words.len() as u32;
            self.words.push(word);
            self.list.push(Segment {
                x0: glyph.x0,
                x1: glyph.x1,
                y: glyph.y,
                size: glyph.size,
                lead: glyph.size,
                usual: glyph.size,
                votes: 1,
                words: (first, first + 1),
                glyphs: 1,
                bold,
                italic,
                mark: glyph.mark,
                block: ink.block(glyph.mark),
            });
        }
        text.ends_with(' ')
    }

    /// Drops a segment that repeats one just before it in the same place: bold or shadow by drawing the whole text twice.
    fn drop_overprints(&mut self) {
        let mut kept: Vec<Segment> = Vec::with_capacity(self.list.len());
        for segment in &self.list {
            let again = kept.iter().rev().take(12).any(|other| {
                let near = 0.2 * segment.size.max(other.size);
                (other.x0 - segment.x0).abs() < near
                    && (other.y - segment.y).abs() < near
                    && (other.x1 - segment.x1).abs() < near
                    && self.words(other).iter().map(|w| self.word(w)).eq(self.words(segment).iter().map(|w| self.word(w)))
            });
            if !again {
                kept.push(*segment);
            }
        }
        self.list = kept;
    }

    /// Joins the letters of spaced-out words (`S A M M A N F A T T N I N G`): single letters whose gaps are much alike.
    fn join_letter_spaced(&mut self) {
        for index in 0..self.list.len() {
            let segment = self.list[index];
            let words = self.words(&segment);
            let letter = |w: &&Word| {
                let mut letters = self.word(w).chars();
                letters.next().is_some_and(char::is_alphanumeric) && letters.next().is_none()
            };
            let single = words.iter().filter(letter).count();
            if words.len() < 5 || single * 10 < words.len() * 9 {
                continue;
            }
            let mut gaps: Vec<f32> = words.windows(2).map(|pair| pair[1].x0 - pair[0].x1).collect();
            gaps.sort_by(f32::total_cmp);
            let limit = gaps[gaps.len() / 2] * 1.8;
            let mut joined: Vec<Word> = Vec::new();
            for word in words {
                match joined.last_mut() {
                    Some(last) if word.x0 - last.x1 <= limit && word.at == last.at + last.len => {
                        last.len += word.len;
                        last.x1 = word.x1;
                    }
                    _ => joined.push(*word),
                }
            }
            let first = self.words.len() as u32;
            self.words.extend(joined);
            self.list[index].words = (first, self.words.len() as u32);
        }
    }

    /// The part of a segment on one side of the vertical line at `x`, if there is any.
    pub(super) fn part(&self, segment: &Segment, left: bool, x: f32) -> Option<Segment> {
        let words = self.words(segment);
        let cut = words.iter().position(|w| w.x0 >= x || w.x1 > x).unwrap_or(words.len());
        let side = if left { &words[..cut] } else { &words[cut..] };
        let (first, last) = (side.first()?, side.last()?);
        let start = segment.words.0 + if left { 0 } else { cut as u32 };
        Some(Segment { x0: first.x0, x1: last.x1.max(first.x1), words: (start, start + side.len() as u32), ..*segment })
    }
}

/// Whether the glyph is a small raised digit after a letter: a note mark, which is no part of the word.
fn is_note_mark(segment: &Segment, glyph: &Glyph, text: &str) -> bool {
    glyph.size < 0.8 * segment.size && glyph.y > segment.y + 0.15 * segment.size && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the last word is Å, Ä or Ö alone and a small letter follows.
fn ends_in_lone_umlaut(text: &str, last: Option<&Word>, next: &str) -> bool {
    let Some(word) = last.and_then(|w| text.get(w.at as usize..(w.at + w.len) as usize)) else { return false };
    matches!(word, "Å" | "Ä" | "Ö") && next.starts_with(char::is_lowercase)
}

/// Whether a word is a unit of measure, whose raised digit belongs to it, or no word (a raised digit goes on from another).
fn is_unit(text: &str, word: &Word) -> bool {
    let word = text.get(word.at as usize..(word.at + word.len) as usize).unwrap_or("");
    matches!(word, "m" | "km" | "dm" | "cm" | "mm" | "s" | "CO")
        || !word.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | ',' | ')' | '”'))
}
