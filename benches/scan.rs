//! How fast documents are scanned, once they are read. The text is put together from the rules' own examples and counter-examples, so that
//! it holds what the rules look for and what they must leave alone, between paragraphs of plain administration without any reference.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use genomsyra::read::{Limits, read};
use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::run::Analyser;
use genomsyra::scan::{ScanOptions, Scanner};
use genomsyra::text::Document;

/// Says nothing of rights; twice as common as the rest, roughly as in a plan.
const PLAIN: &str = "Förvaltningen lämnar underlag till budgetberedningen före den sista mars. Investeringar över två miljoner kronor \
    redovisas var för sig med kalkyl och tidplan. Avskrivning sker linjärt och börjar månaden efter att anläggningen har tagits i bruk.";

fn document(rules: &RuleSet) -> Document {
    let mut text = String::from("# Verksamhetsplan\n");
    let sentences = rules.rules().iter().flat_map(|rule| rule.examples.iter().chain(&rule.counter_examples));
    for (number, sentence) in sentences.enumerate() {
        if number % 40 == 0 {
            text.push_str(&format!("\n## Del {}\n", number / 40 + 1));
        }
        text.push_str(&format!("\n{sentence}\n"));
        if number % 2 == 0 {
            text.push_str(&format!("\n{PLAIN} Punkt {number} följs upp i delårsrapporten.\n"));
        }
    }
    read(text.as_bytes(), "plan.md", &Limits::default()).expect("a small Markdown text can be read")
}

fn scan(c: &mut Criterion) {
    let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
    let document = document(&rules);
    let options = ScanOptions::default();
    let mut scanner = Scanner::new(&rules);
    let first = scanner.scan(&document, &options);
    assert!(first.findings.len() > 100, "the rules find their own examples");
    assert_eq!(first.findings, scanner.scan(&document, &options).findings, "scanning twice gives the same");

    let mut group = c.benchmark_group("scan");
    group.throughput(Throughput::Bytes(document.text().len() as u64));
    group.bench_function("a warm scanner", |b| b.iter(|| scanner.scan(&document, &options)));
    group.bench_function("a new scanner", |b| b.iter(|| Scanner::new(&rules).scan(&document, &options)));
    let mut analyser = Analyser::new(&rules);
    group.bench_function("scan and score", |b| b.iter_batched(|| document.clone(), |d| analyser.judge(d), BatchSize::LargeInput));
    group.finish();
}

criterion_group!(benches, scan);
criterion_main!(benches);
