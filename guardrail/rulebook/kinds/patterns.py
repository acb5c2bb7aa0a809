"""Rules that look for words as they are written: a regular expression, or a list of terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

import regex
from pydantic import Field

from ...protocols import Validator
from ...validators.patterns import PatternRule, Patterns, compiled
from ..rule import ExampleRule
from ..values import Fault, Text, folded

_SIGNS = {
    "missing )": "(",
    "parenthesis": ")",
    "character set": "[",
    "nothing to repeat": "*",
    "multiple": "*",
}


class _Seeking(Protocol):
    def sought(self) -> PatternRule: ...


def patterns(rules: Sequence[_Seeking]) -> Validator:
    """One validator for all rules that look for patterns."""
    return Patterns([rule.sought() for rule in rules])


class RegexRule(ExampleRule):
    """Finds what a regular expression matches, in the text as it is written.

    `pattern` is in the syntax of Python's `regex` package; put it in single quotes. It tells capital from
    small letters unless it starts with `(?i)`.
    """

    build = patterns

    kind: Literal["regex"]
    pattern: Text = Field(description="The regular expression, in single quotes.")

    def sought(self) -> PatternRule:
        """What the validator looks for."""
        return PatternRule(**self.report, pattern=self.pattern)

    def faults(self) -> Iterator[Fault]:
        """A pattern that cannot be read or finds everything; then the examples."""
        try:
            found = compiled(self.pattern)
        except regex.error as error:
            yield unreadable(error, "pattern")
            return
        if found.search(""):
            yield Fault(("pattern",), "the pattern matches nothing at all, so it would hit everywhere")
            return
        yield from super().faults()


def unreadable(error: regex.error, key: str) -> Fault:
    """What is wrong with a regular expression, and where in it."""
    told, _, place = str(error).partition(" at position ")
    sign = next((sign for word, sign in _SIGNS.items() if word in told), None)
    hint = f"a {sign} that stands for itself is written \\{sign}" if sign else ""
    return Fault((key,), f"the pattern cannot be read: {told}", hint, int(place.split()[0]))


class TermsRule(ExampleRule):
    """Finds words and phrases, whole words only.

    Capital or small letters, extra spaces or line breaks, invisible characters and full-width letters make no
    difference.
    """

    build = patterns

    kind: Literal["terms"]
    terms: list[Text] = Field(min_length=1, description="The words or phrases to look for.")

    def sought(self) -> PatternRule:
        """What the validator looks for."""
        return PatternRule(**self.report, terms=tuple(self.terms))

    def faults(self) -> Iterator[Fault]:
        """A term that is there twice; then the examples."""
        seen: dict[str, int] = {}
        for index, term in enumerate(self.terms):
            first = seen.setdefault(folded(term), index)
            if first != index:
                yield Fault(("terms", index), f"the term {term!r} is there twice", "keep one")
        yield from super().faults()
