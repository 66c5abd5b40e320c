"""The same list of words in the same plain text: ours against automata, matchers and grep. Processor time of one thread.

The list is every form of the built-in rules that is a word by itself (`ours.rs forms`). Nobody else does all of what ours does with it: inflected
compounds, words cut by hyphens, names that count only in capitals. So the table says what each looks for, and counts are held against a plain
count made here; `all` is every place where a form stands with no letter or digit beside it, `longest` the longest from the left, none inside
another.
"""

import collections
import os
import re
import subprocess

from table import Number, markdown, missing, significant
from timing import Worker, ratio, run, tell

# A round of a kind takes about so many seconds, so that clocks and caches weigh little.
ROUND = 0.3
# A pass that takes longer is not repeated.
TOO_LONG = 60

Kind = collections.namedtuple("Kind", "name needs what meaning")
WHOLE, EVERYWHERE = "whole words", "anywhere, inside words too"
OURS = "genomsyra tokens"
KINDS = [
    Kind(OURS, None, f"{WHOLE}, compounds, capitals; what it has learnt of spellings is kept", "more"),
    Kind("genomsyra tokens, new scanner", None, "the same, everything learnt anew in every pass", "more"),
    Kind("genomsyra candidates", None, "tokens, and where phrases of them may stand", "other"),
    Kind("genomsyra scan", None, "the whole: references with their conditions, each sentence graded", "other"),
    Kind("aho-corasick all", None, f"{WHOLE}, all; letters made small in its time", "all"),
    Kind("aho-corasick longest", None, f"{WHOLE}, longest; letters made small in its time", "longest"),
    Kind("aho-corasick DFA all", None, "as above, as a DFA", "all"),
    Kind("aho-corasick DFA longest", None, "as above, as a DFA", "longest"),
    Kind("aho-corasick DFA longest, lowered", None, "the same, letters made small beforehand", "longest"),
    Kind("pyahocorasick words", "pyahocorasick", f"{WHOLE}, all; borders looked at in Python", "all"),
    Kind("pyahocorasick anywhere", "pyahocorasick", EVERYWHERE, "anywhere"),
    Kind("hyperscan anywhere", "hyperscan", f"{EVERYWHERE}; Python is told of each (no borders beyond a–z)", "anywhere"),
    Kind("hyperscan once", "hyperscan", "as above, a form once a document", "other"),
    Kind("spaCy words", "spaCy", "its own tokens, in small letters", "token"),
    Kind("yara-x words", "yara-x", "whole words of a–z: å, ä and ö are borders to it", "other"),
    Kind("ripgrep -F, lowered", "rg", f"{EVERYWHERE}, longest; letters made small beforehand; a process less one without text", "other"),
    Kind("ripgrep -F -i", "rg", f"{EVERYWHERE}, longest; a process less one without text", "other"),
    Kind("ripgrep -F -i -w", "rg", f"{WHOLE}, longest; a process less one without text", "longest"),
    Kind("grep -F -w, lowered", "grep", f"{WHOLE}, longest; letters made small beforehand; a process less one without text", "longest"),
]
# With -i, GNU grep 3.8 takes 15 GB of memory for this list.
SEARCHES = {
    "ripgrep -F, lowered": ["rg", "-j1", "-N", "-I", "--no-config"],
    "ripgrep -F -i": ["rg", "-j1", "-N", "-I", "--no-config", "-i"],
    "ripgrep -F -i -w": ["rg", "-j1", "-N", "-I", "--no-config", "-i", "-w"],
    "grep -F -w, lowered": ["grep", "-h", "-w"],
}

Row = collections.namedtuple("Row", "kind speed ratio built hits compared")


# --- Texts, and the plain count ----------------------------------------------------------------------------------------------------------


