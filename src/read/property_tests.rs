//! Properties of the readers on arbitrary input: no panic, sound spans, and for text a way back to the input that is right for every letter.

use super::testing::zipped;
use super::{Limits, read};
use crate::text::{Document, Format, ProblemCode};
use include_dir::{Dir, include_dir};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Pieces that Markdown and plain text are made of, put together at random.
fn soup() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        "[a-zåäö]{1,8}",
        "[A-ZÅÄÖ][a-z]{0,6}",
        "[0-9]{1,3}[.)]",
        prop::sample::select(vec![
            " ",
            " ",
            " ",
            "\n",
            "\n",
            "\r\n",
            "\n\n",
            "\t",
            "- ",
            "• ",
            "* ",
            "**",
            "_",
            "`",
            "```\n",
            "# ",
            "## ",
            "> ",
            "|",
            "| ",
            " |\n",
            "|---|---|\n",
            "---\n",
            "[a](b)",
            "[^1]",
            "[^1]: ",
            "<b>",
            "</b>",
            "<!-- x -->",
            "<!--",
            "<p>",
            "\\|",
            "\\*",
            "-\n",
            "\u{AD}",
            "\u{A0}",
            "a\u{30A}",
            "\u{C}",
            "    ",
            "  \n",
            ". ",
            ": ",
            "=====\n",
            "\u{FEFF}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat())
}

/// Folders of seeds that are files of a format, and the name that a file is read under. A new format is a line here.
const FORMATS: &[(&str, &str)] = &[
    ("pdf", "x.pdf"),
    ("package", "x.docx"),
    ("markdown", "x.md"),
    ("plain", "x.txt"),
    ("rtf", "x.rtf"),
    ("html", "x.html"),
    ("email", "x.eml"),
    ("compound", "x.doc"),
];

static FOLDER: Dir = include_dir!("$CARGO_MANIFEST_DIR/fuzz/seeds");

/// The seeds of all formats.
static SEEDS: LazyLock<Vec<(&str, &[u8])>> = LazyLock::new(|| {
    let files = |format: &str| FOLDER.get_dir(format).unwrap().files();
    FORMATS.iter().flat_map(|(format, name)| files(format).map(|file| (*name, file.contents()))).collect()
});

/// A change of a stretch of a file.
#[derive(Clone, Debug)]
enum Change {
    Flip(u8),
    Drop,
    Double(usize),
    /// Puts the stretch into itself, so that what opens in it opens again and again.
    Nest(usize),
    /// Cuts the file off.
    Cut,
}

impl Change {
    fn make(&self, bytes: &mut Vec<u8>, from: usize, to: usize) {
        let stretch = bytes[from..to].to_vec();
        match self {
            Change::Flip(mask) => bytes[from..to].iter_mut().step_by(7).for_each(|byte| *byte ^= mask),
            Change::Drop => drop(bytes.drain(from..to)),
            Change::Double(times) => drop(bytes.splice(from..from, stretch.repeat(*times))),
            Change::Nest(times) => {
                let (open, close) = stretch.split_at(stretch.len() / 2);
                bytes.splice(from..to, [open.repeat(*times), close.repeat(*times)].concat());
            }
            Change::Cut => bytes.truncate(to),
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        any::<u8>().prop_map(Change::Flip),
        Just(Change::Drop),
        (1..40usize).prop_map(Change::Double),
        (1..400usize).prop_map(Change::Nest),
        Just(Change::Cut),
    ]
}

fn check_spans(document: &Document) -> Result<(), TestCaseError> {
    let text = document.text();
    for spans in [
        document.blocks().iter().map(|b| b.span).collect::<Vec<_>>(),
        document.units().iter().map(|u| u.span).collect(),
        document.pages().iter().map(|p| p.span).collect(),
    ] {
        for pair in spans.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start, "{spans:?}");
        }
        prop_assert!(spans.iter().all(|span| text.get(span.range()).is_some()));
    }
    prop_assert!(document.pages().windows(2).all(|pair| pair[0].number < pair[1].number));
    Ok(())
}

