"""Facts of a ledger as plain values, and whether one holds: worked out from the rows, by code of its own.

`holds` answers None where honest readers could differ (gross or net of refunds, ties, owner's draws), so that
no case rests on a reading.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from .books import Book, Row, Span


@dataclass(frozen=True)
class Value:
    """A number as stated: decimals written (negative: rounded to tens, hundreds), hedged or not, its unit."""

    amount: Decimal
    places: int
    unit: str
    hedge: bool = False


@dataclass(frozen=True)
class Fact:
    """One statement, by slots. `by` says whether `entity` and `other` name vendors or accounts; `negated` denies it."""

    kind: str
    period: Span
    op: str = ""
    by: str = "entity"
    entity: str | None = None
    other: str | None = None
    account: str | None = None
    later: Span | None = None
    value: Value | None = None
    second: Value | None = None
    count: int | None = None
    over: Decimal | None = None
    up: bool = True
    way: str = "paid"
    rank: int = 1
    ident: str | None = None
    negated: bool = False


Answer = bool | None


def rounded(exact: Decimal, places: int) -> set[Decimal]:
    """`exact` at so many decimals, both ways where it lies in the middle."""
    unit = Decimal(1).scaleb(-places)
    return {exact.quantize(unit, rounding=how).quantize(unit) for how in (ROUND_HALF_UP, ROUND_HALF_EVEN)}


def agrees(exact: Decimal, value: Value | None) -> Answer:
    """Whether `value` states `exact`; None when it is too near to be called wrong. Nothing stated agrees with all."""
    if value is None:
        return True
    matches = [r == value.amount for r in rounded(exact, value.places)]
    if any(matches):
        return True if all(matches) else None
    gap = abs(exact - value.amount)
    near = abs(exact) / 10 if value.hedge else Decimal(1).scaleb(-value.places)
    return None if gap <= near and (value.hedge or value.places < 2) else False


def settle(answers: Iterable[Answer]) -> Answer:
    """The answer all readings share, or None."""
    seen = set(answers)
    return seen.pop() if len(seen) == 1 else None


def both(*answers: Answer) -> Answer:
    """And: false if any is false, unknown if any is unknown."""
    if any(a is False for a in answers):
        return False
    return None if None in answers else True


def rows_of(book: Book, fact: Fact, *, name: str | None = None, period: Span | None = None) -> list[Row]:
    """The rows a fact is about, with another name or period in the place of its own if given."""
    name, period = name or fact.entity, period or fact.period
    who, account = (name, fact.account) if fact.by == "entity" else (None, name)
    return [r for r in book.rows if period.covers(r.date) and who in {None, r.entity} and account in {None, r.account}]


def spending(book: Book, rows: list[Row]) -> tuple[Decimal, ...]:
    """What was spent, in each reading: before and after refunds, without and with the owner's draws."""
    bought = [r.out for r in rows if r.entity not in book.customers and r.entity != book.owner]
    drawn = sum((r.out for r in rows if r.entity == book.owner), Decimal(0))
    gross, net = sum((o for o in bought if o > 0), Decimal(0)), sum(bought, Decimal(0))
    return (gross, net, gross + drawn, net + drawn)


def payments(rows: list[Row]) -> list[Row]:
    """The rows of money that left."""
    return [r for r in rows if r.out > 0]


def holds(book: Book, fact: Fact) -> Answer:
    """Whether the books say so; None where it depends on the reading."""
    if fact.negated:
        said = holds(book, replace(fact, negated=False))
        return None if said is None else not said
    if any(v and len(v.unit) == 3 and v.unit != book.currency for v in (fact.value, fact.second)):
        return False
    return CHECKS[fact.kind](book, fact)


def _single(book: Book, fact: Fact) -> Answer:
    sign = 1 if fact.way == "paid" else -1
    if (fact.way, fact.entity in book.customers) in {("refunded", True), ("received", False)}:
        return False if not any(r.out * sign > 0 for r in rows_of(book, fact)) else None
    rows = [r for r in rows_of(book, fact) if r.out * sign > 0]
    answers = [agrees(abs(r.out), fact.value) for r in rows]
    if True in answers:
        return True
    total = agrees(abs(sum((r.out for r in rows), Decimal(0))), fact.value)
    return False if total is False and None not in answers else None


def _ident(book: Book, fact: Fact) -> Answer:
    row = next((r for r in book.rows if r.id == fact.ident), None)
    if row is None or row.entity != fact.entity or not fact.period.covers(row.date):
        return False
    if (row.out > 0) != (fact.way == "paid"):
        return False
    return agrees(abs(row.out), fact.value)


