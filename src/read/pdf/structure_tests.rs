//! The parts of a document as a reader of the page sees them: headers and footers, headings and their levels, contents, notes, lists.

use super::read;
use super::tests::{document, file, kinds, lines, origin};
use crate::read::Limits;
use crate::text::Document;

/// One line of text: font (1 plain, 2 bold), size, place.
fn at(font: u8, size: f32, x: i32, y: i32, text: &str) -> String {
    format!("BT /F{font} {size} Tf {x} {y} Td ({text}) Tj ET ")
}

/// A paragraph of three full lines that begins with `first`.
fn paragraph(top: i32, first: &str) -> String {
    lines(
        top,
        &[
            &format!("{first} ska varje verksamhet beskriva hur barnen har fått säga sin mening och"),
            "vad som har hänt sedan dess, så att nämnden kan följa arbetet och ge stöd där det behövs i",
            "kommunens alla delar.",
        ],
    )
}

/// Headings only: kind and text.
fn headings(document: &Document) -> Vec<(String, &str)> {
    kinds(document).into_iter().filter(|(kind, _)| kind.starts_with('h')).collect()
}

#[test]
fn headers_come_first_and_footers_last() {
    // The footer is drawn first, the header last; the chapter in the header changes from page to page.
    let chapters = ["Delaktighet", "Trygghet", "Tillit", "Uppdrag", "Samverkan"];
    let pages: Vec<String> = (0..5)
        .map(|index| {
            let number = index + 7;
            let header = if index % 2 == 0 {
                at(1, 9.0, 72, 800, &format!("{number}   {}", chapters[index]))
            } else {
                at(1, 9.0, 380, 800, &format!("{}   {number}", chapters[index]))
            };
            at(1, 9.0, 72, 40, "Lillby kommun, Storgatan 1") + &paragraph(700, "Varje år") + &header
        })
        .collect();
    let d = document(&pages.iter().map(String::as_str).collect::<Vec<_>>(), "");
    let found = kinds(&d);
    assert_eq!(found.len(), 15, "{found:?}");
    for (index, page) in found.chunks(3).enumerate() {
        assert_eq!([&page[0].0, &page[1].0, &page[2].0], ["m", "p", "m"], "{page:?}");
        assert!(page[0].1.contains(chapters[index]) && page[2].1.starts_with("Lillby"), "{page:?}");
    }
}

#[test]
fn a_lone_page_number_is_known_by_counting() {
    // The first page has its number elsewhere, and no header around it.
    let mut pages = vec![at(1, 9.0, 500, 780, "1") + &paragraph(700, "Varje år")];
    pages.extend((2..6).map(|number| at(1, 9.0, 72, 810, &format!("Lekplan 2031:4   {number}")) + &paragraph(700, "Vid behov")));
    let d = document(&pages.iter().map(String::as_str).collect::<Vec<_>>(), "");
    assert_eq!(kinds(&d)[0], ("m".into(), "1"));
}

#[test]
fn what_was_drawn_last_but_stands_first_is_read_first() {
    let page = paragraph(600, "Varje år") + &at(1, 11.0, 200, 780, "Sparvens förskola") + &at(2, 18.0, 200, 750, "Lekplan");
    let d = document(&[&page], "");
    assert_eq!(
        kinds(&d).iter().map(|(_, text)| text.split(' ').next().unwrap_or("")).collect::<Vec<_>>(),
        ["Sparvens", "Lekplan", "Varje"]
    );
    // A large heading over two columns, drawn between them.
    let column = |x: i32, word: &str| {
        (0..8).map(|row| at(1, 10.0, x, 640 - row * 13, &format!("{word} spalt med löpande text {row}"))).collect::<String>()
    };
    let page = column(60, "vänster") + &at(2, 20.0, 60, 720, "Utemiljö") + &column(320, "höger");
    assert!(document(&[&page], "").text().starts_with("Utemiljö"));
}

#[test]
fn levels_follow_numbering_and_what_is_found_under_what() {
    let section = |top: i32, size: f32, title: &str| at(2, size, 72, top, title) + &paragraph(top - 20, "Varje år");
    let cover = at(2, 26.0, 72, 500, "Lekplan") + &at(2, 18.0, 72, 440, "Lillby kommun");
    let contents =
        at(2, 17.0, 72, 760, "Innehåll") + &lines(720, &["1 Uppdrag .................... 3", "2 Mål ........................ 4"]);
    let first = section(760, 15.0, "1 Uppdrag") + &section(660, 13.0, "1.1 Barnens röst") + &section(560, 12.0, "1.1.1 Möten");
    let second = section(760, 15.0, "2 Mål") + &section(660, 13.0, "2.1 Trygghet") + &section(560, 13.0, "Särskilda frågor");
    let d = document(&[&cover, &contents, &first, &second], "");
    let found = headings(&d);
    let expected = [
        ("h1", "Lekplan"),
        ("h1", "Lillby kommun"),
        ("h1", "Innehåll"),
        ("h1", "1 Uppdrag"),
        ("h2", "1.1 Barnens röst"),
        ("h3", "1.1.1 Möten"),
        ("h1", "2 Mål"),
        ("h2", "2.1 Trygghet"),
        ("h2", "Särskilda frågor"),
    ];
    assert_eq!(found, expected.map(|(kind, text)| (kind.to_owned(), text)));
}

