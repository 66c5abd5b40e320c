//! Cases from `tests/data/identity.toml`.

use serde::Deserialize;

use super::{Adoption, Confidence, End, Hints, Identity, Patterns, Rows, identify};
use crate::text::{Document, DocumentBuilder, Format, Origin};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    fall: Vec<Case>,
    fel: Vec<Mistake>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    varfor: String,
    text: String,
    #[serde(default)]
    sokvag: String,
    monster: Option<String>,
    rader: Option<String>,
    kommun: Option<String>,
    namnd: Option<String>,
    typ: Option<String>,
    ar: Option<String>,
    giltig_fran: Option<String>,
    giltig_till: Option<String>,
    antagen: Option<String>,
    reviderad: Option<String>,
    diarienummer: Option<String>,
    #[serde(default)]
    osaker_kommun: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    varfor: String,
    rader: Option<String>,
    monster: Option<String>,
    sager: String,
}

fn cases() -> Cases {
    toml::from_str(include_str!("../../tests/data/identity.toml")).unwrap()
}

/// Headings, table rows and paragraphs, as a reader would make them.
fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new(Origin { name: String::new(), format: Format::Markdown, title: None, producer: None });
    let mut table = None;
    for block in text.trim().split("\n\n") {
        let block = block.trim();
        if let Some(cells) = block.strip_prefix('|') {
            let id = *table.get_or_insert_with(|| builder.table());
            builder.row(id, false, &cells.trim_end_matches('|').split('|').collect::<Vec<_>>());
            continue;
        }
        table = None;
        match block.strip_prefix("# ") {
            Some(heading) => builder.heading(1, heading),
            None => builder.paragraph(block),
        }
    }
    builder.finish()
}

fn adoption(adoption: &Adoption) -> String {
    let parts = [
        adoption.date.map(|d| d.to_string()),
        adoption.paragraph.map(|p| format!("§ {p}")),
        adoption.body.as_ref().map(|b| b.name.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Every answer as text, by the key of the data.
fn told(identity: &Identity) -> Vec<(&'static str, String)> {
    let end = |end: &End| match end {
        End::On(date) => date.to_string(),
        End::UntilFurther => "tills vidare".to_string(),
    };
    vec![
        ("kommun", identity.municipality.value().map(|o| o.code.clone().unwrap_or(o.name.clone())).unwrap_or_default()),
        ("namnd", identity.body.value().map(|b| b.name.clone()).unwrap_or_default()),
        ("typ", identity.document_type.value().cloned().unwrap_or_default()),
        ("ar", identity.years.value().map(ToString::to_string).unwrap_or_default()),
        ("giltig_fran", identity.valid_from.value().map(ToString::to_string).unwrap_or_default()),
        ("giltig_till", identity.valid_to.value().map(end).unwrap_or_default()),
        ("antagen", identity.adopted.value().map(adoption).unwrap_or_default()),
        ("reviderad", identity.revised.value().map(ToString::to_string).unwrap_or_default()),
        ("diarienummer", identity.case_number.value().cloned().unwrap_or_default()),
    ]
}

#[test]
fn who_what_and_when() {
    let mut wrong = Vec::new();
    for case in cases().fall {
        let rows = case.rader.as_deref().map(|text| Rows::from_csv(text.trim_start()).unwrap());
        let patterns = case.monster.as_deref().map(|text| Patterns::from_toml(text).unwrap());
        let hints = Hints { rows: rows.as_ref(), patterns: patterns.as_ref(), document_type: None };
        let own = identify(&document(&case.text), &case.sokvag);
        let identity = own.given(&case.sokvag, &hints);
        // What comes out of a store is weighed as what went in.
        let stored: Identity = postcard::from_bytes(&postcard::to_stdvec(&own).unwrap()).unwrap();
        assert_eq!(stored, own, "{}", case.varfor);
        assert_eq!(stored.given(&case.sokvag, &hints), identity, "{}", case.varfor);
        let expected = [
            &case.kommun,
            &case.namnd,
            &case.typ,
            &case.ar,
            &case.giltig_fran,
            &case.giltig_till,
            &case.antagen,
            &case.reviderad,
            &case.diarienummer,
        ];
        for ((key, found), expected) in told(&identity).into_iter().zip(expected) {
            if expected.as_ref().is_some_and(|expected| *expected != found) {
                wrong.push(format!("{}: {key} is {found:?}, not {expected:?}", case.varfor));
            }
        }
        if case.osaker_kommun {
            let best = identity.municipality.best().unwrap();
            assert!(best.confidence < Confidence::High && identity.municipality.candidates().len() > 1, "{}", case.varfor);
        }
        // Evidence stands where it says, and every answer survives JSON.
        let length = document(&case.text).text().len();
        assert!(identity.years.candidates().iter().filter_map(|k| k.evidence.span()).all(|span| span.end as usize <= length));
        assert!(serde_json::to_value(&identity).unwrap()["municipality"].get("candidates").is_some());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn mistakes_are_told_with_line_and_remedy() {
    for case in cases().fel {
        let errors = match (&case.rader, &case.monster) {
            (Some(rows), _) => Rows::from_csv(rows).unwrap_err(),
            (_, patterns) => Patterns::from_toml(patterns.as_deref().unwrap()).unwrap_err(),
        };
        assert!(errors[0].to_string().starts_with(&case.sager), "{}: {}", case.varfor, errors[0]);
    }
}

#[test]
fn every_expression_of_ours_is_one() {
    for pattern in [super::body::pattern(), super::find_date::pattern()] {
        assert!(super::words::expression(&pattern).is_some(), "{pattern}");
    }
}

#[test]
fn the_same_rows_in_toml() {
    let rows = Rows::from_toml("[[dokument]]\nsokvag = 'plan.pdf'\nkommun = \"0980\"\nantagen = 2021-06-14\nar = 2021\n").unwrap();
    let identity = identify(&document("# Plan"), "plan.pdf").given("a\\b\\plan.pdf", &Hints { rows: Some(&rows), ..Hints::default() });
    assert_eq!(identity.municipality.value().unwrap().name, "Gotlands kommun");
    assert_eq!(identity.adopted.value().unwrap().date.unwrap().to_string(), "2021-06-14");
    assert_eq!(identity.years.value().unwrap().to_string(), "2021");
    assert_eq!(rows.paths().collect::<Vec<_>>(), ["plan.pdf"]);
}

#[test]
fn odd_texts_break_nothing() {
    let odd = [
        "KS 2021/\u{a0}5",
        "Dnr:",
        "Dnr: KS 2021/",
        "§",
        "Antagen",
        "Antagen av\u{a0}KF\u{a0}2021-06-14",
        "|",
        "||||",
        "Kommun:\u{2028}",
        "2021–",
        "–2021",
        "Gäller: –",
        "Region",
        "kommun",
        "İİİ kommun",
        "AB",
        "AB Org",
        "{kommun}/{ar}",
        "Gäller från 99999999",
        "2021-13-45",
        "\u{30a}\u{308}",
        "Läsår: 2025/20",
        "År: 1899-2100",
    ];
    for (at, first) in odd.iter().enumerate() {
        for second in &odd[at..] {
            for text in [
                format!("# {first}\n\n{second}"),
                format!("|{first}|{second}|\n\n|{second}|{first}|"),
                format!("{first}: {second} {first}"),
            ] {
                let path = format!("{first}/{second}.pdf");
                let identity = identify(&document(&text), &path).given(&path, &Hints::default());
                assert!(serde_json::to_string(&identity).is_ok());
            }
        }
    }
}
