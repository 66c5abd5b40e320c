from collections.abc import Iterable
from os import PathLike
from typing import Any, final

__all__ = ["DOCUMENT_COLUMNS", "FINDING_COLUMNS", "SETTLED_COLUMNS", "Analyser", "__version__"]

__version__: str

DOCUMENT_COLUMNS: list[tuple[str, str]]
"""Names of the columns of the table ``dokument`` with their kinds: text, texts, count, large, number, flag."""

FINDING_COLUMNS: list[tuple[str, str]]
"""As DOCUMENT_COLUMNS, for the table ``fynd``."""

SETTLED_COLUMNS: list[tuple[str, str]]
"""As DOCUMENT_COLUMNS, for what :meth:`Analyser.settle` gives."""

@final
class Analyser:
    """Rules, compiled once, and what documents are judged with. Any number of threads may use one at once: they run side by side."""

    def __new__(
        cls,
        rules: str | PathLike[str] | None = None,
        *,
        type: str | None = None,
        max_size: int | None = None,
        time_limit: float | None = None,
    ) -> Analyser:
        """rules: a folder of own rules. type: of documents that are given none. max_size: megabytes of a file. time_limit: seconds a document."""

    def analyse(self, source: str | bytes | bytearray | PathLike[str], *, name: str | None = None, type: str | None = None) -> dict[str, Any]:
        """See :func:`genomsyra.analyse`."""

    def rows(
        self, path: str, content: bytes | None = None, *, file: str | PathLike[str] | None = None, type: str | None = None
    ) -> list[dict[str, Any]]:
        """Judges one file apart from its archive.

        path: what the tables are to say (``sokvag``), folders separated by ``/``.
        content: the file's bytes; without them the file is read from ``file``, or from ``path``. Both are a ValueError.

        Returns a dict for each document in the file (a ZIP archive or a message holds several), with DOCUMENT_COLUMNS; ``fynd``, a list of
        dicts with FINDING_COLUMNS; ``underlag``, bytes for :meth:`settle`; and ``annan_fil``, the kind of a file that is no document and has
        no row in the tables. What only the whole archive can tell is None. Never raises for a document: one that cannot be read is a row
        whose ``bedomd`` is false and whose ``problem`` says why.
        """

    def settle(self, documents: Iterable[tuple[str, bytes]]) -> list[dict[str, Any]]:
        """What only the whole archive can tell of its documents, from their ``sokvag`` and ``underlag``, in any order.

        Returns dicts with ``sokvag``, ``raknas``, ``varfor_inte``, ``raknas_i_stallet`` and ``familj``, in order of paths. Raises ValueError
        for a document that is there twice, or was judged with other rules or another version.
        """

    @property
    def rules_version(self) -> str:
        """The rule set's version."""

    @property
    def rules_hash(self) -> str:
        """SHA-256 of the rule set's files, hexadecimal."""
