//! Archives that several machines share: parts that are put together are told of in the same bytes as the whole.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const FORMATS: [&str; 5] = ["jsonl", "csv", "html", "xlsx", "parquet"];

fn run(place: &TempDir, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_genomsyra")).current_dir(place.path()).args(args).output().unwrap()
}

/// Runs what has to go well; 3: some document could not be read, which is so here.
pub fn done(place: &TempDir, args: &[&str]) -> String {
    let output = run(place, args);
    assert!(matches!(output.status.code(), Some(0 | 3)), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

/// Documents of several municipalities, a copy in another folder, one that is broken, one in a ZIP archive, and an image.
pub fn archive() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join("m").join(name);
    for sub in ["ekvalla/2024", "tallunda/2025"] {
        fs::create_dir_all(at(sub)).unwrap();
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (n, name) in
        ["budget-ekvalla", "vision-tranevik", "parkprogram-asviken", "exempel-policy", "reglemente-norrlida"].iter().enumerate()
    {
        let text = fs::read(corpus.join(format!("documents/{name}.md"))).unwrap();
        fs::write(at(&format!("ekvalla/2024/{name}.md")), &text).unwrap();
        if n < 2 {
            fs::write(at(&format!("tallunda/2025/{name}.md")), &text).unwrap();
        }
    }
    fs::copy(corpus.join("docx/exempel-policy.docx"), at("tallunda/2025/exempel-policy.docx")).unwrap();
    fs::write(at("tallunda/2025/trasig.pdf"), "%PDF-1.7\n1 0 obj\n<<").unwrap();
    fs::write(at("ekvalla/bild.jpg"), [0xff, 0xd8, 0xff]).unwrap();
    let mut zip = zip::ZipWriter::new(fs::File::create(at("ekvalla/bilagor.zip")).unwrap());
    zip.start_file("plan.md", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, "# Plan\n\nSkolan ska varje år höra barnen om barnets bästa.\n".as_bytes()).unwrap();
    zip.finish().unwrap();
    place
}

fn bytes(path: &Path) -> Vec<(String, Vec<u8>)> {
    if path.is_file() {
        return vec![(String::new(), fs::read(path).unwrap())];
    }
    let mut out: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    out.sort();
    out.into_iter().map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())).collect()
}

#[test]
fn parts_that_are_put_together_give_the_whole_archives_reports_byte_for_byte() {
    let place = archive();
    done(&place, &["scan", "m", "--store", "hela.arkiv"]);
    let mut files = 0;
    for part in 1..=3 {
        let told = done(&place, &["scan", "m", "--shard", &format!("{part}/3"), "--store", &format!("del{part}.arkiv")]);
        let line = told.lines().find(|line| line.starts_with(&format!("Del {part}/3: "))).unwrap();
        files += line.split(' ').nth(2).unwrap().parse::<u32>().unwrap();
        assert!(line.ends_with(" av 11 filer."), "{line}");
    }
    assert_eq!(files, 11);
    let told = done(&place, &["store", "merge", "samlat.arkiv", "del3.arkiv", "del1.arkiv", "del2.arkiv"]);
    assert!(told.contains("samlat.arkiv har 11 filer"), "{told}");
    // A machine that has to begin again sends its part twice.
    let told = done(&place, &["store", "merge", "samlat.arkiv", "del2.arkiv"]);
    assert!(told.contains("del2.arkiv: 0 filer och 0 poster tillagda"), "{told}");
    assert!(done(&place, &["store", "check", "samlat.arkiv"]).contains("helt"));
    for format in FORMATS {
        for store in ["hela", "samlat"] {
            let args = [
                "scan",
                "--from-store",
                "--store",
                &format!("{store}.arkiv"),
                "--format",
                format,
                "--output",
                &format!("{store}-{format}"),
            ];
            done(&place, &args);
        }
        let [whole, together] = ["hela", "samlat"].map(|store| bytes(&place.path().join(format!("{store}-{format}"))));
        assert!(!whole.is_empty() && whole == together, "{format} differs");
    }
}

