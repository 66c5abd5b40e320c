//! Fonts of marks instead of letters: Symbol, Zapf Dingbats, Wingdings. Greek letters, mathematics, ticks and arrows come out as what
//! they are; all other pictures as bullets, because that is what running text uses them for.

/// A font of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbols {
    /// Adobe's Symbol and its kin.
    Symbol,
    Zapf,
    /// Microsoft's Wingdings, and fonts like it.
    Wingdings,
}

/// Characters of the Symbol font from 0x20 to 0x7E and from 0xA0 to 0xFE; card suits, which only serve as bullets, as bullets.
const SYMBOL_LOWER: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_UPPER: &str = "€ϒ′≤⁄∞ƒ••••↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪•⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// Widths of Symbol and of Zapf Dingbats in thousandths of the font size, in the same two stretches.
type Widths = [u16; 190];

#[rustfmt::skip]
const SYMBOL_WIDTHS: Widths = [
    250, 333, 713, 500, 549, 833, 778, 439, 333, 333, 500, 549, 250, 549, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 549, 549, 549, 444,
    549, 722, 667, 722, 612, 611, 763, 603, 722, 333, 631, 722, 686, 889, 722, 722, 768, 741, 556, 592, 611, 690, 439, 768, 645, 795, 611, 333, 863, 333, 658, 500,
    500, 631, 549, 549, 494, 439, 521, 411, 603, 329, 603, 549, 549, 576, 521, 549, 549, 521, 549, 603, 439, 576, 713, 686, 493, 686, 494, 480, 200, 480, 549,
    750, 620, 247, 549, 167, 713, 500, 753, 753, 753, 753, 1042, 987, 603, 987, 603, 400, 549, 411, 549, 549, 713, 494, 460, 549, 549, 549, 549, 1000, 603, 1000, 658,
    823, 686, 795, 987, 768, 768, 823, 768, 768, 713, 713, 713, 713, 713, 713, 713, 768, 713, 790, 790, 890, 823, 549, 250, 713, 603, 603, 1042, 987, 603, 987, 603,
    494, 329, 790, 790, 786, 713, 384, 384, 384, 384, 384, 384, 494, 494, 494, 494, 790, 329, 274, 686, 686, 686, 384, 384, 384, 384, 384, 384, 494, 494, 494,
];
#[rustfmt::skip]
const ZAPF_WIDTHS: Widths = [
    278, 974, 961, 974, 980, 719, 789, 790, 791, 690, 960, 939, 549, 855, 911, 933, 911, 945, 974, 755, 846, 762, 761, 571, 677, 763, 760, 759, 754, 494, 552, 537,
    577, 692, 786, 788, 788, 790, 793, 794, 816, 823, 789, 841, 823, 833, 816, 831, 923, 744, 723, 749, 790, 792, 695, 776, 768, 792, 759, 707, 708, 682, 701, 826,
    815, 789, 789, 707, 687, 696, 689, 786, 787, 713, 791, 785, 791, 873, 761, 762, 762, 759, 759, 892, 892, 788, 784, 438, 138, 277, 415, 392, 392, 668, 668,
    278, 732, 544, 544, 910, 667, 760, 760, 776, 595, 694, 626, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788,
    788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 788, 894, 838, 1016, 458, 748, 924, 748, 918, 927, 928, 928, 834,
    873, 828, 924, 924, 917, 930, 931, 463, 883, 836, 836, 867, 867, 696, 696, 874, 788, 874, 760, 946, 771, 865, 771, 888, 967, 888, 831, 873, 927, 970, 918,
];

impl Symbols {
    /// The kind of marks that a font of this name holds; `None` for fonts of letters.
    pub(super) fn named(font: &str) -> Option<Symbols> {
        let has = |part: &str| font.contains(part);
        if has("Zapf") && has("Dingbats") {
            Some(Symbols::Zapf)
        } else if has("Wingdings") || has("Webdings") || has("Dingbats") {
            Some(Symbols::Wingdings)
        } else {
            // Segoe UI Symbol and OpenSymbol have their characters at their own places.
            (has("Symbol") && !has("Segoe") && !has("OpenSymbol")).then_some(Symbols::Symbol)
        }
    }

