//! Time and memory of the whole program grow as its input does: every input of `growing/cases.rs` is doubled three times, and what the last
//! doubling costs must not be more than 2 to the power of 1.25. The cost of an input of size 1 is subtracted, so that the start does not hide
//! what grows. `-- worst` runs what was made to hurt (`growing/worst.rs`) and holds it to limits.
//!
//! `cargo test --bench growth` runs everything, `cargo test --bench growth -- report archive` only what has such words in its name.

mod made {
    pub mod docx;
    pub mod measured;
    pub mod pdf;
    pub mod program;
    pub mod text;
}
mod growing {
    pub mod cases;
    pub mod inputs;
    pub mod worst;
}

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};

use growing::cases::{Case, archives, arguments, comparisons, documents, reports, rules};
use growing::worst;
use made::measured::{Spent, best, in_between};

/// Twice the input may cost 2 to this power.
const MOST: f64 = 1.25;
/// Less than this beyond the smallest input is too little to tell a growth from noise.
const LEAST_SECONDS: f64 = 0.012;
const LEAST_MEMORY: f64 = 16e6;

/// What each size took beyond size 1.
struct Grown {
    seconds: Vec<f64>,
    bytes: Vec<f64>,
    /// Unknown where the input costs too little.
    time: Option<f64>,
    memory: Option<f64>,
}

fn exponent(values: &[f64], least: f64, steps: usize) -> Option<f64> {
    let (last, before) = (values.last()?, values.get(values.len() - 1 - steps)?);
    (*before > least).then(|| (last / before).log2() / steps as f64)
}

fn measure(case: &Case, program: &Path) -> Result<Grown, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let run = |size: usize, runs: usize| -> Result<Spent, String> {
        let command = [vec![program.into()], (case.prepare)(folder.path(), size)].concat();
        if !case.first.is_empty() {
            let first = Command::new(program).args(arguments(folder.path(), case.first)).output().map_err(|e| e.to_string())?;
            succeeded(first.status.code(), size)?;
        }
        let fresh = || {
            // Not there before the first run.
            let _ = case.fresh.map(|name| fs::remove_file(folder.path().join(name)));
        };
        let spent = best(runs, fresh, &command).ok_or("the system does not tell what a process took")?;
        succeeded(spent.code, size)?;
        Ok(spent)
    };
    let base = run(1, 3)?;
    if let Some((file, wanted)) = case.holds {
        let few = case.sizes[0].min(1_000);
        run(few, 1)?;
        holds(&folder.path().join(file), wanted(few), program)?;
    }
    let mut spent: Vec<Spent> = case.sizes.iter().map(|size| run(*size, 3)).collect::<Result<_, _>>()?;
    let grown = |spent: &[Spent]| {
        let seconds: Vec<f64> = spent.iter().map(|s| s.processor.as_secs_f64() - base.processor.as_secs_f64()).collect();
        let bytes: Vec<f64> = spent.iter().map(|s| s.peak as f64 - base.peak as f64).collect();
        // Memory comes in steps: a vector that grows takes twice what it had.
        let (time, memory) = (exponent(&seconds, LEAST_SECONDS, 1), exponent(&bytes, LEAST_MEMORY, 2));
        Grown { seconds, bytes, time, memory }
    };
    for _ in 0..2 {
        if grown(&spent).time.is_none_or(|time| time <= MOST) {
            break;
        }
        // Other work on the machine, or a growth: only a growth stays.
        for (place, size) in case.sizes.iter().enumerate().skip(2) {
            let again = run(*size, 3)?;
            spent[place].processor = spent[place].processor.min(again.processor);
        }
    }
    Ok(grown(&spent))
}

/// 3 tells that a document was cut or could not be read: then nothing was measured.
fn succeeded(code: Option<i32>, size: usize) -> Result<(), String> {
    if code == Some(0) { Ok(()) } else { Err(format!("exit code {code:?} at size {size}")) }
}

/// The document that was measured has the findings that it should have.
fn holds(document: &Path, wanted: usize, program: &Path) -> Result<(), String> {
    let output =
        Command::new(program).args(["check", "--no-config", "--format", "csv"]).arg(document).output().map_err(|e| e.to_string())?;
    // Each row tells whether the finding counts; that of a document without any does not.
    let rows = String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.contains(";räknas")).count();
    if rows >= wanted { Ok(()) } else { Err(format!("{rows} findings of {wanted}: {}", String::from_utf8_lossy(&output.stderr))) }
}

fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

fn tell(case: &Case, grown: &Grown) {
    let each = |values: &[f64], unit: f64| -> String {
        let each = values.iter().zip(case.sizes).map(|(value, size)| format!("{:>8.2}", value / unit / size as f64));
        each.collect::<Vec<_>>().concat()
    };
    let power = |power: Option<f64>| power.map_or("     –".to_string(), |power| format!("{power:>6.2}"));
    say(&format!(
        "{:<46}{:>8} {} {} |{} {}",
        case.name,
        case.sizes[3],
        each(&grown.seconds, 1e-6),
        power(grown.time),
        each(&grown.bytes, 1024.0),
        power(grown.memory)
    ));
}

fn grows(wanted: &dyn Fn(&str) -> bool, program: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    say(&format!("{:<46}{:>8} {:<32} {:>6} |{:<32} {:>6}", "", "up to", " µs for each", "power", " KiB for each", "power"));
    let cases = [documents(), reports(), comparisons(), rules(), archives()].into_iter().flatten();
    for case in cases.filter(|case| wanted(case.name)) {
        match measure(&case, program) {
            Ok(grown) => {
                tell(&case, &grown);
                let most = |power: Option<f64>, what: &str| {
                    let power = power.filter(|power| *power > MOST)?;
                    Some(format!("{}: {what} grows with the power {power:.2} of the input", case.name))
                };
                wrong.extend(most(grown.time, "time").into_iter().chain(most(grown.memory, "memory")));
            }
            Err(error) => wrong.push(format!("{}: {error}", case.name)),
        }
    }
    wrong
}

fn main() -> ExitCode {
    if let Some(code) = in_between() {
        return code;
    }
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    let program: OsString = made::program::program().into();
    let mut wrong = grows(&wanted, Path::new(&program));
    wrong.extend(worst::run(&wanted, Path::new(&program), &say));
    wrong.iter().for_each(|line| say(line));
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
