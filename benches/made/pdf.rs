//! A PDF file of as many pages as one likes, written with `lopdf`: running headers, headings, paragraphs, a list and page numbers, as a long
//! report has them. The words are drawn by a fixed rule, so that every run reads the same file.

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};

/// Words that the text is made of; letters stay within Windows-1252.
const WORDS: &[&str] = &[
    "nämnden",
    "planen",
    "barn",
    "och",
    "unga",
    "årligen",
    "följer",
    "upp",
    "målen",
    "för",
    "boende",
    "skola",
    "äldre",
    "trygghet",
    "i",
    "kommunen",
    "arbetet",
    "redovisas",
    "med",
    "underlag",
    "från",
    "verksamheten",
    "över",
    "hela",
    "året",
    "ska",
    "bedömas",
    "lika",
    "så",
    "att",
    "insatser",
    "når",
    "fler",
    "personal",
    "utbildas",
    "stöd",
];

/// What was written: the file, and how many words a reader should find in it.
pub struct Made {
    pub bytes: Vec<u8>,
    pub words: usize,
}

/// Writes a page's lines and counts their words.
struct Page {
    operations: Vec<Operation>,
    words: usize,
}

impl Page {
    fn line(&mut self, font: &str, size: f32, (x, y): (f32, f32), text: &str) {
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("letters of Windows-1252")).collect();
        self.operations.extend([
            Operation::new("BT", vec![]),
            Operation::new("Tf", vec![font.into(), size.into()]),
            Operation::new("Td", vec![x.into(), y.into()]),
            Operation::new("Tj", vec![Object::string_literal(bytes)]),
            Operation::new("ET", vec![]),
        ]);
        self.words += text.split_whitespace().count();
    }
}

/// A number that looks random and is the same in every run.
fn draw(state: &mut u32, below: usize) -> usize {
    *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    (*state >> 8) as usize % below
}

fn words(state: &mut u32, count: usize) -> String {
    let words: Vec<&str> = (0..count).map(|_| WORDS[draw(state, WORDS.len())]).collect();
    words.join(" ")
}

fn page(number: usize, state: &mut u32) -> Page {
    let mut page = Page { operations: Vec::new(), words: 0 };
    page.line("F1", 9.0, (70.0, 800.0), "Plan för Ekvalla kommun");
    page.line("F2", 14.0, (70.0, 760.0), &format!("Mål {number} om {}", words(state, 2)));
    let mut y = 735.0;
    for paragraph in 0..5 {
        for line in 0..6 {
            // Sentences end with the paragraph, so that blocks are as long as in print.
            let text = words(state, 9) + if line == 5 { "." } else { "" };
            page.line("F1", 11.0, (70.0, y), &text);
            y -= 14.0;
        }
        y -= 8.0 + paragraph as f32;
    }
    for item in 1..=4 {
        page.line("F1", 11.0, (88.0, y), &format!("{item}. {} {}.", words(state, 5), words(state, 2)));
        y -= 14.0;
    }
    page.line("F1", 9.0, (290.0, 40.0), &number.to_string());
    page
}

/// A file of `pages` pages.
pub fn made_pdf(pages: usize) -> Made {
    let mut file = Document::with_version("1.5");
    let tree = file.new_object_id();
    let font = |name: &str| dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" };
    let (plain, bold) = (file.add_object(font("Helvetica")), file.add_object(font("Helvetica-Bold")));
    let resources = file.add_object(dictionary! { "Font" => dictionary! { "F1" => plain, "F2" => bold } });
    let (mut state, mut words) = (7, 0);
    let mut kids = Vec::with_capacity(pages);
    for number in 1..=pages {
        let page = page(number, &mut state);
        words += page.words;
        let content = Content { operations: page.operations }.encode().expect("operators that lopdf made");
        let mut stream = Stream::new(dictionary! {}, content);
        stream.compress().expect("a small stream");
        let contents = file.add_object(stream);
        kids.push(Object::Reference(file.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => contents })));
    }
    let media_box: Vec<Object> = [0, 0, 595, 842].map(Object::Integer).to_vec();
    file.objects.insert(
        tree,
        Object::Dictionary(dictionary! {
            "Type" => "Pages", "Kids" => kids, "Count" => pages as i64, "Resources" => resources, "MediaBox" => media_box,
        }),
    );
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a vector takes any bytes");
    Made { bytes, words }
}
