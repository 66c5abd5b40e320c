//! Brings the answers together.

use super::answer::Answer;
use super::body::{Body, BodyKind, bodies_in};
use super::known::{Confidence, Evidence, Field, Known, Source};
use super::labels::{Ask, Labelled, labelled};
use super::title_page::{Role, TitlePage, is_running, parts};
use super::validity::Time;
use super::{Adoption, Hints, Identity, adoption, case_number, organisation, validity};
use crate::text::Document;

/// A body named so often in the rest of the text may be the document's own …
const OFTEN: u32 = 3;
/// … if it has so great a share of all bodies named.
const SHARE: f64 = 0.5;

/// Finds out who, what and when. `path` is how the archive names the document, with `/` or `\`; it is never opened.
pub fn identify(document: &Document, path: &str, hints: &Hints) -> Identity {
    let page = TitlePage::of(document);
    let labels = labelled(&page);
    let mut out = Identity::default();
    told(path, hints, &mut out);
    organisation::gather(document, path, &page, &labels, &mut out.municipality);
    adoption::gather(&page, &labels, &mut out.adopted, &mut out.revised);
    out.adopted.settle();
    let adopted = out.adopted.best().cloned();
    bodies(document, &page, &labels, adopted.as_ref(), &mut out.body);
    let mut time = Time { years: &mut out.years, from: &mut out.valid_from, to: &mut out.valid_to };
    validity::gather(document, path, &page, &labels, adopted.as_ref(), &mut time);
    case_numbers(&page, &labels, path, &mut out.case_number);
    out.document_type.add_some(hints.document_type.cloned());
    out.municipality.settle();
    out.body.settle();
    out.document_type.settle();
    out.years.settle();
    out.valid_from.settle();
    out.valid_to.settle();
    out.revised.settle();
    out.case_number.settle();
    out
}

impl super::known::Agrees for String {
    fn agrees(&self, other: &Self) -> bool {
        let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        bare(self) == bare(other)
    }
}

/// What the user says: rows first, then patterns.
fn told(path: &str, hints: &Hints, out: &mut Identity) {
    let rows = hints.rows.and_then(|rows| rows.of(path));
    if let Some((answers, place)) = rows {
        tell(answers, Source::Sidecar, place, out);
    }
    if let Some((answers, pattern)) = hints.patterns.and_then(|patterns| patterns.of(path)) {
        tell(&answers, Source::PathPattern, pattern, out);
    }
}

fn tell(answers: &[Answer], source: Source, evidence: &str, out: &mut Identity) {
    fn add<T: Clone>(field: &mut Field<T>, value: &T, source: Source, evidence: &str) {
        field.add(Known::new(value.clone(), source, Confidence::High, Evidence::outside(evidence)));
    }
    let mut decision = Adoption::default();
    for answer in answers {
        match answer {
            Answer::Municipality(value) => add(&mut out.municipality, value, source, evidence),
            Answer::Body(value) => add(&mut out.body, value, source, evidence),
            Answer::Type(value) => add(&mut out.document_type, value, source, evidence),
            Answer::Years(value) => add(&mut out.years, value, source, evidence),
            Answer::ValidFrom(value) => add(&mut out.valid_from, value, source, evidence),
            Answer::ValidTo(value) => add(&mut out.valid_to, value, source, evidence),
            Answer::Revised(value) => add(&mut out.revised, value, source, evidence),
            Answer::CaseNumber(value) => add(&mut out.case_number, value, source, evidence),
            Answer::Adopted(date) => decision.date = Some(*date),
            Answer::AdoptedBy(body) => decision.body = Some(body.clone()),
            Answer::Paragraph(number) => decision.paragraph = Some(*number),
            Answer::None(key) => key.deny(out),
        }
    }
    if decision != Adoption::default() {
        add(&mut out.adopted, &decision, source, evidence);
    }
}

fn bodies(document: &Document, page: &TitlePage, labels: &[Labelled], adopted: Option<&Known<Adoption>>, field: &mut Field<Body>) {
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
    // Who decides on a document owns it, unless something says otherwise.
    if let Some(known) = adopted
        && let Some(body) = known.value.body.as_ref().filter(|body| body.kind != BodyKind::Officer)
    {
        let confidence = known.confidence.min(Confidence::Medium);
        field.add(Known::new(body.clone(), known.source, confidence, known.evidence.clone()));
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

fn case_numbers(page: &TitlePage, labels: &[Labelled], path: &str, field: &mut Field<String>) {
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
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    for (_, number) in case_number::bare_in(&file.replace('_', " ")) {
        field.add(Known::new(number, Source::Filename, Confidence::Low, Evidence::outside(file)));
    }
}
