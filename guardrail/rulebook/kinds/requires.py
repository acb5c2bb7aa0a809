"""Rules that say what a text must also say: a disclaimer, a period, a currency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import regex
from pydantic import Field

from ...protocols import Validator
from ...validators.patterns import PatternRule, compiled
from ...validators.requires import Requirement, Requires
from ..rule import ExampleRule
from ..values import Fault, Text
from .patterns import unreadable
from .phrase import Say, misread, plain_of


def _requires(rules: Sequence[RequiresRule]) -> Validator:
    return Requires([rule.requirement() for rule in rules])


class RequiresRule(ExampleRule):
    """A text that says one thing must also say another, anywhere or in the same sentence.

    Both are written as `say` of a phrase or as a regular expression. With neither `if says` nor `if matches` every text
    must say it.
    """

    build = _requires

    kind: Literal["requires"]
    if_says: Say | None = Field(default=None, alias="if says", description="What calls for it, as in `say`.")
    if_matches: Text | None = Field(default=None, alias="if matches", description="The same as a regular expression.")
    must_say: Say | None = Field(default=None, alias="must say", description="What must be there, as in `say`.")
    must_match: Text | None = Field(default=None, alias="must match", description="The same as a regular expression.")
    same_sentence: bool = Field(default=False, alias="same sentence", description="true: it must stand beside it.")

    def requirement(self) -> Requirement:
        """What the validator looks for."""
        said = self._side(self.if_says, self.if_matches) if self.if_says or self.if_matches else None
        needed = self._side(self.must_say, self.must_match)
        return Requirement(**self.report, said=said, needed=needed, same_sentence=self.same_sentence)

    def faults(self) -> Iterator[Fault]:
        """Both or neither of two ways to say it, and what cannot be read; then the examples."""
        yield from [*self._either(), *self._unreadable()] or super().faults()

    def _either(self) -> Iterator[Fault]:
        if self.if_says and self.if_matches:
            yield Fault(("if matches",), "'if says' and 'if matches' cannot both be there", "keep one")
        if self.must_say and self.must_match:
            yield Fault(("must match",), "'must say' and 'must match' cannot both be there", "keep one")
        if not self.must_say and not self.must_match:
            yield Fault(("kind",), "nothing says what is required", "add a line 'must say: ...'")
        if self.same_sentence and not self.if_says and not self.if_matches:
            yield Fault(("same sentence",), "there is nothing for it to stand beside", "add a line 'if says: ...'")

    def _unreadable(self) -> Iterator[Fault]:
        for key, say in (("if says", self.if_says), ("must say", self.must_say)):
            yield from misread(key, say) if say else ()
        for key, pattern in (("if matches", self.if_matches), ("must match", self.must_match)):
            try:
                if pattern and compiled(pattern).search(""):
                    yield Fault((key,), "the pattern matches nothing at all, so it would hit everywhere")
            except regex.error as error:
                yield unreadable(error, key)

    def _side(self, say: Say | None, pattern: str | None) -> PatternRule:
        return PatternRule(**self.report, plain=plain_of(say) if say else None, pattern=pattern)
