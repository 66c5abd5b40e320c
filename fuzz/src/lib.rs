//! What is run on arbitrary bytes, and what must hold whatever they are.
//!
//! One row of [`TARGETS`] a format. The programs in `fuzz_targets` hand libFuzzer's bytes to a row; the main package's tests include this
//! file and drive the same rows with the seeds and a small mutator, so that no fuzzer is needed to keep them working.

use std::io::{Cursor, Write};
use std::sync::LazyLock;
use std::time::Duration;

use genomsyra::read::{Limits, Member, files, read};
use genomsyra::rule::{RuleFile, RuleSet, built_in_files};
use genomsyra::text::{Document, ProblemCode};

/// What the bytes are put into before they are read.
#[derive(Clone, Copy, Debug)]
pub enum Dress {
    /// Read under this file name, after these first bytes where they are missing: they keep the input on its format.
    Bytes { name: &'static str, start: &'static [u8] },
    /// A ZIP package of these parts. The input is divided at zero bytes; what is not empty replaces the part in its place.
    Package { name: &'static str, parts: &'static [(&'static str, &'static str)] },
    /// A rule file, alone and beside the built-in areas and weights.
    Rules,
}

/// One format.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Also the name of the program and of the folder of seeds.
    pub name: &'static str,
    pub dress: Dress,
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "pdf", dress: Dress::Bytes { name: "x.pdf", start: b"%PDF-1." } },
    Target { name: "markdown", dress: Dress::Bytes { name: "x.md", start: b"# A\n" } },
    Target { name: "plain", dress: Dress::Bytes { name: "x.txt", start: b"" } },
    Target { name: "rtf", dress: Dress::Bytes { name: "x.rtf", start: b"{\\rtf1" } },
    Target { name: "html", dress: Dress::Bytes { name: "x.html", start: b"<!DOCTYPE html>" } },
    Target { name: "email", dress: Dress::Bytes { name: "x.eml", start: b"From: " } },
    Target { name: "compound", dress: Dress::Bytes { name: "x.doc", start: b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" } },
    Target { name: "package", dress: Dress::Bytes { name: "x.docx", start: b"PK\x03\x04" } },
    Target { name: "docx", dress: Dress::Package { name: "x.docx", parts: DOCX } },
    Target { name: "odt", dress: Dress::Package { name: "x.odt", parts: ODT } },
    Target { name: "ods", dress: Dress::Package { name: "x.ods", parts: ODS } },
    Target { name: "odp", dress: Dress::Package { name: "x.odp", parts: ODP } },
    Target { name: "pptx", dress: Dress::Package { name: "x.pptx", parts: PPTX } },
    Target { name: "xlsx", dress: Dress::Package { name: "x.xlsx", parts: XLSX } },
    Target { name: "rules", dress: Dress::Rules },
];

const W: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Mål</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:body></w:document>"#;
const W_STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
const W_NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
const W_NOTES: &str = r#"<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r><w:t>not</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
const W_RELATIONSHIPS: &str = r#"<Relationships><Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>"#;
const DOCX: &[(&str, &str)] = &[
    ("word/document.xml", W),
    ("word/styles.xml", W_STYLES),
    ("word/numbering.xml", W_NUMBERING),
    ("word/footnotes.xml", W_NOTES),
    ("word/_rels/document.xml.rels", W_RELATIONSHIPS),
];

const ODT: &[(&str, &str)] = &[
    (
        "content.xml",
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h text:outline-level="1">Mål</text:h><text:list><text:list-item><text:p>punkt</text:p></text:list-item></text:list></office:text></office:body></office:document-content>"#,
    ),
    (
        "styles.xml",
        r#"<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:styles><style:style style:name="A" style:parent-style-name="A"/></office:styles></office:document-styles>"#,
    ),
    ("mimetype", "application/vnd.oasis.opendocument.text"),
];
const ODS: &[(&str, &str)] = &[
    (
        "content.xml",
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Blad"><table:table-row table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="3"><text:p>a</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#,
    ),
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
];
const ODP: &[(&str, &str)] = &[
    (
        "content.xml",
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:presentation><draw:page draw:name="1"><draw:frame><draw:text-box><text:p>Mål</text:p></draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document-content>"#,
    ),
    ("mimetype", "application/vnd.oasis.opendocument.presentation"),
];
const PPTX: &[(&str, &str)] = &[
    (
        "ppt/slides/slide1.xml",
        r#"<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>Mål</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"#,
    ),
    (
        "ppt/presentation.xml",
        r#"<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId id="256" r:id="1"/></p:sldIdLst></p:presentation>"#,
    ),
    (
        "ppt/_rels/presentation.xml.rels",
        r#"<Relationships><Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="slides/slide1.xml"/></Relationships>"#,
    ),
];
const XLSX: &[(&str, &str)] = &[
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="XFD1"><v>1.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#,
    ),
    ("xl/sharedStrings.xml", r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Mål</t></si></sst>"#),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad" sheetId="1" r:id="1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
];

/// Inputs up to this length are read twice, to see that the answer is the same.
const TWICE: usize = 2_000;

/// Members of one archive that are read.
const MEMBERS: usize = 20;

/// Runs the target of this name on the bytes.
///
/// # Panics
/// When something does not hold.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target of that name");
    match target.dress {
        Dress::Bytes { name, start } => {
            let rest = if data.starts_with(start) { data } else { &[start, data].concat() };
            check(rest, name);
        }
        Dress::Package { name, parts } => check(&package(parts, data), name),
        Dress::Rules => rules(data),
    }
}