def _total(book: Book, fact: Fact) -> Answer:
    rows = rows_of(book, fact)
    if fact.op in {"net", "gross", "refunds"}:
        return _net(book, fact, rows)
    if fact.way == "paid":
        return settle(agrees(s, fact.value) for s in spending(book, rows))
    came = [-r.out for r in rows if fact.entity or r.entity in book.customers]
    refunds = -sum((r.out for r in rows if r.out < 0 and r.entity not in book.customers), Decimal(0))
    taken = sum((c for c in came if c > 0), Decimal(0))
    if fact.entity in book.customers or not fact.entity:
        return settle(agrees(t, fact.value) for t in (taken, sum(came, Decimal(0)), taken + refunds))
    return agrees(taken, fact.value)


def _net(book: Book, fact: Fact, rows: list[Row]) -> Answer:
    if not payments(rows) or len(payments(rows)) == len(rows):
        return None
    gross, net, gross_drawn, net_drawn = spending(book, rows)
    readings = {"net": (net, net_drawn), "gross": (gross, gross_drawn), "refunds": (gross - net,)}[fact.op]
    return settle(agrees(r, fact.value) for r in readings)


def _count(book: Book, fact: Fact) -> Answer:
    rows = rows_of(book, fact)
    if fact.over is not None and any(abs(r.out) == fact.over for r in rows):
        return None
    rows = [r for r in rows if fact.over is None or abs(r.out) > fact.over]
    paid, came = payments(rows), [r for r in rows if r.out < 0]
    back = [r for r in came if r.entity not in book.customers]
    own = [r for r in paid if r.entity == book.owner]
    readings = {
        "payments": [len(paid), len(paid) - len(own)] + [len(rows)] * bool(fact.entity),
        "transactions": [len(rows), len(paid)],
        "refunds": [len(back), len(came)],
        "receipts": [len(came)],
    }[fact.op]
    answer = settle(n == fact.count for n in readings)
    return None if answer is False and len(rows) == fact.count and fact.op == "payments" else answer


def _share(book: Book, fact: Fact) -> Answer:
    parts = spending(book, rows_of(book, fact))
    wholes = spending(book, [r for r in book.rows if fact.period.covers(r.date)])
    if min(wholes) <= 0 or min(parts) < 0:
        return None
    if fact.op == "percent" and fact.value and fact.value.unit != "%":
        return False if settle(agrees(p, fact.value) for p in parts) is False else None
    return settle(_part(100 * p / w, fact) for p, w in zip(parts, wholes, strict=True))


def _part(percent: Decimal, fact: Fact) -> Answer:
    if fact.op == "percent" or fact.value is None:
        return agrees(percent, fact.value)
    gap = percent - fact.value.amount
    low, high = {"nearly": (-5, 0), "over": (0, 5), "about": (-2, 2)}[fact.op]
    if low < gap < high:
        return True
    if fact.op == "over":
        return False if gap < 0 else None
    return False if gap < low - 6 or gap > high + 6 else None


def _pair(book: Book, fact: Fact) -> list[tuple[Decimal, Decimal]]:
    first = spending(book, rows_of(book, fact))
    name, period = fact.other or fact.entity, fact.later or fact.period
    return list(zip(first, spending(book, rows_of(book, fact, name=name, period=period)), strict=True))


def _compare(book: Book, fact: Fact) -> Answer:
    if fact.entity == fact.other:
        return None
    return settle(_more(a, b, fact) for a, b in _pair(book, fact))


def _more(a: Decimal, b: Decimal, fact: Fact) -> Answer:
    if a == b:
        return None
    right_way = fact.op == "difference" or (a > b) == fact.up
    return both(right_way, agrees(abs(a - b), fact.value))


def _multiple(book: Book, fact: Fact) -> Answer:
    return settle(_times(a, b, fact) for a, b in _pair(book, fact))


def _times(a: Decimal, b: Decimal, fact: Fact) -> Answer:
    if a <= 0 or b <= 0:
        return None if a < 0 or b < 0 or (a == b) else False
    times = a / b
    if fact.op == "exact" or fact.value is None:
        return agrees(times, fact.value)
    k = fact.value.amount
    if fact.op == "over":
        return False if times < k else True if times < k * Decimal("1.4") else None
    off = abs(times - k) / k
    return True if off <= Decimal("0.04") else False if off > Decimal("0.2") else None


def _trend(book: Book, fact: Fact) -> Answer:
    return settle(_moved(a, b, fact) for a, b in _pair(book, fact))


