//! What is told of speed can be found and made again: every bench is described, the short table has its place, and the recorded instructions
//! are of documents that are there. The benches themselves run by hand and on the build server (`benches/README.md`).

use std::fs;
use std::path::{Path, PathBuf};

use genomsyra::read::{Limits, read};
use genomsyra::scan::Scanner;

use super::helpers::rules;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "rs" || ending == "py")).collect()
}

#[test]
fn every_bench_has_a_line_in_the_list_and_a_target() {
    let (list, targets) = (text("benches/README.md"), text("Cargo.toml"));
    let benches: Vec<PathBuf> = files("benches").into_iter().filter(|file| file.extension().is_some_and(|e| e == "rs")).collect();
    assert!(benches.len() > 3, "{benches:?}");
    for bench in benches {
        let name = bench.file_stem().unwrap().to_str().unwrap();
        assert!(list.contains(&format!("| `{name}.rs` |")), "benches/README.md does not tell of {name}.rs");
        assert!(list.contains(&format!("--bench {name}`")), "benches/README.md does not tell how to run {name}.rs");
        assert!(targets.contains(&format!("[[bench]]\nname = \"{name}\"\nharness = false")), "Cargo.toml has no target {name}");
    }
}

#[test]
fn every_script_is_described() {
    let readme = text("benches/README.md");
    let all = files("benches/peers");
    assert!(all.len() > 8, "{all:?}");
    for path in all {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(readme.contains(&format!("{name}`")), "benches/README.md does not tell what {name} is");
    }
}

#[test]
fn the_record_of_instructions_is_of_documents_that_are_there() {
    let record: toml::Table = toml::from_str(&text("benches/record/instructions.toml")).unwrap();
    assert!(record["rustc"].as_str().unwrap().starts_with("rustc "), "{record}");
    assert!(record["date"].as_str().unwrap().parse::<chrono::NaiveDate>().is_ok(), "{record}");
    let inputs = record["input"].as_table().unwrap();
    let names: Vec<&str> = inputs.keys().map(String::as_str).collect();
    assert_eq!(names, ["docx", "markdown", "pdf", "start", "start, indicators"]);
    for (name, input) in inputs {
        let (bytes, instructions) = (input["bytes"].as_integer().unwrap(), input["instructions"].as_integer().unwrap());
        // Between a few instructions for each byte and the billions of a build without optimisation.
        assert!((1_000_000..3_000_000_000).contains(&instructions), "{name}: {instructions}");
        if let Some(file) = input.get("file") {
            let file = file.as_str().unwrap();
            let long = fs::metadata(root().join(file)).unwrap_or_else(|e| panic!("{file}: {e}")).len();
            assert_eq!(i64::try_from(long).unwrap(), bytes, "{file} has changed: cargo test --bench instructions -- --record");
        }
    }
}

/// `run.py --readme` writes between them.
#[test]
fn both_readmes_have_a_place_for_the_comparison() {
    let script = text("benches/peers/readme.py");
    for path in ["README.md", "README.sv.md"] {
        let readme = text(path);
        let places = ["<!-- peers -->", "<!-- /peers -->"].map(|marker| {
            assert!(script.contains(marker), "readme.py looks for other markers than {marker}");
            assert_eq!(readme.matches(marker).count(), 1, "{path}: {marker}");
            readme.find(marker).unwrap()
        });
        assert!(places[0] < places[1], "{path}: the markers stand the wrong way round");
        assert!(readme[places[0]..places[1]].contains("| genomsyra |"), "{path}: ours is not in the table");
    }
}

/// Other programs get the list of forms: what they find must be words to us too.
#[test]
fn every_form_is_known_when_it_stands_in_a_text() {
    let mut scanner = Scanner::new(rules());
    let mut known = |text: &str| scanner.known_tokens(&read(text.as_bytes(), "text.txt", &Limits::default()).unwrap());
    assert_eq!(known("Xyzzy barnets bästa plugh."), 2);
    let is_word = |form: &&str| form.ends_with(char::is_alphanumeric) && form.chars().all(|c| c.is_alphanumeric() || c == '-');
    let forms: Vec<&str> = rules().forms().filter(is_word).collect();
    assert!(forms.len() > 10_000 && forms.len() < rules().form_count());
    for forms in forms.chunks(1000) {
        assert_eq!(known(&forms.join("\n\n")), forms.len(), "{:?} to {:?}", forms.first(), forms.last());
    }
}
