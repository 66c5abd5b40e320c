//! Where in a long text an expression is worth trying. Swedish letters stop the regex crate's fast engines at word borders, so our
//! expressions are run only on the stretches that hold one of their words; those are found without borders, fast.

use std::ops::Range;

use regex::Regex;

/// No name of a body or an organisation goes on past one of these.
const ENDS: [char; 13] = ['.', ';', ':', '!', '?', '(', ')', '"', '/', '|', '\n', '\t', '•'];

/// The stretches between [`ENDS`] that hold a match of `anchor`, from left to right.
pub(super) fn stretches<'t>(text: &'t str, anchor: Option<&Regex>) -> Vec<(usize, &'t str)> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(found) = anchor.and_then(|anchor| anchor.find_at(text, at)) {
        let start = text[..found.start()].rfind(ENDS).map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let end = text[found.end()..].find(ENDS).map_or(text.len(), |after| found.end() + after);
        out.push(start.max(at)..end);
        // On to the next stretch; an end is always passed.
        at = end + text[end..].chars().next().map_or(1, char::len_utf8);
        if at >= text.len() {
            break;
        }
    }
    out.into_iter().filter_map(|range| Some((range.start, text.get(range)?))).collect()
}
