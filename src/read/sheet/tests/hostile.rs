//! Workbooks made to hurt: each ends in a document or a problem, soon and within bounds.

use super::*;
use crate::read::testing::edited;
use crate::text::ProblemCode;
use proptest::prelude::*;
use std::time::{Duration, Instant};

#[track_caller]
fn soon<T>(read: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let out = read();
    assert!(start.elapsed() < Duration::from_secs(20), "took {:?}", start.elapsed());
    out
}

#[test]
fn the_size_of_a_sheet_is_only_a_claim() {
    let cells = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>början</v></c></row>\
                 <row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>slutet</v></c></row></sheetData>";
    let d = soon(|| try_read(&xlsx(&[("Blad1", "visible", cells)], &[]), Format::Xlsx)).unwrap();
    assert_eq!(outline(&d), ["p början", "p slutet"]);
}

#[test]
fn cells_outside_any_sheet_are_told_of() {
    let cells = "<sheetData><row><c r=\"ZZZZ1\" t=\"str\"><v>borta</v></c><c r=\"A1\" t=\"str\"><v>här</v></c></row></sheetData>";
    let d = try_read(&xlsx(&[("Blad1", "visible", cells)], &[]), Format::Xlsx).unwrap();
    assert_eq!((outline(&d), problems(&d)), (vec!["p här".to_owned()], vec!["damaged Part(\"Blad1\")".to_owned()]));
}

#[test]
fn one_string_named_by_many_cells_does_not_grow_without_end() {
    let long = "ord ".repeat(25_000);
    let rows: String = (0..4000).map(|_| "<row><c t=\"s\"><v>0</v></c></row>").collect();
    let bytes = xlsx(&[("Blad1", "visible", &format!("<sheetData>{rows}</sheetData>"))], &[&long]);
    let origin = Origin { name: String::new(), format: Format::Xlsx, title: None, producer: None };
    let limits = Limits { max_unpacked: 16 << 20, ..Limits::default() };
    let d = soon(|| read(&bytes, origin, &limits)).unwrap();
    assert!(d.text().len() <= 4 << 20);
    assert_eq!(problems(&d), ["limit-reached Part(\"Blad1\")"]);
}

#[test]
fn repeated_rows_are_believed_within_bounds() {
    let row = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\">\
               <text:p>fyllning</text:p></table:table-cell></table:table-row>";
    let tables = format!("<table:table table:name=\"A\">{}</table:table>", row.repeat(3));
    let d = soon(|| try_read(&ods(&tables, ""), Format::Ods)).unwrap();
    assert!(d.blocks().len() < 300, "{}", d.blocks().len());
    assert_eq!(problems(&d), ["limit-reached Part(\"A\")"]);
}

#[test]
fn locked_cut_and_foreign_workbooks_are_named() {
    let code = |bytes: &[u8], format| try_read(bytes, format).map(|_| ()).map_err(|problem| problem.code);
    assert_eq!(code(&ods("", "<manifest:encryption-data/>"), Format::Ods), Err(ProblemCode::Encrypted));
    assert_eq!(code(&zipped(&[("annat.xml", b"<a/>")]), Format::Ods), Err(ProblemCode::Damaged));
    assert_eq!(code(&zipped(&[("annat.xml", b"<a/>")]), Format::Xlsx), Err(ProblemCode::Damaged));
    assert_eq!(code(&zipped(&[("xl/workbook.xml", b"<workbook><sheets>")]), Format::Xlsx), Err(ProblemCode::Damaged));
    // A sheet that is cut gives what stands before the cut, and says so.
    let d = try_read(&xlsx(&[("Blad1", "visible", "<sheetData><row><c t=\"str\"><v>Text</v></c></row><row")], &[]), Format::Xlsx).unwrap();
    assert_eq!((d.text(), problems(&d)), ("Text", vec!["missing-part Part(\"xl/worksheets/sheet0.xml\")".to_owned()]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_of_a_sheet_is_survived(edits in prop::collection::vec((any::<prop::sample::Index>(), 0..8u8, any::<u8>(), 1..60usize), 1..6)) {
        let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"B1\" s=\"2\"><v>0.5</v></c></row></sheetData>";
        let sheet = String::from_utf8_lossy(&edited(sheet.as_bytes(), &edits)).into_owned();
        let _ = try_read(&xlsx(&[("Blad1", "visible", &sheet)], &["ett"]), Format::Xlsx);
        let table = "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell \
                     table:number-columns-repeated=\"2\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
        let table = String::from_utf8_lossy(&edited(table.as_bytes(), &edits)).into_owned();
        let _ = try_read(&ods(&table, ""), Format::Ods);
    }
}
