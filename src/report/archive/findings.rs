//! What was found in a record, one row a finding and a carried-on sentence, for tables that are sorted and filtered.

use super::super::questions::why;
use super::super::texts::fill;
use super::super::{excerpt, numbers};
use super::names::Names;
use crate::archive::{Hit, Record, Sentence, Standing};
use crate::finding::{Reason, UnitReading};
use crate::rule::AreaSet;

/// One finding, or one sentence that carries others on.
pub(crate) struct Row<'r> {
    pub sentence: &'r Sentence,
    /// The match; none for a sentence that carries others on.
    pub hit: Option<&'r Hit>,
    pub standing: Standing,
    pub areas: AreaSet,
    /// Ladder level; 0 where it does not count.
    pub level: u8,
}

/// All rows of a document, in its order.
pub(super) fn rows(record: &Record) -> impl Iterator<Item = Row<'_>> {
    record.sentences.iter().flat_map(rows_of)
}

/// All rows of a sentence: its matches, then what it carries on.
pub(crate) fn rows_of(sentence: &Sentence) -> impl Iterator<Item = Row<'_>> {
    let carried = (sentence.standing == Standing::Carried).then_some(Row {
        sentence,
        hit: None,
        standing: Standing::Carried,
        areas: sentence.areas,
        level: sentence.level,
    });
    let hits = sentence.hits.iter().map(move |hit| {
        let standing = match sentence.standing {
            // A sentence that carries others on has no reference of its own: its matches were set aside.
            _ if hit.ignored.is_some() => Standing::Outside,
            Standing::Carried => Standing::Outside,
            standing => standing,
        };
        let level = if standing == Standing::Counted { sentence.level } else { 0 };
        Row { sentence, hit: Some(hit), standing, areas: hit.areas, level }
    });
    hits.chain(carried)
}

impl Row<'_> {
    pub fn counts(&self) -> bool {
        matches!(self.standing, Standing::Counted | Standing::Carried)
    }

    /// What its standing is called.
    pub fn standing_name(&self, names: &Names) -> &'static str {
        let l = &names.texts.labels;
        match self.standing {
            Standing::Counted => l.row_counted,
            Standing::Carried => l.row_carried,
            Standing::Gap => l.row_gap,
            Standing::Outside => l.row_ignored,
        }
    }

    /// The matched words; none when quotations are off.
    pub fn words(&self, names: &Names) -> Option<String> {
        let hit = self.hit.filter(|_| names.quotes)?;
        let (start, end) = (hit.start as usize, hit.end.max(hit.start) as usize);
        let words: String = self.sentence.text.chars().skip(start).take(end - start).collect();
        Some(excerpt::clean(&words))
    }

    /// The whole sentence on one line; none when quotations are off.
    pub fn text(&self, names: &Names) -> Option<String> {
        names.quotes.then(|| excerpt::clean(&self.sentence.text))
    }

    /// The headings above it; empty when quotations are off.
    pub fn headings(&self, names: &Names) -> Vec<String> {
        if names.quotes { self.sentence.headings.iter().map(|h| excerpt::clean(h)).collect() } else { Vec::new() }
    }

    /// What the sentence has and lacks on the ladder, for one that counts.
    pub fn has_and_lacks(&self, names: &Names) -> (String, String) {
        if !self.counts() {
            return Default::default();
        }
        let (has, lacks) = why(&UnitReading { steering: self.sentence.steering, ..UnitReading::default() }, names.texts);
        (has.join(", "), lacks.join(", "))
    }

    /// Why it does not count; empty for what does.
    pub fn reason(&self, names: &Names) -> String {
        let l = &names.texts.labels;
        match (self.standing, self.hit.and_then(|hit| hit.ignored.as_deref().map(|reason| (hit, reason)))) {
            (Standing::Counted | Standing::Carried, _) => String::new(),
            (_, Some((hit, id))) => {
                let reason = names.texts.reasons.iter().find(|r| r.reason == id);
                let text = reason.map_or_else(|| id.to_string(), |r| format!("{}: {}.", r.name, r.explanation));
                let meaning = hit.meaning.as_deref().map(|meaning| match id == Reason::Rejected(0).as_str() {
                    true => format!(" {meaning}."),
                    false => format!(" {}.", fill(l.ignored_meaning, &[("meaning", meaning)])),
                });
                text + &meaning.unwrap_or_default()
            }
            (Standing::Gap, None) => l.why_gap.to_string(),
            (Standing::Outside, None) => l.why_no_level.to_string(),
        }
    }

    /// Where the sentence stands, in words: its page, or the headings above it and the paragraph.
    pub fn place(&self, names: &Names) -> String {
        place(self.sentence, names)
    }
}

/// Where a sentence stands, in words.
pub(crate) fn place(sentence: &Sentence, names: &Names) -> String {
    let l = &names.texts.labels;
    let n = |value: u32| numbers::count(value as usize, names.language);
    if let Some(page) = sentence.page {
        return fill(l.page, &[("n", &n(page))]).replace(' ', "\u{a0}");
    }
    let path: Vec<String> =
        if names.quotes { sentence.headings.iter().map(|h| excerpt::around(h, 0..0, 60)).collect() } else { Vec::new() };
    let last = path[path.len().saturating_sub(2)..].join(" › ");
    let label = match (last.is_empty(), sentence.paragraph) {
        (true, 0) if names.quotes => l.title_place,
        (true, _) => l.paragraph,
        (false, 0) => l.heading_place,
        (false, _) => l.section_paragraph,
    };
    fill(label, &[("path", &last), ("n", &n(sentence.paragraph))])
}
