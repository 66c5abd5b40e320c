//! `genomsyra._native`: what Python calls. Documents in, plain Python values out; while a document is read and judged other Python threads run.

mod judging;
mod values;

use genomsyra::apart::{Settling, Worker};
use genomsyra::outcome::PROGRAM_VERSION;
use genomsyra::report::Table;
use genomsyra::source::OpenFailure;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

use judging::{Setup, Source, judge};
use values::{columns, handed, settled, settled_columns};

/// Rules, compiled once, and what documents are judged with. Any number of threads may use one at once.
#[pyclass(frozen, module = "genomsyra")]
struct Analyser {
    setup: Setup,
}

impl Analyser {
    /// Does work with a worker that nobody else uses meanwhile, without holding Python up.
    fn with_worker<T: Send>(
        &self,
        py: Python<'_>,
        document_type: Option<String>,
        work: impl FnOnce(&mut Worker<'static>) -> T + Send,
    ) -> T {
        py.detach(|| {
            self.setup.compiled.with_worker(|worker| {
                let analyser = worker.analyser();
                analyser.reading = self.setup.reading.clone();
                analyser.options.document_type = document_type.or_else(|| self.setup.document_type.clone());
                work(worker)
            })
        })
    }

    fn known_type(&self, given: Option<&str>) -> PyResult<Option<String>> {
        given.map(|given| self.setup.known_type(given)).transpose()
    }
}

#[pymethods]
impl Analyser {
    #[new]
    #[pyo3(signature = (rules=None, *, r#type=None, max_size=None, time_limit=None))]
    fn new(
        py: Python<'_>,
        rules: Option<std::path::PathBuf>,
        r#type: Option<&str>,
        max_size: Option<usize>,
        time_limit: Option<f64>,
    ) -> PyResult<Self> {
        let setup = py.detach(|| Setup::load(rules.as_deref(), max_size, time_limit))?;
        let document_type = r#type.map(|given| setup.known_type(given)).transpose()?;
        Ok(Analyser { setup: Setup { document_type, ..setup } })
    }

    /// Judges one document: what `check --format json` tells, and its text.
    #[pyo3(signature = (source, *, name=None, r#type=None))]
    fn analyse<'py>(&self, py: Python<'py>, source: Source, name: Option<&str>, r#type: Option<&str>) -> PyResult<Bound<'py, PyDict>> {
        let document_type = self.known_type(r#type)?;
        let limit = self.setup.reading.limits.max_bytes;
        let (name, bytes) = py.detach(|| source.open(name, limit))?;
        let (json, text) = self.with_worker(py, document_type, |worker| judge(worker, bytes.as_ref(), &name))?;
        let outcome = py.import("json")?.call_method1("loads", (json,))?.cast_into::<PyDict>()?;
        outcome.set_item("text", text)?;
        Ok(outcome)
    }

    /// Judges one file apart from its archive: a dict for each document in it.
    #[pyo3(signature = (path, content=None, *, file=None, r#type=None))]
    fn rows<'py>(
        &self,
        py: Python<'py>,
        path: &str,
        content: Option<&[u8]>,
        file: Option<std::path::PathBuf>,
        r#type: Option<&str>,
    ) -> PyResult<Bound<'py, PyList>> {
        let document_type = self.known_type(r#type)?;
        if content.is_some() && file.is_some() {
            return Err(PyValueError::new_err("ange antingen content eller file."));
        }
        let done = self.with_worker(py, document_type, |worker| match content {
            Some(bytes) => worker.file(path, Ok(bytes), bytes.len() as u64),
            None => {
                let file = file.unwrap_or_else(|| path.into());
                let limit = worker.analyser().reading.limits.max_bytes;
                let opened: Result<Vec<u8>, OpenFailure> = genomsyra::source::open_document(&file, limit).map_err(|error| error.failure);
                let size = std::fs::metadata(&file).map_or(0, |known| known.len());
                worker.file(path, opened.as_deref(), size)
            }
        });
        let list = PyList::empty(py);
        done.iter().try_for_each(|one| list.append(handed(py, one)?))?;
        Ok(list)
    }

    /// What only the whole archive can tell of each document, in path order.
    fn settle<'py>(&self, py: Python<'py>, documents: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        let mut settling = Settling::new(self.setup.compiled.glossary);
        for document in documents.try_iter()? {
            let (path, slip): (String, Bound<'py, PyBytes>) = document?.extract()?;
            settling.add(&path, slip.as_bytes()).map_err(|error| PyValueError::new_err(format!("{path}: {error}")))?;
        }
        let all = py.detach(|| settling.finish());
        let list = PyList::empty(py);
        all.iter().try_for_each(|one| list.append(settled(py, one)?))?;
        Ok(list)
    }

    /// The rule set's version.
    #[getter]
    fn rules_version(&self) -> &str {
        self.setup.compiled.rules.version()
    }

    /// SHA-256 of the rule set's files, hexadecimal.
    #[getter]
    fn rules_hash(&self) -> &str {
        self.setup.compiled.rules.hash()
    }
}

/// See the package around it: `genomsyra/__init__.py`.
#[pymodule(gil_used = false)]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Analyser>()?;
    module.add("__version__", PROGRAM_VERSION)?;
    module.add("DOCUMENT_COLUMNS", columns(Table::Documents))?;
    module.add("FINDING_COLUMNS", columns(Table::Findings))?;
    module.add("SETTLED_COLUMNS", settled_columns())
}
