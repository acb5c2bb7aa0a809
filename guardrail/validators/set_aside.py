"""Findings that are reported and do not count: those of rules in shadow, and those a named exception lets pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..costs import Cost
from ..protocols import Validator
from ..types import Candidate, Finding, SetAside, Severity, Span
from .patterns import PatternRule, Patterns

_MOST = 10  # far fewer than any rule reports, so that no hit stays unseen behind those let pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What an exception lets pass: findings of `rule` on words that lie inside one of `terms`.

    It holds from the day `since` up to and including the day `until`.
    """

    id: str
    rule: str
    terms: tuple[str, ...]
    owner: str
    reason: str
    since: date
    until: date


class SetsAside:
    """A validator of whose findings some do not count; they stay, with severity info and the reason.

    A failed check always counts, and so does a finding that is not on certain words. Where a rule has more than ten
    findings in a text, exceptions let none of them pass.

    Args:
        validator: what finds.
        shadows: rules in shadow, with the last day of it; None for no end.
        allowances: exceptions; one that needs too long for a text lets nothing pass there.
    """

    def __init__(
        self, validator: Validator, *, shadows: Mapping[str, date | None], allowances: Sequence[Allowance] = ()
    ) -> None:
        self.id = validator.id
        self.keeps_time = getattr(validator, "keeps_time", False)
        self.of_claims = bool(getattr(validator, "of_claims", False))
        self.cost: Cost | None = getattr(validator, "cost", None)
        self._validator = validator
        self._shadows = shadows
        self._allowances = {one.id: one for one in allowances}
        self._excepted = {one.rule for one in allowances}
        self._patterns = Patterns([_pattern(one) for one in allowances])

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        answers = self._validator.check(batch)
        return [self._weighed(c, findings) for c, findings in zip(batch, answers, strict=True)]

    def _weighed(self, candidate: Candidate, findings: Sequence[Finding]) -> list[Finding]:
        if not any(f.rule in self._shadows or f.rule in self._excepted for f in findings):
            return list(findings)
        many = {rule for rule, count in Counter(f.rule for f in findings).items() if count > _MOST}
        allowed = [(one, span) for one, span in self._allowed(candidate) if one.rule not in many]
        told = [self._told(finding, candidate.day, allowed) for finding in findings]
        passed = [f.span for f in told if f.span and f.set_aside and f.set_aside.exception is not None]
        if not passed:
            return told
        return told + [finding for finding in self._hidden(candidate, passed, allowed) if finding not in told]

    def _hidden(
        self, candidate: Candidate, passed: Sequence[Span], allowed: Sequence[tuple[Allowance, Span]]
    ) -> list[Finding]:
        """Hits that begin inside one that was let pass: a search goes on behind a hit, and so does not see them."""
        text = list(candidate.text)
        for span in passed:
            text[span.start] = " "
        (again,) = self._validator.check([replace(candidate, text="".join(text))])
        found = [self._told(f, candidate.day, allowed) for f in again if f.rule in self._excepted]
        return [f for f in found if f.span and not f.set_aside and any(_meet(f.span, span) for span in passed)]

    def _allowed(self, candidate: Candidate) -> list[tuple[Allowance, Span]]:
        """The exceptions that hold on the day of the candidate, each with words in the text that it lets pass."""
        places = [(self._allowances[hit.rule], hit.span) for hit in self._patterns.check([candidate])[0]]
        return [(one, span) for one, span in places if span and one.since <= candidate.day <= one.until]

    def _told(self, finding: Finding, day: date, allowed: Sequence[tuple[Allowance, Span]]) -> Finding:
        if finding.category == "error":
            return finding
        until = self._shadows.get(finding.rule)
        if finding.rule in self._shadows and (until is None or day <= until):
            end = f" until {until}" if until else ""
            return _aside(finding, f"in shadow{end}, so it does not count yet", until, None)
        for one, span in allowed:
            if one.rule == finding.rule and finding.span and _inside(finding.span, span):
                told = f"let pass by exception {one.id!r} of {one.owner} until {one.until}: {one.reason}"
                return _aside(finding, told, one.until, one.id)
        return finding


def _pattern(one: Allowance) -> PatternRule:
    return PatternRule(id=one.id, category="policy.exception", severity=Severity.INFO, message="", terms=one.terms)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < inner.end <= outer.end


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _aside(finding: Finding, why: str, until: date | None, exception: str | None) -> Finding:
    aside = SetAside(severity=finding.severity, exception=exception, until=until.isoformat() if until else None)
    return replace(finding, severity=Severity.INFO, message=f"{finding.message} ({why})", set_aside=aside)