    /// What a code looks like.
    pub(super) fn char(self, code: u8) -> char {
        match (self, code) {
            (Symbols::Symbol, 0x20..=0x7E) => SYMBOL_LOWER.chars().nth(usize::from(code - 0x20)).unwrap_or('•'),
            (Symbols::Symbol, 0xA0..=0xFE) => SYMBOL_UPPER.chars().nth(usize::from(code - 0xA0)).unwrap_or('•'),
            (_, 0x20 | 0xA0) => ' ',
            (Symbols::Zapf, 0x33 | 0x34) | (Symbols::Wingdings, 0xFC) => '✓',
            (Symbols::Zapf, 0x35..=0x38) | (Symbols::Wingdings, 0xFB) => '✗',
            (Symbols::Wingdings, 0xFE) => '☑',
            (Symbols::Wingdings, 0xFD) => '☒',
            (Symbols::Zapf, 0xD4..=0xEF | 0xF1..=0xFE) | (Symbols::Wingdings, 0xE0) => '→',
            // Digits in circles, four times one to ten.
            (Symbols::Zapf, 0xAC..=0xD3) => char::from_u32('①' as u32 + u32::from(code - 0xAC) % 10).unwrap_or('•'),
            _ => '•',
        }
    }

    /// What a glyph name of the font's own stands for (Zapf Dingbats: `a1` to `a206`).
    pub(super) fn named_char(self, name: &[u8]) -> Option<char> {
        let digits = name.strip_prefix(b"a").filter(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit))?;
        (self == Symbols::Zapf).then_some(match digits {
            b"19" | b"20" => '✓',
            b"21" | b"22" | b"23" | b"24" => '✗',
            _ => '•',
        })
    }

    /// Width of a code in thousandths of the font size, where files leave it out.
    pub(super) fn width(self, code: u8) -> f32 {
        let table = if self == Symbols::Symbol { &SYMBOL_WIDTHS } else { &ZAPF_WIDTHS };
        let index = match code {
            0x20..=0x7E => usize::from(code - 0x20),
            0xA0..=0xFE => usize::from(code - 0xA0) + 95,
            _ => return 0.0,
        };
        table.get(index).map_or(0.0, |width| f32::from(*width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_bullets_and_greek_is_greek() {
        assert_eq!((SYMBOL_LOWER.chars().count(), SYMBOL_UPPER.chars().count()), (95, 95));
        assert_eq!([0x61, 0xB7, 0xB3, 0xAE, 0x2D].map(|code| Symbols::Symbol.char(code)), ['α', '•', '≥', '→', '−']);
        assert_eq!([0x6C, 0x6E, 0xA7, 0xFC, 0x20].map(|code| Symbols::Wingdings.char(code)), ['•', '•', '•', '✓', ' ']);
        assert_eq!([0x6C, 0x34, 0xAD].map(|code| Symbols::Zapf.char(code)), ['•', '✓', '②']);
        assert_eq!([Symbols::Zapf.named_char(b"a20"), Symbols::Zapf.named_char(b"aring")], [Some('✓'), None]);
    }

    #[test]
    fn fonts_and_widths() {
        let kinds = ["SymbolMT", "Wingdings-Regular", "ZapfDingbats", "SegoeUISymbol", "OpenSymbol", "Arial"].map(Symbols::named);
        assert_eq!(kinds, [Some(Symbols::Symbol), Some(Symbols::Wingdings), Some(Symbols::Zapf), None, None, None]);
        assert_eq!([Symbols::Symbol.width(0xB7), Symbols::Symbol.width(b'a'), Symbols::Zapf.width(0x6C)], [460.0, 631.0, 791.0]);
        assert_eq!([SYMBOL_WIDTHS[94], SYMBOL_WIDTHS[95], ZAPF_WIDTHS[189]], [549, 750, 918]);
    }
}
