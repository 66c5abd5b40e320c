//! What kind of file the bytes are. Content decides; the name's extension only tells Markdown and pieces of web pages from plain text.

use super::compound::{Compound, Content};
use super::{decode, email};
use crate::text::Format;
use std::io::{Cursor, Read};

/// What to do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A kind that we read.
    Read(Format),
    /// A kind that we know by name but do not read.
    Unsupported(&'static str),
    /// A ZIP archive of other files.
    Archive,
    /// An office document behind a password.
    Encrypted,
    /// Begins as a package that cannot be opened.
    Damaged(&'static str),
    /// Nothing that we know.
    Unknown,
}

/// First bytes of kinds that we name and do not read.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\x89PNG\r\n\x1A\n", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1F\x8B", "GZIP"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip"),
    (b"Rar!\x1A\x07", "RAR"),
    (b"%!PS", "PostScript"),
];

/// Finds the kind of a file from its bytes.
pub(super) fn detect(bytes: &[u8], name: &str) -> Kind {
    let head = &bytes[..bytes.len().min(1024)];
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Kind::Unsupported(what);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes);
    }
    if find(head, b"%PDF-").is_some_and(|at| head.get(at + 5).is_some_and(u8::is_ascii_digit)) {
        return Kind::Read(Format::Pdf);
    }
    if find(&head[..head.len().min(64)], b"{\\rtf").is_some_and(|at| head[..at].iter().all(|b| !b.is_ascii_graphic())) {
        return Kind::Read(Format::Rtf);
    }
    let decoded = decode::decode(&bytes[..bytes.len().min(64 << 10)]).text;
    if email::is_message(&decoded, name) {
        return Kind::Read(Format::Email);
    }
    if let Some(kind) = marked_up(&decoded, name) {
        return kind;
    }
    let controls = decoded.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controls * 50 > decoded.chars().count() {
        return Kind::Unknown;
    }
    Kind::Read(if is_markdown(&decoded, name) { Format::Markdown } else { Format::Plain })
}

/// Text that begins with a tag: web pages, flat OpenDocument files and other XML. `None` for what is no markup language of ours.
fn marked_up(text: &str, name: &str) -> Option<Kind> {
    let text = text.trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let lower = text.to_lowercase();
    let mut start = lower.as_str();
    while let Some(end) = start.strip_prefix("<!--").and_then(|rest| rest.find("-->")) {
        start = start[4 + end + 3..].trim_start();
    }
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some(Kind::Read(Format::Html));
    }
    if start.starts_with("<?xml") || start.starts_with("<office:document") {
        // Escaped markup inside an XML file is no page: the element must come before much else has.
        let root = &start[..start.char_indices().nth(4000).map_or(start.len(), |(at, _)| at)];
        return Some(if root.contains("office:document") && root.contains("opendocument.text") {
            Kind::Read(Format::Odt)
        } else if root.contains("office:document") && root.contains("opendocument.presentation") {
            Kind::Read(Format::Odp)
        } else if root.contains("<html") {
            Kind::Read(Format::Html)
        } else {
            Kind::Unsupported("XML")
        });
    }
    // Pieces of pages, as content systems export them: here the name has to agree, since Markdown may begin with a tag.
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    let tag = start.starts_with('<') && start[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    let named = matches!(extension.as_str(), "html" | "htm" | "xhtml");
    let telling = ["<head", "<body", "<title", "<meta"].iter().any(|element| start.starts_with(element));
    (named && tag || telling && !matches!(extension.as_str(), "md" | "markdown")).then_some(Kind::Read(Format::Html))
}

/// OLE compound files: old Office documents, and the wrapping of encrypted new ones.
fn compound(bytes: &[u8]) -> Kind {
    let Ok(file) = Compound::open(bytes) else { return Kind::Damaged("OLE") };
    match file.content() {
        Content::Word => Kind::Read(Format::Doc),
        Content::Excel => Kind::Read(Format::Xls),
        Content::Message => Kind::Read(Format::Email),
        Content::Encrypted => Kind::Encrypted,
        Content::PowerPoint => Kind::Unsupported("PPT"),
        Content::Other => Kind::Unsupported("OLE"),
    }
}

