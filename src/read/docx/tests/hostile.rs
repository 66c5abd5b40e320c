//! Files made to hurt: each ends in a document or a problem, soon and within bounds.

use super::*;
use crate::text::ProblemCode;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Reads through the public door, as strangers' files are read, and gives the code of the problem if there is one.
#[track_caller]
fn outcome(bytes: &[u8], limits: &Limits) -> Option<ProblemCode> {
    let start = Instant::now();
    let code = crate::read::read(bytes, "x.docx", limits).err().map(|problem| problem.code);
    assert!(start.elapsed() < Duration::from_secs(20), "took {:?}", start.elapsed());
    code
}

fn small() -> Limits {
    Limits { max_unpacked: 16 << 20, ..Limits::default() }
}

#[test]
fn bombs_are_stopped_while_they_unpack() {
    let text = "a".repeat(6 << 20);
    let bomb = docx_with(&p("", &text), &[]);
    assert!(bomb.len() < 100_000);
    assert_eq!(outcome(&bomb, &small()), Some(ProblemCode::LimitReached));
    let many = docx_with(&p("", "a").repeat(1_100_000), &[]);
    assert_eq!(outcome(&many, &Limits::default()), Some(ProblemCode::LimitReached));
}

#[test]
fn parts_together_count_against_the_limit() {
    let notes = part("footnotes", &" ".repeat(3 << 20));
    let others: Vec<(&str, &str)> = (0..8).map(|_| ("footnotes", notes.as_str())).collect();
    // What fits is read; the parts that do not are named.
    let d = crate::read::read(&docx_with(&p("", "Text"), &others), "x.docx", &small()).unwrap();
    let codes: Vec<ProblemCode> = d.problems().iter().map(|problem| problem.code).collect();
    assert_eq!((d.text(), codes), ("Text", vec![ProblemCode::LimitReached; 3]));
}

#[test]
fn sizes_in_the_package_are_only_claims() {
    let mut bytes = docx_with(&p("", "Text"), &[]);
    // Uncompressed size in every central directory entry (offset 24): 3.9 GiB.
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|w| w == b"PK\x01\x02") {
        at += found;
        bytes[at + 24..at + 28].copy_from_slice(&0xF000_0000u32.to_le_bytes());
        at += 4;
    }
    // A reader may refuse the lie or see through it; it must not believe it.
    assert!(matches!(outcome(&bytes, &Limits::default()), None | Some(ProblemCode::Damaged)));
}

#[test]
fn deep_nesting_is_refused_without_recursion() {
    for element in [
        "w:tbl><w:tr><w:tc",
        "w:sdt><w:sdtContent",
        "w:smartTag",
        "w:txbxContent",
        "w:del",
        "mc:AlternateContent",
        "mc:AlternateContent><mc:Choice",
    ] {
        let names: Vec<&str> = element.split("><").collect();
        let close: String = names.iter().rev().map(|name| format!("</{name}>")).collect();
        let open: String = names.iter().map(|name| format!("<{name}>")).collect();
        let body = open.repeat(20_000) + &p("", "djup") + &close.repeat(20_000);
        assert_eq!(outcome(&docx_with(&body, &[]), &Limits::default()), Some(ProblemCode::LimitReached), "{element}");
    }
}

#[test]
fn cut_and_foreign_xml_is_damaged() {
    let whole = part("document", &format!("<w:body>{}</w:body>", p("", "Text")));
    let at = whole.find("Text").unwrap();
    for (xml, expected) in [
        (whole[..at + 2].to_owned(), Some(ProblemCode::Damaged)),
        (whole[..at - 3].to_owned(), Some(ProblemCode::Damaged)),
        (whole.replace("</w:body>", ""), Some(ProblemCode::Damaged)),
        (
            whole.replace("<?xml version=\"1.0\"?>", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hosts\">]>").replace("Text", "&b;"),
            Some(ProblemCode::Damaged),
        ),
        (whole.replace("Text", "&okänd;"), Some(ProblemCode::Damaged)),
        (whole.replace("Text", "&#x110000;"), Some(ProblemCode::Damaged)),
        ("<html><p>Text</p></html>".to_owned(), Some(ProblemCode::Damaged)),
        (String::new(), Some(ProblemCode::Damaged)),
        (whole.clone(), None),
    ] {
        assert_eq!(outcome(&zipped(&[("word/document.xml", xml.as_bytes())]), &Limits::default()), expected, "{xml}");
    }
    let package = zipped(&[("word/document.xml", whole.as_bytes())]);
    assert_eq!(outcome(&package[..package.len() / 2], &Limits::default()), Some(ProblemCode::Damaged));
    let elsewhere = format!("<Relationships><Relationship Type=\"{OFFICE}/officeDocument\" Target=\"borta.xml\"/></Relationships>");
    assert_eq!(outcome(&zipped(&[("_rels/.rels", elsewhere.as_bytes())]), &Limits::default()), Some(ProblemCode::Damaged));
}

