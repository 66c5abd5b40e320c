//! `genomsyra stability` on the corpus: the same answer every time, every number told of, and verdicts that no single weight carries.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use genomsyra::read::{ReadOptions, read_with};
use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::scan::{ScanOptions, Scanner};
use genomsyra::stability::{Plan, Stability};
use serde_json::Value;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/documents")
}

fn stability(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_genomsyra")).arg("stability").args(arguments).output().unwrap()
}

/// Floors, not the figures reached: those stand in the README.
#[test]
fn no_single_number_carries_the_verdicts_of_the_corpus() {
    let rules = RuleSet::from_files(&built_in_files()).unwrap();
    let (plan, mut scanner) = (Plan::new(rules.weights(), 0.25), Scanner::new(&rules));
    let mut paths: Vec<PathBuf> = fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let answers: Vec<_> = paths
        .iter()
        .filter_map(|path| {
            let document = read_with(&fs::read(path).unwrap(), path.to_str().unwrap(), &ReadOptions::default()).unwrap();
            plan.score(path.to_str().unwrap(), &scanner.scan(&document, &ScanOptions::default()), &rules)
        })
        .collect();
    let found = Stability::of(&plan, &answers);
    assert_eq!(found.documents.len(), paths.len());
    assert!(found.single.changes_per_run <= 0.6, "{:?}", found.single);
    assert!(found.single.median_move <= 1.0, "{:?}", found.single);
    assert!(found.documents.iter().all(|d| d.shifts.iter().all(|s| s.verdict.level.abs_diff(d.base.level) == 1)), "{:?}", found.documents);
    assert!(found.numbers.iter().all(|n| n.level_changes() <= 12), "{:?}", found.numbers.first());
    assert!(found.joint.changes_per_draw <= 12.0 && found.joint.median_move <= 4.0, "{:?}", found.joint);
    assert!(found.joint.lowest_order.is_some_and(|order| order >= 0.88), "{:?}", found.joint);
    // A measure that never moves measures nothing.
    assert!(found.single.documents_changed > 0 && found.single.largest_move.is_some());
    assert!(found.joint.documents_changed >= found.single.documents_changed);
}

#[test]
fn json_tells_of_every_number_and_is_the_same_every_time() {
    let folder = corpus();
    let files = ["exempel-policy.md", "vision-tranevik.md", "va-plan-vitgarn.md"].map(|name| folder.join(name).display().to_string());
    let arguments = ["--format", "json", "--by", "20", &files[0], &files[1], &files[2]];
    let (first, again) = (stability(&arguments), stability(&arguments));
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    assert_eq!(first.stdout, again.stdout);
    let told: Value = serde_json::from_slice(&first.stdout).unwrap();
    assert_eq!((told["schema"].as_str(), told["share"].as_f64()), (Some("genomsyra.stability/1"), Some(0.2)));
    let rules = RuleSet::from_files(&built_in_files()).unwrap();
    let mut names: Vec<String> = rules.weights().numbers().into_iter().map(|n| n.name).collect();
    let mut shown: Vec<String> = told["numbers"].as_array().unwrap().iter().map(|n| n["name"].as_str().unwrap().to_string()).collect();
    names.sort();
    shown.sort();
    assert_eq!(shown, names);
    let documents = told["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 3);
    for document in documents {
        let draws: u64 = document["draws_by_level"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).sum();
        assert_eq!(Some(draws), told["all_at_once"]["draws"].as_u64());
    }
    let limit = told["numbers"].as_array().unwrap().iter().find(|n| n["name"] == "mognad.granser.niva3").unwrap();
    assert_eq!((limit["lowered"].as_f64(), limit["raised"].as_f64()), (Some(32.0), Some(48.0)));
}

#[test]
fn the_page_reads_in_both_languages() {
    let folder = corpus().display().to_string();
    for (language, heading) in [("sv", "Hur mycket hänger omdömet på vikterna?"), ("en", "How much do the verdicts hang on the weights?")]
    {
        let run = stability(&["--lang", language, &folder]);
        let page = String::from_utf8(run.stdout).unwrap();
        assert_eq!(run.status.code(), Some(0));
        assert!(page.starts_with(heading), "{page}");
        assert!(!page.contains('{') && !page.contains('}'), "{page}");
        assert!(page.contains("mognad.granser.niva4") && page.contains(".md: "), "{page}");
        assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
    }
}

#[test]
fn wrong_usage_is_told_of() {
    for by in ["0", "51", "mycket"] {
        let run = stability(&["--by", by, "finns-inte"]);
        assert_eq!(run.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&run.stderr).contains("hela procent från 1 till 50"));
    }
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(stability(&[empty.path().to_str().unwrap()]).status.code(), Some(2));
}
