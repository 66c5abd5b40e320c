//! Settings on the disk: which file belongs to which document, and how paths are told from its folder.

use std::fmt::Display;
use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use genomsyra::gate::{CONFIG_FILE, Config};
use genomsyra::source::{OpenFailure, open_text, shown};

use crate::cli::args::GateArgs;
use crate::cli::exit::Stop;
use crate::cli::settings::is_standard_input;

/// Largest file of settings, exceptions or baseline, in bytes.
const LARGEST: usize = 64 << 20;

/// A settings file, or none, and the folder that paths are told from.
pub struct Source {
    /// Its name as messages show it, and its text.
    pub text: Option<(String, String)>,
    /// Its folder; without a file the folder where the program is run.
    pub base: PathBuf,
}

impl Source {
    /// The folder of own rules.
    pub fn rules_folder(&self) -> Option<PathBuf> {
        let (_, text) = self.text.as_ref()?;
        Config::rules_folder(text).filter(|folder| !folder.is_empty()).map(|folder| self.base.join(folder))
    }
}

/// The settings of some documents.
pub struct Sources {
    /// Each once.
    pub all: Vec<Source>,
    /// For each document its place in `all`.
    pub of_file: Vec<usize>,
}

impl Sources {
    /// Finds the settings of each file; of no files, those of the folder where the program is run.
    pub fn find(files: &[PathBuf], args: &GateArgs) -> Result<Sources, Stop> {
        let here = absolute(Path::new("."));
        let found: Vec<Option<PathBuf>> = match &args.config {
            _ if args.no_config => vec![None; files.len().max(1)],
            Some(file) => vec![Some(file.clone()); files.len().max(1)],
            None if files.is_empty() => vec![upwards(&here, CONFIG_FILE)],
            None => files.iter().map(|file| upwards(&folder_of(file), CONFIG_FILE)).collect(),
        };
        let (mut all, mut of_file, mut names): (Vec<Source>, _, Vec<Option<PathBuf>>) = (Vec::new(), Vec::new(), Vec::new());
        for file in found {
            if let Some(place) = names.iter().position(|name| *name == file) {
                of_file.push(place);
                continue;
            }
            of_file.push(all.len());
            all.push(match &file {
                Some(path) => {
                    let text = read_text(path)?;
                    let whole = absolute(path);
                    let name = near(path);
                    Source { text: Some((name, text)), base: whole.parent().map_or_else(|| here.clone(), Path::to_path_buf) }
                }
                None => Source { text: None, base: here.clone() },
            });
            names.push(file);
        }
        Ok(Sources { all, of_file })
    }
}

/// The folder that a document lies in; of standard input the one where the program is run.
pub fn folder_of(file: &Path) -> PathBuf {
    let here = || absolute(Path::new("."));
    if is_standard_input(file) {
        return here();
    }
    let whole = absolute(file);
    if whole.is_dir() { whole } else { whole.parent().map_or_else(here, Path::to_path_buf) }
}

/// The file of this name in a folder, or the nearest one above it.
pub fn upwards(folder: &Path, name: &str) -> Option<PathBuf> {
    folder.ancestors().map(|above| above.join(name)).find(|file| file.is_file())
}

/// A path from the root without `.` and `..`; links stay as they are.
pub fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut out = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

/// A file's name as messages show it: from where the program is run, if it lies there or below.
pub fn near(path: &Path) -> String {
    let here = absolute(Path::new("."));
    absolute(path).strip_prefix(here).map_or_else(|_| path.display().to_string(), |near| near.display().to_string())
}

/// A document's path from a folder, with `/`; the whole path of one that lies elsewhere. Standard input has its name only.
pub fn path_of(base: &Path, name: &str) -> String {
    let whole = absolute(Path::new(name));
    whole.strip_prefix(base).map_or_else(|_| shown(&whole), shown)
}

/// The text of a file that has to be there.
pub fn read_text(path: &Path) -> Result<String, Stop> {
    Ok(open_text(path, LARGEST)?)
}

/// The text of a file, if it is there.
pub fn existing(path: &Path) -> Result<Option<String>, Stop> {
    match open_text(path, LARGEST) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.failure == OpenFailure::Missing => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Writes a file whole or not at all: beside it first, then in its place.
pub fn write_whole(path: &Path, text: &str) -> Result<(), Stop> {
    let failed = |error: std::io::Error| Stop::Told(format!("{} gick inte att skriva ({error}).", path.display()));
    let mut beside = path.as_os_str().to_os_string();
    beside.push(".ny");
    let beside = PathBuf::from(beside);
    let mut file = fs::File::create(&beside).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    drop(file);
    fs::rename(&beside, path).map_err(failed)
}

/// Mistakes in a file of ours, one a line.
pub fn wrong(what: &str, errors: &impl Display) -> Stop {
    Stop::Told(format!("{what} går inte att använda:\n{errors}"))
}
