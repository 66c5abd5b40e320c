//! PDF files whose pages are made to hurt: content, fonts, forms, pictures.

use genomsyra::text::ProblemCode;

use super::{Case, Want};

/// Objects of a file, to be written with a sound cross-reference table.
pub struct Pdf {
    pub objects: Vec<(u32, Vec<u8>)>,
}

impl Pdf {
    /// A file with one page whose content is this, and one font, `F1`.
    pub fn page(content: &[u8]) -> Pdf {
        let mut pdf = Pdf { objects: Vec::new() };
        pdf.add(1, "<</Type/Catalog/Pages 2 0 R>>");
        pdf.add(2, "<</Type/Pages/Count 1/Kids[5 0 R]/MediaBox[0 0 595 842]/Resources 3 0 R>>");
        pdf.add(3, "<</Font<</F1 4 0 R>>/XObject<</X1 7 0 R/X2 8 0 R>>>>");
        pdf.add(4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        pdf.add(5, "<</Type/Page/Parent 2 0 R/Contents 6 0 R>>");
        pdf.stream(6, "", content);
        pdf
    }

    /// Sets an object; the last one with a number counts.
    pub fn add(&mut self, number: u32, body: &str) -> &mut Pdf {
        self.objects.retain(|(own, _)| *own != number);
        self.objects.push((number, body.as_bytes().to_vec()));
        self
    }

    /// Adds an object that no other has the number of: for thousands of them.
    pub fn push(&mut self, number: u32, body: String) {
        self.objects.push((number, body.into_bytes()));
    }

    pub fn stream(&mut self, number: u32, entries: &str, data: &[u8]) -> &mut Pdf {
        self.objects.retain(|(own, _)| *own != number);
        let mut body = format!("<<{entries}/Length {}>>stream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.objects.push((number, body));
        self
    }

    /// A stream that is packed once for each filter named.
    pub fn packed(&mut self, number: u32, entries: &str, data: &[u8], times: usize) -> &mut Pdf {
        let packed = (0..times).fold(data.to_vec(), |data, _| deflated(&data));
        let filters = "/FlateDecode".repeat(times);
        self.stream(number, &format!("{entries}/Filter[{filters}]"), &packed)
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.bytes_with("")
    }

    /// The file, with more entries in the trailer.
    pub fn bytes_with(&self, trailer: &str) -> Vec<u8> {
        let mut out: Vec<u8> = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut places = Vec::new();
        for (number, body) in &self.objects {
            places.push((*number, out.len()));
            out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        places.sort_unstable();
        let start = out.len();
        let size = places.last().map_or(1, |(number, _)| number + 1);
        out.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
        for (number, at) in places {
            out.extend_from_slice(format!("{number} 1\n{at:010} 00000 n \n").as_bytes());
        }
        out.extend_from_slice(format!("trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF").as_bytes());
        out
    }
}

/// zlib's format.
pub fn deflated(data: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(data).unwrap();
    writer.finish().unwrap()
}

const LINE: &str = "BT /F1 11 Tf 72 700 Td (Barn har samma rätt.) Tj ET\n";

/// A page that says something and then this.
pub fn line_and(content: &str) -> Vec<u8> {
    (LINE.to_owned() + content).chars().map(|c| c as u8).collect()
}

fn with_font(font: &str, shown: &str) -> Pdf {
    let mut pdf = Pdf::page(format!("BT /F1 11 Tf 72 700 Td {shown} Tj ET").as_bytes());
    pdf.add(4, font);
    pdf
}

const TEXT: Want = Want::Text("Barn har samma");

pub fn cases() -> Vec<Case> {
    let case = |name, make, want| Case { name, file: "prov.pdf", make, want };
    vec![
        case("pdf: content of nothing but q", || Pdf::page(&line_and(&"q ".repeat(5_000_000))).bytes(), TEXT),
        case("pdf: a bomb of nothing but q", || Pdf::page(b"").packed(6, "", &line_and(&"q ".repeat(60_000_000)), 1).bytes(), Want::Any),
        case("pdf: operands without operator", || Pdf::page(&line_and(&"1 ".repeat(5_000_000))).bytes(), TEXT),
        case("pdf: arrays that never close", || Pdf::page(&line_and(&"[".repeat(5_000_000))).bytes(), TEXT),
        case("pdf: strings in strings", || Pdf::page(&line_and(&"(".repeat(5_000_000))).bytes(), TEXT),
        case(
            "pdf: dictionaries in marked content",
            || Pdf::page(&line_and(&("/P ".to_owned() + &"<</A ".repeat(1_000_000) + "BDC"))).bytes(),
            TEXT,
        ),
        case(
            "pdf: marked content that never ends",
            || Pdf::page(&line_and(&"/Span <</ActualText (a)>> BDC (b) Tj ".repeat(200_000))).bytes(),
            Want::Any,
        ),
        case(
            "pdf: marked content with ever new numbers",
            || {
                let rows: String = (0..200_000).map(|n| format!("/P <</MCID {n}>> BDC ")).collect();
                Pdf::page(&line_and(&rows)).bytes()
            },
            TEXT,
        ),
        case("pdf: an operator of 10 MB", || Pdf::page(&line_and(&"x".repeat(10_000_000))).bytes(), TEXT),
        case("pdf: a number of 10 MB", || Pdf::page(&line_and(&("9".repeat(10_000_000) + " 0 Td"))).bytes(), TEXT),
        case("pdf: an inline picture that never ends", || Pdf::page(&line_and(&"BI /W 9 /H 9 ID EI ".repeat(400_000))).bytes(), TEXT),
        case(
            "pdf: an array of a million strings",
            || Pdf::page(format!("BT /F1 1 Tf 72 700 Td [{}] TJ ET", "(a)-9".repeat(1_000_000)).as_bytes()).bytes(),
            Want::Any,
        ),
        case(
            "pdf: a string of 10 MB",
            || Pdf::page(format!("BT /F1 1 Tf 72 700 Td ({}) Tj ET", "ord ".repeat(2_500_000)).as_bytes()).bytes(),
            Want::Any,
        ),
        case("pdf: letters on one spot", || Pdf::page(&line_and(&"BT /F1 9 Tf 72 600 Td (a) Tj ET ".repeat(100_000))).bytes(), Want::Any),
        case(
            "pdf: letters all over the page",
            || {
                let rows: String = (0..60_000u32)
                    .map(|n| format!("1 0 0 1 {} {} Tm (a) Tj ", n.wrapping_mul(7_919) % 595, n.wrapping_mul(104_729) % 842))
                    .collect();
                Pdf::page(&line_and(&format!("BT /F1 5 Tf {rows} ET"))).bytes()
            },
            Want::Any,
        ),
        case(
            "pdf: letters turned every way",
            || {
                let rows: String = (0..30_000).map(|n| format!("1 0.{n:05} -0.{n:05} 1 {} {} Tm (ab) Tj ", n % 500, n % 800)).collect();
                Pdf::page(&line_and(&format!("BT /F1 9 Tf {rows} ET"))).bytes()
            },
            Want::Any,
        ),
        case(
            "pdf: rules all over the page",
            || {
                let rows: String = (0..60_000u32)
                    .map(|n| format!("{0} {1} m {0} {2} l S {1} {0} m {2} {0} l S ", n % 595, n * 7 % 842, n * 13 % 842))
                    .collect();
                Pdf::page(&line_and(&rows)).bytes()
            },
            TEXT,
        ),
        case(
            "pdf: a grid of rules with letters in it",
            || {
                let mut rows = String::new();
                for n in 0..400 {
                    rows += &format!("0 {n} m 590 {n} l S {n} 0 m {n} 800 l S ");
                }
                for n in 0..20_000 {
                    rows += &format!("BT /F1 1 Tf {} {} Td (ab) Tj ET ", n % 400, n / 50);
                }
                Pdf::page(&line_and(&rows)).bytes()
            },
            Want::Any,
        ),
        case(
            "pdf: sizes, scales and places without measure",
            || {
                Pdf::page(&line_and("BT /F1 1e30 Tf 1e30 0 0 1e30 1e38 -1e38 Tm (a) Tj ET BT /F1 -0.0001 Tf 99999999999999999999 Tz 9e99 Tc (b) Tj ET 1e38 0 0 1e38 0 0 cm q 1e38 0 0 1e38 0 0 cm BT /F1 9 Tf (c) Tj ET")).bytes()
            },
            TEXT,
        ),
        case(
            "pdf: a form that shows itself",
            || {
                Pdf::page(&line_and("/X1 Do"))
                    .stream(7, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 3 0 R", b"/X1 Do /X2 Do")
                    .stream(8, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"/X2 Do /X1 Do")
                    .bytes()
            },
            TEXT,
        ),
        case(
            "pdf: forms that show the next one ten times",
            || {
                // 10 to the power of 15 forms, if all were run.
                let mut pdf = Pdf::page(&line_and("/X100 Do"));
                pdf.add(
                    3,
                    &format!("<</Font<</F1 4 0 R>>/XObject<<{}>>>>", (100..130).map(|n| format!("/X{n} {n} 0 R")).collect::<String>()),
                );
                for n in 100..130 {
                    pdf.stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", format!("/X{} Do ", n + 1).repeat(10).as_bytes());
                }
                pdf.bytes()
            },
            Want::TextAnd("Barn har samma", ProblemCode::LimitReached),
        ),
        case(
            "pdf: a packed form that is shown 100,000 times",
            || {
                let mut pdf = Pdf::page(&line_and(&"/X1 Do ".repeat(100_000)));
                pdf.packed(7, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", &vec![b' '; 5_000_000], 1).bytes()
            },
            Want::TextAnd("Barn har samma", ProblemCode::LimitReached),
        ),
        case(
            "pdf: a picture of 2³¹ by 2³¹ points",
            || {
                Pdf::page(&line_and("q 595 0 0 842 0 0 cm /X1 Do Q")).stream(7, "/Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647/BitsPerComponent 16/ColorSpace/DeviceCMYK/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 4/BitsPerComponent 16>>", b"x").bytes()
            },
            TEXT,
        ),
        case(
            "pdf: a page of 10¹² by 10¹² points",
            || {
                let mut pdf = Pdf::page(&line_and(""));
                pdf.add(5, "<</Type/Page/Parent 2 0 R/Contents 6 0 R/MediaBox[-999999999999 -999999999999.9 999999999999 999999999999.9]/UserUnit 999999999999/Rotate 1000000007>>").bytes()
            },
            TEXT,
        ),
        case(
            "pdf: thousands of fonts",
            || {
                let mut pdf = Pdf::page(b"");
                let names: String = (0..4_000).map(|n| format!("/F{n} {} 0 R", 100 + n)).collect();
                pdf.add(3, &format!("<</Font<<{names}>>>>"));
                let content: String = (0..4_000).map(|n| format!("/F{n} 9 Tf (Barn ) Tj ")).collect();
                pdf.stream(6, "", format!("BT 72 700 Td {content} ET").as_bytes());
                for n in 0..4_000 {
                    pdf.push(100 + n, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".into());
                }
                pdf.bytes()
            },
            Want::Text("Barn"),
        ),
        case(
            "pdf: thousands of wide fonts with all codes",
            || {
                let mut pdf = Pdf::page(b"");
                let names: String = (0..2_000).map(|n| format!("/F{n} {} 0 R", 100 + n)).collect();
                pdf.add(3, &format!("<</Font<<{names}>>>>"));
                let content: String = (0..2_000).map(|n| format!("/F{n} 9 Tf <00410042> Tj ")).collect();
                pdf.stream(6, "", format!("BT 72 700 Td {content} ET").as_bytes());
                pdf.stream(7, "", b"1 beginbfrange <0000> <FFFF> <0000> endbfrange");
                for n in 0..2_000 {
                    pdf.push(100 + n, "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[<</Subtype/CIDFontType2/W[0 65535 500]>>]>>".into());
                }
                pdf.bytes()
            },
            Want::TextAnd("AB", ProblemCode::LimitReached),
        ),
        case(
            "pdf: a character map of 2³² codes",
            || {
                with_font("<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[<</Subtype/CIDFontType2>>]>>", "<00420061>")
                .stream(7, "", "1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange ".repeat(5_000).as_bytes())
                .bytes()
            },
            Want::Text("Ba"),
        ),
        case(
            "pdf: codes that stand for books",
            || {
                let target = "0061".repeat(30_000);
                with_font("<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[<</Subtype/CIDFontType2>>]>>", &format!("<{}>", "0001".repeat(20_000)))
                .stream(7, "", format!("1 beginbfrange <0000> <FFFF> <{target}> endbfrange").as_bytes())
                .bytes()
            },
            Want::Any,
        ),
        case(
            "pdf: a bomb in a character map",
            || {
                with_font("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R/Encoding/WinAnsiEncoding>>", "(Barn har samma)")
                    .packed(7, "", &vec![b' '; 600 << 20], 1)
                    .bytes()
            },
            TEXT,
        ),
        case(
            "pdf: widths of fonts without end",
            || {
                let widths = "0 65535 500 ".repeat(20_000);
                with_font(&format!("<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[<</Subtype/CIDFontType2/W[{widths}]>>]>>"), "<00420061>")
                .stream(7, "", b"1 beginbfrange <0000> <00FF> <0000> endbfrange")
                .bytes()
            },
            Want::Text("Ba"),
        ),
        case(
            "pdf: a font file that lies about its tables",
            || {
                let mut file = b"\x00\x01\x00\x00\xFF\xFF\x00\x00\x00\x00\x00\x00".to_vec();
                for name in [b"cmap", b"glyf", b"post", b"loca", b"maxp", b"head"] {
                    file.extend_from_slice(name);
                    file.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, 12, 0xFF, 0xFF, 0xFF, 0xFF]);
                }
                file.extend_from_slice(&[0xFF; 4_000]);
                with_font("<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/FontDescriptor<</FontFile2 7 0 R>>>>]>>", "<00420061>").stream(7, "", &file).bytes()
            },
            Want::Any,
        ),
        case(
            "pdf: names of letters without end",
            || {
                let names = "/a".to_owned() + &"b_uni0061.".repeat(300_000);
                with_font(
                    &format!("<</Type/Font/Subtype/Type1/BaseFont/A/Encoding<</Differences[{} ]>>>>", format!("65 {names} ").repeat(3)),
                    "(AAA)",
                )
                .bytes()
            },
            Want::Any,
        ),
        case(
            "pdf: replacement text of 5 MB, often",
            || {
                let mut pdf = Pdf::page("/Span /A BDC BT /F1 9 Tf 72 600 Td (a) Tj ET EMC ".repeat(2_000).as_bytes());
                pdf.add(3, &format!("<</Font<</F1 4 0 R>>/Properties<</A<</ActualText({})>>>>>>", "ord ".repeat(1_250_000))).bytes()
            },
            Want::Any,
        ),
        case(
            "pdf: 100,000 notes on one page",
            || {
                let mut pdf = Pdf::page(&line_and(""));
                let notes = "<</Subtype/Widget/Rect[0 0 9 9]/AP<</N 7 0 R>>>>".repeat(100_000);
                pdf.add(5, &format!("<</Type/Page/Parent 2 0 R/Contents 6 0 R/Annots[{notes}]>>"));
                pdf.stream(7, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"BT /F1 9 Tf (not) Tj ET").bytes()
            },
            Want::Any,
        ),
        case(
            "pdf: three thousand pages of a hundred thousand letters",
            || {
                let mut pdf = Pdf::page(b"");
                let kids: String = (0..3_000).map(|n| format!("{} 0 R ", 1_000 + n)).collect();
                pdf.add(2, &format!("<</Type/Pages/Count 3000/Kids[5 0 R {kids}]/MediaBox[0 0 595 842]/Resources 3 0 R>>"));
                (0..3_000).for_each(|n| pdf.push(1_000 + n, "<</Type/Page/Parent 2 0 R/Contents 6 0 R>>".into()));
                let lines: String =
                    (0..100).map(|n| format!("1 0 0 1 20 {} Tm ({}) Tj ", 820 - n * 8, "Barn har mer. ".repeat(62))).collect();
                pdf.packed(6, "", format!("BT /F1 1 Tf {lines} ET").as_bytes(), 1).bytes()
            },
            Want::TextAnd("Barn har", ProblemCode::LimitReached),
        ),
    ]
}
