//! What rows and patterns can say of a document: keys, values, and how their mistakes are told.

use std::fmt;

use super::body::{self, Body};
use super::date::{Date, End, Years};
use super::find_date::date_or_year_in;
use super::organisation::Organisation;
use super::words::Words;
use super::{Identity, case_number, years};
use crate::register::{PlaceKind, Register, fold, nearest};

/// A question that rows and patterns can answer. Their names are Swedish: `kommun`, `namnd`, `ar` …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// `kommun`: name or code.
    Municipality,
    /// `namnd`: any body.
    Body,
    /// `typ`: id of the type of document.
    Type,
    /// `ar`: a year or "2022-2025".
    Years,
    /// `giltig_fran`: a date, a month or a year.
    ValidFrom,
    /// `giltig_till`: the same, or "tills vidare".
    ValidTo,
    /// `antagen`: the date of the decision.
    Adopted,
    /// `antagen_av`: who decided.
    AdoptedBy,
    /// `paragraf`: of the minutes.
    Paragraph,
    /// `reviderad`: the last change.
    Revised,
    /// `diarienummer`.
    CaseNumber,
}

impl Key {
    /// All keys.
    pub const ALL: [Key; 11] = [
        Key::Municipality,
        Key::Body,
        Key::Type,
        Key::Years,
        Key::ValidFrom,
        Key::ValidTo,
        Key::Adopted,
        Key::AdoptedBy,
        Key::Paragraph,
        Key::Revised,
        Key::CaseNumber,
    ];

    /// As it is written in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Key::Municipality => "kommun",
            Key::Body => "namnd",
            Key::Type => "typ",
            Key::Years => "ar",
            Key::ValidFrom => "giltig_fran",
            Key::ValidTo => "giltig_till",
            Key::Adopted => "antagen",
            Key::AdoptedBy => "antagen_av",
            Key::Paragraph => "paragraf",
            Key::Revised => "reviderad",
            Key::CaseNumber => "diarienummer",
        }
    }

    /// The key that a column or placeholder names; "Giltig från" and "År" are understood as well.
    pub(super) fn parse(name: &str) -> Option<Key> {
        let name = fold(name).replace(' ', "_");
        Key::ALL.into_iter().find(|key| key.as_str() == name)
    }

    /// What to write instead of a key that does not exist.
    pub(super) fn unknown(name: &str) -> String {
        let keys = || Key::ALL.into_iter().map(Key::as_str);
        let meant = nearest(name, keys().chain([PATH_KEY])).map_or_else(String::new, |key| format!("; menade du `{key}`?"));
        format!("okänd nyckel `{name}`{meant} (nycklar som finns: {PATH_KEY}, {})", keys().collect::<Vec<_>>().join(", "))
    }

    /// Marks the question as one without an answer.
    pub(super) fn deny(self, identity: &mut Identity) {
        match self {
            Key::Municipality => identity.municipality.deny(),
            Key::Body => identity.body.deny(),
            Key::Type => identity.document_type.deny(),
            Key::Years => identity.years.deny(),
            Key::ValidFrom => identity.valid_from.deny(),
            Key::ValidTo => identity.valid_to.deny(),
            Key::Adopted | Key::AdoptedBy | Key::Paragraph => identity.adopted.deny(),
            Key::Revised => identity.revised.deny(),
            Key::CaseNumber => identity.case_number.deny(),
        }
    }
}

/// The key that says which documents are meant.
pub(super) const PATH_KEY: &str = "sokvag";

/// What a row or a pattern says.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Whose document.
    Municipality(Organisation),
    /// Which body's.
    Body(Body),
    /// Id of its type.
    Type(String),
    /// Years that it covers.
    Years(Years),
    /// In force from.
    ValidFrom(Date),
    /// In force till.
    ValidTo(End),
    /// When adopted.
    Adopted(Date),
    /// By whom.
    AdoptedBy(Body),
    /// Paragraph of the minutes.
    Paragraph(u16),
    /// Last changed.
    Revised(Date),
    /// Case number.
    CaseNumber(String),
    /// `-`: there is none.
    None(Key),
}

