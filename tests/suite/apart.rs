//! Documents judged one by one, as workers of an engine judge them, and put together: the tables are those of a scan.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use base64::Engine as _;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::shards::{archive, done};

/// What comes out of the program for these lines, a value a line; the code that it ends with; what it tells.
fn lines(place: &TempDir, args: &[&str], lines: &[Value]) -> (Vec<Value>, Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_genomsyra"));
    command.current_dir(place.path()).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut input, text) = (child.stdin.take().unwrap(), lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    let writer = std::thread::spawn(move || {
        // A program that ends at a bad line reads no further.
        let _ = input.write_all(text.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let values = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (values, output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Paths of all files of the archive as a scan shows them.
fn paths(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(paths(&path)) } else { out.push(path.to_string_lossy().replace('\\', "/")) }
    }
    out.sort();
    out
}

/// Rows of all documents of `m`, judged one by one: half of them are asked for by path and half by their bytes.
fn handed(place: &TempDir) -> Vec<Value> {
    let question = |(number, path): (usize, String)| {
        let name = path.strip_prefix(place.path().to_str().unwrap()).unwrap().trim_start_matches('/').to_string();
        if number % 2 == 0 {
            return json!({"id": number, "path": path, "name": name});
        }
        json!({"id": number, "name": name, "bytes": base64::engine::general_purpose::STANDARD.encode(fs::read(path).unwrap())})
    };
    let questions: Vec<Value> = paths(&place.path().join("m")).into_iter().enumerate().map(question).collect();
    let (answers, code, told) = lines(place, &["pipe", "--rows"], &questions);
    assert_eq!((answers.len(), code, told.as_str()), (questions.len(), Some(0), ""));
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, questions.iter().map(|question| &question["id"]).collect::<Vec<_>>());
    answers.iter().flat_map(|answer| answer["rows"].as_array().unwrap().clone()).collect()
}

fn parquet(path: &Path) -> Vec<Value> {
    let value = |field: &Field| match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => json!(flag),
        Field::Int(count) => json!(count),
        Field::Long(count) => json!(count),
        Field::Double(number) => json!(number),
        Field::Str(text) => json!(text),
        Field::ListInternal(list) => {
            list.elements().iter().map(|field| if let Field::Str(text) = field { json!(text) } else { json!(null) }).collect()
        }
        other => panic!("no column has {other:?}"),
    };
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| row.unwrap());
    rows.map(|row| Value::Object(row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect())).collect()
}

#[test]
fn rows_of_workers_and_what_is_settled_are_the_tables_of_a_scan() {
    let place = archive();
    done(&place, &["scan", "m", "--no-store", "--format", "parquet", "--output", "tabeller"]);
    let mut rows = handed(&place);
    let others: Vec<Value> = rows.extract_if(.., |row| !row["annan_fil"].is_null()).collect();
    assert_eq!(
        others.iter().map(|row| (&row["sokvag"], &row["annan_fil"])).collect::<Vec<_>>(),
        [(&json!("m/ekvalla/bild.jpg"), &json!("jpg"))]
    );
    // Engines give rows in whatever order they come.
    rows.reverse();
    let slips: Vec<Value> = rows.iter().map(|row| json!({"sokvag": row["sokvag"], "underlag": row["underlag"]})).collect();
    let (settled, code, _) = lines(&place, &["settle"], &slips);
    assert_eq!((settled.len(), code), (rows.len(), Some(0)));

    let (mut documents, mut findings) = (Vec::new(), Vec::new());
    for settled in &settled {
        let row = rows.iter().find(|row| row["sokvag"] == settled["sokvag"]).unwrap();
        let mut row: Map<String, Value> = row.as_object().unwrap().clone();
        for key in ["underlag", "annan_fil"] {
            assert!(row.remove(key).is_some());
        }
        for mut finding in row.remove("fynd").unwrap().as_array().unwrap().clone() {
            finding["raknas"] = settled["raknas"].clone();
            findings.push(finding);
        }
        row.extend(settled.as_object().unwrap().clone());
        documents.push(Value::Object(row));
    }
    assert_eq!(documents, parquet(&place.path().join("tabeller/dokument.parquet")));
    assert_eq!(findings, parquet(&place.path().join("tabeller/fynd.parquet")));
    // The archive is one that puts it to the test: copies, a document in a ZIP archive, one that cannot be read.
    assert!(findings.len() > 20 && documents.iter().any(|d| d["raknas_i_stallet"].is_string()));
    assert!(documents.iter().any(|d| d["sokvag"] == "m/ekvalla/bilagor.zip/plan.md"));
    assert!(documents.iter().any(|d| d["bedomd"] == false && d["problem"] != json!([])));
}

