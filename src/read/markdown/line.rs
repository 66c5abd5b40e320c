//! Lines of inline text and what can be said of them: labels, literal signs, parts.

use crate::text::Piece;
use std::ops::Range;

/// A stretch of a line.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub text: String,
    /// Offset in the text after decoding.
    pub at: usize,
    pub strong: bool,
    /// Code or an escaped sign: never markup.
    pub fixed: bool,
}

pub(super) type Line = Vec<Fragment>;

/// Whether the line opens with a bold label and a colon ("**Dokumenttyp:** Policy").
pub(super) fn is_label(line: &Line) -> bool {
    let mut label = String::new();
    for fragment in line {
        if !fragment.strong {
            let text = fragment.text.trim_start();
            return !label.trim().is_empty() && (label.trim_end().ends_with(':') || text.starts_with(':'));
        }
        label.push_str(&fragment.text);
    }
    label.trim_end().ends_with(':')
}

/// Whether byte `at` of the line's text is literal.
pub(super) fn is_fixed(line: &Line, at: usize) -> bool {
    let mut start = 0;
    for fragment in line {
        if (start..start + fragment.text.len()).contains(&at) {
            return fragment.fixed;
        }
        start += fragment.text.len();
    }
    false
}

/// The part of a line that lies in `range` of its text.
pub(super) fn cut(line: &Line, range: Range<usize>) -> Line {
    let mut out = Vec::new();
    let mut start = 0;
    for fragment in line {
        let end = start + fragment.text.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to
            && let Some(text) = fragment.text.get(from - start..to - start)
        {
            out.push(Fragment { text: text.to_owned(), at: fragment.at + from - start, ..fragment.clone() });
        }
        start = end;
    }
    out
}

/// One line of several: a space for every line break, and white space never a fragment of its own (the builder drops such pieces).
pub(super) fn glue(lines: &[Line]) -> Line {
    let mut out: Line = Vec::new();
    for line in lines {
        if let Some(last) = out.last_mut() {
            last.text.push(' ');
        }
        for fragment in line {
            match out.last_mut() {
                Some(last) if fragment.text.trim().is_empty() => last.text.push_str(&fragment.text),
                _ => out.push(fragment.clone()),
            }
        }
    }
    out
}

pub(super) fn pieces(line: &Line, shift: Option<usize>) -> Vec<Piece<'_>> {
    line.iter().map(|f| Piece { text: &f.text, source: shift.map(|s| s + f.at), page: None }).collect()
}
