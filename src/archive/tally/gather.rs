//! From records to rows, one record at a time.

use rustc_hash::FxHashMap;

use super::promises::{self, Promises};
use super::rows::{Aside, BodyRow, Count, DocumentRow, OrganisationRow, Reading, Sum, Tally, Verdict};
use super::{AreaRow, settle};
use crate::archive::family::{is_draft, telling_words};
use crate::archive::{Brief, Glossary, Judgement, Reference, Sketch};
use crate::identity::{Body, Confidence, Date, End, Identity, Organisation};
use crate::register::fold;
use crate::text::{Severity, UnitId};

/// What is needed of a document until families are known.
#[derive(Debug)]
pub(super) struct Taken {
    pub row: DocumentRow,
    pub sketch: Sketch,
    pub title: Box<[u64]>,
    /// The body, if the document says outright whose it is: a guess tells no two copies apart.
    pub body: Option<u32>,
    pub references: Box<[Reference]>,
}

/// Takes records and makes a [`Tally`] of them, the same one in whatever order they come.
///
/// ```
/// use genomsyra::archive::{Glossary, Record, tally::Gather};
/// use genomsyra::identity::{Hints, identify};
/// use genomsyra::rule::{RuleSet, built_in_files};
/// use genomsyra::run::Analyser;
///
/// let rules = RuleSet::from_files(&built_in_files()).unwrap();
/// let glossary = Glossary::of(&rules);
/// let (mut gather, mut records) = (Gather::new(&glossary, None), Vec::new());
/// for year in [2022, 2023, 2024] {
///     let path = format!("Nacka/{year}/plan.txt");
///     let text = format!("Skolplan\n\nSkolan ska senast den 1 maj {year} höra barnen om barnets bästa.");
///     let outcome = Analyser::new(&rules).analyse(text.as_bytes(), &path);
///     let identity = identify(&outcome.result.as_ref().unwrap().document, &path).given(&path, &Hints::default());
///     let record = Record::of(&outcome, &rules);
///     gather.add(&path, &record.brief, &identity);
///     records.push(record);
/// }
/// let mut words = |_: &str, unit| Ok::<_, std::io::Error>(records[0].sentences.iter().find(|s| s.unit == unit).unwrap().text.clone());
/// let tally = gather.finish(&mut words).unwrap();
/// assert_eq!(tally.organisations[0].organisation.as_ref().unwrap().name, "Nacka kommun");
/// assert_eq!((tally.years.columns.len(), tally.promises.len()), (3, 1));
/// assert_eq!((tally.all.references.raw, tally.all.references.once), (3, 1));
/// ```
pub struct Gather<'g> {
    pub(super) glossary: &'g Glossary,
    pub(super) date: Option<Date>,
    pub(super) taken: Vec<Taken>,
    pub(super) organisations: Vec<OrganisationRow>,
    by_organisation: FxHashMap<String, u32>,
    by_body: FxHashMap<(u32, String), u32>,
    pub(super) promises: Promises,
    others: Vec<Box<str>>,
}

impl<'g> Gather<'g> {
    /// Takes records judged by the rules of this glossary. `date` is the day on which validity is asked for.
    pub fn new(glossary: &'g Glossary, date: Option<Date>) -> Self {
        Gather {
            glossary,
            date,
            taken: Vec::new(),
            organisations: Vec::new(),
            by_organisation: FxHashMap::default(),
            by_body: FxHashMap::default(),
            promises: Promises::default(),
            others: Vec::new(),
        }
    }

    /// A document: its path in the archive, what counting takes of it, and who, what and when with all that the user says
    /// ([`Identity::given`]).
    pub fn add(&mut self, path: &str, brief: &Brief, identity: &Identity) {
        let organisation = self.organisation(identity.municipality.value());
        let body = self.body(organisation, identity.body.value());
        let row = self.row(path, brief, identity, organisation, body);
        let owner = identity.municipality.value().map_or("", |organisation| organisation.name.as_str());
        let title = telling_words(row.title.as_deref().unwrap_or_default(), owner);
        let references: Box<[Reference]> =
            brief.judgement.as_ref().map(|judgement| judgement.counted.as_slice().into()).unwrap_or_default();
        if let Some(year) = row.year() {
            self.promises.add(organisation, year, &references);
        }
        let sure = identity.body.best().is_some_and(|known| known.confidence == Confidence::High);
        self.taken.push(Taken { row, sketch: brief.sketch.clone(), title, body: sure.then_some(body), references });
    }

    /// A file that is no document.
    pub fn other(&mut self, path: &str) {
        self.others.push(path.into());
    }

    /// Everything together. `words` gives the text of a sentence, by the document's path and the sentence's number: it is asked for those few
    /// that are promises, in the order of their documents.
    ///
    /// # Errors
    /// What `words` gives.
    pub fn finish<E>(mut self, words: &mut dyn FnMut(&str, UnitId) -> Result<String, E>) -> Result<Tally, E> {
        self.taken.sort_by(|a, b| a.row.path.cmp(&b.row.path));
        self.others.sort();
        let others = std::mem::take(&mut self.others);
        let mut tally = Tally { others, ..settle::settle(self) };
        promises::quote(&mut tally, words)?;
        Ok(tally)
    }

