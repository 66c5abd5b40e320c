//! Headings, lists and tables.

use super::*;

#[test]
fn headings_by_level_by_base_and_by_name() {
    let styles = part(
        "styles",
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
         <w:style w:styleId=\"R2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Rubrik1\"/></w:style>\
         <w:style w:styleId=\"Eget\"><w:name w:val=\"Kommunrubrik\"/><w:basedOn w:val=\"R2\"/></w:style>\
         <w:style w:styleId=\"Lokal\"><w:name w:val=\"Rubrik 4 utan numrering\"/></w:style>\
         <w:style w:styleId=\"Brod\"><w:name w:val=\"Bröd\"/><w:basedOn w:val=\"Rubrik1\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>\
         <w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>\
         <w:style w:styleId=\"TH\"><w:name w:val=\"TOC Heading\"/><w:basedOn w:val=\"Rubrik1\"/></w:style>\
         <w:style w:styleId=\"B\"><w:name w:val=\"caption\"/></w:style>\
         <w:style w:styleId=\"C\"><w:name w:val=\"Citat\"/></w:style>\
         <w:style w:styleId=\"L\"><w:name w:val=\"List Bullet 2\"/></w:style>\
         <w:style w:styleId=\"X\"><w:name w:val=\"x\"/><w:basedOn w:val=\"Y\"/></w:style>\
         <w:style w:styleId=\"Y\"><w:name w:val=\"y\"/><w:basedOn w:val=\"X\"/></w:style>",
    );
    let body: String = [
        ("Rubrik1", "ett"),
        ("R2", "två"),
        ("Eget", "tre"),
        ("Lokal", "fyra"),
        ("Brod", "fem"),
        ("TOC1", "sex"),
        ("TH", "Innehåll"),
        ("B", "Tabell 1"),
        ("C", "citerat"),
        ("L", "punkt"),
        ("X", "i ring"),
        ("Heading3", "utan mall"),
    ]
    .iter()
    .map(|(id, text)| p(&style(id), text))
    .collect();
    let direct = p("<w:outlineLvl w:val=\"2\"/>", "direkt") + &p(&(style("Rubrik1") + "<w:outlineLvl w:val=\"9\"/>"), "ej");
    let d = document(&(body + &direct), &[("styles", &styles)]);
    assert_eq!(
        outline(&d),
        [
            "h1 ett",
            "h2 två",
            "h2 tre",
            "h4 fyra",
            "p fem",
            "TocLine sex",
            "TocLine Innehåll",
            "Caption Tabell 1",
            "Quote citerat",
            "li1 punkt",
            "p i ring",
            "h3 utan mall",
            "h3 direkt",
            "p ej",
        ]
    );
}

fn numbered(id: u8, level: u8, text: &str) -> String {
    p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>"), text)
}

fn level(index: u8, format: &str, pattern: &str, more: &str) -> String {
    format!("<w:lvl w:ilvl=\"{index}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{pattern}\"/>{more}</w:lvl>")
}

#[test]
fn list_labels_are_counted() {
    let numbering = part(
        "numbering",
        &format!(
            "<w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
             <w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>",
            level(0, "upperRoman", "%1.", ""),
            level(1, "lowerLetter", "%1.%2)", ""),
            level(2, "decimal", "%1.%3", "<w:isLgl/><w:lvlRestart w:val=\"0\"/>"),
            level(0, "bullet", "•", ""),
        ),
    );
    let section = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:sectPr/></w:pPr></w:p>";
    let body = numbered(1, 0, "ett")
        + section
        + &numbered(1, 1, "två")
        + &numbered(1, 1, "")
        + &numbered(1, 1, "tre")
        + &numbered(1, 2, "djup")
        + &numbered(1, 0, "fyra")
        + &numbered(1, 1, "fem")
        + &numbered(1, 2, "djup igen")
        + &numbered(2, 0, "punkt")
        + &numbered(3, 0, "sju")
        + &numbered(9, 0, "utan lista");
    let d = document(&body, &[("numbering", &numbering)]);
    assert_eq!(
        outline(&d),
        [
            "li0 I. ett",
            "li1 I.a) två",
            "li1 I.c) tre",
            "li2 1.1 djup",
            "li0 II. fyra",
            "li1 II.a) fem",
            "li2 2.2 djup igen",
            "li0 punkt",
            "li0 VII. sju",
            "p utan lista",
        ]
    );
}

