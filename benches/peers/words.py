"""Which words a reader found, held against two others: no reader is the truth.

Words as compared: Unicode composed (NFC), small letters, letters and digits only; a word cut by a hyphen at the end of a line is made whole when
a small letter follows, soft hyphens are taken out, ligatures spelled out.
"""

import collections
import re
import statistics
import unicodedata

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

Quality = collections.namedtuple("Quality", "both order poppler poppler_order worst")
Quality.__doc__ = """Means over files: words that both references find, pairs of neighbours by the better reference, both again by pdftotext
alone, and the least share of the first in any file."""


def words(text):
    """The words of a text, in order."""
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


def of_file(own, poppler, pdfium):
    """(words that both give, the better order, words of pdftotext, order of pdftotext), as shares."""
    mine, a, b = collections.Counter(own), collections.Counter(poppler), collections.Counter(pdfium)
    order = pairs(own)
    as_poppler, as_pdfium = share(order, pairs(poppler)), share(order, pairs(pdfium))
    return share(mine, a & b), max(as_poppler, as_pdfium), share(mine, a), as_poppler


def quality(texts):
    """The `Quality` of each reader, from {reader: a text for each file, or None}; a file that it could not read counts 0.

    Empty without the references. Only files are judged that both references find words in.
    """
    if not {"pdftotext", "pypdfium2"} <= texts.keys():
        return {}
    found = {name: [words(text) if text else [] for text in own] for name, own in texts.items()}
    judged = [i for i, own in enumerate(found["pdftotext"]) if own and found["pypdfium2"][i]]
    out = {}
    for name, own in found.items() if judged else ():
        marks = [of_file(own[i], found["pdftotext"][i], found["pypdfium2"][i]) for i in judged]
        out[name] = Quality(*(statistics.mean(column) for column in zip(*marks)), min(mark[0] for mark in marks))
    return out
