//! RTF of every kind, and what it becomes.

use super::read;
use crate::read::Limits;
use crate::read::testing::outline;
use crate::text::{Document, Format, Origin, ProblemCode};
use std::time::{Duration, Instant};

fn document(bytes: &[u8]) -> Document {
    let origin = Origin { name: "prov.rtf".into(), format: Format::Rtf, title: None, producer: None };
    read(bytes, origin, &Limits::default()).unwrap()
}

/// Blocks of a file with the usual tables in front.
#[track_caller]
fn blocks(body: &str) -> Vec<String> {
    let text = format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\froman\\fcharset0 Times;}}{{\\f1\\fcharset2 Symbol;}}{{\\f2\\fcharset238 Arial CE;}}}}\
         {{\\colortbl;\\red255\\green255\\blue255;\\red200\\green200\\blue200;}}\
         {{\\stylesheet{{\\s0 Normal;}}{{\\s1\\outlinelevel0 heading 1,Rubrik 1;}}{{\\s2\\sbasedon1\\outlinelevel1 heading 2;}}{{\\s3\\sbasedon2 Egen;}}{{\\s4 toc 1;}}{{\\s5 caption;}}{{\\*\\cs9 Stark;}}}}\
         {{\\info{{\\title Plan}}{{\\author N\\'e5gon}}}}{body}}}"
    );
    let d = document(text.as_bytes());
    assert_eq!(d.problems(), [], "{body}");
    outline(&d)
}

#[test]
fn swedish_letters_in_every_spelling() {
    for (body, expected) in [
        ("\\'e5\\'e4\\'f6 \\'C5\\'c4\\'d6\\par", "p åäö ÅÄÖ"),
        ("\\u229?\\u228\\'e4\\u246 ?\\par", "p åäö"),
        ("\\uc2\\u229 ab\\u228\\'61\\'62{\\uc0\\u246}\\par", "p åäö"),
        ("a\\u-3913?\\u55357?\\u56832?b\\par", "p a•😀b"),
        ("{\\f2 \\'e8}{\\f1 \\'b7}\\f0  x\\par", "p č• x"),
        (
            "r\\'e4ttighet\r\neter\\~f\\'f6r\\_alla \\lquote x\\rquote\\endash\\ldblquote y\\rdblquote \\{z\\}\\\\\\par",
            "p rättigheteter för-alla ‘x’–“y”{z}\\",
        ),
        ("dis\\-kriminering\\tab a\\line b\\par", "p diskriminering a b"),
    ] {
        assert_eq!(blocks(body), [expected], "{body}");
    }
    let other = |header: &str, bytes: &[u8]| document(&[header.as_bytes(), bytes, b"\\par}"].concat()).text().to_owned();
    assert_eq!(other("{\\rtf1\\mac ", b"\\'8c\\'8a\\'9a"), "åäö");
    assert_eq!(other("{\\rtf1\\pc ", b"\\'86\\'84\\'94"), "åäö");
    assert_eq!(other("{\\rtf1\\ansi\\ansicpg65001 ", "åäö".as_bytes()), "åäö");
    assert_eq!(other("{\\rtf1\\ansi ", b"\xE5\xE4\xF6"), "åäö");
    assert_eq!(other("\u{FEFF}\n{\\rtf1\\ansi ", b"x"), "x");
}

#[test]
fn headings_lists_and_contents() {
    let body = "\\pard\\s1 Inledning\\par\\pard\\s2 {\\listtext 1.1\\tab}Syfte\\par\\pard\\s3 Egen stil\\par\\pard\\outlinelevel2 Egen niv\\'e5\\par\
        \\pard\\s5 Tabell 1\\par\\pard N\\'e4mnden ska:\\par\
        \\pard\\ls1\\ilvl0{\\listtext\\pard\\plain \\u8226\\'95\\tab}lyssna\\par\\pard\\ls1\\ilvl1{\\listtext o\\tab}p\\'e5 barn\\par\
        \\pard{\\pntext\\f0 a)\\tab}{\\*\\pn\\pnlvlbody}svara\\par\\pard\\fi-360\\li360 2.\\tab sedan\\par\\pard 3. inte en punkt\\par\
        {\\field{\\*\\fldinst {TOC \\\\o \"1-3\"}}{\\fldrslt {\\pard Inledning\\tab 3\\par}{\\pard {\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt Syfte}}\\tab 4\\par}}}\
        \\pard\\s4 Utan f\\'e4lt\\tab 5\\par";
    assert_eq!(
        blocks(body),
        [
            "h1 Inledning",
            "h2 1.1 Syfte",
            "h2 Egen stil",
            "h3 Egen nivå",
            "Caption Tabell 1",
            "p Nämnden ska:",
            "li0 lyssna",
            "li1 på barn",
            "li0 a) svara",
            "li0 2. sedan",
            "p 3. inte en punkt",
            "TocLine Inledning 3",
            "TocLine Syfte 4",
            "TocLine Utan fält 5",
        ]
    );
}

#[test]
fn what_is_not_the_text_stays_out() {
    let body = "Synligt{\\v dolt}{\\v0  och} kvar{\\deleted  struket}{\\revised  nytt}{\\*\\bkmkstart x}{\\pict\\wmetafile8 010203}{\\pict\\bin4 {}{}}\
        {\\*\\okand text {inre}}{\\xe index}{\\*\\annotation kommentar}{\\field{\\*\\fldinst{ REF x {\\fldrslt fel}}}{\\fldrslt  svar}}\
        {\\object{\\*\\objdata 00}{\\result{  bild}}}{\\*\\generator Skrivaren;}.\\par";
    assert_eq!(blocks(body), ["p Synligt och kvar nytt svar bild."]);
    let d = document(b"{\\rtf1{\\info{\\title \\'c5rsplan}{\\author x}}{\\*\\generator Skrivaren 1;}Text\\par}");
    assert_eq!((d.origin().title.as_deref(), d.origin().producer.as_deref()), (Some("Årsplan"), Some("Skrivaren 1")));
}

#[test]
fn tables_with_headers_and_inner_tables() {
    let row = |cells: &[&str]| {
        format!("\\trowd\\cellx1\\cellx2 {}\\row", cells.iter().map(|c| format!("\\pard\\intbl {c}\\cell ")).collect::<String>())
    };
    let inner = "\\pard\\intbl\\itap2 a\\nestcell b\\nestcell{\\*\\nesttableprops\\trowd\\cellx1\\cellx2\\nestrow}{\\nonesttables\\par}\\pard\\intbl ";
    let body = format!(
        "\\pard F\\'f6re\\par\\trowd\\trhdr\\cellx1\\cellx2 \\pard\\intbl M\\'e5l\\cell \\'c5tg\\'e4rd\\cell\\row {}{}\\pard Efter\\par {}{}\\pard Slut\\par",
        row(&["ett", ""]),
        row(&["rad\\par till", &format!("yttre\\par{inner}")]),
        row(&["{\\b Namn}", "{\\b Roll}"]),
        row(&["x", "y"]),
    );
    assert_eq!(
        blocks(&body),
        ["p Före", "th0 Mål|Åtgärd", "tr0 ett|", "tr0 rad till|yttre", "tr1 a|b", "p Efter", "th2 Namn|Roll", "tr2 x|y", "p Slut"]
    );
    let shaded = "\\trowd\\clcbpat2\\cellx1\\clcbpat2\\cellx2\\intbl a\\cell b\\cell\\row\\trowd\\clcbpat1\\cellx1\\cellx2\\intbl c\\cell d\\cell\\row";
    let ruled = "\\trowd\\clbrdrb\\brdrs\\cellx1\\clbrdrb\\brdrs\\cellx2\\intbl a\\cell b\\cell\\row\\trowd\\cellx1\\cellx2\\intbl c\\cell d\\cell\\row";
    for body in [shaded, ruled] {
        assert_eq!(blocks(body), ["th0 a|b", "tr0 c|d"]);
    }
}

#[test]
fn notes_headers_and_boxes_stand_apart() {
    let body = "{\\header\\pard Granbo kommun\\par}{\\footerf\\pard Sida\\par}{\\headerf\\pard Granbo kommun\\par}\
        \\pard Barn{\\super\\chftn{\\*\\footnote\\pard\\chftn  Under 18 \\'e5r.}} har r\\'e4tt.{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard I rutan.\\par}}{\\shprslt{\\*\\do x}}}\\par\
        \\pard Efter.\\par";
    assert_eq!(
        blocks(body),
        ["p Barn har rätt.", "Footnote Under 18 år.", "p I rutan.", "p Efter.", "Marginal Granbo kommun", "Marginal Sida"]
    );
}

#[test]
fn cut_and_hostile_files_are_bounded() {
    let start = Instant::now();
    let codes = |bytes: &[u8]| document(bytes).problems().iter().map(|p| p.code).collect::<Vec<_>>();
    let d = document(b"{\\rtf1\\ansi {\\b Text som {slutar");
    assert_eq!((d.text(), d.problems()[0].code), ("Text som slutar", ProblemCode::Truncated));
    assert_eq!(codes(b"{\\rtf1}"), [ProblemCode::NoText]);
    assert_eq!(document(b"{\\rtf1 a\\par}{\\rtf1 b\\par} skr\\'e4p").text(), "a");
    let deep = format!("{{\\rtf1 f\\'f6re {}inne{} efter\\par}}", "{\\b ".repeat(500_000), "}".repeat(500_000));
    let d = document(deep.as_bytes());
    assert_eq!((d.text(), d.problems()[0].code), ("före inne efter", ProblemCode::LimitReached));
    for body in [
        "{\\footnote ".repeat(100_000),
        "\\pard\\intbl\\itap1000000000 x\\nestcell".repeat(10_000),
        "\\cell\\row\\nestrow\\nestcell".repeat(50_000),
        "\\bin999999999 ".into(),
        "\\u2147483647 \\u-2147483648 \\uc999999999\\u229 a".into(),
        "\\trowd".to_owned() + &"\\cellx1".repeat(100_000) + &"\\intbl a\\cell".repeat(10_000) + "\\row",
    ] {
        let _ = document(format!("{{\\rtf1 a{body}").as_bytes());
    }
    let many = format!("{{\\rtf1 {}", "a\\par ".repeat(1_200_000));
    assert!(codes(many.as_bytes()).contains(&ProblemCode::LimitReached));
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
