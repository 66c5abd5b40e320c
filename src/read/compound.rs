//! OLE compound files, the little file system around Word 97–2003, Excel 97–2003 and Outlook messages.

use super::bytes::{slice, u16_at, u32_at, utf16};
use super::failure::Failure;
use encoding_rs::WINDOWS_1252;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// More streams and storages than any real document has.
const MAX_ENTRIES: usize = 20_000;
/// Most properties that are looked through for title and program.
const MAX_PROPERTIES: usize = 200;

/// An open compound file.
pub(super) struct Compound<'a> {
    file: cfb::CompoundFile<Cursor<&'a [u8]>>,
    /// No stream can hold more than the whole file.
    size: usize,
}

/// What a compound file is, told by the streams in its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Word,
    Excel,
    PowerPoint,
    Message,
    Encrypted,
    Other,
}

impl<'a> Compound<'a> {
    /// Opens the file. Also called outside the readers' guard, so a panic of the library ends here.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Failure> {
        match catch_unwind(AssertUnwindSafe(|| cfb::OpenOptions::new().open_with(Cursor::new(bytes)))) {
            Ok(Ok(file)) => Ok(Compound { file, size: bytes.len() }),
            Ok(Err(error)) => Err(Failure::damaged(error.to_string())),
            Err(_) => Err(Failure::damaged("the directory of the compound file")),
        }
    }

    /// What the root holds. Documents inside the document lie deeper and do not confuse it.
    pub fn content(&self) -> Content {
        let has = |path: &str| self.file.is_stream(path);
        // The package of an encrypted file may hold the plain one's property streams beside it.
        if has("/EncryptedPackage") {
            Content::Encrypted
        } else if has("/WordDocument") {
            Content::Word
        } else if has("/Workbook") || has("/Book") {
            Content::Excel
        } else if has("/PowerPoint Document") {
            Content::PowerPoint
        } else if has("/__properties_version1.0") {
            Content::Message
        } else {
            Content::Other
        }
    }

    /// A whole stream; `None` if there is none with this path.
    pub fn stream(&mut self, path: impl AsRef<Path>) -> Result<Option<Vec<u8>>, Failure> {
        let path = path.as_ref();
        if !self.file.is_stream(path) {
            return Ok(None);
        }
        let most = self.size;
        let file = &mut self.file;
        let read = catch_unwind(AssertUnwindSafe(move || {
            let mut bytes = Vec::new();
            file.open_stream(path)?.take(most as u64).read_to_end(&mut bytes).map(|_| bytes)
        }));
        match read {
            Ok(Ok(bytes)) => Ok(Some(bytes)),
            Ok(Err(error)) => Err(Failure::damaged(format!("{}: {error}", path.display()))),
            Err(_) => Err(Failure::damaged(path.display().to_string())),
        }
    }

    /// Names of the storages right under `path`, in the file's order (sorted by name).
    pub fn storages(&self, path: &str) -> Vec<String> {
        let Ok(entries) = self.file.read_storage(path) else { return Vec::new() };
        entries.take(MAX_ENTRIES).filter(|entry| entry.is_storage()).map(|entry| entry.name().to_owned()).collect()
    }

    /// Title and program, if the file tells of them. Without them nothing is lost.
    pub fn properties(&mut self) -> (Option<String>, Option<String>) {
        let Ok(Some(bytes)) = self.stream("/\u{5}SummaryInformation") else { return (None, None) };
        (property(&bytes, 2), property(&bytes, 18))
    }
}

/// A text property of a property set stream.
fn property(bytes: &[u8], wanted: u32) -> Option<String> {
    let set = u32_at(bytes, 44)? as usize;
    let count = (u32_at(bytes, set + 4)? as usize).min(MAX_PROPERTIES);
    let place = |id: u32| {
        let entries = (0..count).map(|i| set + 8 + 8 * i);
        let at = entries.into_iter().find(|at| u32_at(bytes, *at) == Some(id))?;
        Some(set + u32_at(bytes, at + 4)? as usize)
    };
    // Property 1 is the code page of the others.
    let code_page = place(1).and_then(|at| u16_at(bytes, at + 4)).unwrap_or(1252);
    let at = place(wanted)?;
    let length = u32_at(bytes, at + 4)? as usize;
    let text = match (u32_at(bytes, at)?, code_page) {
        (31, _) => utf16(slice(bytes, at + 8, length.checked_mul(2)?)?),
        (30, 1200) => utf16(slice(bytes, at + 8, length)?),
        (30, 65001) => String::from_utf8_lossy(slice(bytes, at + 8, length)?).into_owned(),
        (30, _) => WINDOWS_1252.decode_without_bom_handling(slice(bytes, at + 8, length)?).0.into_owned(),
        _ => return None,
    };
    let text = text.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    (!text.is_empty()).then(|| text.to_owned())
}
