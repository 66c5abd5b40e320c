#!/usr/bin/env python3
"""Runs ours and its peers in turn on the same files, and writes what it found as tables in Markdown.

`run.py` does all three parts: `text` (text out of PDF files), `matching` (one list of words over the same plain text) and `whole` (PDF files in,
findings out). Plain Python 3; peers are installed from the package registries into a scratch folder. See benches/README.md.
"""

import argparse
import datetime
import sys
import tempfile
from pathlib import Path

# Nothing is left in the project's folder.
sys.dont_write_bytecode = True

import install  # noqa: E402
import matching  # noqa: E402
import readme  # noqa: E402
import text  # noqa: E402
import whole  # noqa: E402

PARTS = {
    "text": "The text of PDF files",
    "matching": "The same list of words in plain text",
    "whole": "PDF files in, findings out",
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=[*PARTS, "all"], default="all", help="which part (default: all)")
    parser.add_argument("folder", nargs="?", type=Path, help="folder of documents, or one; by default corpus/pdf, for matching corpus/documents")
    parser.add_argument("--ours", type=Path, help="our program (default: cargo builds the release)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each program (default: 5)")
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "genomsyra-peers", help="where peers are installed")
    parser.add_argument("--python", help="the Python that the scratch folder's packages are for (default: the one that runs this)")
    parser.add_argument("--no-crate", action="store_true", help="do not build crates that read PDF")
    parser.add_argument("--only", help="rows to run, by name or first word, separated by commas (default: all that are there); ours always runs")
    parser.add_argument("--per-file", type=int, default=0, metavar="N", help="text: also name the N files where we are slowest")
    parser.add_argument("--out", type=Path, help="write the tables here instead of to standard output")
    parser.add_argument("--readme", action="store_true", help="write the short table into README.md and README.sv.md; needs all parts")
    args = parser.parse_args()
    if args.rounds < 1:
        parser.error("--rounds must be at least 1")
    if args.readme and (args.part != "all" or args.only):
        parser.error("--readme needs all parts and all that are there")
    return args


def files_of(given, default, endings):
    """The files of a folder, or the one given, with the endings that a part can use."""
    folder = given or default
    files = [folder] if folder.is_file() else sorted(path for path in folder.glob("*") if path.suffix.lower() in endings)
    if not files:
        raise SystemExit(f"no {' or '.join(endings)} in {folder}")
    return files


def main():
    args = arguments()
    corpus = install.ROOT / "corpus"
    wanted = list(PARTS) if args.part == "all" else [args.part]
    peers = install.Peers(args.scratch.resolve(), args.python, args.only, not args.no_crate)
    ours = install.our_program(args.ours)
    matcher = install.our_matcher() if wanted != ["text"] else None
    machine, today = install.machine(), datetime.date.today()
    lines, parts = [f"{today:%Y-%m-%d}, {machine.cores} cores ({machine.processor})."], {}
    for name in wanted:
        if name == "matching":
            files = files_of(args.folder, corpus / "documents", (".md", ".pdf", ".docx", ".odt", ".txt", ".html"))
            told, parts[name] = matching.measure(peers, ours, matcher, files, args.rounds)
        elif name == "text":
            told, parts[name] = text.measure(peers, ours, files_of(args.folder, corpus / "pdf", (".pdf",)), args.rounds, args.per_file)
        else:
            told, parts[name] = whole.measure(peers, ours, matcher, files_of(args.folder, corpus / "pdf", (".pdf",)), args.rounds)
        lines += ["", f"## {PARTS[name]}", "", *told]
    written = "\n".join(lines) + "\n"
    if args.out:
        args.out.write_text(written, encoding="utf-8")
    else:
        sys.stdout.write(written)
    if args.readme:
        readme.write(parts, machine, today, args.rounds)


if __name__ == "__main__":
    main()
