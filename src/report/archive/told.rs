//! What every report of an archive tells, gathered once: names of rows, sums over the whole, what stands out.

use super::super::texts::{ArchiveTexts, fill, fill_owned};
use super::super::told::{RulesNamed, duty_status, ground_status_in, ladder_line};
use super::super::{Options, excerpt, numbers};
use super::ArchiveReport;
use super::names::{self, Names};
use crate::archive::sample::{Estimate, Quality};
use crate::archive::tally::{Aside, DocumentId, DocumentRow, DutyCell, OrganisationRow, Promise, PromisePlace, Reading, Sum, Tally};
use crate::identity::Body;
use crate::rule::{AreaId, Layer};
use crate::score::GroundStatus;

/// What reports are written with: sums, names and words.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub names: Names<'a>,
    pub tally: &'a Tally,
    pub quality: Option<&'a Quality>,
    pub w: &'static ArchiveTexts,
}

impl<'a> Told<'a> {
    pub fn new(archive: &ArchiveReport<'a>, options: &Options) -> Self {
        Told {
            names: Names::new(archive.glossary, options),
            tally: archive.tally,
            quality: archive.quality,
            w: ArchiveTexts::of(options.language),
        }
    }

    pub fn count(&self, value: usize) -> String {
        numbers::count(value, self.names.language)
    }

    /// A count with its noun.
    pub fn of(&self, value: usize, forms: &str) -> String {
        numbers::of(value, forms, self.names.language)
    }

    pub fn decimal(&self, value: f64) -> String {
        numbers::decimal(value, 1, self.names.language)
    }

    /// Whose a document is.
    pub fn owner(&self, document: &DocumentRow) -> String {
        self.tally.organisations.get(document.organisation as usize).map_or_else(String::new, |o| self.organisation(o))
    }

    pub fn organisation(&self, row: &OrganisationRow) -> String {
        row.organisation.as_ref().map_or_else(|| self.w.unknown_organisation.to_string(), |o| excerpt::clean(&o.name))
    }

    pub fn code(&self, row: &OrganisationRow) -> String {
        row.organisation.as_ref().and_then(|o| o.code.clone()).unwrap_or_default()
    }

    /// The body that a document belongs to; empty if it is not known.
    pub fn body_of(&self, document: &DocumentRow) -> String {
        let organisation = self.tally.organisations.get(document.organisation as usize);
        let body = organisation.and_then(|o| o.bodies.get(document.body as usize)).and_then(|b| b.body.as_ref());
        body.map_or_else(String::new, |b| excerpt::clean(&b.name))
    }

    pub fn body(&self, body: Option<&Body>) -> String {
        body.map_or_else(|| self.w.unknown_body.to_string(), |b| excerpt::clean(&b.name))
    }

    /// What a document's type is called; empty if it is not known.
    pub fn document_type(&self, document: &'a DocumentRow) -> &'a str {
        document.document_type.as_deref().map_or("", |id| self.names.type_name(id))
    }

    /// The document's title on one line; none when quotations are off.
    pub fn title(&self, document: &DocumentRow) -> Option<String> {
        let title = document.title.as_deref().filter(|_| self.names.quotes)?;
        Some(excerpt::clean(title)).filter(|title| !title.is_empty())
    }

    pub fn path(&self, document: DocumentId) -> String {
        self.tally.documents.get(document as usize).map_or_else(String::new, |d| excerpt::clean(&d.path))
    }

    pub fn clean_path(&self, document: &DocumentRow) -> String {
        excerpt::clean(&document.path)
    }

    /// SHA-256 of its bytes, hexadecimal.
    pub fn checksum(&self, document: &DocumentRow) -> String {
        hex::encode(document.sha256)
    }

    /// The promise's words; none when quotations are off.
    pub fn promise_text(&self, promise: &Promise) -> Option<String> {
        self.names.quotes.then(|| excerpt::clean(&promise.text))
    }

    /// The years in which a promise stands, each once.
    pub fn promised_years(&self, promise: &Promise) -> Vec<String> {
        let mut years: Vec<u16> = promise.places.iter().map(|place| place.year).collect();
        years.sort_unstable();
        years.dedup();
        years.iter().map(u16::to_string).collect()
    }

    /// Year, document and page of a promise.
    pub fn promise_place(&self, place: &PromisePlace) -> String {
        let page = place.page.map(|page| fill(self.names.texts.labels.page, &[("n", &self.count(page as usize))]));
        let page = page.map(|page| format!(", {page}")).unwrap_or_default();
        format!("{}: {}{page}", place.year, self.path(place.document))
    }

    /// How much of it was read.
    pub fn reading(&self, reading: Reading) -> &'static str {
        match reading {
            Reading::Whole => self.w.reading_whole,
            Reading::Part => self.w.reading_part,
            Reading::Empty => self.w.reading_empty,
            Reading::Unread => self.w.reading_unread,
        }
    }

