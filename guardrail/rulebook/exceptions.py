"""A named exception: words that a rule lets pass until a day, with who answers for it and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from pydantic import Field

from ..protocols import Validator
from ..types import Candidate
from ..validators.set_aside import Allowance, SetsAside
from .example import Day, Example, Shown
from .rule import ExampleRule, hits_of, validator_of
from .values import Fault, Id, Strict, Text

_LONGEST = timedelta(days=366)


class NamedException(Strict):
    """Lets a rule's findings pass on certain words, for at most a year; each is still reported."""

    id: Id = Field(description="Name of the exception, shown wherever it acts.")
    rule: Id = Field(description="The rule it is an exception to: of this file, or of one that it imports.")
    terms: list[Text] = Field(min_length=1, description="Words or phrases inside which a finding is let pass.")
    owner: Text = Field(description="Who answers for it.")
    reason: Text = Field(description="Why it is right to let these words pass.")
    since: Day = Field(description="The first day on which it holds, such as 2026-03-01.")
    until: Day = Field(description="The last day on which it holds, at most a year later.")
    match: list[Example] = Field(min_length=1, description="Texts that the rule must still find.")
    passes: list[Example] = Field(
        alias="pass", min_length=1, description="Texts that the rule finds and this lets pass."
    )

    def allowance(self) -> Allowance:
        """What the validator of the rule is told."""
        return Allowance(
            id=self.id,
            rule=self.rule,
            terms=tuple(self.terms),
            owner=self.owner,
            reason=self.reason,
            since=self.since,
            until=self.until,
        )

    def faults(self, rule: ExampleRule) -> Iterator[Fault]:
        """Days out of order, too long a time, and examples that do not come out as they must."""
        if self.until < self.since:
            yield Fault(("until",), f"it ends before it starts, on {self.since}", "write a later day")
            return
        if self.until - self.since > _LONGEST:
            last = self.since + _LONGEST
            yield Fault(("until",), "an exception holds for a year at most", f"write {last} or an earlier day")
        yield from self._unreadable() or self._misjudged(rule)

    def _unreadable(self) -> list[Fault]:
        return [
            Fault((key, index, *fault.path), fault.message, fault.hint)
            for key, examples in (("match", self.match), ("pass", self.passes))
            for index, example in enumerate(examples)
            for fault in example.faults()
        ]

    def _misjudged(self, rule: ExampleRule) -> Iterator[Fault]:
        alone = validator_of([rule])
        both = SetsAside(alone, shadows={}, allowances=[self.allowance()])
        for index, example in enumerate(self.match):
            if not self._counting(both, example):
                told = "the exception lets this text pass, or the rule does not find it"
                yield Fault(("match", index), told, f"show a text that rule {self.rule!r} must still find")
        for index, example in enumerate(self.passes):
            if not self._counting(alone, example):
                told = f"rule {self.rule!r} lets this text pass without an exception"
                yield Fault(("pass", index), told, "show a text that needs it")
            elif counting := self._counting(both, example):
                yield Fault(("pass", index), f"this text is still found: {counting[0]}", "all of it must be in 'terms'")

    def _counting(self, validator: Validator, example: Shown) -> list[str]:
        found = hits_of(validator, self._candidate(example))
        return [finding.message for finding in found if finding.set_aside is None]

    def _candidate(self, example: Shown) -> Candidate:
        candidate = example.candidate()
        return candidate if example.day else replace(candidate, day=self.since)
