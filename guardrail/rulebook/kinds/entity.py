"""The rule that finds names which the source does not have, with spaCy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from ...errors import GuardrailError, MissingExtra
from ...protocols import Validator
from ...validators import entities
from ...validators.entities import LABELS, Entities, Finder, Strangers
from ..problems import suggest
from ..rule import ExampleRule
from ..values import Fault, Strict, Text

_WORDS = ", ".join(LABELS)
_TOKENS = (
    "with no pipeline a token is told by TEXT, LOWER, SHAPE, LENGTH or IS_...; see spacy.io/usage/rule-based-matching"
)


def _entity(rules: Sequence[EntityRule]) -> Validator:
    return Entities([rule.sought() for rule in rules])


class NamePattern(Strict):
    """A name that is written down: as a text, or word by word as spaCy's Matcher takes it."""

    label: Text = Field(description="What such a name is, such as fund; it stands in the finding.")
    text: Text | None = Field(default=None, description="The name; capital or small letters make no difference.")
    tokens: Annotated[list[dict[str, Any]], Field(min_length=1)] | None = Field(
        default=None, description="Instead, the name word by word, such as [{IS_TITLE: true}, {LOWER: fund}]."
    )
    example: Text = Field(description="A text in which it is found.")

    def sought(self) -> entities.NamePattern:
        """What the validator looks for."""
        return entities.NamePattern(label=self.label, text=self.text or "", tokens=tuple(self.tokens or ()))

    def faults(self) -> Iterator[Fault]:
        """Both or neither of two ways to write it; a regular expression."""
        if self.text and self.tokens:
            yield Fault(("tokens",), "'text' and 'tokens' cannot both be there", "keep one")
        if not self.text and not self.tokens:
            yield Fault(("label",), "nothing says how the name is written", "add a line 'text: ...'")
        for index, token in enumerate(self.tokens or ()):
            if "REGEX" in _keys(token):
                told = "a token may not have 'REGEX', which cannot be stopped when it runs away"
                yield Fault(("tokens", index), told, "take a rule of kind regex")


class EntityRule(ExampleRule):
    """Finds names that the source does not have: of companies, people, places, products, and of patterns of your own.

    Names are what a spaCy pipeline marks and what `patterns` say. Needs `pip install 'guardrail[spacy]'`.
    """

    build = _entity

    kind: Literal["entity"]
    pipeline: Text | None = Field(
        default=None,
        description="names, the one that ships, an installed spaCy pipeline, or a folder, whose name has a / in it.",
    )
    labels: list[Text] | None = Field(
        default=None, min_length=1, description=f"What counts of what it marks: {_WORDS}, or a label of its own."
    )
    patterns: list[NamePattern] = Field(default=[], description="Names that are written down, with an example each.")
    allow: list[Text] = Field(default=[], description="Names that always pass, such as the client's own.")

    def sought(self) -> Strangers:
        """What the validator looks for."""
        labels = tuple(LABELS if self.labels is None else self.labels)
        patterns = tuple(pattern.sought() for pattern in self.patterns)
        return Strangers(
            **self.report, pipeline=self.pipeline or "", labels=labels, patterns=patterns, allowed=tuple(self.allow)
        )

    def faults(self) -> Iterator[Fault]:
        """What makes no sense, what is not installed, patterns that find nothing; then the examples."""
        yield from [*self._unreadable()] or [*self._unusable()] or [*self._unshown()] or super().faults()

    def rests_on(self) -> str:
        """SHA-256 of the pipeline, all its files included, and of spaCy's version."""
        return entities.fingerprint(self.pipeline or "")

    def _unreadable(self) -> Iterator[Fault]:
        if self.pipeline is None and not self.patterns:
            yield Fault(("kind",), "nothing says which names to find", "add a line 'pipeline: ...' or 'patterns:'")
        if self.pipeline is None and self.labels is not None:
            yield Fault(("labels",), "there is no pipeline that gives these labels", "add a line 'pipeline: ...'")
        for index, pattern in enumerate(self.patterns):
            yield from _within(index, pattern.faults())

    def _unusable(self) -> Iterator[Fault]:
        """A package that is not installed, a pipeline that cannot be loaded, labels that it does not have."""
        try:
            entities.needs_spacy()
        except MissingExtra as error:
            yield Fault(("kind",), str(error))
            return
        try:
            known = [*LABELS, *sorted(entities.pipeline(self.pipeline or "").labels)]
        except GuardrailError as error:
            yield Fault(("pipeline",), str(error))
            return
        for index, label in enumerate(self.labels or ()):
            if label not in known:
                yield Fault(("labels", index), f"the pipeline has no label {label!r}", suggest(label, known))

    def _unshown(self) -> Iterator[Fault]:
        """Patterns that spaCy does not take, or that do not find their own example."""
        for index, pattern in enumerate(self.patterns):
            alone = Strangers(**self.report, pipeline=self.pipeline or "", labels=(), patterns=(pattern.sought(),))
            try:
                found = Finder(alone).names(pattern.example)
            except Exception as error:
                yield Fault(("patterns", index, "tokens" if pattern.tokens else "text"), _told(error), _TOKENS)
                continue
            if not found:
                told = f"the pattern {pattern.label!r} does not find this text"
                yield Fault(("patterns", index, "example"), told, "change the pattern, or the example")


def _within(index: int, faults: Iterator[Fault]) -> Iterator[Fault]:
    return (Fault(("patterns", index, *fault.path), fault.message, fault.hint) for fault in faults)


def _told(error: Exception) -> str:
    plain = str(error) if isinstance(error, GuardrailError) else f"spaCy cannot use these tokens: {error}"
    return " ".join(plain.split())[:200]


def _keys(value: Any) -> Iterator[str]:
    """Every key of a token, those within included."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key).upper()
            yield from _keys(inner)
