//! Exceptions: what is read, every mistake with its line, and that what people have written around them stays.

use genomsyra::gate::{Fingerprint, Rule, Suppression, suppressions, with_suppressions};

const FILE: &str = r#"# Våra undantag, se beslut 2026-3.

[[undantag]]
fingeravtryck = "0a1b2c3d4e5f6071"   # resor
regel = "skarp-vag"
dokument = "policyer/resor.docx"
skal = "Ses över i vår."
av = "Anna"
datum = 2026-01-15
till = "2026-06"

# Sist i filen.
"#;

fn one(print: &str, reason: &str) -> Suppression {
    Suppression {
        fingerprint: print.parse::<Fingerprint>().unwrap(),
        rule: Rule::SharpenVague,
        document: "policyer/resor.docx".into(),
        sentence: "Nämnden ska beakta …".into(),
        reason: reason.into(),
        by: "Bo \"B\" Ek".into(),
        date: "2026-02-01".parse().unwrap(),
        until: None,
        line: 0,
    }
}

#[test]
fn an_entry_is_added_and_everything_else_stays() {
    let written = with_suppressions("x.toml", FILE, &[one("ffffffffffffffff", "Känt.")]).unwrap();
    for line in FILE.lines() {
        assert!(written.contains(line), "{line:?} is gone from\n{written}");
    }
    let read = suppressions("x.toml", &written).unwrap();
    assert_eq!(read.len(), 2);
    assert_eq!((read[1].by.as_str(), read[1].until, read[0].until), ("Bo \"B\" Ek", None, Some("2026-06".parse().unwrap())));
    assert!(!read[0].is_expired("2026-06-30".parse().unwrap()) && read[0].is_expired("2026-07-01".parse().unwrap()));
}

#[test]
fn an_entry_for_the_same_remark_is_renewed_with_its_comments() {
    let written = with_suppressions("x.toml", FILE, &[one("0a1b2c3d4e5f6071", "Ännu ett år.")]).unwrap();
    let read = suppressions("x.toml", &written).unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!((read[0].reason.as_str(), read[0].until), ("Ännu ett år.", None));
    assert!(written.contains("# resor") && written.contains("# Sist i filen.") && written.contains("# Våra undantag"), "{written}");
}

#[test]
fn the_first_entry_makes_the_file() {
    let written = with_suppressions("x.toml", "", &[one("ffffffffffffffff", "Känt.")]).unwrap();
    assert!(written.starts_with("# Undantag") && suppressions("x.toml", &written).unwrap().len() == 1, "{written}");
    let inline = "undantag = [{ fingeravtryck = \"0a1b2c3d4e5f6071\", regel = \"fynd\", dokument = \"a\", skal = \"b\", av = \"c\", datum = 2026-01-01 }]\n";
    let written = with_suppressions("x.toml", inline, &[one("ffffffffffffffff", "Känt.")]).unwrap();
    assert_eq!(suppressions("x.toml", &written).unwrap().len(), 2, "{written}");
}

#[test]
fn every_mistake_is_told_with_its_line() {
    for (from, to, line, words) in [
        ("skal = \"Ses över i vår.\"\n", "", 3, "nyckeln `skal` saknas"),
        ("av = \"Anna\"", "av = \"\"", 8, "`av` är tom"),
        ("0a1b2c3d4e5f6071", "0a1b", 4, "inget fingeravtryck"),
        ("skarp-vag", "skarp-va", 5, "menade du `skarp-vag`?"),
        ("datum = 2026-01-15", "datum = \"15 januari\"", 9, "inget datum"),
        ("till = \"2026-06\"", "til = 2026-06-01", 10, "menade du `till`?"),
        ("[[undantag]]", "[[undantaget]]", 3, "menade du `undantag`?"),
    ] {
        let errors = suppressions("x.toml", &FILE.replace(from, to)).unwrap_err().0;
        assert!(errors.iter().any(|error| error.line == line && error.message.contains(words)), "{to}: {errors:#?}");
    }
}
