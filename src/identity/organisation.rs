//! Whose document it is: municipality or region.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::Identity;
use super::known::{Agrees, Confidence, Evidence, Field, Known, Source};
use super::labels::{Ask, Labelled};
use super::stretches::stretches;
use super::title_page::{Line, Role, TitlePage, is_running, parts};
use super::words::{Words, any_of, expression};
use crate::register::{Form, Mention, Place, PlaceKind, Register, fold};
use crate::text::{Document, Span};

/// A municipality or region.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Organisation {
    /// "Nacka kommun", "Region Skåne".
    pub name: String,
    /// Which of the two; none if the user names something else (a *kommunalförbund*).
    pub kind: Option<PlaceKind>,
    /// SCB's code of a municipality, Kolada's of a region; none if the register does not have it.
    pub code: Option<String>,
    /// The county of a municipality in the register.
    pub county: Option<String>,
}

impl From<Place> for Organisation {
    fn from(place: Place) -> Self {
        Organisation {
            name: place.name().to_string(),
            kind: Some(place.kind()),
            code: Some(place.code().to_string()),
            county: place.county().map(str::to_string),
        }
    }
}

impl Organisation {
    /// One that is not in the register.
    pub fn unregistered(name: &str, kind: Option<PlaceKind>) -> Self {
        Organisation { name: name.split_whitespace().collect::<Vec<_>>().join(" "), kind, code: None, county: None }
    }
}

impl Agrees for Organisation {
    fn agrees(&self, other: &Self) -> bool {
        // "Mossåkers kommun" and "Mossåker kommun" are one.
        let bare = |o: &Organisation| fold(&o.name).replace(" kommun", "").trim_end_matches('s').to_string();
        match (&self.code, &other.code) {
            (Some(a), Some(b)) => a == b,
            (None, None) => bare(self) == bare(other),
            _ => false,
        }
    }
}

/// "Granbo kommun", "Region Västmark": names that only their form shows to be such.
static BY_FORM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let before = any_of(&Words::built_in().organ_i);
    let name = r"[A-ZÅÄÖ][^\W\d_]{2,}";
    expression(&format!(
        r"\b(?P<name>{name}(?:[- ][A-ZÅÄÖ][^\W\d_]+)?)\s(?i:kommuns?)\b|\b(?i:region)\s(?P<region>{name})\b|\b(?i:{before})\s(?P<place>{name}(?:\s{name})?)\b"
    ))
});

/// What every such name holds.
static ANCHOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let before = any_of(&Words::built_in().organ_i);
    expression(&format!(r"[^\W\d_]\s(?i:kommuns?)(?:[^\w]|$)|(?i:region)\s[A-ZÅÄÖ]|(?i:{before})\s[A-ZÅÄÖ]"))
});

/// Organisations of a text that the register does not have.
fn unregistered_in(text: &str) -> Vec<(std::ops::Range<usize>, Organisation)> {
    let never = &Words::built_in().ej_namn;
    let known = Register::built_in();
    let stretches = stretches(text, ANCHOR.as_ref()).into_iter();
    let found = stretches.flat_map(|(start, stretch)| {
        BY_FORM.iter().flat_map(move |expression| expression.captures_iter(stretch)).map(move |found| (start, found))
    });
    let found = found.filter_map(|(start, found)| {
        let whole = found.get(0)?;
        let range = start + whole.start()..start + whole.end();
        let (stem, kind) = match found.name("region") {
            Some(region) => (region.as_str(), PlaceKind::Region),
            None => (found.name("name").or_else(|| found.name("place"))?.as_str(), PlaceKind::Municipality),
        };
        // "Mellan Granbo kommun och …": the sentence's first word is no part of the name.
        let is_no_name = |word: &str| never.contains(&word.to_lowercase());
        let stem = stem.split_once(' ').filter(|(first, _)| is_no_name(first)).map_or(stem, |(_, rest)| rest);
        let name = if kind == PlaceKind::Region { format!("Region {stem}") } else { format!("{stem} kommun") };
        let new = !is_no_name(stem) && known.mentions(&text[range.clone()]).iter().all(|m| m.form == Form::Bare && m.doubtful);
        new.then(|| (range, Organisation::unregistered(&name, Some(kind))))
    });
    found.collect()
}

/// A place named so often in the rest of the text, by its full name, may be whose document it is …
const OFTEN: u32 = 5;
/// … if it has so great a share of all full names.
const SHARE: f64 = 0.6;
/// So many answers from the rest of the text are kept.
const KEPT: usize = 3;

