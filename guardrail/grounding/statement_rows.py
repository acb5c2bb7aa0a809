"""Chooses rows and cells of a statement by the words and times of a claim, and derives values from them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from .mentions import Mention
from .operations import compute
from .statement_claims import Clause
from .statement_index import Cell, Line, StatementIndex, When, same_time
from .statement_qualifiers import is_qualified

_ENOUGH = 0.5
_WHOLE = 0.35  # enough for a label all of whose words are said


class Derived(NamedTuple):
    """A derivation over cells that the words call for; `scale` is for cells whose table states none."""

    operation: str
    operands: tuple[tuple[Cell, ...], ...]
    scale: Decimal = Decimal(1)

    @property
    def exact(self) -> Fraction | None:
        """What it comes to."""
        return compute(self.operation, [[self.number(cell) for cell in operand] for operand in self.operands])

    def number(self, cell: Cell) -> Fraction:
        """The value of a cell, scaled as its table says or else as the text around it does."""
        return Fraction(cell.figure.value or 0) * Fraction(cell.figure.scale or self.scale)

    @property
    def cells(self) -> list[Cell]:
        """Every cell it rests on."""
        return [cell for operand in self.operands for cell in operand]


class Chosen(NamedTuple):
    """A row that the words of a clause select, and how well they do."""

    row: Line
    score: float


def choose_rows(words: frozenset[str], clause: Clause, index: StatementIndex) -> list[Chosen]:
    """The rows whose labels the words fit best, unless a word beside makes it another; several that fit equally."""
    return [one for one in nearest_rows(words, clause, index) if not is_qualified(one.row, words, clause, index)]


def nearest_rows(words: frozenset[str], clause: Clause, index: StatementIndex) -> list[Chosen]:
    """The rows whose labels the words fit best, whatever stands beside their names."""
    rows = [row for row in index.rows if row.own & words and not _is_another(row, words, clause, index)]
    scored = [Chosen(row, fit(row, words, clause, index)) for row in rows]
    top = max((chosen.score for chosen in scored), default=0.0)
    best = [chosen for chosen in scored if chosen.score >= top - 0.02]
    return [one for one in best if one.score >= (_WHOLE if one.row.own <= words else _ENOUGH)]


def _is_another(row: Line, words: frozenset[str], clause: Clause, index: StatementIndex) -> bool:
    """Whether words beside those of a label, or words of it left unsaid, make it another line than the one said."""
    synonyms = index.reading.synonyms
    if synonyms.telling.isdisjoint(words) and synonyms.telling.isdisjoint(row.own):
        return False
    said = [word.term for word in clause.words if word.term in words]
    near = {term for pair in pairwise(said) if row.own.intersection(pair) for term in pair} | (words & row.own)
    above = row.context.union(*(cell.column.own for cell in index.cells[row.key]))
    return synonyms.differ(frozenset(near), words, row.own, above)


def fit(row: Line, words: frozenset[str], clause: Clause, index: StatementIndex) -> float:
    """1 where the words are the label's own; less for words of the label unsaid and words said of elsewhere."""
    asked = words - (clause.cue_terms - row.own)
    covered = index.total(row.own & asked)
    if covered and all(index.weight(term) < 0.2 for term in row.own):
        covered = 1.0
    missing = index.total(row.own - asked)
    heads = frozenset(t for cell in index.cells[row.key] for t in cell.column.own)
    extra = asked - row.own - row.context - heads
    elsewhere = index.total(extra & index.words)
    known = index.total((extra - index.words) & index.said)
    unknown = index.total(extra - index.words - index.said)
    bonus = 0.4 * index.total(row.context & asked)
    spread = 0.8 * missing + 0.6 * elsewhere + 0.1 * known + 0.35 * unknown
    return (covered + bonus) / (covered + bonus + spread) if covered else 0.0


def pick(
    row: Line, when: When | None, value: Mention | None, words: frozenset[str], index: StatementIndex
) -> list[Cell]:
    """The cells of a row for a time, by the words of their columns; several where nothing tells them apart."""
    cells = index.cells[row.key]
    timed = [cell for cell in cells if cell.when]
    if when is not None and timed:
        cells = _latest([cell for cell in timed if cell.when and same_time(when, cell.when)], when)
    if value is not None:
        alike = [cell for cell in cells if (cell.figure.unit == "%") == (value.kind == "percent")]
        cells = alike or cells
    if len(cells) > 1:
        fits = [(_column_fit(cell, words, index), cell) for cell in cells]
        top = max(found for found, _ in fits)
        cells = [cell for found, cell in fits if found >= top - 1e-9]
    if when is not None and not timed and len(cells) > 1:
        return []  # which of them is for the time said, nothing tells
    return cells


def _latest(cells: list[Cell], when: When) -> list[Cell]:
    """Of the days of a year that is asked for as a whole, the last: the year's end."""
    days = {cell.when.end for cell in cells if cell.when}
    if not when.bare_year or len(days) < 2 or any(cell.when and cell.when.days > 1 for cell in cells):
        return cells
    return [cell for cell in cells if cell.when and cell.when.end == max(days)]


def _column_fit(cell: Cell, words: frozenset[str], index: StatementIndex) -> float:
    own = cell.column.own
    return index.total(own & words) - 0.5 * index.total(own - words)


def plain_first(cells: list[Cell]) -> list[Cell]:
    """Where a row has a figure and its percentage for one time, the figure."""
    if len(cells) < 2:
        return cells
    plain = [cell for cell in cells if cell.figure.unit != "%"]
    return plain or cells


def year_before(when: When | None) -> When | None:
    """The same time a year earlier."""
    if when is None:
        return None
    try:
        return when._replace(end=when.end.replace(year=when.end.year - 1))
    except ValueError:
        return when._replace(end=when.end.replace(year=when.end.year - 1, day=28))


def row_times(row: Line, index: StatementIndex) -> list[When]:
    """The times that a row has figures for, earliest first."""
    return sorted({cell.when for cell in index.cells[row.key] if cell.when})


def two_times(row: Line, whens: Sequence[When], index: StatementIndex) -> list[When]:
    """The times a change is between: as said, else from a year before, else the only two that the row has."""
    if len(whens) == 1:
        earlier = year_before(whens[0])
        return [earlier, whens[0]] if earlier else []
    if whens:
        return list(whens)
    own = row_times(row, index)
    return own if len(own) == 2 else []
