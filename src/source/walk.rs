//! Finds the files of an archive: folders, files and lists of them, with what is to be left out.
//!
//! Nothing is opened here but folders. A folder that cannot be read is told of and the walk goes on; links are followed, and one that leads
//! back to a folder above it is passed over, since everything behind it has been seen. Names are kept as the system has them, and shown
//! composed (NFC), with `/` between folders and nothing in them that steers a terminal.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};
use unicode_normalization::UnicodeNormalization;

/// A file with this name says what to leave out of its folder and those below, in the syntax of `.gitignore`.
pub const IGNORE_FILE: &str = ".genomsyraignore";

/// Deepest folder. A file system that contains itself in a way that links do not show ends here.
const DEEPEST: usize = 128;

/// What to walk.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Folders and files.
    pub given: Vec<PathBuf>,
    /// Globs; where there are any, only files that match one are taken.
    pub include: Vec<String>,
    /// Globs of files and folders to leave out.
    pub exclude: Vec<String>,
    /// Files never to take: the store itself, the report being written.
    pub never: Vec<PathBuf>,
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// How reports name it: as given and walked, composed, with `/`.
    pub shown: String,
    /// Where it is, absolute, with links as they stand: what it is known by from one run to the next.
    pub place: PathBuf,
    /// The path to open.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub changed: i64,
}

/// Something that was given or stands in a folder, and could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closed {
    /// How reports name it; a folder ends with `/`.
    pub shown: String,
    /// Where it is, absolute.
    pub place: PathBuf,
    /// Why, in the words of the operating system.
    pub why: String,
}

/// What a walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Files, ordered by their shown name.
    pub files: Vec<Found>,
    /// What could not be looked at.
    pub closed: Vec<Closed>,
    /// Lines of ignore files that cannot be understood, and the like: worth telling, nothing is lost by them.
    pub remarks: Vec<String>,
    /// The folders that were walked, absolute.
    pub roots: Vec<PathBuf>,
    /// Files that are there and are another part's ([`Shard`](super::Shard)), absolute.
    pub elsewhere: HashSet<PathBuf>,
}

/// A glob that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobError {
    /// As given.
    pub glob: String,
    /// What is wrong with it.
    pub why: String,
}

impl std::fmt::Display for GlobError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "mönstret `{}` går inte att använda ({}). Skriv som i `*.pdf` eller `utkast/**`.", self.glob, self.why)
    }
}

impl std::error::Error for GlobError {}

impl Walk {
    /// Finds every file. The order is the same whatever order the file system has.
    ///
    /// # Errors
    /// A glob cannot be understood. What cannot be looked at is no error: it stands in the answer.
    pub fn run(&self) -> Result<Walked, GlobError> {
        let mut out = Walked::default();
        let mut files = BTreeMap::new();
        let never: Vec<PathBuf> = self.never.iter().map(|path| absolute(path)).collect();
        for given in &self.given {
            let globs = self.globs(given)?;
            let place = absolute(given);
            if std::fs::metadata(given).is_ok_and(|data| data.is_dir()) {
                out.roots.push(place);
            }
            let mut walk = WalkBuilder::new(given);
            walk.standard_filters(false).hidden(true).follow_links(true).max_depth(Some(DEEPEST)).overrides(globs.clone());
            walk.add_custom_ignore_filename(IGNORE_FILE);
            for entry in walk.build() {
                match entry {
                    Ok(entry) => {
                        if let Some(error) = entry.error() {
                            out.remarks.push(error.to_string());
                        }
                        // A file that is given by name is not asked about by the walk itself.
                        let wanted = entry.depth() > 0 || !globs.matched(entry.path(), false).is_ignore();
                        match found(&entry) {
                            Ok(Some(file)) if wanted && !never.contains(&file.place) => drop(files.insert(file.place.clone(), file)),
                            Ok(_) => {}
                            Err(closed) => out.closed.push(closed),
                        }
                    }
                    Err(error) => out.closed.extend(closed(&error, given)),
                }
            }
        }
        out.files = files.into_values().collect();
        out.files.sort();
        out.closed.sort();
        out.closed.dedup();
        out.remarks.sort();
        out.remarks.dedup();
        Ok(out)
    }

    /// What to take and leave of what lies under a path. Of two globs that match the later one decides, so those that leave out stand last.
    fn globs(&self, given: &Path) -> Result<Override, GlobError> {
        let mut globs = OverrideBuilder::new(given);
        let wrong = |glob: &str, error: ignore::Error| GlobError { glob: glob.to_string(), why: error.to_string() };
        for glob in &self.include {
            globs.add(glob.trim_start_matches('!')).map_err(|error| wrong(glob, error))?;
        }
        for glob in &self.exclude {
            globs.add(&format!("!{}", glob.trim_start_matches('!'))).map_err(|error| wrong(glob, error))?;
        }
        globs.build().map_err(|error| wrong("", error))
    }
}

/// The file of an entry; `None` for folders and for what is no file (pipes, devices).
fn found(entry: &DirEntry) -> Result<Option<Found>, Closed> {
    let path = entry.path();
    let data = entry.metadata().map_err(|error| Closed {
        shown: shown(path),
        place: absolute(path),
        why: error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
    })?;
    if !data.is_file() {
        return Ok(None);
    }
    // A clock before 1970, or a file system without times: the content decides each time the number differs.
    let changed = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok(Some(Found {
        shown: shown(path),
        place: absolute(path),
        path: path.to_path_buf(),
        size: data.len(),
        changed: changed.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)),
    }))
}