/// ZIP packages: DOCX by its main part or by the relationship that points to it, other kinds by name.
fn package(bytes: &[u8]) -> Kind {
    // Each entry costs memory as soon as the directory is read.
    if count(bytes, b"PK\x01\x02", MAX_ENTRIES) == MAX_ENTRIES {
        return Kind::Damaged("ZIP with too many entries");
    }
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // The directory at the end is gone; the local headers at the start still name the parts.
        return Kind::Damaged(if find(bytes, b"word/document.xml").is_some() { "DOCX" } else { "ZIP" });
    };
    let has = |wanted: &str| archive.file_names().any(|n| n.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(wanted));
    if has("word/document.xml") {
        return Kind::Read(Format::Docx);
    }
    if has("ppt/presentation.xml") {
        return Kind::Read(Format::Pptx);
    }
    let workbook = has("xl/workbook.xml");
    let mut small = |part: &str| {
        let mut text = Vec::new();
        if let Ok(file) = archive.by_name(part) {
            // What is damaged here is told of by the reader.
            let _ = file.take(64 << 10).read_to_end(&mut text);
        }
        String::from_utf8_lossy(&text).into_owned()
    };
    let (mimetype, relationships) = (small("mimetype"), small("_rels/.rels"));
    let (manifest, types) = (small("META-INF/manifest.xml"), small("[Content_Types].xml"));
    // Some writers leave the first entry out; the manifest says the same.
    let is_odf = |kind: &str| {
        let media_type = format!("application/vnd.oasis.opendocument.{kind}");
        mimetype.starts_with(&media_type) || mimetype.is_empty() && manifest.contains(&media_type)
    };
    for (kind, format) in [("text", Format::Odt), ("presentation", Format::Odp), ("spreadsheet", Format::Ods)] {
        if is_odf(kind) {
            return Kind::Read(format);
        }
    }
    if mimetype.starts_with("application/epub+zip") {
        return Kind::Unsupported("EPUB");
    }
    if workbook {
        return Kind::Read(Format::Xlsx);
    }
    if archive.file_names().any(|name| name == "xl/workbook.bin") {
        return Kind::Unsupported("XLSB");
    }
    if types.contains("presentationml.presentation.main+xml") {
        return Kind::Read(Format::Pptx);
    }
    if relationships.contains("/officeDocument\"") || relationships.contains("/officeDocument'") {
        return Kind::Read(Format::Docx);
    }
    Kind::Archive
}

/// More entries than any real archive has.
const MAX_ENTRIES: usize = 200_000;

/// Lines that a text must have before the lack of any markup speaks against its extension.
const TELLING_LENGTH: usize = 40;

/// Markdown by extension or by markup. Converters also save bare text as `.md`; a long text without a single mark is better read as plain.
fn is_markdown(text: &str, name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    let named = matches!(extension.as_str(), "md" | "markdown" | "mdown" | "mkd");
    let mut marks = 0;
    let mut lines = 0;
    for line in text.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
        lines += 1;
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') || line.starts_with("```") {
            marks += 2;
        }
        let delimiter = line.starts_with('|') && line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        marks += 2 * usize::from(delimiter);
        let link = line.contains("](") || line.starts_with("> ") || line.starts_with("* ");
        marks += usize::from(line.matches("**").count() >= 2) + usize::from(named && link);
    }
    if named { marks > 0 || lines < TELLING_LENGTH } else { marks >= 2 }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(haystack, needle)
}

