//! The inputs that grow.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::inputs::*;
use crate::made::docx::{package, paragraph, row, table};
use crate::made::pdf::made_pdf;

/// What grows, and what the program is to do with it.
pub struct Case {
    pub name: &'static str,
    /// Each twice the one before.
    pub sizes: [usize; 4],
    /// Writes the input into the folder; the program's arguments.
    pub prepare: Box<dyn Fn(&Path, usize) -> Vec<OsString>>,
    /// What the program is asked for once before it is measured.
    pub first: &'static [&'static str],
    /// A file in the folder that every run starts without.
    pub fresh: Option<&'static str>,
    /// Findings that an input of this size has at least, by a run of `check` on the file with this name.
    pub holds: Option<(&'static str, fn(usize) -> usize)>,
}

/// Four sizes from the last.
fn up_to(last: usize) -> [usize; 4] {
    [last / 8, last / 4, last / 2, last]
}

/// Arguments after `check`; a word that begins with `@` is a file in the folder.
pub fn arguments(folder: &Path, words: &[&str]) -> Vec<OsString> {
    words.iter().map(|word| word.strip_prefix('@').map_or_else(|| word.into(), |name| folder.join(name).into())).collect()
}

/// `check` of one document.
fn check(name: &'static str, last: usize, file: &'static str, make: fn(usize) -> Vec<u8>, holds: fn(usize) -> usize) -> Case {
    check_with(name, last, file, make, holds, &[])
}

fn check_with(
    name: &'static str,
    last: usize,
    file: &'static str,
    make: fn(usize) -> Vec<u8>,
    holds: fn(usize) -> usize,
    more: &'static [&'static str],
) -> Case {
    let prepare = move |folder: &Path, size: usize| {
        fs::write(folder.join(file), make(size)).expect("a scratch folder takes files");
        let words = [&["check", "--no-config", "--jobs", "1"][..], more].concat();
        [arguments(folder, &words), vec![folder.join(file).into()]].concat()
    };
    Case { name, sizes: up_to(last), prepare: Box::new(prepare), first: &[], fresh: None, holds: Some((file, holds)) }
}

fn made(text: String) -> Vec<u8> {
    text.into_bytes()
}

fn pdf(pages: usize) -> Vec<u8> {
    let made = made_pdf(pages);
    assert!(made.words > 200 * pages, "pages have text");
    made.bytes
}

/// Documents by what there is more and more of in them.
pub fn documents() -> Vec<Case> {
    let as_many = |n: usize| n;
    let none = |_| 0;
    vec![
        check("plain paragraphs", 256_000, "a.md", |n| made(paragraphs(PLAIN, n)), none),
        check("paragraphs with a finding", 128_000, "a.md", |n| made(paragraphs(SENTENCE, n)), as_many),
        check("findings in one paragraph", 128_000, "a.md", |n| made(format!("# Plan\n\n{}", SENTENCE.repeat(n))), |_| 1),
        check("findings in one paragraph without a heading", 32_000, "a.txt", |n| made(SENTENCE.repeat(n)), |_| 1),
        check("words of one plain sentence", 2_000_000, "a.md", |n| made(one_sentence(PLAIN, n)), none),
        check("words of one sentence on rights", 640_000, "a.md", |n| made(one_sentence(SENTENCE, n)), |_| 1),
        check("headings", 128_000, "a.md", |n| made(numbered("## Barns rättigheter ", "\n\n", n)), none),
        check("headings in headings", 128_000, "a.md", |n| made(nested_headings(n)), none),
        check("headings, each over a finding", 64_000, "a.md", |n| made(numbered("## Mål ", &format!("\n\n{SENTENCE}\n\n"), n)), |_| 1),
        check(
            "items of a list",
            128_000,
            "a.md",
            |n| made(format!("Nämnden ska:\n\n{}", "- följa upp barns rättigheter\n".repeat(n))),
            |_| 1,
        ),
        check("rows of a Markdown table", 64_000, "a.md", |n| made(markdown_table(n)), |_| 1),
        check("rows of an HTML table", 64_000, "a.html", |n| made(html_table(n)), |_| 1),
        check("columns of a Markdown table", 16_000, "a.md", |n| made(markdown_columns(n, "barn|")), none),
        check(
            "columns of a Markdown table, each with a finding",
            2_000,
            "a.md",
            |n| made(markdown_columns(n, "barns rättigheter|")),
            |_| 1,
        ),
        check("columns of an HTML table", 16_000, "a.html", |n| made(html_columns(n)), none),
        check("paragraphs of an HTML page", 64_000, "a.html", |n| made(format!("<p>{SENTENCE}</p>\n").repeat(n)), |_| 1),
        check("rows of a CSV file", 64_000, "a.csv", |n| made(format!("Mål;Ansvar;År\n{}", CELLS.join(";").add_line().repeat(n))), |_| 1),
        check("plain paragraphs of a DOCX", 256_000, "a.docx", |n| package(&paragraph(&[PLAIN]).repeat(n)), none),
        check("paragraphs with a finding of a DOCX", 64_000, "a.docx", |n| package(&paragraph(&[SENTENCE]).repeat(n)), |_| 1),
        check("runs of one DOCX paragraph", 64_000, "a.docx", |n| package(&paragraph(&vec![SENTENCE; n])), |_| 1),
        check("rows of a DOCX table", 64_000, "a.docx", |n| package(&table(&row(&CELLS).repeat(n))), |_| 1),
        check("columns of a DOCX table", 16_000, "a.docx", |n| package(&table(&row(&vec!["barn"; n]).repeat(3))), none),
        check("pages of a PDF", 4_000, "a.pdf", pdf, none),
    ]
}

