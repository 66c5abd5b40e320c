//! From when and till when a document is in force, and which years it covers.

use std::sync::LazyLock;

use regex::Regex;

use super::date::{Date, End, Years};
use super::find_date::{any_dates_in, date_or_year_in, dates_in};
use super::known::{Agrees, Confidence, Evidence, Field, Known, Source};
use super::labels::{Ask, Labelled};
use super::title_page::{Line, Role, TitlePage};
use super::words::{Words, any_of, expression};
use super::years;
use crate::text::{Document, Span};

impl Agrees for End {
    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (End::On(a), End::On(b)) => a.last_day() == b.last_day(),
            _ => self == other,
        }
    }
}

impl Agrees for Years {
    fn agrees(&self, other: &Self) -> bool {
        self == other
    }
}

/// The three questions that are answered together.
pub(super) struct Time<'a> {
    pub years: &'a mut Field<Years>,
    pub from: &'a mut Field<Date>,
    pub to: &'a mut Field<End>,
}

/// Built from the words in the data.
struct Expressions {
    from: Regex,
    to: Regex,
    both: Regex,
    open: Regex,
}

static EXPRESSIONS: LazyLock<Option<Expressions>> = LazyLock::new(|| {
    let words = Words::built_in();
    let build = |list: &[String]| expression(&format!(r"(?i)(?:^|[\s(,;|·:])(?:{})(?:\s+den|\s*:)?\s*", any_of(list)));
    Some(Expressions { from: build(&words.fran)?, to: build(&words.till)?, both: build(&words.galler)?, open: build(&words.tills_vidare)? })
});

/// In the first lines a year stands for the document's.
const EARLY_LINES: usize = 10;
/// … if the line holds little else.
const SHORT: usize = 80;

/// Collects every answer. `adopted` is when it was adopted; that tells goals ("Vision 2040") from the document's own years.
pub(super) fn gather(document: &Document, file: &str, page: &TitlePage, labels: &[Labelled], adopted: Option<Date>, time: &mut Time) {
    for label in labels {
        from_label(label, time);
    }
    for line in &page.lines {
        from_words(line, time);
    }
    from_titles(document, page, adopted, time);
    of_file(file, time);
}

fn from_label(label: &Labelled, time: &mut Time) {
    let (source, high) = (Source::TitlePage, Confidence::High);
    match label.ask {
        Ask::ValidFrom => {
            if let Some((_, date)) = date_or_year_in(label.text) {
                time.from.add(Known::new(date, source, high, label.span));
            }
            if says_open(label.text) {
                time.to.add(Known::new(End::UntilFurther, source, high, label.span));
            }
        }
        Ask::ValidTo if says_open(label.text) => time.to.add(Known::new(End::UntilFurther, source, high, label.span)),
        Ask::ValidTo => {
            if let Some((_, date)) = date_or_year_in(label.text) {
                time.to.add(Known::new(End::On(date), source, high, label.span));
            }
        }
        Ask::Valid => period(label.text, label.span, high, time),
        Ask::Years => {
            if let Some((_, years)) = years::of_title(label.text, None) {
                time.years.add(Known::new(years, source, high, label.span));
            }
        }
        _ => {}
    }
}

/// "2021-01-01–2024-12-31", "2023–2027", "fr.o.m. 2021 tills vidare".
fn period(text: &str, span: Span, confidence: Confidence, time: &mut Time) {
    let source = Source::TitlePage;
    if says_open(text) {
        time.to.add(Known::new(End::UntilFurther, source, confidence, span));
    }
    let dates = any_dates_in(text);
    match dates.as_slice() {
        [(_, from), (_, to), ..] if from <= to => {
            time.from.add(Known::new(*from, source, confidence, span));
            time.to.add(Known::new(End::On(*to), source, confidence, span));
            covers(from.year_number(), to.year_number(), Known::new((), source, Confidence::Medium, span), time);
        }
        [(range, date)] => {
            let words = EXPRESSIONS.as_ref();
            let ends = words.is_some_and(|w| w.to.is_match(&text[..range.start])) || text[..range.start].trim().ends_with(['-', '–']);
            if ends {
                time.to.add(Known::new(End::On(*date), source, confidence, span));
            } else {
                time.from.add(Known::new(*date, source, confidence, span));
            }
        }
        [] => {
            if let Some((_, years)) = years::groups(text).into_iter().next() {
                time.from.add_some(Date::year(years.from).map(|date| Known::new(date, source, confidence, span)));
                if !says_open(text) {
                    time.to.add_some(Date::year(years.to).map(|date| Known::new(End::On(date), source, confidence, span)));
                    covers(years.from, years.to, Known::new((), source, confidence, span), time);
                }
            }
        }
        _ => {}
    }
}

fn covers(from: u16, to: u16, known: Known<()>, time: &mut Time) {
    if let Some(years) = Years::new(from, to) {
        time.years.add(Known::new(years, known.source, known.confidence, known.evidence));
    }
}

fn says_open(text: &str) -> bool {
    EXPRESSIONS.as_ref().is_some_and(|words| words.open.is_match(text))
}

