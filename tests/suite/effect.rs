//! The version of the rules follows what they do: hits over `corpus/documents` against those recorded with the last version.
//!
//! `tests/data/effect.txt` holds the version and, document by document, level and score and each unit with its level and ids. Between two
//! recordings anything may change, as long as the version in `rules/regelverk.toml` has been stepped far enough.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::run::Analyser;

/// Records the list anew.
const COMMAND: &str = "UPDATE_EFFECT=1 cargo test --test suite effect";

/// What the rules do to a document: level, score, and for each unit with hits its ladder level and ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Judged {
    level: String,
    score: String,
    units: BTreeMap<usize, (u8, BTreeSet<String>)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Effect {
    version: [u32; 3],
    documents: BTreeMap<String, Judged>,
}

/// How far the version must step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    None,
    /// Hits were added.
    Minor,
    /// Hits were removed, or what they are worth changed.
    Major,
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn version(text: &str) -> [u32; 3] {
    let parts: Vec<u32> = text.split('.').map(|p| p.parse().unwrap_or_else(|_| panic!("{text:?} is no version"))).collect();
    parts.try_into().unwrap_or_else(|_| panic!("{text:?} is no version: it has three numbers"))
}

fn effect() -> Effect {
    let rules = RuleSet::from_files(&built_in_files()).unwrap();
    let mut analyser = Analyser::new(&rules);
    let mut out = Effect { version: version(rules.version()), ..Effect::default() };
    for entry in fs::read_dir(folder("corpus/documents")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        let analysis = analyser.analyse(&fs::read(&path).unwrap(), &name).result.unwrap();
        let score = analysis.score.as_ref().map_or((0, 0.0), |s| (s.maturity.level, s.value));
        let units = analysis.findings.units.iter().filter(|u| u.eligible && !u.areas.is_empty());
        let names = |areas| rules.taxonomy().names(areas).into_iter().map(str::to_string).collect();
        let units = units.map(|u| (u.unit as usize, (u.steering.level, names(u.areas)))).collect();
        out.documents.insert(name, Judged { level: score.0.to_string(), score: format!("{:.1}", score.1), units });
    }
    out
}

fn written(effect: &Effect) -> String {
    let [major, minor, patch] = effect.version;
    let mut out = format!("# Made by: {COMMAND}\nversion {major}.{minor}.{patch}\n");
    for (name, judged) in &effect.documents {
        let _ = writeln!(out, "\n{name} {} {}", judged.level, judged.score);
        for (unit, (level, ids)) in &judged.units {
            let _ = writeln!(out, "  {unit} {level} {}", ids.iter().cloned().collect::<Vec<_>>().join(" "));
        }
    }
    out
}

fn parsed(text: &str) -> Effect {
    let mut out = Effect::default();
    let mut document = String::new();
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let mut words = line.split_whitespace();
        let mut next = || words.next().unwrap_or_default().to_string();
        let first = next();
        if line.starts_with("  ") {
            let level = next().parse().unwrap();
            let ids = std::iter::from_fn(|| Some(next()).filter(|id| !id.is_empty())).collect();
            out.documents.get_mut(&document).unwrap().units.insert(first.parse().unwrap(), (level, ids));
        } else if first == "version" {
            out.version = version(&next());
        } else {
            document = first;
            out.documents.insert(document.clone(), Judged { level: next(), score: next(), ..Judged::default() });
        }
    }
    out
}

/// What changed, most serious first, each line with the step that it asks for.
fn changes(old: &Effect, new: &Effect) -> Vec<(Step, String)> {
    let mut out = Vec::new();
    let nothing = Judged::default();
    let names: BTreeSet<&String> = old.documents.keys().chain(new.documents.keys()).collect();
    // A document that came or went says nothing of the rules.
    for name in names.into_iter().filter(|n| old.documents.contains_key(*n) && new.documents.contains_key(*n)) {
        let (a, b) = (old.documents.get(name).unwrap_or(&nothing), new.documents.get(name).unwrap_or(&nothing));
        let mut hits_changed = false;
        let units: BTreeSet<&usize> = a.units.keys().chain(b.units.keys()).collect();
        for unit in units {
            let empty = (0, BTreeSet::new());
            let (was, is) = (a.units.get(unit).unwrap_or(&empty), b.units.get(unit).unwrap_or(&empty));
            for id in was.1.difference(&is.1) {
                out.push((Step::Major, format!("{name}, unit {unit}: {id} was lost")));
                hits_changed = true;
            }
            for id in is.1.difference(&was.1) {
                out.push((Step::Minor, format!("{name}, unit {unit}: {id} was added")));
                hits_changed = true;
            }
            if !was.1.is_empty() && !is.1.is_empty() && was.0 != is.0 {
                out.push((Step::Major, format!("{name}, unit {unit}: level {} became {}", was.0, is.0)));
                hits_changed = true;
            }
        }
        if !hits_changed && (&a.level, &a.score) != (&b.level, &b.score) {
            out.push((Step::Major, format!("{name}: level {} and score {} became {} and {}", a.level, a.score, b.level, b.score)));
        }
    }
    out.sort_by_key(|(step, _)| std::cmp::Reverse(*step));
    out
}

