"""Ledgers and statements as Hypothesis draws them, and texts made of what they hold, right and wrong."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from guardrail import Guard, Policy, Severity, Source, Tier
from guardrail.validators.grounding import Grounding

GUARD = Guard(
    validators=[Grounding()],
    policy=Policy([Tier(name="advise", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {}),
)

# Invented, so that none of them is a word of a sentence.
VENDORS = ("Brixlo", "Quandrel Systems", "Vexatron", "Ostrava Freight", "Plindor & Sons", "Zumeki")
OTHERS = ("Trellwick", "Norbixa Labs", "Hadrofen", "Wexcombe Rail", "Jorvetti", "Ulmenko Trading House")
ACCOUNTS = ("Rent", "Software", "Travel", "Payroll")
MONTHS = ("January", "February", "March")
SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "CHF": "CHF "}


@dataclass(frozen=True)
class Row:
    """A payment; `vendor` is a number, so that it can be called by any name."""

    id: str
    vendor: int
    account: str
    date: dt.date
    amount: Decimal


@dataclass(frozen=True)
class Books:
    """Rows, and what their vendors and their currency are called."""

    rows: tuple[Row, ...]
    names: tuple[str, ...] = VENDORS
    currency: str = "USD"
    minus_is_out: bool = False

    def source(self) -> Source:
        sign = -1 if self.minus_is_out else 1
        rows = [
            {"id": r.id, "who": self.names[r.vendor], "what": r.account, "day": r.date, "sum": sign * r.amount}
            for r in self.rows
        ]
        roles = {"amount": "sum", "entity": "who", "date": "day", "account": "what", "id": "id"}
        return Source.from_rows(rows, currency=self.currency, **roles)

    def write(self, sentence: str) -> str:
        """`sentence` with this ledger's names for {0}, {1} ... and its currency for ¤."""
        return sentence.format(*self.names).replace("¤", SIGNS[self.currency])

    def called(self, names: Sequence[str]) -> "Books":
        return replace(self, names=tuple(names))

    def total(self, chosen: Callable[[Row], bool]) -> Decimal:
        return sum((r.amount for r in self.rows if chosen(r)), Decimal(0))


@st.composite
def ledgers(draw: st.DrawFn) -> Books:
    rows = []
    for number in range(draw(st.integers(3, 9))):
        cents = draw(st.integers(1_000, 9_999_999))
        back = draw(st.integers(0, 7)) == 0
        day = draw(st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 31)))
        row = Row(
            id=f"TX-{number + 301}",
            vendor=draw(st.integers(0, 3)),
            account=draw(st.sampled_from(ACCOUNTS)),
            date=day,
            amount=Decimal(-cents if back else cents).scaleb(-2),
        )
        rows.append(row)
    return Books(tuple(rows), minus_is_out=draw(st.booleans()))


def money(amount: Decimal) -> str:
    return f"¤{abs(amount):,.2f}"


def _said(draw: st.DrawFn, amount: Decimal) -> str:
    """An amount, in one of three as it is not."""
    return money(amount if draw(st.integers(0, 2)) else amount + draw(st.sampled_from([1, 90, -3, Decimal("0.09")])))


@st.composite
def sentences(draw: st.DrawFn, books: Books) -> str:
    """A sentence about `books` with {0} for the name of vendor 0, and ¤ for the currency."""
    row = draw(st.sampled_from(books.rows))
    other = draw(st.sampled_from(books.rows))
    makers: list[Callable[[st.DrawFn, Books, Row, Row], str]] = [
        _single, _single, _vendor_total, _month_total, _account_total, _count, _average, _share, _more, _gap,
        _largest, _rank, _change, _percent, _none, _refund, _first, _about, _ids,
    ]  # fmt: skip
    return draw(st.sampled_from(makers))(draw, books, row, other)


def _verb(row: Row) -> str:
    return "You paid {%d}" % row.vendor if row.amount > 0 else "{%d} refunded" % row.vendor  # noqa: UP031


