"""The tables in Spark's words, for ``mapInArrow``, ``createDataFrame`` and ``read.schema``. Needs nothing but the module."""

from __future__ import annotations

from genomsyra._native import DOCUMENT_COLUMNS, FINDING_COLUMNS, SETTLED_COLUMNS

__all__ = ["DOCUMENTS", "FINDINGS", "ROWS", "SETTLED"]

_KINDS = {"text": "string", "texts": "array<string>", "count": "int", "large": "bigint", "number": "double", "flag": "boolean"}


def _ddl(columns: list[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {_KINDS[kind]}" for name, kind in columns)


DOCUMENTS: str = _ddl(DOCUMENT_COLUMNS)
"""The table ``dokument``: a row a document."""

FINDINGS: str = _ddl(FINDING_COLUMNS)
"""The table ``fynd``: a row a finding."""

ROWS: str = f"{DOCUMENTS}, fynd array<struct<{FINDINGS}>>, underlag binary, annan_fil string"
"""What :meth:`genomsyra.Analyser.rows` gives, a row a document with its findings in it."""

SETTLED: str = _ddl(SETTLED_COLUMNS)
"""What :meth:`genomsyra.Analyser.settle` gives."""
