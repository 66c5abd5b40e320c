//! Comments in a Word document. Three parts change at most besides the main one (comments, relationships, content types); what is added is
//! read again before it is given away.

mod parts;
mod places;
mod runs;
mod splice;

use super::Annotated;
use crate::read::docx::trace::{Draft, Part, draft};
use crate::read::{Limits, read};
use crate::report::{Note, Notes, Refusal};
use crate::text::{Document, ProblemCode, RemarkKind, Span};
use places::{Place, Places};
use runs::{STRICT, WORD};
use splice::{Mark, Splice};
use std::collections::HashSet;

/// Who the comments are from.
const AUTHOR: &str = "genomsyra";
const INITIALS: &str = "G";
/// Numbers of comments above this are left alone: Word counts in 32 bits.
const HIGHEST_ID: u32 = 1 << 30;

const PACKAGE_RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_OFFICE: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// Puts the notes into the package.
pub(super) fn annotate(bytes: &[u8], document: &Document, notes: &Notes, limits: &Limits) -> Result<Annotated, Refusal> {
    let draft = draft(bytes, limits).map_err(|problem| match problem.code {
        ProblemCode::Encrypted => Refusal::Protected,
        _ => Refusal::Damaged,
    })?;
    if draft.signed {
        return Err(Refusal::Signed);
    }
    if draft.protected {
        return Err(Refusal::Protected);
    }
    if draft.document.text() != document.text() {
        return Err(Refusal::Changed);
    }
    let anatomy = runs::anatomy(&draft.main.text).ok_or(Refusal::Damaged)?;
    let places = Places::new(document, &draft.main.text, &draft.paragraphs);
    let mut splice = Splice::new(&draft.main.text, &anatomy);
    let mut free = free_ids(&draft)?;
    let (mut comments, mut beside, mut unplaced) = (Vec::new(), 0, Vec::new());
    for note in &notes.notes {
        let id = free.next().ok_or(Refusal::Damaged)?;
        let mark = match places.of(document.units()[note.unit as usize].span) {
            Some(Place::Found(span)) => splice.mark(span, id),
            Some(Place::Near(span)) => splice.mark(span, id).beside(),
            None => Mark::Nowhere,
        };
        match mark {
            Mark::Exact => comments.push((id, note.lines.clone())),
            Mark::Around => {
                beside += 1;
                comments.push((id, beside_lines(note)));
            }
            Mark::Nowhere => unplaced.push(note),
        }
    }
    // The overview comes first in the margin, and tells of what found no place.
    let found = |span: Span| match places.of(span) {
        Some(Place::Found(span)) => Some(span),
        _ => None,
    };
    let titled = document.blocks().iter().find(|block| document.title() == Some(document.slice(block.span)));
    let start = titled.and_then(|block| found(block.span)).or_else(|| document.units().iter().find_map(|unit| found(unit.span)));
    let id = free.next().ok_or(Refusal::Damaged)?;
    match start {
        Some(span) if splice.mark(span.clone(), id) != Mark::Nowhere => comments.insert(0, (id, notes.overview(&unplaced))),
        _ => return Err(Refusal::NoPlace),
    }
    let made = assemble(bytes, &draft, &anatomy, splice.finish(), &comments).ok_or(Refusal::Damaged)?;
    is_sound(&made, document, comments.len(), limits).then_some(()).ok_or(Refusal::Damaged)?;
    Ok(Annotated { bytes: made, comments: comments.len(), beside: beside + unplaced.len() })
}

/// What a note says where it does not stand at its own words: of which words it speaks, after the heading.
fn beside_lines(note: &Note) -> Vec<String> {
    let mut lines = note.lines.clone();
    lines.insert(1.min(lines.len()), note.beside.clone());
    lines
}

/// Numbers that no comment has.
fn free_ids(draft: &Draft) -> Result<impl Iterator<Item = u32> + use<>, Refusal> {
    let mut taken: HashSet<u32> = HashSet::new();
    let listed = draft.comments.as_ref().map_or(Some(Vec::new()), |part| parts::ids(&part.text, "comment")).ok_or(Refusal::Damaged)?;
    let referred = parts::ids(&draft.main.text, "commentReference").ok_or(Refusal::Damaged)?;
    let ranges = parts::ids(&draft.main.text, "commentRangeStart").ok_or(Refusal::Damaged)?;
    taken.extend(listed.iter().chain(&referred).chain(&ranges).filter_map(|id| id.trim().parse::<u32>().ok()));
    let above = taken.iter().max().map_or(0, |highest| highest.saturating_add(1));
    let first = if above < HIGHEST_ID { above } else { 0 };
    Ok((first..).filter(move |id| !taken.contains(id)))
}