fn check(document: &Document, input: &str) -> Result<(), TestCaseError> {
    check_spans(document)?;
    let text = document.text();
    for (at, letter) in text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()) {
        let there = document.source_offset(at as u32);
        let found = there.and_then(|there| input.get(there..)).and_then(|rest| rest.chars().next());
        prop_assert_eq!(found, Some(letter), "{} at {} of {:?}", letter, at, text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_leads_back_to_its_source(input in soup(), markdown in any::<bool>()) {
        // Front matter and detection by content are tested elsewhere; here the kind is chosen by name.
        let name = if markdown { "x.md" } else { "x.txt" };
        if let Ok(document) = read(input.as_bytes(), name, &Limits::default()) {
            check(&document, &input)?;
        }
    }

    #[test]
    fn changed_files_of_every_format_are_survived(
        seed in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..80usize, change()), 1..5),
    ) {
        let (name, bytes) = SEEDS[seed.index(SEEDS.len())];
        let mut bytes = bytes.to_vec();
        for (from, length, change) in changes {
            let from = from.index(bytes.len() + 1);
            let to = (from + length).min(bytes.len());
            change.make(&mut bytes, from, to);
        }
        let small = Limits { max_operations: 100_000, max_objects: 100_000, ..Limits::default() };
        match read(&bytes, name, &small) {
            Ok(document) => check_spans(&document)?,
            Err(problem) => prop_assert_ne!(problem.code, ProblemCode::ReaderFailed, "{}", problem.detail),
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400), start in prop::sample::select(vec!["", "PK\u{3}\u{4}", "# a\n", "%PDF-1.4\n"])) {
        let input = [start.as_bytes(), &bytes].concat();
        if let Ok(document) = read(&input, "x", &Limits::default()) {
            prop_assert!(document.blocks().iter().all(|b| document.text().get(b.span.range()).is_some()));
        }
    }

    #[test]
    fn edited_files_are_survived(which in 0..SAMPLES, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<Edit>()), 1..6)) {
        let (name, format, make) = sample(which);
        let mut text = make.text.as_bytes().to_vec();
        for (place, edit) in edits {
            let place = place.index(text.len().max(1));
            edit.apply(&mut text, place);
        }
        // Edits inside the part, which no checksum catches; the package around it is sound.
        let bytes = (make.pack)(&text);
        if let Ok(document) = read(&bytes, name, &Limits::default()) {
            // What is packed stays what it is; loose text may turn into something else.
            prop_assert!(document.origin().format == format || !bytes.starts_with(b"PK"));
            prop_assert!(document.blocks().iter().all(|b| document.text().get(b.span.range()).is_some()));
        }
    }
}

/// A change as damage and bad programs make it.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Cut,
    Flip(u8),
    Double(u8),
    Drop(u8),
}

impl Arbitrary for Edit {
    type Parameters = ();
    type Strategy = BoxedStrategy<Edit>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        prop_oneof![
            1 => Just(Edit::Cut),
            4 => any::<u8>().prop_map(Edit::Flip),
            4 => any::<u8>().prop_map(Edit::Double),
            4 => any::<u8>().prop_map(Edit::Drop),
        ]
        .boxed()
    }
}

impl Edit {
    fn apply(self, bytes: &mut Vec<u8>, at: usize) {
        let at = at.min(bytes.len());
        let end = bytes.len();
        let upto = |len: u8| (at + usize::from(len)).min(end);
        match self {
            Edit::Cut => bytes.truncate(at),
            Edit::Flip(mask) => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= mask),
            Edit::Double(len) => {
                let piece = bytes[at..upto(len)].to_vec();
                bytes.splice(at..at, piece);
            }
            Edit::Drop(len) => {
                bytes.drain(at..upto(len));
            }
        }
    }
}

/// A sound text in a format's own markup, and how it becomes a file.
struct Sample {
    text: &'static str,
    pack: fn(&[u8]) -> Vec<u8>,
}

const SAMPLES: usize = 5;

