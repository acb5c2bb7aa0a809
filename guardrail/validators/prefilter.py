"""Which patterns a text may match at all: one walk over it finds the literals that each cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from .literals import Literals, rarity

_CHUNK = 1 << 16
_HALF = re.compile("[\ud800-\udfff]")


class Prefilter:
    """Finds the literals of many patterns in one walk (Aho and Corasick, 1975).

    `required` has for each pattern what `literals.required` gives: sets of strings, all of one of which are in every
    folded text that it matches; None for a pattern of which nothing is known, and which is always possible.
    """

    def __init__(self, required: Sequence[Literals | None]) -> None:
        self._always = {number for number, branches in enumerate(required) if not branches or not _writable(branches)}
        known = [
            (number, branch)
            for number, branches in enumerate(required)
            for branch in branches or ()
            if number not in self._always
        ]
        self._literals = sorted(frozenset().union(*(branch for _, branch in known)))
        places = {literal: index for index, literal in enumerate(self._literals)}
        self._called: list[list[tuple[frozenset[int], int]]] = [[] for _ in self._literals]
        for number, branch in known:
            first = places[max(branch, key=rarity)]
            self._called[first].append((frozenset(map(places.__getitem__, branch)), number))
        self._overlap = max(map(len, self._literals), default=1) - 1
        self._automaton = AhoCorasick(self._literals) if self._literals else None

    def possible(self, low: str) -> list[int]:
        """The numbers, in order, of the patterns that a text may match; `low` is the text folded."""
        found = self._found(low)
        called = {number for index in found for branch, number in self._called[index] if branch <= found}
        return sorted(called | self._always)

    def _found(self, low: str) -> set[int]:
        """Which literals are in `low`, looked at in parts so that a long text takes no memory."""
        found = set[int]()
        if self._automaton is None:
            return found
        for part in self._parts(low):
            found.update([match[0] for match in self._automaton.find_matches_as_indexes(part, overlapping=True)])
            if len(found) == len(self._literals):
                break
        return found

    def _parts(self, low: str) -> Iterator[str]:
        for start in range(0, len(low), _CHUNK):
            part = low[start : start + _CHUNK + self._overlap]
            try:
                part.encode()
            except UnicodeEncodeError:  # half a pair of surrogates, which no literal holds
                part = part.encode("utf-8", "replace").decode()
            yield part


def _writable(branches: Literals) -> bool:
    return all(literal.isascii() or not _HALF.search(literal) for branch in branches for literal in branch)
