"""Measures that accountants work out of several lines of a statement: a gross margin, a current ratio, a net debt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from ..resources import shipped
from .terms import Phrase, Synonyms

UNITS = ("percent", "times", "amount")
_TOKEN = re.compile(r"(?P<sign>(?<=\s)[-+/](?=\s))|(?P<bracket>[()])|(?P<name>(?:(?!\s[-+/]\s)[^()])+)")
_NO_NAME = re.compile(r"[*=<>%^]|(?<!\S)[-+/]|[-+/](?!\S)")


class FormulaError(ValueError):
    """Why a formula cannot be read, and at which character."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Part(NamedTuple):
    """A line of a statement in a formula, and whether it is added (1) or taken away (-1)."""

    line: str
    sign: int = 1


Side = tuple[Part, ...]


class Formula(NamedTuple):
    """What is added up, and over what it stands: nothing for a plain sum."""

    text: str
    above: Side
    below: Side = ()


class Measure(NamedTuple):
    """A name for what formulas give; the first whose lines a statement has is the one that counts."""

    name: str
    unit: str
    formulas: tuple[Formula, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measures:
    """Measures, the first of two with one name being the one that counts, and labels that their lines go by."""

    each: tuple[Measure, ...] = ()
    lines: frozenset[tuple[str, tuple[str, ...]]] = frozenset()

    def __hash__(self) -> int:
        return self._hash

    def labels(self, line: str) -> tuple[str, ...]:
        """What a line of a formula may be called in a statement, the likeliest first."""
        return (line, *self._labels.get(" ".join(line.lower().split()), ()))

    @cached_property
    def _hash(self) -> int:
        return hash((self.each, self.lines))

    @cached_property
    def _labels(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for line, others in sorted(self.lines):
            key = " ".join(line.lower().split())
            found[key] = (*found.get(key, ()), *others)
        return found


class Spoken(NamedTuple):
    """A measure that a text names, and where."""

    measure: Measure
    start: int
    end: int


def spoken(text: str, measures: Measures, synonyms: Synonyms) -> Iterator[Spoken]:
    """The measures that a text names, by whichever synonyms; of two names in one place the longer."""
    by_first = _phrases(measures, synonyms)
    terms = list(synonyms.read(text))
    stems = tuple(term.stem for term in terms)
    at = 0
    while at < len(stems):
        found = next((one for one in by_first.get(stems[at], ()) if stems[at : at + len(one[0])] == one[0]), None)
        if found:
            yield Spoken(found[1], terms[at].start, terms[at + len(found[0]) - 1].end)
        at += len(found[0]) if found else 1


def phrase(name: str, synonyms: Synonyms) -> Phrase:
    """The stems by which a name is known, whatever synonyms it is written in."""
    return tuple(term.stem for term in synonyms.read(name))


@lru_cache(maxsize=16)
def _phrases(measures: Measures, synonyms: Synonyms) -> Mapping[str, Sequence[tuple[Phrase, Measure]]]:
    """By first stem, longest first: the phrases that name a measure."""
    named: dict[Phrase, Measure] = {}
    for measure in measures.each:
        for name in (measure.name, *measure.others):
            named.setdefault(phrase(name, synonyms), measure)
    found: dict[str, list[tuple[Phrase, Measure]]] = {}
    for stems in sorted(filter(None, named), key=len, reverse=True):
        found.setdefault(stems[0], []).append((stems, named[stems]))
    return found


def formula_of(text: str) -> Formula:
    """Reads "(revenue - cost of revenue) / revenue"; raises `FormulaError` for anything but names, + - / and ( )."""
    return _Parser(text).formula()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [match for match in _TOKEN.finditer(text) if match[0].strip()]
        self._at = 0

    def formula(self) -> Formula:
        """All of the text."""
        above, bare = self._side()
        if not self._took("/"):
            self._end()
            return Formula(self._text, above)
        self._whole(bare, 0)
        start = self._place
        below, bare = self._side()
        self._whole(bare, start)
        self._end()
        return Formula(self._text, above, below)

    def _whole(self, bare: bool, at: int) -> None:  # noqa: FBT001
        if bare:
            raise FormulaError("lines that are added before they are divided stand in ( )", at)

    def _side(self) -> tuple[Side, bool]:
        """A sum, and whether it has several lines without ( ) around them."""
        if self._took("("):
            side = self._sum()
            if not self._took(")"):
                raise FormulaError("a ( is not closed", self._place)
            return side, False
        side = self._sum()
        return side, len(side) > 1

    def _sum(self) -> Side:
        parts = [Part(self._name())]
        while True:
            if self._took("+"):
                parts.append(Part(self._name()))
            elif self._took("-"):
                parts.append(Part(self._name(), -1))
            else:
                return tuple(parts)

    def _name(self) -> str:
        token = self._token
        if token is None or token["name"] is None:
            raise FormulaError("a name of a line is missing here", self._place)
        self._at += 1
        name = token[0].strip()
        at = token.start() + len(token[0]) - len(token[0].lstrip())
        if odd := _NO_NAME.search(name):
            raise FormulaError(f"{odd[0]!r} is no part of a name", at + odd.start())
        if not any(char.isalpha() for char in name):
            raise FormulaError(f"{name!r} is no name of a line", at)
        return name

    def _took(self, sign: str) -> bool:
        taken = self._token is not None and self._token[0] == sign
        self._at += taken
        return taken

    def _end(self) -> None:
        if self._token is not None:
            raise FormulaError(f"{self._token[0].strip()!r} cannot stand here", self._place)

    @property
    def _token(self) -> re.Match[str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    @property
    def _place(self) -> int:
        token = self._token
        return max(len(self._text) - 1, 0) if token is None else token.end() - len(token[0].lstrip())


@cache
def shipped_measures() -> Measures:
    """The measures that ship, for callers that have no rules of their own."""
    import yaml

    pack = yaml.safe_load((shipped("rules") / "measures.yaml").read_text(encoding="utf-8"))
    return measures_of((rule["measures"], rule.get("lines", {})) for rule in pack["rules"])


def measures_of(tables: Iterable[tuple[Mapping[str, Mapping[str, Any]], Mapping[str, Sequence[str]]]]) -> Measures:
    """The measures of tables as rules have them, each with the labels that lines go by."""
    each: list[Measure] = []
    lines: set[tuple[str, tuple[str, ...]]] = set()
    for measures, labels in tables:
        each += (_measure(name, told) for name, told in measures.items())
        lines |= {(line, tuple(others)) for line, others in labels.items()}
    return Measures(tuple(each), frozenset(lines))


def _measure(name: str, told: Mapping[str, Any]) -> Measure:
    formulas = tuple(formula_of(text) for text in told["is"])
    return Measure(name, told["in"], formulas, tuple(told.get("names", ())))
