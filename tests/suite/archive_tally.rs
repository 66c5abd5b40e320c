//! An invented archive from texts to tables: who counts, what counts once, what a partly read document may not be said to lack.
#![allow(clippy::print_stderr)] // Figures, shown with `--nocapture`.

use std::time::Instant;

use genomsyra::archive::tally::{Aside, DocumentRow, Gather, Reading, Tally};
use genomsyra::archive::{Glossary, Record};
use genomsyra::identity::{Date, Hints, Identity, Rows, identify};
use genomsyra::rule::AreaId;
use genomsyra::score::GroundStatus;
use genomsyra::text::{Place, Problem, ProblemCode};

use crate::helpers::{analyse, rules, tallied, unreadable};

/// What a run keeps of a text.
fn kept(path: &str, text: &str) -> (Record, Identity) {
    let name = path.rsplit('/').next().unwrap();
    let outcome = analyse(name, text);
    let identity = outcome.result.as_ref().map(|analysis| identify(&analysis.document, name)).unwrap_or_default();
    (Record::of(&outcome, rules()), identity)
}

fn tally(documents: &[(&str, String)], rows: &str, date: Option<Date>) -> Tally {
    let glossary = Glossary::of(rules());
    let rows = Rows::from_csv(rows).unwrap();
    let kept = documents.iter().map(|(path, text)| {
        let (record, identity) = kept(path, text);
        (path.to_string(), record, identity.given(path, &Hints { rows: Some(&rows), ..Hints::default() }))
    });
    tallied(Gather::new(&glossary, date), &kept.collect::<Vec<_>>())
}

fn area(id: &str) -> AreaId {
    rules().taxonomy().find(id).unwrap()
}

/// A plan of so many own sentences beside those of every year.
fn plan(municipality: &str, year: u16, own: &str) -> String {
    let filling: String = [
        "Planen beskriver hur verksamheterna arbetar under perioden och vilka uppdrag som ligger i grunddokumenten.",
        "Arbetet leds av förvaltningens ledningsgrupp som träffas varannan vecka under terminerna.",
        "Lokaler, fordon och digitala verktyg ses över i den ordning som fastighetsavdelningen bestämmer.",
        "Köket levererar mat till samtliga enheter och följer livsmedelsverkets råd om energi och näring.",
    ]
    .join("\n\n");
    format!(
        "# Barn- och ungdomsplan {year}\n\n{municipality}\n\nAntagen av barn- och utbildningsnämnden den 14 mars {year}, § 12\n\n{filling}\n\n\
         Rektor ska senast den 1 maj {year} höra eleverna om barnets bästa.\n\n{own}\n"
    )
}

fn row<'t>(tally: &'t Tally, path: &str) -> &'t DocumentRow {
    tally.documents.iter().find(|row| &*row.path == path).unwrap()
}

