//! The small parts around a document: an element added to a list of elements, and the package put together again.

use crate::read::docx::trace::Part;
use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Adds children at the end of a part's root element. `children` gets the root's prefix, `w:` or nothing.
pub(super) fn append(xml: &str, root: &str, children: impl FnOnce(&str) -> String) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut depth = 0usize;
    let mut prefix = String::new();
    let mut name = String::new();
    loop {
        let from = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        match &event {
            Event::Start(start) | Event::Empty(start) if depth == 0 => {
                name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
                let (before, local) = name.split_once(':').map_or(("", name.as_str()), |(before, local)| (before, local));
                if local != root {
                    return None;
                }
                prefix = if before.is_empty() { String::new() } else { format!("{before}:") };
            }
            _ => {}
        }
        match event {
            Event::Empty(_) if depth == 0 => {
                let end = usize::try_from(reader.buffer_position()).ok()?;
                let tag = xml.get(from..end)?.trim_end_matches('>').trim_end_matches('/');
                return Some(format!("{}{tag}>{}</{name}>{}", xml.get(..from)?, children(&prefix), xml.get(end..)?));
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(format!("{}{}{}", xml.get(..from)?, children(&prefix), xml.get(from..)?));
                }
            }
            Event::DocType(_) | Event::Eof => return None,
            _ => {}
        }
    }
}

/// Values of the attribute `id` of all elements with this local name.
pub(super) fn ids(xml: &str, element: &str) -> Option<Vec<String>> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == element.as_bytes() => {
                let mut attributes = start.attributes();
                let id = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref().eq_ignore_ascii_case(b"id"));
                found.extend(id.map(|a| String::from_utf8_lossy(&a.value).into_owned()));
            }
            Event::Eof => return Some(found),
            _ => {}
        }
    }
}

/// Text fit to stand between tags: signs of markup written out, characters that XML cannot hold left out.
pub(super) fn escaped(text: &str) -> String {
    let lost = |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    escape(text.replace(lost, "")).into_owned()
}

/// The package with these parts in place of those that they were made from, or at the end; everything else is copied as it is packed.
pub(super) fn repack(bytes: &[u8], mut changed: Vec<Part>) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + (16 << 10))));
    out.set_raw_comment(archive.comment().into()).ok()?;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).ok()?;
        let Some(place) = changed.iter().position(|part| part.name == file.name()) else {
            out.raw_copy_file(file).ok()?;
            continue;
        };
        let part = changed.swap_remove(place);
        let same = SimpleFileOptions::default()
            .compression_method(if file.compression() == CompressionMethod::Stored {
                CompressionMethod::Stored
            } else {
                CompressionMethod::Deflated
            })
            .last_modified_time(file.last_modified().unwrap_or_default());
        write(&mut out, &part, same)?;
    }
    // The packing of a new part tells nothing of when or where it was made.
    for part in changed {
        let new = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(zip::DateTime::default());
        write(&mut out, &part, new)?;
    }
    out.finish().ok().map(Cursor::into_inner)
}

fn write(out: &mut ZipWriter<Cursor<Vec<u8>>>, part: &Part, options: SimpleFileOptions) -> Option<()> {
    out.start_file(part.name.as_str(), options).ok()?;
    if part.marked {
        out.write_all(b"\xEF\xBB\xBF").ok()?;
    }
    out.write_all(part.text.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_come_last_whatever_the_root_looks_like() {
        let child = |prefix: &str| format!("<{prefix}c/>");
        assert_eq!(append("<?x?><w:l a=\"1\"><w:c/> </w:l>\n", "l", child).unwrap(), "<?x?><w:l a=\"1\"><w:c/> <w:c/></w:l>\n");
        assert_eq!(append("<l><l>1</l></l>", "l", child).unwrap(), "<l><l>1</l><c/></l>");
        assert_eq!(append("<w:l xmlns:w=\"n\" />", "l", child).unwrap(), "<w:l xmlns:w=\"n\" ><w:c/></w:l>");
        for broken in ["<m/>", "<l>", "", "<!DOCTYPE l><l/>", "<l></m>"] {
            assert_eq!(append(broken, "l", child), None, "{broken}");
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(escaped("a<b>&\"c\u{1}\u{7f}å"), "a&lt;b&gt;&amp;&quot;cå");
    }
}
