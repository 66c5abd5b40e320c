//! Views over the findings: what counts as evidence under a heading, how headings are graded, and how that is told.

use std::sync::LazyLock;

use genomsyra::outcome::{Analysis, Outcome, RuleSetVersion};
use genomsyra::report::{Format, Language, Options, write_outcomes};
use genomsyra::rule::{ChainLink, RuleFile, RuleSet, built_in_files, overlay};
use genomsyra::run::Analyser;
use genomsyra::score::{Grade, HeadingReading};
use serde_json::Value;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::from_files(&built_in_files()).unwrap_or_else(|errors| panic!("{errors}")));

fn analyse(rules: &RuleSet, text: &str) -> Analysis {
    Analyser::new(rules).analyse(text.as_bytes(), "prov.md").result.unwrap()
}

/// What the document shows of a heading.
fn heading(rules: &RuleSet, analysis: &Analysis, id: &str) -> HeadingReading {
    let place = rules.lens_headings().iter().position(|h| h.id == id).unwrap_or_else(|| panic!("no heading {id}"));
    let mut all = analysis.score.iter().flat_map(|s| &s.lenses).flat_map(|lens| &lens.headings);
    all.find(|h| h.heading as usize == place).unwrap().clone()
}

fn sentences<'a>(analysis: &'a Analysis, told: &HeadingReading) -> Vec<&'a str> {
    told.units.iter().map(|u| analysis.document.slice(analysis.document.units()[*u as usize].span)).collect()
}

/// The only sentence of a document without other rights, under a heading.
#[track_caller]
fn shows(id: &str, sentence: &str, expected: bool) {
    let analysis = analyse(&RULES, &format!("# Plan för drift\n\nLokalerna städas varje dag.\n\n{sentence}\n"));
    let told = heading(&RULES, &analysis, id);
    assert_eq!(!told.units.is_empty(), expected, "{id}: {sentence}");
}

#[test]
fn a_sentence_is_evidence_when_it_bears_a_mark_and_keeps_the_demands() {
    shows("mr-kommun.kunskap", "Alla chefer ska gå en utbildning i barnets rättigheter.", true);
    // A right to education is no training of staff; training in something else is no knowledge of rights.
    shows("mr-kommun.kunskap", "Alla barn har rätt till en likvärdig utbildning.", false);
    shows("mr-kommun.kunskap", "Alla chefer ska gå en utbildning i brandskydd.", false);
    shows("mr-kommun.dilemman", "När barnets bästa och andra intressen står mot varandra ska nämnden redovisa sin avvägning.", true);
    shows("mr-kommun.dilemman", "När klimat och ekonomi står mot varandra ska nämnden redovisa sin avvägning.", false);
    shows("mr-kommun.avtal", "I alla avtal ska det skrivas in att leverantören inte får diskriminera någon.", true);
    shows("mr-kommun.avtal", "I alla avtal ska priset skrivas in.", false);
    shows("mr-kommun.folja-upp", "Socialnämnden ska varje år redovisa hur barnets bästa har prövats.", true);
    shows("mr-kommun.folja-upp", "Barnets bästa ska prövas.", false);
    shows("aktiva-atgarder.undersoka", "HR ska varje år undersöka risker för diskriminering på arbetsplatserna.", true);
    shows("aktiva-atgarder.undersoka", "HR ska varje år undersöka luften i lokalerna.", false);
    shows("roller.demokratiaktor", "Invånare ska ha inflytande över hur parken byggs.", true);
}

#[test]
fn a_goal_of_the_agenda_is_touched_by_its_area_or_by_its_name() {
    shows("agenda2030.mal-05", "Nämnden ska arbeta för jämställdhet mellan kvinnor och män.", true);
    shows("agenda2030.mal-13", "Planen bidrar till mål 13 i Agenda 2030.", true);
    shows("agenda2030.mal-13", "Planen bidrar till mål 3 i Agenda 2030.", false);
    shows("agenda2030.mal-13", "Laget gjorde 13 mål.", false);
}

