//! What a question means in this archive: which documents and sentences it is about, and which of its values mean nothing.

use super::holdings::Holdings;
use super::query::{Field, Query, UNKNOWN};
use crate::archive::tally::{Aside, DocumentRow, Reading};
use crate::archive::{Sentence, Standing};
use crate::finding::Steering;
use crate::rule::AreaId;

/// What is asked of a sentence's steering.
type Asked = fn(&Steering) -> bool;

/// What can be asked of a sentence's steering, by its name in addresses.
pub(super) const MARKS: [(&str, Asked); 13] = [
    ("actor", |s| s.named_actor),
    ("time", |s| s.time),
    ("resource", |s| s.resource && !s.no_resource),
    ("follow-up", |s| s.follow_up),
    ("indicator", |s| s.indicator),
    ("no-actor", |s| !s.named_actor),
    ("no-time", |s| !s.time),
    ("no-resource", |s| !s.resource || s.no_resource),
    ("no-follow-up", |s| !s.follow_up && !s.indicator),
    ("hedged", |s| s.hedged),
    ("vague", |s| s.vague && !s.concrete),
    ("study", |s| s.study),
    ("one-off", |s| s.one_off),
];

/// What became of a sentence, by its name in addresses; the first is what is asked where nothing is said.
pub(super) const STANDINGS: [(&str, Option<Standing>); 5] = [
    ("counted", Some(Standing::Counted)),
    ("carried", Some(Standing::Carried)),
    ("gap", Some(Standing::Gap)),
    ("outside", Some(Standing::Outside)),
    ("all", None),
];

/// How much of a document was read, by its name in addresses.
pub(super) const READINGS: [(&str, Reading); 4] =
    [("whole", Reading::Whole), ("part", Reading::Part), ("empty", Reading::Empty), ("unread", Reading::Unread)];

/// Whether a document counts, by its name in addresses: it does, it is told by another, it could not be judged.
pub(super) const COUNTED: [(&str, Counting); 3] = [("yes", Counting::Yes), ("aside", Counting::Aside), ("unjudged", Counting::Unjudged)];

/// The highest step of the ladder and level of maturity.
const HIGHEST: u8 = 5;

/// Whether a document counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    Yes,
    Aside,
    Unjudged,
}

impl Counting {
    pub fn of(row: &DocumentRow) -> Counting {
        match row.aside {
            None => Counting::Yes,
            Some(Aside::NotJudged) => Counting::Unjudged,
            Some(_) => Counting::Aside,
        }
    }
}

/// A question that has been understood. `None` asks for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Filters {
    pub owner: Option<usize>,
    pub body: Option<usize>,
    pub kind: Option<Option<String>>,
    /// First and last of the years in which documents stand, and those without a year.
    pub from: Option<u16>,
    pub to: Option<u16>,
    pub undated: bool,
    pub level: Option<Option<u8>>,
    pub counted: Option<Counting>,
    pub reading: Option<Reading>,
    /// Words of title and path, small letters.
    pub name: Vec<String>,
    pub area: Option<AreaId>,
    pub step: u8,
    pub mark: Option<Asked>,
    /// `None`: sentences of every standing.
    pub standing: Option<Standing>,
    /// Words of the sentence, small letters.
    pub words: Vec<String>,
    /// Values that mean nothing here: they choose nothing.
    pub odd: Vec<(Field, String)>,
}

impl Filters {
    /// What a question means.
    pub fn of(query: &Query, held: &Holdings) -> Filters {
        let mut out = Filters { name: words(query.get(Field::Name)), words: words(query.get(Field::Words)), ..Filters::default() };
        let mut odd = Vec::new();
        let mut understood = |field: Field, take: &mut dyn FnMut(&str) -> bool| {
            let value = query.get(field);
            if !value.is_empty() && !take(value) {
                odd.push((field, value.to_string()));
            }
        };
        understood(Field::Owner, &mut |value| set(&mut out.owner, held.owners.iter().position(|key| key == value)));
        understood(Field::Body, &mut |value| {
            set(&mut out.body, held.bodies.iter().position(|body| body.as_deref().unwrap_or(UNKNOWN) == value))
        });
        understood(Field::Kind, &mut |value| {
            set(&mut out.kind, held.kinds.iter().find(|kind| kind.as_deref().unwrap_or(UNKNOWN) == value).cloned())
        });
        understood(Field::From, &mut |value| {
            out.undated = value == UNKNOWN;
            out.undated || set(&mut out.from, value.parse().ok())
        });
        understood(Field::To, &mut |value| set(&mut out.to, value.parse().ok()));
        understood(Field::Level, &mut |value| match value {
            UNKNOWN => set(&mut out.level, Some(None)),
            level => set(&mut out.level, level.parse().ok().filter(|level| *level <= HIGHEST).map(Some)),
        });
        understood(Field::Counted, &mut |value| set(&mut out.counted, named(&COUNTED, value)));
        understood(Field::Reading, &mut |value| set(&mut out.reading, named(&READINGS, value)));
        understood(Field::Area, &mut |value| {
            let place = held.glossary.areas.iter().position(|entry| entry.id == value);
            set(&mut out.area, place.and_then(|place| u8::try_from(place).ok()).map(AreaId))
        });
        understood(Field::Step, &mut |value| {
            let step = value.parse().ok().filter(|step| (1..=HIGHEST).contains(step));
            out.step = step.unwrap_or(0);
            step.is_some()
        });
        understood(Field::Mark, &mut |value| set(&mut out.mark, named(&MARKS, value)));
        out.standing = STANDINGS[0].1;
        understood(Field::Standing, &mut |value| {
            named(&STANDINGS, value).is_some_and(|standing| {
                out.standing = standing;
                true
            })
        });
        out.odd = odd;
        out
    }

