//! Word files of as many paragraphs, runs or cells as one likes: the least that a package must hold, and the body.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A package with this body.
pub fn package(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document.as_str())] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a vector takes any bytes");
        zip.write_all(contents.as_bytes()).expect("a vector takes any bytes");
    }
    zip.finish().expect("a vector takes any bytes").into_inner()
}

/// A paragraph of these runs.
pub fn paragraph(runs: &[&str]) -> String {
    let runs: String = runs.iter().map(|text| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)).collect();
    format!("<w:p>{runs}</w:p>")
}

/// A row of a table.
pub fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", paragraph(&[text]))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

/// A table of these rows.
pub fn table(rows: &str) -> String {
    format!("<w:tbl>{rows}</w:tbl>")
}