#[test]
fn a_file_that_is_gone_is_a_row_and_a_line_that_says_nothing_a_refusal() {
    let place = tempfile::tempdir().unwrap();
    let questions = [
        json!({"id": "borta", "path": "finns-inte.pdf"}),
        json!({"id": 1, "name": "tom.pdf", "bytes": ""}),
        json!({"id": 2, "text": "Barnets bästa."}),
        json!({"id": 3, "name": "plan.md", "bytes": "inte base64!"}),
        json!({"id": 4, "name": "plan.md", "path": "plan.md", "bytes": ""}),
        json!({"id": 5, "path": "plan.md", "type": "plann"}),
        json!({"path": "plan.md"}),
    ];
    let (answers, code, _) = lines(&place, &["pipe", "--rows"], &questions);
    let row = &answers[0]["rows"][0];
    assert_eq!((&row["sokvag"], &row["bedomd"], &row["problem"]), (&json!("finns-inte.pdf"), &json!(false), &json!(["cannot-open"])));
    assert_eq!((&row["raknas"], &row["fynd"]), (&Value::Null, &json!([])));
    assert_eq!(answers[1]["rows"][0]["bedomd"], false);
    let codes: Vec<&Value> = answers[2..].iter().map(|answer| &answer["error"]["code"]).collect();
    assert_eq!(codes, ["missing-file", "not-base64", "bytes-and-path", "unknown-type", "missing-id"]);
    assert_eq!(code, Some(3));
}

#[test]
fn documents_that_cannot_be_settled_stop_the_settling() {
    let place = archive();
    let row = handed(&place).into_iter().find(|row| row["bedomd"] == true).unwrap();
    let good = json!({"sokvag": row["sokvag"], "underlag": row["underlag"]});
    fs::create_dir(place.path().join("regler")).unwrap();
    let own = "[[regel]]\nid = \"egen.barnbokslut\"\nbeskrivning = \"Barnbokslut.\"\nomrade = [\"barnets-rattigheter\"]\nstyrka = \"stark\"\n\
        fraser = [\"barnbokslut|barnbokslutet\"]\nexempel = [\"Nämnden ska upprätta ett barnbokslut.\"]\nmotexempel = [\"Bokslutet redovisas.\"]\n";
    fs::write(place.path().join("regler/egna.toml"), own).unwrap();
    let cases: [(&[&str], Vec<Value>, &str); 5] = [
        (&["settle"], vec![good.clone(), json!({"sokvag": "a", "underlag": "AAAA"})], "rad 2: a: underlaget går inte att läsa"),
        (&["settle"], vec![json!({"sokvag": "a", "underlag": "å"})], "rad 1: `underlag` ska vara i base64"),
        (&["settle"], vec![good.clone(), json!({"sokvag": "a"})], "rad 2: raden går inte att förstå"),
        (&["settle"], vec![good.clone(), good.clone()], "är med två gånger"),
        (&["settle", "--rules", "regler"], vec![good.clone()], "granskat med andra regler"),
    ];
    for (args, given, told) in cases {
        let (answers, code, error) = lines(&place, args, &given);
        assert!(answers.is_empty() && code == Some(2) && error.contains(told), "{told}: {error}");
    }
}
