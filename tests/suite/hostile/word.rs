//! DOCX and other packages made to hurt: bombs, lies about sizes, nesting, loops, absurd numbers.

use std::io::{Cursor, Write};

use genomsyra::text::ProblemCode;
use zip::write::SimpleFileOptions;

use super::{Case, Want};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package of these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        writer.write_all(text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn part(root: &str, inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:{root} xmlns:w=\"{WORD}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">{inner}</w:{root}>"
    )
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A document with this body, and parts of these kinds beside it.
fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let main = part("document", &format!("<w:body>{body}</w:body>"));
    let names: Vec<String> = others.iter().enumerate().map(|(n, (kind, _))| format!("word/{kind}{n}.xml")).collect();
    let rows: String = others
        .iter()
        .enumerate()
        .map(|(n, (kind, _))| format!("<Relationship Id=\"r{n}\" Type=\"{OFFICE}/{kind}\" Target=\"{kind}{n}.xml\"/>"))
        .collect();
    let relationships = format!("<Relationships>{rows}</Relationships>");
    let mut parts: Vec<(&str, &[u8])> =
        vec![("word/document.xml", main.as_bytes()), ("word/_rels/document.xml.rels", relationships.as_bytes())];
    parts.extend(names.iter().zip(others).map(|(name, (_, text))| (name.as_str(), text.as_bytes())));
    zipped(&parts)
}

fn nested(element: &str, times: usize) -> Vec<u8> {
    let names: Vec<&str> = element.split(' ').collect();
    let open: String = names.iter().map(|name| format!("<{name}>")).collect();
    let close: String = names.iter().rev().map(|name| format!("</{name}>")).collect();
    docx(&(open.repeat(times) + &paragraph("", "djup") + &close.repeat(times)), &[])
}

/// Writes a number over a field of every entry of the package's directory.
fn lying(mut bytes: Vec<u8>, offset: usize, value: u32) -> Vec<u8> {
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|w| w == b"PK\x01\x02") {
        at += found;
        bytes[at + offset..at + offset + 4].copy_from_slice(&value.to_le_bytes());
        at += 4;
    }
    bytes
}

fn styles_in_a_ring(count: usize) -> String {
    let rows: String = (0..count)
        .map(|n| format!("<w:style w:styleId=\"s{n}\"><w:name w:val=\"s{n}\"/><w:basedOn w:val=\"s{}\"/></w:style>", (n + 1) % count))
        .collect();
    part("styles", &rows)
}

