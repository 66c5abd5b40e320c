//! The memo (Word, Markdown), the list (CSV) and the workbook: opened again by other readers, hostile text, and promises kept in all of them.

use std::io::Read;

use genomsyra::outcome::Outcome;
use genomsyra::report::{Format, Language, Options, write_outcomes};
use genomsyra::text::{BlockKind, Document};
use pulldown_cmark::{Event, Options as MarkdownOptions, Parser, Tag};
use serde_json::Value;

use super::helpers::{analyse, rules, unreadable};

const POLICY: &str = include_str!("../data/report/policy.md");
const PLAN: &str = include_str!("../data/report/plan.md");
const FORMATS: [Format; 4] = [Format::Markdown, Format::Csv, Format::Xlsx, Format::Word];

/// Text that other programs would act on, each in a sentence that counts.
const HOSTILE: &str = "# =cmd|'/c calc'!A1 <script>alert(1)</script> för jämställdhet\n\n\
    =HYPERLINK(\"http://x.se\";\"Jämställdhet\") ska prövas av nämnden varje år.\n\n\
    +46 ska alla barns rättigheter prövas av socialnämnden.\n\n\
    @SUM(A1) jämställdhet ska följas upp av kommunstyrelsen | varje år.\n\n\
    \\-1+2 ska diskriminering motverkas av <b>nämnden</b> \\*\\*alltid\\*\\* & [här](http://x.se) \"nu\"; ja.\n\n\
    \\# Jämställdhet ska prövas ]]> </w:t> <!-- \\_x000D\\_ av nämnden.\n";

fn written(outcomes: &[Outcome], format: Format, options: &Options) -> Vec<u8> {
    let mut out = Vec::new();
    write_outcomes(outcomes, rules(), format, options, &mut out).expect("a vector takes everything");
    out
}

fn text(outcomes: &[Outcome], format: Format, options: &Options) -> String {
    String::from_utf8(written(outcomes, format, options)).expect("UTF-8")
}

fn in_language(language: Language) -> Options {
    Options { language, ..Options::default() }
}

/// The report as our own readers see it.
fn read_again(bytes: &[u8], name: &str) -> Document {
    analyse(name, bytes).result.expect("it opens again").document
}

/// Names and texts of the parts of a package.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|place| {
            let mut part = archive.by_index(place).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            (part.name().to_string(), text)
        })
        .collect()
}

/// Everything that a reader of the file could find in it.
fn all_text(bytes: &[u8], format: Format) -> String {
    if format.is_binary() {
        parts(bytes).into_iter().map(|(name, text)| name + &text).collect()
    } else {
        String::from_utf8(bytes.to_vec()).expect("UTF-8")
    }
}

fn assert_well_formed(bytes: &[u8]) {
    for (name, text) in parts(bytes) {
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        let mut depth = 0;
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
                quick_xml::events::Event::Start(_) => depth += 1,
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Text(text) => {
                    text.decode().unwrap_or_else(|error| panic!("{name}: {error}"));
                }
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
    }
}

/// Cells of a CSV file, read as RFC 4180 says.
fn cells(csv: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = csv.strip_prefix('\u{feff}').expect("a byte order mark").chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.push(chars.next().expect("peeked")),
            '"' => quoted = !quoted,
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "the last line is whole");
    rows
}