def _moved(a: Decimal, b: Decimal, fact: Fact) -> Answer:
    if a <= 0 or b < 0:
        return None
    if a == b:
        return False
    right_way = (b > a) == fact.up
    if fact.op == "amounts":
        return both(right_way, agrees(a, fact.value), agrees(b, fact.second))
    if fact.op == "percent":
        return both(right_way, agrees(100 * abs(b - a) / a, fact.value))
    return both(right_way, agrees(abs(b - a), fact.value))


def _superlative(book: Book, fact: Fact) -> Answer:
    rows = [r for r in book.rows if fact.period.covers(r.date) and r.entity not in book.customers]
    rows = [r for r in rows if fact.account is None or r.account == fact.account]
    own = [r for r in rows if r.entity != book.owner]
    return settle(RANKINGS[fact.op](some, fact) for some in (rows, own))


def _ranked(scores: list[tuple[Decimal, str]], fact: Fact) -> tuple[Decimal, str] | None:
    """The item at the rank the fact names, unless another has the same score."""
    scores = sorted(scores, reverse=fact.up)
    at = fact.rank - 1
    if at >= len(scores) or [s for s, _ in scores].count(scores[at][0]) > 1:
        return None
    return scores[at]


def _is_ranked(scores: list[tuple[Decimal, str]], fact: Fact, stated: Value | None) -> Answer:
    found = _ranked(scores, fact)
    if found is None:
        return None if any(name == fact.entity for _, name in scores) else False
    return both(found[1] == fact.entity, agrees(found[0], stated))


def _payment_rank(rows: list[Row], fact: Fact) -> Answer:
    return _is_ranked([(r.out, r.entity) for r in payments(rows)], fact, fact.value)


def _name_rank(rows: list[Row], fact: Fact) -> Answer:
    key: Callable[[Row], str] = (lambda r: r.entity) if fact.by == "entity" else (lambda r: r.account)
    net: dict[str, Decimal] = defaultdict(Decimal)
    gross: dict[str, Decimal] = defaultdict(Decimal)
    for r in rows:
        net[key(r)] += r.out
        gross[key(r)] += max(r.out, Decimal(0))
    if len(net) < 3:
        return None
    return settle(_is_ranked([(v, k) for k, v in c.items()], fact, fact.value) for c in (gross, net))


def _often(rows: list[Row], fact: Fact) -> Answer:
    answers = []
    for some in (rows, payments(rows)):
        scores = [(Decimal(n), name) for name, n in Counter(r.entity for r in some).items()]
        stated = Value(Decimal(fact.count), 0, "x") if fact.count else None
        answers.append(_is_ranked(scores, fact, stated))
    return settle(answers)


RANKINGS = {"payment": _payment_rank, "name": _name_rank, "often": _often}


def _average(book: Book, fact: Fact) -> Answer:
    rows = [r for r in rows_of(book, fact) if r.entity not in book.customers]
    paid = payments(rows)
    if len(paid) < 2 or len(paid) != len(rows) or any(r.entity == book.owner for r in rows):
        return None if paid else False
    return agrees(sum((r.out for r in paid), Decimal(0)) / len(paid), fact.value)


def _ends(book: Book, fact: Fact) -> Answer:
    rows = rows_of(book, fact, period=book.whole)
    pick = min if fact.up else max
    answers = []
    for some in (rows, payments(rows)):
        day: dt.date | None = pick((r.date for r in some), default=None)
        answers.append(day is not None and fact.period.covers(day))
    return settle(answers)


def _only(book: Book, fact: Fact) -> Answer:
    rows = rows_of(book, fact)
    if fact.op == "never":
        return None if rows and not payments(rows) else not rows
    if fact.op == "once":
        found = settle((len(rows) == 1, len(payments(rows)) == 1))
        return both(found, agrees(payments(rows)[0].out, fact.value)) if found and fact.value else found
    if fact.op == "sole":  # the one vendor under an account
        inside = [r for r in book.rows if fact.period.covers(r.date) and r.account == fact.account]
        return {r.entity for r in inside} == {fact.entity} if inside else False
    mine = [r for r in book.rows if fact.period.covers(r.date) and r.entity == fact.entity]
    return {r.account for r in mine} == {fact.account} if mine else False


CHECKS: dict[str, Callable[[Book, Fact], Answer]] = {
    "payment": _single, "refund": _single, "income": _single, "identifier": _ident,
    "total": _total, "net or gross": _total, "count": _count, "share": _share,
    "comparison": _compare, "difference": _compare, "multiple": _multiple, "trend": _trend,
    "superlative": _superlative, "average": _average, "first or last": _ends, "only": _only,
}  # fmt: skip
