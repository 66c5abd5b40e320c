//! Plain texts of every shape, and what they become.

use super::*;
use crate::text::{Format, UnitKind};

fn document(text: &str) -> Document {
    let origin = Origin { name: "prov.txt".into(), format: Format::Plain, title: None, producer: None };
    read(text.as_bytes(), origin, &Limits::default()).unwrap()
}

fn outline(text: &str) -> Vec<String> {
    let d = document(text);
    let show = |b: &crate::text::Block| {
        let text = d.slice(b.span).replace('\t', "|");
        match &b.kind {
            BlockKind::Heading { level } => format!("h{level} {text}"),
            BlockKind::ListItem { depth, .. } => format!("li{depth} {text}"),
            BlockKind::TableRow { header, .. } => format!("{} {text}", if *header { "th" } else { "tr" }),
            _ => format!("p {text}"),
        }
    };
    d.blocks().iter().map(show).collect()
}

#[test]
fn paragraphs_headings_and_lists() {
    let text = "Plan för lika villkor\r\n\r\nNämnden ska verka för att alla barn får komma\r\ntill tals i frågor som rör dem.\r\n\r\n\
                Nämnden ska:\r\n• utbilda personal i\r\n  barnets rättigheter\r\n• följa upp\r\n    - varje år\r\n1. först\r\n\r\nSlut.";
    assert_eq!(
        outline(text),
        [
            "h2 Plan för lika villkor",
            "p Nämnden ska verka för att alla barn får komma till tals i frågor som rör dem.",
            "p Nämnden ska:",
            "li0 utbilda personal i barnets rättigheter",
            "li0 följa upp",
            "li1 varje år",
            "li0 1. först",
            "p Slut.",
        ]
    );
}

#[test]
fn broken_words_are_joined_and_others_are_not() {
    for (line, next, expected) in [
        ("alla har rättig-", "heter här", "rättigheter här"),
        ("grundläggande fri-", "och rättigheter", "fri- och rättigheter"),
        ("förslaget från EU-", "kommissionen kom", "EU-kommissionen kom"),
        ("kommunens nya e-", "tjänst är öppen", "e-tjänst är öppen"),
        ("mellan Stockholm-", "Uppsala går tåg", "Stockholm-Uppsala går"),
        ("arbetet mot icke-", "diskriminering", "icke-diskriminering"),
    ] {
        let text = format!("Det här är en rad som är lång nog att brytas {line}\n{next}");
        assert!(document(&text).text().contains(expected), "{expected}: {}", document(&text).text());
    }
}

#[test]
fn rows_of_pipes_and_tabs() {
    assert_eq!(outline("| Mål | Ansvar |\n|---|---|\n| a | b |"), ["th Mål|Ansvar", "tr a|b"]);
    assert_eq!(outline("Mål\tAnsvar\t2024\nHöra barn\t\tja"), ["tr Mål|Ansvar|2024", "tr Höra barn||ja"]);
    assert_eq!(outline("•\tutbilda\n•\tfölja upp"), ["li0 utbilda", "li0 följa upp"]);
}

#[test]
fn short_lines_stand_for_themselves() {
    assert_eq!(outline("Dnr: 12/24\nBeslut: KF § 3\nGäller\ntill 2026"), ["p Dnr: 12/24", "p Beslut: KF § 3", "p Gäller till 2026"]);
    assert_eq!(outline("Inget här är en rubrik.\n\nAlls"), ["p Inget här är en rubrik.", "p Alls"]);
    assert_eq!(outline("Rubrik\n------\ntext"), ["h2 Rubrik", "p text"]);
}

