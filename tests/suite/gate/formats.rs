//! What the gate writes for other systems: valid by their own rules, the same remarks in each, nothing hidden.

use std::sync::Arc;

use genomsyra::gate::{Baseline, Config, InForce, Known, Subject, Suppression, Verdict, suppressions};
use genomsyra::identity::Date;
use genomsyra::outcome::Outcome;
use genomsyra::report::{Format, GatedReport, Language, OUTCOME_SCHEMA, Options, PipelineFormat};
use quick_junit::TestCaseStatus;
use serde_json::Value;

use crate::helpers::{analyse, rules, unreadable};

const SETTINGS: &str = r#"
[[krav]]
mognad = 2
led = ["ansvar"]
omraden = ["barnets-rattigheter"]

[[ord.forbjudet]]
ord = ["brukar*"]
skriv = "den som får stöd"
"#;

const BEFORE: &str =
    "# Policy för skolan\n\nNämnden ska varje år följa upp barnets bästa. Skolan bör motverka rasism.\n\nAlla elever ska få stöd.";
const NOW: &str =
    "# Policy för skolan\n\n## Ansvar, 50 %\n\nNämnden bör följa upp barnets bästa. Skolan bör motverka rasism.\n\nBrukarna ska få stöd.";

/// Two documents, one that could not be read, against a baseline and with exceptions.
fn judged() -> (Vec<Outcome>, Verdict) {
    let config = Config::parse("genomsyra.toml", SETTINGS, rules()).unwrap();
    let verdict = |outcomes: &[Outcome], known: &Known| {
        let subjects = outcomes.iter().map(|outcome| {
            let path = format!("policyer/{}", outcome.name);
            Subject { outcome, in_force: config.in_force(&path, None, &[]), path }
        });
        Verdict::of(subjects.collect(), rules(), known)
    };
    let today = Date::day(2026, 6, 1).unwrap();
    let nothing = Known { baseline: None, suppressions: Vec::new(), today };
    let before = [analyse("skola é.md", BEFORE)];
    let first = verdict(&before, &nothing);
    let baseline = Baseline::default().after(&first.documents, &before.iter().collect::<Vec<_>>(), true);
    let now = vec![analyse("skola é.md", NOW), unreadable()];
    let plain = verdict(&now, &nothing);
    let print = |rule: &str| {
        let found = plain.documents[0].remarks.iter().find(|judged| judged.remark.rule.id() == rule);
        found.unwrap_or_else(|| panic!("{rule} is not there")).remark.fingerprint.to_string()
    };
    let entry = |print: &str, rule: &str, till: &str| {
        format!(
            "[[undantag]]\nfingeravtryck = \"{print}\"\nregel = \"{rule}\"\ndokument = \"policyer/skola é.md\"\nskal = \"Ny policy i höst.\"\nav = \"Anna\"\ndatum = 2026-01-01\ntill = {till}\n"
        )
    };
    let text = entry(&print("ord-forbjudet"), "ord-forbjudet", "2026-12-31")
        + &entry(&print("skarp-rekommendation"), "skarp-rekommendation", "2026-03-31")
        + &entry("0123456789abcdef", "skarp-vag", "2026-12-31");
    let suppressions: Vec<Arc<Suppression>> = suppressions("undantag.toml", &text).unwrap().into_iter().map(Arc::new).collect();
    let verdict = verdict(&now, &Known { baseline: Some(baseline), suppressions, today });
    (now, verdict)
}