#[test]
fn an_outline_names_headings_on_its_own_pages_only() {
    let list = lines(700, &["Förvaltningen arbetar varje år med:", "1. Lekplatser", "2. Skolvägar"]);
    let section = at(1, 11.0, 72, 760, "2.1 Lekplatser") + &paragraph(730, "Varje år");
    let empty = paragraph(700, "Vid behov");
    let mut pdf = lopdf::Document::load_mem(&file(&[&list, &empty, &empty, &section], "")).expect("sound");
    let page = *pdf.get_pages().get(&4).expect("four pages");
    let title = lopdf::Object::string_literal("Lekplatser");
    let entry = pdf.add_object(lopdf::dictionary! { "Title" => title, "Dest" => vec![page.into(), "Fit".into()] });
    let outlines = pdf.add_object(lopdf::dictionary! { "First" => entry, "Last" => entry });
    pdf.catalog_mut().expect("has one").set("Outlines", outlines);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("saves");
    let d = read(&bytes, origin(), &Limits::default(), None).expect("sound");
    assert_eq!(headings(&d), [("h1".to_owned(), "2.1 Lekplatser")]);
    assert!(kinds(&d).contains(&("li0".into(), "1. Lekplatser")));
}

#[test]
fn titles_broken_by_hand_and_what_is_no_heading() {
    let body = paragraph(600, "Varje år");
    let title = at(2, 24.0, 72, 740, "Lek och rörelse") + &at(2, 24.0, 72, 710, "2031-2035");
    assert_eq!(headings(&document(&[&(title + &body)], "")), [("h1".to_owned(), "Lek och rörelse 2031-2035")]);
    // The title of a chart over its scale, a sum, and a clause that goes on elsewhere.
    let chart = at(1, 15.0, 200, 500, "Antal barn i Lillby")
        + &at(1, 8.0, 80, 480, "300")
        + &at(1, 8.0, 80, 460, "200")
        + &at(1, 8.0, 80, 440, "100");
    let sum = at(2, 11.0, 72, 400, "Summa 1 250 1 300 1 420") + &at(1, 11.0, 72, 380, "Lokalerna");
    let open = at(2, 11.0, 72, 340, "Det är kommunens uppgift att") + &paragraph(310, "Vid behov");
    assert!(headings(&document(&[&(body + &chart + &sum + &open)], "")).is_empty());
}

#[test]
fn contents_lines_with_all_their_words() {
    let page = at(2, 16.0, 72, 760, "Innehåll")
        + &lines(
            720,
            &[
                "Förord",
                "1 Uppdrag .................................... 3",
                "2 Hur barn och unga i hela kommunen får vara med",
                "och bestämma ................................. 5",
                "3 Lek . . . . . . . . . . . . . . . . . . . . . . 9",
            ],
        );
    let d = document(&[&page, &paragraph(700, "Varje år")], "");
    let found = kinds(&d);
    assert_eq!(found.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["h1", "toc", "toc", "toc", "toc", "p"]);
    assert!(found[3].1.starts_with("2 Hur barn och unga i hela kommunen får vara med och bestämma ..."), "{found:?}");
    assert!(found[4].1.starts_with("3 Lek . ."), "{found:?}");
    // A page number in running text makes no table of contents.
    let note = paragraph(700, "Varje år") + &at(1, 8.0, 72, 90, "3 Se kommunens lekplan, antagen i juni, sid 12");
    assert_eq!(kinds(&document(&[&note], "")).last().map(|(kind, _)| kind.clone()), Some("fn".into()));
}

#[test]
fn notes_and_captions() {
    let raised =
        "BT /F1 11 Tf 72 650 Td (N\\344mnden ansvarar f\\366r f\\366reskrifter) Tj /F1 6 Tf 4 Ts (1) Tj 0 Ts /F1 11 Tf ( om lek.) Tj ET ";
    // The note's number is raised and stands apart from its text.
    let note =
        "BT /F1 6 Tf 4 Ts 72 100 Td (1) Tj 0 Ts /F1 11 Tf 14 0 Td (\\204Barn\\224 \\344r den som inte har fyllt arton \\345r.) Tj ET ";
    let caption =
        at(1, 11.0, 72, 560, "Figur 1, Lekplatser i Lillby") + &at(1, 11.0, 72, 520, "Figur 1 visar var lekplatserna finns i kommunen");
    let d = document(&[&(paragraph(720, "Varje år") + raised + &caption + note)], "");
    let found = kinds(&d);
    assert_eq!(found.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["p", "p", "cap", "p", "fn"], "{found:?}");
    assert_eq!(found[1].1, "Nämnden ansvarar för föreskrifter 1 om lek.");
}

#[test]
fn hyphens_over_pages_and_numbers_over_lines() {
    let first = lines(700, &["Arbetet med lekmiljöer görs i hela kommunen tillsammans med barnen, med skolor och med ex-"]);
    let filler = lines(720, &["Förvaltningen har tagit fram en plan för hur barns behov av lek ska tas till vara i alla delar av"]);
    let second = lines(700, &["terna parter. Under året har antalet barn på förskolorna ökat till sammanlagt cirka", "1 600 barn."]);
    let d = document(&[&(filler + &first), &second], "");
    assert!(d.text().contains("externa parter"), "{}", d.text());
}

#[test]
fn chapter_names_along_the_outer_edge_are_marginal() {
    let edge = "BT /F1 9 Tf 0 1 -1 0 575 400 Tm (Utemilj\\366) Tj ET ";
    let d = document(&[&(paragraph(700, "Varje år") + edge)], "");
    assert_eq!(kinds(&d).last(), Some(&("m".into(), "Utemiljö")));
}
