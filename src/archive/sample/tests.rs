//! Known answers, and whether intervals hold what they promise.

use super::{Answer, Checked, Drawing, Quality, Sheet, Stratum, wilson};
use crate::archive::{Brief, FileFacts, Judgement, Record, Sentence, Sketch, Standing};
use crate::finding::Steering;
use crate::rule::AreaSet;
use crate::score::Confidence;
use rand_distr::{Bernoulli, Distribution};
use rand_pcg::Pcg64Mcg;

fn sentence(unit: u32, standing: Standing, level: u8) -> Sentence {
    let text = format!("=Mening; nummer \"{unit}\"");
    let (headings, steering) = (vec!["Mål".to_string()], Steering::default());
    Sentence { unit, page: Some(2), paragraph: 1, headings, text, standing, level, steering, areas: AreaSet::EMPTY, hits: Vec::new() }
}

/// A document with so many sentences of each kind.
fn record(number: u32, counts: [u32; 4]) -> Record {
    let [binding, naming, aside, blanks] = counts;
    let kinds = [(binding, Standing::Counted, 4), (naming, Standing::Counted, 1), (aside, Standing::Outside, 0)];
    let sentences = kinds.iter().flat_map(|(count, standing, level)| std::iter::repeat_n((*standing, *level), *count as usize));
    let sentences = (0u32..).zip(sentences).map(|(unit, (standing, level))| sentence(unit, standing, level)).collect();
    let judgement = Judgement {
        level: 2,
        score: 30.0,
        uncapped: 30.0,
        range: 0.0,
        confidence: Confidence::Normal,
        dimensions: Vec::new(),
        missed: Vec::new(),
        references: binding + naming,
        carried: 0,
        eligible: counts.iter().sum(),
        levels: [0; 6],
        targeted: AreaSet::EMPTY,
        about_rights: false,
        areas: Vec::new(),
        grounds: Vec::new(),
        duties: Vec::new(),
        sources: Vec::new(),
        counted: Vec::new(),
    };
    let file = FileFacts { sha256: format!("{number:064x}"), bytes: 1, format: None, title: None, pages: 3, words: 100 };
    let blank = (0..blanks.min(3)).map(|unit| sentence(1000 + unit, Standing::Outside, 0)).collect();
    let (judgement, sketch) = (Some(judgement), Sketch::default());
    Record { brief: Brief { file, document_type: None, problems: Vec::new(), judgement, sketch, blanks }, sentences, blank }
}

fn sample(count: usize, seed: u64, records: &[(String, Record)]) -> Sheet {
    let mut drawing = Drawing::new(count, seed, "ab12");
    records.iter().for_each(|(path, record)| drawing.add(path, record));
    drawing.finish()
}

#[test]
fn the_same_seed_draws_the_same_in_any_order() {
    let mut records: Vec<_> = (0..50).map(|n| (format!("a/{n:02}.pdf"), record(n, [4, 6, 2, 40]))).collect();
    let first = sample(40, 7, &records);
    let of = |sheet: &Sheet, stratum| sheet.items.iter().filter(|item| item.stratum == stratum).count();
    assert_eq!(Stratum::ALL.map(|stratum| of(&first, stratum)), [10; 4]);
    assert_eq!(first.sizes, [200, 300, 100, 2000]);
    records.reverse();
    assert_eq!(sample(40, 7, &records), first);
    assert_ne!(sample(40, 8, &records).items, first.items);
    // Too few of one kind: the others fill up.
    let few: Vec<_> = (0..2).map(|n| (format!("{n}"), record(n, [1, 40, 0, 40]))).collect();
    let sheet = sample(20, 1, &few);
    assert_eq!(Stratum::ALL.map(|stratum| of(&sheet, stratum)), [2, 12, 0, 6]);
}

#[test]
fn sentences_without_findings_are_as_likely_from_long_documents() {
    // Half of all such sentences stand in one document of a hundred and one.
    let long = (0..100).map(|n| (format!("{n}"), record(n, [0, 0, 0, 30]))).chain([("lång".to_string(), record(999, [0, 0, 0, 3000]))]);
    let records: Vec<_> = long.collect();
    let drawn: usize = (0..400).map(|seed| sample(1, seed, &records).items.iter().filter(|item| item.path == "lång").count()).sum();
    assert!((150..250).contains(&drawn), "{drawn} of 400");
}

