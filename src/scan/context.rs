//! Where a unit stands: the token ranges of its lead-in, table header, headings and neighbours.

use std::ops::Range;

use super::tokens::Tokens;
use crate::text::{BlockId, BlockKind, Document, SectionId, UnitId, UnitKind};

/// Looks up what surrounds a unit.
pub(super) struct Context<'a> {
    document: &'a Document,
    tokens: &'a Tokens,
    /// First unit of each block.
    first_unit: Vec<UnitId>,
}

impl<'a> Context<'a> {
    pub fn new(document: &'a Document, tokens: &'a Tokens) -> Self {
        let mut first_unit = vec![UnitId::MAX; document.blocks().len() + 1];
        for (id, unit) in document.units().iter().enumerate().rev() {
            first_unit[unit.block as usize] = id as UnitId;
        }
        Context { document, tokens, first_unit }
    }

    /// Tokens of a heading or of a header row; of one that is so long that it is several units, those of the first.
    pub fn of_block(&self, block: BlockId) -> Range<usize> {
        let first = self.first_unit.get(block as usize).filter(|u| **u != UnitId::MAX);
        first.map_or(0..0, |first| self.tokens.of_unit(*first))
    }

    /// The last unit of a block: the sentence that introduces a list.
    pub fn last_unit_of(&self, block: BlockId) -> Option<UnitId> {
        let first = *self.first_unit.get(block as usize).filter(|u| **u != UnitId::MAX)?;
        let units = self.document.units();
        let mut last = first;
        while units.get(last as usize + 1).is_some_and(|u| u.block == block) {
            last += 1;
        }
        Some(last)
    }

    /// The blocks that a list item continues, nearest first.
    pub fn lead_ins(&self, unit: UnitId) -> Vec<BlockId> {
        let mut out = Vec::new();
        let mut block = self.document.units().get(unit as usize).map(|u| u.block);
        while let Some(BlockKind::ListItem { lead_in: Some(above), .. }) =
            block.and_then(|b| self.document.blocks().get(b as usize)).map(|b| &b.kind)
        {
            if out.contains(above) {
                break;
            }
            out.push(*above);
            block = Some(*above);
        }
        out
    }

    /// The header rows of a table row's table.
    pub fn headers(&self, unit: UnitId) -> &'a [BlockId] {
        let unit = &self.document.units()[unit as usize];
        match (unit.kind, &self.document.blocks()[unit.block as usize].kind) {
            (UnitKind::TableRow, BlockKind::TableRow { table, .. }) => &self.document.tables()[*table as usize].headers,
            _ => &[],
        }
    }

    /// The unit itself, then its lead-ins and table headers.
    pub fn own(&self, unit: UnitId) -> Vec<Range<usize>> {
        let mut out = vec![self.tokens.of_unit(unit)];
        for lead_in in self.lead_ins(unit) {
            // Only the last sentence of a paragraph introduces the list.
            out.extend(self.last_unit_of(lead_in).map(|u| self.tokens.of_unit(u)));
        }
        out.extend(self.headers(unit).iter().map(|b| self.of_block(*b)));
        out
    }

    /// Headings above a section, innermost first, at most three.
    pub fn headings(&self, section: SectionId) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut at = Some(section);
        while let Some(section) = at.and_then(|s| self.document.sections().get(s as usize)) {
            if out.len() == 3 {
                break;
            }
            out.extend(section.heading.map(|b| self.of_block(b)));
            at = section.parent;
        }
        out
    }

    /// The units before and after, in the same section.
    pub fn neighbours(&self, unit: UnitId) -> Vec<Range<usize>> {
        let units = self.document.units();
        let own = units[unit as usize].section;
        [unit.checked_sub(1), Some(unit + 1)]
            .into_iter()
            .flatten()
            .filter(|u| units.get(*u as usize).is_some_and(|n| n.section == own && n.kind != UnitKind::Heading))
            .map(|u| self.tokens.of_unit(u))
            .collect()
    }
}
