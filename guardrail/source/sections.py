"""Which section of a statement a row stands in: "Current assets" under "Assets", up to its total."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .dates import read_period

_TOTAL = re.compile(r"(?:sub-?\s?)?totals?\b\s*:?\s*(.*)", re.IGNORECASE)
_ENDS = re.compile(r"net cash\b", re.IGNORECASE)
_TAKES_OFF = re.compile(r"(?:less|accumulated|allowance|valuation|net of)\b", re.IGNORECASE)
_PREFIX = re.compile(r"([A-Z][^:]{2,40}): (\S.*)")


@dataclass(slots=True)
class _Section:
    label: str
    rank: int
    totalled: bool = False


@dataclass(slots=True)
class Sections:
    """Follows a table from top to bottom; `prefixes` are words before a colon that several labels share."""

    prefixes: frozenset[str] = frozenset()
    _open: list[_Section] = field(default_factory=list)
    _prefix: str = ""
    _after_heading: bool = False

    def heading(self, label: str) -> None:
        """A row with a label only: it opens a section, inside the last one if that has no rows yet."""
        rank = _rank(label)
        if not self._after_heading:
            while self._open and (self._open[-1].rank >= rank or self._open[-1].totalled):
                self._open.pop()
        elif rank == 0:
            self._open.clear()
        self._open.append(_Section(label.rstrip(": "), rank))
        self._after_heading, self._prefix = True, ""

    def row(self, label: str) -> tuple[str, ...]:
        """The path of a row, outermost first; a row without a label is the total of its section."""
        self._after_heading = False
        if not label:
            return self._unnamed_total()
        self._leave_totalled(label)
        match = _PREFIX.fullmatch(label)
        if match and match.group(1) in self.prefixes:
            self._prefix = match.group(1)
            return (*self.labels, *match.groups())
        self._prefix = ""
        path = (*self.labels, label.rstrip(": ") or label)
        self._end_with(label)
        return path

    @property
    def labels(self) -> tuple[str, ...]:
        """The headings that hold for the next row."""
        return tuple(section.label for section in self._open)

    def _unnamed_total(self) -> tuple[str, ...]:
        if self._prefix:
            return (*self.labels, self._prefix, f"Total {self._prefix}")
        if self._open and self._open[-1].totalled and not self._open[-1].rank:
            self._open.pop()
        if not self._open:
            return ("Total",)
        self._open[-1].totalled = True
        return (*self.labels, f"Total {self._open[-1].label}")

    def _leave_totalled(self, label: str) -> None:
        """After its total a section is over, unless the next row takes something off it."""
        if self._open and self._open[-1].totalled:
            if _TAKES_OFF.match(label):
                self._open[-1].totalled = False
            else:
                self._open.pop()

    def _end_with(self, label: str) -> None:
        total = _TOTAL.fullmatch(label)
        if total is None:
            if _ENDS.match(label) and self._open:
                self._open.pop()
            return
        named = _words(total.group(1))
        if not named and self._open:
            self._open.pop()
        for depth, section in enumerate(self._open):
            if named and (named == _words(section.label) or _begins(named, _words(section.label))):
                del self._open[depth:]
                return


def shared_prefixes(labels: Iterable[str]) -> frozenset[str]:
    """What stands before a colon in several labels: "Current: Federal", "Current: State"."""
    matches = (_PREFIX.fullmatch(label) for label in labels)
    counts = Counter(match.group(1) for match in matches if match)
    usual = {"Add", "Less", "Plus", "Including", "Of which", "Thereof"}
    return frozenset(prefix for prefix, count in counts.items() if count > 1 and prefix not in usual)


def _rank(label: str) -> int:
    """0 for a period, which holds for all below it; capitals, plain words and a colon each open deeper."""
    if read_period(label) is not None:
        return 0
    if label.isupper():
        return 1
    return 3 if label.endswith(":") else 2


def _words(label: str) -> tuple[str, ...]:
    return tuple(word.rstrip("s") for word in re.findall(r"[a-z]+", label.lower()))


def _begins(named: tuple[str, ...], heading: tuple[str, ...]) -> bool:
    return bool(heading) and named[: len(heading)] == heading
