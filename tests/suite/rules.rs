//! The built-in rules hold what they promise, and mistakes in rule files are told so that their authors can mend them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use genomsyra::proof::{EntryKind, prove};
use genomsyra::rule::{RuleErrors, RuleFile, RuleSet, built_in_files, overlay};

static FILES: LazyLock<Vec<RuleFile>> = LazyLock::new(built_in_files);
static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::from_files(&FILES).unwrap_or_else(|errors| panic!("{errors}")));

/// Tries all examples of one kind of entry.
fn holds(kind: EntryKind) {
    let proof = prove(&RULES, &FILES, &[kind], &[]);
    let told: Vec<String> = proof
        .failures
        .iter()
        .map(|f| {
            let what = if f.counter { "counter-example" } else { "example" };
            format!("rules/{}:{} {}: {what} does not hold: {:?}\n    found: {:?}", f.file, f.line, f.entry, f.sentence, f.found)
        })
        .collect();
    assert!(told.is_empty(), "{} sentences do not hold:\n{}", told.len(), told.join("\n"));
    assert!(proof.passed > 0, "no examples of {kind:?}");
}

#[test]
fn every_rule_finds_its_examples_and_leaves_its_counter_examples() {
    holds(EntryKind::Rule);
}

#[test]
fn every_class_stands_in_its_examples_only() {
    holds(EntryKind::Class);
}

#[test]
fn every_false_friend_is_silent_in_its_examples_only() {
    holds(EntryKind::FalseFriend);
}

#[test]
fn every_mask_hides_its_examples_only() {
    holds(EntryKind::Mask);
}

#[test]
fn every_source_of_law_is_recognised_in_its_examples_only() {
    holds(EntryKind::Source);
}

#[test]
fn every_duty_is_seen_in_its_examples_only() {
    holds(EntryKind::Duty);
}

#[test]
fn every_heading_of_a_view_finds_its_words_in_its_examples_only() {
    holds(EntryKind::LensHeading);
}

/// A rule whose examples do not hold, laid over the built-in rules.
fn with(contents: &str) -> Vec<RuleFile> {
    overlay(built_in_files(), vec![RuleFile { name: "eget/prov.toml".into(), contents: contents.into() }])
}

#[test]
fn examples_that_do_not_hold_are_told_with_their_line() {
    let files = with(
        r#"# Ett prov.

[[regel]]
id = "prov.zebra"
omrade = ["barnets-rattigheter"]
styrka = "stark"
beskrivning = "Ett prov."
ord = ["zebraforum"]
exempel = [
  "Ett zebraforum hålls varje år.",
  "Inget sådant här.",
]
motexempel = ["Sebran sover.", "Ett zebraforum till."]
"#,
    );
    let rules = RuleSet::from_files(&files).unwrap_or_else(|errors| panic!("{errors}"));
    let proof = prove(&rules, &files, &EntryKind::ALL, &["prov.zebra".into()]);
    assert_eq!(proof.passed, 2);
    let told: Vec<_> = proof.failures.iter().map(|f| (f.line, f.counter, f.sentence.as_str(), f.found.len())).collect();
    assert_eq!(told, [(11, false, "Inget sådant här.", 0), (13, true, "Ett zebraforum till.", 1)]);
    let found = &proof.failures[1].found[0];
    assert_eq!((found.entry.as_str(), found.words.as_str()), ("prov.zebra", "zebraforum"));
}

/// `tests/data/rules-language` holds rules of invented words laid over the built-in ones: each shows a power of the language by its examples.
#[test]
fn the_language_of_rules_does_what_it_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rules-language/villkor.toml");
    let contents = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let files = with(&contents);
    let rules = RuleSet::from_files(&files).unwrap_or_else(|errors| panic!("{errors}"));
    let proof = prove(&rules, &files, &EntryKind::ALL, &["prov".into()]);
    assert!(proof.failures.is_empty(), "{:#?}", proof.failures);
    assert_eq!(proof.passed, 14);
}

/// `tests/data/rules-broken` holds rule files with a mistake each, named after it, and beside each the errors that its author should get.
/// All lie over the built-in rules at once: each must get its own errors and no other.
#[test]
fn mistakes_are_told_in_swedish() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rules-broken");
    let mut broken = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".toml") {
            broken.push(RuleFile { contents: fs::read_to_string(folder.join(&name)).unwrap(), name });
        }
    }
    assert!(broken.len() > 10, "the broken rule files are gone");
    let names: Vec<String> = broken.iter().map(|file| file.name.clone()).collect();
    let Err(RuleErrors(errors)) = RuleSet::from_files(&overlay(built_in_files(), broken)) else { panic!("broken rules were accepted") };
    let mut told: BTreeMap<&str, String> = BTreeMap::new();
    for error in &errors {
        *told.entry(&error.file).or_default() += &format!("{error}\n");
    }
    for file in told.keys() {
        assert!(names.iter().any(|name| name == file), "an error in a file that is not broken: {}", told[file]);
    }
    for name in &names {
        let beside = folder.join(name).with_extension("txt");
        let got = told.get(name.as_str()).map_or("", String::as_str);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&beside, got).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        assert!(!got.is_empty(), "{name}: no error was told");
        assert_eq!(got, expected, "{name}: not as in {}", beside.display());
    }
}

#[test]
fn a_set_without_its_own_files_is_refused() {
    let without = |name: &str| {
        let files: Vec<RuleFile> = built_in_files().into_iter().filter(|f| f.name != name).collect();
        RuleSet::from_files(&files).unwrap_err().to_string()
    };
    assert!(without("regelverk.toml").contains("`regelverk.toml`"));
    assert!(without("poang.toml").contains("`poang.toml` saknas"));
}
