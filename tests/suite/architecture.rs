//! Who may know whom, where the disk is, how files look: read from the source, so that it cannot drift.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Stands for every module above: what puts all of them to use.
const ALL_ABOVE: &[&str] = &["*"];

/// Each module and the modules that it may know. Arrows point up: a module only knows those that stand above it.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("text", &[]),
    // Readers get bytes and a name: no rules, no disk.
    ("read", &["text"]),
    // A register of its own: texts in, ids out.
    ("indicator", &[]),
    // Municipalities and regions: texts in, places out.
    ("register", &[]),
    // Documents and paths in, who, what and when out; neither rules nor findings.
    ("identity", &["text", "register"]),
    // Sentences by their letters: texts in, ids out.
    ("fingerprint", &[]),
    // Rules know neither formats nor what becomes of a match.
    ("rule", &["text"]),
    // Rule ids, area sets, and what sentences are known by.
    ("finding", &["text", "rule", "indicator", "fingerprint"]),
    // Texts that people write in TOML; words of mistakes from `rule`, days from `identity`.
    ("handwritten", &["rule", "identity"]),
    // What people have said of findings.
    ("review", &["fingerprint", "rule", "finding", "identity", "handwritten"]),
    ("scan", &["text", "rule", "indicator", "finding"]),
    // Weights from `rule`, unit ids from `text`; never a document's text.
    ("score", &["text", "rule", "finding"]),
    // Findings scored again with other weights.
    ("stability", &["rule", "finding", "score"]),
    ("outcome", &["text", "rule", "fingerprint", "finding", "score", "review"]),
    // Findings and scores of two versions; sentences are aligned by their text.
    ("compare", &["text", "rule", "finding", "score", "outcome"]),
    // The disk and nothing of ours.
    ("source", &[]),
    // What is kept of each of many documents, who and when they are, and what they say together.
    ("archive", &["text", "rule", "finding", "score", "outcome", "register", "identity"]),
    // Demands on outcomes, what is new in them and what is excused; dates from `identity`.
    ("gate", &["text", "rule", "finding", "score", "outcome", "identity", "fingerprint", "handwritten"]),
    ("run", &["text", "read", "rule", "finding", "scan", "score", "outcome", "source", "archive", "identity", "review"]),
    // The rules' own examples, read and scanned.
    ("proof", &["text", "read", "rule", "finding", "scan"]),
    // Area ids and names from `rule`.
    ("measure", &["text", "rule", "finding", "outcome"]),
    // Rules, traces and outcomes that others made.
    ("author", &["text", "rule", "finding", "scan", "outcome"]),
    // Descriptions from `rule`.
    (
        "report",
        &[
            "text",
            "rule",
            "indicator",
            "finding",
            "score",
            "stability",
            "compare",
            "outcome",
            "identity",
            "archive",
            "gate",
            "fingerprint",
            "review",
        ],
    ),
    // Notes from `report`, and the door that the reader keeps open for who writes into its documents.
    ("annotate", &["text", "read", "rule", "outcome", "report"]),
    // What both pages share: bytes in, cards and reports out.
    ("desk", &["read", "rule", "scan", "outcome", "identity", "fingerprint", "handwritten", "review", "gate", "run", "report", "annotate"]),
    // The desk in a browser's worker: what it is called with, and what it gives back.
    ("wasm", &["fingerprint", "read", "rule", "identity", "review", "run", "report", "desk"]),
    // What is kept of an archive and its counts → pages; words, markup and tables from `report`. No HTTP, no rules, no documents.
    ("browse", &["rule", "finding", "score", "identity", "archive", "report"]),
    // Files judged by one worker of many: rows of tables out, and what settles them.
    ("apart", &["rule", "outcome", "source", "archive", "identity", "run", "report"]),
    ("serve", ALL_ABOVE),
    ("cli", ALL_ABOVE),
];

/// The modules that a module of the table may know; `None` if it is not in the table.
fn allowed(module: &str) -> Option<Vec<&'static str>> {
    let at = MAY_KNOW.iter().position(|(own, _)| *own == module)?;
    let (_, named) = MAY_KNOW[at];
    Some(if named == ALL_ABOVE { MAY_KNOW[..at].iter().map(|(above, _)| *above).collect() } else { named.to_vec() })
}

