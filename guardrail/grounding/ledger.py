"""An index over records: what was paid to whom, on what, when, answered without reading every row."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeVar

from ..source import Record, Source
from ..source.columns import role_of
from ..source.currencies import SHARED
from .record_says import INCOME as EARNED
from .record_says import REFUND as BOUGHT_BACK
from .record_says import Cells, due_day, is_customers, says, spoken_cells, stated_period

K = TypeVar("K")

PAID, RECEIVED = "paid", "received"
SPENDING, REFUND, INCOME = "spending", "refund", "income"
MONEY_IN = frozenset({RECEIVED, REFUND, INCOME})


def readings(side: str) -> list[str]:
    """The sides that the words for one may mean: before or after refunds, with or without money that came back."""
    return {RECEIVED: [RECEIVED, INCOME], REFUND: [REFUND], INCOME: [INCOME]}.get(side, [PAID, SPENDING])


_INCOME = frozenset({"income", "revenue", "revenues", "sales", "turnover", "receipts", "takings"})

_SPENDING = frozenset(
    {"cost", "costs", "expense", "expenses", "expenditure", "tax", "taxes", "commission", "of", "fees"}
)
_MARKS = re.compile(r"[\W_]+")


class Where(NamedTuple):
    """Conditions that choose records. Empty means any.

    `side` is paid or received (which way the money went), spending (paid, and refunds of it), refund (money that
    came back from a vendor) or income (money in that is no refund). `but_entity` and `but_account` are left out.
    """

    entity: str = ""
    account: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    side: str = ""
    over: Decimal | None = None
    under: Decimal | None = None
    record: str = ""
    inclusive: bool = False
    currency: str = ""
    but_entity: str = ""
    but_account: str = ""

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The conditions as text, for a proof."""
        return tuple(
            (k, str(v)) for k, v in zip(self._fields, self, strict=True) if v not in ("", None) and v is not False
        )


class Habits(NamedTuple):
    """What the books as a whole tell about a record: how they write money out, and which names are for spending."""

    sign: int
    earning: frozenset[str]

    def spends(self, record: Record) -> bool:
        """Whether the record, its account (or, without one, its entity) is one that money goes out for."""
        said = says(record)
        if said == EARNED or is_customers(record):
            return False
        return said == BOUGHT_BACK or (record.account or record.entity or "") not in self.earning


def habits(records: Sequence[Record]) -> Habits:
    """The habits of books: what comes in on balance under a name makes it a name for income.

    In books that write money out plain, only the account's own words do: a negative row there is a refund.
    """
    sign = money_out_sign(records)
    if sign > 0:
        return Habits(sign, _income_accounts(records))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for record in records:
        if record.amount is not None:
            sums[record.account or record.entity or ""] += outflow(record, sign)
    return Habits(sign, frozenset(name for name, total in sums.items() if total < 0))


def meets(record: Record, where: Where, books: Habits) -> bool:
    """Whether `record` meets every condition of `where`."""
    if record.amount is None or (where.record and record.id != where.record):
        return False
    if (where.entity and record.entity != where.entity) or (where.account and record.account != where.account):
        return False
    if where.currency and not is_money_in(record.currency, where.currency):
        return False
    if where.but_entity and record.entity == where.but_entity:
        return False
    if where.but_account and record.account == where.but_account:
        return False
    if where.start and not (record.date and where.start <= record.date):
        return False
    if where.end and not (record.date and record.date <= where.end):
        return False
    out = outflow(record, books.sign)
    if where.side and not _on_side(where.side, out > 0, books.spends(record)):
        return False
    size = abs(out)
    if where.over is not None and not (size > where.over or (where.inclusive and size == where.over)):
        return False
    return where.under is None or size < where.under or (where.inclusive and size == where.under)


def is_money_in(code: str | None, unit: str) -> bool:
    """Whether a currency is the one of a code, or of a sign that several share: "$" is any dollar."""
    return code == unit or code in SHARED.get(unit, ())


def _on_side(side: str, goes_out: bool, spends: bool) -> bool:  # noqa: FBT001
    if side in {PAID, RECEIVED}:
        return goes_out == (side == PAID)
    if side == SPENDING:
        return spends
    return not goes_out and spends == (side == REFUND)


def outflow(record: Record, sign: int) -> Decimal:
    """The amount with money out positive. Income that the books write plain is money in all the same.

    So is what the record itself says came in, whatever its sign; a refund to a customer went out.
    """
    amount = record.amount or Decimal(0)
    said, earned = says(record), _is_income(record)
    if said == BOUGHT_BACK:
        return abs(amount) if earned else -abs(amount)
    if said == EARNED:
        return -abs(amount)
    return -amount if sign < 0 or earned else amount


