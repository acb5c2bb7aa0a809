"""Claims that set two figures of a statement against each other: differences, sums, shares, ratios, comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .mentions import Mention
from .statement_claims import Clause
from .statement_index import Cell, StatementIndex, When, same_time
from .statement_rows import Chosen, Derived, choose_rows, pick, plain_first

_MORE = r"(?:higher|greater|larger|bigger|more|above|exceeded|exceeds|surpassed|outstripped|topped)"
_LESS = r"(?:lower|less|smaller|fewer|below|fell short of|trailed)"
_IS = r"(?:was|were|is|are|came (?:in )?(?:to|at)|amounted to|stood at|equalled|totalled)"
_VALUE = "§"
_LONGEST = 800


class Form(NamedTuple):
    """A way of writing a pair: where its two sides stand, and what is said of them."""

    pattern: re.Pattern[str]
    operation: str
    relation: str
    hints: tuple[str, ...]


def _form(hints: str, pattern: str, operation: str, relation: str = "") -> Form:
    """A form; one of the words in `hints` must occur before its costlier pattern is tried."""
    words = tuple(hint.replace("_", " ") for hint in hints.split())
    return Form(re.compile(pattern, re.IGNORECASE | re.DOTALL), operation, relation, words)


_FORMS = (
    _form("as_a", r"(?P<left>.+?)\bas an? (?:percentage|percent|proportion|share|ratio|%) (?:of|to)\b(?P<right>.+)", "share"),
    _form("that which", r"(?:percentage|proportion|share|percent) of\b(?P<right>.+?)\b(?:that|which) (?:is|are|was|were|came from)\b(?P<left>.+)", "share"),
    _form("of", r"(?:percentage(?: constitution)?|proportion|share|portion|percent)(?: \([^)]*\))? of\b(?P<both>.+)", "share"),
    _form("of", rf"(?P<left>.+?)\b(?:accounted for|represent(?:ed|s)|made up|comprised|constituted|contributed|{_IS})\s+[^§]{{0,20}}{_VALUE}+\s*(?:percent |per cent )?of\b(?P<right>.+)", "share"),
    _form("of", rf"{_VALUE}+\s*(?:percent |per cent )?of\b(?P<right>.+?)\b(?:(?:is|was|are|were) (?:generated|derived|earned) (?:from|by)|(?:is|was|are|were) attribut(?:ed|able) to|came from|was|were|related to|consisted of|is|are)\b(?P<left>.+)", "share"),
    _form("ratio", r"ratio\b[^§]{0,20}?\bof\b(?P<both>.+)", "ratio"),
    _form("of as the", rf"(?P<left>.+?)\b{_IS}\s+[^§]{{0,24}}{_VALUE}+\s*(?:times )?(?:that of|those of|as (?:large|high|much|big) as|the size of|of)\b(?P<right>.+)", "ratio"),
    _form("than", rf"(?P<left>.+?)\b{_IS}\s+[^§]{{0,24}}{_VALUE}+\s*{_MORE} than\b(?P<right>.+)", "difference", "more"),
    _form("than", rf"(?P<left>.+?)\b{_IS}\s+[^§]{{0,24}}{_VALUE}+\s*{_LESS} than\b(?P<right>.+)", "difference", "less"),
    _form("by", rf"(?P<left>.+?)\b(?:exceed(?:ed|s)|surpassed|outstripped|topped)\b(?P<right>.+?)\bby\b[^§]*{_VALUE}", "difference", "more"),
    _form("between", r"(?:difference|gap|spread)s?\b.{0,30}?\bbetween\b(?P<both>.+)", "difference"),
    _form("of", r"(?:sum|total|aggregate) of\b(?P<both>.+)", "sum"),
    _form("average_of", r"average of\b(?P<both>.+)", "average"),
    _form("plus", r"(?P<left>.+?)\bplus\b(?P<right>.+)", "sum"),
    _form("together combined added total", rf"(?P<both>.+?)\b(?:together|combined|added up|in total)\b.*{_VALUE}", "sum"),
)  # fmt: skip
_RELATIONS = (
    _form("higher greater larger bigger more above exceed surpassed outstripped topped", rf"(?P<left>.+?)\b(?:{_IS}\s+)?(?:{_MORE} than|above|exceeded|exceeds|surpassed|outstripped|topped)\b(?P<right>.+)", "difference", "more"),
    _form("lower less smaller fewer below fell trailed", rf"(?P<left>.+?)\b(?:{_IS}\s+)?(?:{_LESS} than|below|fell short of|trailed)\b(?P<right>.+)", "difference", "less"),
)  # fmt: skip
_SEPARATORS = {
    "share": r"\b(?:in|over|to|out of|among|against|relative to|and)\b",
    "ratio": r"\b(?:to|and|over)\b",
    "difference": r"\b(?:and|from|versus|vs)\b",
    "sum": r"\b(?:and|plus)\b",
    "average": r"\b(?:and)\b",
}


class Pair(NamedTuple):
    """Two figures set against each other, how, and how surely their rows were chosen."""

    derived: Derived
    relation: str
    score: float


def pair_of(clause: Clause, value: Mention | None, index: StatementIndex) -> Pair | None:
    """The pair that a clause speaks of, or None if it speaks of no pair, or its sides cannot be told."""
    if "not" in clause.cues or len(clause.text) > _LONGEST:
        return None
    averaged = "average" in clause.cues
    masked = _masked(clause)
    low = masked.lower()
    for form in _FORMS if value else _RELATIONS:
        if (value and not _suits(form, value)) or not any(hint in low for hint in form.hints):
            continue
        match = form.pattern.search(masked)
        if match and not (averaged and form.operation in {"share", "ratio"}):
            for left, right in _sides(form, match):
                found = _resolved(form, left, right, clause, value, index)
                if found:
                    return found
    return None


def _suits(form: Form, value: Mention) -> bool:
    percent = value.kind in {"percent", "points"}
    if form.operation == "share":
        return percent or value.kind == "multiple"
    if form.operation == "ratio":
        return value.kind != "amount"
    return form.operation != "difference" or not percent or not form.relation


def _masked(clause: Clause) -> str:
    text = clause.text
    for value in clause.values:
        text = text[: value.start] + _VALUE * (value.end - value.start) + text[value.end :]
    return text


def _sides(form: Form, match: re.Match[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The two stretches of text that a form matched; each separator is tried where they stand in one."""
    if "both" not in match.re.groupindex:
        yield match.span("left"), match.span("right")
        return
    start, end = match.span("both")
    for separator in re.finditer(_SEPARATORS[form.operation], match.string[start:end], re.IGNORECASE):
        yield (start, start + separator.start()), (start + separator.end(), end)