/// How often a sequence occurs, at most `most` times.
fn count(haystack: &[u8], needle: &[u8], most: usize) -> usize {
    memchr::memmem::find_iter(haystack, needle).take(most).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn content_decides_and_not_the_name() {
        let ole = |stream: &str| crate::read::testing::compound(&[(stream, b"")]);
        let docx = zipped(&[("word/document.xml", "<x/>")]);
        for (bytes, expected) in [
            (b"skr\xC3\xA4p\n%PDF-1.4\n".to_vec(), Kind::Read(Format::Pdf)),
            (docx.clone(), Kind::Read(Format::Docx)),
            (docx[..docx.len() - 30].to_vec(), Kind::Damaged("DOCX")),
            (zipped(&[("_rels/.rels", "<Relationship Type=\"http://a/officeDocument\" Target=\"d.xml\"/>")]), Kind::Read(Format::Docx)),
            (zipped(&[("mimetype", "application/vnd.oasis.opendocument.text")]), Kind::Read(Format::Odt)),
            (zipped(&[("mimetype", "application/vnd.oasis.opendocument.presentation")]), Kind::Read(Format::Odp)),
            (zipped(&[("META-INF/manifest.xml", "<a t=\"application/vnd.oasis.opendocument.text\"/>")]), Kind::Read(Format::Odt)),
            (zipped(&[("ppt/presentation.xml", "<x/>")]), Kind::Read(Format::Pptx)),
            (b"{\\rtf1 text}".to_vec(), Kind::Read(Format::Rtf)),
            (b"\xEF\xBB\xBF \r\n{\\rtf1 text}".to_vec(), Kind::Read(Format::Rtf)),
            (zipped(&[("xl/workbook.xml", "")]), Kind::Read(Format::Xlsx)),
            (zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), Kind::Read(Format::Ods)),
            (zipped(&[("annat.txt", "")]), Kind::Archive),
            (ole("EncryptedPackage"), Kind::Encrypted),
            (ole("WordDocument"), Kind::Read(Format::Doc)),
            (ole("Workbook"), Kind::Read(Format::Xls)),
            (ole("PowerPoint Document"), Kind::Unsupported("PPT")),
            (ole("__properties_version1.0"), Kind::Read(Format::Email)),
            (ole("Annat"), Kind::Unsupported("OLE")),
            (ole("WordDocument")[..700].to_vec(), Kind::Damaged("OLE")),
            (b"From: a@b.se\r\nSubject: Plan\r\n\r\nText".to_vec(), Kind::Read(Format::Email)),
            (b"II*\0....".to_vec(), Kind::Unsupported("TIFF")),
            (b" <!DOCTYPE html><p>".to_vec(), Kind::Read(Format::Html)),
            (b"<!-- sparad --><!-- igen -->\n<HTML lang=sv>".to_vec(), Kind::Read(Format::Html)),
            (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>".to_vec(), Kind::Read(Format::Html)),
            (
                b"<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'>".to_vec(),
                Kind::Read(Format::Odt),
            ),
            (b"<?xml version='1.0'?><lista/>".to_vec(), Kind::Unsupported("XML")),
            ((0..=255u8).cycle().take(4000).collect(), Kind::Unknown),
        ] {
            assert_eq!(detect(&bytes, "plan.md"), expected);
        }
        assert_eq!(detect(b"<body>Text", "plan"), Kind::Read(Format::Html));
        assert_eq!(detect(b"<p>Text</p>", "plan.html"), Kind::Read(Format::Html));
        assert_eq!(detect(b"<p align=center>Text</p>", "plan.md"), Kind::Read(Format::Markdown));
        assert_eq!(detect(b"<p>Text</p>", "plan.txt"), Kind::Read(Format::Plain));
        assert_eq!(detect(b"# Plan\n\ntext", "plan"), Kind::Read(Format::Markdown));
        assert_eq!(detect(b"Plan\n\ntext", "plan.md"), Kind::Read(Format::Markdown));
        assert_eq!(detect("Bara text\n".repeat(50).as_bytes(), "plan.md"), Kind::Read(Format::Plain));
        assert_eq!(detect(b"Plan\n\n1. text # 3", "plan.txt"), Kind::Read(Format::Plain));
    }
}
