#!/usr/bin/env python3
"""Compares `genomsyra text` with other readers of PDF text: processor time, memory, and the words themselves.

All programs read the same files in the same session, in turn (A B C, A B C, …), so that ratios hold although the machine's speed drifts.
Readers that are libraries run in a process of their own, one per file, and count their processor time from opening the file to the last
page, without the start of Python; ours and the other programs are counted whole, start included. See benches/README.md.

Plain Python 3, no packages of its own; the peers are installed into a scratch folder.
"""

import argparse
import collections
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from pathlib import Path

OURS = "genomsyra"
# Python packages and the Rust crate that are compared, by the names that they have in the table.
WHEELS = {"pypdfium2": "pypdfium2", "PyMuPDF": "pymupdf", "pdfboss": "pdfboss"}
CRATE = "pdf-extract"
CRATE_MAIN = """
fn main() {
    let path = std::env::args().nth(1).expect("a file");
    print!("{}", pdf_extract::extract_text(path).expect("a PDF"));
}
"""


# --- Reading with a library, in a process of its own -----------------------------------------------------------------------------------


def read_with(library, path):
    """The text of all pages, a form feed between two."""
    if library == "pypdfium2":
        import pypdfium2

        pdf = pypdfium2.PdfDocument(path)
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    elif library == "PyMuPDF":
        import pymupdf

        pages = [page.get_text() for page in pymupdf.open(path)]
    elif library == "pdfboss":
        import pdfboss

        return pdfboss.Document(path).extract_text()
    else:
        raise SystemExit(f"no such library: {library}")
    return "\f".join(pages)


def worker(library, path):
    """What the process of a library does: text to standard output, its processor seconds to standard error."""
    __import__(WHEELS[library])
    start = time.process_time()
    text = read_with(library, path)
    seconds = time.process_time() - start
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stderr.write(f"\nseconds {seconds:.6f}\n")


# --- Running ---------------------------------------------------------------------------------------------------------------------------

Run = collections.namedtuple("Run", "seconds peak text")