#[test]
fn the_word_memo_is_a_document_with_headings_tables_and_sentences() {
    let outcome = [analyse("policy.md", POLICY.as_bytes())];
    for (language, heads) in [
        (
            Language::Swedish,
            ["Omdöme", "Att göra först", "Område för område", "De sju diskrimineringsgrunderna", "Metod och begränsningar"],
        ),
        (Language::English, ["Verdict", "What to do first", "Area by area", "The seven grounds of discrimination", "Method and limits"]),
    ] {
        let bytes = written(&outcome, Format::Word, &in_language(language));
        assert_well_formed(&bytes);
        let document = read_again(&bytes, "granskning.docx");
        assert!(document.problems().is_empty(), "{:?}", document.problems());
        let headings: Vec<&str> =
            document.blocks().iter().filter(|b| matches!(b.kind, BlockKind::Heading { .. })).map(|b| document.slice(b.span)).collect();
        for head in heads {
            assert!(headings.contains(&head), "{head} in {headings:?}");
        }
        assert!(
            headings.contains(&if language == Language::Swedish { "Barnets rättigheter" } else { "Rights of the child" }),
            "{headings:?}"
        );
        assert!(document.tables().iter().all(|table| !table.headers.is_empty()) && document.tables().len() >= 5);
        let text = document.text();
        assert!(text.contains("Socialnämnden redovisar varje år till kommunfullmäktige"), "{text}");
        assert!(text.contains(rules().hash()), "{text}");
        let parts = parts(&bytes);
        let part = |name: &str| &parts.iter().find(|(n, _)| n == name).expect("the part is there").1;
        assert!(part("word/styles.xml").contains(if language == Language::Swedish {
            "w:val=\"sv-SE\" w:eastAsia"
        } else {
            "w:val=\"en-GB\" w:eastAsia"
        }));
        assert!(part("word/footer1.xml").contains("NUMPAGES"));
        // Our reader takes a box for the mark of a list item, as Word does for those that were typed.
        assert!(part("word/document.xml").matches("<w:t>☐</w:t>").count() >= 3);
    }
}

#[test]
fn the_word_memo_has_what_its_builder_has_no_word_for() {
    let outcome = [analyse("policy.md", POLICY.as_bytes())];
    let parts = parts(&written(&outcome, Format::Word, &in_language(Language::English)));
    let part = |name: &str| &parts.iter().find(|(n, _)| n == name).expect("the part is there").1;
    let (document, styles) = (part("word/document.xml"), part("word/styles.xml"));
    // Each table repeats its head, each box can be ticked, and quoted sentences stay Swedish.
    assert!(document.matches("<w:tbl>").count() >= 5);
    assert_eq!(document.matches("<w:tbl>").count(), document.matches("<w:tblHeader/>").count());
    assert_eq!(document.matches("<w:sdt>").count(), document.matches("<w14:checked w14:val=\"0\"/>").count());
    let quote = styles.split("<w:style ").find(|style| style.contains("w:styleId=\"Quote\"")).expect("a style");
    assert!(quote.contains("<w:lang w:val=\"sv-SE\"/>"), "{quote}");
    // Styles that are named are there, and so are parts.
    let named = regex::Regex::new("<w:(?:pStyle|tblStyle|basedOn|next) w:val=\"([^\"]+)\"").expect("a pattern");
    for name in named.captures_iter(&format!("{document}{styles}{}", part("word/footer1.xml"))) {
        assert!(styles.contains(&format!("w:styleId=\"{}\"", &name[1])), "{}", &name[1]);
    }
    let target = regex::Regex::new("(?:PartName=\"/|Target=\")([^\"]+)\"").expect("a pattern");
    for list in ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"] {
        for name in target.captures_iter(part(list)) {
            assert!(parts.iter().any(|(n, _)| *n == name[1] || *n == format!("word/{}", &name[1])), "{list}: {}", &name[1]);
        }
    }
    // Nobody knows when it was made.
    assert!(!part("docProps/core.xml").contains("dcterms"));
    // No paragraph shares its id with another.
    let id = regex::Regex::new("w14:paraId=\"([^\"]+)\"").expect("a pattern");
    let ids: Vec<&str> = id.captures_iter(document).filter_map(|id| id.get(1)).map(|id| id.as_str()).collect();
    assert!(ids.len() > 50 && ids.iter().collect::<std::collections::BTreeSet<_>>().len() == ids.len());
}

#[test]
fn a_word_memo_does_not_know_what_was_written_before_or_beside_it() {
    let policy = [analyse("policy.md", POLICY.as_bytes())];
    let plan = [analyse("plan.md", PLAN.as_bytes())];
    let word = |outcomes: &[Outcome]| written(outcomes, Format::Word, &Options::default());
    // Alone: the first that a thread of its own writes.
    let alone = |outcomes: &[Outcome]| std::thread::scope(|scope| scope.spawn(|| word(outcomes)).join().expect("it writes"));
    let (policy_alone, plan_alone) = (alone(&policy), alone(&plan));
    assert!(policy_alone != plan_alone);
    // One after the other, and the other way round.
    assert!(word(&policy) == policy_alone && word(&plan) == plan_alone && word(&policy) == policy_alone);
    // At the same time, several from each thread.
    std::thread::scope(|scope| {
        for turn in 0..4 {
            let (policy, plan, policy_alone, plan_alone) = (&policy, &plan, &policy_alone, &plan_alone);
            scope.spawn(move || {
                for round in 0..4 {
                    let (outcomes, expected) = if (turn + round) % 2 == 0 { (policy, policy_alone) } else { (plan, plan_alone) };
                    assert!(&word(outcomes) == expected, "thread {turn}, memo {round}");
                }
            });
        }
    });
}

