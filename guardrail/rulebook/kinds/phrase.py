"""Rules that say in words what to look for: these words, then within four words those."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, TypeGuard

from pydantic import AfterValidator, Field, WithJsonSchema

from ...validators.patterns import PatternRule
from ...validators.phrases import Step, has_words, phrase_pattern
from ..nodes import Path
from ..rule import ExampleRule
from ..values import Fault, Text, complaint
from .patterns import patterns

_FURTHEST = 20
_MOST_EITHER = 3
_CONNECTOR = re.compile(r"(then)?\s*(?:within (\d{1,4}) words?)?\Z", re.IGNORECASE)
_MEANT = re.compile(r"\bwithin\s+\d|\bwithin\b.*\bwords?\b|^(then|than)\b", re.IGNORECASE)
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
    raise complaint("this must be words to look for, or a list of them", "write for example [gift, donation]")


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
        wordless = [
            Fault(("unless after", index), f"{word!r} holds no word to look for", "write a word")
            for index, word in enumerate(self.unless_after)
            if not has_words(word)
        ]
        yield from [*misread("say", self.say), *wordless] or super().faults()

    def sought(self) -> PatternRule:
        """What the validator looks for."""
        return PatternRule(**self.report, plain=plain_of(self.say, [word.lower() for word in self.unless_after]))


def plain_of(say: str | list[Any], unless: Sequence[str] = ()) -> str:
    """The regular expression that finds in a folded text what `say` says."""
    return phrase_pattern(_steps(_items(say)), unless)


def misread(key: str, say: str | list[Any]) -> Iterator[Fault]:
    """What is wrong with the words under `key`."""
    wordless = [Fault(at, f"{told!r} holds no word to look for", "write a word") for at, told in _wordless(key, say)]
    yield from wordless or _unconnected(key, _items(say))


def _items(say: str | list[Any]) -> list[str | list[str]]:
    """Parts and what stands between them, in turn."""
    if isinstance(say, str):
        return [[say]]
    return [say] if _alternatives(say) else say


def _wordless(key: str, say: str | list[Any]) -> Iterator[tuple[Path, str]]:
    for index, item in enumerate(say if isinstance(say, list) else [say]):
        for word in item if isinstance(item, list) else [item]:
            if not has_words(word):
                yield (key, index) if isinstance(say, list) else (key,), word


def _alternatives(say: list[Any]) -> bool:
    """Whether a list is words of which any counts: nothing in it says how parts follow each other."""
    return all(isinstance(item, str) and not _MEANT.search(item) for item in say)


def _unconnected(key: str, items: list[str | list[str]]) -> Iterator[Fault]:
    """What keeps a list from being parts with the distance between them, in turn."""
    for index, item in enumerate(items):
        connects = isinstance(item, str) and _CONNECTOR.match(item)
        if index % 2 == 0 and connects:
            yield Fault((key, index), f"{item!r} must stand between two parts", "write the words before it")
            return
        if index % 2 and not connects:
            yield Fault((key, index), f"{item!r} does not say how far it is from the part before", _HOW)
            return
        if connects and not 1 <= _distance(connects) <= _FURTHEST and connects[2]:
            yield Fault((key, index), f"{item!r} is too far or too near", f"write from 1 to {_FURTHEST} words")
    if len(items) % 2 == 0:
        yield Fault((key, len(items) - 1), f"nothing follows {items[-1]!r}", "write the words that come next")
    elif sum(not step.ordered for step in _steps(items)) > _MOST_EITHER:
        yield Fault((key,), f"'within' stands more than {_MOST_EITHER} times", "write 'then within' for some")


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
