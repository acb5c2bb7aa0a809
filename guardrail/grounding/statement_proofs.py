"""Proves what a clause says of a statement: a figure, a change, a share, an average, a sum, over chosen cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..types import Evidence, Operand, Proof
from .answers import CONTRADICTION, SUPPORTED, UNSUPPORTED, Answer, Stated
from .luck import luck
from .mentions import Mention
from .operations import DIRECTED, agrees, compute
from .statement_claims import Clause, paired
from .statement_index import Cell, Line, StatementIndex, When, same_time

_SURE, _ENOUGH = 0.85, 0.5
_TWO = re.compile(r"\b(?:between|of|in|for)\s+(?P<left>.+?)\s+(?:and|to|over|versus|vs\.?)\s+(?P<right>.+)", re.I)
_AS_SHARE = re.compile(r"(?P<left>.+?)\s+as a (?:percentage|percent|proportion|share|%) of\s+(?P<right>.+)", re.I)
_THAT = re.compile(r"(?:percentage|proportion|share|percent) of\s+(?P<right>.+?)\s+(?:that|which)\s+(?P<left>.+)", re.I)
_IN = re.compile(r"(?:percentage|proportion|share|portion) of\s+(?P<left>.+?)\s+(?:in|over|to|out of|against|relative to)\s+(?P<right>.+)", re.I)  # noqa: E501
_MADE = re.compile(
    r"(?P<left>.+?)\b(?:accounted for|represented|represents|made up|comprised|constituted|contributed|was|were|is)\b"
    r".*?\bof\s+(?P<right>.+)",
    re.I,
)


class Derived(NamedTuple):
    """A derivation over cells that the words call for."""

    operation: str
    operands: tuple[tuple[Cell, ...], ...]

    @property
    def exact(self) -> Fraction | None:
        """What it comes to."""
        return compute(self.operation, [[cell.exact for cell in operand] for operand in self.operands])


class Chosen(NamedTuple):
    """A row that the words of a clause select, and how well they do."""

    row: Line
    score: float


def choose_rows(words: frozenset[str], clause: Clause, index: StatementIndex) -> list[Chosen]:
    """The rows whose labels the words fit best; several where they fit equally."""
    scored = [Chosen(row, _score(row, words, clause, index)) for row in index.rows if row.own & words]
    top = max((chosen.score for chosen in scored), default=0.0)
    return [chosen for chosen in scored if chosen.score >= top - 0.02] if top >= _ENOUGH else []


def _score(row: Line, words: frozenset[str], clause: Clause, index: StatementIndex) -> float:
    """1 where the words are the label's own; less for words of the label unsaid and words said of elsewhere."""
    asked = words - (clause.cue_terms - row.own)
    covered = index.total(row.own & asked)
    missing = index.total(row.own - asked)
    heads = frozenset(t for cell in index.cells[row.key] for t in cell.column.own)
    extra = asked - row.own - row.context - heads
    elsewhere = index.total(extra & index.words)
    known = index.total((extra - index.words) & index.said)
    unknown = index.total(extra - index.words - index.said)
    bonus = 0.15 * index.total(row.context & asked)
    return (covered + bonus) / (covered + bonus + 0.8 * missing + 0.8 * elsewhere + 0.1 * known + 0.35 * unknown)


def pick(row: Line, when: When | None, value: Mention | None, words: frozenset[str], index: StatementIndex) -> list[Cell]:
    """The cells of a row for a time, by the words of their columns; several where nothing tells them apart."""
    cells = index.cells[row.key]
    timed = [cell for cell in cells if cell.when]
    if when is not None and timed:
        cells = [cell for cell in timed if cell.when and same_time(when, cell.when)]
    if value is not None:
        alike = [cell for cell in cells if (cell.figure.unit == "%") == (value.kind == "percent")]
        cells = alike or cells
    if len(cells) > 1:
        fits = [(_column_fit(cell, words, index), cell) for cell in cells]
        top = max(fit for fit, _ in fits)
        cells = [cell for fit, cell in fits if fit >= top - 1e-9]
    return cells


def _column_fit(cell: Cell, words: frozenset[str], index: StatementIndex) -> float:
    own = cell.column.own
    return index.total(own & words) - 0.5 * index.total(own - words)


