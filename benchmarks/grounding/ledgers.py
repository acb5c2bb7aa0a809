"""Books to write statements about: slices of a council's card purchases, and made-up small businesses."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from guardrail.testing.books import DAY, Book, Row, month_of, quarter_of

CARDS = Path("ledger") / "birmingham_pcard_2013_2016.csv.gz"


def card_books(data: Path, rng: random.Random, count: int) -> list[Book]:
    """Slices of one cost centre and month or quarter, of 8 to 60 rows, with vendors that come back."""
    slices: dict[tuple[str, dt.date, str], list[Row]] = defaultdict(list)
    with gzip.open(data / CARDS, "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            row = _card_row(line)
            if row is None:
                continue
            for span in (month_of(row.date), quarter_of(row.date)):
                slices[line["cost_centre"], span.start, span.grain].append(row)
    good = [key for key in sorted(slices) if _worth_writing_about(slices[key])]
    monthly = [key for key in good if key[2] == "month"]
    quarterly = [key for key in good if key[2] == "quarter"]
    keys = rng.sample(monthly, count // 3) + rng.sample(quarterly, count - count // 3)
    return [_card_book(slices[key]) for key in keys]


def _card_row(line: dict[str, str]) -> Row | None:
    amount = Decimal(line["amount_gbp"]).quantize(Decimal("0.01"))
    merchant = " ".join(line["merchant"].split())
    if not (amount and merchant and line["gl_account"] and line["cost_centre"]) or set("[]{}") & set(merchant):
        return None
    day = dt.date.fromisoformat(line["date"])
    return Row("", day, merchant, line["gl_account"].strip(), amount, amount)


def _worth_writing_about(rows: list[Row]) -> bool:
    names = {r.entity for r in rows}
    return 8 <= len(rows) <= 60 and 4 <= len(names) < len(rows) and len({r.account for r in rows}) >= 2


def _card_book(rows: list[Row]) -> Book:
    columns = ("amount", "merchant", "date", "gl_account", "id")
    return Book(tuple(sorted(rows, key=lambda r: r.date)), "GBP", council=True, columns=columns)


@dataclass(frozen=True)
class Trade:
    """A line of business: whom it pays under which account, about how much, and who pays it."""

    vendors: tuple[tuple[str, str, int], ...]
    customers: tuple[str, ...]
    income: str
    owner: str


STUDIO = Trade(
    vendors=(
        ("Slack", "Software", 48),
        ("Adobe", "Software", 90),
        ("WeWork", "Rent", 1600),
        ("Gusto", "Payroll", 6200),
        ("Staples", "Office Supplies", 75),
        ("Delta Air Lines", "Travel", 420),
        ("Uber", "Travel", 31),
        ("Amazon Web Services", "Software", 310),
        ("Office Depot", "Office Supplies", 120),
        ("Blue Bottle Coffee", "Meals", 14),
        ("Hartford Insurance", "Insurance", 240),
    ),
    customers=("Brightwater Media", "Okafor & Sons", "Pine Street Dental"),
    income="Design Income",
    owner="Maria Keller",
)
BAKERY = Trade(
    vendors=(
        ("Molino Rossi", "Ingredients", 380),
        ("Frischhof", "Ingredients", 145),
        ("Stadtwerke", "Utilities", 290),
        ("Metro", "Supplies", 110),
        ("Hansen Immobilien", "Rent", 1450),
        ("Telekom", "Telephone", 59),
        ("Kaiser Verpackung", "Packaging", 83),
        ("DHL", "Shipping", 17),
        ("Bäcker Technik", "Repairs", 260),
    ),
    customers=("Hotel Seeblick", "Café Lumen", "Kantine Nord"),
    income="Sales",
    owner="Jonas Weber",
)
PLUMBER = Trade(
    vendors=(
        ("Ferguson Supply", "Materials", 530),
        ("Home Depot", "Materials", 160),
        ("Shell", "Fuel", 62),
        ("Verizon", "Phone", 118),
        ("State Farm", "Insurance", 305),
        ("QuickBooks", "Software", 35),
        ("AutoZone", "Vehicle Repairs", 140),
        ("Lowe's", "Tools", 95),
        ("City of Dayton", "Licenses", 75),
    ),
    customers=("Maple Grove HOA", "T. Alvarez", "Dayton Diner", "Northside School"),
    income="Service Revenue",
    owner="Ray Dunn",
)
CLINIC = Trade(
    vendors=(
        ("Henry Schein", "Dental Supplies", 720),
        ("Patterson Dental", "Dental Supplies", 410),
        ("Comcast Business", "Internet", 129),
        ("Paychex", "Payroll", 7300),
        ("Con Edison", "Utilities", 345),
        ("Zoom", "Software", 16),
        ("FedEx", "Shipping", 28),
        ("Costco", "Office Supplies", 88),
        ("CleanPro Services", "Cleaning", 260),
        ("Google Ads", "Advertising", 500),
    ),
    customers=("Aetna", "Delta Dental", "Blue Shield"),
    income="Patient Fees",
    owner="Dr. Lena Ortiz",
)
TRADES = (STUDIO, BAKERY, PLUMBER, CLINIC)

COLUMNS = (
    ("amount", "vendor", "date", "category", "txn_id"),
    ("Amount", "Payee", "Date", "Account", "Ref"),
    ("amount", "counterparty", "booked", "gl_account", "id"),
)


def small_books(rng: random.Random, count: int, trades: Iterable[Trade]) -> list[Book]:
    """Quarters of made-up businesses: spending lists with refunds, and bank books with income."""
    pool = list(trades)
    return [_small_book(rng, pool[i % len(pool)], signed=i % 3 != 0) for i in range(count)]


def _small_book(rng: random.Random, trade: Trade, *, signed: bool) -> Book:
    start = dt.date(rng.choice((2023, 2024, 2025, 2026)), rng.choice((1, 4, 7, 10)), 1)
    months = rng.choice((2, 3, 3))
    lines = [line for i in range(months) for line in _month_lines(rng, trade, _later(start, i), signed=signed)]
    owner = trade.owner if signed and rng.random() < 0.4 else None
    if owner:
        lines.append((_day(rng, start), owner, "Owner's Draw", Decimal(rng.randrange(5, 40) * 100)))
    lines.sort(key=lambda line: line[0])
    style = rng.choice(("A{}", "TXN-{:04d}", "INV-{:05d}", "#{}"))
    first = rng.randrange(1, 900)
    rows = tuple(
        Row(style.format(first + i), day, entity, account, -out if signed else out, out)
        for i, (day, entity, account, out) in enumerate(lines)
    )
    return Book(
        rows, "EUR" if trade is BAKERY else "USD", signed=signed, numbered=True, owner=owner,
        customers=frozenset(trade.customers), columns=rng.choice(COLUMNS),
    )  # fmt: skip


def _later(start: dt.date, months: int) -> dt.date:
    for _ in range(months):
        start = month_of(start).end + DAY
    return start


def _day(rng: random.Random, month: dt.date) -> dt.date:
    return month.replace(day=rng.randrange(1, 29))


Line = tuple[dt.date, str, str, Decimal]


def _month_lines(rng: random.Random, trade: Trade, month: dt.date, *, signed: bool) -> list[Line]:
    lines: list[Line] = []
    for name, account, usual in rng.sample(trade.vendors, k=len(trade.vendors) - 2):
        often = rng.choice((1, 1, 1, 2, 2, 3))
        lines += [(_day(rng, month), name, account, _price(rng, usual)) for _ in range(often)]
    name, account, usual = rng.choice(trade.vendors)
    lines.append((_day(rng, month), name, account, -_price(rng, usual / 3)))
    if signed:
        payers = rng.choices(trade.customers, k=rng.randrange(2, 5))
        lines += [(_day(rng, month), name, trade.income, -_price(rng, 1900)) for name in payers]
    return lines


def _price(rng: random.Random, usual: float) -> Decimal:
    value = Decimal(str(round(usual * rng.uniform(0.6, 1.6), 2)))
    places = Decimal(1) if rng.random() < 0.25 else Decimal("0.01")
    return max(value.quantize(places), Decimal("2.50")).quantize(Decimal("0.01"))
