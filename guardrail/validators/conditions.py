"""Conditions on the records a text was written from, and a validator whose findings count only where they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..costs import Cost
from ..grounding.ledger import Habits, Where, habits, meets
from ..protocols import Validator
from ..source import Record, Source
from ..types import Candidate, Finding, Severity

_NO_ROWS = "the text came without records"
_NOT_SAID = "a record lacks what the condition asks for"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What a record must be; what is left empty does not matter. `over` and `under` are sizes, whatever the sign."""

    side: str = ""
    accounts: frozenset[str] = frozenset()
    vendors: frozenset[str] = frozenset()
    over: Decimal | None = None
    under: Decimal | None = None
    start: dt.date | None = None
    end: dt.date | None = None

    def met(self, record: Record, books: Habits) -> bool | None:
        """Whether `record` is so; None if it does not say."""
        if self._unsaid(record):
            return None
        where = Where(side=self.side, over=self.over, under=self.under, start=self.start, end=self.end)
        named = _among(record.account, self.accounts) and _among(record.entity, self.vendors)
        return named and (where == Where() or meets(record if self._of_money else _priced(record), where, books))

    @property
    def _of_money(self) -> bool:
        return bool(self.side) or self.over is not None or self.under is not None

    def _unsaid(self, record: Record) -> bool:
        return (
            (self._of_money and record.amount is None)
            or (bool(self.accounts) and record.account is None)
            or (bool(self.vendors) and record.entity is None)
            or ((self.start or self.end) is not None and record.date is None)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold of a source: of `any_row` or `every_row` of its records, and of how many there are."""

    any_row: Rows | None = None
    every_row: Rows | None = None
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, source: object) -> tuple[bool | None, str]:
        """Whether it holds; None, and why, if that cannot be told."""
        if not isinstance(source, Source) or not source.records:
            return None, _NO_ROWS
        count = len(source.records)
        if (self.at_least is not None and count < self.at_least) or (self.at_most is not None and count > self.at_most):
            return False, ""
        books = source.derive(_habits)
        answers = []
        if self.any_row:
            answers.append(_any(self.any_row.met(record, books) for record in source.records))
        if self.every_row:
            answers.append(_every(self.every_row.met(record, books) for record in source.records))
        return _every(answers), _NOT_SAID


class Conditional:
    """A validator of rules some of which have a condition; what those find elsewhere does not count.

    Where the condition cannot be judged, the finding stays and says so, as `unsupported` and no worse than minor; one
    that raises the tier (`affordance.`) stays as it is.
    """

    def __init__(self, inner: Validator, conditions: Mapping[str, Condition]) -> None:
        self._inner = inner
        self._conditions = dict(conditions)
        self.keeps_time = bool(getattr(inner, "keeps_time", False))
        self.of_claims = bool(getattr(inner, "of_claims", False))
        self.cost: Cost | None = getattr(inner, "cost", None)

    @property
    def id(self) -> str:
        """The name of the validator inside."""
        return self._inner.id

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        found = self._inner.check(batch)
        return [self._kept(findings, c.source) for c, findings in zip(batch, found, strict=True)]

    def _kept(self, findings: Sequence[Finding], source: object) -> list[Finding]:
        named = {finding.rule for finding in findings} & self._conditions.keys()
        if not named:
            return list(findings)
        answers = {rule: self._conditions[rule].holds(source) for rule in named}
        kept = [_as_judged(finding, *answers.get(finding.rule, (True, ""))) for finding in findings]
        return [finding for finding in kept if finding]


def _as_judged(finding: Finding, holds: bool | None, why: str) -> Finding | None:  # noqa: FBT001
    if holds is not None:
        return finding if holds else None
    told = f"{finding.message} (whether this rule applies could not be judged: {why})"
    if finding.category == "error" or finding.category.startswith("affordance."):
        return replace(finding, message=told)
    return replace(finding, message=told, category="unsupported", severity=min(finding.severity, Severity.MINOR))


def _habits(source: Source) -> Habits:
    return habits(source.records)


def _among(name: str | None, names: frozenset[str]) -> bool:
    return not names or " ".join((name or "").casefold().split()) in names


def _priced(record: Record) -> Record:
    """A record whose amount does not matter, so that its absence is no reason against it."""
    return record._replace(amount=record.amount or Decimal(0))


def _any(answers: Iterable[bool | None]) -> bool | None:
    seen = set(answers)
    return True if True in seen else None if None in seen else False


def _every(answers: Iterable[bool | None]) -> bool | None:
    seen = set(answers)
    return False if False in seen else None if None in seen else True
