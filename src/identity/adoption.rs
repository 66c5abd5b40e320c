//! When, by whom and under which paragraph a document was adopted, and when it was last changed.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::body::{Body, BodyMention, bodies_in};
use super::date::Date;
use super::find_date::{Dates, any_dates_in, dates_in};
use super::known::{Agrees, Confidence, Field, Known, Source};
use super::labels::{Ask, Labelled};
use super::title_page::{Line, TitlePage, parts};
use super::words::{Bordered, Words, any_of, bordered};

/// A decision to adopt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adoption {
    /// When.
    pub date: Option<Date>,
    /// By whom.
    pub body: Option<Body>,
    /// The paragraph of the minutes.
    pub paragraph: Option<u16>,
}

impl Agrees for Adoption {
    fn agrees(&self, other: &Self) -> bool {
        match (self.date, other.date) {
            (Some(a), Some(b)) => a == b,
            _ => matches!((&self.body, &other.body), (Some(a), Some(b)) if a.agrees(b)),
        }
    }
}

impl Agrees for Date {
    fn agrees(&self, other: &Self) -> bool {
        self == other
    }
}

static DECIDED: LazyLock<Option<Bordered>> = LazyLock::new(|| {
    let words = Words::built_in();
    bordered(&format!(r"(?i)\b(?:(?P<told>{})|{})\b", any_of(&words.beslut_berattat), any_of(&words.beslut)))
});
static CHANGED: LazyLock<Option<Bordered>> = LazyLock::new(|| bordered(&format!(r"(?i)\b(?:{})\b", any_of(&Words::built_in().andring))));
static PARAGRAPH: LazyLock<Option<Bordered>> = LazyLock::new(|| bordered(r"§§?\s*(?P<number>[0-9]{1,4})\b"));
static NUMBER_FIRST: LazyLock<Option<Bordered>> = LazyLock::new(|| bordered(r"\b(?P<number>[0-9]{1,4})\s*§"));

/// What is said of a decision stands within so many bytes after the word for it.
const REACH: usize = 160;

/// Collects every answer.
pub(super) fn gather(page: &TitlePage, labels: &[Labelled], adopted: &mut Field<Adoption>, revised: &mut Field<Date>) {
    from_labels(labels, adopted);
    for label in labels.iter().filter(|label| label.ask == Ask::Revised) {
        if let Some((_, date)) = any_dates_in(label.text).into_iter().last() {
            revised.add(Known::new(date, Source::TitlePage, Confidence::High, label.span));
        }
    }
    for line in &page.lines {
        from_words(line, adopted);
        from_body_and_date(line, adopted);
        for found in CHANGED.iter().flat_map(|expression| expression.find_iter(line.text)).filter(|_| !line.is_prose()) {
            let range = found.end()..reach(line.text, found.end());
            if let Some((_, date)) = dates_in(&line.text[range.clone()]).into_iter().next() {
                revised.add(Known::new(date, Source::TitlePage, Confidence::Medium, line.within(&(found.start()..range.end))));
            }
        }
    }
}

/// "Antagen av: …", "Beslutsdatum: …": one decision told in pieces.
fn from_labels(labels: &[Labelled], field: &mut Field<Adoption>) {
    let mut whole = Adoption::default();
    let mut place = None;
    for label in labels.iter().filter(|label| label.ask == Ask::Adopted) {
        let part = read(label.text, any_dates_in);
        if part != Adoption::default() {
            place = place.or(Some(label.span));
        }
        whole.body = whole.body.or(part.body);
        whole.date = whole.date.or(part.date);
        whole.paragraph = whole.paragraph.or(part.paragraph);
    }
    // A mere "Datum" is the decision's where the decision is told without one.
    let dated = labels.iter().filter(|label| label.ask == Ask::Date).find_map(|label| Some((label, read(label.text, any_dates_in).date?)));
    match (place, dated) {
        (Some(place), dated) => {
            let confidence = if whole.date.is_some() { Confidence::High } else { Confidence::Medium };
            if let (None, Some((label, date))) = (whole.date, dated) {
                whole.date = Some(date);
                whole.paragraph = whole.paragraph.or_else(|| paragraph_in(label.text));
            }
            field.add(Known::new(whole, Source::TitlePage, confidence, place));
        }
        (None, Some((label, date))) => {
            let paragraph = paragraph_in(label.text);
            let confidence = if paragraph.is_some() { Confidence::Medium } else { Confidence::Low };
            field.add(Known::new(Adoption { date: Some(date), body: None, paragraph }, Source::TitlePage, confidence, label.span));
        }
        (None, None) => {}
    }
}

