"""Draws true facts from a book, and makes each false by changing exactly one thing in it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from .books import DAY, INVENTED, Book, Row, Span, month_of, quarter_of, year_of
from .facts import Fact, Value, holds, payments, rounded, rows_of, spending

Draw = Callable[[random.Random, Book], Fact | None]
Change = Callable[[random.Random, Book, Fact], Fact | None]
TRIES = 40
_TRIES_A_CHANGE = 3
_RARITY = dict.fromkeys(
    ("digits", "scale", "amount of another record", "other vendor", "month", "sides swapped", "other side"), 1.0
) | dict.fromkeys(("invented vendor", "year", "currency", "sign", "unit", "negation", "invented identifier"), 0.4)
"""How often a kind of change is taken beside others: 3 unless it fits nearly every fact, or is easily seen."""


def _day_of(day: dt.date) -> Span:
    return Span(day, day, "day")


def _stated(rng: random.Random, exact: Decimal, unit: str) -> Value:
    """A way to write a sum of money: mostly to the penny, at times whole, at times "about" and round."""
    dice = rng.random()
    if exact == exact.to_integral_value():
        dice /= 2
    places = 2 if dice < 0.74 else 0 if dice < 0.84 else -1 if exact < 400 else -2
    if exact < 40:
        places = min(max(places, 0 if dice > 0.84 else 2), 2)
    return _value(exact, 2 if len(rounded(exact, places)) > 1 else places, unit, hedge=dice >= 0.84)


def _value(exact: Decimal, places: int, unit: str, *, hedge: bool = False) -> Value:
    return Value(max(rounded(exact, places)), places, unit, hedge and places < 2)


def _percent(rng: random.Random, exact: Decimal) -> Value:
    places = rng.choice((0, 1, 1, 2))
    return _value(exact, places, "%", hedge=rng.random() < 0.15 and places == 0)


def _period(rng: random.Random, book: Book) -> Span:
    dice = rng.random()
    if dice < 0.5:
        return rng.choice(book.months)
    if dice < 0.65:
        first, last = sorted(rng.choice(book.rows).date for _ in range(2))
        return Span(first, last, "range") if first < last else rng.choice(book.months)
    if dice < 0.75 and quarter_of(book.whole.start).end == book.whole.end and len(book.months) == 3:
        return quarter_of(book.whole.start)
    return book.whole


def _vendor_row(rng: random.Random, book: Book) -> Row:
    return rng.choice([r for r in book.rows if r.entity not in book.customers and r.entity != book.owner])


def _subject(rng: random.Random, book: Book, kind: str, *, accounts: float = 0.35) -> Fact:
    row, period = _vendor_row(rng, book), _period(rng, book)
    if row.account and rng.random() < accounts:
        return Fact(kind, period, by="account", entity=row.account)
    return Fact(kind, period, entity=row.entity)


def _spent(book: Book, fact: Fact, period: Span | None = None) -> Decimal:
    return spending(book, rows_of(book, fact, period=period))[0]


def _single(rng: random.Random, book: Book, kind: str, way: str, rows: list[Row]) -> Fact | None:
    if not rows:
        return None
    row = rng.choice(rows)
    when = month_of(row.date) if rng.random() < 0.25 else _day_of(row.date)
    account = row.account if row.account and rng.random() < 0.4 else None
    value = _stated(rng, abs(row.out), book.currency)
    return Fact(kind, when, entity=row.entity, account=account, value=value, way=way)


def _payment(rng: random.Random, book: Book) -> Fact | None:
    return _single(rng, book, "payment", "paid", [r for r in book.rows if r.out > 0])


def _refund(rng: random.Random, book: Book) -> Fact | None:
    rows = [r for r in book.rows if r.out < 0 and r.entity not in book.customers]
    return _single(rng, book, "refund", "refunded", rows)


def _income(rng: random.Random, book: Book) -> Fact | None:
    return _single(rng, book, "income", "received", [r for r in book.rows if r.entity in book.customers])


def _identifier(rng: random.Random, book: Book) -> Fact | None:
    row = rng.choice(book.rows)
    if not book.numbered or (row.out < 0 and row.entity not in book.customers):
        return None
    when = _day_of(row.date) if rng.random() < 0.5 else book.whole
    way = "paid" if row.out > 0 else "received"
    value = _value(abs(row.out), 2, book.currency)
    return Fact("identifier", when, entity=row.entity, value=value, ident=row.id, way=way)


def _total(rng: random.Random, book: Book) -> Fact | None:
    if book.customers and rng.random() < 0.25:
        fact = Fact("total", _period(rng, book), way="received")
        if rng.random() < 0.6:
            fact = replace(fact, entity=rng.choice(sorted(book.customers)))
        rows = [r for r in rows_of(book, fact) if r.entity in book.customers]
        exact = -sum((r.out for r in rows), Decimal(0))
        return replace(fact, value=_stated(rng, exact, book.currency)) if exact > 0 else None
    fact = _subject(rng, book, "total")
    if fact.by == "entity" and rng.random() < 0.3:
        fact = replace(fact, account=rng.choice(rows_of(book, replace(fact, period=book.whole))).account or None)
    elif rng.random() < 0.3:
        fact = replace(fact, entity=None, by="entity")
    exact, many = _spent(book, fact), len(rows_of(book, fact)) > 1
    return replace(fact, value=_stated(rng, exact, book.currency)) if many and exact > 0 else None


def _net(rng: random.Random, book: Book) -> Fact | None:
    back = [r for r in book.rows if r.out < 0 and r.entity not in book.customers]
    if not back:
        return None
    row, op = rng.choice(back), rng.choice(("net", "gross", "refunds"))
    by = rng.choice(("entity", "account", "all"))
    name = {"entity": row.entity, "account": row.account or None, "all": None}[by]
    when = rng.choice((month_of(row.date), book.whole))
    fact = Fact("net or gross", when, op=op, by="account" if by == "account" else "entity", entity=name)
    gross, net, _, _ = spending(book, rows_of(book, fact))
    exact = {"net": net, "gross": gross, "refunds": gross - net}[op]
    return replace(fact, value=_stated(rng, exact, book.currency)) if exact > 0 else None


def _count(rng: random.Random, book: Book) -> Fact | None:
    op = rng.choice(("payments", "payments", "transactions", "refunds", "receipts"))
    fact = replace(_subject(rng, book, "count", accounts=0.25), op=op)
    if op == "receipts":
        if not book.customers:
            return None
        fact = replace(fact, by="entity", entity=rng.choice(sorted(book.customers)))
    elif op == "refunds" or rng.random() < 0.25:
        fact = replace(fact, entity=None, by="entity")
    if op in {"payments", "transactions"} and rng.random() < 0.35:
        fact = replace(fact, over=Decimal(rng.choice((20, 25, 50, 100, 200, 250, 500, 1000))))
    rows = [r for r in rows_of(book, fact) if fact.over is None or abs(r.out) > fact.over]
    if op == "refunds":
        rows = [r for r in rows if r.out < 0 and r.entity not in book.customers]
    count = len(payments(rows)) if op == "payments" else len(rows)
    return replace(fact, count=count) if count else None


FRACTIONS: dict[str, Decimal] = {
    "half": Decimal(50),
    "third": Decimal(100) / 3,
    "quarter": Decimal(25),
    "two": Decimal(200) / 3,
    "three": Decimal(75),
}


def _share(rng: random.Random, book: Book) -> Fact | None:
    fact = _subject(rng, book, "share", accounts=0.45)
    whole = spending(book, [r for r in book.rows if fact.period.covers(r.date)])[0]
    part = _spent(book, fact)
    if part <= 0 or part >= whole:
        return None
    exact = 100 * part / whole
    if rng.random() < 0.6:
        return replace(fact, op="percent", value=_percent(rng, exact))
    name = rng.choice([n for n, p in FRACTIONS.items() if abs(p - exact) < 5] or ["half"])
    value = Value(FRACTIONS[name], 0, name)
    return replace(fact, op=rng.choice(("nearly", "over", "about")), value=value)


def _pair(rng: random.Random, book: Book, kind: str) -> tuple[Fact, Decimal, Decimal] | None:
    fact = _subject(rng, book, kind)
    names = book.accounts if fact.by == "account" else book.vendors
    other = rng.choice(names)
    a, b = _spent(book, fact), _spent(book, replace(fact, entity=other))
    if min(a, b) <= 0 or a == b or overlap(other, fact.entity):
        return None
    return replace(fact, other=other, up=a > b), a, b


def _comparison(rng: random.Random, book: Book) -> Fact | None:
    pair = _pair(rng, book, "comparison")
    if pair is None:
        return None
    fact, a, b = pair
    return replace(fact, value=_stated(rng, abs(a - b), book.currency)) if rng.random() < 0.35 else fact


def _difference(rng: random.Random, book: Book) -> Fact | None:
    pair = _pair(rng, book, "difference")
    if pair is None:
        return None
    fact, a, b = pair
    return replace(fact, op="difference", value=_stated(rng, abs(a - b), book.currency))


def _multiple(rng: random.Random, book: Book) -> Fact | None:
    pair = _pair(rng, book, "multiple")
    if pair is None or not Decimal("1.2") < pair[1] / pair[2] < 12:
        return None
    fact, a, b = pair
    op, whole = rng.choice(("exact", "over", "about")), (a / b).quantize(Decimal(1))
    value = _value(a / b, 1, "x") if op == "exact" else Value(whole, 0, "x")
    return replace(fact, op=op, value=value) if op == "exact" or value.amount >= 2 else None


def _trend(rng: random.Random, book: Book) -> Fact | None:
    if len(book.months) < 2:
        return None
    first, later = sorted(rng.sample(book.months, 2), key=lambda m: m.start)
    fact = replace(_subject(rng, book, "trend", accounts=0.4), period=first, later=later)
    if rng.random() < 0.3:
        fact = replace(fact, entity=None, by="entity")
    a, b = _spent(book, fact), _spent(book, fact, later)
    if a <= 0 or b <= 0 or a == b:
        return None
    fact = replace(fact, up=b > a, op=rng.choice(("amounts", "percent", "change", "bare")))
    if fact.op == "amounts":
        return replace(fact, value=_value(a, 2, book.currency), second=_value(b, 2, book.currency))
    if fact.op == "percent":
        return replace(fact, value=_percent(rng, 100 * abs(b - a) / a))
    return replace(fact, value=_stated(rng, abs(b - a), book.currency)) if fact.op == "change" else fact


def _superlative(rng: random.Random, book: Book) -> Fact | None:
    op = rng.choice(("payment", "payment", "name", "name", "often"))
    by = rng.choice(("entity", "account")) if op == "name" and book.accounts else "entity"
    up = op == "often" or rng.random() < 0.75
    rank = rng.choice((1, 1, 1, 2, 3)) if op != "often" and up else 1
    fact = Fact("superlative", _period(rng, book), op=op, by=by, up=up, rank=rank)
    rows = [r for r in book.rows if fact.period.covers(r.date)]
    if op == "payment" and book.accounts and rng.random() < 0.25:
        fact = replace(fact, account=rng.choice(book.accounts))
    names = book.accounts if by == "account" else [*book.vendors]
    for name in rng.sample(names, len(names)):
        found = replace(fact, entity=name)
        if holds(book, found):
            mine = sorted((r.out for r in rows_of(book, found) if r.out > 0), reverse=up)
            exact = next((m for m in mine if op == "payment"), _spent(book, found))
            if op == "payment":
                exact = sorted((r.out for r in payments(_ranked_rows(rows, fact))), reverse=up)[rank - 1]
            value = _value(exact, 2, book.currency) if op == "payment" or rng.random() < 0.5 else None
            count = len(rows_of(book, found)) if op == "often" and rng.random() < 0.5 else None
            return replace(found, value=None if op == "often" else value, count=count)
    return None


def _ranked_rows(rows: list[Row], fact: Fact) -> list[Row]:
    return [r for r in rows if fact.account is None or r.account == fact.account]


def _average(rng: random.Random, book: Book) -> Fact | None:
    fact = _subject(rng, book, "average")
    paid = payments(rows_of(book, fact))
    if len(paid) < 2:
        return None
    return replace(fact, value=_stated(rng, sum(r.out for r in paid) / Decimal(len(paid)), book.currency))


def _ends(rng: random.Random, book: Book) -> Fact | None:
    name, up = rng.choice(book.vendors), rng.random() < 0.5
    days = [r.date for r in book.rows if r.entity == name]
    day = min(days) if up else max(days)
    return Fact("first or last", _day_of(day), entity=name, up=up) if len(set(days)) > 1 else None


def _only(rng: random.Random, book: Book) -> Fact | None:
    op = rng.choice(("never", "once", "sole", "always"))
    fact = replace(_subject(rng, book, "only", accounts=0), op=op)
    if op == "never":
        invented = rng.random() < 0.3
        return replace(fact, entity=rng.choice(INVENTED)) if invented else replace(fact, period=_month(rng, book))
    if op in {"sole", "always"}:
        rows = rows_of(book, fact)
        return replace(fact, account=rows[0].account) if rows and rows[0].account else None
    paid = payments(rows_of(book, fact))
    return replace(fact, value=_value(paid[0].out, 2, book.currency)) if paid and rng.random() < 0.5 else fact


def _month(rng: random.Random, book: Book) -> Span:
    return rng.choice(book.months)


DRAWS: dict[str, Draw] = {
    "payment": _payment, "refund": _refund, "income": _income, "identifier": _identifier,
    "total": _total, "net or gross": _net, "count": _count, "share": _share,
    "comparison": _comparison, "difference": _difference, "multiple": _multiple,
    "trend": _trend, "superlative": _superlative, "average": _average,
    "first or last": _ends, "only": _only,
}  # fmt: skip


def overlap(one: str | None, two: str | None) -> bool:
    """Whether two names are so alike that a reader may take one for the other."""
    a, b = (one or "").lower(), (two or "").lower()
    return a in b or b in a or a.split()[:1] == b.split()[:1]


def draw(rng: random.Random, book: Book, kind: str) -> Fact | None:
    """A fact of this kind that the book bears out, or None if it has none to offer."""
    for _ in range(TRIES):
        fact = DRAWS[kind](rng, book)
        if fact is not None and holds(book, fact) is True:
            return fact
    return None


def falsified(
    rng: random.Random, book: Book, fact: Fact, kinds: Sequence[str] | None = None
) -> tuple[str, Fact] | None:
    """The fact with one thing changed so that the book denies it, and the kind of change; None if there is no way.

    `kinds` are names in `changes.CHANGES`, tried in a random order, the commonest errors first by chance.
    """
    from .changes import CHANGES

    weight = {name: _RARITY.get(name, 3.0) for name in sorted(CHANGES if kinds is None else kinds)}
    for name in sorted(weight, key=lambda name: rng.random() ** (1 / weight[name]), reverse=True):
        if fact.kind not in CHANGES[name].about:
            continue
        for _ in range(_TRIES_A_CHANGE):
            changed = CHANGES[name].make(rng, book, fact)
            if changed is not None and changed != fact and holds(book, changed) is False:
                return name, changed
    return None


def year_before(span: Span, years: int) -> Span:
    """The same days in another year."""
    if span.grain == "month":
        return month_of(span.start.replace(year=span.start.year + years, day=1))
    if span.grain == "year":
        return year_of(span.start.replace(year=span.start.year + years))
    try:
        start = span.start.replace(year=span.start.year + years)
        return replace(span, start=start, end=start + (span.end - span.start))
    except ValueError:
        return replace(span, start=span.start - DAY, end=span.end - DAY)
