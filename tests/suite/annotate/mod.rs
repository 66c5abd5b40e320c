//! Comments in the draft itself: they stand at their sentences, and nothing else of the file changes.

mod corpus;
mod made;
mod pdf;
mod program;
mod refused;

use std::io::{Cursor, Read, Write};

use genomsyra::annotate::{Annotated, annotate};
use genomsyra::outcome::Outcome;
use genomsyra::read::Limits;
use genomsyra::report::{Options, Refusal};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::helpers::{analyse, rules};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "word/document.xml";

/// Two sentences that are references, and one that is none.
const DUTY: &str = "Socialnämnden ska varje år redovisa hur barnets bästa har beaktats.";
const WISH: &str = "Vi vill verka för att barn med funktionsnedsättning får delta.";
const OTHER: &str = "Lokalerna ligger vid torget.";

fn outcome(bytes: &[u8]) -> Outcome {
    analyse("utkast.docx", bytes)
}

fn annotated(bytes: &[u8]) -> Result<Annotated, Refusal> {
    annotate(bytes, &outcome(bytes), rules(), &Options::default(), &Limits::default())
}

/// Names and contents of a package's parts, in order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().to_owned(), bytes)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(other, _)| other == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no part {name}")).1).unwrap()
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of a document with this main part and others beside it: kind of relationship, contents.
fn package(main: &str, others: &[(&str, &str)]) -> Vec<(String, String)> {
    let links: String =
        others.iter().map(|(kind, _)| format!("<Relationship Id=\"r-{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{kind}.xml\"/>")).collect();
    let namespace = "http://schemas.openxmlformats.org/package/2006";
    let mut all = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!("<Types xmlns=\"{namespace}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{namespace}/relationships\"><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"{MAIN}\"/></Relationships>"
            ),
        ),
        (MAIN.to_owned(), main.to_owned()),
        ("word/_rels/document.xml.rels".to_owned(), format!("<Relationships xmlns=\"{namespace}/relationships\">{links}</Relationships>")),
    ];
    all.extend(others.iter().map(|(kind, text)| (format!("word/{kind}.xml"), (*text).to_owned())));
    all
}

/// A main part with these paragraphs.
fn main_part(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>{body}</w:body></w:document>"
    )
}

fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    zipped(&package(&main_part(body), others))
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

/// A heading, so that the overview has a place of its own.
fn titled(body: &str) -> String {
    paragraph(&run("Plan för förskolan")) + body
}

/// Letters and digits only: what is left of a text however it is marked up.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// For each comment by its number the text between its marks, and what it says.
fn comments(bytes: &[u8]) -> Vec<(u32, String, String)> {
    let attribute = |name: &str| regex::Regex::new(&format!("<\\w+:{name}[^>]* \\w+:id=\"(\\d+)\"[^>]*>")).unwrap();
    let tags = regex::Regex::new("<[^>]*>").unwrap();
    // What is not part of the text: removed words, codes of fields.
    let unseen = regex::Regex::new("<w:(delText|instrText)[ >].*?</w:(delText|instrText)>").unwrap();
    let text =
        |xml: &str| tags.replace_all(&unseen.replace_all(xml, ""), "").replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<");
    let (main, told) = (part(bytes, MAIN), part(bytes, "word/comments.xml"));
    let mut out = Vec::new();
    for found in attribute("commentRangeStart").captures_iter(&main) {
        let id: u32 = found[1].parse().unwrap();
        let whole = attribute("commentRangeEnd");
        let end = whole.captures_iter(&main).find(|end| end[1] == found[1]).expect("every range ends");
        assert!(attribute("commentReference").captures_iter(&main).any(|reference| reference[1] == found[1]), "{id} is referred to");
        let comment = told.split(":comment ").find(|c| c.contains(&format!(":id=\"{id}\""))).expect("every range has its comment");
        let comment = format!("<{}", comment.split("</").map(|piece| format!("{piece}</")).collect::<String>());
        let range = &main[found.get(0).unwrap().end()..end.get(0).unwrap().start()];
        out.push((id, text(range), text(comment.split(":comment>").next().unwrap())));
    }
    out.sort();
    out
}

/// The comments whose marks stand around exactly this text.
fn on(bytes: &[u8], text: &str) -> Vec<String> {
    comments(bytes).into_iter().filter(|(_, range, _)| range == text).map(|(_, _, told)| told).collect()
}