/// What is written about a document with more and more findings.
pub fn reports() -> Vec<Case> {
    let findings: fn(usize) -> Vec<u8> = |n| made(paragraphs(SENTENCE, n));
    let word: fn(usize) -> Vec<u8> = |n| package(&paragraph(&[SENTENCE]).repeat(n));
    let one: fn(usize) -> Vec<u8> = |n| package(&paragraph(&vec![SENTENCE; n]));
    let report = |name, last, words: &'static [&'static str]| check_with(name, last, "a.md", findings, |n| n, words);
    vec![
        report("report: json", 32_000, &["--format", "json", "-o", "@ut"]),
        report("report: html", 64_000, &["--format", "html", "-o", "@ut"]),
        report("report: md", 64_000, &["--format", "md", "-o", "@ut"]),
        report("report: csv", 32_000, &["--format", "csv", "-o", "@ut"]),
        report("report: xlsx", 16_000, &["--format", "xlsx", "-o", "@ut"]),
        report("report: docx", 64_000, &["--format", "docx", "-o", "@ut"]),
        report("report: sarif", 64_000, &["--format", "sarif", "-o", "@ut"]),
        report("report: junit", 64_000, &["--format", "junit", "-o", "@ut"]),
        report("report: --explain", 64_000, &["--explain"]),
        report("report: --why", 64_000, &["--why", "barns"]),
        report("report: --view alla", 64_000, &["--view", "alla"]),
        report("report: --write-baseline", 64_000, &["--write-baseline", "@utgang.toml"]),
        check_with("comments in a DOCX", 32_000, "a.docx", word, |_| 1, &["--annotate", "@ut.docx"]),
        check_with("comments in one DOCX paragraph", 8_000, "a.docx", one, |_| 1, &["--annotate", "@ut.docx"]),
        check_with("comments in a PDF", 1_000, "a.pdf", pdf, |_| 0, &["--annotate", "@ut.pdf"]),
    ]
}

/// Two versions of a document.
pub fn comparisons() -> Vec<Case> {
    let case = |name, last, newer: fn(usize) -> String| Case {
        name,
        sizes: up_to(last),
        prepare: Box::new(move |folder, size| {
            fs::write(folder.join("a.md"), older(size)).expect("a scratch folder takes files");
            fs::write(folder.join("b.md"), newer(size)).expect("a scratch folder takes files");
            arguments(folder, &["compare", "@a.md", "@b.md"])
        }),
        first: &[],
        fresh: None,
        holds: None,
    };
    vec![
        case("compare: the same", 32_000, older),
        case("compare: every tenth sentence changed", 32_000, |n| changed(n, 10)),
        case("compare: every sentence changed", 32_000, |n| changed(n, 1)),
        case("compare: the other way round", 32_000, reversed),
    ]
}

/// Rules beside the built-in ones.
pub fn rules() -> Vec<Case> {
    let prepare = |folder: &Path, size: usize| {
        let rules = folder.join("regler");
        fs::create_dir_all(&rules).expect("a scratch folder takes folders");
        fs::write(rules.join("egna.toml"), own_rules(size)).expect("a scratch folder takes files");
        fs::write(folder.join("a.md"), format!("# Plan\n\n{SENTENCE}\n")).expect("a scratch folder takes files");
        arguments(folder, &["check", "--no-config", "--jobs", "1", "--rules", "@regler", "@a.md"])
    };
    vec![Case { name: "own rules", sizes: up_to(8_000), prepare: Box::new(prepare), first: &[], fresh: None, holds: None }]
}

/// Folders of more and more documents.
pub fn archives() -> Vec<Case> {
    let case = |name, last, first, fresh, words: &'static [&'static str]| Case {
        name,
        first,
        sizes: up_to(last),
        prepare: Box::new(move |folder, size| {
            archive(&folder.join("arkiv"), size);
            arguments(folder, words)
        }),
        fresh,
        holds: None,
    };
    const FIRST: &[&str] = &["scan", "--jobs", "1", "--store", "@lager", "@arkiv"];
    let mut out = vec![
        case("archive: without a store", 4_000, &[], None, &["scan", "--jobs", "1", "--no-store", "@arkiv"]),
        case("archive: first run", 4_000, &[], Some("lager"), FIRST),
        case("archive: second run", 8_000, FIRST, None, FIRST),
        case("stability", 160, &[], None, &["stability", "@arkiv"]),
    ];
    let stored: [(&str, &[&str]); 5] = [
        ("archive: html from the store", &["scan", "--store", "@lager", "--from-store", "--format", "html", "-o", "@ut"]),
        ("archive: xlsx from the store", &["scan", "--store", "@lager", "--from-store", "--format", "xlsx", "-o", "@ut"]),
        ("archive: jsonl from the store", &["scan", "--store", "@lager", "--from-store", "--format", "jsonl", "-o", "@ut"]),
        ("archive: csv from the store", &["scan", "--store", "@lager", "--from-store", "--format", "csv", "-o", "@ut"]),
        ("archive: parquet from the store", &["scan", "--store", "@lager", "--from-store", "--format", "parquet", "-o", "@utmapp"]),
    ];
    out.extend(stored.into_iter().map(|(name, words)| case(name, 4_000, FIRST, None, words)));
    out
}
