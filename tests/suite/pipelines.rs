//! What the project brings for pipelines (actions, templates, hooks, a container, a watched folder): the scripts are run, and what cannot
//! be run here is held against the sources that it names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::helpers::folder;

const PROGRAM: &str = env!("CARGO_BIN_EXE_genomsyra");
const POLICY: &str = "# Barnrättspolicy\n\nSocialnämnden ska senast den 1 mars varje år redovisa hur barnets bästa har beaktats.\n";

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text_of(path: &str) -> String {
    fs::read_to_string(project(path)).unwrap()
}

/// What became of a script.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

/// Runs one of the project's scripts in a folder, with these variables and nothing else of ours.
fn script(path: &str, folder: &TempDir, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new("sh");
    command.arg(project(path)).args(arguments).current_dir(folder.path()).env("GENOMSYRA_PROGRAM", PROGRAM);
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn gate(folder: &TempDir, variables: &[(&str, &str)]) -> Run {
    script(".ci/gate/run.sh", folder, &[], variables)
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_default()
}

#[test]
fn the_gate_passes_fails_and_tells_later_steps() {
    let folder = folder(&[("policyer/en policy.md", POLICY)]);
    let run =
        |under: &str| gate(&folder, &[("GENOMSYRA_DOCUMENTS", "policyer"), ("GENOMSYRA_FAIL_UNDER", under), ("GENOMSYRA_OUTPUT", "ut")]);
    let passed = run("0");
    assert_eq!(passed.code, 0, "{passed:?}");
    assert!(passed.out.contains("en policy.md"), "{passed:?}");
    let failed = run("5");
    assert_eq!(failed.code, 1, "{failed:?}");
    assert_eq!(read(&folder, "ut"), "genomsyra_exit_code=0\ngenomsyra_verdict=passed\ngenomsyra_exit_code=1\ngenomsyra_verdict=failed\n");
}

#[test]
fn the_gate_says_when_it_could_not_run_or_not_read() {
    let folder = folder(&[("policy.md", POLICY), ("tom.md", "")]);
    let told = |variables: &[(&str, &str)], code: i32, word: &str| {
        let run = gate(&folder, &[variables, &[("GENOMSYRA_OUTPUT", "ut")]].concat());
        assert!(run.code == code && run.err.contains(word), "{variables:?}: {run:?}");
        let verdict = if code == 3 { "unread" } else { "error" };
        assert!(read(&folder, "ut").ends_with(&format!("genomsyra_exit_code={code}\ngenomsyra_verdict={verdict}\n")), "{variables:?}");
    };
    told(&[], 2, "GENOMSYRA_DOCUMENTS is empty");
    told(&[("GENOMSYRA_DOCUMENTS", "policy.md"), ("GENOMSYRA_PROGRAM", "/finns/inte")], 2, "is not there");
    told(&[("GENOMSYRA_DOCUMENTS", "policy.md"), ("GENOMSYRA_ARGUMENTS", "--finns-inte")], 2, "--finns-inte");
    told(&[("GENOMSYRA_DOCUMENTS", "policy.md"), ("GENOMSYRA_REPORTS", "json")], 2, "is not FORMAT=FILE");
    told(&[("GENOMSYRA_DOCUMENTS", "policy.md"), ("GENOMSYRA_REPORTS", "yaml=ut.yaml")], 2, "could not be written");
    told(&[("GENOMSYRA_DOCUMENTS", "policy.md\ntom.md")], 3, "");
    told(&[("GENOMSYRA_DOCUMENTS", "saknas*.md"), ("GENOMSYRA_REPORTS", "json=ut.json")], 3, "saknas*.md");
}

#[test]
fn documents_are_files_patterns_and_folders_with_any_names() {
    let folder = folder(&[
        ("a b.md", POLICY),
        ("mapp/c.TXT", POLICY),
        ("mapp/[ab].md", POLICY),
        ("mapp/a.md", POLICY),
        ("mapp/djup mapp/å.md", POLICY),
        ("mapp/.git/gömd.md", POLICY),
        ("mapp/bild.png", "x"),
        ("-e.md", POLICY),
    ]);
    let run = gate(&folder, &[("GENOMSYRA_DOCUMENTS", "mapp/\na*.md\n-e.md"), ("GENOMSYRA_FORMAT", "csv"), ("GENOMSYRA_QUOTES", "false")]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("6 file(s)"), "{run:?}");
    let name = |line: &str| line.trim_start_matches('\u{FEFF}').split(';').next().unwrap_or_default().trim_start_matches('\'').to_string();
    let mut names: Vec<String> = run.out.lines().skip(1).map(name).collect();
    names.dedup();
    let expected = ["mapp/[ab].md", "mapp/a.md", "mapp/c.TXT", "mapp/djup mapp/å.md", "a b.md", "-e.md"];
    assert_eq!(names, expected, "{}", run.out);
    assert!(!run.out.contains("redovisa hur"), "quotes were not wanted: {}", run.out);
}

#[test]
fn reports_and_summary_are_written_beside_the_log() {
    let folder = folder(&[("policy.md", POLICY), ("sammanfattning.md", "Före.\n")]);
    let variables = [
        ("GENOMSYRA_DOCUMENTS", "policy.md"),
        ("GENOMSYRA_FAIL_UNDER", "5"),
        ("GENOMSYRA_LANG", "en"),
        ("GENOMSYRA_REPORTS", "json=ut.json\nhtml=en rapport.html"),
        ("GENOMSYRA_SUMMARY", "sammanfattning.md"),
    ];
    let run = gate(&folder, &variables);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&read(&folder, "ut.json")).unwrap()["identity"]["file"], "policy.md");
    assert!(read(&folder, "en rapport.html").contains("lang=\"en\""));
    let summary = read(&folder, "sammanfattning.md");
    assert!(summary.starts_with("Före.\n") && summary.contains("policy.md"), "{summary}");
}

