//! The tools for rule authors, as they meet them: explanations beside their texts, counts, differences and warnings.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use genomsyra::author::{Doubt, doubts};
use genomsyra::rule::{RuleFile, RuleSet, built_in_files, overlay};
use serde_json::Value;
use tempfile::TempDir;

use super::helpers::folder;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// Exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_genomsyra")).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn json(arguments: &[&str]) -> Value {
    let (code, out, err) = run(arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&out).unwrap()
}

/// A rule of ours that finds one word.
fn rule(id: &str, area: &str, more: &str) -> String {
    format!(
        "[[regel]]\nid = \"{id}\"\nomrade = [\"{area}\"]\nstyrka = \"stark\"\nbeskrivning = \"Prov.\"\n{more}\nexempel = [\"Ja.\"]\nmotexempel = [\"Nej.\"]\n"
    )
}

/// `tests/data/explain`: each text names the entry in its first line; beside it stands what `rules explain` says of it.
#[test]
fn explanations_are_as_they_stand_beside_their_texts() {
    let (rules, mut seen, mut wrong) = (data("explain"), 0, Vec::new());
    for entry in fs::read_dir(&rules).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "md") {
            continue;
        }
        let case = fs::read_to_string(&path).unwrap();
        let (id, text) = case.split_once('\n').unwrap();
        let (code, out, err) = run(&["rules", "explain", "--rules", rules.to_str().unwrap(), id, text]);
        assert_eq!((code, err.as_str()), (0, ""), "{}", path.display());
        // What words are read as depends on all other rules.
        let told = out.split_once("Så lästes orden\n").and_then(|(_, rest)| rest.split_once("\n\n")).unwrap().1;
        let beside = path.with_extension("txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&beside, told).unwrap();
        }
        if told != fs::read_to_string(&beside).unwrap_or_default() {
            wrong.push(format!("{}:\n{told}", beside.display()));
        }
        seen += 1;
    }
    assert!(seen >= 18, "cases are missing: {seen}");
    assert!(wrong.is_empty(), "not as written:\n{}", wrong.join("\n"));
}

#[test]
fn explain_without_an_id_tells_of_what_fired_and_what_came_close() {
    let rules = data("explain");
    let told = json(&[
        "rules",
        "explain",
        "--format",
        "json",
        "--rules",
        rules.to_str().unwrap(),
        "Zebraforum av pappersark på prärien. Zebraforum.",
    ]);
    let endings: Vec<(&str, &str)> =
        told["rules"].as_array().unwrap().iter().map(|r| (r["rule"].as_str().unwrap(), r["ending"].as_str().unwrap())).collect();
    assert!(endings.contains(&("prov.galopp", "false-friend")), "{endings:?}");
    let own = told["rules"].as_array().unwrap().iter().find(|r| r["rule"] == "prov.galopp").unwrap();
    let matches = own["matches"].as_array().unwrap();
    assert_eq!(matches.len(), 2, "{own}");
    let kinds = |m: &Value| -> Vec<String> {
        m["steps"].as_array().unwrap().iter().map(|s| format!("{} {}", s["check"]["kind"].as_str().unwrap(), s["answer"])).collect()
    };
    assert_eq!(kinds(&matches[0]), ["never false", "requires true", "excludes false", "false-friend true"]);
    assert_eq!(kinds(&matches[1]), ["never false", "requires false"]);
    assert_eq!(matches[0]["steps"][3]["found"]["words"], "pappersark");
    assert_eq!(matches[0]["match"]["start"], 0);
}

