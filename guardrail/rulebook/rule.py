"""What every rule in a file has: an id, a kind, and, of most, texts that it must find and must let pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from ..protocols import Validator
from ..types import Candidate, Finding
from ..validators.conditions import Conditional
from .condition import When
from .example import Day, Example
from .values import Category, Fault, Id, Severity, Shadow, Strict, Text, last_day


class Changed(Strict):
    """One change of a rule: when, by whom, and what."""

    day: Day = Field(description="The day of the change, such as 2026-03-01.")
    by: Text = Field(description="Who changed it.")
    what: Text = Field(description="What was changed, and why.")


class Rule(Strict):
    """What every kind of rule has."""

    build: ClassVar[Callable[[Sequence[Any]], Validator]]
    once: ClassVar[bool] = False

    id: Id = Field(description="Name of the rule, the same in findings and in documentation.")
    kind: str
    changed: list[Changed] = Field(default=[], description="How the rule came to be as it is, where git does not tell.")

    @property
    def examples(self) -> int:
        """How many examples show what it does."""
        return 0

    def faults(self) -> Iterator[Fault]:
        """What the types cannot tell: whether the rule does what it says."""
        yield from ()

    def rests_on(self) -> str:
        """SHA-256 of the model that the rule uses; empty if it uses none."""
        return ""


class ExampleRule(Rule):
    """A rule that looks for something in a text, with texts that show what it finds and what not."""

    category: Category = Field(description="What a hit is, such as pattern.placeholder or policy.advice.")
    severity: Severity = Field(description="How bad a hit is: info, minor, major or critical.")
    message: Text = Field(description="The sentence a reader sees when the rule hits.")
    when: When | None = Field(default=None, description="The records on which it counts; always if left out.")
    match: list[Example] = Field(min_length=1, description="Texts that the rule must find.")
    passes: list[Example] = Field(alias="pass", min_length=1, description="Texts that the rule must let pass.")
    shadow: Shadow = Field(
        default=False, description="true, or 'until' and a day: it runs, is reported, and changes nothing."
    )

    @property
    def shadow_ends(self) -> date | None:
        """The last day on which a rule in shadow changes nothing; None if no end is set."""
        return last_day(self.shadow) if isinstance(self.shadow, str) else None

    @property
    def report(self) -> Mapping[str, Any]:
        """What its validator says of a hit."""
        return {"id": self.id, "category": self.category, "severity": self.severity, "message": self.message}

    @property
    def examples(self) -> int:
        """How many texts it was tried on."""
        return len(self.match) + len(self.passes)

    def faults(self) -> Iterator[Fault]:
        """The examples that do not come out as they must."""
        unreadable = [
            Fault((key, index, *fault.path), fault.message, fault.hint)
            for key, examples in (("match", self.match), ("pass", self.passes))
            for index, example in enumerate(examples)
            for fault in example.faults()
        ]
        conditions = [Fault(("when", *fault.path), fault.message, fault.hint) for fault in self._conditions()]
        yield from [*conditions, *unreadable] or self._misjudged(validator_of([self]))

    def _conditions(self) -> Iterator[Fault]:
        yield from self.when.faults() if self.when else ()

    def _misjudged(self, validator: Validator) -> Iterator[Fault]:
        for index, example in enumerate(self.match):
            if fault := self._missed(hits_of(validator, example.candidate())):
                yield Fault(("match", index), *fault)
        for index, example in enumerate(self.passes):
            if hits := hits_of(validator, example.candidate()):
                yield Fault(("pass", index), *self._caught(hits, example.text))

    def _missed(self, hits: Sequence[Finding]) -> tuple[str, str] | None:
        if not hits:
            return f"rule {self.id!r} does not find this text", "change the rule, or the example"
        return slow_of(hits)

    def _caught(self, hits: Sequence[Finding], text: str) -> tuple[str, str]:
        if slow := slow_of(hits):
            return slow
        span = hits[0].span
        what = f"{text[span.start : span.end]!r}" if span else "something"
        return (
            f"rule {self.id!r} finds {what} in this text, which must pass",
            "change the rule, or the example",
        )


def validator_of(rules: Sequence[Rule]) -> Validator:
    """The validator of rules that share one; those with a condition count only where it holds."""
    found = type(rules[0]).build(rules)
    conditions = {rule.id: rule.when.condition() for rule in rules if isinstance(rule, ExampleRule) and rule.when}
    return Conditional(found, conditions) if conditions else found


def hits_of(validator: Validator, candidate: Candidate) -> Sequence[Finding]:
    """What a validator finds in one candidate."""
    return validator.check([candidate])[0]


def slow_of(hits: Sequence[Finding]) -> tuple[str, str] | None:
    """What to say of a pattern that ran out of time, and what to do; None if none did."""
    errors = [hit.message for hit in hits if hit.category == "error"]
    return (errors[0], "make the pattern simpler: avoid a repeat inside a repeat") if errors else None
