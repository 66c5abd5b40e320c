//! Case numbers (*diarienummer*): "Dnr KS 2021/123", "KS-2021-00123", "KS.2024.0711".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::words::{Bordered, Words, any_of, bordered, expression};

/// Letters of the diary, the year, the number, and the document's number in the case.
const NUMBER: &str = r"(?:(?P<diary>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,7}(?:/[A-ZÅÄÖ]{2,5})?)[ .:/-]?\s?)?(?P<year>(?:19|20)[0-9]{2})\s?[/.:-]\s?(?P<number>[0-9]{1,6})(?:[-:.][0-9]{1,4})?(?:\s[A-ZÅÄÖ]{2,4}\b)?";

static LABELLED: LazyLock<Option<Bordered>> = LazyLock::new(|| {
    let labels = any_of(Words::built_in().etiketter.get("diarienummer").into_iter().flatten());
    bordered(&format!(r"\b(?i:{labels})[.:]?\s*(?:nr\.?:?\s*)?(?P<whole>{NUMBER}|[A-ZÅÄÖ]{{0,6}}[ -]?[0-9]{{1,6}}/(?:19|20)?[0-9]{{2}}\b)"))
});
static BARE: LazyLock<Option<Bordered>> = LazyLock::new(|| bordered(&format!(r"\b(?P<whole>{NUMBER})\b")));
static WHOLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(&format!(r"^(?:{NUMBER}|[A-ZÅÄÖ]{{0,6}}[ -]?[0-9]{{1,6}}/(?:19|20)?[0-9]{{2}})$")));

/// The first number with its label; at least with "dnr" before it.
pub(super) fn labelled_in(text: &str) -> Option<(Range<usize>, String)> {
    LABELLED.as_ref()?.captures_iter(text).find_map(|found| {
        let whole = found.name("whole")?;
        (!is_date(whole.as_str())).then(|| (whole.range(), tidy(whole.as_str())))
    })
}

/// Numbers without a label that only a diary gives: letters, year, number.
pub(super) fn bare_in(text: &str) -> Vec<(Range<usize>, String)> {
    let never = &Words::built_in().ej.diarier;
    let Some(expression) = BARE.as_ref() else { return Vec::new() };
    let found = expression.captures_iter(text).filter_map(|found| {
        let (whole, diary) = (found.name("whole")?, found.name("diary")?.as_str());
        let upper = diary.chars().filter(|c| c.is_uppercase()).count();
        let letters = upper >= 2 && upper * 2 >= diary.chars().count();
        let statute = never.iter().any(|word| *word == diary.to_uppercase()) || diary.ends_with("FS");
        let number = found.name("number")?;
        // "KS 2021-06-14" is a meeting; a span of years ("RSA 2019-2022") is no number.
        let span = number.as_str().len() == 4
            && (number.as_str().starts_with("19") || number.as_str().starts_with("20"))
            && !whole.as_str().contains('/');
        let before = whole.as_str().get(..number.start() - whole.start()).unwrap_or("").trim_end();
        let month = number.as_str().len() <= 2 && before.ends_with('-');
        (letters && !statute && !span && !month).then(|| (whole.range(), tidy(whole.as_str())))
    });
    found.collect()
}

/// Where any case number stands, labelled or not.
pub(super) fn all_in(text: &str) -> Vec<Range<usize>> {
    labelled_in(text).map(|(range, _)| range).into_iter().chain(bare_in(text).into_iter().map(|(range, _)| range)).collect()
}

/// What a label or a row gives as a number, if it looks like one.
pub(super) fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    (WHOLE.as_ref()?.is_match(text) && !is_date(text)).then(|| tidy(text))
}

fn is_date(text: &str) -> bool {
    super::find_date::dates_in(text).iter().any(|(range, _)| range.len() == text.trim().len())
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
