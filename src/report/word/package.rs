//! The parts of a Word document and the archive that holds them. Nothing tells when it was made: the same memo gives the same bytes.

use std::io::{self, Cursor, Write};

use docx_rs::XMLDocx;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::memo::TableKind;
use super::body::plain;
use super::mend::Mender;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What the package tells of the memo.
pub(super) struct Words<'a> {
    pub title: &'a str,
    /// Language of the text, as Word writes it.
    pub lang: &'a str,
    pub author: String,
}

/// The whole file. The archive of docx-rs compresses nothing and has parts for comments and notes, which a memo has none of.
pub(super) fn pack(built: XMLDocx, words: &Words, tables: &[TableKind]) -> io::Result<Vec<u8>> {
    let mut mender = Mender::new(words.lang, tables);
    let mut files = vec![
        ("[Content_Types].xml", mender.mend(&built.content_type)?),
        ("_rels/.rels", mender.mend(&built.rels)?),
        ("docProps/core.xml", core(words).into_bytes()),
        ("docProps/app.xml", app().into_bytes()),
        ("word/document.xml", mender.mend(&built.document)?),
        ("word/_rels/document.xml.rels", mender.mend(&built.document_rels)?),
        ("word/styles.xml", mender.mend(&built.styles)?),
        ("word/numbering.xml", mender.mend(&built.numberings)?),
        ("word/settings.xml", mender.mend(&built.settings)?),
        ("word/fontTable.xml", built.font_table),
    ];
    for footer in &built.footers {
        files.push(("word/footer1.xml", mender.mend(footer)?));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    for (name, text) in files {
        zip.start_file(name, options)?;
        zip.write_all(&text)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Who made it and what it is called: docx-rs has no way to tell, and tells times that nobody knows.
fn core(words: &Words) -> String {
    let escape = |text: &str| quick_xml::escape::escape(plain(text)).into_owned();
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>{}</dc:language>\
         </cp:coreProperties>",
        escape(words.title),
        escape(&words.author),
        words.lang
    )
}

fn app() -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>genomsyra</Application></Properties>"
    )
}
