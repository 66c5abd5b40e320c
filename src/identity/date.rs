//! Dates as precise as they are given, spans of years, and when something ends.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A date. Documents often give only the month or the year; then that is all that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Years that municipal documents can speak of.
pub(super) const YEARS: std::ops::RangeInclusive<u16> = 1900..=2099;

impl Date {
    /// A day, if the calendar has it.
    ///
    /// ```
    /// use genomsyra::identity::Date;
    ///
    /// assert_eq!(Date::day(2024, 2, 29).unwrap().to_string(), "2024-02-29");
    /// assert_eq!(Date::day(2023, 2, 29), None);
    /// ```
    pub fn day(year: u16, month: u8, day: u8) -> Option<Date> {
        let fits = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        fits.then_some(Date { year, month: Some(month), day: Some(day) })
    }

    /// A month.
    pub fn month(year: u16, month: u8) -> Option<Date> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Date { year, month: Some(month), day: None })
    }

    /// A whole year.
    pub fn year(year: u16) -> Option<Date> {
        YEARS.contains(&year).then_some(Date { year, month: None, day: None })
    }

    /// The year that it lies in.
    pub fn year_number(self) -> u16 {
        self.year
    }

    /// Whether the day is known.
    pub fn is_exact(self) -> bool {
        self.day.is_some()
    }

    /// The first day that it can mean.
    pub fn first_day(self) -> Date {
        Date { year: self.year, month: Some(self.month.unwrap_or(1)), day: Some(self.day.unwrap_or(1)) }
    }

    /// The last day that it can mean: what is in force "till 2025" is so all that year.
    pub fn last_day(self) -> Date {
        let month = self.month.unwrap_or(12);
        Date { year: self.year, month: Some(month), day: Some(self.day.unwrap_or_else(|| days_in(self.year, month))) }
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    /// ISO 8601 with the precision that is known: `2021-06-14`, `2021-06` or `2021`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Date {
    type Err = NoDate;

    /// What [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, NoDate> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next().and_then(|year| year.parse().ok()).ok_or(NoDate)?;
        let mut small = || parts.next().map(|part| part.parse::<u8>().map_err(|_| NoDate)).transpose();
        let date = match (small()?, small()?) {
            (Some(month), Some(day)) => Date::day(year, month, day),
            (Some(month), None) => Date::month(year, month),
            _ => Date::year(year),
        };
        date.ok_or(NoDate)
    }
}

/// A text that is no date as they are written here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDate;

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("inget datum: skriv 2025-06-14, 2025-06 eller 2025")
    }
}

impl std::error::Error for NoDate {}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// When a document ceases to be in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// On a day, in a month or with a year.
    On(Date),
    /// Not until it is decided (*tills vidare*).
    UntilFurther,
}

const UNTIL_FURTHER: &str = "until_further";

impl Serialize for End {
    /// A date, or `"until_further"`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            End::On(date) => date.serialize(serializer),
            End::UntilFurther => serializer.serialize_str(UNTIL_FURTHER),
        }
    }
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            UNTIL_FURTHER => Ok(End::UntilFurther),
            date => date.parse().map(End::On).map_err(D::Error::custom),
        }
    }
}

/// One year or several in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Years {
    /// The first.
    pub from: u16,
    /// The last; the same for one year.
    pub to: u16,
}

impl Years {
    /// Years in order, not more than a document can cover.
    pub fn new(from: u16, to: u16) -> Option<Years> {
        const LONGEST: u16 = 40;
        (YEARS.contains(&from) && YEARS.contains(&to) && from <= to && to - from <= LONGEST).then_some(Years { from, to })
    }

    /// Whether it is one year only.
    pub fn is_single(self) -> bool {
        self.from == self.to
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() { write!(f, "{}", self.from) } else { write!(f, "{}–{}", self.from, self.to) }
    }
}
