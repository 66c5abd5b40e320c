//! Numbers as a reader sees them: by the cell's format code, with decimal comma, dates as 2026-11-22.

use crate::read::dates::civil;

/// What a format code makes of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    General,
    /// Decimals, percent, and words around the figures ("kr").
    Number {
        decimals: usize,
        percent: bool,
        before: String,
        after: String,
    },
    Date {
        date: bool,
        time: bool,
    },
}

/// Longest words around a number.
const MAX_WORDS: usize = 20;
/// Most decimals that a format can ask for.
const MAX_DECIMALS: usize = 15;

impl Format {
    /// A format by its built-in number.
    pub fn built_in(id: u32) -> Option<Format> {
        let number = |decimals, percent| Format::Number { decimals, percent, before: String::new(), after: String::new() };
        Some(match id {
            0 | 49 => Format::General,
            1 | 3 | 5 | 6 | 37 | 38 | 41 | 42 => number(0, false),
            2 | 4 | 7 | 8 | 39 | 40 | 43 | 44 => number(2, false),
            9 => number(0, true),
            10 => number(2, true),
            14..=17 | 27..=31 | 36 | 50..=58 => Format::Date { date: true, time: false },
            18..=21 | 32..=35 | 45..=47 => Format::Date { date: false, time: true },
            22 => Format::Date { date: true, time: true },
            _ => return None,
        })
    }

    /// A format by its code, first section: `# ##0,00 "kr"`, `0.0%`, `yyyy-mm-dd hh:mm`.
    pub fn of_code(code: &str) -> Format {
        if matches!(code.trim().to_lowercase().as_str(), "general" | "standard") {
            return Format::General;
        }
        let (mut before, mut after) = (String::new(), String::new());
        let (mut figures, mut decimals, mut point) = (false, 0, false);
        let (mut date, mut time, mut month, mut percent, mut general) = (false, false, false, false, false);
        let mut signs = code.chars().peekable();
        let mut word = |text: &str, figures: bool| {
            let place = if figures { &mut after } else { &mut before };
            if place.len() < MAX_WORDS {
                place.push_str(text);
            }
        };
        while let Some(sign) = signs.next() {
            match sign {
                ';' => break,
                '"' => word(&signs.by_ref().take_while(|c| *c != '"').collect::<String>(), figures),
                '\\' => word(&signs.next().map(String::from).unwrap_or_default(), figures),
                // A space as wide as the next sign, or that sign repeated.
                '_' | '*' => drop(signs.next()),
                '[' => {
                    let inside: String = signs.by_ref().take_while(|c| *c != ']').collect();
                    // [h], [mm]: hours and minutes gone by; the rest are colours, conditions and languages. [$kr-41D] holds a currency.
                    time |= matches!(inside.to_lowercase().trim_end_matches(['h', 'm', 's']), "") && !inside.is_empty();
                    if let Some(currency) = inside.strip_prefix('$') {
                        word(currency.split('-').next().unwrap_or(""), figures);
                    }
                }
                '0' | '#' | '?' => {
                    figures = true;
                    decimals += usize::from(point);
                }
                '.' => point = figures || signs.peek().is_some_and(|c| matches!(c, '0' | '#' | '?')),
                '%' => percent = true,
                'G' | 'g' => general = true,
                // Fractions and powers of ten.
                'E' | 'e' | '/' => general |= figures,
                'y' | 'Y' | 'd' | 'D' | 'å' => date |= !general,
                'h' | 'H' | 's' | 'S' => time |= !general,
                'm' | 'M' => month |= !general,
                _ => {}
            }
        }
        if date || time || month {
            return Format::Date { date: date || !time, time };
        }
        if general || !figures {
            return Format::General;
        }
        let tidy = |words: String| words.split_whitespace().collect::<Vec<_>>().join(" ");
        Format::Number { decimals: decimals.min(MAX_DECIMALS), percent, before: tidy(before), after: tidy(after) }
    }