#[test]
fn a_part_leaves_the_others_files_in_a_store_that_all_use_and_may_be_empty() {
    let place = archive();
    done(&place, &["scan", "m", "--store", "hela.arkiv"]);
    let files = |told: &str| told.lines().find(|line| line.starts_with("Filer")).unwrap().to_string();
    let before = files(&done(&place, &["store", "info", "hela.arkiv"]));
    done(&place, &["scan", "m", "--shard", "1/2", "--store", "hela.arkiv"]);
    assert_eq!(files(&done(&place, &["store", "info", "hela.arkiv"])), before);
    // What is gone is forgotten, whoever's it was.
    fs::remove_file(place.path().join("m/ekvalla/2024/budget-ekvalla.md")).unwrap();
    done(&place, &["scan", "m", "--shard", "1/2", "--store", "hela.arkiv"]);
    done(&place, &["scan", "m", "--shard", "2/2", "--store", "hela.arkiv"]);
    assert_ne!(files(&done(&place, &["store", "info", "hela.arkiv"])), before);

    let told = done(&place, &["scan", "m", "--shard", "99999/100000", "--store", "tom.arkiv"]);
    assert!(told.contains("Del 99999/100000: 0 av 10 filer."), "{told}");
    done(&place, &["store", "merge", "hela.arkiv", "tom.arkiv"]);
}

#[test]
fn what_is_no_part_and_what_cannot_be_put_together_is_told() {
    let place = archive();
    fs::write(place.path().join("text.arkiv"), "inget arkiv").unwrap();
    done(&place, &["scan", "m", "--store", "hela.arkiv"]);
    for (args, told) in [
        (&["scan", "m", "--shard", "4/3", "--store", "x.arkiv"][..], "till exempel 1/8"),
        (&["scan", "--from-store", "--shard", "1/3", "--store", "hela.arkiv"][..], "--shard"),
        (&["store", "merge", "nytt.arkiv", "finns-inte.arkiv"][..], "finns-inte.arkiv finns inte"),
        (&["store", "merge", "nytt.arkiv", "text.arkiv"][..], "text.arkiv är inget arkiv"),
        (&["store", "merge", "hela.arkiv", "./hela.arkiv"][..], "med sig självt"),
        (&["store", "merge", "text.arkiv", "hela.arkiv"][..], "text.arkiv är inget arkiv"),
    ] {
        let output = run(&place, args);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && error.contains(told), "{args:?}: {error}");
    }
    assert!(!place.path().join("nytt.arkiv").exists(), "nothing is made when a part is missing");
}

#[test]
fn tables_are_parted_into_a_new_folder_only() {
    let place = archive();
    let args = ["scan", "m", "--store", "hela.arkiv", "--format", "parquet", "--partition", "kommun,ar", "--output", "delat"];
    done(&place, &args);
    for table in ["dokument", "fynd"] {
        let folders = files_below(&place.path().join("delat").join(table));
        assert!(folders.len() > 1 && folders.iter().all(|path| path.contains("/kommun=") && path.contains("/ar=")), "{folders:?}");
    }
    // What an earlier run left would be read with what a later one writes.
    let output = run(&place, &args);
    assert!(output.status.code() == Some(2) && String::from_utf8_lossy(&output.stderr).contains("finns redan"), "{output:?}");
    let output = run(&place, &["scan", "m", "--store", "hela.arkiv", "--format", "jsonl", "--partition", "kommun"]);
    assert!(output.status.code() == Some(2) && String::from_utf8_lossy(&output.stderr).contains("--format parquet"), "{output:?}");
}

/// The paths of all files below a folder.
fn files_below(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(files_below(&path)) } else { out.push(path.to_string_lossy().replace('\\', "/")) }
    }
    out
}
