"""Proves measures that no line of a statement states, such as a gross margin, by the formulas that define them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .answers import SUPPORTED, UNSUPPORTED, Answer
from .measures import Formula, Measure, Measures, Side, Spoken, spoken
from .mentions import Mention
from .statement_claims import Clause
from .statement_clauses import paired
from .statement_index import Cell, Line, StatementIndex, When
from .statement_proofs import answer_of, is_step
from .statement_rows import Derived, pick, plain_first, year_before
from .terms import stem

_OTHER_CUES = frozenset({"average", "sum", "share", "rank", "not", "modal", "count"})
_SAID_OF = frozenset(
    map(
        stem,
        """achieved achieves business calculated calculation computed corporation deliver delivered firm generated
        implied implies maintained maintains management posted posts remained remains result resulted resulting
        calculates computes works worked""".split(),
    )
)
# Lines that are printed as minus where they are paid out; other lines are negative where they say so.
_PAID = frozenset(map(stem, "cogs cost expense interest tax provision depreciation amortization dividends".split()))
_PAID |= frozenset(map(stem, "purchases payments paid repurchases debt liabilities borrowings".split()))
_EITHER = frozenset(map(stem, "before after benefit credit loss used gain recovery".split()))


@dataclass(frozen=True, slots=True)
class _Work:
    """What a formula is worked out with: the words of a clause, the statement, and all measures."""

    clause: Clause
    statement: StatementIndex
    measures: Measures

    def labels(self, line: str) -> Iterator[frozenset[str]]:
        """The words of each label that a line may have."""
        yield from (frozenset(self.statement.reading.synonyms.terms(label)) for label in self.measures.labels(line))


Operands = tuple[tuple[Cell, ...], ...]


def with_measures(
    read: Sequence[tuple[Clause, Sequence[Answer]]], index: StatementIndex, measures: Measures
) -> list[Answer]:
    """The answers, those to a clause that names a measure as its formula has them.

    What no line shows may be proven by the formula. What only a line of the formula shows is not the measure.
    """
    found: list[Answer] = []
    last: Measure | None = None
    for clause, answers in read:
        work = _Work(clause, index, measures)
        last = _measure(work, last)
        found += _proven(work, last, answers) if last else answers
    return found


def _measure(work: _Work, last: Measure | None) -> Measure | None:
    """The one measure that a clause speaks of and nothing else, or that of the clause before if it names no line."""
    clause = work.clause
    said = list(spoken(clause.text, work.measures, work.statement.reading.synonyms))
    if not said and not any(word.start >= 0 and not word.cue and word.term[0].isalpha() for word in clause.words):
        return last
    return said[0].measure if len(said) == 1 and _nothing_else(said[0], work) else None


def _nothing_else(said: Spoken, work: _Work) -> bool:
    """Whether a clause has no word that makes another measure of the one it names: "adjusted", "average", "segment"."""
    words = [word for word in work.clause.words if word.start >= 0 and not said.start <= word.start < said.end]
    if any(word.cue in _OTHER_CUES for word in work.clause.words if word in words):
        return False
    others = {word.term for word in words if not word.cue and word.term[0].isalpha()} - _SAID_OF
    named = {word.term for word in words if work.clause.text[word.start].isupper()}
    return all(term in named and term in work.statement.said and term not in work.statement.words for term in others)


def _proven(work: _Work, measure: Measure, answers: Sequence[Answer]) -> Iterator[Answer]:
    times = {work.clause.start + value.start: (value, when) for value, when in paired(work.clause)}
    for answer in answers:
        told = times.get(answer.start)
        if told is None or answer.status not in {SUPPORTED, UNSUPPORTED} or _printed(work, measure, told[0]):
            yield answer
        else:
            yield _by_formula(work, measure, *told, answer)


def _by_formula(work: _Work, measure: Measure, value: Mention, when: When | None, answer: Answer) -> Answer:
    """The answer to a value by the first formula whose lines are all there, each one once; else the one it has."""
    for formula in measure.formulas:
        derived = _derived(work, formula, measure, value, when)
        if derived:
            level = replace(work.clause, cues=frozenset()) if len(derived.operands) < _STEP else work.clause
            found = answer_of(level, value, [derived], 0.0, work.statement)
            told = f"{measure.name} = {formula.text}: "
            if found.status == SUPPORTED and _sign(derived, value, level):
                return found._replace(message=told + found.message) if answer.status == UNSUPPORTED else answer
            return _no_part(answer, derived, told)
    return answer


_STEP = 8


def _no_part(answer: Answer, derived: Derived, told: str) -> Answer:
    """The answer, if it does not take a line of a formula for what the formula gives."""
    cells = {cell for operand in answer.proof.operands for cell in operand.cells} if answer.proof else set()
    if not cells or not cells <= {cell.figure.id for cell in derived.cells}:
        return answer
    return answer._replace(status=UNSUPPORTED, proof=None, message=f"{told}only a line of it says so")


def _sign(derived: Derived, value: Mention, clause: Clause) -> bool:
    """Whether what comes out is as positive or negative as the words say it is."""
    return bool(clause.cues) or ((derived.exact or Fraction(0)) < 0) == ((value.value or 0) < 0)


def _printed(work: _Work, measure: Measure, value: Mention) -> bool:
    """Whether the statement has a line for the measure itself, in the unit of the value."""
    wanted = {frozenset(work.statement.reading.synonyms.terms(name)) for name in (measure.name, *measure.others)}
    cells = [cell for row in work.statement.rows if row.own in wanted for cell in work.statement.cells[row.key]]
    percent = value.kind in {"percent", "points"}
    return any(not percent or cell.figure.unit == "%" or abs(cell.exact) <= 100 for cell in cells)


def _derived(work: _Work, formula: Formula, measure: Measure, value: Mention, when: When | None) -> Derived | None:
    """What a formula comes to at a time, or by how much it changed where the value is a step."""
    operation = _operation(measure, formula, value)
    if not is_step(work.clause, value, work.clause.cues) or not work.clause.cues & {"up", "down", "change"}:
        found = _operands(work, formula, when)
        return _level(operation, found) if operation and found else None
    whens = work.clause.whens if len(work.clause.whens) > 1 else [year_before(when), when]
    later, earlier = (_operands(work, formula, one) if one else None for one in (whens[-1], whens[0]))
    stepped = value.kind != "percent" and operation in {"share", "ratio"}
    return Derived(f"net_{operation}_change", later + earlier) if stepped and later and earlier else None


def _operation(measure: Measure, formula: Formula, value: Mention) -> str:
    """How the value is worked out in the unit it is written in; nothing where the measure is not written so."""
    percent = value.kind in {"percent", "points"}
    if not formula.below:
        return "difference" if value.kind in {"amount", "number"} else ""
    if measure.unit == "amount":
        return "ratio" if value.kind in {"amount", "number"} else ""
    if percent:
        return "share"
    written = value.kind in {"multiple", "number", "count"}
    return "ratio" if written and (measure.unit == "times" or value.places < -1) else ""


def _level(operation: str, found: Operands) -> Derived:
    """The simplest derivation that says it."""
    plus, minus, over, less = found
    if operation == "difference":
        return Derived("difference", (plus, minus)) if minus else Derived("sum", (plus,))
    return Derived(operation, (plus, over)) if not minus and not less else Derived(f"net_{operation}", found)


def _operands(work: _Work, formula: Formula, when: When | None) -> Operands | None:
    """What is added and taken away above and below, all for one stretch of time."""
    above, below = _cells(work, formula.above, when), _cells(work, formula.below, when)
    if above is None or below is None:
        return None
    cells = [cell for part in (*above, *below) for cell in part]
    spans = {cell.when for cell in cells if cell.when and cell.when.days > 1}
    plain = all(cell.figure.unit != "%" for cell in cells)
    return (*above, *below) if plain and len(spans) < 2 else None


def _cells(work: _Work, side: Side, when: When | None) -> Operands | None:
    plus: list[Cell] = []
    minus: list[Cell] = []
    for line, sign in side:
        cell = _cell(work, line, when)
        if cell is None or (cell.exact < 0 and cell.row.own & _PAID and cell.row.own & _EITHER):
            return None
        paid = cell.exact < 0 and bool(cell.row.own & _PAID)
        (plus if (sign > 0) != paid else minus).append(cell)
    return tuple(plus), tuple(minus)


def _cell(work: _Work, line: str, when: When | None) -> Cell | None:
    """The figure of a line at a time, where the statement has one, or the same one several times."""
    for wanted in work.labels(line):
        found = [_at(work, row, when) for row in work.statement.rows if row.own == wanted]
        cells = [cell for some in found for cell in some]
        if cells:
            return cells[0] if len({cell.exact for cell in cells}) == 1 else None
    return None


def _at(work: _Work, row: Line, when: When | None) -> list[Cell]:
    return plain_first(pick(row, when, None, work.clause.terms() - row.own, work.statement))
