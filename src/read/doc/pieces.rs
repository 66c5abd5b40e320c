//! The piece table: which stretches of the main stream, in what order and encoding, are the document's text.

use crate::read::bytes::{slice, u16_at, u32_at};
use crate::read::failure::Failure;
use encoding_rs::WINDOWS_1252;

/// A stretch of text that stands in one place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// First unit of the text.
    start: usize,
    /// Where that unit stands in the main stream.
    offset: usize,
    /// Bytes a unit: 1 (Windows-1252) or 2 (UTF-16).
    width: usize,
}

/// The whole text, all stories one after the other.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// UTF-16, as Word counts.
    pub units: Vec<u16>,
    pieces: Vec<Piece>,
    /// A piece lay outside the file: its text is missing.
    pub holes: bool,
}

impl Text {
    /// Puts the pieces together. `most` bounds the units: pieces that lie over each other cannot multiply a small file.
    pub fn read(main: &[u8], clx: &[u8], most: usize) -> Result<Self, Failure> {
        let table = piece_table(clx).ok_or_else(|| Failure::damaged("piece table"))?;
        // One more position than pieces: 4 bytes a position, 8 a piece.
        let count = table.len().saturating_sub(4) / 12;
        let mut text = Text::default();
        for index in 0..count {
            let position = |i: usize| u32_at(table, 4 * i).map(|v| v as usize);
            let descriptor = 4 * (count + 1) + 8 * index;
            let (Some(start), Some(end), Some(raw)) = (position(index), position(index + 1), u32_at(table, descriptor + 2)) else { break };
            let Some(length) = end.checked_sub(start) else { return Err(Failure::damaged("piece table")) };
            if text.units.len() + length > most {
                return Err(Failure::limit(format!("more than {most} characters")));
            }
            let narrow = raw & 0x4000_0000 != 0;
            let offset = (raw & 0x3FFF_FFFF) as usize;
            let (offset, width) = if narrow { (offset / 2, 1) } else { (offset, 2) };
            text.pieces.push(Piece { start: text.units.len(), offset, width });
            let inside = length.min(main.len().saturating_sub(offset) / width);
            text.holes |= inside < length;
            let bytes = slice(main, offset, inside * width).unwrap_or_default();
            if narrow {
                // One byte is one character in this code page, and all of them are one unit.
                text.units.extend(WINDOWS_1252.decode_without_bom_handling(bytes).0.encode_utf16());
            } else {
                text.units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            }
            // Later stories keep their places.
            let missing = length - inside;
            text.units.extend(std::iter::repeat_n(u16::from(b' '), missing));
        }
        Ok(text)
    }

    /// Where in the main stream a unit stands (what formatting is looked up by), bytes a unit, and units to the end of its piece.
    pub fn place(&self, unit: usize) -> (usize, usize, usize) {
        let after = self.pieces.partition_point(|piece| piece.start <= unit);
        let end = self.pieces.get(after).map_or(self.units.len(), |next| next.start);
        let left = end.saturating_sub(unit).max(1);
        self.pieces[..after].last().map_or((0, 1, left), |piece| (piece.offset + (unit - piece.start) * piece.width, piece.width, left))
    }
}

/// The piece table inside the complex part, past the lists of properties of fast saves.
fn piece_table(clx: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        match clx.get(at)? {
            1 => at += 3 + u16_at(clx, at + 1)? as usize,
            2 => {
                let length = u32_at(clx, at + 1)? as usize;
                return clx.get(at + 5..).map(|rest| &rest[..rest.len().min(length)]);
            }
            _ => return None,
        }
    }
}
