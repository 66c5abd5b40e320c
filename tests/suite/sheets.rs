//! Reports of a whole archive: lines against their schema, lists and tables that hold the same, quotations off, bytes that never differ.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use genomsyra::archive::sample::{Quality, Stratum, StratumQuality, wilson};
use genomsyra::archive::tally::Gather;
use genomsyra::archive::{Glossary, Record};
use genomsyra::identity::{Date, Hints, Identity, identify};
use genomsyra::outcome::Outcome;
use genomsyra::report::{ArchiveFormat, ArchiveReport, Language, Options, Partition, RECORD_SCHEMA, Table, write_archive, write_parted};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row, RowAccessor};
use serde_json::Value;

use super::helpers::{analyse, rules, tallied, unreadable};

const POLICY: &str = include_str!("../data/report/policy.md");
const PLAN: &str = include_str!("../data/report/plan.md");
/// Words of a document that are nowhere but in its text.
pub(crate) const SECRET: &str = "Sekretessbelagdaord";

fn kept(path: &str, outcome: &Outcome) -> (String, Record, Identity) {
    let identity = outcome.result.as_ref().map(|a| identify(&a.document, path).given(path, &Hints::default())).unwrap_or_default();
    (path.to_string(), Record::of(outcome, rules()), identity)
}

/// Judged, silent and unreadable documents; one whose words try to be something else than words.
pub(crate) fn archive() -> Vec<(String, Record, Identity)> {
    let hostile = format!(
        "# =HYPERLINK(\"http://x\") {SECRET}\n\nNacka kommun\n\nAntagen av kommunfullmäktige den 14 juni 2021\n\n=1+1 ska barnets bästa prövas varje år av socialnämnden {SECRET}; \"säger\" <b>ja</b>.\n\n@Det saknas jämställdhet {SECRET}."
    );
    let mut archive = vec![
        kept("arkiv/a/policy.md", &analyse("policy.md", POLICY)),
        kept("arkiv/a/plan 2022-2025.md", &analyse("plan 2022-2025.md", PLAN)),
        kept("arkiv/b/=cmd.md", &analyse("=cmd.md", hostile)),
        kept("arkiv/b/tyst.md", &analyse("tyst.md", "# Taxa för parkering\n\nAvgiften är tio kronor i timmen. Den betalas i automaten.")),
        kept("arkiv/c/avtal.pdf", &unreadable()),
    ];
    archive.sort_by(|a, b| a.0.cmp(&b.0));
    archive
}

const COPY: &str = "arkiv/c/policy kopia.md";

/// The same with a copy of a document that counts.
fn with_copy() -> Vec<(String, Record, Identity)> {
    let mut archive = archive();
    archive.push(kept(COPY, &analyse("policy kopia.md", POLICY)));
    archive.sort_by(|a, b| a.0.cmp(&b.0));
    archive
}

fn bytes(archive: &Vec<(String, Record, Identity)>, format: ArchiveFormat, options: &Options) -> Vec<u8> {
    let glossary = Glossary::of(rules());
    let mut gather = Gather::new(&glossary, Date::day(2026, 1, 1));
    gather.other("arkiv/<i>bild.jpg");
    let tally = tallied(gather, archive);
    let mut out = Vec::new();
    let report = ArchiveReport { glossary: &glossary, tally: &tally, records: archive, quality: None };
    write_archive(&report, format, options, &mut out).expect("a vector takes everything");
    out
}

/// The tables in files by municipality and year; the names of the files, in order.
fn parted(archive: &Vec<(String, Record, Identity)>, folder: &Path) -> Vec<String> {
    let glossary = Glossary::of(rules());
    let tally = tallied(Gather::new(&glossary, Date::day(2026, 1, 1)), archive);
    let report = ArchiveReport { glossary: &glossary, tally: &tally, records: archive, quality: None };
    let mut files = Vec::new();
    let mut open = |path: &str| -> std::io::Result<Box<dyn Write>> {
        files.push(path.to_string());
        std::fs::create_dir_all(folder.join(path).parent().unwrap())?;
        Ok(Box::new(std::fs::File::create_new(folder.join(path))?))
    };
    for (table, _) in Table::ALL {
        write_parted(&report, table, &[Partition::Municipality, Partition::Year], &Options::default(), &mut open).unwrap();
    }
    files.sort();
    files
}

