//! Messages as they are sent and as Outlook saves them.

use super::*;
use crate::read::testing::{compound, edited, outline, problems};
use crate::text::Format;
use proptest::prelude::*;

fn try_read(bytes: &[u8]) -> Result<Document, Problem> {
    crate::read::read(bytes, "brev.eml", &Limits::default())
}

/// The same letter, written in the ways that mail programs have.
#[test]
fn every_encoding_gives_the_same_letter() {
    let head = "From: =?iso-8859-1?Q?=C5sa_=D6berg?= <asa@granlund.invalid>\r\nTo: bo@granlund.invalid\r\nMIME-Version: 1.0\r\n";
    let encoded = "Subject: =?iso-8859-1?Q?=C5tg=E4rder_f=F6r?=\r\n =?UTF-8?B?IGrDpG1zdMOkbGxkaGV0?=\r\n";
    let expected = [
        "h1 Åtgärder för jämställdhet",
        "Marginal Från: Åsa Öberg <asa@granlund.invalid>",
        "Marginal Till: bo@granlund.invalid",
        "p Nämnden ska följa upp målen varje år.",
    ];
    let text = "Nämnden ska följa upp målen varje år.\r\n";
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    for (fields, body) in [
        (
            "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n",
            &b"N=E4mnden ska f=F6lja upp =\r\nm=E5len varje =E5r.\r\n"[..],
        ),
        (
            "Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n",
            b"TsOkbW5kZW4gc2thIGbDtmxqYSB1cHAgbcOlbGVuIHZhcmplIMOlci4=",
        ),
        ("Content-Type: text/plain; charset=utf-8\r\n", text.as_bytes()),
        ("Content-Type: text/plain; charset=windows-1252\r\n", &latin),
        // Nobody told which letters these are.
        ("", &latin),
    ] {
        let bytes = [head.as_bytes(), encoded.as_bytes(), fields.as_bytes(), b"\r\n", body].concat();
        assert_eq!(outline(&try_read(&bytes).unwrap()), expected, "{fields}");
    }
    // Letters that headers may not hold.
    let raw: Vec<u8> = "From: a@b.se\r\nSubject: Åtgärder\r\n\r\nText.\r\n".chars().map(|c| c as u8).collect();
    assert_eq!(outline(&try_read(&raw).unwrap())[0], "h1 Åtgärder");
}

const ALTERNATIVE: &str = "From: a@b.invalid\r\nSubject: Svar\r\nDate: Sun, 22 Nov 2026 10:30:00 +0100\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\nContent-Type: multipart/alternative; boundary=z\r\n\r\n\
    --z\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVi beslutar så här:\r\n\r\n- fråga barnen\r\n- svara dem\r\n\r\n> Hur gör vi\r\n> med barnen?\r\n\
    --z\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Samma sak</p>\r\n--z--\r\n\
    --y\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''pl%C3%A5n.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n\
    --y\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\
    --y\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@d.invalid\r\nSubject: Inre\r\n\r\nEtt brev till.\r\n--y--\r\n";

#[test]
fn the_plain_body_is_read_and_attachments_are_named() {
    let d = try_read(ALTERNATIVE.as_bytes()).unwrap();
    assert_eq!(
        outline(&d),
        [
            "h1 Svar",
            "Marginal Från: a@b.invalid",
            "Marginal Datum: 2026-11-22 10:30",
            "p Vi beslutar så här:",
            "li0 fråga barnen",
            "li0 svara dem",
            "Quote Hur gör vi med barnen?"
        ]
    );
    assert_eq!(
        problems(&d),
        ["unsupported-format Part(\"logo.png\")", "holds-documents Part(\"Inre.eml\")", "holds-documents Part(\"plån.pdf\")"]
    );
    let found = attachments(ALTERNATIVE.as_bytes()).unwrap();
    let found: Vec<(&str, &[u8])> = found.iter().map(|a| (a.name.as_str(), a.bytes.as_slice())).collect();
    assert_eq!(found[0], ("plån.pdf", &b"%PDF-1.4\n"[..]));
    assert_eq!((found.len(), found[1].0), (2, "Inre.eml"));
    assert!(found[1].1.starts_with(b"From: c@d.invalid"));
}

#[test]
fn a_body_in_html_alone_is_read_as_a_page() {
    let message = "From: a@b.invalid\r\nSubject: Svar\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
                   <html><body><p>Vi <b>frågar</b> barnen.</p><ul><li>i skolan</li></ul></body></html>\r\n";
    let d = try_read(message.as_bytes()).unwrap();
    assert_eq!(outline(&d)[2..], ["p Vi frågar barnen.", "li0 i skolan"]);
}

