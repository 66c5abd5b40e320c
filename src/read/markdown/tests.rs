//! Markdown of every kind, and what it becomes.

use super::*;
use crate::text::{BlockKind, Format, UnitKind};

fn document(text: &str) -> Document {
    let origin = Origin { name: "prov.md".into(), format: Format::Markdown, title: None, producer: None };
    read(text.as_bytes(), origin, &Limits::default()).unwrap()
}

/// Blocks as short strings: kind, then text.
fn outline(text: &str) -> Vec<String> {
    let d = document(text);
    let show = |b: &crate::text::Block| {
        let text = d.slice(b.span).replace('\t', "|");
        match &b.kind {
            BlockKind::Heading { level } => format!("h{level} {text}"),
            BlockKind::Paragraph => format!("p {text}"),
            BlockKind::ListItem { depth, .. } => format!("li{depth} {text}"),
            BlockKind::TableRow { header: true, .. } => format!("th {text}"),
            BlockKind::TableRow { .. } => format!("tr {text}"),
            BlockKind::Quote => format!("q {text}"),
            BlockKind::Footnote => format!("fn {text}"),
            other => format!("{other:?} {text}"),
        }
    };
    d.blocks().iter().map(show).collect()
}

#[test]
fn the_common_elements() {
    let text = "# Plan **A**\n\nEn rad\nsom bryts *mjukt*  \noch hårt. Se [länken](http://x.se).\n\n> citat\n\n- ett\n  - två\n\n1. först\n2. sedan\n\n\
                | Mål | Ansvar |\n|---|---|\n| a | b |\nText igen.\n<!-- bort -->\n\n```\nkod\n```\n\nNot[^1].\n\n[^1]: Notens text.\n";
    assert_eq!(
        outline(text),
        [
            "h1 Plan A",
            "p En rad som bryts mjukt och hårt. Se länken.",
            "q citat",
            "li0 ett",
            "li1 två",
            "li0 1. först",
            "li0 2. sedan",
            "th Mål|Ansvar",
            "tr a|b",
            "p Text igen.",
            "p kod",
            "p Not.",
            "fn Notens text.",
        ]
    );
}

#[test]
fn pasted_text_that_is_markdown_only_in_part() {
    assert_eq!(outline("| Åtgärd | Ansvarig |"), ["tr Åtgärd|Ansvarig"]);
    assert_eq!(outline("| a | **b** c |\n| d | `e|f` |"), ["tr a|b c", "tr d|e|f"]);
    assert_eq!(outline("Text\n| a | b |\n|---|---|\n| c | d |").last().unwrap(), "tr c|d");
    assert_eq!(outline("Nämnden ska:\n• utbilda\n  personal\n• följa upp"), ["p Nämnden ska:", "li0 utbilda personal", "li0 följa upp"]);
    assert_eq!(outline("- ett\n- två"), ["li0 ett", "li0 två"]);
    assert_eq!(
        outline("**Dokumenttyp:** Policy\n**Beslutad av**: KF\noch nämnden"),
        ["p Dokumenttyp: Policy", "p Beslutad av: KF och nämnden"]
    );
    assert_eq!(outline("a) först\nb) sedan"), ["li0 a) först", "li0 b) sedan"]);
    assert_eq!(outline("Kontakta <Ange namn> <b>nu</b>."), ["p Kontakta <Ange namn> nu."]);
    assert_eq!(outline("En lång rad som slutar med punkt.\n---\nNästa"), ["p En lång rad som slutar med punkt.", "p Nästa"]);
    assert_eq!(outline("<div>\n<p>Hej</p><!-- x\ny -->då\n</div>"), ["p Hej", "p då"]);
}

#[test]
fn front_matter_gives_the_title() {
    let d = document("---\ntitle: \"Plan för barn\"\ndate: 2024\n---\nText.");
    assert_eq!((d.text(), d.origin().title.as_deref()), ("Text.", Some("Plan för barn")));
    assert_eq!(document("---\nInte metadata.\n---\nText").blocks().len(), 2);
}

#[test]
fn every_word_leads_back_to_the_input() {
    let text = "\u{FEFF}---\ntitle: X\n---\n# Ett *två* tre\n\nfyra `fem` &amp; sex  \nsju [åtta](u) a\u{308}pple\n\n| nio | tio |\n|--|--|\n| elva | tolv\\|tretton |\n\n\
                > * fjorton\n\n• femton\n• sexton\n\n1. sjutton\n\n<p>arton</p>\n";
    let d = document(text);
    for word in "Ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton".split(' ') {
        let at = d.source_offset(d.text().find(word).unwrap() as u32).unwrap();
        assert!(text[at..].starts_with(word), "{word}: {:?}", &text[at..]);
    }
}

#[test]
fn list_items_and_rows_are_units() {
    let d = document("Nämnden ska:\n\n- höra barn\n\n  Mer text. Och mer.\n- följa upp\n\n| a | b |\n");
    let kinds: Vec<UnitKind> = d.units().iter().map(|u| u.kind).collect();
    use UnitKind::*;
    assert_eq!(kinds, [Sentence, ListItem, Sentence, Sentence, ListItem, TableRow]);
}

#[test]
fn odd_input_is_read_all_the_same() {
    for text in ["", "|", "||", "|\n|-", "- ", "***", "<", "<!--", "[^1]:", "> > >", "\\|", "```", "<script>", "<p", "\0"] {
        document(text);
    }
    document(&">".repeat(3000));
    document(&"- ".repeat(3000));
}