/// "Gäller från 2021-11-01 till 2024-12-31", "gäller 2024–2028", "gäller tills vidare".
fn from_words(line: &Line, time: &mut Time) {
    let Some(words) = EXPRESSIONS.as_ref() else { return };
    let lower = line.text.to_lowercase();
    let speaks = ["gäll", "gilt", "träder"].iter().any(|stem| lower.contains(stem));
    // A sentence that says "from 2022" speaks of anything.
    if !speaks {
        return;
    }
    let source = Source::TitlePage;
    let confidence = match line.role {
        Role::Prose => Confidence::Low,
        // A sentence may speak of another document.
        _ if line.text.trim_end().ends_with('.') || line.text.contains(". ") => Confidence::Medium,
        _ => Confidence::High,
    };
    let date_after = |at: usize| {
        let rest = &line.text[at..];
        let found = date_or_year_in(rest).filter(|(range, _)| range.start == 0)?;
        Some((found.1, line.within(&(at..at + found.0.end))))
    };
    for found in words.from.find_iter(line.text) {
        if let Some((date, span)) = date_after(found.end()) {
            time.from.add(Known::new(date, source, confidence, span));
            // "… till 2024-12-31" right after needs no word of its own.
            let rest = &line.text[(span.end - line.span.start) as usize..];
            if let Some((range, end)) = dates_in(rest).into_iter().next()
                && matches!(rest[..range.start].trim(), "till" | "–" | "-" | "och till" | "t.o.m" | "tom")
            {
                let end_span = Span::new(span.end as usize + range.start, span.end as usize + range.end);
                time.to.add(Known::new(End::On(end), source, confidence, end_span));
            }
        }
    }
    for found in words.to.find_iter(line.text) {
        if let Some((date, span)) = date_after(found.end()) {
            time.to.add(Known::new(End::On(date), source, confidence, span));
        }
    }
    if let Some(found) = words.open.find(line.text)
        && line.role != Role::Prose
    {
        time.to.add(Known::new(End::UntilFurther, source, confidence, line.within(&found.range())));
    }
    for found in words.both.find_iter(line.text) {
        let rest = &line.text[found.end()..];
        if let Some((range, span_of_years)) = years::groups(rest).into_iter().next()
            && range.start == 0
            && !span_of_years.is_single()
        {
            period(&rest[range.clone()], line.within(&(found.end()..found.end() + range.end)), confidence, time);
        }
    }
}

/// Years in the title, in headings and short lines beside it, and in the file's own title.
fn from_titles(document: &Document, page: &TitlePage, adopted: Option<Date>, time: &mut Time) {
    let mut add = |years: Years, source: Source, confidence: Confidence, evidence: Evidence| {
        if !years.is_single() && confidence > Confidence::Low {
            let known = |value| Known::new(value, source, Confidence::Low, evidence.clone());
            time.from.add_some(Date::year(years.from).map(known));
            time.to.add_some(Date::year(years.to).map(|d| Known::new(End::On(d), source, Confidence::Low, evidence.clone())));
        }
        time.years.add(Known::new(years, source, confidence, evidence));
    };
    for (at, line) in page.lines.iter().enumerate() {
        let Some((range, years)) = years::of_title(line.text, adopted) else { continue };
        let alone = range.len() == line.text.trim().len();
        let confidence = match line.role {
            Role::Title => Confidence::High,
            Role::Heading | Role::Line if at < EARLY_LINES && alone => Confidence::High,
            Role::Heading if at < EARLY_LINES => Confidence::Medium,
            Role::Running => Confidence::Medium,
            Role::Line if at < EARLY_LINES && line.text.len() < SHORT && !line.text.contains('\t') => Confidence::Low,
            // Facts that were joined to one line begin with the title.
            Role::Line if at < 3 && !years.is_single() && range.end < SHORT => Confidence::Low,
            _ => continue,
        };
        add(years, Source::TitlePage, confidence, line.within(&range).into());
    }
    if let Some(title) = document.origin().title.as_deref()
        && let Some((_, years)) = years::of_title(title, adopted)
    {
        add(years, Source::Metadata, Confidence::Medium, Evidence::outside(title));
    }
}

/// Years in the name of a file or folder, with `_` between words or not.
fn years_of_name(name: &str) -> Option<(std::ops::Range<usize>, Years)> {
    // In file names hyphens stand for spaces as well; only when none reads as a year is the name tried without them.
    years::of_title(name, None).or_else(|| years::of_title(&name.replace('-', " "), None))
}

/// Years and dates in the name of the file.
fn of_file(file: &str, time: &mut Time) {
    let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem).replace('_', " ");
    let known = Known::new((), Source::Filename, Confidence::Low, Evidence::outside(file));
    if let Some((_, years)) = years_of_name(&name) {
        time.years.add(Known::new(years, known.source, known.confidence, known.evidence));
    } else if let Some((_, date)) = any_dates_in(&name).into_iter().next() {
        covers(date.year_number(), date.year_number(), known, time);
    }
}

/// Years as the whole name of a folder.
pub(super) fn of_folder(folder: &str, field: &mut Field<Years>) {
    let name = folder.replace('_', " ");
    if let Some((_, years)) = years_of_name(&name).filter(|(range, _)| range.len() == name.len()) {
        field.add(Known::new(years, Source::Filename, Confidence::Low, Evidence::outside(folder)));
    }
}
