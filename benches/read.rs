//! How fast documents are read: one row for each format and the programs that write it, over the corpus and over PDF files that the bench
//! makes itself. What is read is checked before it is timed.
//!
//! To add a format or a producer, add a [`Row`] to [`rows`]: its files are read one after the other, and every file must hold the words
//! of the Markdown document with the same name.

mod made {
    pub mod pdf;
}

use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use genomsyra::read::{Limits, read};
use genomsyra::text::Document;
use made::pdf::made_pdf;

/// Files of one kind and how they are told in the results.
struct Row {
    name: &'static str,
    folder: &'static str,
    /// Stems of the files; none for all of the folder.
    stems: &'static [&'static str],
    /// Ending in the folder, and the name's ending that the reader is shown (text is Markdown read as plain text).
    ending: &'static str,
    read_as: &'static str,
    /// Pages of all files together; none where the format has no pages.
    pages: usize,
}

fn rows() -> Vec<Row> {
    let all: &[&str] = &[];
    vec![
        Row { name: "Markdown", folder: "documents", stems: all, ending: "md", read_as: "md", pages: 0 },
        Row { name: "text", folder: "documents", stems: all, ending: "md", read_as: "txt", pages: 0 },
        Row {
            name: "DOCX, pandoc",
            folder: "docx",
            stems: &["exempel-policy", "folkhalsoplan-hallbacka", "budget-ekvalla", "handlingsplan-vald-mossaker", "reglemente-norrlida"],
            ending: "docx",
            read_as: "docx",
            pages: 0,
        },
        Row { name: "DOCX, LibreOffice", folder: "docx", stems: &["arsredovisning-savlunda"], ending: "docx", read_as: "docx", pages: 0 },
        Row {
            name: "PDF, LibreOffice",
            folder: "pdf",
            stems: &["exempel-policy", "handlingsplan-vald-mossaker", "budget-ekvalla", "reglemente-norrlida", "arsredovisning-savlunda"],
            ending: "pdf",
            read_as: "pdf",
            pages: 12,
        },
        Row {
            name: "PDF, Chromium",
            folder: "pdf",
            stems: &["strategi-cemr-region-mellanasen", "program-manskliga-rattigheter-granlida", "va-plan-vitgarn"],
            ending: "pdf",
            read_as: "pdf",
            pages: 8,
        },
        Row {
            name: "PDF, Chromium, two columns",
            folder: "pdf",
            stems: &["vision-tranevik", "riktlinje-bistand-stenvag"],
            ending: "pdf",
            read_as: "pdf",
            pages: 4,
        },
    ]
}

/// A file in memory with the name that the reader is shown.
type File = (String, Vec<u8>);

fn corpus(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(part)
}

fn files(row: &Row) -> Vec<File> {
    let entries = fs::read_dir(corpus(row.folder)).expect("the corpus is there");
    let mut out: Vec<File> = entries
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == row.ending))
        .filter(|path| row.stems.is_empty() || row.stems.contains(&stem(path)))
        .map(|path| (format!("{}.{}", stem(&path), row.read_as), fs::read(&path).expect("readable")))
        .collect();
    out.sort();
    assert!(out.len() >= row.stems.len().max(1), "{}: files are missing", row.name);
    out
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).expect("corpus files have plain names")
}

fn read_all(files: &[File]) -> Vec<Document> {
    files.iter().map(|(name, bytes)| read(bytes, name, &Limits::default()).expect("the corpus can be read")).collect()
}

/// Words in lower case with how often they stand in the text.
fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().any(char::is_alphabetic)) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// Stops the bench unless every file holds the words of its Markdown twin and the pages are as many as they should be.
fn check(row: &Row, files: &[File], documents: &[Document]) {
    for ((name, _), document) in files.iter().zip(documents) {
        let twin = fs::read(corpus("documents").join(Path::new(name).with_extension("md"))).expect("every file has a Markdown twin");
        let twin = read(&twin, "twin.md", &Limits::default()).expect("Markdown can be read");
        let (wanted, found) = (words(twin.text()), words(document.text()));
        let held: usize = wanted.iter().map(|(word, count)| (*count).min(found.get(word).copied().unwrap_or(0))).sum();
        let share = held as f64 / wanted.values().sum::<usize>() as f64;
        assert!(share > 0.97, "{name}: only {share:.3} of the words are there");
    }
    let pages: usize = documents.iter().map(|document| document.pages().len()).sum();
    assert_eq!(pages, row.pages, "{}: pages", row.name);
}

fn throughput(files: &[File], pages: usize) -> Throughput {
    let bytes = files.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    if pages > 0 { Throughput::ElementsAndBytes { elements: pages as u64, bytes } } else { Throughput::Bytes(bytes) }
}

fn formats(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    for row in rows() {
        let files = files(&row);
        let first = read_all(&files);
        check(&row, &files, &first);
        let again = read_all(&files);
        assert!(first.iter().zip(&again).all(|(a, b)| a.text() == b.text()), "{}: reading twice gives the same", row.name);
        group.throughput(throughput(&files, row.pages));
        group.bench_function(row.name, |b| b.iter(|| black_box(read_all(&files))));
    }
    group.finish();
}

/// Time of the fastest of three readings, and the memory that the process held at most so far, in MiB (0 where the system does not say).
fn measured(bytes: &[u8], pages: usize, words: usize) -> (Duration, usize) {
    let mut best = Duration::MAX;
    for _ in 0..3 {
        let start = Instant::now();
        let document = read(bytes, "stor.pdf", &Limits::default()).expect("a made file can be read");
        best = best.min(start.elapsed());
        assert_eq!(document.pages().len(), pages, "all pages are read");
        let found = document.text().split_whitespace().count();
        assert!(found.abs_diff(words) * 1000 <= words, "{found} words of {words}");
    }
    (best, peak())
}

/// Most memory that the process has held, in MiB.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse::<usize>().ok()).unwrap_or(0) / 1024
}

/// Time and memory grow as the pages do.
fn growth(c: &mut Criterion) {
    let mut lines = String::new();
    let mut each: Vec<f64> = Vec::new();
    for pages in [200, 2_000, 10_000] {
        let made = made_pdf(pages);
        let (time, peak) = measured(&made.bytes, pages, made.words);
        let per_page = time.as_secs_f64() * 1e6 / pages as f64;
        let megabytes = made.bytes.len() as f64 / 1e6;
        lines.push_str(&format!("read/PDF, made: {pages:>6} pages, {megabytes:.1} MB: {per_page:.0} µs a page, peak {peak} MiB\n"));
        each.push(per_page);
    }
    std::io::stderr().write_all(lines.as_bytes()).expect("standard error takes text");
    let (low, high) = (each.iter().copied().fold(f64::MAX, f64::min), each.iter().copied().fold(0.0, f64::max));
    assert!(high < 2.5 * low, "time a page grows with the pages:\n{lines}");

    let mut group = c.benchmark_group("read");
    group.sample_size(10);
    let made = made_pdf(2_000);
    let file = [("stor.pdf".to_owned(), made.bytes)];
    group.throughput(throughput(&file, 2_000));
    group.bench_function("PDF, made, 2000 pages", |b| b.iter(|| black_box(read_all(&file))));
    group.finish();
}

criterion_group!(benches, formats, growth);
criterion_main!(benches);
