//! Thirty-six invented documents, their siblings in other formats, and what three careful readers said of them before the program saw them.
#![allow(clippy::print_stderr)] // Tables of figures, shown with `--nocapture`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use genomsyra::outcome::Analysis;
use genomsyra::rule::{AreaSet, RuleSet, built_in_files};
use genomsyra::run::Analyser;
use genomsyra::text::Document;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn rules() -> RuleSet {
    RuleSet::from_files(&built_in_files()).expect("the built-in rules load")
}

fn analyse(analyser: &mut Analyser, path: &Path) -> Analysis {
    let name = path.file_name().and_then(|n| n.to_str()).expect("corpus files have plain names");
    let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    analyser.analyse(&bytes, name).result.unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
}

fn level(analysis: &Analysis) -> u8 {
    analysis.score.as_ref().map_or(0, |s| s.maturity.level)
}

fn value(analysis: &Analysis) -> f64 {
    analysis.score.as_ref().map_or(0.0, |s| s.value)
}

/// Words in lower case with how often they stand in the text; signs and list numbers apart.
fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().any(char::is_alphabetic)) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// Share of the words of `original` that `copy` holds, each as often as it stands there.
fn recall(original: &Document, copy: &Document) -> f64 {
    let (there, here) = (words(original.text()), words(copy.text()));
    let kept: usize = there.iter().map(|(word, n)| (*n).min(here.get(word).copied().unwrap_or(0))).sum();
    kept as f64 / there.values().sum::<usize>() as f64
}

#[test]
fn siblings_say_the_same() {
    let rules = rules();
    let mut analyser = Analyser::new(&rules);
    let (mut table, mut failed, mut seen) = (String::new(), 0, 0);
    for format in ["docx", "html", "odt", "pdf", "pptx", "rtf"] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(corpus().join(format)).expect("the folder is there").map(|f| f.expect("readable").path()).collect();
        files.sort();
        for file in files {
            let stem = file.file_stem().and_then(|s| s.to_str()).expect("corpus files have plain names");
            let original = analyse(&mut analyser, &corpus().join("documents").join(format!("{stem}.md")));
            let sibling = analyse(&mut analyser, &file);
            let recall = recall(&original.document, &sibling.document);
            let fine = level(&original) == level(&sibling) && recall >= 0.97;
            failed += usize::from(!fine);
            seen += 1;
            let _ = writeln!(
                table,
                "{} {stem}.{format}: level {} -> {}, score {:.1} -> {:.1}, words {recall:.3}",
                if fine { "  " } else { "! " },
                level(&original),
                level(&sibling),
                value(&original),
                value(&sibling),
            );
        }
    }
    eprintln!("{table}");
    assert!(seen >= 27, "siblings are missing: {seen}");
    assert_eq!(failed, 0, "siblings differ from their Markdown:\n{table}");
}

struct Expected {
    file: String,
    kind: String,
    level: u8,
    areas: Vec<String>,
}

fn expected() -> Vec<Expected> {
    let text = fs::read_to_string(corpus().join("expected.toml")).expect("expected.toml is there");
    let table: toml::Table = text.parse().expect("expected.toml is TOML");
    let string = |entry: &toml::Value, key: &str| entry[key].as_str().expect("a string").to_string();
    let entries = table["dokument"].as_array().expect("a list of documents");
    entries
        .iter()
        .map(|entry| Expected {
            file: string(entry, "fil"),
            kind: string(entry, "typ"),
            level: u8::try_from(entry["niva"].as_integer().expect("a number")).expect("a level"),
            areas: entry["omraden"].as_array().expect("a list").iter().map(|a| a.as_str().expect("an id").to_string()).collect(),
        })
        .collect()
}

/// Ranks with ties shared.
fn ranks(values: &[f64]) -> Vec<f64> {
    values
        .iter()
        .map(|v| 1.0 + values.iter().filter(|o| *o < v).count() as f64 + (values.iter().filter(|o| *o == v).count() as f64 - 1.0) / 2.0)
        .collect()
}

