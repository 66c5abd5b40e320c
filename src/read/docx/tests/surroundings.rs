//! Parts around the body: notes, headers, metadata; other encodings, prefixes and namespaces.

use super::*;
use crate::text::{Place, ProblemCode, Severity};

#[test]
fn notes_follow_the_paragraph_that_refers_to_them() {
    let notes = part(
        "footnotes",
        &format!(
            "<w:footnote w:type=\"separator\" w:id=\"-1\">{}</w:footnote><w:footnote w:id=\"2\">{}{}</w:footnote><w:footnote w:id=\"3\">{}</w:footnote>",
            p("", "streck"),
            p("", "Notens text."),
            p("", "Andra stycket."),
            p("", "Ingen hänvisar hit.")
        ),
    );
    let body = "<w:p><w:r><w:t>Enligt lagen</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t> gäller.</w:t></w:r></w:p>"
        .to_owned()
        + &p("", "Sedan.");
    let d = document(&body, &[("footnotes", &notes)]);
    assert_eq!(outline(&d), ["p Enligt lagen gäller.", "Footnote Notens text.", "Footnote Andra stycket.", "p Sedan."]);
}

#[test]
fn headers_come_once_at_the_end() {
    let header = part("hdr", &p("", "Kommunen"));
    let footer = part("ftr", &p("", "Sida 1"));
    let d = document(&p("", "Text."), &[("header", &header), ("header", &header), ("footer", &footer)]);
    assert_eq!(outline(&d), ["p Text.", "Marginal Kommunen", "Marginal Sida 1"]);
}

#[test]
fn comments_are_no_text_and_foreign_parts_are_told_of() {
    let comments = part("comments", &format!("<w:comment w:id=\"0\">{}</w:comment>", p("", "tycker jag")));
    let body =
        p("", "Text.") + "<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p><w:altChunk r:id=\"r1\"/>";
    let d = document(&body, &[("comments", &comments), ("aFChunk", "<html>mer</html>")]);
    assert_eq!(d.text(), "Text.");
    assert_eq!(remarks(&d), ["comment 0: tycker jag"]);
    assert_eq!(d.problems().len(), 1);
    let problem = &d.problems()[0];
    assert_eq!((problem.code, problem.severity), (ProblemCode::MissingPart, Severity::Warning));
    assert_eq!(problem.place, Place::Part("word/aFChunk1.xml".into()));
}

#[test]
fn text_in_smart_art_is_read() {
    let data = "<dgm:dataModel xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" \
                xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><dgm:ptLst>\
                <dgm:pt><dgm:t><a:p><a:r><a:t>Höra </a:t></a:r><a:r><a:t>barn</a:t></a:r></a:p></dgm:t></dgm:pt>\
                <dgm:pt type=\"pres\"><dgm:t><a:p><a:r><a:t>igen</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>";
    let body = "<w:p><w:r><w:t>Figur</w:t></w:r><w:r><w:drawing><dgm:relIds r:dm=\"r0\" r:lo=\"r9\"/></w:drawing></w:r></w:p>";
    assert_eq!(outline(&document(body, &[("diagramData", data)])), ["p Figur", "p Höra barn"]);
}

#[test]
fn the_title_and_the_program_come_from_the_properties() {
    let main = part("document", &p("", "Text"));
    let bytes = zipped(&[
        ("word/document.xml", main.as_bytes()),
        (
            "docProps/core.xml",
            "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title> Plan &amp; mål </dc:title></cp:coreProperties>".as_bytes(),
        ),
        ("docProps/app.xml", b"<Properties><Application>Microsoft Office Word</Application></Properties>"),
    ]);
    let d = try_read(&bytes).unwrap();
    assert_eq!(d.origin().title.as_deref(), Some("Plan & mål"));
    assert_eq!(d.origin().producer.as_deref(), Some("Microsoft Office Word"));
}

