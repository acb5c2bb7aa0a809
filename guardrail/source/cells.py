"""One cell of a table, and one label: what is printed, without footnote marks."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from .currencies import SIGN_PATTERN
from .digits import read_number

_DASH = re.compile(r"[-−–—―_]+(?:\s*[-−–—―_]+)*|nil", re.IGNORECASE)
_DASHED = re.compile(
    rf"(?P<mark>{SIGN_PATTERN})?\s*\(?\s*(?P<dash>[-−–—―_][-−–—―_\s]*|nil)\s*\)?\s*(?P<percent>%)?",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(.*\d\s*[)%]*)\s*(?:(?:\((?:\d{1,2}|[a-z])\)\s*)+|[*†‡§#]+)")
_REPEATED = re.compile(r"(.+?)\s*\(\s*([\d.,]+)\s*%?\s*\)")
_WORDED = re.compile(
    r"(.*\d\s*\)?)\s*(bps|basis points|percentage points|pts|x|times|years?|months?|days?|cents?|pence|¢)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*\((?:\d{1,2}|[a-z])\)|\s*[*†‡])*")
_NOTE = r"(?:\d{1,2}|[a-z]|[ivx]{1,4})"
_LABEL_MARKS = re.compile(rf"(?:\s*\({_NOTE}(?:,\s*{_NOTE})*\)|\s*[*†‡§]+|\s+\.+)+\s*(:?)$")
_GLUED = re.compile(r"([a-z]{3}\)?)\d$")
_NUMBERED = re.compile(
    r"(?:tier|level|phase|item|note|type|class|part|step|area|zone|unit|line|form|stage|scope)\d",
    re.IGNORECASE,
)


LONGEST = 500
"""Longer cells are prose: no number, unit or footnote mark is looked for in them."""


class Reading(NamedTuple):
    """A cell's number as printed; `mark` is its currency sign, `word` a unit after it ("bps")."""

    value: Decimal
    places: int = 0
    mark: str = ""
    percent: bool = False
    word: str = ""
    scale: Decimal | None = None
    dash: bool = False


def read_cell(text: str) -> Reading | None:
    """The number a cell prints, a lone dash as zero, footnote marks after it left out; None for text."""
    if len(text) > LONGEST:
        return None
    if match := _DASHED.fullmatch(text):
        return Reading(Decimal(0), mark=match["mark"] or "", percent=bool(match["percent"]), dash=True)
    if not any(map(str.isdigit, text)):
        return None
    return _plain(text) or _worded(text) or _repeated(text) or _marked(text)


def is_dash(text: str) -> bool:
    """Whether the cell is nothing but a dash or two, which print a zero."""
    return bool(_DASH.fullmatch(text))


def is_year(text: str) -> bool:
    """Whether the cell is a bare year, which in a heading names a column."""
    return bool(_YEAR.fullmatch(text))


def without_marks(label: str) -> str:
    """A label without footnote marks at its end: "Other(1)(2)", "Net income *", "Other benefits2"."""
    if len(label) > LONGEST:
        return label
    bare = _LABEL_MARKS.sub(r"\1", label).strip() or label
    if not _NUMBERED.search(bare):
        bare = _GLUED.sub(r"\1", bare)
    return bare


def _plain(text: str) -> Reading | None:
    number = read_number(text)
    if number is None:
        return None
    scale = None if number.scale == 1 else number.scale
    return Reading(number.value, number.places, number.mark, number.percent, scale=scale)


def _worded(text: str) -> Reading | None:
    match = _WORDED.fullmatch(text)
    read = _plain(match.group(1)) if match else None
    return read._replace(word=match.group(2).lower()) if match and read else None


def _repeated(text: str) -> Reading | None:
    """A negative printed twice, "-5.2 ( 5.2 )"."""
    match = _REPEATED.fullmatch(text)
    first, second = (_plain(match.group(1)), _plain(match.group(2))) if match else (None, None)
    return first if first and second and abs(first.value) == second.value else None


def _marked(text: str) -> Reading | None:
    match = _MARKED.fullmatch(text)
    return _plain(match.group(1)) if match else None
