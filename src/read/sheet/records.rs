//! The records of a BIFF8 stream (Excel 97–2003), and strings that run on over several records.

use crate::read::bytes::{slice, u8_at, u16_at, u32_at};
use encoding_rs::WINDOWS_1252;

/// Goes on with the record before it.
const CONTINUE: u16 = 0x3C;

/// One record with those that go on with it.
#[derive(Clone, Debug)]
pub(super) struct Record<'a> {
    pub kind: u16,
    /// The record's own bytes.
    pub body: &'a [u8],
    /// The bytes of the records that go on with it.
    pub more: Vec<&'a [u8]>,
}

/// Walks the records from an offset; ends at the first that does not fit.
pub(super) fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = from;
    let head = move |at: usize| {
        let (kind, length) = (u16_at(stream, at)?, u16_at(stream, at + 2)? as usize);
        Some((kind, slice(stream, at + 4, length)?))
    };
    std::iter::from_fn(move || {
        let (kind, body) = head(at)?;
        at += 4 + body.len();
        let mut more = Vec::new();
        while let Some((CONTINUE, next)) = head(at) {
            more.push(next);
            at += 4 + next.len();
        }
        Some(Record { kind, body, more })
    })
}

/// A place in a record and those that go on with it.
pub(super) struct Cursor<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(record: &Record<'a>, from: usize) -> Self {
        let parts = std::iter::once(record.body).chain(record.more.iter().copied()).collect();
        Cursor { parts, part: 0, at: from }
    }

    fn left(&self) -> usize {
        self.parts.get(self.part).map_or(0, |part| part.len().saturating_sub(self.at))
    }

    fn next_part(&mut self) -> Option<()> {
        self.part += 1;
        self.at = 0;
        (self.part < self.parts.len()).then_some(())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.left() == 0 {
            self.next_part()?;
        }
        self.at += 1;
        u8_at(self.parts.get(self.part)?, self.at - 1)
    }

    pub fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Option<u32> {
        Some(u32::from(self.word()?) | u32::from(self.word()?) << 16)
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > self.left() {
            length -= self.left();
            self.next_part()?;
        }
        self.at += length;
        Some(())
    }

    /// A string with a count of 16 bits before it, and what may hang on it.
    pub fn string(&mut self) -> Option<String> {
        let count = self.word()? as usize;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.word()? as usize } else { 0 };
        let extra = if flags & 4 != 0 { self.long()? as usize } else { 0 };
        let text = self.letters(count, flags & 1 != 0)?;
        self.skip(4 * runs)?;
        self.skip(extra)?;
        Some(text)
    }

    /// `count` letters. Where they run on into the next record, a byte says anew how wide they are.
    pub fn letters(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            if self.left() == 0 {
                self.next_part()?;
                wide = self.byte()? & 1 != 0;
                continue;
            }
            let width = if wide { 2 } else { 1 };
            let here = (count - units.len()).min(self.left() / width);
            if here == 0 {
                return None;
            }
            let bytes = slice(self.parts.get(self.part)?, self.at, here * width)?;
            self.at += bytes.len();
            if wide {
                units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            } else {
                // The lower halves of UTF-16 units.
                units.extend(bytes.iter().copied().map(u16::from));
            }
        }
        Some(String::from_utf16_lossy(&units))
    }
}

/// A sheet's name: a count of 8 bits, then the letters.
pub(super) fn short_string(bytes: &[u8], at: usize) -> Option<String> {
    let (count, flags) = (u8_at(bytes, at)? as usize, u8_at(bytes, at + 1)?);
    let width = 1 + usize::from(flags & 1);
    let letters = slice(bytes, at + 2, count * width)?;
    Some(if width == 2 { crate::read::bytes::utf16(letters) } else { WINDOWS_1252.decode_without_bom_handling(letters).0.into_owned() })
}

/// A number squeezed into 30 bits.
pub(super) fn squeezed(bytes: &[u8], at: usize) -> Option<f64> {
    let raw = u32_at(bytes, at)?;
    let value = if raw & 2 != 0 { f64::from(raw as i32 >> 2) } else { f64::from_bits(u64::from(raw & !3) << 32) };
    Some(if raw & 1 != 0 { value / 100.0 } else { value })
}
