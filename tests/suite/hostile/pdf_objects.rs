//! PDF files whose structure is made to hurt: cross-references, object streams, filters, trees of pages, tags and labels.

use std::fmt::Write;

use genomsyra::text::ProblemCode;

use super::pdf::{Pdf, deflated, line_and};
use super::{Case, Want};

const TEXT: Want = Want::Text("Barn har samma");

fn page() -> Pdf {
    Pdf::page(&line_and(""))
}

/// A file with a cross-reference stream: objects as given, then entries (kind, field, field) for numbers from 0.
fn with_stream(pdf: &Pdf, members: &[(u32, u32, u32)]) -> Vec<u8> {
    let mut out: Vec<u8> = b"%PDF-1.7\n".to_vec();
    let mut entries: Vec<(u32, u8, u32, u16)> = Vec::new();
    for (number, body) in &pdf.objects {
        entries.push((*number, 1, out.len() as u32, 0));
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    }
    entries.extend(members.iter().map(|(number, container, index)| (*number, 2, *container, *index as u16)));
    let start = out.len();
    let own = entries.iter().map(|e| e.0).max().unwrap_or(0) + 1;
    entries.push((own, 1, start as u32, 0));
    entries.sort_unstable();
    let mut table = Vec::new();
    let mut index = String::new();
    for (number, kind, a, b) in &entries {
        write!(index, "{number} 1 ").unwrap();
        table.push(*kind);
        table.extend_from_slice(&a.to_be_bytes());
        table.extend_from_slice(&b.to_be_bytes());
    }
    let packed = deflated(&table);
    let head = format!(
        "{own} 0 obj\n<</Type/XRef/Size {}/Root 1 0 R/W[1 4 2]/Index[{index}]/Filter/FlateDecode/Length {}>>stream\n",
        own + 1,
        packed.len()
    );
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(&packed);
    out.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").as_bytes());
    out
}

/// Object streams of these contents, from number 100 on.
fn with_object_streams(contents: &[(String, String)]) -> Vec<u8> {
    let mut pdf = page();
    for (n, (index, values)) in contents.iter().enumerate() {
        let count = index.split_whitespace().count() / 2;
        let entries = format!("/Type/ObjStm/N {count}/First {}", index.len());
        pdf.packed(100 + n as u32, &entries, (index.clone() + values).as_bytes(), 1);
    }
    with_stream(&pdf, &[(50, 100, 0)])
}

