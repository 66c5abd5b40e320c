//! Finds dates in text, as Swedish documents write them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;

use super::date::Date;
use super::words::{Bordered, Words, any_of, bordered};

static DATES: LazyLock<Option<Bordered>> = LazyLock::new(|| bordered(&pattern()));
static SHORT_DATES: LazyLock<Option<Bordered>> = LazyLock::new(|| {
    bordered(
        r"\b(?P<y1>(?:19|20)[0-9]{2})(?P<m1>[0-9]{2})(?P<d1>[0-9]{2})\b|\b(?P<y2>[0-9]{2})(?P<m2>[0-9]{2})(?P<d2>[0-9]{2})\b|\b(?P<y3>[0-9]{2})-(?P<m3>[0-9]{2})-(?P<d3>[0-9]{2})\b",
    )
});

/// "2021-06-14", "14 juni 2021", "juni 2021", "2021/06/14", "14/6 2021".
pub(super) fn pattern() -> String {
    let words = Words::built_in();
    let months = any_of(words.manader.iter().chain(&words.manader_korta));
    format!(
        r"(?i)\b(?P<y1>(?:19|20)[0-9]{{2}})[-\u{{2011}}](?P<m1>[0-9]{{1,2}})[-\u{{2011}}](?P<d1>[0-9]{{1,2}})\b|\b(?:(?P<d2>[0-9]{{1,2}})(?::?e)?\s+)?(?P<m2>{months})\.?,?\s+(?P<y2>(?:19|20)[0-9]{{2}})\b|\b(?P<y3>(?:19|20)[0-9]{{2}})[./](?P<m3>[0-9]{{1,2}})[./](?P<d3>[0-9]{{1,2}})\b|\b(?P<d4>[0-9]{{1,2}})[/.](?P<m4>[0-9]{{1,2}})[ .-](?P<y4>(?:19|20)[0-9]{{2}})\b"
    )
}

/// Dates with their bytes.
pub(super) type Dates = Vec<(Range<usize>, Date)>;

/// The dates of a text, from left to right.
pub(super) fn dates_in(text: &str) -> Dates {
    collect(text, DATES.as_ref())
}

/// As [`dates_in`], and dates without a century or without strokes ("210614", "20210614") where a date is what is asked for.
pub(super) fn any_dates_in(text: &str) -> Dates {
    let found = dates_in(text);
    if found.is_empty() { collect(text, SHORT_DATES.as_ref()) } else { found }
}

/// The first date of a text where a date is what is asked for; a mere year is one.
pub(super) fn date_or_year_in(text: &str) -> Option<(Range<usize>, Date)> {
    any_dates_in(text).into_iter().next().or_else(|| {
        let (range, years) = super::years::groups(text).into_iter().next()?;
        Some((range, Date::year(years.from)?))
    })
}

fn collect(text: &str, expression: Option<&Bordered>) -> Dates {
    let Some(expression) = expression else { return Vec::new() };
    expression.captures_iter(text).filter_map(|found| Some((found.get(0)?.range(), read(&found)?))).collect()
}

/// The variant of the expression that matched.
fn read(found: &Captures) -> Option<Date> {
    let part = |letter: char| (1..=4).find_map(|n| found.name(&format!("{letter}{n}"))).map(|m| m.as_str());
    let year: u16 = part('y')?.parse().ok()?;
    let year = match year {
        // Nothing that is read here is older than the sixties or promises more than sixty years.
        0..70 => 2000 + year,
        70..100 => 1900 + year,
        _ => year,
    };
    let month = part('m')?;
    let month = month.parse().ok().or_else(|| month_number(month))?;
    match part('d') {
        Some(day) => Date::day(year, month, day.parse().ok()?),
        None => Date::month(year, month),
    }
}

fn month_number(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let words = Words::built_in();
    let place = [&words.manader, &words.manader_korta].iter().find_map(|list| list.iter().position(|month| *month == name))?;
    u8::try_from(place + 1).ok()
}
