//! How long a start takes: loading the built-in rules, and the whole program from the system's first step to the
//! last, with nothing to do and with one sentence to judge.

use std::process::{Command, Output, Stdio};
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use genomsyra::rule::{RuleSet, built_in_files};

fn load(c: &mut Criterion) {
    let files = built_in_files();
    let first = RuleSet::from_files(&files).expect("the built-in rules are sound");
    let again = RuleSet::from_files(&files).expect("the built-in rules are sound");
    assert!(first.form_count() > 10_000, "the built-in rules have their words");
    assert_eq!((first.hash(), first.form_count()), (again.hash(), again.form_count()), "loading twice gives the same");
    c.bench_function("load the built-in rules", |b| b.iter(|| RuleSet::from_files(&files)));
}

fn run(program: &std::ffi::OsString, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output();
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{arguments:?}: {}", output.status);
    output
}

fn program(c: &mut Criterion) {
    let program = std::env::var_os("GENOMSYRA").unwrap_or_else(|| env!("CARGO_BIN_EXE_genomsyra").into());
    let folder = tempfile::tempdir().expect("a scratch folder");
    let file = folder.path().join("plan.md");
    std::fs::write(&file, "# Plan\n\nNämnden ska varje år följa upp barns rättigheter.\n").expect("a scratch folder takes files");
    let file = file.to_str().expect("a scratch folder with a plain name");

    let mut group = c.benchmark_group("the program");
    group.sample_size(30).measurement_time(Duration::from_secs(4));
    let check = ["check", "--no-config", "--format", "csv", file];
    for (name, arguments, wanted) in [
        ("--version", &["--version"][..], env!("CARGO_PKG_VERSION")),
        ("text of one sentence", &["text", file], "barns rättigheter"),
        ("check of one sentence", &check, "barnets-rattigheter"),
    ] {
        let told = String::from_utf8(run(&program, arguments).stdout).expect("UTF-8");
        assert!(told.contains(wanted), "{name}: {told}");
        group.bench_function(name, |b| b.iter(|| run(&program, arguments)));
    }
    group.finish();
}

criterion_group!(benches, load, program);
criterion_main!(benches);
