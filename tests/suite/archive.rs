//! Whole archives as users meet them: what is read again and what is not, runs that are killed or interrupted, odd folders and names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use genomsyra::archive::store::{Entry, Store, Whose};
use genomsyra::read::ReadOptions;
use genomsyra::run::{Ended, Plan, judge_archive};
use genomsyra::scan::ScanOptions;
use genomsyra::source::{Walk, Walked};
use genomsyra::text::ProblemCode;
use tempfile::TempDir;

use super::helpers::{folder, rules};

const PROGRAM: &str = env!("CARGO_BIN_EXE_genomsyra");

fn text(n: usize) -> String {
    format!("# Plan {n}\n\nSocialnämnden ska senast den {n} mars varje år redovisa hur barnets bästa har beaktats.\n\nBarn ska höras.\n")
}

fn at(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

fn walk(folder: &TempDir) -> Walked {
    Walk { given: vec![at(folder, "m")], ..Walk::default() }.run().unwrap()
}

fn judge(store: &mut Store, walked: &Walked, distrust: bool) -> Ended {
    let plan = Plan {
        rules: rules(),
        reading: ReadOptions::default(),
        options: ScanOptions::default(),
        list: String::new(),
        reviews: None,
        jobs: 2,
        distrust,
    };
    judge_archive(walked, &plan, store, &AtomicBool::new(false), &mut |_| {}).unwrap()
}

/// Paths as shown, below the folder, with the level or the first problem.
fn told(store: &Store, ended: &Ended) -> Vec<(String, Result<u8, ProblemCode>)> {
    let mut out = Vec::new();
    let mut each = |entry: Entry| -> std::io::Result<()> {
        let record = entry.kept.expect("all are judged").record;
        let result = record.brief.judgement.map(|judgement| judgement.level).ok_or_else(|| record.brief.problems[0].code);
        out.push((entry.shown.split_once("/m/").unwrap().1.to_string(), result));
        Ok(())
    };
    let listing = store.listing(&Whose::Setting(ended.setting), true).unwrap();
    store.each(&listing, &mut each).unwrap();
    out
}

#[test]
fn only_what_is_new_is_read() {
    let folder = folder(&[("m/a/ett.md", &text(1)), ("m/a/två.md", &text(2)), ("m/b/tre.md", &text(3))]);
    let mut store = Store::temporary().unwrap();
    let mut run = |distrust| judge(&mut store, &walk(&folder), distrust);
    let counts = |ended: Ended| (ended.progress.judged, ended.progress.unchanged, ended.forgotten);
    assert_eq!(counts(run(false)), (3, 0, 0));
    assert_eq!(counts(run(false)), (0, 3, 0));
    // Moved under the same name: opened, and known by its content.
    fs::rename(at(&folder, "m/a/ett.md"), at(&folder, "m/b/ett.md")).unwrap();
    assert_eq!(counts(run(false)), (0, 2, 1));
    // Another name may mean another type of document.
    fs::rename(at(&folder, "m/b/ett.md"), at(&folder, "m/b/policy.md")).unwrap();
    assert_eq!(counts(run(false)), (1, 2, 1));
    fs::write(at(&folder, "m/a/två.md"), text(4)).unwrap();
    assert_eq!(counts(run(false)), (1, 2, 0));
    // Nothing is trusted but the content.
    assert_eq!(counts(run(true)), (0, 0, 0));
    fs::remove_file(at(&folder, "m/a/två.md")).unwrap();
    assert_eq!(counts(run(false)), (0, 2, 1));
}

#[test]
fn a_change_that_keeps_size_and_time_is_found_when_asked_for() {
    let folder = folder(&[("m/ett.md", &text(1))]);
    let time = fs::metadata(at(&folder, "m/ett.md")).unwrap().modified().unwrap();
    let mut store = Store::temporary().unwrap();
    judge(&mut store, &walk(&folder), false);
    fs::write(at(&folder, "m/ett.md"), text(2)).unwrap();
    fs::File::options().write(true).open(at(&folder, "m/ett.md")).unwrap().set_modified(time).unwrap();
    assert_eq!(judge(&mut store, &walk(&folder), false).progress.judged, 0);
    assert_eq!(judge(&mut store, &walk(&folder), true).progress.judged, 1);
}

#[test]
fn archives_are_taken_apart_and_what_is_no_document_is_listed() {
    use std::io::Write;
    let folder = folder(&[
        ("m/plan.md", &text(1)),
        ("m/torg.jpg", "x"),
        ("m/tom.pdf", ""),
        ("m/sak", "\0\u{1}\u{2}\0\0\u{3}"),
        ("m/program.exe", "MZ"),
    ]);
    let mut zip = zip::ZipWriter::new(fs::File::create(at(&folder, "m/arkiv.zip")).unwrap());
    let members = [("mapp/plan.md", text(1)), ("mapp/policy.md", text(2)), ("bild.png", "x".into()), ("fel.pdf", "%PDF-1.4 trasig".into())];
    for (name, contents) in members {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(contents.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let mut store = Store::temporary().unwrap();
    let ended = judge(&mut store, &walk(&folder), false);
    let found = told(&store, &ended);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["arkiv.zip/fel.pdf", "arkiv.zip/mapp/plan.md", "arkiv.zip/mapp/policy.md", "plan.md", "tom.pdf"]);
    assert_eq!(found[1].1, found[3].1, "the same document in two places");
    assert!(found[0].1.is_err());
    assert_eq!(found[4].1, Err(ProblemCode::EmptyFile));
    assert_eq!(ended.progress.judged, 5, "plan.md once, and what `sak` turned out to be");
    let others = store.others(&Whose::Setting(ended.setting), true).unwrap();
    let kinds: Vec<&str> = others.iter().map(|(_, kind)| kind.as_str()).collect();
    assert_eq!(kinds, ["png", "exe", "okänd", "jpg"]);
    let again = judge(&mut store, &walk(&folder), false);
    assert_eq!((again.progress.judged, again.progress.unchanged), (0, 6));
    assert_eq!(told(&store, &again), found);
}

#[test]
fn what_a_large_archive_holds_is_shared_out_and_comes_in_its_order() {
    use std::io::Write;
    let folder = folder(&[("m/läs.txt", "Barn ska höras.")]);
    let mut zip = zip::ZipWriter::new(fs::File::create(at(&folder, "m/stort.zip")).unwrap());
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for n in 0..40 {
        zip.start_file(format!("{n:02}.md"), stored).unwrap();
        zip.write_all(format!("{}\n{}", text(n), "ord ".repeat(8_000)).as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let mut store = Store::temporary().unwrap();
    let ended = judge(&mut store, &walk(&folder), false);
    let found = told(&store, &ended);
    assert_eq!(found.len(), 41);
    assert_eq!((found[0].0.as_str(), found[1].0.as_str(), found[40].0.as_str()), ("läs.txt", "stort.zip/00.md", "stort.zip/39.md"));
    assert!(found.iter().all(|(_, result)| result.is_ok()));
    assert_eq!(judge(&mut store, &walk(&folder), false).progress.unchanged, 2);
}

#[test]
#[cfg(unix)]
fn odd_folders_and_names_lose_nothing() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let long = format!("m/{}/{}.md", "mapp".repeat(60), "lång".repeat(40));
    let folder =
        folder(&[("m/a\u{30a}r 2024.md", &text(1)), ("m/med  blanksteg .md", &text(2)), (&long, &text(3)), ("m/rad\nbryt.md", &text(4))]);
    fs::write(folder.path().join("m").join(OsStr::from_bytes(b"l\xE4ge.md")), text(5)).unwrap();
    symlink(at(&folder, "m"), at(&folder, "m/tillbaka")).unwrap();
    symlink(at(&folder, "ingenting.pdf"), at(&folder, "m/bruten.pdf")).unwrap();
    let mut store = Store::temporary().unwrap();
    let ended = judge(&mut store, &walk(&folder), false);
    let found = told(&store, &ended);
    let named = |name: &str| found.iter().find(|(shown, _)| shown.starts_with(name)).unwrap_or_else(|| panic!("{name}: {found:?}")).1;
    for name in ["\u{e5}r 2024.md", "med  blanksteg .md", "rad\u{FFFD}bryt.md", "l\u{FFFD}ge.md", "mappmapp"] {
        assert!(named(name).is_ok(), "{name}");
    }
    assert_eq!(named("bruten.pdf"), Err(ProblemCode::CannotOpen));
    assert_eq!(found.len(), 6);
    // What could not be opened is tried again and nothing else is.
    fs::write(at(&folder, "ingenting.pdf"), text(6)).unwrap();
    let again = judge(&mut store, &walk(&folder), false);
    assert_eq!((again.progress.judged, again.progress.unchanged, told(&store, &again).len()), (1, 5, 6));
    assert!(told(&store, &again).iter().all(|(_, result)| result.is_ok()));
}

/// The program in a folder.
fn scan(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(["scan", "m", "--format", "jsonl"]).args(arguments).stdin(Stdio::null());
    command
}

fn finished(mut command: Command) -> Output {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Enough documents for a run to last while it is disturbed.
fn many(documents: usize) -> TempDir {
    let files: Vec<(String, String)> = (0..documents).map(|n| (format!("m/{}/plan {n}.md", n % 7), text(n).repeat(30))).collect();
    folder(&files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn a_run_that_is_killed_twenty_times_ends_with_the_same_bytes() {
    let folder = many(400);
    let whole = finished(scan(folder.path(), &["--no-store"]));
    assert!(whole.stdout.len() > 100_000);
    let started = Instant::now();
    finished(scan(folder.path(), &["--store", "hel.arkiv"]));
    let time = started.elapsed();
    // Moments from before the first document to after the last, in no order that the run could know.
    let mut seed = 2024_u64;
    let mut before = 0;
    for kill in 0..20_u32 {
        let mut child = scan(folder.path(), &["--store", "a.arkiv"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = (seed >> 40) as f64 / f64::from(1 << 24);
        if kill % 2 == 0 {
            // While documents are being kept, however long the program takes to begin on a busy machine.
            let kept = || Store::open_existing(&at(&folder, "a.arkiv")).and_then(|store| store.info()).map_or(0, |info| info.records);
            while kept() <= before && child.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_millis((moment * 8.0) as u64));
        } else {
            std::thread::sleep(time.mul_f64(moment) / 6);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // Nothing that was finished is lost, and the store is whole.
        if let Ok(store) = Store::open_existing(&at(&folder, "a.arkiv")) {
            assert_eq!(store.check().unwrap(), [], "after kill {kill}");
            let records = store.info().unwrap().records;
            assert!(records >= before, "{records} after {before}");
            before = records;
        }
    }
    assert!(before > 0, "no kill came while documents were being kept");
    let last = finished(scan(folder.path(), &["--store", "a.arkiv"]));
    assert!(last.stdout == whole.stdout, "the report differs");
    // The same from the store alone, with another number of threads, and by the rules' hash.
    let again = finished(scan(folder.path(), &["--store", "a.arkiv", "--jobs", "1"]));
    assert!(again.stdout == whole.stdout);
    let mut from_store = Command::new(PROGRAM);
    from_store.current_dir(folder.path()).args(["scan", "--rules-hash", &rules().hash()[..16], "--format", "jsonl", "--store", "a.arkiv"]);
    assert!(finished(from_store).stdout == whole.stdout);
}

#[test]
fn two_runs_at_once_share_a_store() {
    let folder = many(150);
    let start = || scan(folder.path(), &["--store", "a.arkiv"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (one, other) = (start(), start());
    let (one, other) = (one.wait_with_output().unwrap(), other.wait_with_output().unwrap());
    assert_eq!((one.status.code(), other.status.code()), (Some(0), Some(0)), "{}", String::from_utf8_lossy(&other.stderr));
    assert!(one.stdout == other.stdout);
    let store = Store::open_existing(&at(&folder, "a.arkiv")).unwrap();
    assert_eq!(store.check().unwrap(), []);
    assert_eq!(store.info().unwrap().records, 150);
}

#[test]
#[cfg(unix)]
fn the_first_interruption_ends_cleanly() {
    let folder = many(1_500);
    let child = scan(folder.path(), &["--store", "a.arkiv", "--jobs", "1"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // As soon as something is kept.
    let kept = || Store::open_existing(&at(&folder, "a.arkiv")).and_then(|store| store.info()).map_or(0, |info| info.records);
    let started = Instant::now();
    while kept() == 0 && started.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{told}");
    assert!(output.stdout.is_empty());
    assert!(told.contains("Avbrutet.") && told.contains("Kör samma kommando igen"), "{told}");
    assert!(kept() > 0 && kept() < 1_500);
}

#[test]
fn the_command_says_what_is_wrong() {
    let folder = folder(&[("m/ett.md", &text(1)), ("plan.md", "text")]);
    let stops = |arguments: &[&str], code: i32, words: &str| {
        let output = Command::new(PROGRAM).current_dir(folder.path()).args(arguments).stdin(Stdio::null()).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains(words), "{told}");
    };
    stops(&["scan", "m", "--store", "plan.md"], 2, "är inget arkiv från genomsyra");
    stops(&["scan", "m", "--no-store", "--exclude", "a["], 2, "mönstret `a[` går inte att använda");
    stops(&["scan", "m", "--no-store", "--include", "*.pdf"], 2, "inga filer hittades");
    stops(&["scan", "saknas", "--no-store"], 3, "");
    stops(&["scan", "--from-store"], 2, "genomsyra.arkiv finns inte");
    stops(&["scan"], 2, "MAPP|FIL");
    stops(&["scan", "m", "--no-store", "--format", "parquet"], 2, "--output MAPP");
    stops(&["store", "check"], 2, "finns inte");
    assert!(!at(&folder, "genomsyra.arkiv").exists());
    stops(&["scan", "m"], 0, "1 filer: 1 lästa, 0 oförändrade");
    stops(&["store", "check"], 0, "");
    stops(&["store", "compact"], 0, "");
    stops(&["scan", "--rules-hash", "xyz"], 2, "börjar på xyz");
}

#[test]
fn paths_can_come_as_a_list_and_the_user_can_say_whose_they_are() {
    let folder = folder(&[
        ("m/ett.md", &text(1)),
        ("m/n/två.md", &text(2)),
        ("m/tre.md", &text(3)),
        ("uppgifter.csv", "sökväg;kommun\nm/ett.md;Nacka\n"),
    ]);
    let mut child = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["scan", "-", "--no-store", "--format", "jsonl", "--facts", "uppgifter.csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"m/ett.md\nm/n\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains("m/ett.md") && lines[0].contains("Nacka") && lines[1].contains("m/n/två.md"), "{lines:?}");
}