/// Collects every answer.
pub(super) fn gather(document: &Document, file: &str, page: &TitlePage, labels: &[Labelled], out: &mut Identity) {
    let mentions = Register::built_in().mentions(document.text());
    out.named = mentions.iter().filter_map(|mention| mention.place.code().parse().ok()).collect();
    out.named.sort_unstable();
    out.named.dedup();
    let field = &mut out.municipality;
    for label in labels.iter().filter(|label| label.ask == Ask::Municipality) {
        let known = Register::built_in().by_name(label.text);
        let value = known.map_or_else(|| Organisation::unregistered(label.text, Some(PlaceKind::Municipality)), Organisation::from);
        let confidence = if known.is_some() { Confidence::High } else { Confidence::Medium };
        // "Kommun: alla" is no name.
        let is_name = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with('-');
        let mut words = label.text.trim_end_matches(" kommun").split(' ');
        if known.is_some() || (words.clone().count() <= 3 && words.all(is_name)) {
            field.add(Known::new(value, Source::TitlePage, confidence, label.span));
        }
    }
    for line in &page.lines {
        of_line(line, field);
    }
    if let Some(title) = document.origin().title.as_deref() {
        of_metadata(title, field);
    }
    of_text(document, page.end, mentions, field);
    let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    of_name(name, file, false, &out.named, field);
}

fn of_line(line: &Line, field: &mut Field<Organisation>) {
    for mention in Register::built_in().mentions(line.text) {
        let whole = parts(line.text).any(|(_, part)| part == &line.text[mention.range.clone()]);
        let confidence = match (mention.form, line.role) {
            (Form::Full, Role::Prose) => Confidence::Medium,
            (Form::Full, _) => Confidence::High,
            (Form::Domain, Role::Prose) => Confidence::Low,
            (Form::Domain, _) => Confidence::Medium,
            (Form::Bare, Role::Title | Role::Heading) if !mention.doubtful => Confidence::Medium,
            (Form::Bare, Role::Line | Role::Running) if !mention.doubtful && whole => Confidence::Medium,
            (Form::Bare, Role::Title) => Confidence::Low,
            (Form::Bare, _) if !mention.doubtful => Confidence::Low,
            (Form::Bare, _) => continue,
        };
        let known = Known::new(mention.place.into(), Source::TitlePage, confidence, line.within(&mention.range));
        field.add(Known { times: line.times, ..known });
    }
    for (range, organisation) in unregistered_in(line.text) {
        let confidence = if line.is_prose() { Confidence::Low } else { Confidence::Medium };
        let known = Known::new(organisation, Source::TitlePage, confidence, line.within(&range));
        field.add(Known { times: line.times, ..known });
    }
}

fn of_metadata(title: &str, field: &mut Field<Organisation>) {
    for mention in Register::built_in().mentions(title) {
        let confidence = match mention.form {
            Form::Full => Confidence::Medium,
            _ if mention.doubtful => continue,
            _ => Confidence::Low,
        };
        field.add(Known::new(mention.place.into(), Source::Metadata, confidence, Evidence::outside(title)));
    }
}

/// The rest of the text, by count of full names and addresses.
fn of_text(document: &Document, from: usize, mentions: Vec<Mention>, field: &mut Field<Organisation>) {
    let mut counted: Vec<Known<Organisation>> = Vec::new();
    let mut count = |organisation: Organisation, span: Span| match counted.iter_mut().find(|k| k.value.agrees(&organisation)) {
        Some(known) => known.times += 1,
        None => counted.push(Known::new(organisation, Source::Text, Confidence::Low, span)),
    };
    let is_text = |start: usize| start >= from && !is_running(document, start);
    for mention in mentions.into_iter().filter(|m| m.form != Form::Bare && is_text(m.range.start)) {
        count(mention.place.into(), Span::new(mention.range.start, mention.range.end));
    }
    let rest = document.text().get(from..).unwrap_or("");
    for (range, organisation) in unregistered_in(rest).into_iter().filter(|(range, _)| is_text(from + range.start)) {
        count(organisation, Span::new(from + range.start, from + range.end));
    }
    let all: u32 = counted.iter().map(|known| known.times).sum();
    counted.sort_by_key(|known| (std::cmp::Reverse(known.times), known.evidence.span()));
    counted.truncate(KEPT);
    for mut known in counted {
        if known.times >= OFTEN && f64::from(known.times) >= SHARE * f64::from(all) {
            known.confidence = Confidence::Medium;
        }
        field.add(known);
    }
}

/// The name of a folder around the document. `named` are the places that its text names.
pub(super) fn of_folder(folder: &str, named: &[u16], field: &mut Field<Organisation>) {
    of_name(folder, folder, true, named, field);
}

/// One that is also a word counts only if the text names the place too.
fn of_name(name: &str, evidence: &str, is_folder: bool, named: &[u16], field: &mut Field<Organisation>) {
    let is_named = |place: Place| place.code().parse().is_ok_and(|code: u16| named.binary_search(&code).is_ok());
    for found in Register::built_in().in_file_name(name) {
        let whole = is_folder && Register::built_in().by_name(name) == Some(found.place);
        let confidence = match (found.full || whole, found.doubtful) {
            (true, false) => Confidence::Medium,
            (true, true) if whole => Confidence::Medium,
            (_, true) if !is_named(found.place) => continue,
            _ => Confidence::Low,
        };
        field.add(Known::new(found.place.into(), Source::Filename, confidence, Evidence::outside(evidence)));
    }
}
