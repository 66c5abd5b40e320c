//! What the benches go by: the recorded instructions, and a list of benches that names them all. The benches themselves run by hand and on the
//! build server (`benches/README.md`).

use std::fs;
use std::path::{Path, PathBuf};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn the_record_of_instructions_is_of_documents_that_are_there() {
    let record: toml::Table = toml::from_str(&read("benches/record/instructions.toml")).unwrap();
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
            let long = fs::metadata(path(file)).unwrap_or_else(|e| panic!("{file}: {e}")).len();
            assert_eq!(i64::try_from(long).unwrap(), bytes, "{file} has changed: cargo test --bench instructions -- --record");
        }
    }
}

#[test]
fn every_bench_has_a_line_in_the_list_and_a_target() {
    let (list, targets) = (read("benches/README.md"), read("Cargo.toml"));
    let files = fs::read_dir(path("benches")).unwrap().map(|entry| entry.unwrap().path());
    let benches: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|e| e == "rs")).collect();
    assert!(benches.len() > 3, "{benches:?}");
    for bench in benches {
        let name = bench.file_stem().unwrap().to_str().unwrap();
        assert!(list.contains(&format!("| `{name}.rs` |")), "benches/README.md does not tell of {name}.rs");
        assert!(list.contains(&format!("--bench {name}`")), "benches/README.md does not tell how to run {name}.rs");
        assert!(targets.contains(&format!("[[bench]]\nname = \"{name}\"\nharness = false")), "Cargo.toml has no target {name}");
    }
}