#[test]
fn headings_take_their_level_in_the_list_from_linked_styles() {
    let styles = part(
        "styles",
        "<w:style w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
         <w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"H1\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/></w:numPr></w:pPr></w:style>\
         <w:style w:styleId=\"H3\"><w:name w:val=\"heading 3\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
    );
    let levels: String = (0..3u8)
        .map(|i| level(i, "decimal", ["%1", "%1.%2", "%1.%2.%3"][i as usize], &format!("<w:pStyle w:val=\"H{}\"/>", i + 1)))
        .collect();
    let numbering = part(
        "numbering",
        &format!(
            "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        ),
    );
    let none = style("H2") + "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let body = p(&style("H1"), "A") + &p(&style("H2"), "B") + &p(&style("H3"), "C") + &p(&style("H1"), "D") + &p(&none, "E");
    let d = document(&body, &[("styles", &styles), ("numbering", &numbering)]);
    assert_eq!(outline(&d), ["h1 1 A", "h2 1.1 B", "h3 1.1.1 C", "h1 2 D", "h2 E"]);
}

#[test]
fn typed_bullets_are_items_too() {
    let body = "<w:p><w:r><w:t>Nämnden ska:</w:t><w:br/><w:t>- höra barn</w:t><w:br/><w:t>- följa</w:t><w:br/><w:t>upp</w:t></w:r></w:p>\
                <w:p><w:r><w:t>•</w:t><w:tab/><w:t>utbilda</w:t></w:r></w:p>";
    assert_eq!(outline(&document(body, &[])), ["p Nämnden ska:", "li0 höra barn", "li0 följa upp", "li0 utbilda"]);
}

fn cell(properties: &str, inner: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
}

fn row(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

fn table(columns: usize, rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid>{}</w:tblGrid>{}</w:tbl>", "<w:gridCol/>".repeat(columns), rows.concat())
}

#[test]
fn tables_keep_cells_under_their_headers() {
    let t = |text: &str| cell("", &p("", text));
    let inner = table(2, &[row("", &[t("x"), t("y")])]);
    let rows = [
        row("<w:tblHeader/>", &[t("Mål"), t("Mått"), t("Ansvar")]),
        row("", &[cell("<w:gridSpan w:val=\"2\"/>", &p("", "bred")), t("nämnd")]),
        row("", &[cell("<w:vMerge w:val=\"restart\"/>", &p("", "hög")), t(""), t("a")]),
        row("", &[cell("<w:vMerge/>", &p("", "")), t(""), cell("", &(p("", "b") + &inner + &p("", "c")))]),
        row("<w:gridBefore w:val=\"1\"/>", &[t("efter"), t("tom")]),
    ];
    let d = document(&table(3, &rows), &[]);
    assert_eq!(outline(&d), ["th0 Mål|Mått|Ansvar", "tr0 bred||nämnd", "tr0 hög||a", "tr0 ||b c", "tr1 x|y", "tr0 |efter|tom"]);
    assert_eq!(d.tables()[0].headers, [0]);
}

#[test]
fn a_bold_or_shaded_short_first_row_is_a_header() {
    let bold = |text: &str| cell("", &format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>"));
    let shaded = |text: &str| cell("<w:shd w:fill=\"D9D9D9\"/>", &p("", text));
    let plain = |text: &str| cell("", &p("", text));
    let header = |first: &str| document(first, &[]).blocks().iter().any(|b| matches!(b.kind, BlockKind::TableRow { header: true, .. }));
    let second = row("", &[plain("Höra barn"), plain("Rektor")]);
    assert!(header(&table(2, &[row("", &[bold("Åtgärd"), bold("Ansvarig")]), second.clone()])));
    assert!(header(&table(2, &[row("", &[shaded("Åtgärd"), shaded("Ansvarig")]), second.clone()])));
    assert!(!header(&table(2, &[row("", &[bold("Åtgärd"), plain("Ansvarig")]), second.clone()])));
    assert!(!header(&table(2, &[row("", &[bold("En hel mening står här."), bold("Ja")]), second])));
    assert!(!header(&table(2, &[row("", &[bold("Ensam"), bold("rad")])])));
}

#[test]
fn a_frame_around_running_text_is_no_table() {
    let framed = table(1, &[row("", &[cell("", &(p("", "Ett stycke.") + &p("", "Ett till.")))])]);
    assert_eq!(outline(&document(&framed, &[])), ["p Ett stycke.", "p Ett till."]);
    let single = table(1, &[row("", &[cell("", &p("", "Bara en rad"))])]);
    assert_eq!(outline(&document(&single, &[])), ["tr0 Bara en rad"]);
}
