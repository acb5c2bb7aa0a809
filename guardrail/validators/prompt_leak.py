"""Reports where a text repeats what the model was told: words of the prompt, in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ..costs import Cost
from ..types import Candidate, Finding
from .folding import Folding
from .reports import Report
from .runs import Words, repeated
from .said import said_in

_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak(Report):
    """From how many words in a row on it is a leak."""

    words: int


class PromptLeak:
    """Reports stretches of the prompt in a text, at most 20 a rule. Without a prompt there are none.

    What stands in the source as well is no leak: a prompt often holds the records.
    """

    id = "prompt-leak"
    keeps_time = True
    cost = Cost(ms=Decimal(1))

    def __init__(self, rules: Sequence[Leak]) -> None:
        self._rules = tuple(rules)
        self._folding = Folding()

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        return [list(self._findings(candidate)) for candidate in batch]

    def _findings(self, candidate: Candidate) -> Iterator[Finding]:
        if candidate.prompt is None:
            return
        text, prompt = Words.of(candidate.text, self._folding), Words.of(candidate.prompt, self._folding)
        said = [Words.of(part, self._folding) for part in said_in(candidate.source)]
        for rule in self._rules:
            told = prompt.stretches(rule.words).difference(*(words.stretches(rule.words) for words in said))
            yield from (rule.finding(span) for span in islice(repeated(text, told, rule.words), _MOST))
