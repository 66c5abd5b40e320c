//! One judged document as the reports see it: where things stand, how they are quoted, which findings a unit has.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::excerpt::{QUOTE_LENGTH, around, clean};
use super::texts::{Texts, fill};
use super::{Language, Options, numbers};
use crate::finding::{Cause, Finding, Status, UnitReading};
use crate::fingerprint::{Fingerprint, Sentence};
use crate::outcome::{Analysis, Outcome};
use crate::review::Review;
use crate::rule::{AreaId, AreaSet, Bilingual, RuleSet};
use crate::text::{BlockKind, Document, Severity, Span, UnitId};

/// Longest heading in a place, characters.
const HEADING_LENGTH: usize = 60;

/// A document with its findings, the rules and the reader's wishes.
pub(crate) struct View<'a> {
    pub outcome: &'a Outcome,
    pub analysis: &'a Analysis,
    pub rules: &'a RuleSet,
    pub language: Language,
    pub quotes: bool,
    pub texts: &'static Texts,
    /// For each block, its number among the body blocks of its section.
    paragraphs: Vec<u32>,
}

impl<'a> View<'a> {
    pub fn new(outcome: &'a Outcome, analysis: &'a Analysis, rules: &'a RuleSet, options: &Options) -> Self {
        let (language, quotes) = (options.language, options.quotes);
        let paragraphs = paragraph_numbers(&analysis.document);
        View { outcome, analysis, rules, language, quotes, texts: Texts::of(language), paragraphs }
    }

