//! An answer with its source, and a question with all its answers.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize, Serializer, ser::SerializeStruct};

use crate::text::Span;

/// Where an answer comes from, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A row that the user wrote about this document.
    Sidecar,
    /// A pattern of the archive's paths.
    PathPattern,
    /// What the file says of itself.
    Metadata,
    /// First page, headings on it, running headers and footers.
    TitlePage,
    /// The rest of the text.
    Text,
    /// The name of the file or of a folder around it.
    Filename,
}

impl Source {
    /// Whether the user said so.
    pub fn is_told(self) -> bool {
        self <= Source::PathPattern
    }
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A hint.
    Low,
    /// Probably.
    Medium,
    /// Said outright, at a place made for it.
    High,
}

impl Confidence {
    fn raised(self) -> Self {
        if self == Confidence::Low { Confidence::Medium } else { Confidence::High }
    }

    fn lowered(self) -> Self {
        if self == Confidence::High { Confidence::Medium } else { Confidence::Low }
    }
}

/// What an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// A place in the document's text.
    Span {
        /// First byte.
        start: u32,
        /// One past the last byte.
        end: u32,
    },
    /// Something outside the text: a path, a row, a title in the metadata.
    Outside {
        /// As it stands there.
        text: String,
    },
}

impl Evidence {
    /// A place outside the text.
    pub fn outside(text: impl Into<String>) -> Self {
        Evidence::Outside { text: text.into() }
    }

    /// The place in the text, if it is one.
    pub fn span(&self) -> Option<Span> {
        match self {
            Evidence::Span { start, end } => Some(Span { start: *start, end: *end }),
            Evidence::Outside { .. } => None,
        }
    }
}

impl From<Span> for Evidence {
    fn from(span: Span) -> Self {
        Evidence::Span { start: span.start, end: span.end }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known<T> {
    /// What it says.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it rests on: the first place, if there are several.
    pub evidence: Evidence,
    /// At how many places the source says so.
    pub times: u32,
}

impl<T> Known<T> {
    /// An answer found at one place.
    pub fn new(value: T, source: Source, confidence: Confidence, evidence: impl Into<Evidence>) -> Self {
        Known { value, source, confidence, evidence: evidence.into(), times: 1 }
    }
}

/// Whether two answers say the same.
pub trait Agrees {
    /// The same answer, perhaps in other words.
    fn agrees(&self, other: &Self) -> bool;
}

/// A question with all its answers, the best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// As they were found, each source's own joined: what is weighed again when another answer comes.
    found: Vec<Known<T>>,
    /// The same, weighed.
    candidates: Vec<Known<T>>,
    denied: bool,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Field { found: Vec::new(), candidates: Vec::new(), denied: false }
    }
}

impl<T> Field<T> {
    /// The best answer; none if nothing was found, or if the user says that there is none.
    pub fn best(&self) -> Option<&Known<T>> {
        if self.denied { None } else { self.candidates.first() }
    }

    /// What the best answer says.
    pub fn value(&self) -> Option<&T> {
        self.best().map(|known| &known.value)
    }

    /// Every answer, the best first: why this one and not another.
    pub fn candidates(&self) -> &[Known<T>] {
        &self.candidates
    }

    /// Whether the user says that there is no answer (`-` in a row).
    pub fn is_denied(&self) -> bool {
        self.denied
    }

    pub(super) fn deny(&mut self) {
        self.denied = true;
    }

    /// What was found, before it was weighed; and whether the question is denied. For the store.
    pub(super) fn found(&self) -> (&[Known<T>], bool) {
        (&self.found, self.denied)
    }

    /// The other way; nothing is weighed yet.
    pub(super) fn of_found(found: Vec<Known<T>>, denied: bool) -> Self {
        Field { found, candidates: Vec::new(), denied }
    }
}

impl<T: Agrees + Clone> Field<T> {
    /// Adds an answer as it was found; [`weigh`](Field::weigh) tells what it is worth.
    pub(super) fn add(&mut self, known: Known<T>) {
        join(&mut self.found, known);
    }

    /// As [`add`](Field::add), if there is an answer.
    pub(super) fn add_some(&mut self, known: Option<Known<T>>) {
        known.into_iter().for_each(|known| self.add(known));
    }

    /// Raises what a second source confirms, lowers what an equal contradicts, and sorts. `derived` follows from another question's answer:
    /// weighed with the rest, and made anew when that answer changes.
    pub(super) fn weigh(&mut self, derived: Option<Known<T>>) {
        let mut joined = self.found.clone();
        derived.into_iter().for_each(|known| join(&mut joined, known));
        // A word that stands somewhere in the text confirms nothing; one that rules it does.
        let speaks = |k: &Known<T>| k.source != Source::Text || k.confidence > Confidence::Low;
        let confirms = |k: &Known<T>, other: &Known<T>| other.source != k.source && speaks(other) && other.value.agrees(&k.value);
        let confirmed: Vec<bool> = joined.iter().map(|k| joined.iter().any(|other| confirms(k, other))).collect();
        for (known, confirmed) in joined.iter_mut().zip(confirmed) {
            if confirmed && !known.source.is_told() {
                known.confidence = known.confidence.raised();
            }
        }
        joined.sort_by_key(|k| {
            let told = if k.source.is_told() { k.source as u8 } else { u8::MAX };
            (told, Reverse(k.confidence), k.source, Reverse(k.times))
        });
        let contradicted = match joined.as_slice() {
            [best, second, ..] => {
                !best.source.is_told()
                    && second.confidence == best.confidence
                    && !second.value.agrees(&best.value)
                    && second.times * 2 > best.times
            }
            _ => false,
        };
        if contradicted && let Some(best) = joined.first_mut() {
            best.confidence = best.confidence.lowered();
        }
        self.candidates = joined;
    }
}

/// An answer that its source gave already is the same answer once more.
fn join<T: Agrees>(joined: &mut Vec<Known<T>>, known: Known<T>) {
    match joined.iter_mut().find(|k| k.source == known.source && k.value.agrees(&known.value)) {
        Some(first) => {
            first.times += known.times;
            if known.confidence > first.confidence {
                let times = first.times;
                *first = Known { times, ..known };
            }
        }
        None => joined.push(known),
    }
}

impl<T: Serialize> Serialize for Field<T> {
    /// `value` (or null), its `source`, `confidence` and `evidence`, and all `candidates`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let best = self.best();
        let mut out = serializer.serialize_struct("Field", 5)?;
        out.serialize_field("value", &best.map(|k| &k.value))?;
        out.serialize_field("source", &best.map(|k| k.source))?;
        out.serialize_field("confidence", &best.map(|k| k.confidence))?;
        out.serialize_field("evidence", &best.map(|k| &k.evidence))?;
        out.serialize_field("candidates", &self.candidates)?;
        out.end()
    }
}
