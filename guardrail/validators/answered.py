"""A text together with what its source answered to it, for the rules that look at these answers."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from ..grounding import UNCHECKED, Aliases, Answer
from ..grounding.aliases import shipped_aliases
from ..grounding.citations import Citation, citations, without
from ..grounding.cited import groups
from ..grounding.ledger_reader import Named
from ..grounding.mentions import find_mentions
from ..grounding.recogniser import ORGANISATION, PERSON, recognise
from ..grounding.spans import sentence_spans
from ..source import Source
from ..types import Candidate, Finding, Span

_KINDS: Mapping[str, tuple[str, ...]] = {
    "amount": ("amount", "number"),
    "percentage": ("percent", "points"),
    "count": ("count",),
    "date": ("day", "period"),
    "identifier": ("identifier",),
}
_VENDORS = frozenset({"entity", "name", PERSON, ORGANISATION})
VENDOR = "vendor"
KINDS = ("amount", "date", VENDOR, "identifier", "percentage", "count")


class Answered:
    """A candidate, and the answers of its source to its claims; what else is asked of it is worked out once."""

    def __init__(self, candidate: Candidate, answers: Sequence[Answer], aliases: Aliases | None) -> None:
        self.candidate = candidate
        self.answers = answers
        self._aliases = aliases

    def places(self, kind: str) -> Sequence[Span]:
        """Where the text says something of a kind, one of `KINDS`."""
        return self._vendors if kind == VENDOR else self._mentions[kind]

    @cached_property
    def citations(self) -> Sequence[Citation]:
        """Where the text refers to its source; without one, what is written like a reference."""
        return citations(self.candidate.text, self._source or Source())

    @cached_property
    def uncited(self) -> Sequence[Answer]:
        """The answers to claims that no reference stands behind."""
        said = [one for one in self.answers if one.status != UNCHECKED and not one.of_reference]
        behind = groups(without(self.candidate.text, self.citations), self.citations, said)
        cited = {claim.start for group in behind for claim in group.claims}
        return [one for one in said if one.start not in cited]

    def told(self, span: Span) -> list[Answer]:
        """The answers to what is said at `span`; to all that its sentence claims if none is to that alone."""
        said = self._by_sentence.get(self._sentence(span.start), [])
        about = [answer for answer in said if answer.start < span.end and span.start < answer.end]
        return about or said

    @cached_property
    def _source(self) -> Source | None:
        return self.candidate.source if isinstance(self.candidate.source, Source) else None

    @cached_property
    def _mentions(self) -> Mapping[str, list[Span]]:
        day_first = self._source.day_first if self._source else None
        found: dict[str, list[Span]] = {kind: [] for kind in _KINDS}
        for mention in find_mentions(self.candidate.text, day_first=day_first, today=self.candidate.day):
            for kind, told in _KINDS.items():
                if mention.kind in told and mention.unit != "address":
                    found[kind].append(Span(mention.start, mention.end))
        return found

    @cached_property
    def _vendors(self) -> list[Span]:
        books = self._source.derive(Named(self._aliases or shipped_aliases())) if self._source else None
        day_first = self._source.day_first if self._source else None
        found = recognise(self.candidate.text, books.names if books else None, day_first)
        return [Span(name.start, name.end) for name in found if name.kind in _VENDORS]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in sentence_spans(self.candidate.text)]

    @cached_property
    def _by_sentence(self) -> Mapping[int, list[Answer]]:
        found: dict[int, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            found[self._sentence(answer.start)].append(answer)
        return found

    def _sentence(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1


class Demand(Protocol):
    """What a rule asks of the claims of a text, besides what grounding reports of each."""

    def findings(self, read: Answered) -> Iterator[Finding]:
        """What it finds in a text whose claims are answered."""
        ...
