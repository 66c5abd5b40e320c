//! The only module that opens documents and rule folders. Gives names and contents; what they mean is for others to say.
//!
//! Nothing here is read beyond the limit that the caller gives, and nothing is ever written but the empty file that a store begins as.

mod kinds;
mod shard;
mod walk;

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub use kinds::{named_as_document, no_document};
pub use shard::{MOST_SHARDS, NoShard, Shard};
pub use walk::{Closed, Found, GlobError, IGNORE_FILE, Walk, Walked, listed, shown};

/// How deep folders of rules may lie inside each other. A link that leads back to its own folder ends here.
const DEEPEST: usize = 8;

/// Why a file or folder could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenFailure {
    /// Nothing has that name.
    Missing,
    /// A folder where a file was asked for.
    IsFolder,
    /// A file where a folder was asked for.
    IsFile,
    /// The user may not read it.
    Denied,
    /// Larger than the limit, in bytes.
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// A text file that is not UTF-8.
    NotText,
    /// A folder without a single rule file.
    NoRules,
    /// Anything else, in the words of the operating system.
    Other(String),
}

/// A file or folder that could not be opened. Shown in Swedish: what, where, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError {
    /// As given by the caller.
    pub path: PathBuf,
    /// Why.
    pub failure: OpenFailure,
}

impl OpenFailure {
    /// A few words for the detail of a problem; empty where there are none.
    pub fn detail(&self) -> String {
        match self {
            OpenFailure::Missing => "not there".into(),
            OpenFailure::Denied => "permission denied".into(),
            OpenFailure::TooLarge { limit } => format!("larger than {limit} bytes"),
            OpenFailure::Other(why) => why.clone(),
            _ => String::new(),
        }
    }
}

impl OpenError {
    fn new(path: &Path, failure: OpenFailure) -> Self {
        OpenError { path: path.to_path_buf(), failure }
    }

    fn from_io(path: &Path, error: &io::Error) -> Self {
        let failure = match error.kind() {
            io::ErrorKind::NotFound => OpenFailure::Missing,
            io::ErrorKind::PermissionDenied => OpenFailure::Denied,
            io::ErrorKind::IsADirectory => OpenFailure::IsFolder,
            io::ErrorKind::NotADirectory => OpenFailure::Missing,
            _ => OpenFailure::Other(error.to_string()),
        };
        OpenError::new(path, failure)
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.failure {
            OpenFailure::Missing => write!(f, "{path} finns inte. Kontrollera namnet och mappen."),
            OpenFailure::IsFolder => write!(f, "{path} är en mapp. Ange en eller flera filer."),
            OpenFailure::IsFile => write!(f, "{path} är en fil. Ange en mapp."),
            OpenFailure::Denied => write!(f, "{path} får inte läsas. Kontrollera behörigheten till filen."),
            OpenFailure::TooLarge { limit } => {
                write!(f, "{path} är större än {} MB, som är gränsen. Dela upp dokumentet.", limit >> 20)
            }
            OpenFailure::NotText => write!(f, "{path} är inte text i UTF-8. Spara filen som UTF-8."),
            OpenFailure::NoRules => write!(f, "{path} innehåller inga regelfiler. Ange en mapp med filer som slutar på .toml."),
            OpenFailure::Other(why) => write!(f, "{path} går inte att läsa ({why})."),
        }
    }
}

impl std::error::Error for OpenError {}