/// The least version after a step. Before 1.0.0 the middle number stands for what breaks, the last for what adds.
fn least(from: [u32; 3], step: Step) -> [u32; 3] {
    match (step, from) {
        (Step::None, same) => same,
        (Step::Minor, [0, minor, patch]) => [0, minor, patch + 1],
        (Step::Major, [0, minor, _]) => [0, minor + 1, 0],
        (Step::Minor, [major, minor, _]) => [major, minor + 1, 0],
        (Step::Major, [major, ..]) => [major + 1, 0, 0],
    }
}

/// Why the version will not do, if it will not.
fn verdict(recorded: &Effect, now: &Effect) -> Result<(), String> {
    let changes = changes(recorded, now);
    let step = changes.first().map_or(Step::None, |(step, _)| *step);
    let least = least(recorded.version, step);
    if now.version >= least {
        return Ok(());
    }
    let what = match step {
        Step::None => "the version went backwards",
        Step::Minor => "hits were added: a minor step",
        Step::Major => "hits were removed, or what they are worth changed: a major step",
    };
    let shown: Vec<&str> = changes.iter().take(20).map(|(_, told)| told.as_str()).collect();
    Err(format!(
        "the rules do something else than version {:?}, which is recorded in tests/data/effect.txt ({what}).\n\
         Set `version` in rules/regelverk.toml to {}.{}.{} or higher. When you release it, record it with: {COMMAND}\n  {}{}",
        recorded.version,
        least[0],
        least[1],
        least[2],
        shown.join("\n  "),
        if changes.len() > shown.len() { format!("\n  … {} more", changes.len() - shown.len()) } else { String::new() },
    ))
}

#[test]
fn the_version_follows_what_the_rules_do() {
    let (path, now) = (folder("tests/data/effect.txt"), effect());
    let recorded = fs::read_to_string(&path).map(|text| parsed(&text)).unwrap_or_default();
    let verdict = verdict(&recorded, &now);
    if std::env::var_os("UPDATE_EFFECT").is_some() && verdict.is_ok() {
        fs::write(&path, written(&now)).unwrap();
    }
    assert!(!recorded.documents.is_empty() || std::env::var_os("UPDATE_EFFECT").is_some(), "nothing is recorded: {COMMAND}");
    verdict.unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(parsed(&written(&now)), now, "the list is read as it is written");
}

#[test]
fn each_change_asks_for_its_step() {
    const OLD: &str = "version 1.2.3\n\na.md 2 31.0\n  4 3 kon alder\n  7 1 barn\n";
    for (new, step, wanted) in [
        ("a.md 2 31.0\n  4 3 kon alder\n  7 1 barn\n", Step::None, "1.2.3"),
        ("a.md 2 33.0\n  4 3 kon alder\n  7 1 barn\n  9 2 barn\n", Step::Minor, "1.3.0"),
        ("a.md 2 33.0\n  4 3 kon alder halsa\n  7 1 barn\n", Step::Minor, "1.3.0"),
        ("a.md 2 31.0\n  4 3 kon alder\n", Step::Major, "2.0.0"),
        ("a.md 2 31.0\n  4 4 kon alder\n  7 1 barn\n", Step::Major, "2.0.0"),
        ("a.md 2 30.0\n  4 3 kon alder\n  7 1 barn\n", Step::Major, "2.0.0"),
        ("a.md 2 31.0\n  4 3 kon\n  7 1 barn halsa\n", Step::Major, "2.0.0"),
        ("a.md 2 31.0\n  4 3 kon alder\n  7 1 barn\n\nb.md 1 9.0\n  1 1 barn\n", Step::None, "1.2.3"),
    ] {
        let old = parsed(OLD);
        let mut now = parsed(&format!("version 1.2.3\n\n{new}"));
        assert_eq!(changes(&old, &now).first().map_or(Step::None, |(step, _)| *step), step, "{new}");
        assert_eq!(least(old.version, step), version(wanted), "{new}");
        let refused = verdict(&old, &now);
        assert_eq!(refused.is_err(), step != Step::None, "{new}");
        assert!(refused.err().is_none_or(|why| why.contains(wanted) && why.contains(COMMAND)), "{new}");
        now.version = version(wanted);
        assert_eq!(verdict(&old, &now), Ok(()), "{new}");
    }
    assert_eq!(least([0, 1, 4], Step::Minor), [0, 1, 5]);
    assert_eq!(least([0, 1, 4], Step::Major), [0, 2, 0]);
}
