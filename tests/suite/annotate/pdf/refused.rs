//! Files that take no notes, each refused by its own name; and files broken at random.

use super::*;
use genomsyra::read::read;
use proptest::prelude::*;

fn plain() -> Vec<u8> {
    pdf(&[sheet(line(72, 700, "Plan för förskolan") + &line(72, 660, DUTY))], &[], Listed::Table)
}

#[test]
fn signed_files() {
    let signature = "<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>";
    let field = "<</FT/Sig/T(a)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>";
    let catalogue = "<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 6 0 R>>>>";
    for more in [[(6, signature)], [(6, field)], [(1, catalogue)]] {
        let bytes = pdf(&[sheet(line(72, 660, DUTY))], &more, Listed::Table);
        assert_eq!(annotated(&bytes).unwrap_err(), Refusal::Signed, "{more:?}");
    }
    // A field that nobody has signed holds nothing up.
    let empty = pdf(&[sheet(line(72, 660, DUTY))], &[(6, "<</FT/Sig/T(a)>>")], Listed::Table);
    assert!(annotated(&empty).is_ok());
}

#[test]
fn protected_files_even_those_that_open_by_themselves() {
    let mut file = Document::load_mem(&plain()).unwrap();
    let version = lopdf::EncryptionVersion::V2 {
        document: &file,
        owner_password: "ägare",
        user_password: "",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    file.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    assert!(outcome(&bytes).result.unwrap().document.text().contains(DUTY));
    assert_eq!(annotated(&bytes).unwrap_err(), Refusal::Protected);
}

#[test]
fn other_files_and_files_without_text() {
    let other = pdf(&[sheet(line(72, 660, WISH))], &[], Listed::Table);
    let refuse = |outcome: &Outcome, bytes: &[u8]| annotate(bytes, outcome, rules(), &Options::default(), &Limits::default()).unwrap_err();
    assert_eq!(refuse(&outcome(&plain()), &other), Refusal::Changed);
    assert_eq!(refuse(&outcome(&plain()), b"%PDF-1.4 slut"), Refusal::Damaged);
    assert_eq!(refuse(&outcome(b"%PDF-1.4 slut"), &other), Refusal::Unread);
    let scanned = pdf(&[sheet("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q".into())], &[], Listed::Table);
    assert_eq!(annotated(&scanned).unwrap_err(), Refusal::NoPlace);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    /// Whatever happened to the file: refused by name, or sound and with the same text.
    #[test]
    fn damage_is_refused_or_survived(
        streams in any::<bool>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..12), 1..5),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let sheets = [sheet(line(72, 700, "Plan för förskolan") + &line(72, 660, DUTY)), sheet(line(72, 660, WISH))];
        let mut bytes = pdf(&sheets, &[(5, "[]")], if streams { Listed::Stream } else { Listed::Table });
        for (at, value, length) in edits {
            let from = at.index(bytes.len());
            let to = (from + length).min(bytes.len());
            let piece = [&b""[..], b"<<", b">>", b"0", b"9999999999", b"[", b" R", b"/Annots 5 0 R", b"endobj"][usize::from(value) % 9];
            bytes.splice(from..to, piece.iter().copied());
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let outcome = outcome(&bytes);
        if let Ok(made) = annotate(&bytes, &outcome, rules(), &Options::default(), &Limits::default()) {
            prop_assert!(made.bytes.starts_with(&bytes));
            let after = read(&made.bytes, "utkast.pdf", &Limits::default()).unwrap();
            let before = outcome.result.unwrap().document;
            prop_assert_eq!(before.text(), after.text());
        }
    }
}
