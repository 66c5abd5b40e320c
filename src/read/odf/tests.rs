//! OpenDocument files built part by part, small enough to see what is tested.

use super::read;
use crate::read::Limits;
use crate::read::testing::{outline, zipped};
use crate::text::{Document, Format, Origin, Problem, ProblemCode};
use std::time::{Duration, Instant};

const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:presentation=\"urn:oasis:names:tc:opendocument:xmlns:presentation:1.0\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xml=\"http://www.w3.org/XML/1998/namespace\"";

fn part(root: &str, inner: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:{root} {NAMES}>{inner}</office:{root}>")
}

fn content(automatic: &str, body: &str) -> String {
    let body = format!("<office:automatic-styles>{automatic}</office:automatic-styles><office:body>{body}</office:body>");
    part("document-content", &body)
}

fn text(body: &str) -> String {
    format!("<office:text>{body}</office:text>")
}

fn packed(content: &str, styles: &str, meta: &str) -> Vec<u8> {
    let (styles, meta) = (part("document-styles", styles), part("document-meta", meta));
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("meta.xml", meta.as_bytes()),
        ("styles.xml", styles.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

fn try_read(bytes: &[u8], limits: &Limits) -> Result<Document, Problem> {
    read(bytes, Origin { name: "prov.odt".into(), format: Format::Odt, title: None, producer: None }, limits)
}

#[track_caller]
fn blocks(body: &str) -> Vec<String> {
    outline(&try_read(&packed(&content("", &text(body)), "", ""), &Limits::default()).unwrap())
}

const LISTS: &str = "<office:styles>\
    <text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"1\"/>\
      <text:outline-level-style text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/>\
      <text:outline-level-style text:level=\"3\" style:num-format=\"\"/></text:outline-style>\
    <text:list-style style:name=\"Nummer\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>\
      <text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-prefix=\"(\" style:num-suffix=\")\"/></text:list-style>\
    <text:list-style style:name=\"Punkter\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"/></text:list-style>\
    </office:styles>";

#[test]
fn headings_lists_and_their_numbers() {
    let body = "<text:h text:outline-level=\"1\">Inledning</text:h><text:h text:outline-level=\"2\">Syfte</text:h>\
        <text:h text:outline-level=\"2\">Mål</text:h><text:h text:outline-level=\"3\">Utan nummer</text:h>\
        <text:h text:outline-level=\"1\" text:is-list-header=\"true\">Bilagor</text:h>\
        <text:p>Nämnden ska:</text:p>\
        <text:list text:style-name=\"Nummer\" xml:id=\"ett\"><text:list-item><text:p>lyssna</text:p><text:p>Mer om det.</text:p>\
          <text:list><text:list-item><text:p>på barn</text:p></text:list-item><text:list-item><text:p>på äldre</text:p></text:list-item></text:list></text:list-item>\
          <text:list-header><text:p>Utan nummer</text:p></text:list-header>\
          <text:list-item text:start-value=\"7\"><text:p>sjunde</text:p></text:list-item></text:list>\
        <text:list text:style-name=\"Punkter\"><text:list-item><text:p>punkt</text:p></text:list-item></text:list>\
        <text:list text:style-name=\"Nummer\" text:continue-list=\"ett\"><text:list-item><text:p>åttonde</text:p></text:list-item></text:list>\
        <text:list text:style-name=\"Nummer\"><text:list-item><text:p>från början</text:p></text:list-item></text:list>";
    let d = try_read(&packed(&content("", &text(body)), LISTS, ""), &Limits::default()).unwrap();
    assert_eq!(
        outline(&d),
        [
            "h1 1 Inledning",
            "h2 1.1 Syfte",
            "h2 1.2 Mål",
            "h3 Utan nummer",
            "h1 Bilagor",
            "p Nämnden ska:",
            "li0 1. lyssna",
            "p Mer om det.",
            "li1 (a) på barn",
            "li1 (b) på äldre",
            "p Utan nummer",
            "li0 7. sjunde",
            "li0 punkt",
            "li0 8. åttonde",
            "li0 1. från början",
        ]
    );
}

#[test]
fn styles_tell_headings_captions_and_hidden_text() {
    let styles = "<office:styles>\
        <style:style style:name=\"Title\" style:family=\"paragraph\"/>\
        <style:style style:name=\"Heading_20_2\" style:display-name=\"Heading 2\" style:family=\"paragraph\" style:default-outline-level=\"2\"/>\
        <style:style style:name=\"Caption\" style:family=\"paragraph\"/>\
        <style:style style:name=\"Table\" style:family=\"paragraph\" style:parent-style-name=\"Caption\"/>\
        <style:style style:name=\"Quotations\" style:family=\"paragraph\"/></office:styles>";
    let automatic = "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Heading_20_2\"/>\
        <style:style style:name=\"P2\" style:family=\"paragraph\" style:parent-style-name=\"P2\"/>\
        <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";
    let body = "<text:p text:style-name=\"Title\">Plan</text:p><text:p text:style-name=\"P1\">Mål</text:p>\
        <text:p text:style-name=\"P2\">Stil<text:s text:c=\"3\"/>i<text:tab/>ring<text:line-break/>slut</text:p>\
        <text:p>Synligt <text:span text:style-name=\"T1\">dolt <text:span>djupare</text:span></text:span>igen</text:p>\
        <text:p text:style-name=\"Table\">Tabell 1</text:p><text:p text:style-name=\"Quotations\">Sagt av någon.</text:p>\
        <text:p>dis\u{AD}kriminering\n   över rader</text:p>";
    let d = try_read(&packed(&content(automatic, &text(body)), styles, ""), &Limits::default()).unwrap();
    assert_eq!(
        outline(&d),
        [
            "h1 Plan",
            "h2 Mål",
            "p Stil i ring slut",
            "p Synligt igen",
            "Caption Tabell 1",
            "Quote Sagt av någon.",
            "p diskriminering över rader"
        ]
    );
}

#[test]
fn tables_with_headers_merged_and_inner_cells() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let inner = format!(
        "<table:table-cell><text:p>yttre</text:p><table:table><table:table-column/><table:table-column/>{}</table:table></table:table-cell>",
        row(&(cell("inre a") + &cell("inre b")))
    );
    let table = format!(
        "<table:table><table:table-column table:number-columns-repeated=\"3\"/><table:table-header-rows>{}</table:table-header-rows>{}{}{}</table:table>",
        row(&(cell("Mål") + &cell("Åtgärd") + &cell("Ansvarig"))),
        row(&("<table:table-cell table:number-columns-spanned=\"2\"><text:p>bred</text:p></table:table-cell><table:covered-table-cell/>"
            .to_owned()
            + &cell("c"))),
        row(&("<table:covered-table-cell/>".to_owned() + &inner + &cell("d"))),
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\"><text:p>samma</text:p></table:table-cell></table:table-row>",
    );
    assert_eq!(
        blocks(&table),
        ["th0 Mål|Åtgärd|Ansvarig", "tr0 bred||c", "tr0 |yttre|d", "tr1 inre a|inre b", "tr0 samma|samma", "tr0 samma|samma"]
    );
}

#[test]
fn a_bold_first_row_is_a_header_and_a_frame_is_text() {
    let automatic =
        "<style:style style:name=\"B\" style:family=\"paragraph\"><style:text-properties fo:font-weight=\"bold\"/></style:style>";
    let body = "<table:table><table:table-column table:number-columns-repeated=\"2\"/>\
        <table:table-row><table:table-cell><text:p text:style-name=\"B\">Mål</text:p></table:table-cell><table:table-cell><text:p text:style-name=\"B\">När</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>\
        <table:table><table:table-column/><table:table-row><table:table-cell><text:h text:outline-level=\"1\">I ram</text:h><text:p>Text.</text:p></table:table-cell></table:table-row></table:table>";
    let d = try_read(&packed(&content(automatic, &text(body)), "", ""), &Limits::default()).unwrap();
    assert_eq!(outline(&d), ["th0 Mål|När", "tr0 a|b", "h1 I ram", "p Text."]);
}

#[test]
fn notes_boxes_and_contents_have_their_places_and_the_rest_stays_out() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Struket.</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:table-of-content><text:table-of-content-source><text:index-title-template>Mall</text:index-title-template></text:table-of-content-source>\
          <text:index-body><text:index-title><text:p>Innehåll</text:p></text:index-title><text:p><text:a>Mål<text:tab/>3</text:a></text:p></text:index-body></text:table-of-content>\
        <text:p>Före <text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Notens text.</text:p></text:note-body></text:note>\
          efter<office:annotation><dc:creator>Någon</dc:creator><text:p>Kommentar</text:p></office:annotation>.\
          <draw:frame><draw:text-box><text:p>I rutan.</text:p></draw:text-box><svg:title>Bild</svg:title><svg:desc>Beskrivning</svg:desc></draw:frame></text:p>\
        <draw:custom-shape><text:p>I formen.</text:p></draw:custom-shape>\
        <text:section text:display=\"none\"><text:p>Dolt avsnitt</text:p></text:section><text:section><text:p>Öppet avsnitt</text:p></text:section>\
        <text:p><text:hidden-text text:is-hidden=\"true\">x</text:hidden-text><text:ruby><text:ruby-base>bas</text:ruby-base><text:ruby-text>uttal</text:ruby-text></text:ruby></text:p>\
        <text:p>Gömd<text:hidden-paragraph text:is-hidden=\"true\"/></text:p>\
        <text:p>Nytt <text:change-start/>tillagt<text:change-end/></text:p>";
    assert_eq!(
        blocks(body),
        [
            "TocLine Innehåll",
            "TocLine Mål 3",
            "p Före efter.",
            "Footnote Notens text.",
            "p I rutan.",
            "p I formen.",
            "p Öppet avsnitt",
            "p bas",
            "p Nytt tillagt",
        ]
    );
}

