"""Rules that say in words what to look for: these words, then within four words those."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeGuard

from pydantic import AfterValidator, Field, WithJsonSchema

from ...validators.patterns import PatternRule
from ...validators.phrases import Step, has_words, phrase_pattern
from ..rule import ExampleRule
from ..values import Fault, Text, complaint
from .patterns import patterns

_FURTHEST = 20
_MOST_EITHER = 3
_CONNECTOR = re.compile(r"(then)?\s*(?:within (\d{1,4}) words?)?\Z", re.IGNORECASE)
_MEANT = re.compile(r"\bwithin\b.*\bwords?\b|^(then|than)\b", re.IGNORECASE)
_HOW = "write 'then', 'then within 4 words' or 'within 4 words'"
_WORDS = {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": r"\S"}}
_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": r"\S"},
        {"type": "array", "minItems": 1, "items": {"anyOf": [{"type": "string", "pattern": r"\S"}, _WORDS]}},
    ]
}


def _say(value: Any) -> Any:
    if _is_text(value) or (isinstance(value, list) and value and all(_is_text(i) or _is_texts(i) for i in value)):
        return value
    raise complaint("'say' must be words to look for, or a list of them", "write for example 'say: [gift, donation]'")


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


Say = Annotated[Any, AfterValidator(_say), WithJsonSchema(_SCHEMA)]


class PhraseRule(ExampleRule):
    """Finds words in any form (pay, pays, paid), alone or near each other in one sentence; needs no regular expression.

    Capital or small letters, spacing, line breaks and hyphens make no difference. "then within 4 words" lets up to
    four words stand between, "within 4 words" also takes the other order. Endings are those of English.
    """

    build = patterns

    kind: Literal["phrase"]
    say: Say = Field(description="The words, or a list: any of them, or parts with 'then within 4 words' between.")
    unless_after: list[Text] = Field(
        default=[], alias="unless after", description="Words that make it harmless if up to three words before it: not."
    )

    def faults(self) -> Iterator[Fault]:
        """Parts that do not fit together; then the examples."""
        wordless = [Fault(at, f"{told!r} holds no word to look for", "write a word") for at, told in self._wordless()]
        faults = [*wordless, *_misread(self._items())]
        yield from faults or super().faults()

    def sought(self) -> PatternRule:
        """What the validator looks for."""
        unless = [word.lower() for word in self.unless_after]
        return PatternRule(**self.report, plain=phrase_pattern(_steps(self._items()), unless))

    def _items(self) -> list[str | list[str]]:
        """Parts and what stands between them, in turn."""
        if isinstance(self.say, str):
            return [[self.say]]
        if _alternatives(self.say):
            return [self.say]
        return list(self.say)

    def _wordless(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        say = self.say if isinstance(self.say, list) else [self.say]
        for index, item in enumerate(say):
            for word in item if isinstance(item, list) else [item]:
                if not has_words(word):
                    yield ("say", index) if isinstance(self.say, list) else ("say",), word
        yield from ((("unless after", i), word) for i, word in enumerate(self.unless_after) if not has_words(word))


def _alternatives(say: list[Any]) -> bool:
    """Whether a list is words of which any counts: nothing in it says how parts follow each other."""
    return all(isinstance(item, str) and not _MEANT.search(item) for item in say)


def _misread(items: list[str | list[str]]) -> Iterator[Fault]:
    """What keeps a list from being parts with the distance between them, in turn."""
    for index, item in enumerate(items):
        connects = isinstance(item, str) and _CONNECTOR.match(item)
        if index % 2 == 0 and connects:
            yield Fault(("say", index), f"{item!r} must stand between two parts", "write the words before it")
            return
        if index % 2 and not connects:
            yield Fault(("say", index), f"{item!r} does not say how far it is from the part before", _HOW)
            return
        if connects and not 1 <= _distance(connects) <= _FURTHEST and connects[2]:
            yield Fault(("say", index), f"{item!r} is too far or too near", f"write from 1 to {_FURTHEST} words")
    if len(items) % 2 == 0:
        yield Fault(("say", len(items) - 1), f"nothing follows {items[-1]!r}", "write the words that come next")
    elif sum(not step.ordered for step in _steps(items)) > _MOST_EITHER:
        yield Fault(("say",), f"'within' stands more than {_MOST_EITHER} times", "write 'then within' for some")


def _steps(items: list[str | list[str]]) -> list[Step]:
    steps, connector = list[Step](), _CONNECTOR.match("then")
    for index, item in enumerate(items):
        if index % 2:
            connector = _CONNECTOR.match(str(item))
        elif connector:
            words = tuple([item] if isinstance(item, str) else item)
            steps.append(Step(words, within=_distance(connector), ordered=connector[1] is not None))
    return steps


def _distance(connector: re.Match[str]) -> int:
    return int(connector[2] or 0)
