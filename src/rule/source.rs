//! Rule files as (name, contents): those inside the binary, and how they are put together with others.

use include_dir::{Dir, include_dir};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// One rule file: its name relative to the rule folder, with `/`, and its contents.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleFile {
    /// e.g. `omraden/barnets-rattigheter.toml`.
    pub name: String,
    /// The TOML text.
    pub contents: String,
}

/// The rule files that the program carries, sorted by name.
pub fn built_in_files() -> Vec<RuleFile> {
    let mut out = Vec::new();
    let mut folders = vec![&BUILT_IN];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            if let (Some(name), Some(contents)) = (file.path().to_str(), file.contents_utf8())
                && name.ends_with(".toml")
            {
                out.push(RuleFile { name: name.replace('\\', "/"), contents: contents.to_string() });
            }
        }
    }
    out.sort();
    out
}

/// The JSON Schema of rule files that lies beside them.
pub(crate) fn built_in_schema() -> &'static str {
    BUILT_IN.get_file("schema.json").and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// A folder with this file holds a whole rule set; without it, the folder adds to the built-in one.
const SET_FILE: &str = "regelverk.toml";

/// The files of a rule set when a user brings `own`: those alone if they are a whole set (`regelverk.toml` is among them), else laid over `base`.
pub fn laid_over(base: Vec<RuleFile>, own: Vec<RuleFile>) -> Vec<RuleFile> {
    if own.iter().any(|file| file.name == SET_FILE) { own } else { overlay(base, own) }
}

/// Lays `own` over `base`: a file with the same name replaces, others are added. Sorted by name.
pub fn overlay(base: Vec<RuleFile>, own: Vec<RuleFile>) -> Vec<RuleFile> {
    let mut out: Vec<RuleFile> = base.into_iter().filter(|b| own.iter().all(|o| o.name != b.name)).collect();
    out.extend(own);
    out.sort();
    out
}
