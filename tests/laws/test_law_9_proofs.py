"""Law 9: a proof is re-checkable: given the source and the proof, a small separate function recomputes it exactly."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from drawn import decided, ledger_texts, statement_texts
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lawful import breaks, law

from guardrail.grounding import verify
from guardrail.grounding.operations import OPERATIONS, compute, last_digit
from guardrail.types import Operand

FACTS = ledger_texts() | statement_texts()


def proofs(facts, sentence):
    return [finding.proof for finding in decided(facts, sentence).findings if finding.proof]


def one_of(data, facts, sentence):
    found = proofs(facts, sentence)
    assume(found)
    return data.draw(st.sampled_from(found))


@law(examples=120, drawn=FACTS)
def every_proof_stands(verify, *, drawn):
    source = drawn[0].source()
    for proof in proofs(*drawn):
        assert verify(source, proof), proof


def numbers(source):
    """Every cell with its size, money out as a plus where the books write it as a minus."""
    cells = {r.id: Fraction(r.amount) for r in source.records}
    cells |= {f.id: Fraction(f.value * (f.scale or 1)) for t in source.tables for f in t.figures if f.value is not None}
    return cells


def result(proof, source):
    cells = numbers(source)
    exact = compute(proof.operation, [[cells[c] for c in operand.cells] for operand in proof.operands])
    return None if exact is None else abs(exact)


def with_cells(proof, at, cells):
    operand = replace(proof.operands[at], cells=tuple(cells))
    return replace(proof, operands=(*proof.operands[:at], operand, *proof.operands[at + 1 :]))


def room(proof):
    """How far the exact value may lie from the stated one: never more than twice the last digit that counts."""
    places = max(proof.places, last_digit(Decimal(proof.stated))) if proof.hedge else proof.places
    return 2 * Fraction(10) ** places


def says_something_else(changed, proof, source):
    """Whether a changed proof comes to another value, or to none; by more than the precision that is stated."""
    before, after = result(proof, source), result(changed, source)
    return after is None or abs(after - before) > room(proof)


@law(examples=60, drawn=FACTS, data=st.data())
def no_proof_with_other_cells_stands(verify, *, drawn, data):
    source = drawn[0].source()
    proof = one_of(data, *drawn)
    at = data.draw(st.integers(0, len(proof.operands) - 1))
    cells = list(proof.operands[at].cells)
    spare = sorted(set(numbers(source)) - set(cells))
    how = data.draw(st.sampled_from(["drop", "add", "exchange", "invent"]))
    if how in {"drop", "exchange"}:
        assume(cells)
        cells.pop(data.draw(st.integers(0, len(cells) - 1)))
    if how in {"add", "exchange"}:
        assume(spare)
        cells.append(data.draw(st.sampled_from(spare)))
    if how == "invent":
        cells.append("no such cell")
    changed = with_cells(proof, at, cells)
    if how == "invent" or proof.operands[at].where or says_something_else(changed, proof, source):
        assert not verify(source, changed), (proof, changed)


@law(examples=60, drawn=FACTS, data=st.data())
def no_proof_with_a_cell_twice_stands(verify, *, drawn, data):
    proof = one_of(data, *drawn)
    at = data.draw(st.integers(0, len(proof.operands) - 1))
    assume(proof.operands[at].cells)
    changed = with_cells(proof, at, (*proof.operands[at].cells, proof.operands[at].cells[0]))
    assert not verify(drawn[0].source(), changed)


@law(examples=60, drawn=FACTS, data=st.data())
def no_proof_by_another_operation_stands(verify, *, drawn, data):
    source = drawn[0].source()
    proof = one_of(data, *drawn)
    changed = replace(proof, operation=data.draw(st.sampled_from([*sorted(OPERATIONS), "no such operation"])))
    if changed.operation not in OPERATIONS or says_something_else(changed, proof, source):
        assert not verify(source, changed), (proof, changed)


@law(examples=60, drawn=FACTS, data=st.data())
def no_proof_of_another_value_stands(verify, *, drawn, data):
    proof = one_of(data, *drawn)
    step = data.draw(st.sampled_from([-1000, -7, -3, 3, 7, 1000]))
    stated = Fraction(proof.stated) + step * room(proof)
    exact = Decimal(stated.numerator) / Decimal(stated.denominator)
    assume(abs(stated) > room(proof))
    changed = replace(proof, stated=str(exact))
    if abs(abs(exact) - abs(Decimal(proof.stated))) > 2 * room(changed):
        assert not verify(drawn[0].source(), changed), (proof, changed)


LAWS = [
    every_proof_stands,
    no_proof_with_other_cells_stands,
    no_proof_with_a_cell_twice_stands,
    no_proof_by_another_operation_stands,
    no_proof_of_another_value_stands,
]


@pytest.mark.parametrize("check", LAWS, ids=["stands", "cells", "twice", "operation", "value"])
def test_a_proof_is_recomputed_from_the_source_alone(check):
    """Catches: a proof that cites other cells than it was made of, conditions that choose more records than it
    names, a value rounded twice, and a verifier that believes what it is told."""
    check(verify)


def believes_everything(source, proof):
    return True


def believes_nothing(source, proof):
    return False


def never_counts_the_cells(source, proof):
    return verify(source, replace(proof, operands=tuple(Operand(cells=o.cells) for o in proof.operands)))


def looks_at_each_cell_once(source, proof):
    operands = tuple(replace(o, cells=tuple(dict.fromkeys(o.cells))) for o in proof.operands)
    return verify(source, replace(proof, operands=operands))


def takes_any_operation(source, proof):
    return any(verify(source, replace(proof, operation=name)) for name in OPERATIONS)


def allows_a_few_percent(source, proof):
    return verify(source, replace(proof, places=last_digit(Decimal(proof.stated)) + 12, hedge=""))


@pytest.mark.parametrize(
    ("check", "mutant"),
    [
        (every_proof_stands, believes_nothing),
        (no_proof_with_other_cells_stands, believes_everything),
        (no_proof_with_other_cells_stands, never_counts_the_cells),
        (no_proof_with_a_cell_twice_stands, looks_at_each_cell_once),
        (no_proof_by_another_operation_stands, takes_any_operation),
        (no_proof_of_another_value_stands, allows_a_few_percent),
    ],
)
def test_the_law_of_proofs_can_fail(check, mutant):
    assert breaks(check, mutant)


def test_the_drawn_texts_are_proven_in_many_ways():
    """Catches: the law kept by an engine that proves next to nothing."""
    used = Counter[str]()

    @settings(
        max_examples=900, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(FACTS)
    def collect(drawn):
        used.update(proof.operation for proof in proofs(*drawn))

    collect()
    assert set(used) >= {"value", "sum", "count", "average", "share", "difference", "percent_change"}
    assert sum(used.values()) > 90
