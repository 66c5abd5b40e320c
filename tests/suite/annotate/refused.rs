//! Documents that take no comments, each refused by its own name.

use super::*;

fn with(others: &[(&str, &str)], extra: &[(&str, &str)]) -> Vec<u8> {
    let mut all = package(&main_part(&titled(&paragraph(&run(DUTY)))), others);
    all.extend(extra.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    zipped(&all)
}

fn settings(inner: &str) -> String {
    format!("<w:settings xmlns:w=\"{WORD}\">{inner}</w:settings>")
}

#[test]
fn signed_documents() {
    let signature = with(&[], &[("_xmlsignatures/sig1.xml", "<Signature/>")]);
    assert_eq!(annotated(&signature).unwrap_err(), Refusal::Signed);
}

#[test]
fn protected_documents_but_not_those_that_take_comments() {
    let verdict = |inner: &str| annotated(&with(&[("settings", &settings(inner))], &[])).map(|made| made.comments);
    for locked in [
        "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/>",
        "<w:documentProtection w:edit=\"forms\" w:enforcement=\"true\"/>",
        "<w:writeProtection w:recommended=\"1\" w:hashValue=\"abc\"/>",
    ] {
        assert_eq!(verdict(locked), Err(Refusal::Protected), "{locked}");
    }
    for open in [
        "",
        "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"0\"/>",
        "<w:documentProtection w:edit=\"comments\" w:enforcement=\"1\"/>",
        "<w:writeProtection w:recommended=\"1\"/>",
    ] {
        assert_eq!(verdict(open), Ok(2), "{open}");
    }
}

#[test]
fn other_formats_other_files_and_files_that_could_not_be_read() {
    let options = Options::default();
    let refuse = |bytes: &[u8], name: &str, others: &[u8]| {
        let outcome = analyse(name, bytes);
        annotate(others, &outcome, rules(), &options, &Limits::default()).unwrap_err()
    };
    assert_eq!(refuse(DUTY.as_bytes(), "plan.md", DUTY.as_bytes()), Refusal::Format);
    assert_eq!(refuse(b"PK\x03\x04trasig", "plan.docx", b""), Refusal::Unread);
    let (one, other) = (docx(&paragraph(&run(DUTY)), &[]), docx(&paragraph(&run(WISH)), &[]));
    assert_eq!(refuse(&one, "plan.docx", &other), Refusal::Changed);
}

#[test]
fn packages_that_nothing_can_be_added_to_safely() {
    let mut no_types = package(&main_part(&titled(&paragraph(&run(DUTY)))), &[]);
    no_types.remove(0);
    assert_eq!(annotated(&zipped(&no_types)).unwrap_err(), Refusal::Damaged);
    let odd = with(&[("comments", "<other/>")], &[]);
    assert_eq!(annotated(&odd).unwrap_err(), Refusal::Damaged);
    // The main part in another encoding could not be spliced byte by byte.
    let mut wide = package("", &[]);
    wide.remove(2);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in &wide {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.start_file(MAIN, SimpleFileOptions::default()).unwrap();
    let main = main_part(&titled(&paragraph(&run(DUTY)))).replace("UTF-8", "UTF-16");
    let units: Vec<u8> = "\u{FEFF}".encode_utf16().chain(main.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    writer.write_all(&units).unwrap();
    assert_eq!(annotated(&writer.finish().unwrap().into_inner()).unwrap_err(), Refusal::Damaged);
}

#[test]
fn a_byte_order_mark_is_kept() {
    let mut all = package(&main_part(&titled(&paragraph(&run(DUTY)))), &[]);
    all[2].1.insert(0, '\u{FEFF}');
    let made = annotated(&zipped(&all)).unwrap();
    assert!(part(&made.bytes, MAIN).starts_with("\u{FEFF}<?xml"));
    assert_eq!(on(&made.bytes, DUTY).len(), 1);
}