pub fn cases() -> Vec<Case> {
    let case = |name, make, want| Case { name, file: "prov.docx", make, want };
    let limit = || Want::Problem(ProblemCode::LimitReached);
    let damaged = || Want::Problem(ProblemCode::Damaged);
    vec![
        case("docx: a bomb of one long text", || docx(&paragraph("", &"a".repeat(140 << 20)), &[]), limit()),
        case(
            "docx: a bomb of blanks in the styles",
            || docx(&paragraph("", "Texten finns."), &[("styles", &part("styles", &" ".repeat(140 << 20)))]),
            Want::TextAnd("Texten finns.", ProblemCode::LimitReached),
        ),
        case("docx: twelve million empty paragraphs", || docx(&"<w:p/>".repeat(12_000_000), &[]), limit()),
        case("docx: a million paragraphs with text", || docx(&paragraph("", "a").repeat(1_000_001), &[]), limit()),
        case(
            "docx: a run for every letter",
            || docx(&format!("<w:p>{}</w:p>", "<w:r><w:t>a</w:t></w:r>".repeat(600_000)), &[]),
            Want::Text("aaaa"),
        ),
        case("docx: sizes said to be 4 GB", || lying(docx(&paragraph("", "Texten finns."), &[]), 24, 0xF000_0000), Want::Any),
        case("docx: packed sizes said to be 4 GB", || lying(docx(&paragraph("", "Texten finns."), &[]), 20, 0xF000_0000), Want::Any),
        case("docx: parts said to begin elsewhere", || lying(docx(&paragraph("", "Texten finns."), &[]), 42, 0x7FFF_FFFF), damaged()),
        case(
            "docx: forty thousand parts",
            || {
                let names: Vec<String> = (0..40_000).map(|n| format!("a{n}")).collect();
                let mut parts: Vec<(&str, &[u8])> = vec![("word/document.xml", b"<a/>")];
                parts.extend(names.iter().map(|name| (name.as_str(), &b""[..])));
                zipped(&parts)
            },
            limit(),
        ),
        case(
            "docx: cut in two",
            || {
                let whole = docx(&paragraph("", "Texten finns.").repeat(100), &[]);
                whole[..whole.len() / 2].to_vec()
            },
            damaged(),
        ),
        case(
            "docx: XML cut in a paragraph",
            || {
                let whole = part("document", &format!("<w:body>{}</w:body>", paragraph("", "Texten finns.")));
                zipped(&[("word/document.xml", &whole.as_bytes()[..whole.len() - 30])])
            },
            damaged(),
        ),
        case("docx: 20,000 tables in tables", || nested("w:tbl w:tr w:tc", 20_000), limit()),
        case("docx: 20,000 text boxes in text boxes", || nested("w:p w:r w:txbxContent", 20_000), limit()),
        case("docx: a million elements in each other", || nested("w:sdt", 1_000_000), limit()),
        case("docx: 80 tables in tables", || nested("w:tbl w:tr w:tc", 80), Want::Text("djup")),
        case(
            "docx: 60 tables side by side in each other",
            || {
                let mut body = paragraph("", "djup");
                for _ in 0..16 {
                    body = format!("<w:tbl><w:tr><w:tc>{body}</w:tc><w:tc>{body}</w:tc></w:tr></w:tbl>");
                }
                docx(&body, &[])
            },
            Want::Text("djup"),
        ),
        case(
            "docx: entities that grow",
            || {
                let rows: String = (1..10).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
                let xml = format!(
                    "<!DOCTYPE a [<!ENTITY e0 \"a\">{rows}]><w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
                );
                zipped(&[("word/document.xml", xml.as_bytes())])
            },
            damaged(),
        ),
        case(
            "docx: an entity from outside",
            || {
                let xml = format!(
                    "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hosts\">]><w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
                );
                zipped(&[("word/document.xml", xml.as_bytes())])
            },
            damaged(),
        ),
        case(
            "docx: styles that are based on each other",
            || {
                let body: String = (0..20_000).map(|n| paragraph(&format!("<w:pStyle w:val=\"s{}\"/>", n % 500), "stycke")).collect();
                docx(&body, &[("styles", &styles_in_a_ring(500))])
            },
            Want::Text("stycke"),
        ),
        case(
            "docx: numbering that leads to itself",
            || {
                let numbering = part(
                    "numbering",
                    "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"s0\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
                );
                let styles = part(
                    "styles",
                    "<w:style w:styleId=\"s0\"><w:basedOn w:val=\"s0\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
                );
                docx(
                    &paragraph("<w:pStyle w:val=\"s0\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr>", "stycke").repeat(20_000),
                    &[("styles", &styles), ("numbering", &numbering)],
                )
            },
            Want::Text("stycke"),
        ),
        case(
            "docx: numbers past every range",
            || {
                let level = format!(
                    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"4294967290\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"{}\"/></w:lvl>",
                    "%1".repeat(39)
                );
                let numbering = part(
                    "numbering",
                    &format!(
                        "<w:abstractNum w:abstractNumId=\"0\">{level}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
                    ),
                );
                docx(
                    &paragraph("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>", "stycke").repeat(20_000),
                    &[("numbering", &numbering)],
                )
            },
            Want::Text("stycke"),
        ),
        case(
            "docx: cells that span 10⁹ columns",
            || {
                let cell = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"1000000000\"/></w:tcPr>{}</w:tc>", paragraph("", "cell"));
                let row = format!("<w:tr><w:trPr><w:gridBefore w:val=\"1000000000\"/></w:trPr>{cell}{cell}</w:tr>");
                docx(&format!("<w:tbl>{}</w:tbl>", row.repeat(5_000)), &[])
            },
            Want::Text("cell"),
        ),
        case(
            "docx: a row of 300,000 cells",
            || {
                let cells = format!("<w:tc>{}</w:tc>", paragraph("", "c")).repeat(300_000);
                docx(&format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), &[])
            },
            Want::Any,
        ),
        case(
            "docx: parts that refer to each other",
            || {
                let relationships = |target: &str| {
                    format!(
                        "<Relationships><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"{target}\"/><Relationship Id=\"b\" Type=\"{OFFICE}/header\" Target=\"document.xml\"/></Relationships>"
                    )
                };
                let main = part("document", &format!("<w:body>{}</w:body>", paragraph("", "Texten finns.")));
                zipped(&[
                    ("_rels/.rels", relationships("word/document.xml").as_bytes()),
                    ("word/document.xml", main.as_bytes()),
                    ("word/_rels/document.xml.rels", relationships("../_rels/.rels").as_bytes()),
                ])
            },
            Want::Text("Texten finns."),
        ),
        case(
            "docx: 50,000 headers that are one part",
            || {
                let rows: String = (0..50_000)
                    .map(|n| {
                        format!("<Relationship Id=\"h{n}\" Type=\"{OFFICE}/header\" Target=\"./{}header.xml\"/>", "a/../".repeat(n % 7))
                    })
                    .collect();
                let main = part("document", &format!("<w:body>{}</w:body>", paragraph("", "Texten finns.")));
                zipped(&[
                    ("word/document.xml", main.as_bytes()),
                    ("word/header.xml", part("hdr", &paragraph("", &"huvud ".repeat(10_000))).as_bytes()),
                    ("word/_rels/document.xml.rels", format!("<Relationships>{rows}</Relationships>").as_bytes()),
                ])
            },
            Want::Text("Texten finns."),
        ),
        case(
            "docx: a note that is referred to 100,000 times",
            || {
                let notes = part("footnotes", &format!("<w:footnote w:id=\"1\">{}</w:footnote>", paragraph("", &"not ".repeat(50_000))));
                docx(&"<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>".repeat(100_000), &[("footnotes", &notes)])
            },
            Want::Text("not not"),
        ),
        case(
            "docx: fields that never end",
            || {
                docx(
                    &(paragraph("", "Texten finns.")
                        + &"<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText></w:r></w:p>".repeat(100_000)),
                    &[],
                )
            },
            Want::Text("Texten finns."),
        ),
        case(
            "docx: deleted marks that carry on for ever",
            || docx(&(paragraph("<w:rPr><w:del/></w:rPr>", "bit ").repeat(40_000) + &paragraph("", "slut")), &[]),
            Want::Text("slut"),
        ),
        case(
            "docx: content controls that never end",
            || docx(&format!("{}{}", "<w:sdt>".repeat(200), paragraph("", "a").repeat(50_000)), &[]),
            damaged(),
        ),
        case(
            "docx: attributes by the thousand",
            || {
                let attributes: String = (0..50_000).map(|n| format!(" a{n}=\"b\"")).collect();
                docx(&format!("<w:p{attributes}><w:r><w:t>Texten finns.</w:t></w:r></w:p>"), &[])
            },
            Want::Any,
        ),
        case(
            "docx: namespaces by the thousand",
            || {
                let names: String = (0..2_000).map(|n| format!(" xmlns:n{n}=\"x\"")).collect();
                docx(&format!("<w:p{names}>{}</w:p>", "<n1999:r/>".repeat(20_000)), &[])
            },
            Want::Any,
        ),
        case(
            "docx: a table of contents in every control",
            || {
                docx(&"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Rubrik 7</w:t></w:r></w:p></w:sdtContent></w:sdt>".repeat(40_000), &[])
            },
            Want::Text("Rubrik 7"),
        ),
        case("package: a bomb in the mimetype", || zipped(&[("mimetype", &vec![b'a'; 100 << 20])]), Want::Any),
        case("package: nothing in it", || zipped(&[]), Want::Any),
        case("package: only the first four bytes", || b"PK\x03\x04".to_vec(), Want::Any),
    ]
}
