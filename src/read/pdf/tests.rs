//! The reader against small files written by hand, and against files broken at random.

mod filters;
mod letters;
mod protection;
mod shown;
mod tagged;

use proptest::prelude::*;

use crate::read::Limits;
use crate::text::{BlockKind, Document, Format, Origin, Problem, ProblemCode};

/// A file of these pages: content streams, with Helvetica as `F1`, its bold as `F2`, and one form `X1`.
pub(super) fn file(pages: &[&str], form: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|index| format!("{} 0 R", 10 + index * 2)).collect();
    let mut objects = vec![
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, format!("<</Type/Pages/Count {}/Kids[{}]/MediaBox[0 0 595 842]/Resources 3 0 R>>", pages.len(), kids.join(" "))),
        (3, "<</Font<</F1 4 0 R/F2 5 0 R/F3 8 0 R>>/XObject<</X1 6 0 R/I1 7 0 R>>>>".to_owned()),
        // No /Type: some producers leave it out.
        (4, "<</Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned()),
        (5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[128/adieresis/nosuchname]>>>>".to_owned()),
        (6, format!("<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length {}>>stream\n{form}\nendstream", form.len())),
        (7, "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream".to_owned()),
        (8, "<</Type/Font/Subtype/Type0/BaseFont/Okand/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/BaseFont/Okand>>]>>".to_owned()),
    ];
    for (index, page) in pages.iter().enumerate() {
        objects.push((10 + index * 2, format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 11 + index * 2)));
        objects.push((11 + index * 2, format!("<</Length {}>>stream\n{page}\nendstream", page.len())));
    }
    assemble(&objects)
}

