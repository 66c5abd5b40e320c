//! Letters with their accents drawn apart (TeX's old fonts, some converters): composed when the two overlap.

use unicode_normalization::UnicodeNormalization;

use super::ink::{Glyph, Ink};

/// The combining form of a spacing accent.
fn combining(accent: &str) -> Option<char> {
    // All but one are two bytes, and begin as few letters do.
    if !matches!(accent.as_bytes(), [b'`'] | [0xC2 | 0xCB, _]) {
        return None;
    }
    Some(match accent {
        "¨" => '\u{308}',
        "˚" | "°" => '\u{30A}',
        "´" => '\u{301}',
        "`" => '\u{300}',
        "ˆ" => '\u{302}',
        "˜" => '\u{303}',
        "ˇ" => '\u{30C}',
        "˝" => '\u{30B}',
        "¯" => '\u{304}',
        _ => return None,
    })
}

/// Composes accents with the letter drawn just after or just before them in the same place.
pub(super) fn compose(ink: &mut Ink) {
    let mut gone: Vec<usize> = Vec::new();
    for index in 0..ink.glyphs.len() {
        let glyph = ink.glyphs[index];
        let Some(mark) = combining(ink.text(&glyph)) else { continue };
        for other in [index.checked_add(1), index.checked_sub(1)].into_iter().flatten() {
            let Some(letter) = ink.glyphs.get(other).copied() else { continue };
            let text = ink.text(&letter);
            let base = match text {
                "ı" => "i",
                "ȷ" => "j",
                text => text,
            };
            if overlaps(&glyph, &letter) && base.chars().count() == 1 && base.chars().all(char::is_alphabetic) {
                let composed: String = base.chars().chain([mark]).nfc().collect();
                if composed.chars().count() == 1 {
                    ink.set_text(other, &composed);
                    gone.push(index);
                    break;
                }
            }
        }
    }
    if !gone.is_empty() {
        let mut index = 0;
        let mut gone = gone.into_iter().peekable();
        ink.glyphs.retain(|_| {
            let drop = gone.next_if_eq(&index).is_some();
            index += 1;
            !drop
        });
    }
}

/// Whether the middle of the accent is over the letter.
fn overlaps(accent: &Glyph, letter: &Glyph) -> bool {
    let middle = (accent.x0 + accent.x1) / 2.0;
    let slack = 0.1 * letter.size;
    accent.turn == letter.turn
        && middle > letter.x0 - slack
        && middle < letter.x1 + slack
        && (accent.y - letter.y).abs() < 0.5 * letter.size
        && accent.x0 < letter.x1 - slack
        && accent.x1 > letter.x0 + slack
}

#[cfg(test)]
mod tests {
    use super::super::ink::Turn;
    use super::*;

    fn page(glyphs: &[(&str, f32, f32)]) -> String {
        let mut ink = Ink::default();
        for (text, x0, x1) in glyphs {
            ink.push(text, Glyph::at((*x0, *x1), 0.0, 10.0, Turn::Right, 0, 0));
        }
        compose(&mut ink);
        ink.glyphs.iter().map(|g| ink.text(g)).collect()
    }

    #[test]
    fn accents_over_letters_only() {
        assert_eq!(page(&[("f", 0.0, 3.0), ("¨", 3.0, 8.0), ("o", 3.0, 8.0), ("r", 8.0, 11.0)]), "för");
        assert_eq!(page(&[("A", 0.0, 7.0), ("˚", 1.0, 6.0)]), "Å");
        assert_eq!(page(&[("5", 0.0, 5.0), ("°", 5.0, 9.0), ("C", 9.0, 15.0)]), "5°C");
        assert_eq!(page(&[("¨", 0.0, 5.0)]), "¨");
    }
}