/// "Antagen av kommunfullmäktige den 14 juni 2021, § 87, reviderad …".
fn from_words(line: &Line, field: &mut Field<Adoption>) {
    for words in DECIDED.iter().flat_map(|expression| expression.captures_iter(line.text)) {
        let Some(found) = words.get(0) else { continue };
        let is_story = line.is_prose() || words.name("told").is_some();
        let end = reach(line.text, found.end());
        let said = read(&line.text[found.end()..end], dates_in);
        let confidence = match (&said.date, &said.body) {
            // A sentence may tell of any decision.
            (Some(_), _) if is_story => Confidence::Low,
            (Some(_), Some(_)) => Confidence::High,
            (Some(_), None) => {
                if said.paragraph.is_some() {
                    Confidence::High
                } else {
                    Confidence::Medium
                }
            }
            (None, Some(_)) if !is_story => Confidence::Low,
            _ => continue,
        };
        field.add(Known::new(said, Source::TitlePage, confidence, line.within(&(found.start()..end))));
    }
}

/// "Kommunfullmäktige 2024-04-22 § 57" without a word for deciding.
fn from_body_and_date(line: &Line, field: &mut Field<Adoption>) {
    if line.is_prose() {
        return;
    }
    for (at, part) in parts(line.text) {
        for BodyMention { range, body } in bodies_in(part, false) {
            let rest = &part[range.end..];
            let Some((place, date)) = dates_in(rest).into_iter().next() else { continue };
            if rest[..place.start]
                .trim_matches(|c: char| c.is_whitespace() || c == ',' || c == ':')
                .trim_start_matches("den")
                .trim()
                .is_empty()
            {
                let paragraph = paragraph_in(&rest[place.end..reach(rest, place.end)]);
                let confidence = if paragraph.is_some() { Confidence::High } else { Confidence::Medium };
                let evidence = line.within(&(at + range.start..at + range.end + place.end));
                let said = Adoption { date: Some(date), body: Some(body), paragraph };
                field.add(Known::new(said, Source::TitlePage, confidence, evidence));
            }
        }
    }
}

/// What a stretch of text says of one decision.
fn read(text: &str, dates: fn(&str) -> Dates) -> Adoption {
    let date = dates(text).into_iter().next().map(|(_, date)| date);
    Adoption { date, body: bodies_in(text, false).into_iter().next().map(|m| m.body), paragraph: paragraph_in(text) }
}

fn paragraph_in(text: &str) -> Option<u16> {
    // "2023-06-19 § 71": what stands after the sign is meant, if a number stands there.
    let found = [&*PARAGRAPH, &*NUMBER_FIRST].into_iter().flatten().find_map(|expression| expression.captures(text))?;
    found.name("number")?.as_str().parse().ok()
}

/// How far what follows a word may belong to it: to the sentence's end, the next word for deciding or changing, or [`REACH`].
fn reach(text: &str, from: usize) -> usize {
    let mut end = text.len().min(from + REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let rest = &text[from..end];
    let others = [&*CHANGED, &*DECIDED].into_iter().flatten().filter_map(|expression| expression.find(rest)).map(|m| m.start());
    let stops = rest.match_indices([';', '|', '\t', '\n']).map(|(at, _)| at).take(1);
    let sentences = rest.match_indices(". ").filter(|(at, _)| rest[at + 2..].starts_with(char::is_uppercase)).map(|(at, _)| at).take(1);
    from + others.chain(stops).chain(sentences).min().unwrap_or(rest.len())
}
