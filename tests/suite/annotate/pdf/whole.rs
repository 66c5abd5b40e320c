//! Every PDF file of the corpus, and the program.

use super::*;
use genomsyra::read::read;
use genomsyra::report::notes;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/pdf");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 10);
    paths
}

#[test]
fn every_note_has_its_highlight_and_the_file_stays_as_it_was() {
    for path in documents() {
        let (name, bytes) = (path.display(), fs::read(&path).unwrap());
        let outcome = outcome(&bytes);
        let notes = notes(&outcome, rules(), &Options::default());
        let made = annotate(&bytes, &outcome, rules(), &Options::default(), &Limits::default()).unwrap();
        assert_eq!((made.comments, made.beside), (notes.notes.len() + 1, 0), "{name}");
        assert!(made.bytes.starts_with(&bytes), "{name}");
        let before = outcome.result.unwrap().document;
        let after = read(&made.bytes, "utkast.pdf", &Limits::default()).unwrap();
        assert_eq!((before.text(), before.units(), before.pages()), (after.text(), after.units(), after.pages()), "{name}");
        assert_eq!(before.problems(), after.problems(), "{name}");
        let found = found(&made.bytes);
        for note in &notes.notes {
            let own = format!("genomsyra-{}", note.unit + 1);
            let one = found.iter().find(|one| one.name == own).unwrap_or_else(|| panic!("{name}: {own}"));
            assert_eq!(one.told, note.lines.join("\n"), "{name}");
            let page = before.page_at(before.units()[note.unit as usize].span.start).unwrap();
            assert_eq!(one.page + 1, page.number as usize, "{name}: {own}");
        }
    }
}

#[test]
fn the_same_file_gives_the_same_bytes_and_takes_notes_again() {
    let bytes = fs::read(&documents()[0]).unwrap();
    let once = annotated(&bytes).unwrap();
    assert_eq!(once.bytes, annotated(&bytes).unwrap().bytes);
    let twice = annotated(&once.bytes).unwrap();
    assert!(twice.bytes.starts_with(&once.bytes));
    assert_eq!(found(&twice.bytes).len(), 2 * found(&once.bytes).len());
}

#[test]
fn the_program_writes_the_copy() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("kommenterad.pdf");
    let run =
        Command::new(env!("CARGO_BIN_EXE_genomsyra")).arg("check").arg(&documents()[2]).arg("--annotate").arg(&copy).output().unwrap();
    let told = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success() && told.contains("kommentarer skrevs i"), "{told}");
    assert!(highlights(&fs::read(&copy).unwrap()).len() >= 5);
}

/// Poppler, where it is installed, reads the same text and complains about nothing.
#[test]
fn another_program_reads_the_copy() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for path in documents() {
        let copy = folder.path().join("kopia.pdf");
        fs::write(&copy, annotated(&fs::read(&path).unwrap()).unwrap().bytes).unwrap();
        let text = |file: &Path| Command::new("pdftotext").arg(file).arg("-").output().unwrap();
        let (before, after) = (text(&path), text(&copy));
        assert_eq!((before.stdout, before.stderr), (after.stdout, after.stderr), "{}", path.display());
    }
}
