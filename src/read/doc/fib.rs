//! The file information block at the start of the main stream: where everything else is.

use crate::read::bytes::{slice, u16_at, u32_at};
use crate::read::failure::Failure;
use crate::text::{Problem, ProblemCode};

/// Places in the table stream, by their number in the block.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Styles = 1,
    CharacterRuns = 12,
    ParagraphRuns = 13,
    Pieces = 33,
    Lists = 73,
    ListOverrides = 74,
}

/// How long each of the document's texts is, in UTF-16 units, in the order in which they stand one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lengths {
    pub body: usize,
    pub footnotes: usize,
    pub headers: usize,
    pub macros: usize,
    pub comments: usize,
    pub endnotes: usize,
    pub boxes: usize,
    pub header_boxes: usize,
}

pub(super) struct Fib<'a> {
    main: &'a [u8],
    /// Where the pairs of offset and length begin.
    pairs: usize,
    pub lengths: Lengths,
    /// Which of the two table streams is in use.
    pub table: &'static str,
}

impl<'a> Fib<'a> {
    /// # Errors
    /// `Encrypted`, `UnsupportedFormat` for Word 6 and 95, `Damaged`.
    pub fn read(main: &'a [u8]) -> Result<Self, Problem> {
        let cut = || Problem::from(Failure::damaged("file information block"));
        let (sign, version) = (u16_at(main, 0).ok_or_else(cut)?, u16_at(main, 2).ok_or_else(cut)?);
        if sign == 0xA5DC || sign == 0xA5EC && version < 0xC0 {
            return Err(Problem::error(ProblemCode::UnsupportedFormat, "DOC (Word 6/95)"));
        }
        if sign != 0xA5EC {
            return Err(cut());
        }
        let flags = u16_at(main, 10).ok_or_else(cut)?;
        if flags & 0x0100 != 0 {
            return Err(Problem::error(ProblemCode::Encrypted, ""));
        }
        let longs = 34 + 2 * u16_at(main, 32).ok_or_else(cut)? as usize;
        let count = u16_at(main, longs).ok_or_else(cut)? as usize;
        let length = |index: usize| {
            let value = if index < count { u32_at(main, longs + 2 + 4 * index)? } else { 0 };
            Some(usize::try_from(value).ok().filter(|v| *v < 1 << 31).unwrap_or(0))
        };
        let lengths = (|| {
            Some(Lengths {
                body: length(3)?,
                footnotes: length(4)?,
                headers: length(5)?,
                macros: length(6)?,
                comments: length(7)?,
                endnotes: length(8)?,
                boxes: length(9)?,
                header_boxes: length(10)?,
            })
        })();
        let table = if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" };
        Ok(Fib { main, pairs: longs + 2 + 4 * count + 2, lengths: lengths.ok_or_else(cut)?, table })
    }

    /// The bytes of a part in the table stream; `None` if there are none or they lie outside.
    pub fn part<'t>(&self, table: &'t [u8], part: Part) -> Option<&'t [u8]> {
        let at = self.pairs + 8 * part as usize;
        let (offset, length) = (u32_at(self.main, at)? as usize, u32_at(self.main, at + 4)? as usize);
        if length == 0 { None } else { slice(table, offset, length) }
    }

    /// The table stream from where a part begins to its end.
    pub fn from<'t>(&self, table: &'t [u8], part: Part) -> Option<&'t [u8]> {
        let at = self.pairs + 8 * part as usize;
        let (offset, length) = (u32_at(self.main, at)? as usize, u32_at(self.main, at + 4)?);
        if length == 0 { None } else { table.get(offset..) }
    }
}