def prove(clause: Clause, index: StatementIndex) -> list[Answer]:
    """An answer for every value in a clause."""
    answers = []
    for value, when in paired(clause):
        derivations, score = derive(clause, value, when, index)
        answers.append(_answer(clause, value, derivations, score, index))
    return answers


def derive(clause: Clause, value: Mention, when: When | None, index: StatementIndex) -> tuple[list[Derived], float]:
    """The derivations that the words call for, and how surely they chose their rows."""
    if clause.cues & {"modal", "not"}:
        return [], 0.0
    two = _two_rows(clause, value, index)
    if two:
        return two
    words = clause.terms()
    chosen = choose_rows(words, clause, index)
    if not chosen or len(chosen) > 3:
        return [], 0.0
    found: list[Derived] = []
    for row, _ in chosen:
        found += _over_row(row, clause, value, when, words - row.own, index)
    return found, chosen[0].score


def _over_row(
    row: Line, clause: Clause, value: Mention, when: When | None, words: frozenset[str], index: StatementIndex
) -> list[Derived]:
    """Derivations over one row: its figure, its change between two times, its average or sum over several."""
    cues = clause.cues - {word.cue for word in clause.words if word.term in row.own}
    whens = clause.whens
    if cues & {"up", "down", "change"} and _is_step(clause, value, cues):
        return _steps(row, value, whens, words, index)
    if "average" in cues:
        return _averages(row, value, whens, words, index)
    if "sum" in cues and len(whens) > 1:
        return _spread("sum", row, value, whens, words, index)
    if "share" in cues and value.kind == "percent" and not _has_percent(row, index):
        return []
    if cues & {"up", "down"} and len(whens) < 2 and clause.before(value) == "from":
        when = _year_before(when)
    elif cues & {"up", "down", "change"} and len(whens) == 2 and clause.before(value) in {"from", "to", "at"}:
        when = whens[0] if clause.before(value) == "from" else whens[-1]
    return [Derived("value", ((cell,),)) for cell in pick(row, when, value, words, index)]


def _is_step(clause: Clause, value: Mention, cues: frozenset[str]) -> bool:
    """Whether a value is the change itself, not one of the levels it goes from and to."""
    before = clause.before(value)
    if before in {"from", "to", "at"}:
        return False
    if before == "by" or value.kind in {"percent", "points"}:
        return True
    if "change" in cues:
        return True
    ahead = clause.text[: value.start].lower()
    return any(word in ahead for word in ("increase", "decrease", "change", "growth", "decline", "drop", "rise in"))


def _steps(
    row: Line, value: Mention, whens: Sequence[When], words: frozenset[str], index: StatementIndex
) -> list[Derived]:
    if len(whens) == 1:
        earlier = _year_before(whens[0])
        whens = [earlier, whens[0]] if earlier else whens
    if len(whens) < 2:
        return []
    before = pick(row, whens[0], None, words, index)
    after = pick(row, whens[-1], None, words, index)
    before, after = _money_first(before, value), _money_first(after, value)
    if len(before) != 1 or len(after) != 1 or before[0].figure.id == after[0].figure.id:
        return []
    if value.kind == "percent" and before[0].figure.unit != "%":
        return [Derived("percent_change", ((after[0],), (before[0],)))]
    if value.kind == "percent":
        operations = ["difference", "percent_change"]
        return [Derived(operation, ((after[0],), (before[0],))) for operation in operations]
    return [Derived("difference", ((after[0],), (before[0],)))]


def _money_first(cells: list[Cell], value: Mention) -> list[Cell]:
    """Where a row has a figure and its percentage for one time, a change is of the figure."""
    if len(cells) < 2:
        return cells
    plain = [cell for cell in cells if cell.figure.unit != "%"]
    return plain if plain else cells


def _averages(
    row: Line, value: Mention, whens: Sequence[When], words: frozenset[str], index: StatementIndex
) -> list[Derived]:
    if len(whens) == 1:
        earlier = _year_before(whens[0])
        whens = [earlier, whens[0]] if earlier else whens
    return _spread("average", row, value, whens, words, index)


