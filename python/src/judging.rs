//! Rules, limits and documents as Python gives them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use genomsyra::apart::Worker;
use genomsyra::archive::Glossary;
use genomsyra::outcome::Outcome;
use genomsyra::read::ReadOptions;
use genomsyra::report::{Format, Options, write_outcomes};
use genomsyra::rule::{RuleFile, RuleSet, built_in_files, laid_over, nearest};
use genomsyra::run::Analyser;
use genomsyra::source::{OpenError, OpenFailure, open_document, open_rule_folder};
use pyo3::exceptions::{PyFileNotFoundError, PyOSError, PyPermissionError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

/// Largest rule file, in bytes.
const LARGEST_RULE_FILE: usize = 16 << 20;

/// Rules, compiled once a process, and the workers that know them. They live as long as the process: an engine that makes an analyser for every
/// task gets workers that have learnt words from the tasks before.
pub struct Compiled {
    pub rules: &'static RuleSet,
    pub glossary: &'static Glossary,
    /// Workers that wait for the next document: as many as have been busy at once.
    idle: Mutex<Vec<Worker<'static>>>,
}

impl Compiled {
    /// Does work with a worker that nobody else uses meanwhile. One that panics is not used again.
    pub fn with_worker<T>(&self, work: impl FnOnce(&mut Worker<'static>) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = idle().pop();
        let mut worker = waiting.unwrap_or_else(|| Worker::new(Analyser::new(self.rules), self.glossary));
        let done = work(&mut worker);
        idle().push(worker);
        done
    }
}

/// What documents are judged with.
pub struct Setup {
    pub compiled: &'static Compiled,
    pub reading: ReadOptions,
    pub document_type: Option<String>,
}

impl Setup {
    /// `max_size` in megabytes, `time_limit` in seconds a document.
    pub fn load(folder: Option<&Path>, max_size: Option<usize>, time_limit: Option<f64>) -> PyResult<Setup> {
        let compiled = compiled(folder)?;
        let mut reading = ReadOptions::default();
        if let Some(megabytes) = max_size {
            reading.limits.max_bytes = megabytes.checked_mul(1 << 20).ok_or_else(|| PyValueError::new_err("max_size är för stort."))?;
        }
        if let Some(seconds) = time_limit {
            reading.limits.max_time =
                Duration::try_from_secs_f64(seconds).map_err(|_| PyValueError::new_err("time_limit ska vara sekunder, från 0."))?;
        }
        Ok(Setup { compiled, reading, document_type: None })
    }

    /// The type of document as given, if the rules know it.
    pub fn known_type(&self, given: &str) -> PyResult<String> {
        let known: Vec<&str> = self.compiled.rules.document_types().iter().map(|t| t.id.as_str()).collect();
        if known.contains(&given) {
            return Ok(given.to_string());
        }
        let meant = nearest(&given.to_lowercase(), known.iter().copied()).map_or_else(String::new, |t| format!(" Menade du `{t}`?"));
        Err(PyValueError::new_err(format!("dokumenttypen `{given}` finns inte.{meant} Typer som finns: {}.", known.join(", "))))
    }
}

/// Each set of rules is compiled once, however many ask for it.
fn compiled(folder: Option<&Path>) -> PyResult<&'static Compiled> {
    static ALL: OnceLock<Mutex<HashMap<Vec<RuleFile>, &'static Compiled>>> = OnceLock::new();
    let own = folder.map(|folder| open_rule_folder(folder, LARGEST_RULE_FILE)).transpose().map_err(|error| told(&error))?;
    let own = own.unwrap_or_default().into_iter().map(|(name, contents)| RuleFile { name, contents }).collect();
    let files = laid_over(built_in_files(), own);
    let mut all = ALL.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all.get(&files) {
        return Ok(known);
    }
    let rules: &RuleSet = Box::leak(Box::new(RuleSet::from_files(&files).map_err(|errors| PyValueError::new_err(errors.to_string()))?));
    let glossary: &Glossary = Box::leak(Box::new(Glossary::of(rules)));
    let compiled: &Compiled = Box::leak(Box::new(Compiled { rules, glossary, idle: Mutex::default() }));
    all.insert(files, compiled);
    Ok(compiled)
}

/// A document: a file by its path (`os.PathLike`), a file's bytes, or a text.
pub enum Source {
    Path(PathBuf),
    Bytes(PyBackedBytes),
    Text(String),
}

impl<'a, 'py> FromPyObject<'a, 'py> for Source {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = given.extract::<String>() {
            return Ok(Source::Text(text));
        }
        if given.hasattr("__fspath__")? {
            return Ok(Source::Path(given.extract()?));
        }
        let bytes = given.extract::<PyBackedBytes>();
        bytes.map(Source::Bytes).map_err(|_| PyValueError::new_err("ange en pathlib.Path, bytes eller en text (str)."))
    }
}

/// The bytes of a document: read here, or Python's own, of which only a `bytearray` is copied.
pub enum Contents {
    Own(Vec<u8>),
    Given(PyBackedBytes),
}

impl AsRef<[u8]> for Contents {
    fn as_ref(&self) -> &[u8] {
        match self {
            Contents::Own(bytes) => bytes,
            Contents::Given(bytes) => bytes,
        }
    }
}

impl Source {
    /// Name and bytes. Bytes without a name are known by what they hold.
    pub fn open(self, name: Option<&str>, limit: usize) -> PyResult<(String, Contents)> {
        match self {
            Source::Path(path) => {
                let shown = name.map_or_else(|| path.to_string_lossy().into_owned(), str::to_string);
                Ok((shown, Contents::Own(open_document(&path, limit).map_err(|error| told(&error))?)))
            }
            Source::Bytes(bytes) => Ok((name.unwrap_or("dokument").to_string(), Contents::Given(bytes))),
            // To judge the name of a file would give an answer, and a wrong one.
            Source::Text(text) if looks_like_a_file(&text) => {
                Err(PyValueError::new_err(format!("{text} är en fil och ingen text. Skriv pathlib.Path({text:?}) för att granska filen.")))
            }
            // Headings, lists and tables may be marked up; a text without markup is read the same.
            Source::Text(text) => Ok((name.unwrap_or("text.md").to_string(), Contents::Own(text.into_bytes()))),
        }
    }
}

fn looks_like_a_file(text: &str) -> bool {
    text.len() < 1024 && !text.contains('\n') && Path::new(text).is_file()
}

fn told(error: &OpenError) -> PyErr {
    match error.failure {
        OpenFailure::Missing => PyFileNotFoundError::new_err(error.to_string()),
        OpenFailure::Denied => PyPermissionError::new_err(error.to_string()),
        _ => PyOSError::new_err(error.to_string()),
    }
}

/// The outcome as JSON, and the text that its places count in; `None` for a document that could not be read.
pub fn judge(worker: &mut Worker<'static>, bytes: &[u8], name: &str) -> PyResult<(String, Option<String>)> {
    let analyser = worker.analyser();
    let outcome: Outcome = analyser.analyse(bytes, name);
    let mut json = Vec::new();
    write_outcomes(std::slice::from_ref(&outcome), analyser.rules(), Format::Json, &Options::default(), &mut json)?;
    let json = String::from_utf8(json).map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok((json, outcome.result.ok().map(|analysis| analysis.document.text().to_string())))
}
