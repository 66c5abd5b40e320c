//! Glyph names (`adieresis`, `uni00E5`, `f_i`) to text.
//!
//! Accented letters are composed from their parts instead of listed: the names are regular.

use unicode_normalization::UnicodeNormalization;

/// Names that are not a letter, a letter with an accent, or a number; sorted by name.
const NAMES: &[(&str, &str)] = &[
    ("AE", "Æ"),
    ("Alpha", "Α"),
    ("Delta", "∆"),
    ("Eth", "Ð"),
    ("Euro", "€"),
    ("Gamma", "Γ"),
    ("Lambda", "Λ"),
    ("Lslash", "Ł"),
    ("OE", "Œ"),
    ("Omega", "Ω"),
    ("Oslash", "Ø"),
    ("Phi", "Φ"),
    ("Pi", "Π"),
    ("Psi", "Ψ"),
    ("Sigma", "Σ"),
    ("Theta", "Θ"),
    ("Thorn", "Þ"),
    ("Upsilon", "Υ"),
    ("Xi", "Ξ"),
    ("acute", "´"),
    ("ae", "æ"),
    ("alpha", "α"),
    ("ampersand", "&"),
    ("angbracketleft", "⟨"),
    ("angbracketright", "⟩"),
    ("approxequal", "≈"),
    ("arrowdown", "↓"),
    ("arrowleft", "←"),
    ("arrowright", "→"),
    ("arrowup", "↑"),
    ("asciicircum", "^"),
    ("asciitilde", "~"),
    ("asterisk", "*"),
    ("at", "@"),
    ("backslash", "\\"),
    ("bar", "|"),
    ("beta", "β"),
    ("braceleft", "{"),
    ("braceright", "}"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("breve", "˘"),
    ("brokenbar", "¦"),
    ("bullet", "•"),
    ("caron", "ˇ"),
    ("cedilla", "¸"),
    ("cent", "¢"),
    ("circle", "○"),
    ("circumflex", "ˆ"),
    ("colon", ":"),
    ("comma", ","),
    ("copyright", "©"),
    ("currency", "¤"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("degree", "°"),
    ("delta", "δ"),
    ("dieresis", "¨"),
    ("divide", "÷"),
    ("dollar", "$"),
    ("dotaccent", "˙"),
    ("dotlessi", "ı"),
    ("dotlessj", "ȷ"),
    ("eight", "8"),
    ("ellipsis", "…"),
    ("emdash", "—"),
    ("endash", "–"),
    ("epsilon", "ε"),
    ("equal", "="),
    ("eth", "ð"),
    ("exclam", "!"),
    ("exclamdown", "¡"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("fi", "fi"),
    ("five", "5"),
    ("fl", "fl"),
    ("florin", "ƒ"),
    ("four", "4"),
    ("fraction", "⁄"),
    ("gamma", "γ"),
    ("germandbls", "ß"),
    ("grave", "`"),
    ("greater", ">"),
    ("greaterequal", "≥"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("hungarumlaut", "˝"),
    ("hyphen", "-"),
    ("hyphenminus", "-"),
    ("infinity", "∞"),
    ("lambda", "λ"),
    ("less", "<"),
    ("lessequal", "≤"),
    ("logicalnot", "¬"),
    ("lslash", "ł"),
    ("macron", "¯"),
    ("minus", "−"),
    ("mu", "µ"),
    ("multiply", "×"),
    ("nbspace", " "),
    ("nine", "9"),
    ("nonbreakingspace", " "),
    ("notequal", "≠"),
    ("numbersign", "#"),
    ("numero", "№"),
    ("oe", "œ"),
    ("ogonek", "˛"),
    ("one", "1"),
    ("onehalf", "½"),
    ("onequarter", "¼"),
    ("onesuperior", "¹"),
    ("ordfeminine", "ª"),
    ("ordmasculine", "º"),
    ("oslash", "ø"),
    ("paragraph", "¶"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("percent", "%"),
    ("period", "."),
    ("periodcentered", "·"),
    ("perthousand", "‰"),
    ("pi", "π"),
    ("plus", "+"),
    ("plusminus", "±"),
    ("question", "?"),
    ("questiondown", "¿"),
    ("quotedbl", "\""),
    ("quotedblbase", "„"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotesinglbase", "‚"),
    ("quotesingle", "'"),
    ("registered", "®"),
    ("ring", "˚"),
    ("section", "§"),
    ("semicolon", ";"),
    ("seven", "7"),
    ("sfthyphen", "\u{AD}"),
    ("sigma", "σ"),
    ("six", "6"),
    ("slash", "/"),
    ("softhyphen", "\u{AD}"),
    ("space", " "),
    ("sterling", "£"),
    ("theta", "θ"),
    ("thorn", "þ"),
    ("three", "3"),
    ("threequarters", "¾"),
    ("threesuperior", "³"),
    ("tilde", "˜"),
    ("trademark", "™"),
    ("two", "2"),
    ("twosuperior", "²"),
    ("underscore", "_"),
    ("visiblespace", " "),
    ("yen", "¥"),
    ("zero", "0"),
];

/// Endings of names of accented letters, with the combining mark.
const ACCENTS: &[(&str, char)] = &[
    ("hungarumlaut", '\u{30B}'),
    ("commaaccent", '\u{326}'),
    ("circumflex", '\u{302}'),
    ("dotaccent", '\u{307}'),
    ("dieresis", '\u{308}'),
    ("cedilla", '\u{327}'),
    ("macron", '\u{304}'),
    ("ogonek", '\u{328}'),
    ("acute", '\u{301}'),
    ("breve", '\u{306}'),
    ("caron", '\u{30C}'),
    ("grave", '\u{300}'),
    ("tilde", '\u{303}'),
    ("ring", '\u{30A}'),
];

/// Appends the text that the glyph name stands for; false when the name says nothing.
pub(super) fn push_glyph_text(out: &mut String, name: &[u8]) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let name = name.split('.').next().unwrap_or("");
    if name.is_empty() {
        return false;
    }
    let start = out.len();
    let known = name.split('_').all(|part| push_part(out, part));
    if !known {
        out.truncate(start);
    }
    known
}

/// The letter that the glyph name stands for, when it is one.
pub(super) fn letter(name: &[u8]) -> Option<char> {
    let mut text = String::new();
    let mut letters = push_glyph_text(&mut text, name).then_some(text.chars())?;
    letters.next().filter(|_| letters.next().is_none())
}

fn push_part(out: &mut String, name: &str) -> bool {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        out.push(letter);
        return letter.is_alphanumeric();
    }
    if let Ok(index) = NAMES.binary_search_by(|(known, _)| (*known).cmp(name)) {
        out.push_str(NAMES[index].1);
        return true;
    }
    for (ending, mark) in ACCENTS {
        let Some(base) = name.strip_suffix(ending) else { continue };
        let base = if base == "dotlessi" { "i" } else { base };
        let mut letters = base.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_ascii_alphabetic()
        {
            out.extend([letter, *mark].into_iter().nfc());
            return true;
        }
    }
    if let Some(digits) = name.strip_prefix("uni")
        && digits.len() >= 4
        && digits.len().is_multiple_of(4)
        && digits.is_ascii()
    {
        let units = (0..digits.len()).step_by(4).map(|at| u16::from_str_radix(&digits[at..at + 4], 16));
        let Ok(units) = units.collect::<Result<Vec<u16>, _>>() else { return false };
        out.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        return true;
    }
    if let Some(digits) = name.strip_prefix('u')
        && (4..=6).contains(&digits.len())
        && let Some(c) = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
    {
        out.push(c);
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> Option<String> {
        let mut out = String::new();
        push_glyph_text(&mut out, name.as_bytes()).then_some(out)
    }

    #[test]
    fn names_become_text() {
        assert!(NAMES.is_sorted());
        for (name, expected) in [
            ("adieresis", "ä"),
            ("Aring", "Å"),
            ("odieresis.sc", "ö"),
            ("eacute", "é"),
            ("f_f_i", "ffi"),
            ("ffi", "ffi"),
            ("uni00E5", "å"),
            ("uni00650301", "e\u{301}"),
            ("u00F6", "ö"),
            ("endash", "–"),
            ("s", "s"),
            ("Scaron", "Š"),
            ("germandbls", "ß"),
        ] {
            assert_eq!(text(name).as_deref(), Some(expected), "{name}");
        }
        for name in ["", ".notdef", "g123", "cid_17x", "uniZZZZ", "uni00å5"] {
            assert_eq!(text(name), None, "{name}");
        }
    }
}