fn package(parts: &[(&str, &str)], data: &[u8]) -> Vec<u8> {
    let mut given = data.split(|byte| *byte == 0);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, own) in parts {
        let bytes = given.next().filter(|bytes| !bytes.is_empty()).unwrap_or(own.as_bytes());
        writer.start_file(*name, stored).and_then(|()| Ok(writer.write_all(bytes)?)).expect("writing to memory");
    }
    writer.finish().expect("writing to memory").into_inner()
}

/// Small enough for every input to end soon.
fn limits() -> Limits {
    Limits {
        max_unpacked: 8 << 20,
        max_pages: 50,
        max_objects: 200_000,
        max_operations: 200_000,
        max_time: Duration::from_secs(10),
        ..Limits::default()
    }
}

/// Archives and messages are taken apart first; every other file is its only member.
fn check(bytes: &[u8], name: &str) {
    for Member { name, bytes } in files(bytes, name, &limits()).take(MEMBERS) {
        match bytes {
            Ok(bytes) => check_one(&bytes, &name),
            Err(problem) => assert_ne!(problem.code, ProblemCode::ReaderFailed, "{}", problem.detail),
        }
    }
}

fn check_one(bytes: &[u8], name: &str) {
    let result = read(bytes, name, &limits());
    match &result {
        Ok(document) => sound(document),
        Err(problem) => {
            assert_ne!(problem.code, ProblemCode::ReaderFailed, "{}", problem.detail);
            assert!(!problem.detail.starts_with("reading took"), "{}", problem.detail);
        }
    }
    if bytes.len() <= TWICE {
        let text = |result: &Result<Document, _>| result.as_ref().map(|document| document.text().to_owned()).ok();
        assert_eq!(text(&read(bytes, name, &limits())), text(&result), "the second reading differs");
    }
}

/// What the documentation of `Document` promises.
fn sound(document: &Document) {
    let text = document.text();
    for spans in [
        document.blocks().iter().map(|block| block.span).collect::<Vec<_>>(),
        document.units().iter().map(|unit| unit.span).collect(),
        document.pages().iter().map(|page| page.span).collect(),
    ] {
        assert!(spans.iter().all(|span| text.get(span.range()).is_some()), "a span that does not fit the text");
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "spans that do not ascend");
    }
    assert!(document.pages().windows(2).all(|pair| pair[0].number < pair[1].number), "pages that do not ascend");
    for unit in document.units() {
        let block = document.blocks().get(unit.block as usize).expect("the unit's block");
        assert!(block.span.start <= unit.span.start && unit.span.end <= block.span.end, "a unit outside its block");
    }
    // Asked by reports, for any document.
    let _ = (document.title(), document.word_count());
}

/// Any bytes as a rule file: an answer or an error with a place, never a panic.
fn rules(data: &[u8]) {
    static BUILT_IN: LazyLock<Vec<RuleFile>> = LazyLock::new(|| {
        let needed = ["regelverk.toml", "omraden.toml", "poang.toml", "dolj.toml", "dokumenttyper.toml"];
        built_in_files().into_iter().filter(|file| needed.contains(&file.name.as_str())).collect()
    });
    let contents = String::from_utf8_lossy(data).into_owned();
    let file = |name: &str, contents: &str| RuleFile { name: name.to_owned(), contents: contents.to_owned() };
    let _ = RuleSet::from_files(&[file("x.toml", &contents)]);
    let mut all = BUILT_IN.clone();
    all.push(file("klasser/x.toml", &contents));
    let _ = RuleSet::from_files(&all);
}
