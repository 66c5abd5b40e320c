"""How far Swedish municipal steering documents integrate human rights, sentence by sentence. Rules, not models; nothing leaves the machine.

One document::

    from pathlib import Path
    import genomsyra

    outcome = genomsyra.analyse(Path("plan.pdf"))
    outcome["maturity"]["level"]                     # 0-5; None where there is nothing to judge
    for finding in outcome["findings"]:
        span = finding["span"]
        outcome["text"][span["char_start"]:span["char_end"]] == finding["match"]

Many documents, as the tables that `genomsyra scan --format parquet` writes (needs pyarrow)::

    from genomsyra.arrow import tables

    documents, findings = tables(Path("arkiv").rglob("*.pdf"))
    documents.to_pandas()

On engines that share the work among machines: :meth:`Analyser.rows` and :meth:`Analyser.settle`.
"""

from __future__ import annotations

from os import PathLike
from typing import Any

from genomsyra._native import DOCUMENT_COLUMNS, FINDING_COLUMNS, SETTLED_COLUMNS, Analyser, __version__

__all__ = ["DOCUMENT_COLUMNS", "FINDING_COLUMNS", "SETTLED_COLUMNS", "Analyser", "__version__", "analyse"]


_kept: list[Analyser] = []


def _built_in() -> Analyser:
    """Keeps what it has learnt of words from document to document."""
    if not _kept:
        _kept.append(Analyser())
    return _kept[0]


def analyse(
    source: str | bytes | bytearray | PathLike[str],
    *,
    name: str | None = None,
    type: str | None = None,  # noqa: A002 - what the command line calls it
    rules: str | PathLike[str] | None = None,
) -> dict[str, Any]:
    """Judges one document.

    source: a file by its ``pathlib.Path``, the bytes of a file, or a text as ``str`` (Markdown is understood).
    name: what the document is called; kinds of files that cannot be told by their bytes are told by it.
    type: id of the type of document, where it is known (``policy``, ``budget`` ...).
    rules: a folder of own rules, laid over the built-in ones. Compiled once a process.

    Returns what ``genomsyra check --format json`` writes (schema ``genomsyra.outcome/1``), and under ``text`` the document's text: every
    ``span`` counts in it, in bytes of UTF-8 (``start``, ``end``) and in characters (``char_start``, ``char_end``). A document that cannot be
    read is a result with ``judged`` false, its ``problems``, and None as ``text``.

    Raises OSError for a file that cannot be opened, ValueError for rules with mistakes and for types that do not exist.
    """
    # A folder may have been edited since the last call; rules that have not are not compiled again.
    analyser = _built_in() if rules is None else Analyser(rules)
    return analyser.analyse(source, name=name, type=type)
