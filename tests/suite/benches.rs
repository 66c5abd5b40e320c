//! What is told of speed can be found and made again: every bench is described, and the short table has its place.

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
fn every_bench_is_described() {
    let readme = text("benches/README.md");
    let all = [files("benches"), files("benches/peers")].concat();
    assert!(all.len() > 10, "{all:?}");
    for path in all {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(readme.contains(&format!("{name}`")), "benches/README.md does not tell what {name} is");
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