/// Spearman's correlation: Pearson's on ranks.
fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = (a.len() as f64 + 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| -> f64 { x.iter().zip(y).map(|(p, q)| (p - mean) * (q - mean)).sum() };
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

#[test]
fn levels_agree_with_the_reader() {
    let rules = rules();
    let mut analyser = Analyser::new(&rules);
    let (mut table, mut got, mut wanted, mut exact, mut near, mut kinds, mut found, mut asked) =
        (String::new(), vec![], vec![], 0, 0, 0, 0, 0);
    let documents = expected();
    for document in &documents {
        let analysis = analyse(&mut analyser, &corpus().join("documents").join(&document.file));
        let kind = analysis.findings.document_type.map_or("-", |(t, _)| rules.document_types()[t as usize].id.as_str());
        let seen = analysis.findings.units.iter().filter(|u| u.eligible).fold(AreaSet::default(), |all, u| all.union(u.areas));
        let seen = rules.taxonomy().names(seen);
        let missing: Vec<&str> = document.areas.iter().map(String::as_str).filter(|a| !seen.contains(a)).collect();
        let difference = level(&analysis).abs_diff(document.level);
        exact += usize::from(difference == 0);
        near += usize::from(difference <= 1);
        kinds += usize::from(kind == document.kind);
        asked += document.areas.len();
        found += document.areas.len() - missing.len();
        got.push(value(&analysis));
        wanted.push(f64::from(document.level));
        let why = analysis
            .score
            .as_ref()
            .map(|s| s.maturity.missed.iter().map(|m| format!("D{} {:.2}<{:.2}", m.dimension, m.actual, m.required)).collect::<Vec<_>>());
        let _ = writeln!(
            table,
            "{} {}: {kind}, expected {} got {} ({:.1}); not found: {missing:?}; before next: {:?}",
            "!".repeat(difference as usize),
            document.file,
            document.level,
            level(&analysis),
            value(&analysis),
            why.unwrap_or_default(),
        );
    }
    let n = documents.len() as f64;
    let rho = spearman(&got, &wanted);
    let summary = format!("{table}exact {exact}, within one {near}, type {kinds} of {n}, areas {found} of {asked}, Spearman {rho:.3}");
    eprintln!("{summary}");
    assert!(documents.len() >= 36, "documents are missing");
    assert!(kinds == documents.len(), "a document type is not recognised:\n{summary}");
    assert!(exact as f64 / n >= 0.7, "{summary}");
    assert!(near == documents.len(), "{summary}");
    assert!(rho >= 0.88, "{summary}");
}

/// Letters and digits only: how a list marker or table border is written does not matter.
fn bare(text: &str) -> String {
    text.trim_start_matches(|c: char| c.is_ascii_digit()).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[derive(Default)]
struct Tally {
    hit: usize,
    missed: usize,
    wrong: usize,
    level_exact: usize,
    level_near: usize,
    level_of: usize,
}

#[test]
fn units_agree_with_the_labels() {
    let rules = rules();
    let mut analyser = Analyser::new(&rules);
    let text = fs::read_to_string(corpus().join("units.jsonl")).expect("units.jsonl is there");
    let lines: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).expect("a JSON line")).collect();
    let (mut tally, mut log, mut read, mut lost) = (Tally::default(), String::new(), HashMap::<String, Analysis>::new(), 0);
    for line in &lines {
        let string = |key: &str| line[key].as_str().expect("a string").to_string();
        let list = |key: &str| -> Vec<String> {
            line[key].as_array().expect("a list").iter().map(|i| i.as_str().expect("an id").to_string()).collect()
        };
        let (document, unit) = (string("doc"), string("unit"));
        let analysis = read.entry(document.clone()).or_insert_with(|| analyse(&mut analyser, &corpus().join("documents").join(&document)));
        let wanted = bare(&unit);
        let place = analysis.document.units().iter().position(|u| bare(analysis.document.slice(u.span)) == wanted);
        let Some(reading) = place.and_then(|p| analysis.findings.units.get(p)) else {
            lost += 1;
            let _ = writeln!(log, "lost {}: {unit}", string("id"));
            continue;
        };
        let found = if reading.eligible { rules.taxonomy().names(reading.areas) } else { Vec::new() };
        let (ids, maybe) = (list("ids"), list("maybe"));
        let missed: Vec<&String> = ids.iter().filter(|i| !found.contains(&i.as_str())).collect();
        let wrong: Vec<&&str> = found.iter().filter(|f| !ids.iter().chain(&maybe).any(|i| i == *f)).collect();
        tally.hit += ids.len() - missed.len();
        tally.missed += missed.len();
        tally.wrong += wrong.len();
        let labelled = u8::try_from(line["level"].as_u64().expect("a number")).expect("a level");
        let graded = !ids.is_empty() && ids.len() > missed.len();
        if graded {
            tally.level_of += 1;
            tally.level_exact += usize::from(labelled == reading.steering.level);
            tally.level_near += usize::from(labelled.abs_diff(reading.steering.level) <= 1);
        }
        if !missed.is_empty() || !wrong.is_empty() || (graded && labelled != reading.steering.level) {
            let _ =
                writeln!(log, "{}: missed {missed:?} wrong {wrong:?} level {labelled}/{}: {unit}", string("id"), reading.steering.level);
        }
    }
    let (precision, recall) = (tally.hit as f64 / (tally.hit + tally.wrong) as f64, tally.hit as f64 / (tally.hit + tally.missed) as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    let summary = format!(
        "{log}{} units, {lost} not found; P {precision:.3} R {recall:.3} F1 {f1:.3}; levels exact {} near {} of {}",
        lines.len(),
        tally.level_exact,
        tally.level_near,
        tally.level_of
    );
    eprintln!("{summary}");
    assert!(lines.len() >= 150, "labels are missing");
    assert!(lost * 20 <= lines.len(), "more than a twentieth of the units are split otherwise:\n{summary}");
    assert!(f1 >= 0.7, "{summary}");
}
