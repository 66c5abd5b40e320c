//! Small documents, each with one thing that a comment has to find its way around.

use super::*;

/// The copy of a document with this body under a title.
#[track_caller]
fn copy(body: &str) -> Annotated {
    annotated(&docx(&titled(body), &[])).unwrap()
}

#[test]
fn a_run_is_divided_with_its_looks_where_a_sentence_begins_inside_it() {
    let looks = "<w:rPr><w:b/><w:lang w:val=\"sv-SE\"/></w:rPr>";
    let made = copy(&paragraph(&format!("<w:r w:rsidR=\"00A1\">{looks}<w:t>{OTHER} {DUTY} {WISH}</w:t></w:r>")));
    let main = part(&made.bytes, MAIN);
    let run = |text: &str| format!("<w:r w:rsidR=\"00A1\">{looks}<w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    assert!(main.contains(&format!("{}<w:commentRangeStart w:id=\"0\"/>{}", run(&format!("{OTHER} ")), run(DUTY))), "{main}");
    assert_eq!((on(&made.bytes, DUTY).len(), on(&made.bytes, WISH).len(), on(&made.bytes, OTHER).len()), (1, 1, 0));
    assert_eq!((made.comments, made.beside), (3, 0));
}

#[test]
fn a_sentence_of_many_runs_breaks_and_signs_is_marked_from_first_to_last() {
    let pieces = "<w:r><w:t xml:space=\"preserve\">Slut. (Socialnämnden</w:t><w:tab/><w:t>ska</w:t><w:br/></w:r><w:proofErr w:type=\"spellStart\"/>\
                  <w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">varje år </w:t></w:r><w:bookmarkStart w:id=\"7\" w:name=\"x\"/>\
                  <w:r><w:t>redovisa hur barn&amp;flickors rättig</w:t><w:softHyphen/><w:t>heter beaktas.) Mer.</w:t></w:r>";
    let made = copy(&paragraph(pieces));
    let (_, range, told) = comments(&made.bytes).swap_remove(0);
    assert_eq!(range, "(Socialnämndenskavarje år redovisa hur barn&flickors rättigheter beaktas.)");
    assert!(told.contains("Barnets rättigheter"), "{told}");
}

#[test]
fn white_space_that_did_not_count_is_not_let_in() {
    // Without `preserve` Word drops white space at the ends of a text; a divided text would show it.
    let made = copy(&paragraph(&format!("<w:r><w:t>  {OTHER} {DUTY}</w:t></w:r>")));
    assert!(part(&made.bytes, MAIN).contains(&format!("<w:r><w:t>  {OTHER} {DUTY}</w:t></w:r>")));
    assert_eq!(made.comments, 2);
}

#[test]
fn comments_that_are_there_stay_and_keep_their_numbers() {
    let mark = |id: u32| {
        format!(
            "<w:commentRangeStart w:id=\"{id}\"/>{}<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>",
            run(DUTY)
        )
    };
    let old = |id: u32| format!("<w:comment w:id=\"{id}\" w:author=\"Eva\"><w:p><w:r><w:t>Bra!</w:t></w:r></w:p></w:comment>");
    let list = format!("<w:comments xmlns:w=\"{WORD}\">{}</w:comments>", old(4));
    let bytes = docx(&titled(&paragraph(&mark(4))), &[("comments", &list)]);
    let made = annotated(&bytes).unwrap();
    assert!(part(&made.bytes, "word/comments.xml").contains(&old(4)));
    let main = part(&made.bytes, MAIN);
    let places =
        ["commentRangeStart", "commentRangeEnd", "commentReference"].map(|name| main.find(&format!("<w:{name} w:id=\"4\"/>")).unwrap());
    assert!(places.is_sorted());
    let all = comments(&made.bytes);
    assert_eq!(all.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), [4, 5, 6]);
    assert_eq!(on(&made.bytes, DUTY).len(), 2);
    // Nothing had to be related or typed anew.
    for (name, contents) in parts(&bytes) {
        assert_eq!(
            contents == parts(&made.bytes).iter().find(|(n, _)| *n == name).unwrap().1,
            !matches!(name.as_str(), MAIN | "word/comments.xml"),
            "{name}"
        );
    }
}

#[test]
fn tracked_changes_stay_what_they_are() {
    let by = "w:id=\"9\" w:author=\"Eva\"";
    let body = format!(
        "{}<w:del {by}><w:r><w:delText>kanske </w:delText></w:r></w:del><w:ins {by}>{}</w:ins>{}",
        run("Mer. Socialnämnden ska varje år "),
        run("redovisa hur barnets "),
        run("bästa har beaktats.")
    );
    let made = copy(&paragraph(&body));
    assert_eq!(on(&made.bytes, DUTY).len(), 1, "{:?}", comments(&made.bytes));
    let main = part(&made.bytes, MAIN);
    assert!(main.contains("<w:del w:id=\"9\" w:author=\"Eva\"><w:r><w:delText>kanske </w:delText></w:r></w:del>"));
    assert!(main.contains("<w:ins w:id=\"9\" w:author=\"Eva\"><w:r>"));
    // A whole paragraph that someone added is divided inside the addition.
    let added = copy(&paragraph(&format!("<w:ins {by}>{}</w:ins>", run(&format!("{OTHER} {DUTY} {WISH}")))));
    assert_eq!((on(&added.bytes, DUTY).len(), on(&added.bytes, WISH).len()), (1, 1));
}

