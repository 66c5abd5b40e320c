//! `dokument`: one row a document.

use super::super::counting::Counting;
use super::super::names::{self, Names};
use super::{Kind, Value};
use crate::archive::Record;
use crate::identity::Identity;

pub(super) const COLUMNS: [(&str, Kind); 38] = [
    ("sokvag", Kind::Text),
    ("sha256", Kind::Text),
    ("byte", Kind::Large),
    ("format", Kind::Text),
    ("titel", Kind::Text),
    ("sidor", Kind::Count),
    ("ord", Kind::Count),
    ("kommun", Kind::Text),
    ("kommunkod", Kind::Text),
    ("lan", Kind::Text),
    ("namnd", Kind::Text),
    ("typ", Kind::Text),
    ("ar_fran", Kind::Count),
    ("ar_till", Kind::Count),
    ("giltig_fran", Kind::Text),
    ("giltig_till", Kind::Text),
    ("antagen", Kind::Text),
    ("diarienummer", Kind::Text),
    ("bedomd", Kind::Flag),
    ("raknas", Kind::Flag),
    ("varfor_inte", Kind::Text),
    ("raknas_i_stallet", Kind::Text),
    ("familj", Kind::Count),
    ("problem", Kind::Texts),
    ("niva", Kind::Count),
    ("poang", Kind::Number),
    ("poang_fore_tak", Kind::Number),
    ("osakerhet", Kind::Number),
    ("stallen", Kind::Count),
    ("vidareforda", Kind::Count),
    ("meningar", Kind::Count),
    ("binder", Kind::Count),
    ("foljs_upp", Kind::Count),
    ("stallen_per_10000_ord", Kind::Number),
    ("omraden", Kind::Texts),
    ("omraden_som_styrs", Kind::Texts),
    ("plikter_som_saknas", Kind::Texts),
    ("regelhash", Kind::Text),
];

/// The values of a document, in the columns' order.
pub(super) fn row(names: &Names, path: &str, record: &Record, identity: &Identity, counting: Option<Counting>) -> Vec<Value> {
    let file = &record.brief.file;
    let organisation = identity.municipality.value();
    let years = identity.years.value();
    let judgement = record.brief.judgement.as_ref();
    let area_ids = |least: u8| {
        let areas = judgement.into_iter().flat_map(|j| &j.areas).filter(move |area| area.level >= least);
        Value::Texts(areas.filter_map(|area| Some(names.glossary.area(area.area)?.id.clone())).collect())
    };
    let unseen = judgement.into_iter().flat_map(|j| &j.duties).filter(|duty| duty.seen.is_none());
    let mut problems: Vec<String> = record.brief.problems.iter().map(|problem| problem.code.as_str().to_string()).collect();
    problems.dedup();
    let [counted, aside, instead, family] = settled(counting);
    vec![
        path.into(),
        file.sha256.as_str().into(),
        Value::Large(file.bytes),
        file.format.clone().into(),
        names.title(record).into(),
        (file.pages > 0).then_some(file.pages).into(),
        file.words.into(),
        organisation.map(|o| o.name.clone()).into(),
        organisation.and_then(|o| o.code.clone()).into(),
        organisation.and_then(|o| o.county.clone()).into(),
        identity.body.value().map(|b| b.name.clone()).into(),
        names.type_id(record, identity).into(),
        years.map(|y| y.from).into(),
        years.map(|y| y.to).into(),
        identity.valid_from.value().map(|date| date.to_string()).into(),
        identity.valid_to.value().map(|date| names::end(*date)).into(),
        identity.adopted.value().and_then(|a| a.date).map(|date| date.to_string()).into(),
        identity.case_number.value().filter(|_| names.quotes).cloned().into(),
        judgement.is_some().into(),
        counted,
        aside,
        instead,
        family,
        Value::Texts(problems),
        judgement.map(|j| j.level).into(),
        judgement.map(|j| j.score).into(),
        judgement.map(|j| j.uncapped).into(),
        judgement.map(|j| j.range).into(),
        judgement.map(|j| j.references).into(),
        judgement.map(|j| j.carried).into(),
        judgement.map(|j| j.eligible).into(),
        judgement.map(|j| j.levels[3..].iter().sum::<u32>()).into(),
        judgement.map(|j| j.levels[5]).into(),
        judgement.filter(|_| file.words > 0).map(|j| f64::from(j.references) * 10_000.0 / f64::from(file.words)).into(),
        area_ids(1),
        area_ids(3),
        Value::Texts(unseen.filter_map(|duty| Some(names.glossary.duties.get(duty.duty as usize)?.id.clone())).collect()),
        names.glossary.hash.as_str().into(),
    ]
}

/// What only the archive can tell, in the order of [`SETTLED`](super::SETTLED).
pub(super) fn settled(counting: Option<Counting>) -> [Value; 4] {
    match counting {
        Some(told) => [told.counted.into(), told.aside.into(), told.instead.into(), told.family.into()],
        None => [const { Value::Missing }; 4],
    }
}
