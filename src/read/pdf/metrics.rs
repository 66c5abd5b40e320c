//! Widths of the fourteen standard fonts, for files that do not give them: printable ASCII, thousandths of the font size.
//!
//! A letter with an accent is as wide as the letter in all of these fonts.

use unicode_normalization::UnicodeNormalization;

/// Widths from the space (0x20) to the tilde (0x7E).
type Widths = [u16; 95];

#[rustfmt::skip]
const HELVETICA: Widths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
#[rustfmt::skip]
const HELVETICA_BOLD: Widths = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
#[rustfmt::skip]
const TIMES: Widths = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
#[rustfmt::skip]
const TIMES_BOLD: Widths = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
    930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
    333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
#[rustfmt::skip]
const TIMES_ITALIC: Widths = [
    250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 675, 675, 675, 500,
    920, 611, 611, 667, 722, 611, 611, 722, 722, 333, 444, 667, 556, 833, 667, 722, 611, 722, 611, 500, 556, 722, 611, 833, 611, 556, 556, 389, 278, 389, 422, 500,
    333, 500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444, 278, 722, 500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400, 275, 400, 541,
];
#[rustfmt::skip]
const TIMES_BOLD_ITALIC: Widths = [
    250, 389, 555, 500, 500, 833, 778, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
    832, 667, 667, 667, 722, 667, 667, 722, 778, 389, 500, 667, 611, 889, 722, 722, 611, 722, 667, 556, 611, 722, 667, 889, 667, 611, 611, 333, 278, 333, 570, 500,
    333, 500, 500, 444, 500, 444, 333, 500, 556, 278, 278, 500, 278, 778, 556, 500, 500, 500, 389, 389, 278, 556, 444, 667, 500, 444, 389, 348, 220, 348, 570,
];

/// The table for a font name; `None` for a typewriter face, whose glyphs are all 600 wide.
fn table(font: &str) -> Option<&'static Widths> {
    let has = |part: &str| font.contains(part);
    let bold = has("Bold") || has("bold") || has("Black") || has("Fet");
    let italic = has("Italic") || has("Oblique") || has("italic") || has("Kursiv");
    if has("Courier") || has("Mono") || has("Consol") {
        None
    } else if has("Times") || has("Serif") || has("Garamond") || has("Roman") || has("Georgia") {
        Some(match (bold, italic) {
            (false, false) => &TIMES,
            (true, false) => &TIMES_BOLD,
            (false, true) => &TIMES_ITALIC,
            (true, true) => &TIMES_BOLD_ITALIC,
        })
    } else {
        Some(if bold { &HELVETICA_BOLD } else { &HELVETICA })
    }
}

/// The width of `c` in the standard font that `font` names or resembles, in thousandths of the font size.
pub(super) fn width(font: &str, c: char) -> f32 {
    let Some(table) = table(font) else { return 600.0 };
    let base = match c {
        '’' | '‘' | '‚' => ',',
        '“' | '”' | '„' => '"',
        '–' => '0',
        '—' | '…' | '™' => return 1000.0,
        '•' => return 350.0,
        '¨' | '´' | 'ˆ' | '˜' | '¯' | '˚' | '¸' | 'ˇ' | '˝' => return 333.0,
        'Æ' | 'Œ' => return 950.0,
        'æ' | 'œ' => 'm',
        'ø' => 'o',
        'Ø' => 'O',
        '\u{FB01}' | '\u{FB02}' => '0',
        other => [other].into_iter().nfd().next().unwrap_or(other),
    };
    let index = (base as usize).wrapping_sub(0x20);
    f32::from(table.get(index).copied().unwrap_or(table[usize::from(b'0' - b' ')]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_widths() {
        assert_eq!(width("Helvetica", 'W'), 944.0);
        assert_eq!(width("Helvetica", 'å'), width("Helvetica", 'a'));
        assert_eq!(width("Helvetica-Bold", '~'), 584.0);
        assert_eq!(width("Times-Roman", 'ö'), 500.0);
        assert_eq!(width("TimesNewRoman,Italic", 'm'), 722.0);
        assert_eq!(width("Times-BoldItalic", '~'), 570.0);
        assert_eq!(width("Courier-Bold", 'i'), 600.0);
        assert_eq!(width("Helvetica", '漢'), 556.0);
    }
}
