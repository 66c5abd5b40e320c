//! Small sums over rows.

use super::rows::{Aside, Count, DocumentRow, DutyCell, Reading, Spread, Verdict};
use super::{AreaCell, AreaRow, Tally};
use crate::rule::AreaId;

impl Count {
    /// Adds another count.
    pub fn add(&mut self, other: Count) {
        self.raw += other.raw;
        self.once += other.once;
    }

    /// Every one of them, for so many words of text; `None` where there is no text.
    pub fn per_10_000(self, words: u64) -> Option<f64> {
        (words > 0).then(|| f64::from(self.raw) * 10_000.0 / words as f64)
    }
}

impl Spread {
    /// A document at a level.
    pub fn add(&mut self, level: u8) {
        if let Some(count) = self.levels.get_mut(usize::from(level)) {
            *count += 1;
        }
    }

    /// Documents in all.
    pub fn documents(&self) -> u32 {
        self.levels.iter().sum::<u32>() + self.unsure
    }

    /// Documents of that level or a higher one.
    pub fn from(&self, level: usize) -> u32 {
        self.levels.get(level..).unwrap_or_default().iter().sum()
    }

    /// The highest level that any document reaches; `None` without any document that was read to its end.
    pub fn highest(&self) -> Option<u8> {
        self.levels.iter().rposition(|count| *count > 0).map(|level| level as u8)
    }
}

impl Aside {
    /// The document that counts instead.
    pub fn instead(self) -> Option<u32> {
        match self {
            Aside::NotJudged => None,
            Aside::SameText(id) | Aside::Draft(id) | Aside::Older(id) | Aside::Copy(id) => Some(id),
        }
    }

    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Aside::NotJudged => "not-judged",
            Aside::SameText(_) => "same-text",
            Aside::Draft(_) => "draft",
            Aside::Older(_) => "older",
            Aside::Copy(_) => "copy",
        }
    }
}

impl Reading {
    /// The stable name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Reading::Whole => "whole",
            Reading::Part => "part",
            Reading::Empty => "empty",
            Reading::Unread => "unread",
        }
    }
}

impl AreaRow {
    /// The links that are shown, in the order of [`LINKS`](crate::score::LINKS).
    pub fn links(&self) -> [bool; 6] {
        std::array::from_fn(|link| self.chain >> link & 1 == 1)
    }
}

impl AreaCell {
    /// Which links are shown in any counted document.
    pub fn links(&self) -> [bool; 6] {
        self.chain.map(|documents| documents > 0)
    }
}

impl DutyCell {
    /// Whether it is asked of some document and none shows it. Where a document was read in part only, it may stand in what was not read.
    pub fn is_missing(&self) -> bool {
        self.asked > 0 && self.shown == 0
    }
}

impl Verdict {
    /// What is said of an id, if it is mentioned.
    pub fn area(&self, area: AreaId) -> Option<&AreaRow> {
        self.areas.iter().find(|row| row.area == area.0)
    }
}

impl DocumentRow {
    /// Whether it stands in the defined set that distributions are over.
    pub fn counts(&self) -> bool {
        self.aside.is_none()
    }

    /// The first year that it covers: the column in which it stands.
    pub fn year(&self) -> Option<u16> {
        self.years.map(|years| years.from)
    }

    /// The highest level of an id: `None` where the document was not judged, or was read in part only and does not mention it.
    pub fn level(&self, area: AreaId) -> Option<u8> {
        match self.verdict.as_ref()?.area(area) {
            Some(row) => Some(row.level),
            None => (self.reading == Reading::Whole).then_some(0),
        }
    }
}

impl Tally {
    /// Documents that count.
    pub fn counted(&self) -> impl Iterator<Item = &DocumentRow> {
        self.documents.iter().filter(|row| row.counts())
    }

    /// Documents of which nothing could be read, or only a part, or that hold no text.
    pub fn not_whole(&self) -> impl Iterator<Item = &DocumentRow> {
        self.documents.iter().filter(|row| row.reading != Reading::Whole)
    }

    /// Documents past their validity, if a date was asked for.
    pub fn past(&self) -> impl Iterator<Item = &DocumentRow> {
        self.documents.iter().filter(|row| row.past == Some(true))
    }
}
