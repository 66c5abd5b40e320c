//! Days counted from a fixed day, as spreadsheets and messages store them.

/// Days from 0000-03-01, where the cycle of leap years begins, to 1899-12-30, from which Excel counts.
const EPOCH: i64 = 693_899;

/// The date that lies `days` after 30 December 1899.
pub(super) fn civil(days: i64) -> String {
    let days = days + EPOCH;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day_of_month = day - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day_of_month:02}", year + era * 400 + later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        let dates = [(0, "1899-12-30"), (2, "1900-01-01"), (45_351, "2024-02-29"), (46_348, "2026-11-22"), (-109_205, "1601-01-01")];
        for (days, expected) in dates {
            assert_eq!(civil(days), expected);
        }
    }
}
