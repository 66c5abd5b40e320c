//! The ladder by itself, on sentences about parks: it looks at form, never at what a sentence is about.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::run::Analyser;
use genomsyra::text::UnitKind;

/// The level of the last sentence, item or row of a document.
fn level(analyser: &mut Analyser, above: &str, sentence: &str) -> u8 {
    let row = sentence.starts_with('|');
    let border = if row { format!("\n{}", "|---".repeat(above.matches('|').count() - 1) + "|\n") } else { "\n\n".into() };
    let text = format!("# Något\n\n{above}{}{sentence}\n", if above.is_empty() { String::new() } else { border });
    let analysis = analyser.analyse(text.as_bytes(), "x.md").result.expect("Markdown is read");
    let units = analysis.document.units();
    let of = if row {
        UnitKind::TableRow
    } else if sentence.starts_with("- ") {
        UnitKind::ListItem
    } else {
        UnitKind::Sentence
    };
    let place = units.iter().rposition(|unit| unit.kind == of).unwrap_or_else(|| panic!("{sentence}: no {of:?} was read"));
    analysis.findings.units[place].steering.level
}

#[test]
fn form_decides_the_level() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ladder.toml");
    let cases: toml::Table = fs::read_to_string(path).expect("the cases are there").parse().expect("TOML");
    let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules load");
    let mut analyser = Analyser::new(&rules);
    analyser.options.grade_every_unit = true;
    let (mut tried, mut wrong) = (0, String::new());
    for case in cases["fall"].as_array().expect("a list") {
        let text = |key: &str| case.get(key).map(|value| value.as_str().expect("a text")).unwrap_or_default();
        let wanted = case["niva"].as_integer().expect("a number");
        analyser.options.document_type = Some(text("typ").to_string()).filter(|typ| !typ.is_empty());
        for sentence in case["meningar"].as_array().expect("a list").iter().map(|s| s.as_str().expect("a text")) {
            let read = level(&mut analyser, text("ovan"), sentence);
            tried += 1;
            if i64::from(read) != wanted {
                let _ = writeln!(wrong, "{wanted} read as {read}: {sentence} ({})", text("varfor"));
            }
        }
    }
    assert!(tried >= 60, "cases are missing: {tried}");
    assert!(wrong.is_empty(), "{wrong}");
}
