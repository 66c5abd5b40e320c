//! What packages bring beside the program: manual pages and completions, tried in the programs that read them where those are installed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use super::helpers::folder;

const PROGRAM: &str = env!("CARGO_BIN_EXE_genomsyra");

fn genomsyra(arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs another program on a text; `None` if it is not installed.
fn other(program: &str, arguments: &[&str], input: &str) -> Option<Output> {
    let spawned = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.ok()?;
    let (mut stdin, text) = (child.stdin.take().unwrap(), input.to_string());
    let writer = std::thread::spawn(move || drop(stdin.write_all(text.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Some(output)
}

/// Commands as the help tells of them, those below commands with a space: `rules list`.
fn commands() -> BTreeSet<String> {
    let below = |words: &[&str]| -> Vec<String> {
        let help = genomsyra(&[words, &["--help"]].concat());
        let listed = help.lines().skip_while(|line| *line != "Kommandon:").skip(1).take_while(|line| line.starts_with("  "));
        let names = listed.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
        names.map(str::to_string).collect()
    };
    let mut out = BTreeSet::new();
    for command in below(&[]) {
        out.extend(below(&[&command]).into_iter().map(|name| format!("{command} {name}")));
        out.insert(command);
    }
    assert!(out.contains("check") && out.contains("rules list") && out.len() > 15, "{out:?}");
    out
}

#[test]
fn each_command_has_a_manual_page_that_names_its_flags() {
    let folder = folder(&[]);
    let pages = folder.path().join("man/man1");
    genomsyra(&["man", "--output", pages.to_str().unwrap()]);
    let mut expected: BTreeSet<String> = commands().iter().map(|command| format!("genomsyra-{}.1", command.replace(' ', "-"))).collect();
    expected.insert("genomsyra.1".into());
    let written: BTreeSet<String> = fs::read_dir(&pages).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(written, expected);
    for command in commands() {
        let words: Vec<&str> = command.split(' ').collect();
        let page = fs::read_to_string(pages.join(format!("genomsyra-{}.1", words.join("-")))).unwrap();
        assert_eq!(genomsyra(&[&["man"], words.as_slice()].concat()), page, "{command}");
        let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        assert!(headings.starts_with(&["NAMN", "ANVÄNDNING", "BESKRIVNING"]), "{command}: {headings:?}");
        for english in ["OPTIONS", "EXTRA", "NAME", "SYNOPSIS", "SUBCOMMANDS", "Possible values", "default:"] {
            assert!(!page.contains(english), "{command}: {english} in\n{page}");
        }
        let help = genomsyra(&[words.as_slice(), &["--help"]].concat());
        let flags = help.split(|c: char| c.is_whitespace() || "`,=.;()\"".contains(c)).filter(|word| word.starts_with("--"));
        for flag in flags {
            assert!(page.contains(&flag.replace('-', "\\-")) || page.contains(flag), "{command}: {flag} is not in\n{page}");
        }
    }
}

#[test]
fn manual_pages_are_set_without_warnings() {
    for command in [&[][..], &["check"], &["scan"], &["pipe"], &["completions"], &["rules", "explain"]] {
        let page = genomsyra(&[&["man"], command].concat());
        let name = [&["genomsyra"], command].concat().join("-");
        assert!(page.contains(&format!("\n.TH {name} 1 \"\" \"genomsyra {}\" ", env!("CARGO_PKG_VERSION"))), "{page}");
        let Some(set) = other("groff", &["-Kutf8", "-Tutf8", "-man", "-ww", "-P-cbu"], &page) else { continue };
        assert_eq!((set.status.success(), String::from_utf8_lossy(&set.stderr).as_ref()), (true, ""), "{name}");
        let text = String::from_utf8(set.stdout).unwrap();
        assert!(text.contains("ANVÄNDNING") && text.contains("Manual för genomsyra"), "{text}");
    }
}

#[test]
fn a_manual_page_of_no_command_is_refused() {
    let output = Command::new(PROGRAM).args(["man", "rules", "lst"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("`lst` är inget kommando. Menade du `list`?"), "{told}");
}

#[test]
fn completions_hold_every_command_and_are_scripts_of_their_shells() {
    // Those that have a flag for it read the script without doing anything.
    for (shell, check) in
        [("bash", Some("-n")), ("zsh", Some("-n")), ("fish", Some("--no-execute")), ("powershell", None), ("elvish", None)]
    {
        let script = genomsyra(&["completions", shell]);
        for word in commands().iter().flat_map(|command| command.split(' ')) {
            assert!(script.contains(word), "{shell}: {word}");
        }
        let Some(checked) = check.and_then(|flag| other(shell, &[flag], &script)) else { continue };
        assert!(checked.status.success() && checked.stderr.is_empty(), "{shell}: {checked:?}");
    }
}

#[test]
fn bash_completes_commands_flags_and_values() {
    let script = genomsyra(&["completions", "bash"]);
    let complete = |words: &str, last: &str, before: &str| -> Option<Vec<String>> {
        let words_and_last = format!("{words} '{last}'");
        let asked = format!(
            "{script}\nCOMP_WORDS=({words_and_last}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _genomsyra genomsyra '{last}' '{before}'\n\
             printf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
        );
        let output = other("bash", &["--norc", "--noprofile"], &asked)?;
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_string).collect())
    };
    let Some(commands) = complete("genomsyra", "ch", "genomsyra") else { return };
    assert_eq!(commands, ["check"]);
    assert!(complete("genomsyra rules", "", "rules").unwrap().contains(&"explain".to_string()));
    assert!(complete("genomsyra check", "--fail", "check").unwrap().contains(&"--fail-under".to_string()));
    assert!(complete("genomsyra check --format", "ht", "--format").unwrap().contains(&"html".to_string()));
    assert_eq!(complete("genomsyra completions", "f", "completions").unwrap(), ["fish"]);
}