/// The bytes of a document, at most `max_bytes` of them.
///
/// # Errors
/// The file cannot be opened, is a folder, or is larger than the limit.
pub fn open_document(path: &Path, max_bytes: usize) -> Result<Vec<u8>, OpenError> {
    let told = |error: io::Error| OpenError::from_io(path, &error);
    if fs::metadata(path).map_err(told)?.is_dir() {
        return Err(OpenError::new(path, OpenFailure::IsFolder));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(told)?.take(max_bytes as u64 + 1).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() > max_bytes {
        return Err(OpenError::new(path, OpenFailure::TooLarge { limit: max_bytes }));
    }
    Ok(bytes)
}

/// The contents of a text file in UTF-8.
///
/// # Errors
/// As [`open_document`], and when the bytes are not UTF-8.
pub fn open_text(path: &Path, max_bytes: usize) -> Result<String, OpenError> {
    String::from_utf8(open_document(path, max_bytes)?).map_err(|_| OpenError::new(path, OpenFailure::NotText))
}

/// The rule files (`.toml`) of a folder and the folders in it: names relative to the folder with `/` between, and contents; sorted by name.
///
/// Hidden files and folders are left alone.
///
/// # Errors
/// The folder or a file in it cannot be opened, or no rule file is there.
pub fn open_rule_folder(folder: &Path, max_bytes: usize) -> Result<Vec<(String, String)>, OpenError> {
    if !fs::metadata(folder).map_err(|error| OpenError::from_io(folder, &error))?.is_dir() {
        return Err(OpenError::new(folder, OpenFailure::IsFile));
    }
    let mut out = Vec::new();
    let mut waiting = vec![(folder.to_path_buf(), String::new(), 0)];
    while let Some((path, prefix, depth)) = waiting.pop() {
        for entry in fs::read_dir(&path).map_err(|error| OpenError::from_io(&path, &error))? {
            let entry = entry.map_err(|error| OpenError::from_io(&path, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let below = entry.path();
            if below.is_dir() {
                if depth < DEEPEST {
                    waiting.push((below, format!("{prefix}{name}/"), depth + 1));
                }
            } else if name.ends_with(".toml") {
                out.push((format!("{prefix}{name}"), open_text(&below, max_bytes)?));
            }
        }
    }
    if out.is_empty() {
        return Err(OpenError::new(folder, OpenFailure::NoRules));
    }
    out.sort();
    Ok(out)
}

/// Makes an empty file that only its owner may read, where there is none: what will stand in it comes out of documents that may be secret.
///
/// # Errors
/// The folder does not exist or may not be written to.
pub fn create_private(path: &Path) -> Result<(), OpenError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(OpenError::from_io(path, &error)),
        _ => Ok(()),
    }
}

/// Folders of documents may lie deeper inside each other than folders of rules do.
const DEEPEST_DOCUMENT: usize = 32;

/// Names that hold data about documents, not documents.
const NO_DOCUMENTS: [&str; 3] = [".toml", ".json", ".jsonl"];

/// The files given, and all files of the folders given and the folders in them, sorted within each; hidden ones and data files
/// (`.toml`, `.json`, `.jsonl`) in folders are left alone.
///
/// # Errors
/// Something that is given does not exist, or a folder cannot be read.
pub fn list_documents(given: &[PathBuf]) -> Result<Vec<PathBuf>, OpenError> {
    let mut out = Vec::new();
    for path in given {
        if !fs::metadata(path).map_err(|error| OpenError::from_io(path, &error))?.is_dir() {
            out.push(path.clone());
            continue;
        }
        let first = out.len();
        let mut waiting = vec![(path.clone(), 0)];
        while let Some((folder, depth)) = waiting.pop() {
            for entry in fs::read_dir(&folder).map_err(|error| OpenError::from_io(&folder, &error))? {
                let entry = entry.map_err(|error| OpenError::from_io(&folder, &error))?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let below = entry.path();
                if name.starts_with('.') || NO_DOCUMENTS.iter().any(|end| name.ends_with(end)) {
                    continue;
                }
                if !below.is_dir() {
                    out.push(below);
                } else if depth < DEEPEST_DOCUMENT {
                    waiting.push((below, depth + 1));
                }
            }
        }
        out[first..].sort();
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_has_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("stor.txt"), "0123456789").unwrap();
        fs::write(at("latin.txt"), b"f\xF6r").unwrap();
        let failure = |result: Result<Vec<u8>, OpenError>| result.unwrap_err().failure;
        assert_eq!(failure(open_document(&at("saknas.txt"), 9)), OpenFailure::Missing);
        assert_eq!(failure(open_document(folder.path(), 9)), OpenFailure::IsFolder);
        assert_eq!(failure(open_document(&at("stor.txt"), 9)), OpenFailure::TooLarge { limit: 9 });
        assert_eq!(open_document(&at("stor.txt"), 10).unwrap().len(), 10);
        assert_eq!(open_text(&at("latin.txt"), 10).unwrap_err().failure, OpenFailure::NotText);
        assert_eq!(open_rule_folder(folder.path(), 10).unwrap_err().failure, OpenFailure::NoRules);
        assert_eq!(open_rule_folder(&at("stor.txt"), 10).unwrap_err().failure, OpenFailure::IsFile);
    }

    #[test]
    fn documents_are_listed_in_order_and_data_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("b/c")).unwrap();
        for name in ["b/c/ett.pdf", "b/två.docx", "a.md", "facit.toml", ".dold.md"] {
            fs::write(at(name), name).unwrap();
        }
        let listed = |given: &[&str]| list_documents(&given.iter().map(|name| at(name)).collect::<Vec<_>>());
        assert_eq!(listed(&["b/två.docx", ""]).unwrap(), ["b/två.docx", "a.md", "b/c/ett.pdf", "b/två.docx"].map(at));
        assert_eq!(listed(&["facit.toml"]).unwrap(), [at("facit.toml")]);
        assert_eq!(listed(&["saknas"]).unwrap_err().failure, OpenFailure::Missing);
    }

    #[test]
    fn rule_files_come_sorted_with_their_folders() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("b/c")).unwrap();
        fs::create_dir_all(folder.path().join(".git")).unwrap();
        for name in ["b/c/ett.toml", "b/två.toml", "a.toml", "läsmig.md", ".git/x.toml"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let names: Vec<String> = open_rule_folder(folder.path(), 100).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a.toml", "b/c/ett.toml", "b/två.toml"]);
    }
}
