"""End to end, PDF files in and findings out: ours against what people put together. Whole processes, start included.

They do not give the same: a word counted is not a sentence graded, so a column says what each gives. Where two give the same kind of thing, the
numbers are told side by side and nothing is claimed of them.
"""

import collections
import json
import os
import re
import subprocess

from table import Number, markdown, missing
from text import page_count
from timing import ratio, run, tell

OURS = "genomsyra, one job"
Way = collections.namedtuple("Way", "name needs gives")
WAYS = [
    Way(OURS, [], "references with their area, each sentence graded on the ladder, level and score of the document"),
    Way("genomsyra, two jobs", [], "the same, two documents at a time"),
    Way("pdftotext + grep", ["pdftotext", "sed", "grep", "sh"], "words of the list, counted"),
    Way("pypdfium2 + pyahocorasick", ["pypdfium2", "pyahocorasick"], "words of the list, counted"),
    Way("pypdfium2 + spaCy", ["pypdfium2", "spaCy"], "sentences that hold a word of the list"),
]
# What people write when they count words by hand. Letters are made small before grep, for its -i takes seconds and GB of memory with this list.
BY_HAND = r"""for file in "$1"/*.pdf; do pdftotext -q -enc UTF-8 "$file" - | sed 's/.*/\L&/' | grep -o -w -F -f "$2" | wc -l; done"""

Row = collections.namedtuple("Row", "way start seconds wall speed ratio wall_ratio peak hits")


def command(way, peers, ours, folder, forms_file):
    """What is run, with the environment that it needs."""
    # Without a locale of UTF-8, grep knows no Å.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    if way.name.startswith("genomsyra"):
        jobs = "1" if way.name == OURS else "2"
        return [str(ours), "scan", str(folder), "--no-store", "--jobs", jobs, "--format", "jsonl"], environment
    if way.name == "pdftotext + grep":
        return ["sh", "-c", BY_HAND, "sh", str(folder), str(forms_file)], environment
    return peers.worker("whole", way.name.split(" + ")[1], forms_file, folder), environment


def hits(way, told):
    """How many findings a way gives: references, words or sentences."""
    if way.name.startswith("genomsyra"):
        records = [json.loads(line) for line in told.splitlines() if line.strip()]
        return sum(record["judgement"]["references"] for record in records if record.get("judgement"))
    return sum(int(number) for number in re.findall(r"^(?:.*\t)?(\d+)(?:\t.*)?$", told, re.M))


def run_all(peers, ours, folder, empty, forms_file, rounds):
    """Rounds of every way in turn: {name: [runs]}, {name: processor seconds with nothing to read}, and who is missing."""
    runs, starts, lacking = {}, {}, []
    for way in WAYS:
        why = next(filter(None, (peers.lacks(name, way.name) for name in way.needs)), None)
        if why:
            lacking.append(f"{way.name} ({why})")
        else:
            runs[way.name] = []
            made, environment = command(way, peers, ours, empty, forms_file)
            done = run(made, environment)
            starts[way.name] = done and done.seconds
    for number in range(rounds):
        for way in WAYS:
            if way.name in runs and len(runs[way.name]) == number:
                made, environment = command(way, peers, ours, folder, forms_file)
                # Exit code 3: some file could not be read; the others were.
                if done := run(made, environment, fine=(0, 3)):
                    runs[way.name].append(done)
                else:
                    lacking.append(f"{way.name} (it failed or took too long)")
        tell(f"whole: round {number + 1} of {rounds}")
    return {name: own for name, own in runs.items() if len(own) == rounds}, starts, lacking


def rows_of(runs, starts, pages):
    """A row for each way; stops where it gave something else in another round, or ours nothing."""
    rows = []
    if OURS not in runs:
        raise SystemExit("genomsyra scan failed")
    middle = lambda values: sorted(values)[len(values) // 2]
    seconds = {name: [done.seconds for done in own] for name, own in runs.items()}
    wall = {name: [done.wall for done in own] for name, own in runs.items()}
    for way in (way for way in WAYS if way.name in runs):
        own = runs[way.name]
        found = {hits(way, done.text) for done in own}
        if len(found) != 1 or not max(found) and way.name == OURS:
            raise SystemExit(f"{way.name}: {sorted(found)} findings in {len(own)} rounds")
        rows.append(
            Row(
                way,
                starts[way.name],
                middle(seconds[way.name]),
                middle(wall[way.name]),
                pages / middle(wall[way.name]),
                ratio(seconds[OURS], seconds[way.name]),
                ratio(wall[OURS], wall[way.name]),
                max(done.peak for done in own),
                found.pop(),
            )
        )
    ours = {row.hits for row in rows if row.way.name.startswith("genomsyra")}
    if len(ours) != 1:
        raise SystemExit(f"genomsyra gives {sorted(ours)} findings with one job and two")
    return rows


def lines(rows, lacking, versions, about):
    """The table."""
    head = ["way", "CPU s", "wall s", "pages/s", "ours ÷ theirs, CPU", "ours ÷ theirs, wall", "start, CPU s", "peak MiB", "findings", "what it gives"]
    cells = [
        [
            r.way.name,
            Number(r.seconds, 2),
            Number(r.wall, 2),
            Number(r.speed, 0),
            r.ratio,
            r.wall_ratio,
            Number(r.start, 2),
            Number(r.peak, 0),
            Number(r.hits, 0),
            r.way.gives,
        ]
        for r in rows
    ]
    return [
        about,
        "",
        *markdown(head, cells),
        "",
        "Whole processes, start included; medians of the rounds, ratios round by round with their spread, below 1 we are faster. Pages a second by",
        "the wall. Start: the same command with one small text or nothing to read. Peak: the largest process of each.",
        "",
        *(["Versions: " + ", ".join(versions) + "."] if versions else []),
        *missing(lacking),
    ]


def measure(peers, ours, matcher, files, rounds):
    """The part's lines, and its rows for the short table."""
    folder, empty, forms_file = peers.scratch / "pdf", peers.scratch / "empty", peers.scratch / "forms.txt"
    for each in (folder, empty):
        each.mkdir(exist_ok=True)
        for old in each.iterdir():
            old.unlink()
    # Links, so that every way gets the same files and none beside them; names that sort as ours do.
    for number, path in enumerate(files):
        os.symlink(path.resolve(), folder / f"{number:05}.pdf")
    (empty / "kort.txt").write_text("Kommunen ska stödja barn.\n", encoding="utf-8")
    forms_file.write_bytes(subprocess.run([str(matcher), "forms"], stdout=subprocess.PIPE, check=True).stdout)
    pages = sum(page_count(path, "") for path in files)
    runs, starts, lacking = run_all(peers, ours, folder, empty, forms_file, rounds)
    rows = rows_of(runs, starts, pages)
    size = sum(path.stat().st_size for path in files) / 1e6
    about = f"{len(files)} files, {pages:,} pages, {size:.1f} MB; rounds in turn: {rounds}."
    used = [name for row in rows for name in row.way.needs if name not in ("sh", "sed")]
    versions = [peers.version(name) for name in dict.fromkeys(used)]
    return lines(rows, lacking, versions, about), {"rows": rows, "missing": lacking, "files": len(files), "pages": pages, "size": size}
