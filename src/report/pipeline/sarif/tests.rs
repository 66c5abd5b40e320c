//! Many results are shared out over runs that are told apart.

use super::*;
use crate::gate::{InForce, Known, Subject, Verdict};
use crate::identity::Date;
use crate::report::Options;
use crate::rule::{RuleSet, built_in_files};
use crate::run::Analyser;

#[test]
fn runs_hold_so_many_results_and_none_is_lost() {
    let rules = RuleSet::from_files(&built_in_files()).unwrap();
    let text = "# Plan\n\n".to_string() + &"Skolan bör höra barnen om barnets bästa.\n\n".repeat(12);
    let outcomes = [Analyser::new(&rules).analyse(text.as_bytes(), "plan.md")];
    let known = Known { baseline: None, suppressions: Vec::new(), today: Date::day(2026, 1, 1).unwrap() };
    let subject = Subject { outcome: &outcomes[0], path: "plan.md".into(), in_force: InForce::built_in(Vec::new()) };
    let verdict = Verdict::of(vec![subject], &rules, &known);
    let report = Report { outcomes: &outcomes, verdict: &verdict, rules: &rules, options: &Options::default() };
    let all = verdict.documents[0].remarks.len();
    let log = log(report, 10);
    assert_eq!(log.runs.len(), all.div_ceil(10));
    assert_eq!(log.runs.iter().map(|run| run.results.len()).sum::<usize>(), all);
    let mut ids: Vec<&str> = log.runs.iter().map(|run| run.automation_details.id.as_str()).collect();
    assert_eq!(ids[..2], ["genomsyra/", "genomsyra-2/"]);
    ids.dedup();
    assert_eq!(ids.len(), log.runs.len());
}

#[test]
fn what_lies_elsewhere_has_an_address_of_its_own() {
    assert_eq!(location("/hem/å b.pdf", None).uri, "file:///hem/%C3%A5%20b.pdf");
    assert_eq!(location("policyer/a:b#1.pdf", None).uri, "policyer/a%3Ab%231.pdf");
}