/// A mistake in a file of rows or patterns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HintError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what would be right, in Swedish.
    pub message: String,
}

impl fmt::Display for HintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rad {}: {}", self.line, self.message)
    }
}

impl std::error::Error for HintError {}

/// Reads a value. Nothing for an empty one.
pub(super) fn read(key: Key, text: &str) -> Result<Option<Answer>, String> {
    let text = text.trim();
    match text {
        "" => return Ok(None),
        "-" | "–" => return Ok(Some(Answer::None(key))),
        _ => {}
    }
    let date =
        || whole_date(text).ok_or_else(|| format!("`{text}` är inget datum för `{}`: skriv 2021-06-14, 2021-06 eller 2021", key.as_str()));
    let answer = match key {
        Key::Municipality => Answer::Municipality(organisation(text)?),
        Key::Body => Answer::Body(body::parse(text)),
        Key::AdoptedBy => Answer::AdoptedBy(body::parse(text)),
        Key::Type => Answer::Type(text.to_string()),
        Key::Years => Answer::Years(whole_years(text).ok_or_else(|| format!("`{text}` är inget årtal: skriv 2024 eller 2022-2025"))?),
        Key::ValidFrom => Answer::ValidFrom(date()?),
        Key::ValidTo if Words::built_in().tills_vidare.iter().any(|words| fold(words) == fold(text)) => Answer::ValidTo(End::UntilFurther),
        Key::ValidTo => Answer::ValidTo(End::On(date().map_err(|message| message + ", eller \"tills vidare\"")?)),
        Key::Adopted => Answer::Adopted(date()?),
        Key::Revised => Answer::Revised(date()?),
        Key::Paragraph => {
            let number = text.trim_start_matches('§').trim().parse();
            Answer::Paragraph(number.map_err(|_| format!("`{text}` är ingen paragraf: skriv 87 eller § 87"))?)
        }
        // A diary may number as it likes; the user knows.
        Key::CaseNumber => Answer::CaseNumber(case_number::parse(text).unwrap_or_else(|| text.to_string())),
    };
    Ok(Some(answer))
}

/// A name in the register, or one that is not like any in it: not all who keep archives are municipalities.
fn organisation(text: &str) -> Result<Organisation, String> {
    let register = Register::built_in();
    if let Some(place) = register.by_name(text) {
        return Ok(place.into());
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!("ingen kommun eller region har koden `{text}`"));
    }
    if let Some(meant) = register.nearest_name(text) {
        let (given, near) = (fold(text).replace(" kommun", ""), fold(meant));
        if strsim::normalized_damerau_levenshtein(&given, &near) >= VERY_NEAR {
            return Err(format!("`{text}` finns inte i registret över kommuner och regioner; menade du `{meant}`?"));
        }
    }
    let folded = fold(text);
    let kind = match (folded.starts_with("region "), folded.ends_with(" kommun")) {
        (true, _) => Some(PlaceKind::Region),
        (_, true) => Some(PlaceKind::Municipality),
        _ => None,
    };
    Ok(Organisation::unregistered(text, kind))
}

/// So like a registered name, another name is a slip of the pen.
const VERY_NEAR: f64 = 0.8;

/// A date and nothing else.
fn whole_date(text: &str) -> Option<Date> {
    if let Some((year, month)) = text.split_once('-').filter(|(_, month)| month.len() <= 2) {
        return Date::month(year.parse().ok()?, month.parse().ok()?);
    }
    date_or_year_in(text).filter(|(range, _)| range.len() == text.len()).map(|(_, date)| date)
}

/// Years and nothing else.
fn whole_years(text: &str) -> Option<Years> {
    let text = text.replace('_', "-");
    years::groups(&text).into_iter().find(|(range, _)| range.len() == text.len()).map(|(_, years)| years)
}
