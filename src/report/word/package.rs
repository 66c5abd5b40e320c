//! The parts of a Word document and the archive that holds them. Nothing tells when it was made: the same memo gives the same bytes.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::body::{NAMESPACES, escape};

const STYLES: &str = include_str!("styles.xml");
const NUMBERING: &str = include_str!("numbering.xml");
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What differs from memo to memo.
pub(super) struct Parts<'a> {
    pub title: &'a str,
    /// Language of the text, as Word writes it.
    pub lang: &'a str,
    pub author: String,
    /// `word/document.xml`.
    pub document: String,
    /// "Sida {page} av {pages}".
    pub page_of: &'a str,
}

/// The whole file.
pub(super) fn pack(parts: &Parts) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let files = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relationships(PACKAGE_RELATIONSHIPS)),
        ("docProps/core.xml", core(parts)),
        ("docProps/app.xml", app()),
        ("word/document.xml", parts.document.clone()),
        ("word/_rels/document.xml.rels", relationships(DOCUMENT_RELATIONSHIPS)),
        ("word/styles.xml", STYLES.replace("{lang}", parts.lang)),
        ("word/numbering.xml", NUMBERING.to_string()),
        ("word/settings.xml", settings(parts.lang)),
        ("word/footer1.xml", footer(parts)),
    ];
    for (name, text) in files {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/";

/// Base address, kind and target of each relationship; their ids count from 1.
type Relationships = &'static [(&'static str, &'static str, &'static str)];

const PACKAGE_RELATIONSHIPS: Relationships = &[
    (OFFICE, "officeDocument", "word/document.xml"),
    (PACKAGE, "metadata/core-properties", "docProps/core.xml"),
    (OFFICE, "extended-properties", "docProps/app.xml"),
];

/// The fourth is the footer, which the document part names.
const DOCUMENT_RELATIONSHIPS: Relationships = &[
    (OFFICE, "styles", "styles.xml"),
    (OFFICE, "numbering", "numbering.xml"),
    (OFFICE, "settings", "settings.xml"),
    (OFFICE, "footer", "footer1.xml"),
];

fn relationships(all: Relationships) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (number, (base, kind, target)) in all.iter().enumerate() {
        out.push_str(&format!("<Relationship Id=\"rId{}\" Type=\"{base}{kind}\" Target=\"{target}\"/>", number + 1));
    }
    out + "</Relationships>"
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    let parts = [
        ("/word/document.xml", format!("{word}document.main+xml")),
        ("/word/styles.xml", format!("{word}styles+xml")),
        ("/word/numbering.xml", format!("{word}numbering+xml")),
        ("/word/settings.xml", format!("{word}settings+xml")),
        ("/word/footer1.xml", format!("{word}footer+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_string()),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_string()),
    ];
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (name, content_type) in parts {
        out.push_str(&format!("<Override PartName=\"{name}\" ContentType=\"{content_type}\"/>"));
    }
    out + "</Types>"
}

fn core(parts: &Parts) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>{}</dc:language>\
         </cp:coreProperties>",
        escape(parts.title),
        escape(&parts.author),
        parts.lang
    )
}

fn app() -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>genomsyra</Application></Properties>"
    )
}

/// Word of our time, so that it opens in no compatibility mode.
fn settings(lang: &str) -> String {
    format!(
        "{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"425\"/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{lang}\"/></w:settings>"
    )
}

/// The title to the left, the page's number to the right.
fn footer(parts: &Parts) -> String {
    let field = |code: &str| format!("<w:fldSimple w:instr=\" {code} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let text = |text: &str| if text.is_empty() { String::new() } else { super::body::run(text, false) };
    let mut page = String::new();
    let mut rest = parts.page_of;
    for (mark, code) in [("{page}", "PAGE"), ("{pages}", "NUMPAGES")] {
        let Some((before, after)) = rest.split_once(mark) else { continue };
        page.push_str(&text(before));
        page.push_str(&field(code));
        rest = after;
    }
    page.push_str(&text(rest));
    format!(
        "{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}<w:r><w:tab/></w:r>{page}</w:p></w:ftr>",
        text(&shortened(parts.title))
    )
}

/// A title that leaves room for the page's number.
fn shortened(title: &str) -> String {
    const LONGEST: usize = 80;
    if title.chars().count() <= LONGEST {
        return title.to_string();
    }
    let cut: String = title.chars().take(LONGEST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}
