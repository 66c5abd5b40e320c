//! What people and programs read: snapshots of the terminal report, the JSON against its schema, and promises that hold for every report.

use genomsyra::outcome::Outcome;
use genomsyra::report::{Format, Language, OUTCOME_SCHEMA, Options, write_outcomes};
use genomsyra::run::Analyser;
use genomsyra::text::{DocumentBuilder, Format as FileFormat, Origin, PageStart, Place, Problem, ProblemCode};
use serde_json::Value;

use super::helpers::{analyse, rules, unreadable, version};

const POLICY: &str = include_str!("../data/report/policy.md");
const PLAN: &str = include_str!("../data/report/plan.md");

/// A document with pages, of which two are images.
fn half_scanned() -> Outcome {
    let mut builder = DocumentBuilder::new(Origin { name: "plan.pdf".into(), format: FileFormat::Pdf, title: None, producer: None });
    for number in 1..=5 {
        builder.begin_page(PageStart { number, label: None });
        match number {
            1 => builder.heading(1, "Plan för lika rättigheter"),
            3 | 4 => builder.problem(Problem::warning(ProblemCode::ScannedPage, Place::Page(number), "")),
            _ => builder.paragraph("Socialnämnden ska varje år redovisa hur barnets bästa har prövats."),
        }
    }
    let analysis = Analyser::new(rules()).judge(builder.finish());
    Outcome { name: "plan.pdf".into(), bytes: 4096, sha256: "1".repeat(64), rules: version(), result: Ok(analysis) }
}

