"""Judges an archive of documents on Spark, with the wheel on every machine, and writes scan's two tables as Parquet.

    spark-submit spark_arrow.py MAPP UT                     # Spark reads the files: any file system that it knows
    spark-submit spark_arrow.py MAPP UT --by paths          # the workers read them: a folder that all machines share

UT/dokument and UT/fynd hold what `cd MAPP && genomsyra scan . --format parquet` writes. UT/rader is what the machines found, before the documents were
weighed against each other; it may be removed afterwards. `.write.format("delta")` in place of `.write.parquet` makes Delta tables.
"""

import argparse
import os
import re
from pathlib import Path
from urllib.parse import unquote

import genomsyra
import pyarrow
from genomsyra import arrow
from genomsyra import spark as tables
from pyspark.sql import SparkSession
from pyspark.sql import functions as f


def judge(rules, folder):
    """What each worker does with its files."""

    def rows(batches):
        # The module compiles rules once a process; a worker lives from task to task (spark.python.worker.reuse).
        analyser = genomsyra.Analyser(rules)
        for batch in batches:
            files = zip(batch.column("sokvag").to_pylist(), batch.column("content").to_pylist())
            found = [row for path, content in files for row in analyser.rows(path, content, file=folder and f"{folder}/{path}")]
            yield pyarrow.RecordBatch.from_pylist(found, schema=arrow.ROWS)

    return rows


def analyse(spark, files, out, rules=None, folder=None):
    """From files (sokvag, content) to the two tables: this is all of it."""
    # Each file is judged once: what a task found stands in `rader` when Spark has committed it, and a machine that is lost neither doubles nor loses rows.
    files.mapInArrow(judge(rules, folder), tables.ROWS).write.mode("overwrite").parquet(f"{out}/rader")
    rows = spark.read.schema(tables.ROWS).parquet(f"{out}/rader").where("annan_fil is null")

    # Which of several copies and versions counts: only the whole archive can tell. One small record a document, one part of the table at a time.
    basis = ((row.sokvag, bytes(row.underlag)) for row in rows.select("sokvag", "underlag").toLocalIterator())
    settled = spark.createDataFrame(genomsyra.Analyser(rules).settle(basis), tables.SETTLED)

    documents = rows.drop(*settled.columns[1:]).join(settled, "sokvag")
    findings = rows.selectExpr("inline(fynd)").drop("raknas").join(settled.select("sokvag", "raknas"), "sokvag")
    documents.select(*(name for name, _ in genomsyra.DOCUMENT_COLUMNS)).write.mode("overwrite").parquet(f"{out}/dokument")
    findings.select(*(name for name, _ in genomsyra.FINDING_COLUMNS)).write.mode("overwrite").parquet(f"{out}/fynd")


def by_content(spark, root, largest):
    """Whole files as rows, from any file system that Spark knows."""
    # By default Spark leaves out names that begin with `_` too; scan only those with `.`.
    files = spark.read.format("binaryFile").options(recursiveFileLookup=True, ignoredPathSegmentRegex=r"^\.").load(root)
    # Only lengths are asked for here: no content is read.
    large = [row.path for row in files.select("path", "length").where(f.col("length") > largest).limit(5).collect()]
    if large:
        raise SystemExit(f"För stora filer för att läsas som rader (--max-size), till exempel {', '.join(large)}. Använd --by paths.")
    # Spark lists empty files but makes no rows of them. In the tables they are documents with a problem.
    names = [(re.sub("^file:/+", "file:/", unquote(name)),) for name in files.inputFiles()]
    named = spark.createDataFrame(names, "path string")
    empty = named.join(files.select("path"), "path", "left_anti").select("path", f.lit(b"").alias("content"))
    # As Spark writes paths: file:/srv/arkiv/plan.pdf, s3a://arkiv/plan.pdf.
    prefix = f"{root.rstrip('/')}/" if "://" in root else f"file:{os.path.abspath(root)}/"
    outside = f.raise_error(f.concat(f.lit(f"Filen ligger inte under {prefix}: "), f.col("path")))
    path = f.when(f.startswith(f.col("path"), f.lit(prefix)), f.substr(f.col("path"), f.lit(len(prefix) + 1))).otherwise(outside)
    return files.select("path", "content").unionByName(empty).select(path.alias("sokvag"), "content")


def by_paths(spark, root, a_task):
    """Only the names: the workers read the files, so that no file is too large for a row."""
    if not Path(root).is_dir():
        raise SystemExit(f"{root} är ingen mapp. Med --by paths behövs en som alla maskiner har på samma ställe.")
    paths = [(path,) for path in listed(root)]
    files = spark.createDataFrame(paths, "sokvag string").repartition(max(1, -(-len(paths) // a_task)))
    return files.select("sokvag", f.lit(None).cast("binary").alias("content"))


def listed(root):
    """The files that scan would read, relative to the folder, with `/`. Links to folders are not followed."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name).relative_to(root).as_posix() for name in sorted(names) if not name.startswith("."))


def main():
    parser = argparse.ArgumentParser(description="Granska ett arkiv med Spark")
    parser.add_argument("root", metavar="MAPP", help="arkivets mapp; sökvägar i tabellerna räknas från den")
    parser.add_argument("out", metavar="UT", help="mapp för tabellerna")
    parser.add_argument("--by", choices=["content", "paths"], default="content", help="vem som läser filerna: Spark (content) eller arbetarna (paths)")
    parser.add_argument("--rules", metavar="MAPP", help="egna regler, på samma ställe på alla maskiner")
    parser.add_argument("--max-size", metavar="MEGABYTE", type=int, default=256, help="största fil som Spark får läsa som en rad [256]")
    parser.add_argument("--files", metavar="ANTAL", type=int, default=32, help="filer i en uppgift, med --by paths [32]")
    args = parser.parse_args()

    spark = (
        SparkSession.builder.appName("genomsyra")
        .config("spark.python.worker.reuse", True)
        # Whole files are rows: by default 10 000 of them would be in memory at once.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 16)
        .config("spark.sql.execution.arrow.maxBytesPerBatch", "64m")
        # A task's files appear all at once. Version 2 moves them one by one, and a machine lost in between would leave some.
        .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", 1)
        .getOrCreate()
    )
    shared = args.by == "paths"
    files = by_paths(spark, args.root, args.files) if shared else by_content(spark, args.root, args.max_size << 20)
    analyse(spark, files, args.out, args.rules and os.path.abspath(args.rules), os.path.abspath(args.root) if shared else None)
    spark.stop()


if __name__ == "__main__":
    main()