#[test]
fn messages_are_told_from_texts() {
    for (text, name, expected) in [
        ("From: a@b.se\r\nTo: c@d.se\r\n\r\nHej", "x", true),
        ("Received: by x\r\n\tid 1\r\nFrom: a@b.se\r\n\r\nHej", "x", true),
        ("From: a@b.se\n\nHej", "x.eml", true),
        ("From: a@b.se\n\nHej", "x.txt", false),
        ("# Plan\n\nFrom: x\nTo: y", "x.eml", false),
        ("Mål: alla barn\nDatum: 2026\n\nText", "x", false),
        ("Subject matter: to do\nText som följer\n", "x", false),
        ("", "x.eml", false),
    ] {
        assert_eq!(is_message(text, name), expected, "{text:?}");
    }
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn outlook_message() -> Vec<u8> {
    let mut fixed = vec![0; 32];
    // Sent: 2026-11-22 09:30 UTC, in 100 nanoseconds since 1601.
    let minutes = (109_205u64 + 46_348) * 1440 + 570;
    fixed.extend([&0x0039_0040u32.to_le_bytes()[..], &[0; 4], &(minutes * 600_000_000).to_le_bytes()].concat());
    compound(&[
        ("/__properties_version1.0", &fixed),
        ("/__substg1.0_0037001F", &wide("Beslut om plan")),
        ("/__substg1.0_0C1A001F", &wide("Åsa Öberg")),
        ("/__substg1.0_0E04001F", &wide("Nämnden")),
        ("/__substg1.0_1000001F", &wide("Vi antar planen.\r\n\r\n> Frågan gällde barnen.\r\n")),
        ("/__attach_version1.0_#00000000/__substg1.0_3707001F", &wide("plan.txt")),
        ("/__attach_version1.0_#00000000/__substg1.0_37010102", "Alla barn ska få svar.".as_bytes()),
        ("/__attach_version1.0_#00000001/__substg1.0_3707001F", &wide("länk.docx")),
    ])
}

#[test]
fn outlook_messages_are_read() {
    let d = crate::read::read(&outlook_message(), "beslut.msg", &Limits::default()).unwrap();
    assert_eq!(d.origin().format, Format::Email);
    assert_eq!(
        outline(&d),
        [
            "h1 Beslut om plan",
            "Marginal Från: Åsa Öberg",
            "Marginal Till: Nämnden",
            "Marginal Datum: 2026-11-22 09:30",
            "p Vi antar planen.",
            "Quote Frågan gällde barnen."
        ]
    );
    assert_eq!(problems(&d), ["holds-documents Part(\"plan.txt\")", "missing-part Part(\"länk.docx\")"]);
    assert_eq!(attachments(&outlook_message()).unwrap()[0].bytes, "Alla barn ska få svar.".as_bytes());
}

#[test]
fn deep_and_endless_messages_end() {
    let mut deep = String::from("From: a@b.invalid\r\nMIME-Version: 1.0\r\n");
    for level in 0..20_000 {
        deep += &format!("Content-Type: multipart/mixed; boundary=\"b{level}\"\r\n\r\n--b{level}\r\n");
    }
    deep += "Content-Type: text/plain\r\n\r\nslut\r\n";
    let _ = try_read(deep.as_bytes());
    for level in [
        "Content-Type: message/rfc822\r\n\r\n",
        "Content-Type: Message /rfc822\r\n\r\n",
        "Content-Type: multipart/digest; boundary=a\r\n\r\n--a\r\n\r\n",
    ] {
        let nested = "From: a@b.invalid\r\nTo: c@d.invalid\r\n".to_owned() + &level.repeat(50_000);
        assert_eq!(try_read(nested.as_bytes()).unwrap_err().code, ProblemCode::LimitReached);
        assert_eq!(crate::read::files(nested.as_bytes(), "x", &Limits::default()).count(), 1);
    }
    let many = "From: a@b.invalid\r\nTo: ".to_owned() + &"x@y.invalid,".repeat(100_000) + "\r\n\r\n" + &"> ".repeat(200_000);
    let d = try_read(many.as_bytes()).unwrap();
    assert!(d.text().len() < 10_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_of_a_message_is_survived(
        outlook in any::<bool>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..8u8, any::<u8>(), 1..200usize), 1..8),
    ) {
        let whole = if outlook { outlook_message() } else { ALTERNATIVE.as_bytes().to_vec() };
        let bytes = edited(&whole, &edits);
        let _ = try_read(&bytes);
        prop_assert!(crate::read::files(&bytes, "brev.eml", &Limits::default()).count() > 0);
    }
}
