//! How long a rule set takes to load: what every start of the program pays.

use criterion::{Criterion, criterion_group, criterion_main};
use genomsyra::rule::{RuleSet, built_in_files};

fn start(c: &mut Criterion) {
    let files = built_in_files();
    let first = RuleSet::from_files(&files).expect("the built-in rules are sound");
    let again = RuleSet::from_files(&files).expect("the built-in rules are sound");
    assert!(first.form_count() > 10_000, "the built-in rules have their words");
    assert_eq!((first.hash(), first.form_count()), (again.hash(), again.form_count()), "loading twice gives the same");
    c.bench_function("load the built-in rules", |b| b.iter(|| RuleSet::from_files(&files)));
}

criterion_group!(benches, start);
criterion_main!(benches);
