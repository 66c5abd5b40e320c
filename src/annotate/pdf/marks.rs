//! Annotations as PDF objects: a highlight over words, a note beside them, the window that opens for either.

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};

use super::AUTHOR;
use super::update::Update;
use crate::read::pdf::trace::{Sheet, Strip};
use crate::report::Tint;

/// How strongly a highlight colours.
const STRENGTH: f32 = 0.4;
/// Side of a note's icon, and how far it stands from the edge of the page.
const ICON: f32 = 18.0;
const MARGIN: f32 = 8.0;
/// Size of the window that opens, before a viewer makes it its own.
const WINDOW: (f32, f32) = (240.0, 150.0);
/// Printed; notes besides keep their size and stay upright whatever the page is zoomed and turned.
const PRINTED: i64 = 4;
const UPRIGHT: i64 = 4 + 8 + 16;

/// A rectangle in the coordinates of the page: left, bottom, right, top.
type Rect = (f32, f32, f32, f32);

/// What an annotation is and says.
pub(super) struct Said<'a> {
    /// Stable name, unlike those of all others on the page.
    pub name: String,
    pub text: &'a str,
    pub tint: Tint,
}

/// Red, green and blue of what a mark stands for.
fn colour(tint: Tint) -> [f32; 3] {
    match tint {
        Tint::Gap => [0.90, 0.20, 0.20],
        Tint::Sharpen => [1.0, 0.58, 0.0],
        Tint::Steered => [0.20, 0.72, 0.25],
        Tint::Committed => [1.0, 0.88, 0.0],
        Tint::Named => [0.25, 0.60, 1.0],
        Tint::Other => [0.55, 0.55, 0.55],
    }
}

/// A highlight over these strips; gives its number and that of its window.
pub(super) fn highlight(update: &mut Update, page: ObjectId, sheet: &Sheet, strips: &[Strip], said: &Said) -> [ObjectId; 2] {
    let corners: Vec<[(f32, f32); 4]> = strips.iter().map(Strip::corners).collect();
    let points = || corners.iter().flatten();
    let low = |pick: fn(&(f32, f32)) -> f32| points().map(pick).fold(f32::MAX, f32::min);
    let high = |pick: fn(&(f32, f32)) -> f32| points().map(pick).fold(f32::MIN, f32::max);
    let rect = (low(|p| p.0), low(|p| p.1), high(|p| p.0), high(|p| p.1));
    let mut drawing = format!("/G gs {} rg\n", written(&colour(said.tint)));
    for [upper_left, upper_right, lower_left, lower_right] in &corners {
        for (place, (x, y)) in [upper_left, upper_right, lower_right, lower_left].into_iter().enumerate() {
            drawing.push_str(&format!("{} {}\n", written(&[*x, *y]), if place == 0 { "m" } else { "l" }));
        }
        drawing.push_str("h f\n");
    }
    let looks = looks(update, rect, drawing);
    let mut annotation = annotation("Highlight", rect, page, said, PRINTED, looks);
    annotation.set("QuadPoints", numbers(points().flat_map(|(x, y)| [*x, *y])));
    annotation.set("CA", STRENGTH);
    let top = corners.first().map_or(rect.3, |first| first[0].1.max(first[2].1));
    with_window(update, page, sheet, annotation, top)
}

/// A note with its upper left corner, as the page is seen, at this distance from the page's own; gives its number and that of its window.
pub(super) fn sticker(update: &mut Update, page: ObjectId, sheet: &Sheet, at: (f32, f32), said: &Said) -> [ObjectId; 2] {
    let rect = (at.0, at.1 - ICON, at.0 + ICON, at.1);
    let (x, y) = (rect.0, rect.1);
    // A sheet of paper with three lines.
    let mut drawing =
        format!("{} rg 0.25 0.25 0.25 RG 0.8 w {} re B\n", written(&[1.0, 0.93, 0.55]), written(&[x + 2.0, y + 1.0, 14.0, 16.0]));
    for line in [5.0, 9.0, 13.0] {
        drawing.push_str(&format!("{} m {} l S\n", written(&[x + 5.0, y + line]), written(&[x + 13.0, y + line])));
    }
    let looks = looks(update, rect, drawing);
    let mut annotation = annotation("Text", rect, page, said, UPRIGHT, looks);
    annotation.set("Name", "Note");
    with_window(update, page, sheet, annotation, at.1)
}

