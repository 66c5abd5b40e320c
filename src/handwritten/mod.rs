//! Files that people write by hand, in TOML with Swedish keys: settings, exceptions, reviews. Read with every mistake at once, and written in
//! without touching what stands there.

mod edit;
mod reader;

pub(crate) use edit::{Cell, Entries};
pub use reader::{ConfigErrors, Line};
pub(crate) use reader::{Entry, Reader};

use crate::rule::nearest;

/// "; menade du `x`?" or nothing.
pub(crate) fn meant<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map_or_else(String::new, |near| format!("; menade du `{near}`?"))
}

/// A document's path without the ending of its name: what it is called in every format.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    match path[name..].rfind('.') {
        Some(dot) if dot > 0 => &path[..name + dot],
        _ => path,
    }
}

/// Longest beginning of a sentence in a file of ours, characters.
const BEGINNING: usize = 80;

/// The beginning of a sentence on one line, by which people know it again.
pub fn beginning(sentence: &str) -> String {
    let text = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= BEGINNING { text } else { format!("{}…", text.chars().take(BEGINNING).collect::<String>().trim_end()) }
}

/// Whether what is written of the document `named` holds for the one at `path`: the same, or one saved in another format that is not judged
/// beside it (`others`).
pub(crate) fn names(named: &str, path: &str, others: &[&str]) -> bool {
    named == path || (stem(named) == stem(path) && !others.contains(&named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_is_no_part_of_what_a_document_is_called() {
        assert_eq!(["a/plan.v2.docx", "a.b/plan", ".dold", "plan.pdf"].map(stem), ["a/plan.v2", "a.b/plan", ".dold", "plan"]);
    }

    #[test]
    fn a_document_saved_in_another_format_is_the_same_unless_both_are_there() {
        assert!(names("a/plan.docx", "a/plan.docx", &["a/plan.docx"]) && names("a/plan.docx", "a/plan.pdf", &["a/plan.pdf"]));
        assert!(!names("a/plan.docx", "a/plan.pdf", &["a/plan.pdf", "a/plan.docx"]) && !names("a/plan.docx", "b/plan.docx", &[]));
    }
}