/// Keys of a mapping in our own YAML files, which are written in one plain way.
fn keys_under<'a>(yaml: &'a str, key: &str, indent: usize) -> Vec<&'a str> {
    let (own, below) = (format!("{}{key}:", " ".repeat(indent)), " ".repeat(indent + 2));
    let inside = yaml.lines().skip_while(|line| *line != own).skip(1).take_while(|line| line.starts_with(&below) || line.is_empty());
    let keys = inside.filter(|line| !line[below.len()..].starts_with([' ', '#', '-'])).filter_map(|line| line.trim().split_once(':'));
    keys.map(|(key, _)| key).collect()
}

#[test]
fn the_action_hands_every_input_to_the_scripts() {
    let action = text_of(".github/actions/genomsyra/action.yml");
    let inputs = keys_under(&action, "inputs", 0);
    assert!(inputs.contains(&"documents") && inputs.contains(&"fail-on"), "{inputs:?}");
    for input in &inputs {
        assert_eq!(action.matches(&format!("${{{{ inputs.{input} }}}}")).count(), 1, "{input}");
    }
    let script = text_of(".ci/gate/run.sh");
    for variable in action.split(|c: char| !(c.is_ascii_uppercase() || c == '_')).filter(|word| word.starts_with("GENOMSYRA_")) {
        assert!(script.contains(variable), "the script knows no {variable}");
    }
    for output in ["genomsyra_exit_code", "genomsyra_verdict"] {
        assert!(action.contains(&format!("steps.check.outputs.{output} }}}}")) && script.contains(output));
    }
}

