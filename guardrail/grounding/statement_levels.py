"""Proves a step by the two levels that the same sentence states: "rose 5% to 21 from 20"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..source import Source
from ..types import Proof
from .answers import CONTRADICTION, SUPPORTED, Answer, Stated
from .luck import luck
from .operations import agrees, compute
from .passages import PassageIndex
from .statement_claims import Clause
from .statement_index import StatementIndex
from .terms import Indexed, stem
from .verify import numbers

# A debt ratio improves when it falls.
_GOOD_OR_BAD = frozenset(map(stem, ("improved", "gained")))


def with_steps(
    clauses: Sequence[Clause], answers: Sequence[Answer], source: Source, index: StatementIndex
) -> list[Answer]:
    """The answers, those to steps proven or refuted by the proven levels that they go from and to."""
    found = list(answers)
    for clause in clauses:
        if clause.levels and not _moves_as_said(clause):
            found.append(_refuted(clause))
        elif clause.levels:
            proofs = [_proof_at(level.start, level.end, found) for level in clause.levels]
            if proofs[0] and proofs[1] and not clause.times and _is_backward(proofs[0], proofs[1], source, index):
                found.append(_refuted(clause))
            elif proofs[0] and proofs[1]:
                found = [_stepped(answer, clause, proofs[0], proofs[1], source) for answer in found]
    return found


def _is_backward(before: Proof, after: Proof, source: Source, index: StatementIndex) -> bool:
    """Whether the level that something went from is of a later time than the one it went to."""
    said = source.derive(Indexed(PassageIndex, index.reading.synonyms)).when if source.passages else {}
    cells = [proof.operands[0].cells[0] for proof in (before, after)]
    times = [index.when(cell) or said.get(cell) for cell in cells]
    return times[0] is not None and times[1] is not None and times[0].end > times[1].end


def _moves_as_said(clause: Clause) -> bool:
    """Whether the levels move the way the words say; by size where both are negative, as losses are."""
    before, after = (level.value.value or Decimal(0) for level in clause.levels)
    cues = clause.cues_beyond(_GOOD_OR_BAD)
    up, down = "up" in cues, "down" in cues
    if up == down or (before < 0 and after < 0):
        return True
    return after > before if up else after < before


def _refuted(clause: Clause) -> Answer:
    before, after = clause.levels
    told = f"from {before.value.text} to {after.value.text} is not the way the words say it moved"
    return Answer(status=CONTRADICTION, message=told, start=clause.span[0], end=clause.span[1])


def _proof_at(start: int, end: int, answers: Sequence[Answer]) -> Proof | None:
    proven = (answer for answer in answers if (answer.start, answer.end) == (start, end) and answer.status == SUPPORTED)
    return next((answer.proof for answer in proven if answer.proof and answer.proof.operation == "value"), None)


def _stepped(answer: Answer, clause: Clause, before: Proof, after: Proof, source: Source) -> Answer:
    """The answer to a value of the clause, proven by the step between its levels if that is what it states."""
    inside = clause.span[0] <= answer.start < answer.end <= clause.span[1]
    value = next((v for v in clause.values if clause.start + v.start == answer.start), None)
    if answer.status == SUPPORTED or not inside or value is None:
        return answer
    operands = (after.operands[0], before.operands[0])
    later, earlier = (numbers(source, operand) for operand in operands)
    if later is None or earlier is None:
        return answer
    sign = -1 if "down" in clause.cues and not value.signed else 1
    stated = Stated.of(value, sign)
    for operation in _operations(value.kind):
        exact = compute(operation, [later, earlier])
        if exact is not None and agrees(operation, exact, stated.value, stated.places, stated.hedge):
            chance = luck(stated.value, stated.places, stated.hedge, 1)
            proof = Proof(
                operation=operation,
                operands=operands,
                stated=str(stated.value),
                places=stated.places,
                hedge=stated.hedge,
                luck=chance,
            )
            told = f"from {clause.levels[0].value.text} to {clause.levels[1].value.text}"
            return answer._replace(status=SUPPORTED, message=told, proof=proof)
    return answer


def _operations(kind: str) -> Iterator[str]:
    if kind == "percent":
        yield "percent_change"
    if kind in {"percent", "points", "amount", "number", "count"}:
        yield "difference"
