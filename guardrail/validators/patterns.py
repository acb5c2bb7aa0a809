"""Finds what rules describe in words: regular expressions, and lists of terms."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice

import regex

from ..costs import Cost
from ..errors import GuardrailError
from ..types import Candidate, Finding, Span
from .folding import Folding
from .literals import folded, required
from .prefilter import Prefilter
from .reports import Report

Origins = Callable[[], Sequence[int]]

MOST_PLACES = 100
LONGEST = 5_000_000
_BUDGET = 0.05
_BUDGET_PER_CHARACTER = 5e-7
_TOGETHER = 0.5
_TOGETHER_PER_CHARACTER = 3e-6
_TOGETHER_AT_MOST = 10.0
_LARGEST = 5_000_000  # `regex` writes out what must repeat: this many signs take about two seconds
_REPEATED = regex.compile(r"\{(\d{1,9})")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRule(Report):
    """What to look for, and what to say where it is: a `pattern`, a `plain` pattern or `terms`, one of the three.

    `pattern` is in the syntax of the `regex` package and sees the text as it is. `plain` is one that sees the text
    folded. `terms` are whole words or phrases, looked for in the folded text too: case, spacing, unseen characters and
    full-width forms make no difference to them.

    Raises `GuardrailError` if the rule has more than one of them, or none.
    """

    pattern: str | None = None
    plain: str | None = None
    terms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if [self.pattern is not None, self.plain is not None, bool(self.terms)].count(True) != 1:
            raise GuardrailError(f"rule {self.id!r}: give either a pattern or terms")


class Patterns:
    """Reports every place where a rule matches, at most `MOST_PLACES` a rule and text.

    A rule may take 50 ms of processor time for a text, and half a second more for each million characters;
    one that needs longer is reported as a finding of category `error`, next to what it had found by then. All together
    may take half a second and 3 s for each million characters, 10 s at most; the first rule that is not tried any more
    says so as an `error`. A text of over `LONGEST` characters is not looked at, and an `error` says so.

    Raises `GuardrailError` for a pattern that cannot be read and for a blank term.
    """

    id = "patterns"
    keeps_time = True
    cost = Cost(ms=Decimal("0.3"))

    def __init__(self, rules: Sequence[PatternRule]) -> None:
        self._folding = Folding()
        self._searches = [self._search(rule) for rule in rules]
        self._folds = any(search.plain for search in self._searches)
        self._prefilter = Prefilter([search.required for search in self._searches])

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        return [self._check(candidate.text) for candidate in batch]

    def may_match(self, text: str) -> bool:
        """Whether any rule may match `text` or a part of it: False only if no rule has all its literals there."""
        return bool(self._possible(text, self._plain(text)))

    def _plain(self, text: str) -> str:
        return self._folding.fold(text) if self._folds and not text.isascii() else text.lower()

    def _possible(self, text: str, plain: str) -> list[int]:
        return self._prefilter.possible(plain if text.isascii() else folded(text) + "\n" + folded(plain))

    def _check(self, text: str) -> list[Finding]:
        if not self._searches:
            return []
        if len(text) > LONGEST:
            told = f"the text is longer than {LONGEST:,} characters, so no rule looked for its words in it"
            return [self._searches[0].rule.error(told)]
        found, left_out = self._look(text)
        if left_out:  # a pause of the interpreter, such as collecting garbage, is not the rules' own time
            found, left_out = self._look(text)
        return [*found, self._overrun(text, left_out)] if left_out else found

    def _look(self, text: str) -> tuple[list[Finding], list[int]]:
        """What was found, and the numbers of the rules for which no time was left."""
        clock = _Clock(together(len(text)))
        plain, found = self._plain(text), list[Finding]()
        origins = None if not self._folds or text.isascii() else cache(lambda: self._folding.origins(text))
        possible = self._possible(text, plain)
        for tried, number in enumerate(possible):
            if clock.left() <= 0:
                return found, possible[tried:]
            search = self._searches[number]
            found += search.findings(plain, origins) if search.plain else search.findings(text)
        return found, []

    def _overrun(self, text: str, left_out: Sequence[int]) -> Finding:
        first = self._searches[left_out[0]].rule
        return first.error(
            f"the rules needed more than {together(len(text)):.1f} s together for this text, so it is not checked by "
            f"{len(left_out)} of them, {first.id!r} first"
        )

    def _search(self, rule: PatternRule) -> _Search:
        if rule.terms:
            return _Search(rule, self._any_term(rule), plain=True)
        return _Search(rule, rule.pattern or rule.plain or "", plain=rule.pattern is None)

    def _any_term(self, rule: PatternRule) -> str:
        plain = sorted({self._folding.fold(term).strip() for term in rule.terms}, key=len, reverse=True)
        if not plain[-1]:
            raise GuardrailError(f"rule {rule.id!r}: a term is blank")
        return "|".join(map(whole_words, plain))


def together(characters: int) -> float:
    """Seconds of processor time that all rules together may take for so many characters."""
    return min(_TOGETHER + _TOGETHER_PER_CHARACTER * characters, _TOGETHER_AT_MOST)


def compiled(pattern: str) -> regex.Pattern[str]:
    """The pattern, ready to run; raises `regex.error` if it cannot be read or would take too much memory."""
    size = len(pattern) * math.prod(max(1, int(least)) for least in _REPEATED.findall(pattern))
    if size > _LARGEST:
        raise regex.error("it repeats too often", pattern, 0)
    try:
        return regex.compile(pattern)
    except (RecursionError, OverflowError, ValueError) as error:
        raise regex.error("it is nested too deep", pattern, 0) from error


class _Search:
    """One rule, ready to run."""

    def __init__(self, rule: PatternRule, pattern: str, *, plain: bool) -> None:
        self.rule = rule
        self.plain = plain
        try:
            self._regex = compiled(pattern)
        except regex.error as error:
            raise GuardrailError(f"rule {rule.id!r}: cannot read the pattern: {error}") from error
        self.required = required(pattern)

    def findings(self, text: str, origins: Origins | None = None) -> list[Finding]:
        """A finding for each place; `origins` leads from places in `text` back to the original, once there are any."""
        budget = _BUDGET + _BUDGET_PER_CHARACTER * len(text)
        try:
            first = self._regex.search(text, timeout=budget)
        except TimeoutError:  # of all threads together; what counts is this one's time, by the clock below
            first = None
        else:
            if first is None:
                return []
        clock, found = _Clock(budget), list[Finding]()
        try:
            for start, end in islice(_places(self._regex, text, clock, first), MOST_PLACES):
                found.append(self.rule.finding(_original(start, end, origins)))
        except TimeoutError:
            found.append(self._overrun(budget))
        return found

    def _overrun(self, budget: float) -> Finding:
        return self.rule.error(
            f"the rule {self.rule.id!r} needed more than {budget * 1000:.0f} ms for this text, "
            "so the text is not checked by it"
        )


class _Clock:
    """Processor time of this thread, against a budget in seconds; it is asked for only once that much time is over."""

    def __init__(self, budget: float) -> None:
        self.budget = budget
        self._begun = time.perf_counter()
        self._start = time.thread_time()

    def left(self) -> float:
        waited = self.budget - (time.perf_counter() - self._begun)
        return waited if waited > 0 else self.budget - (time.thread_time() - self._start)


def _places(
    pattern: regex.Pattern[str], text: str, clock: _Clock, first: regex.Match[str] | None
) -> Iterator[tuple[int, int]]:
    """Matches from left to right, each once; `first` if that is known. Raises `TimeoutError` when time has run out."""
    match = first or _search(pattern, text, 0, clock)
    while match is not None:
        start, end = match.span()
        yield start, end
        at = end if end > start else end + 1
        match = _search(pattern, text, at, clock) if at <= len(text) else None


def _search(pattern: regex.Pattern[str], text: str, at: int, clock: _Clock) -> regex.Match[str] | None:
    """The next match. `regex` counts the time of all threads, so a timeout is final only by our own clock."""
    timeout = clock.budget
    while True:
        try:
            return pattern.search(text, at, timeout=timeout)
        except TimeoutError:
            timeout *= 2
            if clock.left() <= 0:
                raise


def _original(start: int, end: int, origins: Origins | None) -> Span:
    if origins is None or start == end:
        return Span(start, end)
    places = origins()
    return Span(places[start], places[end - 1] + 1)


def whole_words_in(term: str, text: str) -> bool:
    """Whether a term stands in a text as whole words, as a rule with that term would find it."""
    folding = Folding()
    plain = folding.fold(term).strip()
    return bool(plain) and regex.search(whole_words(plain), folding.fold(text)) is not None


def whole_words(term: str) -> str:
    """A pattern for a term as whole words, with any white space between them."""
    body = r"\s+".join(regex.escape(word) for word in term.split())
    before = r"(?<![^\W_])" if _WORD.match(term[0]) else ""
    after = r"(?![^\W_])" if _WORD.match(term[-1]) else ""
    return before + body + after
