//! Files made to hurt. Each is read in a process of its own, so that a crash, a hang or a gigabyte is told of by name and costs one case.
//!
//! `cargo test hostile` runs them all; `GENOMSYRA_HOSTILE_TELL=1` with `--nocapture` prints time and memory of each.

mod pdf;
mod pdf_objects;
mod text;
mod word;
mod worst;

use std::fs;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use genomsyra::read::{Limits, read};
use genomsyra::rule::{RuleFile, RuleSet, built_in_files, overlay};
use genomsyra::run::Analyser;
use genomsyra::text::{Document, Problem, ProblemCode};

/// What reading a file must end in.
pub enum Want {
    /// A document with this text in it, with or without warnings.
    Text(&'static str),
    /// A document with this text in it and a warning with this code.
    TextAnd(&'static str, ProblemCode),
    /// No document, or one that has this problem.
    Problem(ProblemCode),
    /// Any end will do: only time and memory count.
    Any,
    /// A document with at least so many findings when it is judged too, with these own rules beside the built-in ones.
    Findings(usize, &'static str),
}

/// One file made to hurt.
pub struct Case {
    pub name: &'static str,
    /// The file's name, for what the content does not decide.
    pub file: &'static str,
    pub make: fn() -> Vec<u8>,
    pub want: Want,
}

/// Processor time that one file may take, in a build with little optimisation.
const MOST_TIME: Duration = Duration::from_secs(20);
/// Memory that reading one file may add to what the process holds with the file in it.
const MOST_MEMORY: usize = 1 << 30;
/// Address space of the process: what goes past it fails at once instead of taking the machine along. In KiB.
const ADDRESS_SPACE: usize = 6 << 20;
/// After this a process is taken for hung.
const PATIENCE: Duration = Duration::from_secs(180);

const NAME: &str = "GENOMSYRA_HOSTILE";

fn all() -> Vec<Case> {
    [pdf::cases(), pdf_objects::cases(), word::cases(), text::cases(), worst::cases()].into_iter().flatten().collect()
}

#[test]
fn pdf_files() {
    run(pdf::cases());
}

#[test]
fn pdf_objects() {
    run(pdf_objects::cases());
}

#[test]
fn word_files() {
    run(word::cases());
}

#[test]
fn text_files() {
    run(text::cases());
}

#[test]
fn worst_documents() {
    run(worst::cases());
}

/// Runs the cases one after the other; what is wrong is told together.
fn run(cases: Vec<Case>) {
    let tell = std::env::var_os("GENOMSYRA_HOSTILE_TELL").is_some();
    let mut wrong = Vec::new();
    for case in &cases {
        match in_process(case.name) {
            Ok(told) if tell => say(&format!("{:<44} {told}", case.name)),
            Ok(_) => {}
            Err(error) => wrong.push(format!("{}: {error}", case.name)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn in_process(name: &str) -> Result<String, String> {
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let arguments = ["hostile::one_case", "--exact", "--ignored", "--nocapture", "--test-threads=1"];
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -v {ADDRESS_SPACE}; exec \"$0\" \"$@\"")]).arg(own);
        shell
    } else {
        Command::new(own)
    };
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let said = folder.path().join("said");
    let file = || fs::OpenOptions::new().create(true).append(true).open(&said).map_err(|e| e.to_string());
    command.args(arguments).env(NAME, name).stdin(Stdio::null()).stdout(file()?).stderr(file()?);
    let mut child = command.spawn().map_err(|e| e.to_string())?;
    let start = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|e| e.to_string())? {
            Some(status) => break status,
            None if start.elapsed() > PATIENCE => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("no end after {PATIENCE:?}"));
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let said = fs::read_to_string(&said).unwrap_or_default();
    if !status.success() {
        return Err(format!("{status}\n{}", said.lines().take(12).collect::<Vec<_>>().join("\n")));
    }
    // The harness may have written on the same line before.
    let told = said.lines().find_map(|line| line.split_once("told: ")).map(|(_, told)| told.to_string());
    told.ok_or_else(|| format!("said nothing: {said}"))
}

/// Writes a line for whoever runs the tests, or for the process that started this one.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// The case that the environment names. Run by [`in_process`] only.
#[test]
#[ignore = "run by the other tests of this module, in a process of its own"]
fn one_case() {
    let Ok(name) = std::env::var(NAME) else { return };
    let case = all().into_iter().find(|case| case.name == name).unwrap();
    let bytes = (case.make)();
    let rules = case.want.rules();
    let before = Spent::now();
    let result = read(&bytes, case.file, &Limits::default());
    let findings = rules.zip(result.as_ref().ok()).map(|(rules, document)| Analyser::new(&rules).judge(document.clone()).findings);
    let spent = Spent::now().since(&before);
    case.want.check(&result);
    if let Want::Findings(least, _) = case.want {
        let found = findings.map_or(0, |findings| findings.findings.len());
        assert!(found >= least, "{found} findings of {least}");
    }
    if let Ok(document) = &result {
        is_sound(document);
    }
    let codes = match &result {
        Ok(document) => document.problems().iter().take(3).map(|p| p.code.as_str()).collect::<Vec<_>>().join(" "),
        Err(problem) => format!("! {} ({})", problem.code.as_str(), problem.detail),
    };
    let length = result.as_ref().map_or(0, |document| document.text().len());
    let mebibytes = |bytes: usize| bytes.div_ceil(1 << 20);
    say(&format!(
        "told: {:>6} kB in, {length:>9} bytes of text, {:>6} ms, {:>5} MiB, {codes}",
        bytes.len() / 1000,
        spent.time.as_millis(),
        mebibytes(spent.memory)
    ));
    assert!(spent.time < MOST_TIME, "took {:?}", spent.time);
    assert!(spent.memory < MOST_MEMORY, "took {} MiB", mebibytes(spent.memory));
}

impl Want {
    /// The rules that a case is judged by, if it is.
    fn rules(&self) -> Option<RuleSet> {
        let Want::Findings(_, own) = self else { return None };
        let own = RuleFile { name: "egna/prov.toml".into(), contents: own.to_string() };
        Some(RuleSet::from_files(&overlay(built_in_files(), vec![own])).unwrap_or_else(|errors| panic!("{errors}")))
    }

    #[track_caller]
    fn check(&self, result: &Result<Document, Problem>) {
        let told: Vec<ProblemCode> = match result {
            Ok(document) => document.problems().iter().map(|p| p.code).collect(),
            Err(problem) => vec![problem.code],
        };
        assert!(!told.contains(&ProblemCode::ReaderFailed), "{:?}", result.as_ref().map(|_| ()));
        let text = result.as_ref().map_or("", |document| document.text());
        let start: String = text.chars().take(300).collect();
        match self {
            Want::Text(wanted) => assert!(text.contains(wanted), "{wanted:?} is not in {start:?}; {told:?}"),
            Want::TextAnd(wanted, code) => {
                assert!(text.contains(wanted), "{wanted:?} is not in {start:?}; {told:?}");
                assert!(told.contains(code), "{} is not told: {told:?}", code.as_str());
            }
            Want::Problem(code) => assert!(told.contains(code), "{} is not told: {told:?}; {start:?}", code.as_str()),
            Want::Any => {}
            Want::Findings(..) => assert!(result.is_ok(), "{told:?}"),
        }
    }
}

/// What holds of every document, whatever it was read from.
#[track_caller]
pub fn is_sound(document: &Document) {
    let text = document.text();
    for spans in [
        document.blocks().iter().map(|b| b.span).collect::<Vec<_>>(),
        document.units().iter().map(|u| u.span).collect(),
        document.pages().iter().map(|p| p.span).collect(),
    ] {
        assert!(spans.iter().all(|span| text.get(span.range()).is_some()), "a span that does not fit the text");
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "spans that do not ascend");
    }
    assert!(document.pages().windows(2).all(|pair| pair[0].number < pair[1].number), "pages that do not ascend");
}

/// Processor time and highest memory of this process, where the system tells.
struct Spent {
    time: Duration,
    memory: usize,
}

impl Spent {
    /// What is spent so far; the highest memory is counted anew from here.
    fn now() -> Spent {
        let highest = Spent::status("VmHWM:");
        // Linux: sets the highest back to what is held now.
        let _ = fs::write("/proc/self/clear_refs", "5");
        Spent { time: Spent::processor_time(), memory: highest }
    }

    fn since(self, before: &Spent) -> Spent {
        // What was held before: the file, mostly. It is the lower of the two, since making the file took memory too.
        let held = before.memory.min(Spent::status("VmRSS:"));
        Spent { time: self.time.saturating_sub(before.time), memory: self.memory.saturating_sub(held) }
    }

    fn status(key: &str) -> usize {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(key)).unwrap_or("0");
        line.trim().trim_end_matches(" kB").trim().parse::<usize>().unwrap_or(0) << 10
    }

    fn processor_time() -> Duration {
        static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
        let wall = START.elapsed();
        let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
        // Fields 14 and 15 of the line, the state being the third; in hundredths of a second on every Linux there is.
        let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<u64>().ok());
        match (ticks(11), ticks(12)) {
            (Some(user), Some(system)) => Duration::from_millis(10 * (user + system)),
            _ => wall,
        }
    }
}
