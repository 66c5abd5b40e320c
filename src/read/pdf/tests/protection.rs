//! Protected files: with the empty password, the right one, a wrong one, and protection that stands in the trailer itself.

use super::*;
use lopdf::Object;

/// A file that this user password opens.
fn encrypted(user: &str) -> Vec<u8> {
    let mut file = lopdf::Document::load_mem(&file(&[&lines(700, &["Barn har rätt att höras."])], "")).expect("sound");
    let id = Object::string_literal("0123456789abcdef");
    file.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let version = lopdf::EncryptionVersion::V2 {
        document: &file,
        owner_password: "ägare",
        user_password: user,
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).expect("state");
    file.encrypt(&state).expect("encrypts");
    let mut out = Vec::new();
    file.save_to(&mut out).expect("saves");
    out
}

/// The same file with its protection in the trailer instead of in an object.
fn direct(encrypted: &[u8]) -> Vec<u8> {
    let find = |what: &[u8], from: usize| {
        encrypted[from..].windows(what.len()).position(|window| window == what).map(|at| from + at).expect("stands in the file")
    };
    let file = lopdf::Document::load_mem(encrypted).expect("loads");
    let (number, _) = file.trailer.get(b"Encrypt").and_then(Object::as_reference).expect("is referred to");
    let object = find(format!("\n{number} 0 obj").as_bytes(), 0);
    let (start, end) = (find(b"<<", object), find(b"endobj", object));
    let reference = format!("/Encrypt {number} 0 R");
    let at = find(reference.as_bytes(), end);
    [&encrypted[..at], b"/Encrypt ", &encrypted[start..end], &encrypted[at + reference.len()..]].concat()
}

fn outcome(bytes: &[u8], password: Option<&str>) -> Result<String, ProblemCode> {
    super::super::read(bytes, origin(), &Limits::default(), password).map(|d| d.text().to_owned()).map_err(|problem| problem.code)
}

#[test]
fn passwords() {
    let text = || Ok("Barn har rätt att höras.".to_owned());
    assert_eq!(outcome(&encrypted(""), None), text());
    assert_eq!(outcome(&encrypted(""), Some("onödigt")), text());
    let closed = encrypted("hemligt");
    for file in [direct(&closed), closed] {
        assert_eq!(outcome(&file, None), Err(ProblemCode::Encrypted));
        assert_eq!(outcome(&file, Some("fel")), Err(ProblemCode::WrongPassword));
        assert_eq!(outcome(&file, Some("hemligt")), text());
    }
}

#[test]
fn certificates() {
    let objects = [
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned()),
        (3, "<</Type/Page/Parent 2 0 R>>".to_owned()),
        (5, "<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/R 4/Length 128/Recipients[<00>]>>".to_owned()),
    ];
    let file = String::from_utf8(assemble(&objects)).expect("plain").replace("/Root 1 0 R", "/Root 1 0 R/ID[<00><00>]/Encrypt 5 0 R");
    for password in [None, Some("hemligt")] {
        assert_eq!(outcome(file.as_bytes(), password), Err(ProblemCode::Encrypted), "{password:?}");
    }
}