#[test]
fn in_a_document_about_one_area_no_sentence_need_repeat_it() {
    let rest = "\n\nAlla barn är viktiga.\n\nMålkonflikter ska beskrivas i varje beslut.\n";
    let of = |title: &str| heading(&RULES, &analyse(&RULES, &format!("# {title}{rest}")), "mr-kommun.dilemman").units.len();
    assert_eq!((of("Handlingsplan för barnets rättigheter"), of("Plan för gator och parker")), (1, 0));
}

#[test]
fn what_a_sentence_inherits_shows_how_an_area_is_steered_and_not_what_is_touched() {
    let text = "# Plan för drift\n\nElever ska skyddas mot diskriminering. Rektor redovisar läget för nämnden i maj.\n";
    let analysis = analyse(&RULES, text);
    let of = |id: &str| heading(&RULES, &analysis, id).units.len();
    assert_eq!((of("agenda2030.mal-10"), of("revision.uppfoljning")), (1, 1), "{:?}", analysis.findings.units);
}

#[test]
fn gaps_and_excluded_sections_are_no_evidence() {
    shows("mr-kommun.kunskap", "Utbildning i barnets rättigheter för chefer saknas.", false);
    let text = "# Plan\n\nLokalerna städas.\n\n# Källor\n\nAlla chefer ska gå en utbildning i barnets rättigheter.\n";
    assert!(heading(&RULES, &analyse(&RULES, text), "mr-kommun.kunskap").units.is_empty());
}

