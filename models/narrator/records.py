"""The records that the teacher writes about: values drawn for the slots of a frame, as a program would print them.

Half of the parties, by a hash of their names, are kept for the evaluation and never drawn here. Names come from a real
council's ledger (only while training; none is in what ships, which holds slots) and from our own parts of names.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zlib import crc32

CARDS = Path("ledger") / "birmingham_pcard_2013_2016.csv.gz"
FIRST = """Harbour Larch Birch Quill Tamar Osprey Cobalt Meadow Fenwick Alder Juniper Copper Bramley Northgate Saltmarsh
Kestrel Orchard Pinnacle Ravens Solway Thistle Umber Verity Willow Yarrow Zenith Almond Beacon Crown Delta Ember Falcon
Müller Peña Øst Łódź Société Åkerman Çelik Núñez Brontë Hôtel""".split()
SECOND = """Office Web Print Cycle Garden Dental Legal Freight Coffee Paint Power Water Data Cloud Travel Design Roofing
Catering Timber Media Security Payroll Energy Motor Book Music Steel Laundry Fabric Broadband""".split()
LAST = ["Ltd", "LLC", "Inc.", "GmbH", "& Sons", "Group", "Co.", "Partners", "Supplies", "Services", "S.A.", "", "", ""]
PEOPLE = "Amara Joon Priya Lukas Sofia Mateo Ingrid Tariq Noor Emil Chloe Dmitri Rosa Kenji".split()
FAMILY = "Okafor Lindqvist Moreau Hale Bianchi Novak Osei Park Ramírez Weiss Silva Dunne".split()
ACCOUNTS = """Office Supplies|Rent|Utilities|Travel|Meals and Entertainment|Software|Professional Fees|Insurance|Repairs
and Maintenance|Advertising|Bank Charges|Vehicle Fuel|Training|Postage|Cleaning|Telephone|Subscriptions|Cost of
Goods Sold|Equipment|Stationery|Consulting Income|Sales|Interest Income|Legal Fees|6200 Rent|7100 Travel""".replace(
    "\n", " "
).split("|")
BANKS = """Operating Account|Savings|Main Checking|Payroll Account|Petty Cash|Tax Reserve|Euro Account|Business Current
Account|Accounts Payable|Accumulated Depreciation|Accrued Expenses|Prepaid Insurance|Deposit Account""".replace(
    "\n", " "
).split("|")
LEDGER = [*ACCOUNTS, *BANKS]
METHODS = [
    "card",
    "bank transfer",
    "direct debit",
    "check",
    "cheque",
    "ACH",
    "credit card",
    "debit card",
    "wire",
    "PayPal",
]
MEMOS = """monthly plan|desk for the front office|deposit returned|toner and paper|site visit|spring campaign|annual renewal|
repair of the boiler|client lunch|late delivery|overpaid last time|boxes|reclass|true-up""".replace("\n", "").split("|")
REASONS = """ask the owner|same total as last time|paid before approval|wrong tax code|not on the list|held by the bank|check with Dana|
missing purchase order|over the limit|weekend purchase""".replace("\n", "").split("|")
MONTHS = "January February March April May June July August September October November December".split()
SIGNS = {
    "USD": "$",
    "GBP": "£",
    "EUR": "€",
    "INR": "₹",
    "JPY": "¥",
    "CAD": "CA$",
    "AUD": "A$",
    "CHF": "CHF ",
    "SEK": "SEK ",
}


def kept_for_evaluation(party: str) -> bool:
    """Whether a party is one that nothing was taught about."""
    return crc32(party.casefold().encode()) % 2 == 1


@cache
def merchants(data: Path | None) -> tuple[str, ...]:
    """The merchants of the council's cards, written as they are in half of the cases and in title case in the rest."""
    if data is None or not (data / CARDS).exists():
        return ()
    with gzip.open(data / CARDS, "rt", encoding="utf-8", newline="") as rows:
        names = sorted({row["merchant"].strip() for row in csv.DictReader(rows)} - {""})
    return tuple(name if crc32(name.encode()) % 4 < 2 else name.title() for name in names if len(name) < 40)


