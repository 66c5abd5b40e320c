//! What the readers' tests share: packages made of parts, and documents shown block by block.

use crate::text::{Block, BlockKind, Document};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A package of these parts.
pub(super) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The document's blocks as short strings: kind, then text, cells divided by bars.
pub(super) fn outline(d: &Document) -> Vec<String> {
    let show = |b: &Block| {
        let text = d.slice(b.span).replace('\t', "|");
        match &b.kind {
            BlockKind::Heading { level } => format!("h{level} {text}"),
            BlockKind::Paragraph => format!("p {text}"),
            BlockKind::ListItem { depth, .. } => format!("li{depth} {text}"),
            BlockKind::TableRow { table, header, .. } => format!("{}{table} {text}", if *header { "th" } else { "tr" }),
            other => format!("{other:?} {text}"),
        }
    };
    d.blocks().iter().map(show).collect()
}
