//! Reviews: what a rejected finding does to the rest of a document, the file that holds them, and the program.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use genomsyra::finding::{Reason, Status};
use genomsyra::fingerprint::Sentence;
use genomsyra::gate::{InForce, Known, Subject, Verdict};
use genomsyra::outcome::{Analysis, Outcome};
use genomsyra::report::{Format, GatedReport, Language, OUTCOME_SCHEMA, Options, PipelineFormat, write_outcomes};
use genomsyra::review::{Answer, Review, Reviews, reviews, with_reviews};
use genomsyra::run::Analyser;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use crate::gate::scripts::run_script;
use crate::helpers::rules;

fn review(sentence: &str, area: &str, answer: Answer) -> Review {
    Review {
        fingerprint: Sentence::of(sentence).about(area),
        answer,
        area: area.into(),
        document: "rutin.md".into(),
        sentence: sentence.into(),
        reason: "Handlar om behörigheter <i> ett IT-system.".into(),
        by: "Anna Andersson".into(),
        date: "2026-11-22".parse().unwrap(),
        line: 0,
    }
}

fn reviewed(text: &str, all: Vec<Review>) -> Outcome {
    let reviews = Arc::new(Reviews::new(all));
    let mut analyser = Analyser::new(rules());
    analyser.reviews = Some(Arc::clone(&reviews));
    let mut outcome = analyser.analyse(text.as_bytes(), "rutin.md");
    if let Some(reviewed) = outcome.result.as_mut().ok().and_then(|analysis| analysis.reviewed.as_mut()) {
        reviewed.own = reviews.said_of("rutin.md", &[]);
    }
    outcome
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    fall: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    vad: String,
    text: String,
    avvisa: Vec<(String, String)>,
    satt_at_sidan: usize,
    #[serde(default)]
    bars_inte_vidare: Vec<String>,
    omraden: Vec<String>,
    blir: BTreeMap<String, String>,
}

/// The ids of a sentence, of its first place; those that it inherits in parentheses.
fn about(analysis: &Analysis, sentence: &str) -> String {
    let document = &analysis.document;
    let unit = analysis.findings.units.iter().find(|unit| document.slice(document.units()[unit.unit as usize].span) == sentence);
    let unit = unit.unwrap_or_else(|| panic!("no sentence {sentence:?}"));
    let names = |areas| rules().taxonomy().names(areas).into_iter().filter(|id| !id.starts_with("grund-")).collect::<Vec<_>>().join(" ");
    let (own, inherited) = (names(unit.areas), names(unit.inherited));
    if inherited.is_empty() { own } else { format!("{own}({inherited})") }
}

