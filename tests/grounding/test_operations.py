"""Derivations, when a value agrees with what is stated, how lucky that was, and proofs recomputed.

Catches: an operation that computes something else, a tolerance that nobody wrote, a hedge that lets through more
than it says, a sign that is lost, and a proof that holds although a cell, condition or number in it is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.grounding.luck import luck
from guardrail.grounding.operations import OPERATIONS, agrees, compute
from guardrail.grounding.verify import verify
from guardrail.types import Operand, Proof

# What each operation computes.

RESULTS: list[tuple[str, list[list[float]], float]] = [
    ("value", [[7]], 7),
    ("value", [[-7]], -7),
    ("sum", [[1, 2, -4]], -1),
    ("sum", [[]], 0),
    ("sum_of", [[1, 2], [-4], []], -1),
    ("size", [[1, 2, -4]], 7),
    ("count", [[5, 5, 9]], 3),
    ("count", [[]], 0),
    ("average", [[1, 2, 6]], 3),
    ("median", [[9, 1, 2]], 2),
    ("median", [[9, 1, 2, 4]], 3),
    ("maximum", [[3, -8, 5]], 5),
    ("minimum", [[3, -8, 5]], -8),
    ("difference", [[5], [8]], -3),
    ("difference", [[5, 1], [1, 1]], 4),
    ("net_ratio", [[9], [1, 2], [4], [1]], 2),
    ("net_ratio", [[9], [], [], [3]], -3),
    ("net_share", [[9], [6], [12], []], 25),
    ("net_ratio_change", [[9], [6], [12], [], [9], [], [12], []], -0.5),
    ("net_share_change", [[9], [6], [12], [], [9], [], [12], []], -50),
    ("growth", [[100], [50], [121]], 10),
    ("growth", [[200], [100]], -50),
    ("percent_change", [[150], [120]], 25),
    ("percent_change", [[90], [120]], -25),
    ("percent_change", [[0], [120]], -100),
    ("percent_change", [[30], [-120]], 125),
    ("percent_change", [[-30], [120]], -125),
    ("percent_change", [[-150], [-120]], 25),
    ("percent_change", [[-90], [-120]], -25),
    ("share", [[3, 2], [10, 10]], 25),
    ("ratio", [[30], [12]], 2.5),
    ("rank", [[5], [9, 5, 7]], 3),
    ("rank", [[-9], [-9, 5, 7]], 1),
    ("rank", [[5], [5, 5]], 1),
    ("rank_low", [[5], [9, 5, 7]], 1),
    ("rank_low", [[9], [9, 5, 7]], 3),
    ("rank_total", [[4, 4], [7], [9], [1, 1]], 2),
    ("rank_total", [[4]], 1),
    ("rank_total_low", [[4, 4], [7], [9], [1, 1]], 3),
    ("rank_count", [[1, 1], [50], [1, 2, 3]], 2),
    ("rank_count_low", [[1, 1], [50], [1, 2, 3]], 2),
    ("count_share", [[9], [9, 1, 1, 1]], 25),
    ("count_difference", [[9], [1, 1, 1]], -2),
    ("count_ratio", [[1, 1, 1], [9, 9]], 1.5),
    ("distinct", [[1, 1], [2], [2]], 3),
    ("ascending", [[1], [2], [3]], 1),
    ("ascending", [[1], [3], [2]], 0),
    ("ascending", [[1], [1]], 0),
    ("rising", [[1, 1], [3], [2, 2]], 1),
    ("rising", [[1, 1], [2], [2, 2]], 0),
    ("falling", [[1, 4], [3], []], 1),
    ("falling", [[1], [3]], 0),
    ("average_sum", [[1, 2], [], [6]], 3),
    ("share_of_sum", [[1, 2], [3], [8, 4]], 50),
    ("descending", [[3], [2], [1]], 1),
    ("descending", [[3], [3], [1]], 0),
    ("highest", [[5], [4], [-9]], 1),
    ("highest", [[5], [4], [5]], 0),
    ("lowest", [[-9], [4], [5]], 1),
    ("lowest", [[4], [4], [5]], 0),
    ("negative", [[-1]], 1),
    ("negative", [[0]], 0),
    ("positive", [[1]], 1),
    ("positive", [[0]], 0),
    ("average_difference", [[10], [14], [6], [2]], 8),
    ("average_difference", [[10], [4]], 6),
]

NOTHING: list[tuple[str, list[list[int]]]] = [
    ("value", [[]]),
    ("value", [[1, 2]]),
    ("average", [[]]),
    ("median", [[]]),
    ("maximum", [[]]),
    ("minimum", [[]]),
    ("percent_change", [[5], [0]]),
    ("percent_change", [[5], []]),
    ("share", [[5], [0]]),
    ("share", [[5], [3, -3]]),
    ("ratio", [[5], [0]]),
    ("ratio", [[5], []]),
    ("count_share", [[5], []]),
    ("count_ratio", [[5], []]),
    ("rank", [[], [1, 2]]),
    ("rank", [[1, 2], [1, 2]]),
    ("ascending", [[1], [2, 3]]),
    ("highest", [[1], []]),
    ("negative", [[]]),
    ("average_difference", []),
    ("share", [[5]]),
    ("difference", []),
    ("sum", [[1], [2]]),
    ("growth", [[100]]),
    ("growth", [[-100], [121]]),
]


def exactly(operands: Sequence[Sequence[float]]) -> list[list[Fraction]]:
    return [[Fraction(number) for number in operand] for operand in operands]


@pytest.mark.parametrize(("operation", "operands", "result"), RESULTS)
def test_an_operation_computes_what_its_name_says(operation: str, operands: list[list[float]], result: float) -> None:
    assert compute(operation, exactly(operands)) == Fraction(result)


def test_the_table_holds_every_operation() -> None:
    assert {operation for operation, _, _ in RESULTS} == set(OPERATIONS)


@pytest.mark.parametrize(("operation", "operands"), NOTHING)
def test_what_cannot_be_computed_has_no_result(operation: str, operands: list[list[int]]) -> None:
    assert compute(operation, exactly(operands)) is None


def test_a_third_is_kept_as_a_third() -> None:
    assert compute("average", exactly([[1, 0, 0]])) == Fraction(1, 3)
    assert compute("ratio", exactly([[1], [3]])) == Fraction(1, 3)


fractions = st.fractions(-10_000, 10_000, max_denominator=100)
some_numbers = st.lists(fractions, min_size=1, max_size=6)
two_operands = st.lists(some_numbers, min_size=2, max_size=2)

SCALED = {"sum", "size", "average", "median", "maximum", "minimum"}
PER_PAIR_SCALED = {"difference", "average_difference"}
UNSCALED = {"percent_change", "share", "ratio", "count_share", "count_difference", "count_ratio"}
UNSCALED |= {"rank_total", "rank_total_low", "rank_count", "rank_count_low"}


@given(st.sampled_from(sorted(SCALED)), some_numbers, st.fractions(Fraction(1, 100), 100))
def test_another_currency_scales_a_result_in_money(operation: str, numbers: list[Fraction], rate: Fraction) -> None:
    before, after = compute(operation, [numbers]), compute(operation, [[rate * n for n in numbers]])
    assert before is not None
    assert after == rate * before


@given(st.sampled_from(sorted(UNSCALED | PER_PAIR_SCALED)), two_operands, st.fractions(Fraction(1, 100), 100))
def test_another_currency_leaves_a_percentage_ratio_or_rank(
    operation: str, operands: list[list[Fraction]], rate: Fraction
) -> None:
    before, after = compute(operation, operands), compute(operation, [[rate * n for n in o] for o in operands])
    assert after == (rate * before if before is not None and operation in PER_PAIR_SCALED else before)


@given(st.sampled_from(sorted(SCALED | {"count"})), some_numbers, st.randoms(use_true_random=False))
def test_the_order_of_cells_does_not_count(operation: str, numbers: list[Fraction], chance: Random) -> None:
    assert compute(operation, [chance.sample(numbers, len(numbers))]) == compute(operation, [numbers])


@given(some_numbers)
def test_average_and_median_lie_between_minimum_and_maximum(numbers: list[Fraction]) -> None:
    for operation in ("average", "median"):
        middle = compute(operation, [numbers])
        assert middle is not None
        assert min(numbers) <= middle <= max(numbers)


@given(st.sampled_from(["difference", "count_difference", "average_difference"]), two_operands)
def test_a_difference_turned_round_has_the_other_sign(operation: str, operands: list[list[Fraction]]) -> None:
    there, back = compute(operation, operands), compute(operation, operands[::-1])
    assert there is not None
    assert back == -there


@given(fractions, fractions)
def test_a_percent_change_undone_gives_the_earlier_value(later: Fraction, earlier: Fraction) -> None:
    assume(earlier != 0)
    change = compute("percent_change", [[later], [earlier]])
    assert change is not None
    sized = -1 if later < 0 and earlier < 0 else 1
    assert sized * (later - earlier) * 100 == change * abs(earlier)


@given(st.lists(st.integers(1, 10_000).map(Fraction), min_size=1, max_size=8, unique=True))
def test_places_from_the_top_and_from_the_bottom_add_up(numbers: list[Fraction]) -> None:
    for number in numbers:
        top, bottom = compute("rank", [[number], numbers]), compute("rank_low", [[number], numbers])
        assert top == sorted(numbers, reverse=True).index(number) + 1
        assert bottom == len(numbers) + 1 - top


# When a value agrees.

powers = st.integers(-4, 6)
digits = st.integers(0, 10**9)


def written(number: int, power: int) -> Decimal:
    return Decimal(number).scaleb(power)


@given(st.fractions(0, 10**9, max_denominator=10_000), powers)
def test_a_value_agrees_as_rounded_to_what_is_written(exact: Fraction, places: int) -> None:
    down = exact / Fraction(10) ** places // 1
    rest = exact / Fraction(10) ** places - down
    assert agrees("sum", exact, written(int(down), places), places) == (rest <= Fraction(1, 2))
    assert agrees("sum", exact, written(int(down) + 1, places), places) == (rest >= Fraction(1, 2))


@pytest.mark.parametrize("way", [ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN])
@given(number=st.decimals(0, 10**6, places=3), places=st.integers(-3, 0))
def test_a_tie_is_rounded_either_way(way: str, number: Decimal, places: int) -> None:
    stated = number.quantize(Decimal(1).scaleb(places), rounding=way)
    assert agrees("sum", Fraction(number), stated, places)


@given(digits, powers, st.integers(1, 1000), st.sampled_from([1, -1]), st.sampled_from(sorted(OPERATIONS)))
def test_one_unit_of_the_last_place_is_too_much_at_any_size(
    number: int, places: int, off: int, way: int, operation: str
) -> None:
    exact = Fraction(written(number, places))
    assert agrees(operation, exact, written(number, places), places)
    assert not agrees(operation, exact, written(number + way * off, places), places)


HEDGED = """
about     1200  0  1200     yes
about     1200  0  1249.99  yes
about     1200  0  1250     yes
about     1200  0  1250.01  no
about     1200  0  1150     yes
about     1200  0  1149.99  no
about     1234  0  1234.5   yes
about     1234  0  1235     no
about     2.5  -1  2.54     yes
about     2.5  -1  2.56     no
over      1200  0  1200     no
over      1200  0  1200.01  yes
over      1200  0  1299.99  yes
over      1200  0  1300     no
over      1200  0  1199.99  no
at least  1200  0  1200     yes
at least  1200  0  1299.99  yes
at least  1200  0  1300     no
at least  1200  0  1199.99  no
under     1200  0  1200     no
under     1200  0  1199.99  yes
under     1200  0  1100.01  yes
under     1200  0  1100     no
under     1200  0  1200.01  no
nearly    1200  0  1199     yes
nearly    1200  0  1100     no
nearly    1200  0  1201     no
at most   1200  0  1200     yes
at most   1200  0  1100.01  yes
at most   1200  0  1100     no
at most   1200  0  1200.01  no
up to     1200  0  1200     yes
up to     1200  0  1100.01  yes
up to     1200  0  1100     no
up to     1200  0  1200.01  no
over      1200000  5  1200001  yes
over      1200000  5  1300000  no
nearly    20    0  19.3     yes
nearly    20    0  10       no
"""


@pytest.mark.parametrize("line", [line for line in HEDGED.splitlines() if line])
@pytest.mark.parametrize("operation", ["sum", "value", "difference", "percent_change"])
def test_a_hedge_widens_as_far_as_it_says(line: str, operation: str) -> None:
    *hedge, stated, places, exact, expected = line.split()
    found = agrees(operation, Fraction(exact), Decimal(stated), int(places), " ".join(hedge))
    assert found == (expected == "yes")


CHANGES = {"difference", "percent_change", "average_difference", "count_difference"}
CHANGES |= {"net_ratio_change", "net_share_change", "growth"}
HEDGES = ("about", "over", "at least", "under", "nearly", "at most", "up to")
MONEY = ("value", "sum", "average", "difference", "percent_change", "share")
hedged = {
    "operation": st.sampled_from(MONEY),
    "stated": st.builds(written, st.integers(1, 99_999), st.integers(-2, 6)),
    "off": st.fractions(-2, 2, max_denominator=50),
}


def last_place(stated: Decimal) -> Fraction:
    """The worth of the last digit that is not zero."""
    place = Fraction(1, 100)
    while (Fraction(stated) / (place * 10)).denominator == 1:
        place *= 10
    return place


@pytest.mark.parametrize("hedge", HEDGES)
@given(**hedged)
def test_a_hedge_never_bears_a_unit_of_the_last_digit(
    hedge: str, operation: str, stated: Decimal, off: Fraction
) -> None:
    unit = last_place(stated)
    exact = Fraction(stated) + off * unit
    if agrees(operation, exact, stated, -2, hedge):
        size = abs(exact)
        assert abs(size - Fraction(stated)) < unit
        assert size >= Fraction(stated) or hedge not in {"over", "at least"}
        assert size <= Fraction(stated) or hedge in {"about", "over", "at least"}


@given(**hedged)
def test_hedges_that_say_the_opposite_are_never_both_right(operation: str, stated: Decimal, off: Fraction) -> None:
    exact = abs(Fraction(stated) + off * last_place(stated))
    gap = exact - Fraction(stated)
    over, under, least, most, up_to, nearly = (
        agrees(operation, exact, stated, -2, hedge)
        for hedge in ("over", "under", "at least", "at most", "up to", "nearly")
    )
    assert not (over and under)
    assert least == (over or not gap)
    assert most == up_to == (under or not gap)
    assert nearly == under


@given(operation=hedged["operation"], stated=hedged["stated"], off=hedged["off"], places=st.integers(-2, 6))
def test_about_agrees_wherever_nothing_said_would(operation: str, stated: Decimal, off: Fraction, places: int) -> None:
    exact = Fraction(stated) + off * last_place(stated)
    if exact > 0 and agrees(operation, exact, stated, places):
        assert agrees(operation, exact, stated, places, "about")


@pytest.mark.xfail(reason="a hedge is refused before it is asked whether the value rounds to zero")
def test_about_no_change_agrees_with_a_small_change_down() -> None:
    assert agrees("percent_change", Fraction(-1, 5), Decimal(0), 0)
    assert agrees("percent_change", Fraction(-1, 5), Decimal(0), 0, "about")


@pytest.mark.xfail(reason="the last digit is looked for in the first 28 digits only")
def test_about_a_long_number_is_about_its_last_digit() -> None:
    stated = Decimal(1234567890123456789012345678901)
    assert not agrees("sum", Fraction(stated) + 400, stated, 0, "about")


@pytest.mark.parametrize(
    ("hedge", "right", "wrong"),
    [
        ("", (3,), (2, 4)),
        ("over", (4,), (3, 2)),
        ("at least", (3, 4), (2,)),
        ("under", (2,), (3, 4)),
        ("at most", (3, 2), (4,)),
        ("up to", (3, 2), (4,)),
    ],
)
def test_a_hedged_count_is_a_whole_number_on_that_side(
    hedge: str, right: tuple[int, ...], wrong: tuple[int, ...]
) -> None:
    assert all(agrees("count", Fraction(count), Decimal(3), 0, hedge) for count in right)
    assert not any(agrees("count", Fraction(count), Decimal(3), 0, hedge) for count in wrong)


@pytest.mark.parametrize("hedge", ["", *HEDGES])
@pytest.mark.parametrize("operation", sorted(CHANGES))
@given(size=st.integers(1, 10**6), places=st.integers(-2, 2))
def test_a_change_down_is_never_a_change_up(hedge: str, operation: str, size: int, places: int) -> None:
    stated, exact = written(size, places), Fraction(written(size, places))
    equal = hedge in {"", "about", "at least", "at most", "up to"}
    assert agrees(operation, exact, stated, places, hedge) == equal
    assert agrees(operation, -exact, -stated, places, hedge) == equal
    assert not agrees(operation, -exact, stated, places, hedge)
    assert not agrees(operation, exact, -stated, places, hedge)


@pytest.mark.parametrize("operation", sorted(set(OPERATIONS) - CHANGES))
def test_without_a_direction_a_sign_counts_only_where_it_is_written(operation: str) -> None:
    assert agrees(operation, Fraction(-5), Decimal(5), 0)
    assert agrees(operation, Fraction(-5), Decimal(-5), 0)
    assert not agrees(operation, Fraction(5), Decimal(-5), 0)
    assert not agrees(operation, Fraction(-5), Decimal(6), 0)


# Luck.

values = st.builds(written, st.integers(1, 10**9), st.just(0))
targets = st.integers(0, 10_000)
any_hedge = st.sampled_from(["", *HEDGES])


@given(st.one_of(values, st.just(Decimal(0))), st.integers(-6, 0), any_hedge, targets)
def test_luck_is_a_chance(value: Decimal, places: int, hedge: str, tried: int) -> None:
    assert 0 <= luck(value, places, hedge, tried) <= 1


@given(values, st.integers(-6, 0), any_hedge, targets, targets)
def test_more_targets_are_never_less_luck(value: Decimal, places: int, hedge: str, one: int, more: int) -> None:
    assert luck(value, places, hedge, one) <= luck(value, places, hedge, one + more)


@given(values, st.integers(-6, 0), st.integers(1, 6), any_hedge, targets)
def test_more_digits_are_never_more_luck(value: Decimal, places: int, more: int, hedge: str, tried: int) -> None:
    longer = value.scaleb(more) + 1
    assert luck(longer, places, hedge, tried) <= luck(value, places, hedge, tried)
    assert luck(value, places - more, hedge, tried) <= luck(value, places, hedge, tried)


@given(values, st.sampled_from(HEDGES), targets)
def test_a_hedge_is_never_less_luck(value: Decimal, hedge: str, tried: int) -> None:
    assert luck(value, -2, hedge, tried) >= luck(value, -2, "", tried)


@pytest.mark.parametrize(
    ("value", "places", "hedge", "tried", "chance"),
    [
        ("5", 0, "", 1, 1 / 9),
        ("25", 0, "", 1, 1 / 90),
        ("612.40", -2, "", 3, 3 / 90_000),
        ("1200000", 5, "", 1, 1 / 90),
        ("1200", 0, "", 1, 1 / 9000),
        ("1200", 0, "about", 1, 1 / 90),
        ("-612.40", -2, "", 3, 3 / 90_000),
        ("5", 0, "", 50, 1),
        ("0", 0, "", 1, 1 / 10),
    ],
)
def test_luck_counts_the_numbers_of_that_length(value: str, places: int, hedge: str, tried: int, chance: float) -> None:
    assert luck(Decimal(value), places, hedge, tried) == pytest.approx(chance)


# Proofs recomputed.

ROWS = [
    {"id": "A1", "date": "2026-03-02", "vendor": "Gusto", "account": "Payroll", "amount": "100.00"},
    {"id": "A2", "date": "2026-03-09", "vendor": "Gusto", "account": "Payroll", "amount": "50.50"},
    {"id": "A3", "date": "2026-04-02", "vendor": "Gusto", "account": "Payroll", "amount": "75.00"},
    {"id": "A4", "date": "2026-03-12", "vendor": "WeWork", "account": "Rent", "amount": "300.00"},
    {"id": "A5", "date": "2026-03-14", "vendor": "WeWork", "account": "Rent", "amount": "-20.00"},
    {"id": "A6", "date": "2026-03-20", "vendor": "Acme", "account": "Sales", "amount": "900.00"},
    {"id": "A7", "date": "2026-03-21", "vendor": "Acme", "account": "Sales", "amount": "unpaid"},
]
TEXT = "In 2025 revenue was $1.2 million."
SOURCE = (
    Source.from_rows(ROWS, amount="amount", entity="vendor", date="date", account="account", id="id")
    + Source.from_table([["", "2025", "2024"], ["Revenue", "1,200", "1,000"], ["Note", "none", "see 4"]])
    + Source.from_text(TEXT)
)
MARCH = (("entity", "Gusto"), ("start", "2026-03-01"), ("end", "2026-03-31"))
GUSTO = Proof(operation="sum", operands=(Operand(cells=("A1", "A2"), where=MARCH),), stated="150.50", places=-2)


def figure(text: str) -> str:
    return next(f.id for table in SOURCE.tables for f in table.figures if f.text == text)


def over_cells(operation: str, stated: str, *cells: tuple[str, ...], where: Sequence[tuple[str, str]] = ()) -> Proof:
    operands = tuple(Operand(cells=some, where=tuple(where)) for some in cells)
    return Proof(operation=operation, operands=operands, stated=stated)


def with_cells(*cells: str) -> Proof:
    return replace(GUSTO, operands=(Operand(cells=cells, where=MARCH),))


def test_a_right_proof_holds() -> None:
    assert verify(SOURCE, GUSTO)


@pytest.mark.parametrize(
    "proof",
    [
        pytest.param(with_cells("A1", "A2", "A9"), id="a cell that is not in the source"),
        pytest.param(replace(with_cells("A2"), stated="50.50"), id="a cell that the condition chooses left out"),
        pytest.param(replace(with_cells("A1", "A2", "A3"), stated="225.50"), id="a cell too many"),
        pytest.param(replace(with_cells("A1", "A2", "A2"), stated="201.00"), id="a cell twice"),
        pytest.param(with_cells(), id="no cells"),
        pytest.param(replace(GUSTO, operation="average"), id="another operation"),
        pytest.param(replace(GUSTO, operation="guess"), id="an operation that does not exist"),
        pytest.param(replace(GUSTO, stated="150.51"), id="another value"),
        pytest.param(replace(GUSTO, stated="-150.50"), id="another sign"),
        pytest.param(replace(GUSTO, stated="150"), id="another precision"),
        pytest.param(replace(GUSTO, hedge="over"), id="a hedge that is not so"),
        pytest.param(over_cells("value", "0", ("A7",)), id="a record without an amount"),
        pytest.param(over_cells("ratio", "0", ("A1",), ()), id="a division by zero"),
    ],
)
def test_a_proof_with_one_thing_wrong_fails(proof: Proof) -> None:
    assert not verify(SOURCE, proof)


@pytest.mark.parametrize(
    "proof",
    [
        pytest.param(replace(GUSTO, stated="much"), id="a value that is no number"),
        pytest.param(over_cells("count", "1", ("A1",), where=[("colour", "red")]), id="an unknown condition"),
        pytest.param(over_cells("count", "1", ("A1",), where=[("start", "soon")]), id="a day that is none"),
        pytest.param(over_cells("value", "1200000", ("P1:²-3",)), id="characters that are no number"),
    ],
)
def test_a_proof_that_makes_no_sense_fails(proof: Proof) -> None:
    assert not verify(SOURCE, proof)


@pytest.mark.parametrize(
    "proof",
    [
        pytest.param(over_cells("distinct", "3", ("A1",), ("A1",), ("A1",)), id="one cell counted as three"),
        pytest.param(over_cells("distinct", "2", ("A1",), ("A2",)), id="one vendor counted as two"),
        pytest.param(over_cells("highest", "1", ("A1",)), id="the highest of itself"),
        pytest.param(over_cells("sum", "0", ()), id="a sum of nothing that nothing chose"),
    ],
)
@pytest.mark.xfail(reason="cells of one operand are not held against those of another")
def test_a_proof_that_rests_on_nothing_fails(proof: Proof) -> None:
    assert not verify(SOURCE, proof)


@pytest.mark.parametrize(
    ("where", "cells", "stated"),
    [
        ({"entity": "WeWork"}, ("A4", "A5"), "280"),
        ({"entity": "WeWork", "side": "paid"}, ("A4",), "300"),
        ({"entity": "WeWork", "side": "refund"}, ("A5",), "20"),
        ({"account": "Rent", "side": "spending"}, ("A4", "A5"), "280"),
        ({"side": "income"}, ("A6",), "900"),
        ({"side": "received"}, ("A5", "A6"), "920"),
        ({"over": "100.00"}, ("A4", "A6"), "-600"),
        ({"over": "100.00", "inclusive": "True", "side": "paid"}, ("A1", "A4"), "400"),
        ({"under": "75.00"}, ("A2", "A5"), "30.50"),
        ({"record": "A3"}, ("A3",), "75"),
        ({"start": "2026-03-20"}, ("A3", "A6"), "-825"),
    ],
)
def test_the_cells_must_be_those_that_the_conditions_choose(
    where: dict[str, str], cells: tuple[str, ...], stated: str
) -> None:
    operand = Operand(cells=cells, where=tuple(where.items()))
    proof = Proof(operation="sum", operands=(operand,), stated=stated, places=-2)
    assert verify(SOURCE, proof)
    fewer = replace(operand, cells=cells[1:])
    assert not verify(SOURCE, replace(proof, operation="count", operands=(fewer,), stated=str(len(cells) - 1)))


def test_money_in_counts_up_where_the_condition_is_money_in() -> None:
    income = Operand(cells=("A6",), where=(("side", "income"),))
    refunds = Operand(cells=("A5",), where=(("side", "refund"),))
    more = Proof(operation="difference", operands=(income, refunds), stated="880")
    assert verify(SOURCE, more)
    assert not verify(SOURCE, replace(more, stated="-880"))


def test_a_scale_that_the_table_does_not_state_is_a_condition() -> None:
    cell = (figure("1,200"),)
    thousands = [("scale", "1000")]
    assert verify(SOURCE, over_cells("value", "1200", cell))
    assert verify(SOURCE, over_cells("value", "1200000", cell, where=thousands))
    assert not verify(SOURCE, over_cells("value", "1200000", cell))
    assert not verify(SOURCE, over_cells("value", "1200", cell, where=thousands))


def test_a_scale_that_the_table_states_is_not_replaced() -> None:
    stated = Source.from_table([["", "2025"], ["Revenue", "1,200"]], caption="In thousands")
    (cell,) = [f.id for table in stated.tables for f in table.figures if f.text == "1,200"]
    assert verify(stated, over_cells("value", "1200000", (cell,)))
    assert verify(stated, over_cells("value", "1200000", (cell,), where=[("scale", "1000000")]))
    assert not verify(stated, over_cells("value", "1200000000", (cell,), where=[("scale", "1000000")]))


def test_a_proof_over_a_table_is_recomputed() -> None:
    later, earlier = (figure("1,200"),), (figure("1,000"),)
    assert verify(SOURCE, over_cells("percent_change", "20", later, earlier))
    assert not verify(SOURCE, over_cells("percent_change", "20", earlier, later))
    assert not verify(SOURCE, over_cells("value", "0", (figure("none"),)))


def test_a_number_in_a_passage_is_found_at_its_characters() -> None:
    start = TEXT.index("$")
    end = start + len("$1.2 million")
    assert verify(SOURCE, over_cells("value", "1200000", (f"P1:{start}-{end}",)))
    assert not verify(SOURCE, over_cells("value", "1300000", (f"P1:{start}-{end}",)))
    for wrong in (
        f"P1:{start}-{end - 1}",
        f"P1:{start + 1}-{end}",
        f"P2:{start}-{end}",
        f"P1:{start}",
        f"P1:{start}-",
        "P1:",
        "P1",
        "",
    ):
        assert not verify(SOURCE, over_cells("value", "1200000", (wrong,))), wrong


@given(
    st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=8),
    st.sampled_from(["sum", "size", "average", "median", "maximum", "minimum", "count"]),
    st.integers(-2, 1),
)
def test_what_was_computed_from_records_and_rounded_is_verified(
    amounts: list[Decimal], operation: str, places: int
) -> None:
    source = Source.from_rows([{"amount": amount} for amount in amounts], amount="amount")
    sign = -1 if sum(amount < 0 for amount in amounts) * 2 > len(amounts) else 1
    exact = compute(operation, [[sign * Fraction(amount) for amount in amounts]])
    assert exact is not None
    for rounding in (ROUND_FLOOR, ROUND_CEILING):
        stated = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal(1).scaleb(places), rounding=rounding)
        cells = tuple(record.id for record in source.records)
        proof = Proof(operation=operation, operands=(Operand(cells=cells),), stated=str(stated), places=places)
        near = abs(Fraction(stated) - exact) * 2 <= Fraction(10) ** places
        assert verify(source, proof) == near