class Draw:
    """Draws values in one style of money and days, the way one program writes them."""

    def __init__(self, rng: random.Random, data: Path | None = None, *, held: bool = False) -> None:
        self.rng, self.data, self.held = rng, data, held
        self.currency = rng.choice(
            ("USD", "USD", "USD", "GBP", "GBP", "EUR", "EUR", "INR", "JPY", "CAD", "AUD", "CHF", "SEK")
        )
        self.money, self.days = rng.choice(("sign", "sign", "sign", "code", "comma")), rng.randrange(5)

    def values(self, slots: Iterable[str]) -> dict[str, str]:
        """A value for each slot, no two of them the same."""
        drawn: dict[str, str] = {}
        for slot in slots:
            value = self._value(slot)
            while any(value in other or other in value for other in drawn.values()):
                value = self._value(slot)
            drawn[slot] = value
        return drawn

    def _value(self, slot: str) -> str:
        rng = self.rng
        if slot in {"AMOUNT", "TOTAL", "PRIOR_TOTAL", "LARGEST_AMOUNT"}:
            return self._amount()
        if slot in {"PARTY", "LARGEST_PARTY"}:
            return self._party()
        if slot in {"PERIOD", "PRIOR_PERIOD"}:
            return self._period()
        if slot in {"DATE", "DUE"}:
            return self._date()
        if slot == "REFERENCE":
            return rng.choice(("INV-{}", "B{}", "TX-{}", "{}", "PO/{}", "JE-{}")).format(rng.randrange(100, 99999))
        if slot == "COUNT":
            return f"{rng.randrange(2, 400)} payments"
        if slot in {"SHARE", "RISE", "FALL"}:
            return f"{rng.randrange(4, 96)}{rng.choice(('', '', '.4', '.7'))}%"
        if slot in {"MEMO", "REASON"}:
            return f"“{rng.choice(MEMOS if slot == 'MEMO' else REASONS)}”"
        return rng.choice(
            {"ACCOUNT": ACCOUNTS, "FROM": BANKS, "TO": BANKS, "DEBIT": LEDGER, "CREDIT": LEDGER, "METHOD": METHODS}[
                slot
            ]
        )

    def _party(self) -> str:
        real = merchants(self.data)
        while True:
            dice = self.rng.random()
            if real and dice < 0.5:
                name = self.rng.choice(real)
            elif dice < 0.9:
                parts = (self.rng.choice(FIRST), self.rng.choice(SECOND), self.rng.choice(LAST))
                name = " ".join(filter(None, parts[self.rng.random() < 0.1 :]))
            else:
                name = f"{self.rng.choice(PEOPLE)} {self.rng.choice(FAMILY)}"
            if kept_for_evaluation(name) == self.held:
                return name

    def _amount(self) -> str:
        cents = int(10 ** self.rng.uniform(2.5, 7))
        whole = self.currency == "JPY" or self.rng.random() < 0.08
        text = f"{cents // 100:,}" if whole else f"{cents / 100:,.2f}"
        if self.money == "comma":
            return f"{text.translate(str.maketrans(',.', '.,'))} {SIGNS[self.currency].strip()}"
        return f"{self.currency} {text}" if self.money == "code" else f"{SIGNS[self.currency]}{text}"

    def _day(self) -> dt.date:
        return dt.date(2018, 1, 1) + dt.timedelta(days=self.rng.randrange(3400))

    def _date(self) -> str:
        day = self._day()
        month = MONTHS[day.month - 1]
        return (
            f"{month} {day.day}, {day.year}",
            f"{day.day} {month} {day.year}",
            day.isoformat(),
            f"{month[:3]} {day.day}, {day.year}",
            f"{day:%d/%m/%Y}",
        )[self.days]

    def _period(self) -> str:
        day = self._day()
        return self.rng.choice(
            (f"{MONTHS[day.month - 1]} {day.year}",) * 4 + (f"Q{(day.month + 2) // 3} {day.year}", str(day.year))
        )