#[test]
fn mistakes_in_a_sheet_are_told_by_row() {
    let head = "id;skikt;antal_i_skiktet;niva;regler;ratt;ratt_niva\n";
    let wrong = |rows: &str| Checked::from_csv(&format!("{head}{rows}")).unwrap_err()[0].to_string();
    assert!(wrong("m1;namnd;10;1;rab;kanske;\n").starts_with("rad 2: `kanske` är inget svar"));
    assert!(wrong("m1;namnd;10;1;rab;ja;7\n").starts_with("rad 2: `7` är ingen nivå"));
    assert!(wrong("m1;namnd;10;1;rab;ja;\nm1;namnd;10;1;rab;ja;\n").starts_with("rad 3: meningen `m1` står två gånger"));
    assert!(wrong("m1;namnd;10;1;rab;ja;\nm2;namnd;11;1;rab;ja;\n").starts_with("rad 3: rader ur två olika stickprov"));
    assert!(wrong("m1;namnd;10;1;rab;ja;\nm2;bindande;11;3;rcd;ja;\n").starts_with("rad 3: raden är bedömd med andra regler"));
    assert!(wrong("m1;annat;10;1;rab;ja;\n").starts_with("rad 2: `annat` är inget skikt"));
    assert!(Checked::from_csv("id;skikt\n").unwrap_err()[0].to_string().starts_with("rad 1: kolumnen `antal_i_skiktet` saknas"));
    assert!(Checked::from_csv("").unwrap_err()[0].to_string().starts_with("rad 1: arket är tomt"));
}

/// So many right and wrong answers in each stratum.
fn checked(sizes: [u64; 4], counts: [(u32, u32); 4]) -> Checked {
    let rows = Stratum::ALL.into_iter().zip(counts).flat_map(|(stratum, (right, all))| (0..all).map(move |at| (stratum, at < right)));
    let answer = |(id, (stratum, right)): (usize, (Stratum, bool))| {
        let level = if stratum == Stratum::Binding { 4 } else { 1 };
        Answer { id: id.to_string(), stratum, level, right: Some(right), right_level: None }
    };
    Checked { answers: rows.enumerate().map(answer).collect(), sizes, rules: String::new() }
}

#[test]
fn known_answers() {
    let rounded = |right, all| wilson(right, all).map(|e| ((e.low * 1e4).round() / 1e4, (e.high * 1e4).round() / 1e4));
    // Brown, Cai and DasGupta's tables and prop.test(correct = FALSE).
    assert_eq!(rounded(8, 10), Some((0.4902, 0.9433)));
    assert_eq!(rounded(0, 10), Some((0.0, 0.2775)));
    assert_eq!(rounded(10, 10), Some((0.7225, 1.0)));
    // 100 binding at .9, 300 naming at .8: precision (90 + 240) / 400. Missed: 200 · .1 + 5000 · .02 = 120.
    let quality = Quality::of(&checked([100, 300, 200, 5000], [(45, 50), (40, 50), (45, 50), (49, 50)]));
    let precision = quality.precision.unwrap();
    assert!((precision.value - 0.825).abs() < 1e-9 && precision.answers == 100);
    let recall = quality.recall.unwrap();
    assert!((recall.value - 330.0 / 450.0).abs() < 1e-9 && recall.answers == 200);
    assert!(precision.low < 0.75 && precision.high > 0.88 && recall.low < 0.5 && recall.high > 0.85, "{quality:?}");
    assert_eq!((quality.level.unwrap().value, quality.unanswered), (1.0, 0));
    // Where nothing is missed among few, recall is not sure to be 1.
    let clean = Quality::of(&checked([100, 100, 50, 2000], [(50, 50), (50, 50), (50, 50), (50, 50)])).recall.unwrap();
    assert!(clean.value == 1.0 && clean.high == 1.0 && clean.low < 0.9, "{clean:?}");
    // A kind that was not checked leaves recall unsaid, not precision.
    let half = Quality::of(&checked([100, 300, 200, 5000], [(45, 50), (40, 50), (45, 50), (0, 0)]));
    assert!(half.precision.is_some() && half.recall.is_none());
    let mut graded = checked([10, 10, 0, 0], [(4, 4), (4, 4), (0, 0), (0, 0)]);
    graded.answers[0].right_level = Some(3);
    graded.answers[1].right_level = Some(1);
    let quality = Quality::of(&graded);
    assert_eq!((quality.level.unwrap().value, quality.level_within_one.unwrap().value), (0.75, 0.875));
}

#[test]
fn intervals_hold_the_truth_about_nineteen_times_of_twenty() {
    let sizes = [1000, 2000, 800, 20_000];
    let truth = [0.92, 0.84, 0.95, 0.985];
    let found = 1000.0 * truth[0] + 2000.0 * truth[1];
    let (precision, recall) = (found / 3000.0, found / (found + 800.0 * 0.05 + 20_000.0 * 0.015));
    let mut chance = Pcg64Mcg::new(99);
    let (mut held_precision, mut held_recall) = (0, 0);
    const ROUNDS: u32 = 200;
    for _ in 0..ROUNDS {
        let answers = truth.map(|share| Bernoulli::new(share).unwrap());
        let counts = answers.map(|right| ((0..100).filter(|_| right.sample(&mut chance)).count() as u32, 100));
        let quality = Quality::of(&checked(sizes, counts));
        let holds = |estimate: super::Estimate, truth: f64| u32::from(estimate.low <= truth && truth <= estimate.high);
        held_precision += holds(quality.precision.unwrap(), precision);
        held_recall += holds(quality.recall.unwrap(), recall);
    }
    assert!(held_precision >= ROUNDS * 91 / 100 && held_recall >= ROUNDS * 91 / 100, "{held_precision} and {held_recall} of {ROUNDS}");
}