#[test]
fn copies_drafts_and_years_of_one_plan() {
    let draft =
        plan("Nacka kommun", 2023, "Förvaltningen bör främja jämställdhet mellan kvinnor och män.").replace("# Barn", "# Utkast till barn");
    let documents = [
        ("nacka/2022/plan.md", plan("Nacka kommun", 2022, "")),
        ("nacka/2023/plan-kopia.txt", plan("Nacka kommun", 2023, "Personalen får utbildning om barnkonventionen varje höst.")),
        ("nacka/2023/plan.md", plan("Nacka kommun", 2023, "Personalen får utbildning om barnkonventionen varje höst.")),
        ("nacka/2023/utkast.md", draft),
        ("nacka/2024/plan.md", plan("Nacka kommun", 2024, "")),
        ("habo/2023/plan.md", plan("Habo kommun", 2023, "")),
    ];
    let tally = tally(&documents, "sokvag;kommun\n", None);
    let asides: Vec<_> = tally.documents.iter().map(|row| (&*row.path, row.aside)).collect();
    let expected = [
        ("habo/2023/plan.md", None),
        ("nacka/2022/plan.md", None),
        ("nacka/2023/plan-kopia.txt", Some(Aside::SameText(3))),
        ("nacka/2023/plan.md", None),
        ("nacka/2023/utkast.md", Some(Aside::Draft(3))),
        ("nacka/2024/plan.md", None),
    ];
    // Markdown and plain text of the same words are the same text, whichever of them counts.
    assert!(asides == expected || asides[2].1.is_none() && asides[3].1 == Some(Aside::SameText(2)), "{asides:?}");
    assert_eq!(tally.families.len(), 1);
    assert_eq!(tally.families[0].years, [2022, 2023, 2024]);
    let names: Vec<_> = tally.organisations.iter().map(|row| row.organisation.as_ref().unwrap().name.as_str()).collect();
    assert_eq!(names, ["Habo kommun", "Nacka kommun"]);
    assert_eq!(tally.organisations.iter().map(|row| (row.documents, row.sum.counted)).collect::<Vec<_>>(), [(1, 1), (5, 3)]);
    // The promise of every year: three in Nacka, one place each; two municipalities share no promise.
    assert_eq!(tally.promises.len(), 1);
    let promise = &tally.promises[0];
    assert!(promise.text.starts_with("Rektor ska senast den 1 maj 2024"), "{}", promise.text);
    assert_eq!(promise.places.iter().map(|place| place.year).collect::<Vec<_>>(), [2022, 2023, 2024]);
    assert!(promise.places.iter().all(|place| tally.documents[place.document as usize].counts()));
    // Three times the same reference, and it is one; the other of 2023 is new.
    let nacka = &tally.organisations[1].sum;
    assert_eq!((nacka.references.raw, nacka.references.once), (4, 2));
    let years = &tally.years;
    assert_eq!(
        years.columns.iter().map(|column| (column.year, column.documents)).collect::<Vec<_>>(),
        [(Some(2022), 1), (Some(2023), 2), (Some(2024), 1)]
    );
    let (_, cells) = &years.rows[usize::from(area("barnets-rattigheter").0)];
    assert_eq!(cells.iter().map(|cell| (cell.documents, cell.references.raw)).collect::<Vec<_>>(), [(1, 1), (2, 3), (1, 1)]);
    assert_eq!(cells.iter().map(|cell| cell.references.once).collect::<Vec<_>>(), [1, 2, 0]);
    let own = tally.years_of(1);
    assert_eq!(own.columns[1].documents, 1);
    assert_eq!(
        own.rows.iter().map(|(_, cells)| cells[1].references.raw).sum::<u32>(),
        row(&tally, "nacka/2023/plan.md").verdict.as_ref().unwrap().areas.iter().map(|area| area.references.raw).sum::<u32>()
    );
}

#[test]
fn sums_are_over_the_counted_and_part_is_no_silence() {
    let glossary = Glossary::of(rules());
    let mut gather = Gather::new(&glossary, Date::day(2026, 6, 1));
    let whole = "# Policy mot buller\n\nNacka kommun\n\nGäller till 2025-12-31\n\nKommunen ska motverka rasism på skolgårdarna.";
    let (noise, noise_identity) = kept("nacka/buller.md", whole);
    let silent = "# Policy för fordon\n\nNacka kommun\n\nGäller tills vidare\n\nBilarna ska tvättas varje vecka. De ska lämnas in till verkstaden när det är dags.";
    let (cars, identity) = kept("nacka/fordon.md", silent);
    let mut record = cars.clone();
    record.brief.problems.push(Problem::warning(ProblemCode::ScannedPage, Place::Page(3), ""));
    record.brief.file.sha256 = "f".repeat(64);
    record.brief.sketch = Default::default();
    let unread = Record::of(&unreadable(), rules());
    gather.other("nacka/bild.jpg");
    let records = [
        ("nacka/buller.md", noise, noise_identity),
        ("nacka/fordon.md", cars, identity.clone()),
        ("nacka/inskannad.pdf", record, identity),
        ("nacka/avtal.pdf", unread, Identity::default()),
    ];
    let tally = tallied(gather, &records.map(|(path, record, identity)| (path.to_string(), record, identity)));

    let readings: Vec<_> = tally.documents.iter().map(|row| (&*row.path, row.reading, row.aside, row.past)).collect();
    assert_eq!(
        readings,
        [
            ("nacka/avtal.pdf", Reading::Unread, Some(Aside::NotJudged), None),
            ("nacka/buller.md", Reading::Whole, None, Some(true)),
            ("nacka/fordon.md", Reading::Whole, None, Some(false)),
            ("nacka/inskannad.pdf", Reading::Part, None, Some(false)),
        ]
    );
    assert_eq!(tally.others, ["nacka/bild.jpg".into()]);
    // Unknown last.
    assert!(tally.organisations[1].organisation.is_none() && tally.organisations[1].unread == 1);
    let nacka = &tally.organisations[0];
    assert_eq!((nacka.documents, nacka.sum.counted, nacka.part, nacka.past), (3, 3, 1, 1));
    let racism = &nacka.sum.areas[usize::from(area("antirasism").0)];
    let level = row(&tally, "nacka/buller.md").verdict.as_ref().unwrap().area(area("antirasism")).unwrap().level;
    assert_eq!((racism.spread.levels[0], racism.spread.levels[usize::from(level)], racism.spread.unsure), (1, 1, 1));
    assert_eq!(row(&tally, "nacka/inskannad.pdf").level(area("antirasism")), None);
    assert_eq!(row(&tally, "nacka/fordon.md").level(area("antirasism")), Some(0));
    let missing = GroundStatus::ALL.iter().position(|status| *status == GroundStatus::Missing).unwrap();
    assert!(
        nacka
            .sum
            .grounds
            .iter()
            .all(|ground| ground.statuses.iter().sum::<u32>() + ground.unsure == 3 && ground.unsure == 1 && ground.statuses[missing] >= 1)
    );
    for role in &nacka.sum.roles {
        assert_eq!((role.spread.documents(), role.spread.unsure), (3, 1));
    }
    // Every total is the same whichever way it is summed.
    let bodies: u32 = nacka.bodies.iter().map(|body| body.sum.references.raw).sum();
    assert_eq!((bodies, nacka.sum.references.raw), (tally.all.references.raw, tally.all.references.raw));
}

