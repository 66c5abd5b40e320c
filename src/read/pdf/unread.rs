//! Glyphs that no letter is known for: lone private characters are bullets, those inside words are shown as what they are, unreadable.

use super::ink::{Glyph, Ink};

/// Stands for a glyph that is not known, in [`Ink`] and in the text.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;
/// A gap wider than this part of the font size parts a glyph from the next.
const GLUED: f32 = 0.16;

/// Whether the glyph's text is nothing that can be read.
fn is_unread(text: &str) -> bool {
    text.starts_with(|c| matches!(c, UNKNOWN | '\u{E000}'..='\u{F8FF}'))
}

/// Settles what becomes of each glyph without a letter; counts those that stand in words in [`Ink::bad`].
pub(super) fn settle(ink: &mut Ink) {
    if !ink.glyphs.iter().any(|glyph| is_unread(ink.text(glyph))) {
        return;
    }
    let count = ink.glyphs.len();
    let letters = ink.glyphs.iter().filter(|glyph| ink.text(glyph).contains(char::is_alphanumeric)).count();
    // A page of unknown glyphs is said to be one; its text would be noise.
    let noise = ink.unknown * 5 > letters;
    let mut keep = vec![true; count];
    let mut start = 0;
    while start < count {
        if !is_unread(ink.text(&ink.glyphs[start])) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < count && is_unread(ink.text(&ink.glyphs[end])) && are_glued(&ink.glyphs[end - 1], &ink.glyphs[end]) {
            end += 1;
        }
        let is_letter = |index: usize| ink.glyphs.get(index).is_some_and(|glyph| ink.text(glyph).contains(char::is_alphabetic));
        let before = start > 0 && is_letter(start - 1) && are_glued(&ink.glyphs[start - 1], &ink.glyphs[start]);
        let after = end < count && is_letter(end) && are_glued(&ink.glyphs[end - 1], &ink.glyphs[end]);
        let all_private = ink.glyphs[start..end].iter().all(|glyph| !ink.text(glyph).starts_with(UNKNOWN));
        // One unknown glyph at the border of a word is more often a space or a filler than a letter.
        if (before && after)
            || ((before || after || all_private) && (all_private || end - start > 1)) && end - start + usize::from(before || after) > 1
        {
            keep[start..end].fill(!noise);
            for index in start..end {
                ink.set_text(index, "\u{FFFD}");
            }
            ink.bad += end - start;
        } else if all_private {
            ink.set_text(start, "•");
        } else {
            // Fillers and spaces whose code no font explains.
            keep[start..end].fill(false);
        }
        start = end;
    }
    let mut kept = keep.into_iter();
    ink.glyphs.retain(|_| kept.next().unwrap_or(true));
}

/// Whether the second glyph stands right after the first.
fn are_glued(first: &Glyph, second: &Glyph) -> bool {
    let size = first.size.max(second.size);
    let gap = second.x0 - first.x1;
    first.turn == second.turn && (first.y - second.y).abs() < 0.3 * size && gap > -0.5 * size && gap < GLUED * size
}

#[cfg(test)]
mod tests {
    use super::super::ink::Turn;
    use super::*;

    fn page(glyphs: &[(&str, f32)]) -> (String, usize) {
        let mut ink = Ink::default();
        for (text, x) in glyphs {
            ink.push(text, Glyph::at((*x, x + 5.0), 0.0, 10.0, Turn::Right, 0, 0));
        }
        settle(&mut ink);
        (ink.glyphs.iter().map(|g| ink.text(g)).collect(), ink.bad)
    }

    #[test]
    fn bullets_and_broken_words() {
        assert_eq!(page(&[("\u{E00C}", 0.0), ("m", 20.0), ("å", 25.0), ("l", 30.0)]), ("•mål".into(), 0));
        assert_eq!(page(&[("m", 20.0), ("\u{E00C}", 25.0), ("l", 30.0)]), ("m\u{FFFD}l".into(), 1));
        assert_eq!(page(&[("\u{FFFD}", 0.0), ("m", 20.0), ("å", 25.0), ("l", 30.0)]), ("mål".into(), 0));
        assert_eq!(page(&[("m", 20.0), ("\u{FFFD}", 25.0), ("\u{FFFD}", 30.0)]), ("m\u{FFFD}\u{FFFD}".into(), 2));
        assert_eq!(page(&[("\u{E001}", 20.0), ("\u{E002}", 25.0), ("\u{E003}", 30.0)]), ("\u{FFFD}\u{FFFD}\u{FFFD}".into(), 3));
    }
}
