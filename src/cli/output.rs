//! Where results go: standard output, or a file that is opened before the run so that a long run never ends in vain.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::exit::Stop;

/// A place for results.
pub enum Output {
    /// Standard output.
    Standard,
    /// A file; what stood in it is kept until there is something to put there.
    File(PathBuf, File),
}

/// Whether a file may be written there at all: no folder, and none of the documents themselves.
pub fn check_place(path: &Path, inputs: &[PathBuf]) -> Result<(), Stop> {
    let shown = path.display();
    if path.is_dir() {
        return Err(Stop::Told(format!("{shown} är en mapp. Ange en fil att skriva till.")));
    }
    let same = |other: &PathBuf| matches!((fs::canonicalize(path), fs::canonicalize(other)), (Ok(a), Ok(b)) if a == b);
    if inputs.iter().any(same) {
        return Err(Stop::Told(format!("{shown} är ett av dokumenten som ska granskas. Ange en annan fil att skriva till.")));
    }
    Ok(())
}

impl Output {
    /// Opens the place. `inputs` are files that must not be written over.
    pub fn open(path: Option<&Path>, inputs: &[PathBuf]) -> Result<Output, Stop> {
        let Some(path) = path else { return Ok(Output::Standard) };
        let shown = path.display();
        check_place(path, inputs)?;
        match OpenOptions::new().write(true).create(true).truncate(false).open(path) {
            Ok(file) => Ok(Output::File(path.to_path_buf(), file)),
            Err(error) => {
                let why = match error.kind() {
                    io::ErrorKind::NotFound => "mappen finns inte".to_string(),
                    io::ErrorKind::PermissionDenied => "behörighet saknas".to_string(),
                    _ => error.to_string(),
                };
                Err(Stop::Told(format!("{shown} går inte att skriva till ({why}). Ange en annan fil eller mapp.")))
            }
        }
    }

    /// Whether results go to standard output.
    pub fn is_standard(&self) -> bool {
        matches!(self, Output::Standard)
    }

    /// Writes the results with `write`.
    pub fn write(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
        match self {
            Output::Standard => {
                let mut out = BufWriter::new(io::stdout().lock());
                write(&mut out)?;
                out.flush()?;
            }
            Output::File(path, file) => {
                let failed = |error: io::Error| match error.kind() {
                    io::ErrorKind::BrokenPipe => Stop::ClosedPipe,
                    _ => Stop::Told(format!("{} gick inte att skriva klart ({error}).", path.display())),
                };
                // Devices and named pipes have no length to cut.
                if file.metadata().is_ok_and(|m| m.is_file()) {
                    file.set_len(0).map_err(failed)?;
                }
                let mut out = BufWriter::new(file);
                write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
            }
        }
        Ok(())
    }
}
