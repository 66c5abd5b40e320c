//! ZIP archives: members in the order of the directory, unpacked under limits; sizes in the archive are only claims.

use super::{Member, join};
use crate::read::{Limits, decode};
use crate::text::{Problem, ProblemCode};
use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::ZipArchive;
use zip::result::ZipError;

/// An open archive.
pub(super) struct Archive<'a> {
    name: String,
    archive: ZipArchive<Cursor<Cow<'a, [u8]>>>,
    at: usize,
    given: bool,
}

impl<'a> Archive<'a> {
    pub fn open(name: String, bytes: Cow<'a, [u8]>) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Problem::error(ProblemCode::Damaged, error.to_string()))?;
        Ok(Archive { name, archive, at: 0, given: false })
    }

    /// The next file; `left` is how many bytes may still be unpacked. An archive without files gives one member that says so.
    pub fn next(&mut self, left: &mut usize, limits: &Limits) -> Option<Member<'a>> {
        while self.at < self.archive.len() {
            let index = self.at;
            self.at += 1;
            let taken = catch_unwind(AssertUnwindSafe(|| unpack(&mut self.archive, index, left, limits)));
            let (name, bytes) = taken.unwrap_or_else(|_| (format!("{index}"), Err(Problem::error(ProblemCode::ReaderFailed, "archive"))));
            if is_noise(&name) {
                continue;
            }
            self.given = true;
            return Some(Member { name: join(&self.name, &name), bytes: bytes.map(Cow::Owned) });
        }
        if std::mem::replace(&mut self.given, true) {
            return None;
        }
        Some(Member { name: self.name.clone(), bytes: Err(Problem::error(ProblemCode::EmptyFile, "archive without files")) })
    }
}

/// Name and bytes of one entry. The names of folders end in a slash.
fn unpack(
    archive: &mut ZipArchive<Cursor<Cow<[u8]>>>,
    index: usize,
    left: &mut usize,
    limits: &Limits,
) -> (String, Result<Vec<u8>, Problem>) {
    let raw = match archive.by_index_raw(index) {
        Ok(file) => file.name_raw().to_vec(),
        Err(error) => return (format!("{index}"), Err(Problem::error(ProblemCode::Damaged, error.to_string()))),
    };
    // Old archives have names in the code page of their time; those of DOS agree on Swedish letters.
    let name = decode::decode(&raw).text.replace('\\', "/");
    if is_noise(&name) {
        return (name, Ok(Vec::new()));
    }
    let bytes = (|| {
        let file = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Problem::error(ProblemCode::Encrypted, ""),
            ZipError::UnsupportedArchive(what) => Problem::error(ProblemCode::UnsupportedFormat, what),
            ZipError::CompressionMethodNotSupported(id) => {
                Problem::error(ProblemCode::UnsupportedFormat, format!("ZIP compression method {id}"))
            }
            other => Problem::error(ProblemCode::Damaged, other.to_string()),
        })?;
        let most = limits.max_bytes.min(*left);
        let mut bytes = Vec::new();
        let outcome = file.take(most as u64 + 1).read_to_end(&mut bytes);
        *left = left.saturating_sub(bytes.len());
        outcome.map_err(|error| Problem::error(ProblemCode::Damaged, error.to_string()))?;
        match bytes.len() > most {
            true if most == limits.max_bytes => Err(Problem::error(ProblemCode::TooLarge, format!("limit {most}"))),
            true => {
                Err(Problem::error(ProblemCode::LimitReached, format!("the archive unpacks to more than {} bytes", limits.max_unpacked)))
            }
            false => Ok(bytes),
        }
    })();
    (name, bytes)
}

/// Folders, and what operating systems leave behind in archives.
fn is_noise(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or("");
    file.is_empty()
        || name.starts_with("__MACOSX/")
        || file.starts_with("._")
        || matches!(file.to_lowercase().as_str(), ".ds_store" | "thumbs.db" | "desktop.ini")
}
