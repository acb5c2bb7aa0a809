"""Facts: a record of a ledger, a figure of a table, a passage of text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Record(NamedTuple):
    """One row of a ledger, with the columns that have a role read and all columns as written.

    `amount` is signed as in the books: a refund of something bought is negative. A role that the row leaves
    out, or whose cell cannot be read, is None; `cells` still holds what was written there.
    """

    id: str
    date: dt.date | None
    entity: str | None
    account: str | None
    amount: Decimal | None
    currency: str | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One cell of a table, or one leaf of nested data, with the labels that say what it is.

    `path` is the row's labels, section headings first; `heads` is the column's, outermost first. `value` is
    the number as printed (parentheses read as a minus), without `scale`; None where the cell is text. `unit`
    is an ISO 4217 code, "%", another unit word such as "shares", or "" where none is stated. `scale` is 1000
    for "(in thousands)" and None where nothing states it. `places` is the number of decimals printed.
    """

    id: str
    row: int
    column: int
    path: tuple[str, ...]
    heads: tuple[str, ...]
    text: str
    value: Decimal | None
    unit: str = ""
    scale: Decimal | None = None
    places: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A statement: its figures and the words above it (title, unit line)."""

    id: str
    caption: str
    figures: tuple[Figure, ...]

    @property
    def texts(self) -> Iterator[str]:
        """Its caption, labels and cells."""
        yield self.caption
        for figure in self.figures:
            yield from (*figure.path, *figure.heads, figure.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text; evidence cites characters of it."""

    id: str
    text: str
