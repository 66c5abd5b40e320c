"""The short table in README.md and README.sv.md, between two markers: one line a program, the same figures in both languages."""

import textwrap

from install import ROOT
from table import cell, markdown, number, significant

# The longest line of the READMEs.
WIDTH = 170
BEGIN, END = "<!-- peers -->", "<!-- /peers -->"
FILES = {"en": ROOT / "README.md", "sv": ROOT / "README.sv.md"}
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()

WORDS = {
    "en": {
        "about": "Measured on {date}, {cores} cores ({processor}): {rounds} of each program in turn on the same files, by `benches/peers/run.py`. "
        "Processor time; ours divided by theirs, median of the rounds (least–most): below 1 we are faster.",
        "head": ["program", "speed", "ours ÷ theirs", "what it gives"],
        "text": "**Text of {files} PDF files, {pages} pages**",
        "matching": "**{forms} words in {size} MB of text**",
        "whole": "**{files} PDF files in, findings out**",
        "pages": "{} pages/s",
        "bytes": "{} MB/s",
        "quality": "words {both}, order {order}",
        "reference": "reference",
        "peak": "{gives}; {peak} MiB",
        "rounds": ("1 round", "{} rounds"),
        "missing": "Not compared: {}.",
    },
    "sv": {
        "about": "Mätt {date} på {cores} kärnor ({processor}): {rounds} av varje program i tur och ordning på samma filer, av "
        "`benches/peers/run.py`. Processortid; vår delad med deras, varvens median (minst–mest): under 1 är vi snabbare.",
        "head": ["program", "fart", "vår ÷ deras", "vad det ger"],
        "text": "**Texten ur {files} PDF-filer, {pages} sidor**",
        "matching": "**{forms} ord i {size} MB text**",
        "whole": "**{files} PDF-filer in, fynd ut**",
        "pages": "{} sidor/s",
        "bytes": "{} MB/s",
        "quality": "ord {both}, ordning {order}",
        "reference": "referens",
        "peak": "{gives}; {peak} MiB",
        "rounds": ("1 varv", "{} varv"),
        "missing": "Inte med: {}.",
    },
}
# What the matchers and ways of the short table give; the others stand in the whole tables.
GIVES = {
    "genomsyra tokens": ("whole words and compounds", "hela ord och sammansättningar"),
    "genomsyra tokens, new scanner": ("the same, every spelling learnt anew", "samma sak, varje stavning lärd på nytt"),
    "genomsyra scan": ("references, each sentence graded", "hänvisningar, varje mening graderad"),
    "aho-corasick longest": ("whole words", "hela ord"),
    "aho-corasick DFA longest": ("whole words", "hela ord"),
    "pyahocorasick words": ("whole words", "hela ord"),
    "hyperscan anywhere": ("matches anywhere", "träffar var som helst"),
    "spaCy words": ("its own tokens", "egna ord"),
    "yara-x words": ("words of a–z", "ord av a–z"),
    "ripgrep -F, lowered": ("matches anywhere, letters made small beforehand", "träffar var som helst, små bokstäver i förväg"),
    "ripgrep -F -i": ("matches anywhere", "träffar var som helst"),
    "grep -F -w, lowered": ("whole words, letters made small beforehand", "hela ord, små bokstäver i förväg"),
    "genomsyra, one job": ("references, sentences graded, level and score", "hänvisningar, graderade meningar, nivå och poäng"),
    "pdftotext + grep": ("words counted", "ord räknade"),
    "pypdfium2 + pyahocorasick": ("words counted", "ord räknade"),
    "pypdfium2 + spaCy": ("sentences that hold a word", "meningar som har ett ord"),
}
SWEDISH_NAMES = {
    "genomsyra, one job": "genomsyra, en åt gången",
    "genomsyra tokens": "genomsyra, orden",
    "genomsyra tokens, new scanner": "genomsyra, orden, från början",
    "genomsyra scan": "genomsyra, allt",
    "aho-corasick longest": "aho-corasick, längsta",
    "aho-corasick DFA longest": "aho-corasick, längsta, som DFA",
    "pyahocorasick words": "pyahocorasick",
    "hyperscan anywhere": "hyperscan",
    "spaCy words": "spaCy",
    "yara-x words": "yara-x",
    "ripgrep -F, lowered": "ripgrep -F, små bokstäver",
    "grep -F -w, lowered": "grep -F -w, små bokstäver",
}


def day(date, language):
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}" if language == "sv" else f"{date.day} {date:%B} {date.year}"


def text_rows(part, words, language):
    for row in part["rows"]:
        if row.name in ("pdftotext", "pypdfium2"):
            told = words["reference"]
        elif row.quality:
            told = words["quality"].format(both=number(row.quality.both, 3, language), order=number(row.quality.order, 3, language))
        else:
            told = None
        yield row.name, words["pages"].format(number(row.speed, 0, language)), row.ratio, told


def called(name, language):
    return SWEDISH_NAMES.get(name, name) if language == "sv" else name


def matching_rows(part, words, language):
    for row in part["rows"]:
        if gives := GIVES.get(row.kind.name):
            speed = words["bytes"].format(cell(significant(row.speed), language))
            yield called(row.kind.name, language), speed, row.ratio, gives[language == "sv"]


def whole_rows(part, words, language):
    """By processor time as all of this table, so ours with two jobs stands only in the whole one."""
    for row in part["rows"]:
        if gives := GIVES.get(row.way.name):
            speed = words["pages"].format(number(part["pages"] / max(row.seconds, 1e-9), 0, language))
            told = words["peak"].format(gives=gives[language == "sv"], peak=number(row.peak, 0, language))
            yield called(row.way.name, language), speed, row.ratio, told


ROWS = {"text": text_rows, "matching": matching_rows, "whole": whole_rows}


def section(parts, machine, date, rounds, language):
    """What stands between the markers."""
    words = WORDS[language]
    rows = []
    for name, part in parts.items():
        sizes = {key: number(part[key], 1 if key == "size" else 0, language) for key in ("files", "pages", "forms", "size") if key in part}
        rows.append([words[name].format(**sizes), "", "", ""])
        rows += [[row[0], row[1], row[2], row[3]] for row in ROWS[name](part, words, language)]
    told = words["rounds"][rounds != 1].format(rounds)
    about = words["about"].format(date=day(date, language), cores=machine.cores, processor=machine.processor, rounds=told)
    # Reasons are told in English, by programs: the Swedish table names who is missing.
    missing = [name if language == "en" else called(name.split(" (")[0], language) for part in parts.values() for name in part["missing"]]
    last = ["", *textwrap.wrap(words["missing"].format("; ".join(missing)), WIDTH)] if missing else []
    return "\n".join([BEGIN, *textwrap.wrap(about, WIDTH), "", *markdown(words["head"], rows, language), *last, END])


def write(parts, machine, date, rounds):
    """Puts the table into both files, in place of the one that stood there."""
    for language, path in FILES.items():
        before, marker, rest = path.read_text(encoding="utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        if not marker or not end:
            raise SystemExit(f"{path.name} has no place for the table: {BEGIN} and {END}")
        path.write_text(before + section(parts, machine, date, rounds, language) + after, encoding="utf-8")