/// What an error of the walk says could not be looked at; `None` for links that lead back.
fn closed(error: &ignore::Error, given: &Path) -> Option<Closed> {
    fn path_of(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
            _ => None,
        }
    }
    fn leads_back(error: &ignore::Error) -> bool {
        match error {
            ignore::Error::Loop { .. } => true,
            ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => leads_back(err),
            _ => false,
        }
    }
    if leads_back(error) {
        return None;
    }
    let path = path_of(error).unwrap_or(given);
    let is_folder = std::fs::symlink_metadata(path).is_ok_and(|data| data.is_dir());
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Some(Closed { shown: format!("{}{}", shown(path), if is_folder { "/" } else { "" }), place: absolute(path), why })
}

/// A path from the root, without looking at the disk.
fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    // `a/../b` stays as it is: what `..` means is for the file system to say.
    whole.components().filter(|part| *part != Component::CurDir).collect()
}

/// How a path is shown: composed, with `/`, without `./`; what is no Unicode and what steers a terminal stands as U+FFFD.
pub fn shown(path: &Path) -> String {
    let parts: Vec<&OsStr> = path.components().filter(|part| *part != Component::CurDir).map(Component::as_os_str).collect();
    let whole: PathBuf = parts.iter().collect();
    let text = whole.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") };
    text.nfc().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// The paths of a list: one a line, or one between NULs, as `find -print0` writes them. Empty lines are passed over.
pub fn listed(bytes: &[u8], by_nul: bool) -> Vec<PathBuf> {
    let end = if by_nul { 0 } else { b'\n' };
    let lines = bytes.split(|byte| *byte == end);
    let lines = lines.map(|line| if by_nul { line } else { line.strip_suffix(b"\r").unwrap_or(line) });
    lines.filter(|line| !line.is_empty()).map(path_of).collect()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        folder
    }

    fn names(folder: &tempfile::TempDir, walk: Walk) -> Vec<String> {
        let walked = Walk { given: vec![folder.path().to_path_buf()], ..walk }.run().unwrap();
        let start = format!("{}/", shown(folder.path()));
        walked.files.iter().map(|file| file.shown.strip_prefix(&start).unwrap().to_string()).collect()
    }

    #[test]
    fn globs_and_ignore_files_say_what_to_leave() {
        let folder = folder(&["a/plan.pdf", "a/utkast/plan.pdf", "a/plan.docx", "b/bilaga.pdf", ".dold/plan.pdf", "b/gammal.pdf"]);
        let globs = |globs: &[&str]| globs.iter().map(|glob| glob.to_string()).collect::<Vec<_>>();
        assert_eq!(names(&folder, Walk::default()).len(), 5);
        assert_eq!(
            names(&folder, Walk { include: globs(&["*.pdf"]), exclude: globs(&["utkast/", "gammal*"]), ..Walk::default() }),
            ["a/plan.pdf", "b/bilaga.pdf"]
        );
        fs::write(folder.path().join("b").join(IGNORE_FILE), "*.pdf\n!gammal.pdf\n").unwrap();
        fs::write(folder.path().join(".gitignore"), "*.docx\n").unwrap();
        assert_eq!(names(&folder, Walk::default()), ["a/plan.docx", "a/plan.pdf", "a/utkast/plan.pdf", "b/gammal.pdf"]);
        let wrong = Walk { given: vec![folder.path().to_path_buf()], exclude: globs(&["a[.pdf"]), ..Walk::default() }.run().unwrap_err();
        assert_eq!(wrong.glob, "a[.pdf");
    }

    #[test]
    fn what_is_given_twice_is_found_once_and_what_is_missing_is_told() {
        let folder = folder(&["a/plan.pdf"]);
        let at = |name: &str| folder.path().join(name);
        let walked = Walk { given: vec![at("a"), at("a/plan.pdf"), at("saknas.pdf")], ..Walk::default() }.run().unwrap();
        assert_eq!(walked.files.len(), 1);
        assert_eq!(walked.closed.len(), 1);
        assert!(walked.closed[0].shown.ends_with("saknas.pdf"));
        let none = Walk { given: vec![at("a")], never: vec![at("a/plan.pdf")], ..Walk::default() }.run().unwrap();
        assert_eq!(none.files.len(), 0);
    }

    #[test]
    #[cfg(unix)]
    fn links_that_lead_back_end_and_links_to_nothing_are_told() {
        let folder = folder(&["a/b/plan.pdf"]);
        let at = |name: &str| folder.path().join(name);
        std::os::unix::fs::symlink(at("a"), at("a/b/tillbaka")).unwrap();
        std::os::unix::fs::symlink(at("ingenting.pdf"), at("a/trasig.pdf")).unwrap();
        std::os::unix::fs::symlink(at("a/b/plan.pdf"), at("a/kopia.pdf")).unwrap();
        let walked = Walk { given: vec![at("a")], ..Walk::default() }.run().unwrap();
        assert_eq!(walked.files.len(), 2, "{walked:?}");
        assert_eq!(walked.closed.len(), 1, "{walked:?}");
        assert!(walked.closed[0].shown.ends_with("trasig.pdf"));
    }

    #[test]
    fn names_are_shown_composed_and_without_signs_that_steer() {
        assert_eq!(shown(Path::new("./a\u{30a}/b\u{1b}[1m.pdf")), "å/b\u{FFFD}[1m.pdf");
        assert_eq!(listed(b"a b.pdf\r\n\nc.pdf", false), [PathBuf::from("a b.pdf"), PathBuf::from("c.pdf")]);
        assert_eq!(listed(b"a\nb.pdf\0c.pdf\0", true), [PathBuf::from("a\nb.pdf"), PathBuf::from("c.pdf")]);
    }
}