/// The package with everything in place.
fn assemble(bytes: &[u8], draft: &Draft, anatomy: &runs::Anatomy, main: String, comments: &[(u32, Vec<String>)]) -> Option<Vec<u8>> {
    let mut changed = vec![Part { text: main, ..draft.main.clone() }];
    let namespace = if anatomy.strict { STRICT } else { WORD };
    if let Some(part) = &draft.comments {
        let text = parts::append(&part.text, "comments", |prefix| comment_elements(prefix, namespace, comments))?;
        changed.push(Part { text, ..part.clone() });
        return parts::repack(bytes, changed);
    }
    let folder = draft.main.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let taken =
        |name: &str| draft.names.iter().any(|other| other.trim_start_matches('/').eq_ignore_ascii_case(name.trim_start_matches('/')));
    let file = (0..)
        .map(|n| if n == 0 { "comments.xml".to_owned() } else { format!("comments{n}.xml") })
        .find(|file| !taken(&format!("{folder}{file}")))?;
    let name = format!("{folder}{file}");
    let elements = comment_elements("w:", namespace, comments);
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\">{elements}</w:comments>"
    );

    let (relationships, old) = &draft.relationships;
    let empty = || Part {
        name: relationships.clone(),
        marked: false,
        text: format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{PACKAGE_RELATIONSHIPS}\"/>"),
    };
    let old = old.clone().unwrap_or_else(empty);
    let ids = parts::ids(&old.text, "Relationship")?;
    let id = (1..).map(|n| format!("rIdGenomsyra{n}")).find(|id| !ids.contains(id))?;
    let office = if anatomy.strict { STRICT_OFFICE } else { OFFICE };
    let linked = parts::append(&old.text, "Relationships", |prefix| {
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{office}/comments\" Target=\"{file}\"/>")
    })?;
    let part_name = name.trim_start_matches('/');
    let typed = parts::append(&draft.content_types.text, "Types", |prefix| {
        format!("<{prefix}Override PartName=\"/{part_name}\" ContentType=\"{COMMENTS_TYPE}\"/>")
    })?;
    changed.push(Part { text: linked, ..old });
    changed.push(Part { text: typed, ..draft.content_types.clone() });
    changed.push(Part { name, marked: false, text });
    parts::repack(bytes, changed)
}

/// The comments as elements, each line a paragraph, the first in bold. No date: the same input gives the same bytes.
fn comment_elements(prefix: &str, namespace: &str, comments: &[(u32, Vec<String>)]) -> String {
    // Attributes need a prefix even where the elements' namespace is the default.
    let (w, bound) = if prefix.is_empty() { ("gw:", format!(" xmlns:gw=\"{namespace}\"")) } else { (prefix, String::new()) };
    let mut out = String::new();
    for (id, lines) in comments {
        out.push_str(&format!("<{w}comment{bound} {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"{INITIALS}\">"));
        for (place, line) in lines.iter().enumerate() {
            let (mark, bold) = match place {
                0 => (format!("<{w}r><{w}annotationRef/></{w}r>"), format!("<{w}rPr><{w}b/></{w}rPr>")),
                _ => Default::default(),
            };
            let text = parts::escaped(line);
            out.push_str(&format!("<{w}p>{mark}<{w}r>{bold}<{w}t xml:space=\"preserve\">{text}</{w}t></{w}r></{w}p>"));
        }
        out.push_str(&format!("</{w}comment>"));
    }
    out
}

/// Reads what was made: the same text in the same blocks, and so many comments more.
fn is_sound(made: &[u8], before: &Document, added: usize, limits: &Limits) -> bool {
    let comments = |document: &Document| document.remarks().iter().filter(|remark| remark.kind == RemarkKind::Comment).count();
    read(made, &before.origin().name, limits).is_ok_and(|after| {
        after.text() == before.text() && after.blocks() == before.blocks() && comments(&after) == comments(before) + added
    })
}
