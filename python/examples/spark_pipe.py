"""Judges an archive of documents on Spark with nothing but the program on every machine, and writes scan's two tables as Parquet.

    spark-submit spark_pipe.py MAPP UT                          # the folder is one that all machines share
    spark-submit spark_pipe.py MAPP UT --program /opt/genomsyra/genomsyra

Lines of JSON go to `genomsyra pipe --rows` and come back; no Python package is needed but Spark's own. UT/dokument and UT/fynd hold what
`cd MAPP && genomsyra scan . --format parquet` writes; UT/rader and UT/avgjort are steps on the way and may be removed.
"""

import argparse
import json
import os
import shlex
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

# The columns of the tables, as scan writes them. A column that is missing here is left out of the result; nothing is guessed from the answers.
DOCUMENTS = """
    sokvag string, sha256 string, byte bigint, format string, titel string, sidor int, ord int, kommun string, kommunkod string, lan string, namnd
    string, typ string, ar_fran int, ar_till int, giltig_fran string, giltig_till string, antagen string, diarienummer string, bedomd boolean, raknas
    boolean, varfor_inte string, raknas_i_stallet string, familj int, problem array<string>, niva int, poang double, poang_fore_tak double, osakerhet
    double, stallen int, vidareforda int, meningar int, binder int, foljs_upp int, stallen_per_10000_ord double, omraden array<string>,
    omraden_som_styrs array<string>, plikter_som_saknas array<string>, regelhash string
"""
FINDINGS = """
    sokvag string, sha256 string, kommun string, kommunkod string, typ string, ar_fran int, ar_till int, raknas boolean, mening_nr int, sida int,
    stycke int, rubriker array<string>, status string, steg int, omraden array<string>, regel string, styrka string, orsak string, betydelse string,
    ord string, mening string, form string, ansvarig boolean, tid boolean, resurs boolean, matt boolean, uppfoljning boolean, konkret boolean, vagt
    boolean, forbehall boolean, utredning boolean, brist boolean
"""
ROW = f"{DOCUMENTS}, fynd array<struct<{FINDINGS}>>, underlag string, annan_fil string"
ANSWER = f"id string, rows array<struct<{ROW}>>, error struct<code string, message string>"
SETTLED = "sokvag string, raknas boolean, varfor_inte string, raknas_i_stallet string, familj int"


def ask(lines, *command):
    """Lines through a program, one process a task. One that is killed fails the task, and Spark tries it again somewhere else."""
    # Without `env` the program would have no environment at all, not even PATH.
    env = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "GENOMSYRA_PASSWORD") if name in os.environ}
    return lines.pipe(shlex.join(command), env, checkCode=True)


def analyse(spark, paths, folder, out, program="genomsyra", options=(), a_task=32):
    """From paths relative to a folder to the two tables: this is all of it."""
    sc = spark.sparkContext
    # The answers may hold long strings, and a line that is no answer shall not become a row of nulls.
    read = spark.read.options(mode="FAILFAST", maxStringLen=2**31 - 1)

    # Each file is judged once: what a task found stands in `rader` when Spark has committed it, and a machine that is lost neither doubles nor loses rows.
    lines = sc.parallelize([json.dumps({"id": path, "name": path, "path": f"{folder}/{path}"}) for path in paths], max(1, -(-len(paths) // a_task)))
    read.json(ask(lines, program, "pipe", "--rows", *options), ANSWER).write.mode("overwrite").parquet(f"{out}/rader")
    answers = spark.read.schema(ANSWER).parquet(f"{out}/rader")
    check(answers, paths)
    rows = answers.selectExpr("inline(rows)").where("annan_fil is null")

    # Which of several copies and versions counts: only the whole archive can tell, so one process gets one small record of each document.
    basis = rows.select(f.to_json(f.struct("sokvag", "underlag"))).rdd.map(lambda row: row[0]).coalesce(1)
    read.json(ask(basis, program, "settle", *options), SETTLED).write.mode("overwrite").parquet(f"{out}/avgjort")
    settled = spark.read.schema(SETTLED).parquet(f"{out}/avgjort")

    documents = rows.drop(*settled.columns[1:]).join(settled, "sokvag")
    findings = rows.selectExpr("inline(fynd)").drop("raknas").join(settled.select("sokvag", "raknas"), "sokvag")
    documents.select(*names(spark, DOCUMENTS)).write.mode("overwrite").parquet(f"{out}/dokument")
    findings.select(*names(spark, FINDINGS)).write.mode("overwrite").parquet(f"{out}/fynd")


def check(answers, paths):
    """One answer for each line asked, and none of them an error: otherwise documents would be missing from the tables in silence."""
    count, different, told = answers.agg(f.count("*"), f.count_distinct("id"), f.count("rows")).first()
    if not count == different == told == len(paths):
        errors = [f"{row.id}: {row.error.message}" for row in answers.where("error is not null").limit(5).collect()]
        raise SystemExit("\n".join([f"{len(paths)} filer gav {count} svar för {different} filer, varav {told} med rader.", *errors]))


def names(spark, columns):
    return spark.createDataFrame([], columns).columns


def listed(root):
    """The files that scan would read, relative to the folder, with `/`. Links to folders are not followed."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name).relative_to(root).as_posix() for name in sorted(names) if not name.startswith("."))


def main():
    parser = argparse.ArgumentParser(description="Granska ett arkiv med Spark, utan Pythonpaket")
    parser.add_argument("root", metavar="MAPP", help="arkivets mapp, på samma ställe på alla maskiner; sökvägar i tabellerna räknas från den")
    parser.add_argument("out", metavar="UT", help="mapp för tabellerna")
    parser.add_argument("--program", metavar="FIL", default="genomsyra", help="programmet, på samma ställe på alla maskiner [genomsyra]")
    parser.add_argument("--rules", metavar="MAPP", help="egna regler, på samma ställe på alla maskiner")
    parser.add_argument("--files", metavar="ANTAL", type=int, default=32, help="filer i en uppgift [32]")
    args = parser.parse_args()
    if not Path(args.root).is_dir():
        raise SystemExit(f"{args.root} är ingen mapp.")

    spark = (
        SparkSession.builder.appName("genomsyra-pipe")
        # A task's files appear all at once. Version 2 moves them one by one, and a machine lost in between would leave some.
        .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", 1)
        .getOrCreate()
    )
    options = ["--rules", os.path.abspath(args.rules)] if args.rules else []
    analyse(spark, list(listed(args.root)), os.path.abspath(args.root), args.out, args.program, options, args.files)
    spark.stop()


if __name__ == "__main__":
    main()
