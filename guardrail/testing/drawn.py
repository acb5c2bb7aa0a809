"""Ledgers and statements drawn by whole numbers alone, so that Hypothesis and a plain generator draw the same way.

Whoever draws hands in a `Pick`: a number from a lowest to a highest one, both included. `random.Random(1).randint` is
one; the strategies give one that Hypothesis can shrink, so the first of several things is the plainest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from ..source import Source
from .books import DAY, Book, Row
from .statements import SCALES, Statement

T = TypeVar("T")
Pick = Callable[[int, int], int]
CURRENCIES = ("USD", "GBP", "EUR")
VENDORS = (
    ("Gusto", "Payroll"),
    ("WeWork", "Rent"),
    ("Slack", "Software"),
    ("Adobe", "Software"),
    ("Staples", "Office Supplies"),
    ("Delta Air Lines", "Travel"),
    ("Uber", "Travel"),
    ("Cedar Print", "Printing"),
    ("Harbor Insurance", "Insurance"),
    ("Molino Rossi", "Ingredients"),
    ("O'Brien & Sons", "Repairs"),
    ("Café Lumen", "Meals"),
)
CUSTOMERS = ("Brightwater Media", "Pine Street Dental", "Northside School", "Hotel Seeblick")
PARTS = ("Research and development", "Sales and marketing", "General and administrative", "Restructuring")
LINES = ("Revenue", "Cost of revenue", "Interest expense", "Inventories", "Accounts receivable", "Cash", "Goodwill")
_STYLES = ("A{}", "TXN-{:04d}", "INV-{:05d}")
_EPOCH = dt.date(2024, 1, 1)

Line = tuple[int, str, str, Decimal]


def drawn_ledger(
    pick: Pick,
    *,
    min_rows: int = 4,
    max_rows: int = 24,
    currencies: Sequence[str] = CURRENCIES,
    signed: bool | None = None,
) -> Source:
    """A ledger of a small business: payments over up to three months, refunds, and income where it is told apart.

    Args:
        pick: chooses.
        min_rows: at least so many records, 2 or more.
        max_rows: at most about so many.
        currencies: the ISO codes to choose from; one ledger has one.
        signed: whether money out is written with a minus; either if None.
    """
    currency = _one(pick, currencies)
    minus = pick(0, 1) == 1 if signed is None else signed
    start = (_EPOCH + 31 * DAY * pick(0, 23)).replace(day=1)
    style = _one(pick, _STYLES)
    vendors = _some(pick, VENDORS, 2, 6)
    least = max(2, min_rows) - 1
    lines: list[Line] = [(0, *vendors[0], _amount(pick))]
    for _ in range(pick(least, max(max_rows // 2, least))):
        lines += _lines(pick, vendors, income=minus)
    sign = -1 if minus else 1
    rows = [
        Row(style.format(100 + at), start + DAY * days, name, account, sign * out, out)
        for at, (days, name, account, out) in enumerate(sorted(lines, key=lambda line: line[0]))
    ]
    return Book(tuple(rows), currency, signed=minus, numbered=True).source


def _lines(pick: Pick, vendors: Sequence[tuple[str, str]], *, income: bool) -> list[Line]:
    """A payment, one with a refund of part of it some days later, or income: as (day, name, account, money out)."""
    kind, day, amount = pick(0, 7 if income else 6), pick(0, 80), _amount(pick)
    if kind == 7:
        return [(day, _one(pick, CUSTOMERS), "Sales", -amount)]
    name, account = _one(pick, vendors)
    paid = (day, name, account, amount)
    if kind < 6 or amount < 10:
        return [paid]
    back = (amount * pick(5, 90) / 100).quantize(Decimal("0.01"))
    return [paid, (day + pick(1, 12), name, account, -back)]


def _amount(pick: Pick) -> Decimal:
    """Small, middling or large sums to the penny, and at times a whole one."""
    size = pick(0, 5)
    if size == 5:
        return Decimal(pick(3, 20_000))
    return Decimal(pick(250, (5_000, 50_000, 2_000_000)[size // 2])) / 100


def drawn_statement(pick: Pick, *, min_years: int = 2, max_years: int = 3) -> Source:
    """A statement of a company: lines with a figure for each year, and a total of some of them.

    Args:
        pick: chooses.
        min_years: at least so many columns, 2 or more.
        max_years: at most so many.
    """
    latest, count = pick(2015, 2026), pick(max(2, min_years), max(2, min_years, max_years))
    years = tuple(latest - at for at in range(count))
    scale = _one(pick, tuple(SCALES))
    most = 90_000 if scale == "in millions" else 5_000_000
    labels, parts = _some(pick, LINES, 1, 4), _some(pick, PARTS, 2, 4)
    lines = [(label, tuple(pick(1_000, most) for _ in years)) for label in (*labels, *parts)]
    added = tuple(map(sum, zip(*(figures for _, figures in lines[len(labels) :]), strict=True)))
    total = ("Total operating expenses", added)
    return Statement(years, (*lines, total), total[0], tuple(parts), _one(pick, CURRENCIES), scale).source


def drawn_source(pick: Pick) -> Source:
    """A ledger or a statement."""
    return drawn_statement(pick) if pick(0, 1) else drawn_ledger(pick)


def _one(pick: Pick, things: Sequence[T]) -> T:
    return things[pick(0, len(things) - 1)]


def _some(pick: Pick, things: Sequence[T], least: int, most: int) -> list[T]:
    """So many of them, none twice, in the order they were chosen."""
    left = list(things)
    return [left.pop(pick(0, len(left) - 1)) for _ in range(pick(least, most))]