def run(command, environment, timeout):
    """Runs a command; processor seconds, peak memory in MiB and text, or None when it failed or took too long."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment)
        timer = threading.Timer(timeout, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            return None
        out.seek(0)
        err.seek(0)
        told = re.search(rb"^seconds ([0-9.]+)$", err.read(), re.M)
        seconds = float(told[1]) if told else usage.ru_utime + usage.ru_stime
        return Run(seconds, usage.ru_maxrss / 1024, out.read().decode("utf-8", "replace"))


class Peer:
    def __init__(self, name, command, environment=None):
        self.name, self.command, self.environment = name, command, environment

    def read(self, path, timeout=120):
        return run([part.replace("{}", str(path)) for part in self.command], self.environment, timeout)


def find_peers(ours, scratch, with_crate):
    """The readers that are there, ours first, and why the others are not."""
    peers, missing = [Peer(OURS, [str(ours), "text", "{}"])], []
    if shutil.which("pdftotext"):
        peers.append(Peer("pdftotext", ["pdftotext", "-enc", "UTF-8", "{}", "-"]))
    else:
        missing.append("pdftotext (Debian: poppler-utils)")
    if shutil.which("mutool"):
        peers.append(Peer("mutool", ["mutool", "draw", "-q", "-F", "txt", "{}"]))
    else:
        missing.append("mutool (Debian: mupdf-tools)")
    python = scratch / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(scratch / "venv")], check=True)
    for name, package in WHEELS.items():
        known = subprocess.run([str(python), "-c", f"import {package}"], capture_output=True).returncode == 0
        if not known:
            subprocess.run([str(python), "-m", "pip", "install", "-q", package], capture_output=True)
            known = subprocess.run([str(python), "-c", f"import {package}"], capture_output=True).returncode == 0
        if known:
            peers.append(Peer(name, [str(python), __file__, "--worker", name, "{}"]))
        else:
            missing.append(f"{name} (no wheel for Python {sys.version_info[0]}.{sys.version_info[1]})")
    if with_crate:
        program = build_crate(scratch / CRATE)
        if program:
            peers.append(Peer(CRATE, [str(program), "{}"]))
        else:
            missing.append(f"{CRATE} (cargo could not build it)")
    else:
        missing.append(f"{CRATE} (left out by --no-crate)")
    return peers, missing


def build_crate(folder):
    """A program round the Rust crate, with the same release profile as ours."""
    program = folder / "target" / "release" / "peer"
    if program.exists():
        return program
    if not shutil.which("cargo"):
        return None
    (folder / "src").mkdir(parents=True, exist_ok=True)
    (folder / "src" / "main.rs").write_text(CRATE_MAIN)
    (folder / "Cargo.toml").write_text(
        f'[package]\nname = "peer"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n{CRATE} = "*"\n'
        '[profile.release]\nlto = "fat"\ncodegen-units = 1\n[workspace]\n'
    )
    environment = {**os.environ, "CARGO_TARGET_DIR": str(folder / "target")}
    built = subprocess.run(["cargo", "build", "--release", "-q"], cwd=folder, env=environment, capture_output=True)
    return program if built.returncode == 0 and program.exists() else None


# --- Words -----------------------------------------------------------------------------------------------------------------------------

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def words(text):
    """Words as compared: NFC, lower case, letters and digits, words cut at the end of a line made whole, ligatures spelled out."""
    text = unicodedata.normalize("NFC", text)
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    # pdfium writes a hyphen that it takes for a soft one as U+FFFE or U+0002.
    text = re.sub("[\u00ad\ufffe\x02]\\s*", "", text)
    # The join looks at the case before it is lost.
    text = re.sub(r"(?<=[^\W\d_])[-\u2010][ \t]*\r?\n\s*(?=[a-zåäöéü])", "", text)
    return re.findall(r"[^\W_]+", text.lower())


def share(found, wanted):
    """How much of one multiset the other holds; nothing wanted is all found."""
    total = sum(wanted.values())
    return sum(min(count, found[key]) for key, count in wanted.items()) / total if total else 1.0


def pairs(list_of_words):
    return collections.Counter(zip(list_of_words, list_of_words[1:]))


def quality(own, poppler, pdfium):
    """(recall of the words that both give, the better order, recall of pdftotext's words, order as pdftotext has it)."""
    mine, a, b = collections.Counter(own), collections.Counter(poppler), collections.Counter(pdfium)
    order = pairs(own)
    as_poppler, as_pdfium = share(order, pairs(poppler)), share(order, pairs(pdfium))
    return share(mine, a & b), max(as_poppler, as_pdfium), share(mine, a), as_poppler


# --- The comparison --------------------------------------------------------------------------------------------------------------------


def page_count(path, text):
    """Pages by pdfinfo, else by the form feeds of a text."""
    if shutil.which("pdfinfo"):
        told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, errors="replace").stdout
        if found := re.search(r"^Pages:\s+(\d+)", told, re.M):
            return int(found[1])
    return text.count("\f") + 1


def compare(peers, files, rounds):
    """For each peer and file the runs (empty where one failed)."""
    runs = {peer.name: [[] for _ in files] for peer in peers}
    for number in range(rounds):
        for index, path in enumerate(files):
            for peer in peers:
                if number > 0 and not runs[peer.name][index]:
                    continue  # It failed the first time.
                if done := peer.read(path):
                    runs[peer.name][index].append(done)
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    return runs


def median_seconds(runs):
    return statistics.median(r.seconds for r in runs)


def figures(name, runs, files, pages, per_file):
    """One row of the table of speed: against ours on the files that both read."""
    both = [i for i in range(len(files)) if runs[name][i] and runs[OURS][i]]
    theirs = sum(median_seconds(runs[name][i]) for i in both)
    ratios = []
    for number in range(min((len(runs[n][i]) for n in (name, OURS) for i in both), default=0)):
        own = sum(runs[OURS][i][number].seconds for i in both)
        ratios.append(own / max(sum(runs[name][i][number].seconds for i in both), 1e-9))
    each = sorted((median_seconds(runs[OURS][i]) / max(median_seconds(runs[name][i]), 1e-6), files[i].name) for i in both)
    if per_file and name != OURS:
        for ratio, file in reversed(each[-per_file:]):
            print(f"{name}: {ratio:.2f} {file}", file=sys.stderr)
    spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if ratios else "–"
    worst = f"{each[-1][0]:.2f}" if each else "–"
    peak = max((r.peak for i in both for r in runs[name][i]), default=0)
    speed = sum(pages[i] for i in both) / max(theirs, 1e-9)
    return f"| {name} | {theirs:.2f} | {speed:,.0f} | {spread} | {worst} | {peak:.0f} | {len(files) - len([r for r in runs[name] if r])} |"