/// The action's own steps, with the variables that a runner sets.
#[test]
fn the_actions_steps_run() {
    let folder = folder(&[("policy.md", POLICY)]);
    let action = text_of(".github/actions/genomsyra/action.yml");
    let found = script(".github/actions/genomsyra/build.sh", &folder, &[], &[("INPUT_PROGRAM", PROGRAM), ("GITHUB_OUTPUT", "ut")]);
    assert_eq!((found.code, read(&folder, "ut").as_str()), (0, format!("program={PROGRAM}\n").as_str()), "{found:?}");
    let (_, step) = action.split_once("run: |\n").unwrap();
    let lines: Vec<&str> = step.lines().map(str::trim).collect();
    let place = project(".github/actions/genomsyra");
    let run = |wants_summary: &str, output: &str, summary: &str| {
        let status = Command::new("sh")
            .args(["-e", "-c", &lines.join("\n")])
            .current_dir(folder.path())
            .env("GITHUB_ACTION_PATH", &place)
            .envs([("GITHUB_OUTPUT", output), ("GITHUB_STEP_SUMMARY", summary), ("WANTS_SUMMARY", wants_summary)])
            .envs([
                ("GENOMSYRA_PROGRAM", PROGRAM),
                ("GENOMSYRA_DOCUMENTS", "policy.md"),
                ("GENOMSYRA_FAIL_UNDER", "5"),
                ("GENOMSYRA_LANG", "sv"),
            ])
            .envs([("GENOMSYRA_QUOTES", "true"), ("GENOMSYRA_CONFIG", ""), ("GENOMSYRA_BASELINE", ""), ("GENOMSYRA_FAIL_ON", "")])
            .output()
            .unwrap();
        (status.status.code(), read(&folder, output), read(&folder, summary))
    };
    let (code, output, summary) = run("true", "steg", "summa.md");
    assert_eq!((code, output.as_str()), (Some(1), "genomsyra_exit_code=1\ngenomsyra_verdict=failed\n"));
    assert!(summary.contains("policy.md"), "{summary}");
    assert_eq!(run("false", "steg2", "ingen.md").2, "");
}

#[test]
fn what_the_templates_name_is_there() {
    let gitlab = text_of(".gitlab/genomsyra.yml");
    let container = text_of(".ci/gate/Containerfile");
    assert!(gitlab.contains("- genomsyra-gate") && container.contains("/usr/local/bin/genomsyra-gate"));
    let script = text_of(".ci/gate/run.sh");
    for variable in gitlab.split(|c: char| !(c.is_ascii_uppercase() || c == '_')).filter(|word| word.starts_with("GENOMSYRA_")) {
        assert!(script.contains(variable) || variable == "GENOMSYRA_IMAGE", "the script knows no {variable}");
    }
    let hooks = text_of(".pre-commit-hooks.yaml");
    let entry = hooks.lines().find_map(|line| line.trim().strip_prefix("entry: ")).unwrap();
    let mut scripts =
        vec![project(entry), project(".ci/gate/run.sh"), project(".ci/gate/watch.sh"), project(".github/actions/genomsyra/build.sh")];
    scripts.retain(|path| !path.is_file());
    assert!(scripts.is_empty(), "{scripts:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_ne!(fs::metadata(project(entry)).unwrap().permissions().mode() & 0o111, 0, "the framework starts {entry} by itself");
    }
}

#[test]
fn the_readmes_tell_of_what_there_is() {
    let (action, script) = (text_of(".github/actions/genomsyra/action.yml"), text_of(".ci/gate/run.sh"));
    let inputs = keys_under(&action, "inputs", 0);
    for name in ["README.md", "README.sv.md"] {
        let readme = text_of(name);
        let given = keys_under(&readme, "with", 2);
        assert!(given.len() >= 2 && given.iter().all(|input| inputs.contains(input)), "{name}: {given:?}");
        let variables = readme.split(|c: char| !(c.is_ascii_uppercase() || c == '_')).filter(|word| word.starts_with("GENOMSYRA_"));
        for variable in variables.filter(|variable| !["GENOMSYRA_PASSWORD", "GENOMSYRA_IMAGE"].contains(variable)) {
            assert!(script.contains(variable), "{name}: the script knows no {variable}");
        }
        for path in [".ci/gate/run.sh", ".ci/gate/pre-commit.sh", ".ci/gate/watch.sh", ".ci/gate/Containerfile", "/.gitlab/genomsyra.yml"] {
            assert!(readme.contains(path) && project(path.trim_start_matches('/')).is_file(), "{name}: {path}");
        }
    }
}

