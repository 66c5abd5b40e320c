//! The readable catalogue is that of the rules, and stays small enough to read.

use std::fs;
use std::path::Path;

use genomsyra::author::{ScaffoldError, catalogue, scaffold};
use genomsyra::proof::{EntryKind, prove};
use genomsyra::rule::{RuleFile, RuleSet, built_in_files, overlay};

#[test]
fn the_shipped_catalogue_is_fresh() {
    let files = built_in_files();
    let rules = RuleSet::from_files(&files).unwrap();
    let page = catalogue(&rules, &files);
    let shipped = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/KATALOG.md")).unwrap_or_default();
    assert!(page == shipped, "rules/KATALOG.md is not that of the rules: renew it with: cargo run -- rules catalogue -o rules/KATALOG.md");
    assert!(page.len() < 1 << 20, "{} bytes is too much to read", page.len());
    for rule in rules.rules() {
        assert_eq!(page.matches(&format!("\n#### {}\n", rule.id)).count(), 1, "{} is not told of once", rule.id);
    }
    for area in rules.taxonomy().areas() {
        assert!(page.contains(&format!("<a id=\"{}\"></a>", area.id)), "{}", area.id);
    }
}

/// Two small rules, and the page made of them: `tests/data/catalogue.md` shows what a reader gets.
#[test]
fn a_rule_is_told_in_plain_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let own = RuleFile { name: "eget/prov.toml".into(), contents: fs::read_to_string(folder.join("catalogue.toml")).unwrap() };
    let files = overlay(built_in_files(), vec![own]);
    let rules = RuleSet::from_files(&files).unwrap_or_else(|errors| panic!("{errors}"));
    let page = catalogue(&rules, &files);
    let from = page.find("#### prov.").unwrap();
    let to = page.rfind("#### prov.").unwrap();
    let end = page[to + 1..].find("\n#").or_else(|| page[to..].find("\nRäknas också hit")).map_or(page.len(), |at| to + 1 + at);
    let beside = folder.join("catalogue.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&beside, &page[from..end]).unwrap();
    }
    assert_eq!(&page[from..end], fs::read_to_string(&beside).unwrap_or_default(), "not as in {}", beside.display());
}

#[test]
fn a_new_rule_passes_once_it_is_filled_in() {
    let rules = RuleSet::from_files(&built_in_files()).unwrap();
    let text = scaffold(&rules, "prov.zebra", "barnets-rattigheter").unwrap();
    let filled = text
        .replacen("beskrivning = \"\"", "beskrivning = \"Zebraforum hålls.\"", 1)
        .replacen("ord = []", "ord = [\"zebraforum\"]", 1)
        .replacen("exempel = [\n  \"\",", "exempel = [\n  \"Ett zebraforum hålls.\",", 1)
        .replacen("motexempel = [\n  \"\",", "motexempel = [\n  \"Sebran sover.\",", 1);
    let with = |contents: &str| overlay(built_in_files(), vec![RuleFile { name: "eget/prov.toml".into(), contents: contents.into() }]);
    let files = with(&filled);
    let rules = RuleSet::from_files(&files).unwrap_or_else(|errors| panic!("{errors}\n{filled}"));
    let proof = prove(&rules, &files, &[EntryKind::Rule], &["prov.zebra".into()]);
    assert_eq!((proof.passed, proof.failures.len()), (2, 0));
    // The keys that wait behind `#` are right too.
    let keys = ["# inte = ", "# kraver = ", "# utesluter = ", "# lagrum = "];
    let whole = keys.iter().fold(filled, |text, key| {
        assert!(text.contains(&format!("\n{key}")), "{key}");
        text.replacen(&format!("\n{key}"), &format!("\n{}", &key[2..]), 1)
    });
    RuleSet::from_files(&with(&whole)).unwrap_or_else(|errors| panic!("{errors}"));
    // Empty, it says what is missing.
    let told = RuleSet::from_files(&with(&text)).unwrap_err().to_string();
    assert!(told.contains("regeln söker ingenting"), "{told}");
}

#[test]
fn an_id_that_exists_or_is_badly_written_is_refused() {
    let rules = RuleSet::from_files(&built_in_files()).unwrap();
    let new = |id: &str, area: &str| scaffold(&rules, id, area);
    assert!(
        matches!(new(&rules.rules()[0].id, "mr-ram"), Err(ScaffoldError::Taken(file, line)) if file == rules.rules()[0].file && line > 0)
    );
    for id in ["Barn.x", "barn", "barn.å", ".barn", "barn.", "barn x.y", ""] {
        assert_eq!(new(id, "mr-ram"), Err(ScaffoldError::BadId), "{id}");
    }
    assert_eq!(new("prov.x", "mr-rm"), Err(ScaffoldError::UnknownArea(Some("mr-ram".into()))));
}
