//! Web pages: parsed as browsers do, read in order. The main element (or the only article) is the text; menus, heads and feet stand
//! beside it as marginal text. Scripts, styles, forms' choices and what is hidden stay out.

mod elements;
mod survey;
mod tree;
mod walk;

use super::Limits;
use super::deadline::Deadline;
use super::decode::{Decoded, decode};
use super::ending::finished;
use super::items::emit;
use crate::text::{Document, DocumentBuilder, Origin, Place, Problem, ProblemCode};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::Regex;
use std::borrow::Cow;

/// How far into a page its encoding is sought, in bytes.
const HEAD: usize = 4096;

/// Reads a web page.
///
/// # Errors
/// None of its own: every text is some page. A page that reaches a limit gives what was read until then, with a warning.
pub(crate) fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    let deadline = Deadline::of(limits);
    let mut builder = DocumentBuilder::new(origin);
    let decoded = decode_page(bytes);
    if let Some(problem) = decoded.problem {
        builder.problem(problem);
    }
    let text = with_end_tags(&decoded.text);
    let (tree, stopped) = tree::parse(&text, limits, deadline);
    let survey = survey::survey(&tree);
    let (items, complete) = walk::walk(&tree, &survey, deadline);
    let blocks = (!complete).then(|| (deadline.limit(), "blocks".to_string()));
    for (code, what) in stopped.into_iter().chain(blocks) {
        builder.problem(Problem::warning(code, Place::Document, what));
    }
    let origin = builder.origin_mut();
    (origin.title, origin.producer) = (survey.title, survey.generator);
    emit(&mut builder, items);
    Ok(finished(builder))
}

/// Byte order marks and sound UTF-8 are believed before what the page says of itself, that before a guess.
fn decode_page(bytes: &[u8]) -> Decoded {
    let marked = Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    let said = declared(bytes).filter(|e| !marked && ![UTF_8, UTF_16LE, UTF_16BE].contains(e));
    match said {
        Some(encoding) => {
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            let problem = broken.then(|| Problem::warning(ProblemCode::BadCharacters, Place::Document, encoding.name()));
            Decoded { text: text.into_owned(), offset: None, problem }
        }
        None => decode(bytes),
    }
}

/// The encoding that a page names, in a `meta` element or as XML does.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let at = head.find("charset").map(|at| at + 7).or_else(|| head.find("encoding").map(|at| at + 8))?;
    let value = head[at..].trim_start().strip_prefix('=')?.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    Encoding::for_label(value.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.')).next()?.as_bytes())
}

/// XHTML closes elements in their start tag, which means nothing in HTML: `<script/>` would swallow the page.
fn with_end_tags(text: &str) -> Cow<'_, str> {
    if !text.trim_start().starts_with("<?xml") {
        return Cow::Borrowed(text);
    }
    const PATTERN: &str =
        r"<(script|style|title|textarea|iframe|noscript|template|object|select|div|span|a|p|i|b|em|strong|td|th|li)(\s[^<>]*)?/>";
    // The pattern is ours and compiles.
    let Ok(pattern) = Regex::new(PATTERN) else { return Cow::Borrowed(text) };
    pattern.replace_all(text, "<$1$2></$1>")
}

#[cfg(test)]
mod tests;
