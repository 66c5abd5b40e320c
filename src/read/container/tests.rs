//! Archives made in memory: what comes out, in what order, and what hostile ones cost.

use super::*;
use crate::read::testing::{edited, zipped};
use proptest::prelude::*;

/// Names of the members, with their text or the code of their problem.
fn listed(bytes: &[u8], limits: &Limits) -> Vec<String> {
    let show = |member: Member| match member.bytes {
        Ok(bytes) => format!("{} = {}", member.name, String::from_utf8_lossy(&bytes)),
        Err(problem) => format!("{} ! {}", member.name, problem.code.as_str()),
    };
    files(bytes, "a.zip", limits).map(show).collect()
}

fn list(bytes: &[u8]) -> Vec<String> {
    listed(bytes, &Limits::default())
}

#[test]
fn members_come_in_order_with_their_path() {
    let inner = zipped(&[("z.txt", b"inre"), ("a.txt", b"sist")]);
    let bytes = zipped(&[
        ("mapp/", b""),
        ("mapp/plan.txt", b"ett"),
        ("__MACOSX/mapp/._plan.txt", b"skr"),
        (".DS_Store", b"skr"),
        ("mapp/Thumbs.db", b"skr"),
        ("inre.zip", &inner),
        ("../../etc/slut.txt", b"tre"),
        ("tom.txt", b""),
        ("r\x1B[2Jd.txt", b"x"),
    ]);
    assert_eq!(
        list(&bytes),
        [
            "a.zip/mapp/plan.txt = ett",
            "a.zip/inre.zip/z.txt = inre",
            "a.zip/inre.zip/a.txt = sist",
            "a.zip/../../etc/slut.txt = tre",
            "a.zip/tom.txt = ",
            "a.zip/r\u{FFFD}[2Jd.txt = x",
        ]
    );
    assert!(!files(&bytes, "a.zip", &Limits::default()).is_single());
    assert_eq!(crate::read::read(&bytes, "a.zip", &Limits::default()).unwrap_err().code, ProblemCode::HoldsDocuments);
}

#[test]
fn one_document_is_itself() {
    let all: Vec<Member> = files(b"Text", "plan.txt", &Limits::default()).collect();
    assert_eq!(all, [Member { name: "plan.txt".into(), bytes: Ok(Cow::Borrowed(&b"Text"[..])) }]);
    assert!(files(b"", "tom", &Limits::default()).is_single());
    // A package is one document, not a container.
    let package = zipped(&[("word/document.xml", b"<x/>")]);
    assert!(files(&package, "x.docx", &Limits::default()).is_single());
}

#[test]
fn a_message_comes_before_its_attachments() {
    let archive = zipped(&[("plan.txt", b"plan")]);
    let encoded = archive.iter().map(|byte| format!("={byte:02X}")).collect::<Vec<_>>();
    let encoded = encoded.chunks(20).map(|line| line.concat()).collect::<Vec<_>>().join("=\r\n");
    let message = format!(
        "From: a@b.invalid\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\nHej\r\n\
         --y\r\nContent-Type: application/zip; name=b.zip\r\nContent-Disposition: attachment; filename=b.zip\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{encoded}\r\n--y\r\nContent-Type: text/plain\r\n\
         Content-Disposition: attachment\r\n\r\nnamnlös\r\n--y--\r\n"
    );
    let bytes = zipped(&[("brev.eml", message.as_bytes())]);
    let names: Vec<String> = files(&bytes, "a.zip", &Limits::default()).map(|member| member.name).collect();
    assert_eq!(names, ["a.zip/brev.eml", "a.zip/brev.eml/b.zip/plan.txt", "a.zip/brev.eml/bilaga 2"]);
}

#[test]
fn names_of_old_archives_are_decoded() {
    // As DOS wrote them: å is 0x86, ö 0x94, Ä 0x8E, and no mark that says otherwise.
    let mut bytes = zipped(&[("xtgxrder fxr xldre.txt", b"text")]);
    let old = b"\x8Ftg\x84rder f\x94r \x84ldre.txt";
    for at in 0..bytes.len() - old.len() {
        if &bytes[at..at + old.len()] == b"xtgxrder fxr xldre.txt" {
            bytes[at..at + old.len()].copy_from_slice(old);
        }
    }
    assert_eq!(list(&bytes), ["a.zip/Åtgärder för äldre.txt = text"]);
    assert_eq!(list(&zipped(&[("Åtgärder.txt", b"text")])), ["a.zip/Åtgärder.txt = text"]);
}