fn sample(which: usize) -> (&'static str, Format, Sample) {
    match which {
        0 => ("x.rtf", Format::Rtf, Sample { text: RTF, pack: <[u8]>::to_vec }),
        1 => ("x.html", Format::Html, Sample { text: HTML, pack: <[u8]>::to_vec }),
        2 => ("x.fodt", Format::Odt, Sample { text: ODT, pack: <[u8]>::to_vec }),
        3 => {
            let pack = |part: &[u8]| zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", part)]);
            ("x.odt", Format::Odt, Sample { text: ODT, pack })
        }
        _ => {
            let pack = |part: &[u8]| {
                let main = b"<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:r=\"r\"><p:sldIdLst><p:sldId r:id=\"a\"/></p:sldIdLst></p:presentation>";
                let links = b"<Relationships><Relationship Id=\"a\" Type=\"t/slide\" Target=\"slides/slide1.xml\"/></Relationships>";
                zipped(&[("ppt/presentation.xml", main), ("ppt/_rels/presentation.xml.rels", links), ("ppt/slides/slide1.xml", part)])
            };
            ("x.pptx", Format::Pptx, Sample { text: SLIDE, pack })
        }
    }
}

const RTF: &str = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset2 S;}}{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\
    {\\header\\pard Sidhuvud\\par}\\pard\\s1{\\listtext 1.\\tab}M\\'e5l\\par\\pard Barn \\u228?r{\\super{\\*\\footnote\\pard not}} viktiga{\\v dolt}.\\par\
    \\trowd\\trhdr\\clbrdrb\\brdrs\\cellx1\\cellx2\\intbl a\\cell b\\cell\\row\\pard\\intbl\\itap2 c\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}\\pard\\intbl d\\cell\\row\
    {\\field{\\*\\fldinst TOC}{\\fldrslt\\pard rad\\par}}{\\pict\\bin4 {}{}}{\\shp{\\*\\shpinst{\\shptxt\\pard ruta\\par}}}\\pard\\u-10179?\\u-8704?\\par}";

const HTML: &str = "<!DOCTYPE html><html><head><title>Plan</title><meta charset=utf-8></head><body><nav>Meny</nav><main><h1>Mål</h1>\
    <p>Barn &auml;r <b>viktiga</b><sup><a href='#fn1'>1</a></sup>.<br>Rad</p><ol start=3 type=i><li>ett<ul><li>två</ul><li value=9>tre</ol>\
    <table><caption>T</caption><thead><tr><th>a<th>b</thead><tr><td rowspan=2>c<td colspan=2>d<tr><td>e<table><tr><td>f</table></table>\
    <blockquote>Citat</blockquote><svg><title>x</title></svg><template><p>y</template><script>z</script><div id=ftn1>not</div></main><footer>Fot</footer>";

const ODT: &str = "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.text\">\
    <office:styles><text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"i\" text:display-levels=\"3\"/></text:list-style></office:styles>\
    <office:body><office:text><text:h text:outline-level=\"2\">Mål</text:h><text:p>Barn<text:note><text:note-body><text:p>not</text:p></text:note-body></text:note> och\
    <draw:frame><draw:text-box><text:p>ruta</text:p></draw:text-box></draw:frame></text:p><text:list text:style-name=\"L\"><text:list-item text:start-value=\"3\"><text:p>ett</text:p>\
    <text:list><text:list-item><text:p>två</text:p></text:list-item></text:list></text:list-item></text:list><table:table><table:table-column table:number-columns-repeated=\"2\"/>\
    <table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>\
    <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"9\"><text:p>b</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document>";

const SLIDE: &str = "<p:sld xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
    <p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr/><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>Mål</a:t></a:r></a:p></p:txBody></p:sp>\
    <p:sp><p:nvPr><p:ph idx=\"1\"/></p:nvPr><p:txBody><a:lstStyle><a:lvl1pPr><a:buChar/></a:lvl1pPr></a:lstStyle><a:p><a:pPr lvl=\"1\"><a:buAutoNum type=\"romanLcParenBoth\" startAt=\"3\"/></a:pPr>\
    <a:r><a:rPr b=\"1\"/><a:t>ett</a:t></a:r><a:br/></a:p></p:txBody></p:sp><p:graphicFrame><a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid><a:gridCol/></a:tblGrid>\
    <a:tr><a:tc><a:txBody><a:p><a:r><a:t>cell</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame></p:spTree></p:cSld></p:sld>";
