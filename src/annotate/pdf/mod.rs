//! Notes in a PDF file: highlights over the sentences, written as an update after the end of the file. Nothing that is there is changed but
//! the lists of annotations of the pages that get some.

mod marks;
mod places;
mod update;

use super::Annotated;
use crate::outcome::Outcome;
use crate::read::Limits;
use crate::read::pdf::trace::{Draft, Strip, draft};
use crate::report::{Language, Note, Notes, Refusal, Tint, mended_text, tint, tints_text};
use crate::text::{Document, ProblemCode};
use lopdf::{Dictionary, Object, ObjectId};
use marks::Said;
use places::Places;
use std::collections::BTreeMap;
use update::Update;

/// Who the notes are from.
const AUTHOR: &str = "genomsyra";

/// Puts the notes on the pages.
pub(super) fn annotate(
    bytes: &[u8],
    outcome: &Outcome,
    document: &Document,
    notes: &Notes,
    language: Language,
    limits: &Limits,
) -> Result<Annotated, Refusal> {
    let draft = draft(bytes, limits).map_err(|problem| match problem.code {
        ProblemCode::Encrypted | ProblemCode::WrongPassword => Refusal::Protected,
        _ => Refusal::Damaged,
    })?;
    // Strings that are added would have to be encrypted too, and the rights of the file might forbid them.
    if draft.file.was_encrypted() {
        return Err(Refusal::Protected);
    }
    if is_signed(&draft.file) {
        return Err(Refusal::Signed);
    }
    if draft.document.text() != document.text() {
        return Err(Refusal::Changed);
    }
    let first = draft.sheets.iter().position(|sheet| sheet.id.is_some()).filter(|_| !draft.words.is_empty()).ok_or(Refusal::NoPlace)?;
    let places = Places::new(document, &draft.words);
    let mut pages =
        Pages { update: Update::new(bytes, &draft.file, draft.header).ok_or(Refusal::Damaged)?, draft: &draft, added: BTreeMap::new() };
    let (mut comments, mut beside, mut unplaced) = (1, 0, Vec::new());
    for note in &notes.notes {
        match pages.note(&places, document, note, tint(outcome, note.unit)) {
            Mark::Exact => comments += 1,
            Mark::Beside => (comments, beside) = (comments + 1, beside + 1),
            Mark::Nowhere => unplaced.push(note),
        }
    }
    let mut overview = notes.overview(&unplaced);
    overview.push(tints_text(language).to_owned());
    if pages.update.mends() {
        overview.push(mended_text(language).to_owned());
    }
    let said = Said { name: format!("{AUTHOR}-0"), text: &overview.join("\n"), tint: Tint::Other };
    pages.sticker(first, marks::corner(&draft.sheets[first]), &said);
    // Viewers that list notes in the order of the file begin with it.
    if let Some(added) = pages.added.get_mut(&first) {
        added.rotate_right(2);
    }
    let expected: usize = draft.sheets.iter().map(|sheet| sheet.annotations.len()).sum::<usize>() + pages.count();
    let made = pages.finish().ok_or(Refusal::Damaged)?;
    is_sound(&made, document, expected, limits).then_some(()).ok_or(Refusal::Damaged)?;
    Ok(Annotated { bytes: made, comments, beside: beside + unplaced.len() })
}

/// How well a mark fits what it is about.
enum Mark {
    Exact,
    /// In the margin, at a neighbour.
    Beside,
    Nowhere,
}

/// The pages and what is added to them.
struct Pages<'d> {
    update: Update<'d>,
    draft: &'d Draft,
    /// For each page the annotations that it gets.
    added: BTreeMap<usize, Vec<ObjectId>>,
}

impl Pages<'_> {
    fn note(&mut self, places: &Places, document: &Document, note: &Note, tint: Tint) -> Mark {
        let span = document.units()[note.unit as usize].span;
        let strips = places.of(span);
        let whole = note.lines.join("\n");
        let mut marked = false;
        for (part, (page, strips)) in strips.iter().enumerate() {
            let name = if part == 0 { format!("{AUTHOR}-{}", note.unit + 1) } else { format!("{AUTHOR}-{}-{}", note.unit + 1, part + 1) };
            marked |= self.highlight(*page, strips, &Said { name, text: &whole, tint });
        }
        if marked {
            return Mark::Exact;
        }
        let mut lines = note.lines.clone();
        lines.insert(1.min(lines.len()), note.beside.clone());
        let said = Said { name: format!("{AUTHOR}-{}", note.unit + 1), text: &lines.join("\n"), tint };
        match places.beside(span) {
            Some((page, strip)) if self.sticker(page, marks::beside(&self.draft.sheets[page], &strip), &said) => Mark::Beside,
            _ => Mark::Nowhere,
        }
    }

    /// Whether the page takes it.
    fn highlight(&mut self, page: usize, strips: &[Strip], said: &Said) -> bool {
        let sheet = &self.draft.sheets[page];
        let Some(id) = sheet.id else { return false };
        let made = marks::highlight(&mut self.update, id, sheet, strips, said);
        self.added.entry(page).or_default().extend(made);
        true
    }

    fn sticker(&mut self, page: usize, at: (f32, f32), said: &Said) -> bool {
        let sheet = &self.draft.sheets[page];
        let Some(id) = sheet.id else { return false };
        let made = marks::sticker(&mut self.update, id, sheet, at, said);
        self.added.entry(page).or_default().extend(made);
        true
    }

    fn count(&self) -> usize {
        self.added.values().map(Vec::len).sum()
    }

    /// The file with all of it. A page keeps the annotations that it has; a list that several pages share stays as it is.
    fn finish(mut self) -> Option<Vec<u8>> {
        for (page, added) in &self.added {
            let sheet = &self.draft.sheets[*page];
            let mut dictionary = sheet.dictionary.clone();
            let all = sheet.annotations.iter().cloned().chain(added.iter().copied().map(Object::Reference));
            dictionary.set("Annots", all.collect::<Vec<Object>>());
            self.update.put(sheet.id?, dictionary);
        }
        self.update.finish()
    }
}

/// Whether a signature covers the file, or its author says by one what may be changed.
fn is_signed(file: &lopdf::Document) -> bool {
    let covers = |dictionary: &Dictionary| dictionary.has(b"ByteRange") && dictionary.has(b"Contents");
    let signature = |object: &Object| match object {
        Object::Dictionary(dictionary) => covers(dictionary) || dictionary.get(b"V").and_then(Object::as_dict).is_ok_and(covers),
        _ => false,
    };
    let granted = file.catalog().and_then(|catalog| catalog.get_deref(b"Perms", file)).and_then(Object::as_dict);
    granted.is_ok_and(|rights| rights.has(b"DocMDP") || rights.has(b"UR3") || rights.has(b"UR")) || file.objects.values().any(signature)
}

/// Reads what was made: the same text in the same blocks, a table that needs no repair, and all annotations.
fn is_sound(made: &[u8], before: &Document, annotations: usize, limits: &Limits) -> bool {
    // What is added may take a file over a limit that the file itself keeps.
    let limits = Limits { max_bytes: limits.max_bytes.max(made.len()), ..limits.clone() };
    draft(made, &limits).is_ok_and(|after| {
        after.file.xref_recovery.is_none()
            && after.document.text() == before.text()
            && after.document.blocks() == before.blocks()
            && after.sheets.iter().map(|sheet| sheet.annotations.len()).sum::<usize>() == annotations
    })
}
