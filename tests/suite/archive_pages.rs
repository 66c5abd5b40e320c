//! Questions and what they are answered with: every figure leads to what it counts, and agrees with the reports of the same archive.

use std::path::Path;

use regex::Regex;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use genomsyra::archive::store::{Finished, Kept, MemberSeen, Packed, Sighting, Store, StoreFailure};
use genomsyra::archive::tally::Gather;
use genomsyra::archive::{Glossary, Record};
use genomsyra::browse::{Query, Shelf, Status, View};
use genomsyra::identity::{Hints, Identity, identify};
use genomsyra::report::{ArchiveFormat, ArchiveReport, Options, write_archive};
use genomsyra::rule::RuleSet;
use genomsyra::run::Analyser;

use super::helpers::rules;

type Documents = Vec<(String, Record, Identity)>;

/// A folder with a store of these documents, by path and text; and what is in it.
fn stored(documents: &[(&str, &str)]) -> (TempDir, &'static RuleSet, Documents) {
    let (folder, rules) = (tempfile::tempdir().unwrap(), rules());
    let kept = keep(&folder.path().join("prov.arkiv"), rules, documents);
    (folder, rules, kept)
}

fn keep(path: &Path, rules: &RuleSet, documents: &[(&str, &str)]) -> Documents {
    let mut store = Store::open(path).unwrap();
    let setting = store.setting(&Glossary::of(rules), "").unwrap();
    let mut analyser = Analyser::new(rules);
    let mut out = Documents::new();
    for (path, text) in documents {
        let outcome = analyser.analyse(text.as_bytes(), path);
        let record = Record::of(&outcome, rules);
        let identity = outcome.result.as_ref().map_or_else(|_| Identity::default(), |analysis| identify(&analysis.document, path));
        let packed = Packed::of(&Kept { record: record.clone(), identity: identity.clone() }).unwrap();
        let content: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let name = path.rsplit('/').next().unwrap().to_string();
        store.keep(setting, &[Finished { content, name: name.clone(), passing: false, locked: false, other: None, packed }]).unwrap();
        let sighting = Sighting { place: path.as_bytes(), shown: path, size: text.len() as u64, changed: 1, options: "" };
        store.see(&sighting, &[MemberSeen { shown: path.to_string(), name, content: Some(content), other: None }]).unwrap();
        out.push((path.to_string(), record, identity.given(path, &Hints::default())));
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

fn shelf(folder: &TempDir, rules: &RuleSet) -> Shelf {
    Shelf::open(&folder.path().join("prov.arkiv"), rules.hash(), Hints::default(), None).unwrap()
}

/// The page of an address as a link has it, relative to the archive's first page.
fn get(shelf: &Shelf, address: &str) -> (Status, String) {
    let address = address.split('#').next().unwrap().replace("&amp;", "&");
    let (name, asked) = address.split_once('?').unwrap_or((&address, ""));
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let pairs: Vec<(String, String)> =
        asked.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (decoded(name), decoded(value))).collect();
    let query = Query::of(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let answer = shelf.answer(View::named(name.trim_start_matches("./")).unwrap(), &query);
    (answer.status, answer.html)
}

fn found(shelf: &Shelf, address: &str) -> String {
    let (status, html) = get(shelf, address);
    assert_eq!(status, Status::Found, "{address}");
    html
}

/// What a list says that there is.
fn listed(html: &str) -> usize {
    let told = Regex::new(r#"<p role="status">[^<]*? av ([\d\u{a0}]+) (?:dokument|meningar)"#).unwrap();
    told.captures(html).map_or(0, |found| found[1].replace('\u{a0}', "").parse().unwrap())
}

fn section<'a>(html: &'a str, id: &str) -> &'a str {
    let begin = html.find(&format!("<section id=\"{id}\">")).unwrap_or_else(|| panic!("no {id}"));
    &html[begin..begin + html[begin..].find("</section>").unwrap()]
}

const MEASURE: &str = "Socialnämnden ska senast den 1 mars varje år redovisa hur barnets bästa har beaktats.";
const WISH: &str = "Kommunen vill verka för jämställdhet mellan kvinnor och män.";
const HEDGE: &str = "Skolan bör om möjligt motverka diskriminering på grund av funktionsnedsättning.";

/// Two municipalities, three years, a copy, a draft without rights, a file that cannot be read, and markup where words are expected.
fn mixed() -> Vec<(&'static str, String)> {
    let plan = |place: &str, year: u32, said: &[&str]| {
        format!("# Plan för {place} {year}\n\n{place} kommun\n\nGäller {year}\n\n## Barn\n\n{}\n", said.join(" "))
    };
    vec![
        ("Nacka/2022/plan.md", plan("Nacka", 2022, &[MEASURE])),
        ("Nacka/2023/plan.md", plan("Nacka", 2023, &[MEASURE, WISH])),
        ("Nacka/2023/kopia/plan.md", plan("Nacka", 2023, &[MEASURE, WISH])),
        ("Kiruna/2023/policy.md", plan("Kiruna", 2023, &[WISH, HEDGE])),
        (
            "Kiruna/2024/budget.md",
            format!("# Budget 2024\n\nKiruna kommun\n\n{}\n", "Vägar och avlopp kostar mer än förra året. ".repeat(20)),
        ),
        (
            "Kiruna/2024/<b>märkt</b>.md",
            plan("Kiruna", 2024, &["<script>alert(1)</script> Barnets bästa ska beaktas i alla beslut & ärenden."]),
        ),
        ("Kiruna/trasig.pdf", "%PDF-1.7 trasig".to_string()),
    ]
}

fn borrowed<'a>(documents: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    documents.iter().map(|(path, text)| (*path, text.as_str())).collect()
}

