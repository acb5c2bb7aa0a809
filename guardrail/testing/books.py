"""A ledger as facts are drawn from it: its rows, who is paid and who pays, and the stretches of time in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ..errors import GuardrailError
from ..grounding.ledger import habits, outflow
from ..source import Source

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """A line of the books. `out` is the money that left: positive when paid, negative when it came in."""

    id: str
    date: dt.date
    entity: str
    account: str
    amount: Decimal
    out: Decimal


@dataclass(frozen=True)
class Span:
    """The days from `start` to `end`, and what people call them: day, month, quarter, year, range, all."""

    start: dt.date
    end: dt.date
    grain: str

    def covers(self, day: dt.date) -> bool:
        """Whether `day` lies in it."""
        return self.start <= day <= self.end


@dataclass(frozen=True, eq=False)
class Book:
    """A ledger. `signed` books count money in as positive; the others are lists of spending.

    `numbered` rows have ids of their own. `customers` pay, all other entities are paid. `owner` draws money out
    for himself. `council` says that names are written in one case. `columns` name the amount, entity, date, account
    and id. `given` is the source that it was read from, if it was.
    """

    rows: tuple[Row, ...]
    currency: str
    signed: bool = False
    numbered: bool = False
    council: bool = False
    customers: frozenset[str] = frozenset()
    owner: str | None = None
    columns: tuple[str, str, str, str, str] = ("amount", "merchant", "date", "account", "id")
    given: Source | None = None

    @cached_property
    def source(self) -> Source:
        """The source that a guard is given: the one it was read from, or one made of its rows."""
        if self.given is not None:
            return self.given
        amount, entity, date, account, ident = self.columns
        rows = [
            {date: r.date.isoformat(), entity: r.entity, account: r.account, amount: str(r.amount)}
            | ({ident: r.id} if self.numbered else {})
            for r in self.rows
        ]
        named = ident if self.numbered else None
        return Source.from_rows(
            rows, amount=amount, entity=entity, date=date, account=account, currency=self.currency, id=named
        )

    @cached_property
    def whole(self) -> Span:
        """From the first day of its first month to the last of its last."""
        days = [r.date for r in self.rows]
        return Span(min(days).replace(day=1), month_of(max(days)).end, "all")

    @cached_property
    def months(self) -> list[Span]:
        """The months in which it has rows."""
        return sorted({month_of(r.date) for r in self.rows}, key=lambda span: span.start)

    @cached_property
    def entities(self) -> list[str]:
        """Everybody in it but the owner."""
        return sorted({r.entity for r in self.rows if r.entity != self.owner})

    @cached_property
    def vendors(self) -> list[str]:
        """Everybody who is paid."""
        return [name for name in self.entities if name not in self.customers]

    @cached_property
    def accounts(self) -> list[str]:
        """The accounts its rows are booked to."""
        return sorted({r.account for r in self.rows} - {""})


def book_of(source: Source) -> Book:
    """The ledger in a source, with money out told from money in as `Source` tells it.

    Raises `GuardrailError` if it has no records, or if one with an amount lacks its entity or date, or has another
    currency than the rest: what is drawn from such a ledger might not be true.
    """
    records = [record for record in source.records if record.amount is not None]
    currencies = {record.currency for record in records}
    for record in records:
        for role, told in (("entity", record.entity), ("date", record.date)):
            if told is None:
                raise GuardrailError(
                    f"record {record.id} has no {role}, so no sentence can be written about these books"
                )
    if len(currencies) != 1 or None in currencies:
        named = ", ".join(sorted(map(str, currencies))) or "none"
        raise GuardrailError(f"texts are written about records in one currency; here it is {named}")
    ways = habits(records)
    rows = tuple(
        Row(r.id, r.date, r.entity, r.account or "", r.amount, outflow(r, ways.sign))
        for r in records
        if r.amount and r.entity and r.date
    )
    paid = {row.entity for row in rows if row.out > 0}
    if not paid:
        raise GuardrailError("there is no payment in these records to write about")
    earned = {r.entity for r in records if r.entity and not ways.spends(r)}
    return Book(
        rows,
        str(next(iter(currencies))),
        signed=ways.sign < 0,
        numbered=any(record.id != str(at) for at, record in enumerate(source.records, 1)),
        customers=frozenset(earned - paid),
        given=source,
    )


def month_of(day: dt.date) -> Span:
    """The month that `day` lies in."""
    after = (day.replace(day=28) + 4 * DAY).replace(day=1)
    return Span(day.replace(day=1), after - DAY, "month")


def quarter_of(day: dt.date) -> Span:
    """The quarter that `day` lies in."""
    first = day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
    return Span(first, month_of(first + 63 * DAY).end, "quarter")


def year_of(day: dt.date) -> Span:
    """The year that `day` lies in."""
    return Span(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), "year")


INVENTED = (
    "Larkfield Trading",
    "Quillon Partners",
    "Brampton Hire",
    "Zephyr Logistics",
    "Nordhaven Ltd",
    "Osprey Catering",
    "Tallis & Moore",
    "Greenbank Motors",
    "Corvane Systems",
    "Pemberton Books",
)
"""Names that no books have."""
