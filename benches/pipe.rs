//! How many lines `genomsyra pipe` answers in a second: the program itself, fed through pipes as others feed it.
//!
//! `stream` writes as fast as it can while the answers are read; `question and answer` waits for each answer before the next line, which is
//! what a caller pays who has one question at a time. Lines are sentences of the rules' examples: one a line, or thirty as a short document.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use genomsyra::rule::{RuleSet, built_in_files};
use serde_json::{Value, json};

/// A running program.
struct Pipe {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Pipe {
    fn start() -> Pipe {
        let mut command = Command::new(env!("CARGO_BIN_EXE_genomsyra"));
        let mut child = command.arg("pipe").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
        let questions = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().expect("a pipe was asked for"));
        Pipe { child, questions, answers }
    }

    fn answer(&mut self, line: &mut String) {
        line.clear();
        self.answers.read_line(line).expect("the program answers");
    }

    /// Sends every line from a thread of its own and reads every answer; findings in all of them.
    fn stream(&mut self, lines: &[String]) -> usize {
        let mut questions = self.questions.take().expect("the program listens");
        let mut findings = 0;
        std::thread::scope(|scope| {
            let writer = scope.spawn(move || {
                lines.iter().for_each(|line| questions.write_all(line.as_bytes()).expect("the program reads"));
                questions
            });
            let mut answer = String::new();
            for _ in lines {
                self.answer(&mut answer);
                findings += answer.matches("\"status\":").count();
            }
            self.questions = writer.join().ok();
        });
        findings
    }

    /// Sends a line and waits.
    fn ask(&mut self, line: &str, answer: &mut String) {
        let questions = self.questions.as_mut().expect("the program listens");
        questions.write_all(line.as_bytes()).expect("the program reads");
        self.answer(answer);
    }

    fn end(mut self) {
        drop(self.questions.take());
        assert!(self.child.wait().expect("the program ends").success());
    }
}

fn lines(sentences: &[&str], each: usize) -> Vec<String> {
    let line = |(id, part): (usize, &[&str])| format!("{}\n", json!({"id": id, "text": part.join("\n\n")}));
    sentences.chunks(each).enumerate().map(line).collect()
}

fn pipe(c: &mut Criterion) {
    let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
    let sentences: Vec<&str> = rules.rules().iter().flat_map(|rule| rule.examples.iter().map(String::as_str)).collect();
    let mut group = c.benchmark_group("pipe");
    group.sample_size(20).measurement_time(Duration::from_secs(8));
    for (name, each) in [("sentences", 1), ("short documents", 30)] {
        let lines = lines(&sentences, each);
        let mut pipe = Pipe::start();
        let first = pipe.stream(&lines);
        assert!(first > sentences.len() / 2, "{first} findings in {} sentences", sentences.len());
        assert_eq!(first, pipe.stream(&lines), "the same lines give the same answers");

        group.throughput(Throughput::Elements(lines.len() as u64));
        group.bench_function(format!("{name}, stream"), |b| b.iter(|| pipe.stream(&lines)));
        group.throughput(Throughput::Elements(1));
        let mut answer = String::new();
        group.bench_function(format!("{name}, question and answer"), |b| b.iter(|| pipe.ask(&lines[0], &mut answer)));
        let told: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        assert_eq!(told["id"], 0);
        pipe.end();
    }
    group.finish();
}

criterion_group!(benches, pipe);
criterion_main!(benches);