pub fn cases() -> Vec<Case> {
    let case = |name, make, want| Case { name, file: "prov.pdf", make, want };
    let limit = || Want::Problem(ProblemCode::LimitReached);
    vec![
        case("pdf objects: a sound file with object streams", || with_object_streams(&[("50 0 ".into(), "<</A 1>>".into())]), TEXT),
        case("pdf objects: an array of ten million numbers", || page().add(9, &format!("[{}]", "0 ".repeat(10_000_000))).bytes(), limit()),
        case(
            "pdf objects: a dictionary of a million keys",
            || {
                let keys: String = (0..1_000_000).map(|n| format!("/K{n} 0")).collect();
                page().add(9, &format!("<<{keys}>>")).bytes()
            },
            TEXT,
        ),
        case("pdf objects: a trailer of ten million numbers", || page().bytes_with(&format!("/A[{}]", "0 ".repeat(10_000_000))), limit()),
        case("pdf objects: arrays a million deep", || page().add(9, &("[".repeat(1_000_000) + &"]".repeat(1_000_000))).bytes(), TEXT),
        case(
            "pdf objects: dictionaries a million deep",
            || page().add(9, &("<</A ".repeat(1_000_000) + &">>".repeat(1_000_000))).bytes(),
            TEXT,
        ),
        case(
            "pdf objects: many values 90 deep",
            || page().add(9, &format!("[{}]", ("[".repeat(90) + &"]".repeat(90)).repeat(10_000))).bytes(),
            TEXT,
        ),
        case(
            "pdf objects: more values 90 deep",
            || page().add(9, &format!("[{}]", ("[".repeat(90) + &"]".repeat(90)).repeat(16_000))).bytes(),
            TEXT,
        ),
        case(
            "pdf objects: most values 90 deep",
            || page().add(9, &format!("[{}]", ("[".repeat(90) + &"]".repeat(90)).repeat(40_000))).bytes(),
            limit(),
        ),
        case("pdf objects: dictionaries to the limit", || page().add(9, &format!("[{}]", "<</A 0>>".repeat(950_000))).bytes(), TEXT),
        case("pdf objects: numbers to the limit", || page().add(9, &format!("[{}]", "0 ".repeat(5_900_000))).bytes(), TEXT),
        case(
            "pdf objects: many values 101 deep",
            || page().add(9, &format!("[{}]", ("[".repeat(101) + &"]".repeat(101)).repeat(10_000))).bytes(),
            TEXT,
        ),
        case(
            "pdf objects: strings that hold the rest of the file",
            || {
                let mut out = page().bytes();
                out.extend_from_slice("\n9 0 obj (".repeat(50_000).as_bytes());
                out
            },
            limit(),
        ),
        case(
            "pdf objects: a million small objects",
            || {
                let mut pdf = page();
                (0..500_000).for_each(|n| pdf.push(1_000 + n, "<</A[1 2 3]>>".into()));
                pdf.bytes()
            },
            Want::Any,
        ),
        case(
            "pdf objects: 50,000 numbers for one big stream",
            || {
                let mut pdf = page();
                pdf.stream(9, "", &vec![b' '; 2_000_000]);
                let bytes = pdf.bytes();
                let at = bytes.windows(7).position(|w| w == b"9 0 obj").unwrap();
                let start = bytes.windows(5).rposition(|w| w == b"xref\n").unwrap();
                let start = bytes[..start].windows(5).rposition(|w| w == b"xref\n").unwrap_or(start);
                let mut out = bytes[..start].to_vec();
                let rows: String = (0..50_000).map(|_| format!("{at:010} 00000 n \n")).collect();
                let table = String::from_utf8_lossy(&bytes[start..]).replacen("xref\n", &format!("xref\n1000 50000\n{rows}"), 1);
                out.extend_from_slice(table.as_bytes());
                out
            },
            limit(),
        ),
        case(
            "pdf objects: a bomb in an object stream",
            || with_object_streams(&[("50 0 ".into(), format!("[{}]", "0 ".repeat(40 << 20)))]),
            limit(),
        ),
        case(
            "pdf objects: forty object streams of numbers",
            || {
                let one = ("50 0 ".to_owned(), format!("[{}]", "0 ".repeat(1 << 20)));
                with_object_streams(&vec![one; 40])
            },
            limit(),
        ),
        case(
            "pdf objects: members of an object stream at one place",
            || {
                let index: String = (0..50_000).map(|n| format!("{} 0 ", 1_000 + n)).collect();
                with_object_streams(&[(index, format!("[{}]", "0 ".repeat(100_000)))])
            },
            limit(),
        ),
        case(
            "pdf objects: an object stream in itself",
            || {
                let mut pdf = page();
                pdf.stream(100, "/Type/ObjStm/N 1/First 6/Extends 100 0 R", b"100 0 <</A 1>>");
                with_stream(&pdf, &[(100, 100, 0), (101, 100, 0)])
            },
            Want::Any,
        ),
        case(
            "pdf objects: object streams that lie in each other",
            || {
                let mut pdf = page();
                pdf.stream(100, "/Type/ObjStm/N 1/First 6/Extends 102 0 R", b"102 0 <</A 1>>");
                with_stream(&pdf, &[(102, 103, 0), (103, 102, 0), (104, 103, 5)])
            },
            Want::Any,
        ),
        case("pdf objects: a length that refers to itself", || page().add(9, "<</Length 9 0 R>>stream\nx\nendstream").bytes(), TEXT),
        case(
            "pdf objects: references in a ring",
            || {
                page()
                    .add(9, "10 0 R")
                    .add(10, "11 0 R")
                    .add(11, "9 0 R")
                    .add(5, "<</Type/Page/Parent 2 0 R/Contents 6 0 R/MediaBox 9 0 R/Annots 10 0 R/Resources 3 0 R>>")
                    .bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: a previous table that is its own",
            || {
                let bytes = page().bytes();
                let start = bytes.windows(9).rposition(|w| w == b"startxref").unwrap();
                let at: usize = String::from_utf8_lossy(&bytes[start + 10..]).lines().next().unwrap().parse().unwrap();
                page().bytes_with(&format!("/Prev {at}"))
            },
            TEXT,
        ),
        case(
            "pdf objects: 20,000 previous tables",
            || {
                let mut out = page().bytes();
                let first = out.windows(9).rposition(|w| w == b"startxref").unwrap();
                let mut at: usize = String::from_utf8_lossy(&out[first + 10..]).lines().next().unwrap().parse().unwrap();
                for _ in 0..20_000 {
                    out.push(b'\n');
                    let own = out.len();
                    out.extend_from_slice(
                        format!("xref\n0 1\n0000000000 65535 f \ntrailer<</Size 9/Root 1 0 R/Prev {at}>>\nstartxref\n{own}\n%%EOF")
                            .as_bytes(),
                    );
                    at = own;
                }
                out
            },
            TEXT,
        ),
        case(
            "pdf objects: a table of 10⁹ objects",
            || {
                let bytes = String::from_utf8_lossy(&page().bytes()).replace("xref\n0 1\n", "xref\n0 999999999\n");
                bytes.into_bytes()
            },
            Want::Any,
        ),
        case(
            "pdf objects: a cross-reference stream that is a bomb",
            || {
                let mut out = page().bytes();
                let start = out.len() + 1;
                let packed = deflated(&vec![1u8; 200 << 20]);
                out.extend_from_slice(
                    format!(
                        "\n90 0 obj\n<</Type/XRef/Size 99999999/Root 1 0 R/W[1 2 1]/Filter/FlateDecode/Length {}>>stream\n",
                        packed.len()
                    )
                    .as_bytes(),
                );
                out.extend_from_slice(&packed);
                out.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").as_bytes());
                out
            },
            Want::Any,
        ),
        case(
            "pdf objects: fields of 2³⁰ bytes in a cross-reference stream",
            || {
                let mut out = page().bytes();
                let start = out.len() + 1;
                out.extend_from_slice(format!("\n90 0 obj\n<</Type/XRef/Size 99/Root 1 0 R/W[1073741824 1073741824 -1]/Index[0 4294967295 -5 9]/Length 9>>stream\n123456789\nendstream\nendobj\nstartxref\n{start}\n%%EOF").as_bytes());
                out
            },
            Want::Any,
        ),
        case(
            "pdf objects: 300,000 headers and no table",
            || {
                let mut out = b"%PDF-1.4\n".to_vec();
                (0..300_000u32).for_each(|n| out.extend_from_slice(format!("{n} 0 obj<</A {n}>>endobj\n").as_bytes()));
                out
            },
            Want::Any,
        ),
        case("pdf objects: headers that never end", || [b"%PDF-1.4\n".to_vec(), b"1 0 obj<<".repeat(300_000)].concat(), Want::Any),
        case(
            "pdf objects: streams that never end",
            || [b"%PDF-1.4\n".to_vec(), b"1 0 obj<</Length 99999999>>stream\n".repeat(20_000)].concat(),
            Want::Any,
        ),
        case(
            "pdf objects: startxref and trailer everywhere",
            || [page().bytes(), b"startxref\n9\n%%EOF trailer<</Prev 9>>\n".repeat(100_000)].concat(),
            Want::Any,
        ),
        case("pdf objects: a head and then 20 MB of blanks", || [b"%PDF-1.4\n".to_vec(), vec![b' '; 20_000_000]].concat(), Want::Any),
        case("pdf objects: a bomb behind five filters", || Pdf::page(b"").packed(6, "", &vec![b' '; 600 << 20], 5).bytes(), Want::Any),
        case(
            "pdf objects: a hundred filters",
            || Pdf::page(b"").stream(6, &format!("/Filter[{}]", "/ASCIIHexDecode".repeat(100)), &b"20".repeat(100_000)).bytes(),
            Want::Any,
        ),
        case(
            "pdf objects: a bomb of repeated runs",
            || Pdf::page(b"").stream(6, "/Filter[/RunLengthDecode/RunLengthDecode]", &b"\x81\x81".repeat(2_000_000)).bytes(),
            Want::Any,
        ),
        case(
            "pdf objects: a bomb in pieces on every page",
            || {
                let mut pdf = page();
                let kids: String = (0..60).map(|n| format!("{} 0 R ", 1_000 + n * 2)).collect();
                pdf.add(2, &format!("<</Type/Pages/Count 60/Kids[5 0 R {kids}]/MediaBox[0 0 595 842]/Resources 3 0 R>>"));
                for n in 0..60 {
                    pdf.push(1_000 + n * 2, format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 1_001 + n * 2));
                    pdf.packed(1_001 + n * 2, "", &vec![b' '; 10 << 20], 1);
                }
                pdf.bytes()
            },
            Want::TextAnd("Barn har samma", ProblemCode::LimitReached),
        ),
        case(
            "pdf objects: predictors that lie",
            || {
                let data = deflated(&line_and(&" ".repeat(100_000)));
                let mut pdf = page();
                for (n, parameters) in [
                    "/Predictor 15/Columns 4294967295",
                    "/Predictor 12/Columns 0",
                    "/Predictor 2/Columns 2147483647/Colors 2147483647/BitsPerComponent 2147483647",
                    "/Predictor 15/Columns -7",
                    "/Predictor 10/Columns 1/Colors 99999",
                ]
                .iter()
                .enumerate()
                {
                    pdf.stream(20 + n as u32, &format!("/Filter/FlateDecode/DecodeParms<<{parameters}>>"), &data);
                    pdf.stream(30 + n as u32, &format!("/Filter/LZWDecode/DecodeParms<<{parameters}/EarlyChange 99>>"), &data);
                }
                let all: String = (20..25).chain(30..35).map(|n| format!("{n} 0 R ")).collect();
                pdf.add(5, &format!("<</Type/Page/Parent 2 0 R/Contents[6 0 R {all}]>>")).bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: one content stream 200,000 times on a page",
            || {
                let mut pdf = page();
                pdf.packed(9, "", &vec![b' '; 100_000], 1);
                pdf.add(5, &format!("<</Type/Page/Parent 2 0 R/Contents[6 0 R {}]>>", "9 0 R ".repeat(200_000))).bytes()
            },
            Want::Any,
        ),
        case(
            "pdf objects: an unpacked content stream 200,000 times on a page",
            || {
                let mut pdf = page();
                pdf.stream(9, "", &vec![b' '; 100_000]);
                pdf.add(5, &format!("<</Type/Page/Parent 2 0 R/Contents[6 0 R {}]>>", "9 0 R ".repeat(200_000))).bytes()
            },
            Want::Any,
        ),
        case(
            "pdf objects: encryption that is none",
            || page().add(9, "<</Filter/Standard/V 2/R 3/Length 4294967295/P -1/O(x)/U(y)>>").bytes_with("/Encrypt 9 0 R/ID[(a)(b)]"),
            Want::Any,
        ),
        case(
            "pdf objects: encryption of revision 6 with garbage",
            || {
                page().add(9, &format!("<</Filter/Standard/V 5/R 6/Length 256/P -1/O<{0}>/U<{0}>/OE<{1}>/UE<{1}>/Perms<{2}>/CF<</StdCF<</CFM/AESV3>>>>/StmF/StdCF/StrF/StdCF>>", "41".repeat(48), "42".repeat(32), "43".repeat(16))).bytes_with("/Encrypt 9 0 R/ID[(a)(b)]")
            },
            Want::Problem(ProblemCode::Encrypted),
        ),
        case(
            "pdf objects: pages in a ring",
            || {
                page()
                    .add(2, "<</Type/Pages/Count 9/Kids[5 0 R 2 0 R 10 0 R 5 0 R]/MediaBox[0 0 595 842]/Resources 3 0 R/Parent 10 0 R>>")
                    .add(10, "<</Type/Pages/Count 1000000000/Kids[2 0 R 10 0 R]/Parent 2 0 R>>")
                    .bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: nodes of pages 100,000 deep",
            || {
                let mut pdf = page();
                pdf.add(2, "<</Type/Pages/Count 1/Kids[5 0 R 1000 0 R]/MediaBox[0 0 595 842]/Resources 3 0 R>>");
                (0..100_000)
                    .for_each(|n| pdf.push(1_000 + n, format!("<</Type/Pages/Count 1/Kids[{} 0 R]/Parent {} 0 R>>", 1_001 + n, 999 + n)));
                pdf.bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: a million pages",
            || {
                let mut pdf = page();
                pdf.add(
                    2,
                    &format!(
                        "<</Type/Pages/Count 1000000/Kids[5 0 R {}]/MediaBox[0 0 595 842]/Resources 3 0 R>>",
                        "<</Type/Page>>".repeat(1_000_000)
                    ),
                );
                pdf.bytes()
            },
            Want::Problem(ProblemCode::LimitReached),
        ),
        case(
            "pdf objects: 20,000 pages of one content",
            || {
                let mut pdf = page();
                let kids: String = (0..20_000).map(|n| format!("{} 0 R ", 1_000 + n)).collect();
                pdf.add(2, &format!("<</Type/Pages/Count 20000/Kids[{kids}]/MediaBox[0 0 595 842]/Resources 3 0 R>>"));
                (0..20_000).for_each(|n| pdf.push(1_000 + n, "<</Type/Page/Parent 2 0 R/Contents 6 0 R>>".into()));
                pdf.bytes()
            },
            Want::TextAnd("Barn har samma", ProblemCode::LimitReached),
        ),
        case(
            "pdf objects: bookmarks in a ring",
            || {
                page()
                    .add(1, "<</Type/Catalog/Pages 2 0 R/Outlines 9 0 R>>")
                    .add(9, "<</First 10 0 R/Last 11 0 R>>")
                    .add(10, "<</Title(a b c)/Next 11 0 R/First 10 0 R>>")
                    .add(11, "<</Title(d e f)/Next 10 0 R/First 9 0 R/Prev 11 0 R>>")
                    .bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: bookmarks 100,000 deep",
            || {
                let mut pdf = page();
                pdf.add(1, "<</Type/Catalog/Pages 2 0 R/Outlines<</First 1000 0 R>>>>");
                (0..100_000).for_each(|n| {
                    pdf.push(1_000 + n, format!("<</Title(rubrik {n})/First {} 0 R/Next {} 0 R>>", 1_001 + n, 1_000 + n * 7 % 99_991))
                });
                pdf.bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: tags in a ring",
            || {
                page()
                    .add(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 9 0 R/MarkInfo<</Marked true>>>>")
                    .add(9, "<</Type/StructTreeRoot/K[10 0 R 9 0 R]/RoleMap<</A/B/B/A>>>>")
                    .add(10, "<</S/A/K[10 0 R 11 0 R 0]/Pg 5 0 R>>")
                    .add(11, "<</S/Table/K[10 0 R 9 0 R 12 0 R]>>")
                    .add(12, "<</S/TR/K 12 0 R>>")
                    .bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: tags 100,000 deep",
            || {
                let mut pdf = page();
                pdf.add(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</K 1000 0 R>>>>");
                (0..100_000).for_each(|n| pdf.push(1_000 + n, format!("<</S/L/Pg 5 0 R/K[0 {} 0 R {} 0 R]>>", 1_001 + n, 1_000 + n)));
                pdf.bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: a table of tags with cells over 10⁹ columns",
            || {
                let mut pdf = page();
                let row = format!("<</S/TR/K[{}]>>", "<</S/TD/Pg 5 0 R/K 0/A<</ColSpan 1000000000/RowSpan 1000000000>>>>".repeat(30));
                pdf.add(1, &format!("<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</K<</S/Table/K[{}]>>>>>>", row.repeat(2_000))).bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: a million numbers under one tag",
            || {
                let mut pdf = page();
                let numbers: String = (0..1_000_000).map(|n| format!("{n} ")).collect();
                pdf.add(1, &format!("<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</K<</S/Document/Pg 5 0 R/K[{numbers}]>>>>>>")).bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: page labels in a ring",
            || {
                page()
                    .add(1, "<</Type/Catalog/Pages 2 0 R/PageLabels 9 0 R>>")
                    .add(9, "<</Kids[9 0 R 9 0 R 10 0 R]>>")
                    .add(10, "<</Nums[0<</S/r/St 4294967295/P(x)>>]/Kids[9 0 R 10 0 R]>>")
                    .bytes()
            },
            TEXT,
        ),
        case(
            "pdf objects: page labels without measure",
            || {
                let mut pdf = page();
                let kids: String = (0..9_000).map(|n| format!("{} 0 R ", 1_000 + n)).collect();
                pdf.add(2, &format!("<</Type/Pages/Count 9000/Kids[{kids}]/MediaBox[0 0 595 842]/Resources 3 0 R>>"));
                (0..9_000).for_each(|n| {
                    pdf.push(1_000 + n, format!("<</Type/Page/Parent 2 0 R{}>>", if n == 0 { "/Contents 6 0 R" } else { "" }))
                });
                pdf.add(1, "<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums 9 0 R>>>>");
                let ranges = format!("0<</P({})/S/R/St 3000000>>", "x".repeat(100_000));
                pdf.add(9, &format!("[{ranges}{}]", " 0<</S/a/St 4000000>>".repeat(2_000))).bytes()
            },
            Want::Any,
        ),
    ]
}