/// An image cannot be built in a test. What would stop the build is looked at: each copied path, what the sources take in at compile time,
/// and whether cargo understands the package out of the copied files alone.
#[test]
fn the_container_copies_all_that_the_build_needs() {
    let container = text_of(".ci/gate/Containerfile");
    let sources = |line: &str| -> Vec<String> {
        let words: Vec<&str> = line.split_whitespace().skip(1).filter(|word| !word.starts_with("--")).collect();
        words[..words.len() - 1].iter().map(|word| word.to_string()).collect()
    };
    let (build, last) = container.rsplit_once("\nFROM ").unwrap();
    let copies = |stage: &str| -> Vec<String> {
        stage.lines().filter(|line| line.starts_with("COPY ") && !line.contains("--from=")).flat_map(sources).collect()
    };
    let (build_copies, last_copies) = (copies(build), copies(last));
    for path in build_copies.iter().chain(&last_copies) {
        assert!(project(path).exists(), "{path} is not there to copy");
    }
    let ignored = text_of(".ci/gate/Containerfile.dockerignore");
    assert!(ignored.lines().all(|ignored| !build_copies.iter().chain(&last_copies).any(|path| path.split('/').next() == Some(ignored))));
    assert!(last.contains("\nUSER ") && !last.contains("USER root") && !last.contains("apt-get"), "{last}");
    // As the README says that the program is installed, but for the place.
    let install = "cargo install --locked --path .";
    assert!(container.contains(&format!("RUN {install} --root /built\n")));
    for readme in ["README.md", "README.sv.md"] {
        assert!(text_of(readme).contains(&format!("`{install}`")), "{readme}");
    }
    // The compiler of the image is one that the package takes.
    let manifest = text_of("Cargo.toml");
    let needed = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap().trim_matches('"');
    assert!(build.contains(&format!("library/rust:{needed}-")), "Cargo.toml asks for Rust {needed}");

    let copied = |path: &Path| build_copies.iter().any(|copy| path.starts_with(project(copy)));
    let mut waiting = vec![project("src")];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            // Tests take in more; the program is built without them.
            let text = fs::read_to_string(&path).unwrap_or_default();
            let text =
                if path.to_string_lossy().ends_with("tests.rs") { "" } else { text.split("#[cfg(test)]").next().unwrap_or_default() };
            for (at, call) in ["include_str!(", "include_bytes!(", "include_dir!("].iter().flat_map(|call| text.match_indices(call)) {
                let Some(named) = text[at + call.len()..].trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                    continue;
                };
                let full = match named.strip_prefix("$CARGO_MANIFEST_DIR/") {
                    Some(rest) => project(rest),
                    None => fs::canonicalize(folder.join(named)).unwrap(),
                };
                assert!(copied(&full), "{} takes in {named}, which is not copied", path.display());
            }
        }
    }

    let place = tempfile::tempdir().unwrap();
    build_copies.iter().for_each(|path| copy(&project(path), &place.path().join(path)));
    let asked = ["metadata", "--no-deps", "--offline", "--locked", "--format-version", "1"];
    let metadata = Command::new(env!("CARGO")).args(asked).current_dir(place.path()).output().unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        fs::read_dir(from).unwrap().map(|entry| entry.unwrap()).for_each(|entry| copy(&entry.path(), &to.join(entry.file_name())));
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

