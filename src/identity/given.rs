//! What is said from outside: where the document lies, what the user's rows and patterns say. And how all answers are weighed.

use super::answer::Answer;
use super::body::BodyKind;
use super::date::Years;
use super::known::{Agrees, Confidence, Evidence, Field, Known, Source};
use super::{Adoption, Hints, Identity, organisation, validity};

impl Identity {
    /// The same document at a place in an archive: what its folders are called, what the user's rows and patterns say of its path, and what
    /// the scan says of its type, weighed together with what the document says. `path` has `/` or `\`; its last part is the name by which the
    /// document was identified. Nothing is read again, so rows can be corrected at any time.
    #[must_use]
    pub fn given(&self, path: &str, hints: &Hints) -> Identity {
        let mut out = self.clone();
        told(path, hints, &mut out);
        let folders: Vec<&str> = path.split(['/', '\\']).filter(|name| !name.is_empty()).collect();
        let folders = folders.split_last().map_or(&[][..], |(_, folders)| folders);
        for folder in folders.iter().rev() {
            organisation::of_folder(folder, &out.named, &mut out.municipality);
            validity::of_folder(folder, &mut out.years);
        }
        out.document_type.add_some(hints.document_type.cloned());
        out.weigh();
        out
    }

    /// Weighs the answers to every question; the decision first, since it answers others.
    pub(super) fn weigh(&mut self) {
        self.adopted.weigh(None);
        let adopted = self.adopted.best();
        // Who decides on a document owns it, unless something says otherwise.
        let owner = adopted.and_then(|known| {
            let body = known.value.body.clone().filter(|body| body.kind != BodyKind::Officer)?;
            Some(Known::new(body, known.source, known.confidence.min(Confidence::Medium), known.evidence.clone()))
        });
        let year = adopted.and_then(|known| {
            let year = known.value.date?.year_number();
            Some(Known::new(Years::new(year, year)?, known.source, Confidence::Low, known.evidence.clone()))
        });
        self.municipality.weigh(None);
        self.body.weigh(owner);
        self.document_type.weigh(None);
        self.years.weigh(year);
        self.valid_from.weigh(None);
        self.valid_to.weigh(None);
        self.revised.weigh(None);
        self.case_number.weigh(None);
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
    fn add<T: Clone + Agrees>(field: &mut Field<T>, value: &T, source: Source, evidence: &str) {
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
