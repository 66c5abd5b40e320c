"""Judges an archive of documents with Ray Data, with the wheel on every machine, and writes scan's two tables as Parquet.

    python ray_data.py MAPP UT                  # the workers read the files: a folder that all machines share
    python ray_data.py MAPP UT --by content     # Ray reads them: also s3://… and the like

UT/dokument and UT/fynd hold what `cd MAPP && genomsyra scan . --format parquet` writes. UT/rader is what the machines found, before the documents were
weighed against each other; it may be removed afterwards.
"""

import argparse
import os

import genomsyra
import genomsyra.arrow
import pyarrow
import ray
from pyarrow import compute, fs

SETTLED = genomsyra.arrow.SETTLED.names[1:]


class Judge:
    """An actor: compiles the rules once and judges many batches."""

    def __init__(self, rules, folder):
        self.analyser, self.folder = genomsyra.Analyser(rules), folder

    def __call__(self, files):
        contents = files["bytes"].to_pylist() if "bytes" in files.column_names else [None] * len(files)
        pairs = zip(files["path"].to_pylist(), contents)
        found = [row for path, content in pairs for row in self.analyser.rows(path, content, file=self.folder and f"{self.folder}/{path}")]
        return pyarrow.Table.from_pylist(found, schema=genomsyra.arrow.ROWS)


def table(rows, settled, wanted):
    """Rows as they were found become rows of one of the tables, with what the whole archive told."""
    rows, settled = rows.filter(compute.is_null(rows["annan_fil"])), ray.get(settled)
    told = settled.take(compute.index_in(rows["sokvag"], settled["sokvag"]))
    if "mening" in wanted.names:
        lists = rows["fynd"].combine_chunks()
        told = told.take(compute.list_parent_indices(lists))
        rows = pyarrow.Table.from_struct_array(compute.list_flatten(lists))
    return pyarrow.table([told[name] if name in SETTLED else rows[name] for name in wanted.names], schema=wanted)


def documents(rows, settled):
    return table(rows, settled, genomsyra.arrow.DOCUMENTS)


def findings(rows, settled):
    return table(rows, settled, genomsyra.arrow.FINDINGS)


def analyse(files, out, rules=None, folder=None, actors=2):
    """From files (path, perhaps bytes) to the two tables: this is all of it."""
    # Each file is judged once: what the actors found stands in `rader`, and nothing after this reads documents. Few files at a time: they are in memory whole.
    # Actors keep their cores to the end. Half a core each leaves room for the tasks that read and write; with whole ones nothing would ever be written.
    judge = {"fn_constructor_args": (rules, folder), "compute": ray.data.ActorPoolStrategy(size=actors), "num_cpus": 0.5}
    files.map_batches(Judge, **judge, batch_size=16, batch_format="pyarrow").write_parquet(f"{out}/rader", mode="overwrite")
    rows = ray.data.read_parquet(f"{out}/rader", partitioning=None)

    # Which of several copies and versions counts: only the whole archive can tell. One small record a document.
    basis = rows.select_columns(["sokvag", "underlag", "annan_fil"]).iter_rows()
    settled = genomsyra.Analyser(rules).settle((row["sokvag"], row["underlag"]) for row in basis if row["annan_fil"] is None)
    settled = ray.put(pyarrow.Table.from_pylist(settled, schema=genomsyra.arrow.SETTLED))

    for make in (documents, findings):
        made = rows.map_batches(make, fn_args=(settled,), batch_size=None, batch_format="pyarrow")
        made.write_parquet(f"{out}/{'dokument' if make is documents else 'fynd'}", mode="overwrite")


def listed(filesystem, root):
    """The files that scan would read, relative to the folder, with `/`."""
    found = filesystem.get_file_info(fs.FileSelector(root, recursive=True))
    paths = (info.path[len(root) :].lstrip("/") for info in found if info.type == fs.FileType.File)
    return sorted(path for path in paths if not any(part.startswith(".") for part in path.split("/")))


def main():
    parser = argparse.ArgumentParser(description="Granska ett arkiv med Ray")
    parser.add_argument("root", metavar="MAPP", help="arkivets mapp; sökvägar i tabellerna räknas från den")
    parser.add_argument("out", metavar="UT", help="mapp för tabellerna")
    parser.add_argument("--by", choices=["paths", "content"], default="paths", help="vem som läser filerna: arbetarna (paths) eller Ray (content)")
    parser.add_argument("--rules", metavar="MAPP", help="egna regler, på samma ställe på alla maskiner")
    parser.add_argument("--files", metavar="ANTAL", type=int, default=32, help="filer i en uppgift [32]")
    parser.add_argument("--actors", metavar="ANTAL", type=int, help="så många granskar samtidigt [klustrets kärnor]")
    args = parser.parse_args()

    filesystem, root = fs.FileSystem.from_uri(args.root if "://" in args.root else os.path.abspath(args.root))
    paths = listed(filesystem, root)
    blocks = max(1, -(-len(paths) // args.files))
    ray.init(ignore_reinit_error=True)
    if args.by == "paths":
        files = ray.data.from_items([{"path": path} for path in paths], override_num_blocks=blocks)
    else:
        full = [f"{root}/{path}" for path in paths]
        # Without `partitioning=None` a folder named `ar=2024` would become a column.
        options = {"filesystem": filesystem, "include_paths": True, "partitioning": None, "override_num_blocks": blocks}
        files = ray.data.read_binary_files(full, **options).map_batches(relative, fn_args=(root,), batch_size=None, batch_format="pyarrow")
    actors = args.actors or max(1, int(ray.cluster_resources()["CPU"]))
    analyse(files, os.path.abspath(args.out), args.rules and os.path.abspath(args.rules), root if args.by == "paths" else None, actors)


def relative(files, root):
    paths = [path[len(root) + 1 :] for path in files["path"].to_pylist()]
    return files.set_column(files.column_names.index("path"), "path", pyarrow.array(paths, pyarrow.string()))


if __name__ == "__main__":
    main()
