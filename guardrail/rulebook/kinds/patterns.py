"""Rules that look for words as they are written: a regular expression, or a list of terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import regex
from pydantic import Field

from ...protocols import Validator
from ..rule import ExampleRule
from ..values import Fault, Text, folded

if TYPE_CHECKING:
    from ...validators.patterns import PatternRule

_SIGNS = {
    "missing )": "(",
    "parenthesis": ")",
    "character set": "[",
    "nothing to repeat": "*",
    "multiple": "*",
}


def _patterns(rules: Sequence[RegexRule | TermsRule]) -> Validator:
    from ...validators.patterns import Patterns

    return Patterns([pattern_of(rule) for rule in rules])


def pattern_of(rule: RegexRule | TermsRule) -> PatternRule:
    """What the validator needs of a rule."""
    from ...validators.patterns import PatternRule

    return PatternRule(
        id=rule.id,
        category=rule.category,
        severity=rule.severity,
        message=rule.message,
        pattern=rule.pattern if isinstance(rule, RegexRule) else None,
        terms=tuple(rule.terms) if isinstance(rule, TermsRule) else (),
    )


class RegexRule(ExampleRule):
    """Finds what a regular expression matches, in the text as it is written.

    `pattern` is in the syntax of Python's `regex` package; put it in single quotes. It tells capital from
    small letters unless it starts with `(?i)`.
    """

    build = _patterns

    kind: Literal["regex"]
    pattern: Text = Field(description="The regular expression, in single quotes.")

    def faults(self) -> Iterator[Fault]:
        """A pattern that cannot be read or finds everything; then the examples."""
        from ...validators.patterns import compiled

        try:
            found = compiled(self.pattern)
        except regex.error as error:
            yield _unreadable(error)
            return
        if found.search(""):
            yield Fault(("pattern",), "the pattern matches nothing at all, so it would hit everywhere")
            return
        yield from super().faults()


def _unreadable(error: regex.error) -> Fault:
    told, _, place = str(error).partition(" at position ")
    sign = next((sign for word, sign in _SIGNS.items() if word in told), None)
    hint = f"a {sign} that stands for itself is written \\{sign}" if sign else ""
    return Fault(("pattern",), f"the pattern cannot be read: {told}", hint, int(place.split()[0]))


class TermsRule(ExampleRule):
    """Finds words and phrases, whole words only.

    Capital or small letters, extra spaces or line breaks, invisible characters and full-width letters make no
    difference.
    """

    build = _patterns

    kind: Literal["terms"]
    terms: list[Text] = Field(min_length=1, description="The words or phrases to look for.")

    def faults(self) -> Iterator[Fault]:
        """A term that is there twice; then the examples."""
        seen: dict[str, int] = {}
        for index, term in enumerate(self.terms):
            first = seen.setdefault(folded(term), index)
            if first != index:
                yield Fault(("terms", index), f"the term {term!r} is there twice", "keep one")
        yield from super().faults()