#[test]
fn what_is_rejected_counts_nowhere() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/review/scan.toml");
    let cases: Cases = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for case in cases.fall {
        let all = case.avvisa.iter().map(|(sentence, area)| review(sentence, area, Answer::Rejected)).collect();
        let outcome = reviewed(&case.text, all);
        let analysis = outcome.result.as_ref().unwrap();
        let rejected = analysis.findings.findings.iter().filter(|f| matches!(f.status, Status::Ignored(Reason::Rejected(_))));
        let told = rejected.map(|f| (f.unit, f.areas)).collect::<HashSet<_>>().len();
        if told != case.satt_at_sidan {
            wrong.push(format!("{}: {told} avvisade", case.vad));
        }
        let document = &analysis.document;
        let carried = analysis.findings.not_carried.iter().map(|n| document.slice(document.units()[n.unit as usize].span));
        let carried: Vec<&str> = carried.collect();
        // A sentence with an own finding that would also have inherited the area is told once, by its finding.
        if !case.bars_inte_vidare.iter().all(|sentence| carried.contains(&sentence.as_str())) {
            wrong.push(format!("{}: {carried:?}", case.vad));
        }
        let mut areas: Vec<&str> =
            analysis.score.as_ref().unwrap().areas.iter().map(|a| rules().taxonomy().area(a.area).id.as_str()).collect();
        areas.sort_unstable();
        let mut expected = case.omraden;
        expected.sort_unstable();
        if areas != expected {
            wrong.push(format!("{}: {areas:?}", case.vad));
        }
        for (sentence, expected) in &case.blir {
            let found = about(analysis, sentence);
            if found != *expected {
                wrong.push(format!("{}: {sentence:?} blir {found:?}", case.vad));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const DOCUMENT: &str = "# Rutin\n\nNämnden ska höra barn innan beslut.\n\nJämställdhet mellan kvinnor och män ska råda.\n";
const SAID: &str = "Nämnden ska höra barn innan beslut.";

fn written(outcome: &Outcome, format: Format, options: &Options) -> Vec<u8> {
    let mut out = Vec::new();
    write_outcomes(std::slice::from_ref(outcome), rules(), format, options, &mut out).unwrap();
    out
}

#[test]
fn every_format_tells_who_rejected_what_and_why() {
    let gone = Review { reason: "Gäller en annan fråga.".into(), ..review("En mening som inte finns.", "hbtqi", Answer::Rejected) };
    let outcome = reviewed(DOCUMENT, vec![review(SAID, "barnets-rattigheter", Answer::Rejected), gone]);
    for (language, said, stale) in [
        (Language::Swedish, "avvisad av Anna Andersson 2026-11-22", "Bedömningar som inte gäller något längre"),
        (Language::English, "rejected by Anna Andersson 2026-11-22", "Reviews that no longer hold for anything"),
    ] {
        for quotes in [true, false] {
            let options = Options { language, quotes, width: Some(400), ..Options::default() };
            for format in [Format::Terminal, Format::Html, Format::Markdown, Format::Csv] {
                let text = String::from_utf8(written(&outcome, format, &options)).unwrap();
                assert!(text.contains(said), "{format:?} {language:?} {quotes}:\n{text}");
                assert!(text.contains("IT-system"), "{format:?}");
                assert_eq!(text.contains(stale), format != Format::Csv, "{format:?}");
                assert!(quotes || !text.contains("som inte finns"), "{format:?} quotes the review");
            }
            for (format, name, both) in
                [(Format::Word, "rutin.docx", [said, stale]), (Format::Xlsx, "rutin.xlsx", [said, "Gäller en annan fråga"])]
            {
                let document = crate::helpers::analyse(name, written(&outcome, format, &options)).result.unwrap().document;
                assert!(both.iter().all(|words| document.text().contains(words)), "{format:?} {language:?}: {}", document.text());
            }
        }
    }
    let html = String::from_utf8(written(&outcome, Format::Html, &Options::default())).unwrap();
    assert!(html.contains("behörigheter &lt;i&gt; ett") && !html.contains("<i>"), "what people write is escaped");
}

/// On one line, however wide the page was.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const CARRIED: &str = "Nämnden ska senast den 1 mars varje år redovisa resultatet till kommunstyrelsen.";

#[test]
fn a_sentence_that_only_carries_a_reference_on_is_judged_as_others_are() {
    let text = format!("# Rutin\n\n{SAID} {CARRIED}\n");
    let json =
        |all: Vec<Review>| -> Value { serde_json::from_slice(&written(&reviewed(&text, all), Format::Json, &Options::default())).unwrap() };
    let print = Sentence::of(CARRIED).about("barnets-rattigheter").to_string();
    assert_eq!(json(Vec::new())["chain"][0]["fingerprints"][0], print.as_str());
    let accepted = json(vec![review(CARRIED, "barnets-rattigheter", Answer::Accepted)]);
    assert_eq!(accepted["chain"][0]["accepted"][0]["by"], "Anna Andersson");
    assert_eq!(accepted["stale_reviews"], Value::Array(vec![]));

    let outcome = reviewed(&text, vec![review(CARRIED, "barnets-rattigheter", Answer::Rejected)]);
    let rejected = json(vec![review(CARRIED, "barnets-rattigheter", Answer::Rejected)]);
    assert_eq!((&rejected["chain"], &rejected["stale_reviews"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    let set_aside = &rejected["ignored"][0];
    assert_eq!((&set_aside["reason"], &set_aside["match"], &set_aside["rule"]), (&"rejected".into(), &Value::Null, &Value::Null));
    assert_eq!(set_aside["review"]["fingerprint"], print.as_str());
    let schema = jsonschema::validator_for(&serde_json::from_str::<Value>(OUTCOME_SCHEMA).unwrap()).unwrap();
    assert!(schema.is_valid(&rejected) && schema.is_valid(&accepted));
    for quotes in [true, false] {
        let options = Options { quotes, width: Some(400), ..Options::default() };
        for format in [Format::Terminal, Format::Html, Format::Markdown, Format::Csv] {
            let told = String::from_utf8(written(&outcome, format, &options)).unwrap();
            assert_eq!(flat(&told).matches("avvisad av Anna Andersson").count(), 1, "{format:?} {quotes}: {told}");
        }
    }
    let why = Options { why: Some("senast den 1 mars".into()), width: Some(400), ..Options::default() };
    let told = flat(&String::from_utf8(written(&outcome, Format::Terminal, &why)).unwrap());
    assert!(told.contains("Räknas inte.") && told.contains("Barnets rättigheter: avvisad av Anna") && told.contains(&print), "{told}");
    assert!(!told.contains("Ingen regel"), "{told}");
    let record = genomsyra::archive::Record::of(&outcome, rules());
    let hit = record.sentences.iter().flat_map(|sentence| &sentence.hits).find(|hit| hit.ignored.is_some()).unwrap();
    assert!(hit.cause.is_empty() && hit.meaning.as_deref().unwrap().contains("Anna Andersson"));
}

#[test]
fn json_holds_what_other_programs_need_to_write_reviews() {
    let schema = jsonschema::validator_for(&serde_json::from_str::<Value>(OUTCOME_SCHEMA).unwrap()).unwrap();
    let json = |outcome: &Outcome| -> Value {
        let value = serde_json::from_slice(&written(outcome, Format::Json, &Options::default())).unwrap();
        let errors: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        value
    };
    let bare = json(&reviewed(DOCUMENT, Vec::new()));
    let finding = &bare["findings"][0];
    assert_eq!(finding["ids"][0], "barnets-rattigheter");
    assert_eq!(finding["fingerprints"][0], Sentence::of(SAID).about("barnets-rattigheter").to_string());
    assert_eq!((&finding["accepted"], &bare["stale_reviews"]), (&Value::Array(vec![]), &Value::Array(vec![])));

    let accepted = json(&reviewed(DOCUMENT, vec![review(SAID, "barnets-rattigheter", Answer::Accepted)]));
    assert_eq!(accepted["findings"][0]["accepted"][0]["by"], "Anna Andersson");
    assert_eq!(accepted["score"], bare["score"], "what is accepted counts as before");

    let all = vec![review(SAID, "barnets-rattigheter", Answer::Rejected), review("Borta.", "hbtqi", Answer::Accepted)];
    let rejected = json(&reviewed(DOCUMENT, all));
    let set_aside = rejected["ignored"].as_array().unwrap().iter().find(|ignored| ignored["reason"] == "rejected").unwrap();
    assert_eq!((&set_aside["review"]["answer"], &set_aside["review"]["date"]), (&"rejected".into(), &"2026-11-22".into()));
    assert_eq!(rejected["stale_reviews"][0]["id"], "hbtqi");
}

#[test]
fn pages_carry_what_a_finding_is_known_by_and_who_accepted_it() {
    let print = Sentence::of(SAID).about("barnets-rattigheter").to_string();
    let known = format!("data-fingerprint=\"{print}\" data-area=\"barnets-rattigheter\"");
    let page = |all: Vec<Review>| String::from_utf8(written(&reviewed(DOCUMENT, all), Format::Html, &Options::default())).unwrap();
    let bare = page(Vec::new());
    assert!(bare.contains(&known));
    let accepted = page(vec![review(SAID, "barnets-rattigheter", Answer::Accepted)]);
    assert!(accepted.contains(&known) && accepted.contains("✓ godtagen av Anna Andersson 2026-11-22"), "{accepted}");
    let rejected = page(vec![review(SAID, "barnets-rattigheter", Answer::Rejected)]);
    assert!(rejected.contains(&known), "what is rejected can be taken back");
    let nobody = String::from_utf8(written(&crate::helpers::analyse("rutin.md", DOCUMENT), Format::Html, &Options::default())).unwrap();
    assert_eq!(nobody, bare, "a file without reviews says no more than none");
}

#[test]
fn the_last_word_holds() {
    let first = review(SAID, "barnets-rattigheter", Answer::Rejected);
    let later = Review { answer: Answer::Accepted, date: "2026-12-01".parse().unwrap(), ..first.clone() };
    for all in [vec![first.clone(), later.clone()], vec![later.clone(), first.clone()]] {
        let reviews = Reviews::new(all);
        assert_eq!(reviews.of(first.fingerprint).map(|review| review.answer), Some(Answer::Accepted));
        assert!(reviews.rejected().is_none() && reviews.digest().is_empty());
    }
    let other = Review { reason: "Ett annat skäl.".into(), ..first.clone() };
    assert_eq!(Reviews::new([first.clone()]).digest(), Reviews::new([first.clone(), first.clone()]).digest());
    assert_ne!(Reviews::new([first]).digest(), Reviews::new([other]).digest());
}

#[test]
fn code_scanning_is_told_of_rejected_findings_as_suppressed_ones() {
    let outcome =
        reviewed(DOCUMENT, vec![review(SAID, "barnets-rattigheter", Answer::Rejected), review("Borta.", "hbtqi", Answer::Accepted)]);
    let known = Known { baseline: None, suppressions: Vec::new(), today: "2026-11-23".parse().unwrap() };
    let subject = Subject { outcome: &outcome, path: "rutin.md".into(), in_force: InForce::built_in(Vec::new()) };
    let verdict = Verdict::of(vec![subject], rules(), &known);
    let (mut out, options) = (Vec::new(), Options::default());
    let report = GatedReport { outcomes: std::slice::from_ref(&outcome), verdict: &verdict, rules: rules(), options: &options };
    report.write_for(PipelineFormat::Sarif, &mut out).unwrap();
    let log: Value = serde_json::from_slice(&out).unwrap();
    let schema: Value = serde_json::from_str(include_str!("../data/sarif-2.1.0.schema.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&log));
    let print = Sentence::of(SAID).about("barnets-rattigheter").to_string();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let rejected: Vec<&Value> = results.iter().filter(|r| r["partialFingerprints"]["genomsyraBedomning/v1"] == print.as_str()).collect();
    let [rejected] = rejected.as_slice() else { panic!("{results:#?}") };
    assert_eq!((&rejected["ruleId"], &rejected["suppressions"][0]["status"]), (&"fynd".into(), &"accepted".into()));
    assert!(rejected["suppressions"][0]["justification"].as_str().unwrap().starts_with("Avvisad av Anna Andersson 2026-11-22"));
    let told = log["runs"][0]["invocations"][0]["toolConfigurationNotifications"].to_string();
    assert!(told.contains("inte gäller något längre"), "{told}");
}

const FILE: &str = r#"# Våra bedömningar, se beslut 2026-3.

[[bedomning]]
fingeravtryck = "0a1b2c3d4e5f6071"   # it
svar = "avvisad"
omrade = "barnets-rattigheter"
dokument = "policyer/it.docx"
mening = "Behörigheter och rättigheter …"
skal = "Handlar om behörigheter i ett IT-system."
av = "Anna Andersson"
datum = 2026-11-22

# Sist i filen.
"#;

fn read(text: &str) -> Result<Vec<Review>, Vec<(usize, String)>> {
    reviews("x.toml", text, rules()).map_err(|errors| errors.0.into_iter().map(|error| (error.line, error.message)).collect())
}

#[test]
fn every_mistake_is_told_with_its_line() {
    assert_eq!(read(FILE).unwrap().len(), 1);
    for (from, to, line, words) in [
        ("skal = \"Handlar om behörigheter i ett IT-system.\"\n", "", 3, "den som avvisar ett fynd säger varför"),
        ("av = \"Anna Andersson\"", "av = \"\"", 10, "`av` är tom"),
        ("0a1b2c3d4e5f6071", "0a1b", 4, "inget fingeravtryck"),
        ("\"avvisad\"", "\"avvisat\"", 5, "menade du `avvisad`?"),
        ("barnets-rattigheter", "barnets-rattighet", 6, "menade du `barnets-rattigheter`?"),
        ("datum = 2026-11-22", "datum = \"i går\"", 11, "inget datum"),
        ("dokument =", "dokumnet =", 7, "menade du `dokument`?"),
        ("[[bedomning]]", "[[bedömning]]", 3, ""),
        ("[[bedomning]]", "[[bedomningar]]", 3, "menade du `bedomning`?"),
    ] {
        let errors = read(&FILE.replace(from, to)).unwrap_err();
        assert!(errors.iter().any(|(own, message)| *own == line && message.contains(words)), "{to}: {errors:#?}");
    }
    let errors = read(&FILE.replace("avvisad", "nej").replace("datum", "dag").replace("0a1b2c3d4e5f6071", "x")).unwrap_err();
    assert!(errors.len() >= 3, "all mistakes at once: {errors:#?}");
    assert!(read(&FILE.replace("avvisad", "godtagen").replace("skal = \"Handlar om behörigheter i ett IT-system.\"\n", "")).is_ok());
}

#[test]
fn what_people_have_written_stays() {
    let new = Review { fingerprint: "ffffffffffffffff".parse().unwrap(), ..review(SAID, "hbtqi", Answer::Rejected) };
    let written = with_reviews("x.toml", FILE, std::slice::from_ref(&new), rules()).unwrap();
    for line in FILE.lines() {
        assert!(written.contains(line), "{line:?} is gone from\n{written}");
    }
    let back = read(&written).unwrap();
    assert_eq!(back.len(), 2);
    assert_eq!(Review { line: 0, ..back[1].clone() }, new);

    let renewed = Review { fingerprint: back[0].fingerprint, answer: Answer::Accepted, reason: String::new(), ..new };
    let written = with_reviews("x.toml", FILE, &[renewed], rules()).unwrap();
    let back = read(&written).unwrap();
    assert_eq!((back.len(), back[0].answer, back[0].reason.as_str()), (1, Answer::Accepted, ""));
    assert!(written.contains("# it") && written.contains("# Sist i filen.") && !written.contains("skal"), "{written}");
    assert!(with_reviews("x.toml", "[[bedomning]]\nsvar = 1\n", &[], rules()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in the file: it is read, or every mistake has a line of it.
    #[test]
    fn any_file_is_read_or_told_of(cut in 0..FILE.len(), junk in "\\PC{0,12}", to in 0..FILE.len()) {
        let at = |n: usize| (0..=n).rev().find(|n| FILE.is_char_boundary(*n)).unwrap_or(0);
        let (from, to) = (at(cut.min(to)), at(cut.max(to)));
        let text = format!("{}{junk}{}", &FILE[..from], &FILE[to..]);
        match read(&text) {
            Ok(all) => {
                let again = with_reviews("x.toml", &text, &all, rules()).unwrap();
                let bare = |all: Vec<Review>| all.into_iter().map(|review| Review { line: 0, ..review }).collect::<Vec<_>>();
                prop_assert_eq!(bare(read(&again).unwrap()), bare(all));
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                for (line, message) in errors {
                    prop_assert!(!message.is_empty() && line <= text.lines().count() + 1, "{}: {}", line, message);
                }
            }
        }
    }

    /// Whatever people write comes back.
    #[test]
    fn what_is_written_is_read(reason in "\\PC{1,40}", by in "\\PC{1,20}", sentence in "\\PC{0,40}") {
        let trimmed = |text: &str| text.trim().to_string();
        prop_assume!(!trimmed(&reason).is_empty() && !trimmed(&by).is_empty());
        let one = Review {
            reason: trimmed(&reason),
            by: trimmed(&by),
            sentence: trimmed(&sentence),
            ..review(SAID, "barnets-rattigheter", Answer::Rejected)
        };
        let text = with_reviews("x.toml", FILE, std::slice::from_ref(&one), rules()).unwrap();
        let back = read(&text).unwrap();
        prop_assert_eq!(Review { line: 0, ..back[1].clone() }, one);
    }
}

#[test]
fn a_finding_is_rejected_and_taken_back() {
    run_script("review/scenario.toml");
}
