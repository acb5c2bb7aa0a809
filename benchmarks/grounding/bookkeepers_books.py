"""The books that `bookkeepers` writes about: slices of a council's purchase cards, and made-up ledgers."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from guardrail import Source

CARDS = Path("ledger") / "birmingham_pcard_2013_2016.csv.gz"
DAY = dt.timedelta(days=1)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """One line of the books: `amount` is never negative, `flow` is paid, refund or received."""

    id: str
    date: dt.date
    name: str
    account: str
    amount: Decimal
    flow: str


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both counted, and how people would call them."""

    start: dt.date
    end: dt.date
    grain: str

    def covers(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


def month(day: dt.date) -> Period:
    following = (day.replace(day=1) + 31 * DAY).replace(day=1)
    return Period(day.replace(day=1), following - DAY, "month")


def quarter(day: dt.date) -> Period:
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return Period(first, month(first + 70 * DAY).end, "quarter")


def year(day: dt.date) -> Period:
    return Period(day.replace(month=1, day=1), day.replace(month=12, day=31), "year")


@dataclass(frozen=True, eq=False)
class Ledger:
    """Lines in the order of their days, and the shape in which they reach the library."""

    lines: tuple[Line, ...]
    currency: str
    shape: str
    numbered: bool = False
    columns: dict[str, str] = field(default_factory=dict)

    @cached_property
    def source(self) -> Source:
        roles = {"amount": "amount", "entity": "payee", "date": "date", "account": "category"} | self.columns
        if self.numbered:
            roles["id"] = self.columns.get("id", "ref")
        return Source.from_rows([self._row(line, roles) for line in self.lines], currency=self.currency, **roles)

    def _row(self, line: Line, roles: dict[str, str]) -> dict[str, str]:
        row = {roles["date"]: line.date.isoformat(), roles["entity"]: line.name, roles["account"]: line.account}
        if self.numbered:
            row[roles["id"]] = line.id
        return row | {roles["amount"]: f"{self._signed(line):f}"} | self._more(line)

    def _signed(self, line: Line) -> Decimal:
        if self.shape in {"cards", "payables"}:
            return -line.amount if line.flow == "refund" else line.amount
        return -line.amount if line.flow == "paid" else line.amount

    def _more(self, line: Line) -> dict[str, str]:
        if self.shape == "sides":
            side = "debit" if line.flow == "paid" else "credit"
            return {"debit": "", "credit": ""} | {side: f"{line.amount:f}"}
        if self.shape == "typed":
            return {"type": {"paid": "payment", "refund": "refund", "received": "deposit"}[line.flow]}
        return {}

    @cached_property
    def whole(self) -> Period:
        return Period(self.lines[0].date, self.lines[-1].date, "whole")

    @cached_property
    def years(self) -> set[int]:
        return {line.date.year for line in self.lines}

    @cached_property
    def days(self) -> set[dt.date]:
        return {line.date for line in self.lines}

    @cached_property
    def names(self) -> list[str]:
        return sorted({line.name for line in self.lines})

    @cached_property
    def accounts(self) -> list[str]:
        return sorted({line.account for line in self.lines})

    @cached_property
    def months(self) -> list[Period]:
        return sorted({month(line.date) for line in self.lines}, key=lambda p: p.start)


def cards(data: Path, rng: random.Random, count: int) -> list[Ledger]:
    """Slices of one cost centre over one to six months, of 10 to 300 lines."""
    centres: dict[str, list[Line]] = defaultdict(list)
    with gzip.open(data / CARDS, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if line := _card(row):
                centres[row["cost_centre"]].append(line)
    made: list[Ledger] = []
    names = sorted(centres)
    while len(made) < count:
        lines = _slice(centres[rng.choice(names)], rng)
        if 10 <= len(lines) <= 300 and 3 <= len({x.name for x in lines}) < len(lines):
            columns = {"amount": "amount_gbp", "entity": "merchant", "account": "gl_account"}
            made.append(Ledger(lines, "GBP", "cards", columns=columns))
    return made


def _card(row: dict[str, str]) -> Line | None:
    value, name = Decimal(row["amount_gbp"]).quantize(CENT), " ".join(row["merchant"].split())
    if not (value and name and row["gl_account"].strip() and row["cost_centre"]) or set("{}<>") & set(name):
        return None
    flow = "paid" if value > 0 else "refund"
    return Line("", dt.date.fromisoformat(row["date"]), name, row["gl_account"].strip(), abs(value), flow)


def _slice(lines: list[Line], rng: random.Random) -> tuple[Line, ...]:
    first = rng.choice(lines).date.replace(day=1)
    last = month(first + rng.choice((0, 31, 62, 155)) * DAY).end
    return tuple(sorted((x for x in lines if first <= x.date <= last), key=lambda x: x.date))


@dataclass(frozen=True)
class Shop:
    """Who is paid for what and about how much, who pays, and how the books are kept."""

    paid: str
    received: str
    currency: str
    shape: str
    numbers: str
    columns: dict[str, str]


SHOPS = (
    Shop(
        "Figma/Software/45 Lisbon Desk Club/Coworking/310 Hartmann Hosting/Hosting/84 Quill Insurance/Insurance/132 "
        "Red Ibis Copywriting/Subcontractors/1450 Paper & Pine/Supplies/38 Tallis Rail/Travel/96",
        "Orchid Health/Consulting Income/5200 Bluestem Foods/Consulting Income/3100 Vantage "
        "Schools/Workshop Income/900",
        "USD",
        "signed",
        "",
        {},
    ),
    Shop(
        "Millstone Flour/Ingredients/640 Dairy Lane/Ingredients/215 Hobbs Gas/Utilities/188 Southgate "
        "Lettings/Rent/1850 "
        "Kettering Ovens/Repairs/420 Thames Card Services/Bank Charges/61 Amber Signs/Advertising/150",
        "The Copper Kettle/Wholesale Sales/780 St Anne's School/Catering Sales/1260 Counter Takings/Retail Sales/2240",
        "GBP",
        "sides",
        "B-",
        {"entity": "counterparty", "account": "nominal", "id": "voucher"},
    ),
    Shop(
        "Stadtwerke Nord/Energie/412 Huber Logistik/Freight/2380 Klein Steuerberatung/Accounting Fees/690 "
        "Papierhaus Vogel/Office Supplies/57 Weber Leasing/Vehicle Leasing/549 Rhein Telekom/Telephone/78",
        "",
        "EUR",
        "payables",
        "RE-2023-",
        {"entity": "Lieferant", "account": "Konto", "date": "Datum", "amount": "Betrag", "id": "Beleg"},
    ),
    Shop(
        "Shree Ganesh Traders/Raw Material/184500 Lakshmi Packaging/Packing Material/42650 Deccan "
        "Power/Electricity/38900 "
        "Sai Transport/Freight/27400 Mehta & Co/Professional Fees/60000 Airwave Broadband/Internet/3540",
        "Kaveri Stores/Sales/312000 Nilgiri Mart/Sales/246500 Anand Exports/Export Sales/518000",
        "INR",
        "typed",
        "TXN",
        {"entity": "party", "account": "ledger", "id": "txn_no"},
    ),
    Shop(
        "Greenleaf Grocers/Groceries/86 Streamly/Subscriptions/15.99 Corner Bakery/Eating Out/12 City "
        "Metro/Transport/40 "
        "Oakview Apartments/Rent/1480 PetPal/Pets/54 Glow Gym/Fitness/39.50 Volt Energy/Utilities/97",
        "Brightline Inc/Salary/3650 Marta Ruiz/Transfers In/120",
        "USD",
        "signed",
        "",
        {"entity": "description", "amount": "value"},
    ),
    Shop(
        "Kestrel Plumbing/Maintenance/265 Northway Letting Agents/Management Fees/174 Beacon Mutual/Insurance/98 "
        "Larch Roofing/Maintenance/1340 Borough Council/Council Tax/162",
        "J Whitcombe/Rental Income/950 A Okafor/Rental Income/1125 S Lindqvist/Rental Income/1040",
        "GBP",
        "typed",
        "",
        {"entity": "who", "account": "category"},
    ),
    Shop(
        "Summit Office Depot/Office Supplies/143.20 Cascade Freight/Shipping/518 Pinebrook Legal/Legal Fees/2750 "
        "Cloudnine Hosting/IT Services/399 Redwood Catering/Meals & Entertainment/227 Harbor "
        "Staffing/Contract Labor/6120 "
        "Metro Parking/Travel/24 Delphi Airlines/Travel/486",
        "",
        "USD",
        "payables",
        "INV-",
        {"entity": "Vendor", "account": "GL Account", "date": "Posted", "amount": "Amount", "id": "Invoice"},
    ),
    Shop(
        "Riverside Printing/Printing/330 Harvest Pantry/Food Purchases/1175 Trailhead Vans/Vehicle Costs/465 "
        "Beacon Payroll/Wages/7400 Sunrise Telecom/Telephone/88",
        "Alder Foundation/Grants/15000 Community Appeal/Donations/640 Fenwick Trust/Grants/8000",
        "CAD",
        "sides",
        "J",
        {"entity": "name", "account": "fund", "id": "entry"},
    ),
)


def shops(rng: random.Random, count: int) -> list[Ledger]:
    """Made-up ledgers of two to nine months."""
    return [_shop(SHOPS[i % len(SHOPS)], rng) for i in range(count)]


def _shop(shop: Shop, rng: random.Random) -> Ledger:
    start = dt.date(rng.choice((2021, 2022, 2023, 2024)), rng.randint(1, 12), 1)
    months = [start]
    for _ in range(rng.choice((1, 2, 3, 5, 8))):
        months.append((months[-1] + 31 * DAY).replace(day=1))
    lines = sorted((x for m in months for x in _month(shop, m, rng)), key=lambda x: x.date)
    first = rng.randrange(100, 900)
    numbered = [
        Line(f"{shop.numbers}{first + i}", x.date, x.name, x.account, x.amount, x.flow) for i, x in enumerate(lines)
    ]
    return Ledger(tuple(numbered), shop.currency, shop.shape, bool(shop.numbers), shop.columns)


def _month(shop: Shop, first: dt.date, rng: random.Random) -> Iterable[Line]:
    for flow, parties in (("paid", shop.paid), ("received", shop.received)):
        for name, account, usual in _parties(parties):
            for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
                day = first + rng.randrange(28) * DAY
                amount = _about(usual, rng)
                yield Line("", day, name, account, amount, flow)
                if flow == "paid" and rng.random() < 0.07 and day.day < 20:
                    part = (amount * rng.choice((1, Decimal("0.5"), Decimal("0.2")))).quantize(CENT)
                    yield Line("", day + rng.randint(1, 8) * DAY, name, account, part, "refund")


def _parties(text: str) -> list[tuple[str, str, Decimal]]:
    parts = text.split("/")
    made: list[tuple[str, str, Decimal]] = []
    name = parts[0]
    for account, tail in zip(parts[1::2], parts[2::2], strict=True):
        usual, _, following = tail.partition(" ")
        made.append((name, account, Decimal(usual)))
        name = following
    return made


def _about(usual: Decimal, rng: random.Random) -> Decimal:
    if rng.random() < 0.25:
        return usual.quantize(CENT)
    value = usual * Decimal(rng.randint(70, 140)) / 100
    return (value if rng.random() < 0.3 else value + Decimal(rng.randint(1, 99)) / 100).quantize(CENT)
