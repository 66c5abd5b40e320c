//! Properties of the text readers on arbitrary input: no panic, sound spans, and a way back to the input that is right for every letter.

use super::{Limits, read};
use crate::text::Document;
use proptest::prelude::*;

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

fn check(document: &Document, input: &str) -> Result<(), TestCaseError> {
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
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400), start in prop::sample::select(vec!["", "PK\u{3}\u{4}", "# a\n", "%PDF-1.4\n"])) {
        let input = [start.as_bytes(), &bytes].concat();
        if let Ok(document) = read(&input, "x", &Limits::default()) {
            prop_assert!(document.blocks().iter().all(|b| document.text().get(b.span.range()).is_some()));
        }
    }
}
