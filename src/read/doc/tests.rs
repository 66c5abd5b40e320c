//! A document of ours that LibreOffice saved as Word 97, as it is and with parts of it made wrong.

use super::*;
use crate::read::testing::{compound, edited, outline, problems};
use crate::text::Format;
use proptest::prelude::*;

/// Made for this test: headings with numbers, lists, a table, a footnote, a field, deleted and hidden text, header and footer.
const SAMPLE: &[u8] = include_bytes!("../../../tests/data/doc/word-97.doc");

fn try_read(bytes: &[u8]) -> Result<Document, Problem> {
    crate::read::read(bytes, "prov.doc", &Limits::default())
}

/// The streams of the sample, to be changed and put together again.
fn streams() -> (Vec<u8>, Vec<u8>) {
    let mut file = Compound::open(SAMPLE).unwrap();
    (file.stream("/WordDocument").unwrap().unwrap(), file.stream("/1Table").unwrap().unwrap())
}

fn with(main: &[u8], table: &[u8]) -> Vec<u8> {
    compound(&[("/WordDocument", main), ("/1Table", table)])
}

#[test]
fn everything_comes_out_as_what_it_is() {
    let d = try_read(SAMPLE).unwrap();
    assert_eq!(d.origin().format, Format::Doc);
    assert_eq!(
        outline(&d),
        [
            "h1 Plan för Kråkvik",
            "h1 1 Inledning",
            "p Kråkviks kommun har ungefär tolv tusen invånare och en strand.",
            "p Läs mer på kommunens sidor.",
            "h1 2 Åtgärder",
            "p Skolnämnden ska:",
            "li0 fråga eleverna",
            "li1 i varje klass",
            "li0 berätta om svaren",
            "h2 2.1 Delaktighet",
            "li0 a) Först detta",
            "li0 b) sedan detta",
            "th0 Åtgärd|Ansvarig|Klart",
            "tr0 Utbilda personalen två gånger|Rektor|2027",
            "tr0 Mät resultatet||2028",
            "p Efter tabellen – en rad med ”citat” och 1 200 kr.",
            "Footnote Enligt räkningen i fjol.",
            "Marginal Kråkviks kommun",
            "Marginal Sida 2",
        ]
    );
    assert!(d.problems().is_empty(), "{:?}", d.problems());
}

#[test]
fn locked_and_older_files_are_named() {
    let (main, table) = streams();
    let code = |at: usize, value: &[u8]| {
        let mut main = main.clone();
        main[at..at + value.len()].copy_from_slice(value);
        try_read(&with(&main, &table)).map(|_| ()).map_err(|problem| problem.code)
    };
    assert_eq!(code(11, &[main[11] | 1]), Err(ProblemCode::Encrypted));
    assert_eq!(code(2, &[0x68, 0]), Err(ProblemCode::UnsupportedFormat));
    assert_eq!(code(0, &[0xDC, 0xA5]), Err(ProblemCode::UnsupportedFormat));
    assert_eq!(code(0, b"xx"), Err(ProblemCode::Damaged));
    assert_eq!(try_read(&compound(&[("/WordDocument", &main)])).unwrap_err().code, ProblemCode::Damaged);
    assert_eq!(try_read(&compound(&[("/WordDocument", b"")])).unwrap_err().code, ProblemCode::Damaged);
}

#[test]
fn pieces_outside_the_file_are_told_of() {
    let (main, mut table) = streams();
    let fib = Fib::read(&main).unwrap();
    let clx = fib.part(&table, Part::Pieces).unwrap();
    let at = clx.as_ptr() as usize - table.as_ptr() as usize;
    // One piece: the mark, the length, two positions, then flags and offset.
    let offset = at + 5 + 8 + 2;
    let mut beyond = table.clone();
    beyond[offset..offset + 4].copy_from_slice(&0x3FFF_FFF0u32.to_le_bytes());
    let d = try_read(&with(&main, &beyond)).unwrap();
    assert!(problems(&d).contains(&"truncated Document".to_owned()), "{:?}", problems(&d));
    // A text longer than the file has bytes.
    table[at + 9..at + 13].copy_from_slice(&0x7FFF_FFFFu32.to_le_bytes());
    assert_eq!(try_read(&with(&main, &table)).unwrap_err().code, ProblemCode::LimitReached);
}

#[test]
fn circles_in_the_file_system_end() {
    // The table of sectors stands in one sector here; each entry in turn leads back to an earlier one.
    let fat = 512 * (1 + u32::from_le_bytes(SAMPLE[76..80].try_into().unwrap()) as usize);
    for entry in 0..20 {
        let mut bytes = SAMPLE.to_vec();
        bytes[fat + 4 * entry..fat + 4 * entry + 4].copy_from_slice(&(entry as u32 / 2).to_le_bytes());
        if let Err(problem) = try_read(&bytes) {
            assert!(matches!(problem.code, ProblemCode::Damaged | ProblemCode::UnsupportedFormat), "{entry}: {problem:?}");
        }
    }
}

#[test]
fn an_open_field_swallows_nothing() {
    let (mut main, table) = streams();
    let before = try_read(&with(&main, &table)).unwrap();
    let fib = Fib::read(&main).unwrap();
    let text = Text::read(&main, fib.part(&table, Part::Pieces).unwrap(), main.len()).unwrap();
    let end = text.units.iter().position(|unit| *unit == 21).unwrap();
    let (at, _, _) = text.place(end);
    main[at] = b'.';
    let after = try_read(&with(&main, &table)).unwrap();
    assert_eq!(after.blocks().len(), before.blocks().len());
    assert!(after.text().contains("Efter tabellen"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_of_the_file_is_survived(edits in prop::collection::vec((any::<prop::sample::Index>(), 0..8u8, any::<u8>(), 1..600usize), 1..6)) {
        let _ = try_read(&edited(SAMPLE, &edits));
    }

    /// The file system stays whole, so that the changes meet the reader itself.
    #[test]
    fn any_change_of_a_stream_is_survived(
        table_too in any::<bool>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..5u8, any::<u8>(), 1..60usize), 1..12),
    ) {
        let (main, table) = streams();
        let bytes = if table_too { with(&main, &edited(&table, &edits)) } else { with(&edited(&main, &edits), &table) };
        if let Ok(document) = try_read(&bytes) {
            prop_assert!(document.blocks().iter().all(|block| document.text().get(block.span.range()).is_some()));
        }
    }
}

#[test]
fn the_sample_is_what_the_tests_think() {
    let (main, table) = streams();
    assert_eq!(outline(&try_read(&with(&main, &table)).unwrap()), outline(&try_read(SAMPLE).unwrap()));
}
