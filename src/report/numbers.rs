//! Figures as people write them in each language.

use super::Language;

/// A no-break space: figures and their signs stay on one line.
const NBSP: char = '\u{a0}';

/// A count with separated thousands: "12 345", "12,345".
pub(crate) fn count(value: usize, language: Language) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(match language {
                Language::Swedish => NBSP,
                Language::English => ',',
            });
        }
        out.push(digit);
    }
    out
}

/// A number with so many decimals: "−1 234,5", "−1,234.5".
pub(crate) fn decimal(value: f64, decimals: usize, language: Language) -> String {
    let plain = format!("{:.*}", decimals, value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('−');
    }
    out.push_str(&count(whole.parse().unwrap_or(0), language));
    if !fraction.is_empty() {
        out.push(match language {
            Language::Swedish => ',',
            Language::English => '.',
        });
        out.push_str(fraction);
    }
    out
}

/// A number with as few decimals as say the same, two at most: "5", "2,5", "0,25".
pub(crate) fn short(value: f64, language: Language) -> String {
    let decimals = (0..2).find(|d| (value * 10f64.powi(*d) - (value * 10f64.powi(*d)).round()).abs() < 1e-6).unwrap_or(2);
    decimal(value, decimals as usize, language)
}

/// A share 0–1 as a percentage: "30 %", "30%".
pub(crate) fn percent(share: f64, language: Language) -> String {
    match language {
        Language::Swedish => format!("{}{NBSP}%", decimal(share * 100.0, 0, language)),
        Language::English => format!("{}%", decimal(share * 100.0, 0, language)),
    }
}

/// The same, never rounded up: for what nothing falls below.
pub(crate) fn decimal_below(value: f64, decimals: usize, language: Language) -> String {
    let steps = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    // What is a whole number of steps but for the last bit of the fraction is one.
    decimal((value * steps + 1e-9).floor() / steps, decimals, language)
}

/// A share that misses `required`, never rounded up to it: "49,6 %" of "50 %".
pub(crate) fn percent_below(share: f64, required: f64, language: Language) -> String {
    let rounded = percent(share, language);
    if share >= required || rounded != percent(required, language) {
        return rounded;
    }
    let exact = decimal((share * 1000.0).floor() / 10.0, 1, language);
    rounded.replacen(&decimal(share * 100.0, 0, language), &exact, 1)
}

/// A count with its noun: `forms` holds singular and plural, separated by `|`.
pub(crate) fn of(value: usize, forms: &str, language: Language) -> String {
    let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
    format!("{}{NBSP}{}", count(value, language), if value == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Swedish};

    #[test]
    fn thousands_are_separated() {
        assert_eq!(count(0, Swedish), "0");
        assert_eq!(count(999, Swedish), "999");
        assert_eq!(count(1000, Swedish), "1\u{a0}000");
        assert_eq!(count(1_234_567, Swedish), "1\u{a0}234\u{a0}567");
        assert_eq!(count(1_234_567, English), "1,234,567");
    }

    #[test]
    fn decimals_follow_the_language() {
        assert_eq!(decimal(49.05, 1, Swedish), "49,0");
        assert_eq!(decimal(1234.56, 1, Swedish), "1\u{a0}234,6");
        assert_eq!(decimal(-0.04, 1, Swedish), "0,0");
        assert_eq!(decimal(-2.5, 1, English), "−2.5");
        assert_eq!(short(5.0, Swedish), "5");
        assert_eq!(short(0.25, Swedish), "0,25");
        assert_eq!(short(1.0 / 3.0, English), "0.33");
    }

    #[test]
    fn what_is_missed_never_looks_reached() {
        assert_eq!(decimal_below(0.8947, 3, Swedish), "0,894");
        assert_eq!(decimal_below(0.895, 3, English), "0.895");
        assert_eq!(percent_below(0.496, 0.5, Swedish), "49,6\u{a0}%");
        assert_eq!(percent_below(0.49999, 0.5, English), "49.9%");
        assert_eq!(percent_below(0.42, 0.5, Swedish), "42\u{a0}%");
    }

    #[test]
    fn nouns_follow_the_count() {
        assert_eq!(of(1, "ställe|ställen", Swedish), "1\u{a0}ställe");
        assert_eq!(of(0, "ställe|ställen", Swedish), "0\u{a0}ställen");
        assert_eq!(percent(0.306, Swedish), "31\u{a0}%");
        assert_eq!(percent(0.3, English), "30%");
    }
}
