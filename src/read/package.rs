//! The ZIP package: parts by name, unpacked under limits, and the relationships between them.

use super::Limits;
use super::failure::Failure;
use super::xml::{Bounds, Token, Walker};
use crate::text::ProblemCode;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// More entries than any real package has.
const MAX_ENTRIES: usize = 20_000;

/// A relationship from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relationship {
    pub id: String,
    /// Last segment of its type: `styles`, `footnotes`, `header`.
    pub kind: String,
    /// Name of the target part, without a leading slash.
    pub target: String,
}

/// An open package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: HashMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: usize,
    max_part: usize,
    /// What every part is walked under.
    pub bounds: Bounds,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Failure> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Failure::damaged(e.to_string()))?;
        if archive.len() > MAX_ENTRIES {
            return Err(Failure::limit(format!("{} entries in the package", archive.len())));
        }
        let names = (0..archive.len()).filter_map(|i| Some((key(archive.name_for_index(i)?), i))).collect();
        let (left, max_part) = (limits.max_unpacked, limits.max_unpacked / 4);
        Ok(Package { archive, names, left, max_part, bounds: Bounds::of(limits) })
    }

    /// Whether the package has the part.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&key(name))
    }

    /// The text of a part; `None` if the package does not have it.
    ///
    /// Sizes in the package are only claims: nothing is reserved by them, and unpacking stops at the limits.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Failure> {
        Ok(self.bytes(name)?.map(|(_, bytes)| text_of(bytes)))
    }

    /// Names of all entries but folders, as the package spells them.
    pub fn entries(&self) -> Vec<String> {
        self.archive.file_names().filter(|name| !name.ends_with('/')).map(str::to_owned).collect()
    }

    /// A part's name as the package spells it, and its bytes.
    pub fn bytes(&mut self, name: &str) -> Result<Option<(String, Vec<u8>)>, Failure> {
        let Some(index) = self.names.get(&key(name)).copied() else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Failure { code: ProblemCode::Encrypted, detail: name.to_owned() },
            other => Failure::damaged(format!("{name}: {other}")),
        })?;
        let spelled = file.name().to_owned();
        let most = self.left.min(self.max_part);
        let mut bytes = Vec::new();
        file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|e| Failure::damaged(format!("{name}: {e}")))?;
        if bytes.len() > most {
            return Err(Failure::limit(format!("{name} unpacks to more than {most} bytes")));
        }
        self.left -= bytes.len();
        Ok(Some((spelled, bytes)))
    }

    /// The relationships of a part (`""` for those of the package), external ones left out.
    pub fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, Failure> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(text) = self.part(&name)? else { return Ok(Vec::new()) };
        let mut walker = Walker::new(&name, &text, &self.bounds);
        let mut found = Vec::new();
        loop {
            match walker.next()? {
                Token::Start(e) if e.name() == b"Relationship" && e.attr("TargetMode").as_deref() != Some("External") => {
                    let kind = e.attr("Type").unwrap_or_default();
                    found.push(Relationship {
                        id: e.attr("Id").unwrap_or_default(),
                        kind: kind.rsplit('/').next().unwrap_or("").to_owned(),
                        target: resolve(folder, &e.attr("Target").unwrap_or_default()),
                    });
                }
                Token::Done => return Ok(found),
                _ => {}
            }
        }
    }
}

/// How part names are compared: case and kind of slash do not matter.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// The part that a relationship's target names, seen from `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let target = target.split('#').next().unwrap_or("");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut segments: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            ".." => {
                segments.pop();
            }
            "." | "" => {}
            other => segments.push(other),
        }
    }
    segments.join("/")
}

/// A part's bytes as text: by byte order mark, by the zeros of UTF-16, by its declaration, else UTF-8.
pub(super) fn text_of(bytes: Vec<u8>) -> String {
    let declared = || {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        let label = head.split("?>").next()?.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Encoding::for_label(label[1..].split(quote).next()?.as_bytes())
    };
    let encoding = match &bytes[..] {
        [0xEF, 0xBB, 0xBF, ..] => None,
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => declared().filter(|e| *e != UTF_16LE && *e != UTF_16BE && *e != encoding_rs::UTF_8),
    };
    match encoding {
        Some(encoding) => encoding.decode(&bytes).0.into_owned(),
        None => {
            let mut text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
            if text.starts_with('\u{FEFF}') {
                text.drain(..3);
            }
            text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_their_folder() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "../docProps/./core.xml"), "docProps/core.xml");
        assert_eq!(resolve("", "..\\..\\word\\document.xml"), "word/document.xml");
    }

    #[test]
    fn parts_in_any_encoding() {
        let text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>ö</a>";
        let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
        assert_eq!(text_of(latin), text);
        let wide: Vec<u8> = "<a>ö</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(wide), "<a>ö</a>");
        assert_eq!(text_of("\u{FEFF}<a>ö</a>".into()), "<a>ö</a>");
    }
}
