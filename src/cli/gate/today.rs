//! The one place that asks the clock which day it is.

use chrono::{Datelike, Local};
use genomsyra::identity::Date;

use crate::cli::exit::Stop;

/// Today, by the computer's clock and time zone.
///
/// # Errors
/// The clock is wildly wrong.
pub fn today() -> Result<Date, Stop> {
    let today = Local::now().date_naive();
    let year = u16::try_from(today.year()).ok();
    let date = year.and_then(|year| Date::day(year, today.month() as u8, today.day() as u8));
    date.ok_or_else(|| Stop::Told("datorns klocka går fel. Ange dagen med --date.".into()))
}