#[test]
fn parted_tables_hold_the_rows_of_the_whole_in_folders_that_tell_what_they_leave_out() {
    let archive = with_copy();
    let folder = tempfile::tempdir().unwrap();
    let files = parted(&archive, folder.path());
    assert_eq!(
        files.iter().filter(|file| file.starts_with("dokument/")).collect::<Vec<_>>(),
        [
            "dokument/kommun=Lindhults kommun/ar=__HIVE_DEFAULT_PARTITION__/dokument.parquet",
            "dokument/kommun=Nacka kommun/ar=2021/dokument.parquet",
            "dokument/kommun=__HIVE_DEFAULT_PARTITION__/ar=2026/dokument.parquet",
            "dokument/kommun=__HIVE_DEFAULT_PARTITION__/ar=__HIVE_DEFAULT_PARTITION__/dokument.parquet",
        ]
    );
    let mut paths = Vec::new();
    for file in files.iter().filter(|file| file.starts_with("dokument/")) {
        let reader = SerializedFileReader::new(std::fs::File::open(folder.path().join(file)).unwrap()).unwrap();
        let columns: Vec<String> = reader.metadata().file_metadata().schema().get_fields().iter().map(|f| f.name().to_string()).collect();
        assert!(!columns.iter().any(|name| name == "kommun") && columns.iter().any(|name| name == "ar_fran"), "{columns:?}");
        paths.extend(reader.get_row_iter(None).unwrap().map(|row| row.unwrap().get_string(0).unwrap().clone()));
    }
    paths.sort();
    assert_eq!(paths, archive.iter().map(|(path, ..)| path.clone()).collect::<Vec<_>>());
}

fn text(archive: &Vec<(String, Record, Identity)>, format: ArchiveFormat, options: &Options) -> String {
    String::from_utf8(bytes(archive, format, options)).expect("text is UTF-8")
}

#[test]
fn every_line_of_json_fits_the_schema_that_is_shipped() {
    let schema = jsonschema::validator_for(&serde_json::from_str(RECORD_SCHEMA).unwrap()).unwrap();
    let archive = with_copy();
    for quotes in [true, false] {
        let lines = text(&archive, ArchiveFormat::Jsonl, &Options { quotes, ..Options::default() });
        assert_eq!(lines.lines().count(), archive.len());
        for (line, (path, record, _)) in lines.lines().zip(&archive) {
            let value: Value = serde_json::from_str(line).unwrap();
            let errors: Vec<String> = schema.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{path}: {errors:#?}");
            assert_eq!(value["path"], path.as_str());
            assert_eq!(value["judged"], record.brief.is_judged());
            let references = record.brief.judgement.as_ref().map(|j| j.references);
            assert_eq!(value["judgement"]["references"].as_u64(), references.map(u64::from));
        }
    }
}

#[test]
fn the_list_has_a_row_for_every_finding_and_for_documents_without() {
    let archive = archive();
    let plain = text(&archive, ArchiveFormat::PlainCsv, &Options::default());
    let mut reader = csv::Reader::from_reader(plain.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_string).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let place = |head: &str| heads.iter().position(|h| h == head).unwrap_or_else(|| panic!("{head} is no column"));
    for (path, record, _) in &archive {
        let own: Vec<_> = rows.iter().filter(|row| row.get(place("Dokument")) == Some(path)).collect();
        let hits = record.sentences.iter().map(|s| s.hits.len()).sum::<usize>();
        let carried = record.brief.judgement.as_ref().map_or(0, |j| j.carried as usize);
        assert_eq!(own.len(), (hits + carried).max(1), "{path}");
        assert!(own.iter().all(|row| row.get(place("Kontrollsumma (SHA-256)")) == Some(&record.brief.file.sha256)));
    }
    let sentence = |row: &csv::StringRecord| row.get(place("Mening")).unwrap().to_string();
    assert!(rows.iter().any(|row| sentence(row).starts_with("'=1+1")), "what looks like a formula is made harmless");
    assert!(!plain.starts_with('\u{feff}') && !plain.contains('\r'));
    let swedish = text(&archive, ArchiveFormat::Csv, &Options::default());
    assert!(swedish.starts_with('\u{feff}') && swedish.contains("\r\n"));
    assert_eq!(swedish.lines().next().unwrap().matches(';').count(), heads.len() - 1);
}

#[test]
fn nothing_of_the_documents_text_is_told_without_quotations() {
    let archive = archive();
    let options = Options { quotes: false, ..Options::default() };
    for format in [ArchiveFormat::Jsonl, ArchiveFormat::Csv, ArchiveFormat::PlainCsv, ArchiveFormat::Html] {
        assert!(text(&archive, format, &Options::default()).contains(SECRET), "{format:?}");
        assert!(!text(&archive, format, &options).contains(SECRET), "{format:?}");
    }
    assert!(book(&archive, &Options::default()).contains(SECRET));
    assert!(!book(&archive, &options).contains(SECRET));
    for (table, name) in Table::ALL {
        // What is compressed is told by a reader; what is not (statistics) by the bytes themselves.
        let told = read(&bytes(&archive, ArchiveFormat::Parquet(table), &options));
        assert!(!told.contains(SECRET) && told.contains("arkiv/a/policy.md"), "{name}");
        assert!(read(&bytes(&archive, ArchiveFormat::Parquet(table), &Options::default())).contains(SECRET));
    }
}

/// All that a Parquet file says: its rows, then its bytes as they stand.
fn read(bytes: &[u8]) -> String {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let rows: Vec<String> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    rows.join("\n") + &String::from_utf8_lossy(bytes)
}

#[test]
fn tables_hold_what_the_lines_hold() {
    let archive = archive();
    let open = |table| {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes(&archive, ArchiveFormat::Parquet(table), &Options::default())).unwrap();
        SerializedFileReader::new(file).unwrap()
    };
    let documents = open(Table::Documents);
    let rows: Vec<_> = documents.get_row_iter(None).unwrap().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), archive.len());
    for (row, (path, record, _)) in rows.iter().zip(&archive) {
        let column = |name: &str| row.get_column_iter().position(|(n, _)| n == name).unwrap();
        assert_eq!(row.get_string(column("sokvag")).unwrap(), path);
        assert_eq!(row.get_bool(column("bedomd")).unwrap(), record.brief.is_judged());
        assert_eq!(row.get_list(column("problem")).unwrap().len(), record.brief.problems.len());
        match &record.brief.judgement {
            Some(judgement) => {
                assert_eq!(row.get_int(column("niva")).unwrap(), i32::from(judgement.level));
                assert_eq!(row.get_double(column("poang")).unwrap(), judgement.score);
                assert_eq!(row.get_list(column("omraden")).unwrap().len(), judgement.areas.len());
            }
            None => assert!(row.get_int(column("niva")).is_err(), "what was not judged has no level"),
        }
    }
    let expected: usize = archive
        .iter()
        .filter_map(|(_, record, _)| Some((record, record.brief.judgement.as_ref()?)))
        .fold(0, |sum, (record, j)| sum + record.sentences.iter().map(|s| s.hits.len()).sum::<usize>() + j.carried as usize);
    let findings = open(Table::Findings);
    assert_eq!(findings.metadata().file_metadata().num_rows(), expected as i64);
    let hash = findings.metadata().file_metadata().key_value_metadata().unwrap().iter().find(|k| k.key == "genomsyra.regelhash");
    assert_eq!(hash.unwrap().value.as_deref(), Some(rules().hash()));
}

