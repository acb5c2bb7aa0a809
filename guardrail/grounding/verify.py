"""Recomputes a proof from the source alone, slowly and plainly; shares no index with the engine."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from ..source import Figure, Source
from ..types import Operand, Proof
from .ledger import MONEY_IN, Where, habits, meets, outflow
from .mentions import find_mentions
from .operations import COUNTING, agrees, compute


def verify(source: Source, proof: Proof) -> bool:
    """Whether the cells that `proof` names exist, are all that its conditions choose, and give what is stated.

    A proof that makes no sense (an unknown operation, a value that is no number) is not one.
    """
    try:
        return _holds(source, proof)
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return False


def _holds(source: Source, proof: Proof) -> bool:
    operands = []
    for operand in proof.operands:
        found = numbers(source, operand)
        if found is None or not _complete(source, operand):
            return False
        operands.append(found)
    if proof.operation not in COUNTING and _is_mixed(source, proof):
        return False
    exact = compute(proof.operation, operands)
    stated = Decimal(proof.stated)
    return exact is not None and agrees(proof.operation, exact, stated, proof.places, proof.hedge)


def _is_mixed(source: Source, proof: Proof) -> bool:
    """Whether the records of a proof are in several currencies."""
    cells = {cell for operand in proof.operands for cell in operand.cells}
    stated = {record.currency for record in source.records if record.currency}
    return len(stated) > 1 and len({record.currency for record in source.records if record.id in cells}) > 1


def numbers(source: Source, operand: Operand) -> list[Fraction] | None:
    """The exact values of the cells of an operand; None where one is not there, has no value or occurs twice."""
    if len(set(operand.cells)) < len(operand.cells):
        return None
    sign = habits(source.records).sign
    way = -1 if dict(operand.where).get("side") in MONEY_IN else 1
    records = {r.id: way * Fraction(outflow(r, sign)) for r in source.records if r.amount is not None}
    figures = {figure.id: figure for table in source.tables for figure in table.figures}
    scale = Decimal(dict(operand.where).get("scale", "1"))
    found = []
    for cell in operand.cells:
        number = records.get(cell) if cell in records else _number(source, cell, figures, scale)
        if number is None:
            return None
        found.append(number)
    return found


def _number(source: Source, cell: str, figures: dict[str, Figure], scale: Decimal) -> Fraction | None:
    if cell in figures:
        figure = figures[cell]
        return None if figure.value is None else Fraction(figure.value) * Fraction(figure.scale or scale)
    return _written(source, cell)


def _written(source: Source, cell: str) -> Fraction | None:
    """The number at "P1:120-127" of a passage."""
    name, _, place = cell.rpartition(":")
    start, _, end = place.partition("-")
    for passage in source.passages:
        if passage.id == name and start.isdigit() and end.isdigit():
            for mention in find_mentions(passage.text):
                if (mention.start, mention.end) == (int(start), int(end)) and mention.value is not None:
                    return Fraction(mention.value)
    return None


def _complete(source: Source, operand: Operand) -> bool:
    if not operand.where or dict(operand.where).keys() == {"scale"}:
        return True
    where = where_of(operand)
    books = habits(source.records)
    chosen = {record.id for record in source.records if meets(record, where, books)}
    return chosen == set(operand.cells)


def where_of(operand: Operand) -> Where:
    """The conditions of an operand, read back from their text."""
    fields: dict[str, object] = {}
    for key, value in operand.where:
        if key in {"start", "end"}:
            fields[key] = dt.date.fromisoformat(value)
        elif key in {"over", "under"}:
            fields[key] = Decimal(value)
        elif key == "inclusive":
            fields[key] = value == "True"
        else:
            fields[key] = value
    return Where(**fields)  # type: ignore[arg-type]
