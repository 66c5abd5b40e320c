//! The one place that asks the clock which day it is.

use std::time::{SystemTime, UNIX_EPOCH};

use genomsyra::identity::Date;

use crate::cli::exit::Stop;

/// Today by the computer's clock, in UTC.
///
/// # Errors
/// The clock is wildly wrong.
pub fn today() -> Result<Date, Stop> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    let day = since.and_then(|since| day_after(since.as_secs() / 86_400));
    day.ok_or_else(|| Stop::Told("datorns klocka går fel. Ange dagen med --date.".into()))
}

/// The day so many days after 1 January 1970.
fn day_after(days: u64) -> Option<Date> {
    // Civil date from days, years beginning in March (Howard Hinnant's algorithm).
    let days = days.checked_add(719_468)?;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    Date::day(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(of_month).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (days, date) in [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_453, "2025-12-31"), (47_540, "2100-02-28")]
        {
            let found = day_after(days).map(|day| day.to_string());
            // Our dates end with 2099.
            assert_eq!(found.as_deref(), Some(date).filter(|date| !date.starts_with("21")), "{days}");
        }
    }
}
