//! The program as others meet it: arguments in; output, messages and exit code out.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use genomsyra::report::{Format, Language};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::helpers::folder;

const PROGRAM: &str = env!("CARGO_BIN_EXE_genomsyra");
/// Longer than any answer takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

const POLICY: &str = "# Barnrättspolicy\n\nSocialnämnden ska senast den 1 mars varje år redovisa hur barnets bästa har beaktats.\n";

/// What became of one run.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run_with(arguments: &[&str], input: &str) -> Run {
    let mut child =
        Command::new(PROGRAM).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdin, text) = (child.stdin.take().unwrap(), input.to_string());
    // A program that stops before it has read everything closes the pipe; that is for the test to judge.
    let writer = std::thread::spawn(move || drop(stdin.write_all(text.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(arguments: &[&str]) -> Run {
    run_with(arguments, "")
}

fn at(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_string()
}

fn data(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    path.to_str().unwrap().to_string()
}

/// Asserts exit code 2, nothing on standard output, and these words on standard error.
fn stops(arguments: &[&str], words: &[&str]) {
    let run = run(arguments);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {run:?}");
    for word in words {
        assert!(run.err.contains(word), "{arguments:?}: {word:?} is not in {:?}", run.err);
    }
}

#[test]
fn exit_0_when_all_went_well() {
    let folder = folder(&[("policy.md", POLICY)]);
    let run = run(&["check", &at(&folder, "policy.md")]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert!(run.out.contains("policy.md"), "{}", run.out);
}

#[test]
fn exit_1_when_a_document_is_below_the_threshold() {
    let folder = folder(&[("policy.md", POLICY)]);
    let path = at(&folder, "policy.md");
    let below = run(&["check", &path, "--fail-under", "5"]);
    assert_eq!(below.code, 1, "{below:?}");
    assert!(!below.out.is_empty());
    assert_eq!(run(&["check", &path, "--fail-under", "0"]).code, 0);
}

#[test]
fn exit_2_on_wrong_usage_told_in_swedish() {
    stops(&["chekc", "x"], &["`chekc` är inget kommando", "`check`?"]);
    stops(&["check", "x", "--formt", "json"], &["`--formt`", "`--format`?"]);
    stops(&["check", "x", "--format", "yaml"], &["kan inte vara `yaml`", "terminal, json"]);
    stops(&["check", "x", "--fail-under", "6"], &["`6`", "från 0 till 5"]);
    stops(&["check", "x", "--jobs", "0"], &["`0`", "heltal"]);
    stops(&["check"], &["FIL", "saknas"]);
    stops(&["check", "x", "--output"], &["`--output <FIL>` saknar värde"]);
    stops(&["check", "x", "--type", "plann"], &["`plann` finns inte", "`plan`?", "policy"]);
    stops(&["pipe", "--type", "plann"], &["`plan`?"]);
    stops(&["check", "x", "--view", "revison"], &["`revison` finns inte", "`revision`?", "mr-kommun", "alla"]);
    stops(&["rules", "show", "ff-trns"], &["`ff-trans`?"]);
    stops(&["rules", "test", "finnsinte"], &["`finnsinte`"]);
    stops(&[], &["Användning: genomsyra"]);
}

#[test]
fn exit_2_before_the_run_when_the_output_cannot_be_written() {
    let folder = folder(&[("policy.md", POLICY)]);
    let path = at(&folder, "policy.md");
    stops(&["check", &path, "--output", &at(&folder, "finns/inte.json")], &["inte.json går inte att skriva till", "mappen finns inte"]);
    stops(&["check", &path, "--output", folder.path().to_str().unwrap()], &["är en mapp"]);
    stops(&["check", &path, "--output", &path], &["ett av dokumenten"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), POLICY, "the document was written over");
}

#[test]
fn exit_2_when_rules_are_wrong_and_every_mistake_is_told() {
    let broken = data("rules-broken");
    let told = run(&["rules", "check", &broken]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    let files = fs::read_dir(&broken).unwrap().filter(|f| f.as_ref().unwrap().path().extension().is_some_and(|e| e == "toml")).count();
    let mistakes = told.err.lines().filter(|line| line.contains(".toml, rad ")).count();
    assert!(mistakes >= files, "{mistakes} mistakes told in {files} files: {}", told.err);
    stops(&["check", "x", "--rules", &broken], &["okand-nyckel.toml, rad 6", "menade du `fraser`?"]);
    stops(&["check", "x", "--rules", &data("finns-inte")], &["finns inte"]);
    stops(&["check", "x", "--rules", &data("measure")], &["inga regelfiler"]);
}

#[test]
fn exit_3_when_some_documents_cannot_be_read_and_the_rest_is_done() {
    let folder = folder(&[("ett.md", POLICY), ("två.md", POLICY), ("tom.md", "")]);
    let names = ["ett.md", "saknas.md", "tom.md", "två.md"].map(|name| at(&folder, name));
    let mut arguments = vec!["check", "--jobs", "2", "--format", "json"];
    arguments.extend(names.iter().map(String::as_str));
    arguments.push(folder.path().to_str().unwrap());
    let run = run(&arguments);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("saknas.md finns inte") && run.err.contains("är en mapp. Ange en eller flera filer."), "{}", run.err);
    assert!(run.err.contains("tom.md: "), "{}", run.err);
    let places = ["ett.md", "tom.md", "två.md"].map(|name| run.out.find(name).unwrap_or_else(|| panic!("{name} is not in {}", run.out)));
    assert!(places.is_sorted(), "documents are not in the order given: {}", run.out);
}

#[test]
fn exit_3_for_a_scan_which_is_neither_silent_nor_below_a_threshold() {
    let scan = data("scanned.pdf");
    let told = run(&["check", &scan, "--fail-under", "3"]);
    assert_eq!(told.code, 3, "{told:?}");
    assert!(told.out.contains("KUNDE INTE GRANSKAS") && told.out.contains("ocrmypdf"), "{}", told.out);
    assert!(!told.out.contains("Nämns inte:"), "{}", told.out);
}

#[test]
fn a_broken_threshold_says_more_than_an_unread_file() {
    let folder = folder(&[("policy.md", POLICY)]);
    assert_eq!(run(&["check", &at(&folder, "policy.md"), &at(&folder, "saknas.md"), "--fail-under", "5"]).code, 1);
}

#[test]
fn results_go_to_the_file_that_is_asked_for() {
    let folder = folder(&[("policy.md", POLICY), ("ut.json", &"gammalt ".repeat(10_000))]);
    let output = at(&folder, "ut.json");
    let run = run(&["check", &at(&folder, "policy.md"), "--format", "json", "--output", &output]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let written = fs::read_to_string(output).unwrap();
    assert!(written.contains("policy.md") && !written.contains("gammalt"), "{written}");
}

#[test]
fn documents_may_come_from_standard_input() {
    let run = run_with(&["text", "-"], "# Plan\n\nAlla barn har rätt att höras.");
    assert_eq!((run.code, run.out.as_str()), (0, "Plan\n\nAlla barn har rätt att höras.\n"));
}

#[test]
fn pages_are_separated_by_form_feeds() {
    let folder = folder(&[
        ("plan.txt", "Barn ska få komma till tals i alla frågor.\u{C}\u{C}Äldre ska ha inflytande över sin vardag.\n"),
        ("tom.txt", ""),
    ]);
    let run = |name: &str| run(&["text", &at(&folder, name)]);
    let text = run("plan.txt");
    assert_eq!(text.code, 0, "{text:?}");
    let pages: Vec<&str> = text.out.split('\u{C}').map(str::trim).collect();
    assert_eq!(pages, ["Barn ska få komma till tals i alla frågor.", "", "Äldre ska ha inflytande över sin vardag."]);
    let empty = run("tom.txt");
    assert_eq!((empty.code, empty.out.as_str()), (3, ""));
    assert!(empty.err.contains("tom.txt"), "{}", empty.err);
    assert_eq!(run("saknas.txt").code, 3);
}

#[test]
fn a_reader_that_wants_no_more_is_no_error() {
    let mut child =
        Command::new(PROGRAM).args(["rules", "list", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut some = [0; 100];
    out.read_exact(&mut some).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

/// Answers of `pipe`, one a question.
fn pipe(lines: &[String]) -> (i32, Vec<Value>) {
    let run = run_with(&["pipe"], &(lines.join("\n") + "\n"));
    assert_eq!(run.err, "");
    (run.code, run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn pipe_answers_in_order_and_goes_on_after_bad_lines() {
    let folder = folder(&[("plan.md", "Å ä ö.\n\nBarnets bästa ska beaktas.")]);
    let lines = [
        json!({"id": "a", "text": "Barnets bästa ska beaktas."}).to_string(),
        "{inte json".to_string(),
        json!({"id": "b"}).to_string(),
        json!({"text": "utan id"}).to_string(),
        json!({"id": "c", "text": "x", "path": "x"}).to_string(),
        json!({"id": "d", "text": "x", "type": "plann"}).to_string(),
        json!({"id": "e", "path": at(&folder, "saknas.md")}).to_string(),
        String::new(),
        json!({"id": 7, "path": at(&folder, "plan.md"), "type": "plan"}).to_string(),
        json!({"id": "f", "text": ""}).to_string(),
    ];
    let (code, answers) = pipe(&lines);
    assert_eq!(code, 3);
    let told: Vec<(Value, Option<&str>)> = answers.iter().map(|a| (a["id"].clone(), a["error"]["code"].as_str())).collect();
    let expected = [
        (json!("a"), None),
        (Value::Null, Some("invalid-json")),
        (json!("b"), Some("missing-text")),
        (Value::Null, Some("missing-id")),
        (json!("c"), Some("text-and-path")),
        (json!("d"), Some("unknown-type")),
        (json!("e"), Some("cannot-open")),
        (json!(7), None),
        (json!("f"), None),
    ];
    assert_eq!(told, expected);
    assert_eq!(answers[6]["error"]["line"], 7);
    // A file's offsets count characters of the document's own text.
    assert_eq!((&answers[7]["findings"][0]["start"], &answers[7]["findings"][0]["end"]), (&json!(8), &json!(21)));
    assert_eq!(answers[8]["problems"][0]["code"], "empty-file");
    assert_eq!(answers[8]["score"], Value::Null);
}

#[test]
fn pipe_gives_exactly_the_documented_keys() {
    let (code, answers) = pipe(&[json!({"id": "a", "text": POLICY, "type": "policy"}).to_string()]);
    assert_eq!(code, 0);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&answers[0]), ["id", "findings", "score", "maturity", "problems"]);
    let counted = answers[0]["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "barn.barnets-basta").unwrap();
    assert_eq!(keys(counted), ["ids", "start", "end", "level", "rule", "status"]);
    assert_eq!(counted["status"], "counted");
    assert!(counted["level"].as_u64().unwrap() >= 3, "{counted}");
    assert!(answers[0]["score"].is_number() && answers[0]["maturity"].is_u64());
}

#[test]
fn pipe_counts_characters_of_the_text_given() {
    for (text, words) in [
        ("Barnets bästa ska beaktas.", "Barnets bästa"),
        ("Åäö 😀👩‍👧 – **barnets bästa** ska beaktas.", "barnets bästa"),
        ("# Å\n\n- ett\n- *Barnets*\n  bästa ska beaktas.", "Barnets*\n  bästa"),
        ("Två stycken.\r\n\r\nHär ska barnets bästa beaktas 😀.", "barnets bästa"),
        ("| Åtgärd 😀 | Vem |\n|---|---|\n| Pröva barnets bästa | Rektor |", "Pröva barnets bästa"),
        // Letters stored as two characters each.
        ("Fo\u{308}r oss a\u{30A}r barnets ba\u{308}sta viktigt.", "barnets ba\u{308}sta"),
        ("Om barnets b&auml;sta; alltid.", "barnets b&auml;sta"),
        ("\u{FEFF}Å: barnets bästa avgör.", "barnets bästa"),
    ] {
        let (_, answers) = pipe(&[json!({"id": "a", "text": text}).to_string()]);
        let findings = answers[0]["findings"].as_array().unwrap();
        let found: Vec<String> = findings
            .iter()
            .map(|f| {
                let (start, end) = (f["start"].as_u64().unwrap() as usize, f["end"].as_u64().unwrap() as usize);
                text.chars().skip(start).take(end - start).collect()
            })
            .collect();
        assert!(found.iter().any(|f| f == words), "{words:?} is not among {found:?} in {text:?}");
    }
}

#[test]
fn pipe_answers_each_line_before_it_waits_for_the_next() {
    let mut child = Command::new(PROGRAM).arg("pipe").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (sender, receiver) = mpsc::channel();
    let reader = std::thread::spawn(move || BufReader::new(stdout).lines().for_each(|line| sender.send(line.unwrap()).unwrap()));
    for id in ["ett", "två"] {
        writeln!(stdin, "{}", json!({"id": id, "text": "Barnets bästa ska beaktas."})).unwrap();
        stdin.flush().unwrap();
        let answer: Value = serde_json::from_str(&receiver.recv_timeout(PATIENCE).unwrap()).unwrap();
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    reader.join().unwrap();
}

#[test]
fn rules_are_listed_and_shown() {
    let list: Value = serde_json::from_str(&run(&["rules", "list", "--format", "json"]).out).unwrap();
    assert_eq!(list["areas"].as_array().unwrap().len(), 37);
    let entries = list["entries"].as_array().unwrap();
    let friend = entries.iter().find(|e| e["id"] == "ff-trans").unwrap();
    assert_eq!(friend["kind"], "falskvan");
    let shown = run(&["rules", "show", "ff-trans"]);
    assert_eq!(shown.code, 0);
    assert!(shown.out.contains("id = \"ff-trans\"") && shown.out.contains("motexempel = ["), "{}", shown.out);
    assert!(run(&["rules", "show", "<barn>"]).out.contains("namn = \"barn\""));
    assert!(run(&["rules", "show", "barnets-rattigheter"]).out.contains("barn.barnets-basta"));
}

const OWN_RULE: &str = r#"[[regel]]
id = "prov.zebra"
omrade = ["barnets-rattigheter"]
styrka = "stark"
beskrivning = "Ett prov."
ord = ["zebraforum"]
exempel = ["Ett zebraforum hålls varje år.", "Inget sådant här."]
motexempel = ["Sebran sover."]
"#;

#[test]
fn own_rules_are_laid_over_the_built_in_ones_and_tried() {
    let folder = folder(&[("eget/prov.toml", OWN_RULE)]);
    let path = folder.path().to_str().unwrap();
    assert_eq!(run(&["rules", "check", path]).code, 0);
    let tried = run(&["rules", "test", "--rules", path, "prov."]);
    assert_eq!(tried.code, 1, "{tried:?}");
    assert!(tried.out.contains("eget/prov.toml, rad 7: regel prov.zebra: exemplet träffas inte"), "{}", tried.out);
    assert!(tried.out.contains("”Inget sådant här.”") && tried.out.contains("3 exempel prövade, 1 håller inte."), "{}", tried.out);
    let (input, arguments) = (json!({"id": "a", "text": "Zebraforum hålls i maj."}).to_string(), ["pipe", "--rules", path]);
    let answer: Value = serde_json::from_str(&run_with(&arguments, &input).out).unwrap();
    assert_eq!(answer["findings"][0]["rule"], "prov.zebra");
}

#[test]
fn a_folder_with_a_set_of_its_own_replaces_the_built_in_rules() {
    let folder = folder(&[("regelverk.toml", "[regelverk]\nnamn = \"Eget\"\nversion = \"1\"\n"), ("prov.toml", OWN_RULE)]);
    let run = run(&["rules", "check", folder.path().to_str().unwrap()]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("okänt område `barnets-rattigheter`"), "{}", run.err);
}

#[test]
fn measuring_gives_hits_false_alarms_and_misses_that_add_up() {
    let gold = data("measure/gold.jsonl");
    let run = |arguments: &[&str]| run(&[&["rules", "measure", &gold], arguments].concat());
    let measured: Value = serde_json::from_str(&run(&["--format", "json"]).out).unwrap();
    let pairs = |all: &[(usize, usize)]| {
        let mut table = [[0; 6]; 6];
        all.iter().for_each(|(labelled, read)| table[*labelled][*read] += 1);
        json!(table)
    };
    let expected = json!({
        "overall": {"precision": 0.75, "recall": 0.75, "f1": 0.75, "hits": 3, "false_alarms": 1, "misses": 1},
        "ids": {
            "jamstalldhet": {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "hits": 1, "false_alarms": 1, "misses": 0},
            "barnets-rattigheter": {"precision": 1.0, "recall": 1.0, "f1": 1.0, "hits": 2, "false_alarms": 0, "misses": 0},
            "hbtqi": {"precision": 0.0, "recall": 0.0, "f1": 0.0, "hits": 0, "false_alarms": 0, "misses": 1},
        },
        // t1 is exactly right, t2 is labelled far too low on purpose, t3 has no level, t4 is right on the ladder though no id is found.
        "level": {"exact": 0.6667, "within_one": 0.6667, "n": 3, "labelled_by_read": pairs(&[(0, 4), (4, 4), (5, 5)])},
        "level_found": {"exact": 0.5, "within_one": 0.5, "n": 2, "labelled_by_read": pairs(&[(0, 4), (5, 5)])},
        "units": 9,
    });
    assert_eq!(measured, expected);
    let table = run(&["--errors", "--per-rule"]).out;
    assert!(
        table.contains("MISS   hbtqi")
            && table.contains("FALSKT jamstalldhet")
            && table.contains("L5               0     0     0     0     0     1")
            && table.contains("9 enheter mättes."),
        "{table}"
    );
}

#[test]
fn two_versions_are_compared_and_a_missing_one_stops() {
    let folder = folder(&[
        ("gammal.md", "Nämnden ska höra barnen om barnets bästa."),
        ("ny.md", "Nämnden bör höra barnen om barnets bästa."),
        ("tom.md", ""),
    ]);
    let (old, new, empty) = (at(&folder, "gammal.md"), at(&folder, "ny.md"), at(&folder, "tom.md"));
    let compared = run(&["compare", &old, &new]);
    assert_eq!(compared.code, 0, "{compared:?}");
    assert!(compared.out.contains("Försvagade: 1\u{a0}mening"), "{}", compared.out);
    assert!(run(&["compare", &old, &old]).out.contains("Ingen mening om rättigheter har ändrats."));
    stops(&["compare", &old, &at(&folder, "saknas.md")], &["saknas.md"]);
    let unread = run(&["compare", &old, &empty]);
    assert!(unread.code == 3 && unread.out.is_empty() && unread.err.contains("tom.md: Filen är tom"), "{unread:?}");
    stops(&["compare", &old], &["NY"]);
}

#[test]
fn why_tells_of_one_sentence() {
    let text = "# Policy\n\n## Barn\n\nSocialnämnden ska senast den 1 mars varje år redovisa hur barnets bästa har beaktats. Rapporten lämnas till fullmäktige.\n\n\
                E-tjänsterna har hög tillgänglighet på natten.\n\n## Källor\n\nBarnets bästa, en skrift.\n";
    let folder = folder(&[("policy.md", text)]);
    let path = at(&folder, "policy.md");
    let ask = |words: &str| run(&["check", &path, "--why", words]).out;
    for (words, told) in [
        ("redovisa hur barnets", &["Räknas, för Barnets rättigheter (regel: barn.", "Stegen: 5, uppföljd åtgärd."][..]),
        ("Rapporten lämnas", &["Räknas i kedjan för Barnets rättigheter"]),
        ("hög tillgänglighet", &["Räknas inte.", "”tillgänglighet” hade kunnat betyda Funktionsrätt"]),
        ("en skrift", &["Räknas inte.", "(regel: barn."]),
        ("E-tjänsternas tillgänglighet är hög på nätterna", &["E-tjänsterna har hög tillgänglighet på natten."]),
        ("något helt annat", &["Orden finns inte i dokumentet"]),
    ] {
        let answer = ask(words);
        assert!(told.iter().all(|part| answer.contains(part)), "{words}:\n{answer}");
    }
    let english = run(&["check", &path, "--why", "Rapporten lämnas", "--lang", "en"]).out;
    assert!(english.contains("Counts in the chain of Rights of the child"), "{english}");
    stops(&["check", &path, "--why", "barn", "--format", "json"], &["--why"]);
}

#[test]
fn a_gold_file_with_a_bad_line_is_not_measured() {
    let folder = folder(&[("guld.jsonl", "{\"unit\": \"Barnets bästa.\", \"ids\": []}\n{\"ids\": []}\n"), ("tom.jsonl", "\n")]);
    stops(&["rules", "measure", &at(&folder, "guld.jsonl")], &["guld.jsonl, rad 2", "`unit`"]);
    stops(&["rules", "measure", &at(&folder, "tom.jsonl")], &["inga märkta meningar"]);
    stops(&["rules", "measure", &at(&folder, "saknas.jsonl")], &["finns inte"]);
}

#[test]
fn help_is_in_swedish_and_names_every_flag() {
    let help = run(&["check", "--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for flag in ["--format", "--output", "--type", "--rules", "--jobs", "--lang", "--no-quotes", "--explain", "--view", "--fail-under"] {
        assert!(help.out.contains(flag), "{flag} is not in the help:\n{}", help.out);
    }
    for name in Format::ALL.map(|(_, name)| name).into_iter().chain(Language::ALL.map(|(_, name)| name)) {
        assert!(help.out.contains(name), "{name} is not in the help:\n{}", help.out);
    }
    for english in ["Usage", "Options", "Arguments", "Commands", "Print help", "possible values", "default:"] {
        for arguments in [&["--help"][..], &["check", "--help"], &["rules", "--help"], &["rules", "measure", "-h"]] {
            let help = run(arguments).out;
            assert!(help.contains("Användning: genomsyra") && !help.contains(english), "{arguments:?}: {english:?} in\n{help}");
        }
    }
    assert_eq!(run(&["--version"]).out, format!("genomsyra {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn indicators_are_told_and_the_users_own_list_marks_them() {
    let plan = "# Jämställdhetsplan\n\n| Nyckeltal | Utfall |\n|---|---|\n| N15428 | 84 |\n| Valdeltagande i senaste kommunvalet, andel (%) | 81 |\n";
    let folder =
        folder(&[("plan.md", plan), ("lista.csv", "id;roll;rättighet\nN05401;demokratiaktör;delta i val\n"), ("fel.csv", "N05401\nN1\n")]);
    let told = run(&["check", &at(&folder, "plan.md"), "--format", "json", "--indicators", &at(&folder, "lista.csv")]);
    let outcome: Value = serde_json::from_str(&told.out).unwrap();
    let told: Vec<Value> = outcome["indicators"].as_array().unwrap().clone();
    let facts = |i: &Value| (i["id"].clone(), i["recognised_by"].clone(), i["cluster"].clone());
    assert_eq!(
        told.iter().map(facts).collect::<Vec<_>>(),
        [
            (json!("N15428"), json!("id"), Value::Null),
            (json!("N05401"), json!("title"), json!({"role": "demokratiaktör", "right": "delta i val"})),
        ]
    );
    // By itself an indicator refers to nothing.
    assert_eq!(outcome["findings"].as_array().unwrap().iter().filter(|f| f["unit"]["index"] == told[0]["unit"]["index"]).count(), 0);
    stops(&["check", &at(&folder, "plan.md"), "--indicators", &at(&folder, "fel.csv")], &["fel.csv", "rad 2", "`N1`"]);
}

#[test]
fn limits_are_set_by_flags() {
    let pages = folder(&[("blad.txt", "Första bladet.\u{C}Andra bladet.\u{C}Tredje bladet.\n")]);
    let file = at(&pages, "blad.txt");
    let cut = run(&["text", "--max-pages", "2", &file]);
    assert!(cut.out.contains("Andra bladet.") && !cut.out.contains("Tredje"), "{cut:?}");
    assert!(!cut.err.is_empty(), "the missing page is told of: {cut:?}");
    let large = folder(&[("stor.txt", &"Barn har rätt att höras.\n".repeat(60_000))]);
    let file = at(&large, "stor.txt");
    for command in ["text", "check"] {
        assert_eq!(run(&[command, "--max-size", "1", &file]).code, 3, "{command}");
    }
    let line = format!("{}\n", json!({"id": "a", "path": file}));
    assert!(run_with(&["pipe", "--max-size", "1"], &line).out.contains("cannot-open"));
    for wrong in [["--max-time", "0"], ["--max-size", "-1"], ["--max-pages", "många"]] {
        assert_eq!(run(&["check", wrong[0], wrong[1], &file]).code, 2, "{wrong:?}");
    }
}
/// An archive with a policy, an archive inside it, a picture and a locked file.
fn archive() -> Vec<u8> {
    let zipped = |parts: &[(&str, &[u8])]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let inner = zipped(&[("sist.md", b"# Sist\n\nAlla ska kunna delta.\n")]);
    zipped(&[("mapp/b.md", POLICY.as_bytes()), ("bild.png", b"\x89PNG\r\n\x1A\n...."), ("inre.zip", &inner), ("a.md", POLICY.as_bytes())])
}

#[test]
fn an_archive_gives_one_outcome_for_each_document_in_its_order() {
    let folder = folder(&[("annan.md", POLICY)]);
    let (path, other) = (at(&folder, "arkiv.zip"), at(&folder, "annan.md"));
    fs::write(&path, archive()).unwrap();
    let expected = ["mapp/b.md", "bild.png", "inre.zip/sist.md", "a.md"].map(|name| format!("{path}/{name}"));
    for arguments in [vec!["check", "--format", "json", &path], vec!["check", "--format", "json", &other, &path]] {
        let run = run(&arguments);
        let name_of = |name: &String| run.out.find(&format!("\"{name}\"")).unwrap_or_else(|| panic!("{name} is not in {}", run.out));
        let places = expected.each_ref().map(name_of);
        assert!(places.is_sorted(), "documents are not in the archive's order: {}", run.out);
        assert_eq!(run.code, 3, "{run:?}");
        assert!(run.err.contains("bild.png"), "{}", run.err);
    }
}

#[test]
fn the_text_of_an_archive_names_each_document() {
    let folder = folder(&[]);
    let path = at(&folder, "arkiv.zip");
    fs::write(&path, archive()).unwrap();
    let run = run(&["text", &path]);
    let marks: Vec<&str> = run.out.lines().filter(|line| line.starts_with("=====")).collect();
    assert_eq!(marks, ["mapp/b.md", "inre.zip/sist.md", "a.md"].map(|name| format!("===== {path}/{name} =====")));
    assert!(run.code == 3 && run.err.contains("bild.png"), "{run:?}");
}

#[test]
fn pipe_has_one_answer_for_an_archive_and_says_why_it_is_empty() {
    let folder = folder(&[]);
    let path = at(&folder, "arkiv.zip");
    fs::write(&path, archive()).unwrap();
    let (code, answers) = pipe(&[json!({"id": 1, "path": path}).to_string(), json!({"id": 2, "text": "Alla barn ska höras."}).to_string()]);
    assert_eq!((code, answers.len()), (3, 2));
    assert_eq!(answers[0]["problems"][0]["code"], "holds-documents");
    assert_eq!(answers[1]["id"], 2);
}
