"""Claims about statements that state no value: a rise or fall, the highest year, one line above another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..types import Operand, Proof
from .answers import CONTRADICTION, SUPPORTED, UNSUPPORTED, Answer
from .evidence import evidence, shown
from .operations import compute
from .statement_claims import Clause
from .statement_index import Cell, Line, StatementIndex, When
from .statement_pairs import pair_of
from .statement_rows import choose_rows, pick, plain_first, two_times

_ENOUGH = 0.55  # no value speaks for the line that was chosen, so its words must
_EVERY = re.compile(
    r"\b(?:every|each) (?:year|period|quarter)\b|\b(?:steadily|consistently|continuously)\b", re.IGNORECASE
)
_TOP = re.compile(r"\b(?:highest|largest|greatest|biggest|peaked|maximum|peak|most)\b", re.IGNORECASE)
_LOW = re.compile(r"\b(?:lowest|smallest|least|minimum|bottomed out|fewest)\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r"\b(?:highest|largest|greatest|biggest|maximum|peak|lowest|smallest|minimum)\b", re.IGNORECASE
)
_EVER = re.compile(
    r"\b(?:in|of) (?:its|their|our|the company['’]s) (?:\w+ )?history\b|\b(?:ever|on record|all[- ]time)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:part|component|share|portion|element|contributor)s?\b", re.IGNORECASE)
_TOTAL = re.compile(r"total\b", re.IGNORECASE)
_LEVELS = frozenset({"level", "point", "balanc", "valu", "reading", "two", "thre", "four", "five"})
_SIGN = re.compile(r"\b(?:was|were|is|are)\s+(?:a\s+)?(?P<sign>negative|positive)\b", re.IGNORECASE)


_THAN = re.compile(
    r"\b(?:(?P<more>higher|larger|greater|bigger|more)|lower|smaller|less|fewer)\b(?P<one>.{2,60}?)\bthan\b(?P<other>.{2,60})",
    re.IGNORECASE,
)


def prove_trend(clause: Clause, index: StatementIndex) -> list[Answer]:
    """The answer to a clause without a value, or none if it makes no claim that can be read."""
    between = _than(clause)
    pair = None if between else pair_of(clause, None, index)
    if pair:
        sign = -1 if pair.relation == "less" else 1
        left, right = pair.derived.operands
        return [_ordered(clause, "descending" if sign > 0 else "ascending", [left[0], right[0]], pair.score)]
    if not clause.times or (
        not between
        and (not clause.cues & {"up", "down", "rank", "change", "not", "modal"} and not _SIGN.search(clause.text))
    ):
        return []
    chosen = choose_rows(clause.terms(), clause, index)
    if len(chosen) != 1 or clause.cues & {"not", "modal"}:
        return [unproven(clause, "no line of the statement was found for this")]
    row, score = chosen[0]
    if score < _ENOUGH:
        return [unproven(clause, "no line of the statement says quite this")]
    if between:
        return [_in_turn(clause, row, score, between, index)]
    return [_over_time(clause, row, score, index)]


def _over_time(clause: Clause, row: Line, score: float, index: StatementIndex) -> Answer:
    """The answer to a claim of how one line stood or moved, all else being left out."""
    if _PART.search(clause.text):
        return unproven(clause, "which lines make up the whole is not known")
    if _EVER.search(clause.text):
        return unproven(clause, "the statement does not go back to the beginning")
    said = _SUPERLATIVE.search(clause.text)
    own = choose_rows(clause.terms(0, said.start()), clause, index) if said else []
    row, score = own[0] if len(own) == 1 else (row, score)
    if said and (kind := _kind(clause, said) - row.own):
        return _among(clause, row, score, kind, index)
    if _TOP.search(clause.text) or _LOW.search(clause.text):
        return _extreme(clause, row, score, index)
    if _SIGN.search(clause.text):
        return _signed(clause, row, score, index)
    return _direction(clause, row, score, index)


def _kind(clause: Clause, said: re.Match[str]) -> frozenset[str]:
    """The words of the kind that a superlative is of: those of "the largest current liability"; none if of no kind."""
    ends = min((at for at, _ in clause.times if at >= said.end()), default=len(clause.text))
    following = [word for word in clause.words if said.end() <= word.start < ends and word.term not in _LEVELS]
    return frozenset(word.term for word in following if not word.cue)


def _among(clause: Clause, row: Line, score: float, kind: frozenset[str], index: StatementIndex) -> Answer:
    """That a line has more, or less, than each other line under the same heading, whose words the kind is."""
    peers = [one for one in index.rows if one.key[0] == row.key[0] and one.context == row.context and one != row]
    peers = [one for one in peers if not _TOTAL.match(one.label.rpartition("/")[2].strip())]
    cells = [_cells(one, clause.whens, clause, index) for one in (row, *peers)]
    if not (kind <= row.context and peers and len(clause.whens) == 1 and all(cells)):
        return unproven(clause, "which lines are compared here is not known")
    operation = "lowest" if _LOW.search(clause.text) else "highest"
    return _ordered(clause, operation, [cell for found in cells if found for cell in found], score)


class Between(NamedTuple):
    """Two times of one line, of which the second is said to have more, or less."""

    whens: tuple[When, When]
    more: bool


def _than(clause: Clause) -> Between | None:
    """The two times of "was larger in 2019 than in 2018", or None where a clause compares no times."""
    match = _THAN.search(clause.text)
    if match is None or len(clause.times) != 2:
        return None
    one, other = ([w for at, w in clause.times if a <= at < b] for a, b in (match.span("one"), match.span("other")))
    return Between((other[0], one[0]), match["more"] is not None) if one and other else None


def _in_turn(clause: Clause, row: Line, score: float, between: Between, index: StatementIndex) -> Answer:
    cells = _cells(row, between.whens, clause, index)
    if cells is None:
        return unproven(clause, "the statement does not have both times")
    grows = between.more != all(cell.exact < 0 for cell in cells)
    return _ordered(clause, "ascending" if grows else "descending", cells, score)


def _direction(clause: Clause, row: Line, score: float, index: StatementIndex) -> Answer:
    """That a line rose or fell between two times, or in every year between them."""
    up, down = "up" in clause.cues, "down" in clause.cues
    whens = two_times(row, clause.whens, index)
    if up == down or len(whens) < 2:
        return unproven(clause, "this does not say which way, or between which times")
    if _EVERY.search(clause.text):
        whens = _between(whens, row, index)
    cells = _cells(row, whens, clause, index)
    if cells is None:
        return unproven(clause, "the statement does not have both times")
    grows = up != all(cell.exact < 0 for cell in cells)
    return _ordered(clause, "ascending" if grows else "descending", cells, score)


def _between(whens: Sequence[When], row: Line, index: StatementIndex) -> list[When]:
    every = sorted({cell.when for cell in index.cells[row.key] if cell.when})
    return [when for when in every if whens[0].year <= when.year <= whens[-1].year]


def _cells(row: Line, whens: Sequence[When], clause: Clause, index: StatementIndex) -> list[Cell] | None:
    """One cell for each time, or None where a time has none or several."""
    found = []
    for when in whens:
        cells = plain_first(pick(row, when, None, clause.terms() - row.own, index))
        if len(cells) != 1:
            return None
        found.append(cells[0])
    return found


def _extreme(clause: Clause, row: Line, score: float, index: StatementIndex) -> Answer:
    """That a line was at its highest or lowest at the time said, of all times that it has."""
    every = sorted({cell.when for cell in index.cells[row.key] if cell.when})
    named = clause.whens
    cells = _cells(row, every, clause, index)
    mine = [when for when in every if len(named) == 1 and when.year == named[0].year]
    if cells is None or len(mine) != 1 or len(every) < 2:
        return unproven(clause, "the statement does not tell which time was the highest or lowest")
    at = every.index(mine[0])
    others = [cell for i, cell in enumerate(cells) if i != at]
    operation = "lowest" if _LOW.search(clause.text) else "highest"
    return _ordered(clause, operation, [cells[at], *others], score)


def _signed(clause: Clause, row: Line, score: float, index: StatementIndex) -> Answer:
    match = _SIGN.search(clause.text)
    cells = _cells(row, clause.whens[:1], clause, index)
    if cells is None or match is None:
        return unproven(clause, "the statement does not have this time")
    return _ordered(clause, "negative" if match["sign"].lower() == "negative" else "positive", cells, score)


def _ordered(clause: Clause, operation: str, cells: Sequence[Cell], score: float) -> Answer:
    """The answer to a claim of order: its proof comes to 1 where it holds, to 0 where it does not."""
    start, end = clause.span
    exact = compute(operation, [[cell.exact] for cell in cells])
    if exact != 1:
        status = CONTRADICTION if score >= 0.9 and len(cells) == 2 else UNSUPPORTED
        told = f"the statement says otherwise: {shown(cells)}"
        return Answer(status=status, message=told, start=start, end=end, evidence=evidence(cells))
    operands = tuple(Operand(cells=(cell.figure.id,)) for cell in cells)
    proof = Proof(operation=operation, operands=operands, stated=str(Decimal(1)), luck=_even(len(cells)))
    return Answer(status=SUPPORTED, message=shown(cells), start=start, end=end, evidence=evidence(cells), proof=proof)


def _even(count: int) -> float:
    """How likely a random order of so many cells would have held."""
    return float(Fraction(1, max(count, 2)))


def unproven(clause: Clause, message: str) -> Answer:
    """The answer that nothing proves what a clause says, at its place."""
    return Answer(status=UNSUPPORTED, message=message, start=clause.span[0], end=clause.span[1])