#[test]
fn absurd_numbers_do_no_harm() {
    let cell = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"4294967295\"/></w:tcPr>{}</w:tc>", p("", "a"));
    let row = format!("<w:tr><w:trPr><w:gridBefore w:val=\"99999999999999999999\"/></w:trPr>{cell}{cell}</w:tr>");
    let table = format!("<w:tbl><w:tblGrid>{}</w:tblGrid>{row}</w:tbl>", "<w:gridCol/>".repeat(5000));
    let number = "<w:numPr><w:ilvl w:val=\"250\"/><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"8\"/>";
    let numbering = part(
        "numbering",
        &format!(
            "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"S\"/>\
             <w:lvl w:ilvl=\"8\"><w:start w:val=\"4294967295\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"{}\"/></w:lvl></w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
            "%9".repeat(40)
        ),
    );
    // The numbering style leads back to its own list.
    let styles = part(
        "styles",
        "<w:style w:styleId=\"S\"><w:name w:val=\"s\"/><w:basedOn w:val=\"S\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:style>",
    );
    let body = table
        + &p(number, "ett")
        + &p(number, "två")
        + "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:p>".trim_end_matches("</w:p>");
    let body = body + "</w:p>";
    let d = document(&body, &[("styles", &styles), ("numbering", &numbering)]);
    assert!(d.blocks().len() == 3 && d.text().len() < 4000, "{:?}", outline(&d));
}

#[test]
fn time_is_limited_inside_the_reader_too() {
    let bytes = docx_with(&p("", "a").repeat(200_000), &[]);
    let origin = Origin { name: String::new(), format: Format::Docx, title: None, producer: None };
    let limits = Limits { max_time: Duration::ZERO, ..Limits::default() };
    assert_eq!(read(&bytes, origin, &limits).unwrap_err().code, ProblemCode::OutOfTime);
}

/// A document with most kinds of elements, to be mutated.
fn rich() -> Vec<(String, Vec<u8>)> {
    let styles = part(
        "styles",
        "<w:style w:styleId=\"A\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
    );
    let numbering = part(
        "numbering",
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
    );
    let notes = part("footnotes", &format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("", "not")));
    let table = format!(
        "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("", "cell")
    );
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>x</w:t>\
                 <w:fldChar w:fldCharType=\"end\"/><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    let boxed = format!("<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>", p("", "ruta"));
    let body = p(&style("A"), "Rubrik &amp; åäö") + &table + field + &boxed + &p("<w:rPr><w:del/></w:rPr>", "slut");
    let relationships = format!(
        "<Relationships><Relationship Id=\"1\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/><Relationship Id=\"2\" Type=\"{OFFICE}/numbering\" \
         Target=\"numbering.xml\"/><Relationship Id=\"3\" Type=\"{OFFICE}/footnotes\" Target=\"footnotes.xml\"/></Relationships>"
    );
    [
        ("word/document.xml", part("document", &body)),
        ("word/_rels/document.xml.rels", relationships),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", notes),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .into()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    zipped(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Bytes changed in the package: compressed data, directory, sizes.
    #[test]
    fn any_change_of_the_package_is_survived(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = packed(&rich());
        for (at, value) in edits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        let _ = try_read(&bytes);
    }

    /// Bytes changed, removed or doubled in the XML of a part, so that the XML itself is hit.
    #[test]
    fn any_change_of_a_part_is_survived(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..3u8, any::<u8>(), 1..60usize), 1..6),
    ) {
        let mut parts = rich();
        let which = which.index(parts.len());
        let bytes = &mut parts[which].1;
        for (at, kind, value, length) in edits {
            let from = at.index(bytes.len());
            let to = (from + length).min(bytes.len());
            match kind {
                0 => bytes[from] = value,
                1 if bytes.len() > 80 => { bytes.drain(from..to); }
                _ => { let again = bytes[from..to].to_vec(); bytes.splice(from..from, again); }
            }
        }
        if let Ok(document) = try_read(&packed(&parts)) {
            for block in document.blocks() {
                prop_assert!(document.text().get(block.span.range()).is_some());
            }
        }
    }
}
