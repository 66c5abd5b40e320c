//! How fast documents are scanned, once they are read: cutting them into tokens and looking those up, seeking candidates, and the whole scan.
//!
//! Both texts are put together here. The everyday one is administration without any right, with a sentence of the rules' examples now and
//! then, as most municipal text is; the dense one is nothing but examples and counter-examples: what the rules look for and what they must
//! leave alone. Plain sentences are drawn at random (the same each time) from words of their own and many compounds: a processor learns the
//! way through sentences that stand twice, which makes a scan of them several times as fast as one of real text.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use genomsyra::read::{Limits, read};
use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::run::Analyser;
use genomsyra::scan::{ScanOptions, Scanner};
use genomsyra::text::Document;

const SUBJECTS: &[&str] = &[
    "förvaltningen",
    "nämnden",
    "kommunen",
    "bolaget",
    "enheten",
    "den som ansvarar för driften",
    "avdelningen",
    "entreprenören",
    "ekonomichefen",
    "tekniska kontoret",
    "projektledaren",
    "den nya gruppen",
    "de som arbetar på lagret",
    "handläggaren",
    "leverantören",
];
const VERBS: &[&str] = &[
    "redovisar",
    "ska lämna",
    "har tagit fram",
    "beslutar om",
    "följer upp",
    "kan ändra",
    "behöver se över",
    "upphandlar",
    "byter ut",
    "läser av",
    "får information om",
    "bedömer",
    "planerar för",
    "ansvarar för",
    "har inte fått",
    "lämnar uppgifter om",
    "bör samordna",
    "betalar",
];
const LINKS: &[&str] = &[
    "och",
    "samt",
    "eller",
    "för",
    "av",
    "till",
    "med hänsyn till",
    "enligt",
    "som underlag för",
    "i samband med",
    "utan",
    "inom",
    "från",
    "men även",
    "som en del av",
    "i behov av",
];
const ENDS: &[&str] = &[
    "före den sista mars",
    "under året",
    "i början av perioden",
    "på samma sätt som tidigare",
    "när det är klart",
    "så snart som möjligt",
    "i hela området",
    "med stöd av konsulter",
    "vid behov",
    "en gång i kvartalet",
    "inför nästa vinter",
    "där det går",
    "för egen räkning",
];
const FIRST_PARTS: &[&str] = &[
    "avfalls",
    "anläggnings",
    "budget",
    "driftens",
    "energi",
    "fastighets",
    "fordons",
    "gatu",
    "hamn",
    "inköps",
    "kontors",
    "lager",
    "lokal",
    "maskin",
    "mätar",
    "nät",
    "park",
    "pump",
    "reserv",
    "ränte",
    "service",
    "skogs",
    "trafik",
    "underhålls",
    "vatten",
    "verkstads",
    "väg",
    "värme",
];
const LAST_PARTS: &[&str] = &[
    "plan",
    "planen",
    "kostnad",
    "kostnaderna",
    "avtal",
    "avtalet",
    "ledning",
    "ledningarna",
    "rapport",
    "rapporten",
    "station",
    "stationerna",
    "arbetet",
    "system",
    "systemen",
    "behov",
    "uppgifter",
    "utrustning",
    "priser",
    "volymer",
    "tider",
    "beslut",
    "underlag",
    "prognosen",
    "listan",
];

/// Draws from lists: a linear congruential generator, so that every run draws the same.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// Adds a sentence that says nothing of rights.
    fn sentence(&mut self, text: &mut String) {
        let subject = self.of(SUBJECTS);
        let first = subject.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        text.push_str(&first);
        text.push_str(&subject[subject.chars().next().map_or(0, char::len_utf8)..]);
        text.push_str(&format!(" {} {}{}", self.of(VERBS), self.of(FIRST_PARTS), self.of(LAST_PARTS)));
        for _ in 0..self.below(3) {
            text.push_str(&format!(" {} {}{}", self.of(LINKS), self.of(FIRST_PARTS), self.of(LAST_PARTS)));
        }
        match self.below(4) {
            0 => text.push_str(&format!(", punkt {} i bilaga {}", self.below(200), self.below(9))),
            _ => text.push_str(&format!(" {}", self.of(ENDS))),
        }
        text.push_str(". ");
    }
}

/// A text with `plain` plain sentences before each example.
fn document(rules: &RuleSet, plain: usize) -> Document {
    let mut text = String::from("# Verksamhetsplan\n");
    let mut draw = Draw(1);
    let sentences = rules.rules().iter().flat_map(|rule| rule.examples.iter().chain(&rule.counter_examples));
    for (number, sentence) in sentences.step_by(1 + plain / 2).enumerate() {
        if number % 20 == 0 {
            text.push_str(&format!("\n## Del {}\n", number / 20 + 1));
        }
        text.push('\n');
        for at in 0..plain {
            draw.sentence(&mut text);
            if at % 4 == 3 {
                text.push_str("\n\n");
            }
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