def quality_rows(peers, runs, files):
    """Rows of the table of quality: means over the files that both references read and find words in."""
    if not {"pdftotext", "pypdfium2"} <= {peer.name for peer in peers}:
        return ["| (needs pdftotext and pypdfium2) | | | | | |"]
    texts = {peer.name: [words(r[0].text) if r else [] for r in runs[peer.name]] for peer in peers}
    judged = [i for i in range(len(files)) if texts["pdftotext"][i] and texts["pypdfium2"][i]]
    rows = []
    for peer in peers:
        marks = [quality(texts[peer.name][i], texts["pdftotext"][i], texts["pypdfium2"][i]) for i in judged]
        means = [statistics.mean(column) for column in zip(*marks)] if marks else [0.0] * 4
        rows.append(f"| {peer.name} | " + " | ".join(f"{mean:.4f}" for mean in means) + f" | {min((m[0] for m in marks), default=0):.3f} |")
    return rows


def report(peers, missing, runs, files, rounds, per_file):
    pages = [page_count(path, next((r[0].text for r in (runs[p.name][i] for p in peers) if r), "")) for i, path in enumerate(files)]
    size = sum(path.stat().st_size for path in files) / 1e6
    lines = [
        f"{len(files)} files, {sum(pages)} pages, {size:.1f} MB; {rounds} rounds, programs in turn.",
        "",
        "| reader | CPU s | pages/s | ours ÷ theirs, median (spread) | slowest file, ours ÷ theirs | peak MiB | failed |",
        "|---|---|---|---|---|---|---|",
        *(figures(peer.name, runs, files, pages, per_file) for peer in peers),
        "",
        "CPU s is the sum of each file's median. Below 1 we are faster. Peak memory holds Python itself for libraries.",
        "",
        "| reader | words both references give | order, better reference | words of pdftotext | order of pdftotext | worst file |",
        "|---|---|---|---|---|---|",
        *quality_rows(peers, runs, files),
        "",
        "References: pdftotext and pypdfium2; a reader that is a reference finds its own words. Failed files count 0.",
    ]
    if missing:
        lines += ["", "Not compared: " + "; ".join(missing) + "."]
    return "\n".join(lines) + "\n"


def main():
    if sys.argv[1:2] == ["--worker"]:
        return worker(sys.argv[2], sys.argv[3])
    root = Path(__file__).resolve().parents[2]
    target = Path(os.environ.get("CARGO_TARGET_DIR", root / "target"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=root / "corpus" / "pdf", help="folder of PDF files, or one file (default: corpus/pdf)")
    parser.add_argument("--ours", type=Path, default=target / "release" / "genomsyra", help="our program (default: the release build)")
    parser.add_argument("--rounds", type=int, default=5, help="times that each program reads each file (default: 5)")
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "genomsyra-peers", help="where peers are installed")
    parser.add_argument("--no-crate", action="store_true", help="do not build the Rust crate")
    parser.add_argument("--only", help="peers to run, separated by commas (default: all that are there)")
    parser.add_argument("--per-file", type=int, default=0, metavar="N", help="also name the N files where we are slowest, to standard error")
    parser.add_argument("--out", type=Path, help="write the tables here instead of to standard output")
    args = parser.parse_args()
    files = [args.folder] if args.folder.is_file() else sorted(args.folder.glob("*.pdf"))
    if not files:
        raise SystemExit(f"no PDF files in {args.folder}")
    if not args.ours.exists():
        raise SystemExit(f"{args.ours} is missing: cargo build --release")
    args.scratch.mkdir(parents=True, exist_ok=True)
    peers, missing = find_peers(args.ours, args.scratch, not args.no_crate)
    if args.only:
        chosen = {OURS, *args.only.split(",")}
        missing += [f"{peer.name} (not chosen)" for peer in peers if peer.name not in chosen]
        peers = [peer for peer in peers if peer.name in chosen]
    for name in missing:
        print(f"not compared: {name}", file=sys.stderr)
    runs = compare(peers, files, args.rounds)
    text = report(peers, missing, runs, files, args.rounds, args.per_file)
    if args.out:
        args.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
