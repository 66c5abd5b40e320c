//! What a trace is made from: the detector tells of every match that it looks at and of every question that it asks about it.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use crate::text::UnitId;

/// A question that decides over a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Check {
    /// Does it hold a word that never counts (`inte`)?
    Never,
    /// Does this stand in the unit (`& X`, by its number among them)?
    With(usize),
    /// Does this stand in the unit (`& !X`)?
    Without(usize),
    /// Does this condition hold (`kraver`)?
    Requires(usize),
    /// Does this condition hold (`utesluter`)?
    Excludes(usize),
    /// Does this false friend set it aside (its place in the rule set)?
    FalseFriend(u32),
}

impl Check {
    /// The answer that lets a match pass.
    pub fn passes_with(self) -> bool {
        matches!(self, Check::With(_) | Check::Requires(_))
    }
}

/// A question, its answer, and the tokens that gave it.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    pub check: Check,
    pub answer: bool,
    pub words: Option<Range<usize>>,
}

/// A match that was looked at.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub unit: UnitId,
    /// Place among what is sought.
    pub place: u32,
    pub found: Range<usize>,
    pub notes: Vec<Noted>,
}

/// Takes down what the detector tells.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// Where the matcher last found what it was asked for.
    pub heard: Cell<Option<(usize, usize)>>,
    pages: RefCell<Vec<Page>>,
}

impl Log {
    /// A match is looked at.
    pub fn begin(&self, unit: UnitId, place: u32, found: Range<usize>) {
        self.heard.set(None);
        self.pages.borrow_mut().push(Page { unit, place, found, notes: Vec::new() });
    }

    /// A question about the match was answered.
    pub fn note(&self, check: Check, answer: bool) {
        let words = self.heard.take().map(|(start, end)| start..end);
        if let Some(page) = self.pages.borrow_mut().last_mut() {
            page.notes.push(Noted { check, answer, words });
        }
    }

    /// Everything told, in order.
    pub fn into_pages(self) -> Vec<Page> {
        self.pages.into_inner()
    }
}
