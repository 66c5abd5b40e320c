//! How many instructions the program spends on fixed documents, as callgrind counts them: the same to within some hundredths of a per cent in
//! every run, whatever else the machine does, so that a tenth more is a change of the code. Against `record/instructions.toml`:
//!
//! * a tenth more fails, a tenth less asks to be recorded;
//! * `-- --record` writes the record anew.
//!
//! Counted are the start alone (a document of one sentence), what the first indicator costs beyond it (the register of indicators is read when a
//! document seems to name one, as nearly all do), and what each document takes beyond both: the start is many times as dear as a short document
//! and would hide what happens to it. The program runs on one thread. Hash tables that are seeded at random and the
//! instruction set of the processor are what is left to differ.

mod made {
    pub mod program;
    pub mod text;
}

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde::{Deserialize, Serialize};

/// Told and recorded as a change when the count moves by more than this share.
const TOLERANCE: f64 = 0.10;
const COMMAND: &str = "cargo test --bench instructions -- --record";

/// What is recorded.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    date: String,
    rustc: String,
    /// By name.
    input: BTreeMap<String, Input>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The file in the repository; none for what is made here.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// How long it is: another document has another count.
    bytes: u64,
    instructions: u64,
}

/// Sentences on rights for the made text. They stand here and not among the rules' examples, which change with the rules.
const RIGHTS: &[&str] = &[
    "Nämnden ska varje år följa upp hur barnets bästa har prövats i beslut som rör barn.",
    "Alla ska bemötas lika oavsett kön, ålder och funktionsnedsättning.",
    "Kommunen arbetar för jämställdhet mellan kvinnor och män.",
    "Socialnämnden ansvarar för att den som har utsatts för våld i nära relationer får skydd och stöd senast samma dag.",
    "Nationella minoriteter har rätt till samråd i frågor som rör dem.",
    "Rektor ska upprätta en plan mot kränkande behandling och diskriminering.",
    "Lokalerna ska vara tillgängliga för personer med funktionsnedsättning före utgången av 2028.",
    "Mänskliga rättigheter är en utgångspunkt för arbetet.",
    // Every document counted here must name an indicator: what the register costs is subtracted from each.
    INDICATOR,
];

const INDICATOR: &str = "Andelen invånare som är trygga mäts med N05401.";

fn record_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/record/instructions.toml")
}

/// The documents: name, the file in the repository, or what is written to one.
fn documents() -> [(&'static str, Result<&'static str, String>); 3] {
    let text = made::text::document(1, 24, RIGHTS.iter().copied().cycle().take(170));
    [("docx", Ok("corpus/docx/folkhalsoplan-hallbacka.docx")), ("pdf", Ok("corpus/pdf/budget-ekvalla.pdf")), ("markdown", Err(text))]
}

/// Instructions of the whole program over one document.
fn count(program: &Path, document: &Path, folder: &Path) -> Result<u64, String> {
    let log = folder.join("callgrind.log");
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(format!("--log-file={}", log.display())).arg(program);
    command.args(["check", "--no-config", "--jobs", "1"]).arg(document);
    // One thread, and nothing of the terminal.
    command.env("RAYON_NUM_THREADS", "1").env_remove("COLUMNS").stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().map_err(|e| e.to_string())?;
    let told = fs::read_to_string(&log).map_err(|e| e.to_string())?;
    if !output.status.success() || output.stdout.is_empty() {
        return Err(format!("{}: {}, told {} bytes\n{told}", document.display(), output.status, output.stdout.len()));
    }
    let collected = told.lines().find_map(|line| line.split_once("Collected :")).and_then(|(_, number)| number.trim().parse().ok());
    collected.ok_or_else(|| format!("callgrind tells no count:\n{told}"))
}