    /// Whether a document is asked for.
    pub fn takes(&self, held: &Holdings, row: &DocumentRow) -> bool {
        let wanted = |level: u8| level >= self.step.max(1);
        let verdict = row.verdict.as_ref();
        self.owner.is_none_or(|owner| row.organisation as usize == owner)
            && self.body.is_none_or(|body| held.body(row) == body)
            && self.kind.as_ref().is_none_or(|kind| row.document_type.as_deref() == kind.as_deref())
            && self.takes_year(row.year())
            && self.level.is_none_or(|level| verdict.map(|v| v.level) == level)
            && self.counted.is_none_or(|counted| Counting::of(row) == counted)
            && self.reading.is_none_or(|reading| row.reading == reading)
            && match self.area {
                Some(area) => verdict.and_then(|v| v.area(area)).is_some_and(|said| wanted(said.level)),
                None => self.step == 0 || verdict.is_some_and(|v| v.areas.iter().any(|said| wanted(said.level))),
            }
            && self.takes_name(held, row)
    }

    fn takes_year(&self, year: Option<u16>) -> bool {
        match year {
            _ if self.undated => year.is_none(),
            Some(year) => self.from.is_none_or(|from| year >= from) && self.to.is_none_or(|to| year <= to),
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    fn takes_name(&self, held: &Holdings, row: &DocumentRow) -> bool {
        if self.name.is_empty() {
            return true;
        }
        let text = format!("{}\n{}", row.title.as_deref().unwrap_or_default(), held.short(row)).to_lowercase();
        self.name.iter().all(|word| text.contains(word))
    }

    /// The documents that are asked for, in the order of their paths.
    pub fn documents(&self, held: &Holdings) -> Vec<u32> {
        let all = (0u32..).zip(&held.tally.documents);
        all.filter(|(_, row)| self.takes(held, row)).map(|(place, _)| place).collect()
    }

    /// Whether a document may hold a sentence that is asked for: what is told of it without its sentences.
    pub fn may_hold(&self, row: &DocumentRow) -> bool {
        let Some(verdict) = &row.verdict else { return false };
        self.standing != Some(Standing::Counted) || verdict.references.raw > 0
    }

    /// Whether a sentence is asked for; the document that it stands in is.
    pub fn takes_sentence(&self, sentence: &Sentence) -> bool {
        self.standing.is_none_or(|standing| sentence.standing == standing)
            && sentence.level >= self.step
            && self.area.is_none_or(|area| is_about(sentence, area))
            && self.mark.is_none_or(|mark| mark(&sentence.steering))
            && (self.words.is_empty() || {
                let text = sentence.text.to_lowercase();
                self.words.iter().all(|word| text.contains(word))
            })
    }

    /// How many sentences are asked for, where that can be told without unpacking any: they count, and nothing is asked of their words.
    pub fn sentences_known<'r>(&self, rows: impl Iterator<Item = &'r DocumentRow>) -> Option<u64> {
        if self.standing != Some(Standing::Counted) || self.mark.is_some() || !self.words.is_empty() {
            return None;
        }
        let of = |row: &DocumentRow| -> Option<u64> {
            let Some(verdict) = &row.verdict else { return Some(0) };
            let count = match (self.area, self.step) {
                (None, 0 | 1) => verdict.references,
                (None, 3) => verdict.binding,
                (None, 5) => verdict.followed,
                (Some(area), 0 | 1) => verdict.area(area).map(|said| said.references).unwrap_or_default(),
                (Some(area), 3) => verdict.area(area).map(|said| said.binding).unwrap_or_default(),
                _ => return None,
            };
            Some(u64::from(count.raw))
        };
        rows.map(of).sum()
    }
}

/// Whether a sentence is about an id, or would have been had it counted.
fn is_about(sentence: &Sentence, area: AreaId) -> bool {
    let counts = matches!(sentence.standing, Standing::Counted | Standing::Carried);
    sentence.areas.contains(area) || (!counts && sentence.hits.iter().any(|hit| hit.areas.contains(area)))
}

fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    *place = value;
    place.is_some()
}

fn named<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}
