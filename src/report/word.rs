//! The memo as a Word document that can be edited: real headings, tables with head rows, lists, boxes to tick, page numbers.
//!
//! `docx-rs` builds it; what it has no word for (head rows, languages, boxes) `mend` writes into its parts, and `package` binds them so
//! that the same memo gives the same bytes.

mod body;
mod mend;
mod package;
mod styles;

use std::io;

use docx_rs::{Docx, PageMargin};

use super::memo::{Block, Memo};
use super::texts::{Texts, fill};
use super::{Language, Options};
use crate::outcome::PROGRAM_VERSION;

/// Width and height of an A4 page and the two centimetres around its text, in twentieths of a point.
const PAGE: (u32, u32) = (11906, 16838);
const MARGIN: i32 = 1134;

/// What is left for the text.
const TEXT_WIDTH: usize = 9638;

/// A tab's width: a box and the air after it.
const TAB: usize = 425;

/// The whole document is made before its first byte is written.
pub(super) fn write(memo: &Memo, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let title = match memo.blocks.first() {
        Some(Block::Heading(_, title)) => title.as_str(),
        _ => "",
    };
    let lang = match options.language {
        Language::Swedish => "sv-SE",
        Language::English => "en-GB",
    };
    let mut body = body::Body::default();
    memo.blocks.iter().for_each(|block| body.block(block));
    let footer = body.footer(title, Texts::of(options.language).labels.word_page_of);
    let margin = PageMargin::new().top(MARGIN).right(MARGIN).bottom(MARGIN).left(MARGIN).header(MARGIN / 2).footer(MARGIN / 2);

    let mut docx = styles::dress(Docx::new());
    docx.document = body.document;
    docx.document_rels.has_numberings = true;
    let docx = docx.page_size(PAGE.0, PAGE.1).page_margin(margin).default_tab_stop(TAB).footer(footer);
    let words = package::Words { title, lang, author: fill("genomsyra {version}", &[("version", PROGRAM_VERSION)]) };
    out.write_all(&package::pack(docx.build(), &words, &body.tables)?)
}
