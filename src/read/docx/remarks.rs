//! Comments and tracked changes: read beside the text, for those who want to know that a draft is not finished.

use crate::read::failure::Failure;
use crate::read::items::Item;
use crate::read::xml::{Element, Token, Walker};
use crate::text::{Remark, RemarkKind};

/// A remark by the attributes of its element, without text so far.
pub(super) fn begin(kind: RemarkKind, e: &Element) -> Remark {
    Remark { kind, author: e.attr("author"), date: e.attr("date"), text: String::new(), block: None }
}

/// The rest of a deletion that just began: its text, field codes left out.
pub(super) fn deletion(walker: &mut Walker, e: &Element) -> Result<Remark, Failure> {
    let mut remark = begin(RemarkKind::Deletion, e);
    let (mut level, mut inside) = (1, false);
    loop {
        match walker.next()? {
            Token::Start(e) => {
                level += 1;
                inside = matches!(e.name(), b"delText" | b"t");
                if matches!(e.name(), b"tab" | b"br" | b"cr" | b"p") {
                    remark.text.push(' ');
                }
            }
            Token::Text(text) if inside => remark.text.push_str(&text),
            Token::Text(_) => {}
            Token::End(..) => {
                inside = false;
                level -= 1;
                if level == 0 {
                    return Ok(remark);
                }
            }
            Token::Done => return Ok(remark),
        }
    }
}

/// Adds a remark to those of a paragraph. Word writes one change of one author as many elements: they become one again.
pub(super) fn add(remarks: &mut Vec<Remark>, remark: Remark) {
    if remark.text.trim().is_empty() {
        return;
    }
    match remarks.last_mut() {
        Some(last) if remark.kind != RemarkKind::Comment && last.kind == remark.kind && last.author == remark.author => {
            last.text.push_str(&remark.text)
        }
        _ => remarks.push(remark),
    }
}

/// As items, to be placed after what they stand in.
pub(super) fn items(remarks: Vec<Remark>) -> impl Iterator<Item = Item> {
    remarks.into_iter().map(|remark| Item::Remark(Box::new(remark)))
}