#[test]
fn headers_and_metadata() {
    let styles = "<office:master-styles>\
        <style:master-page style:name=\"A\"><style:header><text:p>Granbo kommun</text:p></style:header><style:footer><text:p>Sidfot</text:p></style:footer>\
        <style:header-first style:display=\"false\"><text:p>Visas ej</text:p></style:header-first></style:master-page>\
        <style:master-page style:name=\"B\"><style:header><text:p>Granbo kommun</text:p></style:header></style:master-page></office:master-styles>";
    let meta =
        "<office:meta><meta:generator>Skrivaren 1.0</meta:generator><dc:title>Barnplan</dc:title><dc:subject>x</dc:subject></office:meta>";
    let d = try_read(&packed(&content("", &text("<text:p>Text.</text:p>")), styles, meta), &Limits::default()).unwrap();
    assert_eq!(outline(&d), ["p Text.", "Marginal Granbo kommun", "Marginal Sidfot"]);
    assert_eq!((d.origin().title.as_deref(), d.origin().producer.as_deref()), (Some("Barnplan"), Some("Skrivaren 1.0")));
}

#[test]
fn flat_documents_are_read_alike() {
    let inner = format!(
        "<office:meta><dc:title>Platt</dc:title></office:meta>{LISTS}<office:master-styles><style:master-page><style:footer><text:p>Fot</text:p></style:footer></style:master-page></office:master-styles>\
         <office:body><office:text><text:h text:outline-level=\"1\">Mål</text:h><text:p>Bild<draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image></draw:frame></text:p></office:text></office:body>"
    );
    let d = try_read(part("document", &inner).as_bytes(), &Limits::default()).unwrap();
    assert_eq!(
        (outline(&d), d.origin().title.as_deref()),
        (vec!["h1 1 Mål".into(), "p Bild".into(), "Marginal Fot".into()], Some("Platt"))
    );
}

