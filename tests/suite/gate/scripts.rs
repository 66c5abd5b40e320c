//! Runs of the program, one after another in a folder of their own, with what each is to answer: `tests/data/gate/*.toml` and
//! `tests/data/review/scenario.toml`.
//!
//! `krav` is the section of demands on the screen, word for word; `ut` and `fel` are words on standard output and standard error; `filer` are
//! files as they are to stand afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    steg: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// What is shown.
    vad: String,
    /// Files to write first; those that are empty are taken away.
    #[serde(default)]
    skriv: BTreeMap<String, String>,
    /// The arguments; dates are given, so that the answer is the same every day.
    kor: Vec<String>,
    kod: i32,
    krav: Option<String>,
    #[serde(default)]
    ut: Vec<String>,
    #[serde(default)]
    inte_ut: Vec<String>,
    #[serde(default)]
    fel: Vec<String>,
    #[serde(default)]
    filer: BTreeMap<String, String>,
}

/// The section of demands, without its heading.
fn section(out: &str) -> String {
    let lines = out.lines().skip_while(|line| *line != "Krav" && *line != "Demands").skip(1).take_while(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

/// Runs a script of `tests/data`.
pub fn run_script(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    let script: Script = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for (number, step) in script.steg.iter().enumerate() {
        for (file, contents) in &step.skriv {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if contents.is_empty() { fs::remove_file(path).unwrap() } else { fs::write(path, contents).unwrap() }
        }
        let output = Command::new(env!("CARGO_BIN_EXE_genomsyra")).args(&step.kor).current_dir(folder.path()).output().unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        let mut odd = Vec::new();
        if output.status.code() != Some(step.kod) {
            odd.push(format!("exit code {:?}, not {}", output.status.code(), step.kod));
        }
        if let Some(krav) = &step.krav
            && section(&out) != *krav
        {
            odd.push(format!("the section is\n{}and not\n{krav}", section(&out)));
        }
        odd.extend(step.ut.iter().filter(|words| !out.contains(*words)).map(|words| format!("{words:?} is not in the output")));
        odd.extend(step.inte_ut.iter().filter(|words| out.contains(*words)).map(|words| format!("{words:?} is in the output")));
        odd.extend(step.fel.iter().filter(|words| !err.contains(*words)).map(|words| format!("{words:?} is not among the messages")));
        for (file, contents) in &step.filer {
            let found = fs::read_to_string(folder.path().join(file)).unwrap_or_default();
            if found != *contents {
                odd.push(format!("{file} is\n{found}and not\n{contents}"));
            }
        }
        if !odd.is_empty() {
            wrong.push(format!("step {} ({}): {}\n--- out\n{out}--- err\n{err}", number + 1, step.vad, odd.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n\n"));
}

#[test]
fn every_exit_code() {
    run_script("gate/exit.toml");
}

#[test]
fn a_draft_goes_through_the_gate() {
    run_script("gate/scenario.toml");
}

#[test]
fn settings_are_shown_with_where_they_come_from() {
    run_script("gate/config.toml");
}
