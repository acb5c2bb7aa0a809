"""Reports amounts, dates, vendors and the like that the source does not show, or shows by luck only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..grounding import SUPPORTED, Answer
from ..types import Finding
from .answered import Answered
from .reports import Report

_LONGEST = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Required(Report):
    """Which kinds of claim, of `answered.KINDS`, must be supported, by a proof of no more luck than `luck_at_most`.

    What a text says of a kind is held against the answers to it; where none is to that alone, as to a date or a vendor,
    against those to its whole sentence. Without any answer it is not supported. A text of over 200,000 characters is
    not looked at, and an `error` says so.
    """

    every: tuple[str, ...]
    luck_at_most: float

    def findings(self, read: Answered) -> Iterator[Finding]:
        """A finding for each such place that is not proven."""
        text = read.candidate.text
        if len(text) > _LONGEST:
            yield self.error(
                f"the text is longer than {_LONGEST:,} characters, so {self.id!r} does not look at its claims"
            )
            return
        for kind in self.every:
            for span in read.places(kind):
                if why := self._unproven(read.told(span)):
                    yield self.finding(span, f"{kind} {text[span.start : span.end]!r}, since {why}")

    def _unproven(self, answers: Sequence[Answer]) -> str:
        """Why answers are no proof, "" if they are."""
        if not answers:
            return "nothing in the source was found for it"
        return next(filter(None, map(self._fault, answers)), "")

    def _fault(self, answer: Answer) -> str:
        if answer.status != SUPPORTED:
            return answer.message
        if answer.proof and answer.proof.luck > self.luck_at_most:
            chance = f"{answer.proof.luck:.2%}"
            return f"a wrong value would have been proven as well with a chance of {chance}: {answer.message}"
        return ""
