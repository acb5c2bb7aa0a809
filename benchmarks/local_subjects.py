"""What the local model is asked to write about: records of every kind, under columns of many names, and whole books.

Nothing here is from what a model learnt: names are put together from parts, and the network sees no value anyway.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from guardrail import Source
from guardrail.local import Options, Subject
from guardrail.local.options import LENGTHS, REASONS, TONES, VOICES
from guardrail.local.slots import LOCALES

Asked = tuple[Subject, Options]

_FIRST = """Brightwater Kestrel Okafor Lindqvist Hartmann Nakamura Delacroix Abernathy Zielinski Moreau Castellan
    Rowan Thistle Pemberton Iyer Mbeki Santoro Vance Quill Ashdown Fennimore Grimaldi Juniper Norwood""".split()
_LAST = """Media, & Sons, Dental, Logistics Ltd, GmbH, Bakery, Plumbing, S.A., Holdings plc, Print Works, Labs,
    Partners LLP, Co., Inc.""".replace("\n    ", " ").split(", ")
_UNICODE = """Łódź Transport, Café Müller, 東京電力, Ωmega Αθήνα, Ñandú Viajes, Ярославль Хлеб, שירותי דפוס, Ağrı Gıda,
    Zoë’s Flowers, Crêpe 🥞 Corner""".replace("\n    ", " ").split(", ")
_PEOPLE = "Ana Sofia Costa, Lena Fischer, Kwame Boateng, Priya Raman, Tom O'Reilly, Ingrid Dahl, Yusuf Demir".split(
    ", "
)
_ACCOUNTS = """Office Supplies, Rent, Software, Travel, Utilities, Insurance, Marketing, Repairs, Legal, Telephone,
    Training""".replace("\n    ", " ").split(", ")
_INCOME = "Sales, Consulting Income, Service Revenue, Design Income".split(", ")
_OWN = "Operating Account, Savings, Petty Cash, Reserve Fund, Main Checking, Euro Account".split(", ")
_METHODS = "ACH, bank transfer, card, Visa card, cheque, direct debit, PayPal, cash, wire".split(", ")
_ASSETS = "Delivery Van, Oven, Laptop Fleet, Warehouse Racking, Press No. Two".split(", ")
_MEMOS = ["March run", "annual renewal", "as agreed with Lena", "team offsite", "", "", "", ""]
_CURRENCIES = "USD USD USD GBP GBP EUR EUR CAD AUD CHF JPY SEK INR KWD PLN BRL NZD".split()

_COLUMNS: Mapping[str, list[str]] = {
    "amount": ["amount", "Amount", "total", "amt", "Net Amount", "transaction_amount", "grossValue", "Amount (EUR)"],
    "date": ["date", "Date", "posting_date", "Transaction Date", "txnDate", "booked day"],
    "vendor": ["vendor", "Vendor Name", "payee", "supplier", "Merchant", "merchantName", "Paid To"],
    "customer": ["customer", "Customer Name", "client", "bill_to", "payer"],
    "account": ["account", "category", "GL Account", "expense_category", "ledgerAccount"],
    "currency": ["currency", "Currency Code", "ccy", "trx currency"],
    "id": ["id", "txn_id", "Reference", "invoice_no", "Voucher", "docNumber"],
    "method": ["method", "payment_method", "Paid By", "Payment Type"],
    "memo": ["memo", "notes", "Description", "comment"],
    "kind": ["type", "Transaction Type", "kind", "doc_type"],
    "due": ["due_date", "Due Date", "due", "payment_due"],
    "employee": ["employee", "Employee Name", "staff member"],
    "period": ["period", "Pay Period", "month"],
    "from": ["from", "from_account", "Source Account"],
    "to": ["to", "to_account", "Target Account"],
    "debit": ["debit_account", "Debit Account", "dr_account"],
    "credit": ["credit_account", "Credit Account", "cr_account"],
}


def asked(seed: int, count: int) -> Iterator[Asked]:
    """So many subjects with options: seven narrations to two explanations and one summary of a period."""
    rng = random.Random(seed)
    for at in range(count):
        options = Options(
            tone=rng.choice(TONES), length=rng.choice(LENGTHS), voice=rng.choice(VOICES), locale=rng.choice([*LOCALES]),
            currency=rng.choice(["symbol", "symbol", "code"]), seed=rng.randrange(10**6),
        )  # fmt: skip
        if at % 10 == 9:
            books, kind = _books(rng)
            period = rng.choice(["March 2026", "March 2026", "Q1 2026"])
            yield Subject(source=books, period=period), replace(options, kind=kind)
        else:
            reason = rng.choice([*REASONS[:-1], "over the approval limit"]) if at % 10 > 6 else None
            yield Subject(record=_named(_record(rng), rng), reason=reason), options


def _cells(subject: Subject) -> Mapping[str, Any]:
    """The cells of a record; the first row's for a whole book."""
    if subject.source is not None:
        return dict(subject.source.records[0].cells)
    return subject.record if isinstance(subject.record, Mapping) else {}


def _names(subject: Subject) -> list[str]:
    texts = [str(cell) for cell in _cells(subject).values()]
    return [text for text in texts if not text[:1].isdigit()]