/// The texts, counts and flags of a row; what is missing is null.
fn cells(row: &Row) -> BTreeMap<String, Value> {
    let value = |field: &Field| match field {
        Field::Str(text) => Some(Value::from(text.as_str())),
        Field::Int(count) => Some((*count).into()),
        Field::Bool(flag) => Some((*flag).into()),
        Field::Null => Some(Value::Null),
        _ => None,
    };
    row.get_column_iter().filter_map(|(name, field)| Some((name.clone(), value(field)?))).collect()
}

#[test]
fn programs_are_told_what_counts_once_and_what_counts_instead() {
    let archive = with_copy();
    let lines = text(&archive, ArchiveFormat::Jsonl, &Options::default());
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |path: &str| lines.iter().find(|line| line["path"] == path).unwrap();
    let [original, copy] = ["arkiv/a/policy.md", COPY].map(of);
    assert_eq!((&original["counted"], &original["aside"], &original["instead"]), (&true.into(), &Value::Null, &Value::Null));
    assert_eq!((&copy["counted"], &copy["aside"], &copy["instead"]), (&false.into(), &"same-text".into(), &original["path"]));
    assert_eq!((&original["family"], &copy["family"]), (&1.into(), &1.into()));
    let unread = of("arkiv/c/avtal.pdf");
    assert_eq!((&unread["counted"], &unread["aside"], &unread["instead"]), (&false.into(), &"not-judged".into(), &Value::Null));
    assert_eq!(lines.iter().filter(|line| line["counted"] == true).count(), archive.len() - 2);
    assert_eq!(lines.iter().filter(|line| line["family"].is_null()).count(), archive.len() - 2);
    // The tables say the same of every document, and of its findings.
    let rows = |table| {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes(&archive, ArchiveFormat::Parquet(table), &Options::default())).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        reader.get_row_iter(None).unwrap().map(|row| cells(&row.unwrap())).collect::<Vec<_>>()
    };
    let documents = rows(Table::Documents);
    assert_eq!(documents.len(), lines.len());
    for (row, line) in documents.iter().zip(&lines) {
        for (column, key) in
            [("sokvag", "path"), ("raknas", "counted"), ("varfor_inte", "aside"), ("raknas_i_stallet", "instead"), ("familj", "family")]
        {
            assert_eq!(row[column], line[key], "{column} of {}", line["path"]);
        }
    }
    let findings = rows(Table::Findings);
    assert!(findings.iter().any(|row| row["sokvag"] == COPY));
    assert!(findings.iter().all(|row| row["raknas"] == of(row["sokvag"].as_str().unwrap())["counted"]));
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let archive = archive();
    let formats = [ArchiveFormat::Terminal, ArchiveFormat::Jsonl, ArchiveFormat::Csv, ArchiveFormat::Html, ArchiveFormat::Xlsx];
    let formats = formats.into_iter().chain(Table::ALL.map(|(table, _)| ArchiveFormat::Parquet(table)));
    for format in formats {
        let once = bytes(&archive, format, &Options::default());
        assert!(!once.is_empty());
        assert_eq!(once, bytes(&archive, format, &Options::default()), "{format:?}");
    }
}