fn written(outcomes: &[Outcome], format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    write_outcomes(outcomes, rules(), format, options, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn at_width(width: usize, language: Language) -> Options {
    Options { width: Some(width), language, ..Options::default() }
}

/// A document with many areas, long sentences and a long title.
fn crowded() -> Outcome {
    let areas = [
        "barnets bästa",
        "jämställdhet",
        "diskriminering",
        "nationella minoriteter",
        "personer med funktionsnedsättning",
        "rasism",
        "hbtqi-personer",
    ];
    let mut text = format!("# Policy för {}\n", "mycket långa rubriker och ".repeat(6));
    for (n, area) in areas.iter().cycle().take(60).enumerate() {
        text.push_str(&format!(
            "\n## Del {n}\n\nNämnden för ärende {n} ska varje år redovisa sitt arbete för eller mot {area} för kommunfullmäktige, {}.\n",
            "med hänsyn till alla som berörs ".repeat(9)
        ));
    }
    analyse("policy.md", &text)
}

#[test]
fn older_words_are_told_in_every_report_but_not_of_documents_from_their_time() {
    let text = |title: &str| format!("# {title}\n\nHandikappade barn ska höras om barnets bästa.\n");
    let now = analyse("program.md", text("Program för barn"));
    let then = analyse("program.md", text("Program för barn 1998"));
    for format in [Format::Terminal, Format::Markdown, Format::Html, Format::Json] {
        let told = written(std::slice::from_ref(&now), format, &at_width(400, Language::Swedish));
        assert!(told.contains("Socialstyrelsens termbank avråder"), "{told}");
        let english = written(std::slice::from_ref(&now), format, &at_width(400, Language::English));
        assert!(english.contains("has advised against the word since 2007"), "{english}");
        assert!(!written(std::slice::from_ref(&then), format, &Options::default()).contains("Socialstyrelsens termbank"));
    }
    assert_eq!(now.result.unwrap().score, then.result.unwrap().score, "wording does not touch the score");
}

#[test]
fn a_policy_a_plan_and_an_unreadable_file_read_well_in_both_languages() {
    let documents = [("policy", analyse("policy.md", POLICY)), ("plan", analyse("plan.md", PLAN)), ("unreadable", unreadable())];
    // Which rules these are changes with every rule.
    let which = format!("{} ({})", rules().version(), rules().hash().chars().take(8).collect::<String>());
    for (name, outcome) in documents {
        for (language, code) in Language::ALL {
            let text =
                written(std::slice::from_ref(&outcome), Format::Terminal, &at_width(80, language)).replace(&which, "#.#.# (########)");
            insta::with_settings!({ snapshot_path => "../data/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("report-{name}-{code}"), text);
            });
        }
    }
}

#[test]
fn the_verdict_fits_one_screen() {
    for outcome in [crowded(), analyse("policy.md", POLICY), analyse("plan.md", PLAN), half_scanned()] {
        for width in [80, 100] {
            let text = written(std::slice::from_ref(&outcome), Format::Terminal, &at_width(width, Language::Swedish));
            let end = text
                .lines()
                .position(|l| ["Område för område", "Lagar och konventioner"].contains(&l))
                .expect("something follows the verdict");
            assert!(end <= 41, "{end} lines at width {width}:\n{text}");
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let outcomes = [crowded(), analyse("policy.md", POLICY), unreadable(), half_scanned()];
    for width in [40, 60, 80, 100] {
        let options = Options { explain: true, ..at_width(width, Language::English) };
        for text in [written(&outcomes[..1], Format::Terminal, &options), written(&outcomes, Format::Terminal, &options)] {
            let widest = text.lines().map(|l| l.chars().count()).max();
            assert!(widest <= Some(width), "{widest:?} at {width}");
        }
    }
}

#[test]
fn what_could_not_be_read_is_told_before_the_level() {
    let text = written(&[half_scanned()], Format::Terminal, &at_width(80, Language::Swedish));
    let problem = text.find("Sida 3–4 är en bild utan text.").expect("the scanned pages are told together");
    assert!(problem < text.find("NIVÅ").expect("the document is judged all the same"));
    assert!(text.contains("inte bedömt") && text.contains("Nämns inte i det som lästes") && text.contains("(sida\u{a0}2)"), "{text}");
    let lost = written(&[unreadable()], Format::Terminal, &at_width(80, Language::Swedish));
    assert!(lost.contains("KUNDE INTE GRANSKAS") && !lost.contains("Nämns inte") && !lost.contains("NIVÅ"), "{lost}");
}

#[test]
fn a_word_in_another_sense_is_told_with_its_meaning() {
    let examples = rules().false_friends().iter().flat_map(|f| f.examples.iter().map(move |e| (f, e)));
    let mut told = 0;
    for (friend, example) in examples {
        let outcome = [analyse("exempel.md", example)];
        if !outcome[0].is_judged() {
            continue;
        }
        let json: Value = serde_json::from_str(&written(&outcome, Format::Json, &Options::default())).expect("JSON");
        let ignored = json["ignored"].as_array().expect("a list");
        if ignored.iter().any(|i| i["reason"] == "false-friend" && i["false_friend"] == friend.id.as_str()) {
            let text = written(&outcome, Format::Terminal, &Options { width: Some(110), ..Options::default() });
            let words = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words(&text).contains(&words(&format!("betyder här: {}", friend.meaning))), "{text}");
            told += 1;
        }
        if told == 5 {
            return;
        }
    }
    panic!("only {told} examples are set aside by their false friend");
}

#[test]
fn without_quotes_no_text_of_the_document_leaves() {
    // Every sentence, heading and cell holds a word that stands nowhere else.
    let secret = "zxqv";
    let text = POLICY
        .lines()
        .map(|l| if l.is_empty() || l.starts_with("|-") { l.to_string() } else { l.replacen(' ', &format!(" {secret} "), 1) });
    let text = text.collect::<Vec<_>>().join("\n");
    let outcome = [analyse("policy.md", &text)];
    let shown = Options { explain: true, ..Options::default() };
    let hidden = Options { quotes: false, ..shown.clone() };
    for format in [Format::Terminal, Format::Json] {
        assert!(written(&outcome, format, &shown).contains(secret));
        let text = written(&outcome, format, &hidden);
        assert!(!text.contains(secret) && !text.contains("Lindhult") && !text.contains("Elevråden"), "{text}");
    }
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let mut builder =
        DocumentBuilder::new(Origin { name: "plan\u{1b}[2J.md".into(), format: FileFormat::Markdown, title: None, producer: None });
    builder.heading(1, "Plan \u{1b}]0;kapad\u{7} för barnets rättigheter");
    builder.paragraph("Nämnden ska pröva barnets bästa \u{9b}31m före beslut \u{202e}2027.");
    let analysis = Analyser::new(rules()).judge(builder.finish());
    let outcome = Outcome { name: "plan\u{1b}[2J.md".into(), bytes: 1, sha256: "2".repeat(64), rules: version(), result: Ok(analysis) };
    let text = written(&[outcome], Format::Terminal, &Options { explain: true, ..Options::default() });
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
}

#[test]
fn colour_adds_nothing_but_colour() {
    let outcome = [analyse("policy.md", POLICY)];
    let plain = written(&outcome, Format::Terminal, &at_width(90, Language::Swedish));
    let coloured = written(&outcome, Format::Terminal, &Options { colour: true, ..at_width(90, Language::Swedish) });
    let codes = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a valid pattern");
    assert_ne!(plain, coloured);
    assert_eq!(plain, codes.replace_all(&coloured, ""));
}

/// Thousands of findings in one section: nothing may be counted from the start each time.
fn huge() -> Outcome {
    let mut text = String::from("# Handlingsplan för barnets rättigheter\n\n");
    for n in 0..3000 {
        text.push_str(&format!(
            "Socialnämnden ska i ärende nummer {n} redovisa hur barnets bästa och jämställdhet har prövats före 2027.\n\n"
        ));
    }
    analyse("handlingsplan.md", &text)
}

#[test]
fn json_keeps_its_schema() {
    let schema: Value = serde_json::from_str(OUTCOME_SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let outcomes = [
        analyse("policy.md", POLICY),
        analyse("plan.md", PLAN),
        analyse("tom.md", ""),
        analyse("rubrik.md", "# Bara en rubrik\n"),
        unreadable(),
        half_scanned(),
    ];
    let check = |outcomes: &[Outcome], options: &Options| -> Value {
        let value: Value = serde_json::from_str(&written(outcomes, Format::Json, options)).expect("the report is JSON");
        if let Some(error) = validator.iter_errors(&value).next() {
            panic!("{error} at {}", error.instance_path());
        }
        value
    };
    for options in [Options::default(), Options { quotes: false, language: Language::English, ..Options::default() }] {
        for outcome in &outcomes {
            let value = check(std::slice::from_ref(outcome), &options);
            assert_eq!(value["schema"], "genomsyra.outcome/1");
            assert_eq!(value["judged"], outcome.is_judged());
        }
        let value = check(&outcomes, &options);
        assert_eq!(value["documents"].as_array().map(Vec::len), Some(outcomes.len()));
    }
    let value = check(&[huge()], &Options::default());
    assert!(value["findings"].as_array().is_some_and(|f| f.len() >= 6000));
    // The schema is no open door.
    let mut broken = value;
    broken["findings"][0]["level"] = 6.into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn places_in_json_lead_back_to_the_text() {
    let outcome = analyse("policy.md", POLICY);
    let value: Value = serde_json::from_str(&written(std::slice::from_ref(&outcome), Format::Json, &Options::default())).expect("JSON");
    let text = outcome.result.as_ref().expect("read").document.text();
    let characters: Vec<char> = text.chars().collect();
    let at = |span: &Value, key: &str| span[key].as_u64().expect("a number") as usize;
    let findings = value["findings"].as_array().expect("a list");
    assert!(findings.len() > 10);
    for finding in findings.iter().chain(value["ignored"].as_array().expect("a list")) {
        let (span, matched) = (&finding["span"], finding["match"].as_str().expect("quoted"));
        assert_eq!(&text[at(span, "start")..at(span, "end")], matched);
        assert_eq!(characters[at(span, "char_start")..at(span, "char_end")].iter().collect::<String>(), matched);
        assert!(finding["unit"]["text"].as_str().expect("quoted").contains(matched));
    }
    for area in value["areas"].as_array().expect("a list") {
        let strongest = &findings[area["strongest"].as_u64().expect("every area has a finding") as usize];
        assert_eq!(strongest["level"], area["level"]);
        assert!(strongest["ids"].as_array().expect("a list").contains(&area["id"]));
    }
}

#[test]
fn the_same_outcomes_give_the_same_bytes() {
    for format in [Format::Terminal, Format::Json] {
        let options = Options { explain: true, ..Options::default() };
        let once = written(&[analyse("policy.md", POLICY), analyse("plan.md", PLAN)], format, &options);
        assert_eq!(once, written(&[analyse("policy.md", POLICY), analyse("plan.md", PLAN)], format, &options));
    }
}