def _single(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    when = draw(st.sampled_from([f"on {row.date:%B} {row.date.day}, 2026", f"on {row.date}", f"in {row.date:%B}"]))
    return f"{_verb(draw(st.sampled_from([row, row, other])))} {_said(draw, row.amount)} {when}."


def _vendor_total(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    total = books.total(lambda r: r.vendor == row.vendor and r.amount > 0)
    return f"You paid {{{row.vendor}}} {_said(draw, total)} in total."


def _month_total(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    total = books.total(lambda r: r.date.month == row.date.month)
    return f"Total spending in {row.date:%B} was {_said(draw, total)}, net of refunds."


def _account_total(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    total = books.total(lambda r: r.account == row.account)
    return f"We spent {_said(draw, total)} on {row.account.lower()} in total."


def _count(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    count = sum(r.vendor == row.vendor and r.amount > 0 for r in books.rows) + draw(st.sampled_from([0, 0, 1]))
    return f"There were {count} payments to {{{row.vendor}}}."


def _average(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    paid = [r.amount for r in books.rows if r.vendor == row.vendor and r.amount > 0] or [Decimal(1)]
    return f"The average payment to {{{row.vendor}}} was {_said(draw, sum(paid) / len(paid))}."


def _share(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    part, whole = books.total(lambda r: r.account == row.account and r.amount > 0), books.total(lambda r: r.amount > 0)
    percent = 100 * part / (whole or 1) + draw(st.sampled_from([0, 0, 4]))
    return f"{row.account} made up {percent:.1f}% of total spending."


def _more(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    return f"You paid {{{row.vendor}}} more than {{{other.vendor}}}."


def _gap(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    one, two = (books.total(lambda r, x=x: r.vendor == x.vendor and r.amount > 0) for x in (row, other))
    return f"{{{row.vendor}}} was paid {_said(draw, one - two)} more than {{{other.vendor}}}."


def _largest(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    most = max(books.rows, key=lambda r: r.amount)
    most = draw(st.sampled_from([most, most, row]))
    return f"The largest payment was {money(most.amount)} to {{{most.vendor}}}."


def _rank(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    word = draw(st.sampled_from(["largest", "second largest", "smallest"]))
    return f"{{{row.vendor}}} was the {word} vendor."


def _change(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    one, two = (books.total(lambda r, m=m: r.account == row.account and r.date.month == m) for m in (1, 2))
    verb = draw(st.sampled_from(["rose", "rose", "fell"])) if two > one else draw(st.sampled_from(["fell", "rose"]))
    return f"{row.account} {verb} by {_said(draw, two - one)} from January to February."


def _percent(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    one, two = (books.total(lambda r, m=m: r.date.month == m) for m in (1, 2))
    change = 100 * (two - one) / abs(one or 1)
    return f"Spending {'rose' if change > 0 else 'fell'} by {abs(change):.1f}% from January to February."


def _none(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    return f"We did not pay {{{row.vendor}}} in {draw(st.sampled_from(MONTHS))}."


def _refund(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    return f"{{{row.vendor}}} refunded {money(row.amount)} in {row.date:%B}."


def _first(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    return f"The {draw(st.sampled_from(['first', 'last']))} payment to {{{row.vendor}}} was {money(row.amount)}."


def _about(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    hedge = draw(st.sampled_from(["about", "over", "nearly", "at least", "less than"]))
    return f"You paid {{{row.vendor}}} {hedge} ¤{round(row.amount, -2):,.0f} on {row.date}."


def _ids(draw: st.DrawFn, books: Books, row: Row, other: Row) -> str:
    return f"{row.id} was a payment of {_said(draw, row.amount)} to {{{draw(st.sampled_from([row, other])).vendor}}}."


LINES = ("Product revenue", "Cost of sales", "Marketing expense", "Inventories", "Goodwill", "Trade receivables")


@dataclass(frozen=True)
class Statement:
    """Whole numbers by line and year."""

    values: dict[str, tuple[int, ...]]
    years: tuple[int, ...]
    scale: str
    currency: str = "USD"

    def source(self) -> Source:
        rows: list[list[str]] = [["", *map(str, self.years)]]
        rows += [[line, *(f"{v:,}" if v >= 0 else f"({-v:,})" for v in values)] for line, values in self.values.items()]
        caption = f"(in {self.scale})" if self.scale else ""
        return Source.from_table(rows, caption=caption, currency=self.currency)

    def write(self, sentence: str) -> str:
        return sentence.replace("¤", SIGNS[self.currency]).replace("~", self.scale.removesuffix("s"))


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    years = draw(st.sampled_from([(2024, 2023), (2022, 2023), (2024, 2023, 2022)]))
    lines = draw(st.lists(st.sampled_from(LINES), min_size=2, max_size=5, unique=True))
    number = st.integers(1_000, 999_999) | st.integers(-99_999, -100)
    values = {line: tuple(draw(number) for _ in years) for line in lines}
    return Statement(values, years, draw(st.sampled_from(["thousands", "millions"])))


@st.composite
def statement_sentences(draw: st.DrawFn, table: Statement) -> str:
    lines = list(table.values)
    one, two = draw(st.permutations(lines))[:2]
    at = draw(st.integers(0, len(table.years) - 1))
    year, value, other = table.years[at], table.values[one][at], table.values[two][at]
    early, late = sorted(table.years)[:2]
    start, end = (table.values[one][table.years.index(y)] for y in (early, late))
    off = draw(st.sampled_from([0, 0, 1, 1_000]))
    way = "rose" if end > start else "fell"
    forms = [
        f"{one} was ¤{abs(value) + off:,} ~ in {year}.",
        f"{one} was {'-' if value < 0 else ''}¤{abs(value):,} ~ in {year}.",
        f"{two} was ¤{abs(value):,} ~ in {year}.",
        f"{one} {way} by ¤{abs(end - start) + off:,} ~ from {early} to {late}.",
        f"{one} {way} from {early} to {late}.",
        f"{one} rose by {abs(100 * Decimal(end - start) / abs(start)):.1f}% from {early} to {late}.",
        f"The sum of {one.lower()} and {two.lower()} was ¤{value + other + off:,} ~ in {year}.",
        f"The difference between {one.lower()} and {two.lower()} was ¤{abs(value - other) + off:,} ~ in {year}.",
        f"{one} was {100 * Decimal(value) / other:.1f}% of {two.lower()} in {year}.",
        f"Average {one.lower()} over {early} and {late} was ¤{Decimal(start + end) / 2 + off:,.1f} ~.",
        f"{one} was higher than {two.lower()} in {year}.",
        f"{one} was highest in {year}.",
        f"{one} was about ¤{round(abs(value), -3):,} ~ in {year}.",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def ledger_texts(draw: st.DrawFn) -> tuple[Books, str]:
    """A ledger, and one or two sentences about it in its own names and currency."""
    books = draw(ledgers())
    return books, " ".join(draw(st.lists(sentences(books), min_size=1, max_size=2)))


@st.composite
def statement_texts(draw: st.DrawFn) -> tuple[Statement, str]:
    table = draw(statements())
    return table, draw(statement_sentences(table))


def decided(facts: Any, sentence: str) -> Any:
    """The verdict on a sentence about a ledger or a statement."""
    return GUARD.check(facts.write(sentence), source=facts.source(), use="note")
