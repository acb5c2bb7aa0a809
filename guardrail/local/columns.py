"""Which column of a record says what, told by its name and else by what stands in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..errors import GuardrailError
from ..source.columns import is_aside, role_of
from ..source.currencies import CODES
from ..source.dates import read_date
from ..source.digits import read_number

CUSTOMER, VENDOR, EMPLOYEE = "customer", "vendor", "employee"


def find_columns(record: Mapping[Any, Any]) -> dict[str, str]:
    """The column of each role that a record has, by name; what no name tells, by values that leave no choice.

    Raises `GuardrailError` for anything but a mapping.
    """
    if not isinstance(record, Mapping):
        raise GuardrailError(f"a record is a mapping from column to cell, not {type(record).__name__}")
    found: dict[str, str] = {}
    left: list[str] = []
    for column in record:
        role = role_of(str(column))
        if role and role not in found:
            found[role] = column
        else:
            left.append(column)
    _by_values(record, [column for column in left if not is_aside(str(column))], found)
    return found


def party_column(columns: Mapping[str, str]) -> str | None:
    """The role whose column names the other party: customer, vendor, employee or entity."""
    return next((role for role in (CUSTOMER, VENDOR, EMPLOYEE, "entity") if role in columns), None)


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
