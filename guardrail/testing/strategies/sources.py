"""Strategies for what texts are written from: ledgers, and statements as annual reports print them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...source import Source
from ..books import DAY, Book, Row
from ..statements import SCALES, Statement

T = TypeVar("T")
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


@st.composite
def ledgers(
    draw: st.DrawFn,
    *,
    min_rows: int = 4,
    max_rows: int = 24,
    currencies: Sequence[str] = CURRENCIES,
    signed: bool | None = None,
) -> Source:
    """Ledgers of a small business: payments over up to three months, refunds, and income where money in is told apart.

    Args:
        draw: given by Hypothesis.
        min_rows: at least so many records, 2 or more.
        max_rows: at most about so many.
        currencies: the ISO codes that are drawn from; one ledger has one.
        signed: whether money out is written with a minus; either if None.
    """
    currency = draw(st.sampled_from(list(currencies)))
    minus = draw(st.booleans()) if signed is None else signed
    start = _EPOCH + 31 * DAY * draw(st.integers(0, 23))
    style = draw(st.sampled_from(_STYLES))
    vendors = draw(st.lists(st.sampled_from(VENDORS), min_size=2, max_size=6, unique=True))
    groups = draw(
        st.lists(_lines(vendors, income=minus), min_size=max(2, min_rows) - 1, max_size=max(max_rows // 2, min_rows))
    )
    lines = [(0, *vendors[0], draw(_amounts())), *(line for group in groups for line in group)]
    rows = [(start.replace(day=1) + DAY * days, name, account, out) for days, name, account, out in lines]
    sign = -1 if minus else 1
    book = [
        Row(style.format(100 + at), day, name, account, sign * out, out)
        for at, (day, name, account, out) in enumerate(sorted(rows, key=lambda row: row[0]))
    ]
    return Book(tuple(book), currency, signed=minus, numbered=True).source


def _amounts() -> SearchStrategy[Decimal]:
    return st.integers(250, 2_000_000).map(lambda pence: Decimal(pence) / 100)


Line = tuple[int, str, str, Decimal]


@st.composite
def _lines(draw: st.DrawFn, vendors: Sequence[tuple[str, str]], *, income: bool) -> list[Line]:
    """A payment, one with a refund of part of it some days later, or income: as (day, name, account, money out)."""
    day = draw(st.integers(0, 80))
    amount = draw(_amounts())
    kind = draw(st.sampled_from(("payment",) * 6 + ("refund",) + (("income",) if income else ())))
    if kind == "income":
        return [(day, draw(st.sampled_from(CUSTOMERS)), "Sales", -amount)]
    name, account = draw(st.sampled_from(list(vendors)))
    paid = (day, name, account, amount)
    if kind == "payment" or amount < 10:
        return [paid]
    back = (amount * draw(st.integers(5, 90)) / 100).quantize(Decimal("0.01"))
    return [paid, (day + draw(st.integers(1, 12)), name, account, -back)]


@st.composite
def statements(draw: st.DrawFn, *, min_years: int = 2, max_years: int = 3) -> Source:
    """Statements of a company: lines with a figure for each year, and a total of some of them.

    Args:
        draw: given by Hypothesis.
        min_years: at least so many columns, 2 or more.
        max_years: at most so many.
    """
    latest = draw(st.integers(2015, 2026))
    years = tuple(latest - at for at in range(draw(st.integers(max(2, min_years), max_years))))
    scale = draw(st.sampled_from(list(SCALES)))
    most = 90_000 if scale == "in millions" else 5_000_000
    figures = st.lists(st.integers(1_000, most), min_size=len(years), max_size=len(years)).map(tuple)
    labels = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=4, unique=True))
    parts = draw(st.lists(st.sampled_from(PARTS), min_size=2, max_size=4, unique=True))
    lines = [(label, draw(figures)) for label in (*labels, *parts)]
    total = ("Total operating expenses", tuple(map(sum, zip(*(f for _, f in lines[len(labels) :]), strict=True))))
    statement = Statement(
        years,
        (*lines, total),
        total[0],
        tuple(parts),
        draw(st.sampled_from(CURRENCIES)),
        scale,
    )
    return statement.source


def sources() -> SearchStrategy[Source]:
    """Ledgers and statements."""
    return ledgers() | statements()


def examples_of(strategy: SearchStrategy[T], count: int, chosen_by: int) -> list[T]:
    """So many examples of a strategy, the same for the same number `chosen_by`."""
    found: list[T] = []

    @seed(chosen_by)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def gather(example: T) -> None:
        found.append(example)

    gather()
    return found
