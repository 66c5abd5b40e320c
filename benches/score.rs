//! How fast findings become a score, with everyday text and with text that is dense with references, and with four times as much of either: the
//! time for each finding should stay.

mod made {
    pub mod text;
}

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use genomsyra::read::{Limits, read};
use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::scan::{ScanOptions, Scanner};
use genomsyra::score::score;

fn scores(c: &mut Criterion) {
    let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
    let mut group = c.benchmark_group("score");
    group.sample_size(20).measurement_time(std::time::Duration::from_secs(3));
    for (name, plain) in [("everyday", 24), ("dense", 0)] {
        let examples = || rules.rules().iter().flat_map(|rule| &rule.examples).step_by(4).map(String::as_str);
        let mut least = 0;
        for copies in [1, 4] {
            let sentences = std::iter::repeat_with(examples).take(copies).flatten();
            let text = made::text::document(1, plain, sentences);
            let document = read(text.as_bytes(), "plan.md", &Limits::default()).expect("Markdown can be read");
            let findings = Scanner::new(&rules).scan(&document, &ScanOptions::default());
            assert!(findings.findings.len() > 2 * least && findings.findings.len() > 100, "{name}: {} findings", findings.findings.len());
            least = findings.findings.len();
            let first = score(&findings, &rules);
            assert!(first.value > 0.0 && first.value < 100.0, "{name}: {}", first.value);
            assert_eq!(first.value, score(&findings, &rules).value, "scoring twice gives the same");
            group.throughput(Throughput::Elements(findings.findings.len() as u64));
            group.bench_function(format!("{name}, {} findings", findings.findings.len()), |b| {
                b.iter(|| black_box(score(&findings, &rules)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, scores);
criterion_main!(benches);
