//! `genomsyra check FILE --annotate COPY` as its users meet it.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::*;

fn check(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_genomsyra")).arg("check").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_copy_is_written_beside_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("kommenterad.docx");
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/docx/exempel-policy.docx");
    let document = document.to_str().unwrap();
    let (code, out, err) = check(&[document, "--annotate", copy.to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("NIVÅ 3 AV 5"), "{out}");
    assert!(err.contains("kommentarer skrevs i") && err.contains("kommenterad.docx"), "{err}");
    let told = part(&fs::read(&copy).unwrap(), "word/comments.xml");
    assert!(told.contains("genomsyra: nivå 3 av 5") && told.contains("→ "), "{told}");
    let (code, _, err) = check(&[document, "--annotate", copy.to_str().unwrap(), "--lang", "en"]);
    assert_eq!(code, 0, "{err}");
    assert!(part(&fs::read(&copy).unwrap(), "word/comments.xml").contains("genomsyra: level 3 of 5"));
}

#[test]
fn what_cannot_be_done_is_told_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("plan.md"), DUTY).unwrap();
    fs::write(at("plan.docx"), docx(&titled(&paragraph(&run(DUTY))), &[])).unwrap();
    let mut signed = package(&main_part(&paragraph(&run(DUTY))), &[]);
    signed.push(("_xmlsignatures/sig1.xml".into(), "<Signature/>".into()));
    fs::write(at("signerad.docx"), zipped(&signed)).unwrap();
    for (arguments, words) in [
        (vec![at("plan.docx"), at("signerad.docx")], "ett dokument i taget"),
        (vec!["-".to_owned()], "standard in"),
        (vec![at("plan.md")], "slutar på .md"),
        (vec![at("signerad.docx")], "signerat"),
    ] {
        let mut all: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let copy = at("ut.docx");
        all.extend(["--annotate", copy.as_str()]);
        let (code, _, err) = check(&all);
        assert_eq!(code, 2, "{arguments:?}: {err}");
        assert!(err.contains(words), "{arguments:?}: {err}");
        assert!(!Path::new(&copy).exists(), "{arguments:?}");
    }
    let document = at("plan.docx");
    let (code, _, err) = check(&[&document, "--annotate", &document]);
    assert!(code == 2 && err.contains("ett av dokumenten"), "{err}");
}
