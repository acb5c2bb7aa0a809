"""Rows of a ledger become records: a column at a time, so that a long ledger is read fast."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from ..errors import SourceError
from .currencies import SIGNS, code_of, is_code
from .dates import read_date, settles_day_first
from .digits import Number, read_number
from .facts import Record
from .names import free_copy

T = TypeVar("T")
Row = Mapping[Any, Any]

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_COMMA_DECIMALS = re.compile(r"\.\d{3},\d|(?<![\d.,])\d+,(?:\d{1,2}|\d{4,})(?!\d)")
_POINT_DECIMALS = re.compile(r",\d{3}\.\d|(?<![\d.,])\d+\.(?:\d{1,2}|\d{4,})(?!\d)")
_ONE_GROUP = re.compile(r"[^\d.,]*\d{1,3}([.,])\d{3}[^\d.,]*")


class Roles(NamedTuple):
    """Which column says what. `currency` may be an ISO 4217 code instead; None leaves a role out."""

    amount: str | None = None
    entity: str | None = None
    date: str | None = None
    account: str | None = None
    currency: str | None = None
    id: str | None = None
    day_first: bool | None = None


def read_rows(rows: Iterable[Row], roles: Roles) -> tuple[tuple[Record, ...], frozenset[bool]]:
    """One record a row, and whether their dates have the day first: as told, or else as the column shows.

    Raises `SourceError` for what is not a row and for a role without its column.
    """
    table = _mappings(rows)
    columns = dict.fromkeys(chain.from_iterable(table))
    fixed = _fixed_currency(roles, columns)
    for role, name in _named(roles, fixed):
        _require(role, name, columns, table)
    cells = _cells(table)
    amounts, marks = _amounts(_column(table, roles.amount))
    dates = _column(table, roles.date)
    orders = _orders(dates) if roles.day_first is None else frozenset({roles.day_first})
    records = tuple(
        map(
            Record._make,
            zip(
                _ids(_texts(table, cells, roles.id)),
                _dates(dates, orders),
                _texts(table, cells, roles.entity),
                _texts(table, cells, roles.account),
                amounts,
                _currencies(_texts(table, cells, None if fixed else roles.currency), marks, fixed),
                cells,
                strict=True,
            ),
        )
    )
    return records, orders


def as_text(value: object) -> str:
    """What a cell holds, as text without the space around it; a float as Python writes it."""
    if isinstance(value, str):
        return str(value).strip()
    return float.__repr__(value) if isinstance(value, float) else str(value).strip()


def _mappings(rows: Iterable[Row]) -> list[Row]:
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        raise SourceError(f"rows must be a list of mappings (column to cell), not {type(rows).__name__}")
    table = list(rows)
    for number, row in enumerate(table, start=1):
        if type(row) is not dict and not isinstance(row, Mapping):
            raise SourceError(f"row {number} is {type(row).__name__}, not a mapping from column to cell")
    return table


def _named(roles: Roles, fixed: str) -> list[tuple[str, str]]:
    given = roles._asdict().items()
    return [(r, name) for r, name in given if name is not None and r != "day_first" and not (fixed and r == "currency")]


def _fixed_currency(roles: Roles, columns: Mapping[Any, None]) -> str:
    code = roles.currency
    return code if isinstance(code, str) and code not in columns and is_code(code) else ""


def _require(role: str, name: object, columns: Mapping[Any, None], table: Sequence[Row]) -> None:
    if not table or (isinstance(name, Hashable) and name in columns):
        return
    names = [str(column) for column in columns]
    shown = ", ".join(repr(n) for n in names[:20]) + (", ..." if len(names) > 20 else "")
    told = f"{role}={name!r}: there is no such column" + (" or currency code" if role == "currency" else "")
    raise SourceError(f"{told}; the columns are {shown or 'none'}{_suggestion(str(name), names)}")


def _suggestion(name: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    folded = {n.lower(): n for n in names}
    close = get_close_matches(name.lower(), folded, n=1)
    return f"; did you mean {folded[close[0]]!r}?" if close else ""


class _Texts(dict[str, str]):
    """Stripped texts by text as given; equal ones are one object, which keeps a long ledger small."""

    def __missing__(self, given: str) -> str:
        text = str(given).strip()
        self[given] = text = text if text == given else self[text]
        return text


def _cells(table: Sequence[Row]) -> list[dict[str, str]]:
    """Every cell as text under its column; an empty (None) cell is left out."""
    texts = _Texts()
    cells = [
        {k: texts[v] if type(v) is str else texts[as_text(v)] for k, v in row.items() if v is not None} for row in table
    ]
    if all(isinstance(key, str) for key in dict.fromkeys(chain.from_iterable(table))):
        return cells
    return [{str(key): text for key, text in row.items()} for row in cells]


def _column(table: Sequence[Row], name: str | None) -> list[Any]:
    return [None] * len(table) if name is None else [row.get(name) for row in table]


def _texts(table: Sequence[Row], cells: Sequence[Mapping[str, str]], name: str | None) -> list[str | None]:
    """The texts of a column, None where it is blank or NaN."""
    if name is None:
        return [None] * len(table)
    key = str(name)
    return [
        None if isinstance(raw, float) and raw != raw else row.get(key) or None  # noqa: PLR0124 - NaN
        for raw, row in zip(_column(table, name), cells, strict=True)
    ]


def _read_each(column: Sequence[Any], read: Callable[[Any], T], read_text: Callable[[str], T]) -> list[T]:
    """Reads every cell, each distinct text once."""
    known = {text: read_text(text) for text in {cell for cell in column if type(cell) is str}}
    return [known[cell] if type(cell) is str else read(cell) for cell in column]


def _amounts(column: Sequence[Any]) -> tuple[list[Decimal | None], list[str]]:
    """Values, and the currency sign written in the cell ("" for none)."""
    read_text = _amount_reader({cell for cell in column if type(cell) is str})
    read = _read_each(column, lambda cell: _amount(cell, read_text), read_text)
    return [pair[0] for pair in read], [pair[1] for pair in read]


_UNREAD: tuple[None, str] = (None, "")


def _amount(cell: object, read_text: Callable[[str], tuple[Decimal | None, str]]) -> tuple[Decimal | None, str]:
    if cell is None or isinstance(cell, bool):
        return _UNREAD
    if isinstance(cell, Decimal):
        return (cell, "") if cell.is_finite() else _UNREAD
    if isinstance(cell, int):
        return Decimal(cell), ""
    if isinstance(cell, float):
        value = Decimal(float.__repr__(cell))
        return (value, "") if value.is_finite() else _UNREAD
    return read_text(str(cell))


def _amount_reader(texts: set[str]) -> Callable[[str], tuple[Decimal | None, str]]:
    """Reads amounts as this column writes them: "1.240" is 1240 where other cells have decimal commas."""
    commas = any("," in text and _COMMA_DECIMALS.search(text) for text in texts)
    mixed = commas and any("." in text and _POINT_DECIMALS.search(text) for text in texts)

    def read(text: str) -> tuple[Decimal | None, str]:
        if _PLAIN.fullmatch(text) and not commas:
            return Decimal(text), ""
        if commas and (match := _ONE_GROUP.fullmatch(text)):
            if mixed or match.group(1) == ",":
                return _UNREAD
            text = text.replace(".", "")
        number = read_number(text)
        return _UNREAD if number is None or number.percent else (_scaled(number), number.mark)

    return read


def _scaled(number: Number) -> Decimal:
    """Exact, however many digits: only the exponent moves."""
    if number.scale == 1:
        return number.value
    sign, digits, exponent = number.value.as_tuple()
    return Decimal(f"{Decimal((sign, digits, int(exponent) + number.scale.adjusted())):f}")


def _orders(column: Sequence[Any]) -> frozenset[bool]:
    texts = {text.strip() for text in {cell for cell in column if type(cell) is str}}
    return frozenset(order for text in texts if (order := settles_day_first(text)) is not None)


def _dates(column: Sequence[Any], orders: frozenset[bool]) -> list[dt.date | None]:
    day_first = next(iter(orders)) if len(orders) == 1 else None

    def read(text: str) -> dt.date | None:
        return read_date(text, day_first)

    return _read_each(column, lambda cell: _date(cell, read), read)


def _date(cell: Any, read_text: Callable[[str], dt.date | None]) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date() if cell == cell else None  # noqa: PLR0124 - NaT differs from itself
    return cell if isinstance(cell, dt.date) else read_text(str(cell))


def _currencies(column: Sequence[str | None], marks: Sequence[str], fixed: str) -> list[str | None]:
    known: dict[tuple[str | None, str], str | None] = {}
    for pair in set(zip(column, marks, strict=True)):
        known[pair] = _currency(pair[0], pair[1], fixed)
    return [known[pair] for pair in zip(column, marks, strict=True)]


def _currency(stated: str | None, mark: str, fixed: str) -> str | None:
    """The row's currency, or the sign in the amount cell; None where the two disagree."""
    if not stated:
        return (code_of(mark, fixed) if mark else fixed) or None
    code = stated if stated in SIGNS else stated.upper()
    code = code_of(code)
    return code if code and (not mark or code_of(mark, code) == code) else None


def _ids(column: Sequence[str | None]) -> list[str]:
    """Ids as given, the row number where there is none; one that is taken gets "#2", "#3" ... behind it."""
    given = {text for text in column if text is not None}
    if len(given) == len(column):
        return [text for text in column if text is not None]
    ids: dict[str, None] = {}
    copies: Counter[str] = Counter()
    for number, text in enumerate(column, start=1):
        name = str(number) if text is None else text
        if name in ids or (text is None and name in given):
            name = free_copy(name, copies, lambda free: free in ids or free in given)
        ids[name] = None
    return list(ids)