fn written(format: PipelineFormat, options: &Options) -> String {
    let (outcomes, verdict) = judged();
    let mut out = Vec::new();
    GatedReport { outcomes: &outcomes, verdict: &verdict, rules: rules(), options }.write_for(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn english() -> Options {
    Options { language: Language::English, ..Options::default() }
}

#[test]
fn sarif_is_valid_by_the_schema_of_the_standard() {
    let schema: Value = serde_json::from_str(include_str!("../../data/sarif-2.1.0.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for options in [Options::default(), english(), Options { quotes: false, ..Options::default() }] {
        let log: Value = serde_json::from_str(&written(PipelineFormat::Sarif, &options)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    assert!(!validator.is_valid(&serde_json::json!({"version": "2.1.0", "runs": [{}]})), "the schema asks for something");
}

#[test]
fn sarif_tells_every_remark_with_its_state_its_exception_and_its_place() {
    let (outcomes, verdict) = judged();
    let log: Value = serde_json::from_str(&written(PipelineFormat::Sarif, &Options::default())).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let remarks: usize = verdict.documents.iter().map(|document| document.remarks.len() + document.gone.len()).sum();
    assert_eq!(results.len(), remarks);
    let declared = run["tool"]["driver"]["rules"].as_array().unwrap();
    let text = outcomes[0].result.as_ref().unwrap().document.text();
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(declared[index]["id"], result["ruleId"]);
        assert_eq!(result["partialFingerprints"]["genomsyra/v1"].as_str().unwrap().len(), 16);
        let is_reference = result["ruleId"] == "fynd";
        assert_eq!((result["kind"] == "informational", result["level"] == "none"), (is_reference, is_reference), "{result}");
        let physical = &result["locations"][0]["physicalLocation"];
        let artifact = physical["artifactLocation"]["index"].as_u64().unwrap() as usize;
        assert_eq!(run["artifacts"][artifact]["location"]["uri"], physical["artifactLocation"]["uri"]);
        if let Some(snippet) = physical["region"]["snippet"]["text"].as_str() {
            let (from, length) = (physical["region"]["charOffset"].as_u64().unwrap(), physical["region"]["charLength"].as_u64().unwrap());
            assert_eq!(text.chars().skip(from as usize).take(length as usize).collect::<String>(), snippet);
            let line = physical["region"]["startLine"].as_u64().unwrap() as usize;
            let column = physical["region"]["startColumn"].as_u64().unwrap() as usize;
            let rest: String = text.lines().nth(line - 1).unwrap().chars().skip(column - 1).collect();
            assert!(rest.starts_with(snippet) || snippet.starts_with(&rest), "{rest} / {snippet}");
        }
    }
    assert_eq!(run["artifacts"][0]["location"]["uri"], "policyer/skola%20%C3%A9.md");
    let of = |rule: &str| results.iter().find(|result| result["ruleId"] == rule && result["baselineState"] != "absent").unwrap();
    assert_eq!(of("ord-forbjudet")["suppressions"][0]["status"], "accepted");
    assert_eq!(of("skarp-rekommendation")["suppressions"][0]["status"], "rejected");
    assert!(results.iter().all(|result| result["suppressions"].is_array() && result["baselineState"].is_string()), "all or none");
    assert_eq!(of("ord-forbjudet")["baselineState"], "new");
    assert!(results.iter().any(|result| result["baselineState"] == "absent" && result["ruleId"] == "fynd"));
    assert!(results.iter().any(|result| result["baselineState"] == "unchanged"));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false, "one could not be read");
    let stale = run["invocations"][0]["toolConfigurationNotifications"].as_array().unwrap();
    assert!(stale[0]["message"]["text"].as_str().unwrap().contains("0123456789abcdef"));
}

#[test]
fn a_test_report_has_a_test_for_each_demand() {
    let xml = written(PipelineFormat::Junit, &Options::default());
    let report = quick_junit::Report::deserialize_from_str(&xml).unwrap();
    let suite = &report.test_suites[0];
    let told = |name: &str| {
        let case = suite.test_cases.iter().find(|case| case.name.as_str().starts_with(name));
        match case.unwrap_or_else(|| panic!("{name} in {xml}")).status {
            TestCaseStatus::Success { .. } => "passed",
            TestCaseStatus::NonSuccess { .. } => "failed",
            TestCaseStatus::Skipped { .. } => "skipped",
        }
    };
    assert_eq!(told("Dokumentet går att läsa"), "passed");
    assert_eq!(told("krav.omraden = \"barnets-rattigheter\" (genomsyra.toml, rad 5)"), "passed");
    assert_eq!(told("krav.mognad = 2"), "skipped", "it was below before, too");
    assert_eq!(told("krav.led = \"ansvar\""), "failed", "the area lost it");
    assert_eq!(told("Ord som inte ska användas"), "skipped", "it is excused");
    assert!(suite.system_out.as_ref().unwrap().as_str().contains("skarp-rekommendation"));
    assert_eq!((report.test_suites[1].errors, report.test_suites[1].failures), (1, 0), "unread is an error, no failure");
    assert_eq!(report.test_suites[1].test_cases.len(), 4, "demands on it are there, untried");
}

#[test]
fn annotations_begin_with_what_fails() {
    let lines = written(PipelineFormat::Github, &Options::default());
    let kinds: Vec<&str> = lines.lines().map(|line| line.strip_prefix("::").unwrap().split(' ').next().unwrap()).collect();
    assert!(kinds.contains(&"error") && kinds.contains(&"warning") && kinds.contains(&"notice"));
    let errors = kinds.iter().filter(|kind| **kind == "error").count();
    assert!(kinds[..errors].iter().all(|kind| *kind == "error"), "{lines}");
    assert!(lines.lines().all(|line| line.contains(" file=policyer/")), "{lines}");
    assert!(!lines.contains("krav-antal"));
}

#[test]
fn a_code_quality_report_has_unique_fingerprints_and_lines() {
    let report: Value = serde_json::from_str(&written(PipelineFormat::Gitlab, &Options::default())).unwrap();
    let findings = report.as_array().unwrap();
    let mut prints: Vec<&str> = findings.iter().map(|finding| finding["fingerprint"].as_str().unwrap()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), findings.len());
    for finding in findings {
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&finding["severity"].as_str().unwrap()));
        assert!(finding["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
        assert!(!finding["description"].as_str().unwrap().is_empty() && finding["location"]["path"].is_string());
        assert_eq!(finding.as_object().unwrap().len(), 5);
    }
}

#[test]
fn a_summary_says_what_fails_and_what_is_new() {
    let told = |format, options: &Options| written(format, options).replace(&rules().hash()[..8], "[hash]");
    insta::with_settings!({ snapshot_path => "../../data/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("gate-summary", told(PipelineFormat::Summary, &Options::default()));
        insta::assert_snapshot!("gate-github", told(PipelineFormat::Github, &english()));
    });
}

#[test]
fn without_quotations_no_format_holds_text_of_a_document() {
    for (format, name) in PipelineFormat::ALL {
        let told = written(format, &Options { quotes: false, ..Options::default() });
        for words in ["Nämnden bör", "motverka rasism", "Brukarna", "Ansvar, 50", "varje år följa"] {
            assert!(!told.contains(words), "{name}: {words}");
        }
        assert!(written(format, &Options::default()).contains("Nämnden bör"), "{name}");
    }
}

/// One document that nobody demands anything of, and what SARIF says of it.
fn unasked(outcomes: &[Outcome; 1]) -> (Verdict, Value) {
    let known = Known { baseline: None, suppressions: Vec::new(), today: Date::day(2026, 1, 1).unwrap() };
    let subject = Subject { outcome: &outcomes[0], path: "plan.md".into(), in_force: InForce::built_in(Vec::new()) };
    let verdict = Verdict::of(vec![subject], rules(), &known);
    let mut out = Vec::new();
    let report = GatedReport { outcomes, verdict: &verdict, rules: rules(), options: &Options::default() };
    report.write_for(PipelineFormat::Sarif, &mut out).unwrap();
    (verdict, serde_json::from_slice(&out).unwrap())
}

#[test]
fn without_anything_in_force_there_are_only_remarks() {
    let outcomes = [analyse("plan.md", NOW)];
    let (verdict, log) = unasked(&outcomes);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().all(|result| result["level"] != "error" && result.get("baselineState").is_none()));
    assert!(!verdict.fails() && results.len() > 3);
}

#[test]
fn many_results_are_shared_out_over_runs_and_none_is_lost() {
    let sentences: String = (0..2_600).map(|number| format!("Skolan bör i fråga {number} höra barnen om barnets bästa.\n\n")).collect();
    let outcomes = [analyse("plan.md", format!("# Plan\n\n{sentences}"))];
    let (verdict, log) = unasked(&outcomes);
    let runs = log["runs"].as_array().unwrap();
    let sizes: Vec<usize> = runs.iter().map(|run| run["results"].as_array().unwrap().len()).collect();
    assert_eq!((sizes[0], sizes.iter().sum::<usize>(), sizes.len()), (5_000, verdict.documents[0].remarks.len(), 2));
    assert_eq!([&runs[0], &runs[1]].map(|run| run["automationDetails"]["id"].as_str().unwrap()), ["genomsyra/", "genomsyra-2/"]);
}

#[test]
fn json_tells_of_the_gate_where_somebody_asked_and_fits_its_schema() {
    let validator = jsonschema::validator_for(&serde_json::from_str(OUTCOME_SCHEMA).unwrap()).unwrap();
    let (outcomes, verdict) = judged();
    for quotes in [true, false] {
        let mut out = Vec::new();
        let options = Options { quotes, ..Options::default() };
        GatedReport { outcomes: &outcomes, verdict: &verdict, rules: rules(), options: &options }.write(Format::Json, &mut out).unwrap();
        let told: Value = serde_json::from_slice(&out).unwrap();
        let errors: Vec<String> = validator.iter_errors(&told).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
        let gate = &told["documents"][0]["gate"];
        assert_eq!((&gate["path"], &gate["fails"]), (&"policyer/skola é.md".into(), &true.into()));
        assert_eq!(gate["remarks"].as_array().unwrap().len(), verdict.documents[0].remarks.len());
        let excused = gate["remarks"].as_array().unwrap().iter().find(|remark| remark["rule"] == "ord-forbjudet").unwrap();
        assert_eq!((&excused["fails"], &excused["exception"]["by"]), (&false.into(), &"Anna".into()));
        assert_eq!(gate["gone"][0]["sentence"].is_string(), quotes);
        assert_eq!(gate["stale"][0]["fingerprint"], "0123456789abcdef");
    }
    let mut out = Vec::new();
    let (verdict, options) = (Verdict::default(), Options::default());
    GatedReport { outcomes: &outcomes, verdict: &verdict, rules: rules(), options: &options }.write(Format::Json, &mut out).unwrap();
    let told: Value = serde_json::from_slice(&out).unwrap();
    assert!(told["documents"][0]["gate"].is_null());
}

#[test]
fn a_memo_ends_with_the_demands_where_somebody_asked() {
    let (outcomes, verdict) = judged();
    let memo = |verdict: &Verdict| {
        let mut out = Vec::new();
        let options = Options::default();
        GatedReport { outcomes: &outcomes, verdict, rules: rules(), options: &options }.write(Format::Markdown, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let told = memo(&verdict);
    let (_, section) = told.split_once("\n## Krav\n").expect("it has the section");
    assert!(section.contains("| policyer/skola é.md | ✗ klarar inte kraven |") && section.contains("krav-led"), "{section}");
    assert!(!memo(&Verdict::default()).contains("## Krav"));
}