#[test]
fn slides_are_pages_with_notes_apart() {
    let automatic = "<style:style style:name=\"dold\" style:family=\"drawing-page\"><style:drawing-page-properties presentation:visibility=\"hidden\"/></style:style>";
    let frame = |class: &str, inner: &str| {
        format!("<draw:frame presentation:class=\"{class}\"><draw:text-box>{inner}</draw:text-box></draw:frame>")
    };
    let body = format!(
        "<office:presentation><presentation:footer-decl>Fot</presentation:footer-decl>\
         <draw:page>{}{}<draw:g><draw:custom-shape><text:p>I grupp</text:p></draw:custom-shape></draw:g>\
           <presentation:notes>{}{}</presentation:notes></draw:page>\
         <draw:page draw:style-name=\"dold\">{}{}<draw:frame presentation:class=\"outline\" presentation:placeholder=\"true\"><draw:text-box><text:p>Klicka här</text:p></draw:text-box></draw:frame></draw:page>\
         </office:presentation>",
        frame("title", "<text:p>Barns rätt</text:p>"),
        frame(
            "outline",
            "<text:list><text:list-item><text:p>Lyssna</text:p><text:list><text:list-item><text:p>alltid</text:p></text:list-item></text:list></text:list-item></text:list>"
        ),
        frame("notes", "<text:p>Berätta om planen.</text:p>"),
        frame("page-number", "<text:p>1</text:p>"),
        frame("title", "<text:p>Dold bild</text:p>"),
        frame("footer", "<text:p>Granbo</text:p>"),
    );
    let d = try_read(&packed(&content(automatic, &body), "", ""), &Limits::default()).unwrap();
    assert_eq!(
        outline(&d),
        ["h1 Barns rätt", "li0 Lyssna", "li1 alltid", "p I grupp", "Footnote Berätta om planen.", "h2 Dold bild", "Marginal Granbo"]
    );
    assert_eq!(d.pages().len(), 2);
    assert_eq!(d.problems(), [Problem::note(ProblemCode::HiddenPage, crate::text::Place::Page(2), "")]);
}

