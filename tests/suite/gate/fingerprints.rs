//! Remarks are known again in other formats of a document, and when what stands around them is edited.

use std::collections::BTreeSet;
use std::path::Path;

use genomsyra::gate::{Kind, Remark, Words, remarks};
use genomsyra::run::Analyser;
use proptest::prelude::*;

use crate::helpers::rules;

fn of(name: &str, bytes: &[u8]) -> Vec<Remark> {
    let outcome = Analyser::new(rules()).analyse(bytes, name);
    assert!(outcome.is_judged(), "{name}");
    remarks(&outcome, rules(), &[], &Words::built_in())
}

fn of_corpus(path: &str) -> Vec<Remark> {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(path);
    of(path, &std::fs::read(whole).unwrap())
}

fn prints(remarks: &[Remark]) -> BTreeSet<String> {
    remarks.iter().map(|remark| format!("{} {} {}", remark.rule.id(), remark.subject, remark.fingerprint)).collect()
}

/// At least this share of the remarks on both together is known in both.
#[track_caller]
fn known_again(one: &str, other: &str, least: f64) {
    let (one, other) = (prints(&of_corpus(one)), prints(&of_corpus(other)));
    let (both, all) = (one.intersection(&other).count(), one.union(&other).count());
    let share = both as f64 / all as f64;
    let odd: Vec<_> = one.symmetric_difference(&other).collect();
    assert!(share >= least, "{both} of {all} ({share:.3}): {odd:#?}");
    assert!(all > 20, "too few to tell: {all}");
}

#[test]
fn remarks_survive_conversion_of_a_whole_policy() {
    // One row of a table is read with its neighbours in DOCX only; it is another reading, not another fingerprint.
    for other in ["pdf/exempel-policy.pdf", "documents/exempel-policy.md", "odt/exempel-policy.odt", "html/exempel-policy.html"] {
        known_again("docx/exempel-policy.docx", other, 0.96);
    }
}

#[test]
fn remarks_of_a_plan_with_lists_and_tables_survive_conversion() {
    known_again("docx/handlingsplan-vald-mossaker.docx", "pdf/handlingsplan-vald-mossaker.pdf", 1.0);
    for name in ["arsredovisning-savlunda", "budget-ekvalla", "reglemente-norrlida"] {
        known_again(&format!("docx/{name}.docx"), &format!("pdf/{name}.pdf"), 1.0);
    }
}

#[test]
fn every_fingerprint_of_a_document_is_its_own() {
    let all = of_corpus("documents/program-manskliga-rattigheter-granlida.md");
    let distinct: BTreeSet<_> = all.iter().map(|remark| remark.fingerprint).collect();
    assert_eq!(distinct.len(), all.len());
}

/// Sentences that each name a right of their own, some of them twice.
const PARAGRAPHS: [&str; 7] = [
    "Socialnämnden ska varje år redovisa hur barnets bästa har prövats.",
    "Skolan bör främja jämställdhet mellan flickor och pojkar.",
    "Nämnden ska i mån av resurser förebygga diskriminering.",
    "Skolan bör främja jämställdhet mellan flickor och pojkar.",
    "Handikappade ska kunna delta i kommunens verksamhet.",
    "Biblioteket kan erbjuda litteratur på nationella minoritetsspråk.",
    "Kommunen ska motverka rasism.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn remarks_on_sentences_survive_reordering(order in Just((0..PARAGRAPHS.len()).collect::<Vec<_>>()).prop_shuffle(), numbered in any::<bool>()) {
        let sentences = |remarks: &[Remark]| -> BTreeSet<String> {
            prints(&remarks.iter().filter(|r| r.rule.kind() >= Kind::Sharpen).cloned().collect::<Vec<_>>())
        };
        let text = |order: &[usize]| format!("# Policy\n\n{}", order.iter().map(|n| format!("{}\n\n", PARAGRAPHS[*n])).collect::<String>());
        let first = of("policy.md", text(&(0..PARAGRAPHS.len()).collect::<Vec<_>>()).as_bytes());
        let mut again = text(&order);
        if numbered {
            again = again.replace("Kommunen ska", "1. Kommunen ska");
        }
        let second = of("policy.md", again.as_bytes());
        prop_assert!(sentences(&first).len() >= 8);
        prop_assert_eq!(sentences(&first), sentences(&second));
    }
}
