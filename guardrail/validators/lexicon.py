"""Words that are not to be sent, found however they are disguised: a second opinion beside the classifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from ..costs import Cost
from ..types import Candidate, Finding, Span
from .nsfw import load
from .patterns import PatternRule, Patterns, whole_words
from .unmasking import Plain, Unmasking


class Lexicon:
    """Reports terms in a text with all disguises written out, as whole words only.

    Args:
        rules: what to look for; each has `terms`.
        allowed: names in which a term does not count, such as "Big Ass Fans".
        unmasking: what writes disguises out; that of the classifier that ships if left out.
    """

    id = "lexicon"
    keeps_time = True
    cost = Cost(ms=Decimal("0.4"))

    def __init__(
        self, rules: Sequence[PatternRule], *, allowed: Sequence[str] = (), unmasking: Unmasking | None = None
    ) -> None:
        self._unmasking = unmasking or load().unmasking
        self._patterns = Patterns(rules)
        names = sorted({self._unmasking.plain(name).text for name in allowed}, key=len, reverse=True)
        self._allowed = regex.compile("|".join(map(whole_words, names))) if names else None

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        readings = [self._unmasking.plain(candidate.text) for candidate in batch]
        found = self._patterns.check([Candidate(text=reading.text) for reading in readings])
        return [self._told(findings, reading) for findings, reading in zip(found, readings, strict=True)]

    def _told(self, findings: Sequence[Finding], reading: Plain) -> list[Finding]:
        """The findings outside allowed names, each at its place in the original."""
        if not findings:
            return []
        names = [match.span() for match in self._allowed.finditer(reading.text)] if self._allowed else []
        return [_placed(finding, reading) for finding in findings if not _inside(finding.span, names)]


def _inside(span: Span | None, names: Sequence[tuple[int, int]]) -> bool:
    return span is not None and any(start <= span.start and span.end <= end for start, end in names)


def _placed(finding: Finding, reading: Plain) -> Finding:
    span = finding.span
    return replace(finding, span=reading.span(span.start, span.end)) if span else finding
