//! Notes in PDF files: highlights over their sentences, after the end of a file that stays as it was.

mod made;
mod refused;
mod whole;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::*;

/// How a made file lists its objects.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Listed {
    Table,
    /// In a stream, with the pages and all other dictionaries packed in an object stream.
    Stream,
}

/// Every letter of the font is half its size wide, so that places can be computed.
const FONT: &str = "<</Type/Font/Subtype/TrueType/BaseFont/Jamn/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255/Widths 4 0 R>>";

/// A page: entries of its dictionary and its content.
pub(super) struct Sheet {
    pub entries: &'static str,
    pub content: String,
}

pub(super) fn sheet(content: String) -> Sheet {
    Sheet { entries: "", content }
}

/// A line of text at a place, in 12 points.
pub(super) fn line(x: i32, y: i32, text: &str) -> String {
    format!("BT /F1 12 Tf 1 0 0 1 {x} {y} Tm ({}) Tj ET\n", text.replace('(', "\\("))
}

/// A file of these pages (objects 10, 12, …) and further objects. One byte a letter.
pub(super) fn pdf(sheets: &[Sheet], more: &[(u32, &str)], listed: Listed) -> Vec<u8> {
    let kids: String = (0..sheets.len()).map(|index| format!("{} 0 R ", 10 + 2 * index)).collect();
    let mut objects: Vec<(u32, String)> = vec![
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, format!("<</Type/Pages/Count {}/Kids[{kids}]/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>", sheets.len())),
        (3, FONT.to_owned()),
        (4, format!("[{}]", "500 ".repeat(256))),
    ];
    objects.extend(more.iter().map(|(number, body)| (*number, (*body).to_owned())));
    for (index, sheet) in sheets.iter().enumerate() {
        let number = 10 + 2 * index as u32;
        objects.push((number, format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R{}>>", number + 1, sheet.entries)));
        let length = sheet.content.chars().count();
        objects.push((number + 1, format!("<</Length {length}>>stream\n{}\nendstream", sheet.content)));
    }
    // What is listed later replaces what was listed before.
    let objects: BTreeMap<u32, String> = objects.into_iter().collect();
    let mut out: Vec<u8> = b"%PDF-1.5\n".to_vec();
    let write = |out: &mut Vec<u8>, number: u32, body: &str| {
        let at = out.len();
        out.extend(format!("{number} 0 obj\n{body}\nendobj\n").chars().map(|c| c as u8));
        at
    };
    if listed == Listed::Table {
        let places: Vec<(u32, usize)> = objects.iter().map(|(number, body)| (*number, write(&mut out, *number, body))).collect();
        let start = out.len();
        out.extend(b"xref\n0 1\n0000000000 65535 f \n");
        for (number, at) in places {
            out.extend(format!("{number} 1\n{at:010} 00000 n \n").bytes());
        }
        out.extend(format!("trailer<</Size 90/Root 1 0 R/ID[<41><42>]>>\nstartxref\n{start}\n%%EOF").bytes());
        return out;
    }
    let (streams, packed): (Vec<_>, Vec<_>) = objects.iter().partition(|(_, body)| body.contains("stream\n"));
    let mut entries: Vec<(u32, [u8; 6])> = Vec::new();
    let entry = |kind: u8, place: usize, index: usize| {
        let place = (place as u32).to_be_bytes();
        [kind, place[0], place[1], place[2], place[3], index as u8]
    };
    for (number, body) in streams {
        entries.push((*number, entry(1, write(&mut out, *number, body), 0)));
    }
    let (mut heads, mut bodies) = (String::new(), String::new());
    for (index, (number, body)) in packed.into_iter().enumerate() {
        heads.push_str(&format!("{number} {} ", bodies.len()));
        bodies.push_str(&format!("{body} "));
        entries.push((*number, entry(2, 80, index)));
    }
    let (count, first) = (bodies.len() + heads.len(), heads.len());
    let members = heads.split_whitespace().count() / 2;
    let container = format!("<</Type/ObjStm/N {members}/First {first}/Length {count}>>stream\n{heads}{bodies}\nendstream");
    entries.push((80, entry(1, write(&mut out, 80, &container), 0)));
    let start = out.len();
    entries.push((81, entry(1, start, 0)));
    entries.sort();
    let index: String = entries.iter().map(|(number, _)| format!("{number} 1 ")).collect();
    let length = 6 * entries.len();
    out.extend(format!("81 0 obj\n<</Type/XRef/W[1 4 1]/Size 82/Root 1 0 R/Index[{index}]/Length {length}>>stream\n").bytes());
    out.extend(entries.iter().flat_map(|(_, bytes)| *bytes));
    out.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").bytes());
    out
}

pub(super) fn outcome(bytes: &[u8]) -> Outcome {
    analyse("utkast.pdf", bytes)
}

pub(super) fn annotated(bytes: &[u8]) -> Result<Annotated, Refusal> {
    annotate(bytes, &outcome(bytes), rules(), &Options::default(), &Limits::default())
}

/// An annotation of ours.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub page: usize,
    pub kind: String,
    pub name: String,
    pub told: String,
    pub quads: Vec<[f32; 8]>,
    pub rect: [f32; 4],
    pub all: Dictionary,
}