#[test]
fn the_hook_checks_what_it_is_given_and_what_is_staged() {
    const HOOK: &str = ".ci/gate/pre-commit.sh";
    let folder = folder(&[("policy.md", POLICY), ("svag policy.md", "# Policy\n\nBarn nämns här.\n"), ("kod.rs", "fn main() {}")]);
    assert_eq!(script(HOOK, &folder, &["--fail-under=0", "policy.md"], &[]).code, 0);
    let failed = script(HOOK, &folder, &["--fail-under=5", "policy.md"], &[]);
    assert!(failed.code == 1 && failed.err.contains("policy.md") && failed.out.is_empty(), "{failed:?}");
    assert_eq!(script(HOOK, &folder, &["policy.md"], &[("GENOMSYRA_PROGRAM", "/finns/inte")]).code, 2);

    let git = |arguments: &[&str]| {
        let quiet = [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")];
        Command::new("git").args(arguments).current_dir(folder.path()).envs(quiet).output().is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q"]) {
        return;
    }
    let staged = |document: &str| {
        assert!(git(&["add", document]));
        script(HOOK, &folder, &["--fail-under=5"], &[])
    };
    // What is not staged is not checked, and what is no document is none.
    assert_eq!(staged("kod.rs").code, 0);
    let failed = staged("svag policy.md");
    assert!(failed.code == 1 && failed.err.contains("svag policy.md") && !failed.err.contains("kod.rs"), "{failed:?}");
}

const WATCH: &str = ".ci/gate/watch.sh";

#[test]
fn a_watched_folder_is_read_once_and_its_overview_follows_it() {
    let folder = folder(&[("export/policy.md", POLICY), ("export/djup/plan.md", "# Plan\n\nBarnets bästa ska beaktas.\n")]);
    let run = || script(WATCH, &folder, &["export", "resultat"], &[("GENOMSYRA_ARGUMENTS", "--jobs\n2")]);
    let first = run();
    assert_eq!(first.code, 0, "{first:?} {}", read(&folder, "resultat/korning.log"));
    let (overview, table) = (read(&folder, "resultat/oversikt.html"), read(&folder, "resultat/dokument.csv"));
    assert!(overview.contains("policy.md") && table.contains("plan.md"), "{table}");
    assert_eq!(run().code, 0);
    assert!(read(&folder, "resultat/korning.log").contains("0 lästa, 2 oförändrade"), "{}", read(&folder, "resultat/korning.log"));
    assert_eq!(read(&folder, "resultat/oversikt.html"), overview, "nothing has changed");
    fs::remove_file(folder.path().join("export/policy.md")).unwrap();
    fs::write(folder.path().join("export/tom.md"), "").unwrap();
    let third = run();
    assert_eq!(third.code, 3, "{third:?}");
    let (overview, table) = (read(&folder, "resultat/oversikt.html"), read(&folder, "resultat/dokument.csv"));
    assert!(!overview.contains("policy.md") && !table.contains("policy.md") && overview.contains("tom.md"), "{table}");
    let left: Vec<String> =
        fs::read_dir(folder.path().join("resultat")).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    assert!(left.iter().all(|name| !name.starts_with('.')), "{left:?}");
}

#[test]
fn a_watch_leaves_the_work_to_another_and_goes_on_after_one_that_was_killed() {
    let folder = folder(&[("export/policy.md", POLICY), ("resultat/.pagar/owner", &std::process::id().to_string())]);
    let run = || script(WATCH, &folder, &["export", "resultat"], &[]);
    assert_eq!(run().code, 0);
    assert!(read(&folder, "resultat/korning.log").contains("another run") && read(&folder, "resultat/oversikt.html").is_empty());
    // A process that has ended: its number is nobody's any more.
    let mut ended = Command::new("true").spawn().unwrap();
    ended.wait().unwrap();
    fs::write(folder.path().join("resultat/.pagar/owner"), ended.id().to_string()).unwrap();
    assert_eq!(run().code, 0);
    assert!(!read(&folder, "resultat/oversikt.html").is_empty() && !folder.path().join("resultat/.pagar").exists());
}

#[test]
fn a_watch_refuses_folders_that_cannot_be_right_and_tells_of_failures() {
    let folder = folder(&[("export/policy.md", POLICY)]);
    for arguments in [&["export"][..], &["saknas", "resultat"], &["export", "export/resultat"], &["export", "export"]] {
        let run = script(WATCH, &folder, arguments, &[]);
        assert!(run.code == 2 && !run.err.is_empty(), "{arguments:?}: {run:?}");
    }
    let run = script(WATCH, &folder, &["export", "resultat"], &[("GENOMSYRA_ARGUMENTS", "--finns-inte")]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(read(&folder, "resultat/korning.log").contains("--finns-inte") && !folder.path().join("resultat/.pagar").exists());
}

#[test]
fn scripts_are_plain_shell() {
    for path in [".ci/gate/run.sh", ".ci/gate/pre-commit.sh", WATCH, ".github/actions/genomsyra/build.sh"] {
        assert!(text_of(path).starts_with("#!/bin/sh\n"), "{path}");
        assert!(Command::new("sh").arg("-n").arg(project(path)).status().unwrap().success(), "{path}");
        // `.ci/run` installs it; elsewhere it is used where it is.
        let Ok(checked) = Command::new("shellcheck").arg(project(path)).output() else { continue };
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
}