/// A file of these objects, the first of them the catalogue. The strings are given in the Windows encoding, one byte a letter.
pub(super) fn assemble(objects: &[(usize, String)]) -> Vec<u8> {
    let mut out: Vec<u8> = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, body) in objects {
        places.push((*number, out.len()));
        out.extend(format!("{number} 0 obj\n{body}\nendobj\n").chars().map(|c| c as u8));
    }
    let start = out.len();
    out.extend(b"xref\n0 1\n0000000000 65535 f \n");
    for (number, at) in places {
        out.extend(format!("{number} 1\n{at:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer<</Size 100/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    out
}

/// A stream; each character of `data` is a byte.
fn stream(entries: &str, data: &str) -> String {
    format!("<<{entries}/Length {}>>stream\n{data}\nendstream", data.chars().count())
}

/// A document of one page (objects 1 to 4) and these further objects, with entries for the catalogue and the page.
#[track_caller]
fn one_page(catalog: &str, page: &str, content: &str, more: &[(usize, String)]) -> Document {
    let mut objects = vec![
        (1, format!("<</Type/Catalog/Pages 2 0 R{catalog}>>")),
        (2, "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned()),
        (3, format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{page}>>")),
        (4, stream("", content)),
    ];
    objects.extend_from_slice(more);
    read(&assemble(&objects), origin(), &Limits::default()).expect("the file is sound")
}

/// Resources with Helvetica as `F1`, and more of them.
fn resources(more: &str) -> String {
    format!("/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>{more}>>")
}

fn codes(document: &Document) -> Vec<ProblemCode> {
    document.problems().iter().map(|problem| problem.code).collect()
}

fn read(bytes: &[u8], origin: Origin, limits: &Limits) -> Result<Document, Problem> {
    super::read(bytes, origin, limits, None)
}

pub(super) fn origin() -> Origin {
    Origin { name: "prov.pdf".into(), format: Format::Pdf, title: None, producer: None }
}

#[track_caller]
pub(super) fn document(pages: &[&str], form: &str) -> Document {
    read(&file(pages, form), origin(), &Limits::default()).expect("the file is sound")
}

/// Lines of text at 11 points, 14 points apart, from (72, `top`).
pub(super) fn lines(top: i32, lines: &[&str]) -> String {
    let shown: Vec<String> = lines.iter().map(|line| format!("({line}) Tj T*")).collect();
    format!("BT /F1 11 Tf 14 TL 72 {top} Td {} ET ", shown.join(" "))
}

pub(super) fn kinds(document: &Document) -> Vec<(String, &str)> {
    let name = |kind: &BlockKind| match kind {
        BlockKind::Heading { level } => format!("h{level}"),
        BlockKind::Paragraph => "p".into(),
        BlockKind::ListItem { depth, .. } => format!("li{depth}"),
        BlockKind::TableRow { header, .. } => {
            if *header {
                "th".into()
            } else {
                "tr".into()
            }
        }
        BlockKind::Marginal => "m".into(),
        BlockKind::TocLine => "toc".into(),
        BlockKind::Footnote => "fn".into(),
        BlockKind::Caption => "cap".into(),
        BlockKind::Quote => "q".into(),
    };
    document.blocks().iter().map(|block| (name(&block.kind), document.slice(block.span))).collect()
}

#[test]
fn paragraphs_hyphens_and_lists() {
    let d = document(
        &[&(lines(
            700,
            &[
                "Nämnden ska varje år följa upp hur barnens rättigheter tillgodoses i arbetet mot köns-",
                "och åldersdiskriminering. Resultatet redovisas för kommunfullmäktige i årsredovisning-",
                "en.",
            ],
        ) + &lines(640, &["Förvaltningen ska:", "\\225 utbilda alla chefer", "\\225 söka EU-", "medel"]))],
        "",
    );
    assert_eq!(
        kinds(&d),
        [
            (
                "p".into(),
                "Nämnden ska varje år följa upp hur barnens rättigheter tillgodoses i arbetet mot köns- och åldersdiskriminering. Resultatet redovisas för kommunfullmäktige i årsredovisningen."
            ),
            ("p".into(), "Förvaltningen ska:"),
            ("li0".into(), "utbilda alla chefer"),
            ("li0".into(), "söka EU-medel"),
        ]
    );
    assert!(d.problems().is_empty());
}

#[test]
fn headings_by_weight_and_text_in_forms() {
    let body =
        lines(650, &["Planen gäller för alla verksamheter i kommunen och ses över en gång varje mandatperiod av", "kommunstyrelsen."]);
    let page = format!("BT /F2 16 Tf 72 700 Td (M\\345l) Tj ET BT /F2 11 Tf 72 670 Td (Bakgrund) Tj ET {body} /X1 Do");
    let d = document(&[&page], "BT /F1 11 Tf 72 600 Td (I ett formul\\344r.) Tj ET /X1 Do");
    let found = kinds(&d);
    assert_eq!(found[0], ("h1".into(), "Mål"));
    assert_eq!(found[1], ("h2".into(), "Bakgrund"));
    assert_eq!(found.last(), Some(&("p".into(), "I ett formulär.")));
}

#[test]
fn columns_written_row_by_row_are_read_one_by_one() {
    let mut page = String::from("BT /F1 10 Tf ");
    for row in 0..10 {
        let y = 700 - row * 14;
        page += &format!(
            "1 0 0 1 50 {y} Tm (vänster spalt med löpande text {row}) Tj 1 0 0 1 320 {y} Tm (höger spalt med löpande text {row}) Tj "
        );
    }
    let d = document(&[&(page + "ET")], "");
    let text = d.text();
    assert!(text.find("vänster spalt med löpande text 9") < text.find("höger spalt med löpande text 0"), "{text}");
}

#[test]
fn ruled_tables_become_rows() {
    let mut page = String::new();
    for y in [700, 670, 640, 610] {
        page += &format!("72 {y} m 500 {y} l S ");
    }
    for x in [72, 250, 500] {
        page += &format!("{x} 610 m {x} 700 l S ");
    }
    page += "BT /F2 11 Tf 1 0 0 1 80 685 Tm (M\\345l) Tj 1 0 0 1 260 685 Tm (Ansvarig) Tj /F1 11 Tf ";
    page += "1 0 0 1 80 658 Tm (Trygga) Tj 1 0 0 1 80 645 Tm (skolor) Tj 1 0 0 1 260 658 Tm (Rektor) Tj ";
    page += "1 0 0 1 80 625 Tm (Delaktiga barn) Tj 1 0 0 1 260 625 Tm (N\\344mnden) Tj ET";
    let d = document(&[&page], "");
    assert_eq!(
        kinds(&d),
        [("th".into(), "Mål\tAnsvarig"), ("tr".into(), "Trygga skolor\tRektor"), ("tr".into(), "Delaktiga barn\tNämnden")]
    );
}

#[test]
fn marginals_and_paragraphs_over_pages() {
    let page = |number: usize, first: &str, last: &str| {
        let head = format!("BT /F1 9 Tf 72 810 Td (Barnrättsplan) Tj ET BT /F1 9 Tf 300 30 Td (Sida {number} av 3) Tj ET ");
        head + &lines(
            700,
            &[first, "Alla barn i kommunen har samma rättigheter och ska kunna göra sin röst hörd i frågor där de", "berörs."],
        ) + &lines(640, &["Arbetet utgår från de behov som barnen själva har beskrivit och från vad nämnden har kommit", last])
    };
    let pages = [
        page(1, "Inledning till arbetet.", "fram till i sin rätts-"),
        page(2, "analys av verksamheten.", "fram till."),
        page(3, "Nytt stycke här.", "fram till."),
    ];
    let d = document(&[&pages[0], &pages[1], &pages[2]], "");
    let found = kinds(&d);
    assert_eq!(found.iter().filter(|(kind, _)| kind == "m").count(), 6, "{found:?}");
    assert!(found.iter().any(|(kind, text)| kind == "p" && text.contains("i sin rättsanalys av verksamheten.")), "{found:?}");
    let at = d.text().find("analys av verk").expect("joined");
    assert_eq!(d.page_at(at as u32).map(|p| p.number), Some(2));
    assert_eq!(d.pages().len(), 3);
}

#[test]
fn replacement_text_accents_and_unknown_names() {
    let page = "BT /F1 11 Tf 72 700 Td (till) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC 0 -14 Td (g\\344nglig) Tj ET \
                BT /F2 11 Tf 72 600 Td (\\200\\200\\200) Tj ET BT /F1 11 Tf 72 550 Td [(f) (\\250) 333 (o) (r)] TJ ET";
    let d = document(&[page], "");
    assert!(d.text().contains("tillgänglig"), "{}", d.text());
    assert!(d.text().contains("äää"), "{}", d.text());
    assert!(d.text().contains("för"), "{}", d.text());
}

#[test]
fn what_cannot_be_read_is_said() {
    let scan = document(&["q 595 0 0 842 0 0 cm /I1 Do Q"], "");
    assert_eq!(codes(&scan), [ProblemCode::NoText, ProblemCode::ScannedPage].into_iter().rev().collect::<Vec<_>>());
    let unknown = document(&["BT /F3 11 Tf 72 700 Td <000100020003000400050006> Tj ET"], "");
    assert!(codes(&unknown).contains(&ProblemCode::UndecodableFont));
    let short = Limits { max_operations: 3, ..Limits::default() };
    let cut = read(&file(&[&lines(700, &["Ett", "Två", "Tre"])], ""), origin(), &short).expect("readable in part");
    assert!(codes(&cut).contains(&ProblemCode::LimitReached));
    let few = Limits { max_pages: 1, ..Limits::default() };
    let pages = read(&file(&[&lines(700, &["Ett"]), &lines(700, &["Två"])], ""), origin(), &few).expect("readable in part");
    assert!(codes(&pages).contains(&ProblemCode::LimitReached));
    assert_eq!(read(b"no pdf at all", origin(), &Limits::default()).map_err(|p| p.code).err(), Some(ProblemCode::Damaged));
}

#[test]
fn a_file_cut_short_is_repaired() {
    let whole = file(&[&lines(700, &["Barn har rätt att höras."])], "");
    let cut = whole.windows(4).position(|w| w == b"xref").expect("has a table");
    let d = read(&whole[..cut], origin(), &Limits::default()).expect("can be rebuilt");
    assert!(d.text().contains("Barn har rätt att höras."));
    assert!(d.problems().iter().any(|p| p.code == ProblemCode::Repaired));
}

/// Small enough for every case to end soon.
fn tight() -> Limits {
    Limits { max_unpacked: 1 << 20, max_pages: 20, max_operations: 20_000, ..Limits::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_content_never_panics(content in proptest::collection::vec(
        prop_oneof![
            Just("BT".to_owned()), Just("ET".into()), Just("q".into()), Just("Q".into()), Just("/F1 11 Tf".into()), Just("/F3 9 Tf".into()),
            Just("/X1 Do".into()), Just("/P <</MCID 0>> BDC".into()), Just("EMC".into()), Just("(text och mer) Tj".into()),
            Just("[(a) -300 (b)] TJ".into()), Just("T*".into()), Just("re f".into()), Just("S".into()),
            (any::<i16>(), any::<i16>()).prop_map(|(x, y)| format!("{x} {y} Td")),
            (any::<i16>(), any::<i16>(), any::<i16>()).prop_map(|(a, x, y)| format!("{a} 0 {x} 1 {x} {y} Tm")),
            (any::<i16>(), any::<i16>()).prop_map(|(x, y)| format!("{x} {y} m {y} {x} l 0 0 {x} {y} re S")),
            "[ -~]{0,12}",
        ], 0..120)) {
        let content = content.join(" ");
        let d = read(&file(&[&content, &content], &content), origin(), &tight()).expect("the objects are sound");
        prop_assert_eq!(d.pages().len(), 2);
        let mut end = 0;
        for block in d.blocks() {
            prop_assert!(block.span.start >= end && d.text().get(block.span.range()).is_some());
            end = block.span.end;
        }
    }

    #[test]
    fn damaged_files_never_panic(edits in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..30), keep in any::<proptest::sample::Index>()) {
        let mut bytes = file(&[&lines(700, &["Barn har rätt att höras.", "\\225 punkt"]), "q 9 0 0 9 0 0 cm /I1 Do Q"], "BT /F2 9 Tf (\\200\\201A) Tj ET");
        for (at, value) in edits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        let end = keep.index(bytes.len()).max(bytes.len() / 2);
        let _ = read(&bytes[..end], origin(), &tight());
        let _ = read(&bytes, origin(), &tight());
    }

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, origin(), &tight());
        let mut with_head = b"%PDF-1.7\n".to_vec();
        with_head.extend(bytes);
        let _ = read(&with_head, origin(), &tight());
    }
}
