//! Documents made to hurt, through the whole program: each ends in a result or a named problem, within these limits.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::cases::arguments;
use super::inputs::{SENTENCE, html_table, markdown_columns, markdown_table, numbered, one_sentence};
use crate::made::docx::{package, row, table};
use crate::made::measured::best;

/// Processor time for one of these.
const MOST_TIME: Duration = Duration::from_secs(20);
/// Memory for one of these, in bytes.
const MOST_MEMORY: u64 = 2 << 30;

struct Worst {
    name: &'static str,
    file: &'static str,
    make: fn() -> Vec<u8>,
    /// Own rules, if any.
    rules: Option<&'static str>,
}

/// A word that stands everywhere, and a condition that the whole sentence has to be asked for.
const COMMON: &str = r#"
[[regel]]
id = "egen.ska"
beskrivning = "Ett ord som står överallt."
omrade = ["barnets-rattigheter"]
styrka = "stark"
fraser = ["ska|nämnden|år|barns"]
kraver = [{ nagot = ["zebra", "zebror"], inom = "enhet" }]
exempel = ["Nämnden ska mata en zebra."]
motexempel = ["Nämnden ska mata en häst."]
"#;

fn cases() -> Vec<Worst> {
    let plain = |name, file, make| Worst { name, file, make, rules: None };
    let common = |name, file, make| Worst { name, file, make, rules: Some(COMMON) };
    vec![
        plain("worst: a sentence of 10 MB", "a.md", || one_sentence(SENTENCE, 1_500_000).into_bytes()),
        plain("worst: a sentence of 10 MB as text", "a.txt", || one_sentence(SENTENCE, 1_500_000).into_bytes()),
        plain("worst: a paragraph of 50,000 references", "a.md", || SENTENCE.repeat(50_000).into_bytes()),
        plain("worst: 100,000 headings", "a.md", || numbered("## Barns rättigheter ", "\n\n", 100_000).into_bytes()),
        plain("worst: 100,000 headings over findings", "a.md", || {
            numbered("## Mål ", &format!("\n\n{SENTENCE}\n\n"), 100_000).into_bytes()
        }),
        plain("worst: a million cells in Markdown", "a.md", || markdown_table(333_334).into_bytes()),
        plain("worst: a million cells in HTML", "a.html", || html_table(333_334).into_bytes()),
        plain("worst: a million cells in DOCX", "a.docx", || package(&table(&row(&["barn", "nämnden", "2027"]).repeat(333_334)))),
        plain("worst: a million cells in XLSX", "a.xlsx", || workbook(10_000, 100)),
        plain("worst: a million cells in CSV", "a.csv", || "barn;nämnden;2027\n".repeat(333_334).into_bytes()),
        plain("worst: a row of a million cells", "a.csv", || "barn;".repeat(1_000_000).into_bytes()),
        plain("worst: a row of 8,000 cells with findings", "a.md", || markdown_columns(8_000, "barns rättigheter|").into_bytes()),
        common("worst: a rule for common words, everyday", "a.md", || SENTENCE.repeat(50_000).into_bytes()),
        common("worst: a rule for common words, one sentence", "a.md", || one_sentence(SENTENCE, 200_000).into_bytes()),
    ]
}

/// A sheet of so many rows and columns, each cell with text.
fn workbook(rows: u32, columns: u16) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..rows {
        for column in 0..columns {
            sheet.write(row, column, "barns rättigheter").expect("within a sheet");
        }
    }
    workbook.save_to_buffer().expect("a vector takes any bytes")
}

/// Runs the cases; what is wrong.
pub fn run(wanted: &dyn Fn(&str) -> bool, program: &Path, say: &dyn Fn(&str)) -> Vec<String> {
    let mut wrong = Vec::new();
    for case in cases().into_iter().filter(|case| wanted(case.name)) {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let file = folder.path().join(case.file);
        fs::write(&file, (case.make)()).expect("a scratch folder takes files");
        let mut command: Vec<OsString> = vec![program.into()];
        command.extend(arguments(folder.path(), &["check", "--no-config", "--jobs", "1"]));
        if let Some(rules) = case.rules {
            fs::create_dir(folder.path().join("regler")).expect("a scratch folder takes folders");
            fs::write(folder.path().join("regler/egna.toml"), rules).expect("a scratch folder takes files");
            command.extend(arguments(folder.path(), &["--rules", "@regler"]));
        }
        command.push(file.into());
        let Some(spent) = best(1, || {}, &command) else {
            return vec!["the system does not tell what a process took".into()];
        };
        let peak = spent.peak >> 20;
        say(&format!("{:<50} {:>8.2} s {peak:>6} MiB  exit code {:?}", case.name, spent.processor.as_secs_f64(), spent.code));
        // 3: a problem that is named, as a table that was cut.
        if !matches!(spent.code, Some(0 | 3)) {
            wrong.push(format!("{}: exit code {:?}", case.name, spent.code));
        }
        if spent.processor > MOST_TIME || spent.peak > MOST_MEMORY {
            wrong.push(format!("{}: {:?} and {peak} MiB are past the limits", case.name, spent.processor));
        }
    }
    wrong
}
