//! List definitions, so that numbers that Word counts ("1.2", "a)") stand in the text.

use super::fib::Part;
use crate::read::bytes::{slice, u8_at, u16_at, u32_at};
use crate::read::docx::numbering::{Level, Numbering};
use std::collections::HashMap;

/// More lists than any real document has.
const MAX_LISTS: usize = 4096;
/// Levels of a list that has more than one.
const LEVELS: usize = 9;

/// Reads both tables. `from` gives the table stream from a part's beginning to the stream's end: what belongs to a list stands after the part.
pub(super) fn read<'t>(from: impl Fn(Part) -> Option<&'t [u8]>) -> Numbering {
    let mut all = Numbering::default();
    if let Some(bytes) = from(Part::Lists) {
        // A cut table still gives the lists before the cut.
        let _ = lists(bytes, &mut all);
    }
    if let Some(bytes) = from(Part::ListOverrides) {
        let _ = overrides(bytes, &mut all);
    }
    all
}

fn lists(bytes: &[u8], all: &mut Numbering) -> Option<()> {
    let count = (u16_at(bytes, 0)? as usize).min(MAX_LISTS);
    let mut at = 2 + 28 * u16_at(bytes, 0)? as usize;
    for index in 0..count {
        let head = 2 + 28 * index;
        let id = u32_at(bytes, head)?;
        let simple = u8_at(bytes, head + 26)? & 1 != 0;
        let mut levels = Vec::new();
        for _ in 0..if simple { 1 } else { LEVELS } {
            let (level, length) = level(bytes, at)?;
            levels.push(level);
            at += length;
        }
        all.add_list(id.to_string(), levels);
    }
    Some(())
}

fn overrides(bytes: &[u8], all: &mut Numbering) -> Option<()> {
    let count = u32_at(bytes, 0)? as usize;
    let mut at = 4 + count.checked_mul(16)?;
    for index in 0..count.min(MAX_LISTS) {
        let head = 4 + 16 * index;
        let list = u32_at(bytes, head)?.to_string();
        let changed = u8_at(bytes, head + 12)?;
        let (mut starts, mut levels) = (HashMap::new(), HashMap::new());
        let read = (|| {
            at += 4;
            for _ in 0..changed {
                let (start, flags) = (u32_at(bytes, at)?, u32_at(bytes, at + 4)?);
                at += 8;
                let which = (flags & 0xF) as u8;
                if flags & 0x20 != 0 {
                    let (level, length) = level(bytes, at)?;
                    at += length;
                    levels.insert(which, level);
                } else if flags & 0x10 != 0 {
                    starts.insert(which, start);
                }
            }
            Some(())
        })();
        // Paragraphs name lists by their place here, from 1.
        all.add_instance((index + 1).to_string(), list, starts, levels);
        read?;
    }
    Some(())
}

/// The level that begins at an offset, and how many bytes it takes.
fn level(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    let (start, format, flags) = (u32_at(bytes, at)?, u8_at(bytes, at + 4)?, u8_at(bytes, at + 5)?);
    let formatting = u8_at(bytes, at + 24)? as usize + u8_at(bytes, at + 25)? as usize;
    let text = at + 28 + formatting;
    let units = u16_at(bytes, text)? as usize;
    let pattern = slice(bytes, text + 2, 2 * units)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let pattern = pattern.map(|unit| match unit {
        // The number of a level.
        0..=8 => format!("%{}", unit + 1),
        _ => char::from_u32(unit.into()).unwrap_or('\u{FFFD}').to_string(),
    });
    let level = Level {
        format: match format {
            1 => "upperRoman",
            2 => "lowerRoman",
            3 => "upperLetter",
            4 => "lowerLetter",
            22 => "decimalZero",
            23 => "bullet",
            255 => "none",
            _ => "decimal",
        }
        .into(),
        pattern: pattern.collect(),
        start,
        legal: flags & 4 != 0,
        restart: (flags & 8 != 0).then(|| u8_at(bytes, at + 26)).flatten(),
        style: None,
    };
    Some((level, 28 + formatting + 2 + 2 * units))
}