    pub fn document(&self) -> &'a Document {
        &self.analysis.document
    }

    pub fn reading(&self, unit: UnitId) -> &'a UnitReading {
        &self.analysis.findings.units[unit as usize]
    }

    /// All findings of a unit, counted and set aside.
    pub fn findings_of(&self, unit: UnitId) -> &'a [Finding] {
        let all = &self.analysis.findings.findings;
        let from = all.partition_point(|f| f.unit < unit);
        let to = all.partition_point(|f| f.unit <= unit);
        &all[from..to]
    }

    /// What somebody has said, by its place among the reviews that were in force.
    pub fn review(&self, place: u32) -> Option<&'a Review> {
        self.analysis.reviewed.as_ref()?.reviews.get(place)
    }

    /// What is known of a unit's sentence together with each of these ids: by this people say what they hold of it.
    pub fn fingerprints(&self, unit: UnitId, areas: AreaSet) -> Vec<(AreaId, Fingerprint)> {
        let sentence = Sentence::of(self.document().slice(self.document().units()[unit as usize].span));
        areas.iter().map(|area| (area, sentence.about(&self.rules.taxonomy().area(area).id))).collect()
    }

    /// The references of an id and the units that carry it on, in document order.
    pub fn units_of(&self, area: AreaId) -> Vec<&'a UnitReading> {
        let units = self.analysis.findings.units.iter();
        units.filter(|u| (u.is_reference() && u.areas.contains(area)) || (u.is_chain() && u.inherited.contains(area))).collect()
    }

    /// The matched words that opened `area` in a unit; the unit's beginning if it inherits.
    pub fn focus(&self, unit: UnitId, area: Option<AreaId>) -> Span {
        let counted = self.findings_of(unit).iter().filter(|f| f.status == Status::Counted);
        let found = counted.filter(|f| area.is_none_or(|a| f.areas.contains(a))).min_by_key(|f| (f.span.start, Reverse(f.span.end)));
        let span = self.document().units()[unit as usize].span;
        found.map_or(Span { start: span.start, end: span.start }, |f| f.span)
    }

    /// The unit's text, as it stands; none when quotations are off.
    pub fn unit_text(&self, unit: UnitId) -> Option<&'a str> {
        self.text(self.document().units()[unit as usize].span)
    }

    /// The text of a span, as it stands; none when quotations are off.
    pub fn text(&self, span: Span) -> Option<&'a str> {
        self.quotes.then(|| self.document().slice(span))
    }

    /// A unit in quotation marks, cut around `focus`; none when quotations are off.
    pub fn quote(&self, unit: UnitId, focus: Span) -> Option<String> {
        self.text_around(unit, focus, QUOTE_LENGTH).map(|text| self.in_marks(&text))
    }

    /// A unit's text on one line, cut around `focus` to `length` characters; none when quotations are off.
    pub fn text_around(&self, unit: UnitId, focus: Span, length: usize) -> Option<String> {
        let span = self.document().units()[unit as usize].span;
        let text = self.unit_text(unit)?;
        let relative = |offset: u32| (offset.clamp(span.start, span.end) - span.start) as usize;
        Some(around(text, relative(focus.start)..relative(focus.end), length))
    }

    /// A span's words in quotation marks; none when quotations are off.
    pub fn quote_words(&self, span: Span) -> Option<String> {
        self.text(span).map(|t| self.in_marks(&around(t, 0..0, QUOTE_LENGTH)))
    }

    /// Text in quotation marks.
    pub fn in_marks(&self, text: &str) -> String {
        format!("{}{text}{}", self.texts.labels.quote_open, self.texts.labels.quote_close)
    }

    /// The title as it stands in the document, on one line; none when quotations are off or there is none.
    pub fn title(&self) -> Option<String> {
        let title = self.quotes.then(|| self.document().title()).flatten()?;
        Some(around(title, 0..0, QUOTE_LENGTH)).filter(|t| !t.is_empty())
    }

    /// Whether some of the document could not be read: "not mentioned" can then only be said of what was.
    pub fn is_partial(&self) -> bool {
        self.document().problems().iter().any(|p| p.severity != Severity::Note)
    }

    /// The number, from 1, of the unit's block among the body blocks of its section.
    pub fn paragraph(&self, unit: UnitId) -> u32 {
        self.paragraphs.get(self.document().units()[unit as usize].block as usize).copied().unwrap_or(0)
    }

    /// The headings above a unit, without the title; none are told when quotations are off.
    pub fn headings(&self, unit: UnitId) -> Vec<&'a str> {
        if !self.quotes {
            return Vec::new();
        }
        let mut path = self.document().heading_path(self.document().units()[unit as usize].section);
        if path.first().copied() == self.document().title() {
            path.remove(0);
        }
        path
    }

    /// Where a unit stands, in words: its page, or the headings above it and the paragraph.
    pub fn place(&self, unit: UnitId) -> String {
        let l = &self.texts.labels;
        let at = &self.document().units()[unit as usize];
        let n = |value: u32| numbers::count(value as usize, self.language);
        if let Some(page) = self.document().page_at(at.span.start) {
            let place = match page.label.as_deref().filter(|label| self.quotes && *label != page.number.to_string()) {
                Some(label) => fill(l.page_labelled, &[("n", &n(page.number)), ("label", &clean(label))]),
                None => fill(l.page, &[("n", &n(page.number))]),
            };
            return place.replace(' ', "\u{a0}");
        }
        let paragraph = self.paragraph(unit);
        if !self.quotes {
            let label = if paragraph == 0 { l.heading_of_section } else { l.numbered_section };
            return fill(label, &[("section", &n(at.section)), ("n", &n(paragraph))]);
        }
        let path = self.headings(unit);
        let last: Vec<String> = path[path.len().saturating_sub(2)..].iter().map(|h| around(h, 0..0, HEADING_LENGTH)).collect();
        let label = match (last.is_empty(), paragraph) {
            (false, 0) => l.heading_place,
            (true, 0) => l.title_place,
            (true, _) => l.paragraph,
            (false, _) => l.section_paragraph,
        };
        fill(label, &[("path", &last.join(" › ")), ("n", &n(paragraph))])
    }

    /// The name of an id in the report's language.
    pub fn area_name(&self, area: AreaId) -> &'a str {
        let area = self.rules.taxonomy().area(area);
        match self.language {
            Language::Swedish => &area.name,
            Language::English => &area.name_en,
        }
    }

    pub fn area_names(&self, areas: AreaSet) -> String {
        areas.iter().map(|a| self.area_name(a)).collect::<Vec<_>>().join(", ")
    }

    /// A text of the rules in the report's language.
    pub fn said<'t>(&self, text: &'t Bilingual) -> &'t str {
        match self.language {
            Language::Swedish => &text.sv,
            Language::English => &text.en,
        }
    }

    /// The document type's name, if the rules know one.
    pub fn type_name(&self) -> Option<&'a str> {
        let (index, _) = self.analysis.findings.document_type?;
        let found = self.rules.document_types().get(index as usize)?;
        Some(match self.language {
            Language::Swedish => &found.name,
            Language::English => &found.name_en,
        })
    }

    /// The rule or legal source behind a finding, by id.
    pub fn cause_id(&self, cause: Cause) -> &'a str {
        match cause {
            Cause::Rule(id) => &self.rules.rule(id).id,
            Cause::Source(source) => self.rules.sources().get(source as usize).map_or("", |s| &s.id),
        }
    }

    pub fn count_of(&self, value: usize, forms: &str) -> String {
        numbers::of(value, forms, self.language)
    }
}

/// For each block its number among the body blocks of its section, counted once for all.
fn paragraph_numbers(document: &Document) -> Vec<u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let body = |kind: &BlockKind| !matches!(kind, BlockKind::Heading { .. } | BlockKind::Marginal | BlockKind::TocLine);
    document
        .blocks()
        .iter()
        .map(|block| {
            let count = counts.entry(block.section).or_default();
            *count += u32::from(body(&block.kind));
            *count
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{DocumentBuilder, Format, Origin};

    #[test]
    fn paragraphs_are_numbered_as_the_document_numbers_them() {
        let mut builder = DocumentBuilder::new(Origin { name: "prov.md".into(), format: Format::Markdown, title: None, producer: None });
        for n in 0..6 {
            builder.heading(1 + n % 3, &format!("Rubrik {n}"));
            for _ in 0..=n {
                builder.paragraph("Ett stycke. Och en mening till.");
                builder.list_item(0, "en punkt");
            }
        }
        let document = builder.finish();
        let numbers = paragraph_numbers(&document);
        for (block, number) in numbers.iter().enumerate() {
            assert_eq!(*number as usize, document.paragraph_number(block as u32), "block {block}");
        }
    }
}