#[test]
fn encrypted_damaged_and_missing_parts() {
    let manifest = "<manifest><file-entry full-path=\"content.xml\"><encryption-data/></file-entry></manifest>";
    let locked = zipped(&[("META-INF/manifest.xml", manifest.as_bytes()), ("content.xml", b"\x01\x02")]);
    assert_eq!(try_read(&locked, &Limits::default()).unwrap_err().code, ProblemCode::Encrypted);
    let whole = content("", &text("<text:p>Text.</text:p>"));
    let cut = &whole[..whole.len() - 40];
    assert_eq!(try_read(&packed(cut, "", ""), &Limits::default()).unwrap_err().code, ProblemCode::Damaged);
    assert_eq!(try_read(&zipped(&[("mimetype", b"x")]), &Limits::default()).unwrap_err().code, ProblemCode::Damaged);
    let d = try_read(&zipped(&[("content.xml", whole.as_bytes()), ("styles.xml", b"<a><b></a>")]), &Limits::default()).unwrap();
    assert_eq!((d.text(), d.problems()[0].code), ("Text.", ProblemCode::MissingPart));
    assert_eq!(
        try_read(&packed(&part("document-content", ""), "", ""), &Limits::default()).unwrap().problems()[0].code,
        ProblemCode::NoText
    );
}

#[test]
fn claims_nesting_and_bombs_are_bounded() {
    let start = Instant::now();
    let many = "1000000000";
    let body = format!(
        "<text:p>Text<text:s text:c=\"{many}\"/>.</text:p><table:table><table:table-column table:number-columns-repeated=\"{many}\"/>\
         <table:table-row table:number-rows-repeated=\"{many}\"><table:table-cell table:number-columns-repeated=\"{many}\"><text:p>a</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"{many}\"><table:table-cell table:number-columns-repeated=\"{many}\"/></table:table-row></table:table>"
    );
    let rows = blocks(&body);
    assert_eq!((rows[0].as_str(), rows.len()), ("p Text .", 102));
    assert_eq!(rows[1].matches('|').count(), 63);
    for element in [
        "text:section",
        "table:table><table:table-row><table:table-cell",
        "draw:frame><draw:text-box",
        "text:list><text:list-item",
        "text:span",
    ] {
        let open = format!("<{element}>").repeat(100_000);
        let deep = format!("<office:document {NAMES}><office:body><office:text><text:p>{open}");
        assert_eq!(try_read(deep.as_bytes(), &Limits::default()).unwrap_err().code, ProblemCode::LimitReached, "{element}");
    }
    let small = Limits { max_unpacked: 4 << 20, ..Limits::default() };
    let bomb = packed(&content("", &text(&format!("<text:p>{}</text:p>", "a".repeat(3 << 20)))), "", "");
    assert_eq!(try_read(&bomb, &small).unwrap_err().code, ProblemCode::LimitReached);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