/// Invented headings that are graded, so that the test does not turn with our thresholds.
fn graded() -> RuleSet {
    let contents = r#"
[[vy]]
id = "prov"
namn = "Prov"
namn_en = "Test"
beskrivning = "Ett prov."
beskrivning_en = "A test."
kalla = "Vi själva."
kalla_en = "Ourselves."

[[vyrubrik]]
id = "prov.styrning"
vy = "prov"
namn = "Styrning"
namn_en = "Steering"
fraga = "Styr det?"
fraga_en = "Does it steer?"
uppfyllt = { antal = 2, niva = 3, lankar = ["ansvar", "tid"] }
delvis = { antal = 1, niva = 2 }
"#;
    let own = RuleFile { name: "eget/vy.toml".into(), contents: contents.into() };
    RuleSet::from_files(&overlay(built_in_files(), vec![own])).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn a_heading_is_graded_by_its_own_rules_and_no_others() {
    let rules = graded();
    let grade = |text: &str| heading(&rules, &analyse(&rules, &format!("# Plan för drift\n\n{text}\n")), "prov.styrning").grade;
    assert_eq!(grade("Lokalerna städas varje dag."), Some(Grade::NotMet));
    assert_eq!(grade("Vi vill verka för jämställdhet."), Some(Grade::Partly));
    // Enough sentences, but nobody carries them and no time is set.
    assert_eq!(grade("Barn ska höras.\n\nIngen får diskrimineras."), Some(Grade::Partly));
    let both = "Socialnämnden ska senast 2027 pröva barnets bästa i alla ärenden.\n\nIngen får diskrimineras.";
    assert_eq!(grade(both), Some(Grade::Met));
    // The links, but only one sentence.
    assert_eq!(grade("Socialnämnden ska senast 2027 pröva barnets bästa i alla ärenden."), Some(Grade::Partly));
    let told = heading(&rules, &analyse(&rules, both), "prov.styrning");
    let shown = |link: ChainLink| genomsyra::score::LINKS.iter().position(|l| *l == link).and_then(|place| told.chain[place]);
    assert!(shown(ChainLink::Time).is_some() && shown(ChainLink::Responsible) == shown(ChainLink::Time));
}

#[test]
fn every_view_has_a_source_and_headings_in_both_languages() {
    assert_eq!(RULES.lenses().len(), 7);
    for (place, lens) in RULES.lenses().iter().enumerate() {
        let headings: Vec<_> = RULES.lens_headings().iter().filter(|h| h.lens as usize == place).collect();
        assert!(headings.len() >= 4, "{}", lens.id);
        let texts = headings.iter().flat_map(|h| [&h.name, &h.question]).chain([&lens.name, &lens.description, &lens.source]);
        assert!(texts.into_iter().all(|t| !t.sv.trim().is_empty() && !t.en.trim().is_empty() && t.sv != t.en), "{}", lens.id);
    }
}

const PLAN: &str = "# Handlingsplan för barnets rättigheter\n\nAlla chefer ska senast 2026 gå en utbildning i barnets rättigheter.\n\n\
Socialnämnden ska varje år redovisa hur barnets bästa har prövats.\n\nElevråden ska höras inför beslut.\n";

fn written(format: Format, options: &Options) -> String {
    let version = RuleSetVersion { name: String::new(), version: String::new(), hash: "0".repeat(64) };
    let result = Ok(analyse(&RULES, PLAN));
    let outcome = Outcome { name: "plan.md".into(), bytes: 1, sha256: "2".repeat(64), rules: version, result };
    let mut out = Vec::new();
    write_outcomes(&[outcome], &RULES, format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_view_in_the_terminal_opens_up_to_its_sentences() {
    let views = vec!["revision".to_string()];
    let options = Options { views: views.clone(), ..Options::default() };
    let text = written(Format::Terminal, &options);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = [
        "Revisorns fem frågor",
        "Källa: Rubrikerna: PwC",
        "Kännedom och utbildning · UPPFYLLT",
        "”Alla chefer ska senast 2026",
        "Uppfyllt: minst 1\u{a0}ställe på nivå 4 eller högre.",
    ];
    for part in parts {
        assert!(words.contains(&part.replace('\u{a0}', " ")) || words.contains(part), "{part} in\n{text}");
    }
    assert!(!words.contains("saknas") && !words.contains("Kommunens fyra roller") && !words.contains("Område för område"), "{text}");
    let english = written(Format::Terminal, &Options { language: Language::English, views, ..Options::default() });
    assert!(english.contains("The auditor's five questions") && english.contains("· MET"), "{english}");
    // The report itself only says which views there are.
    let plain = written(Format::Terminal, &Options::default());
    assert!(plain.contains("--view roller") && !plain.contains("Revisorns fem frågor"), "{plain}");
}

#[test]
fn views_in_json_lead_back_to_the_sentences() {
    let value: Value = serde_json::from_str(&written(Format::Json, &Options::default())).unwrap();
    let views = value["views"].as_array().unwrap();
    assert_eq!(views.len(), 7);
    let analysis = analyse(&RULES, PLAN);
    let mut matched = 0;
    for told in views.iter().flat_map(|view| view["headings"].as_array().unwrap()) {
        let units = told["units"].as_array().unwrap();
        assert_eq!(told["seen"], !units.is_empty(), "{told}");
        let levels = units.iter().map(|u| u["level"].as_u64().unwrap());
        assert_eq!(told["level"].as_u64(), Some(levels.max().unwrap_or(0)), "{told}");
        assert_eq!(told["grade"].is_null(), told["grading"].is_null(), "{told}");
        for unit in units {
            let at = &analysis.document.units()[unit["index"].as_u64().unwrap() as usize];
            assert_eq!(unit["text"], analysis.document.slice(at.span));
            if let Some(words) = unit["match"].as_str() {
                assert!(unit["text"].as_str().unwrap().contains(words));
                matched += 1;
            }
        }
    }
    assert!(matched > 2);
    let told = heading(&RULES, &analysis, "revision.kannedom");
    assert_eq!(sentences(&analysis, &told), ["Alla chefer ska senast 2026 gå en utbildning i barnets rättigheter."]);
}
