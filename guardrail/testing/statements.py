"""Statements as annual reports print them, facts about their lines, and the ways to make such a fact false."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from ..errors import GuardrailError
from ..source import Figure, Source
from .facts import Answer, Value, agrees, both, rounded
from .sentences import DOWN, UP, Hand, money, pick, tidy

SCALES = {"": 1, "in thousands": 1_000, "in millions": 1_000_000}


@dataclass(frozen=True)
class Statement:
    """A table of lines by years. `parts` add up to `total`; figures are in units of `scale`, a key of `SCALES`.

    `given` is the source that it was read from, if it was.
    """

    years: tuple[int, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]
    total: str = ""
    parts: tuple[str, ...] = ()
    currency: str = "USD"
    scale: str = ""
    given: Source | None = None

    @cached_property
    def source(self) -> Source:
        """The source that a guard is given: the one it was read from, or one made of its lines."""
        if self.given is not None:
            return self.given
        rows = [["", *map(str, self.years)]]
        rows += [[label, *(_printed(figure) for figure in figures)] for label, figures in self.lines]
        caption = f"({self.currency} {self.scale})" if self.scale else f"({self.currency})"
        return Source.from_table(rows, caption=caption, currency=self.currency)

    @property
    def labels(self) -> list[str]:
        """The labels of its lines."""
        return [label for label, _ in self.lines]

    def figure(self, label: str, year: int) -> Decimal:
        """The exact figure of a line in a year."""
        return Decimal(dict(self.lines)[label][self.years.index(year)] * SCALES[self.scale])


def statement_of(source: Source) -> Statement:
    """The lines of a source's first table whose figures are whole numbers of one currency, each in every year.

    Raises `GuardrailError` if there are no two such lines in two years: nothing sure can be said of it then.
    """
    found: dict[str, dict[int, int]] = {}
    figures = [figure for table in source.tables[:1] for figure in table.figures if _states_money(figure)]
    unit, scale = (
        Counter((figure.unit, figure.scale) for figure in figures).most_common(1)[0][0] if figures else ("", None)
    )
    for figure in figures:
        year = _YEAR.search(figure.heads[-1])
        if year and (figure.unit, figure.scale) == (unit, scale) and figure.value is not None:
            found.setdefault(figure.path[-1], {}).setdefault(int(year[0]), int(figure.value))
    years = tuple(sorted({year for line in found.values() for year in line}, reverse=True))
    lines = tuple((label, tuple(line[y] for y in years)) for label, line in found.items() if len(line) == len(years))
    if len(lines) < 2 or len(years) < 2 or len({label.lower() for label, _ in lines}) < len(lines):
        raise GuardrailError(
            "a true sentence needs a table of two or more lines, each with a figure for two or more years"
        )
    name = next((name for name, size in SCALES.items() if size == (scale or 1)), "")
    total, parts = _added_up(lines)
    return Statement(years, lines, total, parts, unit, name, source)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _states_money(figure: Figure) -> bool:
    named = len(figure.heads) > 0 and len(figure.path) == 1
    return named and len(figure.unit) == 3 and figure.value is not None and figure.value % 1 == 0


def _added_up(lines: tuple[tuple[str, tuple[int, ...]], ...]) -> tuple[str, tuple[str, ...]]:
    """The first line that says it is a total and is the sum of the lines right above it, and those."""
    for at, (label, figures) in enumerate(lines):
        for first in range(at - 1):
            parts = lines[first:at]
            if (
                label.lower().startswith("total")
                and tuple(map(sum, zip(*(f for _, f in parts), strict=True))) == figures
            ):
                return label, tuple(name for name, _ in parts)
    return "", ()


@dataclass(frozen=True)
class LineFact:
    """One thing said of a statement: `kind` is level, change, percent change, levels, comparison or share.

    `earlier` is the year that `year` is set against, `other` the line that `line` is.
    """

    kind: str
    line: str
    year: int
    value: Value | None = None
    second: Value | None = None
    earlier: int = 0
    other: str = ""
    up: bool = True


def bears_out(statement: Statement, fact: LineFact) -> Answer:
    """Whether a statement says so; None where honest readers could differ. By code of its own, not the engine's."""
    if fact.line not in statement.labels or fact.year not in statement.years:
        return False
    if any(v and v.unit not in {"%", statement.currency} for v in (fact.value, fact.second)):
        return False
    return _CHECKS[fact.kind](statement, fact)


def _level(statement: Statement, fact: LineFact) -> Answer:
    return _stated(statement.figure(fact.line, fact.year), fact.value, statement.currency)


def _stated(exact: Decimal, value: Value | None, unit: str) -> Answer:
    return both(value is None or value.unit == unit, agrees(exact, value))


def _step(statement: Statement, fact: LineFact) -> tuple[Decimal, Decimal] | None:
    if fact.earlier not in statement.years or fact.earlier == fact.year:
        return None
    return statement.figure(fact.line, fact.earlier), statement.figure(fact.line, fact.year)


