//! Documents built part by part, small enough to see what is tested.

mod blocks;
mod hostile;
mod revisions;
mod surroundings;

use super::read;
use crate::read::Limits;
use crate::read::testing::{outline, zipped};
use crate::text::{BlockKind, Document, Format, Origin, Problem};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part with `w` bound to WordprocessingML and the other usual prefixes.
fn part(root: &str, inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:{root} xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\">{inner}</w:{root}>"
    )
}

/// A document with this body and these other parts: kind of relationship, content of the part.
fn docx_with(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let main = part("document", &format!("<w:body>{body}</w:body>"));
    let names: Vec<String> = others.iter().enumerate().map(|(i, (kind, _))| format!("{kind}{i}.xml")).collect();
    let relationships: String = others
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(i, ((kind, _), name))| format!("<Relationship Id=\"r{i}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}\"/>"))
        .collect();
    let relationships = format!("<Relationships>{relationships}</Relationships>");
    let top =
        format!("<Relationships><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
    let names: Vec<String> = names.iter().map(|name| format!("word/{name}")).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", top.as_bytes()),
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", relationships.as_bytes()),
    ];
    parts.extend(others.iter().zip(&names).map(|((_, text), name)| (name.as_str(), text.as_bytes())));
    zipped(&parts)
}

fn try_read(bytes: &[u8]) -> Result<Document, Problem> {
    let origin = Origin { name: "prov.docx".into(), format: Format::Docx, title: None, producer: None };
    read(bytes, origin, &Limits::default())
}

#[track_caller]
fn document(body: &str, others: &[(&str, &str)]) -> Document {
    try_read(&docx_with(body, others)).unwrap()
}

/// The document's comments and changes: kind, block, text, author.
fn remarks(d: &Document) -> Vec<String> {
    let show = |r: &crate::text::Remark| {
        let place = r.block.map(|b| b.to_string()).unwrap_or_default();
        format!("{} {place}: {}{}", r.kind.as_str(), r.text, r.author.as_deref().map(|a| format!(" ({a})")).unwrap_or_default())
    };
    d.remarks().iter().map(show).collect()
}

/// A paragraph of one run with properties of the paragraph.
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn style(id: &str) -> String {
    format!("<w:pStyle w:val=\"{id}\"/>")
}
