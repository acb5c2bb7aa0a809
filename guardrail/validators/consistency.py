"""Reports what cannot be in a text whatever its source: by the calendar, by arithmetic, by the text itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from ..costs import Cost
from ..grounding.mention import Mention
from ..grounding.mentions import find_mentions
from ..source import Source
from ..types import Candidate, Finding
from . import arithmetic_checks as sums
from . import calendar_checks as days
from .reports import Report
from .sentences import Fault, Sentence, sentences_of

_MOST = 20
_LONGEST = 200_000


class Read(NamedTuple):
    """A candidate whose numbers, days and sentences are found."""

    candidate: Candidate
    mentions: Sequence[Mention]
    sentences: Sequence[Sentence]


Check = Callable[[Read], Iterator[Fault]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "weekday": lambda read: days.wrong_weekdays(read.mentions),
        "day": lambda read: days.days_that_are_none(read.mentions),
        "future": lambda read: days.future_days(read.sentences, read.candidate.day),
        "period": lambda read: days.periods_that_are_none(read.candidate.text),
        "total": lambda read: sums.wrong_totals(read.sentences),
        "shares": lambda read: sums.shares_not_whole(read.sentences),
        "contradiction": lambda read: sums.said_twice(read.sentences),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistent(Report):
    """Which of `CHECKS` to make."""

    what: tuple[str, ...]


class Consistency:
    """Reports what a text says that cannot be, at most 20 places a check.

    A text of over 200,000 characters is not checked, and an `error` says so.
    """

    id = "consistency"
    keeps_time = True
    cost = Cost(ms=Decimal(1))

    def __init__(self, rules: Sequence[Consistent]) -> None:
        self._rules = tuple(rules)

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        return [list(self._findings(candidate)) for candidate in batch]

    def _findings(self, candidate: Candidate) -> Iterator[Finding]:
        if len(candidate.text) > _LONGEST:
            told = f"the text is longer than {_LONGEST:,} characters, so its figures are not held against each other"
            yield from (rule.error(told) for rule in self._rules)
            return
        day_first = candidate.source.day_first if isinstance(candidate.source, Source) else None
        mentions = find_mentions(candidate.text, day_first=day_first, today=candidate.day)
        read = Read(candidate, mentions, sentences_of(candidate.text, mentions))
        for rule in self._rules:
            for name in rule.what:
                yield from (rule.finding(span, told) for span, told in islice(CHECKS[name](read), _MOST))
