"""The text of PDF files: `genomsyra text` against other readers. Processor time, memory, and the words themselves.

All programs read each file in turn, round after round. Readers that are libraries run in a process of their own, one per file, and count their
processor time from opening the file to the last page, without the start of Python; ours and the other programs are counted whole, start
included. Peak memory holds Python itself for libraries.
"""

import collections
import re
import shutil
import statistics
import subprocess

from table import Number, markdown, missing
from timing import ratio, run, tell
from words import quality

OURS = "genomsyra"
PROGRAMS = {
    "pdftotext": ["pdftotext", "-enc", "UTF-8", "{}", "-"],
    "mutool": ["mutool", "draw", "-q", "-F", "txt", "{}"],
}
LIBRARIES = ("pypdfium2", "PyMuPDF", "pdfboss")
CRATES = ("pdf-extract",)
TIMEOUT = 120

Row = collections.namedtuple("Row", "name seconds speed ratio slowest slowest_file peak failed quality")


def readers(peers, ours):
    """The commands of those that are there, ours first, and why the others are not; `{}` stands for the file."""
    commands = {name: command for name, command in PROGRAMS.items()}
    commands.update({name: peers.worker("read", name, "{}") for name in LIBRARIES})
    commands.update({name: [str(peers.program_of(name)), "{}"] for name in CRATES})
    lacking = {name: peers.lacks(name) for name in commands}
    there = {name: command for name, command in commands.items() if not lacking[name]}
    return {OURS: [str(ours), "text", "{}"], **there}, [f"{name} ({why})" for name, why in lacking.items() if why]


def page_count(path, text):
    """Pages by pdfinfo, else by the form feeds of a text."""
    if shutil.which("pdfinfo"):
        told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, errors="replace").stdout
        if found := re.search(r"^Pages:\s+(\d+)", told, re.M):
            return int(found[1])
    return text.count("\f") + 1


def read_all(commands, files, rounds):
    """For each reader and file the runs; none where it failed."""
    runs = {name: [[] for _ in files] for name in commands}
    for number in range(rounds):
        for index, path in enumerate(files):
            for name, command in commands.items():
                if number > 0 and not runs[name][index]:
                    continue  # It failed the first time.
                if done := run([part.replace("{}", str(path)) for part in command], timeout=TIMEOUT):
                    runs[name][index].append(done)
        tell(f"text: round {number + 1} of {rounds}")
    return runs


def check(runs):
    """Stops unless ours found text, and the same in every round: a reader that fails is fast."""
    texts = [own[0].text for own in runs[OURS] if own]
    if not any(text.strip() for text in texts):
        raise SystemExit("genomsyra found no text in any file")
    for own in runs[OURS]:
        if any(again.text != own[0].text for again in own):
            raise SystemExit("genomsyra found other text in another round")


def row(name, runs, files, pages, found):
    """The figures of a reader, against ours on the files that both read."""
    both = [i for i in range(len(files)) if runs[name][i] and runs[OURS][i]]
    median = lambda reader, i: statistics.median(done.seconds for done in runs[reader][i])
    seconds = sum(median(name, i) for i in both)
    rounds = min((len(runs[reader][i]) for reader in (name, OURS) for i in both), default=0)
    of_rounds = lambda reader: [sum(runs[reader][i][number].seconds for i in both) for number in range(rounds)]
    each = sorted((median(OURS, i) / max(median(name, i), 1e-6), files[i].name) for i in both) or [(None, "")]
    return Row(
        name,
        seconds,
        sum(pages[i] for i in both) / max(seconds, 1e-9),
        ratio(of_rounds(OURS), of_rounds(name)),
        *each[-1],
        max((done.peak for i in both for done in runs[name][i]), default=0),
        sum(1 for own in runs[name] if not own),
        found,
    )


def lines(rows, lacking, versions, about):
    """The tables."""
    speed = ["reader", "CPU s", "pages/s", "ours ÷ theirs, median (spread)", "slowest file, ours ÷ theirs", "peak MiB", "failed"]
    share = ["reader", "words both references give", "order, better reference", "words of pdftotext", "order of pdftotext", "worst file"]
    figures = [
        [r.name, Number(r.seconds, 2), Number(r.speed, 0), r.ratio, Number(r.slowest, 2), Number(r.peak, 0), r.failed] for r in rows
    ]
    found = [[r.name, *(Number(part, 4) for part in r.quality[:4]), Number(r.quality.worst, 3)] for r in rows if r.quality]
    return [
        about,
        "",
        *markdown(speed, figures),
        "",
        "CPU s is the sum of each file's median. Below 1 we are faster. Peak memory holds Python itself for libraries.",
        "",
        *(markdown(share, found) if found else ["Whose words are whose needs pdftotext and pypdfium2."]),
        "",
        "References: pdftotext and pypdfium2; a reader that is a reference finds its own words. Failed files count 0.",
        "",
        "Versions: " + ", ".join(versions) + ".",
        *missing(lacking),
    ]


def measure(peers, ours, files, rounds, per_file=0):
    """The part's lines, and its rows for the short table; `per_file` names so many files where each reader is most ahead of us."""
    commands, lacking = readers(peers, ours)
    runs = read_all(commands, files, rounds)
    check(runs)
    pages = [page_count(path, next((own[i][0].text for own in runs.values() if own[i]), "")) for i, path in enumerate(files)]
    found = quality({name: [own[0].text if own else None for own in each] for name, each in runs.items()})
    rows = [row(name, runs, files, pages, found.get(name)) for name in commands]
    if per_file:
        tell_slowest(runs, files, per_file)
    size = sum(path.stat().st_size for path in files) / 1e6
    about = f"{len(files)} files, {sum(pages):,} pages, {size:.1f} MB; rounds with readers in turn: {rounds}."
    versions = [peers.version(name) for name in commands if name != OURS]
    return lines(rows, lacking, versions, about), {"rows": rows, "missing": lacking, "files": len(files), "pages": sum(pages), "size": size}


def tell_slowest(runs, files, count):
    """The files where each reader is most ahead of us, on standard error."""
    median = lambda own: statistics.median(done.seconds for done in own)
    for name in runs:
        both = [i for i in range(len(files)) if runs[name][i] and runs[OURS][i]]
        each = sorted((median(runs[OURS][i]) / max(median(runs[name][i]), 1e-6), files[i].name) for i in both)
        for slower, file in reversed(each[-count:]) if name != OURS else ():
            tell(f"{name}: {slower:.2f} {file}")
