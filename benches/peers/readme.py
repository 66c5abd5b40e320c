"""The short table in README.md and README.sv.md, between two markers: one line a program, the same figures in both languages."""

from install import ROOT
from matching import KINDS
from table import cell, markdown, number, significant

BEGIN, END = "<!-- peers -->", "<!-- /peers -->"
FILES = {"en": ROOT / "README.md", "sv": ROOT / "README.sv.md"}
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()

WORDS = {
    "en": {
        "about": "Measured on {date}, {cores} cores ({processor}): {rounds} rounds in turn with each program on the same files, by `benches/peers/run.py`. "
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
        "missing": "Why somebody is missing, versions and the whole tables: run it.",
    },
    "sv": {
        "about": "Mätt {date} på {cores} kärnor ({processor}): {rounds} varv i tur och ordning med varje program på samma filer, av "
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
        "missing": "Varför någon saknas, versioner och hela tabellerna: kör det.",
    },
}
# What the matchers and ways of the short table give; the others stand in the whole tables.
GIVES = {
    "genomsyra tokens": ("whole words and compounds", "hela ord och sammansättningar"),
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
    "genomsyra, two jobs": ("the same", "samma sak"),
    "pdftotext + grep": ("words counted", "ord räknade"),
    "pypdfium2 + pyahocorasick": ("words counted", "ord räknade"),
    "pypdfium2 + spaCy": ("sentences that hold a word", "meningar som har ett ord"),
}
SWEDISH_NAMES = {"genomsyra, one job": "genomsyra, en åt gången", "genomsyra, two jobs": "genomsyra, två åt gången"}


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


def matching_rows(part, words, language):
    chosen = [kind.name for kind in KINDS if kind.name in GIVES]
    for row in part["rows"]:
        if row.kind.name in chosen:
            yield row.kind.name, words["bytes"].format(cell(significant(row.speed), language)), row.ratio, GIVES[row.kind.name][language == "sv"]


def whole_rows(part, words, language):
    for row in part["rows"]:
        name = SWEDISH_NAMES.get(row.way.name, row.way.name) if language == "sv" else row.way.name
        told = words["peak"].format(gives=GIVES[row.way.name][language == "sv"], peak=number(row.peak, 0, language))
        yield name, words["pages"].format(number(row.speed, 0, language)), row.ratio, told


ROWS = {"text": text_rows, "matching": matching_rows, "whole": whole_rows}


def section(parts, machine, date, rounds, language):
    """What stands between the markers."""
    words = WORDS[language]
    rows = []
    for name, part in parts.items():
        sizes = {key: number(part[key], 1 if key == "size" else 0, language) for key in ("files", "pages", "forms", "size") if key in part}
        rows.append([words[name].format(**sizes), "", "", ""])
        rows += [[row[0], row[1], row[2], row[3]] for row in ROWS[name](part, words, language)]
    about = words["about"].format(date=day(date, language), cores=machine.cores, processor=machine.processor, rounds=rounds)
    return "\n".join([BEGIN, about, "", *markdown(words["head"], rows, language), "", words["missing"], END])


def write(parts, machine, date, rounds):
    """Puts the table into both files, in place of the one that stood there."""
    for language, path in FILES.items():
        before, marker, rest = path.read_text(encoding="utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        if not marker or not end:
            raise SystemExit(f"{path.name} has no place for the table: {BEGIN} and {END}")
        path.write_text(before + section(parts, machine, date, rounds, language) + after, encoding="utf-8")
