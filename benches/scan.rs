//! How fast documents are scanned, once they are read: cutting them into tokens and looking those up, seeking candidates, and the whole scan.
//!
//! Both texts are put together here. The everyday one is plain administration with a sentence of the rules' examples now and then, as most
//! municipal text is; the dense one is nothing but examples and counter-examples: what the rules look for and what they must leave alone.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use genomsyra::read::{Limits, read};
use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::run::Analyser;
use genomsyra::scan::{ScanOptions, Scanner};
use genomsyra::text::Document;

/// Says nothing of rights. Numbers are set in, so that no sentence stands twice.
const PLAIN: [&str; 8] = [
    "Förvaltningen lämnar underlag {} till budgetberedningen före den sista mars.",
    "Investeringar över {} miljoner kronor redovisas var för sig med kalkyl och tidplan.",
    "Avskrivning sker linjärt och börjar månaden efter att anläggning {} har tagits i bruk.",
    "Snöröjningen av gatorna {} till {} upphandlas på nytt inför vintern, och entreprenören ställer maskiner till förfogande dygnet runt.",
    "Vattenledningen vid fastighet {} har bytts ut på en sträcka av fyra hundra meter och spolats igenom.",
    "Avtalet om kontorsmaterial löper till årsskiftet och kan förlängas med {} månader i taget om ingen säger upp det.",
    "Mätaren i panncentral {} läses av varje kvartal; avvikelser från prognosen förklaras i en bilaga.",
    "Bokslutet stängs den {} januari, varefter periodiseringar inte längre kan göras utan ekonomichefens medgivande.",
];

/// A text with `plain` plain sentences before each example, and what it is called in the results.
fn document(rules: &RuleSet, plain: usize) -> Document {
    let mut text = String::from("# Verksamhetsplan\n");
    let sentences = rules.rules().iter().flat_map(|rule| rule.examples.iter().chain(&rule.counter_examples));
    // As many bytes of either, so that both take as long to measure.
    for (number, sentence) in sentences.step_by(1 + plain / 2).enumerate() {
        if number % 20 == 0 {
            text.push_str(&format!("\n## Del {}\n", number / 20 + 1));
        }
        text.push('\n');
        for at in 0..plain {
            text.push_str(&PLAIN[(number + at) % PLAIN.len()].replace("{}", &(number * plain + at).to_string()));
            text.push_str(if at % 4 == 3 { "\n\n" } else { " " });
        }
        text.push_str(sentence);
        text.push('\n');
    }
    read(text.as_bytes(), "plan.md", &Limits::default()).expect("a small Markdown text can be read")
}

fn scan(c: &mut Criterion) {
    let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
    let options = ScanOptions::default();
    // Findings for each hundred units: few in everyday text, nearly one a unit in dense text.
    for (name, plain, findings) in [("everyday", 24, 1..15), ("dense", 0, 50..150)] {
        let document = document(&rules, plain);
        let mut scanner = Scanner::new(&rules);
        let first = scanner.scan(&document, &options);
        let hundreds = document.units().len() / 100;
        assert!(hundreds > 20 && findings.contains(&(first.findings.len() / hundreds)), "{name}: {} findings", first.findings.len());
        assert_eq!(first.findings, scanner.scan(&document, &options).findings, "scanning twice gives the same");

        let mut group = c.benchmark_group(format!("scan of {name} text"));
        group.throughput(Throughput::Bytes(document.text().len() as u64));
        group.bench_function("tokens and look-up", |b| b.iter(|| scanner.tokens(&document)));
        group.bench_function("and candidates", |b| b.iter(|| scanner.candidates(&document)));
        group.bench_function("whole scan", |b| b.iter(|| scanner.scan(&document, &options)));
        group.bench_function("whole scan with a new scanner", |b| b.iter(|| Scanner::new(&rules).scan(&document, &options)));
        let mut analyser = Analyser::new(&rules);
        group.bench_function("scan and score", |b| b.iter_batched(|| document.clone(), |d| analyser.judge(d), BatchSize::LargeInput));
        group.finish();
    }
}

criterion_group!(benches, scan);
criterion_main!(benches);