def _spread(
    operation: str,
    row: Line,
    value: Mention,
    whens: Sequence[When],
    words: frozenset[str],
    index: StatementIndex,
) -> list[Derived]:
    cells: list[Cell] = []
    for when in whens:
        found = _money_first(pick(row, when, value, words, index), value)
        if len(found) != 1:
            return []
        cells += found
    distinct = {cell.figure.id: cell for cell in cells}
    return [Derived(operation, (tuple(distinct.values()),))] if len(distinct) > 1 else []


def _year_before(when: When | None) -> When | None:
    if when is None:
        return None
    try:
        return When(when.end.replace(year=when.end.year - 1), when.days, when.bare_year)
    except ValueError:
        return When(when.end.replace(year=when.end.year - 1, day=28), when.days, when.bare_year)


def _has_percent(row: Line, index: StatementIndex) -> bool:
    return any(cell.figure.unit == "%" for cell in index.cells[row.key])


def _two_rows(clause: Clause, value: Mention, index: StatementIndex) -> tuple[list[Derived], float] | None:
    """Derivations over two rows at one time: a share, a ratio, a difference, a sum or an average of the two."""
    text = clause.text[: value.start] if value.start > 12 else clause.text
    operation = _pair_operation(clause, value)
    if not operation:
        return None
    for pattern in _patterns(operation):
        match = pattern.search(clause.text if pattern is _MADE else text)
        if not match:
            continue
        pair = _pair(match, clause, index)
        if pair:
            return _paired_cells(pair, operation, clause, value, index)
    return None


def _pair_operation(clause: Clause, value: Mention) -> str:
    if value.kind == "percent" and "share" in clause.cues and not clause.cues & {"up", "down", "change"}:
        return "share"
    if "share" in clause.cues and "ratio" in clause.text.lower():
        return "ratio"
    if "share" in clause.cues and value.kind in {"number", "multiple"}:
        return "ratio"
    if "change" in clause.cues and len(clause.whens) <= 1 and value.kind != "percent":
        return "difference"
    if "average" in clause.cues and len(clause.whens) <= 1:
        return "average"
    if "sum" in clause.cues and len(clause.whens) <= 1:
        return "sum"
    if value.kind == "percent" and re.search(r"%\s+of\b|percent of\b", clause.text[value.start :].lower()):
        return "share"
    return ""


def _patterns(operation: str) -> tuple[re.Pattern[str], ...]:
    if operation in {"share", "ratio"}:
        return (_AS_SHARE, _THAT, _IN, _TWO, _MADE)
    return (_TWO,)


def _pair(match: re.Match[str], clause: Clause, index: StatementIndex) -> tuple[Chosen, Chosen] | None:
    chosen = []
    for side in ("left", "right"):
        words = clause.terms(match.start(side), match.end(side))
        rows = choose_rows(words, clause, index) if words else []
        if len(rows) != 1:
            return None
        chosen.append(rows[0])
    return None if chosen[0].row.key == chosen[1].row.key else (chosen[0], chosen[1])


def _paired_cells(
    pair: tuple[Chosen, Chosen], operation: str, clause: Clause, value: Mention, index: StatementIndex
) -> tuple[list[Derived], float]:
    whens = clause.whens
    when = whens[-1] if whens else None
    words = clause.terms()
    cells = [_money_first(pick(chosen.row, when, None, words, index), value) for chosen in pair]
    score = min(chosen.score for chosen in pair)
    if any(len(found) != 1 for found in cells):
        return [], score
    left, right = cells[0][0], cells[1][0]
    if operation in {"sum", "average"}:
        return [Derived(operation, ((left, right),))], score
    return [Derived(operation, ((left,), (right,)))], score


def _answer(
    clause: Clause, value: Mention, derivations: Sequence[Derived], score: float, index: StatementIndex
) -> Answer:
    start, end = clause.start + value.start, clause.start + value.end
    if not derivations:
        told = f"no line of the statement was found for {value.text}"
        return Answer(status=UNSUPPORTED, message=told, start=start, end=end)
    for derived in derivations:
        if _agrees(derived, clause, value, index):
            return _supported(derived, clause, value, len(derivations), (start, end))
    return _otherwise(derivations, value, score, (start, end))


