//! The structure tree: order, kinds of blocks, replacement texts, content in forms, trees with gaps.

use super::*;

/// A page with this content and structure tree (objects from 10 on; 9 is the root).
#[track_caller]
fn tagged(content: &str, tree: &str, more: &[(usize, String)]) -> Document {
    let mut objects = vec![(9, format!("<</Type/StructTreeRoot{tree}>>"))];
    objects.extend_from_slice(more);
    let page = resources("/XObject<</X1 20 0 R>>") + "/StructParents 0";
    one_page("/MarkInfo<</Marked true>>/StructTreeRoot 9 0 R", &page, content, &objects)
}

/// A line of marked content.
fn line(id: usize, y: i32, text: &str) -> String {
    format!("/P <</MCID {id}>> BDC BT /F1 11 Tf 72 {y} Td ({text}) Tj ET EMC ")
}

fn element(role: &str, kids: &str) -> String {
    format!("<</S/{role}/Pg 3 0 R/K {kids}>>")
}

#[test]
fn a_box_drawn_last_is_read_where_the_tree_has_it() {
    let content = line(0, 700, "Planen g\\344ller alla.")
        + &line(2, 600, "Den ses \\366ver varje \\345r.")
        + &line(1, 650, "I rutan: barnens r\\344tt.");
    let kids = [element("P", "0"), element("Div", &element("P", "1")), element("P", "2")].concat();
    let d = tagged(&content, &format!("/K[{kids}]"), &[]);
    assert_eq!(d.text(), "Planen gäller alla.\n\nI rutan: barnens rätt.\n\nDen ses över varje år.");
}

#[test]
fn a_tree_that_climbs_the_page_is_not_followed() {
    let content: String = (0..6).map(|n| line(n, 700 - 50 * n as i32, &format!("Stycke {n}."))).collect();
    let kids: String = (0..6).rev().map(|n| element("P", &n.to_string())).collect();
    let d = tagged(&content, &format!("/K[{kids}]"), &[]);
    assert!(d.text().starts_with("Stycke 0.") && d.text().ends_with("Stycke 5."), "{}", d.text());
}

#[test]
fn kinds_of_blocks() {
    let content = line(0, 750, "Handlingsplan")
        + &line(1, 720, "Underrubrik")
        + &line(2, 690, "\\267 yttre punkt")
        + &line(3, 670, "\\267 inre punkt")
        + &line(4, 640, "Citerad text.")
        + &line(5, 610, "Bild av en lekplats.")
        + &line(6, 580, "Inledning 3")
        + &line(7, 60, "1 En not.");
    let inner = element("L", &format!("[{}]", element("LI", &element("LBody", "3"))));
    let outer = element("L", &format!("[{}]", element("LI", &format!("[{}{inner}]", element("LBody", "2")))));
    let deep = element("Sect", &format!("[{}]", element("Sect", &format!("[{}]", element("H", "1")))));
    let kids = [
        element("Titel", "0"),
        deep,
        outer,
        element("BlockQuote", &format!("[{}]", element("P", "4"))),
        element("Caption", &format!("[{}]", element("P", "5"))),
        element("TOC", &format!("[{}]", element("TOCI", &format!("[{}]", element("P", "6"))))),
        element("P", &format!("[{}]", element("Note", &format!("[{}]", element("P", "7"))))),
    ];
    let d = tagged(&content, &format!("/RoleMap<</Titel/P>>/K[{}]", kids.concat()), &[]);
    let found: Vec<String> = kinds(&d).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(found, ["h1", "h2", "li0", "li1", "q", "cap", "toc", "fn"], "{:?}", kinds(&d));
}

#[test]
fn the_head_of_a_table_needs_no_header_cells() {
    let cell = |id: usize, x: i32, y: i32, text: &str| format!("/TD <</MCID {id}>> BDC BT /F1 11 Tf {x} {y} Td ({text}) Tj ET EMC ");
    let content =
        cell(0, 72, 700, "M\\345l") + &cell(1, 300, 700, "Ansvarig") + &cell(2, 72, 670, "Trygghet") + &cell(3, 300, 670, "Rektor");
    let row = |a: usize, b: usize| element("TR", &format!("[{}{}]", element("TD", &a.to_string()), element("TD", &b.to_string())));
    let table = element("Table", &format!("[{}{}]", element("THead", &row(0, 1)), element("TBody", &row(2, 3))));
    let d = tagged(&content, &format!("/K[{table}]"), &[]);
    assert_eq!(kinds(&d), [("th".to_owned(), "Mål\tAnsvarig"), ("tr".to_owned(), "Trygghet\tRektor")]);
}

