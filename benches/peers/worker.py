"""The side of the comparison that needs packages of PyPI; run.py starts it with the scratch folder's Python.

`read LIBRARY FILE` prints a PDF file's text. `match LIBRARY FORMS FOLDER` gets ready and answers requests as ours.rs does. `whole WAY FORMS
FOLDER` is what people write: PDF files in, words or sentences found out, the whole process measured. Each follows the library's own guide.
"""

import json
import re
import sys
import time
from pathlib import Path

# --- Reading ---------------------------------------------------------------------------------------------------------------------------


def pages_of(library, path):
    """The text of each page, or the whole text as one."""
    if library == "pypdfium2":
        import pypdfium2

        return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
    if library == "PyMuPDF":
        import pymupdf

        return [page.get_text() for page in pymupdf.open(path)]
    if library == "pdfboss":
        import pdfboss

        return [pdfboss.Document(path).extract_text()]
    raise SystemExit(f"no such library: {library}")


def read(library, path):
    """Text to standard output, processor seconds from opening to the last page to standard error."""
    __import__({"PyMuPDF": "pymupdf"}.get(library, library))
    start = time.process_time()
    text = "\f".join(pages_of(library, path))
    seconds = time.process_time() - start
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stderr.write(f"\nseconds {seconds:.6f}\n")


# --- Matching: a function that gets forms and gives one that counts the hits in a text ---------------------------------------------------


def automaton(forms):
    import ahocorasick

    made = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for form in forms:
        made.add_word(form, len(form))
    made.make_automaton()
    return made


def pyahocorasick_anywhere(forms):
    found = automaton(forms).iter
    return lambda text: sum(1 for _ in found(text.lower()))


def pyahocorasick_words(forms):
    """Whole words: what stands before and after is looked at for every match, in Python, as the library has no borders of its own."""
    found = automaton(forms).iter

    def hits(text):
        text = f" {text.lower()} "
        return sum(1 for last, length in found(text) if not text[last + 1].isalnum() and not text[last - length].isalnum())

    return hits


def hyperscan_with(forms, more):
    import hyperscan as hs

    flags = hs.HS_FLAG_CASELESS | hs.HS_FLAG_UTF8 | more(hs)
    base = hs.Database()
    base.compile(
        expressions=[re.escape(form).encode() for form in forms], ids=list(range(len(forms))), elements=len(forms), flags=[flags] * len(forms)
    )
    count = 0

    def on_match(*_):
        nonlocal count
        count += 1

    def hits(text):
        nonlocal count
        count = 0
        base.scan(text.encode(), match_event_handler=on_match)
        return count

    return hits


def hyperscan_anywhere(forms):
    return hyperscan_with(forms, lambda hs: 0)


def hyperscan_once(forms):
    """Each form at most once a document: most of the other way's time goes to telling Python of every match."""
    return hyperscan_with(forms, lambda hs: hs.HS_FLAG_SINGLEMATCH)


def spacy_phrases(forms):
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("sv")
    language.max_length = 1 << 30
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("form", list(language.tokenizer.pipe(forms)))
    return language, matcher


def spacy_words(forms):
    language, matcher = spacy_phrases(forms)
    return lambda text: len(matcher(language.make_doc(text)))


def yara_x_words(forms):
    """The text is made small beforehand, for `nocase` knows only a–z; so does `fullword`, which takes å, ä and ö for borders."""
    import yara_x

    strings = "\n".join(f'$f{number} = "{form}" fullword' for number, form in enumerate(forms))
    compiler = yara_x.Compiler()
    compiler.add_source(f"rule forms {{ strings:\n{strings}\ncondition: any of them }}")
    scanner = yara_x.Scanner(compiler.build())

    def hits(text):
        found = scanner.scan(text.lower().encode()).matching_rules
        return sum(len(pattern.matches) for rule in found for pattern in rule.patterns)

    return hits


MATCHERS = {
    "pyahocorasick words": pyahocorasick_words,
    "pyahocorasick anywhere": pyahocorasick_anywhere,
    "hyperscan anywhere": hyperscan_anywhere,
    "hyperscan once": hyperscan_once,
    "spaCy words": spacy_words,
    "yara-x words": yara_x_words,
}


def match(forms, folder):
    """Answers requests, `KIND PASSES`, until there are no more."""
    forms = Path(forms).read_text(encoding="utf-8").split()
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    ready = {}
    for line in sys.stdin:
        kind, passes = line.rsplit(" ", 1)
        if kind not in ready:
            start = time.process_time()
            hits = MATCHERS[kind](forms)
            ready[kind] = hits, time.process_time() - start
        hits, built = ready[kind]
        start = time.thread_time()
        found = {sum(map(hits, texts)) for _ in range(int(passes))}
        seconds = time.thread_time() - start
        if len(found) != 1:
            raise SystemExit(f"{kind}: passes differ in their hits")
        print(json.dumps({"kind": kind, "seconds": seconds, "hits": found.pop(), "built": built}), flush=True)


# --- End to end ------------------------------------------------------------------------------------------------------------------------


def whole(way, forms, folder):
    """Prints, for each file, its hits: words for pyahocorasick, sentences that hold one for spaCy."""
    forms = Path(forms).read_text(encoding="utf-8").split()
    if way == "pyahocorasick":
        hits = pyahocorasick_words(forms)
    else:
        language, matcher = spacy_phrases(forms)
        language.add_pipe("sentencizer")

        def hits(text):
            document = language(text)
            return len({document[start].sent.start for _, start, _ in matcher(document)})

    for path in sorted(Path(folder).glob("*.pdf")):
        try:
            print(f"{path.name}\t{hits(chr(12).join(pages_of('pypdfium2', path)))}")
        except Exception as problem:  # A broken file: the others are still counted.
            print(f"{path.name}\t0\t{type(problem).__name__}")


if __name__ == "__main__":
    {"read": read, "match": match, "whole": whole}[sys.argv[1]](*sys.argv[2:])
