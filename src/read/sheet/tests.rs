//! Workbooks made in memory, small enough to see what is tested.

mod biff;
mod hostile;
mod office;

use super::read;
use crate::read::Limits;
use crate::read::testing::{outline, problems, zipped};
use crate::text::{Document, Format, Origin, Problem};

fn try_read(bytes: &[u8], format: Format) -> Result<Document, Problem> {
    read(bytes, Origin { name: "prov".into(), format, title: None, producer: None }, &Limits::default())
}

/// A workbook with these sheets (name, state, XML inside the sheet) and shared strings.
fn xlsx(sheets: &[(&str, &str, &str)], strings: &[&str]) -> Vec<u8> {
    let listed: String = sheets
        .iter()
        .enumerate()
        .map(|(i, (name, state, _))| format!("<sheet name=\"{name}\" sheetId=\"{i}\" state=\"{state}\" r:id=\"s{i}\"/>"))
        .collect();
    let related: String = (0..sheets.len())
        .map(|i| format!("<Relationship Id=\"s{i}\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))
        .collect();
    let strings: String = strings.iter().map(|s| format!("<si><t>{s}</t></si>")).collect();
    let texts = [
        (
            "_rels/.rels".to_owned(),
            "<Relationships><Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                .to_owned(),
        ),
        ("xl/workbook.xml".to_owned(), format!("<workbook xmlns:r=\"http://r\"><sheets>{listed}</sheets></workbook>")),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships>{related}<Relationship Id=\"st\" Type=\"http://x/styles\" Target=\"styles.xml\"/>\
                 <Relationship Id=\"ss\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst>{strings}</sst>")),
        (
            "xl/styles.xml".to_owned(),
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
             <cellStyleXfs><xf numFmtId=\"22\"/></cellStyleXfs>\
             <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"
                .to_owned(),
        ),
    ];
    let sheets =
        sheets.iter().enumerate().map(|(i, (_, _, xml))| (format!("xl/worksheets/sheet{i}.xml"), format!("<worksheet>{xml}</worksheet>")));
    let all: Vec<(String, String)> = texts.into_iter().chain(sheets).collect();
    zipped(&all.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

/// A workbook of this XML inside `office:spreadsheet`.
fn ods(tables: &str, manifest: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles>\
         <style:style style:name=\"dold\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}
