//! How fast documents are scanned, once they are read: cutting them into tokens and looking those up, seeking candidates, and the whole scan;
//! with the built-in rules, and with some 500 and 5,000 of their written forms.
//!
//! Both texts are put together here. The everyday one is administration without any right, with a sentence of the rules' examples now and
//! then, as most municipal text is; the dense one is nothing but examples and counter-examples: what the rules look for and what they must
//! leave alone. Plain sentences are drawn at random (the same each time) from words of their own and many compounds: a processor learns the
//! way through sentences that stand twice, which makes a scan of them several times as fast as one of real text.

mod made {
    pub mod rules;
    pub mod text;
}

use std::ops::Range;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use genomsyra::read::{Limits, read};
use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::run::Analyser;
use genomsyra::scan::{ScanOptions, Scanner};
use genomsyra::text::Document;
use made::rules::cut;

/// A text with `plain` plain sentences before each example.
fn document(rules: &RuleSet, plain: usize) -> Document {
    let sentences = rules.rules().iter().flat_map(|rule| rule.examples.iter().chain(&rule.counter_examples));
    let text = made::text::document(1, plain, sentences.step_by(1 + plain / 2).map(String::as_str));
    read(text.as_bytes(), "plan.md", &Limits::default()).expect("a small Markdown text can be read")
}

/// What is measured: the text's name, plain sentences for each example, and findings for each hundred units with all rules.
const TEXTS: [(&str, usize, Range<usize>); 2] = [("everyday", 24, 1..15), ("dense", 0, 50..150)];

fn group<'a>(c: &'a mut Criterion, name: String, document: &Document) -> BenchmarkGroup<'a, WallTime> {
    let mut group = c.benchmark_group(name);
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    group.throughput(Throughput::Bytes(document.text().len() as u64));
    group
}

/// The built-in rules, stage by stage.
fn scan(c: &mut Criterion) {
    let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
    let options = ScanOptions::default();
    for (name, plain, findings) in TEXTS {
        let document = document(&rules, plain);
        let mut scanner = Scanner::new(&rules);
        let first = scanner.scan(&document, &options);
        let hundreds = document.units().len() / 100;
        assert!(hundreds > 20 && findings.contains(&(first.findings.len() / hundreds)), "{name}: {} findings", first.findings.len());
        assert_eq!(first.findings, scanner.scan(&document, &options).findings, "scanning twice gives the same");

        let mut group = group(c, format!("scan of {name} text"), &document);
        group.bench_function("tokens and look-up", |b| b.iter(|| scanner.tokens(&document)));
        group.bench_function("and candidates", |b| b.iter(|| scanner.candidates(&document)));
        group.bench_function("whole scan", |b| b.iter(|| scanner.scan(&document, &options)));
        group.bench_function("whole scan with a new scanner", |b| b.iter(|| Scanner::new(&rules).scan(&document, &options)));
        let mut analyser = Analyser::new(&rules);
        group.bench_function("scan and score", |b| b.iter_batched(|| document.clone(), |d| analyser.judge(d), BatchSize::LargeInput));
        group.finish();
    }
}

/// Fewer rules over the same texts: what a scan costs for each written form.
fn forms(c: &mut Criterion) {
    let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
    let options = ScanOptions::default();
    for (name, plain, _) in TEXTS {
        let document = document(&rules, plain);
        let all = Scanner::new(&rules).scan(&document, &options).findings.len();
        let mut least = 0;
        for most in [500, 5_000] {
            let fewer = cut(most);
            assert!(fewer.form_count() <= most && fewer.form_count() * 10 > most * 8, "{} forms", fewer.form_count());
            let mut scanner = Scanner::new(&fewer);
            let found = scanner.scan(&document, &options).findings.len();
            assert!(least <= found && found < all && (found > 0 || most < 5_000), "{name}, {most} forms: {found} findings of {all}");
            least = found;

            let mut group =
                group(c, format!("scan of {name} text, {} forms, {} rules", fewer.form_count(), fewer.rules().len()), &document);
            group.bench_function("tokens and look-up", |b| b.iter(|| scanner.tokens(&document)));
            group.bench_function("and candidates", |b| b.iter(|| scanner.candidates(&document)));
            group.bench_function("whole scan", |b| b.iter(|| scanner.scan(&document, &options)));
            group.finish();
        }
    }
}

criterion_group!(benches, scan, forms);
criterion_main!(benches);
