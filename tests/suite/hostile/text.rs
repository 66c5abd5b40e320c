//! Markdown and plain text made to hurt: nesting, endless lines, nothing but signs.

use genomsyra::text::ProblemCode;

use super::{Case, Want};

const SENTENCE: &str = "Nämnden ska följa upp barns rättigheter. ";

fn repeated(piece: &str, times: usize) -> Vec<u8> {
    [piece.repeat(times).as_bytes(), "\n\nSlutet nås.\n".as_bytes()].concat()
}

pub fn cases() -> Vec<Case> {
    let markdown = |name, make, want| Case { name, file: "prov.md", make, want };
    let plain = |name, make, want| Case { name, file: "prov.txt", make, want };
    vec![
        markdown("markdown: quotes in quotes", || repeated("> ", 100_000), Want::Any),
        markdown("markdown: brackets", || repeated("[", 100_000), Want::Text("Slutet nås.")),
        markdown("markdown: links in links", || repeated("[a](", 50_000), Want::Text("Slutet nås.")),
        markdown("markdown: images in images", || repeated("![", 100_000), Want::Text("Slutet nås.")),
        markdown("markdown: emphasis", || repeated("*a **b ", 50_000), Want::Text("Slutet nås.")),
        markdown("markdown: only stars", || repeated("*", 200_000), Want::Any),
        markdown("markdown: underscores between letters", || repeated("a_", 100_000), Want::Text("Slutet nås.")),
        markdown(
            "markdown: back quotes of all lengths",
            || {
                let rows: String = (1..1_000).map(|n| format!("{} a ", "`".repeat(n))).collect();
                repeated(&rows, 1)
            },
            Want::Text("Slutet nås."),
        ),
        markdown("markdown: lists in lists on one line", || repeated("- ", 50_000), Want::Any),
        markdown(
            "markdown: lists in lists by indent",
            || {
                let rows: String = (0..1_500).map(|n| format!("{}- punkt {n}\n", "  ".repeat(n))).collect();
                rows.into_bytes()
            },
            Want::Text("punkt 1"),
        ),
        markdown("markdown: numbers past every range", || repeated("999999999999999999999. a\n", 20_000), Want::Text("Slutet nås.")),
        markdown(
            "markdown: a table of many columns",
            || format!("|{}\n|{}\n|{}\n\nSlutet nås.", "a|".repeat(20_000), "-|".repeat(20_000), "b|".repeat(20_000)).into_bytes(),
            Want::Text("Slutet nås."),
        ),
        markdown(
            "markdown: short rows under many columns",
            || {
                // The parser fills every row up to the width of the first.
                format!("|{}\n|{}\n{}\n\nSlutet nås.", "a|".repeat(2_000), "-|".repeat(2_000), "|b\n".repeat(20_000)).into_bytes()
            },
            Want::Any,
        ),
        markdown(
            "markdown: definitions of links",
            || {
                let rows: String = (0..50_000).map(|n| format!("[l{n}]: /a \"b\"\n[l{n}] ")).collect();
                repeated(&rows, 1)
            },
            Want::Text("Slutet nås."),
        ),
        markdown(
            "markdown: one long link used often",
            || format!("[a]: /{}\n\n{}\n\nSlutet nås.", "x".repeat(100_000), "[a] ".repeat(100_000)).into_bytes(),
            Want::Any,
        ),
        markdown(
            "markdown: footnotes that name each other",
            || {
                let rows: String = (0..20_000).map(|n| format!("[^{n}]: se [^{}]\n\n", (n + 1) % 20_000)).collect();
                repeated(&rows, 1)
            },
            Want::Text("Slutet nås."),
        ),
        markdown("markdown: tags that never close", || repeated("<div ", 50_000), Want::Any),
        markdown("markdown: comments that never close", || repeated("a <!-- ", 50_000), Want::Any),
        markdown("markdown: declarations in a line", || repeated("a <!A <? <![CDATA[ ", 30_000), Want::Any),
        markdown("markdown: scripts in a block of HTML", || repeated("<p><script>\n", 20_000), Want::Any),
        markdown("markdown: entities", || repeated("&ouml;&#246;&#x110000;&", 50_000), Want::Text("Slutet nås.")),
        markdown(
            "markdown: front matter without end",
            || [b"---\n".to_vec(), repeated("a: b\n", 400_000)].concat(),
            Want::Text("Slutet nås."),
        ),
        markdown("markdown: a paragraph of 10 MB", || repeated(SENTENCE, 250_000), Want::Text("Slutet nås.")),
        markdown("markdown: a million bold labels", || repeated("**A** b\n", 300_000), Want::Text("Slutet nås.")),
        plain("text: one line of 50 MB", || repeated(SENTENCE, 1_190_000), Want::Text("Slutet nås.")),
        plain("text: one word of 50 MB", || repeated("å", 25_000_000), Want::Text("Slutet nås.")),
        plain("text: 20 million line breaks", || repeated("\n", 20_000_000), Want::Text("Slutet nås.")),
        plain("text: a million short lines", || repeated("ord\n", 1_000_000), Want::Text("Slutet nås.")),
        plain("text: a million list items", || repeated("- punkt\n", 1_000_000), Want::Text("Slutet nås.")),
        plain(
            "text: list items indented further and further",
            || {
                let rows: String = (0..2_000).map(|n| format!("{}- punkt {n}\n", " ".repeat(n))).collect();
                repeated(&rows, 1)
            },
            Want::Text("Slutet nås."),
        ),
        plain("text: rows of pipes and tabs", || repeated("| a\tb |\n", 300_000), Want::Text("Slutet nås.")),
        plain("text: a row of a million cells", || repeated("a|", 1_000_000), Want::Text("Slutet nås.")),
        plain("text: contents lines", || repeated("Rubrik ........ 7\n", 300_000), Want::Text("Slutet nås.")),
        plain("text: twelve million pages", || repeated("\u{C}", 12_000_000), Want::Problem(ProblemCode::Truncated)),
        plain("text: nothing but zeros", || vec![0; 50_000_000], Want::Problem(ProblemCode::UnknownFormat)),
        plain("text: zeros after a page of text", || [SENTENCE.repeat(2_000).into_bytes(), vec![0; 20_000_000]].concat(), Want::Any),
        plain("text: marks on one letter", || repeated("a\u{301}\u{323}\u{30A}", 1_000_000), Want::Text("Slutet nås.")),
        plain("text: a million marks on one letter", || [b"a".to_vec(), repeated("\u{301}\u{323}", 500_000)].concat(), Want::Any),
        plain("text: signs that grow in NFC", || repeated("\u{1D160}\u{FB2C}", 2_000_000), Want::Any),
        plain("text: soft hyphens and breaks", || repeated("a\u{AD}\n-\n", 300_000), Want::Any),
        plain("text: only full stops", || repeated(". ", 2_000_000), Want::Any),
        plain("text: quotes after full stops", || repeated("a.”\"", 1_000_000), Want::Any),
        plain(
            "text: half of a UTF-16 file",
            || {
                let wide: Vec<u8> = SENTENCE.repeat(50_000).encode_utf16().flat_map(u16::to_le_bytes).collect();
                [vec![0xFF, 0xFE], wide[..wide.len() - 1].to_vec()].concat()
            },
            Want::TextAnd("Nämnden ska", ProblemCode::BadCharacters),
        ),
        plain(
            "text: bytes that are no encoding",
            || (0..10_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 0x80).collect(),
            Want::Any,
        ),
    ]
}