#[test]
fn any_prefix_the_strict_namespace_and_utf16() {
    let inner = "<x:body><x:p><x:pPr><x:pStyle x:val=\"Heading1\"/></x:pPr><x:r><x:t>Åtgärder</x:t></x:r></x:p></x:body>";
    for namespace in [WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main"] {
        for prefix in ["x:", ""] {
            let bound = if prefix.is_empty() { "xmlns" } else { "xmlns:x" };
            let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?><x:document {bound}=\"{namespace}\">{inner}</x:document>");
            // Attributes without a prefix are what a default namespace leads to.
            let xml = if prefix.is_empty() { xml.replace("<x:", "<").replace("</x:", "</").replace("x:val", "val") } else { xml };
            let wide: Vec<u8> =
                "\u{FEFF}".chars().chain(xml.chars()).collect::<String>().encode_utf16().flat_map(u16::to_le_bytes).collect();
            let top = format!("<Relationships><Relationship Type=\"{OFFICE}/officeDocument\" Target=\"/Word\\Main.xml\"/></Relationships>");
            let d = try_read(&zipped(&[("_rels/.rels", top.as_bytes()), ("word/main.xml", &wide)])).unwrap();
            assert_eq!(outline(&d), ["h1 Åtgärder"], "{xml}");
        }
    }
}

#[test]
fn missing_and_damaged_parts_leave_a_warning() {
    let main = part("document", &p("", "Text"));
    let relationships = format!(
        "<Relationships><Relationship Id=\"1\" Type=\"{OFFICE}/styles\" Target=\"borta.xml\"/>\
         <Relationship Id=\"2\" Type=\"{OFFICE}/footnotes\" Target=\"trasig.xml\"/>\
         <Relationship Id=\"3\" Type=\"{OFFICE}/hyperlink\" Target=\"http://x.se\" TargetMode=\"External\"/></Relationships>"
    );
    let bytes = zipped(&[
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", relationships.as_bytes()),
        ("word/trasig.xml", b"<w:footnotes><w:footnote>"),
    ]);
    let d = try_read(&bytes).unwrap();
    assert_eq!(d.text(), "Text");
    let places: Vec<&Place> = d.problems().iter().map(|p| &p.place).collect();
    assert_eq!(places, [&Place::Part("word/borta.xml".into()), &Place::Part("word/trasig.xml".into())]);
}

#[test]
fn an_empty_document_says_so() {
    let d = document("<w:p/>", &[]);
    assert_eq!((d.text(), d.problems()[0].code), ("", ProblemCode::NoText));
}

#[test]
fn a_document_from_another_writer_is_read_the_same() {
    use docx_rs::{Docx, Footnote, Paragraph, Run, Style, StyleType, Table, TableCell, TableRow};
    let line = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
    let note = Footnote::new().add_content(line("En fotnot."));
    let cells = |a: &str, b: &str| TableRow::new(vec![TableCell::new().add_paragraph(line(a)), TableCell::new().add_paragraph(line(b))]);
    let mut packed = std::io::Cursor::new(Vec::new());
    Docx::new()
        .add_style(Style::new("Rubrik1", StyleType::Paragraph).name("heading 1"))
        .add_paragraph(line("Plan mot diskriminering").style("Rubrik1"))
        .add_paragraph(line("Alla barn & elever ska höras.").add_run(Run::new().add_footnote_reference(note)))
        .add_table(Table::new(vec![cells("Mål", "Ansvar"), cells("Höra barn", "Rektor")]))
        .build()
        .pack(&mut packed)
        .unwrap();
    let d = crate::read::read(&packed.into_inner(), "plan", &Limits::default()).unwrap();
    assert_eq!(d.origin().format, Format::Docx);
    let lines = outline(&d);
    for expected in
        ["h1 Plan mot diskriminering", "p Alla barn & elever ska höras.", "Footnote En fotnot.", "tr0 Mål|Ansvar", "tr0 Höra barn|Rektor"]
    {
        assert!(lines.iter().any(|line| line == expected), "{expected}: {lines:?}");
    }
}
