//! The property elements of paragraphs, runs, tables, rows, cells and content controls, each read to its end.

use super::styles::NumberRef;
use crate::read::failure::Failure;
use crate::read::table::{CellProperties, RowProperties};
use crate::read::xml::{Element, Ns, Token, Walker};

/// What to do with an element's content.
enum Inner {
    Visit,
    Skip,
}

/// Visits every element inside the one that just began, up to and with its end.
fn each(walker: &mut Walker, mut visit: impl FnMut(&Element, usize) -> Inner) -> Result<(), Failure> {
    let mut level = 1;
    loop {
        match walker.next()? {
            Token::Start(element) => match visit(&element, level) {
                Inner::Skip => walker.skip()?,
                Inner::Visit => level += 1,
            },
            Token::End(..) => {
                level -= 1;
                if level == 0 {
                    return Ok(());
                }
            }
            Token::Text(_) => {}
            // The walker reports an end inside an element by itself.
            Token::Done => return Ok(()),
        }
    }
}

/// Whether this is the record of how something was before a tracked change.
pub(super) fn is_former(name: &[u8]) -> bool {
    name.ends_with(b"PrChange") || matches!(name, b"tblGridChange" | b"numberingChange" | b"tblPrExChange")
}

#[derive(Debug, Default)]
pub(in crate::read) struct ParagraphProperties {
    pub style: Option<String>,
    pub outline: Option<u8>,
    pub number: NumberRef,
    /// The paragraph mark is deleted: the paragraph runs on into the next.
    pub mark_deleted: bool,
    /// A section ends with this paragraph.
    pub section_end: bool,
}

impl ParagraphProperties {
    pub fn read(walker: &mut Walker) -> Result<Self, Failure> {
        let mut all = Self::default();
        each(walker, |e, _| {
            if e.ns != Ns::Word || is_former(e.name()) {
                return Inner::Skip;
            }
            match e.name() {
                b"pStyle" => all.style = e.attr("val"),
                b"outlineLvl" => all.outline = e.number(),
                b"ilvl" => all.number.level = e.number(),
                b"numId" => all.number.id = e.attr("val"),
                b"del" | b"moveFrom" => all.mark_deleted = true,
                b"sectPr" => all.section_end = true,
                b"numPr" | b"rPr" => return Inner::Visit,
                _ => {}
            }
            Inner::Skip
        })?;
        Ok(all)
    }
}

#[derive(Debug, Default, Clone)]
pub(super) struct RunProperties {
    pub style: Option<String>,
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
}

impl RunProperties {
    pub fn read(walker: &mut Walker) -> Result<Self, Failure> {
        let mut all = Self::default();
        each(walker, |e, _| {
            if e.ns == Ns::Word {
                match e.name() {
                    b"rStyle" => all.style = e.attr("val"),
                    b"b" => all.bold = Some(e.is_on()),
                    b"vanish" => all.hidden = Some(e.is_on()),
                    _ => {}
                }
            }
            Inner::Skip
        })?;
        Ok(all)
    }
}

#[derive(Debug, Default)]
pub(super) struct TableProperties {
    pub style: String,
    /// The table asks its style for the look of a first row.
    pub first_row: bool,
}

impl TableProperties {
    pub fn read(walker: &mut Walker) -> Result<Self, Failure> {
        let mut all = Self::default();
        each(walker, |e, _| {
            match e.name() {
                b"tblStyle" => all.style = e.attr("val").unwrap_or_default(),
                b"tblLook" => {
                    let bits = e.attr("val").and_then(|v| u32::from_str_radix(&v, 16).ok()).unwrap_or(0);
                    all.first_row = e.attr("firstRow").map_or(bits & 0x20 != 0, |v| matches!(v.as_str(), "1" | "true" | "on"));
                }
                _ => {}
            }
            Inner::Skip
        })?;
        Ok(all)
    }
}

/// How a row stands in its table.
pub(super) fn row(walker: &mut Walker) -> Result<RowProperties, Failure> {
    let mut all = RowProperties::default();
    each(walker, |e, _| {
        match e.name() {
            b"tblHeader" => all.header = e.is_on(),
            b"del" | b"moveFrom" => all.deleted = true,
            b"gridBefore" => all.before = e.number().unwrap_or(0),
            _ => {}
        }
        Inner::Skip
    })?;
    Ok(all)
}

/// How a cell stands in its row.
pub(super) fn cell(walker: &mut Walker) -> Result<CellProperties, Failure> {
    let mut all = CellProperties::default();
    each(walker, |e, _| {
        match e.name() {
            b"gridSpan" => all.span = e.number().unwrap_or(1),
            b"shd" => {
                let plain = |fill: &str| fill.eq_ignore_ascii_case("auto") || fill.eq_ignore_ascii_case("ffffff");
                all.shaded = e.attr("fill").is_some_and(|fill| !plain(&fill));
            }
            b"cellDel" => all.deleted = true,
            _ => {}
        }
        Inner::Skip
    })?;
    Ok(all)
}

/// Number of grid columns of a table.
pub(super) fn grid_columns(walker: &mut Walker) -> Result<usize, Failure> {
    let mut columns = 0;
    each(walker, |e, _| {
        columns += usize::from(e.name() == b"gridCol");
        Inner::Skip
    })?;
    Ok(columns)
}

/// Whether a content control holds a table of contents. Everything else in its properties (choices of a list, placeholders) is passed over.
pub(super) fn is_contents_control(walker: &mut Walker) -> Result<bool, Failure> {
    let mut found = false;
    each(walker, |e, _| {
        if e.name() == b"docPartGallery" {
            found = e.attr("val").is_some_and(|v| v.eq_ignore_ascii_case("Table of Contents"));
        }
        if matches!(e.name(), b"docPartObj" | b"docPartList") { Inner::Visit } else { Inner::Skip }
    })?;
    Ok(found)
}
