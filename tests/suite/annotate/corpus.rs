//! Every Word document of the corpus.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use genomsyra::read::read;
use genomsyra::report::notes;
use genomsyra::text::RemarkKind;
use proptest::prelude::*;

use super::*;

fn documents() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/docx");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 9);
    paths.into_iter().map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

#[test]
fn comments_stand_at_their_sentences_and_all_else_is_as_it_was() {
    for (name, bytes) in documents() {
        let outcome = outcome(&bytes);
        let notes = notes(&outcome, rules(), &Options::default());
        let made = annotate(&bytes, &outcome, rules(), &Options::default(), &Limits::default()).unwrap();
        assert_eq!((made.comments, made.beside), (notes.notes.len() + 1, 0), "{name}");
        assert!(notes.notes.len() >= 5, "{name}");

        let before = &outcome.result.as_ref().unwrap().document;
        let after = read(&made.bytes, &name, &Limits::default()).unwrap();
        assert_eq!(before.text(), after.text(), "{name}");
        assert_eq!(before.units(), after.units(), "{name}");
        let remarks: Vec<_> = after.remarks().iter().filter(|r| r.kind == RemarkKind::Comment).collect();
        assert_eq!(remarks.len(), before.remarks().len() + made.comments, "{name}");
        assert!(remarks.iter().all(|r| r.author.as_deref() == Some("genomsyra") && r.date.is_none()), "{name}");

        // Marks stand around the unit's own words, no more and no less; computed numbers of lists stand in no file.
        let own_words = |text: &str| bare(text).trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
        let written = comments(&made.bytes);
        for note in &notes.notes {
            let unit = own_words(before.slice(before.units()[note.unit as usize].span));
            let own = written.iter().filter(|(_, range, told)| own_words(range) == unit && told.contains(note.lines[0].as_str()));
            assert_eq!(own.count().min(1), 1, "{name}: {:?}", note.lines);
        }

        let (old, new) = (parts(&bytes), parts(&made.bytes));
        // Where there are comments already, nothing has to be related or typed anew.
        let has_comments = old.iter().any(|(part, _)| part == "word/comments.xml");
        let changed: &[&str] =
            if has_comments { &[MAIN, "word/comments.xml"] } else { &["[Content_Types].xml", "word/_rels/document.xml.rels", MAIN] };
        let added: &[&str] = if has_comments { &[] } else { &["word/comments.xml"] };
        for (place, (part, contents)) in old.iter().enumerate() {
            assert_eq!(*part, new[place].0, "{name}: the order of the parts");
            assert_eq!(*contents == new[place].1, !changed.contains(&part.as_str()), "{name}: {part}");
        }
        assert_eq!(new[old.len()..].iter().map(|(part, _)| part.as_str()).collect::<Vec<_>>(), added, "{name}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let (_, bytes) = documents().swap_remove(0);
    assert_eq!(annotated(&bytes).unwrap().bytes, annotated(&bytes).unwrap().bytes);
}

#[test]
fn a_copy_can_be_annotated_again() {
    let (_, bytes) = documents().swap_remove(2);
    let once = annotated(&bytes).unwrap();
    let twice = annotated(&once.bytes).unwrap();
    let ids: Vec<u32> = comments(&twice.bytes).into_iter().map(|(id, ..)| id).collect();
    assert_eq!(ids, (0..2 * once.comments as u32).collect::<Vec<_>>());
}

/// LibreOffice, where it is installed, reads every comment and the same text as before.
#[test]
fn another_program_reads_the_copy() {
    if Command::new("soffice").arg("--version").output().is_err() {
        return;
    }
    let (name, bytes) = documents().swap_remove(4);
    let made = annotated(&bytes).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("original.docx"), &bytes).unwrap();
    fs::write(at("copy.docx"), &made.bytes).unwrap();
    let settings = format!("-env:UserInstallation=file://{}", at("settings").display());
    for (filter, ending) in [("txt:Text (encoded):UTF8", "txt"), ("fodt", "fodt"), ("pdf", "pdf")] {
        let run = Command::new("soffice")
            .args(["--headless", &settings, "--convert-to", filter, "--outdir"])
            .arg(folder.path())
            .args([at("original.docx"), at("copy.docx")])
            .output()
            .unwrap();
        assert!(run.status.success() && at(&format!("copy.{ending}")).exists(), "{name}: {run:?}");
    }
    let text = |file: &str| fs::read_to_string(at(file)).unwrap();
    assert_eq!(text("original.txt"), text("copy.txt"));
    assert_eq!(text("copy.fodt").matches("<office:annotation ").count(), made.comments);
    assert!(fs::metadata(at("copy.pdf")).unwrap().len() > 1000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    /// Whatever happened to the main part: refused by name, or sound.
    #[test]
    fn damage_is_refused_or_survived(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..40), 1..4)) {
        let body = titled(&paragraph(&(run(&format!("{OTHER} {DUTY} ")) + &run(WISH)))) + &paragraph(&run("Sist &amp; slut."));
        let mut all = package(&main_part(&body), &[("comments", &format!("<w:comments xmlns:w=\"{WORD}\"/>"))]);
        for (at, value, length) in edits {
            let part = &mut all[2 + usize::from(value % 3)].1;
            let from = at.index(part.len().max(1)).min(part.len());
            let to = (from + length).min(part.len());
            if part.is_char_boundary(from) && part.is_char_boundary(to) {
                part.replace_range(from..to, ["", "<", ">", "</w:t>", "<w:r>", "\"", "<w:p/>"][usize::from(value) % 7]);
            }
        }
        let bytes = zipped(&all);
        let outcome = outcome(&bytes);
        if let Ok(made) = annotate(&bytes, &outcome, rules(), &Options::default(), &Limits::default()) {
            let after = read(&made.bytes, "utkast.docx", &Limits::default()).unwrap();
            let before = outcome.result.unwrap().document;
            prop_assert_eq!(before.text(), after.text());
        }
    }
}