/// Every part of the workbook, unpacked, one after the other.
fn book(archive: &Vec<(String, Record, Identity)>, options: &Options) -> String {
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes(archive, ArchiveFormat::Xlsx, options))).unwrap();
    let mut all = String::new();
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).unwrap();
        all += part.name();
        all.push('\n');
        part.read_to_string(&mut all).unwrap();
        all.push('\n');
    }
    all
}

#[test]
fn the_workbook_has_a_sheet_for_each_question_and_no_formula() {
    let book = book(&archive(), &Options::default());
    for sheet in
        ["Population", "Nivåer", "Områden", "Roller", "Diskrimineringsgrunder", "År", "Dokument × område", "Kommun × område", "Kedjor"]
    {
        assert!(book.contains(&format!("<sheet name=\"{sheet}\"")), "{sheet} is missing");
    }
    for sheet in ["Upprepade löften", "Skyldigheter", "Fynd", "Olästa", "Metod"] {
        assert!(book.contains(&format!("<sheet name=\"{sheet}\"")), "{sheet} is missing");
    }
    assert!(book.contains("=HYPERLINK(") && book.contains("=1+1 ska barnets"), "what looks like a formula stands as text");
    assert!(!book.contains("<f>") && !book.contains("<f "), "nothing is a formula");
    assert!(book.contains("arkiv/c/avtal.pdf") && book.contains("skyddad med lösenord"), "what could not be read is told with why");
    assert!(book.contains(rules().hash()), "the method names the rules");
}

#[test]
fn a_workbook_is_put_together_whole_or_fails() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (archive, glossary) = (archive(), Glossary::of(rules()));
    let tally = tallied(Gather::new(&glossary, None), &archive);
    let report = ArchiveReport { glossary: &glossary, tally: &tally, records: &archive, quality: None };
    for format in [ArchiveFormat::Xlsx, ArchiveFormat::Html, ArchiveFormat::Csv, ArchiveFormat::Parquet(Table::Findings)] {
        let error = write_archive(&report, format, &Options::default(), &mut Full(1000)).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{format:?}");
    }
}

#[test]
fn the_overview_holds_every_document_and_no_markup_of_theirs() {
    let archive = archive();
    for language in [Language::Swedish, Language::English] {
        let page = text(&archive, ArchiveFormat::Html, &Options { language, ..Options::default() });
        assert!(!page.contains("<i>bild") && page.contains("&lt;i&gt;bild.jpg"));
        for (path, ..) in &archive {
            assert!(page.contains(&format!("<th scope=\"row\">{path}")), "{path}");
        }
        assert_eq!(page.matches("<tr data-o=").count(), archive.len());
        // Links lead to parts of the page, and nothing is fetched.
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let id = link.strip_prefix('#').expect("links stay in the page");
            assert!(page.contains(&format!("id=\"{id}\"")), "{link}");
        }
    }
}

#[test]
fn one_screen_tells_how_the_archive_stands() {
    let archive = archive();
    for (language, lost) in
        [(Language::Swedish, "1\u{a0}dokument kunde inte läsas"), (Language::English, "1\u{a0}document could not be read")]
    {
        for width in [60, 80, 100] {
            let screen = text(&archive, ArchiveFormat::Terminal, &Options { language, width: Some(width), ..Options::default() });
            assert!(screen.contains(lost), "{screen}");
            assert!(screen.lines().all(|line| line.chars().count() <= width), "{screen}");
            assert!(screen.lines().count() <= 50, "{} lines at {width}:\n{screen}", screen.lines().count());
        }
    }
}

const TABLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/tables.py");

/// Python with the packages that read tables: the one that GENOMSYRA_PYTHON names, which must have them; else the machine's own, if it has.
fn python() -> Option<String> {
    let named = std::env::var("GENOMSYRA_PYTHON").ok().filter(|python| !python.is_empty());
    named.or_else(|| {
        let works = Command::new("python3").arg(TABLES).output().is_ok_and(|out| out.status.success());
        works.then(|| "python3".to_string())
    })
}

#[test]
fn data_tools_open_the_tables_and_the_workbook() {
    let Some(python) = python() else { return };
    let (archive, folder) = (with_copy(), tempfile::tempdir().unwrap());
    for (table, name) in Table::ALL {
        std::fs::write(folder.path().join(name), bytes(&archive, ArchiveFormat::Parquet(table), &Options::default())).unwrap();
    }
    parted(&archive, &folder.path().join("delat"));
    std::fs::write(folder.path().join("arkiv.xlsx"), bytes(&archive, ArchiveFormat::Xlsx, &Options::default())).unwrap();
    let out = Command::new(python).arg(TABLES).arg(folder.path()).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let told: Value = serde_json::from_slice(&out.stdout).unwrap();
    let judged: Vec<_> = archive.iter().filter_map(|(_, record, _)| record.brief.judgement.as_ref()).collect();
    let rows = |record: &Record| {
        let carried = record.brief.judgement.as_ref().map_or(0, |j| j.carried as usize);
        record.sentences.iter().map(|s| s.hits.len()).sum::<usize>() + carried
    };
    let findings: usize = archive.iter().map(|(_, record, _)| rows(record)).sum();
    let (_, copy, _) = archive.iter().find(|(path, ..)| path == COPY).unwrap();
    assert_eq!(told["documents"], archive.len());
    assert_eq!((&told["judged"], &told["counted"]), (&judged.len().into(), &(judged.len() - 1).into()));
    assert_eq!(told["counted_rows"], findings - rows(copy));
    assert_eq!(told["instead"], serde_json::json!([[COPY, "same-text", "arkiv/a/policy.md"]]));
    assert_eq!(told["references"], judged.iter().map(|j| j.references).sum::<u32>());
    assert_eq!((&told["rows"], &told["joined"]), (&findings.into(), &findings.into()));
    // Parted into files, every tool reads the same rows, with the same municipality and year.
    for table in ["dokument", "fynd"] {
        let parted = &told["parted"][table];
        assert_eq!(parted["duckdb"], parted["whole"], "{table}");
        assert_eq!(parted["polars"], parted["whole"], "{table}");
        assert!(parted["whole"].as_array().unwrap().len() > 1, "{parted}");
    }
    assert_eq!(told["areas"], judged.iter().map(|j| j.areas.len()).sum::<usize>());
    assert!(told["listed"].as_u64() >= told["rows"].as_u64(), "a finding counts for one area or more");
    assert_eq!((&told["sheets"]["Population"], &told["sheets"]["Fynd"]), (&archive.len().into(), &findings.into()));
    assert_eq!(told["sheets"]["Dokument × område"], judged.len());
    assert_eq!(told["formulas"], 0);
}

#[test]
fn a_checked_sample_is_told_with_its_intervals() {
    let (archive, glossary) = (archive(), Glossary::of(rules()));
    let strata = Stratum::ALL.map(|stratum| StratumQuality { stratum, size: 100, drawn: 10, right: wilson(8, 10) });
    let (precision, unanswered) = (wilson(8, 10), 3);
    let quality =
        Quality { strata, precision, recall: None, level: None, level_within_one: None, unanswered, rules: glossary.hash.clone() };
    let tally = tallied(Gather::new(&glossary, None), &archive);
    for format in [ArchiveFormat::Terminal, ArchiveFormat::Html] {
        let told = |quality| {
            let mut out = Vec::new();
            let report = ArchiveReport { glossary: &glossary, tally: &tally, records: &archive, quality };
            write_archive(&report, format, &Options::default(), &mut out).unwrap();
            String::from_utf8(out).unwrap().replace('\u{a0}', " ")
        };
        let with = told(Some(&quality));
        assert!(with.contains("Av fynden är rätt: 80 % (49 % till 94 %; 10 svar)."), "{format:?}");
        assert!(with.contains("Av det som finns hittas: går inte att säga än.") && with.contains("ingen har svarat på: 3."));
        assert!(!told(None).contains("kontrollerade för hand"));
    }
}