/// A source file: its path relative to `src` with `/`, and its lines without comments.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// Lines of code with their numbers; comments and what stands after them are left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// How many `super::` lead from the file's own module to the crate's root.
    fn depth(&self) -> usize {
        let folders = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") { folders } else { folders + 1 }
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn sources(top: &str) -> Vec<Source> {
    let root = folder(top);
    let (mut out, mut waiting) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let relative = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                out.push(Source { path: relative, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!out.is_empty(), "no source files under {top}");
    out
}

/// The first names in `…{a::X, b::{Y, Z}}` or `…a::X`, given what stands after `crate::`.
fn first_names(after: &str) -> Vec<String> {
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(inside) = after.strip_prefix('{') else { return vec![name(after)] };
    let (mut out, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                out.push(name(&inside[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    out.retain(|n| !n.is_empty());
    out
}

/// Every module of ours that a file names by a path from the root. The command line lives in the program and sees the library by its name.
fn known_by(source: &Source) -> Vec<String> {
    let code: Vec<&str> = source.code().map(|(_, line)| line).collect();
    let code = code.join("\n");
    let mut out = Vec::new();
    for root in ["crate::", "genomsyra::"] {
        for (at, _) in code.match_indices(root) {
            let whole_word = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if whole_word {
                out.extend(first_names(&code[at + root.len()..]));
            }
        }
    }
    out
}

#[test]
fn modules_know_only_those_that_the_table_allows() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let own = source.module();
        if matches!(own, "lib" | "main") {
            continue;
        }
        let Some(allowed) = allowed(own) else {
            wrong.push(format!("src/{}: the module `{own}` is not in the table of who may know whom", source.path));
            continue;
        };
        for name in known_by(&source) {
            if name != own && !allowed.contains(&name.as_str()) {
                wrong.push(format!("src/{}: `{own}` may not know `{name}`", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_climbs_to_the_root_by_super() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let mut depth = source.depth();
        for (number, line) in source.code() {
            // A module inside the file is one step further from the root; ours stand last in their files.
            if line.starts_with("mod ") && line.trim_end().ends_with('{') {
                depth = source.depth() + 1;
            }
            for (at, _) in line.match_indices("super::") {
                let climbs = line[at..].split("super::").take_while(|part| part.is_empty()).count();
                if climbs >= depth {
                    wrong.push(format!(
                        "src/{}, line {number}: write `crate::…`, so that the table can be kept: {}",
                        source.path,
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_no_cycle() {
    let mut above = BTreeSet::new();
    for &(module, _) in MAY_KNOW {
        for other in allowed(module).expect("it is in the table") {
            assert!(above.contains(other), "`{module}` knows `{other}`, which does not stand above it");
        }
        above.insert(module);
    }
}

#[test]
fn only_source_and_the_command_line_touch_the_disk() {
    let mut wrong = Vec::new();
    for source in sources("src").iter().filter(|s| !matches!(s.module(), "source" | "cli")) {
        for (number, line) in source.code() {
            if ["std::fs", "fs::read", "fs::write", "File::open", "File::create"].iter().any(|call| line.contains(call)) {
                wrong.push(format!("src/{}, line {number}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_prints() {
    let mut wrong = Vec::new();
    for source in sources("src").iter().filter(|s| s.module() != "cli") {
        for (number, line) in source.code() {
            if ["print!(", "println!(", "dbg!("].iter().any(|call| line.contains(call)) {
                wrong.push(format!("src/{}, line {number}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for_and_stays_readable() {
    let mut wrong = Vec::new();
    for top in ["src", "tests", "tools"] {
        for source in sources(top) {
            if !source.text.starts_with("//!") {
                wrong.push(format!("{top}/{}: begin the file with `//!` and what it is for", source.path));
            }
            let lines = source.text.lines().count();
            if lines > 800 {
                wrong.push(format!("{top}/{}: {lines} lines; look for the seam", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let source = |text: &str| Source { path: "scan/prov.rs".into(), text: text.into() };
    let all = source("use crate::{finding::{Cause, Status}, rule::RuleSet};\nlet x: crate::text::Span;\n// crate::report\nmycrate::cli");
    assert_eq!(known_by(&all), ["finding", "rule", "text"]);
    assert_eq!(known_by(&source("use genomsyra::run::Analyser;")), ["run"]);
    assert_eq!(source("").depth(), 2);
}
