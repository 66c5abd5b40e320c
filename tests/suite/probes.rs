//! Length and form do not drive the score: the corpus' documents twice over, with an appendix, halved, diluted and padded.
#![allow(clippy::print_stderr)] // Tables of figures, shown with `--nocapture`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use genomsyra::rule::{RuleSet, built_in_files};
use genomsyra::run::Analyser;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::from_files(&built_in_files()).expect("the built-in rules load"));

/// Level and published score.
type Verdict = (u8, f64);

fn documents() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/documents");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_string();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn document(name: &str) -> String {
    documents().into_iter().find(|(own, _)| own == name).unwrap().1
}

fn judge(name: &str, text: &str) -> Verdict {
    let analysis = Analyser::new(&RULES).analyse(text.as_bytes(), name).result.unwrap();
    analysis.score.map_or((0, 0.0), |score| (score.maturity.level, score.value))
}

/// Every document as `before` makes it against what `after` makes of it; `holds` says what may become of it.
fn each(probe: &str, before: impl Fn(&str) -> String, after: impl Fn(&str) -> String, holds: impl Fn(Verdict, Verdict) -> bool) {
    let (mut table, mut failed) = (String::new(), 0);
    for (name, text) in documents() {
        let (before, after) = (judge(&name, &before(&text)), judge(&name, &after(&text)));
        let fine = holds(before, after);
        failed += usize::from(!fine);
        let sign = if fine { ' ' } else { '!' };
        let _ = writeln!(table, "{sign} {name}: level {} -> {}, score {:.1} -> {:.1}", before.0, after.0, before.1, after.1);
    }
    eprintln!("{probe}\n{table}");
    assert_eq!(failed, 0, "{probe}\n{table}");
}

/// Technical prose about pipes, each sentence with figures of its own: `sections` headings of rank `rank`, ten sentences under each.
fn technical(rank: usize, sections: usize) -> String {
    const SUBJECTS: [&str; 8] = ["Ventiler", "Ledningar", "Pumpar", "Brunnar", "Givare", "Kablar", "Skåp", "Filter"];
    let mut out = String::new();
    for section in 0..sections {
        let _ = writeln!(out, "{} {} {}\n", "#".repeat(rank), SUBJECTS[section % SUBJECTS.len()], section + 1);
        for line in 0..10 {
            let n = section * 10 + line;
            let (length, width, year) = (40 + n * 7, 100 + n % 9 * 50, 1961 + n % 60);
            let sentence = match line % 5 {
                0 => format!("Sträcka {n} är {length} meter lång och har dimensionen {width} millimeter enligt ritning {}.", 3000 + n),
                1 => format!("Röret i schakt {n} lades {year} i betong och fick ny tätning när fogen vid brunn {} hade slitits.", 900 + n),
                2 => {
                    format!("Pump {n} lyfter {width} liter i minuten och startar när nivån i sumpen har stigit till {} centimeter.", 20 + n)
                }
                3 => format!(
                    "Givaren i station {n} skickar ett värde var {} sekund till driftdatorn, som larmar när trycket sjunker.",
                    10 + n
                ),
                _ => format!("Kabel {n} drogs {year} i ett skyddsrör av plast och matar skåp {} med trefas och {width} volt.", 500 + n),
            };
            out.push_str(&sentence);
            out.push_str(if line % 5 == 4 { "\n\n" } else { " " });
        }
    }
    out
}

/// About twenty pages: forty sections of 170 words.
fn appendix() -> String {
    format!("\n\n# Bilaga 1. Teknisk beskrivning av ledningsnätet\n\n{}", technical(2, 40))
}

/// A budget that says nothing of anybody's rights.
fn silent_budget() -> String {
    format!("# Mål och budget 2027 för Granforsa kommun\n\n{}", technical(2, 24))
}

/// The sections (from one heading of rank two to the next) of a document, what stands before the first one apart.
fn sections(text: &str) -> (String, Vec<String>) {
    let mut parts = vec![String::new()];
    for line in text.lines() {
        if line.starts_with("## ") {
            parts.push(String::new());
        }
        let last = parts.last_mut().unwrap();
        last.push_str(line);
        last.push('\n');
    }
    (parts.remove(0), parts)
}

fn is_near(before: Verdict, after: Verdict, points: f64) -> bool {
    before.0 == after.0 && (before.1 - after.1).abs() <= points
}

#[test]
fn the_technical_text_says_nothing_of_rights() {
    let appendix = appendix();
    assert!((6_000..9_000).contains(&appendix.split_whitespace().count()), "{}", appendix.split_whitespace().count());
    for text in [appendix, silent_budget()] {
        let analysis = Analyser::new(&RULES).analyse(text.as_bytes(), "teknik.md").result.unwrap();
        assert!(analysis.findings.findings.is_empty(), "{:?}", analysis.findings.findings);
    }
}

/// The last section of the first copy runs on into what stands before the second title, so that its short lines may count again.
#[test]
fn the_same_document_twice_in_a_row_is_worth_the_same() {
    each("twice", str::to_string, |text| format!("{text}\n\n{text}"), |before, after| is_near(before, after, 3.0));
}

