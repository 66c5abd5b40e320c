//! `rules/schema.json` against the loader: the same kinds, the same keys, the same that must be there, and every rule file of ours fits.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use genomsyra::author::schema;
use genomsyra::rule::{RuleFile, RuleSet, SourceKind, Strength, built_in_files, overlay};
use serde_json::{Value, json};

/// Each kind of entry, and a key that names it.
const KINDS: [&str; 10] = ["omrade", "regel", "klass", "falskvan", "dolj", "rattskalla", "plikt", "vy", "vyrubrik", "dokumenttyp"];

fn shipped() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/schema.json")).unwrap_or_default()
}

fn parsed() -> Value {
    serde_json::from_str(&shipped()).unwrap()
}

fn keys(schema: &Value, kind: &str, list: &str) -> BTreeSet<String> {
    let own = &schema["definitions"][kind][list];
    let of_object = own.as_object().into_iter().flat_map(|o| o.keys().cloned());
    let of_list = own.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_string));
    of_object.chain(of_list).collect()
}

/// What the loader says of rule files with these contents, laid over the built-in ones: line → message.
fn told(name: &str, contents: &str) -> BTreeMap<usize, String> {
    let files = overlay(built_in_files(), vec![RuleFile { name: name.into(), contents: contents.into() }]);
    let errors = RuleSet::from_files(&files).err().map(|e| e.0).unwrap_or_default();
    errors.into_iter().filter(|e| e.file == name).map(|e| (e.line, e.message)).collect()
}

/// The keys that a message names as known: "(nycklar som finns: a, b)", or the only one.
fn known_keys(message: &str) -> BTreeSet<String> {
    let list = message.split("nycklar som finns: ").nth(1).unwrap_or_default().trim_end_matches(')');
    list.split(", ").filter(|k| !k.is_empty()).map(str::to_string).collect()
}

#[test]
fn the_shipped_schema_has_the_areas_of_the_rules() {
    let rules = RuleSet::from_files(&built_in_files()).unwrap();
    assert_eq!(schema(&rules), shipped(), "renew it with: cargo run -- rules schema -o rules/schema.json");
}

#[test]
fn every_kind_has_the_keys_that_the_loader_takes() {
    let (schema, mut text) = (parsed(), String::new());
    let mut lines = BTreeMap::new();
    for kind in KINDS {
        lines.insert(text.lines().count() + 2, kind);
        text += &format!("[[{kind}]]\nfinns_inte = 1\n");
    }
    let told = told("prov.toml", &text);
    assert_eq!(told.len(), KINDS.len(), "{told:?}");
    for (line, kind) in lines {
        assert_eq!(
            keys(&schema, kind, "properties"),
            known_keys(&told[&line]),
            "rules/schema.json, {kind}: the loader says: {}",
            told[&line]
        );
    }
    let top = schema["properties"].as_object().unwrap();
    assert!(KINDS.iter().all(|kind| top.contains_key(*kind)));
}

#[test]
fn what_must_be_there_is_what_the_loader_misses() {
    let schema = parsed();
    let known = told("prov.toml", "[[finns_inte]]\n");
    assert!(KINDS.iter().all(|kind| known[&1].contains(kind)), "{known:?}");
    for kind in KINDS {
        // Without any key, each line tells of the first that is missing: put it in, and ask again.
        let (mut body, mut missed) = (String::new(), BTreeSet::new());
        while let Some(message) = told("prov.toml", &format!("[[{kind}]]\n{body}")).remove(&1) {
            let Some(key) = message.strip_prefix("nyckeln `").and_then(|m| m.strip_suffix("` saknas")) else { break };
            assert!(missed.insert(key.to_string()), "{kind}: {key} is missed although it is there");
            body += &format!("{key} = {}\n", sample(&schema["definitions"][kind]["properties"][key]));
        }
        assert_eq!(missed, keys(&schema, kind, "required"), "rules/schema.json, {kind}: `required`");
    }
}

/// A value of the right type.
fn sample(property: &Value) -> &'static str {
    match property["type"].as_str() {
        Some("array") => "[]",
        Some("boolean") => "false",
        Some("integer" | "number") => "1",
        _ => "\"x\"",
    }
}

