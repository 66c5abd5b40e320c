//! Whose document it is: municipality or region.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::known::{Agrees, Confidence, Evidence, Field, Known, Source};
use super::labels::{Ask, Labelled};
use super::title_page::{Line, Role, TitlePage, is_running, parts};
use super::words::{Words, any_of, expression};
use crate::register::{Form, Place, PlaceKind, Register, fold};
use crate::text::{Document, Span};

/// A municipality or region.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
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

/// Organisations of a text that the register does not have.
fn unregistered_in(text: &str) -> Vec<(std::ops::Range<usize>, Organisation)> {
    let never = &Words::built_in().ej_namn;
    let known = Register::built_in();
    let found = BY_FORM.iter().flat_map(|expression| expression.captures_iter(text)).filter_map(|found| {
        let range = found.get(0)?.range();
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
pub(super) fn gather(document: &Document, path: &str, page: &TitlePage, labels: &[Labelled], field: &mut Field<Organisation>) {
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
    of_text(document, page.end, field);
    of_path(document.text(), path, field);
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
fn of_text(document: &Document, from: usize, field: &mut Field<Organisation>) {
    let text = document.text();
    let mut counted: Vec<Known<Organisation>> = Vec::new();
    let mut count = |organisation: Organisation, span: Span| match counted.iter_mut().find(|k| k.value.agrees(&organisation)) {
        Some(known) => known.times += 1,
        None => counted.push(Known::new(organisation, Source::Text, Confidence::Low, span)),
    };
    let rest = text.get(from..).unwrap_or("");
    let is_text = |start: usize| !is_running(document, from + start);
    for mention in Register::built_in().mentions(rest).into_iter().filter(|m| m.form != Form::Bare && is_text(m.range.start)) {
        count(mention.place.into(), Span::new(from + mention.range.start, from + mention.range.end));
    }
    for (range, organisation) in unregistered_in(rest).into_iter().filter(|(range, _)| is_text(range.start)) {
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

/// Names of the file and its folders. One that is also a word counts only if the text names the place too.
fn of_path(text: &str, path: &str, field: &mut Field<Organisation>) {
    let segments: Vec<&str> = path.split(['/', '\\']).filter(|s| !s.is_empty()).collect();
    for (at, segment) in segments.iter().enumerate().rev() {
        let is_file = at + 1 == segments.len();
        let name = if is_file { segment.rsplit_once('.').map_or(*segment, |(stem, _)| stem) } else { segment };
        for found in Register::built_in().in_file_name(name) {
            let whole = !is_file && Register::built_in().by_name(name) == Some(found.place);
            let confidence = match (found.full || whole, found.doubtful) {
                (true, false) => Confidence::Medium,
                (true, true) if whole => Confidence::Medium,
                (_, true) if !Register::built_in().mentions(text).iter().any(|m| m.place == found.place) => continue,
                _ => Confidence::Low,
            };
            field.add(Known::new(found.place.into(), Source::Filename, confidence, Evidence::outside(*segment)));
        }
    }
}
