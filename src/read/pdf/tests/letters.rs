//! Codes to letters: encodings, font programs, maps that say nothing, fonts of marks.

use super::*;
use crate::read::pdf::fontfile::tests::{compact_program, symbol_program};
use crate::read::pdf::{guess, metrics};
use crate::text::{Place, Severity};

/// The text of a page that shows `shown` in a font with these entries; further objects from 10.
#[track_caller]
fn in_font(font: &str, shown: &str, more: &[(usize, String)]) -> Document {
    let page = "/Resources<</Font<</F1 5 0 R>>>>";
    let mut objects = vec![(5, format!("<</Type/Font{font}>>"))];
    objects.extend_from_slice(more);
    one_page("", page, &format!("BT /F1 11 Tf 72 700 Td {shown} Tj ET"), &objects)
}

fn bytes(data: &[u8]) -> String {
    data.iter().map(|byte| char::from(*byte)).collect()
}

fn map(entries: &str) -> String {
    stream("", &format!("1 begincodespacerange <00> <FF> endcodespacerange {entries}"))
}

#[test]
fn a_symbolic_font_is_read_by_its_program() {
    let font = "/Subtype/TrueType/BaseFont/ABCDEF+Prov/FirstChar 65/Widths[500 500 500]/FontDescriptor 10 0 R";
    let more = [(10, "<</Flags 4/FontFile2 11 0 R>>".to_owned()), (11, stream("", &bytes(&symbol_program())))];
    assert_eq!(in_font(font, "(ABC)", &more).text(), "åäö");
}

#[test]
fn a_compact_font_is_read_by_its_own_encoding() {
    let font = "/Subtype/Type1/BaseFont/ABCDEF+Prov/FirstChar 33/Widths[500 500]/FontDescriptor 10 0 R";
    let more = [(10, "<</Flags 4/FontFile3 11 0 R>>".to_owned()), (11, stream("/Subtype/Type1C", &bytes(&compact_program())))];
    assert_eq!(in_font(font, "(!\")", &more).text(), "åö");
}

#[test]
fn glyph_numbers_lead_through_the_map_of_the_descendant() {
    let font = "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[12 0 R]";
    let more = [
        (10, "<</Flags 4/FontFile2 11 0 R>>".to_owned()),
        (11, stream("", &bytes(&symbol_program()))),
        (12, "<</Subtype/CIDFontType2/FontDescriptor 10 0 R/CIDToGIDMap 13 0 R/W[0[500 500 500]]>>".to_owned()),
        (13, stream("", "\0\0\0\u{3}\0\u{1}")),
    ];
    assert_eq!(in_font(font, "<00010002>", &more).text(), "öå");
}

#[test]
fn maps_that_say_nothing_give_way_to_names() {
    let font = "/Subtype/Type1/BaseFont/Prov/ToUnicode 10 0 R/Encoding<</Differences[65/adieresis/aring.sc/uni00F6/o_f_f]>>";
    let more = [(10, map("3 beginbfchar <41> <E001> <42> <0000> <43> <FFFD> endbfchar"))];
    assert_eq!(in_font(font, "(ABCD)", &more).text(), "äåöoff");
}

#[test]
fn names_made_of_numbers() {
    let decimal = in_font("/Subtype/Type1/BaseFont/Prov/Encoding<</Differences[1/a98/a97/a114/a110]>>", "<01020304>", &[]);
    assert_eq!(decimal.text(), "barn");
    let sixteens = in_font("/Subtype/Type1/BaseFont/Prov/Encoding<</Differences[1/G62/G61/G72/G6E]>>", "<01020304>", &[]);
    assert_eq!(sixteens.text(), "barn");
}

#[test]
fn a_font_of_drawings_is_read_by_its_names() {
    let font = "/Subtype/Type3/FontMatrix[0.01 0 0 0.01 0 0]/FontBBox[0 0 60 60]/CharProcs<<>>/FirstChar 1/Widths[50 50 50]\
                /Encoding<</Differences[1/r/aring/d]>>";
    assert_eq!(in_font(font, "<010203>", &[]).text(), "råd");
}

#[test]
fn glyph_numbers_without_names_are_told_by_their_widths() {
    let text = "Nämnden följer upp barnens rättigheter";
    let code = |c: char| (3..226u32).find(|glyph| guess::letter(*glyph) == Some(c)).expect("a letter of the set");
    let mut widths = vec![0.0; 226];
    text.chars().for_each(|c| widths[code(c) as usize] = metrics::width("Arial", c));
    let widths: Vec<String> = widths[3..].iter().map(|width| width.to_string()).collect();
    let font = format!("/Subtype/TrueType/BaseFont/ABCDEF+Arial/FirstChar 3/Widths[{}]", widths.join(" "));
    let shown: String = text.chars().map(|c| format!("{:02X}", code(c))).collect();
    assert_eq!(in_font(&font, &format!("<{shown}>"), &[]).text(), text);
}

#[test]
fn marks_before_lines_are_bullets() {
    let fonts = "/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\
                 /F2<</Subtype/TrueType/BaseFont/Wingdings-Regular>>/F3<</Subtype/Type1/BaseFont/Symbol>>\
                 /F4<</Subtype/Type1/BaseFont/Prov/ToUnicode 10 0 R/FirstChar 65/Widths[500]>>>>>>";
    let mut content = String::from("BT 18 TL 72 700 Td ");
    for mark in ["/F2 11 Tf (l)", "/F3 11 Tf (\\267)", "/F4 11 Tf (A)"] {
        content += &format!("{mark} Tj 20 0 Td /F1 11 Tf (utbilda chefer) Tj -20 -18 Td ");
    }
    let d = one_page("", fonts, &(content + "ET"), &[(10, map("1 beginbfchar <41> <E00C> endbfchar"))]);
    assert_eq!(kinds(&d), vec![("li0".to_owned(), "utbilda chefer"); 3]);
    assert!(d.problems().is_empty());
}

#[test]
fn letters_that_nobody_knows_are_shown_and_said() {
    let font = "/Subtype/Type1/BaseFont/Prov/ToUnicode 10 0 R/FirstChar 65/Widths[500]";
    let page = format!("/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Courier>>/F2<</Type/Font{font}>>>>>>");
    let content = "BT /F1 11 Tf 72 700 Td (barnens r) Tj /F2 11 Tf (A) Tj /F1 11 Tf (tt) Tj ET";
    let d = one_page("", &page, content, &[(10, map("1 beginbfchar <41> <E00C> endbfchar"))]);
    assert_eq!(d.text(), "barnens r\u{FFFD}tt");
    let problem = &d.problems()[0];
    assert_eq!((problem.code, problem.severity, &problem.place), (ProblemCode::BadCharacters, Severity::Warning, &Place::Page(1)));
}

#[test]
fn accents_apart_from_their_letters() {
    // å of a ring and a letter, ï of two dots and the letter without its dot.
    let font = "/Subtype/Type1/BaseFont/Courier/Encoding<</Differences[1/ring/dieresis/dotlessi]>>";
    let page = format!("/Resources<</Font<</F1<</Type/Font{font}>>>>>>");
    let content = "BT /F1 10 Tf 72 700 Td [(r\\001) 600 (ad)] TJ 0 -20 Td [(na\\002) 600 (\\003v)] TJ ET";
    let d = one_page("", &page, content, &[]);
    assert!(d.text().contains("råd") && d.text().contains("naïv"), "{}", d.text());
}