    /// The number as shown.
    pub fn show(&self, value: f64, from_1904: bool) -> String {
        match self {
            Format::General => general(value),
            Format::Number { decimals, percent, before, after } => {
                let text = fixed(if *percent { value * 100.0 } else { value }, *decimals);
                let mut out = String::new();
                for part in [before.as_str(), &text, if *percent { "%" } else { "" }, after] {
                    if !part.is_empty() {
                        if !out.is_empty() {
                            out.push(' ');
                        }
                        out.push_str(part);
                    }
                }
                out
            }
            Format::Date { date, time } => moment(value, *date, *time, from_1904).unwrap_or_else(|| general(value)),
        }
    }
}

/// A number without a format: whole, or with as many figures as a spreadsheet shows.
pub(super) fn general(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{}", value as i64);
    }
    if !(1e-6..1e15).contains(&value.abs()) {
        return format!("{value:.5e}").replace('.', ",");
    }
    // Ten significant figures: what binary fractions add behind them is nobody's number.
    let whole = value.abs().log10().floor() as i32 + 1;
    fixed(value, (10 - whole).clamp(0, MAX_DECIMALS as i32) as usize).trim_end_matches('0').trim_end_matches(',').to_owned()
}

fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}").replace('.', ",");
    // "-0" is 0.
    let nothing = text.starts_with('-') && text.bytes().all(|b| matches!(b, b'-' | b'0' | b','));
    if nothing { text[1..].to_owned() } else { text }
}

/// A count of days as a date, a time of day or both.
fn moment(value: f64, date: bool, time: bool, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let mut seconds = (value.fract() * 86_400.0).round() as i64;
    let mut days = value.trunc() as i64;
    if seconds == 86_400 {
        (days, seconds) = (days + 1, 0);
    }
    let clock = || {
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let tail = if seconds == 0 { String::new() } else { format!(":{seconds:02}") };
        // A time without a date may count beyond a day.
        format!("{:02}:{minutes:02}{tail}", if date { hours } else { hours + 24 * days })
    };
    if !date {
        return Some(clock());
    }
    // Excel has a 29 February 1900 that never was.
    let days = if from_1904 { days + 1462 } else { days + i64::from(days < 60) };
    let day = civil(days);
    Some(if time && seconds != 0 { format!("{day} {}", clock()) } else { day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_in_the_sheet() {
        for (code, value, expected) in [
            ("General", 12.0, "12"),
            ("Standard", 0.1 + 0.2, "0,3"),
            ("General", 1234.5, "1234,5"),
            ("General", -1.0 / 3.0, "-0,3333333333"),
            ("General", 1e-9, "1,00000e-9"),
            ("0%", 0.453, "45 %"),
            ("0.0%", 0.453, "45,3 %"),
            ("# ##0,00\\ \"kr\"", 1250000.0, "1250000 kr"),
            ("#,##0.00 [$kr-41D]", 99.5, "99,50 kr"),
            ("\"ca \"0", 7.0, "ca 7"),
            ("0;[Red]-0", -0.2, "0"),
            ("yyyy\\-mm\\-dd", 46348.0, "2026-11-22"),
            ("d mmm yyyy;@", 1.0, "1900-01-01"),
            ("yyyy-mm-dd", 61.0, "1900-03-01"),
            ("mmm\\-yy", 46348.0, "2026-11-22"),
            ("yyyy-mm-dd hh:mm", 46348.5, "2026-11-22 12:00"),
            ("[$-41D]d mmmm yyyy", 45351.0, "2024-02-29"),
            ("hh:mm", 0.354166666667, "08:30"),
            ("[h]:mm", 1.5, "36:00"),
            ("yyyy-mm-dd", 9e9, "9000000000"),
            ("@", 5.0, "5"),
        ] {
            assert_eq!(Format::of_code(code).show(value, false), expected, "{code}");
        }
        assert_eq!(Format::built_in(14).map(|f| f.show(0.0, true)), Some("1904-01-01".into()));
        assert_eq!(Format::built_in(200), None);
        assert_eq!(general(f64::NAN), "");
    }
}