#[test]
fn explain_says_what_it_cannot_do() {
    for (arguments, told) in [
        (vec!["rules", "explain", "ff-trans"], "texten saknas"),
        (vec!["rules", "explain", "ff-trns", "En text."], "`ff-trans`?"),
        (vec!["rules", "explain"], "saknas"),
        (vec!["rules", "explain", "barn.rattigheter", ""], "gick inte att läsa"),
        (vec!["rules", "new", "barn.rattigheter", "--omrade", "barnets-rattigheter"], "finns redan"),
        (vec!["rules", "new", "barn.x", "--omrade", "barnets-rattighet"], "`barnets-rattigheter`?"),
        (vec!["rules", "stats", "finns-inte"], "finns inte"),
        (vec!["rules", "diff", "inbyggda", "inbyggda"], "saknas"),
    ] {
        let (code, out, err) = run(&arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
        assert!(err.contains(told), "{arguments:?}: {err}");
    }
}

#[test]
fn a_new_rule_is_never_written_over_another_file() {
    let folder = folder(&[("egen.toml", "kvar")]);
    let path = folder.path().join("egen.toml");
    let (code, _, err) = run(&["rules", "new", "prov.ny", "--omrade", "mr-ram", "-o", path.to_str().unwrap()]);
    assert!(code == 2 && err.contains("skrivs inte över"), "{err}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "kvar");
    let fresh = folder.path().join("ny.toml");
    assert_eq!(run(&["rules", "new", "prov.ny", "--omrade", "mr-ram", "-o", fresh.to_str().unwrap()]).0, 0);
    assert!(fs::read_to_string(&fresh).unwrap().contains("id = \"prov.ny\""));
}

/// Six small documents: the first rule of ours stands in all, the second in one, the third in none.
fn corpus() -> TempDir {
    let mut files: Vec<(String, String)> =
        (0..5).map(|n| (format!("{n}.md"), "# Plan\n\nZebraplanen gäller alla.\n".to_string())).collect();
    files.push(("mapp/sist.md".into(), "# Plan\n\nEn zebraplan och ett randråd. Randrådet möts.\n\nZebraplaner av pappersark.\n".into()));
    files.push(("facit.json".into(), "{\"zebraplan\": 1}".into()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    folder(&files)
}

fn own_rules() -> String {
    let friend = "[[falskvan]]\nid = \"ff-prov\"\nord = [\"zebraplan:n3\"]\nskyddar = [\"mr-ram\"]\nbetydelse = \"av papper\"\nveto = [\"pappersark:n5\"]\n\
                  exempel = [\"Zebraplan av pappersark.\"]\nmotexempel = [\"Zebraplan.\"]\n";
    rule("prov.overallt", "mr-ram", "ord = [\"zebraplan:n3\"]")
        + &rule("prov.ibland", "mr-ram", "ord = [\"randråd:n5\"]")
        + &rule("prov.aldrig", "mr-ram", "ord = [\"galoppråd:n5\"]")
        + friend
}

#[test]
fn stats_count_what_stands_in_the_corpus() {
    let (corpus, rules) = (corpus(), folder(&[("egna.toml", &own_rules())]));
    let (corpus, rules) = (corpus.path().to_str().unwrap(), rules.path().to_str().unwrap());
    let stats = json(&["rules", "stats", "--format", "json", "--rules", rules, corpus]);
    assert_eq!(stats["documents"], 6);
    let entry = |id: &str| stats["entries"].as_array().unwrap().iter().find(|e| e["id"] == id).unwrap().clone();
    let everywhere = entry("prov.overallt");
    assert_eq!((&everywhere["counted"], &everywhere["documents"]), (&Value::from(6), &Value::from(6)));
    assert_eq!(everywhere["set_aside"], serde_json::json!({"false-friend": 1}));
    let forms: BTreeMap<String, (u64, u64)> = everywhere["forms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["form"].as_str().unwrap().into(), (f["counted"].as_u64().unwrap(), f["set_aside"].as_u64().unwrap())))
        .collect();
    let expected = [("zebraplanen", (5, 0)), ("zebraplan", (1, 0)), ("zebraplaner", (0, 1))];
    assert_eq!(forms, expected.map(|(form, counts)| (form.to_string(), counts)).into());
    assert_eq!(entry("prov.ibland")["counted"], 2);
    let names = |key: &str| {
        stats[key].as_array().unwrap().iter().filter_map(Value::as_str).filter(|id| id.starts_with("prov.")).collect::<Vec<_>>()
    };
    assert_eq!((names("never"), names("everywhere")), (vec!["prov.aldrig"], vec!["prov.overallt"]));
    let (_, csv, _) = run(&["rules", "stats", "--format", "csv", "--id", "prov.", "--rules", rules, corpus]);
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(
        rows,
        [
            "regel;form;räknas;åt sidan",
            "\"prov.overallt\";\"zebraplanen\";5;0",
            "\"prov.overallt\";\"zebraplan\";1;0",
            "\"prov.overallt\";\"zebraplaner\";0;1",
            "\"prov.ibland\";\"randråd\";1;0",
            "\"prov.ibland\";\"randrådet\";1;0",
            "\"prov.aldrig\";;0;0",
        ]
    );
    let (code, page, _) = run(&["rules", "stats", "--id", "prov.overallt", "--rules", rules, corpus]);
    assert!(code == 0 && page.contains("den falska vännen ff-prov (av papper)"), "{page}");
    let (code, page, _) = run(&["rules", "check", rules, "--corpus", corpus]);
    assert!(code == 0 && page.contains("prov.aldrig") && page.contains("räknas i 6 av 6 dokument"), "{page}");
    let checked = json(&["rules", "check", "--format", "json", "--corpus", corpus, rules]);
    let kinds: Vec<&str> = checked["warnings"].as_array().unwrap().iter().map(|w| w["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["everywhere", "never"], "{checked}");
    assert!(!page.contains("omraden/"), "whoever brings own rules is not told of the built-in ones: {page}");
}

#[test]
fn diff_tells_what_is_won_and_lost() {
    let corpus = corpus();
    let old = folder(&[("egna.toml", &rule("prov.a", "mr-ram", "ord = [\"zebraplanen\", \"randrådet\"]"))]);
    let new = folder(&[("egna.toml", &rule("prov.b", "mr-ram", "ord = [\"zebraplan:n3\"]"))]);
    let paths = [old.path(), new.path(), corpus.path()].map(|p| p.to_str().unwrap());
    let diff = json(&["rules", "diff", "--format", "json", paths[0], paths[1], "--corpus", paths[2]]);
    let changes: Vec<(bool, &str, &str)> = diff["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["won"].as_bool().unwrap(), c["causes"][0]["words"].as_str().unwrap(), c["sentence"].as_str().unwrap()))
        .collect();
    assert_eq!(
        changes,
        [
            (true, "zebraplan", "En zebraplan och ett randråd."),
            (false, "Randrådet", "Randrådet möts."),
            (true, "Zebraplaner", "Zebraplaner av pappersark."),
        ]
    );
    assert_eq!(diff["areas"], serde_json::json!({"mr-ram": {"won": 2, "lost": 1}}));
    let (code, page, err) = run(&["rules", "diff", paths[0], paths[1], "--corpus", paths[2]]);
    assert_eq!((code, err.as_str()), (0, ""), "{page}");
    for told in ["+ mr-ram: prov.b (”zebraplan”)", "- mr-ram: prov.a (”Randrådet”)", "2 vunna hänvisningar, 1 förlorad i 1 av 6 dokument"]
    {
        assert!(page.contains(told), "{told:?} is not in\n{page}");
    }
    let same = json(&["rules", "diff", "--format", "json", "inbyggda", "inbyggda", "--corpus", paths[2]]);
    assert_eq!(same["changes"], serde_json::json!([]));
}

/// Rules with something odd each, and what their author is told.
#[test]
fn rules_that_add_nothing_are_told_of() {
    let more = "ord = [\"zebraråd:n5\"]\nkraver = [{ nagot = [\"hage:n2\"] }]";
    let contents = [
        rule("prov.bred", "mr-ram", "ord = [\"zebraplan*\"]\nfraser = [\"<barn> ..8 galoppera:v1|trava:v1\"]"),
        rule(
            "prov.skuggad",
            "mr-ram",
            "ord = [\"zebraplanering:n2\"]\nfraser = [\"<barn> ..4 trava:v1\", \"alla <barn> ..2 galoppera:v1\"]",
        ),
        rule("prov.annat-omrade", "jamstalldhet", "ord = [\"zebraplanering:n2\"]"),
        rule("prov.vidare-avstand", "mr-ram", "fraser = [\"<barn> ..9 trava:v1\"]"),
        rule("prov.villkor", "mr-ram", more),
        rule("prov.fria", "mr-ram", "ord = [\"zebraråd:n5\", \"zebraråd:n5\"]"),
        rule("prov.delad", "mr-ram", "fraser = [\"randig:a1|prickig:a1 häst:n2\", \"vit häst:n2\"]"),
        rule("prov.delad-igen", "mr-ram", "fraser = [\"prickig:a1|randig:a1 häst:n2\", \"svart häst:n2\"]"),
    ]
    .concat();
    let files = overlay(built_in_files(), vec![RuleFile { name: "egna.toml".into(), contents }]);
    let rules = RuleSet::from_files(&files).unwrap_or_else(|errors| panic!("{errors}"));
    let told: Vec<(String, Doubt)> =
        doubts(&rules, &files).into_iter().filter(|w| w.file == "egna.toml").map(|w| (w.entry, w.what)).collect();
    let expected = [
        ("prov.skuggad", Doubt::Shadowed("prov.bred".into())),
        ("prov.villkor", Doubt::Shadowed("prov.fria".into())),
        ("prov.fria", Doubt::Twice("zebraråd:n5".into())),
        ("prov.delad-igen", Doubt::AlsoIn("prickig:a1|randig:a1 häst:n2".into(), "prov.delad".into())),
    ];
    assert_eq!(told, expected.map(|(id, what)| (id.to_string(), what)));
}