#[test]
fn duties_and_the_users_rows() {
    let documents = [
        ("okand/plan.md", "# Plan mot diskriminering och kränkande behandling\n\nSkolan är till för alla elever.".to_string()),
        ("okand/policy.md", "# Policy för resor\n\nTåg går före flyg när det är möjligt att välja mellan dem.".to_string()),
    ];
    let glossary = Glossary::of(rules());
    let duty = glossary.duties.iter().position(|duty| duty.id == "plan-krankande-behandling").unwrap();
    let found = tally(&documents, "sokvag;kommun;ar\nokand/plan.md;Habo;2024\n", None);
    let habo = &found.organisations[0];
    assert_eq!(habo.organisation.as_ref().unwrap().code.as_deref(), Some("0643"));
    assert!(found.organisations[1].organisation.is_none());
    assert_eq!(row(&found, "okand/plan.md").year(), Some(2024));
    let cell = habo.sum.duties[duty];
    assert!(cell.asked == 1 && cell.shown <= 1, "{cell:?}");
    assert!(!found.organisations[1].sum.duties[duty].is_missing());
    // Another row, and nothing is read again: the same records are given anew.
    assert_eq!(
        tally(&documents, "sokvag;kommun\nplan.md;Nacka\n", None).organisations[0].organisation.as_ref().unwrap().name,
        "Nacka kommun"
    );
}

#[test]
fn any_order_gives_the_same_tally_and_many_are_light() {
    let glossary = Glossary::of(rules());
    let texts: Vec<(String, Record, Identity)> = (2019..2025)
        .flat_map(|year| ["Nacka kommun", "Habo kommun", "Ånge kommun"].map(|place| (year, place)))
        .map(|(year, place)| {
            let path = format!("{place}/{year}/plan.md");
            let (record, identity) = kept(&path, &plan(place, year, ""));
            (path, record, identity)
        })
        .collect();
    let forwards = tallied(Gather::new(&glossary, None), &texts);
    let reversed: Vec<_> = texts.iter().rev().cloned().collect();
    let mut backwards = tallied(Gather::new(&glossary, None), &reversed);
    assert_eq!(forwards.promises.iter().map(|promise| promise.year).collect::<Vec<_>>(), [2024; 3]);
    assert!(forwards.promises.iter().all(|promise| !promise.text.is_empty()));
    // Not `assert_eq`: nobody reads such a message.
    assert!(forwards == backwards);
    backwards.documents.clear();
    assert!(forwards != backwards);
    // Many documents: time and memory.
    const MANY: usize = 4_000;
    let before = resident();
    let start = Instant::now();
    let mut gather = Gather::new(&glossary, None);
    for number in 0..MANY {
        let (path, record, identity) = &texts[number % texts.len()];
        gather.add(&format!("{number}/{path}"), &record.brief, identity);
    }
    let held = resident().saturating_sub(before) / MANY;
    let tally = gather.finish(&mut |_, _| Ok::<_, std::convert::Infallible>(String::new())).unwrap();
    eprintln!("{MANY} documents: {:.1?}, {held} bytes a document while they are taken", start.elapsed());
    assert_eq!(tally.counted().count(), texts.len());
}

/// Resident memory in bytes, where the system tells; 0 elsewhere.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").ok().and_then(|line| line.split(' ').nth(1)?.parse::<usize>().ok());
    pages.unwrap_or(0) * 4096
}