    fn organisation(&mut self, organisation: Option<&Organisation>) -> u32 {
        let key = organisation.map_or_else(String::new, key);
        let next = self.organisations.len() as u32;
        *self.by_organisation.entry(key).or_insert_with(|| {
            self.organisations.push(OrganisationRow {
                organisation: organisation.cloned(),
                documents: 0,
                unread: 0,
                part: 0,
                past: 0,
                sum: Sum::default(),
                bodies: Vec::new(),
            });
            next
        })
    }

    fn body(&mut self, organisation: u32, body: Option<&Body>) -> u32 {
        let bodies = &mut self.organisations[organisation as usize].bodies;
        let next = bodies.len() as u32;
        *self.by_body.entry((organisation, body.map_or_else(String::new, |body| fold(&body.name)))).or_insert_with(|| {
            bodies.push(BodyRow { body: body.cloned(), documents: 0, sum: Sum::default() });
            next
        })
    }

    fn row(&self, path: &str, brief: &Brief, identity: &Identity, organisation: u32, body: u32) -> DocumentRow {
        let file = &brief.file;
        let valid_to = identity.valid_to.value().copied();
        let past = self.date.zip(valid_to).map(|(date, end)| match end {
            End::On(end) => end.last_day() < date.first_day(),
            End::UntilFurther => false,
        });
        let found_type = brief.document_type.and_then(|(place, _)| self.glossary.types.get(place as usize)).map(|entry| &entry.id);
        let revised = identity.revised.value().copied();
        let adopted = identity.adopted.value().and_then(|adoption| adoption.date);
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let reading = reading(brief);
        DocumentRow {
            path: path.into(),
            sha256: digest(&file.sha256),
            format: file.format.as_deref().map(Into::into),
            bytes: file.bytes,
            title: file.title.as_deref().map(Into::into),
            organisation,
            body,
            document_type: identity.document_type.value().or(found_type).map(|id| id.as_str().into()),
            years: identity.years.value().copied(),
            valid_from: identity.valid_from.value().copied(),
            valid_to,
            past,
            decided: revised.max(adopted),
            draft: is_draft(name) || file.title.as_deref().is_some_and(is_draft),
            pages: file.pages,
            words: file.words,
            reading,
            problems: problems(brief),
            family: None,
            aside: brief.judgement.is_none().then_some(Aside::NotJudged),
            verdict: brief.judgement.as_ref().map(verdict),
        }
    }
}

/// One organisation is one, whatever form its name has.
fn key(organisation: &Organisation) -> String {
    let name = || fold(&organisation.name).replace(" kommun", "").trim_end_matches('s').to_string();
    organisation.code.clone().unwrap_or_else(name)
}

fn reading(brief: &Brief) -> Reading {
    let worst = brief.problems.iter().map(|problem| problem.severity).max();
    match (brief.is_judged(), worst >= Some(Severity::Warning)) {
        (true, false) => Reading::Whole,
        (true, true) => Reading::Part,
        (false, false) => Reading::Empty,
        (false, true) => Reading::Unread,
    }
}

fn problems(brief: &Brief) -> Box<[(Severity, crate::text::ProblemCode)]> {
    let mut out: Vec<_> = brief.problems.iter().map(|problem| (problem.severity, problem.code)).collect();
    out.sort_by_key(|(severity, code)| (std::cmp::Reverse(*severity), *code));
    out.dedup();
    out.into()
}

fn digest(hexadecimal: &str) -> [u8; 32] {
    let mut out = [0; 32];
    // What was never read has no digest.
    let _ = hex::decode_to_slice(hexadecimal, &mut out);
    out
}

fn verdict(judgement: &Judgement) -> Verdict {
    let levels = |from: usize| Count { raw: judgement.levels[from..].iter().sum(), once: 0 };
    let area = |facts: &crate::archive::AreaFacts| AreaRow {
        area: facts.area.0,
        level: facts.level,
        chain: facts.chain.iter().rev().fold(0, |bits, shown| bits << 1 | u8::from(*shown)),
        references: Count { raw: facts.references, once: 0 },
        binding: Count::default(),
        carried: facts.carried,
    };
    let mut areas: Vec<AreaRow> = judgement.areas.iter().map(area).collect();
    areas.sort_by_key(|row| row.area);
    Verdict {
        level: judgement.level,
        score: judgement.score,
        range: judgement.range,
        confidence: judgement.confidence,
        references: Count { raw: judgement.references, once: 0 },
        carried: judgement.carried,
        binding: levels(3),
        followed: levels(5),
        eligible: judgement.eligible,
        areas: areas.into(),
        grounds: judgement.grounds.iter().map(|ground| (ground.area, ground.status)).collect(),
        duties: judgement.duties.iter().map(|duty| (duty.duty, duty.seen.is_some())).collect(),
    }
}