#[test]
fn the_workbook_holds_every_sheet_and_no_formula() {
    let outcomes = [analyse("policy.md", POLICY.as_bytes()), analyse("hostil.md", HOSTILE.as_bytes()), unreadable()];
    for (language, names) in [
        (Language::Swedish, ["Sammanfattning", "Områden", "Fynd", "Kedja", "Grunder", "Dimensioner", "Vyer", "Räknades inte", "Metod"]),
        (Language::English, ["Summary", "Areas", "Findings", "Chain", "Grounds", "Dimensions", "Views", "Not counted", "Method"]),
    ] {
        let bytes = written(&outcomes, Format::Xlsx, &in_language(language));
        assert_well_formed(&bytes);
        let parts = parts(&bytes);
        let workbook = &parts.iter().find(|(name, _)| name == "xl/workbook.xml").expect("a workbook").1;
        for name in names {
            assert!(workbook.contains(&format!("name=\"{name}\"")), "{name}");
        }
        for (name, sheet) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/")) {
            assert!(!sheet.contains("<f>") && !sheet.contains("<f ") && !sheet.contains("hyperlink"), "{name}");
            assert!(sheet.contains("state=\"frozen\""), "{name}");
        }
        let text = read_again(&bytes, "granskning.xlsx").text().to_string();
        for word in
            ["Socialnämnden redovisar varje år", "=HYPERLINK(\"http://x.se\"", "+46 ska alla barns", "avtal.pdf", "barnets-rattigheter"]
        {
            assert!(text.contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn the_list_tells_the_same_as_json_and_is_no_formula() {
    let outcomes =
        [analyse("policy.md", POLICY.as_bytes()), analyse("hostil.md", HOSTILE.as_bytes()), analyse("tom.md", b""), unreadable()];
    let json: Value = serde_json::from_str(&text(&outcomes, Format::Json, &Options::default())).expect("JSON");
    let (mut counted, mut all, mut carried) = (0, 0, 0);
    for document in json["documents"].as_array().expect("a list").iter() {
        let findings = document["findings"].as_array().expect("a list");
        counted += findings.iter().filter(|f| f["reference"] == true).count();
        carried += document["chain"].as_array().expect("a list").len();
        all += findings.len() + document["ignored"].as_array().expect("a list").len();
    }
    assert!(counted > 10 && carried > 0 && all > counted);
    for (language, separator, [counts, carries], unread) in [
        (Language::Swedish, ';', ["räknas", "vidareförd"], "kunde inte granskas"),
        (Language::English, ',', ["counted", "carried on"], "could not be checked"),
    ] {
        let rows = cells(&text(&outcomes, Format::Csv, &in_language(language)), separator);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        let standing = |wanted: &str| rows.iter().filter(|row| row[5] == wanted).count();
        assert_eq!((standing(counts), standing(carries)), (counted, carried));
        assert_eq!(rows.len(), 1 + all + carried + standing(unread));
        assert_eq!(standing(unread), 2);
        let mut guarded = 0;
        for cell in rows.iter().flatten() {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
            guarded += usize::from(cell.starts_with("'=") || cell.starts_with("'+") || cell.starts_with("'@"));
        }
        assert!(guarded >= 3, "{guarded}");
        let score = &rows.iter().find(|row| row[0] == "policy.md").expect("a row")[3];
        assert!(score.contains(if language == Language::Swedish { ',' } else { '.' }), "{score}");
    }
}

#[test]
fn no_text_of_a_document_is_markdown() {
    let outcome = [analyse("hostil.md", HOSTILE.as_bytes())];
    let memo = text(&outcome, Format::Markdown, &Options { explain: true, ..Options::default() });
    let (mut columns, mut row, mut shown) = (0, 0, String::new());
    for event in
        Parser::new_ext(&memo, MarkdownOptions::ENABLE_TABLES | MarkdownOptions::ENABLE_TASKLISTS | MarkdownOptions::ENABLE_STRIKETHROUGH)
    {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html} is acted on"),
            Event::Code(code) => panic!("{code} is code"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => panic!("{dest_url} is a link"),
            Event::Start(Tag::CodeBlock(_)) => panic!("a code block"),
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow | Tag::TableHead) => row = 0,
            Event::Start(Tag::TableCell) => row += 1,
            Event::End(pulldown_cmark::TagEnd::TableRow | pulldown_cmark::TagEnd::TableHead) => assert_eq!(row, columns),
            Event::Text(text) => shown.push_str(&text),
            _ => {}
        }
    }
    // What was written is what is read.
    for words in ["=cmd|'/c calc'!A1 <script>alert(1)</script>", "**alltid** &", "av kommunstyrelsen | varje år", "]]> </w:t> <!--"] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    // Each row has as many bars as its head: a parser fills up and cuts off what does not fit.
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut expected = None;
    for line in memo.lines() {
        if !line.starts_with('|') {
            expected = None;
            continue;
        }
        assert_eq!(*expected.get_or_insert(bars(line)), bars(line), "{line}");
    }
}

#[test]
fn without_quotes_no_text_of_the_document_is_in_any_part() {
    let secret = "zxqv";
    let lines = POLICY
        .lines()
        .map(|l| if l.is_empty() || l.starts_with("|-") { l.to_string() } else { l.replacen(' ', &format!(" {secret} "), 1) });
    let outcome = [analyse("policy.md", lines.collect::<Vec<_>>().join("\n").as_bytes())];
    let shown = Options { explain: true, ..Options::default() };
    let hidden = Options { quotes: false, ..shown.clone() };
    let views: Vec<String> = rules().lenses().iter().map(|lens| lens.id.clone()).collect();
    for format in FORMATS {
        assert!(all_text(&written(&outcome, format, &shown), format).contains(secret), "{format:?}");
        for options in [hidden.clone(), Options { views: views.clone(), ..hidden.clone() }] {
            let text = all_text(&written(&outcome, format, &options), format);
            for word in [secret, "Lindhult", "Elevråden", "skolgårdarnas"] {
                assert!(!text.contains(word), "{format:?}: {word}");
            }
        }
    }
}

#[test]
fn the_same_outcomes_give_the_same_bytes_and_no_text_is_left_to_fill() {
    let left = regex::Regex::new(r"\{[a-z_]+\}").expect("a pattern");
    for language in [Language::Swedish, Language::English] {
        for explain in [false, true] {
            let options = Options { explain, ..in_language(language) };
            for format in FORMATS {
                let make = || {
                    let outcomes = [analyse("policy.md", POLICY.as_bytes()), analyse("plan.md", PLAN.as_bytes()), unreadable()];
                    written(&outcomes, format, &options)
                };
                let once = make();
                assert!(once == make(), "{format:?}");
                let text = all_text(&once, format);
                assert!(left.find(&text).is_none(), "{format:?}: {:?}", left.find(&text));
                assert!(text.contains("avtal.pdf") && text.contains("policy.md") && text.contains("plan.md"), "{format:?}");
            }
        }
    }
}

#[test]
fn views_that_are_asked_for_stand_in_the_memo() {
    let outcome = [analyse("policy.md", POLICY.as_bytes())];
    for lens in rules().lenses() {
        let options = Options { views: vec![lens.id.clone()], ..Options::default() };
        let memo = text(&outcome, Format::Markdown, &options);
        assert!(memo.contains(&format!("\n## {}\n", lens.name.sv)) && !memo.contains("## Område för område"), "{memo}");
    }
}

#[test]
fn control_characters_never_reach_a_report() {
    let hostile = "# Plan \u{1}för \u{ffff}barnets rättigheter\n\nNämnden ska pröva barnets \u{b}bästa \u{fffe}före \u{202e}2027.\n";
    let outcome = [analyse("plan\u{7}.md", hostile.as_bytes())];
    for format in FORMATS {
        let bytes = written(&outcome, format, &Options::default());
        if format.is_binary() {
            assert_well_formed(&bytes);
        }
        let text = all_text(&bytes, format);
        let bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\r')) || c == '\u{202e}';
        assert!(!text.contains(bad), "{format:?}: {:?}", text.find(bad).map(|at| &text[at.saturating_sub(40)..at]));
    }
}
