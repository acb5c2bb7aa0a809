"""What a column of a ledger says, told by its name."""

from __future__ import annotations

import re
from functools import lru_cache

# In order: what is told by a whole name first, then by what it ends in.
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


@lru_cache(maxsize=1024)
def role_of(column: str) -> str:
    """The one of `ROLES` that a column's name tells, "" if none: "vendor" for "Vendor Name" or "vendorName"."""
    if is_aside(column):
        return ""
    name = _plain(column)
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(name)), "")


def is_aside(column: str) -> bool:
    """Whether a column is of something that no role is for: a tax, a balance, a rate."""
    return bool(_NEVER.search(_plain(column)))


def _plain(column: str) -> str:
    return " ".join(_NO_LETTERS.sub(" ", _CAMEL.sub(" ", column).lower()).split())
