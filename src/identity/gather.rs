//! Brings together what the document itself answers.

use super::body::{Body, BodyKind, bodies_in};
use super::known::{Confidence, Evidence, Field, Known, Source};
use super::labels::{Ask, Labelled, labelled};
use super::title_page::{Role, TitlePage, is_running, parts};
use super::validity::Time;
use super::{Identity, adoption, case_number, organisation, validity};
use crate::text::{Document, DocumentBuilder, Format, Origin};

/// A body named so often in the rest of the text may be the document's own …
const OFTEN: u32 = 3;
/// … if it has so great a share of all bodies named.
const SHARE: f64 = 0.5;

/// What the document says of itself: its text, its metadata and the last part of its `name` (a path may be given; it is never opened).
/// What hangs on where it lies and on what the user says comes after, by [`Identity::given`].
pub fn identify(document: &Document, name: &str) -> Identity {
    let name = file_name(name);
    let page = TitlePage::of(document);
    let labels = labelled(&page);
    let mut out = Identity::default();
    organisation::gather(document, name, &page, &labels, &mut out);
    adoption::gather(&page, &labels, &mut out.adopted, &mut out.revised);
    out.adopted.weigh(None);
    let adopted = out.adopted.value().and_then(|adoption| adoption.date);
    bodies(document, &page, &labels, &mut out.body);
    let mut time = Time { years: &mut out.years, from: &mut out.valid_from, to: &mut out.valid_to };
    validity::gather(document, name, &page, &labels, adopted, &mut time);
    case_numbers(&page, &labels, name, &mut out.case_number);
    out.weigh();
    out
}

/// Builds now what is otherwise built when a document first needs it: the register of places, and the expressions.
pub(crate) fn prepare() {
    let origin = Origin { name: String::new(), format: Format::Plain, title: None, producer: None };
    let mut builder = DocumentBuilder::new(origin);
    // One of everything that is asked for.
    builder.paragraph("Granbo kommun | Antagen av kommunstyrelsen 2021-06-14 § 87, ändrad 210614, dnr: KS 2021/87, gäller 2022–2025");
    identify(&builder.finish(), "plan 2022-2025.pdf");
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

impl super::known::Agrees for String {
    fn agrees(&self, other: &Self) -> bool {
        let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        bare(self) == bare(other)
    }
}

fn bodies(document: &Document, page: &TitlePage, labels: &[Labelled], field: &mut Field<Body>) {
    for label in labels.iter().filter(|label| label.ask == Ask::Body) {
        // Who answers for the document as an employee is no body of the municipality.
        let body = bodies_in(label.text, true).into_iter().find(|mention| mention.body.kind != BodyKind::Officer);
        if let Some(mention) = body {
            field.add(Known::new(mention.body, Source::TitlePage, Confidence::High, label.span));
        }
    }
    for line in page.lines.iter().filter(|line| !line.is_prose()) {
        for mention in bodies_in(line.text, true).into_iter().filter(|mention| mention.body.kind != BodyKind::Officer) {
            let span = line.within(&mention.range);
            // Who decided is told further down, and is less sure to own the document.
            if labels.iter().any(|label| label.ask == Ask::Adopted && label.span.contains(span)) {
                continue;
            }
            let alone = parts(line.text).any(|(at, part)| {
                at <= mention.range.start && part.len() <= mention.range.len() + 2 && mention.range.end <= at + part.len()
            });
            let confidence = match line.role {
                _ if alone && line.role != Role::Heading => Confidence::High,
                Role::Title | Role::Running => Confidence::Medium,
                _ => Confidence::Low,
            };
            let known = Known::new(mention.body, Source::TitlePage, confidence, span);
            field.add(Known { times: line.times, ..known });
        }
    }
    if let Some(title) = document.origin().title.as_deref() {
        for mention in bodies_in(title, true) {
            field.add(Known::new(mention.body, Source::Metadata, Confidence::Low, Evidence::outside(title)));
        }
    }
    from_text(document, page.end, field);
}

/// The rest of the text, by count.
fn from_text(document: &Document, from: usize, field: &mut Field<Body>) {
    let mut counted: Vec<Known<Body>> = Vec::new();
    let found = bodies_in(document.text().get(from..).unwrap_or(""), false);
    for mention in found.into_iter().filter(|mention| !is_running(document, from + mention.range.start)) {
        let span = crate::text::Span::new(from + mention.range.start, from + mention.range.end);
        match counted.iter_mut().find(|known| known.value == mention.body) {
            Some(known) => known.times += 1,
            None => counted.push(Known::new(mention.body, Source::Text, Confidence::Low, span)),
        }
    }
    let all: u32 = counted.iter().map(|known| known.times).sum();
    let often = counted.into_iter().filter(|known| known.times >= OFTEN && f64::from(known.times) >= SHARE * f64::from(all));
    often.for_each(|known| field.add(known));
}

fn case_numbers(page: &TitlePage, labels: &[Labelled], file: &str, field: &mut Field<String>) {
    let source = Source::TitlePage;
    for label in labels.iter().filter(|label| label.ask == Ask::CaseNumber) {
        if let Some(number) = case_number::parse(label.text) {
            field.add(Known::new(number, source, Confidence::High, label.span));
        }
    }
    for line in &page.lines {
        if let Some((range, number)) = case_number::labelled_in(line.text) {
            field.add(Known { times: line.times, ..Known::new(number, source, Confidence::High, line.within(&range)) });
        }
        for (range, number) in case_number::bare_in(line.text).into_iter().filter(|_| !line.is_prose()) {
            field.add(Known { times: line.times, ..Known::new(number, source, Confidence::Medium, line.within(&range)) });
        }
    }
    for (_, number) in case_number::bare_in(&file.replace('_', " ")) {
        field.add(Known::new(number, Source::Filename, Confidence::Low, Evidence::outside(file)));
    }
}
