//! Properties of the readers on arbitrary input: no panic, sound spans, and for text a way back to the input that is right for every letter.

use super::{Limits, read};
use crate::text::{Document, ProblemCode};
use include_dir::{Dir, include_dir};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Pieces that Markdown and plain text are made of, put together at random.
fn soup() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        "[a-zåäö]{1,8}",
        "[A-ZÅÄÖ][a-z]{0,6}",
        "[0-9]{1,3}[.)]",
        prop::sample::select(vec![
            " ",
            " ",
            " ",
            "\n",
            "\n",
            "\r\n",
            "\n\n",
            "\t",
            "- ",
            "• ",
            "* ",
            "**",
            "_",
            "`",
            "```\n",
            "# ",
            "## ",
            "> ",
            "|",
            "| ",
            " |\n",
            "|---|---|\n",
            "---\n",
            "[a](b)",
            "[^1]",
            "[^1]: ",
            "<b>",
            "</b>",
            "<!-- x -->",
            "<!--",
            "<p>",
            "\\|",
            "\\*",
            "-\n",
            "\u{AD}",
            "\u{A0}",
            "a\u{30A}",
            "\u{C}",
            "    ",
            "  \n",
            ". ",
            ": ",
            "=====\n",
            "\u{FEFF}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat())
}

/// Folders of seeds that are files of a format, and the name that a file is read under. A new format is a line here.
const FORMATS: &[(&str, &str)] = &[
    ("pdf", "x.pdf"),
    ("package", "x.docx"),
    ("markdown", "x.md"),
    ("plain", "x.txt"),
    ("rtf", "x.rtf"),
    ("html", "x.html"),
    ("email", "x.eml"),
    ("compound", "x.doc"),
];

static FOLDER: Dir = include_dir!("$CARGO_MANIFEST_DIR/fuzz/seeds");

/// The seeds of all formats.
static SEEDS: LazyLock<Vec<(&str, &[u8])>> = LazyLock::new(|| {
    let files = |format: &str| FOLDER.get_dir(format).unwrap().files();
    FORMATS.iter().flat_map(|(format, name)| files(format).map(|file| (*name, file.contents()))).collect()
});

/// A change of a stretch of a file.
#[derive(Clone, Debug)]
enum Change {
    Flip(u8),
    Drop,
    Double(usize),
    /// Puts the stretch into itself, so that what opens in it opens again and again.
    Nest(usize),
    /// Cuts the file off.
    Cut,
}

impl Change {
    fn make(&self, bytes: &mut Vec<u8>, from: usize, to: usize) {
        let stretch = bytes[from..to].to_vec();
        match self {
            Change::Flip(mask) => bytes[from..to].iter_mut().step_by(7).for_each(|byte| *byte ^= mask),
            Change::Drop => drop(bytes.drain(from..to)),
            Change::Double(times) => drop(bytes.splice(from..from, stretch.repeat(*times))),
            Change::Nest(times) => {
                let (open, close) = stretch.split_at(stretch.len() / 2);
                bytes.splice(from..to, [open.repeat(*times), close.repeat(*times)].concat());
            }
            Change::Cut => bytes.truncate(to),
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        any::<u8>().prop_map(Change::Flip),
        Just(Change::Drop),
        (1..40usize).prop_map(Change::Double),
        (1..400usize).prop_map(Change::Nest),
        Just(Change::Cut),
    ]
}

fn check_spans(document: &Document) -> Result<(), TestCaseError> {
    let text = document.text();
    for spans in [
        document.blocks().iter().map(|b| b.span).collect::<Vec<_>>(),
        document.units().iter().map(|u| u.span).collect(),
        document.pages().iter().map(|p| p.span).collect(),
    ] {
        for pair in spans.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start, "{spans:?}");
        }
        prop_assert!(spans.iter().all(|span| text.get(span.range()).is_some()));
    }
    prop_assert!(document.pages().windows(2).all(|pair| pair[0].number < pair[1].number));
    Ok(())
}

fn check(document: &Document, input: &str) -> Result<(), TestCaseError> {
    check_spans(document)?;
    let text = document.text();
    for (at, letter) in text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()) {
        let there = document.source_offset(at as u32);
        let found = there.and_then(|there| input.get(there..)).and_then(|rest| rest.chars().next());
        prop_assert_eq!(found, Some(letter), "{} at {} of {:?}", letter, at, text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_leads_back_to_its_source(input in soup(), markdown in any::<bool>()) {
        // Front matter and detection by content are tested elsewhere; here the kind is chosen by name.
        let name = if markdown { "x.md" } else { "x.txt" };
        if let Ok(document) = read(input.as_bytes(), name, &Limits::default()) {
            check(&document, &input)?;
        }
    }

    #[test]
    fn changed_files_of_every_format_are_survived(
        seed in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..80usize, change()), 1..5),
    ) {
        let (name, bytes) = SEEDS[seed.index(SEEDS.len())];
        let mut bytes = bytes.to_vec();
        for (from, length, change) in changes {
            let from = from.index(bytes.len() + 1);
            let to = (from + length).min(bytes.len());
            change.make(&mut bytes, from, to);
        }
        let small = Limits { max_operations: 100_000, max_objects: 100_000, ..Limits::default() };
        match read(&bytes, name, &small) {
            Ok(document) => check_spans(&document)?,
            Err(problem) => prop_assert_ne!(problem.code, ProblemCode::ReaderFailed, "{}", problem.detail),
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400), start in prop::sample::select(vec!["", "PK\u{3}\u{4}", "# a\n", "%PDF-1.4\n"])) {
        let input = [start.as_bytes(), &bytes].concat();
        if let Ok(document) = read(&input, "x", &Limits::default()) {
            prop_assert!(document.blocks().iter().all(|b| document.text().get(b.span.range()).is_some()));
        }
    }
}
