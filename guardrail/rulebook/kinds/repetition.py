"""Rules on loops and stutter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from ...protocols import Validator
from ...validators.repetition import Repeats, Repetition
from ..rule import ExampleRule
from ..values import Fault, Text

_FEWEST, _FEWEST_CHARACTERS = 2, 3


def _repetition(rules: Sequence[RepetitionRule]) -> Validator:
    return Repetition([rule.repeats() for rule in rules])


class RepetitionRule(ExampleRule):
    """Finds what a text says again and again: "the the", a phrase or sentence over and over, "soooooo".

    Each number says how many times are too many. Numbers, and names such as "Duran Duran", do not count as stutter.
    """

    build = _repetition

    kind: Literal["repetition"]
    word: int | None = Field(
        default=None, ge=_FEWEST, alias="word in a row", description="The same word so many times."
    )
    phrase: int | None = Field(
        default=None, ge=_FEWEST, alias="phrase in a row", description="The same two words or more so many times."
    )
    sentence: int | None = Field(
        default=None, ge=_FEWEST, alias="same sentence", description="The same sentence so many times, anywhere."
    )
    character: int | None = Field(
        default=None, ge=_FEWEST_CHARACTERS, alias="letter in a row", description="The same letter so many times."
    )
    but: list[Text] = Field(default=[], description="Words that may stand twice in a row, such as had.")

    def repeats(self) -> Repeats:
        """What the validator looks for."""
        return Repeats(
            **self.report,
            word=self.word or 0,
            phrase=self.phrase or 0,
            sentence=self.sentence or 0,
            character=self.character or 0,
            but=frozenset(map(str.casefold, self.but)),
        )

    def faults(self) -> Iterator[Fault]:
        """A rule that looks for nothing; then the examples."""
        if not (self.word or self.phrase or self.sentence or self.character):
            yield Fault(("kind",), "this rule looks for nothing", "add a line such as 'word in a row: 2'")
            return
        yield from super().faults()