#[test]
fn every_figure_leads_to_as_many_as_it_says() {
    let documents = mixed();
    let (folder, rules, _) = stored(&borrowed(&documents));
    let shelf = shelf(&folder, rules);
    let link = Regex::new(r#"<a href="((?:documents|sentences)[^"]*)">([\d\u{a0}]+)</a>"#).unwrap();
    for asked in
        ["./", "./?owner=0182", "./?from=2023&to=2023&rows=type", "./?area=barnets-rattigheter&rows=body", "./?rows=year&columns=grounds"]
    {
        let overview = found(&shelf, asked);
        let mut followed = 0;
        for part in ["siffror", "nivaer", "omraden", "ar"] {
            // Rates and binding places are folded away: their links lead to the documents of the cell.
            let sight = section(&overview, part).split("<details>").next().unwrap();
            for found_link in link.captures_iter(sight) {
                let figure: usize = found_link[2].replace('\u{a0}', "").parse().unwrap();
                assert_eq!(listed(&found(&shelf, &found_link[1])), figure, "{asked} {part}: {}", &found_link[1]);
                followed += 1;
            }
        }
        for cell in link.captures_iter(section(&overview, "varmekarta")) {
            assert!(listed(&found(&shelf, &cell[1])) > 0, "{}", &cell[1]);
            followed += 1;
        }
        assert!(followed > 10, "{asked}: {followed}");
    }
}

#[test]
fn figures_are_those_of_the_reports() {
    let documents = mixed();
    let (folder, rules, kept) = stored(&borrowed(&documents));
    let shelf = shelf(&folder, rules);
    let glossary = Glossary::of(rules);
    let mut gather = Gather::new(&glossary, None);
    kept.iter().for_each(|(path, record, identity)| gather.add(path, &record.brief, identity));
    let tally = gather.finish(&mut |_, _| Ok::<_, std::io::Error>(String::new())).unwrap();
    let report = ArchiveReport { glossary: &glossary, tally: &tally, records: &kept, quality: None };
    let written = |format: ArchiveFormat| {
        let mut out = Vec::new();
        write_archive(&report, format, &Options::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let lines: Vec<serde_json::Value> = written(ArchiveFormat::Jsonl).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let counted = lines.iter().filter(|line| line["counted"] == true).count();
    assert_eq!((lines.len(), counted), (7, 5));
    assert_eq!(listed(&found(&shelf, "documents")), lines.len());
    assert_eq!(listed(&found(&shelf, "documents?counted=yes")), counted);
    assert_eq!(listed(&found(&shelf, "documents?counted=aside")), 1);
    assert_eq!(listed(&found(&shelf, "documents?reading=unread")), 1);
    // The list holds every sentence that it counts, without the store having been asked how many there are.
    let sentences = found(&shelf, "sentences?counted=yes");
    assert_eq!(sentences.matches("<li class=\"sentence\">").count(), listed(&sentences));
    assert_eq!(listed(&sentences), tally.all.references.raw as usize);
    // The heat map is the overview's own, but for the links.
    let cells = |html: &str| {
        let cell = Regex::new(r#"<td(?: class="(?:l\d|number)")?>(?:<a [^>]*>)?([^<]*)"#).unwrap();
        cell.captures_iter(html).map(|cell| cell[1].to_string()).collect::<Vec<_>>()
    };
    let (ours, theirs) = (found(&shelf, "./"), written(ArchiveFormat::Html));
    assert_eq!(cells(section(&ours, "varmekarta")), cells(section(&theirs, "varmekarta")));
}

#[test]
fn filters_choose_what_they_say() {
    let documents = mixed();
    let (folder, rules, _) = stored(&borrowed(&documents));
    let shelf = shelf(&folder, rules);
    for (asked, wanted) in [
        ("documents?name=BUDGET", 1),
        ("documents?name=nacka%20plan", 3),
        ("documents?name=m%C3%A4rkt", 1),
        ("documents?owner=0182", 3),
        ("documents?from=2023&to=2023", 3),
        ("documents?from=-", 1),
        ("documents?level=-", 1),
        ("documents?area=barnets-rattigheter&step=4", 3),
        ("documents?area=jamstalldhet&counted=yes", 2),
        ("sentences?area=barnets-rattigheter&counted=yes", 3),
        ("sentences?step=3&counted=yes&owner=0182", 2),
    ] {
        assert_eq!(listed(&found(&shelf, asked)), wanted, "{asked}");
    }
    for (asked, wanted) in [
        ("sentences?words=MÖJLIGT%20skolan", 1),
        ("sentences?mark=hedged", 1),
        ("sentences?mark=no-follow-up&area=barnets-rattigheter", 1),
        ("sentences?words=finns%20inte", 0),
    ] {
        assert_eq!(found(&shelf, asked).matches("<li class=\"sentence\">").count(), wanted, "{asked}");
    }
}

#[test]
fn a_sentence_leads_to_its_own_place_in_its_document() {
    let documents = mixed();
    let (folder, rules, _) = stored(&borrowed(&documents));
    let shelf = shelf(&folder, rules);
    let sentences = found(&shelf, "sentences?words=redovisa&owner=0182&from=2022&to=2022");
    let link = Regex::new(r##"<a href="(document\?id=[0-9a-f]{16})#(u\d+)">"##).unwrap();
    let link = link.captures(&sentences).unwrap();
    let document = found(&shelf, &link[1]);
    let at = document.find(&format!("<div class=\"sentence\" id=\"{}\"", &link[2])).unwrap();
    let words: String = document[at..].split('<').skip(1).filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
    assert!(words.trim().starts_with("Socialnämnden ska senast den 1 mars varje år"), "{words}");
    assert!(document.contains("Nacka kommun") && document.contains("ur titelsidan"), "who, and where that stands");
    let copy = found(&shelf, "documents?counted=aside");
    assert!(copy.contains("Räknas inte: "), "{copy}");
    let unread = found(&shelf, "documents?reading=unread");
    assert!(unread.contains("kunde inte läsas") && unread.contains("<span>–</span>") && !unread.contains("badge l0"), "{unread}");
}

#[test]
fn nothing_from_a_document_or_an_address_is_markup() {
    let documents = mixed();
    let (folder, rules, _) = stored(&borrowed(&documents));
    let shelf = shelf(&folder, rules);
    let attack = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let link = Regex::new(r##"<a href="(document\?id=[^"#]+)"##).unwrap();
    let list = found(&shelf, "documents?name=m%C3%A4rkt");
    let own = link.captures(&list).unwrap()[1].to_string();
    let odd = [
        "owner", "body", "type", "from", "to", "level", "counted", "reading", "name", "area", "step", "mark", "standing", "words", "rows",
        "columns", "sort", "page", "at",
    ];
    let addresses = odd.iter().flat_map(|name| ["./", "documents", "sentences"].map(|page| format!("{page}?{name}={attack}")));
    for address in addresses.chain([own, "documents".into(), "sentences".into(), "./".into()]) {
        let html = found(&shelf, &address);
        assert!(!html.contains("<script") && !html.contains("<b>märkt"), "{address}");
        assert!(!html.contains("style="), "{address}: the policy forbids it");
    }
    let told = found(&shelf, &format!("documents?area={attack}"));
    assert!(told.contains("finns inte som Område eller grund") && listed(&told) == 7, "{told}");
}

#[test]
fn lists_go_on_without_losing_or_repeating_any() {
    // A word for each sentence that stands nowhere else: figures alone would make it the same one again.
    let letters = |n: u32| [n / 26, n % 26].map(|place| char::from(b'a' + place as u8)).iter().collect::<String>();
    let sentence = |n: u32, s: u32| format!("Nämnden för q{}{} ska värna barnets bästa.\n\n", letters(n), letters(s));
    let text = |n: u32| format!("# Plan\n\n{}", (0..30).map(|s| sentence(n, s)).collect::<String>());
    let documents: Vec<(String, String)> = (0..60).map(|n| (format!("a/plan-{n:02}.md"), text(n))).collect();
    let borrowed: Vec<(&str, &str)> = documents.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (folder, rules, _) = stored(&borrowed);
    let shelf = shelf(&folder, rules);
    let all = |first: &str, next: &str, item: &str| {
        let (next, item) = (Regex::new(&format!(r#"<a class="button" href="([^"]+)">{next}</a>"#)).unwrap(), Regex::new(item).unwrap());
        let (mut address, mut out) = (first.to_string(), Vec::new());
        loop {
            let html = found(&shelf, &address);
            out.extend(item.captures_iter(&html).map(|found| found[1].to_string()));
            match next.captures(&html) {
                Some(link) => address = link[1].to_string(),
                None => return out,
            }
        }
    };
    let paths = all("documents", "Nästa sida", r"<small>(plan-\d\d\.md)</small>");
    assert_eq!(paths, documents.iter().map(|(path, _)| path.replace("a/", "")).collect::<Vec<_>>(), "below the folder of all");
    let ids = all("sentences", "Sök vidare", r##"href="(document\?id=[0-9a-f]+#u\d+)""##);
    let mut distinct = ids.clone();
    distinct.dedup();
    assert_eq!((ids.len(), distinct.len()), (1800, 1800));
    assert_eq!(all(&format!("sentences?words=q{}", letters(59)), "Sök vidare", "(<li class=\"sentence\">)").len(), 30);
}

#[test]
fn what_is_written_meanwhile_comes_along() {
    let (folder, rules, _) = stored(&[("a/ett.md", "Barnets bästa ska beaktas.")]);
    let shelf = shelf(&folder, rules);
    assert_eq!(listed(&found(&shelf, "documents")), 1);
    keep(&folder.path().join("prov.arkiv"), rules, &[("a/två.md", "Barn ska höras om barnets bästa.")]);
    let soon = found(&shelf, "documents");
    assert!(listed(&soon) == 2 || soon.contains("Någon skriver i arkivet"), "{soon}");
    std::thread::sleep(std::time::Duration::from_secs(2));
    let later = found(&shelf, "documents");
    assert!(listed(&later) == 2 && !later.contains("Någon skriver i arkivet"), "{later}");
}

#[test]
fn what_cannot_be_shown_says_why_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let open = |name: &str| Shelf::open(&folder.path().join(name), "x", Hints::default(), None);
    assert_eq!(open("ingen").err().unwrap().failure, StoreFailure::Missing);
    for (name, bytes) in [("tom", &b""[..]), ("annat", b"Detta ar inget arkiv, utan en vanlig text som nagon har skrivit.")] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        assert_eq!(open(name).err().unwrap().failure, StoreFailure::NotStore, "{name}");
        assert_eq!(std::fs::read(folder.path().join(name)).unwrap(), bytes, "{name}: nothing is written");
    }
    drop(Store::open(&folder.path().join("nytt")).unwrap());
    let (status, html) = get(&open("nytt").unwrap(), "documents");
    assert!(status == Status::Found && html.contains("Arkivet är tomt") && html.contains("genomsyra scan"), "{html}");

    let (folder, rules, _) = stored(&[("a/ett.md", "Barnets bästa ska beaktas.")]);
    let shelf = Shelf::open(&folder.path().join("prov.arkiv"), "andra", Hints::default(), None).unwrap();
    assert!(found(&shelf, "./").contains("andra regler") && !rules.hash().is_empty());
    let (status, html) = get(&shelf, "document?id=0000000000000000&lang=en");
    assert!(status == Status::Missing && html.contains("There is no such document") && html.contains("lang=\"en\""), "{html}");
}

#[test]
fn a_page_in_english_stays_english() {
    let documents = mixed();
    let (folder, rules, _) = stored(&borrowed(&documents));
    let shelf = shelf(&folder, rules);
    let link = Regex::new(r#"<a [^>]*href="([^"]+)"[^>]*>"#).unwrap();
    for address in ["./?lang=en", "documents?lang=en&owner=0182", "sentences?lang=en"] {
        let html = found(&shelf, address);
        for found_link in link.captures_iter(&html).filter(|link| !link[0].contains("hreflang") && !link[1].starts_with('#')) {
            assert!(found_link[1].contains("lang=en"), "{address}: {}", &found_link[0]);
        }
    }
}
