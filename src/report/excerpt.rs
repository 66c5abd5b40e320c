//! Text from documents, made fit to show: cut at word borders, control characters escaped.

use std::fmt::Write;

/// Longest quotation, characters.
pub(crate) const QUOTE_LENGTH: usize = 240;

/// One line without anything that steers a terminal: white space becomes single spaces, the tab between the cells of a table row a bar;
/// control and direction characters are written out.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // Nearly all of a text goes over in stretches: printable ASCII and the letters of Western Europe (U+00C0 to U+00FF).
        let plain = rest.bytes().position(|byte| !matches!(byte, b'!'..=b'~' | 0xC3 | 0x80..=0xBF)).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        let mut others = rest[plain..].chars();
        let Some(c) = others.next() else { break };
        rest = others.as_str();
        match c {
            '\t' => {
                if !out.is_empty() && !out.ends_with("| ") {
                    out.push_str(if out.ends_with(' ') { "| " } else { " | " });
                }
            }
            '\u{a0}' | '\u{202f}' => out.push('\u{a0}'),
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_control() || is_direction(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end_matches([' ', '|']).len());
    out
}

/// A file's name without its folders.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Characters that turn the direction of writing: they can make a line read as something else.
pub(crate) fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// At most `length` characters of `text` around the bytes `focus` (relative to `text`), cut at word borders with "…".
pub(crate) fn around(text: &str, focus: std::ops::Range<usize>, length: usize) -> String {
    let total = text.chars().count();
    if total <= length {
        return clean(text);
    }
    let char_at = |byte: usize| text.char_indices().take_while(|(i, _)| *i < byte).count();
    let (from, to) = (char_at(focus.start), char_at(focus.end));
    let spare = length.saturating_sub(to.saturating_sub(from));
    let mut start = from.saturating_sub(spare / 2);
    // Begin at the beginning when the match allows it: that is how a sentence is best read.
    if to <= length {
        start = 0;
    } else if start + length > total {
        start = total - length;
    }
    let end = (start + length).min(total);
    let byte_of = |character: usize| text.char_indices().nth(character).map_or(text.len(), |(i, _)| i);
    let (mut start_byte, mut end_byte) = (byte_of(start), byte_of(end));
    if start_byte > 0
        && let Some(space) = text[start_byte..end_byte].find(char::is_whitespace)
        && start_byte + space < focus.start.max(start_byte)
    {
        start_byte += space;
    }
    if end_byte < text.len()
        && let Some(space) = text[start_byte..end_byte].rfind(char::is_whitespace)
        && start_byte + space >= focus.end.min(end_byte)
    {
        end_byte = start_byte + space;
    }
    let left = if start_byte > 0 { "…" } else { "" };
    let right = if end_byte < text.len() { "…" } else { "" };
    format!("{left}{}{right}", clean(text[start_byte..end_byte].trim_matches(|c: char| c.is_whitespace() || c == ',' || c == ';')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(clean("rött\u{1b}[31m\nnästa\u{202e}rad \u{7}"), "rött\\u{1b}[31m nästa\\u{202e}rad \\u{7}");
        assert_eq!(clean("mellan\u{ad}rum \r\n "), "mellanrum");
    }

    #[test]
    fn cells_are_told_apart() {
        assert_eq!(clean("Samråd\tNämnden\t\t2027\t"), "Samråd | Nämnden | 2027");
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        assert_eq!(around("Ingen ska diskrimineras.", 10..23, 240), "Ingen ska diskrimineras.");
    }

    #[test]
    fn a_long_text_is_cut_at_words_and_keeps_the_match() {
        let text = format!("{}barnets bästa{}", "förord ".repeat(60), " efterord".repeat(60));
        let at = text.find("barnets").unwrap();
        let cut = around(&text, at..at + "barnets bästa".len(), 240);
        assert!(cut.contains("barnets bästa") && cut.starts_with("…förord") && cut.ends_with("efterord…"), "{cut}");
        assert!(cut.chars().count() <= 242);
        let early = around(&text, 0..6, 240);
        assert!(early.starts_with("förord") && early.ends_with("förord…"), "{early}");
    }

    #[test]
    fn one_endless_word_is_cut_without_breaking_a_character() {
        let text = "å".repeat(5000);
        let cut = around(&text, 4000..4002, 240);
        assert!(cut.chars().count() <= 242 && cut.starts_with('…') && cut.ends_with('…'));
    }
}
