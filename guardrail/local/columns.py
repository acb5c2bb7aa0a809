"""Which column of a record says what, told by its name and else by what stands in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..errors import GuardrailError
from ..source.currencies import CODES
from ..source.dates import read_date
from ..source.digits import read_number

CUSTOMER, VENDOR, EMPLOYEE = "customer", "vendor", "employee"

# In order: what is told by a whole name first, then by what it ends in. `entity` is refined by `party_of`.
_NAMES: tuple[tuple[str, str], ...] = (
    ("kind", r"(?:(?:txn|transaction|entry|doc|document|record|posting) )?(?:type|kind)|direction"),
    ("due", r"due(?: date| on| by)?|(?:date|payment) due|pay by"),
    ("period", r"(?:(?:pay|payroll|wage|accounting|service) )?(?:period|month)"),
    ("from", r"from(?: account)?|(?:source|sending) account|account from|transferred from"),
    ("to", r"to(?: account)?|(?:destination|target|receiving) account|account to|transferred to"),
    ("debit", r"(?:debit|dr) account|account debited|debited|debit to"),
    ("credit", r"(?:credit|cr) account|account credited|credited|credit to"),
    ("currency", r"(?:.* )?(?:currency|ccy|curr)(?: code)?"),
    ("method", r"(?:payment )?(?:method|means|channel)|payment type|paid (?:by|via|with)|tender"),
    ("memo", r"memo|notes?|description|desc|details?|narrative|narration|comments?|remarks?|particulars"),
    ("customer", r"customer(?: name)?|client(?: name)?|payer(?: name)?|bill(?:ed)? to|received from|sold to|buyer"),
    ("employee", r"employee(?: name)?|worker|staff(?: member)?"),
    (
        "vendor",
        r"(?:vendor|payee|supplier|merchant|seller|beneficiary|creditor|shop)(?: name)?|paid to|recipient|charged by",
    ),
    ("entity", r"entity(?: name)?|(?:counter)?party(?: name)?|contact|company|name|organi[sz]ation|business partner"),
    ("account", r"account(?: name)?|category|(?:gl|ledger|nominal|expense|income) (?:account|category|head)|asset"),
    ("id", r"(?:.* )?(?:id|no|nr|number|num|ref|reference|voucher)"),
    ("date", r"(?:.* )?(?:date|day)|posted(?: on| at)?|paid (?:on|at)|when|created(?: on| at)?|timestamp"),
    ("amount", r"(?:.* )?(?:amount|amt|value|total|gross|sum|price|net pay)(?: [a-z]{3})?"),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _NAMES)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_LETTERS = re.compile(r"[^a-z]+")
_NEVER = re.compile(r"\b(?:tax|vat|gst|balance|rate|iban|bic|swift|phone|quantity|qty|fx)\b")

ROLES = tuple(dict.fromkeys(role for role, _ in _NAMES))
"""What a column can say."""


def find_columns(record: Mapping[Any, Any]) -> dict[str, str]:
    """The column of each role that a record has, by name; what no name tells, by values that leave no choice.

    Raises `GuardrailError` for anything but a mapping.
    """
    if not isinstance(record, Mapping):
        raise GuardrailError(f"a record is a mapping from column to cell, not {type(record).__name__}")
    found: dict[str, str] = {}
    left: list[str] = []
    for column in record:
        role = _role_of(str(column))
        if role and role not in found:
            found[role] = column
        else:
            left.append(column)
    _by_values(record, [column for column in left if not _NEVER.search(_plain(str(column)))], found)
    return found


def party_column(columns: Mapping[str, str]) -> str | None:
    """The role whose column names the other party: customer, vendor, employee or entity."""
    return next((role for role in (CUSTOMER, VENDOR, EMPLOYEE, "entity") if role in columns), None)


def _plain(column: str) -> str:
    return " ".join(_NO_LETTERS.sub(" ", _CAMEL.sub(" ", column).lower()).split())


def _role_of(column: str) -> str:
    name = _plain(column)
    if _NEVER.search(name):
        return ""
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(name)), "")


def _by_values(record: Mapping[Any, Any], left: list[str], found: dict[str, str]) -> None:
    """Gives a role to a column whose name says nothing, if it is the only one that could have it."""
    looks = {"date": _is_day, "amount": _is_amount, "currency": _is_code}
    for role, fits in looks.items():
        if role in found:
            continue
        fitting = [column for column in left if fits(record[column])]
        if len(fitting) == 1:
            found[role] = fitting[0]
            left.remove(fitting[0])
    texts = [column for column in left if _is_name(record[column])]
    if len(texts) == 1 and party_column(found) is None:
        found["entity"] = texts[0]


def _is_day(cell: object) -> bool:
    return isinstance(cell, dt.date) or (isinstance(cell, str) and read_date(cell, day_first=True) is not None)


def _is_amount(cell: object) -> bool:
    if isinstance(cell, Decimal | float):
        return True
    number = read_number(cell) if isinstance(cell, str) else None
    return number is not None and not number.percent and (bool(number.mark) or number.value != int(number.value))


def _is_code(cell: object) -> bool:
    return isinstance(cell, str) and cell.strip().upper() in CODES


def _is_name(cell: object) -> bool:
    return isinstance(cell, str) and any(map(str.isalpha, cell)) and not _is_day(cell) and not _is_code(cell)