def _change(statement: Statement, fact: LineFact) -> Answer:
    step = _step(statement, fact)
    if step is None or step[0] == step[1]:
        return False
    before, after = step
    return both((after > before) == fact.up, _stated(abs(after - before), fact.value, statement.currency))


def _percent_change(statement: Statement, fact: LineFact) -> Answer:
    step = _step(statement, fact)
    if step is None or step[0] == step[1]:
        return False
    before, after = step
    if before <= 0:
        return None
    return both((after > before) == fact.up, _stated(100 * abs(after - before) / before, fact.value, "%"))


def _levels(statement: Statement, fact: LineFact) -> Answer:
    step = _step(statement, fact)
    if step is None or step[0] == step[1]:
        return False
    (before, after), unit = step, statement.currency
    return both((after > before) == fact.up, _stated(before, fact.value, unit), _stated(after, fact.second, unit))


def _comparison(statement: Statement, fact: LineFact) -> Answer:
    if fact.other not in statement.labels or fact.other == fact.line:
        return False
    one, two = (statement.figure(label, fact.year) for label in (fact.line, fact.other))
    return None if one == two else (one > two) == fact.up


def _share(statement: Statement, fact: LineFact) -> Answer:
    if fact.other not in statement.labels:
        return False
    whole = statement.figure(fact.other, fact.year)
    if whole <= 0:
        return None
    said = _stated(100 * statement.figure(fact.line, fact.year) / whole, fact.value, "%")
    part = fact.other == statement.total and fact.line in statement.parts
    return None if said and not part else said


_CHECKS: dict[str, Callable[[Statement, LineFact], Answer]] = {
    "level": _level,
    "change": _change,
    "percent change": _percent_change,
    "levels": _levels,
    "comparison": _comparison,
    "share": _share,
}
LINE_KINDS = tuple(_CHECKS)


def draw_line(rng: random.Random, statement: Statement, kind: str) -> LineFact | None:
    """A fact of this kind that the statement bears out, or None if it has none to offer."""
    fact = LineFact(kind, rng.choice(statement.labels), rng.choice(statement.years))
    if kind == "level":
        fact = replace(fact, value=_amount(rng, statement, statement.figure(fact.line, fact.year)))
    elif kind == "comparison":
        fact = replace(fact, other=rng.choice(statement.labels))
        fact = replace(fact, up=statement.figure(fact.line, fact.year) > statement.figure(fact.other, fact.year))
    elif kind == "share":
        fact = _drawn_share(rng, statement, fact)
    else:
        fact = _drawn_step(rng, statement, fact)
    return fact if bears_out(statement, fact) is True else None


def _drawn_share(rng: random.Random, statement: Statement, fact: LineFact) -> LineFact:
    if not statement.parts:
        return fact
    fact = replace(fact, line=rng.choice(statement.parts), other=statement.total)
    whole = statement.figure(fact.other, fact.year)
    return replace(fact, value=_percent(rng, 100 * statement.figure(fact.line, fact.year) / whole)) if whole else fact


def _drawn_step(rng: random.Random, statement: Statement, fact: LineFact) -> LineFact:
    earlier, year = sorted(rng.sample(statement.years, 2))
    before, after = statement.figure(fact.line, earlier), statement.figure(fact.line, year)
    fact = replace(fact, year=year, earlier=earlier, up=after > before)
    if fact.kind == "levels":
        return replace(fact, value=_amount(rng, statement, before), second=_amount(rng, statement, after))
    if fact.kind == "percent change":
        return replace(fact, value=_percent(rng, 100 * abs(after - before) / before)) if before else fact
    return replace(fact, value=_amount(rng, statement, abs(after - before)))


def _amount(rng: random.Random, statement: Statement, exact: Decimal) -> Value:
    """As printed, or rounded further where the scale is stated and three digits are left."""
    places = -len(str(SCALES[statement.scale])) + 1
    digits = len(str(abs(int(exact)))) + places
    if digits > 3 and statement.scale and rng.random() < 0.4:
        places -= digits - 3
    return Value(max(rounded(exact, places)), places, statement.currency)


def _percent(rng: random.Random, exact: Decimal) -> Value:
    places = rng.choice((0, 1, 1, 2))
    return Value(max(rounded(exact, places)), places, "%")


# How it is said.

_WORDINGS = {
    "level": (
        "{line} [was|came to|amounted to|totaled] {amt} in {year}",
        "in {year}, {line} [was|stood at|came to] {amt}",
        "the company reported {line} of {amt} [for|in] {year}",
    ),
    "change": (
        "{line} {moved} by {amt} from {earlier} to {year}",
        "{line} {moved} by {amt} in {year} compared with {earlier}",
    ),
    "percent change": (
        "{line} {moved} [by |]{amt} from {earlier} to {year}",
        "{line} {moved} {amt} in {year} compared with {earlier}",
    ),
    "levels": (
        "{line} {moved} from {amt} in {earlier} to {second} in {year}",
        "{line} {moved} to {second} in {year} from {amt} in {earlier}",
        "{line} was {second} in {year}, {compared} {amt} in {earlier}",
    ),
    "comparison": ("{line} was {more} than {other} in {year}", "in {year}, {line} was {more} than {other}"),
    "share": (
        "{line} [was|made up|accounted for] {amt} of {other} in {year}",
        "in {year}, {amt} of {other} was {line}",
    ),
}