fn counted(program: &Path) -> Result<BTreeMap<String, Input>, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let written = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).map(|()| path).map_err(|e| e.to_string())
    };
    let first = format!("# Plan\n\n{}\n", RIGHTS[0]);
    let second = format!("{first}\n{INDICATOR}\n");
    let start = count(program, &written("start.md", &first)?, folder.path())?;
    let warm = count(program, &written("indicator.md", &second)?, folder.path())?;
    let small = |text: &str, instructions| Input { file: None, bytes: text.len() as u64, instructions };
    let mut out = BTreeMap::from([
        ("start".to_string(), small(&first, start)),
        ("start, indicators".to_string(), small(&second, warm.saturating_sub(start))),
    ]);
    for (name, document) in documents() {
        let (path, file) = match document {
            Ok(file) => (Path::new(env!("CARGO_MANIFEST_DIR")).join(file), Some(file.to_string())),
            Err(text) => (written("plan.md", &text)?, None),
        };
        let bytes = fs::metadata(&path).map_err(|e| format!("{}: {e}", path.display()))?.len();
        let instructions = count(program, &path, folder.path())?.saturating_sub(warm);
        out.insert(name.to_string(), Input { file, bytes, instructions });
    }
    Ok(out)
}

fn rustc() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("-V").output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_string());
    version.unwrap_or_else(|_| "unknown".into())
}

fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Compares with the record; what is wrong.
fn compare(counted: &BTreeMap<String, Input>, record: &Record) -> Vec<String> {
    let mut wrong = Vec::new();
    if rustc() != record.rustc {
        say(&format!("Recorded with {}, built with {}: some of a difference may be the compiler's.", record.rustc, rustc()));
    }
    say(&format!("{:<18} {:>14} {:>14} {:>9}", "input", "recorded", "now", "change"));
    for (name, now) in counted {
        let Some(before) = record.input.get(name) else {
            wrong.push(format!("{name} is not in the record: {COMMAND}"));
            continue;
        };
        let change = now.instructions as f64 / before.instructions as f64 - 1.0;
        say(&format!("{name:<18} {:>14} {:>14} {:>+8.2} %", before.instructions, now.instructions, change * 100.0));
        if (&now.file, now.bytes) != (&before.file, before.bytes) {
            wrong.push(format!("{name} is another document than the recorded one: {COMMAND}"));
        } else if change > TOLERANCE {
            wrong.push(format!("{name} takes {:.1} % more instructions. If that is what it is worth: {COMMAND}", change * 100.0));
        } else if change < -TOLERANCE {
            say(&format!("{name} takes {:.1} % fewer. Keep it that way: {COMMAND}", -change * 100.0));
        }
    }
    wrong
}

fn run(anew: bool) -> Result<Vec<String>, String> {
    let counted = counted(&made::program::program())?;
    let file = record_file();
    if anew {
        let date = chrono::Local::now().date_naive().to_string();
        let record = toml::to_string(&Record { date, rustc: rustc(), input: counted }).map_err(|e| e.to_string())?;
        fs::write(&file, format!("# Instructions of the program, written by `{COMMAND}`. See `benches/instructions.rs`.\n{record}"))
            .map_err(|e| e.to_string())?;
        say(&record);
        return Ok(Vec::new());
    }
    let record = fs::read_to_string(&file).map_err(|e| format!("{}: {e}. To write it: {COMMAND}", file.display()))?;
    let record: Record = toml::from_str(&record).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(compare(&counted, &record))
}

fn main() -> ExitCode {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        say("No valgrind found, so no instructions were counted. Install it (Debian: apt-get install valgrind).");
        return ExitCode::from(2);
    }
    match run(std::env::args().any(|argument| argument == "--record")) {
        Ok(wrong) if wrong.is_empty() => ExitCode::SUCCESS,
        Ok(wrong) => {
            wrong.iter().for_each(|line| say(line));
            ExitCode::FAILURE
        }
        Err(error) => {
            say(&error);
            ExitCode::from(2)
        }
    }
}
