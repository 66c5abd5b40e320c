//! What several suites need: the built-in rules, outcomes made from text, folders with files.

use std::fs;
use std::sync::OnceLock;

use genomsyra::archive::Record;
use genomsyra::archive::tally::{Gather, Tally};
use genomsyra::identity::Identity;
use genomsyra::outcome::{Outcome, RuleSetVersion};
use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::run::Analyser;
use genomsyra::text::{Problem, ProblemCode};
use tempfile::TempDir;

/// The built-in rules, loaded once.
pub fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| RuleSet::from_files(&built_in_files()).expect("the built-in rules load"))
}

/// What becomes of a file with this name and contents.
pub fn analyse(name: &str, contents: impl AsRef<[u8]>) -> Outcome {
    Analyser::new(rules()).analyse(contents.as_ref(), name)
}

/// The built-in rules as outcomes name them.
pub fn version() -> RuleSetVersion {
    RuleSetVersion { name: rules().name().into(), version: rules().version().into(), hash: rules().hash().into() }
}

/// A document that could not be read.
pub fn unreadable() -> Outcome {
    let result = Err(Problem::error(ProblemCode::Encrypted, "needs a password"));
    Outcome { name: "avtal.pdf".into(), bytes: 81_920, sha256: "0".repeat(64), rules: version(), result }
}

/// What `gather` makes of these records, which hold the words of the promises.
pub fn tallied(mut gather: Gather, records: &[(String, Record, Identity)]) -> Tally {
    records.iter().for_each(|(path, record, identity)| gather.add(path, &record.brief, identity));
    let words = |path: &str, unit| {
        let record = records.iter().find(|(own, ..)| own == path).map(|(_, record, _)| record);
        let sentence = record.and_then(|record| record.sentences.iter().find(|sentence| sentence.unit == unit));
        sentence.map(|sentence| sentence.text.clone()).ok_or_else(|| format!("{path} has no sentence {unit}"))
    };
    gather.finish(&mut { words }).unwrap()
}

/// A folder with these files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    folder
}
