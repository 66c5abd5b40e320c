//! Cases from `tests/data/register.toml`.

use serde::Deserialize;

use super::{Form, Register};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    fall: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    varfor: String,
    text: String,
    finns: Vec<String>,
}

#[test]
fn places_in_texts() {
    let cases: Cases = toml::from_str(include_str!("../../tests/data/register.toml")).unwrap();
    assert!(cases.fall.len() > 10);
    for case in cases.fall {
        let form = |form| match form {
            Form::Full => "helt",
            Form::Domain => "adress",
            Form::Bare => "ort",
        };
        let mentions = Register::built_in().mentions(&case.text);
        let told = mentions.iter().map(|m| format!("{} {}{}", m.place.code(), form(m.form), if m.doubtful { " tveksam" } else { "" }));
        assert_eq!(told.collect::<Vec<_>>(), case.finns, "{}: {}", case.varfor, case.text);
    }
}