#[test]
fn an_appendix_of_twenty_technical_pages_changes_nothing() {
    let appendix = appendix();
    each("appendix", str::to_string, |text| format!("{text}{appendix}"), |before, after| is_near(before, after, 2.0));
}

/// A plan is no appendix: the document that holds both speaks of rights in a smaller part of itself.
#[test]
fn an_unrelated_plan_dilutes_and_never_raises() {
    let plan = document("va-plan-vitgarn.md");
    let dilutes = |before: Verdict, after: Verdict| after.0 <= before.0 && before.0 - after.0 <= 1 && after.1 <= before.1 + 2.0;
    each("an unrelated plan after it", str::to_string, |text| format!("{text}\n\n{plan}"), dilutes);
}

/// Less text is never worth much more. It may be worth less, since follow-up and money often stand in the last chapters; every other chapter
/// of a strong document still steers.
#[test]
fn half_a_document_is_not_worth_more_than_the_whole() {
    let half = |text: &str, keeps: &dyn Fn(usize, usize) -> bool| {
        let (start, parts) = sections(text);
        parts.iter().enumerate().filter(|(n, _)| keeps(*n, parts.len())).fold(start, |all, (_, part)| all + part)
    };
    let holds = |before: Verdict, after: Verdict| after.0 <= before.0 + 1 && after.1 <= before.1 + 12.0 && (before.0 < 5 || after.0 >= 3);
    each("the first half", str::to_string, |text| half(text, &|n, all| n < all.div_ceil(2)), holds);
    each("every other section", str::to_string, |text| half(text, &|n, _| n % 2 == 0), holds);
}

#[test]
fn one_good_page_in_a_silent_budget_stays_low() {
    let budget = silent_budget();
    let mut table = String::new();
    let mut most = (0, 0.0f64);
    for name in
        ["program-manskliga-rattigheter-granlida.md", "handlingsplan-vald-mossaker.md", "program-nationella-minoriteter-bjorsele.md"]
    {
        for (place, page) in sections(&document(name)).1.iter().enumerate() {
            let (level, score) = judge("budget.md", &format!("{budget}{page}"));
            let _ = writeln!(table, "{name} section {place}: level {level}, score {score:.1}");
            most = (most.0.max(level), most.1.max(score));
        }
    }
    eprintln!("{table}");
    assert!(most.0 <= 2 && most.1 < 40.0, "{table}");
    assert!(most.0 >= 1, "the page is seen:\n{table}");
}

/// What stands on every page and at every foot counts once.
#[test]
fn boilerplate_after_every_section_is_worth_what_it_is_worth_once() {
    const FOOT: &str = "Kommunens personuppgiftsansvariga nämnder behandlar uppgifter enligt dataskyddsförordningen och offentlighetslagen.\n\n\
                        Alla människors lika värde är en självklar utgångspunkt för hur kommunen bemöter dem som bor här.\n\n";
    let padded = |text: &str, times: usize| {
        let (start, parts) = sections(text);
        parts.iter().enumerate().fold(start, |all, (n, part)| format!("{all}{part}\n{}", if n < times { FOOT } else { "" }))
    };
    each("boilerplate", |text| padded(text, 1), |text| padded(text, usize::MAX), |before, after| is_near(before, after, 2.0));
}

/// Fine words are cheap: they make a silent document speak, never one that speaks steer. A document that stood just below level 3 may be
/// tipped over by the areas that they name.
#[test]
fn ten_promises_to_promote_do_not_make_a_document_steer() {
    const AREAS: [&str; 10] = [
        "barns rättigheter",
        "jämställdhet mellan kvinnor och män",
        "de mänskliga rättigheterna",
        "tillgänglighet för personer med funktionsnedsättning",
        "de nationella minoriteternas rättigheter",
        "hbtqi-personers rättigheter",
        "arbetet mot rasism och främlingsfientlighet",
        "invånarnas delaktighet och inflytande",
        "äldres rätt till ett värdigt liv",
        "allas rätt till en jämlik hälsa",
    ];
    let words: String = AREAS.iter().map(|area| format!("Kommunen ska främja {area}.\n\n")).collect();
    let holds = |before: Verdict, after: Verdict| {
        let on_the_border = before.1 >= 37.0 && after.0 == 3;
        (after.0 <= before.0.max(2) || on_the_border) && after.1 <= before.1.max(10.0) + 12.0
    };
    each("ten promises", str::to_string, |text| format!("{text}\n\n## Värdegrund\n\n{words}"), holds);
}

#[test]
fn the_best_sentence_repeated_counts_once() {
    let best = "Socialnämnden ska senast den 1 mars varje år redovisa till kommunfullmäktige hur barnets bästa har prövats i alla beslut.";
    let once = |text: &str| format!("{text}\n\n## Uppföljning av besluten\n\n{best}\n");
    for (name, text) in documents() {
        let ten = format!("{}\n{}", once(&text), format!("{best}\n\n").repeat(10));
        let (one, many) = (judge(&name, &once(&text)), judge(&name, &ten));
        assert!(is_near(one, many, 0.5), "{name}: {one:?} -> {many:?}");
    }
}
