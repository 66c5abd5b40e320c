//! The memo as a Word document that can be edited: real headings, tables with head rows, lists, boxes to tick, page numbers.
//!
//! The parts are written here and not by a library: none at hand writes the head rows of tables, the language of the text or the same bytes
//! twice.

mod body;
mod package;

use std::io;

use super::texts::{Texts, fill};
use super::{Language, Options, memo};
use crate::outcome::{Outcome, PROGRAM_VERSION};
use crate::rule::RuleSet;
use memo::Block;

/// The whole document is made before its first byte is written.
pub(super) fn write(outcomes: &[Outcome], rules: &RuleSet, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let memo = memo::of(outcomes, rules, options);
    let title = match memo.blocks.first() {
        Some(Block::Heading(_, title)) => title.as_str(),
        _ => "",
    };
    let lang = match options.language {
        Language::Swedish => "sv-SE",
        Language::English => "en-GB",
    };
    let parts = package::Parts {
        title,
        lang,
        author: fill("genomsyra {version}", &[("version", PROGRAM_VERSION)]),
        document: body::document(&memo.blocks),
        page_of: Texts::of(options.language).labels.word_page_of,
    };
    out.write_all(&package::pack(&parts)?)
}