def _resolved(
    form: Form,
    left: tuple[int, int],
    right: tuple[int, int],
    clause: Clause,
    value: Mention | None,
    index: StatementIndex,
) -> Pair | None:
    first, second = _chosen(left, clause, index), _chosen(right, clause, index)
    if first is None or second is None:
        columns = _columns(form, left, right, clause, index)
        if columns or (first is None and second is None):
            return columns
    first, second = first or second, second or first
    if first is None or second is None:
        return None
    cells = [_cell(side, chosen, clause, index) for side, chosen in ((left, first), (right, second))]
    if cells[0] is None or cells[1] is None or cells[0].figure.id == cells[1].figure.id:
        return None
    share = form.operation == "ratio" and value is not None and value.kind == "percent"
    operation = "share" if share else form.operation
    operands = _operands(form, cells[0], cells[1])
    return Pair(Derived(operation, operands), form.relation, min(first.score, second.score))


def _operands(form: Form, left: Cell, right: Cell) -> tuple[tuple[Cell, ...], ...]:
    """The two figures as one operand where they are taken together, else as two."""
    return ((left, right),) if form.operation in {"sum", "average"} else ((left,), (right,))


def _columns(
    form: Form, left: tuple[int, int], right: tuple[int, int], clause: Clause, index: StatementIndex
) -> Pair | None:
    """The pair where the sides name two columns, of the one row that the words of the clause choose."""
    sides = [clause.terms(*left), clause.terms(*right)]
    apart = [sides[0] - sides[1], sides[1] - sides[0]]
    for row, score in choose_rows(clause.terms() - index.headings, clause, index)[:1]:
        found = [
            [c for c in index.cells[row.key] if c.column.own & own and not c.column.own & other]
            for own, other in (apart, apart[::-1])
        ]
        whens = clause.whens[:1]
        found = [[c for c in cells if not whens or not c.when or same_time(whens[0], c.when)] for cells in found]
        if all(len(cells) == 1 for cells in found):
            return Pair(Derived(form.operation, _operands(form, found[0][0], found[1][0])), form.relation, score)
    return None


def _chosen(side: tuple[int, int], clause: Clause, index: StatementIndex) -> Chosen | None:
    words = clause.terms(*side)
    rows = choose_rows(words, clause, index) if words else []
    return rows[0] if len(rows) == 1 else None


def _cell(side: tuple[int, int], chosen: Chosen, clause: Clause, index: StatementIndex) -> Cell | None:
    own = [when for start, when in clause.times if side[0] <= start < side[1]]
    whens: Sequence[When] = own or clause.whens
    cells = pick(chosen.row, whens[0] if whens else None, None, clause.terms(*side), index)
    cells = plain_first(cells)
    return cells[0] if len(cells) == 1 else None
