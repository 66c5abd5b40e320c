//! The page tree: pages in order, with what they inherit, their content and their labels.

use std::collections::HashSet;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::matrix::Matrix;
use super::objects::{Objects, as_dictionary, as_number};

/// Steps up or down the page tree beyond this are not taken.
const MAX_DEPTH: usize = 48;
/// Boxes that reach further from the origin than this are no pages (the format's own limit is 14,400).
const MAX_PLACE: f32 = 1e6;
/// Longest content of one page, in bytes: the most detailed maps have some tens of millions.
const MAX_CONTENT: usize = 96 << 20;

/// One page of the file.
#[derive(Clone, Copy)]
pub(super) struct PageObject<'a> {
    pub(super) id: Option<ObjectId>,
    pub(super) dictionary: &'a Dictionary,
}

/// The pages in order, at most `max`; the flag says whether there were more.
pub(super) fn pages<'a>(objects: &Objects<'a>, max: usize) -> (Vec<PageObject<'a>>, bool) {
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    let root = objects.document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok());
    let mut stack: Vec<(&Object, usize)> = root.into_iter().map(|r| (r, 0)).collect();
    while let Some((object, depth)) = stack.pop() {
        let id = object.as_reference().ok();
        let Some(dictionary) = as_dictionary(objects.resolve(object)) else { continue };
        if depth > MAX_DEPTH || !seen.insert(std::ptr::from_ref(dictionary) as usize) {
            continue;
        }
        if dictionary.has(b"Kids") && objects.name(dictionary, b"Type") != b"Page" {
            stack.extend(objects.array(dictionary, b"Kids").iter().rev().map(|kid| (kid, depth + 1)));
        } else {
            if out.len() >= max {
                return (out, true);
            }
            out.push(PageObject { id, dictionary });
        }
    }
    if out.is_empty() {
        // A broken tree: the pages are still there as objects.
        let found = objects.document.objects.iter().filter_map(|(id, object)| {
            let dictionary = object.as_dict().ok()?;
            (objects.name(dictionary, b"Type") == b"Page").then_some(PageObject { id: Some(*id), dictionary })
        });
        out = found.take(max).collect();
    }
    (out, false)
}

/// An entry that a page has or inherits.
pub(super) fn inherited<'a>(objects: &Objects<'a>, page: &'a Dictionary, key: &[u8]) -> &'a Object {
    let mut node = page;
    for _ in 0..MAX_DEPTH {
        match objects.get(node, key) {
            Object::Null => {}
            found => return found,
        }
        match objects.dictionary(node, b"Parent") {
            Some(parent) => node = parent,
            None => break,
        }
    }
    &Object::Null
}

/// The page's resources and those of the nodes above it, nearest first.
pub(super) fn resources<'a>(objects: &Objects<'a>, page: &'a Dictionary) -> Vec<&'a Dictionary> {
    let mut out = Vec::new();
    let mut node = page;
    for _ in 0..MAX_DEPTH {
        out.extend(objects.dictionary(node, b"Resources"));
        match objects.dictionary(node, b"Parent") {
            Some(parent) => node = parent,
            None => break,
        }
    }
    out
}

/// The visible box as (left, bottom, right, top) in points; A4 when the file gives none that can be used.
pub(super) fn visible_box<'a>(objects: &Objects<'a>, page: &'a Dictionary) -> (f32, f32, f32, f32) {
    for key in [&b"CropBox"[..], b"MediaBox"] {
        if let Object::Array(items) = inherited(objects, page, key) {
            let numbers: Vec<f32> = items.iter().filter_map(|item| as_number(objects.resolve(item))).collect();
            if let [a, b, c, d] = numbers[..]
                && (a - c).abs() > 10.0
                && (b - d).abs() > 10.0
                && numbers.iter().all(|place| place.abs() < MAX_PLACE)
            {
                return (a.min(c), b.min(d), a.max(c), b.max(d));
            }
        }
    }
    (0.0, 0.0, 595.0, 842.0)
}

/// What a page draws.
#[derive(Default)]
pub(super) struct Content {
    /// Its content streams as one.
    pub(super) bytes: Vec<u8>,
    /// Whether a part of it is missing from the file or cannot be unpacked.
    pub(super) incomplete: bool,
}

