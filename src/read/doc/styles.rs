//! The style sheet: names, what each style is based on, and what it says of headings and lists.

use super::properties::changes;
use crate::read::bytes::{slice, u16_at, utf16};
use crate::read::docx::styles::{Style, Styles};
use std::collections::HashMap;

/// More styles than any real document has; their numbers have 12 bits.
const MAX_STYLES: usize = 4096;
/// "Not based on any": the highest number.
const NONE: u16 = 0x0FFF;

/// Reads the style sheet. What does not fit is left out: its paragraphs are running text then.
pub(super) fn read(sheet: &[u8]) -> Styles {
    Styles::of(styles(sheet).unwrap_or_default(), "0")
}

fn styles(sheet: &[u8]) -> Option<HashMap<String, Style>> {
    let head = u16_at(sheet, 0)? as usize;
    let (count, fixed) = (u16_at(sheet, 2)? as usize, u16_at(sheet, 4)? as usize);
    let mut at = 2 + head;
    let mut found = HashMap::new();
    for index in 0..count.min(MAX_STYLES) {
        let Some(length) = u16_at(sheet, at).map(usize::from) else { break };
        if let Some(style) = slice(sheet, at + 2, length).filter(|s| !s.is_empty()).and_then(|s| style(s, fixed)) {
            found.insert(index.to_string(), style);
        }
        at += 2 + length;
    }
    Some(found)
}

fn style(bytes: &[u8], fixed: usize) -> Option<Style> {
    let built_in = u16_at(bytes, 0)? & 0x0FFF;
    let (kind, based_on) = (u16_at(bytes, 2)? & 0xF, u16_at(bytes, 2)? >> 4);
    let name_length = u16_at(bytes, fixed)? as usize;
    let name = utf16(slice(bytes, fixed + 2, 2 * name_length)?);
    let mut style = Style { name: name_of(built_in, &name), ..Style::default() };
    style.based_on = (based_on != NONE).then(|| based_on.to_string());
    // Paragraph styles: first what they say of the paragraph, then of its letters. Each begins on an even offset.
    if kind == 1 {
        let mut at = fixed + 2 + 2 * name_length + 2;
        at += at & 1;
        if let Some(length) = u16_at(bytes, at).map(usize::from)
            && let Some(paragraph) = slice(bytes, at + 2, length)
        {
            for change in changes(paragraph.get(2..).unwrap_or_default()) {
                match change.code {
                    0x2640 => style.outline = Some(change.byte()),
                    0x460B => style.number.id = Some(change.word().to_string()),
                    0x260A => style.number.level = Some(change.byte()),
                    _ => {}
                }
            }
            at += 2 + length;
            at += at & 1;
        }
        if let Some(length) = u16_at(bytes, at).map(usize::from) {
            for change in changes(slice(bytes, at + 2, length).unwrap_or_default()) {
                match change.code {
                    0x0835 => style.bold = Some(change.byte() & 1 != 0),
                    0x083C => style.hidden = Some(change.byte() & 1 != 0),
                    _ => {}
                }
            }
        }
    }
    Some(style)
}

/// Built-in styles by number, whatever language their names are in; others by name.
fn name_of(built_in: u16, name: &str) -> String {
    match built_in {
        1..=9 => format!("heading {built_in}"),
        19..=27 => format!("toc {}", built_in - 18),
        34 => "caption".into(),
        35 => "table of figures".into(),
        62 => "title".into(),
        // Names may hold other names after a comma.
        _ => name.split(',').next().unwrap_or("").trim().to_lowercase(),
    }
}