    /// Why a document does not count; empty if it does.
    pub fn aside(&self, document: &DocumentRow) -> &'static str {
        match document.aside {
            None => "",
            Some(Aside::NotJudged) => self.w.aside_not_judged,
            Some(Aside::SameText(_)) => self.w.aside_same_text,
            Some(Aside::Draft(_)) => self.w.aside_draft,
            Some(Aside::Older(_)) => self.w.aside_older,
            Some(Aside::Copy(_)) => self.w.aside_copy,
        }
    }

    /// The last day in force, as people write it; empty if it is not known.
    pub fn valid_to(&self, document: &DocumentRow) -> String {
        match document.valid_to {
            None => String::new(),
            Some(crate::identity::End::UntilFurther) => self.w.until_further.to_string(),
            Some(end) => names::end(end),
        }
    }

    /// What went wrong, each kind in a sentence.
    pub fn problems(&self, document: &DocumentRow) -> Vec<String> {
        let said = |code| self.names.texts.problem(code).map(|text| fill(text.what, &[("detail", ""), ("place", "")]));
        document.problems.iter().filter_map(|(_, code)| said(*code)).collect()
    }

    pub fn ground_status(&self, status: GroundStatus) -> &'static str {
        ground_status_in(self.names.texts, status, false)
    }

    /// Whether a duty is seen in any counted document of an organisation.
    pub fn duty(&self, duty: &DutyCell) -> &'static str {
        duty_status(self.names.texts, duty.shown > 0, duty.unsure > 0)
    }

    /// The ids of heat maps, in the taxonomy's order: grounds have tables of their own.
    pub fn areas(&self) -> Vec<AreaId> {
        let all = self.names.glossary.areas.iter().enumerate();
        all.filter(|(_, entry)| entry.layer != Layer::Ground).filter_map(|(place, _)| u8::try_from(place).ok().map(AreaId)).collect()
    }

    /// References for every 10,000 words.
    pub fn per_10_000(&self, references: crate::archive::tally::Count, words: u64) -> Option<f64> {
        references.per_10_000(words).map(|value| (value * 10.0).round() / 10.0)
    }

    /// Areas by the number of counted documents that mention them, most first; of equals in the taxonomy's order.
    pub fn by_coverage(&self) -> Vec<(AreaId, u32)> {
        let wanted = self.areas();
        let areas = self.tally.all.areas.iter().filter(|cell| wanted.contains(&cell.area));
        let mut all: Vec<(AreaId, u32)> = areas.map(|cell| (cell.area, cell.spread.from(1))).collect();
        all.sort_by_key(|(_, documents)| std::cmp::Reverse(*documents));
        all
    }

    /// Duties that are asked of some document of an organisation and shown by none of its counted documents.
    pub fn missing_duties(&self) -> Vec<(&'a OrganisationRow, &'a DutyCell)> {
        let of = |o: &'a OrganisationRow| o.sum.duties.iter().filter(|d| d.is_missing()).map(move |d| (o, d));
        self.tally.organisations.iter().flat_map(of).collect()
    }

    /// Organisation and area with a goal or an action, and without any follow-up.
    pub fn broken_chains(&self) -> usize {
        let areas = self.areas();
        let broken = |sum: &Sum| {
            let cells = sum.areas.iter().filter(|cell| areas.contains(&cell.area));
            cells.filter(|cell| matches!(cell.links(), [goal, action, _, _, _, false] if goal || action)).count()
        };
        self.tally.organisations.iter().map(|o| broken(&o.sum)).sum()
    }

    /// Which documents the distributions are over, in a sentence.
    pub fn population(&self) -> String {
        let documents = &self.tally.documents;
        let unjudged = documents.iter().filter(|d| d.aside == Some(Aside::NotJudged)).count();
        let counted = self.tally.all.counted as usize;
        let values = [
            ("documents", self.of(documents.len(), self.names.texts.labels.documents)),
            ("counted", self.count(counted)),
            ("copies", self.count(documents.len().saturating_sub(counted + unjudged))),
            ("unjudged", self.count(unjudged)),
        ];
        fill_owned(self.w.population_line, &values)
    }

    /// How the report was made and what it cannot tell, a paragraph each.
    pub fn method(&self) -> Vec<String> {
        let (l, w) = (&self.names.texts.labels, self.w);
        let date = match self.tally.date {
            Some(date) => fill(w.method_date, &[("date", &date.to_string())]),
            None => w.method_no_date.to_string(),
        };
        let mut lines = vec![
            l.memo_how.to_string(),
            ladder_line(self.names.texts),
            w.method_counted.to_string(),
            self.population(),
            w.method_once.to_string(),
            w.method_distribution.to_string(),
            w.method_unread.to_string(),
            w.method_identity.to_string(),
            date,
            l.limits_line.to_string(),
            w.method_interviews.to_string(),
            l.memo_proposal.to_string(),
            l.sheet_unit.to_string(),
            RulesNamed::of_glossary(self.names.glossary).line(self.names.texts),
        ];
        lines.extend(self.quality());
        lines
    }

    /// What a sample that was checked by hand says, a sentence each; nothing without one.
    pub fn quality(&self) -> Vec<String> {
        let (w, Some(quality)) = (self.w, self.quality) else { return Vec::new() };
        let percent = |share: f64| numbers::percent(share, self.names.language);
        let told = |(name, estimate): (&str, &Option<Estimate>)| match estimate {
            Some(e) => {
                let answers = self.count(e.answers as usize);
                let values = [("share", percent(e.value)), ("low", percent(e.low)), ("high", percent(e.high)), ("answers", answers)];
                format!("{name}: {}.", fill_owned(w.quality_estimate, &values))
            }
            None => format!("{name}: {}.", w.quality_unknown),
        };
        let rows = [
            (w.quality_precision, &quality.precision),
            (w.quality_recall, &quality.recall),
            (w.quality_level, &quality.level),
            (w.quality_level_near, &quality.level_within_one),
        ];
        let mut lines = vec![w.quality_intro.to_string()];
        lines.extend(rows.map(told));
        if quality.unanswered > 0 {
            lines.push(fill(w.quality_unanswered, &[("n", &self.count(quality.unanswered as usize))]));
        }
        if quality.rules != self.names.glossary.hash {
            lines.push(w.quality_other_rules.to_string());
        }
        lines
    }
}
