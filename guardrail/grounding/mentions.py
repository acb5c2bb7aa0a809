"""Finds every number, day, period and identifier in a text, with how exactly it says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from .collect import add_fraction, add_name
from .identifiers import addresses
from .mention import Mention, Text
from .numerals import DIGITS, SLICES, read_mark, read_number
from .units import SIGNS
from .vocabulary import any_of
from .weekdays import with_weekdays
from .worded import ARTICLE, FIRST_WORDS, read_article, read_code, read_word

__all__ = ["Mention", "find_mentions"]

_MARKS = "".join(sign for sign in SIGNS if len(sign) == 1) + "".join(SLICES)
_CODE = r"[a-z]{1,12}+(?>(?:[-/_][a-z]{1,12}+){0,3})[-#_/]?([0-9])"
_ANCHOR = re.compile(
    rf"(?<![a-z0-9_])(?:({DIGITS})|({any_of(FIRST_WORDS)})(?![a-z0-9])|({ARTICLE})|{_CODE})|[{re.escape(_MARKS)}\[]"
)
_CITATION = re.compile(r"\[[a-z]{0,4}[0-9][^\]\[]{0,60}\]")


def find_mentions(text: str, *, day_first: bool | None = None, today: date | None = None) -> tuple[Mention, ...]:
    """Every number, day, period and identifier in `text`, in order and without overlap.

    `day_first` says how to read 03/04/26; without it such a day has no period. `today` is the day that "last
    month" and "yesterday" are counted from; without it they have no period either. Never raises on any text.
    """
    page = Text(text, day_first, today)
    hidden = addresses(text)
    for start, end in hidden:
        page.low = f"{page.low[:start]}{chr(0) * (end - start)}{page.low[end:]}"
    position, search = 0, _ANCHOR.search
    while match := search(page.low, position):
        position = _read(page, match)
    for start, end in hidden:
        add_name(page, start, end, "address")
    found = sorted(page.found, key=lambda mention: mention.start) if hidden else page.found
    return tuple(_apart(with_weekdays(page, found), text))


def _apart(found: Iterable[Mention], text: str) -> Iterator[Mention]:
    """Mentions without overlap: of "1-A$5", where "A" could belong to both, it stays with the first."""
    end = 0
    for mention in found:
        if mention.start < end < mention.end:
            mention = mention._replace(start=end, text=text[end : mention.end])  # noqa: PLW2901
        end = max(end, mention.end)
        yield mention


def _read(page: Text, match: re.Match[str]) -> int:
    """Reads what begins at an anchor, and returns where to go on."""
    start, end = match.span()
    kind = match.lastindex
    if kind == 1:
        return read_number(page, start, match[1], end)
    if kind == 2:
        return read_word(page, match[2], start, end)
    if kind == 3:
        return read_article(page, start, end)
    if kind == 4:
        return read_code(page, start, end)
    return _read_mark(page, start, end)


def _read_mark(page: Text, start: int, end: int) -> int:
    """Reads what begins with a currency sign or a slice such as "½", and passes a citation such as "[A2]"."""
    mark = page.low[start]
    if mark == "[":
        citation = _CITATION.match(page.low, start)
        return citation.end() if citation else end
    if mark in SLICES:
        return add_fraction(page, start, end, *SLICES[mark])
    return read_mark(page, start)
