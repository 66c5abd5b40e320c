//! Formatting of characters and paragraphs: runs over the main stream, each with a list of single properties.

use crate::read::bytes::{slice, u8_at, u16_at, u32_at};

/// Formatting pages are this long.
const PAGE: usize = 512;

/// One change of one property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change<'a> {
    pub code: u16,
    pub operand: &'a [u8],
}

impl Change<'_> {
    pub fn byte(&self) -> u8 {
        u8_at(self.operand, 0).unwrap_or(0)
    }

    pub fn word(&self) -> u16 {
        u16_at(self.operand, 0).unwrap_or(0)
    }

    pub fn long(&self) -> u32 {
        u32_at(self.operand, 0).unwrap_or(0)
    }
}

/// Walks a list of changes; ends at the first that does not fit.
pub(super) fn changes(list: &[u8]) -> impl Iterator<Item = Change<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let code = u16_at(list, at)?;
        at += 2;
        // The top three bits tell how long the operand is.
        let length = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ if matches!(code, 0xD606 | 0xD608) => {
                let length = u16_at(list, at)? as usize;
                at += 2;
                length.saturating_sub(1)
            }
            _ => {
                let length = u8_at(list, at)? as usize;
                at += 1;
                // Long lists of tab stops count their stops instead.
                if code == 0xC615 && length == 255 {
                    let deleted = u8_at(list, at)? as usize;
                    let added = u8_at(list, at + 1 + 4 * deleted)? as usize;
                    2 + 4 * deleted + 3 * added
                } else {
                    length
                }
            }
        };
        let operand = slice(list, at, length)?;
        at += length;
        Some(Change { code, operand })
    })
}

/// Formatting of a stretch of the main stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'a> {
    start: usize,
    pub end: usize,
    /// The paragraph's style; 0 for runs of characters.
    pub style: u16,
    pub list: &'a [u8],
}

/// All runs of one kind, by where they begin.
#[derive(Debug, Default)]
pub(super) struct Runs<'a>(Vec<Run<'a>>);

impl<'a> Runs<'a> {
    /// Reads the formatting pages that `table` leads to. Pages outside the stream are passed over: the text stays, its looks are lost.
    pub fn read(main: &'a [u8], table: &[u8], paragraphs: bool) -> Self {
        let count = table.len().saturating_sub(4) / 8;
        let mut runs = Vec::new();
        for index in 0..count {
            let Some(number) = u32_at(table, 4 * (count + 1) + 4 * index) else { break };
            let Some(page) = slice(main, (number & 0x3F_FFFF) as usize * PAGE, PAGE) else { continue };
            // A page holds at most about a hundred runs, and no file has more pages than bytes: repeated pages are all that could grow.
            if index > main.len() / PAGE {
                break;
            }
            runs.extend(page_runs(page, paragraphs));
        }
        runs.sort_by_key(|run| run.start);
        Runs(runs)
    }

    /// The run that covers an offset.
    pub fn at(&self, offset: usize) -> Option<&Run<'a>> {
        let after = self.0.partition_point(|run| run.start <= offset);
        self.0[..after].last().filter(|run| offset < run.end)
    }
}

fn page_runs(page: &[u8], paragraphs: bool) -> impl Iterator<Item = Run<'_>> {
    let count = page[PAGE - 1] as usize;
    let step = if paragraphs { 13 } else { 1 };
    (0..count).filter_map(move |index| {
        let bound = |i: usize| u32_at(page, 4 * i).map(|v| v as usize);
        let (start, end) = (bound(index)?, bound(index + 1)?);
        let at = 2 * u8_at(page, 4 * (count + 1) + step * index)? as usize;
        let plain = Run { start, end, style: 0, list: &[] };
        if at == 0 {
            return Some(plain);
        }
        let length = u8_at(page, at)? as usize;
        if !paragraphs {
            return Some(Run { list: slice(page, at + 1, length)?, ..plain });
        }
        let (from, length) = if length == 0 { (at + 2, 2 * u8_at(page, at + 1)? as usize) } else { (at + 1, 2 * length - 1) };
        let whole = page.get(from..(from + length).min(PAGE - 1))?;
        Some(Run { style: u16_at(whole, 0)?, list: whole.get(2..)?, ..plain })
    })
}

/// What matters of a character's formatting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    /// Not to be read: deleted by a tracked change, or hidden.
    pub gone: bool,
    pub bold: bool,
    /// A sign of a symbol font, as the font numbers it.
    pub symbol: Option<u16>,
}

impl Letters {
    pub fn of(list: &[u8]) -> Self {
        let mut letters = Letters::default();
        let (mut deleted, mut hidden) = (false, false);
        for change in changes(list) {
            match change.code {
                0x0800 => deleted = change.byte() & 1 != 0,
                // 0x80 and 0x81 mean "as the style" and "not as the style": styles rarely say either.
                0x083C => hidden = change.byte() & 1 != 0,
                0x0835 => letters.bold = change.byte() & 1 != 0,
                0x6A09 => letters.symbol = u16_at(change.operand, 2),
                _ => {}
            }
        }
        letters.gone = deleted || hidden;
        letters
    }
}

/// What matters of a paragraph's formatting. `None` where nothing is said and the style decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub style: u16,
    /// 0 to 8, 9 for body text.
    pub outline: Option<u8>,
    /// Which list, from 1; 0 for none.
    pub list: Option<u16>,
    pub level: Option<u8>,
    pub in_table: bool,
    /// The end of a table row.
    pub row_end: bool,
    /// The row is a header that is repeated on each page.
    pub header: bool,
}

impl Paragraph {
    /// Takes in a list of changes. `data` is the stream that very long lists are kept in.
    pub fn apply(&mut self, list: &[u8], data: &[u8]) {
        for change in changes(list) {
            match change.code {
                0x4600 => self.style = change.word(),
                0x2416 => self.in_table = change.byte() != 0,
                0x2417 => self.row_end = change.byte() != 0,
                0x260A => self.level = Some(change.byte()),
                0x460B => self.list = Some(change.word()),
                0x2640 => self.outline = Some(change.byte()),
                0x3404 => self.header = change.byte() != 0,
                0x6646 | 0x646B => {
                    let at = change.long() as usize;
                    // A list that leads to a further one is not followed: lists can lead in circles.
                    let further = u16_at(data, at).and_then(|length| slice(data, at + 2, length as usize)).unwrap_or_default();
                    for change in changes(further) {
                        match change.code {
                            0x2416 => self.in_table = change.byte() != 0,
                            0x2417 => self.row_end = change.byte() != 0,
                            0x3404 => self.header = change.byte() != 0,
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }
}