#[test]
fn removed_rows_that_repeat_the_text_do_not_mislead() {
    let row = |properties: &str, text: &str| {
        format!("<w:tr>{properties}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", paragraph(&run("Nr")), paragraph(&run(text)))
    };
    let table = format!("<w:tbl>{}{}</w:tbl>", row("<w:trPr><w:del/></w:trPr>", DUTY), row("", DUTY));
    let made = copy(&(table + &paragraph(&run(OTHER))));
    let main = part(&made.bytes, MAIN);
    let kept = main.rfind("<w:tr>").unwrap();
    assert!(main.find("commentRangeStart w:id=\"0\"").unwrap() > kept, "{main}");
}

#[test]
fn every_spelling_of_the_namespace() {
    let body = titled(&paragraph(&run(&format!("{OTHER} {DUTY}"))));
    let strict = main_part(&body).replace(WORD, STRICT);
    let made = annotated(&zipped(&package(&strict, &[]))).unwrap();
    assert_eq!(on(&made.bytes, DUTY).len(), 1);
    assert!(part(&made.bytes, "word/comments.xml").contains(STRICT));
    assert!(part(&made.bytes, "word/_rels/document.xml.rels").contains("http://purl.oclc.org/ooxml/officeDocument/relationships/comments"));
    let other = main_part(&body).replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=");
    let made = annotated(&zipped(&package(&other, &[]))).unwrap();
    assert!(part(&made.bytes, MAIN).contains("<ns0:commentRangeStart ns0:id=\"0\"/>"));
    assert_eq!(on(&made.bytes, DUTY).len(), 1);
    // The default namespace, in which attributes have none of their own.
    let bare = main_part(&body).replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", "xmlns=");
    let old = format!("<comments xmlns=\"{WORD}\"/>");
    let made = annotated(&zipped(&package(&bare, &[("comments", &old)]))).unwrap();
    assert_eq!(on(&made.bytes, DUTY).len(), 1);
}

#[test]
fn text_boxes_fields_and_links_stay_whole_and_the_comment_says_what_it_is_about() {
    let boxed = format!(
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        paragraph(&run(DUTY))
    );
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let field = format!("{}<w:r><w:instrText>REF x</w:instrText></w:r>{}{}{}", mark("begin"), mark("separate"), run(DUTY), mark("end"));
    let link = format!("<w:hyperlink r:id=\"r1\">{}</w:hyperlink>", run(DUTY));
    for whole in [boxed, field, link] {
        let made = copy(&paragraph(&format!("{}{whole}{}", run("Före. "), run(" Efter."))));
        let main = part(&made.bytes, MAIN);
        let marked = format!("<w:commentRangeStart w:id=\"0\"/>{whole}<w:commentRangeEnd w:id=\"0\"/>");
        assert!(main.contains(&marked), "{main}");
        assert_eq!((made.comments, made.beside), (2, 1));
        assert!(part(&made.bytes, "word/comments.xml").contains("Gäller: ”Socialnämnden ska varje år"));
    }
}

#[test]
fn text_of_another_part_is_told_of_at_its_neighbour() {
    let diagram = format!(
        "<dgm:dataModel xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <dgm:pt><a:p><a:r><a:t>{DUTY}</a:t></a:r></a:p></dgm:pt></dgm:dataModel>"
    );
    let body = titled(&paragraph("<w:r><w:drawing><dgm:relIds r:dm=\"r-diagramData\"/></w:drawing></w:r>")) + &paragraph(&run(OTHER));
    let made = annotated(&docx(&body, &[("diagramData", &diagram)])).unwrap();
    assert_eq!((made.comments, made.beside), (2, 1));
    assert!(part(&made.bytes, "word/comments.xml").contains("Gäller: ”Socialnämnden ska varje år"), "{:?}", comments(&made.bytes));
}

#[test]
fn without_quotations_the_comments_hold_no_words_of_the_document() {
    let boxed = format!(
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        paragraph(&run(DUTY))
    );
    let bytes = docx(&titled(&paragraph(&boxed)), &[]);
    let options = Options { quotes: false, ..Options::default() };
    let made = annotate(&bytes, &outcome(&bytes), rules(), &options, &Limits::default()).unwrap();
    let told = part(&made.bytes, "word/comments.xml");
    assert!(!told.contains("Socialnämnden") && !told.contains("förskolan") && told.contains("Barnets rättigheter"), "{told}");
}
