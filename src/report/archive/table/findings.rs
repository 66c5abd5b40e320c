//! `fynd`: one row a finding and a carried-on sentence. `sokvag` leads to the document's row.

use std::io;

use super::super::findings::{Row, rows as rows_of};
use super::super::names::Names;
use super::{Kind, Tell, Value};
use crate::archive::{Record, Standing};
use crate::identity::Identity;

pub(super) const COLUMNS: [(&str, Kind); 32] = [
    ("sokvag", Kind::Text),
    ("sha256", Kind::Text),
    ("kommun", Kind::Text),
    ("kommunkod", Kind::Text),
    ("typ", Kind::Text),
    ("ar_fran", Kind::Count),
    ("ar_till", Kind::Count),
    ("raknas", Kind::Flag),
    ("mening_nr", Kind::Count),
    ("sida", Kind::Count),
    ("stycke", Kind::Count),
    ("rubriker", Kind::Texts),
    ("status", Kind::Text),
    ("steg", Kind::Count),
    ("omraden", Kind::Texts),
    ("regel", Kind::Text),
    ("styrka", Kind::Text),
    ("orsak", Kind::Text),
    ("betydelse", Kind::Text),
    ("ord", Kind::Text),
    ("mening", Kind::Text),
    ("form", Kind::Text),
    ("ansvarig", Kind::Flag),
    ("tid", Kind::Flag),
    ("resurs", Kind::Flag),
    ("matt", Kind::Flag),
    ("uppfoljning", Kind::Flag),
    ("konkret", Kind::Flag),
    ("vagt", Kind::Flag),
    ("forbehall", Kind::Flag),
    ("utredning", Kind::Flag),
    ("brist", Kind::Flag),
];

/// Tells every row of a document. `counted`: whether the document counts, where anybody knows.
pub(super) fn rows(
    names: &Names,
    path: &str,
    record: &Record,
    identity: &Identity,
    counted: Option<bool>,
    tell: &mut Tell,
) -> io::Result<()> {
    let organisation = identity.municipality.value();
    let years = identity.years.value();
    let own: [Value; 8] = [
        path.into(),
        record.brief.file.sha256.as_str().into(),
        organisation.map(|o| o.name.clone()).into(),
        organisation.and_then(|o| o.code.clone()).into(),
        names.type_id(record, identity).into(),
        years.map(|y| y.from).into(),
        years.map(|y| y.to).into(),
        counted.into(),
    ];
    rows_of(record).try_for_each(|found| tell(own.iter().cloned().chain(of_row(names, &found)).collect()))
}

fn of_row(names: &Names, row: &Row) -> Vec<Value> {
    let (sentence, hit) = (row.sentence, row.hit);
    let s = &sentence.steering;
    vec![
        sentence.unit.into(),
        sentence.page.into(),
        sentence.paragraph.into(),
        Value::Texts(row.headings(names)),
        standing(row.standing).into(),
        row.level.into(),
        Value::Texts(names.glossary.ids(row.areas).into_iter().map(str::to_string).collect()),
        hit.map(|hit| hit.cause.as_str()).into(),
        hit.map(|hit| hit.strength.as_str()).into(),
        hit.and_then(|hit| hit.ignored.as_deref()).into(),
        hit.and_then(|hit| hit.meaning.as_deref()).into(),
        row.words(names).into(),
        row.text(names).into(),
        s.mode.as_str().into(),
        s.named_actor.into(),
        s.time.into(),
        s.resource.into(),
        s.indicator.into(),
        s.follow_up.into(),
        s.concrete.into(),
        s.vague.into(),
        s.hedged.into(),
        s.study.into(),
        s.gap.into(),
    ]
}

/// The stable name of a standing, as in JSON.
fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Counted => "counted",
        Standing::Carried => "carried",
        Standing::Gap => "gap",
        Standing::Outside => "outside",
    }
}
