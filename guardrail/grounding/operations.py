"""The derivations a proof may use, exact, and when an exact value is the value that a text states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

Numbers = Sequence[Fraction | int]


def as_decimal(exact: Fraction | int) -> Decimal:
    """An exact result as a decimal, rounded where none writes it."""
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _size(number: Fraction | int) -> Fraction | int:
    return -number if number < 0 else number


def _value(operand: Numbers) -> Fraction:
    if len(operand) != 1:
        raise ValueError("a value is one cell")
    return Fraction(operand[0])


def _average(operand: Numbers) -> Fraction:
    return _total(operand) / len(operand)


def _median(operand: Numbers) -> Fraction:
    ordered = sorted(operand)
    middle = len(ordered) // 2
    return Fraction(ordered[middle]) if len(ordered) % 2 else Fraction(ordered[middle - 1] + ordered[middle], 2)


def _total(operand: Numbers) -> Fraction:
    return Fraction(sum(operand))


def _difference(left: Numbers, right: Numbers) -> Fraction:
    return _total(left) - _total(right)


def _percent_change(later: Numbers, earlier: Numbers) -> Fraction:
    """By size where both are negative: a cost or an outflow in parentheses that grows has increased."""
    after, before = _total(later), _total(earlier)
    return 100 * (after - before) / (before if after < 0 and before < 0 else abs(before))


def _share(part: Numbers, whole: Numbers) -> Fraction:
    return 100 * _total(part) / _total(whole)


def _ratio(left: Numbers, right: Numbers) -> Fraction:
    return _total(left) / _total(right)


def _net_ratio(plus: Numbers, minus: Numbers, over: Numbers, less: Numbers) -> Fraction:
    """What is left of `plus` after `minus`, over what is left of `over` after `less`."""
    return _difference(plus, minus) / _difference(over, less)


def _net_ratio_change(*operands: Numbers) -> Fraction:
    """By how much a net ratio rose: that of the first four operands less that of the last four."""
    return _net_ratio(*operands[:4]) - _net_ratio(*operands[4:])


def _rank(one: Numbers, among: Numbers) -> Fraction:
    """1 where `one` is the greatest by size of the cells it is among, 2 where one of them is greater, ..."""
    size = abs(_value(one))
    return Fraction(1 + sum(_size(other) > size for other in among))


def _rank_low(one: Numbers, among: Numbers) -> Fraction:
    size = abs(_value(one))
    return Fraction(1 + sum(_size(other) < size for other in among))


def _rank_total(one: Numbers, *others: Numbers) -> Fraction:
    """The place of the sum of `one` among the sums of the others, the greatest first."""
    size = abs(_total(one))
    return Fraction(1 + sum(abs(_total(other)) > size for other in others))


def _rank_total_low(one: Numbers, *others: Numbers) -> Fraction:
    size = abs(_total(one))
    return Fraction(1 + sum(abs(_total(other)) < size for other in others))


def _rank_count(one: Numbers, *others: Numbers) -> Fraction:
    return Fraction(1 + sum(len(other) > len(one) for other in others))


def _rank_count_low(one: Numbers, *others: Numbers) -> Fraction:
    return Fraction(1 + sum(len(other) < len(one) for other in others))


def _sizes(operand: Numbers) -> Fraction:
    return Fraction(sum(map(_size, operand)))


def _differences(*operands: Numbers) -> Fraction:
    """The change of an average: the average of the first two less that of the last two."""
    middle = len(operands) // 2
    first = sum((_total(o) for o in operands[:middle]), Fraction(0)) / middle
    last = sum((_total(o) for o in operands[middle:]), Fraction(0)) / (len(operands) - middle)
    return first - last


def _growth(*years: Numbers) -> Fraction:
    """The rate in percent a year at which the first of several years' values grows into the last.

    The root is rounded to 30 digits: no decimal writes it exactly.
    """
    first, last = _value(years[0]), _value(years[-1])
    if first <= 0 or last <= 0 or len(years) < 2:
        raise ValueError("only what stays above zero grows at a rate")
    with localcontext(prec=30):
        return Fraction(100 * (as_decimal(last / first) ** (Decimal(1) / (len(years) - 1)) - 1))


def _in_order(cells: Sequence[Numbers], way: int) -> Fraction:
    """1 where each cell is greater (way 1) or smaller (way -1) than the one before, else 0."""
    return _sums_in_order([[_value(cell)] for cell in cells], way)


def _sums_in_order(operands: Sequence[Numbers], way: int) -> Fraction:
    """The same of sums."""
    numbers = [way * _total(operand) for operand in operands]
    return Fraction(all(a < b for a, b in pairwise(numbers)))


OPERATIONS: Mapping[str, Callable[..., Fraction]] = {
    "value": _value,
    "sum": _total,
    "sum_of": lambda *operands: sum(map(_total, operands), Fraction(0)),
    "size": _sizes,
    "count": lambda operand: Fraction(len(operand)),
    "average": _average,
    "median": _median,
    "maximum": lambda operand: Fraction(max(operand)),
    "minimum": lambda operand: Fraction(min(operand)),
    "difference": _difference,
    "percent_change": _percent_change,
    "growth": _growth,
    "share": _share,
    "share_of_sum": lambda *operands: 100 * sum(map(_total, operands[:-1]), Fraction(0)) / _total(operands[-1]),
    "ratio": _ratio,
    "net_ratio": _net_ratio,
    "net_share": lambda *operands: 100 * _net_ratio(*operands),
    "net_ratio_change": _net_ratio_change,
    "net_share_change": lambda *operands: 100 * _net_ratio_change(*operands),
    "rank": _rank,
    "rank_low": _rank_low,
    "rank_total": _rank_total,
    "rank_total_low": _rank_total_low,
    "rank_count": _rank_count,
    "rank_count_low": _rank_count_low,
    "count_share": lambda part, whole: Fraction(100 * len(part), len(whole)),
    "count_difference": lambda left, right: Fraction(len(left) - len(right)),
    "count_ratio": lambda left, right: Fraction(len(left), len(right)),
    "distinct": lambda *operands: Fraction(len(operands)),
    "ascending": lambda *cells: _in_order(cells, 1),
    "descending": lambda *cells: _in_order(cells, -1),
    "rising": lambda *operands: _sums_in_order(operands, 1),
    "falling": lambda *operands: _sums_in_order(operands, -1),
    "highest": lambda one, *others: Fraction(all(_value(one) > _value(other) for other in others)),
    "lowest": lambda one, *others: Fraction(all(_value(one) < _value(other) for other in others)),
    "negative": lambda one: Fraction(_value(one) < 0),
    "positive": lambda one: Fraction(_value(one) > 0),
    "average_difference": _differences,
    "average_sum": lambda *operands: sum(map(_total, operands), Fraction(0)) / len(operands),
}

# These come out in the unit of their numbers; the others are the same whatever the numbers are counted in.
IN_UNITS = frozenset({"value", "sum", "size", "average", "median", "maximum", "minimum", "difference"})
IN_UNITS |= {"average_difference", "average_sum", "sum_of"}

# These count cells, whatever is in them; all others want the cells to be of one currency.
COUNTING = frozenset({"count", "count_share", "count_difference", "count_ratio", "distinct"})
COUNTING |= {"rank_count", "rank_count_low"}

# These come out as percentages.
PERCENTAGES = frozenset({"percent_change", "growth", "share", "share_of_sum", "net_share", "net_share_change"})

# These have a direction of their own; of the others only the size is stated, unless a sign is written.
DIRECTED = frozenset({"difference", "percent_change", "average_difference", "count_difference", "net_ratio_change"})
DIRECTED |= {"net_share_change", "growth"}

_COUNTS = frozenset({"count", "distinct"})
MORE = frozenset({"over", "more than", "above", "at least", "or more"})
LESS = frozenset({"under", "less than", "below", "nearly", "almost", "at most", "up to", "or less"})
OR_EQUAL = frozenset({"at least", "or more", "at most", "up to", "or less"})
HEDGE_WIDENS = MORE | LESS | {"about"}


def compute(operation: str, operands: Sequence[Numbers]) -> Fraction | None:
    """The exact result, or None where it has none (nothing to average, division by zero, no such operation)."""
    try:
        return OPERATIONS[operation](*operands)
    except (ArithmeticError, LookupError, ValueError, TypeError):
        return None


_RATIOS = frozenset({"ratio", "count_ratio"})


def agrees(operation: str, exact: Fraction, stated: Decimal, places: int, hedge: str = "") -> bool:
    """Whether `exact`, rounded to the precision written, is the value stated.

    `places` is the power of ten of the last digit written. A tie may be rounded either way. Hedges widen so:
    "about" lets the value be rounded at its last digit that is not zero, but be no more than a fifth away if that is
    its first digit too; "over" and "at least" let it be rounded down there, "under", "nearly" and "up to"
    rounded up.
    """
    if operation not in DIRECTED and (exact < 0) != (stated < 0):
        if stated < 0:
            return False
        exact = abs(exact)
    value = Fraction(stated)
    if not hedge:
        return abs(exact - value) <= power_of_ten(places) / 2
    step = power_of_ten(max(places, last_digit(stated)))
    gap = abs(exact) - abs(value)
    near = -abs(value) <= 2 * gap <= 2 * abs(value)  # "under 300" is no way to say that there was one
    if hedge in MORE | LESS and not near:
        return False
    if operation in _COUNTS and hedge in MORE | LESS - {"nearly"}:
        return (gap > 0) == (hedge in MORE) if gap else hedge in OR_EQUAL
    if (exact < 0) != (value < 0) and exact != 0:
        return False
    if hedge not in MORE | LESS and last_digit(stated) == stated.adjusted():
        step = min(step, max(2 * abs(value) / 5, Fraction(0) if operation in _RATIOS else power_of_ten(places)))
    return _within_hedge(gap, step, hedge)


def _within_hedge(gap: Fraction, step: Fraction, hedge: str) -> bool:
    if hedge in MORE:
        return 0 < gap < step or (gap == 0 and hedge in OR_EQUAL)
    if hedge in LESS:
        return -step < gap < 0 or (gap == 0 and hedge in OR_EQUAL)
    return abs(gap) * 2 <= step


@lru_cache(maxsize=128)
def power_of_ten(places: int) -> Fraction:
    """Ten to the power of `places`, exactly."""
    return Fraction(10) ** places


def last_digit(stated: Decimal) -> int:
    """The power of ten of the last digit that is not zero."""
    exponent = stated.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