fn numbers<const N: usize>(object: &Object) -> Vec<[f32; N]> {
    let all: Vec<f32> = object.as_array().unwrap().iter().map(|number| number.as_float().unwrap()).collect();
    all.chunks(N).map(|chunk| chunk.try_into().expect("whole")).collect()
}

/// The list of annotations of each page, references followed.
pub(super) fn lists(file: &Document) -> Vec<Vec<Dictionary>> {
    let page = |id: ObjectId| match file.get_dictionary(id).unwrap().get_deref(b"Annots", file) {
        Ok(list) => list.as_array().unwrap().iter().map(|one| file.dereference(one).unwrap().1.as_dict().unwrap().clone()).collect(),
        Err(_) => Vec::new(),
    };
    file.get_pages().into_values().map(page).collect()
}

/// What we wrote, windows left out; that every one is whole is asserted on the way.
pub(super) fn found(bytes: &[u8]) -> Vec<Found> {
    let file = Document::load_mem(bytes).unwrap();
    assert!(file.xref_recovery.is_none(), "the table needs no repair");
    let mut out = Vec::new();
    for (page, list) in lists(&file).into_iter().enumerate() {
        let windows = list.iter().filter(|one| one.get(b"Subtype").unwrap().as_name().unwrap() == b"Popup").count();
        let mut own = 0;
        for all in list {
            let text = |key: &[u8]| all.get(key).map(|text| lopdf::decode_text_string(text).unwrap()).unwrap_or_default();
            if text(b"T") != "genomsyra" {
                continue;
            }
            own += 1;
            let window = file.get_dictionary(all.get(b"Popup").unwrap().as_reference().unwrap()).unwrap();
            assert_eq!(file.get_dictionary(window.get(b"Parent").unwrap().as_reference().unwrap()).unwrap(), &all);
            let looks = all.get(b"AP").unwrap().as_dict().unwrap().get(b"N").unwrap().as_reference().unwrap();
            let looks = file.get_object(looks).unwrap().as_stream().unwrap();
            assert_eq!(looks.dict.get(b"BBox").unwrap(), all.get(b"Rect").unwrap());
            assert!(!all.has(b"M") && !all.has(b"CreationDate"), "no clock");
            out.push(Found {
                page,
                kind: String::from_utf8(all.get(b"Subtype").unwrap().as_name().unwrap().to_vec()).unwrap(),
                name: text(b"NM"),
                told: text(b"Contents"),
                quads: all.get(b"QuadPoints").map(numbers::<8>).unwrap_or_default(),
                rect: numbers::<4>(all.get(b"Rect").unwrap())[0],
                all: all.clone(),
            });
        }
        assert_eq!(windows, own, "each has its window");
    }
    out
}

pub(super) fn highlights(bytes: &[u8]) -> Vec<Found> {
    found(bytes).into_iter().filter(|one| one.kind == "Highlight").collect()
}

/// Whether two lists of numbers are the same to a twentieth of a point.
#[track_caller]
pub(super) fn assert_near(found: &[f32], wanted: &[f32]) {
    let near = found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.05);
    assert!(near, "{found:?} instead of {wanted:?}");
}
