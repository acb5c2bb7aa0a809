"""Loops and stutter: the same word, phrase or sentence again, a known failure of small models."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import eq

from ..costs import Cost
from ..grounding.spans import sentence_spans
from ..types import Candidate, Finding, Span
from .reports import Report

_LONGEST = 25
_SHORTEST_SENTENCE = 4
_MOST = 20
_TOKEN = re.compile(r"[^\W_]+(?:[.,'’\-][^\W_]+)*|[^\w\s]|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats(Report):
    """From how many times on it is too often; 0 does not look. Words under `but` may stand twice in a row."""

    word: int = 0
    phrase: int = 0
    sentence: int = 0
    character: int = 0
    but: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Words:
    """The words and signs of a text, folded, with where each stands."""

    words: list[str]
    spans: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> _Words:
        matches = list(_TOKEN.finditer(text))
        return cls([match[0].casefold() for match in matches], [match.span() for match in matches])

    def span(self, start: int, end: int) -> Span:
        return Span(self.spans[start][0], self.spans[end - 1][1])


class Repetition:
    """Reports what a text says again and again, at most 20 places a rule.

    A word or phrase counts in a row, nothing between but the spaces and signs that are repeated too. Numbers alone,
    and names ("Duran Duran"), do not. A sentence of four words or more counts wherever it stands.
    """

    id = "repetition"
    keeps_time = True
    cost = Cost(ms=Decimal("0.7"))

    def __init__(self, rules: Sequence[Repeats]) -> None:
        self._rules = tuple(rules)

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        return [self._check(candidate.text) for candidate in batch]

    def _check(self, text: str) -> list[Finding]:
        words = _Words.of(text)
        return [finding for rule in self._rules for finding in list(_findings(rule, words, text))[:_MOST]]


def _findings(rule: Repeats, words: _Words, text: str) -> Iterator[Finding]:
    if rule.word:
        for start, end in _runs(words.words, 1, rule.word):
            if not _excused(rule, words, text, start):
                yield rule.finding(words.span(start, end), _quoted(words.words[start]))
    if rule.phrase:
        yield from _phrases(rule, words)
    if rule.sentence:
        yield from _sentences(rule, text)
    if rule.character:
        repeated = rf"([^\W\d_])\1{{{rule.character - 1},}}"
        yield from (rule.finding(Span(*m.span()), _quoted(m[1])) for m in re.finditer(repeated, text))


def _phrases(rule: Repeats, words: _Words) -> Iterator[Finding]:
    """Phrases of two words or more in a row; of loops inside each other the shortest phrase counts."""
    taken = -1
    sizes = range(2, _LONGEST + 1)
    found = [(start, size, end) for size in sizes for start, end in _runs(words.words, size, rule.phrase)]
    for start, size, end in sorted(found):
        phrase = words.words[start : start + size]
        if start >= taken and "|" not in phrase and sum(map(str.isalpha, set(phrase))) > 1:
            yield rule.finding(words.span(start, end), _quoted(" ".join(phrase)))
            taken = end


def _runs(words: Sequence[str], size: int, times: int) -> Iterator[tuple[int, int]]:
    """Where a stretch of `size` words stands `times` times or more in a row: first and past the last word."""
    wanted = size * (times - 1)
    start = 0
    for at, same in enumerate([*map(eq, words, words[size:]), False]):
        if same:
            continue
        if at - start >= wanted:
            yield start, at + size
        start = at + 1


def _excused(rule: Repeats, words: _Words, text: str, start: int) -> bool:
    word, (first, end) = words.words[start], words.spans[start]
    again = words.spans[start + 1][0]
    named = text[first].isupper() and text[again].isupper() and not text[first:end].isupper()
    return not word.isalpha() or word in rule.but or named or bool(text[end:again].strip())


def _sentences(rule: Repeats, text: str) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], int] = {}
    for start, end in sentence_spans(text):
        words = tuple(_Words.of(text[start:end]).words)
        if sum(word[0].isalnum() for word in words) < _SHORTEST_SENTENCE:
            continue
        seen[words] = seen.get(words, 0) + 1
        if seen[words] == rule.sentence:
            yield rule.finding(Span(start, end), "the same sentence again")


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 60 else text[:59] + '…'}” again"