class _Group:
    """Records of one kind in order of date, with running sums."""

    __slots__ = ("days", "rows", "sums")

    def __init__(self, rows: list[int], ledger: Ledger) -> None:
        self.rows = rows
        self.days = [ledger.ordinals[row] for row in rows]
        self.sums = [0, *accumulate(ledger.units[row] for row in rows)]


class Ledger:
    """The records of a source that have an amount, by entity, account, side and day.

    Amounts are kept as whole numbers of the smallest unit that occurs, so that sums are exact and quick.
    `units` are signed so that money out is positive, whatever the books' own convention. What a text may never
    ask for is worked out when it first does.
    """

    def __init__(self, source: Source) -> None:
        records = [r for r in source.records if r.amount is not None]
        records.sort(key=lambda r: r.date or dt.date.min)
        self.records: Sequence[Record] = records
        self.day_first = source.day_first
        self.habits = habits(records)
        self.exponent = _exponent(records)
        self.units = [int(outflow(r, self.habits.sign).scaleb(-self.exponent)) for r in records]
        self.ordinals = [(r.date or dt.date.min).toordinal() for r in records]
        self.currencies = frozenset({r.currency for r in records if r.currency})
        self._by_entity = _rows_by(r.entity for r in records)
        self._by_account = _rows_by(r.account for r in records)
        self._groups: dict[tuple[str, str, str], _Group] = {}

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def spoken_cells(self) -> Cells:
        """The cells, besides names, that a text may speak of."""
        return spoken_cells(self.records)

    @cached_property
    def due_days(self) -> frozenset[dt.date]:
        """The days that records say they are due."""
        if not any(role_of(column) == "due" for column in self.columns):
            return frozenset()
        return frozenset(day for record in self.records if (day := due_day(record, self.day_first)))

    @cached_property
    def stated_periods(self) -> frozenset[tuple[dt.date, dt.date]]:
        """The periods that records say they are for, as pay periods are."""
        if not any(role_of(column) == "period" for column in self.columns):
            return frozenset()
        return frozenset(period for record in self.records if (period := stated_period(record)))

    @cached_property
    def pays_employees(self) -> bool:
        """Whether records have a column of employees, so that "in wages" says nothing more of them."""
        return any(role_of(column) == "employee" for column in self.columns)

    @cached_property
    def columns(self) -> frozenset[str]:
        """Every column of the records."""
        return frozenset(column for record in self.records for column in record.cells)

    @cached_property
    def by_size(self) -> dict[int, list[int]]:
        """Rows by the size of their amount, whichever way the money went."""
        return _rows_by(map(abs, self.units))

    @cached_property
    def by_id(self) -> dict[str, int]:
        """Rows by record id."""
        return {record.id: row for row, record in enumerate(self.records)}

    @cached_property
    def by_loose_id(self) -> dict[str, str]:
        """Record ids by their letters and digits alone."""
        return {loose(record.id): record.id for record in self.records}

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Every word of every entity and account, in lower case."""
        return frozenset(word.lower() for name in (*self.entities, *self.accounts) for word in name.split())

    @cached_property
    def cell_words(self) -> frozenset[str]:
        """Every word of every cell, in lower case."""
        return frozenset(
            word for record in self.records for cell in record.cells.values() for word in cell.lower().split()
        )

    @cached_property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the dated records."""
        first = next((r.date for r in self.records if r.date), None)
        last = self.records[-1].date if self.records else None
        return (first, last) if first and last else None

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """Every vendor or customer, as the books write it."""
        return tuple(sorted(name for name in self._by_entity if name))

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """Every account, as the books write it."""
        return tuple(sorted(name for name in self._by_account if name))

    @cached_property
    def plain_accounts(self) -> frozenset[str]:
        """Accounts of one word, in lower case: one such as "Books" cannot be told from the word in every sentence."""
        return frozenset(name.lower() for name in self.accounts if name.isalpha())

    def rows(self, where: Where) -> list[int]:
        """The rows that meet `where`, by date."""
        if where.record:
            row = self.by_id.get(where.record)
            return [] if row is None or not self.meets(row, where) else [row]
        group, low, high = self._stretch(where)
        rows = group.rows[low:high]
        return [row for row in rows if self.meets(row, where)] if _picks(where) else rows

    def total(self, where: Where) -> int:
        """The sum over `where` in units, money out positive."""
        if where.record or _picks(where):
            return sum(self.units[row] for row in self.rows(where))
        group, low, high = self._stretch(where)
        return group.sums[high] - group.sums[low]

    def meets(self, row: int, where: Where) -> bool:
        """Whether a row meets every condition."""
        return meets(self.records[row], where, self.habits)

    def is_mixed(self, rows: Iterable[int]) -> bool:
        """Whether rows are in several currencies, so that they can be counted but not added up or compared."""
        return len(self.currencies) > 1 and len({self.records[row].currency for row in rows}) > 1

    def key(self, row: int, role: str) -> str:
        """The entity, account, month or day of a row, or ""."""
        return _key(self.records[row], role)

    @cached_property
    def references(self) -> frozenset[str]:
        """Every id and every word with a digit that the records hold, as written."""
        texts = {text for record in self.records for text in record.cells.values()}
        told = {word for text in texts for word in (text, *text.split()) if any(map(str.isdigit, word))}
        return frozenset(map(loose, told | self.by_id.keys()))

    def amount(self, units: int) -> Decimal:
        """Units as an amount."""
        return Decimal(units).scaleb(self.exponent)

    def totals_by(self, role: str, where: Where) -> dict[str, int]:
        """The sum over `where` for each entity, account, month or day that occurs there."""
        found: dict[str, int] = defaultdict(int)
        for row in self.rows(where):
            key = _key(self.records[row], role)
            if key:
                found[key] += self.units[row]
        return dict(found)

    def counts_by(self, role: str, where: Where) -> dict[str, int]:
        """How many records of `where` each entity, account, month or day has."""
        found: dict[str, int] = defaultdict(int)
        for row in self.rows(where):
            key = _key(self.records[row], role)
            if key:
                found[key] += 1
        return dict(found)

    def _stretch(self, where: Where) -> tuple[_Group, int, int]:
        """The group of the names and side of `where`, and from where to where in it its days are."""
        group = self._group(where.entity, where.account, where.side)
        if where.start is None and where.end is None:
            return group, 0, len(group.rows)
        undated = dt.date.min.toordinal()
        low = bisect_left(group.days, where.start.toordinal() if where.start else undated + 1)
        high = bisect_right(group.days, where.end.toordinal()) if where.end else len(group.days)
        return group, low, max(low, high)

    def _group(self, entity: str, account: str, side: str) -> _Group:
        key = (entity, account, side)
        if key not in self._groups:
            self._groups[key] = _Group(self._group_rows(entity, account, side), self)
        return self._groups[key]

    def _group_rows(self, entity: str, account: str, side: str) -> list[int]:
        if side:
            return [row for row in self._group(entity, account, "").rows if self._on_side(row, side)]
        if entity and account:
            return [row for row in self._by_entity.get(entity, []) if self.records[row].account == account]
        if entity:
            return self._by_entity.get(entity, [])
        return self._by_account.get(account, []) if account else list(range(len(self.records)))

    def _on_side(self, row: int, side: str) -> bool:
        return _on_side(side, self.units[row] > 0, self.habits.spends(self.records[row]))


