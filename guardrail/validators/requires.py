"""What a text must say: a disclaimer, a period, a currency, wherever it says something else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..costs import Cost
from ..grounding.spans import sentence_spans
from ..types import Candidate, Finding, Span
from .patterns import PatternRule, Patterns
from .reports import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Report):
    """A text in which `said` is found must also have `needed`; every text must, if `said` is None.

    Both are found as `PatternRule` says. In the `same_sentence`, `needed` must stand beside each `said`.
    """

    said: PatternRule | None
    needed: PatternRule
    same_sentence: bool = False


@dataclass(slots=True)
class _Seen:
    said: list[Span] = field(default_factory=list)
    needed: list[Span] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Requires:
    """Reports what a text leaves out: where it says what calls for it, or on the whole text if every text must.

    Where a pattern runs out of time that is an `error` of the rule.
    """

    id = "requires"
    keeps_time = True
    cost = Cost(ms=Decimal("0.2"))

    def __init__(self, rules: Sequence[Requirement]) -> None:
        self._rules = tuple(rules)
        sides = [side for rule in rules for side in (rule.said or rule.needed, rule.needed)]
        self._patterns = Patterns([replace(side, id=str(number)) for number, side in enumerate(sides)])

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        found = self._patterns.check(batch)
        return [self._left_out(c.text, hits) for c, hits in zip(batch, found, strict=True)]

    def _left_out(self, text: str, hits: Sequence[Finding]) -> list[Finding]:
        seen = [_Seen() for _ in self._rules]
        for hit in hits:
            number, needed = divmod(int(hit.rule), 2)
            if hit.span:
                (seen[number].needed if needed else seen[number].said).append(hit.span)
            else:
                seen[number].errors.append(hit.message)
        return [finding for rule, mine in zip(self._rules, seen, strict=True) for finding in _judged(rule, mine, text)]


def _judged(rule: Requirement, seen: _Seen, text: str) -> list[Finding]:
    if seen.errors:
        return [rule.error(f"the rule {rule.id!r} needed too long for this text, so the text is not checked by it")]
    if rule.said is None:
        return [] if seen.needed or not text.strip() else [rule.finding()]
    if not rule.same_sentence:
        return [rule.finding(seen.said[0])] if seen.said and not seen.needed else []
    if not seen.said:
        return []
    starts = [start for start, _ in sentence_spans(text)]
    fulfilled = {bisect_right(starts, span.start) for span in seen.needed}
    first = {bisect_right(starts, span.start): span for span in reversed(seen.said)}
    return [rule.finding(span) for sentence, span in sorted(first.items()) if sentence not in fulfilled]
