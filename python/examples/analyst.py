"""An analyst's session, cell by cell: a folder of documents, then questions to its tables in Polars. Run: python analyst.py FOLDER"""

# %% Judge every file of a folder. Everything stays on this machine; all processors are used.
import sys
from pathlib import Path

import polars as pl

import genomsyra
from genomsyra.arrow import tables

folder = Path(sys.argv[1])
documents, findings = (pl.from_arrow(table) for table in tables(path for path in sorted(folder.rglob("*")) if path.is_file()))

# %% What could not be read is not the same as what says nothing: look here first.
print(documents.filter(~pl.col("bedomd")).select("sokvag", "problem"))

# %% Copies and older versions are told apart: only documents that count are counted.
counted = documents.filter("raknas")
print(counted.group_by("kommun").agg(pl.len().alias("dokument"), pl.col("poang").mean().round(1), pl.col("niva").median()).sort("kommun"))

# %% Which rights are mentioned, and which are steered? Steps 3-5 of the ladder bind somebody to something.
by_area = findings.filter(pl.col("raknas") & (pl.col("status") == "counted")).explode("omraden").group_by("omraden")
print(by_area.agg(pl.len().alias("stallen"), (pl.col("steg") >= 3).mean().round(2).alias("andel_som_styr")).sort("stallen", descending=True))

# %% Every number opens up to its sentences: those that steer most, with page and rule.
print(findings.filter(pl.col("raknas")).sort("steg", descending=True).select("sokvag", "sida", "steg", "regel", "mening").head(5))

# %% One document in full, as `genomsyra check --format json` tells it.
best = counted.sort("poang", descending=True).row(0, named=True)
outcome = genomsyra.analyse(Path(best["sokvag"]))
print(best["sokvag"], outcome["maturity"]["level"], [area["id"] for area in outcome["areas"]][:3])
