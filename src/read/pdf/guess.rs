//! Fonts whose codes are glyph numbers of the usual Windows fonts, made by printer drivers that kept no names (`*|UDQ` for `Göran`).
//!
//! The glyphs of Arial, Times New Roman and their kin stand in the order of the Macintosh character set. Whether a font's codes do so
//! can be told without reading a word: the widths that the file gives must be those of the letters.

use super::encoding::Base;
use super::metrics;

/// Fewer codes than this prove nothing.
const MIN_CODES: usize = 8;
/// Widths of the letters meant differ less than this on average, in thousandths of the font size; those of other letters more.
const CLOSE: f32 = 40.0;
const FAR: f32 = 80.0;

/// The letter of a glyph number in Macintosh order.
pub(super) fn letter(glyph: u32) -> Option<char> {
    let code = match glyph {
        3..=97 => glyph + 29,
        98..=225 => glyph + 30,
        _ => return None,
    };
    Base::MacRoman.char(u8::try_from(code).ok()?)
}

/// Whether the codes of a font of this name are such glyph numbers: (code, width in thousandths, the letter that the file says).
pub(super) fn is_glyph_order(font: &str, codes: impl Iterator<Item = (u32, f32, Option<char>)>) -> bool {
    let (mut ordered, mut said, mut count, mut said_count) = (0.0, 0.0, 0usize, 0usize);
    let (mut narrow, mut wide) = (f32::MAX, f32::MIN);
    for (code, width, own) in codes.filter(|(_, width, _)| *width > 0.0) {
        let Some(meant) = letter(code) else { continue };
        // The marks that standard fonts differ in say nothing.
        if !(meant == ' ' || meant.is_alphanumeric()) {
            continue;
        }
        ordered += (metrics::width(font, meant) - width).abs();
        count += 1;
        (narrow, wide) = (narrow.min(width), wide.max(width));
        if let Some(own) = own {
            said += (metrics::width(font, own) - width).abs();
            said_count += 1;
        }
    }
    // Letters all of one width fit any order.
    if count < MIN_CODES || wide - narrow < 200.0 {
        return false;
    }
    let (ordered, said) = (ordered / count as f32, said / said_count.max(1) as f32);
    ordered < CLOSE && (said_count * 2 < count || said > FAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_the_macintosh_letters() {
        assert_eq!([3, 36, 68, 98, 110, 108, 124].map(letter), [' ', 'A', 'a', 'Ä', 'å', 'ä', 'ö'].map(Some));
        assert_eq!([0, 2, 226, 4000].map(letter), [None; 4]);
    }

    #[test]
    fn widths_tell_which_letters_are_meant() {
        let text = "Nämnden ska följa upp barnets rättigheter";
        let number = |c: char| (3..226).find(|glyph| letter(*glyph) == Some(c)).expect("a letter of the set");
        let font = |shifted: bool| {
            let code = move |c: char| if shifted { number(c) } else { u32::from(c) };
            text.chars().map(move |c| (code(c), metrics::width("Arial", c), char::from_u32(code(c)).filter(|c| *c >= ' ')))
        };
        assert!(is_glyph_order("Arial", font(true)));
        assert!(!is_glyph_order("Arial", font(false)));
        assert!(!is_glyph_order("Arial", font(true).take(4)));
    }
}
