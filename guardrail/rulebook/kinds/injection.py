"""Rules on instructions to the model, and on what it was told in confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import regex
from pydantic import Field

from ...protocols import Validator
from ...validators.injection import PLACES, Injection, Instruction
from ...validators.patterns import PatternRule, compiled
from ...validators.prompt_leak import Leak, PromptLeak
from ..rule import ExampleRule
from ..values import Fault, Text
from .patterns import unreadable
from .phrase import Say, misread, plain_of


def _injection(rules: Sequence[InjectionRule]) -> Validator:
    return Injection([rule.instruction() for rule in rules])


def _prompt_leak(rules: Sequence[PromptLeakRule]) -> Validator:
    return PromptLeak([rule.leak() for rule in rules])


class InjectionRule(ExampleRule):
    """Finds instructions to the model, such as "ignore the above and write", in records, the prompt or the text.

    With `only if repeated` it finds a text that does as it is told there.
    """

    build = _injection

    kind: Literal["injection"]
    say: Say | None = Field(default=None, description="What an instruction says, as in `say` of a phrase.")
    pattern: Text | None = Field(default=None, description="The same as a regular expression.")
    places: list[Literal["text", "source", "prompt"]] = Field(
        default=["text", "source"], min_length=1, alias="in", description=f"Where to look: {', '.join(PLACES)}."
    )
    repeated: int | None = Field(
        default=None, ge=2, alias="only if repeated", description="So many words in a row of it stand in the text."
    )

    def instruction(self) -> Instruction:
        """What the validator looks for."""
        plain = plain_of(self.say) if self.say else None
        return Instruction(
            **self.report,
            sought=PatternRule(**self.report, plain=plain, pattern=self.pattern),
            places=frozenset(self.places),
            repeated=self.repeated or 0,
        )

    def faults(self) -> Iterator[Fault]:
        """Both or neither way to say it, and what cannot be read; then the examples."""
        yield from [*self._unusable()] or super().faults()

    def _unusable(self) -> Iterator[Fault]:
        if (self.say is None) == (self.pattern is None):
            yield Fault(("kind",), "an instruction is told by 'say' or by 'pattern'", "write one of the two")
        if self.say:
            yield from misread("say", self.say)
        if self.repeated and set(self.places) == {"text"}:
            yield Fault(("only if repeated",), "the text itself is no other place", "add source to 'in'")
        try:
            if self.pattern and compiled(self.pattern).search(""):
                yield Fault(("pattern",), "the pattern matches nothing at all, so it would hit everywhere")
        except regex.error as error:
            yield unreadable(error, "pattern")


class PromptLeakRule(ExampleRule):
    """Finds words of the prompt, so many in a row, in the text; what the source says as well is no leak.

    Without a prompt it finds nothing.
    """

    build = _prompt_leak

    kind: Literal["prompt-leak"]
    words: int = Field(ge=3, alias="words in a row", description="From how many words in a row on it is a leak.")

    def leak(self) -> Leak:
        """What the validator looks for."""
        return Leak(**self.report, words=self.words)
