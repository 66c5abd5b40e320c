//! Two versions of a document: what was gained, strengthened, weakened and lost, and nothing else.

use genomsyra::compare::{Kind, compare};
use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::run::Analyser;

fn changes(old: &str, new: &str) -> Vec<(Kind, u8, u8)> {
    let rules = RuleSet::from_files(&built_in_files()).expect("the built-in rules are sound");
    let mut analyser = Analyser::new(&rules);
    let (old, new) = (analyser.analyse(old.as_bytes(), "a.md"), analyser.analyse(new.as_bytes(), "b.md"));
    let comparison = compare(&old, &new, &rules).expect("both are judged");
    comparison.changes.iter().map(|c| (c.kind, c.old_level, c.new_level)).collect()
}

const HEAR: &str = "Skolnämnden ska varje termin höra barn i frågor som rör dem.";
const ACCESS: &str = "Alla lokaler ska vara tillgängliga för personer med funktionsnedsättning.";

#[test]
fn the_same_text_has_not_changed_wherever_it_stands() {
    let (one, other) = (format!("# Plan\n\n{HEAR}\n\n{ACCESS}\n"), format!("# Plan\n\n{ACCESS}\n\n{HEAR}\n"));
    assert_eq!(changes(&one, &one), []);
    assert_eq!(changes(&one, &other), []);
}

#[test]
fn a_weaker_verb_a_lost_sentence_and_a_new_one() {
    let old = format!("# Plan\n\n{HEAR}\n\n{ACCESS}\n\nParken är grön.\n");
    let new = "# Plan\n\nSkolnämnden bör varje termin höra barn i frågor som rör dem.\n\nParken är grön.\n\n\
               Jämställdhet mellan kvinnor och män ska råda i alla beslut.\n";
    assert_eq!(changes(&old, new), [(Kind::Lost, 3, 0), (Kind::Weakened, 4, 2), (Kind::Gained, 0, 3)]);
}

#[test]
fn a_time_and_a_name_strengthen() {
    let new = ACCESS.replace("Alla lokaler ska", "Fastighetsnämnden ska senast 2027 se till att alla lokaler ska");
    assert_eq!(changes(ACCESS, &new)[0].0, Kind::Strengthened);
}

#[test]
fn a_sentence_is_known_again_where_it_was_moved_and_added_to() {
    let old = format!("# Plan\n\n{ACCESS}\n\n{HEAR}\n\nParken är grön.\n");
    let longer = ACCESS.replace("Alla lokaler ska vara", "Fastighetsnämnden ska senast 2027 se till att alla lokaler är");
    let new = format!("# Plan\n\nParken är grön.\n\n{HEAR}\n\n{longer}\n");
    assert_eq!(changes(&old, &new), [(Kind::Strengthened, 3, 4)]);
}

#[test]
fn the_report_is_told_in_both_languages_and_without_quotes_holds_no_text() {
    use genomsyra::report::{ComparisonReport, Format, Language, NotJudged, Options};
    let rules = RuleSet::from_files(&built_in_files()).unwrap();
    let mut analyser = Analyser::new(&rules);
    let old = analyser.analyse(HEAR.as_bytes(), "a.md");
    let new = analyser.analyse(HEAR.replace("ska", "bör").as_bytes(), "b.md");
    let empty = analyser.analyse(b"", "tom.md");
    let written = |new, format, options: &Options| -> Result<String, NotJudged> {
        let mut out = Vec::new();
        ComparisonReport::new(&old, new, &rules, options)?.write(format, &mut out).unwrap();
        Ok(String::from_utf8(out).unwrap())
    };
    let swedish = written(&new, Format::Terminal, &Options::default()).unwrap();
    assert!(swedish.contains("Försvagade: 1\u{a0}mening") && swedish.contains("”Skolnämnden bör"), "{swedish}");
    let english = written(&new, Format::Terminal, &Options { language: Language::English, ..Options::default() }).unwrap();
    assert!(english.contains("Weakened: 1\u{a0}sentence") && !english.contains("Försvagade"), "{english}");
    for format in [Format::Terminal, Format::Json, Format::Html, Format::Markdown] {
        let told = written(&new, format, &Options::default()).unwrap();
        assert!(told.contains("termin höra barn"), "{told}");
        let bare = written(&new, format, &Options { quotes: false, ..Options::default() }).unwrap();
        assert!(!bare.contains("termin höra"), "{bare}");
        assert_eq!(written(&new, format, &Options::default()).unwrap(), written(&new, format, &Options::default()).unwrap());
    }
    let json: serde_json::Value = serde_json::from_str(&written(&new, Format::Json, &Options::default()).unwrap()).unwrap();
    assert_eq!((json["changes"][0]["kind"].as_str(), json["changes"][0]["new"]["level"].as_u64()), (Some("weakened"), Some(2)));
    let refused = written(&empty, Format::Terminal, &Options::default()).unwrap_err();
    assert!(refused.to_string().contains("tom.md"), "{refused}");
}
