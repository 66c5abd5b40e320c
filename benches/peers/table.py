"""Tables in Markdown, with numbers as the reader's language writes them.

A cell is text, a `Number`, a `Ratio` of timing.py, or None for what is not known.
"""

import collections
import math

from timing import Ratio

Number = collections.namedtuple("Number", "value digits")
Number.__doc__ = "A number and how many decimals of it mean something."

# What is between thousands, and before decimals: a plain space would let a line break into the number.
MARKS = {"en": (",", "."), "sv": ("\u00a0", ",")}


def number(value, digits=0, language="en"):
    """A number as it is written: 1,234.5 or 1 234,5."""
    thousands, decimal = MARKS[language]
    return f"{value:,.{digits}f}".translate({ord(","): thousands, ord("."): decimal})


def significant(value):
    """A number with two figures that mean something, however small; without decimals from 10, but two near 1."""
    if value >= 10:
        return Number(value, 0)
    return Number(value, 1 if value >= 2 else min(6, max(2, 1 - math.floor(math.log10(max(value, 1e-9))))))


def cell(value, language="en"):
    """What stands in a cell."""
    if value is None:
        return "–"
    if isinstance(value, Number):
        return "–" if value.value is None else number(value.value, value.digits, language)
    if isinstance(value, Ratio):
        median, least, most = (number(part, significant(value.median).digits, language) for part in value)
        return f"{median} ({least}–{most})"
    return str(value).replace("|", "\\|").replace("\n", " ")


def markdown(head, rows, language="en"):
    """The lines of a table."""
    line = lambda cells: "| " + " | ".join(cells) + " |"
    return [line(head), "|" + "---|" * len(head), *(line([cell(value, language) for value in row]) for row in rows)]


def missing(names):
    """What is not in the table, and why."""
    return ["", "Not compared: " + "; ".join(names) + "."] if names else []