def line_sentence(seed: int, fact: LineFact) -> str:
    """The fact as a sentence; the same seed chooses the same words, whatever is stated."""
    hand = Hand(seed)
    wording = hand.choices("wording")
    skeleton = pick(wording, wording.choice(_WORDINGS[fact.kind]))
    slots = {
        "line": _inside(fact.line),
        "other": _inside(fact.other),
        "year": str(fact.year),
        "earlier": str(fact.earlier),
        "amt": money(hand.choices("amount"), fact.value) if fact.value else "",
        "second": money(hand.choices("second"), fact.second) if fact.second else "",
        "moved": hand.choices("step").choice(UP if fact.up else DOWN),
        "compared": "up from" if fact.up else "down from",
        "more": "higher" if fact.up else "lower",
    }
    return tidy(skeleton.format_map(slots) + ".")


def _inside(label: str) -> str:
    return label[:1].lower() + label[1:]


def _printed(figure: int) -> str:
    return f"({-figure:,})" if figure < 0 else f"{figure:,}"


# How it is made false.

LineChange = Callable[[random.Random, Statement, LineFact], LineFact | None]


def _digits(rng: random.Random, _: Statement, fact: LineFact) -> LineFact | None:
    """One digit of the value another one."""
    if fact.value is None:
        return None
    text = f"{abs(fact.value.amount):f}"
    written = text[: len(text) + min(fact.value.places, 0)]
    at = rng.choice([i for i, c in enumerate(written) if c.isdigit()] or [0])
    digit = rng.choice([d for d in "123456789" if d != text[at : at + 1]])
    amount = Decimal(text[:at] + digit + text[at + 1 :]).copy_sign(fact.value.amount)
    return replace(fact, value=replace(fact.value, amount=amount))


def _scaled(rng: random.Random, statement: Statement, fact: LineFact) -> LineFact | None:
    """Thousands for millions."""
    if fact.value is None or fact.value.unit != statement.currency:
        return None
    power = rng.choice((-3, 3)) if fact.value.places <= -3 else 3
    value = fact.value
    return replace(fact, value=replace(value, amount=value.amount.scaleb(power), places=value.places - power))


def _year(rng: random.Random, statement: Statement, fact: LineFact) -> LineFact | None:
    others = [year for year in (*statement.years, max(statement.years) + 1) if year not in {fact.year, fact.earlier}]
    return replace(fact, year=rng.choice(others)) if others else None


def _other_line(rng: random.Random, statement: Statement, fact: LineFact) -> LineFact | None:
    others = [label for label in statement.labels if label not in {fact.line, fact.other}]
    return replace(fact, line=rng.choice(others)) if others else None


def _turned(_: random.Random, __: Statement, fact: LineFact) -> LineFact | None:
    """Rose for fell, higher for lower."""
    return replace(fact, up=not fact.up) if fact.earlier or fact.kind == "comparison" else None


def _other_currency(rng: random.Random, statement: Statement, fact: LineFact) -> LineFact | None:
    if fact.value is None or fact.value.unit != statement.currency:
        return None
    unit = rng.choice([iso for iso in ("USD", "GBP", "EUR") if iso != statement.currency])
    second = replace(fact.second, unit=unit) if fact.second else None
    return replace(fact, value=replace(fact.value, unit=unit), second=second)


def _unit(_: random.Random, statement: Statement, fact: LineFact) -> LineFact | None:
    """Money for percent."""
    if fact.value is None or fact.value.unit != "%":
        return None
    return replace(fact, value=replace(fact.value, unit=statement.currency))


def _swapped(_: random.Random, __: Statement, fact: LineFact) -> LineFact | None:
    """The two sides of a comparison, or the two levels of a step, exchanged."""
    if fact.kind == "comparison":
        return replace(fact, line=fact.other, other=fact.line)
    return replace(fact, value=fact.second, second=fact.value) if fact.second else None


LINE_CHANGES: dict[str, LineChange] = {
    "digits": _digits,
    "scale": _scaled,
    "year": _year,
    "other line": _other_line,
    "comparison": _turned,
    "currency": _other_currency,
    "unit": _unit,
    "sides swapped": _swapped,
}
"""The kinds of error, each with what makes a fact of a statement false in that way, if it can be."""


def falsified_line(
    rng: random.Random, statement: Statement, fact: LineFact, kinds: tuple[str, ...]
) -> tuple[str, LineFact] | None:
    """The fact with one thing changed so that the statement denies it, and the kind of change; None if no way."""
    for name in rng.sample(kinds, len(kinds)):
        changed = LINE_CHANGES[name](rng, statement, fact)
        if changed is not None and changed != fact and bears_out(statement, changed) is False:
            return name, changed
    return None
