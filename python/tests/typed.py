"""Read by the type checker only: what an analyst writes has the types that it should."""

from pathlib import Path
from typing import Any

import genomsyra

outcome: dict[str, Any] = genomsyra.analyse(Path("plan.pdf"), type="plan")
analyser = genomsyra.Analyser("regler", max_size=64, time_limit=30.0)
rows: list[dict[str, Any]] = analyser.rows("plan.pdf", b"")
settled: list[dict[str, Any]] = analyser.settle((row["sokvag"], row["underlag"]) for row in rows)
version: str = analyser.rules_version + genomsyra.__version__
columns: list[tuple[str, str]] = genomsyra.DOCUMENT_COLUMNS + genomsyra.FINDING_COLUMNS