def _agrees(derived: Derived, clause: Clause, value: Mention, index: StatementIndex) -> bool:
    exact = derived.exact
    if exact is None or not _same_unit(derived, value, index):
        return False
    stated = _signed(derived, clause, value)
    for scale in _scales(derived, value, index):
        if agrees(derived.operation, exact * Fraction(scale), stated.value, stated.places, stated.hedge):
            return True
    return False


def _signed(derived: Derived, clause: Clause, value: Mention) -> Stated:
    """A change that the words call a decrease is negative, whether or not a minus is written."""
    if derived.operation in DIRECTED and "down" in clause.cues and "up" not in clause.cues:
        size = abs(value.value or Decimal(0))
        return Stated(-size, value.places, value.hedge)
    return Stated.of(value)


def _same_unit(derived: Derived, value: Mention, index: StatementIndex) -> bool:
    unit = value.unit.partition("/")[0]
    if value.kind == "amount":
        cells = {cell.figure.unit for operand in derived.operands for cell in operand}
        known = {u for u in cells if len(u) == 3 and u.isupper()} or index.currencies
        if known and unit not in known and not (unit == "$" and known & {"USD", "CAD", "AUD", "HKD", "SGD", "NZD"}):
            return False
        return "%" not in cells
    percent_cell = all(cell.figure.unit == "%" for operand in derived.operands for cell in operand)
    gives_percent = derived.operation in {"percent_change", "share"} or (
        percent_cell and derived.operation not in {"ratio"}
    )
    return gives_percent == (value.kind in {"percent", "points"}) or (not percent_cell and _bare_percent(derived, value))


def _bare_percent(derived: Derived, value: Mention) -> bool:
    """A percent row printed without the sign: its label says so."""
    words = " ".join(cell.row.label + " " + cell.column.label for operand in derived.operands for cell in operand)
    return value.kind in {"percent", "points"} and bool(re.search(r"%|percent|rate|margin|yield", words, re.I))


def _scales(derived: Derived, value: Mention, index: StatementIndex) -> list[Decimal]:
    """What the cells' values may be multiplied by where the table does not say its scale itself."""
    if derived.operation in {"percent_change", "share", "ratio"} or value.kind in {"percent", "points"}:
        return [Decimal(1)]
    figures = [cell.figure for operand in derived.operands for cell in operand]
    stated = {figure.scale for figure in figures}
    if stated == {None}:
        if value.scaled and index.scales:
            return sorted(index.scales)
        return [Decimal(1)]
    scale = next(iter(stated)) if len(stated) == 1 else None
    if scale and scale != 1 and not value.scaled and value.kind != "amount":
        return [Decimal(1), 1 / scale]
    return [Decimal(1)]


def _supported(derived: Derived, clause: Clause, value: Mention, tried: int, span: tuple[int, int]) -> Answer:
    stated = _signed(derived, clause, value)
    cells = [cell for operand in derived.operands for cell in operand]
    told = "; ".join(f"{cell.row.label}, {cell.column.label}: {cell.figure.text}" for cell in cells[:4])
    proof = Proof(
        operation=derived.operation,
        operands=tuple(Operand(cells=tuple(cell.figure.id for cell in operand)) for operand in derived.operands),
        stated=str(stated.value),
        places=stated.places,
        hedge=stated.hedge,
        luck=luck(Fraction(stated.value), stated.places, stated.hedge, tried),
    )
    return Answer(
        status=SUPPORTED, message=told, start=span[0], end=span[1], evidence=_evidence(cells), proof=proof
    )


def _evidence(cells: Sequence[Cell]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(ref=cell.figure.id, column=cell.column.label, text=f"{cell.row.label}: {cell.figure.text}")
        for cell in cells[:8]
    )


def _otherwise(derivations: Sequence[Derived], value: Mention, score: float, span: tuple[int, int]) -> Answer:
    cells = [cell for operand in derivations[0].operands for cell in operand]
    shown = "; ".join(f"{cell.row.label}, {cell.column.label}: {cell.figure.text}" for cell in cells[:4])
    sure = score >= _SURE and len(derivations) == 1
    status = CONTRADICTION if sure and derivations[0].operation == "value" else UNSUPPORTED
    told = f"{value.text} is not what the statement says: {shown}"
    return Answer(status=status, message=told, start=span[0], end=span[1], evidence=_evidence(cells))
