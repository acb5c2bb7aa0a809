"""What kind of record one is: as its own column says, or as its columns, its account and the books show."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..grounding.ledger import INCOME, PAID, REFUND, Ledger, Where, meets
from ..source import Record, Source
from .columns import CUSTOMER, EMPLOYEE, VENDOR

# The first line whose words stand in a column that says what a record is.
_SAID: tuple[tuple[str, str], ...] = (
    ("refund", r"refund\w*|credit (?:note|memo)|returned|reversal|chargeback|rebate"),
    ("invoice", r"(?:sales )?invoiced?|invoice (?:sent|issued)"),
    ("bill", r"bill|billed|(?:purchase|vendor|supplier) (?:invoice|bill)"),
    ("journal entry", r"journal(?: entry| entries| voucher)?|je|adjust(?:ment|ing)\w*|accrual"),
    ("transfer", r"(?:internal )?transfer\w*"),
    ("payroll", r"payroll|wages?|salary|salaries|payslip"),
    ("fee", r"(?:bank |service |card )?(?:fees?|charges?)"),
    ("depreciation", r"depreciation|amorti[sz]ation"),
    ("receipt", r"receipt|received|deposit|income|sales?|credit|inflow|in|incoming|money in|.*payment received"),
    ("payment", r".*\bpayment|paid|expense|purchase|spend|spending|debit|outflow|out|outgoing|money out|card\b.*"),
)  # fmt: skip
_SAID_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _SAID)
_FEES = re.compile(r"\b(?:bank|service|card|processing|merchant) (?:fees?|charges?)\b|^fees$")
_DEPRECIATION = re.compile(r"\b(?:depreciation|amorti[sz]ation)\b")


def kind_said(text: str) -> str | None:
    """The kind that a cell such as "Refund" or "journal_entry" names, None if it names none."""
    plain = " ".join(re.sub(r"[\W_]+", " ", text.lower()).split())
    return next((kind for kind, pattern in _SAID_PATTERNS if pattern.fullmatch(plain)), None)


def kind_of(record: Record, source: Source, columns: Mapping[str, str]) -> str:
    """One of `options.RECORD_KINDS`."""
    said = kind_said(record.cells.get(str(columns.get("kind")), ""))
    if said == "refund":
        return "refund issued" if CUSTOMER in columns or _earned(record, source) else "refund"
    if said == "payment" and CUSTOMER in columns:
        return "receipt"
    return said or _by_columns(columns) or _by_account(record) or _by_money(record, source, columns)


def _by_columns(columns: Mapping[str, str]) -> str | None:
    if "from" in columns and "to" in columns:
        return "transfer"
    if "debit" in columns and "credit" in columns:
        return "journal entry"
    if EMPLOYEE in columns:
        return "payroll"
    if "due" in columns:
        return "invoice" if CUSTOMER in columns else "bill" if VENDOR in columns else None
    return None


def _by_account(record: Record) -> str | None:
    account = (record.account or "").lower()
    if _DEPRECIATION.search(account):
        return "depreciation"
    return "fee" if _FEES.search(account) else None


def _by_money(record: Record, source: Source, columns: Mapping[str, str]) -> str:
    """By which way the books say that the money went."""
    books = source.derive(Ledger).habits
    if CUSTOMER in columns:
        return "refund issued" if len(source) > 1 and meets(record, Where(side=PAID), books) else "receipt"
    if meets(record, Where(side=INCOME), books) and record.amount:
        return "receipt"
    return "refund" if meets(record, Where(side=REFUND), books) and record.amount else "payment"


def _earned(record: Record, source: Source) -> bool:
    return not source.derive(Ledger).habits.spends(record)