#[test]
fn the_score_has_the_keys_that_the_loader_takes() {
    let (schema, whole) = (parsed(), built_in_files().into_iter().find(|f| f.name == "poang.toml").unwrap());
    let whole: toml::Table = whole.contents.parse().unwrap();
    let told = |table: &toml::Table| {
        let file = RuleFile { name: "poang.toml".into(), contents: table.to_string() };
        let errors = RuleSet::from_files(&[file]).unwrap_err().0;
        errors.into_iter().find(|e| e.file == "poang.toml").map(|e| e.message).unwrap_or_default()
    };
    for part in ["modus", "delar", "formler", "mognad"] {
        let mut odd = whole.clone();
        odd[part].as_table_mut().unwrap().insert("finns_inte".into(), toml::Value::Boolean(true));
        assert_eq!(known_keys(&told(&odd)), keys(&schema, part, "properties"), "rules/schema.json, {part}");
        for key in keys(&schema, part, "properties") {
            let mut less = whole.clone();
            less[part].as_table_mut().unwrap().remove(&key);
            assert_eq!(told(&less), format!("nyckeln `{key}` saknas"), "{part}");
        }
        assert_eq!(keys(&schema, part, "required"), keys(&schema, part, "properties"));
    }
    let grind = whole["mognad"]["grind"].as_array().unwrap();
    assert!(grind.iter().all(|g| keys(&schema, "grind", "properties") == g.as_table().unwrap().keys().cloned().collect()));
}

#[test]
fn words_with_fixed_values_are_those_of_the_loader() {
    let schema = parsed();
    let values = |kind: &str, key: &str| schema["definitions"][kind]["properties"][key]["enum"].clone();
    assert_eq!(values("regel", "styrka"), json!(Strength::ALL.map(|(_, name)| name)));
    assert_eq!(values("rattskalla", "slag"), json!(SourceKind::ALL.map(|(_, name)| name)));
    let within = &schema["definitions"]["villkor"]["properties"]["inom"];
    let within = jsonschema::validator_for(within).unwrap();
    for scope in ["enhet", "rubrik", "grannar", "träffen", "8 ord", "8 ord före", "8 ord efter", "åtta ord", "8 ord bredvid", "mening", ""]
    {
        let rule = format!(
            "[[regel]]\nid = \"prov.x\"\nomrade = [\"mr-ram\"]\nstyrka = \"stark\"\nbeskrivning = \"x\"\nord = [\"x\"]\nexempel = [\"x\"]\n\
             motexempel = [\"y\"]\nkraver = [{{ nagot = [\"z\"], inom = \"{scope}\" }}]\n"
        );
        let told = told("prov.toml", &rule);
        assert_eq!(within.is_valid(&json!(scope)), told.is_empty(), "rules/schema.json, `inom = {scope:?}`: the loader says {told:?}");
    }
}

#[test]
fn every_rule_file_fits_and_mistakes_do_not() {
    let validator = jsonschema::validator_for(&parsed()).unwrap();
    for file in built_in_files() {
        let value = serde_json::to_value(file.contents.parse::<toml::Table>().unwrap()).unwrap();
        let wrong: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("rules/{} at {}: {e}", file.name, e.instance_path())).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    for wrong in [
        json!({"regel": [{"id": "x"}]}),
        json!({"regell": []}),
        json!({"klass": [{"namn": "a", "beskrivning": "b", "uttryck": "c", "exempel": ["d"], "motexempel": ["e"]}]}),
        json!({"regelverk": {"namn": "a", "version": "1"}}),
        json!({"stege": [0, 0, 0, 0, 0, 0]}),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong} is taken for right");
    }
}

#[test]
fn a_file_may_name_its_schema() {
    let told = told(
        "prov.toml",
        "#:schema ../schema.json\n\n[[dolj]]\nid = \"prov\"\nbeskrivning = \"x\"\nfraser = [\"zebran\"]\nexempel = [\"Zebran.\"]\n",
    );
    assert!(told.is_empty(), "{told:?}");
}
