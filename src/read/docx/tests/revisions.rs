//! Tracked changes, fields, hidden text, special characters, alternate content.

use super::*;

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn lines(body: &str) -> Vec<String> {
    outline(&document(body, &[]))
}

#[test]
fn deletions_go_and_insertions_stay() {
    let by = "w:author=\"Eva\" w:date=\"2026-03-01T09:00:00Z\"";
    let body = format!(
        "<w:p>{}<w:del {by}><w:r><w:delText>borde </w:delText></w:r></w:del><w:del {by}><w:r><w:delText>kanske </w:delText></w:r></w:del>\
         <w:ins {by}>{}</w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
        r("Nämnden "),
        r("ska "),
        r("bort "),
        r("hit")
    );
    let d = document(&body, &[]);
    assert_eq!(outline(&d), ["p Nämnden ska hit"]);
    assert_eq!(remarks(&d), ["deletion 0: borde kanske  (Eva)", "insertion 0: ska  (Eva)", "deletion 0: bort ", "insertion 0: hit"]);
}

#[test]
fn a_deleted_mark_joins_paragraphs() {
    let mark = "<w:rPr><w:del w:id=\"1\"/></w:rPr>";
    assert_eq!(lines(&(p(mark, "Ett ") + &p(&style("Heading2"), "stycke") + &p(mark, "sist"))), ["h2 Ett stycke", "p sist"]);
}

#[test]
fn deleted_rows_and_cells_go() {
    let row = |properties: &str, cell: &str, text: &str| {
        format!("<w:tr><w:trPr>{properties}</w:trPr><w:tc>{}</w:tc><w:tc><w:tcPr>{cell}</w:tcPr>{}</w:tc></w:tr>", p("", text), p("", "b"))
    };
    let body = format!("<w:tbl>{}{}{}</w:tbl>", row("", "", "a"), row("<w:del/>", "", "bort"), row("<w:ins/>", "<w:cellDel/>", "c"));
    let d = document(&body, &[]);
    assert_eq!(outline(&d), ["tr0 a|b", "tr0 c"]);
    assert_eq!(remarks(&d), ["deletion 0: bort", "deletion 0: b", "deletion 1: b"]);
}

#[test]
fn former_properties_do_not_count() {
    let former = format!("{}<w:pPrChange><w:pPr>{}</w:pPr></w:pPrChange>", style("Heading2"), style("Heading1"));
    assert_eq!(lines(&p(&former, "Rubrik")), ["h2 Rubrik"]);
}

#[test]
fn fields_show_their_results_only() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let inner = format!("{begin}{}{separate}{}{end}", code("REF x"), r("inre"));
    let nested = format!("<w:p>{begin}{}{inner}{separate}{}{end}{}</w:p>", code("IF "), r("yttre"), r(" efter"));
    assert_eq!(lines(&nested), ["p yttre efter"]);
    let simple = format!("<w:p><w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple></w:p>", r("7"));
    assert_eq!(lines(&simple), ["p 7"]);
    let contents =
        format!("<w:p>{begin}{}{separate}{}</w:p><w:p>{}{end}</w:p><w:p>{}</w:p>", code(" TOC \\o"), r("Mål 3"), r("Mer 4"), r("Text"));
    assert_eq!(lines(&contents), ["TocLine Mål 3", "TocLine Mer 4", "p Text"]);
    let cut = format!("<w:p>{begin}{}{}</w:p><w:p>{}</w:p>", code("REF"), r("kod"), r("resten finns kvar"));
    assert_eq!(lines(&cut), ["p resten finns kvar"]);
}

#[test]
fn hidden_text_stays_out() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>synligt</w:t></w:r>";
    assert_eq!(lines(&format!("<w:p>{hidden}</w:p>")), ["p synligt"]);
    let styles = part("styles", "<w:style w:styleId=\"D\"><w:name w:val=\"d\"/><w:rPr><w:vanish/></w:rPr></w:style>");
    let d = document(&(p(&style("D"), "dolt") + &p("", "kvar")), &[("styles", &styles)]);
    assert_eq!(d.text(), "kvar");
}

#[test]
fn special_characters_become_letters() {
    let body = "<w:p><w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>tjänst</w:t><w:tab/><w:t>fri</w:t><w:softHyphen/><w:t>het</w:t><w:br/>\
                <w:t>ny&amp;r&#229;d</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:char=\"F0AA\"/></w:r>\
                <w:r><w:t><![CDATA[ <cdata>]]></w:t></w:r></w:p>";
    assert_eq!(lines(body), ["p e-tjänst frihet ny&råd✓ <cdata>"]);
}

#[test]
fn alternate_content_comes_once_and_boxes_after_their_anchor() {
    let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p("", text));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{}{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r>{}</w:p><w:p><w:r><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></w:r></w:p>",
        r("före "),
        text_box("ruta"),
        text_box("ruta två"),
        text_box("ruta"),
        r("efter"),
        text_box("gammal ruta"),
    );
    assert_eq!(lines(&body), ["p före efter", "p ruta", "p ruta två", "p gammal ruta"]);
    let only = format!("<w:p><mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:p>", r("reserv"));
    assert_eq!(lines(&only), ["p reserv"]);
}

#[test]
fn controls_links_and_equations_are_text() {
    let list = "<w:sdtPr><w:dropDownList><w:listItem w:displayText=\"ej vald\"/></w:dropDownList></w:sdtPr>";
    let body = format!(
        "<w:sdt><w:sdtContent><w:p>{}<w:sdt>{list}<w:sdtContent>{}</w:sdtContent></w:sdt><w:hyperlink>{}</w:hyperlink>\
         <m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:smartTag>{}</w:smartTag></w:p></w:sdtContent></w:sdt>",
        r("a "),
        r("vald "),
        r("länk "),
        r(" ort")
    );
    assert_eq!(lines(&body), ["p a vald länk x=1 ort"]);
    let contents = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}",
        p("", "Innehåll"),
        p("", "Text")
    );
    assert_eq!(lines(&contents), ["TocLine Innehåll", "p Text"]);
}