_PLAIN_COLUMNS = {names[0] for names in _COLUMNS.values()}
_USUAL = {"USD", "GBP", "EUR"}
TRAITS: Mapping[str, Callable[[Subject, Options], bool]] = {
    "no column by its plain name": lambda subject, _: (
        subject.record is not None and not _PLAIN_COLUMNS & set(_cells(subject))
    ),
    "a currency not USD, GBP or EUR": lambda subject, _: any(
        cell in _CURRENCIES and cell not in _USUAL for cell in _cells(subject).values()
    ),
    "a name of over 60 characters": lambda subject, _: any(len(name) > 60 for name in _names(subject)),
    "a name in other letters or emoji": lambda subject, _: any(not name.isascii() for name in _names(subject)),
    "four fields or fewer": lambda subject, _: subject.record is not None and len(_cells(subject)) <= 4,
    "a locale other than the US": lambda _, options: options.locale != "en-US",
}
"""What is unusual about a subject, each counted by itself."""


def _record(rng: random.Random) -> dict[str, Any]:
    """One record by role; its kind is drawn evenly, and some of its fields are left out."""
    kind = rng.choice(list(_KINDS))
    fields: dict[str, Any] = {
        "amount": _amount(rng), "date": _day(rng), "currency": rng.choice(_CURRENCIES), "id": _reference(rng),
        "memo": rng.choice(_MEMOS), **_KINDS[kind](rng),
    }  # fmt: skip
    optional = [
        role for role in fields if role in {"date", "currency", "id", "memo", "account", "method", "due", "period"}
    ]
    for role in optional:
        if rng.random() < 0.3 and not (kind == "depreciation" and role == "account"):
            del fields[role]
    return fields


def _bought(rng: random.Random, kinds: str = "", **more: Any) -> dict[str, Any]:
    said = {"kind": rng.choice(kinds.split(", "))} if kinds else {}
    return {"vendor": _name(rng), "account": rng.choice(_ACCOUNTS), **said, **more}


def _sold(rng: random.Random, kinds: str = "", **more: Any) -> dict[str, Any]:
    said = {"kind": rng.choice(kinds.split(", "))} if kinds else {}
    return {"customer": _name(rng), "account": rng.choice(_INCOME), **said, **more}


_KINDS: Mapping[str, Callable[[random.Random], dict[str, Any]]] = {
    "payment": lambda rng: _bought(rng, method=rng.choice(_METHODS)),
    "receipt": lambda rng: _sold(rng, method=rng.choice(_METHODS)),
    "refund": lambda rng: _bought(rng, "refund, Refund, credit note"),
    "refund issued": lambda rng: _sold(rng, "refund, Refund"),
    "invoice": lambda rng: _sold(rng, "invoice, Sales Invoice", due=_day(rng)),
    "bill": lambda rng: _bought(rng, "bill, Purchase Invoice", due=_day(rng)),
    "journal entry": lambda rng: dict(zip(("debit", "credit"), rng.sample(_ACCOUNTS + _OWN, 2), strict=True)),
    "transfer": lambda rng: dict(zip(("from", "to"), rng.sample(_OWN, 2), strict=True)),
    "payroll": lambda rng: {
        "employee": rng.choice(_PEOPLE), "account": "Wages", "period": rng.choice(["2026-02", "2026-03"]),
    },
    "fee": lambda rng: {"vendor": _name(rng), "account": "Bank Fees"},
    "depreciation": lambda rng: {"account": rng.choice(_ASSETS), "kind": "depreciation"},
}  # fmt: skip


def _named(fields: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    """The record under columns with names of their own, in an order of its own."""
    cells = [(rng.choice(_COLUMNS[role]), value) for role, value in fields.items()]
    rng.shuffle(cells)
    return dict(cells)


def _name(rng: random.Random) -> str:
    drawn = rng.random()
    if drawn < 0.08:
        return rng.choice(_UNICODE)
    if drawn < 0.1:
        return " ".join(rng.choice(_FIRST) for _ in range(rng.randint(6, 30)))
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"


def _amount(rng: random.Random) -> Decimal:
    return Decimal(rng.choice([rng.randrange(100, 99_999), rng.randrange(100_000, 9_999_999)])).scaleb(-2)


def _day(rng: random.Random) -> str:
    return (dt.date(2025, 1, 1) + dt.timedelta(days=rng.randrange(600))).isoformat()


def _reference(rng: random.Random) -> str:
    return f"{rng.choice(['INV', 'TX', 'B', 'REF'])}-{rng.randrange(1000, 99999)}"


def _books(rng: random.Random) -> tuple[Source, str]:
    """Two quarters of one small business, what it paid or what it was paid, and which of the two that is."""
    kind = rng.choice(["spending", "spending", "income"])
    party = rng.choice(_COLUMNS["vendor" if kind == "spending" else "customer"])
    names = rng.sample(_FIRST, 5)
    first = dt.date(2025, 10, 1)
    accounts = _ACCOUNTS if kind == "spending" else _INCOME
    rows = [
        {
            "ref": f"R{at}",
            party: f"{rng.choice(names)} {_LAST[0]}",
            "amount": _amount(rng),
            "day": first + dt.timedelta(days=rng.randrange(182)),
            "head": rng.choice(accounts),
        }
        for at in range(rng.randint(30, 90))
    ]
    rows[0]["day"] = first
    rows[1]["day"] = dt.date(2026, 3, 9)
    code = rng.choice(_CURRENCIES)
    return Source.from_rows(
        rows, amount="amount", entity=party, date="day", account="head", id="ref", currency=code
    ), kind
