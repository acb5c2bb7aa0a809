"""The ways to make a fact false: each changes one thing, and answers None where there is no such thing."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from .books import DAY, INVENTED, Book, month_of
from .draws import DRAWS, FRACTIONS, Change, overlap, year_before
from .facts import Fact, Value

_CURRENCY_LENGTH = 3


class Error(NamedTuple):
    """A way to make a fact false, and the kinds of fact, names in `draws.DRAWS`, that can be made false in it."""

    make: Change
    about: tuple[str, ...] = tuple(DRAWS)


def _money(fact: Fact) -> Value | None:
    return fact.value if fact.value and len(fact.value.unit) == _CURRENCY_LENGTH and fact.value.unit.isupper() else None


def _digits(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    """Two neighbouring digits of the sum exchanged, or one replaced."""
    value = fact.value
    if value is None or value.unit in {*FRACTIONS, "x"}:
        return None
    text = list(str(abs(value.amount)).rstrip("0").rstrip(".") if value.places < 0 else str(abs(value.amount)))
    at = [i for i, c in enumerate(text) if c.isdigit()]
    if value.places < 0:
        text = list(str(int(value.amount)))
        at = list(range(max(len(text) + value.places, 1)))
    i = rng.choice(at)
    near = next((j for j in at if j > i and text[j] != text[i]), None)
    if near is not None and rng.random() < 0.6:
        text[i], text[near] = text[near], text[i]
    else:
        text[i] = rng.choice([d for d in "123456789" if d != text[i]])
    if text[0] == "0" and len(text) > 1 and text[1] != ".":
        return None
    amount = Decimal("".join(text)).quantize(Decimal(1).scaleb(-value.places))
    return replace(fact, value=replace(value, amount=amount))


def _elsewhere(rng: random.Random, book: Book, fact: Fact) -> Fact | None:
    """The amount of another row."""
    value = _money(fact)
    if value is None:
        return None
    amount = abs(rng.choice(book.rows).out)
    return replace(fact, value=Value(amount, 2, value.unit))


def _scale(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    """Pounds for pence, thousands for ones."""
    value = _money(fact)
    if value is None:
        return None
    amount = value.amount * rng.choice((10, 100, 1000, 1000, Decimal("0.01"), Decimal("0.1")))
    small = amount < 1 or amount != amount.quantize(Decimal("0.01"))
    return None if small else replace(fact, value=replace(value, amount=amount.quantize(Decimal("0.01")), places=2))


def _currency(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    value = _money(fact)
    if value is None:
        return None
    unit = rng.choice([c for c in ("GBP", "USD", "EUR") if c != value.unit])
    second = replace(fact.second, unit=unit) if fact.second else None
    return replace(fact, value=replace(value, unit=unit), second=second)


def _bare_round(_: random.Random, __: Book, fact: Fact) -> Fact | None:
    """A round sum without its "about"."""
    value = _money(fact)
    if value is None or not value.hedge:
        return None
    return replace(fact, value=replace(value, hedge=False, places=0, amount=value.amount.quantize(Decimal(1))))


def _second_amount(rng: random.Random, book: Book, fact: Fact) -> Fact | None:
    if fact.second is None:
        return None
    moved = _digits(rng, book, replace(fact, value=fact.second))
    return moved and replace(fact, second=moved.value)


def _entity(rng: random.Random, book: Book, fact: Fact) -> Fact | None:
    """Another vendor that the books know."""
    names = [n for n in book.entities if not overlap(n, fact.entity) and n != fact.other]
    return replace(fact, entity=rng.choice(names)) if fact.by == "entity" and fact.entity and names else None


def _invented(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    if not fact.entity or fact.by == "account" or fact.op == "never":
        return None
    return replace(fact, entity=rng.choice(INVENTED))


def _other(rng: random.Random, book: Book, fact: Fact) -> Fact | None:
    names = book.accounts if fact.by == "account" else book.vendors
    names = [n for n in names if not overlap(n, fact.other) and not overlap(n, fact.entity)]
    return replace(fact, other=rng.choice(names)) if names else None


def _swapped(_: random.Random, __: Book, fact: Fact) -> Fact:
    return replace(fact, entity=fact.other, other=fact.entity)


def _account(rng: random.Random, book: Book, fact: Fact) -> Fact | None:
    """Another account that the books know, wherever the fact names one."""
    old = fact.entity if fact.by == "account" else fact.account
    names = [n for n in book.accounts if not overlap(n, old) and n != fact.other]
    if not old or not names:
        return None
    new = rng.choice(names)
    return replace(fact, entity=new) if fact.by == "account" else replace(fact, account=new)


def _day(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    if fact.period.grain != "day":
        return None
    month = month_of(fact.period.start)
    moved = fact.period.start + rng.choice((-9, -3, -2, -1, 1, 2, 3, 9)) * DAY
    return replace(fact, period=replace(fact.period, start=moved, end=moved)) if month.covers(moved) else None


def _month(rng: random.Random, book: Book, fact: Fact) -> Fact | None:
    """Another month: one of the book's where it can be."""
    if fact.period.grain not in {"month", "day"}:
        return None
    taken = (fact.period.start, fact.later.start if fact.later else None)
    others = [m for m in book.months if m.start not in taken and not m.covers(fact.period.start)]
    if fact.later:
        others = [m for m in others if m.start < fact.later.start]
    elif rng.random() < 0.4:
        others = [month_of(book.whole.start - DAY), month_of(book.whole.end + DAY)]
    if not others:
        return None
    if fact.period.grain == "month":
        return replace(fact, period=rng.choice(others))
    moved = rng.choice(others).start.replace(day=min(fact.period.start.day, 28))
    return replace(fact, period=replace(fact.period, start=moved, end=moved))


