"""The tables of `genomsyra scan --format parquet` as Arrow, for pandas, Polars, DuckDB, Spark and Ray. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from os import PathLike, cpu_count, fspath
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]

from genomsyra._native import DOCUMENT_COLUMNS, FINDING_COLUMNS, SETTLED_COLUMNS, Analyser

__all__ = ["DOCUMENTS", "FINDINGS", "ROWS", "SETTLED", "tables"]

_KINDS = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "count": pa.int32(),
    "large": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
}


def _schema(columns: list[tuple[str, str]]) -> pa.Schema:
    return pa.schema([pa.field(name, _KINDS[kind]) for name, kind in columns])


DOCUMENTS: pa.Schema = _schema(DOCUMENT_COLUMNS)
"""The table ``dokument``: a row a document."""

FINDINGS: pa.Schema = _schema(FINDING_COLUMNS)
"""The table ``fynd``: a row a finding."""

ROWS: pa.Schema = pa.schema(
    [
        *DOCUMENTS,
        pa.field("fynd", pa.list_(pa.struct(list(FINDINGS)))),
        pa.field("underlag", pa.binary()),
        pa.field("annan_fil", pa.string()),
    ]
)
"""What :meth:`genomsyra.Analyser.rows` gives, a row a document with its findings in it."""

SETTLED: pa.Schema = _schema(SETTLED_COLUMNS)
"""What :meth:`genomsyra.Analyser.settle` gives."""


def tables(
    files: Iterable[str | PathLike[str]],
    *,
    analyser: Analyser | None = None,
    threads: int | None = None,
) -> tuple[pa.Table, pa.Table]:
    """Judges files and gives the tables ``dokument`` and ``fynd``, in order of paths, equal to those that `scan` writes of the same files.

    Everything is held in memory: for archives beyond some ten thousand documents `scan` or an engine suits better.
    """
    analyser = analyser or Analyser()
    with ThreadPoolExecutor(threads or cpu_count() or 1) as pool:
        judged = [row for rows in pool.map(lambda file: analyser.rows(fspath(file)), files) for row in rows]
    rows = sorted((row for row in judged if row["annan_fil"] is None), key=lambda row: row["sokvag"].encode())
    settled = {one["sokvag"]: one for one in analyser.settle((row["sokvag"], row["underlag"]) for row in rows)}
    for row in rows:
        row.update(settled[row["sokvag"]])
    return pa.Table.from_pylist(rows, schema=DOCUMENTS), pa.Table.from_pylist(list(_findings(rows)), schema=FINDINGS)


def _findings(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        for finding in row["fynd"]:
            finding["raknas"] = row["raknas"]
            yield finding