def _picks(where: Where) -> bool:
    """Whether `where` chooses within a group, so that rows must be looked at one by one."""
    left_out = where.currency or where.but_entity or where.but_account
    return bool(left_out) or not (where.over is where.under is None)


def loose(name: str) -> str:
    """The letters and digits of an id, in lower case."""
    return _MARKS.sub("", name.lower())


def _key(record: Record, role: str) -> str:
    if role == "entity":
        return record.entity or ""
    if role == "account":
        return record.account or ""
    if record.date is None:
        return ""
    return f"{record.date:%Y-%m}" if role == "month" else record.date.isoformat()


def _rows_by(keys: Iterable[K]) -> dict[K, list[int]]:
    """Row numbers by what is at that row."""
    found: dict[K, list[int]] = defaultdict(list)
    for row, key in enumerate(keys):
        found[key].append(row)
    return dict(found)


def _exponent(records: Iterable[Record]) -> int:
    """The power of ten of the smallest unit that an amount is written in, at most 0."""
    exponents = {record.amount.as_tuple().exponent for record in records if record.amount is not None}
    return min(0, *(exponent for exponent in exponents if isinstance(exponent, int)), 0)


def money_out_sign(records: Sequence[Record]) -> int:
    """-1 where the books write money out as a minus, 1 where they write it plain.

    Most rows of the former are negative, those of accounts that name income aside.
    """
    income = _income_accounts(records)
    spent = [
        r.amount
        for r in records
        if r.amount is not None and r.account not in income and not (says(r) or is_customers(r))
    ]
    return -1 if 2 * sum(amount < 0 for amount in spent) > len(spent) else 1


def _income_accounts(records: Iterable[Record]) -> frozenset[str]:
    return frozenset(account for account in {r.account for r in records} if account and _names_income(account))


def _is_income(record: Record) -> bool:
    return (record.account is not None and _names_income(record.account)) or is_customers(record)


@lru_cache(maxsize=1024)
def _names_income(account: str) -> bool:
    named = account.lower().split()
    return not _INCOME.isdisjoint(named) and _SPENDING.isdisjoint(named)