def _year(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    if fact.period.grain in {"all", "range"} or fact.later:
        return None
    return replace(fact, period=year_before(fact.period, rng.choice((-1, 1))))


def _direction(_: random.Random, book: Book, fact: Fact) -> Fact | None:
    """Received for paid; refunded or received turned into paid."""
    if not fact.entity:
        return None
    if fact.way != "paid":
        return replace(fact, way="paid")
    customer = fact.entity in book.customers or fact.entity == book.owner
    return replace(fact, way="received" if customer or fact.kind != "payment" else "refunded")


def _comparison(_: random.Random, __: Book, fact: Fact) -> Fact:
    """Rose for fell, more for less."""
    return replace(fact, up=not fact.up)


def _superlative(_: random.Random, __: Book, fact: Fact) -> Fact | None:
    """Largest for smallest, first for last."""
    return replace(fact, up=not fact.up) if fact.rank == 1 and fact.op != "often" else None


def _count(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    if fact.count is None:
        return None
    changed = fact.count + rng.choice((-2, -1, -1, 1, 1, 2, 3, 10))
    return replace(fact, count=changed) if changed > 0 else None


def _threshold(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    if fact.over is None:
        return None
    return replace(fact, over=Decimal(rng.choice((10, 30, 75, 150, 300, 400, 750, 1500))))


def _share(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    if fact.value is None:
        return None
    if fact.op != "percent":
        name = rng.choice([n for n in FRACTIONS if n != fact.value.unit])
        return replace(fact, value=Value(FRACTIONS[name], 0, name))
    moved = fact.value.amount + rng.choice((-17, -10, -6, -3, 3, 6, 10, 17))
    return replace(fact, value=replace(fact.value, amount=moved)) if 0 < moved < 100 else None


def _times(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    value = fact.value
    if value is None:
        return None
    moved = value.amount + rng.choice((-2, -1, 1, 2, 3))
    return replace(fact, value=replace(value, amount=moved)) if moved >= (2 if value.places == 0 else 1) else None


def _rank(rng: random.Random, _: Book, fact: Fact) -> Fact | None:
    if fact.op == "often" or not fact.up:
        return None
    return replace(fact, rank=rng.choice([r for r in (1, 2, 3) if r != fact.rank]))


def _identifier(rng: random.Random, book: Book, fact: Fact) -> Fact | None:
    return replace(fact, ident=rng.choice(book.rows).id) if fact.ident else None


def _basis(rng: random.Random, _: Book, fact: Fact) -> Fact:
    """Net for gross."""
    return replace(fact, op=rng.choice([o for o in ("net", "gross", "refunds") if o != fact.op]))


def _only(_: random.Random, book: Book, fact: Fact) -> Fact | None:
    """An "only" that the books do not bear out."""
    if fact.op in {"sole", "always", "never"} or fact.account:
        return None
    period = book.whole if fact.period.grain == "day" else fact.period
    return replace(fact, kind="only", op="once", way="paid", period=period)


def _sign(_: random.Random, __: Book, fact: Fact) -> Fact | None:
    """A minus before a sum."""
    value = _money(fact)
    if value is None:
        return None
    return replace(fact, value=replace(value, amount=-value.amount))


def _unit(_: random.Random, book: Book, fact: Fact) -> Fact | None:
    """Percent for money, and money for percent."""
    if fact.value is None or fact.value.unit not in {"%", book.currency}:
        return None
    unit = book.currency if fact.value.unit == "%" else "%"
    value = replace(fact.value, unit=unit)
    if fact.kind == "share" and fact.op == "percent":
        return replace(fact, value=value)
    if fact.kind == "trend" and fact.op in {"percent", "change"}:
        return replace(fact, value=value, op="change" if fact.op == "percent" else "percent")
    return None


def _negation(_: random.Random, __: Book, fact: Fact) -> Fact:
    return replace(fact, negated=True)


def _made_up_identifier(rng: random.Random, book: Book, fact: Fact) -> Fact | None:
    """An identifier of the same form that no row has."""
    if not fact.ident:
        return None
    taken = {row.id for row in book.rows}
    made = re.sub(r"\d", lambda _: rng.choice("0123456789"), fact.ident)
    return None if made in taken else replace(fact, ident=made)


_SIDES = ("comparison", "difference", "multiple")
CHANGES: dict[str, Error] = {
    "digits": Error(_digits),
    "amount of another record": Error(_elsewhere),
    "scale": Error(_scale),
    "currency": Error(_currency),
    "dropped hedge": Error(_bare_round),
    "second amount": Error(_second_amount, ("trend",)),
    "other vendor": Error(_entity),
    "invented vendor": Error(_invented),
    "other side": Error(_other, _SIDES),
    "sides swapped": Error(_swapped, _SIDES),
    "other account": Error(_account),
    "day": Error(_day),
    "month": Error(_month),
    "year": Error(_year),
    "direction": Error(_direction, ("payment", "refund", "income", "identifier", "total")),
    "comparison": Error(_comparison, ("comparison", "trend")),
    "superlative": Error(_superlative, ("superlative", "first or last")),
    "count": Error(_count, ("count", "superlative")),
    "threshold": Error(_threshold, ("count",)),
    "share": Error(_share, ("share",)),
    "multiple": Error(_times, ("multiple",)),
    "rank": Error(_rank, ("superlative",)),
    "identifier": Error(_identifier, ("identifier",)),
    "invented identifier": Error(_made_up_identifier, ("identifier",)),
    "net or gross": Error(_basis, ("net or gross",)),
    "only": Error(_only, ("payment", "only")),
    "sign": Error(_sign, ("payment", "income", "total", "average")),
    "unit": Error(_unit, ("share", "trend")),
    "negation": Error(_negation, ("payment",)),
}
"""The kinds of error, each with what makes a fact false in that way, if it can be, and the facts that have it."""
