//! Who, what and when in our corpus, against what a reader of its title pages says (`tests/data/identity-corpus.csv`).
#![allow(clippy::print_stderr)] // Figures, shown with `--nocapture`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use genomsyra::identity::{End, Hints, Identity, identify};
use genomsyra::read::{Limits, read};

/// Answers by column of the file.
fn told(identity: &Identity) -> BTreeMap<&'static str, String> {
    let adopted = identity.adopted.value().and_then(|adoption| {
        let paragraph = adoption.paragraph.map_or_else(String::new, |number| format!(" § {number}"));
        Some(format!("{}{paragraph}", adoption.date?))
    });
    let end = identity.valid_to.value().map(|end| match end {
        End::On(date) => date.to_string(),
        End::UntilFurther => "tills vidare".to_string(),
    });
    BTreeMap::from([
        ("kommun", identity.municipality.value().map(|o| o.name.trim_end_matches(" kommun").to_string()).unwrap_or_default()),
        ("ar", identity.years.value().map(ToString::to_string).unwrap_or_default()),
        ("antagen", adopted.unwrap_or_default()),
        ("giltig_till", end.unwrap_or_default()),
        ("diarienummer", identity.case_number.value().cloned().unwrap_or_default()),
    ])
}

#[test]
fn title_pages_of_the_corpus() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let truth = fs::read_to_string(root.join("tests/data/identity-corpus.csv")).unwrap();
    let mut lines = truth.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(';').collect();
    let mut counts: BTreeMap<&str, [u32; 4]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split(';').collect();
        let bytes = fs::read(root.join(format!("corpus/documents/{}.md", cells[0]))).unwrap();
        let document = read(&bytes, "dokument.md", &Limits::default()).unwrap();
        let found = told(&identify(&document, "dokument.md").given("dokument.md", &Hints::default()));
        for (column, expected) in columns.iter().zip(&cells).skip(1) {
            let found = &found[column];
            // Right, wrong, missed, rightly silent.
            let kind = match (found.is_empty(), expected.is_empty()) {
                (true, true) => 3,
                (true, false) => 2,
                _ if found == expected => 0,
                _ => 1,
            };
            counts.entry(column).or_default()[kind] += 1;
            if kind == 1 || kind == 2 {
                wrong.push(format!("{}: {column} is {found:?}, not {expected:?}", cells[0]));
            }
        }
    }
    for (column, [right, wrong, missed, silent]) in &counts {
        eprintln!("{column}: right {right}, wrong {wrong}, missed {missed}, rightly silent {silent}");
    }
    assert!(wrong.len() <= MISTAKES, "{}", wrong.join("\n"));
}

/// Answers of 180 that are not the reader's: none may be added unseen. A report tells of the programme that it follows up (when adopted, how
/// long in force) as documents tell of themselves.
const MISTAKES: usize = 1;