/// The upper left corner of the page as it is seen, in its own coordinates, with room for an icon.
pub(super) fn corner(sheet: &Sheet) -> (f32, f32) {
    let (left, bottom, right, top) = sheet.visible;
    match sheet.quarters {
        0 => (left + MARGIN, top - MARGIN),
        1 => (left + MARGIN, bottom + MARGIN),
        2 => (right - MARGIN, bottom + MARGIN),
        _ => (right - MARGIN, top - MARGIN),
    }
}

/// A place in the margin beside this strip.
pub(super) fn beside(sheet: &Sheet, strip: &Strip) -> (f32, f32) {
    let [start, ..] = strip.corners();
    if sheet.quarters.is_multiple_of(2) { (corner(sheet).0, start.1) } else { (start.0, corner(sheet).1) }
}

fn annotation(kind: &str, rect: Rect, page: ObjectId, said: &Said, flags: i64, looks: ObjectId) -> Dictionary {
    let mut out = Dictionary::new();
    out.set("Type", "Annot");
    out.set("Subtype", kind);
    out.set("Rect", rectangle(rect));
    out.set("P", page);
    out.set("NM", text(&said.name));
    out.set("T", text(AUTHOR));
    out.set("Contents", text(said.text));
    out.set("C", numbers(colour(said.tint)));
    out.set("F", flags);
    out.set("AP", Dictionary::from_iter([("N", Object::Reference(looks))]));
    out
}

/// The drawing that every viewer shows: multiplied with what is under it, so that the words stay readable.
fn looks(update: &mut Update, rect: Rect, drawing: String) -> ObjectId {
    let marker = drawing.starts_with("/G gs");
    let mut form = Dictionary::new();
    form.set("Type", "XObject");
    form.set("Subtype", "Form");
    form.set("BBox", rectangle(rect));
    if marker {
        let state =
            Dictionary::from_iter([("Type", Object::from("ExtGState")), ("BM", Object::from("Multiply")), ("ca", Object::Real(STRENGTH))]);
        let states = Dictionary::from_iter([("G", Object::Dictionary(state))]);
        form.set("Resources", Dictionary::from_iter([("ExtGState", Object::Dictionary(states))]));
    } else {
        form.set("Resources", Dictionary::new());
    }
    update.add(Object::Stream(Stream::new(form, drawing.into_bytes())))
}

fn with_window(update: &mut Update, page: ObjectId, sheet: &Sheet, mut annotation: Dictionary, top: f32) -> [ObjectId; 2] {
    let (own, window) = (update.number(), update.number());
    let (left, bottom, right, _) = sheet.visible;
    let upper = top.max(bottom + WINDOW.1);
    let mut popup = Dictionary::new();
    popup.set("Type", "Annot");
    popup.set("Subtype", "Popup");
    popup.set("Rect", rectangle(((right - WINDOW.0).max(left), upper - WINDOW.1, right, upper)));
    popup.set("P", page);
    popup.set("Parent", own);
    popup.set("Open", false);
    annotation.set("Popup", window);
    update.put(own, annotation);
    update.put(window, popup);
    [own, window]
}

fn rectangle((left, bottom, right, top): Rect) -> Object {
    numbers([left, bottom, right, top])
}

/// Numbers to a hundredth of a point.
fn numbers(values: impl IntoIterator<Item = f32>) -> Object {
    Object::Array(values.into_iter().map(|value| Object::Real((value * 100.0).round() / 100.0)).collect())
}

fn written(values: &[f32]) -> String {
    let mut out = String::new();
    for value in values {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&format!("{value:.2}"));
    }
    out
}

/// A text string: plain where it can be, otherwise UTF-16 with its mark.
fn text(value: &str) -> Object {
    if value.bytes().all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)) {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let units = std::iter::once(0xFEFF).chain(value.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}
