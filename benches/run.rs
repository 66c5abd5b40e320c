//! A whole archive through the whole program: with one thread and with two, in turn, so that each round has a ratio. Before anything is timed,
//! both must have told the same of every document, byte for byte.

mod made {
    pub mod archive;
    pub mod docx;
    pub mod paired;
    pub mod pdf;
    pub mod text;
}

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const DOCUMENTS: usize = 1_000;
const ROUNDS: usize = 7;

/// `genomsyra scan` over the folder; what it told, a line for each document.
fn scan(program: &OsString, folder: &Path, jobs: &str, told: &Path) {
    let mut command = Command::new(program);
    command.args(["scan", "--no-store", "--format", "jsonl", "--jobs", jobs, "-o"]).arg(told).arg(folder);
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{status}");
}

fn main() {
    let program = std::env::var_os("GENOMSYRA").unwrap_or_else(|| env!("CARGO_BIN_EXE_genomsyra").into());
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("arkiv");
    let megabytes = made::archive::archive(&folder, DOCUMENTS) as f64 / 1e6;
    let told = |jobs: &str| scratch.path().join(format!("{jobs}.jsonl"));
    let run = |jobs: &str| scan(&program, &folder, jobs, &told(jobs));
    let text = |jobs: &str| fs::read_to_string(told(jobs)).expect("the program wrote a list");

    run("1");
    run("2");
    assert_eq!(text("1"), text("2"), "two threads tell the same as one");
    let documents = text("1").lines().filter(|line| line.contains("\"barnets-rattigheter\"")).count();
    // Made PDF files speak of no rights.
    assert!(documents >= DOCUMENTS * 4 / 5, "{documents} documents of {DOCUMENTS} name what they name");

    let [one, two, ratio] = made::paired::pairs(ROUNDS, || run("1"), || run("2")).summary();
    let row = |what: &str, (middle, least, most): (f64, f64, f64)| {
        let each = DOCUMENTS as f64 / middle;
        format!("{what:<22} {middle:>7.3} s ({least:.3}–{most:.3}) {each:>7.0} documents/s {:>6.1} MB/s\n", megabytes / middle)
    };
    let (middle, least, most) = ratio;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let out = [
        format!("{DOCUMENTS} documents (Markdown, DOCX, PDF), {megabytes:.1} MB, {ROUNDS} rounds in turn, {cores} cores\n"),
        row("run/one thread", one),
        row("run/two threads", two),
        format!("run/one ÷ two          {middle:>7.2}   ({least:.2}–{most:.2})\n"),
    ];
    io::stdout().write_all(out.concat().as_bytes()).expect("standard output takes text");
}
