"""Where the sentences and paragraphs of a text end, found while the text is still arriving."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Unit

LONGEST = 5000

_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(]*[^\sa-z])|\n\s*")
_MONTH = r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_SHORT = r"approx|avg|ca|co|corp|dept|acct|dr|e\.g|est|excl|i\.e|incl?|inv|ltd|max|min|mrs?|ms|no|nos|pymt|ref|rs|st|vs"
_DAY = re.compile(rf"\b(?:may|{_MONTH})[a-z]*\.? \d{{1,2}}\.$", re.IGNORECASE)
_NO_END = re.compile(rf"(?<![\w.,])(?:\d{{1,2}}|[a-z]|{_MONTH}|{_SHORT})\.$", re.IGNORECASE)


class Ends:
    """Finds the ends in a growing text, each once it cannot move any more: when what follows has begun.

    The same ends are found however the text is cut into pieces. A full stop that may only shorten a word, or
    stand in a date ("on 15. March"), ends nothing. After a unit of over 5,000 characters no more ends are found.
    """

    def __init__(self) -> None:
        self._open = ""
        self._at = 0
        self._lost = False

    def add(self, text: str) -> list[tuple[int, Unit]]:
        """The ends that are certain with `text` added: how many characters lie before each, and what ends there."""
        if self._lost:
            return []
        self._open += text
        found = list(self._found())
        last = found[-1][0] if found else self._at
        self._open = self._open[last - self._at :]
        self._at = last
        self._lost = self._lost or len(self._open) > LONGEST
        return found

    def _found(self) -> Iterator[tuple[int, Unit]]:
        last = 0
        for match in _END.finditer(self._open):
            if match.end() == len(self._open) or _goes_on(self._open[max(0, match.start() - 20) : match.start()]):
                continue
            if match.end() - last > LONGEST:
                self._lost = True
                return
            last = match.end()
            yield self._at + last, Unit.PARAGRAPH if match[0].count("\n") > 1 else Unit.SENTENCE


def _goes_on(before: str) -> bool:
    """Whether what stands before a gap may be the middle of a sentence: "on 15.", but not "on March 15."."""
    return _NO_END.search(before) is not None and not _DAY.search(before)
