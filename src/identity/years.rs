//! Which years a title, a line or a file name speaks of.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::case_number;
use super::date::{Date, Years};
use super::find_date::any_dates_in;
use super::words::{Words, expression};

static GROUP: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"(?P<from>(?:19|20)[0-9]{2})(?:(?P<sign>\s*[-–—/]\s*)(?P<to>(?:19|20)[0-9]{2}|[0-9]{2}))?"));

/// Years and spans of years in a text, from left to right. Parts of dates, case numbers and statutes are none.
pub(super) fn groups(text: &str) -> Vec<(Range<usize>, Years)> {
    let Some(expression) = GROUP.as_ref().filter(|expression| expression.is_match(text)) else { return Vec::new() };
    let dates: Vec<Range<usize>> = any_dates_in(text).into_iter().map(|(range, _)| range).collect();
    let numbers = case_number::all_in(text);
    let taken = |range: &Range<usize>| dates.iter().chain(numbers.iter()).any(|other| other.start < range.end && range.start < other.end);
    expression
        .captures_iter(text)
        .filter_map(|found| {
            let from = found.name("from")?;
            let year: u16 = from.as_str().parse().ok()?;
            let span = match (found.name("sign"), found.name("to")) {
                (Some(sign), Some(to)) => last_year(year, sign.as_str(), to.as_str())
                    .and_then(|to_year| Some((from.start()..to.end(), Years::new(year, to_year)?))),
                _ => None,
            };
            let (range, years) = span.or_else(|| Some((from.range(), Years::new(year, year)?)))?;
            (stands_alone(text, &range) && !taken(&range)).then_some((range, years))
        })
        .collect()
}

/// "2022-25" is a span; "2022-06" is a month and "2009-12" may be one.
fn last_year(from: u16, sign: &str, to: &str) -> Option<u16> {
    let number: u16 = to.parse().ok()?;
    let full = if to.len() == 4 { number } else { from / 100 * 100 + number };
    // Two figures may be a month or a number of anything ("2019-37"): no plan written so is longer than this.
    const LONGEST: u16 = 12;
    let other = to.len() == 2 && ((sign.trim() == "-" && number <= 12) || full > from + LONGEST);
    (full >= from && !other).then_some(full)
}

/// Neither a longer number, a word, a statute ("2010:800") nor a sum ("2000 000").
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let joins = |c: char| matches!(c, ':' | '/' | '.' | ',' | '-');
    let mut rest = after.chars();
    let (next, then) = (rest.next(), rest.next());
    let number_after = next.is_some_and(char::is_alphanumeric)
        || (next.is_some_and(|c| joins(c) || c == ' ') && then.is_some_and(|c| c.is_ascii_digit()) && !year_follows(after));
    let mut rest = before.chars().rev();
    let (last, ahead) = (rest.next(), rest.next());
    let number_before = last.is_some_and(char::is_alphanumeric)
        || (last.is_some_and(joins) && ahead.is_some_and(|c| c.is_ascii_digit()) && !year_precedes(before));
    !number_after && !number_before
}

fn year_follows(after: &str) -> bool {
    let digits: String = after.chars().skip(1).take_while(char::is_ascii_digit).collect();
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

fn year_precedes(before: &str) -> bool {
    let digits: String = before.chars().rev().skip(1).take_while(char::is_ascii_digit).collect();
    digits.len() == 4 && (digits.ends_with("91") || digits.ends_with("02"))
}

/// The years that a title says the document covers: its first, with those of a plan that belongs to it ("budget 2025 med plan för
/// 2026–2027"). A year that is a goal ("Vision 2040") is none; nor is a single year far after the document was adopted.
pub(super) fn of_title(title: &str, adopted: Option<Date>) -> Option<(Range<usize>, Years)> {
    let groups = groups(title);
    let words = Words::built_in();
    let is_goal = |range: &Range<usize>, years: Years| {
        let before = title[..range.start].trim_end().to_lowercase();
        let led = words.malar.iter().any(|word| before.ends_with(word.as_str()));
        let far = adopted.is_some_and(|date| years.from > date.year_number() + 1);
        years.is_single() && (led || far)
    };
    let first = groups.iter().position(|(range, years)| !is_goal(range, *years))?;
    let (mut range, mut years) = groups[first].clone();
    for (next, more) in &groups[first + 1..] {
        let between = title[range.end..next.start].trim().to_lowercase();
        let joined = words.med_plan.contains(&between) && more.from >= years.from;
        match Years::new(years.from, more.to.max(years.to)).filter(|_| joined) {
            Some(longer) => (range, years) = (range.start..next.end, longer),
            None => break,
        }
    }
    Some((range, years))
}