/// Sets bytes at an offset in every local header and in every entry of the directory.
fn patched(mut bytes: Vec<u8>, local: Option<usize>, central: usize, value: &[u8]) -> Vec<u8> {
    for at in 0..bytes.len() - 4 {
        let offset = match &bytes[at..at + 4] {
            b"PK\x03\x04" => local,
            b"PK\x01\x02" => Some(central),
            _ => None,
        };
        if let Some(offset) = offset {
            bytes[at + offset..at + offset + value.len()].copy_from_slice(value);
        }
    }
    bytes
}

#[test]
fn what_cannot_be_taken_out_is_named() {
    let bytes = zipped(&[("a.txt", b"text"), ("b.txt", b"text")]);
    let locked = patched(bytes.clone(), Some(6), 8, &[1]);
    assert_eq!(list(&locked), ["a.zip/a.txt ! encrypted", "a.zip/b.txt ! encrypted"]);
    let foreign = patched(bytes.clone(), Some(8), 10, &[12]);
    assert_eq!(list(&foreign), ["a.zip/a.txt ! unsupported-format", "a.zip/b.txt ! unsupported-format"]);
    let wrong_sum = patched(bytes, None, 16, &[1, 2, 3, 4]);
    assert_eq!(list(&wrong_sum), ["a.zip/a.txt ! damaged", "a.zip/b.txt ! damaged"]);
    assert_eq!(list(&zipped(&[])), ["a.zip ! empty-file"]);
    assert_eq!(list(&zipped(&[("mapp/", b""), ("tom.zip", &zipped(&[]))])), ["a.zip/tom.zip ! empty-file"]);
}

#[test]
fn bombs_are_stopped_while_they_unpack() {
    let limits = Limits { max_unpacked: 1 << 20, max_bytes: 600 << 10, ..Limits::default() };
    let (large, half) = (vec![b'a'; 700 << 10], vec![b'b'; 500 << 10]);
    let bytes = zipped(&[("a", b"liten"), ("b", &large), ("c", &half), ("d", b"efter")]);
    let shown: Vec<String> = listed(&bytes, &limits).iter().map(|line| line.chars().take(30).collect()).collect();
    assert_eq!(shown, ["a.zip/a = liten", "a.zip/b ! too-large", "a.zip/c ! limit-reached", "a.zip/d ! limit-reached"]);
    // The claimed size is not believed in either direction.
    let lying = patched(bytes, None, 24, &0xF000_0000u32.to_le_bytes());
    assert_eq!(listed(&lying, &limits).len(), 4);
}

#[test]
fn nesting_and_number_are_bounded() {
    let mut nested = zipped(&[("plan.txt", b"text")]);
    for _ in 0..6 {
        nested = zipped(&[("b.zip", &nested)]);
    }
    assert_eq!(list(&nested), ["a.zip/b.zip/b.zip/b.zip ! limit-reached"]);
    let limits = Limits { max_members: 2, ..Limits::default() };
    let many = zipped(&[("1", b"x"), ("2", b"x"), ("3", b"x"), ("4", b"x")]);
    assert_eq!(listed(&many, &limits), ["a.zip/1 = x", "a.zip/2 = x", "a.zip/3 ! limit-reached"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_of_an_archive_is_survived(edits in prop::collection::vec((any::<prop::sample::Index>(), 0..8u8, any::<u8>(), 1..60usize), 1..8)) {
        let inner = zipped(&[("c.txt", b"inre")]);
        let bytes = edited(&zipped(&[("a.txt", b"ett"), ("b.zip", &inner), ("d/e.txt", b"slut")]), &edits);
        prop_assert!(files(&bytes, "a.zip", &Limits::default()).count() > 0);
    }
}