#[test]
fn numbered_headings_and_contents_lines() {
    let text = "Innehåll\n1. Inledning ........ 3\n2.1 Mål\t.... 4\n\n1. Inledning\n\nPlanen gäller alla förskolor i kommunen.\n\n2.1 Mål\n\n\
                Alla ska trivas här.\n\n1. ett\n\n2. två\n";
    let expected = [
        "p Innehåll",
        "p 1. Inledning ........ 3",
        "p 2.1 Mål .... 4",
        "h2 1. Inledning",
        "p Planen gäller alla förskolor i kommunen.",
        "h3 2.1 Mål",
        "p Alla ska trivas här.",
        "li0 1. ett",
        "li0 2. två",
    ];
    assert_eq!(outline(text), expected);
    assert_eq!(document(text).blocks().iter().filter(|b| b.kind == BlockKind::TocLine).count(), 3);
}

#[test]
fn lines_that_are_whole_paragraphs_are_not_joined() {
    let long = "Alla barn i kommunens förskolor har rätt att bli lyssnade på och personalen ska varje termin följa upp att det sker, \
                dokumentera resultatet och redovisa det för nämnden tillsammans med förslag till åtgärder.";
    let text = format!(
        "Innehåll\nInledning\t3\n1. Mål 4\nInledning\n{long}\n1. Mål\n{long}\nAnsökan ska innehålla:\nvad barnet vill\nvem som frågat\n{long}\n2. Ansvar\n2.1 Nämnden\n{long}\n"
    );
    let got: Vec<String> = outline(&text).iter().map(|line| line.chars().take(25).collect()).collect();
    assert_eq!(
        got,
        [
            "p Innehåll",
            "p Inledning 3",
            "p 1. Mål 4",
            "h2 Inledning",
            "p Alla barn i kommunens f",
            "h2 1. Mål",
            "p Alla barn i kommunens f",
            "p Ansökan ska innehålla:",
            "p vad barnet vill",
            "p vem som frågat",
            "p Alla barn i kommunens f",
            "h2 2. Ansvar",
            "h3 2.1 Nämnden",
            "p Alla barn i kommunens f",
        ]
    );
}

#[test]
fn form_feeds_make_pages() {
    let d = document("Första sidan slutar mitt i en mening som går\n\u{C}vidare här.\n\u{C}\u{C}Sist.");
    assert_eq!(d.pages().len(), 4);
    let page = |word: &str| d.page_at(d.text().find(word).unwrap() as u32).unwrap().number;
    assert_eq!((page("Första"), page("vidare"), page("Sist")), (1, 2, 4));
    assert_eq!(d.units().iter().filter(|u| u.kind == UnitKind::Sentence).count(), 2);
    assert!(document("Utan sidor.").pages().is_empty());
    let origin = Origin { name: String::new(), format: Format::Plain, title: None, producer: None };
    let inside = document("Barn ska få komma till tals i alla\u{C}\u{C}frågor som rör dem.");
    let numbers: Vec<_> = inside.pages().iter().map(|page| page.number).collect();
    assert_eq!((numbers, inside.pages()[1].span.is_empty()), (vec![1, 2, 3], true));
    let few = read(b"A\x0CB\x0CC\x0CD", origin, &Limits { max_pages: 2, ..Limits::default() }).unwrap();
    assert_eq!((few.text(), few.problems()[0].code), ("A\n\nB", ProblemCode::Truncated));
}

#[test]
fn every_word_leads_back_to_the_input() {
    let text = "\u{FEFF}Rubrik\r\n\r\nEtt två tre fyra fem sex sju åtta nio tio elva tolv tret-\r\nton fjorton\r\n\r\n  – femton\r\n\r\n| sexton | sjutton |\r\narton\tnitton";
    let d = document(text);
    for word in "Rubrik Ett två åtta elva fjorton femton sexton sjutton arton nitton".split(' ') {
        let at = d.source_offset(d.text().find(word).unwrap() as u32).unwrap();
        assert!(text[at..].starts_with(word), "{word}: {:?}", &text[at..]);
    }
}

#[test]
fn odd_input_is_read_all_the_same() {
    for text in ["", "\n", "\u{C}", "-", "|", "\t", "\r", "•", "a\r\rb", "---\n---", "- \n- "] {
        document(text);
    }
}
