//! One form for text however a file wrote it: composed letters, plain spaces, no soft hyphens, no ligature characters.
//!
//! Matching and reports then never meet the variants. The price is that offsets move; [`normalise_into`] says where.

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

/// Appends `input` to `out`, normalised, and calls `mark(out offset, input offset)` where the distance between the two changes
/// (both in bytes; the input offset counts from the start of `input`).
///
/// White space runs become one space and are dropped at the start when `out` ends in white space or is empty from `floor` on.
/// A soft hyphen disappears before a letter and becomes `-` before anything else (some files use it as a hyphen).
pub(super) fn normalise_into(out: &mut String, floor: usize, input: &str, mut mark: impl FnMut(usize, usize)) {
    if is_plain(input) {
        mark(out.len(), 0);
        out.push_str(input);
        return;
    }
    let plain = input.bytes().all(|b| b.is_ascii_graphic() || b == b' ' || b >= 0xC3)
        && is_nfc_quick(input.chars()) == unicode_normalization::IsNormalized::Yes;
    mark(out.len(), 0);
    if plain && !input.contains("  ") && !input.starts_with(' ') && !input.chars().any(is_special) {
        out.push_str(input);
        return;
    }
    let mut expected = 0usize;
    let mut chars = input.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if at != expected {
            mark(out.len(), at);
        }
        expected = at + c.len_utf8();
        match c {
            '\u{AD}' => {
                if chars.peek().is_none_or(|(_, next)| !next.is_alphanumeric()) {
                    out.push('-');
                }
                expected = usize::MAX;
            }
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\0' => expected = usize::MAX,
            '\u{2010}' | '\u{2011}' | '\u{FFFE}' => {
                out.push('-');
                expected = usize::MAX;
            }
            c if c.is_whitespace() || c.is_control() => {
                let ends_open = out.len() <= floor || out.ends_with(char::is_whitespace);
                if !ends_open {
                    out.push(' ');
                }
                if ends_open || c.len_utf8() != 1 {
                    expected = usize::MAX;
                }
            }
            c if c.is_ascii() => out.push(c),
            c => {
                // A base letter and its combining marks are composed together; ligature letters are spelled out.
                let mut cluster = String::from(c);
                let mut end = at + c.len_utf8();
                while let Some((mark_at, m)) = chars.next_if(|(_, m)| ('\u{300}'..='\u{36F}').contains(m)) {
                    cluster.push(m);
                    end = mark_at + m.len_utf8();
                }
                push_cluster(out, &cluster);
                expected = if end == at + c.len_utf8() && out.ends_with(c) { end } else { usize::MAX };
            }
        }
        // An ASCII letter may be followed by combining marks as well.
        if c.is_ascii_alphabetic() && chars.peek().is_some_and(|(_, m)| ('\u{300}'..='\u{36F}').contains(m)) {
            out.pop();
            let mut cluster = String::from(c);
            while let Some((_, m)) = chars.next_if(|(_, m)| ('\u{300}'..='\u{36F}').contains(m)) {
                cluster.push(m);
            }
            push_cluster(out, &cluster);
            expected = usize::MAX;
        }
    }
}

/// Whether the input is what most lines are: ASCII and letters such as å ä ö, single spaces, none of them first. It stays as it is.
fn is_plain(input: &str) -> bool {
    let mut before = b' ';
    for byte in input.bytes() {
        // After 0xC3 comes the second half of a letter between À and ÿ.
        if !(byte.is_ascii_graphic() || (byte == b' ' && before != b' ') || byte == 0xC3 || before == 0xC3) {
            return false;
        }
        before = byte;
    }
    true
}

/// Characters that never stay as they are.
fn is_special(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{A0}' | '\u{200B}'..='\u{200D}' | '\u{2010}' | '\u{2011}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FB00}'..='\u{FB06}')
        || (c.is_whitespace() && c != ' ')
        || c.is_control()
}

fn push_cluster(out: &mut String, cluster: &str) {
    for c in cluster.nfc() {
        match c {
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(input: &str) -> String {
        let mut out = String::new();
        normalise_into(&mut out, 0, input, |_, _| {});
        out
    }

    #[test]
    fn one_form_for_every_spelling() {
        for (input, expected) in [
            ("A\u{30A}lder och ko\u{308}n", "Ålder och kön"),
            ("dis\u{AD}kriminering", "diskriminering"),
            ("fri\u{AD} och rättigheter", "fri- och rättigheter"),
            ("icke\u{2011}diskriminering", "icke-diskriminering"),
            ("ﬂicka och oﬃciell", "flicka och officiell"),
            ("  två\u{A0}\u{A0}ord\t\n här", "två ord här"),
            ("vanlig text", "vanlig text"),
        ] {
            assert_eq!(normal(input), expected, "{input:?}");
        }
    }

    #[test]
    fn marks_lead_back_to_the_input() {
        let input = "  dis\u{AD}kri  minering åt";
        let (mut out, mut marks) = (String::new(), Vec::new());
        normalise_into(&mut out, 0, input, |here, there| marks.push((here, there)));
        for word in ["dis", "kri", "minering", "åt"] {
            let here = out.find(word).unwrap();
            let (mark_here, mark_there) = *marks.iter().rev().find(|(h, _)| *h <= here).unwrap();
            assert!(input[mark_there + here - mark_here..].starts_with(word), "{word}");
        }
    }
}