def make_texts(ours, files, folder):
    """Turns files into plain text, as we read them, into a folder; how many bytes there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for number, path in enumerate(files):
        if done := run([str(ours), "text", str(path)], timeout=120):
            (folder / f"{number:05}.txt").write_text(done.text, encoding="utf-8", newline="")
    size = sum(path.stat().st_size for path in folder.glob("*.txt"))
    if not size:
        raise SystemExit("no file gave any text")
    return size


def plain_count(text, forms, longest):
    """Places where a form stands by itself, told with nothing but a set: forms hold letters, digits and hyphens."""
    text = text.lower()
    runs = [found.span() for found in re.finditer(r"[^\W_]+", text)]
    count = end = 0
    for at, (start, _) in enumerate(runs):
        if longest and start < end:
            continue
        found = []
        for after, (_, stop) in enumerate(runs[at:], at + 1):
            if text[start:stop] in forms:
                found.append(stop)
            if after == len(runs) or text[stop : runs[after][0]] != "-":
                break
        count += min(len(found), 1) if longest else len(found)
        end = found[-1] if found else end
    return count


# --- Those who answer ----------------------------------------------------------------------------------------------------------------------


class Searches:
    """Answers as a worker does: whole processes, what one takes that has no text to search told as its time to get ready."""

    def __init__(self, forms, texts, scratch):
        # Of two that begin at the same place ripgrep takes the one that the list has first.
        self.list, self.none, self.texts, self.lowered = scratch / "longest-first.txt", scratch / "none.txt", texts, scratch / "lowered"
        self.list.write_text("\n".join(sorted(forms, key=len, reverse=True)) + "\n", encoding="utf-8")
        self.none.write_text("")
        self.lowered.mkdir(exist_ok=True)
        for old in self.lowered.glob("*.txt"):
            old.unlink()
        for path in texts.glob("*.txt"):
            (self.lowered / path.name).write_text(path.read_text(encoding="utf-8").lower(), encoding="utf-8")
        self.built = {}
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8"}

    def search(self, kind, paths):
        command = [*SEARCHES[kind], "-F", "-o", "-f", str(self.list), *map(str, paths)]
        return run(command, self.environment, timeout=TOO_LONG, fine=(0, 1))

    def ask(self, kind, passes):
        if kind not in self.built:
            done = self.search(kind, [self.none])
            self.built[kind] = done.seconds if done else 0
        folder = self.lowered if kind.endswith("lowered") else self.texts
        done = self.search(kind, sorted(folder.glob("*.txt")) * passes)
        if not done:
            return None
        hits, built = done.text.count("\n") // passes, self.built[kind]
        return {"seconds": max(done.seconds - built, 1e-3), "hits": hits, "built": built}

    def why(self):
        return f"a pass takes more than {TOO_LONG} s"

    def close(self):
        pass


def start(kind, peers, matcher, forms_file, forms, texts):
    """Whoever answers for a kind: one process for all of ours and aho-corasick, one for each package."""
    if kind.needs is None:
        return Worker([str(matcher), "match", str(texts)])
    if kind.name in SEARCHES:
        return Searches(forms, texts, peers.scratch)
    return Worker(peers.worker("match", forms_file, texts))


def ask_all(peers, matcher, forms_file, forms, texts, rounds):
    """Rounds of every kind in turn: {name: [answers]}, with seconds for one pass; and who is missing."""
    workers, passes, answers, lacking = {}, {}, {}, []
    try:
        for number in range(rounds + 1):
            for kind in KINDS:
                if number == 0:
                    if why := peers.lacks(kind.needs, kind.name):
                        lacking.append(f"{kind.name} ({why})")
                        continue
                    key = kind.needs
                    if key not in workers:
                        workers[key] = start(kind, peers, matcher, forms_file, forms, texts)
                elif kind.name not in passes:
                    continue
                # The first round warms up and tells how many passes make a round.
                answer = workers[kind.needs].ask(kind.name, passes.get(kind.name, 1))
                if answer is None:
                    lacking.append(f"{kind.name} ({workers[kind.needs].why()})")
                    passes.pop(kind.name, None)
                elif number == 0:
                    passes[kind.name] = max(1, min(1000, round(ROUND / max(answer["seconds"], 1e-6))))
                    answers[kind.name] = []
                else:
                    answers[kind.name].append({**answer, "seconds": answer["seconds"] / passes[kind.name]})
            tell(f"matching: round {number} of {rounds}" if number else "matching: everyone is ready")
    finally:
        for worker in workers.values():
            worker.close()
    return {name: own for name, own in answers.items() if len(own) == rounds}, lacking


# --- What it says ------------------------------------------------------------------------------------------------------------------------


def compared(kind, hits, plain, anywhere):
    """How hits stand to the plain count of the same meaning."""
    if kind.meaning == "other":
        return "–"
    expected = anywhere if kind.meaning == "anywhere" else plain["all" if kind.meaning == "all" else "longest"]
    if expected is None:
        return "–"
    return "equal" if hits == expected else f"{hits - expected:+,} of {expected:,}"


def rows_of(answers, size, plain):
    """A row for each kind that answered in every round; stops where hits differ between rounds or ours are too few."""
    hits = {}
    for name, own in answers.items():
        if len({answer["hits"] for answer in own}) != 1:
            raise SystemExit(f"{name}: hits differ between rounds")
        hits[name] = own[0]["hits"]
    if not hits.get(OURS) or hits[OURS] < plain["longest"]:
        raise SystemExit(f"ours has {hits.get(OURS)} hits where a plain count has {plain['longest']}")
    seconds = {name: [answer["seconds"] for answer in own] for name, own in answers.items()}
    # Nobody counts forms inside words plainly: the automaton of another kind is the measure.
    anywhere = hits.get("pyahocorasick anywhere")
    rows = []
    for kind in KINDS:
        if kind.name in answers:
            middle = sorted(seconds[kind.name])[len(seconds[kind.name]) // 2]
            built = answers[kind.name][0]["built"]
            told = compared(kind, hits[kind.name], plain, anywhere)
            rows.append(Row(kind, size / 1e6 / middle, ratio(seconds[OURS], seconds[kind.name]), built, hits[kind.name], told))
    return rows


def lines(rows, lacking, versions, about):
    """The table."""
    head = ["matcher", "MB/s", "ours ÷ theirs, median (spread)", "getting ready, s", "hits", "against a plain count", "what it looks for"]
    cells = [
        [r.kind.name, significant(r.speed), r.ratio, Number(r.built, 2), Number(r.hits, 0), r.compared, r.kind.what] for r in rows
    ]
    return [
        about,
        "",
        *markdown(head, cells),
        "",
        "MB/s of processor time, one thread, over text that is in memory; getting ready is not in it. Ours gets ready by loading all rules from",
        "their files, which is more than the list. Below 1 we are faster; we are `genomsyra tokens`. Plain count: `all` or `longest`, as the kind says,",
        "made in Python with a set; ours and spaCy are held against `longest`, though they count tokens of their own.",
        "",
        "Versions: " + ", ".join(versions) + ".",
        *missing(lacking),
    ]


def measure(peers, ours, matcher, files, rounds):
    """The part's lines, and its rows for the short table."""
    texts, forms_file = peers.scratch / "texts", peers.scratch / "forms.txt"
    size = make_texts(ours, files, texts)
    listed = subprocess.run([str(matcher), "forms"], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    forms_file.write_text(listed, encoding="utf-8")
    forms = set(listed.split())
    plain = {
        name: sum(plain_count(path.read_text(encoding="utf-8"), forms, name == "longest") for path in texts.glob("*.txt"))
        for name in ("all", "longest")
    }
    answers, lacking = ask_all(peers, matcher, forms_file, listed.split(), texts, rounds)
    rows = rows_of(answers, size, plain)
    about = (
        f"{len(forms):,} forms in small letters; {len(files)} files, {size / 1e6:.2f} MB of text, of which a word on the list stands "
        f"{plain['longest']:,} times; rounds in turn: {rounds}."
    )
    versions = [peers.version(name) for name in dict.fromkeys(row.kind.needs for row in rows if row.kind.needs)]
    return lines(rows, lacking, versions, about), {"rows": rows, "missing": lacking, "forms": len(forms), "size": size / 1e6, "files": len(files)}