/// The page's content streams as one; parts may break anywhere between tokens.
pub(super) fn content<'a>(objects: &Objects<'a>, page: &'a Dictionary) -> Content {
    let parts: Vec<&Object> = match objects.get(page, b"Contents") {
        Object::Array(items) => items.iter().map(|item| objects.resolve(item)).collect(),
        _ if !page.has(b"Contents") => Vec::new(),
        one => vec![one],
    };
    let mut content = Content::default();
    let out = &mut content.bytes;
    for part in parts {
        let Ok(part) = part.as_stream() else {
            content.incomplete = true;
            continue;
        };
        let data = objects.data(part);
        content.incomplete |= data.is_empty() && !part.content.is_empty();
        if out.len() + data.len() > MAX_CONTENT {
            objects.exhaust();
            break;
        }
        if out.is_empty() {
            *out = data.into_owned();
        } else {
            out.push(b'\n');
            out.extend_from_slice(&data);
        }
    }
    content
}

/// What an annotation shows on the page.
pub(super) enum Shown<'a> {
    /// A drawing, with the transformation that puts it in its place and the layer it belongs to.
    Form { stream: &'a Stream, matrix: Matrix, layer: Option<&'a Dictionary> },
    /// A text that the file leaves to the viewer to draw: its upper left corner and its size in points.
    Text { text: String, left: f32, top: f32, size: f32 },
}

/// What annotations show on the page: form fields with their values, typed comments, stamps.
pub(super) fn appearances<'a>(objects: &Objects<'a>, page: &'a Dictionary) -> Vec<Shown<'a>> {
    let mut out = Vec::new();
    for annotation in objects.array(page, b"Annots").iter().take(2_000) {
        let Some(annotation) = as_dictionary(objects.resolve(annotation)) else { continue };
        let hidden = objects.number(annotation, b"F").unwrap_or(0.0) as i64 & 0b10_0010 != 0;
        let kind = objects.name(annotation, b"Subtype");
        if hidden || !matches!(kind, b"Widget" | b"FreeText" | b"Stamp") {
            continue;
        }
        let Some(rect) = objects.numbers::<4>(annotation, b"Rect") else { continue };
        let stream = match objects.dictionary(annotation, b"AP").map(|ap| objects.get(ap, b"N")) {
            Some(Object::Stream(stream)) => stream,
            Some(Object::Dictionary(states)) => match objects.get(states, objects.name(annotation, b"AS")) {
                Object::Stream(stream) => stream,
                _ => continue,
            },
            _ => {
                let text = if kind == b"Widget" { value(objects, annotation) } else { objects.text(annotation, b"Contents") };
                if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                    let size = if (rect[3] - rect[1]).abs() < 20.0 { 0.7 * (rect[3] - rect[1]).abs() } else { 10.0 };
                    let text = text.replace('\r', "\n");
                    out.push(Shown::Text { text, left: rect[0].min(rect[2]), top: rect[1].max(rect[3]), size: size.clamp(4.0, 14.0) });
                }
                continue;
            }
        };
        let Some(bbox) = objects.numbers::<4>(&stream.dict, b"BBox") else { continue };
        let scale = |a: f32, b: f32, c: f32, d: f32| if (d - c).abs() > 1e-3 { (b - a) / (d - c) } else { 1.0 };
        let (sx, sy) = (scale(rect[0], rect[2], bbox[0], bbox[2]), scale(rect[1], rect[3], bbox[1], bbox[3]));
        let matrix = Matrix([sx, 0.0, 0.0, sy, rect[0] - bbox[0] * sx, rect[1] - bbox[1] * sy]);
        out.push(Shown::Form { stream, matrix, layer: objects.dictionary(annotation, b"OC") });
    }
    out
}

/// The value of a text or choice field, its own or that of the field it is part of. Passwords are not shown.
fn value<'a>(objects: &Objects<'a>, widget: &'a Dictionary) -> Option<String> {
    let kind = match inherited(objects, widget, b"FT") {
        Object::Name(name) => name.as_slice(),
        _ => b"",
    };
    let flags = as_number(inherited(objects, widget, b"Ff")).unwrap_or(0.0) as i64;
    if !matches!(kind, b"Tx" | b"Ch") || flags & (1 << 13) != 0 {
        return None;
    }
    match inherited(objects, widget, b"V") {
        Object::String(bytes, _) => Some(super::objects::decode_text(bytes)),
        Object::Stream(stream) => Some(super::objects::decode_text(&objects.data(stream))),
        _ => None,
    }
}
