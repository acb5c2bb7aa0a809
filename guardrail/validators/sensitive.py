"""Reports personal data or secrets in a text, by whatever finds their kinds; the value itself is never repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ..costs import Cost
from ..source import Source
from ..types import Candidate, Finding, Span
from .folding import Folding
from .reports import Report
from .said import said_in

MOST_PLACES = 100

Finder = Callable[[str], Iterator[tuple[int, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought(Report):
    """What to look for: names of kinds with what finds each.

    With `unless_in_source` a value that stands in the source passes; what is in `allowed` always does.
    """

    finders: Mapping[str, Finder]
    unless_in_source: bool = False
    allowed: frozenset[str] = frozenset()


class Sensitive:
    """Reports every value that one of the finders sees, at most 100 of a kind.

    Full-width digits and unseen characters hide nothing where `folds` is set: finders then see the text in small
    letters. Spans are those of the text as it is.
    """

    keeps_time = True
    cost = Cost(ms=Decimal("0.2"))

    def __init__(self, name: str, rules: Sequence[Sought], *, folds: bool) -> None:
        self.id = name
        self._rules = tuple(rules)
        self._folding = Folding() if folds else None

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        return [list(self._findings(candidate)) for candidate in batch]

    def _findings(self, candidate: Candidate) -> Iterator[Finding]:
        text, origins = candidate.text, None
        if self._folding is not None:
            text = self._folding.fold(candidate.text)
            origins = None if candidate.text.isascii() else self._folding.origins(candidate.text)
        for rule in self._rules:
            for name, finder in rule.finders.items():
                for start, end in islice(finder(text), MOST_PLACES):
                    if not _passes(rule, _bare(text[start:end]), candidate):
                        span = Span(origins[start], origins[end - 1] + 1) if origins else Span(start, end)
                        yield rule.finding(span, name)


def bare(values: Sequence[str]) -> frozenset[str]:
    """Values as they are compared: letters and digits alone."""
    return frozenset(map(_bare, values))


def _passes(rule: Sought, value: str, candidate: Candidate) -> bool:
    if value in rule.allowed:
        return True
    source = candidate.source
    return rule.unless_in_source and isinstance(source, Source) and value in source.derive(_said)


def _said(source: Source) -> str:
    """All that a source says, letters and digits alone, a line for each cell and passage."""
    return "\n".join(map(_bare, said_in(source)))


def _bare(value: str) -> str:
    return "".join(filter(str.isalnum, value.casefold()))
