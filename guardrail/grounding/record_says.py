"""What a record says of itself: its kind in a column such as "type", and a customer in a column such as "client"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from ..source import Record
from ..source.columns import role_of
from ..source.dates import read_date, read_period
from .name_words import keys

_RECEIPT = "receipt"
REFUND, INCOME, INVOICE, BILL = "refund", "income", "invoice", "bill"

# Only words that mean one thing in every kind of books: "sale" is a purchase in a card's feed, "credit" either way.
_SAID = {
    REFUND: r"(?:customer |vendor |supplier |card )?(?:refund|refunded|return|returned|credit note|credit memo)s?",
    INCOME: r"(?:payment |money )?received|deposit|income|money in|inflow|incoming|customer payment",
    _RECEIPT: r"receipts?",
    INVOICE: r"(?:sales |customer )?invoiced?|invoice (?:sent|issued)",
    BILL: r"(?:purchase |vendor |supplier )bill|bill|(?:purchase|vendor|supplier) invoice",
}
_PATTERNS = {kind: re.compile(words) for kind, words in _SAID.items()}


def says(record: Record) -> str:
    """REFUND, INCOME, INVOICE or BILL where the record says so itself, else ""."""
    column, _, vendors = _columns(tuple(record.cells))
    said = _said(record.cells[column]) if column else ""
    if said == _RECEIPT:  # beside a merchant it is the slip of a purchase
        return "" if vendors else INCOME
    return said


def is_customers(record: Record) -> bool:
    """Whether who the record is of stands in a column of customers: then a plain amount is money in."""
    _, column, _ = _columns(tuple(record.cells))
    return column != "" and record.entity is not None and record.cells[column] == record.entity


@lru_cache(maxsize=256)
def _columns(columns: tuple[str, ...]) -> tuple[str, str, str]:
    """The columns that say of what kind a record is, of which customer and of which vendor; "" where there is none."""
    roles = {role_of(column): column for column in reversed(columns)}
    return roles.get("kind", ""), roles.get("customer", ""), roles.get("vendor", "")


@lru_cache(maxsize=1024)
def _said(cell: str) -> str:
    plain = " ".join(re.sub(r"[\W_]+", " ", cell.lower()).split())
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), "")


Cells = dict[str, list[tuple[tuple[str, ...], str]]]

SPOKEN_OF = frozenset({"method", "memo", "from", "to", "debit", "credit", "customer", "vendor", "employee"})
"""The roles of columns whose cells a text may speak of as details."""

MOST_CELLS = 2000


def spoken_cells(records: Sequence[Record]) -> Cells:
    """The cells, besides names and accounts, that a text may speak of, by their first word, the longest first.

    Of more than `MOST_CELLS` the rest is left out: a text that speaks of one is not understood there.
    """
    columns = {column for record in records for column in record.cells if role_of(column) in SPOKEN_OF}
    if not columns:
        return {}
    told = {(r.cells[c], r.entity, r.account) for r in records for c in columns if c in r.cells}
    found = sorted({cell for cell, entity, account in told if cell not in (entity, account)})
    by_first: Cells = {}
    for cell in found[:MOST_CELLS]:
        words = tuple(keys(cell))
        if words:
            by_first.setdefault(words[0], []).append((words, cell))
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by_first


def due_day(record: Record, day_first: bool | None) -> dt.date | None:  # noqa: FBT001
    """The day that a record says it is due, None if it says none; `day_first` as in `read_date`."""
    column = next((column for column in record.cells if role_of(column) == "due"), None)
    return None if column is None else read_date(record.cells[column], day_first)


def stated_period(record: Record) -> tuple[dt.date, dt.date] | None:
    """The first and last day of the period that a record says it is for, such as a pay period of "2026-03"."""
    column = next((column for column in record.cells if role_of(column) == "period"), None)
    return None if column is None else pay_period(record.cells[column])


def pay_period(text: str) -> tuple[dt.date, dt.date] | None:
    """The days of "2026-03", "March 2026" or "Q1 2026"; None for what names none, or those of a fiscal year."""
    if match := _MONTH.fullmatch(text.strip()):
        text = f"{calendar.month_name[int(match[2])]} {match[1]}"
    period = read_period(text)
    return None if period is None or period.fiscal else (period.start, period.end)


_MONTH = re.compile(r"(\d{4})[-/](0[1-9]|1[0-2])")
