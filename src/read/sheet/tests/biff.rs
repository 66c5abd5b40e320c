//! Excel 97–2003 workbooks written record by record.

use super::*;
use crate::read::testing::{compound, edited};
use crate::text::ProblemCode;
use proptest::prelude::*;

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), body].concat()
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// A string with a 16-bit count, one byte a letter.
fn narrow(text: &str) -> Vec<u8> {
    let letters: Vec<u8> = text.chars().map(|c| c as u8).collect();
    [&(letters.len() as u16).to_le_bytes()[..], &[0], &letters].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [&words(&[units.len() as u16])[..], &[1], &words(&units)].concat()
}

fn begin(version: u16) -> Vec<u8> {
    record(0x809, &words(&[version, 5, 0, 0]))
}

/// Globals with two sheets (the second hidden), then the sheets.
fn workbook(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let listing = |name: &str, at: u32, state: u8| {
        let name: Vec<u8> = name.chars().map(|c| c as u8).collect();
        record(0x85, &[&at.to_le_bytes()[..], &[state, 0, name.len() as u8, 0], &name].concat())
    };
    let end = record(0x0A, &[]);
    let length = begin(0x600).len() + globals.len() + listing("Mål", 0, 0).len() + listing("Val", 0, 1).len() + end.len();
    let head = [begin(0x600), globals.to_vec(), listing("Mål", length as u32, 0), listing("Val", length as u32, 1), end.clone()].concat();
    [head, begin(0x600), sheet.to_vec(), end].concat()
}

fn file(stream: &[u8]) -> Vec<u8> {
    compound(&[("/Workbook", stream)])
}

/// A string that runs on over two records, wide in the first and narrow in the second, then one with formatting hung on it.
fn strings() -> Vec<u8> {
    let first = [&[3, 0, 0, 0, 3, 0, 0, 0][..], &wide("Åtgärd"), &words(&[14]), &[1], &words(&"Fråga ".encode_utf16().collect::<Vec<_>>())]
        .concat();
    let formatted = [&words(&[5])[..], &[8], &words(&[1]), "Klart".as_bytes(), &[0; 4]].concat();
    let second = [&[0][..], b"eleverna", &formatted].concat();
    [record(0xFC, &first), record(0x3C, &second)].concat()
}

fn sample() -> Vec<u8> {
    let format = record(0x41E, &[&words(&[164])[..], &narrow("yyyy-mm-dd")].concat());
    let styles = [record(0xE0, &words(&[0, 0])), record(0xE0, &words(&[0, 164])), record(0xE0, &words(&[0, 9]))].concat();
    let cell =
        |kind: u16, row: u16, column: u16, style: u16, rest: &[u8]| record(kind, &[&words(&[row, column, style])[..], rest].concat());
    let formula = [&[0, 0, 0, 0, 0, 0, 0xFF, 0xFF][..], &[0; 8]].concat();
    let sheet = [
        cell(0xFD, 0, 0, 0, &0u32.to_le_bytes()),
        cell(0xFD, 0, 1, 0, &2u32.to_le_bytes()),
        cell(0x204, 0, 2, 0, &narrow("Andel")),
        cell(0x204, 0, 3, 0, &narrow("Ansvar")),
        cell(0xFD, 1, 0, 0, &1u32.to_le_bytes()),
        cell(0x203, 1, 1, 1, &46348f64.to_le_bytes()),
        // 0.45 squeezed: 45 hundredths.
        cell(0x27E, 1, 2, 2, &(45u32 << 2 | 3).to_le_bytes()),
        cell(0x06, 1, 3, 0, &formula),
        record(0x207, &wide("Rektor")),
        // Two numbers in one record, from the first column.
        record(
            0xBD,
            &[
                words(&[2, 0]),
                words(&[0]),
                (7u32 << 2 | 2).to_le_bytes().to_vec(),
                words(&[2]),
                (50u32 << 2 | 3).to_le_bytes().to_vec(),
                words(&[1]),
            ]
            .concat(),
        ),
        cell(0x205, 2, 2, 0, &[0x2A, 1]),
        record(0x5D, &words(&[0x15, 0x12, 0x06])),
        record(0x1B6, &[&words(&[0; 5])[..], &words(&[5, 0, 0, 0])].concat()),
        record(0x3C, &[&[0][..], "Ruta.".as_bytes()].concat()),
        record(0x5D, &words(&[0x15, 0x12, 25])),
        record(0x1B6, &[&words(&[0; 5])[..], &words(&[3, 0, 0, 0])].concat()),
        record(0x3C, &[&[0][..], "not".as_bytes()].concat()),
    ];
    workbook(&[format, styles, strings()].concat(), &sheet.concat())
}

#[test]
fn records_become_cells() {
    let d = crate::read::read(&file(&sample()), "mal.xls", &Limits::default()).unwrap();
    assert_eq!(d.origin().format, Format::Xls);
    assert_eq!(
        outline(&d),
        ["h1 Mål", "th0 Åtgärd|Klart|Andel|Ansvar", "tr0 Fråga eleverna|2026-11-22|45 %|Rektor", "tr0 7|50 %|#N/A|", "p Ruta."]
    );
    assert_eq!(problems(&d), ["hidden-part Part(\"Val\")"]);
}

#[test]
fn locked_old_and_cut_workbooks_are_named() {
    let code = |stream: &[u8]| try_read(&file(stream), Format::Xls).map(|_| ()).map_err(|problem| problem.code);
    assert_eq!(code(&workbook(&record(0x2F, &[0; 6]), &[])), Err(ProblemCode::Encrypted));
    assert_eq!(code(&begin(0x500)), Err(ProblemCode::UnsupportedFormat));
    assert_eq!(code(b""), Err(ProblemCode::Damaged));
    let whole = sample();
    let d = try_read(&file(&whole[..whole.len() - 60]), Format::Xls).unwrap();
    assert!(problems(&d).contains(&"truncated Part(\"Mål\")".to_owned()), "{:?}", problems(&d));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_of_the_stream_is_survived(edits in prop::collection::vec((any::<prop::sample::Index>(), 0..8u8, any::<u8>(), 1..60usize), 1..8)) {
        let _ = try_read(&file(&edited(&sample(), &edits)), Format::Xls);
    }
}
