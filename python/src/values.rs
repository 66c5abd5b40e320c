//! Rows of tables as Python's own values.

use genomsyra::apart::{Handed, Settled};
use genomsyra::report::Table;
use genomsyra::report::table::{Columns, SETTLED, Value};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

/// Names and kinds of a table's columns.
pub fn columns(table: Table) -> Vec<(&'static str, &'static str)> {
    table.columns().iter().map(|(name, kind)| (*name, kind.name())).collect()
}

/// The columns of what [`settled`] gives, as [`columns`] tells them.
pub fn settled_columns() -> Vec<(&'static str, &'static str)> {
    columns(Table::Documents).into_iter().filter(|(name, _)| *name == "sokvag" || SETTLED.contains(name)).collect()
}

fn value<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Text(text) => text.into_bound_py_any(py),
        Value::Texts(texts) => texts.into_bound_py_any(py),
        Value::Count(count) => count.into_bound_py_any(py),
        Value::Large(count) => count.into_bound_py_any(py),
        Value::Number(number) => number.into_bound_py_any(py),
        Value::Flag(flag) => flag.into_bound_py_any(py),
        Value::Missing => Ok(py.None().into_bound(py)),
    }
}

fn row<'py>(py: Python<'py>, columns: &Columns, values: &[Value]) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    columns.iter().zip(values).try_for_each(|((name, _), one)| dict.set_item(name, value(py, one)?))?;
    Ok(dict)
}

/// What a worker hands over of one document.
pub fn handed<'py>(py: Python<'py>, handed: &Handed) -> PyResult<Bound<'py, PyDict>> {
    let dict = row(py, Table::Documents.columns(), &handed.document)?;
    let findings = PyList::empty(py);
    handed.findings.iter().try_for_each(|one| findings.append(row(py, Table::Findings.columns(), one)?))?;
    dict.set_item("fynd", findings)?;
    dict.set_item("underlag", PyBytes::new(py, &handed.slip))?;
    dict.set_item("annan_fil", &handed.other)?;
    Ok(dict)
}

/// What the archive tells of one document.
pub fn settled<'py>(py: Python<'py>, settled: &Settled) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("sokvag", &settled.path)?;
    SETTLED.iter().zip(&settled.values).try_for_each(|(name, one)| dict.set_item(name, value(py, one)?))?;
    Ok(dict)
}
