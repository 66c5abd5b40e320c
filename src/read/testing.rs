//! What the readers' tests share: packages and compound files made of parts, random edits, and documents shown block by block.

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

/// Codes and places of a document's problems.
pub(super) fn problems(document: &Document) -> Vec<String> {
    document.problems().iter().map(|problem| format!("{} {:?}", problem.code.as_str(), problem.place)).collect()
}

/// A compound file with these streams; folders on the way are made.
pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::OpenOptions::new().create_with(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
            file.create_storage_all(folder).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

/// The bytes after random edits: changed, removed, doubled, and cut at the end.
pub(super) fn edited(bytes: &[u8], edits: &[(proptest::sample::Index, u8, u8, usize)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, kind, value, length) in edits {
        if bytes.is_empty() {
            break;
        }
        let from = at.index(bytes.len());
        let to = (from + length).min(bytes.len());
        match kind {
            0..=4 => bytes[from] = *value,
            5 => drop(bytes.drain(from..to)),
            6 => {
                let again = bytes[from..to].to_vec();
                drop(bytes.splice(from..from, again));
            }
            _ => bytes.truncate(from),
        }
    }
    bytes
}