/// A table of two columns over two pages: what its head says there, and a row on each.
#[track_caller]
fn table_over_two_pages(heads: [[&str; 2]; 2]) -> Document {
    let cell = |id: usize, x: i32, y: i32, text: &str| format!("/TD <</MCID {id}>> BDC BT /F1 11 Tf {x} {y} Td ({text}) Tj ET EMC ");
    let rows = [["Trygghet", "Rektor"], ["Delaktighet", "Kansliet"]];
    let content = |page: usize| {
        let line = |id: usize, y: i32, texts: [&str; 2]| cell(id, 72, y, texts[0]) + &cell(id + 1, 300, y, texts[1]);
        stream("", &(line(0, 700, heads[page]) + &line(2, 670, rows[page])))
    };
    // One element for a head cell, with content on both pages.
    let head = |id: usize| element("TH", &format!("[{id}<</Type/MCR/Pg 5 0 R/MCID {id}>>]"));
    let body = |page: usize| [2, 3].map(|id| format!("<</S/TD/Pg {page} 0 R/K {id}>>")).concat();
    let row = |kids: String| element("TR", &format!("[{kids}]"));
    let kids = [element("THead", &row(head(0) + &head(1))), element("TBody", &format!("[{}{}]", row(body(3)), row(body(5))))].concat();
    let page = |contents: usize| format!("<</Type/Page/Parent 2 0 R/Contents {contents} 0 R{}>>", resources(""));
    let objects = [
        (1, "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 9 0 R>>".to_owned()),
        (2, "<</Type/Pages/Count 2/Kids[3 0 R 5 0 R]/MediaBox[0 0 595 842]>>".to_owned()),
        (3, page(4)),
        (4, content(0)),
        (5, page(6)),
        (6, content(1)),
        (9, format!("<</Type/StructTreeRoot/K[{}]>>", element("Table", &format!("[{kids}]")))),
    ];
    read(&assemble(&objects), origin(), &Limits::default()).expect("the file is sound")
}

#[test]
fn a_head_that_is_drawn_again_on_the_next_page_is_not_doubled() {
    let d = table_over_two_pages([["M\\345l", "Ansvarig"], ["M\\345l", "Ansvarig"]]);
    let found = kinds(&d);
    let wanted = [("th", "Mål\tAnsvarig"), ("tr", "Trygghet\tRektor"), ("m", "Mål Ansvarig"), ("tr", "Delaktighet\tKansliet")];
    assert_eq!(found, wanted.map(|(kind, text)| (kind.to_owned(), text)));
}

#[test]
fn a_head_that_goes_on_on_the_next_page_is_one() {
    let d = table_over_two_pages([["M\\345l", "Ansvarig"], ["till 2030", "n\\344mnd"]]);
    assert_eq!(kinds(&d)[0], ("th".to_owned(), "Mål till 2030\tAnsvarig nämnd"));
}

#[test]
fn replacement_text_of_an_element() {
    let content = line(0, 700, "Barnkon-") + &line(1, 680, "ventlonen g\\344ller.") + &line(2, 650, "Resten st\\345r kvar.");
    let kids = format!("<</S/P/Pg 3 0 R/ActualText(Barnkonventionen g\\344ller.)/K[0 1]>>{}", element("P", "2"));
    let d = tagged(&content, &format!("/K[{kids}]"), &[]);
    assert_eq!(d.text(), "Barnkonventionen gäller.\n\nResten står kvar.");
}

#[test]
fn content_of_forms_belongs_to_the_tree() {
    let form = stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]", &line(0, 700, "Rubriken i formul\\344ret"));
    let kids = format!("<</S/H2/Pg 3 0 R/K<</Type/MCR/Pg 3 0 R/Stm 20 0 R/MCID 0>>>>{}", element("P", "0"));
    let d = tagged(&format!("/X1 Do {}", line(0, 660, "Texten p\\345 sidan.")), &format!("/K[{kids}]"), &[(20, form)]);
    assert_eq!(kinds(&d), [("h2".to_owned(), "Rubriken i formuläret"), ("p".to_owned(), "Texten på sidan.")]);
}

#[test]
fn elements_without_a_page_are_found_through_their_content() {
    let content = line(0, 700, "Rubriken") + &line(1, 670, "Texten under den.");
    let more = [(10, "<</S/H1/K 0>>".to_owned()), (11, "<</S/P/K 1>>".to_owned())];
    let d = tagged(&content, "/K[10 0 R 11 0 R]/ParentTree<</Nums[0[10 0 R 11 0 R]]>>", &more);
    assert_eq!(kinds(&d), [("h1".to_owned(), "Rubriken"), ("p".to_owned(), "Texten under den.")]);
}
